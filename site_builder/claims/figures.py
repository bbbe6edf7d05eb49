"""The figures in a text, by value: 零点二万元 equals 2,000元, and 八成 equals 80%."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NamedTuple

from site_builder.claims.clauses import folded

_DIGITS: Final = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_PLACES: Final = {"十": 10, "百": 100, "千": 1000}
_SCALES: Final = {
    "万亿": Decimal(10**12),
    "亿": Decimal(10**8),
    "万": Decimal(10**4),
    "千": Decimal(1000),
    "百": Decimal(100),
}
_C: Final = "零〇○一二三四五六七八九十百千万亿两"
_FIGURE: Final = re.compile(
    rf"(?P<parts>[{_C}]{{1,6}})分之(?P<of>[{_C}]{{1,8}})(?:点(?P<rest>[{_C}]{{1,4}}))?"
    rf"|(?P<tenths>[一二三四五六七八九\d])成(?P<half>半|[一二三四五六七八九])?(?![立为功果效本员])"
    rf"|(?P<digits>\d{{1,15}}(?:\.\d{{1,6}})?)(?:余|多)?(?P<scale>万亿|亿|万|千|百)?(?P<sign>%|％|个百分点)?"
    rf"|(?P<words>[{_C}]{{1,16}})(?:点(?P<fraction>[{_C}]{{1,4}})(?P<scale2>万亿|亿|万)?)?"
)
_VAGUE: Final = re.compile(r"几[十百千万]|数[十百千万](?!据)|[十百千]余|若干|一半|半数|过半")
_UNIT: Final = re.compile(r"(?P<scale>万亿|亿|万|千|百)?(?P<base>.*)")
# Units with accepted synonyms; other units are compared by their first character.
_UNIT_WORDS: Final = {
    "公里": ("公里", "千米"),
    "千米": ("公里", "千米"),
    "户": ("户", "个"),
    "家": ("家", "个", "户"),
    "名": ("名", "人"),
    "人": ("人", "名"),
    "项": ("项", "个", "条"),
    "个": ("个", "项", "家", "处"),
}


class Figure(NamedTuple):
    """A value with its scale (万, 亿) applied; shares are in per cent. `base`: the text that follows, which begins with the unit."""

    value: Decimal
    base: str
    share: bool
    words: str


@lru_cache(maxsize=512)
def figures_in(words: str) -> tuple[Figure, ...]:
    """Every figure in a text.

    >>> [str(figure.value) for figure in figures_in("零点二万元，占16.1万元；三百二十户，八成五，三分之一")]
    ['2000.0', '161000.0', '320', '85', '33.33333333333333333333333333']
    """
    return tuple(_figures(folded(words)[0]))


def is_vague(words: str) -> bool:
    """Whether a text has a vague quantity such as 几十 or 过半."""
    return bool(_VAGUE.search(words))


def stands(value: str, unit: str | None, words: str) -> bool | None:
    """Whether a text contains a record's figure, in any numerals and unit; None where the value is not a number.

    >>> stands("2000", "元", "追回零点二万元"), stands("0.3", "万元", "追回零点二万元")
    (True, False)
    """
    try:
        own = Decimal(value.replace(",", "").rstrip("%％"))
    except InvalidOperation:
        return None
    found = _UNIT.fullmatch(unit or "")
    scale = _SCALES.get(found["scale"] or "", Decimal(1)) if found else Decimal(1)
    base = found["base"] if found else ""
    share = base.startswith(("%", "％", "个百分点")) or value.endswith(("%", "％"))
    return any(_same(own, own * scale, base, share, figure) for figure in figures_in(words))


def _same(plain: Decimal, scaled: Decimal, base: str, share: bool, figure: Figure) -> bool:
    if share:
        return figure.value == plain and (figure.share or not figure.base.strip())
    if figure.share and base:
        return figure.value == plain and base in ("成",)
    if figure.value != scaled:
        return False
    return not base or not _names_a_unit(figure.base) or figure.base.startswith(_UNIT_WORDS.get(base, (base[:1],)))


def _names_a_unit(words: str) -> bool:
    return words[:1] in "元人户家项个件笔台套吨亩米户处%"


def _figures(text: str) -> Iterator[Figure]:
    for found in _FIGURE.finditer(text):
        base = text[found.end() : found.end() + 4]
        value, share = _value(found)
        if value is not None:
            yield Figure(value, base, share, found.group())
        if found["words"] and len(found["words"]) > 1 and value is None:
            yield from (Figure(Decimal(_DIGITS[s]), base, False, s) for s in found["words"] if s in _DIGITS)


def _value(found: re.Match[str]) -> tuple[Decimal | None, bool]:
    if found["digits"]:
        return Decimal(found["digits"]) * _SCALES.get(found["scale"] or "", Decimal(1)), bool(found["sign"])
    if found["tenths"]:
        first = _written(found["tenths"]) if not found["tenths"].isdecimal() else int(found["tenths"])
        more = 5 if found["half"] == "半" else _DIGITS.get(found["half"] or "", 0)
        return (None if first is None else Decimal(first * 10 + more)), True
    if found["parts"]:
        whole, part = _written(found["parts"]), _written(found["of"])
        if not whole or part is None:
            return None, True
        fraction = "".join(str(_DIGITS.get(sign, 0)) for sign in found["rest"] or "")
        return Decimal(f"{part}.{fraction or 0}") * 100 / whole, True
    return _spelled(found["words"], found["fraction"], found["scale2"]), False


def _spelled(words: str, fraction: str | None, scale: str | None) -> Decimal | None:
    whole = _written(words)
    if whole is None or fraction is None:
        return None if whole is None else Decimal(whole)
    digits = [str(_DIGITS[sign]) for sign in fraction if sign in _DIGITS]
    if len(digits) != len(fraction.rstrip("万亿")):
        return None
    tail = scale or fraction[len(digits) :]
    return Decimal(f"{whole}.{''.join(digits)}") * _SCALES.get(tail, Decimal(1))


def _written(words: str) -> int | None:
    """A number in Chinese numerals: 三百二十 → 320, 二〇二四 → 2024; None for anything else.

    >>> _written("三百二十"), _written("一万二千"), _written("二〇二四"), _written("十")
    (320, 12000, 2024, 10)
    """
    if words.isdecimal():
        return int(words)
    if all(sign in _DIGITS for sign in words):
        return int("".join(str(_DIGITS[sign]) for sign in words))
    total, section, digit = 0, 0, None
    for sign in words:
        if sign in _DIGITS:
            if digit and sign not in "零〇○":
                return None  # 三四十 is an approximation
            digit = _DIGITS[sign] or digit
        elif sign in _PLACES:
            section += (digit if digit is not None else 1) * _PLACES[sign]
            digit = None
        else:
            section += digit or 0
            if not section:
                return None
            total = (total + section) * 10**8 if sign == "亿" else total + section * 10**4
            section, digit = 0, None
    return total + section + (digit or 0)
