"""W002, W005: recounts a number of days ('N个工作日' or 'N天') in the quotation of a window."""

from collections.abc import Iterator

from site_builder.claims.stated_dates import dates_in
from site_builder.records.model import Window
from site_builder.records.numerals import arabic_dates
from site_builder.records.working_days import Counted, NoCalendar, both_ways, is_workday, stated_length
from site_builder.rules.rule import Case, Slip, error


def _stated(case: Case) -> tuple[Window, Counted] | None:
    window = case.notice.window
    words = arabic_dates(window.quote or "") if window else ""
    counted = stated_length(words)
    if not window or not counted or not counted.days or _names_a_day(words, counted):
        return None
    return window, counted


def _names_a_day(quote: str, counted: Counted) -> bool:
    """Whether '31日' is a date (as in '10月17日至31日') rather than a number of days."""
    if not counted.words.endswith(("日", "号")):
        return False
    named = (each.words for each in dates_in(quote))
    return any(words.endswith(counted.words) or counted.words.endswith(words) for words in named)


@error("W002")
def window_is_as_long_as_stated(case: Case) -> Iterator[Slip]:
    """期限的天数与原文说的不符

    引语写明“5个工作日”“30天”的，按 opens 和 closes 重新数一遍。首日计入和自次日起算两种数法，有一种相符就算对。
    工作日按国务院办公厅公布的节假日安排，包括调休。

    改法：核对原文，改正 opens 或 closes。原文自己算错的，引语只引日期，不引天数。
    """
    stated = _stated(case)
    if stated is None:
        return
    window, counted = stated
    try:
        with_first, without = both_ways(window, counted, is_workday(dict(case.context.calendar)))
    except NoCalendar:
        return
    if counted.days not in (with_first, without):
        unit = "个工作日" if counted.working else "天"
        why = (
            f"原文说“{counted.words}”；从 {window.opens} 到 {window.closes}，"
            f"首日计入是 {with_first} {unit}，自次日起算是 {without} {unit}"
        )
        yield Slip(
            case.notice.at_head("window", "closes"), "期限的天数与原文不符", why, "核对原文，改正 opens 或 closes"
        )


@error("W005")
def calendar_covers_the_window(case: Case) -> Iterator[Slip]:
    """没有这一年的节假日安排

    期限按工作日计算，而这一年的节假日安排本站还不知道。不知道不等于没有节假日。

    改法：照国务院办公厅的通知在 content/calendar.yaml 里写上这一年：
        "2027":
          holidays: ["2027-01-01"]
          workdays: []
    """
    stated = _stated(case)
    if stated is None or not stated[1].working:
        return
    window, counted = stated
    try:
        both_ways(window, counted, is_workday(dict(case.context.calendar)))
    except NoCalendar as unknown:
        at = case.notice.at_head("window", "opens" if str(window.opens.year) == str(unknown) else "closes")
        why = f"期限是“{counted.words}”，{unknown} 年的放假和调休日期未知"
        yield Slip(
            at, f"没有 {unknown} 年的节假日安排", why, f'在 calendar.yaml 里写上 "{unknown}": 及其 holidays、workdays'
        )
