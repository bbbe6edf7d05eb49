"""Workbooks read from XML as other programs write it: every cell as it is shown, merged ranges, what is hidden, what is not read."""
# ruff: noqa: E501  one case a row

import io
import zipfile
from pathlib import Path

import pytest

from site_builder.sheets.grid import Cell, CellSpan, Grid, Unread
from site_builder.sheets.limits import TableError
from site_builder.sheets.ods_reading import read_ods
from site_builder.sheets.workbook import read_tables
from site_builder.sheets.xls_reading import read_xls
from site_builder.sheets.xlsx_reading import properties_of, read_xlsx, table
from tests.sheets.books import xls

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"


def zip_of(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(*links: tuple[str, str, str]) -> str:
    """Takes   links: identifier, the end of the kind, target"""
    each = "".join(f'<Relationship Id="{a}" Type="{R}/{b}" Target="{c}"/>' for a, b, c in links)
    return f'<Relationships xmlns="{P}">{each}</Relationships>'


STRINGS = f'<sst {S}><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙_x000A_丁</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si></sst>'
STYLES = (
    f'<styleSheet {S}><numFmts><numFmt numFmtId="165" formatCode="0.0"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="999"/><xf/></cellXfs></styleSheet>'
)


def book(
    data: str, *, more: str = "", sheets: str = '<sheet name="表" r:id="rId1"/>', workbook_pr: str = "", **parts: str
) -> bytes:
    """An .xlsx of one sheet with these rows (`data`) and what stands behind them (`more`)."""
    return zip_of(
        **{
            "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{R}">{workbook_pr}<sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"), ("rId3", "styles", "styles.xml"),
                ("rId4", "chartsheet", "worksheets/sheet1.xml")),
            "xl/sharedStrings.xml": STRINGS,
            "xl/styles.xml": STYLES,
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{data}{more}</worksheet>",
            **parts,
        }
    )  # fmt: skip


FIRST = '<c t="s"><v>0</v></c>'


def data(*cells: str) -> str:
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', Cell("甲")),
        ('<c r="A1" t="s"><v>1</v></c>', Cell("乙丙\n丁")),
        ('<c r="A1" t="inlineStr"><is><t>a_x0041_</t></is></c>', Cell("aA")),
        ('<c r="A1" t="str"><f>B1</f><v>甲_x0041_</v></c>', Cell("甲A")),
        ('<c r="A1" t="str"><v>1.50</v></c>', Cell("1.50")),
        ('<c r="A1" t="inlineStr"><is><t><![CDATA[<c r="B1"/>甲]]></t></is></c>', Cell('<c r="B1"/>甲')),
        ('<c r="A1" t="d"><v>2026-01-02</v></c>', Cell("2026-01-02")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Cell("#REF!", "error")),
        ('<c r="A1" t="b"><v>1</v></c>', Cell("TRUE")),
        ('<c r="A1" t="b"><v> 0 </v></c>', Cell("FALSE")),
        ('<c r="A1" t="b"><v>x</v></c>', Cell("x")),
        ('<c r="A1"><v>1.25</v></c>', Cell("1.25", "number")),
        ('<c r="A1" s="1"><v>45657</v></c>', Cell("2024/12/31", "date", "2024-12-31")),
        ('<c r="A1" s="2"><v>1.25</v></c>', Cell("1.3", "number")),
        ('<c r="A1" s="3"><v>1.25</v></c>', Cell("1.25", "number")),
        ('<c r="A1" s="4"><v>1.25</v></c>', Cell("1.25", "number")),
        ('<c r="A1" s="5"><v>1.25</v></c>', Cell("1.25", "number")),
        ('<c r="A1"><v>x_x0041_</v></c>', Cell("xA")),
    ],
)  # fmt: skip
def test_cells_of_an_xlsx(cell: str, shown: Cell) -> None:
    (made,) = read_xlsx(book(data(cell)))
    assert made.rows == ((shown,),)
    assert (made.name, made.hidden, made.unread) == ("表", False, ())


