"""Delimited text → a table. The delimiter is detected from the text, not from the file name."""

import csv
from typing import Final

from site_builder.sheets.grid import EMPTY, Cell, Grid
from site_builder.sheets.limits import Budget, TableError

_SIGNS: Final = (",", "\t", ";", "，", "|")
_LOOKED: Final = 50  # lines
_LONGEST: Final = 131_072  # characters of a cell


def read_csv(text: str) -> Grid:
    """The rows of a delimited text; quotation marks are parsed.

    Errors  TableError
    """
    sign, budget = separator(text), Budget()
    csv.field_size_limit(_LONGEST)
    rows: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    blank: list[int] = []  # lines of the blank rows before this one, which count in the addresses of cells
    start = 1
    reader = csv.reader(
        (f"{line}\n" for line in text.split("\n")), delimiter=sign or ","
    )  # a cell may have several lines
    try:
        for found in reader:
            here, start = start, reader.line_num + 1
            if not any(each.strip() for each in found):
                blank.append(here)
                continue
            for column, each in enumerate(found):
                if each.strip():
                    budget.cell(len(rows) + len(blank), column, each)
            rows += [()] * len(blank)
            lines += [*blank, here]
            blank.clear()
            rows.append(tuple(Cell(each) if each.strip() else EMPTY for each in found))
    except csv.Error as error:
        raise TableError("unreadable", f"表格的文字读不下去：第 {reader.line_num} 行引号或长度不对") from error
    if not rows:
        raise TableError("unreadable", "表格里没有文字")
    return Grid("", tuple(rows), lines=tuple(lines))


def separator(text: str) -> str | None:
    """The delimiter that splits most lines into the same number of cells; None where there is none.

    >>> separator("序号,问题\\n1,路面破损\\n2,照明不足"), separator("序号\\t问题，表述\\n1\\t甲")
    (',', '\\t')
    >>> separator("现将整改情况通报如下。\\n一是修好路面。") is None
    True
    """
    best, chosen = 0, None
    for sign in _SIGNS:
        counts = [len(row) for row in _rows(text, sign)]
        several = [count for count in counts if count > 1]
        if len(several) * 5 < len(counts) * 3 or not several:
            continue
        usual = max(set(several), key=several.count)
        agreed = several.count(usual) * (usual - 1)
        if agreed > best:
            best, chosen = agreed, sign
    return chosen


def is_table(text: str) -> bool:
    """Whether a text is a table: three quarters of its rows have the same number of cells, at least three, and none is prose with commas.

    >>> is_table("序号,问题,措施\\n1,路面破损,修补\\n2,照明不足,加灯"), is_table("一是修好路面,补齐路灯,清理杂物。\\n欢迎监督。")
    (True, False)
    """
    sign = separator(text)
    counts = [len(row) for row in _rows(text, sign)] if sign else []
    usual = max(set(counts), key=counts.count) if counts else 0
    return usual >= 3 and counts.count(usual) * 4 >= len(counts) * 3 and len(counts) >= 2


def _rows(text: str, sign: str) -> list[list[str]]:
    sample = text[:200_000].split("\n")
    found: list[list[str]] = []
    try:
        for row in csv.reader(sample, delimiter=sign):
            if any(each.strip() for each in row):
                found.append(row)
            if len(found) >= _LOOKED:
                break
    except csv.Error:
        return []
    return found
