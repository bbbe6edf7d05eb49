# ruff: noqa: E501  markup reads better unbroken
"""What a reader leaves out or changes is said: one sample for each kind of thing in each format, beside the tests of single readers."""

import io
import struct
from pathlib import Path
from typing import NamedTuple

import olefile
import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableColumnProperties, TableProperties, TableRowProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font, PatternFill
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.importing.office.make import HERE
from tests.importing.office.ofd_file import NS, ofd
from tests.importing.office.rich import BODY, flat
from tests.importing.office.test_pages import LEAD, pdf, say
from tests.importing.test_word import p, read, run
from tests.sheets.books import Rows, converted, drafted, imported, ods, saved, saved_ods, xlsx

PICTURE = "文件里有 1 张图，图里的字没有读，请核对"
EMBEDDED = "文件里嵌着另一份文件，没有读，请核对"
ATTACHED = "文件里夹带着这个附件，没有读，要的话请单独导入"
WORDS = "the words of a page that are long enough to be read"
SPACES = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'


def flat_odt(body: str, styles: str = "") -> bytes:
    whole = flat().replace(BODY, body)
    return whole.replace("<office:body>", f"{styles}<office:body>", 1).encode()


def rtf(words: str) -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg936 {words}\\par}}".encode("ascii")


def with_storage(raw: bytes) -> bytes:
    """An old Word file whose container has a storage in ObjectPool, as embedded files are kept ([MS-DOC] 2.1, [MS-CFB] 2.6.1)."""
    changed = bytearray(raw)
    none, last = b"\xff\xff\xff\xff", "\5DocumentSummaryInformation"
    with olefile.OleFileIO(io.BytesIO(raw)) as file:
        number = [entry.name if entry else "" for entry in file.direntries].index(last)
    for old, new, child in (("\1CompObj", "ObjectPool", struct.pack("<I", number)), (last, "_1", none)):
        at = raw.index(old.encode("utf-16-le"))
        name = new.encode("utf-16-le")
        changed[at : at + 64] = name.ljust(64, b"\0")
        changed[at + 64 : at + 67] = bytes((len(name) + 2, 0, 1))  # 1: a storage
        changed[at + 76 : at + 80] = child
    summary = raw.index("\5SummaryInformation".encode("utf-16-le"))
    changed[summary + 72 : summary + 76] = none  # the second is no longer beside it
    return bytes(changed)


def noted_pdf() -> bytes:
    from tests.views.test_evidence_formats import drawn_pdf

    writer = PdfWriter(io.BytesIO(drawn_pdf(WORDS)))
    writer.add_annotation(0, FreeText(text="内部意见", rect=(1, 1, 90, 90)))
    writer.add_attachment("附件.docx", b"PK")
    return saved_ods(writer)


def recognised_pdf() -> bytes:
    """A picture over the whole page, and words that are not drawn (ISO 32000-1, 9.3.6: mode 3)."""
    picture = "q 400 0 0 600 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    return pdf(picture + "3 Tr\n" + say(WORDS))


def attached_ofd() -> bytes:
    document = f'<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>'
    listed = f'<ofd:Attachments {NS}><ofd:Attachment ID="1" AttachmentName="整改台账.xlsx" FileLoc="a.xlsx"/></ofd:Attachments>'
    return ofd([LEAD], {"Doc_0/Document.xml": document, "Doc_0/Attachs/Attachments.xml": listed})


class Lost(NamedTuple):
    """`kept`: what the text is; `aside`, `doubt`: what is said of what it is not."""

    raw: bytes
    name: str
    kept: str
    aside: str = ""
    doubt: str = ""


