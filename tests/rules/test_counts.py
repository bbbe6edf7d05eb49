"""Numbers that count on: totals stated and listed, 一是 and 二是 of an item, numbers of headings."""

import pytest

from site_builder.rules.counts import numbering_is_whole, one_is_two_is, totals_agree
from site_builder.rules.rule import Rule
from tests.rules.space import Edit, rewritten
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
LIST = (
    "- 一是由管网部牵头，改造老旧管网12公里，漏损率降至9.4%。\n"
    "- 二是修订《管网巡查办法（试行）》，每月巡查一次。\n"
    "- 三是更换阀门16个，其余4个正在更换。"
)


def told(rule: Rule, *edits: Edit) -> list[tuple[str, str, str]]:
    """What is underlined, what, and why."""
    case = rewritten(CASE, *edits)
    lines = [*[""] * (case.notice.body_line - 1), *case.notice.body.split("\n")]
    return [(lines[f.at.line - 1][f.at.column - 1 :][: f.at.length], f.what, f.why) for f in rule.findings(case)]


@pytest.mark.parametrize(
    ("text", "found"),  # the numeral that is underlined, the number that was expected, the numeral that is said
    [
        ("- 一是甲。\n- 二是乙。\n- 三是丙。", []),
        ("- 一是甲。\n- 三是丙。", [("三", 2, "三")]),
        ("- 一是甲。\n- 三是丙。\n- 四是丁。", [("三", 2, "三")]),
        ("- 二是甲。", [("二", 1, "二")]),
        ("- 一是甲。\n- 二是乙。\n- 一是丙。\n- 二是丁。", []),  # another list
        ("- 一是甲。\n- 一是丙。\n- 三是丁。", [("三", 2, "三")]),
        ("一是甲；二是乙；四是丙。", [("四", 3, "四")]),
        ("一是甲：二是乙。四是丙。", [("四", 3, "四")]),
        ("一是甲; 三是乙。", [("三", 2, "三")]),
        ("一是甲:三是乙。", [("三", 2, "三")]),
        ("甲，三是乙。", []),  # no beginning of a clause
        ("这三是乙。", []),
        ("九是甲。", [("九", 1, "九")]),
        ("十一是甲。", [("十", 1, "十一")]),
        ("二十一是甲。", [("二", 1, "二十一")]),
        ("十十十是甲。", []),  # no number
        ("是甲。", []),
        ("三 是甲。", []),
    ],
)
def test_ordinals(text: str, found: list[tuple[str, int, str]]) -> None:
    right = [(sign, "事项 p1 的“几是”不连续", f"应是第 {number} 个，这里是“{said}是”") for sign, number, said in found]
    assert told(one_is_two_is, Edit(N, LIST, text)) == right


def test_each_item_counts_for_itself() -> None:
    edits = Edit(N, LIST, "一是甲。二是乙。"), Edit(N, "目前正在与其余施工单位对账。", "三是甲。")
    assert [each[1] for each in told(one_is_two_is, *edits)] == ["事项 p3 的“几是”不连续"]


NOT_WHOLE = "标题的序号不连续"


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("### 1. 甲\n\n### 2. 乙\n\n### 3. 丙", []),
        ("### 1. 甲\n\n### 3. 丙", [("3. 丙", NOT_WHOLE, "上一个是 1，这一个是 3")]),
        ("### 1. 甲\n\n### 3. 丙\n\n### 5. 丁", [("3. 丙", NOT_WHOLE, "上一个是 1，这一个是 3"), ("5. 丁", NOT_WHOLE, "上一个是 3，这一个是 5")]),
        ("### 3. 甲\n\n### 4. 乙", []),  # the first may be any
        ("### 1. 甲\n\n### 1. 乙", []),
        ("### 2. 甲\n\n### 1. 乙", []),
        ("### 1. 甲\n\n### 乙\n\n### 3. 丙", [("3. 丙", NOT_WHOLE, "上一个是 1，这一个是 3")]),
        ("### （一）甲\n\n#### 1. 乙\n\n#### 2. 丙\n\n### （二）丁\n\n#### 5. 戊", []),  # it begins anew below another
        ("### （一）甲\n\n#### 1. 乙\n\n### （三）丁", [("（三）丁", NOT_WHOLE, "上一个是 1，这一个是 3")]),
        ("### 1. 甲\n\n正文3. 丙\n\n### 2. 乙", []),
    ],
)  # fmt: skip
def test_numbers_of_headings(headings: str, found: list[tuple[str, str, str]]) -> None:
    assert told(numbering_is_whole, Edit(N, "## 二、公开说明", f"## 二、公开说明\n\n{headings}\n\n## 三、附")) == found


STATED = "  problems: 4\n  categories: 2\n"
DIFFERS = "总数与列出的不一致"
P4 = '      status: not-started\n      quote: "因预算'


@pytest.mark.parametrize(
    ("stated", "status", "why"),  # listed: p1 ongoing, p2 partial, p3 ongoing, p4 as given
    [
        (STATED, "not-started", ""),
        ("  problems: 5\n", "not-started", "原文说 5，列出的事项是 4"),
        ("  problems: 3\n", "not-started", "原文说 3，列出的事项是 4"),
        ("  categories: 3\n", "not-started", "原文说 3，列出的类别是 2"),
        ("  ongoing: 2\n  partial: 1\n  not-started: 1\n  done: 0\n", "not-started", ""),
        ("  ongoing: 3\n", "not-started", "原文说 3，列出的状态为 ongoing 的事项是 2"),
        ("  partial: 0\n", "not-started", "原文说 0，列出的状态为 partial 的事项是 1"),
        ("  not-started: 2\n", "not-started", "原文说 2，列出的状态为 not-started 的事项是 1"),
        ("  done: 1\n", "not-started", "原文说 1，列出的状态为 done 的事项是 0"),
        ("  done: 1\n", "done", ""),
        ("  done: 1\n", "closed", ""),
        ("  done: 2\n", "closed", "原文说 2，列出的状态为 done 的事项是 1"),
        ("  ongoing: 3\n", "", ""),  # an item whose status nobody states may be one of them
        ("  ongoing: 1\n", "", "原文说 1，列出的状态为 ongoing 的事项是 2"),
        ("  problems: 5\n", "", "原文说 5，列出的事项是 4"),
        ("  categories: 3\n", "", "原文说 3，列出的类别是 2"),
    ],
)
def test_totals(stated: str, status: str, why: str) -> None:
    edits = Edit(N, STATED, stated), Edit(L, P4, P4.replace("not-started", status) if status else P4.partition("\n")[2])
    assert [each[1:] for each in told(totals_agree, *edits)] == ([(DIFFERS, why)] if why else [])
