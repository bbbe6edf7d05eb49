"""Windows counted in days or working days (调休 included), both ways of counting. Source: docs/contract.md, Windows."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from site_builder.records.model import Window
from site_builder.records.numerals import chinese_number
from site_builder.records.register_model import WorkingDays

_COUNTED = re.compile(
    r"((?<!\d)\d+|(?<![一二三四五六七八九十])[一二三四五六七八九十]+)\s{0,8}个?\s{0,8}(工作日|自然日|天|日)(?!期)"
)


class NoCalendar(LookupError):
    """A year for which there is no calendar of working days."""


class Counted(NamedTuple):
    """A stated length: `days` in calendar or working days."""

    days: int
    working: bool
    words: str


IsWorkday = Callable[[date], bool]


def stated_length(quote: str | None) -> Counted | None:
    """The length that the quoted words give a window.

    >>> stated_length("公示期为5个工作日")
    Counted(days=5, working=True, words='5个工作日')
    >>> stated_length("10月17日至31日")
    """
    text = re.sub(r"\d{4}年|\d{1,2}月(?:\d{1,2}日)?|[至到—\-－~～]\s*+\d{1,2}日", " ", quote or "")
    found = _COUNTED.search(text)
    number = chinese_number(found[1]) if found else None
    return Counted(number, found[2] == "工作日", found[0]) if found and number is not None else None


def is_workday(calendar: Mapping[str, WorkingDays]) -> IsWorkday:
    """Tells working days by content/calendar.yaml, else by the State Council's published arrangements."""

    def told(day: date) -> bool:
        own = calendar.get(str(day.year))
        if own is not None:
            return day in own.workdays or (day.weekday() < 5 and day not in own.holidays)
        import chinese_calendar  # slow to import, and few windows are counted in working days

        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError as unknown:
            raise NoCalendar(str(day.year)) from unknown

    return told


def working_days(first: date, last: date, workday: IsWorkday) -> int:
    """Working days from first to last, both included."""
    return sum(1 for n in range((last - first).days + 1) if workday(first + timedelta(days=n)))


def both_ways(window: Window, counted: Counted, workday: IsWorkday) -> tuple[int, int]:
    """Days of the window counted with its first day, and from the day after."""
    if not counted.working:
        total = (window.closes - window.opens).days + 1
        return total, total - 1
    with_first = working_days(window.opens, window.closes, workday)
    return with_first, with_first - (1 if workday(window.opens) else 0)


def audit(window: Window | str | None, calendar: Mapping[str, WorkingDays]) -> tuple[str, ...]:
    """Sentences that count the days of a window again, where its quoted words state a length; empty where they do not."""
    counted = stated_length(window.quote) if isinstance(window, Window) else None
    if not isinstance(window, Window) or counted is None:
        return ()
    try:
        with_first, without = both_ways(window, counted, is_workday(calendar))
    except NoCalendar:
        return ()
    unit = "个工作日" if counted.working else "天"
    how = "，按国务院办公厅公布的节假日安排（含调休）计算" if counted.working else ""
    return (
        f"原文载明“{counted.words}”{how}。",
        f"首日计入为 {with_first} {unit}，自次日起算为 {without} {unit}。",
    )
