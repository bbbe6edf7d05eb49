"""Headers that offices really use: what their columns mean, and that every cell is in its item under its column's name."""

from collections.abc import Sequence

import pytest

from site_builder.importing.writer import text_file
from site_builder.sheets.header import find_header
from site_builder.sheets.workbook import read_tables
from tests.sheets.books import Merge, Rows, drafted, xlsx

Table = tuple[Rows, Sequence[Merge]]
AUDIT: Table = (
    [
        ["云州市审计整改台账"] + [""] * 51,
        ["序号", "被审计单位", "审计项目", "问题分类", "", "", "具体问题表述", "问题金额", "整改类型", "整改要求", "整改时限",
         "整改完成标准", "细化的整改措施", "第一责任人", "牵头部门", "配合部门", "牵头/配合部门责任人及联系电话", "已采取的整改措施",
         "整改金额"] + [""] * 29 + ["未整改到位原因", "是否已完成整改", "是否销号", "备注"],
        ["", "", "", "一级标题", "二级标题", "三级标题"] + [""] * 12
        + ["合计", "已整改问题金额"] + [""] * 14 + ["促进增收节支"] + [""] * 13 + [""] * 4,
        [""] * 19
        + ["上缴财政", "追缴", "归还原渠道", "统筹盘活", "调账", "减少拨款", "清退", "补缴税费", "收回贷款", "核减投资", "挽回损失",
           "规范核算", "退还个人", "其他方式一", "其他方式二"]
        + ["增收", "节支", "避免损失", "盘活资产", "压减支出", "节约资金", "增加收入", "降低成本", "提高效益", "加快拨付",
           "推进项目", "完善资产", "处置资产", "其他成效"] + [""] * 4,
        [1, "云州市水务局", "2025年度预算执行审计", "资金管理", "专项资金", "结余资金", "结余资金200万元未及时上缴", 200, "立行立改",
         "限期上缴", "2026年6月底前", "资金全部上缴", "1.清理结余。\n2.办理上缴。", "赵某", "财务科", "规划科", "孙某 0000-8300002",
         "已上缴结余资金200万元。", 200, 200] + [""] * 28 + ["", "是", "否", ""],
        [2, "云州市水务局", "2025年度预算执行审计", "资金管理", "专项资金", "拨付进度", "项目资金拨付缓慢", 80, "限期整改",
         "加快拨付", "2026年12月", "全部拨付", "督促施工单位申报进度。", "赵某", "规划科", "财务科", "周某 0000-8300003",
         "正在办理拨付手续。", 0, "", 12.5, 3.2] + [""] * 26 + ["项目未完工", "否", "否", "跨年度"],
    ],
    [(0, 0, 0, 51)]
    + [(1, c, 3, c) for c in (0, 1, 2, *range(6, 18), 48, 49, 50, 51)]
    + [(1, 3, 1, 5), (2, 3, 3, 3), (2, 4, 3, 4), (2, 5, 3, 5), (1, 18, 1, 47), (2, 18, 3, 18), (2, 19, 2, 33), (2, 34, 2, 47)],
)  # fmt: skip
LETTERS: Table = (
    [
        ["云州市生态环境保护督察交办信访件办理情况一览表（第三批）"],
        ["受理编号", "交办问题基本情况", "行政区域", "污染类型", "是否属实", "办结状态", "责任单位", "是否重复", "处理和整改情况", "验收情况", "问责人次"],
        ["D001", "某砂石厂扬尘扰民", "城东区", "大气", "属实", "已办结", "城东区政府", "否", "砂石厂已安装喷淋设施。", "已通过验收", 0],
        ["D002", "夜间施工噪声大", "城西区", "噪声", "基本属实", "阶段性办结", "市住建局", "否", "正在加装隔声屏障。", "", 2],
    ],
    [(0, 0, 0, 10)],
)  # fmt: skip
CLOSING: Table = (
    [
        ["中央生态环境保护督察反馈问题整改验收销号表"],
        ["项目名称", "问题简述", "完成时限", "整改进度", "验收时间", "", ""],
        ["", "", "", "", "县级", "市级", "行业"],
        ["北河污水处理厂提标", "出水水质不稳定", "2025年12月底前", "已完成", "2025-11-03", "2025-11-20", "2025-12-08"],
        ["老垃圾场治理", "渗滤液未收集", "2026年6月", "正在推进", "", "", ""],
    ],
    [(0, 0, 0, 6), *[(1, c, 2, c) for c in range(4)], (1, 4, 1, 6)],
)
INSPECTION: Table = (
    [
        [
            "巡察问题序号",
            "主要方面",
            "发现的问题",
            "原因分析",
            "整改措施",
            "责任人/部门/领导",
            "预计完成时间",
            "任务状态",
        ],
        [
            1,
            "党建方面",
            "支部学习不经常",
            "制度执行不严",
            "1.修订学习制度 2.按月通报",
            "办公室/赵某",
            "2026/9/30",
            "进行中",
        ],
        [2, "党建方面", "谈心谈话不足", "重视不够", "建立谈话台账", "机关党委", "长期坚持", "已完成并长期坚持"],
    ],
    [],
)
PROSE: Table = (
    [
        ["整改任务", "整改目标", "整改措施", "完成情况", "公示时间"],
        [
            "加强饮用水水源保护区整治",
            "保护区内违建清零",
            "一是排查违建。二是限期拆除。",
            "已拆除违建12处，完成生态修复。",
            "2026年3月1日至3月7日",
        ],
    ],
    [],
)


