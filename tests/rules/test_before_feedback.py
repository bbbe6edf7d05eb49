"""Which dated plans and entries lie before the feedback of 2026-05-20: whose date it is, and what explains it."""

from datetime import date
from typing import Any

import pytest

from site_builder.rules.before_feedback import (
    entry_before_the_feedback,
    plan_before_the_feedback,
    published_long_after_approval,
)
from tests.rules.space import BASE, Edit, rewritten
from tests.rules.test_quotations import L, N, case_of

CASE = case_of()
BEFORE = "- 二是修订《管网巡查办法（试行）》，"
EARLY = "2026年5月8日"
FAR = "甲" * 22  # with the verb, as much as may lie between a plan and its date
INSPECTION = BASE[N][BASE[N].index("inspection:\n") : BASE[N].index("published:")]
TEAM = Edit(N, '  level: "市委"\n', '  type: "审计"\n')


@pytest.mark.parametrize(
    ("line", "found"),  # the words that are underlined, and at which place of the line
    [
        (f"{EARLY}印发整改方案。", (EARLY, 0)),
        ("2026年5月19日印发整改方案。", ("2026年5月19日", 0)),
        ("2026年5月20日印发整改方案。", None),
        ("2026年5月印发整改方案。", None),  # maybe after it
        ("2026年4月印发整改方案。", ("2026年4月", 0)),
        ("5月8日印发整改方案。", None),  # the year is unknown
        ("2026年3月进驻。5月8日印发整改方案。", ("5月8日", 10)),  # it is that of the date before
        ("2025年3月进驻。5月8日印发整改方案。", ("5月8日", 10)),
        ("2027年3月进驻。5月8日印发整改方案。", None),
        ("2024年起、2026年3月进驻。5月8日印发整改方案。", ("5月8日", 17)),
        (f"{EARLY}讨论整改方案。", None),
        (f"{EARLY}印发方案。", None),
        (f"计划{EARLY}整改。", None),
        # a date behind the plan
        (f"整改方案{EARLY}。", None),
        (f"整改方案（{EARLY}）印发。", (EARLY, 5)),
        (f"整改方案({EARLY})印发。", (EARLY, 5)),
        (f"整改方案（草案{EARLY}）印发。", (EARLY, 7)),
        (f"印发整改方案（{'甲' * 12}{EARLY}）。", (EARLY, 19)),
        (f"印发整改方案（{'甲' * 13}{EARLY}）。", None),
        (f"整改方案于{EARLY}印发。", (EARLY, 5)),
        (f"整改方案已于{EARLY}印发。", (EARLY, 6)),
        (f"整改方案已经于{EARLY}印发。", (EARLY, 7)),
        (f"《整改方案》曾于{EARLY}印发。", (EARLY, 8)),
        (f"整改方案将于{EARLY}印发。", None),
        (f"整改方案于{EARLY}反馈后印发。", None),
        (f"印发整改方案，于{EARLY}巡查。", None),
        (f"整改台账于{EARLY}建立。", (EARLY, 5)),
        # a date before it
        (f"{EARLY}{FAR}印发整改方案。", (EARLY, 0)),
        (f"{EARLY}{FAR}甲印发整改方案。", None),
        (f"{EARLY}整改方案{FAR}印发。", (EARLY, 0)),
        (f"{EARLY}整改方案{FAR}甲印发。", None),
        (f"{EARLY}接到意见后印发整改方案。", None),
        (f"{EARLY}印发巡察反馈问题整改方案。", (EARLY, 0)),
        (f"{EARLY}至6月8日制定整改方案。", None),
        (f"{EARLY}印发办法，2026年6月1日印发整改方案。", None),
        (f"2026年6月1日印发整改方案；{EARLY}印发问题清单。", (EARLY, 16)),
        (f"{EARLY}印发整改方案，2026年5月9日印发问题清单。", (EARLY, 0)),
        (f"{'甲' * 30}印发。{EARLY}整改方案。", None),
        # of another time, of another inspection
        (f"{EARLY}印发上一轮整改方案。", None),
        (f"上届于{'甲' * 20}，{EARLY}印发整改方案。", None),
        (f"上届{'甲' * 24}，{EARLY}印发整改方案。", (EARLY, 27)),
        (f"{EARLY}印发整改方案，{'甲' * 20}过去。", None),
        (f"{EARLY}印发整改方案，{'甲' * 22}过去。", (EARLY, 0)),
        (f"{EARLY}印发审计整改方案。", None),
        (f"{EARLY}印发主题教育整改方案。", None),
        # names of documents
        (f"{EARLY}印发《供水整改方案》。", (EARLY, 0)),
        (f"{EARLY}印发《巡察办法》和整改方案。", (EARLY, 0)),
        (f"《{EARLY}办法》印发整改方案。", None),
        (f"《供水整改方案》（{EARLY}）印发。", (EARLY, 9)),
        (f"印发《审计办法》，{EARLY}印发整改方案。", (EARLY, 9)),
        (f"{EARLY}印发《{'甲' * 20}》整改方案。", (EARLY, 0)),
        (f"{EARLY}印发《{'甲' * 21}》整改方案。", None),
        (f"{EARLY}印发整改方案，{'甲' * 20}《办法》。", (EARLY, 0)),
    ],
)
def test_a_plan(line: str, found: tuple[str, int] | None) -> None:
    case = rewritten(CASE, Edit(N, "每月巡查一次。", line))
    lines = case.notice.body.split("\n")
    told = [
        (lines[f.at.line - case.notice.body_line][f.at.column - 1 :][: f.at.length], f.at.column - 1 - len(BEFORE), f.why)
        for f in plan_before_the_feedback.findings(case)
    ]  # fmt: skip
    why = "方案的日期是“{}”，反馈意见的日子（feedback）是 2026-05-20"
    assert told == ([(*found, why.format(found[0]))] if found else [])


