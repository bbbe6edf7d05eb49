"""The office's own cycle: ledger → workbook → filled in → entries that rest on their cells, and nothing else changes."""

import io
import json
import subprocess
import sys
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.commands.import_progress import import_progress
from site_builder.commands.progress_rows import Progress
from site_builder.commands.sheet import sheet_of
from site_builder.importing.writer import entries_text
from site_builder.records.ledger_model import Entry
from site_builder.records.partial_dates import PartialDate
from site_builder.records.source import read_yaml
from site_builder.sheets.appending import CannotAppend, append_entries, plain
from tests.cases import cases
from tests.conftest import DEMO_DAY, LEDGER, ROOT, TEMPLATES, TEXT, Space
from tests.sheets.books import Rows, converted, saved, xlsx

DAY = str(DEMO_DAY)
SPARE = "# 台账，人工核对过\n" + LEDGER.replace("p2:\n", "# 第二项\np2:\n") + "\n# 完\n"


def workbook_of(space: Space, fill: dict[tuple[str, str], Any] | None = None) -> bytes:
    """The workbook of notice n, saved again by openpyxl, with cells filled in: (item, column) → value."""
    book = openpyxl.load_workbook(io.BytesIO(sheet_of(space.content, TEMPLATES, "n", DEMO_DAY)))
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[3]}
    rows = {sheet.cell(row, columns["编号"]).value: row for row in range(4, sheet.max_row + 1)}
    for (item, column), value in (fill or {}).items():
        sheet.cell(rows[item], columns[column]).value = value
    return saved(book)


def progress(space: Space, raw: bytes, name: str = "报送.xlsx") -> Progress:
    path = space.folder / name
    path.write_bytes(raw)
    return import_progress(str(path), space.content / "notices", "n", DAY)


def ledger(space: Space) -> str:
    return (space.content / "notices/n/ledger.yaml").read_text("utf-8")


def test_a_workbook_that_nobody_filled_in_changes_nothing(space: Space) -> None:
    space.notice(ledger=SPARE)
    result = progress(space, workbook_of(space))
    assert (result.added, result.refused, result.unchanged) == ([], None, 2)
    assert ledger(space) == SPARE and not (space.content / "notices/n/files").exists()


def test_two_cells_filled_are_two_entries(space: Space) -> None:
    space.notice(ledger=SPARE)
    fill = {("p1", "本次进展"): "历年沉淀资金已清理三成。", ("p2", "本次进展"): "又补录台账12本。"}
    result = progress(space, workbook_of(space, fill))
    assert [(each.item, each.entry.quote) for each in result.added] == [
        ("p1", fill["p1", "本次进展"]),
        ("p2", fill["p2", "本次进展"]),
    ]
    new = ledger(space)
    kept = [line for line in new.split("\n") if line in SPARE.split("\n")]
    assert kept == SPARE.split("\n"), "every line that was there is there, in its order"
    tree = plain(read_yaml(new, "").root.value)
    assert tree["p1"]["entries"][1:] == [  # type: ignore[index]
        {
            "as_of": DAY,
            "basis": "report",
            "quote": "历年沉淀资金已清理三成。",
            "source": {"file": "报送.xlsx", "cell": "整改台账!M4"},
        }
    ]
    assert space.findings(DAY) == [] and (space.content / "notices/n/files/报送.xlsx").is_file()
    assert "单元格 整改台账!M4" in space.html("notices/n/p1/")
    (entry,) = [each for each in space.json()["problems"][0]["entries"] if each["basis"]["kind"] == "report"]
    assert entry["basis"]["source"]["cell"] == "整改台账!M4"
    again = progress(space, workbook_of(space, fill))
    assert again.added == [] and ledger(space) == new, "the same workbook a second time"


def test_status_by_list_rests_on_its_own_cell_unless_the_words_carry_it(space: Space) -> None:
    space.notice(ledger=LEDGER)
    fill = {("p1", "本次进展"): "沉淀资金全部上缴，已完成整改。", ("p1", "本次状态"): "已完成整改", ("p1", "本次日期"): "2026年11月3日",
            ("p1", "依据材料"): "缴款凭证"}  # fmt: skip
    (added,) = progress(space, workbook_of(space, fill)).added
    assert (added.entry.status, added.entry.as_of, added.entry.quote) == (
        "done",
        "2026-11-03",
        "沉淀资金全部上缴，已完成整改。",
    )
    assert added.entry.note == "报送单位填写的依据材料：缴款凭证"
    space.notice(ledger=LEDGER)
    fill = {("p1", "本次进展"): "召开了推进会。", ("p1", "本次状态"): "正在整改"}
    log, status = progress(space, workbook_of(space, fill), "二.xlsx").added
    assert (log.entry.status, log.entry.quote) == (None, "召开了推进会。")
    assert (status.entry.status, status.entry.quote) == ("ongoing", "正在整改")
    assert status.entry.source is not None and status.entry.source.cell == "整改台账!N4"
    assert space.findings(DAY) == []


