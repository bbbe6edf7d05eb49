"""Workbooks that we write, to the letter."""
# ruff: noqa: E501  one case a row

import hashlib
import io
import zipfile
from types import SimpleNamespace
from typing import Any

import pytest

from site_builder.sheets.ledger_sheet import CHOICES, KNOWN, TO_FILL, office_ledger, public_ledger
from site_builder.sheets.xlsx_parts import LONGEST, escaped, fixed_parts, zipped
from site_builder.sheets.xlsx_reading import properties_of, read_xlsx, unescaped
from site_builder.sheets.xlsx_writing import Sheet, WrittenColumn, workbook


def parts_of(raw: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None
        assert {(each.compress_type, each.date_time) for each in archive.infolist()} == {(0, (1980, 1, 1, 0, 0, 0))}
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_sheet_to_the_letter() -> None:
    columns = (WrittenColumn("序号", 6), WrittenColumn("状态", 14, True, ('已"完成"', "在办")))
    sheet = Sheet("台账", "标题", "说<明", columns, [["1", ""], ["=1", "＋甲&乙"]], {"a": "b", "c<": "d"})
    parts = parts_of(workbook(sheet))
    assert parts["xl/worksheets/sheet1.xml"] == (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<dimension ref="A1:B5"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
        '<col min="1" max="1" width="6" customWidth="1" style="4"/><col min="2" max="2" width="14" customWidth="1" style="6"/>'
        '</cols><sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t xml:space="preserve">标题</t></is></c></row>'
        '<row r="2"><c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">说&lt;明</t></is></c></row>'
        '<row r="3"><c r="A3" s="3" t="inlineStr"><is><t xml:space="preserve">序号</t></is></c>'
        '<c r="B3" s="7" t="inlineStr"><is><t xml:space="preserve">状态</t></is></c></row>'
        '<row r="4"><c r="A4" s="4" t="inlineStr"><is><t xml:space="preserve">1</t></is></c><c r="B4" s="6"/></row>'
        '<row r="5"><c r="A5" s="5" t="inlineStr"><is><t xml:space="preserve">=1</t></is></c>'
        '<c r="B5" s="6" t="inlineStr"><is><t xml:space="preserve">＋甲&amp;乙</t></is></c></row>'
        '</sheetData><mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
        '<dataValidations count="1"><dataValidation type="list" errorStyle="warning" allowBlank="1" showInputMessage="1" '
        'showErrorMessage="1" errorTitle="状态" error="请从列表中选一项" sqref="B4:B5"><formula1>"已&quot;完成&quot;,在办"</formula1>'
        "</dataValidation></dataValidations>"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="8" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>"
    )
    assert parts["docProps/custom.xml"] == (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="a"><vt:lpwstr>b</vt:lpwstr></property>'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="c&lt;"><vt:lpwstr>d</vt:lpwstr></property></Properties>'
    )
    assert properties_of(workbook(sheet)) == {"a": "b", "c<": "d"}
    empty = parts_of(workbook(sheet._replace(rows=[], name="[甲]:*" + "乙" * 40)))
    assert "dataValidation" not in empty["xl/worksheets/sheet1.xml"]
    assert f'<sheet name="甲{"乙" * 30}" sheetId="1"' in empty["xl/workbook.xml"]
    assert '<sheet name="台账"' in parts_of(workbook(sheet._replace(name="?*")))["xl/workbook.xml"]


def test_the_parts_that_are_the_same_in_every_workbook() -> None:
    """Their bytes do not change without somebody meaning it; that Office and others read them, tests/sheets/test_writing.py sees."""
    found = {name: hashlib.sha256(content).hexdigest()[:12] for name, content in fixed_parts('台"账').items()}
    assert found == FIXED
    assert hashlib.sha256(zipped({"a": b"1", "乙": b"23"})).hexdigest()[:12] == PACKED


FIXED = {
    "[Content_Types].xml": "7b41de8bdde7", "_rels/.rels": "d4c80de4d4b9", "xl/workbook.xml": "bca92248232c",
    "xl/_rels/workbook.xml.rels": "1b2fc82d18a6", "xl/styles.xml": "25f15ce2a3b9", "docProps/core.xml": "9fa4bd77a2fb",
}  # fmt: skip
PACKED = "1b48480e4548"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲<乙&丙>", "甲&lt;乙&amp;丙&gt;"), ("a\rb", "a\nb"), ("a\x07b", "a_x0007_b"), ("_x0041_", "_x005F_x0041_"), ("_x00_", "_x00_"),
        ("\ud800\ufffe\uffff", "\ufffd\ufffd\ufffd"), ("a\tb\nc", "a\tb\nc"), ("甲" * LONGEST, "甲" * LONGEST),
        ("甲" * (LONGEST + 1), "甲" * (LONGEST - 20) + "……（以下见网页）"),
    ],
)  # fmt: skip
def test_words_as_xml(text: str, words: str) -> None:
    assert escaped(text) == words
    columns = (WrittenColumn("一", 1), WrittenColumn("二", 1))
    sheet = parts_of(workbook(Sheet("甲", "乙", "丙", columns, [["丁&", text], ["戊", ""]], {})))[
        "xl/worksheets/sheet1.xml"
    ]
    for place, told in (("A4", "丁&amp;"), ("B4", words), ("A5", "戊")):
        assert f'<c r="{place}" s="4" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>' in sheet