LOST = {
    "odt: a comment": Lost(flat_odt("<text:p>甲<office:annotation><text:p>请核对</text:p></office:annotation>乙</text:p>"), "a.fodt", "甲乙", aside="请核对 批注"),
    "odt: a header": Lost(flat_odt("<text:p>甲</text:p>", "<office:master-styles><style:master-page><style:header><text:p>内部材料</text:p></style:header></style:master-page></office:master-styles>"), "a.fodt", "甲", aside="内部材料 页眉页脚"),
    "odt: an object": Lost(flat_odt(f'<text:p {SPACES}>甲<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>'), "a.fodt", "甲", doubt=EMBEDDED),
    "odt: a picture": Lost(flat_odt(f'<text:p {SPACES}>甲<draw:frame><draw:image xlink:href="a.png"/></draw:frame></text:p>'), "a.fodt", "甲", doubt=PICTURE),
    "rtf: a comment": Lost(rtf(r"a{\*\annotation check this}b"), "a.rtf", "ab", aside="check this 批注"),
    "rtf: a header": Lost(rtf(r"{\header internal}ab"), "a.rtf", "ab", aside="internal 页眉页脚"),
    "rtf: a picture": Lost(rtf(r"a{\pict\pngblip 8950}b"), "a.rtf", "ab", doubt=PICTURE),
    "rtf: an object": Lost(rtf(r"a{\object\objemb{\*\objdata 0105}}b"), "a.rtf", "ab", doubt=EMBEDDED),
    "rtf: deleted": Lost(rtf(r"a{\deleted 12}b"), "a.rtf", "ab", aside="12 修订中删除的字"),
    "rtf: hidden": Lost(rtf(r"a{\v secret}b"), "a.rtf", "ab", aside="secret 隐藏的字"),
    "rtf: struck": Lost(rtf(r"a{\strike 12}b"), "a.rtf", "ab", aside="12 划了删除线的字"),
    "doc: an object": Lost(with_storage((HERE / "notice.doc").read_bytes()), "a.doc", "", doubt=EMBEDDED),
    "pdf: an annotation": Lost(noted_pdf(), "a.pdf", WORDS, doubt="文件上有 1 处批注或签章，里面的字没有读，请核对"),
    "pdf: an attachment": Lost(noted_pdf(), "a.pdf", WORDS, doubt=f"附件.docx {ATTACHED}"),
    "pdf: recognised": Lost(recognised_pdf(), "a.pdf", WORDS, doubt="第 1 页是扫描件，文字是识别出来的，可能有错，请逐字核对"),
    "ofd: an attachment": Lost(attached_ofd(), "a.ofd", "", doubt=f"整改台账.xlsx {ATTACHED}"),
    "txt: an encoding nobody declares": Lost(("中共云州市水务局党组关于巡察整改情况的通报，已经补录台账四百本，收缴水费。".encode("gb18030") + b"\xff\xff") * 3, "a.txt", "", doubt="文件编码"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOST)
def test_it_is_said(name: str) -> None:
    lost = LOST[name]
    found = read_manuscript(lost.raw, lost.name)
    if lost.kept:
        assert [line.text for line in found.lines] == [lost.kept]
    assert not lost.aside or lost.aside in {f"{each.text} {each.why}" for each in found.aside}
    assert not lost.doubt or any(lost.doubt in f"{each.text} {each.why}" for each in found.doubts), found.doubts


def test_an_embedded_file_of_word() -> None:
    assert EMBEDDED in {each.why for each in read(p("甲", run("<w:object/>"))).doubts}


def test_a_pdf_whose_characters_have_no_encoding_is_refused() -> None:
    lost = "".join(say("\\001\\002\\003\\004\\005\\006\\016\\017" * 3, 50, 500 - 20 * n) for n in range(4))
    with pytest.raises(UnreadableError, match="没有对应的字符编码|没有文字"):
        read_manuscript(pdf(lost), "a.pdf")


ROWS: Rows = [
    ["序号", "巡察发现问题", "整改措施", "完成情况", "备注"],
    ["1", "学习不经常", "建立台账", "已完成整改", "甲"],
    ["2", "收缴不及时", "集中清收", "正在清收", "藏着的一行"],
]


def sheets_hidden() -> dict[str, bytes]:
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = "A1:E3"
    sheet.auto_filter.add_filter_column(0, ["1"])
    sheet.row_dimensions[3].hidden = True  # as Excel writes a row that is filtered away
    sheet.column_dimensions["E"].hidden = True
    other = book.create_sheet("内部")
    other["A1"], other.sheet_state = "内部掌握的话", "hidden"
    old = xlwt.Workbook(encoding="utf-8")
    first, second = old.add_sheet("整改台账"), old.add_sheet("内部")
    for r, row in enumerate(ROWS):
        for c, value in enumerate(row):
            first.write(r, c, value)
    second.write(0, 0, "内部掌握的话")
    first.row(2).hidden, first.col(4).hidden, second.visibility = True, True, 1
    document = OpenDocumentSpreadsheet()
    styles = {
        "unseen": Style(name="unseen", family="table"),
        "thin": Style(name="thin", family="table-column"),
        "low": Style(name="low", family="table-row"),
    }
    styles["unseen"].addElement(TableProperties(display="false"))
    styles["thin"].addElement(TableColumnProperties(columnwidth="1cm"))
    styles["low"].addElement(TableRowProperties(rowheight="1cm"))
    for style in styles.values():
        document.automaticstyles.addElement(style)
    for name, rows in (("整改台账", ROWS), ("内部", [["内部掌握的话"]])):
        table = Table(name=name, stylename="unseen") if name == "内部" else Table(name=name)
        for c in range(len(rows[0])):
            table.addElement(TableColumn(visibility="collapse" if c == 4 else "visible"))
        for r, row in enumerate(rows):
            line = TableRow(visibility="filter" if r == 2 else "visible")
            for value in row:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=str(value)))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    return {"xlsx": saved(book), "xls": saved(old), "ods": saved_ods(document)}


