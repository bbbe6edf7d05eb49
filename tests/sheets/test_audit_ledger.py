"""An audit ledger of 52 columns under three header rows: what becomes of every one of them, and that no cell is lost in silence."""

from pathlib import Path

import pytest

from site_builder.importing.report import Imported, report_entry
from site_builder.importing.tables.table_draft import TableDraft
from tests.sheets.books import Merge, Rows, converted, drafted, imported, xls, xlsx

# Header rows from the outermost inwards, what the column is read as, and the cells of two items.
COLUMNS: list[tuple[str, str, str, str]] = [
    ("序号", "number", "1", "2"),
    ("被审计单位", "other", "云州市水务局", "云州市水务局"),
    ("审计项目", "title", "2025年度预算执行审计", "2025年度预算执行审计"),
    ("问题分类·一级标题", "section", "资金管理", "项目管理"),
    ("问题分类·二级标题", "section", "专项资金", "进度管理"),
    ("问题分类·三级标题", "section", "结余资金", "拨付进度"),
    ("具体问题表述", "problem", "结余资金200万元未及时上缴", "项目资金拨付缓慢"),
    ("问题金额", "amount", "200", "1,080.5"),
    ("整改类型", "section", "立行立改", "限期整改"),
    ("整改要求", "goal", "限期上缴", "加快拨付"),
    ("整改时限", "due", "2026年6月底前", "2026-12"),
    ("整改完成标准", "goal", "资金全部上缴国库", "拨付到位"),
    ("细化的整改措施", "measure", "1.逐笔清理结余。\n2.办理上缴手续。", "督促施工单位申报进度。"),
    ("第一责任人", "person", "赵某", "局长"),
    ("牵头部门", "responsible", "财务科", "规划科"),
    ("配合部门", "responsible", "办公室、审计科", "财务科"),
    ("牵头/配合部门责任人及联系电话", "phone", "孙某 0000-8300002", "周某 0000-8300003"),
    ("已采取的整改措施", "progress", "已上缴结余资金185.5万元。", "正在办理拨付手续。"),
    ("整改金额·合计", "amount", "201", "0"),
    ("整改金额·已整改问题金额·上缴财政", "amount", "21", ""),
    ("整改金额·已整改问题金额·追缴", "amount", "22", "12.5"),
    ("整改金额·已整改问题金额·归还原渠道", "amount", "23", ""),
    ("整改金额·已整改问题金额·统筹盘活", "amount", "24", ""),
    ("整改金额·已整改问题金额·调账", "amount", "25", ""),
    ("整改金额·已整改问题金额·减少拨款", "amount", "26", ""),
    ("整改金额·已整改问题金额·清退", "amount", "27", ""),
    ("整改金额·已整改问题金额·补缴税费", "amount", "28", ""),
    ("整改金额·已整改问题金额·收回贷款", "amount", "29", ""),
    ("整改金额·已整改问题金额·核减投资", "amount", "30", ""),
    ("整改金额·已整改问题金额·挽回损失", "amount", "31", ""),
    ("整改金额·已整改问题金额·规范核算", "amount", "32", "约三十"),
    ("整改金额·已整改问题金额·退还个人", "amount", "33", ""),
    ("整改金额·已整改问题金额·账务处理", "amount", "34", "3.5和4"),
    ("整改金额·已整改问题金额·其他方式", "amount", "35", ""),
    ("整改金额·促进增收节支·增收", "amount", "36", ""),
    ("整改金额·促进增收节支·节支", "amount", "37", ""),
    ("整改金额·促进增收节支·避免损失", "amount", "38", ""),
    ("整改金额·促进增收节支·盘活资产", "amount", "39", ""),
    ("整改金额·促进增收节支·压减支出", "amount", "40", ""),
    ("整改金额·促进增收节支·节约资金", "amount", "41", ""),
    ("整改金额·促进增收节支·增加收入", "amount", "42", ""),
    ("整改金额·促进增收节支·降低成本", "amount", "43", ""),
    ("整改金额·促进增收节支·提高效益", "amount", "44", ""),
    ("整改金额·促进增收节支·加快拨付", "amount", "45", ""),
    ("整改金额·促进增收节支·推进项目", "amount", "46", ""),
    ("整改金额·促进增收节支·处置资产", "amount", "47", ""),
    ("整改金额·促进增收节支·其他成效", "amount", "48", ""),
    ("整改金额·尚未整改金额", "amount", "49", "1,068"),
    ("未整改到位原因", "cause", "", "施工单位申报迟"),
    ("是否已完成整改", "status", "是", "否"),
    ("是否销号", "closed", "是", "否"),
    ("备注", "note", "凭证在财务科", "跨年度事项"),
]  # fmt: skip
KINDS = {"追缴": "recovered", "收回贷款": "recovered", "归还原渠道": "returned", "上缴财政": "returned", "清退": "returned",
         "退还个人": "returned", "补缴税费": "repaid", "挽回损失": "saved", "核减投资": "reduced", "压减支出": "reduced",
         "节约资金": "reduced"}  # fmt: skip


