"""W001, W004–W008: the dates of a window."""

import re
from collections.abc import Iterator
from datetime import date

from site_builder.claims.stated_dates import dates_in
from site_builder.records.quotes import comparable
from site_builder.records.source import Mapping, locate
from site_builder.records.working_days import NoCalendar, is_workday
from site_builder.rules.rule import Case, SiteCase, Slip, error, warning

_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日"
_FROM_TO = re.compile(rf"(?<!\d)(\d{{4}})年(\d{{1,2}})月(\d{{1,2}})日(?:起|\([^)]*\))*,?(?:至|到|-|—|~)+{_DAY}")
_WINDOW = re.compile("(?:公示|公开|公布|征求意见)(?:期限|期间|时间|期|时限)")
_NAMES = "一二三四五六日"


@error("W001")
def published_before_it_opens(case: Case) -> Iterator[Slip]:
    """公开日期晚于期限的第一天

    期限从 opens 开始，published 却更晚：公众能看到的天数比原文说的少，多半有一个写错了。
    原文的落款日期确实晚于期限第一天的，照录，只是提醒。比最后一天还晚的是错误：published 写第一次公开的日期，
    不是搬到本站或重新发布的日期。

    改法：核对原文，改正 published 或 opens；原文如此的，不用管。
    """
    window, published = case.notice.window, case.notice.head.published
    if not window or not published or published.day <= window.opens:
        return
    at = case.notice.at_head("published")
    if published.day > window.closes:
        closes = case.notice.at_head("window", "closes")
        why = f"closes 是 {window.closes}（第 {closes.line} 行），published 是 {published}"
        yield Slip(at, "公开日期晚于期限的最后一天", why, "published 写第一次公开的日期，或改正 closes")
    else:
        opens = case.notice.at_head("window", "opens")
        why = f"opens 是 {window.opens}（第 {opens.line} 行），published 是 {published}"
        mend = f"核对原文：把 published 改成 {window.opens} 或以前，或改正 opens；原文如此的，不用管"
        yield Slip(at, "公开日期晚于期限开始", why, mend, soft=True)


@warning("W004")
def closes_on_a_working_day(case: Case) -> Iterator[Slip]:
    """期限的最后一天是休息日

    那一天没有人接电话。原文如此的照录，编者知道就好。

    改法：核对原文；原文如此的，不用管。
    """
    window = case.notice.window
    if window is None:
        return
    weekday = f"{window.closes} 是星期{_NAMES[window.closes.weekday()]}"
    try:
        rests, why = not is_workday(dict(case.context.calendar))(window.closes), "，按国务院办公厅的节假日安排休息"
    except NoCalendar:
        rests, why = window.closes.weekday() > 4, ""
    if rests:
        at = case.notice.at_head("window", "closes")
        yield Slip(at, "期限的最后一天是休息日", weekday + why, "核对原文；原文如此的，不用管")


@warning("W006")
def after_close_can_happen(case: Case) -> Iterator[Slip]:
    """没有期限，after_close 就不起作用

    after_close 决定期限届满后怎样处理（keep 保留、noindex 不收录、withdraw 撤下）。
    window 写 unstated 或 none 时没有届满的一天。
    全站的 after_close 写在 site.yaml，没有默认值，须由主办单位决定。

    改法：补上期限，或删去 after_close。
    """
    head = case.notice.head
    if head.after_close in ("withdraw", "noindex") and case.notice.window is None:
        why = f"window 是 {head.window or 'null'}，没有届满的一天"
        yield Slip(case.notice.at_head("after_close"), "after_close 不起作用", why, "补上期限，或删去 after_close")


@warning("W007")
def window_has_words(case: Case) -> Iterator[Slip]:
    """期限没有引语

    期限的两个日期来自原文的哪句话，要写在 quote 里，读者才能核对。

    改法：补上 quote。
    """
    window = case.notice.window
    if window and not window.quote:
        yield Slip(case.notice.at_head("window", "opens"), "期限没有引语", "", "补上 quote，照抄原文写期限的那句话")


@error("W008")
def window_agrees_with_its_words(case: Case) -> Iterator[Slip]:
    """期限与引语里的日期不一致

    引语写明“某年某月某日至某月某日”，opens 和 closes 就是这两天。没有引语的，与正文里写公开期限的那句话比。

    改法：照引语改正 opens 或 closes。
    """
    window = case.notice.window
    if window and not window.quote:
        stated = [days for words in _of_windows(case.notice.outline.text) if (days := _stated_days(words))]
        if stated and (window.opens, window.closes) not in stated:
            first, last = stated[0]
            why = f"正文里写的是 {first} 至 {last}，opens 是 {window.opens}，closes 是 {window.closes}"
            mend = "照正文改正 opens 和 closes，把那句话写进 quote"
            soft = case.notice.head.after_close == "withdraw"  # a notice withdrawn early has an earlier last day
            yield Slip(case.notice.at_head("window", "opens"), "期限与正文不一致", why, mend, soft)
        return
    stated_days = _stated_days(window.quote or "") if window else None
    if window is None or stated_days is None:
        return
    for key, own, named in zip(("opens", "closes"), (window.opens, window.closes), stated_days, strict=True):
        if named is not None and named != own:
            why = f"引语里是 {named}，{key} 是 {own}"
            yield Slip(
                case.notice.at_head("window", key), f"{key} 与引语不一致", why, f"把 {key} 改成 {named}，或改正引语"
            )


def _of_windows(text: str) -> list[str]:
    """The sentences that state how long the notice is public or open to objections."""
    return [sentence for sentence in re.split("[。\n]", text) if _WINDOW.search(sentence)]


def _stated_days(quote: str) -> tuple[date | None, date | None] | None:
    """The two dates in a quotation, in digits or Chinese numerals; None where there are not exactly two."""
    if found := _FROM_TO.search(comparable(quote)):
        return _days(found)
    days = [named.first for named in dates_in(quote) if named.first == named.last and named.year]
    return (days[0], days[1]) if len(days) == 2 else None


def _days(found: re.Match[str]) -> tuple[date | None, date | None]:
    """The first and the last day; year or month missing from the last are those of the first."""
    year, month, day, to_year, to_month, to_day = found.groups()
    first = _date(int(year), int(month), int(day))
    return first, _date(int(to_year or year), int(to_month or month), int(to_day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@error("W009", "site")
def calendar_is_sound(case: SiteCase) -> Iterator[Slip]:
    """calendar.yaml 的年份或日子不对

    键是四位数的年份，带引号；holidays 是放假而原本不是周末的日子，workdays 是要上班的周末（调休）。

    改法：照国务院办公厅当年的通知改正：
        "2027":
          holidays: ["2027-01-01"]
          workdays: ["2027-02-06"]
    """
    tree = case.trees.get("calendar.yaml")
    years = tree.value if tree else None
    if tree is None or not isinstance(years, Mapping):
        return
    for year, days in case.registers.calendar.items():
        if not re.fullmatch(r"\d{4}", year):
            yield Slip(years.keys_at[year], f"{year} 不是年份", "", '写成 "2027": 这样的四位数')
            continue
        for name in ("holidays", "workdays"):
            for number, day in enumerate(getattr(days, name)):
                at = locate(tree, year, name, number)
                if str(day.year) != year:
                    yield Slip(at, f"{day} 不在 {year} 年", "", "移到它所在的年份")
                elif name == "workdays" and day.weekday() < 5:
                    why = f"{day} 是星期{_NAMES[day.weekday()]}，本来就上班"
                    yield Slip(at, f"{day} 不是周末", why, "workdays 只写要上班的周末", soft=True)
