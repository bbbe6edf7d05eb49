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
    r'"(?P<words>[^"]{0,255})"|\\(?P<char>.)|\[(?P<mark>[^\]]{0,255})\]|[_*].|(?P<code>y+|m+|d+|h+|s+|a{1,9}(?:m/pm|/p)|a{3,4}|上午/下午|general)|(?P<other>.)',
    re.IGNORECASE | re.DOTALL,
)
# The places of a number's digits. Commas behind them divide by a thousand each; what stands between them is shown there: 0\\.0,"万".
_FORM: Final = re.compile(r"(?P<whole>[#0](?:[#0, ]*[#0])?)(?P<scale>,*)(?:\.(?P<places>[#0]{0,15}))?(?P<more>,*)")
_MARK: Final = re.compile(r"\[([^\]]{0,255})\]")
_PLACE: Final = re.compile("[#0]")
_NO_PLACE: Final = re.compile("[^#0,.]")
_NOT_DECIMAL: Final = re.compile(r"\?|[Ee][+-]")  # fractions and powers of ten: shown as the number they stand for
# Formats that stand for the one set in the system, that of a Chinese one.
_OF_THE_SYSTEM: Final = {"$-f800": _WHOLE, "$-x-sysdate": _WHOLE, "$-f400": "h:mm:ss", "$-x-systime": "h:mm:ss"}
_CHINESE: Final = "〇一二三四五六七八九"
_WEEKDAYS: Final = "一二三四五六日"
_WEEKDAYS_IN_ENGLISH: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST_DAY: Final = 2958465  # 9999-12-31
_FROM_1904: Final = 1462  # days between the first days of both calendars
_SECONDS: Final = {"h": 3600, "m": 60, "s": 1}


def shown(value: float, code: str, since_1904: bool = False) -> Cell:
    """A number as displayed in its format.

    >>> shown(45657, 'yyyy"年"m"月"d"日"'), shown(1234.5, "#,##0.00"), shown(0.1 + 0.2, "General")
    (Cell(text='2024年12月31日', kind='date', day='2024-12-31'), Cell(text='1,234.50', kind='number', day=None), Cell(text='0.3', kind='number', day=None))
    """
    first = _first(code)
    if is_date(first) and 0 <= value <= _LAST_DAY - _FROM_1904 * since_1904:
        return _date(value, first, since_1904)
    return Cell(_number(value, first), "number")


@lru_cache(maxsize=256)
def _first(code: str) -> str:
    """The section of a format for positive numbers; semicolons in quotation marks do not separate sections."""
    if (mark := _MARK.match(code)) and (own := _OF_THE_SYSTEM.get(mark[1].lower())):
        return own
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
    codes = [found["code"].lower() for found in _TOKEN.finditer(code) if found["code"]]
    return any(each[0] in "ymdhs" or each in ("aaa", "aaaa") for each in codes)


def day_of(value: float, since_1904: bool) -> datetime:
    """The date and time of a serial number; Excel's calendar has a 29 February 1900."""
    base = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    return base + timedelta(seconds=round(value * 86400))


def _date(value: float, code: str, since_1904: bool) -> Cell:
    moment = day_of(value, since_1904)
    tokens = list(_TOKEN.finditer(code))
    passed = [_is_passed(found) for found in tokens]
    codes = [
        (found["mark"] if each else found["code"] or "").lower() for found, each in zip(tokens, passed, strict=True)
    ]
    half = any("/" in each for each in codes)
    chinese = any((found["mark"] or "").lower() == "dbnum1" for found in tokens)
    parts = []
    here = any((found["mark"] or "").lower().endswith("-804") for found in tokens)
    for place, (found, each) in enumerate(zip(tokens, codes, strict=True)):
        if passed[place]:
            parts.append(f"{round(value * 86400) // _SECONDS[each[0]]:0{len(each)}d}")
        elif each.startswith(("ddd", "aaa")):
            parts.append(_weekday(moment, each, here))
        elif each and each != "general":
            parts.append(_part(moment, each, _is_minute(codes, place), half, chinese))
        else:
            parts.append(found["words"] or found["char"] or found["other"] or "")
    days = any(each.startswith(("y", "d", "m", "aaa")) for each in codes) and not any(passed) and value >= 1
    return Cell("".join(parts).strip(), "date", moment.date().isoformat() if days else None)


