"""Recognises ledgers in tables: workbooks, delimited text, and documents whose body is one large table."""

from dataclasses import replace

from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Box, Doubt, Line, Manuscript
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.readers.grids import grids_of, is_ledger
from site_builder.importing.tables.document_tables import tables_in
from site_builder.importing.tables.table_draft import Tables
from site_builder.records.source import Mapping, read_yaml
from site_builder.sheets.grid import Cell, CellSpan, Grid
from site_builder.sheets.limits import COLUMNS

_SHARE = 0.6  # least share of a document's characters in its table for that to be the ledger


def sheet_columns(site: str) -> dict[str, str]:
    """The column names configured by a site.

    Takes   site    the text of site.yaml; errors in it are ignored here, as `check` reports them
    """
    tree = read_yaml(site, "site.yaml").root.value
    taught = tree["sheet_columns"].value if isinstance(tree, Mapping) and "sheet_columns" in tree else None
    fields = taught.items() if isinstance(taught, Mapping) else ()
    return {word: field.value for word, field in fields if isinstance(field.value, str)}


def tables_of(raw: bytes, name: str) -> Tables | None:
    """The sheets of a workbook, or the table in a delimited text; None for any other file.

    Errors  UnreadableError
    """
    found = grids_of(raw, name)
    return Tables(name, tuple(found[0]), doubts=found[1]) if found else None


def ledger_in(manuscript: Manuscript, raw: bytes, *, only: bool = False) -> Tables | None:
    """The table of a document that is a ledger, with the lines around it; None where the items are in the prose.

    Takes   raw     the file's bytes, to look up merged cells
            only    whether the prose is known to have no items: then the table is used, however much prose is around it
    """
    if manuscript.own:
        return None
    rows = [number for number, line in enumerate(manuscript.lines) if line.cells]
    drawn = any(line.boxes for line in manuscript.lines)
    grids = [] if drawn else _with_lines(tables_in(raw), [manuscript.lines[number] for number in rows])
    ledgers = [grid for grid in grids or _by_lines(manuscript.lines, rows) if is_ledger(grid)]
    reach = _reach(manuscript.lines, ledgers)
    if reach is None:
        return None
    start, stop = reach
    total = sum(len(line.text) for line in manuscript.lines)
    inside = sum(len(line.text) for line in manuscript.lines[start:stop])
    around = (*manuscript.lines[:start], *manuscript.lines[stop:])
    numbered = sum(
        1 for line in around if (found := marker(line.folded)) and found.rank <= Rank.DOT and len(line.text) > 60
    )
    if not only and (
        inside < _SHARE * total or numbered > 2
    ):  # numbered paragraphs beside the table: a notice in prose that contains a table
        return None
    in_tables = squeeze("".join(cell.text for grid in ledgers for row in grid.rows for cell in row))
    between = tuple(line for line in manuscript.lines[start:stop] if squeeze(line.text) not in in_tables)
    doubts = [Doubt(line.number, line.text, "表格之间的文字，收在表格之前") for line in between]
    return Tables(
        name=manuscript.name,
        grids=tuple(ledgers),
        before=(*manuscript.lines[:start], *between),
        after=manuscript.lines[stop:],
        aside=manuscript.aside,
        doubts=(*manuscript.doubts, *doubts),
        title=manuscript.title,
        url=manuscript.url,
    )


def _reach(lines: tuple[Line, ...], ledgers: list[Grid]) -> tuple[int, int] | None:
    """The range of lines taken up by tables; None without a table."""
    in_tables = squeeze("".join(cell.text for grid in ledgers for row in grid.rows for cell in row))
    inside = [n for n, line in enumerate(lines) if line.cells and squeeze(line.text) in in_tables]
    inside = inside or [
        n for n, line in enumerate(lines) if len(words := squeeze(line.text)) >= 4 and words in in_tables
    ]
    return (inside[0], inside[-1] + 1) if inside else None


def _with_lines(grids: list[Grid], lines: list[Line]) -> list[Grid]:
    """The tables with the line number of each row, if the numbers of rows and lines match."""
    filled = [
        (number, row)
        for number, grid in enumerate(grids)
        for row, cells in enumerate(grid.rows)
        if any(c.text for c in cells)
    ]
    line_of = {}
    if len(filled) == len(lines):
        line_of = {place: line.number for place, line in zip(filled, lines, strict=True)}
    found = []
    for number, grid in enumerate(grids):
        held, last = [], next((line_of[number, row] for row in range(len(grid.rows)) if (number, row) in line_of), 0)
        for row in range(len(grid.rows)):
            last = line_of.get((number, row), last)
            held.append(last)
        found.append(replace(grid, lines=tuple(held)))
    return found


def _by_lines(lines: tuple[Line, ...], rows: list[int]) -> list[Grid]:
    """Tables built from consecutive lines that are rows."""
    grids: list[Grid] = []
    held: list[Line] = []
    for number in [*rows, len(lines) + 1]:
        if held and (number > len(lines) or lines[number - 1] is not held[-1]):
            grids.append(_drawn(held))
            held = []
        if number <= len(lines):
            held.append(lines[number])
    return grids


def _drawn(lines: list[Line]) -> Grid:
    """A table built from lines, with the merged cells known to the reader."""
    rows: list[tuple[Cell, ...]] = []
    spans: list[CellSpan] = []
    for row, line in enumerate(lines):
        cells: list[Cell] = []
        for box in line.boxes or tuple(Box(cell) for cell in line.cells):
            left, across = len(cells), max(1, min(box.across, COLUMNS - len(cells)))
            cells += [Cell(box.text if box.down else ""), *[Cell()] * (across - 1)]
            if box.down > 1 or (box.down and across > 1):
                spans.append(CellSpan(row, left, min(row + box.down, len(lines)) - 1, left + across - 1))
        rows.append(tuple(cells))
    return Grid("", tuple(rows), tuple(spans), lines=tuple(line.number for line in lines))