HIDDEN = sheets_hidden()


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_sheets_rows_and_columns_of_a_workbook(kind: str) -> None:
    draft = drafted(HIDDEN[kind], f"台账.{kind}").draft
    text, told = draft.outline.text, " ".join(each.why for each in draft.doubts)
    aside = " ".join(each.text for each in draft.aside)
    assert [problem.title for problem in draft.outline.problems] == ["学习不经常"]
    for words in ("藏着的一行", "内部掌握的话", "备注"):
        assert words not in text and words in aside
    assert "1 行是隐藏的（或被筛选掉）" in told and "1 列是隐藏的" in told and "工作表“内部”是隐藏的" in told


def drawn() -> bytes:
    """A ledger with a comment, a picture, a chart and a filter; cells that are struck and coloured."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    sheet = book.worksheets[0]
    sheet["D2"].comment = Comment("内部意见", "甲")
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    sheet.add_image(SheetImage(picture), "H2")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=1, max_row=3))
    sheet.add_chart(chart, "H9")
    sheet.auto_filter.ref = "A1:E3"
    sheet["D3"].font, sheet["C3"].fill = Font(strike=True), PatternFill("solid", "FFFF00")
    book.create_sheet("说明")["A1"] = "请据实填写"
    return saved(book)


def check_drawn(raw: bytes, name: str) -> None:
    draft = drafted(raw, name).draft
    found = {each.why for each in draft.doubts if "工作表里有" in each.why}
    kinds = ["批注", "图片或图形", *(["图表"] if name.endswith("xls") else [])]  # elsewhere a chart is a drawing
    assert found == {f"整改台账 工作表里有{kind}，没有读，请核对" for kind in kinds}
    assert "完成情况：正在清收" in draft.outline.problems[1].text, "struck and coloured cells are read as they are"
    assert "内部意见" not in draft.outline.text


@pytest.mark.parametrize("name", ["drawn.xlsx", "drawn.xls", "drawn.ods"])
def test_what_lies_on_a_sheet_is_said_and_how_it_looks_says_nothing(name: str) -> None:
    """The .xls and .ods are what LibreOffice made of the .xlsx."""
    check_drawn(drawn() if name.endswith("xlsx") else (HERE / name).read_bytes(), name)


@pytest.mark.audit
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_what_lies_on_a_sheet_that_libreoffice_saves_anew(kind: str, tmp_path: Path) -> None:
    again = converted(imported(drawn(), "drawn.xlsx", tmp_path), kind)
    if again is None:
        pytest.skip("no LibreOffice on this machine")
    check_drawn(again.read_bytes(), again.name)


@pytest.mark.parametrize("name", ["台账.xls", "台账.ods"])
def test_values_that_a_formula_got_wrong_are_kept_and_said(name: str) -> None:
    rows = [[*row] for row in ROWS]
    if name.endswith("ods"):
        rows[1][3] = "#REF!"
        raw = ods(rows)
    else:
        book = xlwt.Workbook(encoding="utf-8")
        sheet = book.add_sheet("整改台账")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if (r, c) != (1, 3):
                    sheet.write(r, c, value)
        sheet.row(1).set_cell_error(3, 0x17)
        raw = saved(book)
    draft = drafted(raw, name).draft
    assert "#REF!" in draft.outline.problems[0].text


def test_a_table_in_a_text_is_a_ledger_only_where_it_is_most_of_it() -> None:
    """Three fifths of the words: else the prose is the notice, and its table stands in it."""
    from site_builder.importing.tables.table_reading import ledger_in

    row = "| 1 | 学习不经常 | 建立台账，按月学习，逐人登记，定期通报 | 已完成整改 |\n"
    table = "| 序号 | 巡察发现问题 | 整改措施 | 完成情况 |\n|---|---|---|---|\n" + row * 4
    for prose, whole in (("巡察整改情况如下。\n\n", True), ("现将巡察整改情况通报如下。" * 40 + "\n\n", False)):
        raw = (prose + table).encode()
        assert (ledger_in(read_manuscript(raw, "a.md"), raw) is not None) is whole