def _is_passed(token: re.Match[str]) -> bool:
    """Whether a part of a format is that of hours, minutes or seconds that have passed: [h]:mm."""
    return re.fullmatch("h{1,9}|m{1,9}|s{1,9}", (token["mark"] or "").lower()) is not None


def _weekday(moment: datetime, code: str, here: bool) -> str:
    """The day of the week. `here`: in the names of China, also where the code is that of English ones"""
    name = _WEEKDAYS[moment.weekday()]
    if code.startswith("a"):
        return f"星期{name}" if len(code) > 3 else name
    english = _WEEKDAYS_IN_ENGLISH[moment.weekday()]
    return (f"星期{name}" if here else english) if len(code) > 3 else f"周{name}" if here else english[:3]


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
    """A number in a format without dates; as without a format where that is a fraction or a power of ten."""
    tokens = list(_TOKEN.finditer(code))
    words = [found["words"] or found["char"] or found["other"] or "" for found in tokens]
    if any(found["code"] for found in tokens):  # General"元"; a number beyond the calendar
        plain = all((found["code"] or "general").lower() == "general" for found in tokens)
        whole = (general(value) if found["code"] else word for found, word in zip(tokens, words, strict=True))
        return "".join(whole).strip() if plain else general(value)
    signs = "".join(found["other"] or " " for found in tokens)
    form = _FORM.search(_NO_PLACE.sub(" ", signs))
    if form is None or _NOT_DECIMAL.search(signs) or _PLACE.search(signs, form.end()):
        return general(value)
    held, thousands = form["whole"], len(form["scale"] + form["more"])
    if "," in held and " " in held:
        return general(value)
    try:
        number = Decimal(repr(value)) * Decimal(100) ** signs.count("%") / Decimal(1000) ** thousands
        number = number.quantize(Decimal(1).scaleb(-len(form["places"] or "")), ROUND_HALF_UP)
    except InvalidOperation:
        return general(value)
    digits, _, rest = f"{abs(number):f}".partition(".")
    digits = digits.zfill(held.count("0"))  # 000: a number that keeps its zeros
    first, last = form.span("whole")
    words[first : form.end()] = [
        _grouped(digits) if "," in held else _in_places(digits, words[first:last], held),
        _decimals(rest, form["places"] or ""),
    ]
    return ("-" if number < 0 else "") + "".join(words).strip()


def _in_places(digits: str, words: list[str], places: str) -> str:
    """Digits put into the places of a format from the right, with the words between them: 123 in 0.0 with a written point is 12.3."""
    made: list[str] = []
    left = list(digits)
    for word, place in zip(reversed(words), reversed(places), strict=True):
        made.append(word if place == " " else left.pop() if left else "")
    return "".join((*left, *reversed(made)))


def _grouped(digits: str) -> str:
    """
    >>> _grouped("1234567"), _grouped("007")
    ('1,234,567', '007')
    """
    start = len(digits) % 3
    return ",".join(filter(None, (digits[:start], *(digits[at : at + 3] for at in range(start, len(digits), 3)))))


def _decimals(rest: str, places: str) -> str:
    """The point and the decimals; of places written # those at the end are left out where they are zero."""
    shown_ = rest[: places.rfind("0") + 1] + rest[places.rfind("0") + 1 :].rstrip("0")
    return f".{shown_}" if shown_ else ""


def general(value: float) -> str:
    """A number without a format: at most fifteen digits, no trailing zeros.

    >>> general(3.0), general(16.1), general(1e15), general(0.00001)
    ('3', '16.1', '1000000000000000', '0.00001')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{Decimal(f'{value:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
