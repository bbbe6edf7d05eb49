"""Corrections and the difference that they account for: where they apply, how often, together with masks; which of them count."""

from datetime import date
from itertools import product

import pytest

from site_builder.records.ledger_model import Correction
from site_builder.rules import accounting as own
from site_builder.rules.accounting import accounted, counted, masked


def correction(before: str | None, after: str | None, kind: str = "correction") -> Correction:
    return Correction(date=date(2026, 11, 1), kind=kind, what="", before=before, after=after)  # type: ignore[arg-type]


MASK = ("", "", "redaction")


@pytest.mark.parametrize(
    ("old", "new", "given", "right"),
    [
        ("共12台。", "共12台。", [], True),
        ("共12台。", "共21台。", [], False),
        ("共12台。", "共21台。", [("12", "21")], True),
        ("共12台。", "共21台。", [("12", "12")], False),
        ("共12台。", "共21台。", [("21", "12")], False),
        ("共12台。", "共21台。", [("共12台", "共21台")], True),
        ("共12台。", "共21台。", [("共12台。另", "共21台。另")], False),
        ("共12台。", "共21台", [("12", "21")], False),
        ("共12台", "共21台。", [("12", "21")], False),
        ("共12台。", "共21台。另3台。", [("12", "21"), ("", "另3台。")], True),
        ("共12台。", "共21台。另3台。", [("", "另3台。"), ("12", "21")], True),
        ("共12台。", "共21台。另3台。", [("", "另3台。")], False),
        ("共12台。另3台。", "共12台。", [("另3台。", "")], True),
        ("另3台。共12台。", "共12台。", [("另3台。", "")], True),
        ("甲12，乙12，丙12", "甲21，乙21，丙21", [("12", "21")], True),
        ("甲12，乙12，丙12", "甲21，乙12，丙21", [("12", "21")], True),  # in some of the places
        ("甲12，乙12，丙12", "甲21，乙22，丙21", [("12", "21")], False),
        ("甲乙丙", "丙乙甲", [("甲", "丙"), ("丙", "甲")], True),
        ("甲乙", "乙乙乙", [("甲乙", "乙乙乙")], True),
        ("甲甲乙", "甲乙", [("甲", "")], True),
        ("甲甲甲", "甲", [("甲", "")], True),
        ("甲", "甲甲甲", [("", "甲")], True),  # the same words in several places
        ("甲", "甲甲乙", [("", "甲")], False),
        ("一二三", "一甲三", [("二", "甲乙"), ("二", "甲")], True),
        ("一二三", "一甲三", [("二", "甲"), ("二", "甲乙")], True),
        ("一二三四", "一甲乙三四", [("二", "甲"), ("二", "甲乙")], True),
        ("一二三四", "一甲乙三四", [("二", "甲乙"), ("二", "甲")], True),
        ("二一", "一", [("二一", "一"), ("二", "一")], True),  # what gives the new words at once comes first
        ("二一", "一", [("二", "一"), ("二一", "一")], True),
        ("一二三四五六", "一甲丁四五七", [("二", "甲"), ("二三", "甲丁"), ("六", "七")], True),  # else what agrees farthest
        ("已完成", "正在进行", [("已完成", "正在进行")], True),
        ("", "新的", [("", "新的")], True),
        ("旧的", "", [("旧的", "")], True),
        ("旧的", "", [("旧", "")], False),
        ("共12台。", "共21台。", [("12", "21", "redaction")], False),  # a redaction only masks
        ("联系张三丰。", "联系张**。", [MASK], True),
        ("联系张三丰。", "联系张**。", [("12", "21")], False),
        ("联系张三丰，共12台。", "联系张**，共21台。", [MASK], False),
        ("共12台，联系张三丰。另3台。", "共21台，联系***另3台。", [("12", "21"), MASK], True),
        ("第11项：甲。。111", "第项：甲***11", [("11", ""), MASK], True),  # corrected in front of what a mask covers
        ("第11项：甲。。111", "第项：甲***11", [MASK], False),
        ("2乙22乙22", "2乙某*", [("乙22", ""), MASK], True),  # a mask covers what a correction would have changed
        ("2乙22乙22", "2乙某*", [("乙22", "")], False),
        ("联系张三丰，共12台。", "联系张**，共21台。", [MASK, ("12", "21")], True),
        ("联系张三丰。\n共12台。", "联系张**。\n共21台。", [MASK, ("12", "21")], True),
        ("联系张三丰。\n共12台。", "联系张**。\n共21台。", [("12", "21")], False),
        ("联系张三丰。\n共12台。", "联系张**。\n共22台。", [MASK, ("12", "21")], False),
        ("联系张三丰。\n多12台。", "联系张**。\n少21台。", [MASK, ("12", "21")], False),
        ("联系张三丰。共12台。\n完", "联系张某。共21台。", [MASK, ("12", "21")], False),
        ("张三丰\n共12台", "张某\n共21台", [MASK, ("12", "21")], True),
        ("张三丰\n共12台", "张三丰*\n共21台", [MASK, ("12", "21")], False),  # nothing stood there
        ("张三丰\n共12台", "***\n共21台", [MASK, ("12", "21")], False),  # no word of the line is left
        ("张三丰，李四海，12台，王五。", "张**，李*，21台，王*。", [MASK, ("12", "21")], True),
        ("1台，张三丰，2台，李四海。", "3台，张**，4台，李*。", [MASK, ("1", "3"), ("2", "4")], True),
        ("张三丰，电话13700000002。另12台。", "张**，电话〔删去〕。另21台。", [MASK, ("12", "21")], True),
        (f"张{'三' * 400}，12台", "张*，21台", [MASK, ("12", "21")], True),
        (f"张{'三' * 401}，12台", "张*，21台", [MASK, ("12", "21")], False),
        ("甲乙甲乙丙", "*乙*丙", [MASK], True),
        ("共12台，联系张三丰。", "共21台，联系张**。", [("12", "21"), MASK], True),
        ("共12台，联系张三丰，共12台。", "共21台，联系张**，共12台。", [("12", "21"), MASK], True),
    ],
)  # fmt: skip
def test_a_difference(old: str, new: str, given: list[tuple[str, ...]], right: bool) -> None:
    assert accounted(old, new, [correction(*each) for each in given]) == right


