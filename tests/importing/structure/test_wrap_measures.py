"""Lines broken at a number of columns or at a number of signs, numbers and words kept whole or not: the text is what it was."""

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.page_width import PageWidth, _begins_indented, _headed, _tells
from site_builder.importing.structure.wraps import _begins_anew, _goes_on, unwrapped
from tests.cases import cases
from tests.importing.structure.test_wraps import read

CLAUSES = [
    "修订《票据管理办法》", "清退违规发放的补贴12.6万元", "对3名责任人进行了约谈", "组织6期培训", "新增应急设备2,860台套", "完善了联席会议制度",
    "在线率由58%提高到97%", "逐项明确责任单位和完成时限", "排查发现问题1,306个", "接入APP统一管理", "向区委作了专题报告",
]  # fmt: skip
FIRST = tuple("，。；：、！？）》”")
UNITS = re.compile(r"[!-~]+|.")
columns, signs = PageWidth(0).width, PageWidth(0, True).width


def broken(text: str, most: int, width: Callable[[str], int], *, whole: bool) -> list[str]:
    """Lines of at most `most` columns.

    Takes   whole: numbers and Latin words are not cut, and punctuation never begins a line
    """
    lines = [""]
    for unit in UNITS.findall(text) if whole else text:
        if width(lines[-1] + unit) > most and not (whole and unit in FIRST):
            lines.append("")
        lines[-1] += unit
    return lines


texts = st.lists(st.lists(st.sampled_from(CLAUSES), min_size=7, max_size=11, unique=True), min_size=4, max_size=7)
Way = tuple[Callable[[str], int], bool]


def is_whole(clauses: list[list[str]], size: int, way: Way, indent: str) -> bool | None:
    """Whether a text broken at a width is read as what it was; None where nothing tells where a paragraph begins."""
    width, whole = way
    told = ["，".join(each) + "。" for each in clauses]
    lines = [broken(indent + each, 2 * size, width, whole=whole) for each in told]
    if not indent and any(width(each[-1]) > 2 * size - 8 for each in lines):
        return None  # a paragraph fills its last line
    made = unwrapped(*read("\n".join(line for each in lines for line in each)))[0]
    return [line.text for line in made] == told


@settings(max_examples=cases(80), deadline=None)
@given(
    texts,
    st.integers(20, 45),
    st.sampled_from([(columns, False), (columns, True), (signs, False)]),
    st.sampled_from(["", "　　"]),
)
def test_a_text_is_what_it_was(clauses: list[list[str]], size: int, way: Way, indent: str) -> None:
    assert is_whole(clauses, size, way, indent) is not False


def test_most_are_where_signs_were_counted_and_numbers_kept_whole() -> None:
    """Three in four: lines are short by the numbers that were moved on, and what is full is hard to tell."""
    drawn = Random(5)
    results = [
        is_whole(
            [drawn.sample(CLAUSES, 9) for _ in range(5)],
            drawn.randint(20, 45),
            (signs, True),
            drawn.choice(["", "　　"]),
        )
        for _ in range(150)
    ]
    told = [each for each in results if each is not None]
    assert len(told) > 60 and sum(told) / len(told) > 0.65


@pytest.mark.parametrize(
    ("text", "signs_", "told"),
    [("甲乙", False, 4), ("a1", False, 2), ("a1", True, 4), ("甲1", True, 4), ("", True, 0)],
)
def test_width(text: str, signs_: bool, told: int) -> None:
    assert PageWidth(0, signs_).width(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("甲乙", 2), ("甲，乙", 4), ("甲”。乙", 6), ("12.6万元", 4), ("97%，甲", 5), ("a", 1), ("", 0),
        ("0123456789abcdef甲", 16), ("0123456789abcdefg甲", 1),  # an address is cut anywhere
    ],
)  # fmt: skip
def test_what_the_next_line_begins_with(text: str, told: int) -> None:
    assert PageWidth(0).needs(text) == told


def line_of(text: str, number: int = 1) -> Line:
    return Line(number, text)


@pytest.mark.parametrize(
    ("before", "following", "told"),
    [
        ("清退违规发放的津贴补贴共", "12.6万元", True),  # the number had no room
        ("清退违规发放的津贴补贴共", "一二三", False),
        ("清退违规发放的津贴补贴共", "12.公示", False),  # it begins an item
        ("关于票据管理不严格的问题", "2022年至今", False),
        ("清退违规发放的津贴补贴。", "2022年至今", False),
        ("联系电话是0999-1234567", "2023年五月", False),  # a number would have been cut, or have gone down whole
        ("【来源甲】【字体大中小】", "2023年五月", False),
    ],
)
def test_a_line_is_full_where_a_number_had_no_room(before: str, following: str, told: bool) -> None:
    """Of lines that are six columns short."""
    page = PageWidth(columns(before) + 6)
    assert _goes_on(line_of(before), line_of(following, 2), {1: before, 2: following}, page, False, "") is told


@pytest.mark.parametrize(
    ("before", "following", "told"),
    [
        ("票据混乱", "整改措施：甲", True),
        ("票据混乱", "责任单位：甲", True),
        ("票据混乱", "反映情况：甲", True),
        ("票据混乱", "问题：甲", False),  # …混乱 / 问题：
        ("票据混乱的", "整改措施：甲", False),
        ("票据混乱和", "整改措施：甲", False),
        ("票据混乱", "甲乙丙", False),
    ],
)
def test_a_label_begins_anew(before: str, following: str, told: bool) -> None:
    assert _begins_anew(line_of(before), line_of(following, 2)) is told


@pytest.mark.parametrize(
    ("text", "following", "open_ended", "told"),
    [
        ("票据，台账", "甲", {1}, True),
        ("票据台账", "甲", {1}, False),
        ("票据台账", "，甲", {1}, True),
        ("票据台账", "甲", {0, 1}, True),
        ("票据台账", "甲", {1, 2}, True),
        ("票据台账。", "甲", set(), True),
        ("票据台账。", "甲", {0}, False),  # it ends what goes on before it
        ("票据台账", "，甲", set(), False),
    ],
)
def test_which_full_lines_tell_of_a_width(text: str, following: str, open_ended: set[int], told: bool) -> None:
    assert _tells(line_of(text), {1: text, 2: following}, open_ended) is told


@pytest.mark.parametrize(
    ("text", "following", "told"),
    [
        ("1.票据，台账", "甲", True),
        ("1.票据。台账", "甲", False),
        ("一是票据，台账", "甲", False),
        ("第一，票据，台账", "甲", False),
        ("票据，台账", "措施：甲", True),
        ("票据，台账", "情况如下：", False),
        ("票据，台账", "甲", False),
    ],
)
def test_what_may_be_a_heading_with_what_stands_below_it(text: str, following: str, told: bool) -> None:
    assert _headed(line_of(text), following) is told


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (["甲", "　　乙", "　　丙", "　　丁", "戊"], True),  # three in four
        (["甲", "　　乙", "　　丙", "丁", "戊"], False),
        (["甲" * 20, "乙" * 20, "丙"], False),  # no line is short
        (["甲" * 17, "　　" + "乙" * 16, "丙"], True),  # six columns less than the width are short, fewer are not
        (["甲" * 18, "　　" + "乙" * 16, "丙"], False),
    ],
)
def test_whether_what_begins_is_indented(raw: list[str], told: bool) -> None:
    made = [line_of(text.strip(), number) for number, text in enumerate(raw, 1)]
    assert _begins_indented(PageWidth(40), made, dict(enumerate(raw, 1))) is told
