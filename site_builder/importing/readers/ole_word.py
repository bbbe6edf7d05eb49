"""Reader for old Word files (.doc, WPS's .wps), from their binary records.

Tables become rows and automatic numbers text; headers, comments, deleted and hidden words are set aside.
Source: [MS-DOC] 2.3 (parts of the text), 2.4.1 (characters), 2.4.3 to 2.4.6 (tables, properties, lists).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Line, Manuscript
from site_builder.importing.readers import doc_records as doc
from site_builder.importing.readers import remarks
from site_builder.importing.readers.doc_records import Records, flag, u16, u32
from site_builder.importing.readers.doc_styles import Style, lists_of, styles_of
from site_builder.importing.readers.fields import OpenField, Raised, field_words, spoken
from site_builder.importing.readers.list_counter import ListCounter
from site_builder.importing.readers.ole import open_ole, stream
from site_builder.importing.readers.open_tables import OpenTable, to_depth
from site_builder.importing.readers.symbols import UNKNOWN, symbol_sign
from site_builder.importing.readers.unreadable import UnreadableError

_NESTED = 32  # depth of nested tables
_FONTS, _PICTURE, _DATA = 15, 0x6A03, 0x0806
_PLAIN = {"\x0b": "\n", "\x0e": "\n", "\t": " ", "\x1e": "-", "\x1f": "", "\xa0": "\xa0"}


def read_ole_word(raw: bytes, name: str) -> Manuscript:
    """Reads the paragraphs and rows of a .doc, numbered in order.

    Errors  UnreadableError for an encrypted or damaged file, and for Word 95 or older
    """
    with open_ole(raw) as file:
        streams = [stream(file, each) for each in ("WordDocument", "0Table", "1Table", "Data")]
        embedded = any(path[0] == "ObjectPool" for path in file.listdir(streams=False, storages=True) if len(path) > 1)
        try:
            read = _Reader(Records(*streams)).manuscript(name)
            return replace(read, doubts=(*read.doubts, remarks.EMBEDDED)) if embedded else read
        except (struct.error, IndexError, OverflowError) as error:
            raise UnreadableError("旧版 Word 文件（.doc）已损坏，请换一份") from error


@dataclass(slots=True)
class _Shown:
    """The visible words of a paragraph, and those that are not displayed."""

    words: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    mark_deleted: bool = False


def _depth_of(whole: doc.Properties) -> int:
    """The number of nested tables that a paragraph is in."""
    if not flag(whole.get(doc.IN_TABLE), False):
        return 0
    depth = whole.get(doc.DEPTH)
    return max(1, min(u32(depth, 0), _NESTED)) if depth and len(depth) == 4 else 1


def _ends_row(whole: doc.Properties, ends: str, depth: int) -> bool:
    if depth == 1:
        return flag(whole.get(doc.ROW_END), False) and ends == "\x07"
    return flag(whole.get(doc.INNER_ROW), False)


class _Reader:
    """Walks through the parts of the text."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.styles = styles_of(records)
        self.lists = lists_of(records)
        self.counter = ListCounter()
        self.numbering = remarks.Numbering()
        self.notes = remarks.Notes()
        self.fonts = _fonts(records.part(_FONTS))
        self.fields: list[OpenField] = []
        self.contents = False  # whether the current paragraph belongs to a table of contents
        self.number = 0
        self.pictures = 0
        self.aside: list[Aside] = []
        self.references = {
            cp: (kind, str(index))
            for kind, place in (("footnote", doc.FOOTNOTES_AT), ("endnote", doc.ENDNOTES_AT))
            for index, cp in enumerate(_positions(records.part(place), 2))
        }

    def manuscript(self, name: str) -> Manuscript:
        starts = [0]
        for length in self.records.lengths:
            starts.append(starts[-1] + length)
        if starts[1] > len(self.records.text) or self.records.lengths[0] == 0:
            raise UnreadableError("旧版 Word 文件（.doc）里没有正文", "empty" if starts[1] == 0 else "unreadable")
        lines = list(self.lines(0, starts[1]))
        lines += self._noted("footnote", doc.FOOTNOTES, starts[1])
        lines += self._noted("endnote", doc.ENDNOTES, starts[5])
        boxes = list(self._lines_apart(starts[6], starts[7]))
        for first, last, why in (
            (starts[2], starts[3], remarks.MARGIN),
            (starts[4], starts[5], remarks.COMMENT),
            (starts[7], starts[8], remarks.MARGIN),
        ):
            self.aside += remarks.asides_of((line.text for line in self._lines_apart(first, last)), why)
        doubts = self.numbering.doubts(self.counter.unknown, self.counter.bullets)
        doubts += [remarks.NOTES] if self.notes.seen else []
        doubts += [remarks.BOXES] if boxes else []
        doubts += remarks.pictures(self.pictures)
        doubts += [remarks.TRACKED] if any(each.why == remarks.DELETED for each in self.aside) else []
        return Manuscript(name, (*lines, *boxes), tuple(self.aside), tuple(doubts))

    def _lines_apart(self, start: int, stop: int) -> Iterator[Line]:
        """The lines of a part, into which open fields of other parts do not extend."""
        self.fields = []
        return self.lines(start, min(stop, len(self.records.text)))

    def lines(self, start: int, stop: int) -> Iterator[Line]:
        """The lines in a range of characters; nested tables become lines of their cell."""
        tables: list[OpenTable] = []
        out: list[Line] = []
        joined: list[str] = []
        for first, mark in self._paragraphs(start, stop):
            given, style = self.records.paragraph(mark)
            styled = self.styles.get(style)
            whole = (styled.paragraph | given) if styled else given
            self.contents = self._in_contents()
            shown = self._shown(first, mark + 1, styled)
            self._set_aside(shown)
            ends = self.records.text[mark]
            to_depth(tables, _depth_of(whole), out)
            if tables and _ends_row(whole, ends, len(tables)):
                tables[-1].end_row(*_defined(whole.get(doc.CELLS)))
                continue
            joined += shown.words
            if shown.mark_deleted and ends == "\r":
                continue  # the paragraph continues in the next
            made = list(self._paragraph(spoken(joined), whole, styled))
            joined = []
            if self.contents or (styled and styled.contents):
                self.aside += remarks.asides_of((line.text for line in made), remarks.CONTENTS)
                made = []
            (tables[-1].cell if tables else out).extend(made)
            inner = len(tables) > 1 and flag(whole.get(doc.INNER_CELL), False)
            if tables and (inner or (len(tables) == 1 and ends == "\x07")):
                tables[-1].end_cell()
        out += self._paragraph(spoken(joined), {}, None)
        to_depth(tables, 0, out)
        yield from out

    def _set_aside(self, shown: _Shown) -> None:
        for held, why in (
            (shown.deleted, remarks.DELETED),
            (shown.hidden, remarks.HIDDEN),
            (shown.struck, remarks.STRUCK),
        ):
            self.aside += remarks.asides_of(["".join(held)], why)

    def _paragraphs(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """The first character and the mark of each paragraph."""
        first = start
        for at in range(start, stop):
            if self.records.text[at] in "\r\x07\x0c":
                yield first, at
                first = at + 1
        if first < stop:
            yield first, stop - 1

    def _paragraph(self, words: str, whole: doc.Properties, styled: Style | None) -> Iterator[Line]:
        label = self._label(whole) if visible(words) else ""
        if not words:
            return
        self.number += 1
        outline = whole.get(doc.OUTLINE)
        level = styled.heading if styled else 0
        level = outline[0] + 1 if outline and outline[0] < 9 else level
        for index, part in enumerate(remarks.paired(words).split("\n")):
            if text := visible(part):
                yield Line(
                    self.number,
                    self.numbering.before(self.number, label if index == 0 else "", text),
                    (),
                    min(6, level),
                    edges=(edges(part),),
                )

    def _label(self, whole: doc.Properties) -> str:
        chosen = whole.get(doc.LIST)
        found = self.lists.get(u16(chosen, 0)) if chosen and len(chosen) == 2 else None
        if found is None:
            return ""
        level = whole[doc.LIST_LEVEL][0] if whole.get(doc.LIST_LEVEL) else 0
        return self.counter.label(found.group, found.levels, min(level, 8), found.starts, u16(chosen or b"", 0))

    def _shown(self, start: int, stop: int, styled: Style | None) -> _Shown:
        """The words in a range of characters, without the paragraph mark."""
        shown = _Shown()
        for first, last, given in self.records.runs(start, stop):
            deleted = flag(given.get(doc.DELETED), False)
            named = self.styles.get(u16(given[doc.CHAR_STYLE], 0)) if len(given.get(doc.CHAR_STYLE, b"")) == 2 else None
            inherited = bool(styled and flag(styled.character.get(doc.HIDDEN), False))
            inherited = flag(named.character.get(doc.HIDDEN), inherited) if named else inherited
            hidden = flag(given.get(doc.HIDDEN), inherited)
            if last == stop and deleted and self.records.text[stop - 1] == "\r":
                shown.mark_deleted = True
            struck = flag(given.get(doc.STRUCK), False) or flag(given.get(doc.STRUCK_TWICE), False)
            place = {1: "^", 2: "_"}.get(given.get(doc.RAISED, b"\0")[0], "")
            words = "".join(self._character(at, given) for at in range(first, last))
            if words:
                to = shown.deleted if deleted else shown.hidden if hidden else shown.struck if struck else shown.words
                to.append(Raised(words, place) if place else words)
        return shown

    def _character(self, at: int, given: doc.Properties) -> str:
        """The displayed text of a character; '' within a field's instruction and for marks."""
        char = self.records.text[at]
        if char == "\x13":
            self.fields.append(OpenField())
            return ""
        if char == "\x14" and self.fields:
            self.fields[-1].result = True
            self.contents = self.contents or self._in_contents()
            return ""
        if char == "\x15" and self.fields:
            ended = self.fields.pop()
            words = field_words(ended.instruction)
            if ended.instruction.split()[:1] == ["FORMCHECKBOX"]:
                words = ended.box or words
            return "" if words is None or not self._visible() else words
        if not self._visible():
            if char == "\x01":
                self.fields[-1].box = self._box(given)
            elif char >= " ":
                self.fields[-1].instruction += char if len(self.fields[-1].instruction) < 1000 else ""
            return ""
        if self.fields and field_words(self.fields[-1].instruction) is not None:
            return ""  # the displayed words come from the instruction
        special = flag(given.get(doc.SPECIAL), False)
        if (special or char == "(") and (symbol := given.get(doc.SYMBOL)) and len(symbol) == 4:
            return symbol_sign(self.fonts.get(u16(symbol, 0), ""), u16(symbol, 2)) or UNKNOWN
        if char == "\x02":
            return self.notes.mark(*self.references[at]) if at in self.references else ""
        if char in "\x01\x08" and special:
            self.pictures += 1
            return ""
        return _PLAIN.get(char, char) if char >= " " or char in _PLAIN else ""

    def _in_contents(self) -> bool:
        return any(each.instruction.split()[:1] == ["TOC"] for each in self.fields)

    def _visible(self) -> bool:
        return all(each.result for each in self.fields)

    def _box(self, given: doc.Properties) -> str:
        """☑ or □ for a form box; '' for any other object in the data stream ([MS-DOC] 2.9.78)."""
        place = given.get(_PICTURE)
        if place is None or len(place) != 4 or not flag(given.get(_DATA), False):
            return ""
        at = u32(place, 0)
        data = self.records.data
        if at + 78 > len(data):
            return ""
        at += u16(data, at + 4)
        bits = u16(data, at + 4)
        if bits & 3 != 1:
            return ""
        chosen = bits >> 2 & 31
        if chosen == 25:
            chosen = u16(data, at + 10 + 2 + 2 * u16(data, at + 10) + 2)
        return "☑" if chosen == 1 else UNKNOWN

    def _noted(self, kind: str, place: int, start: int) -> Iterator[Line]:
        """The notes as paragraphs, each starting with its reference mark."""
        positions = _positions(self.records.part(place), 0)
        for index, (first, last) in enumerate(zip(positions, positions[1:], strict=False)):
            if (kind, str(index)) not in self.notes.seen:
                continue
            if words := " ".join(line.text for line in self._lines_apart(start + first, start + last)):
                self.number += 1
                yield Line(self.number, self.notes.mark(kind, str(index)) + words)


def _defined(given: bytes | None) -> tuple[list[str], list[int]]:
    """The merges and edges of a row's cells, from its definition ([MS-DOC] 2.9.315, 2.9.310)."""
    if given is None or len(given) < 3 or len(given) < 3 + 2 * (given[2] + 1):
        return [], []
    count = given[2]
    edges = list(struct.unpack_from(f"<{count + 1}h", given, 3))
    at = 3 + 2 * (count + 1)
    flags = [u16(given, at + 20 * n) for n in range(count) if at + 20 * n + 2 <= len(given)]
    return ["left" if each & 2 else "above" if each & 0x20 and not each & 0x40 else "" for each in flags], edges


def _positions(raw: bytes, size: int) -> list[int]:
    """The positions in a PLC, whose entries have `size` bytes of data each; the last position is the end."""
    count = max(0, (len(raw) - 4) // (4 + size))
    return [u32(raw, 4 * n) for n in range(count + (0 if size else 1))] if raw else []


def _fonts(raw: bytes) -> dict[int, str]:
    """The names of fonts by index ([MS-DOC] 2.9.283)."""
    found: dict[int, str] = {}
    if len(raw) < 4:
        return found
    at = 4
    for index in range(min(u16(raw, 0), 4096)):
        if at >= len(raw):
            break
        size = raw[at] + 1
        found[index] = raw[at + 40 : at + size].decode("utf-16-le", "replace").split("\0")[0]
        at += size
    return found
