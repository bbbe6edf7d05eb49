"""A table in a test: a row a text, its cells apart by | and ⏎ for a line break in one."""

from site_builder.sheets.grid import Cell, CellSpan, Grid


def grid(*rows: str, spans: tuple[tuple[int, int, int, int], ...] = (), name: str = "", **more: object) -> Grid:
    """Takes   spans: top, left, bottom, right, from 0"""
    cells = tuple(tuple(Cell(text.replace("⏎", "\n")) for text in row.split("|")) for row in rows)
    return Grid(name, cells, tuple(CellSpan(*each) for each in spans), **more)  # type: ignore[arg-type]
