"""Low-level access to a Word binary file (.doc, .wps): text, properties, styles and lists in its streams.

Source: [MS-DOC] 2.4 (basic concepts), 2.5 (FIB), 2.6 (properties), 2.9 (structures).
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from site_builder.importing.readers.unreadable import UnreadableError

# Indexes of (offset, length) pairs in the FIB, which point into the table stream; pair n is at 154 + 8 n.
STSH, FOOTNOTES_AT, FOOTNOTES, CHPX, PAPX, CLX, ENDNOTES_AT, ENDNOTES, LISTS, OVERRIDES = (
    1,
    2,
    3,
    12,
    13,
    33,
    46,
    47,
    73,
    74,
)
_WORD_97: Final = 0x00C1
_PIECES: Final = 200_000
_RUNS: Final = 1_000_000

# Single property modifiers: opcode → property ([MS-DOC] 2.6.1, 2.6.2, 2.6.3).
DELETED, INSERTED, HIDDEN, CHAR_STYLE, SYMBOL, SPECIAL = 0x0800, 0x0801, 0x083C, 0x4A30, 0x6A09, 0x0855
STRUCK, STRUCK_TWICE, RAISED = 0x0837, 0x2A53, 0x2A48
IN_TABLE, ROW_END, DEPTH, INNER_CELL, INNER_ROW = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
LIST_LEVEL, LIST, OUTLINE, CELLS = 0x260A, 0x460B, 0x2640, 0xD608
_LARGE: Final = (0x6645, 0x6646)  # the properties are in the data stream
_SHORT: Final = {0x41: DELETED, 0x42: INSERTED, 0x5C: HIDDEN}  # Prm0, used by fast saves
Properties = dict[int, bytes]


def u16(raw: bytes, at: int) -> int:
    """An unsigned 16-bit integer; struct.error beyond the end."""
    return int(struct.unpack_from("<H", raw, at)[0])


def u32(raw: bytes, at: int) -> int:
    """An unsigned 32-bit integer."""
    return int(struct.unpack_from("<I", raw, at)[0])


def properties(raw: bytes, data: bytes = b"") -> Properties:
    """The modifiers of a grpprl, the last of each kind.

    Takes   data    the data stream, which holds large sets
    """
    found: Properties = {}
    at = 0
    while at + 2 <= len(raw):
        code = u16(raw, at)
        at += 2
        size = (1, 1, 2, 4, 2, 2, 0, 3)[code >> 13]
        if code >> 13 == 6:
            if at >= len(raw):
                break
            if code == CELLS:
                size = u16(raw, at) + 1 if at + 2 <= len(raw) else 2
            elif code == 0xC615 and raw[at] == 255:
                break  # a tab change of unusual length: nothing needed follows it
            else:
                size = raw[at] + 1
        operand = raw[at : at + size]
        at += size
        if code in _LARGE and len(operand) == 4:
            place = u32(operand, 0)
            if place + 2 <= len(data):
                found |= properties(data[place + 2 : place + 2 + u16(data, place)])
        elif operand:
            found[code] = operand
    return found


def flag(given: bytes | None, inherited: bool) -> bool:
    """The value of a toggle: 0 off, 1 on, 0x80 as in the style, 0x81 the opposite."""
    if not given:
        return inherited
    return {0: False, 1: True, 0x80: inherited, 0x81: not inherited}.get(given[0], True)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the piece table: characters start to stop, stored contiguously from byte `at`, one or two bytes each."""

    start: int
    stop: int
    at: int
    width: int
    changed: Properties


