"""The workbooks we write: the same bytes for the same record, and nothing in them but text."""

import io
import subprocess
import sys
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from site_builder.records.vocabulary import STATUSES
from site_builder.sheets.ledger_sheet import CHOICES, TO_FILL
from site_builder.sheets.workbook import read_tables
from site_builder.sheets.xlsx_parts import HEADER_ROWS
from site_builder.sheets.xlsx_writing import Sheet, WrittenColumn, workbook
from tests.cases import cases
from tests.conftest import LEDGER, ROOT, Space

COLUMNS = (WrittenColumn("序号", 6), WrittenColumn("话", 30))
NASTY = ["=1+1", "+86", "-5", "@甲", "1-2", "1.10", "2026-12", "2026-12-31", "007", "1e5", "TRUE", "#REF!", "=cmd|' /C calc'!A0",
         "\t=1", "'甲", "a_x000D_b", "<b>&\"'", "12/3", "50%", "多\n行", "＝1", "\u0007铃"]  # fmt: skip


def written(texts: list[str]) -> bytes:
    return workbook(
        Sheet(
            name="台账",
            title="甲",
            note="注",
            columns=COLUMNS,
            rows=[[str(n), text] for n, text in enumerate(texts, 1)],
            properties={"a": "b"},
        )
    )


def test_what_looks_like_a_formula_a_day_or_a_number_stays_text() -> None:
    raw = written(NASTY)
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]
    for number, text in enumerate(NASTY, HEADER_ROWS + 1):
        cell = sheet.cell(number, 2)
        assert cell.data_type in ("s", "inlineStr") and cell.number_format == "@", text
        assert cell.quotePrefix is (text[0] in "=+-@\t＝"), text
    theirs = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in theirs[HEADER_ROWS:]] == NASTY
    assert [row[1].text for row in read_tables(raw, bytes.decode)[0].rows[HEADER_ROWS:]] == NASTY


@settings(max_examples=cases(66), deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_any_text_comes_back_and_is_text(texts: list[str]) -> None:
    rows = read_tables(written(texts), bytes.decode)[0].rows
    for number, text in enumerate(texts, HEADER_ROWS):
        held = rows[number][1] if number < len(rows) and len(rows[number]) > 1 else None
        shown = "".join(
            "\ufffd" if "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" else "\n" if c == "\r" else c for c in text
        )
        if not text.strip():
            assert held is None or not held.text.strip()
        else:
            assert held is not None and held.kind == "text" and held.text == shown


def test_the_workbook_is_laid_out_for_a3_with_a_frozen_header_and_a_list_of_statuses(space: Space) -> None:
    from site_builder.commands.sheet import sheet_of
    from tests.conftest import DEMO_DAY, TEMPLATES

    space.notice(ledger=LEDGER)
    sheet = openpyxl.load_workbook(io.BytesIO(sheet_of(space.content, TEMPLATES, "n", DEMO_DAY))).worksheets[0]
    assert sheet.freeze_panes == f"A{HEADER_ROWS + 1}" and sheet.title == "整改台账"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert all(cell.alignment.wrap_text for cell in sheet[4])
    (choice,) = sheet.data_validations.dataValidation
    assert (
        choice.formula1 == f'"{",".join(CHOICES)}"'
        and set(CHOICES) < set(STATUSES.values())
        and "已完成整改" in CHOICES
        and "已销号" not in CHOICES  # no office closes its own items
    )
    names = [cell.value for cell in sheet[HEADER_ROWS]]
    assert names[-len(TO_FILL) :] == [column.name for column in TO_FILL]
    assert [sheet.cell(row, names.index("编号") + 1).value for row in (4, 5)] == ["p1", "p2"]


def test_the_public_ledger_is_the_same_bytes_in_another_process_and_on_another_day(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build()
    first = (space.out / "notices/n/ledger.xlsx").read_bytes()
    command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(space.content), "--no-search"]
    subprocess.run(
        [*command, "--out", str(space.folder / "again"), "--today", "2024-10-21"],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    assert (space.folder / "again/notices/n/ledger.xlsx").read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {(i.date_time, i.compress_type) for i in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)
        }
    assert 'href="/notices/n/ledger.xlsx"' in space.html("notices/n/ledger/")
    assert "notices/n/ledger.xlsx" in (space.out / "manifest.json").read_text("utf-8")
    texts = {cell.text for row in read_tables(first, bytes.decode)[0].rows for cell in row}
    assert {"p1", "p2", "已完成整改", "已完成全部台账补录，问题已整改到位"} <= texts


def test_privacy_is_looked_for_in_the_workbook_too() -> None:
    from site_builder.commands.privacy_check import private

    assert private("notices/n/ledger.xlsx", written(["电话13700000002"])) == [
        "手机号 137****0002",
        "手机号 137****0002（文件内容）",
    ]
    assert private("notices/n/ledger.xlsx", written(["电话0000-8300001"])) == []
