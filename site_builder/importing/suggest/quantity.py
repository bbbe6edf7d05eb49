"""Parser for quantities: a number, its unit, and words for its exactness (余, 约, 近, 以上, 不低于 …)."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.importing.suggest.written import written_sum
from site_builder.records.ledger_model import Fact
from site_builder.records.numerals import chinese_number
from site_builder.records.vocabulary import Comparator

_BEFORE: Final = r"(?:(?P<before>不少于|不低于|至少|不超过|不高于|不多于|将近|接近|不足|不到|大约|约为|约|近|超过|超|逾|突破)\s*+|(?:(?<!\s)\s++)?)"
_DIGITS: Final = r"(?<![\d.,])(?P<value>\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,12}(?:\.\d{1,6})?)(?!\d)"
_CHINESE: Final = r"(?<![一二三四五六七八九十第])(?P<words>[一二两三四五六七八九十]{1,3})(?![一二三四五六七八九十])"
# Sums in characters (三百二十万元). They must contain one of 十百千万亿, as 一元 and 三元 are often names; not 几十, 数百.
_WRITTEN: Final = (
    r"(?<![几数第成一二两三四五六七八九十百千万亿零〇点])(?<!上(?=十))(?=.{0,3}[十百千万亿])"
    r"(?P<written>[一二两三四五六七八九十][一二两三四五六七八九十百千万亿零〇点]{0,19})(?=(?:余|多)?(?:万亿|亿|万)?(?:余|多)?元)"
)
_SCALE: Final = r"\s*+(?P<rest>余|多)?\s*+(?P<scale>万亿|亿|万|千|百)?\s*+(?P<more>余|多)?\s*+"
_AFTER: Final = r"(?:\(含\))?(?P<after>以上|及以上|以下|以内|左右|上下)?"
_COMPARED: Final[dict[str, Comparator]] = {
    **dict.fromkeys(("不少于", "不低于", "至少", "以上", "及以上"), ">="),
    **dict.fromkeys(("不超过", "不高于", "不多于", "以下", "以内"), "<="),
    **dict.fromkeys(("超过", "超", "逾", "突破", "余", "多"), ">"),
    **dict.fromkeys(("将近", "接近", "近", "不足", "不到"), "<"),
    **dict.fromkeys(("大约", "约为", "约", "左右", "上下"), "~"),
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a clause: digits without thousands separators, the unit with its scale (万元), the comparator.

    `start` and `end` include words such as 超过 and 以上; `limit`: 以上 follows a number that may be a limit in a rule
    (5万元以上的项目).
    """

    start: int
    end: int
    value: str
    unit: str
    comparator: Comparator | None
    limit: bool


def quantities(units: str, *, chinese: bool = False, written: bool = False) -> re.Pattern[str]:
    """A pattern for numbers with one of these units (a regex alternation).

    Takes   chinese   also match small numbers in characters (三人)
            written   also match sums in characters (三百二十万元); `quantity` gives the value '' for invalid ones
    """
    number = "|".join((_DIGITS, *([_CHINESE] if chinese else ()), *([_WRITTEN] if written else ())))
    number = rf"(?:{number})"
    return re.compile(rf"{_BEFORE}{number}{_SCALE}(?P<unit>{units}){_AFTER}")


def quantity(found: re.Match[str]) -> Quantity:
    """The quantity of a match of `quantities`.

    >>> quantity(quantities("人次|人").search("培训1,200余人次")).comparator
    '>'
    """
    groups = found.groupdict()
    value = groups["value"]
    scale = groups["scale"] or ""
    if words := groups.get("written"):
        digits, own = written_sum(words) or ("", "")
        scale = own + scale
    else:
        digits = value.replace(",", "") if value else str(chinese_number(groups["words"]) or "")
    hedges = (groups["before"], groups["rest"] or groups["more"], groups["after"])
    compared = next((_COMPARED[word] for word in hedges if word), None)
    limit = bool(groups["after"]) and found.string[found.end() : found.end() + 1] == "的"
    return Quantity(
        start=found.start(),
        end=found.end(),
        value=digits,
        unit=scale + groups["unit"],
        comparator=compared,
        limit=limit,
    )


def fact_of(
    number: Quantity, label: str, kind: str, modality: str, quote: str, unit: str = "", count: str | None = None
) -> Fact:
    """A suggested fact made from a number. Takes unit: where it differs from the number's own."""
    return Fact(
        label=label,
        kind=kind,
        comparator=number.comparator,
        value=number.value,
        unit=unit or number.unit,
        count=count,
        modality=modality,
        quotes=(quote,),
        suggested=True,
    )