def test_places_spans_and_what_is_hidden_in_an_xlsx() -> None:
    rows = ('<sheetData><row><c t="s"><v>0</v></c><c><v>1</v></c></row><row r="3" hidden="1"><c r="C3"><v>2</v></c><c><v>3</v></c></row>'
            '<row hidden="true"><c><v>4</v></c></row><row r="9" hidden="1"/></sheetData>')  # fmt: skip
    more = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C3"/><mergeCell ref="A40:B41"/><mergeCell ref="x"/></mergeCells>'
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" hidden="true"/><col max="1" hidden="true"/><col min="6" max="6" hidden="0"/><col min="399" max="9999" hidden="1"/></cols>'
    (made,) = read_xlsx(book(columns + rows, more=more))
    assert [[cell.text for cell in row] for row in made.rows] == [["甲", "1"], [], ["", "", "2", "3"], ["4"]]
    assert made.spans == (CellSpan(0, 0, 1, 1), CellSpan(2, 2, 2, 2))
    assert made.hidden_rows == frozenset({2, 3})
    assert made.hidden_columns == frozenset({0, 1, 2, 398, 399})


def test_what_is_not_read_of_an_xlsx_is_said() -> None:
    cells = data(
        '<c r="B1"><f>A1+1</f></c>', '<c r="C1" t="str"><f>A1</f><v></v></c>', '<c r="D1"><v>1</v></c>', '<c r="E1"/>'
    )
    links = relations(
        ("a", "drawing", "../drawings/d.xml"),
        ("b", "comments", "c.xml"),
        ("c", "threadedComment", "d.xml"),
        ("d", "oleObject", "e"),
        ("e", "hyperlink", "f"),
    )
    (made,) = read_xlsx(book(cells, **{"xl/worksheets/_rels/sheet1.xml.rels": links}))
    assert [[cell.text for cell in row] for row in made.rows] == [["", "", "", "1"]]
    assert made.unread == (
        Unread(0, "表!B1", "=A1+1", "公式没有存下结果，没有读到；在 Excel 里打开再存一次"),
        Unread(0, "表", "", "工作表里有图片或图形，没有读，请核对"),
        Unread(0, "表", "", "工作表里有嵌入的文件，没有读，请核对"),
        Unread(0, "表", "", "工作表里有批注，没有读，请核对"),
    )


@pytest.mark.parametrize(
    ("kind", "what"),
    [("threadedComment", "批注"), ("comments", "批注"), ("drawing", "图片或图形"), ("oleObject", "嵌入的文件")],
)
def test_what_a_sheet_has_beside_its_cells(kind: str, what: str) -> None:
    (made,) = read_xlsx(book(data(FIRST), **{"xl/worksheets/_rels/sheet1.xml.rels": relations(("a", kind, "x.xml"))}))
    assert made.unread == (Unread(0, "表", "", f"工作表里有{what}，没有读，请核对"),)


def test_sheets_of_an_xlsx() -> None:
    sheets = '<sheet name="甲" r:id="rId1"/><sheet name="乙" state="hidden" r:id="rId1"/><sheet name="图" r:id="rId4"/><sheet name="无" state="veryHidden" r:id="rId9"/>'
    made = read_xlsx(
        book(data('<c r="A1" s="1"><v>1</v></c>'), sheets=sheets, workbook_pr='<workbookPr date1904="true"/>')
    )
    assert [(each.name, each.hidden, each.rows) for each in made] == [
        ("甲", False, ((Cell("1904/1/2", "date", "1904-01-02"),),)),
        ("乙", True, ((Cell("1904/1/2", "date", "1904-01-02"),),)),
        ("图", False, ()),
        ("无", True, ()),
    ]
    assert made[2].unread == (Unread(0, "图", "", "不是普通的工作表（图表等），没有读"),)