class Records:
    """A document's streams, with access to text and properties by character position."""

    def __init__(self, main: bytes, table0: bytes, table1: bytes, data: bytes) -> None:
        """Takes   main, table0, table1, data: the streams WordDocument, 0Table, 1Table and Data; empty for a missing one"""
        if len(main) < 426 or u16(main, 0) not in (0xA5EC, 0xA5DC):
            raise UnreadableError("旧版 Word 文件（.doc）已损坏，请换一份")
        flags = u16(main, 10)
        if flags & 0x0100:
            raise UnreadableError("这份旧版 Word 文件加了密码，请用 WPS 或 Word 打开，去掉密码后再导入", "encrypted")
        if u16(main, 2) < _WORD_97 or u16(main, 0) == 0xA5DC:
            raise UnreadableError(
                "这是 Word 95 或更早的文件，请用 WPS 或 Word 打开，另存为 .docx 再导入", "unknown-format"
            )
        self.main, self.data = main, data
        self.table = table1 if flags & 0x0200 else table0
        # Lengths of the parts: text, footnotes, headers, macros, comments, endnotes, text boxes, text boxes of headers.
        self.lengths = tuple(u32(main, 76 + 4 * n) for n in range(8))
        self.pieces = self._pieces()
        self._starts = [piece.start for piece in self.pieces]
        self.text = "".join(self._words(piece) for piece in self.pieces)
        self._chars = self._bins(CHPX)
        self._paras = self._bins(PAPX)
        self._pages: dict[tuple[int, int], tuple[list[int], list[Properties], list[int]]] = {}

    def part(self, index: int) -> bytes:
        """The bytes of the table stream that a pair of the FIB points to; b'' for none."""
        place = 154 + 8 * index
        if place + 8 > len(self.main) or index >= u16(self.main, 152):
            return b""
        at, size = u32(self.main, place), u32(self.main, place + 4)
        return self.table[at : at + size] if size and at + size <= len(self.table) else b""

    def place(self, index: int) -> int:
        """The offset of that part in the table stream."""
        return u32(self.main, 154 + 8 * index)

    def _pieces(self) -> list[Piece]:
        clx = self.part(CLX)
        at = 0
        changes: list[Properties] = []
        while at < len(clx) and clx[at] == 1:
            size = u16(clx, at + 1)
            changes.append(properties(clx[at + 3 : at + 3 + size], self.data))
            at += 3 + size
        if at + 5 > len(clx) or clx[at] != 2:
            raise UnreadableError("旧版 Word 文件（.doc）里没有文字的位置表，文件已损坏")
        table = clx[at + 5 : at + 5 + u32(clx, at + 1)]
        count = (len(table) - 4) // 12
        if not 0 < count <= _PIECES:
            raise UnreadableError("旧版 Word 文件（.doc）的文字位置表已损坏")
        pieces: list[Piece] = []
        for n in range(count):
            start, stop = u32(table, 4 * n), u32(table, 4 * n + 4)
            place = u32(table, 4 * (count + 1) + 8 * n + 2)
            change = u16(table, 4 * (count + 1) + 8 * n + 6)
            narrow = bool(place & 0x40000000)
            place &= 0x3FFFFFFF
            width, where = (1, place // 2) if narrow else (2, place)
            if (
                stop < start
                or start != (pieces[-1].stop if pieces else 0)
                or where + (stop - start) * width > len(self.main)
            ):
                raise UnreadableError("旧版 Word 文件（.doc）的文字位置表已损坏")
            pieces.append(Piece(start, stop, where, width, _changed(change, changes)))
        return pieces

    def _words(self, piece: Piece) -> str:
        raw = self.main[piece.at : piece.at + (piece.stop - piece.start) * piece.width]
        if piece.width == 1:
            return raw.decode("cp1252", "replace")
        # Surrogates stay separate characters here, so that character positions remain valid.
        return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))

    def _bins(self, index: int) -> tuple[list[int], list[int]]:
        """A bin table: first byte offsets of text, and the numbers of their property pages."""
        raw = self.part(index)
        count = max(0, (len(raw) - 4) // 8)
        return (
            [u32(raw, 4 * n) for n in range(count + 1)] if raw else [],
            [u32(raw, 4 * (count + 1) + 4 * n) & 0x3FFFFF for n in range(count)],
        )

    def _page(self, number: int, kind: int) -> tuple[list[int], list[Properties], list[int]]:
        """A property page of 512 bytes: first byte offsets of its runs, their properties, and for paragraphs their styles."""
        key = (number, kind)
        if key in self._pages:
            return self._pages[key]
        raw = self.main[number * 512 : number * 512 + 512]
        firsts: list[int] = []
        given: list[Properties] = []
        styles: list[int] = []
        if len(raw) == 512:
            count = raw[511]
            size = 13 if kind == PAPX else 1
            if 4 * (count + 1) + size * count <= 511:
                firsts = [u32(raw, 4 * n) for n in range(count + 1)]
                for n in range(count):
                    own, style = _one(raw, raw[4 * (count + 1) + size * n] * 2, kind)
                    given.append(properties(own, self.data))
                    styles.append(style)
        self._pages[key] = (firsts, given, styles)
        return self._pages[key]

    def _at(self, byte: int, kind: int) -> tuple[int, Properties, int]:
        """The properties at a byte offset of text: the offset up to which they apply, the properties, the style."""
        firsts, numbers = self._chars if kind == CHPX else self._paras
        index = bisect_right(firsts, byte) - 1
        if not 0 <= index < len(numbers):
            return (firsts[0] if firsts and byte < firsts[0] else 1 << 32), {}, 0
        starts, given, styles = self._page(numbers[index], kind)
        inner = bisect_right(starts, byte) - 1
        if not 0 <= inner < len(given):
            return firsts[index + 1], {}, 0
        return max(byte + 1, starts[inner + 1]), given[inner], styles[inner]

    def runs(self, start: int, stop: int) -> Iterator[tuple[int, int, Properties]]:
        """Runs of characters with the same formatting, as (start, stop, properties)."""
        made = 0
        for piece in self.pieces[max(0, bisect_right(self._starts, start) - 1) :]:
            if piece.start >= stop:
                return
            at, end = max(start, piece.start), min(stop, piece.stop)
            while at < end:
                byte = piece.at + (at - piece.start) * piece.width
                until, given, _ = self._at(byte, CHPX)
                following = min(end, at + max(1, -(-(until - byte) // piece.width)))
                made += 1
                if made > _RUNS:
                    raise UnreadableError("旧版 Word 文件（.doc）的格式太碎，像是已损坏")
                yield at, following, given | piece.changed if piece.changed else given
                at = following

    def paragraph(self, mark: int) -> tuple[Properties, int]:
        """The properties and the style of the paragraph that ends with this mark."""
        piece = self.pieces[max(0, bisect_right(self._starts, mark) - 1)]
        _, given, style = self._at(piece.at + (mark - piece.start) * piece.width, PAPX)
        return (given | piece.changed if piece.changed else given), style


def _one(raw: bytes, at: int, kind: int) -> tuple[bytes, int]:
    """A set of properties in a page, and its style."""
    if at == 0:
        return b"", 0
    size = raw[at]
    if kind == CHPX:
        return raw[at + 1 : min(511, at + 1 + size)], 0
    begin, length = (at + 1, 2 * size - 1) if size else (at + 2, 2 * raw[min(at + 1, 511)])
    own = raw[begin : min(511, begin + length)]
    return own[2:], (u16(own, 0) if len(own) >= 2 else 0)


def _changed(change: int, changes: list[Properties]) -> Properties:
    """The modifiers that a piece applies to its text (fast saves)."""
    if change & 1:
        index = change >> 1
        return changes[index] if index < len(changes) else {}
    code = _SHORT.get(change >> 1 & 0x7F)
    return {code: bytes([change >> 8])} if code and change else {}
