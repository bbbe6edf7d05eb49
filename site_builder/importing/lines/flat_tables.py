"""Recovers tables pasted as plain text, with cells separated by tabs or one cell per line."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.flat_rows import cells_of, may_be, surely
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Box, Line
from site_builder.records.vocabulary import ColumnMeaning
from site_builder.sheets.columns import meaning_of

_FIRST: Final = frozenset({"序号", "编号", "问题序号", "任务序号"})
_COLUMNS: Final = range(3, 13)
_LONGEST_NAME: Final = 14  # longest name of a column, in characters
_LINES: Final = 60  # most lines of a row
_FEWEST: Final = 2  # fewest rows of a table
_HEADING: Final = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]")


def gathered(lines: Sequence[Line]) -> list[Line]:
    """The lines with each run of cells, one per line, joined into rows.

    A run is recognised by its first column: 序号, the names of the other columns, then 1, 2, 3 … at intervals of the number of
    columns. Where an interval differs, a cell has several lines or was empty: the rows are taken where it is sure which lines are one
    cell (flat_rows.py), else the lines are left unchanged. A heading between rows is a row of one cell.
    """
    made: list[Line] = []
    index = 0
    while index < len(lines):
        if size := _columns_at(lines, index):
            rows = _rows_at(lines, index + size, size)
            if rows >= _FEWEST and _may_be_rows(lines, index, size, rows):
                made += [_row(lines[start : start + size]) for start in range(index, index + size * (rows + 1), size)]
                index += size * (rows + 1)
                continue
            ragged, stop = _ragged(lines, index, size)
            if ragged:
                made += ragged
                index = stop
                continue
        made.append(lines[index])
        index += 1
    return made


def upright(lines: Sequence[Line]) -> list[Line]:
    """The lines with each run of small tables, one for each item, as one: 序号⇥1, 反馈问题⇥…, 整改措施⇥…, again with 2.

    Each begins with a number and has the same names of columns, in the same order.
    """
    made: list[Line] = []
    index = 0
    while index < len(lines):
        names = _names_at(lines, index)
        blocks = [index]
        while names and _names_at(lines, blocks[-1] + len(names)) == names:
            blocks.append(blocks[-1] + len(names))
        if len(blocks) < _FEWEST:
            made.append(lines[index])
            index += 1
            continue
        made.append(Line(lines[index].number, "\t".join(names), names))
        for start in blocks:
            values = tuple(_pair(lines[at])[1] for at in range(start, start + len(names)))
            made.append(Line(lines[start].number, "\t".join(values), values))
        index = blocks[-1] + len(names)
    return made


def _names_at(lines: Sequence[Line], index: int) -> tuple[str, ...]:
    """The names of the columns of a small table that starts at a line; () where none does."""
    if index >= len(lines) or squeeze(_pair(lines[index])[0]) not in _FIRST:
        return ()
    names = [_pair(lines[index])[0]]
    for line in lines[index + 1 : index + _COLUMNS.stop]:
        name = _pair(line)[0]
        if not name or squeeze(name) in _FIRST:
            break
        names.append(name)
    known = sum(meaning_of((name,)) != "other" for name in names)
    return tuple(names) if len(names) in _COLUMNS and known * 2 > len(names) else ()


def _pair(line: Line) -> tuple[str, str]:
    """The name and the value that a tab divides; ('', '') for any other line."""
    name, tab, value = line.text.strip().partition("\t")
    found = tab and not line.cells and "\t" not in value and 0 < len(name.strip()) <= _LONGEST_NAME
    return (name.strip(), value.strip()) if found else ("", "")


def tabbed(lines: Sequence[Line]) -> list[Line]:
    """The lines with tab-separated tables as rows: a header with names of columns, then rows with as many cells.

    One line alone between two rows is a row of one cell, which names a group.
    """
    made: list[Line] = []
    columns = 0
    split = [tuple(cell.strip() for cell in line.text.split("\t")) for line in lines]
    for index, (line, cells) in enumerate(zip(lines, split, strict=True)):
        named = [cell for cell in cells if cell]
        if columns and len(named) == 1 and index + 1 < len(lines) and _whole_row(split[index + 1], columns):
            cells = (named[0],)
        elif columns and not _whole_row(cells, columns):
            columns = 0
        if not columns and len(cells) in _COLUMNS and all(0 < len(cell) <= _LONGEST_NAME for cell in cells):
            columns = len(cells) if sum(meaning_of((cell,)) != "other" for cell in cells) * 2 > len(cells) else 0
        made.append(Line(line.number, line.text, cells) if columns and not line.cells else line)
    return made


def _whole_row(cells: tuple[str, ...], columns: int) -> bool:
    return len(cells) in range(columns - 1, columns + 1) and sum(map(bool, cells)) > 1


def _columns_at(lines: Sequence[Line], index: int) -> int:
    """The number of column names that start at a line; 0 where no table starts there."""
    if lines[index].cells or squeeze(lines[index].text) not in _FIRST:
        return 0
    for size in _COLUMNS:
        if index + size >= len(lines):
            return 0
        name = lines[index + size]
        if squeeze(name.text) == "1" or _is_heading(lines, index + size, "1"):
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


def _may_be_rows(lines: Sequence[Line], index: int, size: int, rows: int) -> bool:
    """Whether the rows below a header are all and whole.

    No cell is surely that of another column, as behind a cell of two lines, and neither the number of one more row nor one more line
    of the last cell follows.
    """
    end = index + size * (rows + 1)
    if any(squeeze(line.text) == str(rows + 1) for line in lines[end : end + 2 * size]):
        return False
    meanings = _meanings(lines, index, size)
    if end < len(lines) and surely(lines[end].text, meanings[-1]):
        return False  # what follows may belong to the last cell
    starts = range(index + size, index + size * (rows + 1), size)
    return all(may_be([line.text for line in lines[at + 1 : at + size]], meanings) for at in starts)


def _meanings(lines: Sequence[Line], index: int, size: int) -> list[ColumnMeaning]:
    """What the columns behind that of the numbers mean."""
    return [meaning_of((line.text,)) for line in lines[index + 1 : index + size]]


def _is_heading(lines: Sequence[Line], index: int, number: str) -> bool:
    """Whether a line is a heading between rows: 一、作风方面, followed by the number of a row."""
    line = lines[index]
    return (
        not line.cells
        and _HEADING.match(line.text) is not None
        and index + 1 < len(lines)
        and squeeze(lines[index + 1].text) == number
    )


def _ragged(lines: Sequence[Line], index: int, size: int) -> tuple[list[Line], int]:
    """The header and rows of a table whose cells have several lines, and the line after it; no rows where one is not sure.

    Takes   index, size     of the header
    """
    meanings = _meanings(lines, index, size)
    made = [_row(lines[index : index + size])]
    at, number = index + size, 1
    while at < len(lines):
        if _is_heading(lines, at, str(number)):
            made.append(Line(lines[at].number, lines[at].text, (lines[at].text,)))
            at += 1
        if squeeze(lines[at].text) != str(number) or lines[at].cells:
            break
        stop = _next_row(lines, at + 1, str(number + 1))
        if stop is None and number < _FEWEST:
            return [], index
        texts = [line.text for line in lines[at + 1 : stop or at + 1 + _LINES]]
        starts = cells_of(texts, meanings, open_end=stop is None)
        if starts is None or any(line.cells for line in lines[at + 1 : at + 1 + starts[-1]]):
            return [], index
        made.append(_tall_row(lines[at], lines[at + 1 : at + 1 + starts[-1]], starts))
        number += 1
        at += 1 + starts[-1]
        if stop is None:
            break
    return (made, at) if number > _FEWEST else ([], index)


def _next_row(lines: Sequence[Line], start: int, number: str) -> int | None:
    """Where the row with this number begins, or the heading above it; None behind the last row."""
    for at in range(start, min(len(lines), start + _LINES)):
        if squeeze(lines[at].text) == number:
            return at - 1 if at > start and _is_heading(lines, at - 1, number) else at
    return None


def _tall_row(number: Line, lines: Sequence[Line], starts: Sequence[int]) -> Line:
    cells = [Box(number.text), *(Box("\n".join(line.text for line in lines[a:b])) for a, b in pairwise(starts))]
    texts = tuple(cell.text.replace("\n", " ") for cell in cells)
    return Line(number.number, "\t".join(texts), texts, boxes=tuple(cells))


def _row(cells: Sequence[Line]) -> Line:
    texts = tuple(cell.text for cell in cells)
    return Line(cells[0].number, "\t".join(texts), texts)
