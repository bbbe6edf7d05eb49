"""Which dates of a lead are the first and the last day of an inspection and that of its feedback."""

import pytest

from site_builder.importing.lines.fold import fold
from site_builder.importing.structure.inspection_days import days_of_inspection, years_by_the_text

DAY = "2023年3月6日"


def days(text: str, written: int | None = None) -> str:
    """Began, ended, fed back; - for none."""
    found = days_of_inspection(fold(text), written)
    return " ".join(day.iso() or f"{day.month}-{day.day}" if day else "-" for day in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # by the words behind a date, within its sentence and eighty signs
        (DAY + "甲" * 78 + "进驻", "2023-03-06 - -"),
        (DAY + "甲" * 79 + "进驻", "- - -"),
        (DAY + "甲" * 90 + "反馈", "- - 2023-03-06"),
        (DAY + "。进驻", "- - -"),
        (DAY + "（甲进驻）反馈", "- - 2023-03-06"),
        (DAY + "（" + "甲" * 38 + "进驻）反馈", "- - 2023-03-06"),
        (DAY + "（" + "甲" * 39 + "进驻）反馈", "2023-03-06 - -"),
        ("反馈时间：" + DAY, "- - 2023-03-06"),
        ("反馈意见的日期 " + DAY, "- - 2023-03-06"),
        (DAY + "反馈，4月8日反馈", "- - 2023-03-06"),
        (DAY + "，20240506日反馈", "- - -"),
        (DAY + "反馈20240506日", "- - 2023-03-06"),
        # what was audited
        ("对" + "甲" * 59 + DAY + "进驻", "- - -"),
        ("对" + "甲" * 60 + DAY + "进驻", "2023-03-06 - -"),
        ("对甲局，" + DAY + "进驻", "2023-03-06 - -"),
        ("对甲局开展巡察工作自" + DAY + "进驻", "2023-03-06 - -"),
        # launched, and entered later
        (DAY + "启动，4月8日启动", "2023-03-06 - -"),
        (DAY + "启动，4月8日进驻", "2023-04-08 - -"),
        (DAY + "进驻，4月8日启动", "2023-03-06 - -"),
        (DAY + "进驻，4月8日进驻", "2023-03-06 - -"),
        ("县委第二轮巡察" + DAY + "启动，4月8日进驻，5月8日结束", "2023-04-08 2023-05-08 -"),
        ("县委第二轮巡察" + DAY + "启动，5月8日结束，6月8日进驻", "2023-06-08 - -"),
        ("县委第二轮巡察" + DAY + "启动，5月8日结束", "2023-03-06 2023-05-08 -"),
        ("2023年3月启动", "- - -"),
        ("2023年3月上旬启动", "2023-03 - -"),
        ("2023年3月进驻", "- - -"),
        ("2023年启动", "- - -"),
        (DAY + "结束", "- - -"),
        (DAY + "启动，4月8日结束，5月8日结束", "2023-03-06 2023-04-08 -"),
        # ranges
        (DAY + "至26日进驻", "2023-03-06 2023-03-26 -"),
        ("2023年3月至26日", "- - -"),
        (DAY + "至4月8日，5月8日至6月8日进驻", "2023-03-06 2023-04-08 -"),
        (DAY + "起,直至翌年1月8日", "2023-03-06 2024-01-08 -"),
        (DAY + "至4月8日进驻，6月8日反馈", "2023-03-06 2023-04-08 6-8"),
        # years and months of dates before
        ("2022年12月，1月8日进驻", "2023-01-08 - -"),
        ("2022年12月8日，1月8日至2月8日", "2023-01-08 2023-02-08 -"),
        (DAY + "进驻，当月31日结束", "2023-03-06 2023-03-31 -"),
        ("3月6日进驻，当月31日结束", "3-6 3-31 -"),
        ("2022年3月，3月6日进驻，同月31日结束", "2022-03-06 2022-03-31 -"),
        ("2022年，3月6日进驻，本月31日结束", "2022-03-06 2022-03-31 -"),
        ("当月31日结束", "- - -"),
    ],
)
def test_what_a_date_is_that_of(text: str, told: str) -> None:
    assert days(text) == told


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("今年", "2024-03-06"),
        ("本年", "2024-03-06"),
        ("去年", "2023-03-06"),
        ("上年", "2023-03-06"),
        ("前年", "2022-03-06"),
    ],
)
def test_years_in_words(said: str, year: str) -> None:
    for text in (f"{said}3月6日进驻", f"{said} 3月6日进驻"):
        assert (days(text, 2024), days(text)) == (f"{year} - -", "3-6 - -")
        assert list(years_by_the_text(text, 2024)) == [(said, int(year[:4]))]
        assert list(years_by_the_text(text, None)) == []
