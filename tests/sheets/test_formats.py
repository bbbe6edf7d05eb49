"""One table, made by programs of every kind, is one record; what cannot be read is said or refused."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from site_builder.commands.import_documents import import_files
from site_builder.importing.lines.manuscript import Box, Line, Manuscript
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from site_builder.importing.tables.table_draft import draft_of_tables
from site_builder.importing.tables.table_reading import ledger_in, tables_of
from site_builder.importing.writer import ledger_file, notice_file
from site_builder.sheets.grid import Cell
from site_builder.sheets.limits import TableError
from site_builder.sheets.workbook import format_of, read_tables
from tests.cases import cases
from tests.sheets.books import Rows, converted, drafted, imported, ods, saved, xls, xlsx

ROWS: Rows = [
    ["云州市水务局巡察整改台账", "", "", "", "", ""],
    ["序号", "问题", "整改措施", "责任单位", "整改时限", "完成情况"],
    [
        "1",
        "河道巡查流于形式",
        "1.制定巡查办法。\n2.按月通报巡查情况。",
        "河道科",
        "2026年12月底前",
        "已印发河道巡查办法。",
    ],
    ["2", "水费收缴不及时", "一是建立催缴台账。\n二是集中清收。", "财务科、营业所", "2026年6月", "正在清收历年欠费。"],
]
MERGES = [(0, 0, 0, 5)]


def record(raw: bytes, name: str) -> str:
    """notice.md and ledger.yaml as import would write them."""
    tables = tables_of(raw, name)
    if tables is None:
        tables = ledger_in(read_manuscript(raw, name), raw)
    assert tables is not None
    draft = draft_of_tables(tables, lambda organ: "organ").draft
    return notice_file(draft.head, draft.blocks).replace("## 整改台账 {role=problems}\n\n", "") + ledger_file(
        draft.suggested.ledgers
    )


def as_csv(sign: str, encoding: str) -> bytes:
    lines = [sign.join(f'"{cell}"' if "\n" in cell or sign in cell else cell for cell in row) for row in ROWS]
    return "\r\n".join(lines).encode(encoding)


def as_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(ROWS[0][0])
    table = document.add_table(rows=0, cols=6)
    for row in ROWS[1:]:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            first, *rest = text.split("\n")
            cell.paragraphs[0].add_run(first)
            for each in rest:
                cell.add_paragraph(each)
    return saved(document)


def as_html() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{c.replace(chr(10), '<br>')}</td>" for c in row) + "</tr>" for row in ROWS[1:]
    )
    return f"<!doctype html><html><body><h1>{ROWS[0][0]}</h1><table>{rows}</table></body></html>".encode()


def as_markdown() -> bytes:
    rows = ["| " + " | ".join(cell.replace("\n", " ") for cell in row) + " |" for row in ROWS[1:]]
    return "\n".join([f"# {ROWS[0][0]}", "", rows[0], "|---|---|---|---|---|---|", *rows[1:]]).encode()


FILES = {
    "台账.xlsx": lambda: xlsx(ROWS, MERGES),
    "台账.xls": lambda: xls(ROWS, MERGES),
    "台账.et": lambda: xls(ROWS, MERGES),
    "台账.ods": lambda: ods(ROWS, MERGES),
    "台账.csv": lambda: as_csv(",", "gb18030"),
    "台账-utf8.csv": lambda: as_csv(",", "utf-8-sig"),
    "台账.txt": lambda: as_csv("\t", "utf-16"),
    "台账.docx": as_docx,
    "台账.html": as_html,
    "台账.md": as_markdown,
}


@pytest.mark.parametrize("name", [name for name in FILES if name != "台账.xlsx"])
def test_the_same_table_is_the_same_record_in_every_format(name: str) -> None:
    assert record(FILES[name](), name) == record(FILES["台账.xlsx"](), "台账.xlsx")


@pytest.mark.parametrize("name", ["通报.doc", "a", "照片.jpg"])
def test_a_workbook_is_known_by_its_bytes(name: str) -> None:
    assert record(FILES["台账.xls"](), name) == record(FILES["台账.xlsx"](), "台账.xlsx")
    assert format_of(FILES["台账.docx"]()) is None and format_of(b"%PDF-1.7") is None


def test_prose_with_commas_is_no_table() -> None:
    prose = (
        "现将整改情况,通报,如下。\n一是修好路面,二是补齐路灯,三是清理杂物。\n二是,补齐,路灯,问题,整改。\n欢迎监督。\n"
    )
    assert tables_of(prose.encode(), "通报.txt") is None
    assert tables_of("序号".encode(), "通报.txt") is None


def test_numbers_and_days_are_as_their_cells_show_them() -> None:
    values = {
        "A1": (datetime(2026, 12, 31), 'yyyy"年"m"月"d"日"', "2026年12月31日"), "A2": (datetime(2026, 12, 31), 'yyyy"年"m"月"', "2026年12月"),
        "A3": (datetime(2026, 12, 31), "yyyy-mm-dd", "2026-12-31"), "A4": (datetime(2026, 12, 31), '[DBNum1]yyyy"年"m"月"', "二〇二六年十二月"),
        "A5": (1234.5, "#,##0.00", "1,234.50"), "A6": (0.355, "0.0%", "35.5%"), "A7": (7, "000", "007"), "A8": (16.10, "General", "16.1"),
        "A9": ("1.10", "@", "1.10"), "A10": (46387, "General", "46387"), "A11": (3.5, '0.0"万元"', "3.5万元"),
        "A12": (datetime(2026, 3, 1, 9, 5), "yyyy/m/d h:mm", "2026/3/1 9:05"), "A13": (date(2026, 12, 31), 'm"月"d"日"', "12月31日"),
    }  # fmt: skip
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for place, (value, code, _) in values.items():
        sheet[place] = value
        sheet[place].number_format = code
    rows = read_tables(saved(book), bytes.decode)[0].rows
    assert [row[0].text for row in rows] == [shown for _, _, shown in values.values()]
    assert rows[12][0] == Cell("12月31日", "date", "2026-12-31")


def test_what_another_reader_of_workbooks_reads_is_what_we_read() -> None:
    """calamine, of another house, as the oracle: its words of every cell are ours."""
    raw = xlsx([["甲", "乙 丙", " 前有空格"], ["多\n行", 3, 1.25], ["", "", "末"]], [(0, 0, 0, 1)])
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    ours = read_tables(raw, bytes.decode)[0]
    for row, cells in enumerate(theirs):
        for column, value in enumerate(cells):
            expected = f"{value:g}" if isinstance(value, float) else str(value)
            assert ours.own(row, column).text == expected


def hidden_book() -> bytes:
    book = openpyxl.load_workbook(
        io.BytesIO(xlsx([*ROWS, ["3", "藏着的一行", "措施", "科", "2026年5月", "已办"]], MERGES))
    )
    sheet = book["整改台账"]
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet["F4"] = "=SUM(A1:A2)"
    sheet["F3"] = "#REF!"
    sheet["F3"].data_type = "e"
    other = book.create_sheet("内部")
    other["A1"] = "内部掌握的话"
    other.sheet_state = "hidden"
    return saved(book)


def test_nothing_hidden_is_read_in_silence() -> None:
    found = drafted(hidden_book())
    text = found.draft.outline.text
    told = " ".join(f"{each.text} {each.why}" for each in found.draft.doubts)
    aside = " ".join(f"{each.text} {each.why}" for each in found.draft.aside)
    assert "藏着的一行" not in text and "藏着的一行" in aside and "1 行是隐藏的" in told
    assert "财务科" not in text and "财务科" in aside and "1 列是隐藏的" in told
    assert "内部掌握的话" not in text and "内部掌握的话" in aside and "工作表“内部”是隐藏的" in told
    assert "F4 公式没有存下结果" in told and "#REF!" in text and "F3 是公式算错的值" in told


def refusal(raw: bytes, name: str = "台账.xlsx") -> str:
    """Why a file is refused: by its reader, or for what it is."""
    try:
        return str(drafted(raw, name).refused or "")
    except UnreadableError as error:
        return str(error)


def test_a_table_that_is_no_ledger_is_refused_with_what_was_seen() -> None:
    staff: Rows = [["姓名", "部门", "电话"], ["赵某", "办公室", "0000-8300001"]]
    assert "姓名、部门、电话" in refusal(xlsx(staff))
    tasks: Rows = [["序号", "任务", "责任单位", "完成时限"], [1, "采购办公桌", "办公室", "2026年5月"]]
    assert "没有“整改”" in refusal(xlsx(tasks, name="Sheet1"))
    assert "只有表头" in refusal(xlsx(ROWS[:2], MERGES))
    assert refusal(xlsx(ROWS, MERGES)) == ""


def bomb(part: str, content: bytes) -> bytes:
    """A sound workbook with one part in another's place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(ROWS, MERGES))) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in sound.infolist():
            made.writestr(info.filename, content if info.filename == part else sound.read(info))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