@pytest.mark.parametrize(
    ("fill", "pile", "why"),
    [
        ({("p2", "本次状态"): "正在整改"}, "contradicts", "退回整改要写明原因"),
        ({("p1", "本次状态"): "已销号"}, "contradicts", "在校核台“办理”的“销号”里记"),
        ({("p1", "本次进展"): "早先的话", ("p1", "本次日期"): "2024-01-05"}, "contradicts", "只往后添加"),
        ({("p1", "本次进展"): "话", ("p1", "问题"): "另一件事"}, "unmatched", "这一行写的是“另一件事”"),
        ({("p1", "本次进展"): "话", ("p1", "编号"): "p9"}, "unmatched", "没有编号 p9"),
        ({("p1", "本次状态"): "差不多了", ("p2", "本次进展"): "话"}, "broken", "从列表中选"),
        ({("p1", "本次进展"): "话", ("p1", "本次日期"): "下个月"}, "broken", "读不出日期"),
    ],
)
def test_what_does_not_fit_is_said_and_not_written(
    space: Space, fill: dict[tuple[str, str], str], pile: str, why: str
) -> None:
    space.notice(ledger=SPARE)
    result = progress(space, workbook_of(space, fill))
    ((_, _, told),) = getattr(result, pile)
    assert why in told and (result.refused is not None) is (pile == "broken")
    assert ledger(space) == SPARE and not (space.content / "notices/n/files").exists()


def test_the_workbook_of_another_notice_is_refused(space: Space) -> None:
    space.notice("m", ledger=LEDGER)
    space.notice(ledger=LEDGER)
    raw = sheet_of(space.content, TEMPLATES, "m", DEMO_DAY)
    assert "另一份通报（m）" in (progress(space, raw).refused or "")


def test_the_offices_own_table_is_matched_by_number_and_title(space: Space) -> None:
    text = TEXT.replace("整改情况：已完成全部台账补录，问题已整改到位。", "整改情况：正在补录台账。")
    space.notice(text=text, ledger=None)
    rows: Rows = [
        ["序号", "问题", "整改措施", "完成情况", "是否完成"],
        [2, "关于“台账不全”问题", "补录", "正在补录台账。截至2026年10月已补录台账四百本。", "整改中"],
        [1, "关于“拨付迟缓”问题", "清理", "沉淀资金已上缴国库。", "是"],
        [3, "通报里没有的问题", "无", "另有其事", "是"],
    ]
    result = progress(space, xlsx(rows))
    said = [
        (each.item, each.entry.status, each.entry.quote, each.entry.source.cell if each.entry.source else "")
        for each in result.added
    ]
    assert said == [
        ("p2", None, "截至2026年10月已补录台账四百本。", "整改台账!D2"),
        ("p2", "ongoing", "整改中", "整改台账!E2"),
        ("p1", None, "沉淀资金已上缴国库。", "整改台账!D3"),
        ("p1", "done", "是否完成：是", "整改台账!E3"),
    ]
    assert space.findings(DAY) == []
    ((place, _, why),) = result.unmatched
    assert place == "整改台账!D4" and "通报里没有这一项" in why


def test_the_quotation_is_looked_for_in_that_very_cell(space: Space) -> None:
    rows: Rows = [["序号", "进展"], [1, "沉淀资金已上缴国库"], [2, "台账已补录四百本"]]
    space.write("notices/n/files/报送.xlsx", xlsx(rows, name="整改台账"))
    entry = (
        '    - as_of: "2026-10-01"\n      basis: report\n      quote: "沉淀资金已上缴国库"\n'
        '      source:\n        file: "报送.xlsx"\n        cell: "整改台账!{}"\n'
    )
    space.notice(ledger="p1:\n  entries:\n" + entry.format("B2"))
    assert space.findings(DAY) == []
    space.notice(ledger="p1:\n  entries:\n" + entry.format("B3"))
    (finding,) = space.findings(DAY)
    assert finding.code == "B001" and "单元格 整改台账!B3" in finding.what
    assert "在单元格 整改台账!B2" in finding.why


@pytest.mark.parametrize("part", ["column", "row", "sheet"])
def test_what_is_hidden_in_a_workbook_is_no_evidence(space: Space, part: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx([["序号", "进展"], [1, "沉淀资金已上缴国库"]], name="整改台账")))
    book.create_sheet("说明")["A1"] = "其他的话"
    sheet = book["整改台账"]
    sheet.column_dimensions["B"].hidden = part == "column"
    sheet.row_dimensions[2].hidden = part == "row"
    sheet.sheet_state = "hidden" if part == "sheet" else "visible"
    book.active = book["说明"]
    space.write("notices/n/files/报送.xlsx", saved(book))
    source = 'source:\n        file: "报送.xlsx"\n'
    entry = f'    - as_of: "2026-10-01"\n      basis: report\n      quote: "沉淀资金已上缴国库"\n      {source}'
    space.notice(ledger="p1:\n  entries:\n" + entry)
    assert [finding.code for finding in space.findings(DAY)] == ["B001"]


