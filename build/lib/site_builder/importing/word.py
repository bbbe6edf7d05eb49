"""A Word file → lines: paragraphs with their automatic numbers, tables as rows, footnotes at the end.

Read from the file's XML itself: converters to HTML drop the numbers Word shows before a paragraph (as in 一、 or 1.),
and those are words of a notice.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from site_builder.importing.fold import fold, visible
from site_builder.importing.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.numbering import marker
from site_builder.importing.unreadable import UnreadableError

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LIMIT: Final = 64 * 1024 * 1024
_CN: Final = "〇一二三四五六七八九"
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TEXTLESS: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr"})


def read_word(raw: bytes, name: str) -> Manuscript:
    """The paragraphs and rows of a .docx, numbered in order; headers and footers of the page are set aside.

    Errors  UnreadableError for a file that is no Word document or is damaged
    """
    try:
        with ZipFile(BytesIO(raw)) as archive:
            parts = {info.filename for info in archive.infolist() if info.file_size <= _LIMIT}
            if "word/document.xml" not in parts:
                raise UnreadableError("Word 文件里没有正文，或正文太大")
            document = _part(archive, "word/document.xml")
            styles = _part(archive, "word/styles.xml") if "word/styles.xml" in parts else None
            numbering = _part(archive, "word/numbering.xml") if "word/numbering.xml" in parts else None
            notes = [
                _part(archive, f"word/{each}.xml") for each in ("footnotes", "endnotes") if f"word/{each}.xml" in parts
            ]
            margins = [
                _part(archive, each) for each in sorted(parts) if re.fullmatch(r"word/(header|footer)\d*\.xml", each)
            ]
    except (BadZipFile, KeyError, etree.XMLSyntaxError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError("不是完好的 Word（.docx）文件") from error
    reader = _Reader(styles, numbering)
    body = document.find(f"{_W}body")
    lines = list(reader.lines(body)) if body is not None else []
    for part in notes:
        lines += reader.notes(part)
    aside = [Aside(0, text, "页眉页脚") for part in margins for text in _paragraph_texts(part)]
    doubts = [Doubt(line, label, "自动编号已转成文字") for line, label in reader.labelled[:1]]
    return Manuscript(name, tuple(lines), tuple(aside), tuple(doubts))


def _part(archive: ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _value(element: etree._Element | None, path: str) -> str | None:
    found = element.find(path) if element is not None else None
    return found.get(f"{_W}val") if found is not None else None


def _texts(element: etree._Element) -> Iterator[str]:
    """The words of a paragraph as Word shows them: insertions in, deletions out."""
    for child in element:
        tag = child.tag
        if tag in _TEXTLESS or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}tab":
            yield " "
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
            yield f"[{child.get(f'{_W}id')}]"
        elif tag.endswith("}AlternateContent"):
            yield from (text for choice in list(child)[:1] for text in _texts(choice))
        else:
            yield from _texts(child)


def _paragraph_texts(part: etree._Element) -> list[str]:
    return [text for each in part.iter(f"{_W}p") if (text := visible("".join(_texts(each)).replace("\n", " ")))]


class _Reader:
    """Paragraphs in order, with the counters of the automatic numbers."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self.number = 0
        self.labelled: list[tuple[int, str]] = []
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)
        self.styles = (
            {each.get(f"{_W}styleId"): each for each in styles.iter(f"{_W}style")} if styles is not None else {}
        )
        self.levels = _levels(numbering) if numbering is not None else {}

    def lines(self, container: etree._Element) -> Iterator[Line]:
        for element in container:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag"):
                yield from self.lines(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Line]:
        self.number += 1
        label = self._label(element)
        level = self._heading_level(element)
        boxes = list(element.iter(f"{_W}txbxContent"))
        for index, raw in enumerate(
            "".join(_texts(element)).split("\n") if not boxes else self._outside_boxes(element)
        ):
            text = visible(raw)
            if text and index == 0 and label and marker(fold(text)) is None:
                self.labelled.append((self.number, label))
                text = label + text
            if text:
                yield Line(self.number, text, (), level)
        for box in boxes[:1]:
            yield from self.lines(box)

    def _outside_boxes(self, element: etree._Element) -> list[str]:
        runs = [run for run in element.iter(f"{_W}r") if run.find(f".//{_W}txbxContent") is None]
        inner = {run for box in element.iter(f"{_W}txbxContent") for run in box.iter(f"{_W}r")}
        return "".join(text for run in runs if run not in inner for text in _texts(run)).split("\n")

    def _table(self, table: etree._Element) -> Iterator[Line]:
        rows = [[" ".join(_paragraph_texts(cell)) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]
        if max((len(row) for row in rows), default=0) < 2:
            for cell in table.iter(f"{_W}tc"):
                yield from self.lines(cell)
            return
        for row in rows:
            self.number += 1
            if any(row):
                cells = tuple(visible(cell) for cell in row)
                yield Line(self.number, "\t".join(cells), cells)

    def notes(self, part: etree._Element) -> Iterator[Line]:
        """Footnotes as paragraphs that begin with their number in brackets."""
        for note in part:
            if note.get(f"{_W}type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            if words := " ".join(_paragraph_texts(note)):
                self.number += 1
                yield Line(self.number, f"[{note.get(f'{_W}id')}]{words}")

    def _style(self, element: etree._Element) -> str | None:
        return _value(element, f"{_W}pPr/{_W}pStyle")

    def _heading_level(self, element: etree._Element) -> int:
        """1-6 for a paragraph Word treats as a heading."""
        outline = _value(element, f"{_W}pPr/{_W}outlineLvl")
        style = self.styles.get(self._style(element))
        for _ in range(10):
            if style is None:
                break
            name = (_value(style, f"{_W}name") or "").lower()
            if name == "title":
                return 1
            if found := re.fullmatch(r"(?:heading|标题)\s*(\d)", name):
                return min(6, int(found.group(1)))
            outline = outline or _value(style, f"{_W}pPr/{_W}outlineLvl")
            style = self.styles.get(_value(style, f"{_W}basedOn"))
        return min(6, int(outline) + 1) if outline and outline.isdigit() and int(outline) < 9 else 0

    def _label(self, element: etree._Element) -> str:
        """The automatic number of a paragraph as Word shows it; '' for none and for bullets."""
        given = element.find(f"{_W}pPr/{_W}numPr")
        style = self.styles.get(self._style(element))
        if given is None and style is not None:
            given = style.find(f"{_W}pPr/{_W}numPr")
        number = _value(given, f"{_W}numId")
        level = int(_value(given, f"{_W}ilvl") or 0) if given is not None else 0
        levels = self.levels.get(number or "")
        if not number or not levels or level not in levels:
            return ""
        counts = self.counters[number]
        form, words, start = levels[level]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda m: _shown(levels, counts, int(m.group(1)) - 1), words)


_Levels = dict[int, tuple[str, str, int]]


def _levels(numbering: etree._Element) -> dict[str, _Levels]:
    """numId → level → (format, text with %1, first number)."""
    abstract: dict[str | None, _Levels] = {}
    for each in numbering.iter(f"{_W}abstractNum"):
        abstract[each.get(f"{_W}abstractNumId")] = {
            int(level.get(f"{_W}ilvl") or 0): (
                _value(level, f"{_W}numFmt") or "decimal",
                _value(level, f"{_W}lvlText") or "",
                int(_value(level, f"{_W}start") or 1),
            )
            for level in each.iter(f"{_W}lvl")
        }
    return {
        each.get(f"{_W}numId") or "": abstract.get(_value(each, f"{_W}abstractNumId"), {})
        for each in numbering.iter(f"{_W}num")
    }


def _shown(levels: _Levels, counts: dict[int, int], level: int) -> str:
    form, _, start = levels.get(level, ("decimal", "", 1))
    number = counts.get(level, start)
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "ideographTraditional",
        "japaneseCounting",
        "taiwaneseCountingThousand",
    ):
        return _chinese(number)
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return _CIRCLES[number - 1]
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _CN[tens] + "十") + (_CN[ones] if ones else "")
