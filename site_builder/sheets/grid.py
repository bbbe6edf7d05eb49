"""The common representation of tables from all formats: rows of cells, merged ranges, hidden rows and columns, and the address of each cell."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

CellKind = Literal["text", "number", "date", "error"]
_PLACE: Final = re.compile(r"(?:(?P<sheet>.+)!)?(?P<column>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})")
_SPACES: Final = re.compile(r"\s+")


class Cell(NamedTuple):
    """The displayed text of one cell.

    `text`  as it is shown: a date by its format, a formula by its value, an error as #REF!
    `day`   'YYYY-MM-DD' behind a date that may show less of it
    """

    text: str = ""
    kind: CellKind = "text"
    day: str | None = None


EMPTY: Final = Cell()


class CellSpan(NamedTuple):
    """A merged range, both ends included, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Unread(NamedTuple):
    """A doubt about part of a table that was not read, or not as displayed; row 0 means the whole table."""

    row: int
    place: str
    text: str
    why: str


@dataclass(frozen=True)
class Grid:
    """One table. Rows and columns count from 0 and begin at the table's own first cell.

    `name`      of the sheet; '' for a table in a document
    `lines`     the source's line of each row, for tables in documents; a sheet's rows are numbered from 1
    `turned`    its rows were columns: places are named as in the source
    `unread`    formulas without a value, pictures, notes: said to the editor, never dropped in silence
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    spans: tuple[CellSpan, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    lines: tuple[int, ...] = ()
    unread: tuple[Unread, ...] = field(default=())
    turned: bool = False

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], CellSpan]:
        """Maps every cell of a merged range to the range, clipped to the filled area."""
        found: dict[tuple[int, int], CellSpan] = {}
        room = len(self.rows) * self.width  # ranges of a valid file never overlap, so they cannot cover more
        for span in self.spans:
            rows = range(span.top, min(span.bottom + 1, len(self.rows)))
            columns = range(span.left, min(span.right + 1, self.width))
            room -= len(rows) * len(columns)
            if room < 0:
                break
            for row in rows:
                for column in columns:
                    found[row, column] = span
        return found

    def own(self, row: int, column: int) -> Cell:
        """The cell as stored: cells covered by a merged range are empty."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return EMPTY

    def span(self, row: int, column: int) -> CellSpan:
        """The merged range that contains a cell; for other cells a range of one cell."""
        return self._anchors.get((row, column)) or CellSpan(row, column, row, column)

    def at(self, row: int, column: int) -> Cell:
        """The cell as displayed: each cell of a merged range has the value of the range."""
        span = self._anchors.get((row, column))
        return self.own(span.top, span.left) if span else self.own(row, column)

    def line(self, row: int) -> int:
        """The row number that a spreadsheet program displays."""
        return self.lines[row] if row < len(self.lines) else 1 if self.turned else row + 1

    def place(self, row: int, column: int) -> str:
        """The address of a cell: 整改台账!F12; for a merged range that of its first cell."""
        span = self.span(row, column)
        top, left = (span.left, span.top) if self.turned else (span.top, span.left)
        return self._named(f"{letters(left)}{top + 1}")

    def column_place(self, column: int) -> str:
        """The address of a whole column, whatever cells of it are merged: 整改台账!F; of a turned table the row that it was."""
        return self._named(str(column + 1) if self.turned else letters(column))

    def _named(self, place: str) -> str:
        return f"{self.name}!{place}" if self.name else place

    def turn(self, skip: int = 0) -> "Grid":
        """The transposed table: a form with its labels on the left becomes a table with a header.

        Takes   skip    rows at its top that are left out, such as a title
        """
        rows = tuple(
            tuple(self.own(row, column) if row >= skip else EMPTY for row in range(len(self.rows)))
            for column in range(self.width)
        )
        spans = tuple(CellSpan(left, top, right, bottom) for top, left, bottom, right in self.spans if top >= skip)
        hidden = (self.hidden_columns, self.hidden_rows)
        return Grid(self.name, rows, spans, self.hidden, *hidden, unread=self.unread, turned=not self.turned)

    def filled(self, row: int) -> int:
        """The number of non-empty cells of a row; a merged range counts once."""
        return sum(
            1 for column in range(self.width) if self.at(row, column).text and self.span(row, column).left == column
        )


def letters(column: int) -> str:
    """
    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """
    >>> column_of("A"), column_of("AA"), column_of("XFD")
    (0, 26, 16383)
    """
    number = 0
    for char in name:
        number = number * 26 + ord(char) - 64
    return number - 1


class Address(NamedTuple):
    sheet: str
    row: int
    column: int


def address(place: str) -> Address | None:
    """The row and column of an address, counted from 0; None for an invalid address.

    >>> address("整改台账!F12")
    Address(sheet='整改台账', row=11, column=5)
    """
    found = _PLACE.fullmatch(place.replace("$", "").strip())
    if not found:
        return None
    return Address((found["sheet"] or "").strip("'"), int(found["row"]) - 1, column_of(found["column"]))


def flat(text: str) -> str:
    """The text of a cell without white space, for comparing headers."""
    return _SPACES.sub("", text)
