"""Cells and what announces them: columns below their header, fields behind their name, one cell a line, rows of HTML.

Every line is cut once for each sign, every cell is told once for the header above it, and what looks ahead has a budget: the time is linear.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from site_builder.rules.personal_cells import HARD, SIGNS, Cell, Row, cut, html_nodes, html_rows, lines
from site_builder.rules.personal_headers import Announced, announced
from site_builder.rules.personal_names import NAME, NO_NAME


class Told(NamedTuple):
    """A cell with what announces it.

    cells   the cell, and the cells behind it that have digits alone, over which a number may go on
    sure    whether a mere word may be the value: the header says so, or a person is named in the row
    whose   whose row it is: "person", "unit" or ""
    """

    by: Announced
    cells: Row
    sure: bool
    whose: str = ""


_LONGEST_LINE: Final = 600
_LONGEST_HEADER: Final = 24
_LONG_CELL: Final = 80
_AHEAD: Final = 12  # columns of a table where each cell has a line of its own
_MOST_OVER: Final = 11  # cells over which a number may go on
_SENTENCE: Final = re.compile(r"[。!?]")
_DIGITS: Final = re.compile(r"\d{1,8}")
_SOMEBODY: Final = re.compile(r"[\u4e00-\u9fff]{0,3}(?:某[\u4e00-\u9fff]{0,2}|[甲乙丙丁戊己庚辛])|[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff·]{2,10}")
_UNIT: Final = re.compile(r"(?:局|委|会|中心|公司|厂|学校|[大中小]学|医院|卫生院|政府|办|社|所|协会|部|队|站|院|馆|银行|支行)$")
_BROKEN: Final = 3  # lines a cell may go on over


def told_cells(text: str, holds: Callable[[Told], bool]) -> Iterator[Told]:
    """The cells of all tables in a text that a header announces.

    Takes   text: folded; holds: whether a cell has what its header announces, asked where only that tells the width of a table
    """
    if "<" in text and ">" in text:
        table = _Table()
        for row in html_rows(text):
            yield from table.take(row, "<") if row is not None else table.end()
        yield from _nodes(text)
    if "\n" in text or "\t" in text or "|" in text:
        yield from _lines(text, holds)


def _lines(text: str, holds: Callable[[Told], bool]) -> Iterator[Told]:
    table = _Table()
    alone: list[Cell] = []  # the lines that are one cell each
    for line in lines(text):
        if len(line.words) > _LONGEST_LINE or _SENTENCE.search(line.words):
            table.end()
            yield from _one_a_line(alone, holds)
            alone = []
        elif words := line.words.strip():
            if len(words) <= _LONG_CELL and "\t" not in words and "|" not in words:
                before = len(line.words) - len(line.words.lstrip())
                alone.append(Cell(words, line.start + before, line.start + before + len(words)))
            yield from table.read(line)
    yield from _one_a_line(alone, holds)


class _Table:
    """The table being read: the sign that cuts its rows, and what each column is announced to be."""

    def __init__(self) -> None:
        self.end()

    def end(self) -> tuple[()]:
        self._sign, self._width, self._broken = "", 0, 0
        self._columns: Mapping[int, Announced] = {}
        return ()

    def read(self, line: Cell) -> Iterator[Told]:
        """What the cells of a line are told to be, by the header above them or the cell before them."""
        if self._columns and (row := cut(line, self._sign)):
            yield from self.take(row, self._sign)
            return
        for sign in SIGNS:
            if sign in line.words:
                row = cut(line, sign)
                yield from self.take(row, sign)
                if self._columns or sign in HARD:
                    return
        self._broken += 1
        if self._sign not in HARD or self._broken > _BROKEN:
            self.end()

    def take(self, row: Row, sign: str) -> Iterator[Told]:
        """What the cells of a row are told to be; a row of headers begins a table."""
        if len(row) < 2:
            return
        heads = {place: head for place, cell in enumerate(row) if (head := _head(cell))} if _all_short(row, sign) else {}
        if heads:
            if sign in HARD:
                yield from _fields(row, heads)
            self._sign, self._width, self._broken, self._columns = sign, len(row), 0, heads
        elif self._columns and sign == self._sign and (sign in HARD or len(row) == self._width):
            self._broken = 0
            yield from self._below(row)
        elif self._columns and sign not in HARD:
            self.end()

    def _below(self, row: Row) -> Iterator[Told]:
        names = [row[place].words for place, head in self._columns.items() if head.name and place < len(row)]
        whose = next((kind for name in names if (kind := _whose(name))), "")
        for place, head in self._columns.items():
            if place >= len(row) or not row[place].words:
                continue
            over = [row[place]]
            for cell in row[place + 1 : place + _MOST_OVER]:
                if not (_DIGITS.fullmatch(over[0].words) and _DIGITS.fullmatch(cell.words)):
                    break
                over.append(cell)
            yield Told(head, over, head.sure or whose == "person", whose)


def _all_short(row: Row, sign: str) -> bool:
    """Whether all cells may be names of columns. Where blanks or commas cut, a figure shows that they are words of a sentence."""
    return sign in HARD or all(
        len(cell.words) <= _LONGEST_HEADER and (cell.words.isascii() or not any(map(str.isdigit, cell.words)))
        for cell in row
    )


def _head(cell: Cell) -> Announced | None:
    return announced(cell.words) if 1 < len(cell.words) <= _LONGEST_HEADER else None


def _whose(name: str) -> str:
    if _SOMEBODY.fullmatch(name) or (NAME.fullmatch(name) and not NO_NAME.search(name)):
        return "person"
    return "unit" if _UNIT.search(name) else ""


def _fields(row: Row, heads: Mapping[int, Announced]) -> Iterator[Told]:
    """Fields of a form: the name of a field, and its value in the next cell."""
    for place, head in heads.items():
        if place + 1 < len(row) and place + 1 not in heads and row[place + 1].words:
            yield Told(head, row[place + 1 : place + 2], head.sure)


def _nodes(text: str) -> Iterator[Told]:
    """Fields in HTML whose name and value have an element each."""
    before: Cell | None = None
    for cell in html_nodes(text):
        if before and cell.start - before.stop < 200 and (head := _head(before)) and not _head(cell):
            yield Told(head, (cell,), head.sure)
        before = cell


def _one_a_line(cells: Row, holds: Callable[[Told], bool]) -> Iterator[Told]:
    """Tables whose cells have a line each: the first value that has the shape of its label tells how many columns there are."""
    left = 4 * len(cells) + 8 * _AHEAD
    for place, cell in enumerate(cells):
        head = _head(cell)
        if head is None or head.name:
            continue
        for width in range(1, _AHEAD + 1):
            first = Told(head, cells[place + width : place + width + 1], head.sure)
            if left <= 0 or not first.cells:
                break
            left -= 1
            if _head(first.cells[0]) or not holds(first):
                continue
            yield first
            for at in range(place + 2 * width, len(cells), width):
                left -= 1
                told = Told(head, cells[at : at + 1], head.sure)
                if left <= 0 or _head(cells[at]) or not holds(told):
                    break
                yield told
            break