@pytest.mark.parametrize(
    ("line", "found"),
    [(f"{EARLY}印发审计整改方案。", True), (f"{EARLY}印发巡视整改方案。", False), (f"{EARLY}印发巡察整改方案。", True)],
)
def test_a_plan_of_an_audit(line: str, found: bool) -> None:
    """The kind of the inspection is said by its type and by its teams."""
    assert bool([*plan_before_the_feedback.findings(rewritten(CASE, TEAM, Edit(N, "每月巡查一次。", line)))]) == found


@pytest.mark.parametrize("lacking", ['  feedback: "2026-05-20"\n', INSPECTION])
def test_a_plan_of_a_notice_without_feedback(lacking: str) -> None:
    case = rewritten(CASE, Edit(N, "每月巡查一次。", f"{EARLY}印发整改方案。"), Edit(N, lacking, ""))
    assert [*plan_before_the_feedback.findings(case)] == [*entry_before_the_feedback.findings(case)] == []


def test_every_line_is_looked_at() -> None:
    edits = (
        Edit(N, "每月巡查一次。", f"每月巡查。{EARLY}印发整改方案。2026年6月1日印发整改方案。{EARLY}印发问题清单。"),
        Edit(N, "因预算尚未批复", f"{EARLY}印发任务清单，因预算尚未批复"),
    )
    assert len([*plan_before_the_feedback.findings(rewritten(CASE, *edits))]) == 3


PUBLISHED = 'published: "2026-10-12"'


@pytest.mark.parametrize(
    ("as_of", "rest", "edits", "found"),
    [
        ("2026-05-19", "status: done", (), True),
        ("2026-05-20", "status: done", (), False),
        ("2026-05", "status: done", (), False),
        ("2026-04", "status: done", (), True),
        ("2025", "status: done", (), True),
        ("2026", "status: done", (), False),
        ("2026-05-19", "basis: notice", (), False),
        ("2026-05-19", "status: done", (Edit(N, PUBLISHED, 'published: "2026-05-19"'),), False),  # R017 says so
        ("2026-05-19", "status: done", (Edit(N, PUBLISHED, 'published: "2026-05-20"'),), True),
        ("2026-05-19", "status: done", (Edit(N, PUBLISHED, "published: null"),), True),
        ("2026-05-19", "status: done", (Edit(N, '  feedback: "2026-05-20"\n', ""),), False),
    ],
)
def test_an_entry(as_of: str, rest: str, edits: tuple[Any, ...], found: bool) -> None:
    old = '    - as_of: "2026-10-12"\n      happened'
    case = rewritten(CASE, Edit(L, old, f'    - {{as_of: "{as_of}", {rest}, quote: x}}\n{old}'), *edits)
    told = [(f.at, f.why) for f in entry_before_the_feedback.findings(case)]
    why = f"as_of 是 {as_of}，反馈意见的日子（feedback）是 2026-05-20"
    assert told == ([(case.notice.at_ledger("p1", "entries", 0, "as_of"), why)] if found else [])


@pytest.mark.parametrize(
    ("approved", "days"),
    [(date(2026, 9, 1), 25), (date(2026, 9, 4), 22), (date(2026, 9, 6), 22), (date(2026, 9, 7), 21), (date(2026, 9, 8), 0), (None, 0)],
)  # fmt: skip
def test_working_days_between_approval_and_publication(approved: date | None, days: int) -> None:
    case = CASE._replace(approved=approved)
    told = [(f.at, f.why) for f in published_long_after_approval.findings(case)]
    why = f"审批于 {approved}，公开于 2026-10-12，相隔 {days} 个工作日（审批当天不计）"
    assert told == ([(case.notice.at_head("published"), why)] if days else [])
