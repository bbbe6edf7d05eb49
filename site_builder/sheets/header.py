"""Finds the header of a table, and classifies the rows above and below it: title, 截至, 单位：万元, totals, notes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from site_builder.records.vocabulary import ColumnMeaning
from site_builder.sheets.columns import bare, meaning_of
from site_builder.sheets.grid import CellSpan, Grid, flat

LOOKED: Final = 30  # rows from the top in which a header may begin
DEEPEST: Final = 3
_LONGEST: Final = 60  # characters of a header's cell
_ITEM: Final[frozenset[ColumnMeaning]] = frozenset({"problem", "title"})
_TELLS: Final[frozenset[ColumnMeaning]] = frozenset(
    {"measure", "progress", "status", "responsible", "due", "goal", "closed", "verified", "person"}
)
_COLUMN_NUMBER: Final = re.compile(r"[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[甲乙丙丁戊己庚辛])[)）]?(?:=.*)?")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its index, the texts of its header rows (outermost first), and its meaning."""

    place: int
    parts: tuple[str, ...]
    meaning: ColumnMeaning

    @property
    def name(self) -> str:
        """The header on one line: 整改金额·追缴."""
        return "·".join(self.parts)


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: rows `top` to `bottom`, and its columns from the left."""

    top: int
    bottom: int
    columns: tuple[SheetColumn, ...]

    def of(self, *meanings: ColumnMeaning) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.meaning in meanings)

    def first(self, *meanings: ColumnMeaning) -> SheetColumn | None:
        """The first column with the first of these meanings that occurs."""
        return next((column for meaning in meanings for column in self.of(meaning)), None)

    @property
    def is_ledger(self) -> bool:
        """Whether the columns are those of a ledger: one that names the items, and one that describes their rectification."""
        return bool(self.of("problem", "title")) and bool(self.of(*_TELLS))


def find_header(grid: Grid, own: Mapping[str, str] | None = None) -> Header | None:
    """The header of a table: the rows near its top with the highest score; None where no row has two meanings."""
    best: tuple[int, int] = (1, 0)
    found: Header | None = None
    for top in range(min(LOOKED, len(grid.rows))):
        if not _may_begin(grid, top):
            continue
        header = _header(grid, top, own or {})
        score = _score(header)
        if (score, -top) > best:
            best, found = (score, -top), header
    return found


def _may_begin(grid: Grid, row: int) -> bool:
    """Whether a row may be the first of a header: several short cells, no sentence."""
    cells = [grid.at(row, column).text for column in range(grid.width)]
    filled = [flat(text) for text in cells if text.strip()]
    return grid.filled(row) >= 2 and all(len(text) <= _LONGEST and "。" not in text for text in filled)


def _score(header: Header) -> int:
    """The score of a header: the number of different meanings; those that a ledger requires count twice."""
    meanings = {column.meaning for column in header.columns} - {"other", "note"}
    return len(meanings) + 2 * header.is_ledger + len(meanings & _ITEM)


def _header(grid: Grid, top: int, own: Mapping[str, str]) -> Header:
    bottom = _bottom(grid, top)
    columns = []
    for place in range(grid.width):
        parts = _parts(grid, top, bottom, place)
        if parts:
            columns.append(SheetColumn(place, parts, meaning_of(parts, own)))
    return Header(top, bottom, tuple(columns))


def _bottom(grid: Grid, top: int) -> int:
    """The last row of a header: the last row of its merged cells, one more below a group, or below names that the next row subdivides."""
    bottom = max(
        (grid.span(top, column).bottom for column in range(grid.width) if grid.at(top, column).text), default=top
    )
    row = top
    while row < min(top + DEEPEST - 1, len(grid.rows) - 2) and (row < bottom or _has_subheads(grid, row)):
        row += 1
        bottom = max(bottom, row)
    return min(bottom, top + DEEPEST - 1, len(grid.rows) - 1)


def _has_subheads(grid: Grid, row: int) -> bool:
    """Whether the next row subdivides the names of this one."""
    below = row + 1
    texts = [flat(grid.own(below, column).text) for column in range(grid.width)]
    if not any(texts) or not all(len(text) <= 20 and not re.search(r"\d{3}|[。；;]", text) for text in texts):
        return False
    groups = [
        column
        for column in range(grid.width)
        if grid.own(row, column).text and (span := grid.span(row, column)).right > span.left
    ]
    if groups and grid.filled(row) > 1:
        under = [texts[c] for g in groups for c in range(g, min(grid.span(row, g).right + 1, grid.width))]
        return sum(map(bool, under)) >= 2 and len(set(filter(None, under))) >= 2
    return _parted(grid, row, texts)


def _parted(grid: Grid, row: int, texts: list[str]) -> bool:
    """The same without merged cells, as in delimited text: names below blanks, blanks below names."""
    names = [flat(grid.at(row, column).text) for column in range(grid.width)]
    below_blank = [text for name, text in zip(names, texts, strict=True) if text and not name]
    below_name = [text for name, text in zip(names, texts, strict=True) if text and name]
    blank_below = [name for name, text in zip(names, texts, strict=True) if name and not text]
    return bool(below_blank) and len(below_name) <= len(below_blank) and len(blank_below) >= 2 and not texts[0]


def _parts(grid: Grid, top: int, bottom: int, place: int) -> tuple[str, ...]:
    """The header texts of a column from the outermost row inwards, each merged cell once."""
    parts: list[str] = []
    seen = set()
    for row in range(top, bottom + 1):
        span = grid.span(row, place)
        words = flat(grid.at(row, place).text)
        if not words and row < bottom and flat(grid.own(row + 1, place).text) and span.right == span.left:
            words, span = _group_to_the_left(grid, row, place)
        if words and (span.top, span.left) not in seen:
            seen.add((span.top, span.left))
            parts.append(words)
    return tuple(parts)


def _group_to_the_left(grid: Grid, row: int, place: int) -> tuple[str, CellSpan]:
    """The name to the left of a blank cell, if that name has another name below it."""
    for column in range(place - 1, -1, -1):
        if words := flat(grid.at(row, column).text):
            return (
                (words, grid.span(row, column)) if flat(grid.own(row + 1, column).text) else ("", grid.span(row, place))
            )
    return "", grid.span(row, place)


def is_column_numbers(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns: 1 2 3, (1) (2), 甲 乙."""
    texts = [flat(grid.at(row, column).text) for column in range(grid.width)]
    filled = [text for text in texts if text]
    return len(filled) >= 3 and len(set(filled)) == len(filled) and all(map(_COLUMN_NUMBER.fullmatch, filled))


def is_total(grid: Grid, row: int) -> bool:
    """Whether a row contains totals of those above it."""
    texts = [bare(grid.at(row, column).text) for column in range(min(4, grid.width))]
    first = next((text for text in texts if text), "")
    return bool(re.fullmatch(r"(?:合|总|小|共)计.{0,12}", first))


def is_repeated(grid: Grid, row: int, header: Header) -> bool:
    """Whether a row repeats the header, as at the top of a printed page."""
    filled = [(c, flat(grid.at(row, c.place).text)) for c in header.columns if grid.at(row, c.place).text]
    return len(filled) >= 2 and all(text == column.parts[-1] or text == column.parts[0] for column, text in filled)
