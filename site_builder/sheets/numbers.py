"""Formats a number as a spreadsheet program displays it, by the number format of its cell."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from site_builder.sheets.grid import Cell

# Formats that have only a number in the file. 27–36 and 50–58 are those of a Chinese Excel.
_YEAR_MONTH, _MONTH_DAY, _WHOLE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
BUILT_IN: Final[dict[int, str]] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: _WHOLE, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: _YEAR_MONTH, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    49: "@", 50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: _YEAR_MONTH,
    56: _MONTH_DAY, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
_TOKEN: Final = re.compile(
    r'"(?P<words>[^"]{0,255})"|\\(?P<char>.)|\[(?P<mark>[^\]]{0,255})\]|[_*].|(?P<code>y+|m+|d+|h+|s+|a{1,9}(?:m/pm|/p)|上午/下午|general)|(?P<other>.)',
    re.IGNORECASE | re.DOTALL,
)
_PLAIN: Final = re.compile(r"(?P<grouped>(?>[#0]*,[#0,]*0))?(?P<whole>[#0]*)(?:\.(?P<places>0{1,15}))?")
_NOT_DECIMAL: Final = re.compile(r"\?|[Ee][+-]")  # fractions and powers of ten: shown as the number they stand for
_CHINESE: Final = "〇一二三四五六七八九"
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_DAY: Final = 2958465  # 9999-12-31


def shown(value: float, code: str, since_1904: bool = False) -> Cell:
    """A number as displayed in its format.

    >>> shown(45657, 'yyyy"年"m"月"d"日"'), shown(1234.5, "#,##0.00"), shown(0.1 + 0.2, "General")
    (Cell(text='2024年12月31日', kind='date', day='2024-12-31'), Cell(text='1,234.50', kind='number', day=None), Cell(text='0.3', kind='number', day=None))
    """
    first = code.split(";")[0] if '"' not in code else _first(code)
    if is_date(first) and 0 <= value <= _LAST_DAY:
        return _date(value, first, since_1904)
    return Cell(_number(value, first), "number")


@lru_cache(maxsize=256)
def _first(code: str) -> str:
    """The section of a format for positive numbers; semicolons in quotation marks do not separate sections."""
    quoted, parts = False, ""
    for char in code:
        if char == '"':
            quoted = not quoted
        if char == ";" and not quoted:
            break
        parts += char
    return parts


@lru_cache(maxsize=256)
def is_date(code: str) -> bool:
    """Whether a format displays a date or a time.

    >>> is_date('yyyy"年"m"月"'), is_date('0"月"'), is_date("General"), is_date("[Red]0.00")
    (True, False, False, False)
    """
    return any((found["code"] or "")[:1].lower() in "ymdhs" for found in _TOKEN.finditer(code) if found["code"])


def day_of(value: float, since_1904: bool) -> datetime:
    """The date and time of a serial number; Excel's calendar has a 29 February 1900."""
    base = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    return base + timedelta(seconds=round(value * 86400))


def _date(value: float, code: str, since_1904: bool) -> Cell:
    moment = day_of(value, since_1904)
    tokens = list(_TOKEN.finditer(code))
    codes = [(found["code"] or "").lower() for found in tokens]
    half = any(each.startswith("a") or each == "上午/下午" for each in codes)
    chinese = any((found["mark"] or "").lower() == "dbnum1" for found in tokens)
    parts = []
    for place, (found, each) in enumerate(zip(tokens, codes, strict=True)):
        if each and each != "general":
            parts.append(_part(moment, each, _is_minute(codes, place), half, chinese))
        else:
            parts.append(found["words"] or found["char"] or found["other"] or "")
    whole = not any(each.startswith(("y", "d", "m")) for each in codes) or value < 1
    return Cell("".join(parts).strip(), "date", None if whole else moment.date().isoformat())


def _is_minute(codes: list[str], place: int) -> bool:
    """Whether an m means minutes: directly after hours or directly before seconds."""
    if not codes[place].startswith("m"):
        return False
    before = next((code for code in reversed(codes[:place]) if code), "")
    after = next((code for code in codes[place + 1 :] if code), "")
    return before.startswith("h") or after.startswith("s")


def _part(moment: datetime, code: str, minute: bool, half: bool, chinese: bool) -> str:
    kind, width = code[0], len(code)
    if kind == "y":
        year = f"{moment.year:04d}"
        year = year if width > 2 else year[2:]
        return "".join(_CHINESE[int(digit)] for digit in year) if chinese else year
    if kind == "m" and width > 2 and not minute:
        return _MONTHS[moment.month - 1]
    if kind in ("a", "上"):
        return ("上午" if moment.hour < 12 else "下午") if kind == "上" else ("AM" if moment.hour < 12 else "PM")
    number = {"m": moment.minute if minute else moment.month, "d": moment.day, "s": moment.second}.get(kind)
    if number is None:
        number = (moment.hour % 12 or 12) if half else moment.hour
    if chinese:
        return _in_chinese(number)
    return f"{number:02d}" if width > 1 else str(number)


def _in_chinese(number: int) -> str:
    """
    >>> _in_chinese(10), _in_chinese(12), _in_chinese(31)
    ('十', '十二', '三十一')
    """
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return ten + (_CHINESE[ones] if ones or not tens else "")


def _number(value: float, code: str) -> str:
    plain = "".join(
        found["words"] or found["char"] or found["code"] or found["other"] or "" for found in _TOKEN.finditer(code)
    )
    signs = "".join(found["other"] or " " for found in _TOKEN.finditer(code))
    form = re.search(r"(?<![#0,.])[#0,.]*[#0]", signs)
    if form is None or _NOT_DECIMAL.search(signs) or not _PLAIN.fullmatch(form[0]):
        return general(value)
    percent = "%" in code
    places = len(form[0].partition(".")[2])
    try:
        number = Decimal(repr(value)) * (100 if percent else 1)
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except InvalidOperation:
        return general(value)
    digits = f"{number:,f}" if "," in form[0] else f"{number:f}"
    least = form[0].partition(".")[0].count("0") if "," not in form[0] else 0
    if len(digits.partition(".")[0].lstrip("-")) < least:  # 000: a number that keeps its zeros
        whole, dot, rest = digits.partition(".")
        digits = ("-" if number < 0 else "") + whole.lstrip("-").zfill(least) + dot + rest
    shown_ = plain.replace(form[0], digits, 1) if form[0] in plain else digits + ("%" if percent else "")
    return shown_.strip()


def general(value: float) -> str:
    """A number without a format: at most fifteen digits, no trailing zeros.

    >>> general(3.0), general(16.1), general(1e15), general(0.00001)
    ('3', '16.1', '1000000000000000', '0.00001')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{Decimal(f'{value:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
