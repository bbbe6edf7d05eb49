"""Parses sums in Chinese characters: 三百二十万 is 320 with the scale 万; colloquial short forms are refused."""

import re
from decimal import Decimal
from typing import Final

_D: Final = "[一二两三四五六七八九]"
_TENS: Final = f"{_D}十{_D}?"
_HUNDREDS: Final = f"{_D}百(?:{_TENS}|零{_D})?"
# Numbers below ten thousand with a 零 for every gap; 三百五 may mean 350 or 305 and is refused.
_BELOW: Final = re.compile(f"{_D}千(?:{_HUNDREDS}|零{_TENS}|零{_D})?|{_HUNDREDS}|{_D}?十{_D}?|{_D}")
_FRACTION: Final = re.compile(r"([^点]+)点([零〇一二三四五六七八九]{1,4})(万亿|亿|万)?")
_DIGIT: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACE: Final = {"十": 10, "百": 100, "千": 1000}
_SCALE: Final = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def written_sum(words: str) -> tuple[str, str] | None:
    """Digits and scale of a sum, where the scale is the last one in the words; None where they are not a definite number.

    >>> written_sum("三百二十万"), written_sum("一亿二千万"), written_sum("五万八千"), written_sum("十二点五亿")
    (('320', '万'), ('12000', '万'), ('58000', ''), ('12.5', '亿'))
    >>> written_sum("三四十万"), written_sum("一万五")
    (None, None)
    """
    words = words.replace("〇", "零") if "点" not in words else words
    if found := _FRACTION.fullmatch(words):
        whole = _whole(found[1])
        return None if whole is None else (f"{whole}.{''.join(str(_DIGIT[c]) for c in found[2])}", found[3] or "")
    whole = _whole(words)
    if whole is None:
        return None
    scale = next(each for each in ("万亿", "亿", "万", "") if words.endswith(each))
    return f"{(Decimal(whole) / _SCALE[scale]).normalize():f}", scale


def _whole(words: str) -> int | None:
    """An integer whose parts below 万 and 亿 are complete or have a 零."""
    for name in ("亿", "万"):
        above, found, below = words.rpartition(name)
        if not found:
            continue
        high, low = _whole(above), _low(below)
        return None if high is None or low is None else high * _SCALE[name] + low
    return _below(words) if _BELOW.fullmatch(words) else None


def _low(words: str) -> int | None:
    """The value after 万 or 亿: nothing, full thousands (or 千万), or a 零 and less."""
    if not words:
        return 0
    full = re.match(f"{_D}千", words)
    return _whole(words) if full else _whole(words[1:]) if words[0] == "零" else None


def _below(words: str) -> int:
    total, digit = 0, 0
    for char in words.replace("零", ""):
        if char in _PLACE:
            total, digit = total + (digit or 1) * _PLACE[char], 0
        else:
            digit = _DIGIT[char]
    return total + digit
