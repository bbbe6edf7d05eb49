"""Classifies sheets as ledgers or other tables; hidden content is reported and not imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from site_builder.importing.lines.manuscript import Aside, Doubt
from site_builder.sheets.grid import Grid
from site_builder.sheets.header import find_header
from site_builder.sheets.items import TableLedger, read_ledger_table, rows_in_words

_FORM_WIDTH, _FORM_HEIGHT = 8, 60  # the labels of a form, in its left column: 整改任务 | …
_NAMED: Final = 20  # most hidden rows or columns that are named
_ERRORS: Final = 40  # most doubts about formulas
SHOWN: Final = 8  # most column names shown in a reason


@dataclass(slots=True)
class Sorted:
    """Classified sheets."""

    ledgers: list[TableLedger] = field(default_factory=list)
    others: list[Grid] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)


def sorted_tables(grids: tuple[Grid, ...], own: Mapping[str, str] | None) -> Sorted:
    """Classifies tables as ledgers and others, and lists hidden content."""
    found = Sorted()
    for grid in grids:
        where = f"工作表“{grid.name}”" if grid.name else "表格"
        if grid.hidden:
            filled = [row for row in range(len(grid.rows)) if grid.filled(row)]
            if filled:
                found.doubts.append(
                    Doubt(0, grid.name, f"{where}是隐藏的，{len(filled)} 行没有收入；要收入请取消隐藏再导入")
                )
                found.aside += rows_aside(grid, f"隐藏的工作表“{grid.name}”，没有收入")
            continue
        found.doubts += _hidden_parts(grid, where)
        found.doubts += [
            Doubt(each.row + 1 if each.row else 0, each.text, f"{each.place} {each.why}".strip())
            for each in grid.unread
        ]
        found.doubts += _errors(grid)
        header = find_header(grid, own)
        if not (header and header.is_ledger) and grid.width <= _FORM_WIDTH and len(grid.rows) <= _FORM_HEIGHT:
            skip = next((row for row in range(len(grid.rows)) if grid.filled(row) > 1), 0)
            upright = grid.turn(skip)
            across = find_header(upright, own)
            if across and across.is_ledger:
                found.ledgers.append(
                    replace(read_ledger_table(upright, across), above=tuple(rows_in_words(grid, range(skip))))
                )
                continue
        if header is not None and header.is_ledger:
            ledger = read_ledger_table(grid, header)
            if ledger.items:
                found.ledgers.append(ledger)
                continue
            found.seen.append(f"{where}只有表头，没有填写")
        elif not any(grid.filled(row) for row in range(len(grid.rows))):
            continue
        else:
            names = [column.name for column in header.columns] if header else []
            reason = (
                f"第 {grid.line(header.top)} 行的列名是{'、'.join(names[:SHOWN])}"
                if header and names
                else "没有认出表头"
            )
            found.seen.append(f"{where}{reason}")
        found.others.append(grid)
    return found


def _hidden_parts(grid: Grid, where: str) -> list[Doubt]:
    rows = [row for row in sorted(grid.hidden_rows) if grid.filled(row)]
    columns = [
        c for c in sorted(grid.hidden_columns) if any(grid.own(r, c).text.strip() for r in range(len(grid.rows)))
    ]
    doubts = []
    if rows:
        named = _some([str(grid.line(row)) for row in rows])
        doubts.append(
            Doubt(
                0, f"第 {named} 行", f"{where}有 {len(rows)} 行是隐藏的（或被筛选掉），没有收入；要收入请取消隐藏再导入"
            )
        )
    if columns:
        named = _some([grid.column_place(column).rpartition("!")[2] for column in columns])
        doubts.append(Doubt(0, f"{named} 列", f"{where}有 {len(columns)} 列是隐藏的，没有收入；要收入请取消隐藏再导入"))
    return doubts


def _some(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (" 等" if len(names) > _NAMED else "")


def _errors(grid: Grid) -> list[Doubt]:
    return [
        Doubt(grid.line(row), cell.text, f"{grid.place(row, column)} 是公式算错的值，照原样保留")
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if cell.kind == "error" and row not in grid.hidden_rows and column not in grid.hidden_columns
    ][:_ERRORS]


def rows_aside(grid: Grid, why: str) -> list[Aside]:
    rows = []
    for row in range(len(grid.rows)):
        words = "\t".join(" ".join(cell.text.split()) for cell in grid.rows[row] if cell.text.strip())
        if words:
            rows.append(Aside(grid.line(row), words, why))
    return rows
