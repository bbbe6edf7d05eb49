"""A table with a known header → its items: grouped rows, the text of each column, and what is set aside with the reason."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from site_builder.sheets.grid import Cell, Grid, Unread
from site_builder.sheets.header import Header, SheetColumn, is_column_numbers, is_repeated, is_total

_NOTES: Final = re.compile(
    r"(?:注|说明|备注|填表|填报|制表|审核|联系|单位负责人|单位\(?（?盖章|主要负责人|分管领导|附)[^。]{0,12}[:：]|注\s*+[:：.、]"
)


@dataclass(frozen=True, slots=True)
class RowWords:
    """One column of an item: the text of each of its cells, with their addresses and the row of the first."""

    column: SheetColumn
    texts: tuple[str, ...]
    cells: tuple[Cell, ...]
    places: tuple[str, ...]
    row: int

    @property
    def place(self) -> str:
        return self.places[0]

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a ledger. `rows`: first and last; `above`: the heading rows above it, outermost first."""

    rows: tuple[int, int]
    said: tuple[RowWords, ...]
    above: tuple[str, ...] = ()

    def of(self, *meanings: str) -> tuple[RowWords, ...]:
        return tuple(each for each in self.said if each.column.meaning in meanings)

    def first(self, *meanings: str) -> RowWords | None:
        return next((each for meaning in meanings for each in self.of(meaning)), None)

    def first_of(self, column: SheetColumn) -> RowWords | None:
        return next((each for each in self.said if each.column.place == column.place), None)


@dataclass(frozen=True, slots=True)
class TableLedger:
    """A parsed table.

    `above`, `below`    the words of rows before the header and after the last item: (row, words)
    `totals`            rows that sum others up, as (row, pairs of column's name and words)
    `aside`             what is not taken: (row, words, why)
    """

    grid: Grid
    header: Header
    items: tuple[Item, ...]
    above: tuple[tuple[int, str], ...]
    below: tuple[tuple[int, str], ...]
    totals: tuple[tuple[int, tuple[tuple[str, str], ...]], ...]
    aside: tuple[tuple[int, str, str], ...]
    unread: tuple[Unread, ...] = field(default=())


def read_ledger_table(grid: Grid, header: Header) -> TableLedger:
    """The items of a table in order. Nothing is dropped: every other row is above, below, a total or set aside."""
    reading = _Reading(grid, header)
    reading.read()
    return TableLedger(
        grid=grid,
        header=header,
        items=tuple(reading.items),
        above=tuple(rows_in_words(grid, range(header.top))),
        below=tuple(reading.below),
        totals=tuple(reading.totals),
        aside=tuple(reading.aside),
        unread=grid.unread,
    )


def rows_in_words(grid: Grid, rows: range) -> Iterator[tuple[int, str]]:
    """The text of rows that are not items: each cell once, separated by blanks."""
    for row in rows:
        cells = [
            grid.own(row, column).text
            for column in range(grid.width)
            if column not in grid.hidden_columns and row not in grid.hidden_rows
        ]
        if words := [text.strip() for text in cells if text.strip()]:
            yield row, "\u3000".join(" ".join(text.split()) for text in words)


