"""An .xls or .et (the old binary workbook of Excel and WPS) → its sheets, by xlrd, which sees what is hidden there."""

import io
import struct
from typing import Any, Final

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDocError

from site_builder.sheets.grid import EMPTY, Cell, CellSpan, Grid, Unread
from site_builder.sheets.limits import DAMAGED, SHEETS, Budget, TableError, too_large
from site_builder.sheets.numbers import BUILT_IN, shown
from site_builder.sheets.xlsx_reading import table

_BOF: Final = (0x0809, 0x0409, 0x0209, 0x0009)
_EOF: Final = 0x000A
_OBJ: Final = 0x005D
_OBJECTS: Final = {0x19: "批注", 0x05: "图表", 0x14: ""}  # the last: the arrow of a filter; all others are drawn
LARGEST: Final = 48 * 1024 * 1024


def read_xls(raw: bytes) -> list[Grid]:
    """The sheets of a workbook, hidden ones too.

    Errors  TableError
    """
    if len(raw) > LARGEST:
        raise too_large(f"文件超过 {LARGEST // 1024 // 1024} MB")
    try:
        book = xlrd.open_workbook(
            file_contents=raw, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
        )
        if book.nsheets > SHEETS:
            raise too_large(f"有 {book.nsheets} 张工作表")
        budget = Budget()
        return [_grid(book, number, budget) for number in range(book.nsheets)]
    except TableError:
        raise
    except XLRDError as error:
        if "encrypted" in str(error).lower():
            raise TableError("encrypted", "文件加了密码，请去掉密码再导入") from error
        raise TableError("unreadable", "不是完好的 Excel（.xls）或 WPS（.et）表格") from error
    except (CompDocError, AssertionError, struct.error, RecursionError, MemoryError, *DAMAGED) as error:
        raise TableError("unreadable", "不是完好的 Excel（.xls）或 WPS（.et）表格") from error


def _grid(book: Any, number: int, budget: Budget) -> Grid:
    sheet = book.sheet_by_index(number)
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            seen = _shown(book, cell)
            if seen.text.strip():
                budget.cell(row, column, seen.text)
                cells[row, column] = seen
    rows = table(cells)
    spans = tuple(
        CellSpan(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells if top < len(rows)
    )
    return Grid(
        name=sheet.name,
        rows=rows,
        spans=spans,
        hidden=sheet.visibility != 0,
        hidden_rows=frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden and row < len(rows)),
        hidden_columns=frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        unread=tuple(Unread(0, sheet.name, "", f"工作表里有{what}，没有读，请核对") for what in _beside(book, number)),
    )


def _beside(book: Any, number: int) -> list[str]:
    """The kinds of objects that a sheet contains besides its cells, in Chinese.

    Source  [MS-XLS] 2.4.181 (Obj), 2.5.143 (FtCmo: its type stands at byte 4), 2.4.21 (BOF), 2.4.103 (EOF)
    """
    found: set[str] = set()
    at, depth = book._sh_abs_posn[number], 0
    while at + 4 <= len(book.mem):
        record, length = struct.unpack_from("<HH", book.mem, at)
        depth += (record in _BOF) - (record == _EOF)
        if record == _OBJ and length >= 6:
            found.add(_OBJECTS.get(struct.unpack_from("<H", book.mem, at + 8)[0], "图片或图形"))
        if depth <= 0:
            break
        at += 4 + length
    return sorted(found - {""})


def _shown(book: Any, cell: Any) -> Cell:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return Cell(str(cell.value))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return shown(float(cell.value), _format(book, cell), book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell("TRUE" if cell.value else "FALSE")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Cell(error_text_from_code.get(cell.value, "#N/A"), "error")
    return EMPTY


def _format(book: Any, cell: Any) -> str:
    style = book.xf_list[cell.xf_index] if cell.xf_index is not None and cell.xf_index < len(book.xf_list) else None
    if style is None:
        return "General"
    own = book.format_map.get(style.format_key)
    if style.format_key in BUILT_IN and (own is None or style.format_key < 164):
        return BUILT_IN[style.format_key]
    return str(own.format_str) if own is not None else "General"