def test_parts_of_an_xlsx_in_other_places() -> None:
    elsewhere = {"_rels/.rels": relations(("r1", "officeDocument", "/b/book.xml")),
                 "b/book.xml": f'<workbook {S} xmlns:r="{R}"><sheets><sheet name="表" r:id="a"/></sheets></workbook>',
                 "b/_rels/book.xml.rels": relations(("a", "worksheet", "../s.xml"), ("b", "sharedStrings", "/t.xml")), "t.xml": STRINGS,
                 "s.xml": f'<worksheet {S}>{data(FIRST)}</worksheet>'}  # fmt: skip
    assert read_xlsx(zip_of(**elsewhere))[0].rows == ((Cell("甲"),),)
    outside = f'<Relationships xmlns="{P}"><Relationship Id="a" TargetMode="External" Type="{R}/worksheet" Target="../s.xml"/></Relationships>'
    assert (
        read_xlsx(zip_of(**{**elsewhere, "b/_rels/book.xml.rels": outside}))[0]
        .unread[0]
        .why.startswith("不是普通的工作表")
    )
    bare = book(
        data(FIRST),
        **{
            "_rels/.rels": relations(),
            "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
        },
    )
    assert read_xlsx(bare)[0].rows == ((Cell("甲"),),)


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        ({"_rels/.rels": relations(("a", "officeDocument", "xl/workbook.bin"))}, "unknown-format", "xlsb"),
        ({"a": "b"}, "unreadable", "文件里没有工作簿"),
        ({"xl/workbook.xml": "<a"}, "unreadable", "不是完好的 Excel（.xlsx）文件"),
        ({"xl/workbook.xml": f'<workbook {S}><sheets>{"<sheet/>" * 201}</sheets></workbook>'}, "too-large", "有 201 张工作表"),
    ],
)  # fmt: skip
def test_xlsx_files_that_are_refused(parts: dict[str, str], code: str, words: str) -> None:
    with pytest.raises(TableError, match=words) as refused:
        read_xlsx(zip_of(**parts))
    assert refused.value.code == code


def test_properties_of_other_files() -> None:
    assert [properties_of(raw) for raw in (b"", zip_of(a="b"), zip_of(**{"docProps/custom.xml": "<a"}))] == [{}, {}, {}]


def test_cells_as_rows() -> None:
    a, b = Cell("a"), Cell("b")
    assert table({}) == ()
    assert table({(1, 2): a, (1, 0): b}) == ((), (b, Cell(), a))


# ---- reading .ods and .xls -----------------------------------------------------------------------------------------------------

ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="ta1"><style:table-properties t:display="false"/></style:style>'
    '<style:style style:name="ta2"><style:table-properties t:display="true"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def ods(*sheets: str, **parts: str) -> list[Grid]:
    return read_ods(zip_of(**{"content.xml": ODS.format("".join(sheets)), **parts}))


