"""The dates in a text, at their precision and in any numerals, including relative ones (两个月内, 年底前)."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from site_builder.claims.clauses import folded
from site_builder.records.numerals import chinese_number
from site_builder.records.partial_dates import PartialDate

_C = "一二三四五六七八九十"
_YEAR: Final = rf"(?:19|20)\d{{2}}|[一二][〇○◯零0{_C}]{{3}}"
_SMALL: Final = rf"\d{{1,2}}|[{_C}]{{1,3}}"
_DATE: Final = re.compile(
    rf"(?P<y>{_YEAR})年(?:(?P<m>{_SMALL})月(?:份)?(?:(?P<d>{_SMALL})[日号]?(?![\d{_C}个项天])|(?P<third>[上中下]旬)|(?P<end>[底末初中]))?"
    rf"|(?P<part>上半年|下半年|年?[底末初中内]|第?[一二三四1-4]季度末?|度)?)"
    r"|(?P<y2>(?:19|20)\d{2})[-./](?P<m2>\d{1,2})(?:[-./](?P<d2>\d{1,2}))?(?!\d)"
    rf"|(?<![\d{_C}])(?P<m3>{_SMALL})月(?:份)?(?:(?P<d3>{_SMALL})[日号](?!内)|(?P<third3>[上中下]旬)|(?P<end3>[底末初中]))?"
    rf"|(?<=[至到\-—~～、])(?P<d4>{_SMALL})[日号](?!内)"
    r"|(?P<rel>今年|本年度?|当年|去年|上年|明年|来年|后年)?(?P<part2>上半年|下半年|年[底末内初前]|第?[一二三四1-4]季度末?)"
    r"|(?P<only>今年|去年|明年|来年|后年)"
)
_LENGTH: Final = re.compile(rf"(?P<n>{_SMALL}|半|两|\d{{1,3}})个?(?P<unit>工作日|月|年|周|星期|日|天)(?:之|以)?内")
_QUARTER: Final = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_RELATIVE: Final = {
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "去年": -1,
    "上年": -1,
    "明年": 1,
    "来年": 1,
    "后年": 2,
}
_BEFORE: Final = re.compile(r"(?:之|以)?前")
Agreement = Literal["agrees", "contradicts", "silent"]


class StatedDate(NamedTuple):
    """A date as an interval of days, both ends included. `year` is None where it is unknown; `first` and `last` are then in 2000.

    `before`: the word 前 (before) follows, so the day before the interval may be meant.
    """

    first: date
    last: date
    year: int | None
    words: str
    before: bool

    def in_year(self, year: int) -> "StatedDate":
        shift = year - self.first.year
        return self._replace(first=_moved(self.first, shift), last=_moved(self.last, shift), year=year)


class Length(NamedTuple):
    """A relative period such as 两个月内, counted from a day that the words do not name."""

    number: int
    unit: str
    words: str

    def after(self, day: date) -> tuple[date, date]:
        """The earliest and the latest day on which the period may end, as ways of counting differ."""
        if self.unit in ("月", "年"):
            last = _months(day, self.number * (12 if self.unit == "年" else 1))
        elif self.unit == "工作日":
            return day + timedelta(self.number), day + timedelta(
                self.number * 3 + 12
            )  # generous bounds: holidays are not looked up here
        else:
            last = day + timedelta(self.number * (7 if self.unit in ("周", "星期") else 1))
        return last - timedelta(1), last + timedelta(1)


def dates_in(words: str, anchor: date | None = None) -> tuple[StatedDate, ...]:
    """The dates of a text in order. A missing year is that of the previous date; 年底, 明年 and the like count from `anchor`.

    >>> [(str(t.first), str(t.last)) for t in dates_in("二〇二四年十月十七日至三十一日，2025年6月上旬")]
    [('2024-10-17', '2024-10-17'), ('2024-10-31', '2024-10-31'), ('2025-06-01', '2025-06-10')]
    """
    return tuple(_dates(folded(words)[0], anchor))


def lengths_in(words: str) -> tuple[Length, ...]:
    found = _LENGTH.finditer(folded(words)[0])
    return tuple(Length(n, each["unit"], each.group()) for each in found if (n := _number(each["n"])))


def _dates(text: str, anchor: date | None) -> Iterator[StatedDate]:
    year: int | None = None
    month: int | None = None
    for found in _DATE.finditer(text):
        own = found["y"] or found["y2"]
        year = _year(own) if own else year
        number = _number(found["m"] or found["m2"] or found["m3"])
        month = month if found["d4"] else number
        day = _number(found["d"] or found["d2"] or found["d3"] or found["d4"])
        part = found["part"] or found["part2"]
        stated_year = year
        if part and found["part2"] and not own:
            stated_year = anchor.year + _RELATIVE.get(found["rel"] or "今年", 0) if anchor else year
        if found["only"]:
            stated_year, part = (anchor.year + _RELATIVE[found["only"]] if anchor else None), None
            if stated_year is None:
                continue
            year = stated_year  # 明年6月
        span = _span(
            year=stated_year or 2000,
            month=month,
            day=day,
            third=found["third"] or found["third3"],
            end=found["end"] or found["end3"],
            part=part,
        )
        if span and (number or day or part or stated_year):
            yield StatedDate(
                *span, stated_year, found.group(), bool(_BEFORE.match(text, found.end())) or found.group()[-1] == "前"
            )


def _span(
    year: int, month: int | None, day: int | None, third: str | None, end: str | None, part: str | None
) -> tuple[date, date] | None:
    if month is not None:
        if not 1 <= month <= 12:
            return None
        last = monthrange(year, month)[1]
        if day is not None:
            return (date(year, month, day),) * 2 if 1 <= day <= last else None
        first, final = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, last)}.get(third or "", (1, last))
        if end:
            first, final = {"初": (1, 10), "中": (11, 20)}.get(end, (21, last))
        return date(year, month, first), date(year, month, final)
    if part is None or part in ("度", "年内", "内"):
        return date(year, 1, 1), date(year, 12, 31)
    if part == "上半年":
        return date(year, 1, 1), date(year, 6, 30)
    if part == "下半年":
        return date(year, 7, 1), date(year, 12, 31)
    if "季度" in part:
        quarter = _QUARTER[part.removeprefix("第")[0]]
        return date(year, quarter - 2, 1), date(year, quarter, monthrange(year, quarter)[1])
    if part.endswith("初"):
        return date(year, 1, 1), date(year, 3, 31)
    if part.endswith("中"):
        return date(year, 5, 1), date(year, 8, 31)
    return date(year, 10, 1), date(year, 12, 31)


def agreement(
    stated: PartialDate,
    named: Iterable[StatedDate],
    anchors: Iterable[date] = (),
    lengths: Iterable[Length] = (),
    years: Collection[int] = (),
) -> Agreement:
    """Whether a record's date agrees with the dates that its words name, at their precision.

    A more precise day than the words give (15 December for 12月) contradicts them, except for the last day of the interval.
    Takes   stated: the record's date; named, lengths: dates and periods in the words
            anchors: days from which periods may count
            years: the years that a date without one can mean; empty = any year
    """
    every = tuple(named)
    likely = not years or stated.latest.year in years
    if any(_same(stated, each) for each in every if likely or each.year is not None):
        return "agrees"
    for length in lengths:
        for day in anchors:
            first, last = length.after(day)
            if first <= stated.latest and stated.earliest <= last:
                return "agrees"
    return "contradicts" if every else "silent"


def _same(stated: PartialDate, named: StatedDate) -> bool:
    each = named if named.year is not None else named.in_year(stated.latest.year)
    if stated.earliest <= each.first and each.last <= stated.latest:
        return True
    ends = {each.last, each.first - timedelta(1)} if named.before else {each.last}
    return stated.latest in ends and (stated.earliest >= each.first or named.before)


def _year(words: str) -> int | None:
    if words.isdecimal():
        return int(words)
    digits = [str("〇一二三四五六七八九".find(sign)) if sign in "一二三四五六七八九" else "0" for sign in words]
    return int("".join(digits)) if "十" not in words else None


def _number(words: str | None) -> int | None:
    return chinese_number(words) if words else None


def _months(day: date, number: int) -> date:
    month = day.month - 1 + number
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _moved(day: date, years: int) -> date:
    year = day.year + years
    last = monthrange(year, day.month)[1]
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if ends else min(day.day, last))
