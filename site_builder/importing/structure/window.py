"""The window: how long a text is public or open to objections, with the words that say so and the two dates in them."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.dates import after, dates
from site_builder.importing.lines.fold import EDGES
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.records.model import Window
from site_builder.records.numerals import arabic_dates, chinese_number
from site_builder.records.vocabulary import WindowKind
from site_builder.records.working_days import NoCalendar, is_workday

_LABEL: Final = re.compile(
    r"(?P<label>(?:(?:公开|公示|公布|公告|通报|张贴|张榜|挂网|发布)(?:的)?(?:期限|时限|(?<!发布)日期|(?<!发布)时间|期间|(?<!布)期)|(?:监督|联系|反映|征求意见|意见反馈)(?:的)?(?:期限|时限|时间|期间|期)))\s*+(?:为|是|:|自|从|共)?\s*+:?\s*+(?P<words>[^。;]*)"
)
_SINCE: Final = re.compile(
    r"(?P<words>(?:自|从)(?:本)?(?:公布|公示|公开|发布|通报|公告)[^。;]{0,10}(?:之日|当日|起)[^。;]{0,30}?\d{0,3}[^。;]{0,8}(?:个工作日|工作日|日内|天内|日|天))"
)
# The dates before the label: 请于11月20日至12月10日公开期内反映.
_BEFORE_LABEL: Final = re.compile(
    r"(?:于|在)(?P<words>(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至|到|-+|—+|~+)(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)(?:的)?(?:公开|公示|公告|公布)期(?:限|间)?内?"
)
# Two dates and an invitation: 6月11日至6月30日，您有任何意见都可以拨打….
_MAY_SAY: Final = re.compile(
    r"(?:^|[。;,])(?P<words>(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:至|到|-+|—+|~+)(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日),?(?:您|大家|群众|如|若|对)?[^。;]{0,16}(?:意见|建议|异议|不同看法)[^。;]{0,24}(?:反映|反馈|提出|拨打|电话|来信|来访|告诉)"
)
# What the dates are for stands behind them: 本公告自9月2日至9月22日接受监督.
_WATCHED: Final = re.compile(
    r"(?:自|从|于|在)?(?P<words>(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:起)?(?:至|到|-+|—+|~+)(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)(?:止)?,?(?:期间)?(?:对外)?(?:公示|公开|接受[^,。;]{0,12}(?:监督|意见|反映))"
)
# Words in the same sentence that make it the period of an inspection's hotline, not the notice's window.
_OTHER: Final = re.compile(r"热线|信访|巡[察视](?:组|期间|工作期间)")
# Mentions the period without its dates: 公示期间如有异议，请….
_REQUEST: Final = re.compile(r",?(?:如|若|有(?!效)|对|欢迎)")
# A deadline for responses, which is not a window: 如有意见，请于6月30日前反馈.
_ANSWER_BY: Final = re.compile(
    r"(?:欢迎|如|若|对)[^。;]{0,40}(?:意见|建议|异议|监督)[^。;]{0,16}?请[^。;]{0,8}?(?:于|在)?(?=[^。;]{0,10}[\d一二三四五六七八九十])[^。;]{2,14}(?:前|日内)[^。;]{0,20}(?:反馈|反映|提出|告知|提交|来函)"
)
_OBJECTS: Final = re.compile(r"异议|不同(?:的)?意见|持有?反对意见")
_BARE_DAY: Final = re.compile(r"(?:至|到|-{1,9}|—{1,9}|~{1,9}|起至)\s*+(\d{1,2})日")
_COUNT: Final = re.compile(r"(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s*+个?(?P<work>工作日)?(?P<unit>日|天|个月)?")
_UNREAD: Final = re.compile(
    r"\d\s*+月|(?:至|到|[-—~])\s*+\d"
)  # of a date or range that could not be read: no number of days
_BEFORE: Final = timedelta(days=40)  # weeks may pass between the start of a window and the publication on the website
_RANGE: Final = re.compile(r"(?:至|到|-+|—+|~+|起至|止)")


def window_of(lines: tuple[Line, ...], published: date | None) -> tuple[Window | str, list[Doubt]]:
    """The window that a text states, or 'unstated'; and doubts about inferred values.

    Takes   published   the first day where the words only give a number of days
    """
    answers: list[Doubt] = []
    for line in lines:
        if asked := _ANSWER_BY.search(line.folded):
            why = "这是反馈意见的截止日，原文没有说它是公开期限或公示期；确是期限的，请补填 window"
            answers.append(Doubt(line.number, line.text[asked.start() : asked.end()], why))
        stated = (
            *_LABEL.finditer(line.folded),
            *_SINCE.finditer(line.folded),
            *_BEFORE_LABEL.finditer(line.folded),
            *_MAY_SAY.finditer(line.folded),
            *_WATCHED.finditer(line.folded),
        )
        # the dates are before the label: 请于…至…公开期内反映
        given = [each for each in stated if not _REQUEST.match(each["words"])]
        found = next((each for each in given if _days(each["words"], published)[0]), given[0] if given else None)
        if not found or _OTHER.search(line.folded[line.folded.rfind("。", 0, found.start()) + 1 : found.start()]):
            continue
        quote = _quote(line, found)
        read, why = _days(found["words"], published)
        if read is None:
            if re.search(r"\d|[一二三四五六七八九十]", found["words"]):
                return "unstated", [Doubt(line.number, quote, why or "公开期限的起止日期读不出来，请补填")]
            continue
        doubts = [Doubt(line.number, quote, why)] if why else []
        if read[1] < read[0]:
            return "unstated", [Doubt(line.number, quote, "截止日期早于起始日期，请核对")]
        kind = _kind(lines, found.group())  # takes the whole text, so it is asked once
        return Window(kind=kind, opens=read[0], closes=read[1], quote=quote), doubts
    return "unstated", answers[:1]


def _quote(line: Line, found: re.Match[str]) -> str:
    """The quotation for a window, from its label to its last day or number of days."""
    words = found["words"]
    ends = [each.end for each in dates(words)]
    ends += [each.end() for each in _COUNT.finditer(words) if each["work"] or each["unit"]]
    ends += [each.end() for each in _BARE_DAY.finditer(words)]
    last = found.start("words") + max(ends, default=len(words))
    quote = line.text[found.start() : last].rstrip(EDGES)
    closing = line.text[last : last + 1]
    return (
        quote + closing
        if closing in "）)" and closing and quote.count("（") + quote.count("(") > quote.count("）") + quote.count(")")
        else quote
    )


def _kind(lines: tuple[Line, ...], words: str) -> WindowKind:
    """The kind of window: for objections only if the text expressly asks for them, otherwise mere publication."""
    whole = "".join(line.folded for line in lines)
    return "objection" if _OBJECTS.search(whole) and "公示" in words + whole else "publication"


def _days(words: str, published: date | None) -> tuple[tuple[date, date] | None, str]:
    words = arabic_dates(words)
    found = dates(words)
    for first, second in pairwise(found):
        # without a year: the first such day close to the publication
        opens = first.as_date() or (after(first, published - _BEFORE).as_date() if published and first.whole else None)
        if opens and _RANGE.search(words[first.end : second.start]):
            closes = after(second, opens).as_date()
            if closes is None:
                return None, "截止日期不完整，请补填"
            read_on = not second.year and closes.year != opens.year
            if (closes - opens).days > 200:
                return None, "截止日期未写年份，且早于起始日期，请补填" if read_on else "期限长于 200 天，请核对后补填"
            return (opens, closes), "截止日期未写年份，按次年读" if read_on else ""
    opens = found[0].as_date() if found else published
    if opens and found and (bare := _BARE_DAY.match(words, found[0].end)):
        try:
            return (opens, opens.replace(day=int(bare[1]))), ""
        except ValueError:
            return None, f"没有{opens.month}月{bare[1]}日，请核对"
    rest = words
    for each in found:
        rest = rest[: each.start] + " " * (each.end - each.start) + rest[each.end :]
    count = next((each for each in _COUNT.finditer(rest) if each["work"] or each["unit"]), None)
    if count is None or _UNREAD.search(rest):
        return None, ""
    number = chinese_number(count["n"])
    if opens is None or number is None or count["unit"] == "个月":
        return None, "期限按天数写明，但起算日未载明，请补填"
    if not count["work"]:
        return (opens, opens + timedelta(days=number - 1)), f"按 {number} 天（含首日）推算"
    try:
        return (opens, _working_day(opens, number)), f"按 {number} 个工作日（含首日）推算"
    except NoCalendar:
        return None, "没有该年的工作日历，请补填截止日期"


def _working_day(opens: date, number: int) -> date:
    """The last of a number of working days; the first day counts if it is one."""
    day, working = opens, is_workday({})
    while True:
        number -= working(day)
        if number == 0:
            return day
        day += timedelta(days=1)
