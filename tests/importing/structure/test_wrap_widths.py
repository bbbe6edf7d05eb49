"""At which width a text was wrapped, and how many of its lines must say so."""

import pytest

from site_builder.importing.structure.wraps import unwrapped
from tests.importing.structure.test_wraps import read

PROSE = "云州市园林局党组高度重视巡察整改工作，第一时间召开会议研究部署，成立整改工作领导小组，制定整改方案，明确责任单位和完成时限，逐项抓好落实"
PARAGRAPHS = [f"{sign}{PROSE * 6}。" for sign in "甲乙丙丁戊己"]
OPEN = "云州园林部门高度重视巡察整改工作统筹部署"  # forty columns that end nothing
BROKEN = "云州园林部门重视整改，工作统筹部署并推进"  # and that break off within a sentence
CLOSED = "甲" * 19 + "。"
SHORT = "这一行是短的一句。"


def wrapped(text: str, columns: int) -> str:
    size = columns // 2
    return "\n".join(text[at : at + size] for at in range(0, len(text), size))


def joined(*lines: str) -> int:
    """How many of the lines were joined to the one before."""
    return len(lines) - len(unwrapped(*read("\n".join(lines)))[0])


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize(
    ("columns", "told"), [(22, False), (24, True), (40, True), (78, True), (120, True), (200, True), (202, False)]
)
def test_a_text_wrapped_at_any_width_of_a_page_is_what_it_was(columns: int, indent: str, told: bool) -> None:
    text = "\n".join(wrapped(indent + each, columns) for each in PARAGRAPHS)
    made = unwrapped(*read(text))[0]
    assert ([line.text for line in made] == PARAGRAPHS) is told
    assert {(line.cells, line.level) for line in made} == {((), 0)}


@pytest.mark.parametrize(
    ("full", "closed", "short", "told"),
    [
        (4, 0, 1, True), (3, 0, 1, False), (3, 1, 1, True),  # four lines that reach the width
        (4, 0, 0, True), (3, 0, 0, False),
        (3, 2, 1, True), (4, 3, 1, False), (6, 4, 1, True), (5, 4, 1, False),  # three in five of them end nothing
        (4, 0, 35, True), (4, 0, 36, False), (5, 0, 42, True), (5, 0, 43, False),  # and one line in eight reaches it
    ],
)  # fmt: skip
def test_how_many_lines_must_reach_the_width(full: int, closed: int, short: int, told: bool) -> None:
    assert (joined(*[CLOSED] * closed, *[OPEN] * full, *[SHORT] * short) > 0) is told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([BROKEN, SHORT, SHORT, SHORT], True),  # a single one, where it breaks off within its sentence
        ([OPEN, SHORT, SHORT, SHORT], False),
        ([BROKEN, SHORT, SHORT], False),
        ([CLOSED, BROKEN, SHORT, SHORT], True),
        ([CLOSED, CLOSED, BROKEN, SHORT, SHORT], False),  # half of those that reach it
        ([CLOSED + "a", BROKEN, SHORT, SHORT], True),
        ([CLOSED[1:], CLOSED, BROKEN, SHORT], True),  # two columns less do not reach it
        (["见http://yunzhou.invalid/a/b/c/d/e/f/g/h", CLOSED, BROKEN, SHORT], True),  # an address is no line of prose
        (["丙" * 30, BROKEN, SHORT, SHORT], True),  # a title may be wider than the page
        (["丙" * 30, "丙" * 30, BROKEN, SHORT, SHORT], False),
        ([SHORT, SHORT, SHORT, BROKEN], False),  # nothing follows
        ([BROKEN, "示", SHORT, SHORT], True),
        ([BROKEN, "1.甲", SHORT, SHORT], False),
        ([BROKEN, "　" + SHORT, SHORT, SHORT], False),
    ],
)
def test_few_lines_that_break_off(lines: list[str], told: bool) -> None:
    assert (joined(*lines) > 0) is told


@pytest.mark.parametrize(("lines", "told"), [(99, False), (100, True), (149, True), (150, True)])
def test_one_line_in_fifty_may_be_wider_than_the_page(lines: int, told: bool) -> None:
    wider = ["丙" * (30 + number) for number in range(3 if lines == 150 else 2)]
    assert (joined(*wider, *[BROKEN] * 9, *[SHORT] * (lines - len(wider) - 9)) > 0) is told


@pytest.mark.parametrize(("indented", "told"), [(2, False), (3, True)])
def test_where_paragraphs_are_indented_a_colon_at_the_end_of_a_line_ends_none(indented: int, told: bool) -> None:
    """Three indented lines make a text of indented paragraphs."""
    text = [*["　　" + BROKEN[2:], BROKEN] * (indented - 1), "　　" + BROKEN[2:], BROKEN[:18] + "：", "推进工作。"]
    assert (joined(*text) == len(text) - indented) is told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["①云州园林部门重视整改工作，统筹部署甲；", "②推进工作。"], True),
        (["①云州园林部门重视整改工作，统筹部署甲；", "③推进工作。"], False),  # the series does not go on
        (["云州园林部门重视整改工作统筹部署甲乙丙；", "②推进工作。"], False),
        (["①云州园林部门重视整改工作，统筹部署；", "②推进工作。"], False),  # there was room for it on the line
        (
            ["①" + BROKEN[1:], BROKEN, BROKEN, BROKEN[:-1] + "；", "②推进工作。"],
            True,
        ),  # it begins up to four lines above
        (["①" + BROKEN[1:], BROKEN, BROKEN, BROKEN, BROKEN[:-1] + "；", "②推进工作。"], False),
        (["⑴云州园林部门重视整改工作，统筹部署甲；", "⑵推进工作。"], True),
        (["1.云州园林部门重视整改工作统筹部署甲；", "2.推进工作。"], False),
    ],
)
def test_a_number_that_counts_on_within_a_paragraph_begins_none(lines: list[str], told: bool) -> None:
    made = [line.text for line in unwrapped(*read("\n".join([BROKEN] * 4 + lines)))[0]]
    assert made == (["".join([BROKEN] * 4 + lines)] if told else ["".join([BROKEN] * 4 + lines[:-1]), lines[-1]])


@pytest.mark.parametrize(
    ("words", "prose", "told"),
    [
        (6, [], False),  # lines of words alone, with a short one below each, may be headings
        (6, [BROKEN], False),
        (6, [BROKEN, BROKEN], True),
        (6, [BROKEN.replace("，", "；")] * 2, True),
        (6, [BROKEN.replace("，", "。")] * 2, True),
        (6, [BROKEN.replace("改，工", "1,23")] * 2, False),  # an amount is no clause
    ],
)
def test_lines_of_words_alone_say_nothing(words: int, prose: list[str], told: bool) -> None:
    assert (joined(*[OPEN, SHORT] * words, *[each for line in prose for each in (line, SHORT)]) > 0) is told


@pytest.mark.parametrize(
    ("line", "below", "told"),
    [
        (OPEN, "示", True),
        (OPEN, "实。", True),  # one letter is no sentence
        (OPEN, "整改。", False),
        (BROKEN, "整改。", True),
        (OPEN[:-2] + "1,23", "整改。", False),
    ],
)
def test_what_is_a_rest_below_a_line_of_words_alone(line: str, below: str, told: bool) -> None:
    assert (joined(line, below, SHORT, SHORT) > 0) is told
