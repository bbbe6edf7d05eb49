"""Numbers written in Chinese characters (二十一): one parser for rules, windows and import."""

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
