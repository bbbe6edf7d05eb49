"""Finds the parts of a Word file that contain words, by relationships (the main part need not be called document.xml).

Source: ECMA-376 part 2, 9 (parts and relationships); part 4 (transitional), part 1 (strict).
"""

import posixpath
import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from site_builder.importing.readers.packages import Package, open_package, parsed_xml
from site_builder.importing.readers.unreadable import UnreadableError

_CALLED: Final = "Word（.docx）文件"
_OOXML: Final = b"http://schemas.openxmlformats.org/"
# Strict files and Word 2003 XML use other namespaces for the same elements.
_SAME: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _OOXML + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _OOXML + b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OOXML + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/", _OOXML + b"drawingml/2006/"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", _OOXML + b"wordprocessingml/2006/main"),
)
_USUAL: Final = re.compile(r"(styles|numbering|footnotes|endnotes|comments|(?:header|footer)\d*|diagrams/data\d*)\.xml")
_KINDS: Final = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer", "diagramData")


@dataclass(slots=True)
class WordParts:
    """The main part and the parts it refers to; there may be several headers, footers and diagrams."""

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    notes: dict[str, etree._Element] = field(default_factory=dict)  # footnote, endnote
    comments: list[etree._Element] = field(default_factory=list)
    margins: list[etree._Element] = field(default_factory=list)
    diagrams: list[etree._Element] = field(default_factory=list)


def word_parts(raw: bytes) -> WordParts:
    """The parts of a .docx, of Flat OPC (a single XML file), or of Word 2003 XML."""
    if not raw.startswith(b"PK"):
        return _single(parsed_xml(_translated(raw), _CALLED))
    with open_package(raw, _CALLED) as package:
        main = _main(package)
        document = _tree(package, main)
        if document is None:
            raise UnreadableError("Word 文件里没有正文")
        parts = WordParts(document)
        folder = posixpath.dirname(main)
        named = _related(package, f"{folder}/_rels/{posixpath.basename(main)}.rels", folder)
        # Parts without relationships, as some tools leave them, are found at their usual paths.
        targets, kinds = {target for _, target in named}, {kind for kind, _ in named}
        for name in sorted(package.names):
            found = _USUAL.fullmatch(name.removeprefix(f"{folder}/"))
            if found and name not in targets:
                kind = "diagramData" if found[1].startswith("diagrams") else found[1].rstrip("0123456789")
                if kind in ("header", "footer", "diagramData") or kind not in kinds:
                    named.append((kind, name))
        for kind, target in named:
            if kind in _KINDS and (tree := _tree(package, target)) is not None:
                _put(parts, kind, tree)
        return parts


def _put(parts: WordParts, kind: str, tree: etree._Element) -> None:
    if kind == "styles":
        parts.styles = tree
    elif kind == "numbering":
        parts.numbering = tree
    elif kind in ("footnotes", "endnotes"):
        parts.notes[kind[:-1]] = tree
    elif kind == "comments":
        parts.comments.append(tree)
    elif kind == "diagramData":
        parts.diagrams.append(tree)
    else:
        parts.margins.append(tree)


def _translated(content: bytes) -> bytes:
    for other, name in _SAME:
        if other in content:
            content = content.replace(other, name)
    return content


def _tree(package: Package, name: str) -> etree._Element | None:
    content = package.read(name)
    return parsed_xml(_translated(content), _CALLED) if content else None


def _main(package: Package) -> str:
    """The name of the main part, by the package's relationships, else the usual one."""
    for kind, target in _related(package, "_rels/.rels", ""):
        if kind == "officeDocument" and target in package:
            return target
    return next((each for each in package.names if re.fullmatch(r"word/document\d*\.xml", each)), "word/document.xml")


def _related(package: Package, name: str, folder: str) -> list[tuple[str, str]]:
    """The kind and the target part of each internal relationship."""
    tree = package.tree(name)
    found: list[tuple[str, str]] = []
    for each in tree if tree is not None else ():
        target = each.get("Target") or ""
        if not isinstance(each.tag, str) or each.get("TargetMode") == "External" or not target:
            continue
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found.append(((each.get("Type") or "").rpartition("/")[2], place))
    return found


def _single(root: etree._Element) -> WordParts:
    """The parts of a single-file XML document."""
    package = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
    if root.tag == f"{package}package":
        held: dict[str, etree._Element] = {}
        for part in root.iter(f"{package}part"):
            data = part.find(f"{package}xmlData")
            if data is not None and len(data):
                held[part.get(f"{package}name") or ""] = data[0]
        main = next((tree for name, tree in held.items() if re.fullmatch(r"/word/document\d*\.xml", name)), None)
        if main is None:
            raise UnreadableError("Word 文件里没有正文")
        parts = WordParts(main)
        for name, tree in held.items():
            found = re.fullmatch(r"/word/([a-z]+)\d*\.xml", name)
            if found and found[1] in _KINDS:
                _put(parts, found[1], tree)
        return parts
    parts = WordParts(root)
    parts.styles = next((each for each in root if str(each.tag).endswith("}styles")), None)
    return parts