OPEN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "' + b"&b;" * 99 + b'">]><a>&c;</a>'
CELL = b'<c r="%s%d" t="inlineStr"><is><t>x</t></is></c>'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        pytest.param(lambda: bomb(SHEET, b" " * (100 * 1024 * 1024)), "表格太大", id="zip"),
        pytest.param(lambda: bomb(SHEET, OPEN + b'<row r="1048576">' + CELL % (b"A", 1048576) + b"</row></sheetData></worksheet>"), "1048576 行", id="rows"),
        pytest.param(lambda: bomb(SHEET, OPEN + b'<row r="1">' + CELL % (b"XFD", 1) + b"</row></sheetData></worksheet>"), "16384 列", id="wide"),
        pytest.param(lambda: bomb("xl/workbook.xml", ENTITIES), "", id="entities"),
        pytest.param(lambda: xlsx(ROWS, MERGES)[:900], "不是完好的", id="cut"),
        pytest.param(lambda: xls(ROWS, MERGES)[:3000], "不是完好的", id="cut xls"),
        pytest.param(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40, "密码", id="password"),
        pytest.param(lambda: ("序号,问题,措施\n" + '1,"' + "长" * 140_000 + "\n" * 3).encode(), "读不下去", id="csv"),
    ],
)  # fmt: skip
def test_damage_and_bombs_are_refused(raw: object, why: str) -> None:
    content = raw()  # type: ignore[operator]
    told = refusal(content, "台账.csv" if content.startswith("序号".encode()) else "台账.xlsx")
    assert told and why in told


