# ruff: noqa: E501  a list of words
"""Texts without an end to their clauses, digits or brackets: linear time, and what is too long to be read is said."""

import time
from collections.abc import Callable

import pytest

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import inline_markers
from site_builder.importing.names import organ_id
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.fields import equation
from site_builder.importing.refusal import refusal_of
from site_builder.importing.structure.front import without_contents
from site_builder.importing.structure.window import window_of
from site_builder.importing.suggest.passage import LONGEST_CLAUSE, LONGEST_MEASURE
from site_builder.importing.writer import ledger_file, notice_file
from tests.cases import either, part

HEAD = "中共云州市园林局党组关于巡察整改情况的通报\n二、整改情况\n1.关于“票据管理不规范”问题\n"
LONG = either(4_000, 90_000)  # characters
SECONDS = either(3, 9)  # for one step, and for a whole text
FOR_A_TEXT = either(1, 9)  # a quadratic step takes many times as long
UNITS = [
    "清理旧票据", "1", "12家", "3.5万元", "，", "；", "。", "“", "（", "(", "《", "：", "2024年", "3月5日", "率", "x", "*", "a@", "0999-", "电话", "  ",
    "一是", "①", "(1)", "已完成", "计划于", "正在", "追回资金1万元，", "计划于2024年6月前完成，", "修订甲办法、", "每年", "由", "作为", "关于“", "局长王", "公示期",
    "市委巡察", "第一轮", "反馈", "对园林局", "人次", "培训", "确保90%以上，",
]  # fmt: skip


def imported(text: str) -> tuple[Draft, float]:
    begun = time.process_time()
    manuscript = read_manuscript(text.encode(), "a.txt")
    draft = draft_of(manuscript, organ_id)
    refusal_of(draft, manuscript.lines)
    notice_file(draft.head, draft.blocks)
    ledger_file(draft.suggested.ledgers)
    return draft, time.process_time() - begun


@pytest.mark.parametrize("unit", part(UNITS, lambda unit: UNITS.index(unit) // 2))
def test_one_thing_again_and_again(unit: str) -> None:
    """As a measure, in the lead, before the title and after the telephone."""
    run = unit * (LONG // len(unit))
    text = (
        run[: LONG // 4]
        + "\n"
        + HEAD[:22]
        + "\n根据部署，"
        + run[: LONG // 4]
        + "\n"
        + HEAD[22:]
        + run
        + "\n联系电话："
        + run
    )
    draft, seconds = imported(text)
    assert seconds < FOR_A_TEXT
    assert run.strip() in text
    assert len("".join(draft.outline.text.split())) >= LONG - LONG // 4 or unit.isspace()


@pytest.mark.parametrize("unit", ["追回资金1万元，", "计划于2024年6月前完成，", "已完成甲乙，", "培训12人次；"])
def test_as_many_suggestions_as_fit_a_measure(unit: str) -> None:
    _, seconds = imported(HEAD + unit * (LONGEST_MEASURE // len(unit)))
    assert seconds < SECONDS


@pytest.mark.parametrize(
    "work",
    [
        lambda: window_of(tuple(Line(n, "公示时间另行通知。") for n in range(6_000)), None),
        lambda: equation(r"\f(" + "a" * 400_000 + ",b)"),
        lambda: inline_markers(":" + "(1)甲乙丙丁戊己庚辛壬癸甲乙丙丁。" * 40_000),
        lambda: without_contents(tuple(Line(n, "目录" if n == 0 else f"第{n % 15_000}节") for n in range(30_000))),
    ],
    ids=["window", "equation", "numbers in a line", "contents"],
)
def test_one_step_of_much(work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    assert time.process_time() - begun < SECONDS


def test_what_is_too_long_is_kept_and_said() -> None:
    clause = "清理" * (LONGEST_CLAUSE // 2 + 1)
    draft, _ = imported(HEAD + f"{clause}，已完成核销工作。" + "\n补办手续。" * 2)
    assert clause in draft.outline.text
    assert [each.about for each in draft.suggested.ledgers.items["p1"].entries] == ["核销工作"]
    whole = "已完成核销工作。" * (LONGEST_MEASURE // 8 + 1)
    draft, _ = imported(HEAD + whole)
    assert whole in draft.outline.text
    assert draft.suggested.ledgers.items == {}
    assert "没有从中找进展和数字" in draft.doubts[-1].why
