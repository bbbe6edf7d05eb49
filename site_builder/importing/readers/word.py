"""Reader for Word files: paragraphs with their automatic numbers, tables as rows, text boxes, notes at the end.

It reads the XML directly, because converters to HTML drop the automatic numbers of paragraphs (such as 一、 or 1.), which are
part of a notice's words.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.readers import remarks
from site_builder.importing.readers.fields import spoken
from site_builder.importing.readers.remarks import TableCell
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.readers.word_numbers import Numbers
from site_builder.importing.readers.word_parts import WordParts, word_parts
from site_builder.importing.readers.word_styles import Styles, W, is_on, value
from site_builder.importing.readers.word_text import DELETED, Words, alternative, boxes_of, pictures_in

_UNREAD: Final = frozenset(
    {f"{W}sectPr", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr", f"{W}sdtPr", f"{W}docSuppData"}
)
_CONTENTS: Final = re.compile(r"(?:toc|目录)\s*+\d")
_DEPTH: Final = 300  # depth of nested elements


def read_word(raw: bytes, name: str) -> Manuscript:
    """Reads the paragraphs and rows of a .docx or of Word's single-file XML, numbered in order.

    Set aside: page headers and footers, tables of contents, comments, deleted, struck and hidden words, words in diagrams.
    Errors  UnreadableError for a file that is not a Word document, is damaged or is too large
    """
    parts = word_parts(raw)
    try:
        return _Reader(parts).manuscript(name)
    except RecursionError as error:
        raise UnreadableError("Word 文件的层次太深，像是有意损坏的") from error


class _Reader:
    """Walks through the document, with counters for automatic numbers and notes."""

    def __init__(self, parts: WordParts) -> None:
        self.parts = parts
        self.styles = Styles(parts.styles)
        self.numbers = Numbers(self.styles, parts.numbering)
        self.notes = remarks.Notes()
        self.words = Words(self.styles, self.notes)
        self.numbering = remarks.Numbering()
        self.number = 0
        self.aside: list[Aside] = []
        self.carried: list[str] = []  # words of paragraphs with a deleted paragraph mark
        self.apart = False  # inside a part that is set aside as a whole

    def manuscript(self, name: str) -> Manuscript:
        bodies = [each for each in self.parts.document if each.tag == f"{W}body"]
        lines = [line for body in bodies for line in self.lines(body)]
        for kind in ("footnote", "endnote"):
            if (part := self.parts.notes.get(kind)) is not None:
                lines += self._noted(part, kind)
        self.apart = True
        for part, why in [
            *((each, remarks.COMMENT) for each in self.parts.comments),
            *((each, remarks.MARGIN) for each in self.parts.margins),
        ]:
            self.aside += remarks.asides_of((line.text for line in self.lines(part)), why)
        for part in self.parts.diagrams:
            self.aside += remarks.asides_of((_drawn(each) for each in part.iter()), "图示里的字")
        return Manuscript(name, tuple(lines), tuple(self.aside), tuple(self._doubts()))

    def _doubts(self) -> Iterator[Doubt]:
        """Doubts about content that is not plain text, one for each kind."""
        yield from self.numbering.doubts(self.numbers.counter.unknown, self.numbers.counter.bullets)
        if self.notes.seen:
            yield remarks.NOTES
        document = self.parts.document
        yield from remarks.pictures(pictures_in(document))
        if next(document.iter(f"{W}delText", *DELETED), None) is not None:
            yield remarks.TRACKED
        if next(document.iter(f"{W}altChunk", f"{W}object"), None) is not None:
            yield remarks.EMBEDDED
        if self.words.unknown_signs:
            yield Doubt(0, "□", f"有 {self.words.unknown_signs} 个符号只有特殊字体里才有，写成了 □，请核对")
        for why in (remarks.STRUCK, remarks.HIDDEN):
            gone = [each.text for each in self.aside if each.why == why]
            if gone:
                yield Doubt(0, gone[0][:60], f"{why}没有收入，共 {len(gone)} 处，请核对")

    def lines(self, container: etree._Element, depth: int = 0) -> Iterator[Line]:
        """The lines of all paragraphs and tables inside an element."""
        if depth > _DEPTH:
            raise UnreadableError("Word 文件的层次太深，像是有意损坏的")
        for element in container:
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element, depth)
            elif tag == f"{W}tbl":
                yield from remarks.table_lines(self._rows(element, depth))
            elif not isinstance(tag, str) or tag in _UNREAD:
                continue
            elif tag in DELETED:
                self._set_aside(element, depth, remarks.DELETED)
            elif (
                tag == f"{W}sdt" and value(element, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") == "Table of Contents"
            ):
                self._set_aside(element, depth, remarks.CONTENTS)
            elif tag.endswith("}AlternateContent"):
                if (chosen := alternative(element)) is not None:
                    yield from self.lines(chosen, depth + 1)
            else:
                yield from self.lines(element, depth + 1)

    def _set_aside(self, element: etree._Element, depth: int, why: str) -> None:
        self.aside += remarks.asides_of([line.text for line in self.lines(element, depth + 1)], why)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Line]:
        if not self.apart:
            self.number += 1
        number = self.number
        shown = self.words.of(element)
        for held, why in (
            (shown.deleted, remarks.DELETED),
            (shown.hidden, remarks.HIDDEN),
            (shown.struck, remarks.STRUCK),
        ):
            self.aside += remarks.asides_of(["".join(held)], why)
        self.carried += shown.words
        if element.find(f"{W}pPr/{W}rPr/{W}del") is not None or element.find(f"{W}pPr/{W}rPr/{W}moveFrom") is not None:
            return  # with a deleted mark the words continue in the next paragraph, and no number is counted
        words, self.carried = spoken(self.carried), []
        gone = not visible(words) and (shown.hidden or shown.deleted)
        label = "" if gone else self.numbers.label(element)
        if shown.contents or _CONTENTS.fullmatch(self.styles.name(element)):
            self.aside += remarks.asides_of([words], remarks.CONTENTS)
            return
        level = self.styles.heading(element)
        for index, part in enumerate(words.split("\n")):
            if text := visible(part):
                shown_text = self.numbering.before(number, label if index == 0 else "", text)
                yield Line(number, shown_text, (), level, edges=(edges(part),))
        for box in boxes_of(element):
            yield from self.lines(box, depth + 1)

    def _rows(self, table: etree._Element, depth: int) -> Iterator[list[TableCell]]:
        for row in _below(table, f"{W}tr"):
            cells: list[TableCell] = []
            for cell in _below(row, f"{W}tc"):
                across = value(cell, f"{W}tcPr/{W}gridSpan") or "1"
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and (merged.get(f"{W}val") or "continue") == "continue"
                lines = list(self.lines(cell, depth + 1))
                cells.append(
                    TableCell(lines, int(across) if re.fullmatch("[1-9][0-9]?", across) else 1, 0 if goes_on else 1)
                )
            why = "表格里隐藏的行" if is_on(row.find(f"{W}trPr/{W}hidden")) else remarks.DELETED if row.find(f"{W}trPr/{W}del") is not None else ""  # fmt: skip
            if why:
                self.aside += remarks.asides_of((" ".join(line.text for cell in cells for line in cell.lines),), why)
            else:
                yield cells

    def _noted(self, part: etree._Element, kind: str) -> Iterator[Line]:
        """Footnotes or endnotes as paragraphs, each starting with its reference mark."""
        last = len(self.notes.seen) + 1
        for note in sorted(part, key=lambda each: self.notes.seen.get((kind, each.get(f"{W}id") or ""), last)):
            if not isinstance(note.tag, str) or note.get(f"{W}type") in (
                "separator",
                "continuationSeparator",
                "continuationNotice",
            ):
                continue
            if words := " ".join(line.text.replace("\t", " ") for line in self.lines(note)):
                self.number += 1
                yield Line(self.number, self.notes.mark(kind, note.get(f"{W}id") or "") + words)


def _drawn(element: etree._Element) -> str:
    """The words of a run in a drawing."""
    return (element.text or "") if isinstance(element.tag, str) and element.tag.endswith("/main}t") else ""


def _below(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, including those inside content controls, without those of nested tables."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"):
            yield from _below(child, tag)
