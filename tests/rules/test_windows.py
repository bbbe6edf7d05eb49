"""The two days of a window against its quotation, the text, the calendar and the day of publication."""

import pytest

from site_builder.rules.rule import Rule
from site_builder.rules.window_length import calendar_covers_the_window, window_is_as_long_as_stated
from site_builder.rules.windows import closes_on_a_working_day, published_before_it_opens, window_agrees_with_its_words
from tests.rules.space import BASE, Edit, rewritten
from tests.rules.test_quotations import N, case_of

CASE = case_of()
WINDOW = BASE[N][BASE[N].index("window:\n") : BASE[N].index("contacts:")]
PUBLISHED, TEXT = 'published: "2026-10-12"', "公开期限为5个工作日，自2026年10月12日至10月16日。"
Told = list[tuple[str, str, str]]  # key that is underlined, why, severity


def told(rule: Rule, quote: str, *edits: Edit, opens: str = "2026-10-12", closes: str = "2026-10-16") -> Told:
    lines = f'window:\n  kind: publication\n  opens: "{opens}"\n  closes: "{closes}"\n'
    if quote:
        lines += f'  quote: "{quote}"\n'
    case = rewritten(CASE, Edit(N, WINDOW, lines), *edits)
    keys = {
        case.notice.at_head(*steps): steps[-1] for steps in (("window", "opens"), ("window", "closes"), ("published",))
    }
    return [(keys[f.at], f.why, f.severity) for f in rule.findings(case)]  # fmt: skip


CLOSES = [("closes", "引语里是 2026-10-17，closes 是 2026-10-16", "error")]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("自2026年10月12日至10月16日", []),
        ("自2026年10月12日至16日", []),
        ("自2026年10月12日至2026年10月16日", []),
        ("自2026年10月12日起至10月16日", []),
        ("2026年10月12日(周一)至10月17日", CLOSES),
        ("2026年10月12日—17日", CLOSES),
        ("2026年10月12日到10月17日", CLOSES),
        ("2026年10月12日至2027年10月16日", [("closes", "引语里是 2027-10-16，closes 是 2026-10-16", "error")]),
        ("2026年10月12日至11月16日", [("closes", "引语里是 2026-11-16，closes 是 2026-10-16", "error")]),
        ("2026年10月11日至10月17日", [("opens", "引语里是 2026-10-11，opens 是 2026-10-12", "error"), *CLOSES]),
        ("2026年10月12日、2026年10月17日", CLOSES),
        ("二〇二六年十月十二日至十七日", CLOSES),
        ("2026年10月12日、10月13日、10月17日", []),  # three days say nothing
        ("2026年10月11日起5天", []),
        ("2026年13月12日至10月17日", CLOSES),  # no such day: the other one counts
        ("2026年10月12日至10月32日", []),
        ("2026年10月", []),
    ],
)
def test_the_days_of_a_quotation(quote: str, found: Told) -> None:
    assert told(window_agrees_with_its_words, quote) == found


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("公开期限自2026年10月12日至10月16日。", False),
        ("公开期限自2026年10月12日至10月17日。", True),
        ("公示时间自2026年10月12日至10月17日。整改自2026年10月12日至10月16日。", True),
        ("公示时间自2026年10月12日至10月17日。公示期限自2026年10月12日至10月16日。", False),
        ("整改自2026年10月12日至10月17日。", False),  # no sentence about a window
        ("公开期限五天。", False),
    ],
)
@pytest.mark.parametrize(("after", "severity"), [("", "error"), ("after_close: withdraw\n", "warning")])
def test_the_days_of_the_text(text: str, differs: bool, after: str, severity: str) -> None:
    edits = Edit(N, TEXT, text), Edit(N, PUBLISHED, f"{after}{PUBLISHED}")
    why = "正文里写的是 2026-10-12 至 2026-10-17，opens 是 2026-10-12，closes 是 2026-10-16"
    assert told(window_agrees_with_its_words, "", *edits) == ([("opens", why, severity)] if differs else [])


@pytest.mark.parametrize(
    ("quote", "said", "counts"),
    [
        ("5个工作日", "", ""),
        ("4个工作日", "", ""),  # from the next day
        ("6个工作日", "6个工作日", "首日计入是 5 个工作日，自次日起算是 4 个工作日"),
        ("3个工作日", "3个工作日", "首日计入是 5 个工作日，自次日起算是 4 个工作日"),
        ("五天", "", ""),
        ("4天", "", ""),
        ("3天", "3天", "首日计入是 5 天，自次日起算是 4 天"),
        ("6天", "6天", "首日计入是 5 天，自次日起算是 4 天"),
        ("16日", "16日", "首日计入是 5 天，自次日起算是 4 天"),
        ("10月16日", "", ""),  # a date
        ("自10月12日至16日", "", ""),
    ],
)
def test_the_length(quote: str, said: str, counts: str) -> None:
    why = f"原文说“{said}”；从 2026-10-12 到 2026-10-16，{counts}"
    assert told(window_is_as_long_as_stated, quote) == ([("closes", why, "error")] if said else [])
    assert told(calendar_covers_the_window, quote) == []


@pytest.mark.parametrize(
    ("opens", "closes", "quote", "key"),
    [
        ("2032-06-10", "2032-06-14", "5个工作日", "opens"),
        ("2031-12-30", "2032-01-05", "5个工作日", "closes"),
        ("2032-06-10", "2032-06-14", "5天", ""),
    ],
)
def test_a_year_without_a_calendar(opens: str, closes: str, quote: str, key: str) -> None:
    found = told(calendar_covers_the_window, quote, opens=opens, closes=closes)
    assert found == ([(key, "期限是“5个工作日”，2032 年的放假和调休日期未知", "error")] if key else [])
    assert told(window_is_as_long_as_stated, quote, opens=opens, closes=closes) == []


@pytest.mark.parametrize(
    ("closes", "why"),
    [
        ("2026-10-16", ""),
        ("2026-10-17", "2026-10-17 是星期六，按国务院办公厅的节假日安排休息"),
        ("2026-10-18", "2026-10-18 是星期日，按国务院办公厅的节假日安排休息"),
        ("2026-10-10", ""),  # a Saturday of work
        ("2026-10-07", "2026-10-07 是星期三，按国务院办公厅的节假日安排休息"),
        ("2035-06-15", ""),
        ("2035-06-16", "2035-06-16 是星期六"),
        ("2035-06-17", "2035-06-17 是星期日"),
    ],
)
def test_the_last_day(closes: str, why: str) -> None:
    found = told(closes_on_a_working_day, "x", opens="2026-10-01", closes=closes)
    assert found == ([("closes", why, "warning")] if why else [])


@pytest.mark.parametrize(
    ("published", "why", "severity"),
    [
        ("2026-10-11", "", ""),
        ("2026-10-12", "", ""),
        ("2026-10-13", "opens 是 2026-10-12（第 19 行），published 是 2026-10-13", "warning"),
        ("2026-10-16", "opens 是 2026-10-12（第 19 行），published 是 2026-10-16", "warning"),
        ("2026-10-17", "closes 是 2026-10-16（第 20 行），published 是 2026-10-17", "error"),
    ],
)
def test_the_day_of_publication(published: str, why: str, severity: str) -> None:
    found = told(published_before_it_opens, "x", Edit(N, PUBLISHED, f'published: "{published}"'))
    assert found == ([("published", why, severity)] if why else [])
