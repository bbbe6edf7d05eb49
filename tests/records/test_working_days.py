"""Windows counted in days and working days, both ways of counting."""

from datetime import date

import pytest

from site_builder.records.model import Window
from site_builder.records.register_model import WorkingDays
from site_builder.records.working_days import (
    Counted,
    NoCalendar,
    audit,
    both_ways,
    is_workday,
    stated_length,
    working_days,
)

# 2024-10: the first to the seventh were days off; Saturday the twelfth was worked.
OCTOBER = [date(2024, 10, day) for day in range(1, 15)]
OWN = {"2031": WorkingDays(holidays=(date(2031, 1, 1),), workdays=(date(2031, 1, 4),))}


def window(opens: str, closes: str, quote: str | None = None) -> Window:
    return Window(kind="objection", opens=date.fromisoformat(opens), closes=date.fromisoformat(closes), quote=quote)


@pytest.mark.parametrize(
    ("quote", "days", "working", "words"),
    [
        ("公示期为5个工作日", 5, True, "5个工作日"),
        ("公示十五个工作日", 15, True, "十五个工作日"),
        ("公示期为 二十 天", 20, False, "二十 天"),
        ("公示３个工作日", 3, True, "３个工作日"),
        ("公示期30日，自2024年10月17日起", 30, False, "30日"),
        ("2024年10月17日至31日（15个自然日）", 15, False, "15个自然日"),
        ("2024年11月1日－7日，共7天", 7, False, "7天"),
    ],
)
def test_a_length_is_read_from_the_words(quote: str, days: int, working: bool, words: str) -> None:
    assert stated_length(quote) == Counted(days, working, words)


@pytest.mark.parametrize(
    "quote", [None, "", "10月17日至31日", "2024年10月17日~31日", "公示期为一个月", "公示二三天", "5日期间"]
)
def test_days_of_the_month_are_no_length(quote: str | None) -> None:
    assert stated_length(quote) is None


def test_working_days_are_those_of_the_published_arrangements() -> None:
    worked = is_workday({})
    assert [day.day for day in OCTOBER if worked(day)] == [8, 9, 10, 11, 12, 14]
    assert working_days(OCTOBER[0], OCTOBER[-1], worked) == 6
    assert working_days(OCTOBER[7], OCTOBER[7], worked) == 1


def test_calendar_yaml_comes_first_for_its_years() -> None:
    worked = is_workday(OWN)
    assert [day for day in range(1, 14) if worked(date(2031, 1, day))] == [2, 3, 4, 6, 7, 8, 9, 10, 13]
    assert not worked(date(2024, 10, 1)), "another year is told by the library"


def test_a_year_that_nobody_told_is_named() -> None:
    with pytest.raises(NoCalendar, match="^2099$"):
        is_workday(OWN)(date(2099, 1, 4))


@pytest.mark.parametrize(
    ("opens", "closes", "working", "ways"),
    [
        ("2024-10-08", "2024-10-14", True, (6, 5)),
        ("2024-10-07", "2024-10-14", True, (6, 6)),  # the first day is no working day: both ways agree
        ("2024-10-08", "2024-10-14", False, (7, 6)),
        ("2024-10-08", "2024-10-08", False, (1, 0)),
    ],
)
def test_both_ways_of_counting(opens: str, closes: str, working: bool, ways: tuple[int, int]) -> None:
    assert both_ways(window(opens, closes), Counted(5, working, "……"), is_workday({})) == ways


def test_a_reader_is_told_both_ways() -> None:
    assert audit(window("2024-10-08", "2024-10-14", "公示期为5个工作日"), {}) == (
        "原文载明“5个工作日”，按国务院办公厅公布的节假日安排（含调休）计算。",
        "首日计入为 6 个工作日，自次日起算为 5 个工作日。",
    )
    assert audit(window("2024-10-08", "2024-10-14", "公示7天"), {}) == (
        "原文载明“7天”。",
        "首日计入为 7 天，自次日起算为 6 天。",
    )


@pytest.mark.parametrize(
    "told",
    [
        None,
        "unstated",
        window("2024-10-08", "2024-10-14"),
        window("2024-10-08", "2024-10-14", "自10月8日至14日"),
        window("2099-01-05", "2099-01-09", "公示期为5个工作日"),
    ],
)
def test_nothing_is_said_where_nothing_can_be_counted(told: Window | str | None) -> None:
    assert audit(told, OWN) == ()