def sheet(rows: str, name: str = "表", style: str = "ta2") -> str:
    return f'<t:table t:name="{name}" t:style-name="{style}">{rows}</t:table>'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<t:table-cell><x:p>甲</x:p><x:p>乙</x:p></t:table-cell>", Cell("甲\n乙")),
        ('<t:table-cell office:value-type="float"><x:p>1.50</x:p></t:table-cell>', Cell("1.50", "number")),
        ('<t:table-cell office:value-type="percentage"><x:p>5%</x:p></t:table-cell>', Cell("5%", "number")),
        ('<t:table-cell office:value-type="currency"><x:p>5元</x:p></t:table-cell>', Cell("5元", "number")),
        ('<t:table-cell office:value-type="string"><x:p>5</x:p></t:table-cell>', Cell("5")),
        ('<t:table-cell office:value-type="date" office:date-value="2026-01-02T03:04:05"><x:p>1月2日</x:p></t:table-cell>', Cell("1月2日", "date", "2026-01-02")),
        ('<t:table-cell office:value-type="date"><x:p>1月2日</x:p></t:table-cell>', Cell("1月2日", "date", None)),
        ('<t:table-cell office:value-type="string" calcext:value-type="error"><x:p>#REF!</x:p></t:table-cell>', Cell("#REF!", "error")),
        ('<t:table-cell office:value-type="string" t:formula="of:=A1"><x:p>#N/A</x:p></t:table-cell>', Cell("#N/A", "error")),
        ('<t:table-cell office:value-type="string"><x:p>#N/A</x:p></t:table-cell>', Cell("#N/A")),
        ('<t:table-cell office:value-type="string" t:formula="of:=A1"><x:p>甲</x:p></t:table-cell>', Cell("甲")),
        ('<t:table-cell><x:p>甲<x:s x:c="3"/>乙<x:s/>丙<x:s x:c="x"/><x:tab/>丁<x:line-break/>戊<x:span>己<x:a>庚</x:a></x:span>辛</x:p></t:table-cell>',
         Cell("甲   乙 丙 \t丁\n戊己庚辛")),
        ("<t:table-cell><x:p><x:span>甲</x:span></x:p></t:table-cell>", Cell("甲")),
        ("<t:table-cell><x:p>甲<office:annotation><x:p>注</x:p></office:annotation>乙<!-- 丙 --></x:p></t:table-cell>", Cell("甲乙")),
    ],
)  # fmt: skip
def test_cells_of_an_ods(cell: str, shown: Cell) -> None:
    assert ods(sheet(f"<t:table-row>{cell}</t:table-row>"))[0].rows == ((shown,),)


def test_places_spans_and_what_is_hidden_in_an_ods() -> None:
    made = ods(
        sheet('<t:shapes/><t:table-columns><t:table-column/></t:table-columns><t:table-column-group><t:table-header-columns>'
              '<t:table-column t:number-columns-repeated="2" t:visibility="collapse"/></t:table-header-columns></t:table-column-group>'
              '<t:table-column t:visibility="visible"/><t:table-column t:visibility="filter"/>'
              '<t:table-header-rows><t:table-row><t:table-cell t:number-columns-repeated="2"><x:p>甲</x:p></t:table-cell>'
              '<t:table-cell t:number-columns-spanned="2" t:number-rows-spanned="2"><x:p>乙</x:p></t:table-cell><t:covered-table-cell/>'
              '<t:table-cell><x:p>丙</x:p></t:table-cell></t:table-row></t:table-header-rows>'
              '<t:table-row-group><t:table-rows><t:table-row t:number-rows-repeated="2" t:visibility="collapse"><t:table-cell/>'
              '<t:table-cell><x:p>丁</x:p><office:annotation/></t:table-cell><t:covered-table-cell><x:p>遮</x:p></t:covered-table-cell></t:table-row></t:table-rows></t:table-row-group>'
              '<t:table-row t:number-rows-repeated="1000000" t:visibility="filter"><t:table-cell t:number-columns-repeated="1000"/></t:table-row>'
              '<t:table-row><t:table-cell t:number-rows-spanned="2"/></t:table-row>'),
        sheet('<t:table-row><t:table-cell><x:p>戊</x:p><draw:frame/></t:table-cell></t:table-row>', "藏", "ta1"),
    )  # fmt: skip
    assert [[cell.text for cell in row] for row in made[0].rows] == [
        ["甲", "甲", "乙", "", "丙"],
        ["", "丁"],
        ["", "丁"],
    ]
    assert made[0].spans == (CellSpan(0, 2, 1, 3),)
    assert (made[0].hidden_rows, made[0].hidden_columns) == (frozenset({1, 2}), frozenset({1, 2, 4}))
    assert [(each.name, each.hidden) for each in made] == [("表", False), ("藏", True)]
    assert made[0].unread == (
        Unread(0, "表", "", "工作表里有批注，没有读，请核对"),
        Unread(0, "表", "", "工作表里有图片或图形，没有读，请核对"),
    )
    assert made[1].unread == (Unread(0, "藏", "", "工作表里有图片或图形，没有读，请核对"),)


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        ({"a": "b"}, "unreadable", "文件里没有内容"),
        ({"content.xml": "<a"}, "unreadable", "不是完好的 .ods 文件"),
        ({"content.xml": "<a/>", "META-INF/manifest.xml": "<encryption-data/>"}, "encrypted", "加了密码"),
        ({"content.xml": ODS.format("<t:table/>" * 201)}, "too-large", "有 201 张工作表"),
        ({"content.xml": ODS.format(sheet('<t:table-row><t:table-cell t:number-columns-repeated="401"><x:p>甲</x:p></t:table-cell></t:table-row>'))},
         "too-large", "一行有 401 列"),
        ({"content.xml": ODS.format(sheet('<t:table-row t:number-rows-repeated="20001"><t:table-cell><x:p>甲</x:p></t:table-cell></t:table-row>'))},
         "too-large", "第 20001 行还有内容"),
    ],
)  # fmt: skip
def test_ods_files_that_are_refused(parts: dict[str, str], code: str, words: str) -> None:
    with pytest.raises(TableError, match=words) as refused:
        read_ods(zip_of(**parts))
    assert refused.value.code == code


