"""A Word file → lines: paragraphs with their automatic numbers, tables as rows, text boxes, notes at the end.

Read from the file's XML itself: converters to HTML drop the numbers Word shows before a paragraph (as in 一、 or 1.),
and those are words of a notice.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from site_builder.importing.lines.fold import fold, visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.lines.numbering import marker
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.readers.word_numbers import Numbers, W, value
from site_builder.importing.readers.word_text import Notes, boxes_of, unshown_words, words_of

_LIMIT: Final = 64 * 1024 * 1024  # bytes of all parts that are read, unpacked
_READ: Final = re.compile(
    r"word/(document|styles|numbering|footnotes|endnotes|comments|(?:header|footer)\d*|diagrams/data\d*)\.xml"
)
_PICTURE: Final = ("}blip", "}imagedata", "}chart")
_UNREAD: Final = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}sectPr", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr"}
)


def read_word(raw: bytes, name: str) -> Manuscript:
    """The paragraphs and rows of a .docx, numbered in order.

    Set aside: headers and footers of the page, comments, deleted and hidden words, the words of diagrams.
    Errors  UnreadableError for a file that is no Word document, is damaged or is too large
    """
    parts = _parts(raw)
    document = parts["document"]
    styles = {each.get(f"{W}styleId"): each for each in parts["styles"].iter(f"{W}style")} if "styles" in parts else {}
    reader = _Reader(styles, parts.get("numbering"))
    body = document.find(f"{W}body")
    lines = list(reader.lines(body)) if body is not None else []
    for kind in ("footnote", "endnote"):
        if (part := parts.get(f"{kind}s")) is not None:
            lines += reader.noted(part, kind)
    aside = [Aside(0, text, why) for text, why in unshown_words(document)]
    for key in sorted(parts):
        why = "页眉页脚" if re.match("header|footer", key) else {"comments": "批注"}.get(key)
        if why:
            aside += [Aside(0, text, why) for text in reader.texts(parts[key])]
        elif key.startswith("diagrams"):
            aside += [Aside(0, text, "图示里的字") for each in parts[key].iter() if (text := visible(_drawn(each)))]
    return Manuscript(name, tuple(lines), tuple(aside), tuple(_doubts(document, reader)))


def tables_of_word(raw: bytes) -> list[list[list[tuple[etree._Element, list[str]]]]]:
    """The tables of several columns in a document, in order: rows of cells, each with its paragraphs and their numbers."""
    parts = _parts(raw)
    styles = {each.get(f"{W}styleId"): each for each in parts["styles"].iter(f"{W}style")} if "styles" in parts else {}
    reader, body = _Reader(styles, parts.get("numbering")), parts["document"].find(f"{W}body")
    for _ in reader.lines(body) if body is not None else ():
        pass
    return reader.tables


def _parts(raw: bytes) -> dict[str, etree._Element]:
    """The parts of the file that hold words, by their names without folder and ending."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            wanted = {found[1]: info for info in archive.infolist() if (found := _READ.fullmatch(info.filename))}
            if sum(info.file_size for info in wanted.values()) > _LIMIT:
                raise UnreadableError("Word 文件太大（文字部分超过 64 MB）")
            if "document" not in wanted:
                raise UnreadableError("Word 文件里没有正文")
            return {key: _part(archive.read(info)) for key, info in wanted.items()}
    except (BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UnreadableError("不是完好的 Word（.docx）文件") from error


def _part(raw: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


def _drawn(element: etree._Element) -> str:
    """The words of a run of a drawing."""
    return (element.text or "") if isinstance(element.tag, str) and element.tag.endswith("/main}t") else ""


def _doubts(document: etree._Element, reader: "_Reader") -> Iterator[Doubt]:
    """What the file has that is no plain text, said once each."""
    if reader.labelled:
        yield Doubt(*reader.labelled[0], "自动编号已转成文字")
    if reader.notes.seen:
        yield Doubt(0, "[1]", "脚注、尾注的序号写成方括号里的数字，注文在全文之后")
    pictures = sum(1 for each in document.iter() if isinstance(each.tag, str) and each.tag.endswith(_PICTURE))
    if pictures:
        yield Doubt(0, "", f"文件里有 {pictures} 张图，图里的字没有读，请核对")
    if next(document.iter(f"{W}delText"), None) is not None:
        yield Doubt(0, "", "文件带着修订痕迹：插入的算正文，删除的没有收入")
    if next(document.iter(f"{W}altChunk"), None) is not None:
        yield Doubt(0, "", "文件里嵌着另一份文件，没有读，请核对")


class _Reader:
    """Paragraphs in order, with the counters of numbers and notes."""

    def __init__(self, styles: dict[str | None, etree._Element], numbering: etree._Element | None) -> None:
        self.number = 0
        self.labelled: list[tuple[int, str]] = []
        self.notes = Notes()
        self.tables: list[list[list[tuple[etree._Element, list[str]]]]] = []
        self.styles = styles
        self.numbers = Numbers(styles, numbering)

    def lines(self, container: etree._Element) -> Iterator[Line]:
        """The lines of all paragraphs and tables below an element."""
        for element in container:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tbl":
                yield from self._table(element)
            elif isinstance(tag, str) and tag not in _UNREAD:
                yield from self.lines(
                    list(element)[0] if tag.endswith("}AlternateContent") and len(element) else element
                )

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        self.number += 1
        number, label, level = self.number, self.numbers.label(element), self._heading_level(element)
        for index, raw in enumerate("".join(words_of(element, self.notes)).split("\n")):
            text = visible(raw)
            if text and index == 0 and label and marker(fold(text)) is None:
                self.labelled.append((number, label))
                text = label + text
            if text:
                yield Line(number, text, (), level)
        for box in boxes_of(element):
            yield from self.lines(box)

    def texts(self, part: etree._Element) -> list[str]:
        """The words of a part or a cell, a paragraph each."""
        return [line.text.replace("\t", " ") for line in self.lines(part)]

    def _table(self, table: etree._Element) -> Iterator[Line]:
        """The rows of a table; one of a single column only lays out the page, and its cells are read as text."""
        cells = [list(_below(row, f"{W}tc")) for row in _below(table, f"{W}tr")]
        if max((len(row) for row in cells), default=0) < 2:
            for row in cells:
                for cell in row:
                    yield from self.lines(cell)
            return
        held: list[list[tuple[etree._Element, list[str]]]] = []
        self.tables.append(held)
        for row in cells:
            number = self.number + 1
            held.append([(cell, self.texts(cell)) for cell in row])
            words = tuple(visible(" ".join(texts)) for _, texts in held[-1])
            self.number = max(self.number, number)
            if any(words):
                yield Line(number, "\t".join(words), words)

    def noted(self, part: etree._Element, kind: str) -> Iterator[Line]:
        """Footnotes or endnotes as paragraphs that begin with the mark that stands for them in the text."""
        last = len(self.notes.seen) + 1
        for note in sorted(part, key=lambda each: self.notes.seen.get((kind, each.get(f"{W}id") or ""), last)):
            if not isinstance(note.tag, str) or note.get(f"{W}type") in (
                "separator",
                "continuationSeparator",
                "continuationNotice",
            ):
                continue
            if words := " ".join(self.texts(note)):
                self.number += 1
                yield Line(self.number, self.notes.mark(kind, note.get(f"{W}id") or "") + words)

    def _heading_level(self, element: etree._Element) -> int:
        """1-6 for a paragraph Word treats as a heading."""
        outline = value(element, f"{W}pPr/{W}outlineLvl")
        style = self.styles.get(value(element, f"{W}pPr/{W}pStyle"))
        for _ in range(10):
            if style is None:
                break
            name = (value(style, f"{W}name") or "").lower()
            if name == "title":
                return 1
            if found := re.fullmatch(r"(?:heading|标题)\s*(\d)", name):
                return min(6, int(found.group(1)))
            outline = outline or value(style, f"{W}pPr/{W}outlineLvl")
            style = self.styles.get(value(style, f"{W}basedOn"))
        return min(6, int(outline) + 1) if outline and re.fullmatch("[0-8]", outline) else 0


def _below(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also those wrapped in a control, never those of a table inside."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _below(child, tag)
