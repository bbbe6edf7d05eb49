"""Reader for OFD (GB/T 33190): lines with their pages, from positioned characters; tables from ruled lines.

Source: GB/T 33190-2016, 7 (document), 8 (page), 9 (graphic units), 11 (text).
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import atan2, pi
from typing import Final

from lxml import etree

from site_builder.importing.lines.manuscript import Doubt, Manuscript
from site_builder.importing.readers.packages import Package, local_name, open_package
from site_builder.importing.readers.page_geometry import (
    AT_AN_ANGLE,
    IDENTITY,
    MANY_PATHS,
    MOST_PAGES,
    SCANNED,
    Matrix,
    inked,
    product,
    quarter_of,
    refuse_garbled,
    refuse_long,
    rules_of,
    transformed,
    upright,
)
from site_builder.importing.readers.page_glyphs import Glyph, GlyphPage, RuledLine, is_lost
from site_builder.importing.readers.pages import manuscript_of
from site_builder.importing.readers.remarks import attached
from site_builder.importing.readers.unreadable import UnreadableError

_CALLED: Final = "OFD 文件"
_POINTS: Final = 72 / 25.4  # in millimetres, the unit of the format
_DEPTH: Final = 20  # of nested blocks
_FEW: Final = 15  # a document with pictures and fewer characters counts as scanned
_NUMBER: Final = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,12})?|\.\d{1,12})(?:[eE][-+]?\d{1,2})?")
_STEP: Final = re.compile(r"[MLSCQABZ]|" + _NUMBER.pattern)


def read_ofd(raw: bytes, name: str) -> Manuscript:
    """Reads the paragraphs and rows of all documents in an OFD file.

    Set aside: running headers and footers, page numbers, words at an angle.
    Errors  UnreadableError: encrypted, scan, damaged
    """
    with open_package(raw, _CALLED) as package:
        root = package.tree("OFD.xml")
        if root is None:
            raise UnreadableError("OFD 文件里没有 OFD.xml，文件已损坏")
        if any("encrypt" in each.lower() for each in package.names) or _first(root, "Encryption") is not None:
            raise UnreadableError("OFD 文件加了密码，请用阅读器去掉密码后再导入", "encrypted")
        reader = _Reader(package)
        for body in _all(root, "DocBody"):
            if (place := _first(body, "DocRoot")) is not None:
                reader.document(_path("", place.text or ""))
            if (place := _first(body, "Signatures")) is not None:
                reader.seals(_path("", place.text or ""))
    sheets = reader.sheets
    characters = inked(sheets)
    drawn = reader.pictures or reader.paths > MANY_PATHS * len(sheets)
    if characters < _FEW and drawn:
        why = f"这份 OFD 是扫描件（图片），里面没有文字：{SCANNED}"
        raise UnreadableError(why, "scan", f"{len(sheets)} 页，文字 {characters} 个")
    refuse_garbled("OFD", characters, reader.unmapped)
    if not characters:
        raise UnreadableError("OFD 文件里没有文字", "empty")
    return manuscript_of(name, sheets, list(reader.doubts()))


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (each for each in element.iter() if local_name(each) == name)


def _first(element: etree._Element, name: str) -> etree._Element | None:
    return next(_all(element, name), None)


def _path(folder: str, place: str) -> str:
    place = place.strip().replace("\\", "/")
    return posixpath.normpath(place.lstrip("/") if place.startswith("/") else posixpath.join(folder, place))


def _numbers(text: str | None) -> list[float]:
    return [float(each) for each in _NUMBER.findall((text or "")[:1_000_000])]


@dataclass(slots=True)
class _Page:
    """The content of a page in millimetres; characters are grouped by rotation in quarter turns (4: other angles, or invisible)."""

    width: float
    height: float
    glyphs: list[list[Glyph]] = field(default_factory=lambda: [[], [], [], [], []])
    rules: list[RuledLine] = field(default_factory=list)

    def glyph(
        self, quarter: int, char: str, start: tuple[float, float], end: tuple[float, float], size: float
    ) -> Glyph:
        """A character in the coordinates of the page turned upright, in points."""
        width, height = self.width, self.height
        left, right, base = {
            1: (height - start[1], height - end[1], start[0]),
            2: (width - start[0], width - end[0], height - start[1]),
            3: (start[1], end[1], width - start[0]),
        }.get(quarter, (start[0], end[0], start[1]))
        return Glyph(char, left * _POINTS, right * _POINTS, base * _POINTS, size * _POINTS)

    def upright(self, number: int) -> GlyphPage:
        """The page turned so that most of its characters are upright."""
        return upright(number, (self.width * _POINTS, self.height * _POINTS), self.glyphs, self.rules)


class _Reader:
    """Reads the pages of all documents, in order."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheets: list[GlyphPage] = []
        self.characters = 0
        self.objects = 0
        self.pictures = 0
        self.paths = 0
        self.sealed = 0
        self.unmapped = 0
        self.missing: list[str] = []
        self.attached: list[str] = []

    def doubts(self) -> Iterator[Doubt]:
        if self.pictures:
            yield Doubt(0, "", f"文件里有 {self.pictures} 张图，图里的字没有读，请核对")
        if self.sealed:
            yield Doubt(0, "", f"文件上有 {self.sealed} 处批注或签章，里面的字没有读，请核对")
        yield from attached(self.attached)
        for each in self.missing[:10]:
            yield Doubt(0, each, "OFD 文件里缺这一页的内容，没有读")

    def seals(self, place: str) -> None:
        """Counts electronic seals, which are reported as a doubt."""
        tree = self.package.tree(place) if place in self.package else None
        self.sealed += sum(1 for _ in _all(tree, "Signature")) if tree is not None else 0

    def document(self, place: str) -> None:
        tree = self.package.tree(place)
        if tree is None:
            self.missing.append(place)
            return
        folder = posixpath.dirname(place)
        area = _first(tree, "PhysicalBox")
        common = _numbers(area.text) if area is not None else []
        templates = {each.get("ID", ""): _path(folder, each.get("BaseLoc", "")) for each in _all(tree, "TemplatePage")}
        pages = _first(tree, "Pages")
        for page in list(_all(pages, "Page")) if pages is not None else []:
            if len(self.sheets) >= MOST_PAGES:
                raise UnreadableError(f"OFD 超过 {MOST_PAGES} 页，请分成几份再导入")
            self._page(_path(folder, page.get("BaseLoc", "")), common, templates)
        for each in _all(tree, "Attachments"):
            listed = self.package.tree(_path(folder, each.text or ""))
            files = _all(listed, "Attachment") if listed is not None else ()
            self.attached += [str(file.get("AttachmentName") or file.get("Name") or "") for file in files]
        for each in _all(tree, "Annotations"):
            found = self.package.tree(_path(folder, each.text or ""))
            self.sealed += sum(1 for _ in _all(found, "Page")) if found is not None else 0

    def _page(self, place: str, common: list[float], templates: dict[str, str]) -> None:
        tree = self.package.tree(place)
        if tree is None:
            self.missing.append(place)
            return
        box = _first(tree, "PhysicalBox")
        size = (_numbers(box.text) if box is not None else []) or common
        x, y, width, height = size if len(size) == 4 else [0.0, 0.0, 210.0, 297.0]
        sheet = _Page(width, height)
        for each in _all(tree, "Template"):
            template = self.package.tree(templates.get(each.get("TemplateID", ""), "-"))
            if template is not None:
                self._draw(template, sheet, (1, 0, 0, 1, -x, -y), 0)
        self._draw(tree, sheet, (1, 0, 0, 1, -x, -y), 0)
        self.sheets.append(sheet.upright(len(self.sheets) + 1))

    def _draw(self, element: etree._Element, sheet: _Page, matrix: Matrix, depth: int) -> None:
        for child in element:
            self.objects += 1
            refuse_long("OFD", objects=self.objects)
            kind = local_name(child)
            if kind == "TextObject":
                self._text(child, sheet, matrix)
            elif kind == "PathObject":
                self._path(child, sheet, matrix)
            elif kind == "ImageObject":
                self.pictures += 1
            elif kind and depth < _DEPTH:
                self._draw(child, sheet, matrix, depth + 1)

    def _inner(self, item: etree._Element, matrix: Matrix) -> Matrix:
        """The matrix for the content of an object: its own, then its position on the page."""
        given = _numbers(item.get("CTM"))
        own: Matrix = (given[0], given[1], given[2], given[3], given[4], given[5]) if len(given) == 6 else IDENTITY
        box = _numbers(item.get("Boundary"))
        at = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
        return product(product(own, (1, 0, 0, 1, *at)), matrix)

    def _text(self, item: etree._Element, sheet: _Page, outer: Matrix) -> None:
        matrix = self._inner(item, outer)
        size = (_numbers(item.get("Size")) or [0.0])[0]
        stretch = (_numbers(item.get("HScale")) or [1.0])[0]
        high = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        quarter = quarter_of(-atan2(matrix[1], matrix[0]) / (pi / 2))  # minus, as y points down
        askew = (_numbers(item.get("ReadDirection")) or [0.0])[0] % 360 != 0
        if askew or item.get("Visible", "true").lower() == "false" or size * high < 0.5:
            quarter = AT_AN_ANGLE
        x = y = 0.0
        for code in _all(item, "TextCode"):
            words = (code.text or "").replace("\r", "").replace("\n", "")
            x = (_numbers(code.get("X")) or [x])[0]
            y = (_numbers(code.get("Y")) or [y])[0]
            self.characters += len(words)
            self.unmapped += sum(is_lost(ord(char)) for char in words)
            refuse_long("OFD", characters=self.characters)
            steps, drops = _deltas(code.get("DeltaX"), len(words)), _deltas(code.get("DeltaY"), len(words))
            for index, char in enumerate(words):
                step = steps[index] if index < len(steps) else None
                advance = size * (1.0 if ord(char) > 0x2E7F or char in "“”‘’—…" else 0.5) * stretch
                wide = min(advance, step) if step and step > 0 else advance
                place, end = transformed(matrix, x, y), transformed(matrix, x + wide, y)
                sheet.glyphs[quarter].append(sheet.glyph(quarter, char, place, end, size * high))
                x += step if step is not None else (0.0 if drops else advance)
                y += drops[index] if index < len(drops) else 0.0

    def _path(self, item: etree._Element, sheet: _Page, outer: Matrix) -> None:
        self.paths += 1
        data = _first(item, "AbbreviatedData")
        if data is None or len(data.text or "") > 200_000:
            return
        matrix = self._inner(item, outer)
        stroke = item.get("Stroke", "true").lower() != "false"
        parts: list[list[tuple[float, float]]] = []
        held: list[float] = []
        command = ""
        for token in [*_STEP.findall(data.text or ""), "Z"]:
            if token[0] in "MLSCQABZ":
                command = token
                held = []
                if token in "QAB":
                    return  # a curve
                if token in "CZ" and parts and parts[-1][-1] != parts[-1][0]:
                    parts[-1].append(parts[-1][0])
                continue
            held.append(float(token))
            if len(held) == 2 and command in "MLS":
                x, y = transformed(matrix, held[0], held[1])
                point = (x * _POINTS, y * _POINTS)
                held = []
                if command in "MS" or not parts:
                    parts.append([point])
                else:
                    parts[-1].append(point)
        for part in parts:
            sheet.rules += rules_of(part, stroke)


def _deltas(text: str | None, count: int) -> list[float]:
    """The advances from one character to the next; `g 3 5.6` stands for three times 5.6."""
    found: list[float] = []
    words = (text or "").replace(",", " ").split()
    at = 0
    while at < len(words) and len(found) <= count:
        if words[at].lower() == "g" and at + 2 < len(words):
            times, step = _numbers(words[at + 1]), _numbers(words[at + 2])
            if times and step:
                found += [step[0]] * min(int(max(0.0, times[0])), count)
            at += 3
            continue
        found += _numbers(words[at])[:1]
        at += 1
    return found
