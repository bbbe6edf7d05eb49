"""A report of how each column of a ledger was interpreted."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from site_builder.records.vocabulary import ColumnMeaning
from site_builder.sheets.grid import Grid
from site_builder.sheets.items import TableLedger

_ASIDE: Final = frozenset({"person", "phone"})


class ReadColumn(Struct, frozen=True, kw_only=True):
    """One column of a ledger.

    place   整改台账!H; H where the table has no name; 公示!A3, the cell of its label, where labels stand on the left
    name    its header; '' for a column without one
    means   the key its words were read for; `other` where there is none
    rows    in how many rows it says something; a merged cell counts once
    kept    text: in the item's text under its name; checked: its units and posts are, names of persons and telephone numbers
            are set aside; aside: hidden, all of it is set aside
    """

    place: str
    name: str
    means: ColumnMeaning
    rows: int
    kept: Literal["text", "checked", "aside"]


def columns_of(ledgers: list[TableLedger]) -> tuple[ReadColumn, ...]:
    """The columns of all tables; unnamed ones are included if they are not empty."""
    return tuple(each for ledger in ledgers for each in columns_in(ledger))


def columns_in(ledger: TableLedger) -> Iterator[ReadColumn]:
    """The columns of one table, from left to right."""
    grid = ledger.grid
    named = {column.place: column for column in ledger.header.columns}
    for place in range(grid.width):
        rows = _rows(grid, ledger.header.bottom, place)
        column = named.get(place)
        if column is None and not rows:
            continue
        means: ColumnMeaning = column.meaning if column else "other"
        hidden = place in grid.hidden_columns
        yield ReadColumn(
            place=_place(grid, ledger.header.bottom, place),
            name=column.name if column else "",
            means=means,
            rows=rows,
            kept="aside" if hidden else "checked" if means in _ASIDE else "text",
        )


def _rows(grid: Grid, header: int, place: int) -> int:
    """The number of rows below the header in which a column has a non-empty cell that is not covered by a merged range."""
    return sum(1 for row in range(header + 1, len(grid.rows)) if grid.own(row, place).text.strip())


def _place(grid: Grid, header: int, place: int) -> str:
    return grid.place(header, place) if grid.turned else grid.column_place(place)