def test_a_million_empty_rows_are_passed_over() -> None:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(1, 60_000))
    cells = b"".join(
        b'<row r="%d">%s</row>' % (60_000 + r, b"".join(
            b'<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (b"ABCDEF"[c : c + 1], 60_000 + r, text.encode())
            for c, text in enumerate(row) if text)) for r, row in enumerate(ROWS)
    )  # fmt: skip
    assert "60000 行" in refusal(bomb(SHEET, OPEN + cells + b"</sheetData></worksheet>"))
    empty = OPEN + rows + b"</sheetData></worksheet>"
    assert read_tables(bomb(SHEET, empty), bytes.decode)[0].rows == ()


def test_import_writes_a_ledger_that_came_as_a_workbook(tmp_path: Path) -> None:
    source = tmp_path / "台账.xlsx"
    source.write_bytes(xlsx(ROWS, MERGES))
    into = tmp_path / "content" / "notices"
    assert import_files([str(source)], into, slug="n", organ=None, report=None, force=False) == 0
    assert "{#p2}" in (into / "n" / "notice.md").read_text("utf-8")
    assert "suggested: true" in (into / "n" / "ledger.yaml").read_text("utf-8")
    wrong = tmp_path / "名单.xlsx"
    wrong.write_bytes(xlsx([["姓名", "部门"], ["赵某", "办公室"]]))
    assert import_files([str(wrong)], into, slug="m", organ=None, report=None, force=False) == 1
    assert not (into / "m").exists()
    assert import_files([str(wrong)], into, slug="m", organ=None, report=None, force=True) == 0
    assert "| 姓名 | 部门 |" in (into / "m" / "notice.md").read_text("utf-8")


@pytest.mark.audit
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "html"])
def test_what_libreoffice_makes_of_a_table_is_the_same_record(kind: str, tmp_path: Path) -> None:
    """Dates, numbers and merged cells too, each format as another program writes it."""
    rows: Rows = [*ROWS, [3, "水源地标识不全", "补齐标识牌", "办公室", datetime(2026, 11, 30), 12.5]]
    source = imported(xlsx(rows, MERGES, formats={"E5": 'yyyy"年"m"月"d"日"', "F5": "0.00"}), "台账.xlsx", tmp_path)
    again = converted(source, kind)
    if again is None:
        pytest.skip("no LibreOffice on this machine")
    assert record(again.read_bytes(), again.name) == record(source.read_bytes(), source.name)


def test_merged_cells_that_a_reader_drew_are_merged() -> None:
    """Readers of documents give their rows as boxes: 整改情况 over two columns, 类别 over two rows."""
    rows = [
        [Box("序号", down=2), Box("类别", down=2), Box("问题", down=2), Box("整改情况", across=2)],
        [Box("", down=0), Box("", down=0), Box("", down=0), Box("整改措施"), Box("是否完成")],
        [Box("1"), Box("一、作风方面", down=2), Box("巡察发现学习不经常"), Box("1.建台账\n2.抓通报"), Box("是")],
        [Box("2"), Box("", down=0), Box("谈话不足"), Box("补谈"), Box("整改中")],
    ]
    lines = [
        Line(
            n,
            "\t".join(box.text.replace("\n", " ") for box in row),
            tuple(box.text.replace("\n", " ") for box in row),
            boxes=tuple(row),
        )
        for n, row in enumerate(rows, 2)
    ]
    tables = ledger_in(Manuscript("a.doc", (Line(1, "云州市巡察整改台账"), *lines)), b"")
    assert tables is not None
    draft = draft_of_tables(tables, lambda organ: "organ").draft
    assert draft.head.title == "云州市巡察整改台账"
    assert [(p.title, p.category, len(p.measures)) for p in draft.outline.problems] == [
        ("巡察发现学习不经常", "一、作风方面", 2),
        ("谈话不足", "一、作风方面", 1),
    ]
    assert "整改情况·是否完成：整改中" in draft.outline.problems[1].text


SOUND = {kind: FILES[f"台账.{kind}"]() for kind in ("xlsx", "xls", "ods")}


@settings(max_examples=cases(50), deadline=10_000, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=12),
    st.floats(0.2, 1),
)
def test_any_damage_is_read_or_refused(kind: str, changes: list[tuple[float, int]], kept: float) -> None:
    raw = bytearray(SOUND[kind])
    for place, value in changes:
        raw[int(place * len(raw))] = value
    content = bytes(raw[: int(len(raw) * kept)]) if kept < 0.95 else bytes(raw)
    try:
        grids = read_tables(content, lambda each: each.decode("gb18030", "replace"))
    except TableError as error:
        assert str(error) and error.code in ("unreadable", "encrypted", "too-large", "unknown-format")
    else:
        assert sum(len(row) for grid in grids for row in grid.rows) < 10_000
