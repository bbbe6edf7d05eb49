"""The text of a workbook as evidence: the displayed text of each cell by its address, and all of it as one text."""

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.sheets.answers import answered
from site_builder.sheets.grid import Grid
from site_builder.sheets.header import Header, find_header


class ShownCells(NamedTuple):
    """`text`: a row a line, cells apart by tabs, sheets apart by their names; `cells`: 整改台账!F12 → its words."""

    text: str
    cells: dict[str, str]


def shown_cells(grids: Iterable[Grid]) -> ShownCells:
    """What a reader of the workbook sees; hidden sheets, rows and columns are left out.

    A cell that only answers 是 or 否 comes with the name of its column: 是否完成：是.
    """
    lines: list[str] = []
    cells: dict[str, str] = {}
    for grid in grids:
        if grid.hidden:
            continue
        if grid.name:
            lines.append(grid.name)
        asked = _questions(grid)
        names = {column.place: column.name for column in asked.columns} if asked else {}
        for row, held in enumerate(grid.rows):
            if row in grid.hidden_rows:
                continue
            seen = [(c, cell.text) for c, cell in enumerate(held) if cell.text and c not in grid.hidden_columns]
            for column, text in seen:
                below = asked is not None and row > asked.bottom
                cells[grid.place(row, column)] = answered(names.get(column, "") if below else "", text)
            if seen:
                lines.append("\t".join(" ".join(text.split()) for _, text in seen))
    return ShownCells("\n".join(lines), cells)


def _questions(grid: Grid) -> Header | None:
    """The header of a table with a yes-or-no column; None for any other table."""
    header = find_header(grid)
    return header if header and any("是否" in column.name for column in header.columns) else None
