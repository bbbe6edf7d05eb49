"""A formula is read by the value that its file holds, as the cell shows it; one without a value is said."""

from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from site_builder.sheets.workbook import read_tables
from tests.sheets.books import converted, imported, saved, saved_ods
from tests.sheets.test_formats import OPEN, SHEET, bomb


def shown(raw: bytes) -> list[str]:
    return [cell.text for cell in read_tables(raw, bytes.decode)[0].rows[0]]


def test_excel() -> None:
    """Numbers, words, truths and errors (ECMA-376 part 1, 18.18.11); no value: empty, and said."""
    cells = (
        b'<c r="A1"><f>SUM(1,2)</f><v>3</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
        b'<c r="C1" t="b"><f>1=1</f><v>1</v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f>NOW()</f></c><c r="F1"><v>7</v></c>'
    )
    raw = bomb(SHEET, OPEN + b'<row r="1">' + cells + b"</row></sheetData></worksheet>")
    assert shown(raw) == ["3", "ab", "TRUE", "#DIV/0!", "", "7"]
    (unread,) = read_tables(raw, bytes.decode)[0].unread
    assert (unread.place, unread.text) == ("整改台账!E1", "=NOW()")


def test_open_document() -> None:
    document = OpenDocumentSpreadsheet()
    table, row = Table(name="台账"), TableRow()
    for formula, kind, value, words in (
        ("of:=1+2.5", "float", "3.5", "3.50万元"),
        ("of:=DATE(2026;12;31)", "date", "2026-12-31", "2026年12月"),
    ):
        given = {"value": value} if kind == "float" else {"datevalue": value}
        cell = TableCell(formula=formula, valuetype=kind, **given)
        cell.addElement(P(text=words))
        row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    raw = saved_ods(document)
    assert shown(raw) == ["3.50万元", "2026年12月"]
    assert read_tables(raw, bytes.decode)[0].rows[0][1].day == "2026-12-31"


@pytest.mark.audit
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_libreoffice_works_out(kind: str, tmp_path: Path) -> None:
    """openpyxl writes formulas without their values; LibreOffice saves both."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "台账"
    for place, formula in (("A1", "=1+2"), ("B1", '="整改"&"台账"'), ("C1", "=DATE(2026,12,31)"), ("D1", "=1/0")):
        sheet[place] = formula
    sheet["A1"].number_format, sheet["C1"].number_format = "0.00", 'yyyy"年"m"月"d"日"'
    source = imported(saved(book), "台账.xlsx", tmp_path)
    assert read_tables(source.read_bytes(), bytes.decode)[0].rows == ()
    again = converted(source, kind)
    if again is None:
        pytest.skip("no LibreOffice on this machine")
    assert shown(again.read_bytes()) == ["3.00", "整改台账", "2026年12月31日", "#DIV/0!"]