def test_escapes_are_read_back() -> None:
    assert [unescaped(each) for each in ("a_x000A_b", "_x005F_x0041_", "_x00G0_", "x")] == [
        "a\nb",
        "_x0041_",
        "_x00G0_",
        "x",
    ]


# ---- ledgers ----------------------------------------------------------------------------------------------------------------


def view(**given: Any) -> SimpleNamespace:
    return SimpleNamespace(**given)


def ledger_row(**given: Any) -> Any:
    item = view(
        number=None,
        id="p3",
        category=None,
        title="甲",
        responsible=(),
        due=(),
        marks=(),
        status=view(label="已完成", continuing=False),
    )
    return view(
        item=view(**{**vars(item), **given.pop("item", {})}),
        **{"measures": (), "latest": None, "closing": None, **given},
    )


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (ledger_row(), ["3", "p3", "", "甲", "原文未载明", "原文未载明", "原文未载明", "已完成", "原文未载明", "", "", "未载明销号"]),
        (
            ledger_row(
                item={
                    "number": "（二）", "category": "乙", "status": view(label="在办", continuing=True), "marks": (view(label="逾期"), view(label="存疑")),
                    "responsible": (view(unit="丙局", role="牵头", about_label="道路"), view(unit="丁局", role=None, about_label=None), view(unit="戊局", role=None, about_label="桥")),
                    "due": (view(by_label="年底", about_label=None), view(by_label="六月", about_label="道路")),
                },
                measures=("修", "补"),
                latest=view(quote=view(words="已修"), basis_label="报告", evidence=view(title="文件"), as_of="2026-01-02"),
                closing=view(by="巡察办", date="2026-02-03", ref=None),
            ),
            ["（二）", "p3", "乙", "甲", "措施1 修\n措施2 补", "丙局（牵头，道路）\n丁局\n戊局（桥）", "年底\n六月（道路）", "在办，长期坚持\n逾期\n存疑", "已修",
             "报告：文件", "2026-01-02", "巡察办，2026-02-03"],
        ),
        (
            ledger_row(measures=("修",), latest=view(quote=None, basis_label="通报", evidence=None, as_of=None), closing=view(by="甲", date="乙", ref="丙号")),
            ["3", "p3", "", "甲", "修", "原文未载明", "原文未载明", "已完成", "原文未载明", "通报", "原文未署日期", "甲，乙，丙号"],
        ),
    ],
)  # fmt: skip
def test_a_ledger_as_a_workbook(row: Any, cells: list[str]) -> None:
    ref: Any = view(slug="n", title="某通报")
    public, office = public_ledger(ref, [row], "https://x.invalid/n/"), office_ledger(ref, [row])
    (read,), (filled,) = read_xlsx(public), read_xlsx(office)
    assert [read.at(3, column).text for column in range(read.width)] == cells
    assert [filled.at(3, column).text for column in range(len(KNOWN) + len(TO_FILL))] == [*cells, "", "", "", ""]
    assert [cell.text for cell in filled.rows[2]] == [each.name for each in (*KNOWN, *TO_FILL)]
    assert (read.name, read.rows[0][0].text, read.rows[1][0].text) == (
        "整改台账",
        "某通报",
        "共 1 项，依原文次序。来源：https://x.invalid/n/",
    )
    assert (filled.name, filled.rows[0][0].text) == ("整改台账", "某通报")
    assert filled.rows[1][0].text == (
        "只填右边黄色的四列，每项一行：本次进展写这次做了什么；本次状态从列表中选，没有变化就空着；本次日期写成 2027-01-15；依据材料写文件名称。不要改左边的列，也不要改编号。"
    )
    assert properties_of(public) == {"taizhang.notice": "n", "taizhang.form": "public"}
    assert properties_of(office) == {"taizhang.notice": "n", "taizhang.form": "progress"}
    assert ",".join(CHOICES) in parts_of(office)["xl/worksheets/sheet1.xml"]
