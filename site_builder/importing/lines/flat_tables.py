"""Recovers tables pasted as plain text, with cells separated by tabs or one cell per line."""

from collections.abc import Sequence
from typing import Final

from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.sheets.columns import meaning_of

_FIRST: Final = frozenset({"序号", "编号", "问题序号", "任务序号"})
_COLUMNS: Final = range(3, 13)
_LONGEST_NAME: Final = 14  # longest name of a column, in characters
_FEWEST: Final = 2  # fewest rows of a table


def gathered(lines: Sequence[Line]) -> list[Line]:
    """The lines with each run of cells, one per line, joined into rows.

    A run is recognised by its first column: 序号, the names of the other columns, then 1, 2, 3 … at intervals of the number of
    columns. Where an interval differs, some unknown cell was empty, and the lines are left unchanged.
    """
    made: list[Line] = []
    index = 0
    while index < len(lines):
        if size := _columns_at(lines, index):
            rows = _rows_at(lines, index + size, size)
            if rows >= _FEWEST:
                made += [_row(lines[start : start + size]) for start in range(index, index + size * (rows + 1), size)]
                index += size * (rows + 1)
                continue
        made.append(lines[index])
        index += 1
    return made


def tabbed(lines: Sequence[Line]) -> list[Line]:
    """The lines with tab-separated tables as rows: a header with names of columns, then rows with as many cells."""
    made: list[Line] = []
    columns = 0
    for line in lines:
        cells = tuple(cell.strip() for cell in line.text.split("\t"))
        if columns and len(cells) not in range(columns - 1, columns + 1):
            columns = 0
        if not columns and len(cells) in _COLUMNS and all(0 < len(cell) <= _LONGEST_NAME for cell in cells):
            columns = len(cells) if sum(meaning_of((cell,)) != "other" for cell in cells) * 2 > len(cells) else 0
        made.append(Line(line.number, line.text, cells) if columns and not line.cells else line)
    return made


def _columns_at(lines: Sequence[Line], index: int) -> int:
    """The number of column names that start at a line; 0 where no table starts there."""
    if lines[index].cells or squeeze(lines[index].text) not in _FIRST:
        return 0
    for size in _COLUMNS:
        if index + size >= len(lines):
            return 0
        name = lines[index + size]
        if squeeze(name.text) == "1":
            return size
        if name.cells or len(name.text) > _LONGEST_NAME or "。" in name.text:
            return 0
    return 0


def _rows_at(lines: Sequence[Line], start: int, size: int) -> int:
    """The number of complete rows of `size` cells from a line on; 0 where a later row number is out of place."""
    rows = 0
    while start + size <= len(lines) and squeeze(lines[start].text) == str(rows + 1):
        if any(line.cells for line in lines[start : start + size]):
            break
        following = str(rows + 2)
        if any(squeeze(line.text) == following for line in lines[start + 1 : start + size]):
            return 0
        rows += 1
        start += size
    return rows


def _row(cells: Sequence[Line]) -> Line:
    texts = tuple(cell.text for cell in cells)
    return Line(cells[0].number, "\t".join(texts), texts)