class _Reading:
    """The rows below a header, one after the other."""

    def __init__(self, grid: Grid, header: Header):
        self.grid, self.header = grid, header
        self.items: list[Item] = []
        self.below: list[tuple[int, str]] = []
        self.totals: list[tuple[int, tuple[tuple[str, str], ...]]] = []
        self.aside: list[tuple[int, str, str]] = []
        self.above: tuple[str, ...] = ()
        self.columns = [each for each in header.columns if each.place not in grid.hidden_columns]
        named = {each.place for each in header.columns}
        # An unnamed column that is not empty is read as well.
        self.columns += [
            SheetColumn(place, (), "other")
            for place in range(grid.width)
            if place not in named and place not in grid.hidden_columns
        ]

    def read(self) -> None:
        self._hidden()
        last = self._last()
        held: list[int] = []
        for row in range(self.header.bottom + 1, last + 1):
            if row in self.grid.hidden_rows or not self.grid.filled(row):
                continue
            if is_column_numbers(self.grid, row) and not self.items and not held:
                self.aside.append((row, _row_text(self.grid, row), "只是列的编号"))
            elif is_repeated(self.grid, row, self.header):
                self.aside.append((row, _row_text(self.grid, row), "重复的表头"))
            elif is_total(self.grid, row):
                self.totals.append((row, tuple(self._pairs(row))))
            elif (words := self._heading(row)) is not None:
                held = self._close(held)
                self.above = (words,)
            elif held and self._continues(held[-1], row):
                held.append(row)
            else:
                held = self._close(held)
                held = [row]
        self._close(held)
        self.below = list(rows_in_words(self.grid, range(last + 1, len(self.grid.rows))))

    def _hidden(self) -> None:
        grid = self.grid
        row_called, column_called = ("列", "行") if grid.turned else ("行", "列")  # as the source shows them
        for row in sorted(grid.hidden_rows):
            if row < len(grid.rows) and grid.filled(row):
                self.aside.append((row, _row_text(grid, row), f"隐藏的{row_called}，没有收入"))
        for place in sorted(grid.hidden_columns):
            words = [grid.own(row, place).text.strip() for row in range(len(grid.rows)) if row not in grid.hidden_rows]
            if any(words):
                why = f"隐藏的{column_called} {grid.column_place(place)}，没有收入"
                self.aside.append((0, "\n".join(filter(None, words)), why))

    def _last(self) -> int:
        """The last row of the table itself, before notes, the name of who filled it in, a date."""
        last = len(self.grid.rows) - 1
        while last > self.header.bottom and (not self.grid.filled(last) or self._is_note(last)):
            last -= 1
        return last

    def _is_note(self, row: int) -> bool:
        if is_total(self.grid, row):
            return False
        cells = [self.grid.own(row, column).text.strip() for column in range(self.grid.width)]
        filled = [text for text in cells if text]
        if not filled:
            return True
        return bool(_NOTES.match(filled[0])) or (len(filled) == 1 and len(self.columns) > 3 and not self._keyed(row))

    def _keyed(self, row: int) -> bool:
        """Whether a row says which item it is, be it by a merged cell that reaches down to it."""
        keys = self.header.of("number", "problem", "title")
        return any(self.grid.at(row, key.place).text.strip() and self._narrow(row, key.place) for key in keys)

    def _narrow(self, row: int, place: int) -> bool:
        span = self.grid.span(row, place)
        return (span.right - span.left + 1) * 2 <= max(2, len(self.columns))

    def _heading(self, row: int) -> str | None:
        """The text of a row that is one cell across most of the table: 一、政治建设方面."""
        if self.grid.filled(row) != 1:
            return None
        place = next(column for column in range(self.grid.width) if self.grid.at(row, column).text)
        span = self.grid.span(row, place)
        wide = (span.right - span.left + 1) * 2 > len(self.columns)
        first = place == self.columns[0].place and re.match(
            r"[（(]?[一二三四五六七八九十]{1,3}[)）、.]", self.grid.at(row, place).text.strip()
        )
        if (wide or first) and span.bottom == span.top:
            return " ".join(self.grid.at(row, place).text.split())
        return None

    def _continues(self, before: int, row: int) -> bool:
        """Whether a row continues the item of another: their keys are one merged cell, or this one has no key."""
        grid, header = self.grid, self.header
        number, name = header.first("number"), header.first("problem", "title")
        keys = [key for key in (number, name) if key is not None and key.place not in grid.hidden_columns]
        if not keys:
            return False
        same = [
            grid.span(row, key.place) == grid.span(before, key.place) and grid.at(row, key.place).text for key in keys
        ]
        blank = [not grid.at(row, key.place).text.strip() for key in keys]
        return all(a or b for a, b in zip(same, blank, strict=True))

    def _close(self, held: list[int]) -> list[int]:
        if held:
            said = tuple(each for column in self.columns if (each := self._said(held, column)))
            if said:
                self.items.append(Item((held[0], held[-1]), said, self.above))
        return []

    def _said(self, rows: list[int], column: SheetColumn) -> RowWords | None:
        """The text of a column in the rows of an item; a merged cell counts once."""
        texts, cells, places, first, seen = [], [], [], -1, set()
        for row in rows:
            cell, span = self.grid.at(row, column.place), self.grid.span(row, column.place)
            if cell.text.strip() and (span.top, span.left) not in seen:
                seen.add((span.top, span.left))
                if span.left < column.place and self._tells(span.left):
                    continue  # one cell across several columns belongs to the first
                texts.append(cell.text.strip())
                cells.append(cell)
                places.append(self.grid.place(row, column.place))
                first = row if first < 0 else first
        if not texts:
            return None
        return RowWords(column, tuple(texts), tuple(cells), tuple(places), first)

    def _tells(self, place: int) -> bool:
        return any(column.place == place for column in self.columns)

    def _pairs(self, row: int) -> Iterator[tuple[str, str]]:
        for column in self.columns:
            cell, span = self.grid.at(row, column.place), self.grid.span(row, column.place)
            if cell.text.strip() and span.left == column.place:
                yield column.name, " ".join(cell.text.split())


def _row_text(grid: Grid, row: int) -> str:
    return "\t".join(text for column in range(grid.width) if (text := " ".join(grid.own(row, column).text.split())))
