"""Number formats of automatic numbering offered by Word, WPS and LibreOffice in Chinese.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat); [MS-OSHARED] 2.2.1.3 (MSONFC) for the numbers of the same forms in .doc.
"""

from collections.abc import Callable
from typing import Final

# MSONFC → ST_NumberFormat
MSONFC: Final = dict(
    enumerate(
        [
            "decimal",
            "upperRoman",
            "lowerRoman",
            "upperLetter",
            "lowerLetter",
            "ordinal",
            "cardinalText",
            "ordinalText",
            "hex",
            "chicago",
            "ideographDigital",
            "japaneseCounting",
            "aiueo",
            "iroha",
            "decimalFullWidth",
            "decimalHalfWidth",
            "japaneseLegal",
            "japaneseDigitalTenThousand",
            "decimalEnclosedCircle",
            "decimalFullWidth2",
            "aiueoFullWidth",
            "irohaFullWidth",
            "decimalZero",
            "bullet",
            "ganada",
            "chosung",
            "decimalEnclosedFullstop",
            "decimalEnclosedParen",
            "decimalEnclosedCircleChinese",
            "ideographEnclosedCircle",
            "ideographTraditional",
            "ideographZodiac",
            "ideographZodiacTraditional",
            "taiwaneseCounting",
            "ideographLegalTraditional",
            "taiwaneseCountingThousand",
            "taiwaneseDigital",
            "chineseCounting",
            "chineseLegalSimplified",
            "chineseCountingThousand",
            "decimal",
            "koreanDigital",
            "koreanCounting",
            "koreanLegal",
            "koreanDigital2",
        ]
    )
) | {53: "decimalFullWidth", 57: "numberInDash", 60: "decimal", 255: "none"}

_SIMPLE: Final = "〇一二三四五六七八九"
_ZERO: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_OLD: Final = "零壹貳參肆伍陸柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def shown_number(form: str, number: int) -> str | None:
    """A number in a format of ST_NumberFormat.

    Gives   '' for formats without numbers (none, bullet); None for an unknown format
    >>> [shown_number(f, 12) for f in ("decimal", "chineseCounting", "chineseLegalSimplified", "upperRoman", "decimalZero")]
    ['12', '十二', '壹拾贰', 'XII', '12']
    >>> shown_number("decimalEnclosedParen", 3), shown_number("ideographTraditional", 2), shown_number("numberInDash", 7)
    ('⑶', '乙', '- 7 -')
    """
    if form in ("none", "bullet"):
        return ""
    if number < 0 or number > 1_000_000:
        return str(number)
    if form.startswith("padded") and form[6:].isdigit():  # 001, 0001: a custom format of newer programs
        return f"{number:0{min(int(form[6:]), 9)}d}"
    make = _FORMS.get(form)
    return make(number) if make else None


def _counting(digits: str, units: str, *, ten: bool, zero: str) -> Callable[[int], str]:
    """Chinese numerals. `ten`: 10 to 19 start with 十 instead of 一十; `zero`: the character for 0."""

    def below(number: int) -> str:
        words, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                words += (digits[0] if gap and words else "") + digits[digit] + (units[power] if power else "")
                gap = False
            else:
                gap = bool(words)
        return words

    def make(number: int) -> str:
        if number == 0:
            return zero
        high, low = divmod(number, 10_000)
        words = below(high) + units[4] if high else ""
        words += (digits[0] if high and low < 1000 and low else "") + below(low)
        return words[1:] if ten and words.startswith(digits[1] + units[1]) else words

    return make


def _by_digit(digits: str) -> Callable[[int], str]:
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _signs(first: str, count: int) -> Callable[[int], str]:
    """Enclosed Unicode characters such as ⑴; digits beyond the last."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= count else str(number)


def _circles(number: int) -> str:
    for start, first in ((1, "①"), (21, "㉑"), (36, "㊱")):
        if start <= number <= {1: 20, 21: 35, 36: 50}[start]:
            return chr(ord(first) + number - start)
    return str(number) if number else "⓪"


def _cycle(letters: str) -> Callable[[int], str]:
    """Repeated letters: after z comes aa, bb."""
    return lambda number: (
        letters[(number - 1) % len(letters)] * min(40, 1 + (number - 1) // len(letters)) if number else ""
    )


def _from(letters: str) -> Callable[[int], str]:
    """A character from a sequence; digits beyond its end, as in Word."""
    return lambda number: letters[number - 1] if 1 <= number <= len(letters) else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    ):
        words += sign * (number // value)
        number %= value
    return words


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else str(number)


_COUNTED: Final = _counting(_ZERO, " 十百千万", ten=True, zero="〇")
_TAIWAN: Final = _counting(_ZERO, " 十百千萬", ten=True, zero="〇")
_LEGAL_WORDS: Final = _counting(_LEGAL, " 拾佰仟万", ten=False, zero="零")
_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": _circles,
    "decimalEnclosedCircleChinese": _circles,
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "chineseCounting": _COUNTED,
    "chineseCountingThousand": _COUNTED,
    "japaneseCounting": _COUNTED,
    "taiwaneseCounting": _TAIWAN,
    "taiwaneseCountingThousand": _TAIWAN,
    "koreanCounting": _COUNTED,
    "chineseLegalSimplified": _LEGAL_WORDS,
    "ideographLegalTraditional": _counting(_LEGAL_OLD, " 拾佰仟萬", ten=False, zero="零"),
    "japaneseLegal": _counting("零壱弐参四伍六七八九", " 拾百阡萬", ten=False, zero="零"),
    "ideographDigital": _by_digit(_SIMPLE),
    "japaneseDigitalTenThousand": _by_digit(_SIMPLE),
    "taiwaneseDigital": _by_digit("○一二三四五六七八九"),
    "koreanDigital": _by_digit("영일이삼사오육칠팔구"),
    "koreanDigital2": _by_digit("零一二三四五六七八九"),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "upperLetter": _cycle("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _cycle("abcdefghijklmnopqrstuvwxyz"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "chicago": _cycle("*†‡§"),
    "aiueo": _from("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    "aiueoFullWidth": _from(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "iroha": _from("ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼｪﾋﾓｾｽ"),
    "irohaFullWidth": _from(
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
    ),
    "ganada": _from("가나다라마바사아자차카타파하"),
    "chosung": _from("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
    "russianLower": _from("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "russianUpper": _from("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
}