@pytest.mark.parametrize(("given", "times"), [("2", 2), ("12", 12), ("0", 1), ("-1", 1), ("x", 1), ("100000000", 1)])
def test_how_often_a_row_is_repeated(given: str, times: int) -> None:
    """What is no number, or one that no table has rows for, stands for one row."""
    blank = f'<t:table-row t:number-rows-repeated="{given}"/>'
    (made,) = ods(sheet(f"{blank}<t:table-row><!-- 乙 --><t:table-cell><x:p>甲</x:p></t:table-cell></t:table-row>"))
    assert [[cell.text for cell in row] for row in made.rows] == [[]] * times + [["甲"]]


def test_a_row_is_repeated_up_to_the_last_that_is_counted() -> None:
    with pytest.raises(TableError, match="第 100000000 行还有内容"):
        ods(
            sheet(
                '<t:table-row t:number-rows-repeated="99999999"/><t:table-row><t:table-cell><x:p>甲</x:p></t:table-cell></t:table-row>'
            )
        )


def test_an_xls() -> None:
    (made,) = read_xls(xls([["序号", "问题", ""], [1, "甲", True], [2.5, "", False]], [(0, 1, 0, 2)], "表"))
    assert [[cell.text for cell in row] for row in made.rows] == [
        ["序号", "问题"],
        ["1", "甲", "TRUE"],
        ["2.5", "", "FALSE"],
    ]
    assert [cell.kind for cell in made.rows[1]] == ["number", "text", "text"]
    assert (made.name, made.spans, made.hidden, made.unread) == ("表", (CellSpan(0, 1, 0, 2),), False, ())
    assert read_tables(xls([["甲"]]), bytes.decode)[0].rows == ((Cell("甲"),),)
    assert read_tables(book(data(FIRST)), bytes.decode)[0].rows == ((Cell("甲"),),)
    odf = zip_of(
        **{"content.xml": ODS.format(sheet("<t:table-row><t:table-cell><x:p>甲</x:p></t:table-cell></t:table-row>"))}
    )
    assert read_tables(odf, bytes.decode)[0].rows == ((Cell("甲"),),)
    drawn = (Path(__file__).parents[2] / "importing/office/drawn.xls").read_bytes()
    page = read_xls(drawn)[0]
    assert page.unread == tuple(
        Unread(0, page.name, "", f"工作表里有{what}，没有读，请核对") for what in ("图片或图形", "图表", "批注")
    )
    with pytest.raises(TableError, match="不是完好的 Excel（.xls）或 WPS（.et）表格") as refused:
        read_xls(b"\x09\x08\x10\x00")
    assert refused.value.code == "unreadable"
