"""A workbook that an office has filled in → the new progress in each row, with the address of its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from site_builder.sheets.answers import answered
from site_builder.sheets.columns import bare
from site_builder.sheets.grid import Grid, flat
from site_builder.sheets.header import LOOKED, find_header
from site_builder.sheets.items import Item, RowWords, TableLedger, read_ledger_table
from site_builder.sheets.ledger_sheet import DAY, EVIDENCE, ITEM, PROGRESS, STATUS

_UNTIL: Final = re.compile(
    r"(?:截[至止]|填[报表](?:日期|时间)\s*+[:：]?)\s*+(\d{4})\s*+[年./-]\s*+(\d{1,2})\s*+[月./-]\s*+(\d{1,2})"
)


class Claim(NamedTuple):
    """The words of a cell and its name; `day` behind them where the cell is a date.

    `quote`     the words as evidence, where that is more than the cell says by itself: 是否完成：是
    """

    text: str
    place: str
    day: str | None = None
    quote: str = ""


class Filling(NamedTuple):
    """One row. `item`: its id, where the workbook is ours; `words`: all that names it, the problem in its own words."""

    line: int
    item: str
    number: str
    words: tuple[str, ...]
    progress: Claim | None = None
    status: Claim | None = None
    day: Claim | None = None
    evidence: Claim | None = None

    @property
    def says(self) -> bool:
        return bool(self.progress or self.status)


class Filled(NamedTuple):
    """`ours`: it is the workbook that `sheet` wrote; `until`: the day as of which the whole tells, where it says so.

    `private`   names of the columns of persons and telephones in it, where they are filled in
    """

    ours: bool
    rows: tuple[Filling, ...]
    until: str | None
    hidden: tuple[str, ...]
    private: tuple[str, ...] = ()


def read_filled(grids: Sequence[Grid], own: Mapping[str, str] | None = None) -> Filled | None:
    """The contents of a filled workbook; None where none of its sheets is a ledger."""
    seen = [grid for grid in grids if not grid.hidden]
    hidden = tuple(_hidden(grids))
    for grid in seen:
        if columns := _form(grid):
            return Filled(True, tuple(_rows_of_form(grid, *columns)), None, hidden)
    rows: list[Filling] = []
    private: list[str] = []
    until = None
    for grid in seen:
        header = find_header(grid, own)
        if header is not None and header.is_ledger:
            ledger = read_ledger_table(grid, header)
            rows += _rows_of_table(ledger)
            told = (each.column.name for item in ledger.items for each in item.of("person", "phone"))
            private += [name for name in told if name not in private]
            until = until or _until([words for _, words in (*ledger.above, *ledger.below)])
    return Filled(False, tuple(rows), until, hidden, tuple(private)) if rows else None


def _hidden(grids: Sequence[Grid]) -> Iterator[str]:
    for grid in grids:
        rows = sum(1 for row in grid.hidden_rows if grid.filled(row))
        if grid.hidden and any(grid.filled(row) for row in range(len(grid.rows))):
            yield f"工作表“{grid.name}”是隐藏的，没有读"
        elif rows:
            yield f"工作表“{grid.name}”有 {rows} 行是隐藏的（或被筛选掉），没有读"


def _form(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The header row of a workbook written by `sheet`, and its columns by name."""
    for row in range(min(LOOKED, len(grid.rows))):
        names = {bare(cell.text): column for column, cell in enumerate(grid.rows[row]) if cell.text}
        if ITEM in names and PROGRESS in names:
            return row, names
    return None


def _rows_of_form(grid: Grid, top: int, names: Mapping[str, int]) -> Iterator[Filling]:
    for row in range(top + 1, len(grid.rows)):
        if row in grid.hidden_rows:
            continue

        def claim(name: str, row: int = row) -> Claim | None:
            column = names.get(name, -1)
            cell = grid.at(row, column)
            place = grid.place(row, column) if column >= 0 else ""
            return Claim(cell.text.strip(), place, cell.day) if cell.text.strip() else None

        item, number, title = claim(ITEM), claim("序号"), claim("问题")
        filling = Filling(
            line=grid.line(row),
            item=flat(item.text) if item else "",
            number=flat(number.text) if number else "",
            words=(title.text,) if title else (),
            progress=claim(PROGRESS),
            status=claim(STATUS),
            day=claim(DAY),
            evidence=claim(EVIDENCE),
        )
        if filling.item or filling.words or filling.says or filling.day or filling.evidence:
            yield filling


def _rows_of_table(ledger: TableLedger) -> Iterator[Filling]:
    """Rows of a table in the office's own form: its columns of progress and status may contain something new."""
    for item in ledger.items:
        number = item.first("number")
        named = (*item.of("problem"), *item.of("title"))
        progress, status = _last(item, "progress"), _last(item, "status")
        yield Filling(
            line=ledger.grid.line(item.rows[0]),
            item="",
            number=flat(number.text) if number else "",
            words=tuple(each.text for each in named),
            progress=_claim(progress),
            status=_claim(status),
        )


def _last(item: Item, meaning: str) -> RowWords | None:
    found = item.of(meaning)
    return found[-1] if found else None


def _claim(said: RowWords | None) -> Claim | None:
    """The text of one cell; for a column over several rows that of the last, which has its own address."""
    if said is None:
        return None
    return Claim(said.texts[-1], said.places[-1], said.cells[-1].day, answered(said.column.name, said.texts[-1]))


def _until(lines: Sequence[str]) -> str | None:
    """The date written above or below a table: 截至2026年10月31日, 填报日期：…"""
    found = next((each for line in lines if (each := _UNTIL.search(line))), None)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else None
    except ValueError:
        return None