def test_a_change_without_words_of_one_side() -> None:
    """In YAML a missing `before` or `after` is null."""
    assert accounted("甲", "甲乙", [correction(None, "乙")]) and accounted("甲乙", "甲", [correction("乙", None)])
    assert not accounted("甲", "乙", [correction(None, None)])


def test_a_thousand_places_are_many_enough() -> None:
    """A correction of one letter in a text of nothing else must not take forever."""
    slip = [correction("1", "2")]
    assert accounted("1" * 1000, "2" * 1000, slip)
    assert not accounted("1" * 1001, "2" * 1001, slip)


WORDS = ["".join(letters) for length in range(5) for letters in product("ab", repeat=length)]


def test_where_two_texts_first_differ() -> None:
    for old, new in product(WORDS, WORDS):
        first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        assert {own._same(old, new, at) for at in range(first + 1)} == {first}


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("联系张三丰。", "联系张三丰。", True),
        ("联系张三丰。", "联系张某。", True),
        ("联系张三丰。", "联系张某某。", True),
        ("联系张三丰。", "联系张＊＊。", True),
        ("联系张三丰。", "联系张××。", True),
        ("联系张三丰。", "联系张□■█。", True),
        ("联系张三丰。", "联系〔〕。", True),
        ("联系张三丰。", f"联系〔{'删' * 40}〕。", True),
        ("联系张三丰。", f"联系〔{'删' * 41}〕。", False),
        ("联系张三丰。", "联系张**先生。", False),
        ("联系张三丰。", "请联系张**。", False),
        ("联系张三丰。", "联系张三丰*。", False),  # nothing stood there
        ("联系张三丰", "联系张三丰*", False),
        ("联系张三丰", "联系张三*", True),
        ("张三丰，李四海。", "张**，李**。", True),
        ("张三丰，李四海。", "张**，王**。", False),
        ("张三丰，李四海。", "张**李**。", True),
        ("张三丰，李四海。", "*，*。", True),
        ("张三丰，李四海。", "*四，*。", False),  # not where it stood
        ("张三丰，李四海。", "*海，*。", False),
        ("张三丰，李四海。", "*海*。", False),  # there is nothing between it and the end
        ("张，李。", "*，*。", True),
        ("，李。", "*，*。", False),
        ("张三丰", "*三*", True),
        ("三丰", "*三*", False),
        ("张三", "*三*", False),
        ("张三丰", "***", False),  # no word is left
        ("张 丰", "* *", False),
        ("张三丰\n次日办结", "张**\n次日办结", True),
        ("张三丰\n次日办结", "张**\n**", False),
        ("次日办结\n张三丰", "次日\n张**", False),
        ("张三丰\n次日办结", "张**", False),
        ("张三丰", "张**\n次日办结", False),
        ("甲乙甲乙丙", "*乙*丙", True),
        ("甲乙丙", "*乙*丙", False),
        ("〔甲〕乙丙", "〔删〕丙", True),
    ],
)  # fmt: skip
def test_a_masked_text(old: str, new: str, right: bool) -> None:
    assert masked(old, new) == right


DAYS = [date(2026, 10, day) for day in (9, 10, 11, 12, 13)]


@pytest.mark.parametrize(
    ("since", "day", "kept"),
    [
        (None, None, [9, 10, 11, 12, 13]),
        (date(2026, 10, 10), None, [10, 11, 12, 13]),
        (None, date(2026, 10, 12), [9, 10, 11, 12]),
        (date(2026, 10, 10), date(2026, 10, 12), [10, 11, 12]),
        (date(2026, 10, 11), date(2026, 10, 11), [11]),
        (date(2026, 10, 12), date(2026, 10, 11), []),
    ],
)
def test_the_corrections_that_count(since: date | None, day: date | None, kept: list[int]) -> None:
    fresh = [Correction(date=each, kind="correction", what="") for each in DAYS]
    assert [each.date.day for each in counted(iter(fresh), since, day)] == kept
