"""The one shape of a table, wherever it comes from: rows of cells, merged ranges, what is hidden, and each cell's place."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal, NamedTuple

CellKind = Literal["text", "number", "date", "error"]
_PLACE: Final = re.compile(r"(?:(?P<sheet>.+)!)?(?P<column>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})")
_SPACES: Final = re.compile(r"\s+")


class Cell(NamedTuple):
    """What one cell shows.

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
    """Something in a table that is not read, or not as it seems; row 0 speaks of the whole table."""

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
        """Every cell of a merged range → the range. Ranges beyond what is filled are cut."""
        found: dict[tuple[int, int], CellSpan] = {}
        room = len(self.rows) * self.width  # ranges of a sound file never overlap, so they cannot cover more
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
        """The cell itself; one that is covered by a merged range is empty."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return EMPTY

    def span(self, row: int, column: int) -> CellSpan:
        """The merged range a cell is in; of others the cell alone."""
        return self._anchors.get((row, column)) or CellSpan(row, column, row, column)

    def at(self, row: int, column: int) -> Cell:
        """The cell with merged ranges filled: each of their cells shows what the range shows."""
        span = self._anchors.get((row, column))
        return self.own(span.top, span.left) if span else self.own(row, column)

    def line(self, row: int) -> int:
        """The number an editor sees beside a row."""
        return self.lines[row] if row < len(self.lines) else 1 if self.turned else row + 1

    def place(self, row: int, column: int) -> str:
        """A cell's name: 整改台账!F12; of a merged range the name of its first cell."""
        span = self.span(row, column)
        top, left = (span.left, span.top) if self.turned else (span.top, span.left)
        name = f"{letters(left)}{top + 1}"
        return f"{self.name}!{name}" if self.name else name

    def turn(self, skip: int = 0) -> "Grid":
        """The table with its rows as columns: a form whose labels stand on the left becomes a table with a header.

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
        """How many cells of a row show something, a merged range counted once."""
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
    """The cell a name means, counted from 0; None for what is no name of a cell.

    >>> address("整改台账!F12")
    Address(sheet='整改台账', row=11, column=5)
    """
    found = _PLACE.fullmatch(place.replace("$", "").strip())
    if not found:
        return None
    return Address((found["sheet"] or "").strip("'"), int(found["row"]) - 1, column_of(found["column"]))


def flat(text: str) -> str:
    """Words of a cell on one line without any white space, as headers are compared."""
    return _SPACES.sub("", text)
