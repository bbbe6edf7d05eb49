# ruff: noqa: E501  a table reads better in one line
"""Numbers as a reader sees them, people without office by the kind of word before them, things and offices by what is said of them."""

import random
from collections.abc import Callable, Sequence

import pytest

from site_builder.rules.personal import personal_data
from site_builder.rules.personal_markup import seen
from tests.privacy.classes import Chance, Form
from tests.privacy.reading import linked, named_person, odd_plate, of_offices, of_things, written_number
from tests.privacy.test_classes import accused, is_found


def forms(make: Callable[[Chance], Form], seed: int, number: int) -> Sequence[Form]:
    chance = random.Random(seed)
    return [make(chance) for _ in range(number)]


def judge(seed: int, number: int) -> None:
    for make in (written_number, odd_plate, linked, named_person):
        lost = [form for form in forms(make, seed, number) if not is_found(form)]
        assert len(lost) <= 0.02 * number, lost
    assert [form.text for form in forms(of_things, seed, number) if accused(form)] == []
    assert [form.text for form in forms(of_offices, seed, number) if list(personal_data(form.text))] == []


def test_every_class() -> None:
    judge(11, 400)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(50, 55))
def test_many_more(seed: int) -> None:
    judge(seed, 4_000)


def test_the_forms_are_many() -> None:
    assert len({form.text for form in forms(named_person, 3, 2_000)}) > 1_900
    assert len({form.name for form in forms(written_number, 3, 2_000)}) >= 30


@pytest.mark.parametrize(
    "words",
    ["电话138****8000", "工号138**000", "2*3*4=24", "a_b_1", "<table><td>1</td><td>2</td></table>", "&lt;b&gt;1", "比例为3%3", "`代码`", "\\u00", "&#9999999;", "<b class='x1'>"],
)  # fmt: skip
def test_what_a_reader_sees_otherwise_stays(words: str) -> None:
    assert seen(words) == words


@pytest.mark.parametrize(
    ("words", "found"),
    [("手机：<b>137</b>0000&#48;002。", "<b>137</b>0000&#48;002"), ("电话_13700000002_，", "13700000002"), ("手机 %31%33700000002 号", "%31%33700000002")],
)  # fmt: skip
def test_offsets_are_those_of_the_text(words: str, found: str) -> None:
    [each] = personal_data(words)
    assert words[each.start : each.stop].strip("<b>") in (found, found.strip("<b>"))


@pytest.mark.parametrize(
    ("words", "whose"),
    [("公众号运营人员李某的微信号：abc_12345", True), ("公众号“清风云州”（微信号：abc_12345）", False), ("村民反映，其微信号：abc_12345", True),
     ("县审计局办公室邮箱：yunzhou_sj@163.com", False), ("县审计局职工邮箱：yunzhou_sj@163.com", True), ("（单位公用）yunzhou_sj@163.com", False)],
)  # fmt: skip
def test_whose_an_account_is(words: str, whose: bool) -> None:
    assert bool([each for each in personal_data(words) if each.kind in ("account", "mail")]) == whose


@pytest.mark.parametrize(
    ("words", "named"),
    [("县水利局局长苏明主持会议", False), ("给予县水利局局长苏明党内警告处分", True), ("县水利局原局长苏明因受贿被查，主持工作期间", True), ("局长苏明牵头整改", True),
     ("姓名\t职务\n苏明\t县水利局局长", False), ("姓名\t职务\t处理\n苏明\t县水利局局长\t警告处分", True)],
)  # fmt: skip
def test_who_leads_is_no_finding_and_who_is_punished_is(words: str, named: bool) -> None:
    assert bool(list(personal_data(words))) == named
