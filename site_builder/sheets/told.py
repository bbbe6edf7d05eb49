"""The words of a workbook as evidence: what each cell shows, by its name, and all of them as one text."""

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.sheets.grid import Grid


class Told(NamedTuple):
    """`text`: a row a line, cells apart by tabs, sheets apart by their names; `cells`: 整改台账!F12 → its words."""

    text: str
    cells: dict[str, str]


def told(grids: Iterable[Grid]) -> Told:
    """What a reader of the workbook sees; hidden sheets, rows and columns are left out."""
    lines: list[str] = []
    cells: dict[str, str] = {}
    for grid in grids:
        if grid.hidden:
            continue
        if grid.name:
            lines.append(grid.name)
        for row, held in enumerate(grid.rows):
            if row in grid.hidden_rows:
                continue
            seen = [(c, cell.text) for c, cell in enumerate(held) if cell.text and c not in grid.hidden_columns]
            cells.update((grid.place(row, column), text) for column, text in seen)
            if seen:
                lines.append("\t".join(" ".join(text.split()) for _, text in seen))
    return Told("\n".join(lines), cells)