def ledger() -> tuple[Rows, list[Merge]]:
    """The table: title, unit, three header rows whose groups are merged, two items."""
    paths = [path.split("·") for path, *_ in COLUMNS]
    heads = [[""] * len(paths) for _ in range(3)]
    merges: list[Merge] = [(0, 0, 0, 51)]
    for column, path in enumerate(paths):
        for depth, name in enumerate(path):
            last = depth == len(path) - 1
            if not last and column and paths[column - 1][: depth + 1] == path[: depth + 1]:
                continue
            heads[depth][column] = name
            right = column
            while not last and right + 1 < len(paths) and paths[right + 1][: depth + 1] == path[: depth + 1]:
                right += 1
            bottom = 2 if last else depth
            if (bottom, right) != (depth, column):
                merges.append((2 + depth, column, 2 + bottom, right))
    rows = [
        ["云州市水务局审计整改台账", *[""] * 51],
        [*[""] * 50, "单位：万元", ""],
        *heads,
        *([c[n] for c in COLUMNS] for n in (2, 3)),
    ]
    return rows, merges


def test_the_table_is_what_it_says() -> None:
    rows, merges = ledger()
    assert len(COLUMNS) == 52 and all(len(row) == 52 for row in rows)
    assert (2, 18, 2, 47) in merges and (3, 19, 3, 33) in merges and (3, 34, 3, 46) in merges and (2, 0, 4, 0) in merges


def check(found: TableDraft) -> None:
    """Every column's fate, every cell's place, and all that is said and suggested."""
    assert found.refused is None
    draft = found.draft
    assert [(each.name, each.means, each.kept) for each in draft.columns] == [
        (name, means, "checked" if means in ("person", "phone") else "text") for name, means, *_ in COLUMNS
    ]
    assert [each.rows for each in draft.columns] == [bool(one) + bool(two) for _, _, one, two in COLUMNS]
    assert [problem.title for problem in draft.outline.problems] == [
        "结余资金200万元未及时上缴",
        "项目资金拨付缓慢",
    ]
    for number, problem in enumerate(draft.outline.problems):
        for name, means, *cells in COLUMNS:
            if not (cell := cells[number]):
                assert f"{name}：" not in problem.text, name
            elif means not in ("person", "phone"):
                assert f"{name}：{cell}" in problem.text.replace("：\n", "："), name
    assert {(each.text, each.why) for each in draft.aside} == {
        ("第一责任人：赵某", "第 1 项 整改台账!N6 是人名，没有收入"),
        ("牵头/配合部门责任人及联系电话：孙某 0000-8300002", "第 1 项 整改台账!Q6 是电话号码，没有收入"),
        ("牵头/配合部门责任人及联系电话：周某 0000-8300003", "第 2 项 整改台账!Q7 是电话号码，没有收入"),
    }
    assert "第一责任人：局长" in draft.outline.problems[1].text, "a post is no person"
    said = {(each.text, each.why.partition("，")[0]) for each in draft.doubts}
    assert {
        ("被审计单位", "没有对应的填写项"),
        ("整改金额·已整改问题金额·账务处理：3.5和4", "整改台账!AG7 不止一个数"),
        ("整改金额·已整改问题金额·规范核算：约三十", "整改台账!AE7 不是一个数"),
        ("是否已完成整改：否", "整改台账!AX7 只说没有完成"),
        ("销号", "有 1 项写着销号"),
    } <= said, said


def test_every_column_has_its_fate() -> None:
    check(drafted(xlsx(*ledger())))


def test_the_same_as_old_excel_has_it() -> None:
    check(drafted(xls(*ledger()), "台账.xls"))


@pytest.mark.audit
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_the_same_as_libreoffice_saves_it(kind: str, tmp_path: Path) -> None:
    again = converted(imported(xlsx(*ledger()), "台账.xlsx", tmp_path), kind)
    if again is None:
        pytest.skip("no LibreOffice on this machine")
    check(drafted(again.read_bytes(), again.name))


def test_what_is_suggested_of_it() -> None:
    """Each sum with its label, kind and unit; nothing of 销号, of a bare 否, or of a column that is only kept."""
    draft = drafted(xlsx(*ledger())).draft
    first, second = draft.suggested.ledgers.items["p1"], draft.suggested.ledgers.items["p2"]
    assert [f"{each.role}:{each.unit}" for each in first.responsible] == ["牵头:财务科", "配合:办公室", "配合:审计科"]
    assert [(each.by, each.quote) for each in first.due] == [("2026-06", "整改时限：2026年6月底前")]
    assert [each.by for each in second.due] == ["2026-12"]
    assert [(each.status, each.quote) for each in first.entries if each.about is None] == [
        ("done", "是否已完成整改：是")
    ]
    assert "done" not in {each.status for each in second.entries}
    assert first.closing is None and second.closing is None
    sums = [(name, one) for name, means, one, _ in COLUMNS if means == "amount"]
    assert len(sums) == 31
    of_cells = [each for each in first.facts if each.quotes[0].partition("：")[0] in dict(sums)]
    assert [(each.quotes, each.value, each.unit, each.kind) for each in of_cells] == [
        ((f"{name}：{value}",), value, "万元", KINDS.get(name.rpartition("·")[2], "amount")) for name, value in sums
    ]
    assert [(each.value, each.unit) for each in first.facts if each not in of_cells] == [("185.5", "万元")]
    assert [each.value for each in second.facts] == ["1080.5", "12.5", "1068"]
    assert [len(problem.measures) for problem in draft.outline.problems] == [2, 1]


def test_the_report_lists_every_column() -> None:
    told = report_entry(Imported("台账.xlsx", "n", drafted(xlsx(*ledger())).draft))["columns"]
    assert len(told) == 52
    assert told[20] == {
        "place": "整改台账!U",
        "name": "整改金额·已整改问题金额·追缴",
        "means": "amount",
        "rows": 2,
        "kept": "text",
    }
