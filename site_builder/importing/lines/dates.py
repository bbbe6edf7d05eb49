"""Parser for dates in notices, which may lack a year, name a third of a month, span New Year, or be damaged."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from site_builder.records.numerals import chinese_number

_YEAR: Final = r"(?:19|20)\d{2}"
# The intact part of a damaged date (2月3O日, 2024年X月) must not be parsed as a shorter date.
_BROKEN: Final = r"\s{0,2}\d{0,2}[OoIl×xX*]{1,2}\d{0,2}\s{0,2}"
DATE: Final = re.compile(
    rf"(?P<y>{_YEAR})\s*+年\s*+(?P<m>\d{{1,2}})\s*+月(?!{_BROKEN}日)\s*+(?:份|(?P<d>\d{{1,2}})\s*+[日号]|(?P<third>[上中下]旬)|(?P<end>底|末))?"
    rf"|(?P<y2>{_YEAR})\s*+[-/.]\s*+(?P<m2>\d{{1,2}})\s*+[-/.]\s*+(?P<d2>\d{{1,2}})(?!\d)"
    rf"|(?<![\d/])(?P<m5>\d{{1,2}})/(?P<d5>\d{{1,2}})/(?P<y5>{_YEAR})(?![\d/])"
    rf"|(?P<m3>\d{{1,2}})\s*+月(?!{_BROKEN}日)\s*+(?:份|(?P<d3>\d{{1,2}})\s*+[日号]|(?P<third3>[上中下]旬)|(?P<end3>底|末))?"
    rf"|(?P<y4>{_YEAR})\s*+年(?!度|{_BROKEN}月|\s{{0,2}}\d{{1,2}}\s{{0,2}}月{_BROKEN}日)(?:\s*+(?P<part>上半年|下半年|年?底|年?末|第?[一二三四]季度))?"
)
_CN_YEAR: Final = re.compile(
    r"(?P<year>[二两][〇○零0oO一二三四五六七八九十]{3})\s*+年\s*+(?P<month>[一二三四五六七八九十]{1,3})\s*+月(?:\s*+(?P<day>[一二三四五六七八九十]{1,3})\s*+[日号])?"
    r"|(?<![一二三四五六七八九十])(?P<month2>十?[一二三四五六七八九十])\s*+月\s*+(?P<day2>[一二三四五六七八九十]{1,3})\s*+[日号]"
)
# Ranges in which the first month has no 月 of its own: 3-5月, 2023年3月—5月.
_MONTHS: Final = re.compile(
    rf"(?:(?P<y>{_YEAR})\s*+年\s*+)?(?<!\d)(?P<m>\d{{1,2}})\s*+(?=(?:-+|—+|~+|至|到|、|和)\s*+(?P<n>\d{{1,2}})\s*+月(?!\d))"
)
_MONTHS_IN_ENGLISH: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENGLISH: Final = re.compile(
    rf"(?P<month>{'|'.join(_MONTHS_IN_ENGLISH)})[a-z]{{0,6}}\.?\s(?P<day>\d{{1,2}}),\s?(?P<year>{_YEAR})"
)
_DIGIT: Final = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "o": "0",
    "O": "0",
    "0": "0",
    "两": "2",
}
_PARTS: Final = {"上半年": 6, "下半年": 12, "一": 3, "二": 6, "三": 9, "四": 12}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date found in a text, with its precision and its offsets.

    `year` is None where the words have none; `part` is the latest month or day where they name a span.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    whole: bool  # an exact day
    third: str = ""  # a third of a month (上旬, 中旬, 下旬), which is less precise than a day

    def in_year(self, year: int) -> "FoundDate":
        """The date with a year supplied."""
        return replace(self, year=self.year or year)

    def iso(self) -> str | None:
        """'2024', '2024-06' or '2024-06-30'; None without a year or for an invalid date."""
        if self.year is None:
            return None
        if self.month is None:
            return f"{self.year:04d}"
        if not 1 <= self.month <= 12:
            return None
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        if not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def earliest(self) -> date | None:
        """The first day that the words can mean; None without a year."""
        if self.year is None or self.iso() is None:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    def as_date(self) -> date | None:
        """The date as a day; None where the words are less precise."""
        text = self.iso()
        return date.fromisoformat(text) if text and self.day and self.whole else None


def dates(folded: str) -> list[FoundDate]:
    """All dates of a folded text, in order.

    >>> [found.iso() for found in dates("2024年2月上旬至2024-03-01 17:44")]
    ['2024-02', '2024-03-01']
    >>> [found.iso() for found in dates("2023年3-5月")]
    ['2023-03', None]
    """
    spans = [span for match in _MONTHS.finditer(folded) if (span := _first_month(match))]
    taken = {span.start for span in spans}
    found = [_found(match) for match in DATE.finditer(folded) if match.start() not in taken]
    found += [_chinese(match) for match in _CN_YEAR.finditer(folded)]
    found += [_english(match) for match in _ENGLISH.finditer(folded)]
    return sorted((*spans, *(each for each in found if each)), key=lambda each: each.start)


def _first_month(match: re.Match[str]) -> FoundDate | None:
    """The date of the first month in 3-5月."""
    month, last = int(match["m"]), int(match["n"])
    if not 1 <= month < last <= 12:
        return None
    return FoundDate(
        start=match.start(),
        end=match.end("m"),
        year=int(match["y"]) if match["y"] else None,
        month=month,
        day=None,
        whole=False,
    )


def _found(match: re.Match[str]) -> FoundDate | None:
    year = match["y"] or match["y2"] or match["y4"] or match["y5"]
    month = match["m"] or match["m2"] or match["m3"] or match["m5"]
    day = match["d"] or match["d2"] or match["d3"] or match["d5"]
    if match["y5"] and int(month or 0) > 12 >= int(day or 0):
        month, day = day, month  # 14/10/2022: the day comes first
    third = match["third"] or match["third3"]
    number = int(year) if year else None
    if month is None:
        part = match["part"]
        last = _PARTS.get(part) or _PARTS.get(part.strip("第季度"), 12) if part else None
        return FoundDate(start=match.start(), end=match.end(), year=number, month=last, day=None, whole=False)
    if not 1 <= int(month) <= 12:
        return None
    given = int(day) if day else None
    return FoundDate(
        start=match.start(),
        end=match.end(),
        year=number,
        month=int(month),
        day=given,
        whole=day is not None,
        third=third or "",
    )


def _chinese(match: re.Match[str]) -> FoundDate | None:
    """The date of a match in Chinese numerals: 二〇二四年十月十七日, or 四月十日 without a year."""
    digits = "".join(_DIGIT.get(char, "") for char in (match["year"] or "").strip())
    if match["year"] and len(digits) != 4:
        return None
    month, day = chinese_number(match["month"] or match["month2"]), match["day"] or match["day2"]
    if not match["year"] and not 1 <= (month or 0) <= 12:
        return None
    return FoundDate(
        start=match.start(),
        end=match.end(),
        year=int(digits) if digits else None,
        month=month,
        day=chinese_number(day) if day else None,
        whole=True,
    )


def _english(match: re.Match[str]) -> FoundDate:
    """The date of a match in English: March 5, 2024."""
    return FoundDate(
        start=match.start(),
        end=match.end(),
        year=int(match["year"]),
        month=_MONTHS_IN_ENGLISH.index(match["month"]) + 1,
        day=int(match["day"]),
        whole=True,
    )


_LABEL: Final = re.compile(r"[^:\d]{0,12}:\s*+")
_OF_TWO: Final = 24  # characters at most in each of the two lines


def day_of_two(first: str, second: str) -> str | None:
    """The day that two folded lines name together, and none alone, in whichever order a page sets them: ISO, or None.

    >>> day_of_two("2020年9月", "30"), day_of_two("05", "2021-06"), day_of_two("2021年6月", "3项")
    ('2020-09-30', '2021-06-05', None)
    """
    one, two = _LABEL.sub("", first.strip(), count=1), second.strip()
    if not one or not two or max(len(one), len(two)) > _OF_TWO:
        return None
    if any(each.as_date() for words in (one, two) for each in dates(words)):
        return None
    for joined in (f"{one}{two}", f"{one}{two}日", f"{one}-{two}", f"{two}-{one}", f"{two}{one}日", f"{one}年{two}"):
        found = dates(joined)
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(joined)) and (day := found[0].as_date()):
            return day.isoformat()
    return None


def after(found: FoundDate, previous: date | None) -> FoundDate:
    """A date without a year, in the first year in which it is not before another date."""
    if found.year is not None or previous is None:
        return found
    guess = found.in_year(previous.year)
    if guess.month and (guess.month, guess.day or 31) < (previous.month, previous.day):
        guess = found.in_year(previous.year + 1)
    return guess
