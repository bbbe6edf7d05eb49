"""Old workbooks of Excel and WPS: formats, errors, what is hidden, and what is refused."""

from typing import Any

import pytest
import xlrd
import xlwt
from xlrd.biffh import XLRDError

from site_builder.sheets.grid import Cell
from site_builder.sheets.limits import TableError
from site_builder.sheets.xls_reading import read_xls
from tests.sheets.books import saved


def test_errors_in_an_xls() -> None:
    made = xlwt.Workbook()
    row = made.add_sheet("表").row(0)
    for column, code in enumerate((0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A)):
        row.set_cell_error(column, code)
    shown = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
    assert read_xls(saved(made))[0].rows == (tuple(Cell(text, "error") for text in shown),)


def test_a_cell_of_an_xls_whose_style_is_not_there_is_shown_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    made = xlwt.Workbook()
    made.add_sheet("表").write(0, 0, 45657, xlwt.easyxf(num_format_str="0.00"))

    def damaged(**given: Any) -> Any:
        book = open_workbook(**given)
        book.sheet_by_index(0)
        book.xf_list = []
        return book

    open_workbook = xlrd.open_workbook
    monkeypatch.setattr("site_builder.sheets.xls_reading.xlrd.open_workbook", damaged)
    assert read_xls(saved(made))[0].rows == ((Cell("45657", "number"),),)


def test_formats_and_what_is_hidden_in_an_xls() -> None:
    made = xlwt.Workbook(encoding="utf-8")
    page = made.add_sheet("表")
    for column, (value, code) in enumerate(
        [(45657, 'yyyy"年"m"月"'), (0.5, "0%"), (1234.5, "#,##0.00"), (45657, "yyyy/m/d"), (2.5, "0.000")]
    ):
        page.write(0, column, value, xlwt.easyxf(num_format_str=code))
    page.write(1, 0, "甲")
    page.row(1).hidden = True
    page.col(1).hidden = True
    made.add_sheet("藏").visibility = 1
    first, second = read_xls(saved(made))
    assert first.rows[0] == (
        Cell("2024年12月", "date", "2024-12-31"), Cell("50%", "number"), Cell("1,234.50", "number"), Cell("2024/12/31", "date", "2024-12-31"), 
        Cell("2.500", "number"),
    )  # fmt: skip
    assert (first.hidden_rows, first.hidden_columns, first.hidden) == (frozenset({1}), frozenset({1}), False)
    assert (second.name, second.hidden, second.rows) == ("藏", True, ())


def refused_as(raw: bytes) -> tuple[str, str]:
    with pytest.raises(TableError) as refused:
        read_xls(raw)
    return refused.value.code, str(refused.value)


def test_xls_files_that_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    made = xlwt.Workbook()
    for name in ("一", "二"):
        made.add_sheet(name).write(0, 0, "甲")
    raw = saved(made)
    assert [grid.name for grid in read_xls(raw)] == ["一", "二"]
    for damaged in (b"", b"x", raw[:8] + bytes(600), raw[:1500]):
        assert refused_as(damaged) == ("unreadable", "不是完好的 Excel（.xls）或 WPS（.et）表格")
    less = "；请把台账单独存成一个文件，删去空白的行和列"
    monkeypatch.setattr("site_builder.sheets.xls_reading.SHEETS", 1)
    assert refused_as(raw) == ("too-large", "表格太大：有 2 张工作表" + less)
    monkeypatch.setattr("site_builder.sheets.xls_reading.LARGEST", 1024 * 1024)
    assert refused_as(bytes(1024 * 1024 + 1)) == ("too-large", "表格太大：文件超过 1 MB" + less)


def test_an_xls_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(**_: object) -> None:
        raise XLRDError("Workbook is encrypted")

    monkeypatch.setattr("site_builder.sheets.xls_reading.xlrd.open_workbook", locked)
    assert refused_as(b"x") == ("encrypted", "文件加了密码，请去掉密码再导入")
