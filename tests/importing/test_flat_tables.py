"""Tables that were pasted one cell a line: put together as they were where that is sure, else left as lines; never otherwise."""

import random
import time
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.importing.lines.flat_tables import gathered
from site_builder.importing.lines.manuscript import Line, Manuscript
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.tables.table_draft import draft_of_tables
from site_builder.importing.tables.table_reading import ledger_in
from tests.cases import cases

SAID = "拼回了表格"
TABLE = """\
云州市水务局巡察整改清单
序号
反馈问题
整改措施
责任领导及股室
整改时限
整改情况
一、党的领导方面
1
管护责任不落实
1.列入预算，落实资金863万元。
2.与11个乡镇签订责任书。
分管管护的副局长
管护站
2022年9月底
已完成整改
2
党组会研究党建少
修订议事规则，每季度研究一次。
党组书记
局办公室
2022年8月底，长期坚持
已完成整改，长期坚持
二、廉政建设方面
3
招投标监管缺位
1.对3个项目的责任人进行问责。
2.制定管理规定。
3.评查案卷。
纪检组
2022年11月底
正在整改。已评查八成
下一步，局党组将继续抓好后续整改。
"""


def read(text: str) -> Manuscript:
    return read_manuscript(text.encode(), "清单.txt")


def cells(found: Manuscript) -> list[list[str]]:
    return [[box.text for box in line.boxes] or list(line.cells) for line in found.lines if line.cells]


def test_cells_of_several_lines_and_headings_between_rows() -> None:
    found = read(TABLE)
    assert cells(found)[:3] == [
        ["序号", "反馈问题", "整改措施", "责任领导及股室", "整改时限", "整改情况"],
        ["一、党的领导方面"],
        ["1", "管护责任不落实", "1.列入预算，落实资金863万元。\n2.与11个乡镇签订责任书。", "分管管护的副局长\n管护站", "2022年9月底", "已完成整改"],
    ]  # fmt: skip
    assert [line.text for line in found.lines if not line.cells] == [
        "云州市水务局巡察整改清单",
        "下一步，局党组将继续抓好后续整改。",
    ]
    assert [(each.line, SAID in each.why) for each in found.doubts if SAID in each.why] == [(2, True)]
    tables = ledger_in(found, b"", only=True)
    assert tables is not None
    draft = draft_of_tables(tables, lambda organ: "organ").draft
    assert [(p.title, p.category, len(p.measures)) for p in draft.outline.problems] == [
        ("管护责任不落实", "一、党的领导方面", 2),
        ("党组会研究党建少", "一、党的领导方面", 1),
        ("招投标监管缺位", "二、廉政建设方面", 3),
    ]
    first = draft.suggested.ledgers.items["p1"]
    assert ([each.unit for each in first.responsible], [each.by for each in first.due]) == (["管护站"], ["2022-09"])


def test_a_row_that_could_be_divided_otherwise_leaves_all_lines_as_they_are() -> None:
    """Two sentences behind the problem: which of them is the measure, and whether one is part of the problem, nobody can say."""
    unsure = TABLE.replace(
        "1.列入预算，落实资金863万元。\n2.与11个乡镇签订责任书。\n", "责任书没有签订\n管护经费没有列入预算\n列入预算\n"
    )
    found = read(unsure)
    assert cells(found) == [] and not [each for each in found.doubts if SAID in each.why]
    assert [line.text for line in found.lines] == unsure.splitlines()


@pytest.mark.parametrize("number", ["1", "1\n甲\n乙。\n管护站\n2\n丙"])
def test_headers_of_tables_that_are_none_take_no_time(number: str) -> None:
    lines = [*f"序号\n反馈问题\n整改措施\n责任部门\n{number}".split("\n"), "甲"] * 3_000
    begun = time.process_time()
    gathered([Line(at, text) for at, text in enumerate(lines, 1)])
    assert time.process_time() - begun < 5


class Column(NamedTuple):
    name: str
    words: tuple[str, ...]  # of one line each; a cell has some of them
    most: int  # lines of a cell


PLACES = ["管护", "招投标", "收费", "档案", "车辆", "合同", "票据", "编制"]
COLUMNS = {
    "problem": Column("反馈问题", tuple(f"{each}管理不规范" for each in PLACES), 1),
    "measure": Column("整改措施", tuple(f"{each}制度已经修订并印发。" for each in PLACES), 4),
    "who": Column("责任部门", ("局办公室", "管护站", "财务科", "执法大队", "城东街道"), 3),
    "due": Column("整改时限", ("2022年9月底", "2023年12月", "长期坚持", "2022-08-31"), 1),
    "state": Column("完成情况", ("已完成整改", "正在整改", "基本完成", "已完成并长期坚持"), 1),
}
ORDERS = [
    ("problem", "measure", "who", "due", "state"),
    ("problem", "who", "measure", "due", "state"),
    ("problem", "measure", "state", "who"),
    ("problem", "due", "measure", "who", "state"),
]


@settings(max_examples=cases(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False), st.sampled_from(ORDERS), st.integers(2, 7), st.booleans(), st.booleans())
def test_it_is_the_truth_or_no_table(dice: random.Random, order: tuple[str, ...], count: int, headings: bool, numbered: bool) -> None:  # fmt: skip
    columns = [COLUMNS[name] for name in order]
    rows: list[list[str]] = []
    lines = ["云州市巡察整改清单", "序号", *(column.name for column in columns)]
    for number in range(1, count + 1):
        if headings and number in (1, 3):
            rows.append([f"{'一二三'[number // 2]}、作风方面"])
            lines.append(rows[-1][0])
        row = [str(number)]
        for name, column in zip(order, columns, strict=True):
            held = dice.sample(column.words, min(dice.randint(1, column.most), len(column.words)))
            if name == "measure" and numbered and len(held) > 1:
                held = [f"{n}.{words}" for n, words in enumerate(held, 1)]
            row.append("\n".join(held))
        rows.append(row)
        lines += "\n".join(row).split("\n")
    lines += ["下一步，将继续抓好整改，巩固成果。", "云州市水务局", "2023年1月5日"]
    found = read("\n".join(lines))
    assert cells(found) in ([], [["序号", *(column.name for column in columns)], *rows])
    assert cells(found) or (order[-1] == "who" and not numbered), (
        "only sentences without numbers beside them may be unsure"
    )