def test_persons_in_the_offices_own_table_are_pointed_out_before_it_is_published(space: Space) -> None:
    space.notice(ledger=None)
    rows: Rows = [["序号", "问题", "责任人", "完成情况"], [1, "关于“拨付迟缓”问题", "赵某某", "沉淀资金已上缴。"]]
    assert any("人名或电话的列（责任人）" in note for note in progress(space, xlsx(rows)).notes)


def test_the_commands_teach_and_work(space: Space) -> None:
    space.notice(ledger=LEDGER)
    run = [sys.executable, str(ROOT / "build.py")]
    assert "本次进展" in subprocess.run([*run, "sheet", "--help"], check=True, capture_output=True, text=True).stdout
    out, report = space.folder / "a.xlsx", space.folder / "r.json"
    command = [*run, "sheet", "n", "--content", str(space.content), "--today", DAY, "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    notices = str(space.content / "notices")
    command = [*run, "import", str(out), "--progress", "n", "--into", notices, "--today", DAY, "--report", str(report)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "没有新的进展" in done.stdout + done.stderr
    assert json.loads(report.read_text("utf-8"))[0]["added"] == []
    wrong = subprocess.run(
        [*run, "import", str(out), "--progress", "x", "--into", notices], capture_output=True, text=True
    )
    assert wrong.returncode == 2 and "没有通报 x" in wrong.stderr


PIECES = [
    'p1:\n  review_by: "2027"\n',
    "p2:\n  entries: []\n",
    "p3:\n",
    "p4: {}\n",
    'p5:\n  entries:\n  - quote: "一"\n    note: |\n      多行\n      # 不是注释\n',
    "p6:\n    entries:\n        - quote: '二'   # 尾注\n\n    due:\n        - by: \"2027\"\n          quote: 三\n",
    "p7:\n  entries:\n    -   quote: 四\n        as_of: null\n  # 末尾的注释\n",
    "# 注释\n",
    "notice:\n  milestones: []\n",
    "\n",
]
LEDGERS = st.lists(st.sampled_from(PIECES), unique=True)


@settings(max_examples=cases(50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LEDGERS, st.sampled_from(["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"]), st.integers(1, 2))
def test_appending_adds_lines_and_touches_no_other(pieces: list[str], item: str, count: int) -> None:
    text = "".join(pieces)
    entries = [Entry(as_of=PartialDate("2026-10-01"), basis="report", quote=f"话{n}：“好”") for n in range(count)]
    before: Any = plain(read_yaml(text, "").root.value) or {}
    after = append_entries(text, item, entries_text(entries))
    tree: Any = plain(read_yaml(after, "").root.value)
    assert [each["quote"] for each in tree[item]["entries"]][-count:] == [entry.quote for entry in entries]
    assert {key: value for key, value in tree.items() if key != item} == {
        key: v for key, v in before.items() if key != item
    }
    gone = [line for line in text.split("\n") if line.strip() and line not in after.split("\n")]
    assert gone in ([], ["  entries: []"], ["p4: {}"]), "only an empty list in the way is opened"


def test_a_ledger_in_flow_style_is_refused() -> None:
    with pytest.raises(CannotAppend):
        append_entries('p1: {entries: [{quote: "一"}]}\n', "p1", '- quote: "二"\n')


def test_line_ends_stay_as_they_were(space: Space) -> None:
    space.notice(ledger=LEDGER.replace("\n", "\r\n"))
    progress(space, workbook_of(space, {("p1", "本次进展"): "历年沉淀资金已清理三成。"}))
    raw = (space.content / "notices/n/ledger.yaml").read_bytes()
    assert raw.count(b"\n") == raw.count(b"\r\n") > LEDGER.count("\n")


@pytest.mark.audit
def test_libreoffice_may_save_the_workbook_between_the_two_steps(space: Space) -> None:
    space.notice(ledger=SPARE)
    path = space.folder / "台账.xlsx"
    path.write_bytes(sheet_of(space.content, TEMPLATES, "n", DEMO_DAY))
    again = converted(path, "xlsx")
    if again is None:
        pytest.skip("no LibreOffice on this machine")
    assert progress(space, again.read_bytes()).added == [] and ledger(space) == SPARE
    path.write_bytes(
        workbook_of(space, {("p1", "本次进展"): "历年沉淀资金已清理三成。", ("p2", "本次进展"): "=又补录台账12本。"})
    )
    again = converted(path, "xlsx")
    assert again is not None
    assert [each.item for each in progress(space, again.read_bytes()).added] == ["p1", "p2"]


def test_a_workbook_that_came_back_is_no_new_notice(space: Space) -> None:
    space.notice(ledger=SPARE)
    path = space.folder / "报送.xlsx"
    path.write_bytes(workbook_of(space, {("p1", "本次进展"): "历年沉淀资金已清理三成。"}))
    command = [sys.executable, "-m", "site_builder", "import", str(path), "--into", str(space.content / "notices")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1 and "--progress n" in ran.stdout, ran.stdout + ran.stderr
    assert [each.name for each in (space.content / "notices").iterdir()] == ["n"]
