"""Dates, figures and names in words: what is the same, and what is not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.claims.figures import figures_in, stands
from site_builder.claims.parties import named_in, same_body
from site_builder.claims.stated_dates import agreement, dates_in, lengths_in
from site_builder.records.partial_dates import PartialDate

ANCHOR = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("stated", "words", "expected"),
    [
        ("2026-12", "计划于2026年12月底前完成", "agrees"),
        ("2026-12-31", "计划于2026年12月底前完成", "agrees"),
        ("2026-12-15", "计划于2026年12月底前完成", "contradicts"),
        ("2026-11", "计划于2026年12月底前完成", "contradicts"),
        ("2026", "计划于2026年12月底前完成", "agrees"),
        ("2027-12", "二〇二七年十二月前完成", "agrees"),
        ("2026-10-17", "二〇二六年十月十七日", "agrees"),
        ("2026-10-31", "二〇二六年十月十七日至三十一日", "agrees"),
        ("2026-06-10", "2026年6月上旬", "agrees"),
        ("2026-06-20", "2026年6月上旬", "contradicts"),
        ("2026-06", "2026年上半年完成", "agrees"),
        ("2025-12", "年底前完成", "agrees"),
        ("2026", "明年完成", "agrees"),
        ("2026-06", "明年6月完成", "agrees"),
        ("2027-06", "6月底前完成", "agrees"),  # no year, and nothing says which
        ("2026-09", "第三季度末前完成（2026年三季度）", "agrees"),
        ("2026-11-30", "2026年12月前完成", "agrees"),
        ("2025-05-01", "自公布之日起两个月内完成", "agrees"),
        ("2025-07-01", "自公布之日起两个月内完成", "silent"),
        ("2026-12", "长期坚持", "silent"),
        ("2026-12", "尽快完成", "silent"),
    ],
)
def test_a_date_is_read_at_its_precision(stated: str, words: str, expected: str) -> None:
    assert agreement(PartialDate(stated), dates_in(words, ANCHOR), [ANCHOR], lengths_in(words)) == expected


@given(st.dates(date(2000, 1, 1), date(2099, 12, 28)))
def test_a_day_is_found_in_digits_and_in_characters(day: date) -> None:
    digits = "〇一二三四五六七八九"

    def spell(number: int) -> str:
        tens = ["", "十", "二十", "三十"][number // 10]
        return tens + (digits[number % 10] if number % 10 else "")

    written = f"{''.join(digits[int(d)] for d in str(day.year))}年{spell(day.month)}月{spell(day.day)}日"
    for words in (f"{day.year}年{day.month}月{day.day}日", written, f"{day:%Y-%m-%d}", f"{day:%Y.%m.%d}"):
        assert [(told.first, told.last) for told in dates_in(f"于{words}完成")] == [(day, day)], words


@pytest.mark.parametrize(
    ("value", "unit", "words", "expected"),
    [
        ("2000", "元", "追回零点二万元", True),
        ("0.2", "万元", "追回2,000元", True),
        ("0.2", "万元", "追回２０００元", True),
        ("0.2", "元", "追回零点二万元", False),
        ("16.1", "万元", "工程款16.1万元中的0.2万元", True),
        ("161", "万元", "工程款16.1万元中的0.2万元", False),
        ("320", "户", "三百二十户", True),
        ("12500", "元", "一万二千五百元", True),
        ("80", "%", "占应换的八成", True),
        ("85", "%", "百分之八十五", True),
        ("85", "%", "八成五", True),
        ("85", "%", "85户", False),
        ("85", "户", "85%", False),
        ("3", "项", "三项制度", True),
        ("4", "项", "三项制度", False),
        ("1", None, "涉及9笔中的1笔", True),
        ("2", None, "涉及9笔中的1笔", False),
        ("约3", "项", "三项制度", None),
    ],
)
def test_a_figure_stands_by_its_value(value: str, unit: str | None, words: str, expected: bool | None) -> None:
    assert stands(value, unit, words) is expected


@given(st.integers(1, 99_999_999), st.sampled_from(["", "万", "亿"]))
def test_digits_are_found_with_their_scale(number: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    for words in (f"{number}{scale}元", f"{number:,}{scale}元"):
        assert [figure.value for figure in figures_in(f"共计{words}")] == [Decimal(number * factor)], words


ORGAN = ["云州市水务局", "云州市水利局", "市水务局"]


@pytest.mark.parametrize(
    ("body", "same"),
    [
        ("云州市水务局", True),
        ("中共云州市水务局党组", True),
        ("我局", True),
        ("本单位", True),
        ("云州市水务局机关纪委", True),
        ("市水务局整改工作领导小组办公室", True),
        ("水务局", True),
        ("云州市水利局", True),  # what it was called before
        ("云州市督察整改办公室", False),
        ("云州市人民政府", False),
        ("云州市审计局", False),
        ("临溪区水务局", False),
        ("省水利厅", False),
    ],
)
def test_who_closes_is_not_who_is_closed(body: str, same: bool) -> None:
    assert bool(same_body(body, ORGAN)) is same


def test_nobody_is_not_named() -> None:
    assert not named_in("", "由财务科牵头")
    assert named_in("财务科", "由财务科牵头")