@pytest.mark.parametrize(
    ("table", "meanings"),
    [
        pytest.param(LETTERS, {"受理编号": "number", "交办问题基本情况": "problem", "行政区域": "other", "污染类型": "section",
                               "是否属实": "other", "办结状态": "status", "责任单位": "responsible", "是否重复": "other",
                               "处理和整改情况": "progress", "验收情况": "verified", "问责人次": "other"}, id="letters"),
        pytest.param(CLOSING, {"项目名称": "title", "问题简述": "problem", "完成时限": "due", "整改进度": "progress",
                               "验收时间·县级": "verified", "验收时间·市级": "verified", "验收时间·行业": "verified"}, id="closing"),
        pytest.param(INSPECTION, {"巡察问题序号": "number", "主要方面": "section", "发现的问题": "problem", "原因分析": "cause",
                                  "整改措施": "measure", "责任人/部门/领导": "person", "预计完成时间": "due",
                                  "任务状态": "status"}, id="inspection"),
        pytest.param(PROSE, {"整改任务": "problem", "整改目标": "goal", "整改措施": "measure", "完成情况": "progress",
                             "公示时间": "finished"}, id="prose"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_words(table: Table, meanings: dict[str, str]) -> None:
    """All of them; what has no key is said. The ledger of 52 columns is in test_audit_ledger.py."""
    header = find_header(read_tables(xlsx(*table), bytes.decode)[0])
    assert header is not None and header.is_ledger
    assert {column.name: column.meaning for column in header.columns} == meanings
    told = [each.text for each in drafted(xlsx(*table)).draft.doubts if each.why.startswith("没有对应的填写项")]
    kept = [name for name in meanings if meanings[name] == "other"]
    assert told == (["、".join(kept)] if kept else [])


@pytest.mark.parametrize(
    "table", [AUDIT, LETTERS, CLOSING, INSPECTION, PROSE], ids=["audit", "letters", "closing", "inspection", "prose"]
)
def test_every_cell_stands_in_its_item_under_its_columns_name(table: Table) -> None:
    grid = read_tables(xlsx(*table), bytes.decode)[0]
    header = find_header(grid)
    assert header is not None
    found = drafted(xlsx(*table))
    assert found.refused is None
    problems = found.draft.outline.problems
    first = header.bottom + 1
    assert len(problems) == len(grid.rows) - first
    asides = " ".join(each.text for each in found.draft.aside)
    for number, problem in enumerate(problems):
        for column in header.columns:
            cell = grid.at(first + number, column.place).text
            if not cell:
                continue
            words = "".join(cell.split())
            if column.meaning in ("person", "phone"):
                kept = [part for part in cell.replace("/", " ").split() if part in problem.text]
                assert kept or words in "".join(asides.split()), (column.name, cell)
            else:
                assert words in "".join(problem.text.split()), (column.name, cell)
                assert column.name in problem.text
    assert "赵某" not in text_file(found.draft.blocks, "problem") and "8300002" not in text_file(
        found.draft.blocks, "problem"
    )


def said(table: Table, item: str) -> dict[str, list[str]]:
    """What is suggested of an item, in short."""
    ledger = drafted(xlsx(*table)).draft.suggested.ledgers.items[item]
    return {
        "units": [f"{each.role}:{each.unit}" for each in ledger.responsible],
        "due": [each.by for each in ledger.due],
        "status": [f"{each.status}{'+' if each.continuing else ''}" for each in ledger.entries if each.about is None],
        "facts": [f"{each.label} {each.value}{each.unit}" for each in ledger.facts],
    }


def test_what_columns_say_is_suggested_with_their_words() -> None:
    first = said(AUDIT, "p1")
    assert (
        first["units"] == ["牵头:财务科", "配合:规划科"] and first["due"] == ["2026-06"] and "done" in first["status"]
    )
    assert said(AUDIT, "p2")["due"] == ["2026-12"] and "done" not in said(AUDIT, "p2")["status"]
    letters = said(LETTERS, "p1")
    assert letters["status"] == ["done"] and letters["units"] == ["责任:城东区政府"]
    assert said(LETTERS, "p2")["status"] == ["partial"]
    assert said(CLOSING, "p1")["due"] == ["2025-12"] and said(CLOSING, "p1")["status"] == ["done"]
    assert said(INSPECTION, "p1")["due"] == ["2026-09-30"] and said(INSPECTION, "p1")["status"] == ["ongoing"]
    assert said(INSPECTION, "p2")["status"] == ["done+"] and said(INSPECTION, "p2")["due"] == []


def test_measures_in_a_cell_are_measures_of_the_item() -> None:
    assert [m.text for m in drafted(xlsx(*AUDIT)).draft.outline.problems[0].measures] == [
        "1.清理结余。",
        "2.办理上缴。",
    ]
    assert len(drafted(xlsx(*INSPECTION)).draft.outline.problems[0].measures) == 2
    assert [m.text for m in drafted(xlsx(*PROSE)).draft.outline.problems[0].measures] == [
        "一是排查违建。",
        "二是限期拆除。",
    ]


def test_a_site_teaches_its_own_words() -> None:
    rows: Rows = [["序号", "整改事项", "怎么改"], [1, "台账不全", "补录"], [2, "学习不够", "补课"]]
    assert drafted(xlsx(rows)).refused is not None
    assert [p.title for p in drafted(xlsx(rows), own={"怎么改": "measure"}).draft.outline.problems] == [
        "台账不全",
        "学习不够",
    ]


def test_a_form_with_its_labels_on_the_left_is_read_as_its_row() -> None:
    form: Rows = [["中央督察整改任务公示", ""], *([label, words] for label, words in zip(*PROSE[0], strict=True))]
    draft = drafted(xlsx(form, [(0, 0, 0, 1)])).draft
    assert draft.outline.text.splitlines()[-5:] == drafted(xlsx(*PROSE)).draft.outline.text.splitlines()[-5:]


def test_two_header_rows_without_merged_cells_are_joined() -> None:
    """As text with separators has them: names below blanks belong to the group on their left."""
    text = "序号,巡察反馈问题,整改情况,,,责任单位\n,,整改措施,是否完成,完成时限,\n1,学习不经常,定期学习,是,2026年6月,办公室\n"
    header = find_header(read_tables(text.encode(), bytes.decode)[0])
    assert header is not None
    names = ["序号", "巡察反馈问题", "整改情况·整改措施", "整改情况·是否完成", "整改情况·完成时限", "责任单位"]
    assert [column.name for column in header.columns] == names
    assert [p.title for p in drafted(text.encode(), "台账.csv").draft.outline.problems] == ["学习不经常"]
