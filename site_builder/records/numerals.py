"""Numbers written in Chinese characters (二十一): one parser for rules, windows and import."""

import re

# What is counted in whole ones only: 5.2个小区 is the fifth heading, of two estates; 5.2个百分点 is a figure.
COUNTED = r"(?:\d{1,3}(?:个(?!百分点|月|小时|工作日|多月)|名|家|处|宗|起|件|户|项|辆|座|所|栋|篇|笔|张|份|台(?!阶)|村|支|套|年[以来至度])|(?:19|20)\d{2}年)"
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", 1)}


def chinese_number(words: str) -> int | None:
    """一 … 九十九, 两 and digits of any width; None for anything else.

    >>> [chinese_number(words) for words in ("二十一", "十", "七", "15", "１５", "两", "三十")]
    [21, 10, 7, 15, 15, 2, 30]
    >>> [chinese_number(words) for words in ("二三", "十十", "百十", "一百", "")]
    [None, None, None, None, None]
    """
    words = words.strip()
    if words.isdecimal():
        return int(words)
    if words == "两":
        return 2
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(words)
    if (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return None
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


_ZEROS = "〇○◯零０O0"
_YEAR = re.compile(rf"([一二三四五六七八九{_ZEROS}]{{4}})(?=\s*+年)")
_PART = re.compile(r"(?<![一二三四五六七八九十百\d])([一二三四五六七八九十]{1,3})(?=\s*+(月|[日号](?!内|均|前反)))")
_YEAR_DIGITS = {**{char: str(number) for char, number in _DIGITS.items()}, **dict.fromkeys(_ZEROS, "0")}


def arabic_dates(words: str) -> str:
    """Words whose dates in Chinese numerals are written in digits, so that dates are compared by value.

    A number of days alone (二十五日) is one of a month only after a month, or after 至 where a date stands before.

    >>> arabic_dates("自二〇二四年三月五日至三月二十五日")
    '自2024年3月5日至3月25日'
    >>> arabic_dates("二○二四年十月十七日起至三十一日止"), arabic_dates("2024年三月五日"), arabic_dates("公示期为十五日")
    ('2024年10月17日起至31日止', '2024年3月5日', '公示期为十五日')
    """
    words = _YEAR.sub(lambda found: "".join(_YEAR_DIGITS[char] for char in found[1]), words)
    out, at, dated = [], 0, False
    for found in _PART.finditer(words):
        before = words[at : found.start()]
        number = chinese_number(found[1])
        month = found[2] == "月"
        follows = bool(re.search(r"\d\s*+月\s*+$", before)) or before.strip() == "月"
        ends = dated and re.search(r"(?:至|到|-|—|~|～|－)\s*+$", before) is not None
        if number is not None and ((month and number <= 12) or (not month and number <= 31 and (follows or ends))):
            out += [before, str(number)]
            at, dated = found.end(), True
    return "".join(out) + words[at:]
