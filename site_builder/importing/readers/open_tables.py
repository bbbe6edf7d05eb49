"""Builds nested tables from a stream of paragraphs, for formats that only mark the ends of cells and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.readers.remarks import TableCell, spanned, table_lines


@dataclass(slots=True)
class OpenTable:
    """An unfinished table: its rows with the edges of their cells, the cells of the current row, the lines of the current cell."""

    rows: list[tuple[Sequence[TableCell], Sequence[int]]] = field(default_factory=list)
    row: list[TableCell] = field(default_factory=list)
    cell: list[Line] = field(default_factory=list)

    def end_cell(self) -> None:
        self.row.append(TableCell(self.cell))
        self.cell = []

    def end_row(self, merges: Sequence[str] = (), edges: Sequence[int] = ()) -> None:
        """Ends the current row.

        Takes   merges: for each cell 'left' if it is merged into the previous one, 'above' if it continues the one above
                edges: of the cells from left to right, one more than cells
        """
        if self.cell:
            self.end_cell()
        cells: list[TableCell] = []
        kept = list(edges[:1])
        for index, cell in enumerate(self.row):
            merge = merges[index] if index < len(merges) else ""
            if merge == "left" and cells and not cell.lines:
                kept[-1:] = edges[index + 1 : index + 2] or kept[-1:]
                continue
            cells.append(cell._replace(down=0 if merge == "above" else 1))
            kept += edges[index + 1 : index + 2]
        self.rows.append((cells, kept))
        self.row = []

    def lines(self) -> Iterator[Line]:
        """The lines of the whole table."""
        if self.cell:
            self.end_cell()
        if self.row:
            self.rows.append((self.row, []))
        return table_lines(spanned(self.rows))


def to_depth(tables: list[OpenTable], depth: int, out: list[Line]) -> None:
    """Opens and closes tables up to a nesting depth; the lines of a finished table go to the enclosing cell or to the text."""
    while len(tables) > depth:
        ended = list(tables.pop().lines())
        (tables[-1].cell if tables else out).extend(ended)
    while len(tables) < depth:
        tables.append(OpenTable())
