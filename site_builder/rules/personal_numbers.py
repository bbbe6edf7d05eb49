"""Personal numbers in any notation: spaced, dashed, in Chinese numerals, with invisible characters, across lines and cells.

Folding maps one character to one character, so offsets stay valid. Groups of digits close to each other form a chain, and a
number is a run of consecutive groups of a chain. Every step is bounded by the longest number, so the time is linear.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from site_builder.rules.personal_reasons import CARD_LABEL, ID_LABEL, PHONE_LABEL, UNIT, of_a_thing

_NUMERALS = {
    char: str(value)
    for value, chars in enumerate(("零〇○◯洞", "一壹幺①⒈㈠⑴❶➀➊", "二贰貳两②⒉㈡⑵❷➁➋", "三叁參③⒊㈢⑶❸➂➌", "四肆④⒋㈣⑷❹➃➍", "五伍⑤⒌㈤⑸❺➄➎", "六陆陸⑥⒍㈥⑹❻➅➏", "七柒拐⑦⒎㈦⑺❼➆➐",
                                   "八捌⑧⒏㈧⑻❽➇➑", "九玖勾⑨⒐㈨⑼❾➈➒"))
    for char in chars
}  # fmt: skip
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufe0e\ufe0f\u20e3"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_BETWEEN = " -·._/()[]~*+\t\n\r|,:;=#\\'’‘…<>^、"  # each kind of number allows only some of these
_HARD = re.compile(r"[\n\r|\t]")
_GROUP = re.compile(r"\d+")
_FEW = 40  # up to so many different characters are replaced one by one
_LEAST, _MOST = 11, 21  # digits of the shortest number, and of the longest including a prefix


def _stretches(digits: str) -> re.Pattern[str]:
    """A prefilter: at least as many digits as the shortest number has, with only separators between them; few texts match."""
    return re.compile(rf"[{digits}](?:[{re.escape(_BETWEEN)}\u200b]*[{digits}]){{{_LEAST - 1},}}")


_DIGITS, _SPELLED_DIGITS = _stretches(r"\d"), _stretches(r"\d" + "".join(_NUMERALS))
_PROVINCE_CODES = frozenset(
    f"{area}{number}"
    for area, last in (("1", 5), ("2", 3), ("3", 7), ("4", 6), ("5", 4), ("6", 5), ("7", 1), ("8", 3))
    for number in range(0 if area == "5" else 1, last + 1)
)
_USUAL = frozenset(((3, 4, 4), (3, 8), (7, 4), (1,) * 11))  # groupings of a number in doubtful surroundings: over lines and cells, at points
_SHAPES = frozenset(
    [
        (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (5, 6), (6, 5), (3, 2, 2, 2, 2), (3, 2, 3, 3), (3, 3, 3, 2),
        (3, 5, 3), (1, 10), (2, 9), (4, 7), (8, 3), (2, 3, 3, 3), (3, 4, 2, 2), (1, 2, 4, 4), (3, 1, 3, 1, 3), (1,) * 11,
        (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (3, *(1,) * 8), (3, 2, 2, 4), (3, 3, 2, 3), (9, 2), (10, 1),
    ]
)  # fmt: skip


class NumberGroup(NamedTuple):
    """A run of digits with its offsets."""

    digits: str
    start: int
    stop: int


class Number(NamedTuple):
    kind: str
    start: int
    stop: int
    certain: bool


@cache
def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x80, 0x1F000):
        char = chr(code)
        if char in _UNSEEN:
            table[code] = "\u200b"
        elif unicodedata.category(char) == "Nd" or char in _RAISED:
            table[code] = str(unicodedata.digit(char))
        elif char in "ОоΟο":  # Cyrillic and Greek letters that look like a nought
            table[code] = "O"
        elif unicodedata.category(char) == "Zs":
            table[code] = " "
        elif unicodedata.category(char) == "Pd" or char in "−⁻₋ー":
            table[code] = "-"
        elif char in "•・‧∙⋅":
            table[code] = "·"
        elif char == "．":
            table[code] = "."
        elif char in "【〔〖":
            table[code] = "["
        elif char in "】〕〗":
            table[code] = "]"
        elif 0xFF01 <= code <= 0xFF5E:
            table[code] = chr(code - 0xFEE0)
    for code in range(0x1D7CE, 0x1D800):
        table[code] = str((code - 0x1D7CE) % 10)
    return table | {ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x0b"): "\n", ord("\x0c"): "\n", ord("\x85"): "\n"}


NUMERALS = "".join(_NUMERALS)
SPELLED = {ord(char): digit for char, digit in _NUMERALS.items()}


def folded_signs(text: str) -> str:
    """The text with widths, digits of all scripts, dashes and spaces normalised, of the same length.

    >>> folded_signs("１３８\u200b—٠\u3000")
    '138\u200b-0 '
    """
    if text.isascii():
        return text
    table = _fold_table()
    found = [char for char in set(text) if ord(char) in table]
    if len(found) > _FEW:
        return text.translate(table)
    for char in found:  # Chinese texts have few different ones, and `translate` would look up every character
        text = text.replace(char, table[ord(char)])
    return text


# Letters used for digits, and notes that a number continues elsewhere; replacements keep the length.
_LETTERED = re.compile(r"(?<![0-9A-Za-z])(?=[0-9OoIl]{11}(?![0-9A-Za-z]))[1lI][3-9][0-9OoIl]{9}")
_ELEVEN = re.compile(r"[0-9OoIl]{11}")
_AS_DIGITS = str.maketrans("lIOo", "1100")
_GOES_ON = re.compile(r"(?<=\d)[(\[]?(?:转|接|续|见)[上下]?一?(?:页|行|栏|表)[)\]]?\n?(?=\d)|(?<=\d)-?\n[ \t]{0,8}(?:[-\u200b ]{1,4}\d{1,3}[- ]{1,4}|第? ?\d{1,3} ?页)[ \t]{0,4}\n(?=\d)")


_CONTINUED = re.compile(r"[上下一转接续见][页行栏表]|\n[ ]?[-第]")
_MARKUP = re.compile(r"(?<=\d)(?:&nbsp;|<br ?/?>){1,3}(?=\d)")


def as_digits(text: str) -> str:
    """
    >>> as_digits("1370(转下页)0000002").replace("\u200b", "")
    '13700000002'
    >>> as_digits("电话137O00O0002")
    '电话13700000002'
    """
    if _ELEVEN.search(text):
        text = _LETTERED.sub(_digits_of, text)
    if "&nbsp;" in text or "<br" in text:
        text = _MARKUP.sub(lambda found: "\u200b" * len(found[0]), text)
    if _CONTINUED.search(text):
        text = _GOES_ON.sub(lambda found: "\u200b" * len(found[0]), text)
    return text


def _digits_of(found: re.Match[str]) -> str:
    labelled = PHONE_LABEL.search(found.string, max(0, found.start() - 14), found.start())
    return found[0].translate(_AS_DIGITS) if sum(map(str.isdigit, found[0])) >= (3 if labelled else 8) else found[0]


def chains(text: str, start: int, stop: int) -> Iterator[list[NumberGroup]]:
    """Chains: groups of digits with at most four characters between neighbours.

    Takes   text: folded; start, stop: the range to search
    """
    chain: list[NumberGroup] = []
    for found in _GROUP.finditer(text, start, stop):
        if chain and len(text[chain[-1].stop : found.start()].replace("\u200b", "")) > 4:
            yield chain
            chain = []
        chain.append(NumberGroup(found[0], *found.span()))
    if chain:
        yield chain


def numbers(text: str) -> Iterator[Number]:
    """The personal numbers in a folded text in order: first those in digits, then those with Chinese numerals."""
    taken: list[tuple[int, int]] = []
    for number in _read(text, (found.span() for found in _DIGITS.finditer(text))):
        taken.append((number.start, number.stop))
        yield number
    stretches = [found.span() for found in _SPELLED_DIGITS.finditer(text) if _numerals(found[0])]
    if not stretches:
        return
    at = 0
    for number in _read(_with_digits(text, stretches), stretches):
        while at < len(taken) and taken[at][1] <= number.start:
            at += 1
        numerals = _numerals(text[number.start : number.stop])
        if (numerals >= 3 or PHONE_LABEL.search(text, max(0, number.start - 14), number.start)) and not (at < len(taken) and taken[at][0] < number.stop):
            yield number


def _with_digits(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    """The text with digits for numerals in some ranges."""
    pieces: list[str] = []
    last = 0
    for start, stop in stretches:
        pieces += (text[last:start], text[start:stop].translate(SPELLED))
        last = stop
    return "".join((*pieces, text[last:]))


def _numerals(text: str) -> int:
    return sum(char in _NUMERALS for char in text)


def _read(text: str, stretches: Iterable[tuple[int, int]]) -> Iterator[Number]:
    for chain in (chain for span in stretches for chain in chains(text, *span)):
        if sum(len(group.digits) for group in chain) < _LEAST:
            continue
        first = 0
        while first < len(chain):
            found = next(_beginning(text, chain, first), None)
            if found is None:
                first += 1
                continue
            last, number = found
            yield number
            first = last + 1


def _beginning(text: str, chain: Sequence[NumberGroup], first: int) -> Iterator[tuple[int, Number]]:
    """The numbers that start with a group, as (last group, number); longer kinds first."""
    windows: list[tuple[int, str]] = []
    digits = ""
    for last in range(first, min(len(chain), first + _MOST)):
        digits += chain[last].digits
        if len(digits) > _MOST:
            break
        windows.append((last, digits))
    for judge in (_identity, _card, _mobile):
        for last, words in windows:
            if (number := judge(text, chain[first : last + 1], words)) is not None:
                yield last, number


def _gaps(text: str, groups: Sequence[NumberGroup]) -> str:
    return "".join(text[a.stop : b.start] for a, b in zip(groups, groups[1:], strict=False)).replace("\u200b", "")


def _before(text: str, start: int, most: int = 24) -> str:
    return text[max(0, start - most) : start].replace("\u200b", "")


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


# -- identity cards


def _identity(text: str, groups: Sequence[NumberGroup], digits: str) -> Number | None:
    start, stop = groups[0].start, groups[-1].stop
    if len(digits) not in (15, 17, 18) or digits[:2] not in _PROVINCE_CODES or (start and _letter(text[start - 1])):
        return None
    before = _before(text, start)
    labelled = bool(ID_LABEL.search(before.replace(" ", "")))
    if set(_gaps(text, groups)) & (_ODD - {"[", "]"} if labelled else _ODD):
        return None
    if len(digits) == 15:
        return Number("identity", start, stop, True) if labelled and _birth("19" + digits[6:12]) else None
    if len(digits) == 17:
        end = re.compile(r"[\s\u200b-]{0,3}[Xx](?![0-9A-Za-z])").match(text, stop)
        if (
            end is None
        ):  # a number that lacks only its last character, or has only that masked, identifies the person all the same
            return Number("identity", start, stop, True) if labelled and _birth(digits[6:14]) else None
        digits, stop = digits + "X", end.end()
    elif stop < len(text) and _letter(text[stop]):
        return None
    if not _birth(digits[6:14]):
        return None
    if labelled or check_digit(digits):
        return Number("identity", start, stop, True)
    return None if of_a_thing(before) or int(digits[6:10]) > _BORN or len(groups) > 4 else Number("identity", start, stop, False)


_BORN = 2020  # later years in eighteen digits with a wrong check digit are mostly days in numbers of things


def _birth(words: str) -> bool:
    try:
        return date(int(words[:4]), int(words[4:6]), int(words[6:])).year >= 1900
    except ValueError:
        return False


def check_digit(number: str) -> bool:
    """Whether the last of 18 characters is the right check digit. Source: GB 11643."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


# -- bank cards


def _card(text: str, groups: Sequence[NumberGroup], digits: str) -> Number | None:
    start, stop = groups[0].start, groups[-1].stop
    if not 16 <= len(digits) <= 19 or (start and (_letter(text[start - 1]) or text[start - 1] == ".")):
        return None
    if (stop < len(text) and _letter(text[stop])) or UNIT.match(text, stop):
        return None
    labelled = bool(CARD_LABEL.search(_before(text, start, 14)))
    gaps = _gaps(text, groups)
    if set(gaps) & (_ODD - {"*"}) or (not labelled and (set(gaps) & set("\n|\t") or gaps.count(".") == 1)):
        return None
    if not (digits.startswith("62") or (digits[0] in "45" and len(digits) == 16)) or (
        digits[:2] in _PROVINCE_CODES and len(digits) == 18 and _birth(digits[6:14])
    ):
        return None
    return Number("card", start, stop, True) if luhn(digits) else None


def luhn(digits: str) -> bool:
    """
    >>> luhn("4111111111111111")
    True
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


# -- mobiles

_DECIMAL, _NUMBERED = re.compile(r"\d\.$"), re.compile(r"(?:^|\n)\s{0,4}[1-9]\d?\.$")
_ODD = frozenset(",:*+[];=#\\'’‘…<>^、")  # between groups they join only what a label announces, in its usual groups
_FILE = re.compile(r"\.(?:jpe?g|png|pdf|docx?|xlsx?|mp4)\b")
_NEAR, _NEXT = re.compile(r"\d[^0-9\u4e00-\u9fff]{0,4}$"), re.compile(r"[^0-9\u4e00-\u9fff]{0,4}\d")
_ADDRESS_OF_A_MACHINE = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}(?!\d)")
_JOINED = re.compile(r"\d[-._]$")
_PREFIX = re.compile(r"(?:0{0,2}86|1795[01]|12593|12520|179[01]9)?(1[3-9]\d{9})")


def _mobile(text: str, groups: Sequence[NumberGroup], digits: str) -> Number | None:
    found = _PREFIX.fullmatch(digits)
    labelled_zero = digits.startswith("01") and len(digits) == 12 and _PREFIX.fullmatch(digits[1:])
    if found is None and not labelled_zero:
        return None
    start, stop = groups[0].start, groups[-1].stop
    before, gaps = _before(text, start), _gaps(text, groups)
    labelled = bool(PHONE_LABEL.search(before[-14:]))
    if labelled_zero:
        return Number("mobile", start, stop, True) if labelled else None
    shape = _shape(groups, digits)
    usual = shape in _USUAL
    starred = labelled and set(gaps) == {"*"} and shape == (3, 4, 4)  # 138*0000*0002 masks nothing
    if set(gaps) & _ODD and not starred and not (labelled and usual and "*" not in gaps):
        return None
    alone = not labelled and _uniform(gaps) and not _ADDRESS_OF_A_MACHINE.match(text, start) and not _beside(text, start, stop)
    if set(gaps) & set(".~") and not labelled and not usual and not alone:
        return None
    last = text[stop] if stop < len(text) else ""
    if not labelled and (
        _letter(last)
        or (before and (_letter(before[-1]) or (before[-1] in "._/#$￥¥" and not _NUMBERED.search(before) and not _FILE.match(text, stop))))
    ):
        return None
    if UNIT.match(text, stop) or (_DECIMAL.search(before) and not _NUMBERED.search(before)):
        return None
    if not labelled and (of_a_thing(before) or (len(groups) > 1 and _part_of_longer(before, text, stop))):
        return None
    prefixed = len(digits) > 11
    if len(groups) > 1 and not labelled and not prefixed and not alone and (shape not in _SHAPES):
        return None
    split = bool(_HARD.search(gaps))
    if split and not labelled and not prefixed and (not usual or set(gaps) & set("|\t")):
        return None
    return Number("mobile", start + _prefix_length(groups, digits), stop, True)


def _uniform(gaps: str) -> bool:
    """Whether one sign, tight between them, parts all groups: then they are one number."""
    return gaps != "" and len(set(gaps)) == 1 and gaps[0] in ".~·-/_"


def _beside(text: str, start: int, stop: int) -> bool:
    """Whether other digits stand near, so that these may be some of a row of figures."""
    return bool(_NEAR.search(text, max(0, start - 6), start)) or bool(_NEXT.match(text, stop))


def _part_of_longer(before: str, text: str, stop: int) -> bool:
    """Whether digits are joined to these on either side, as in 2024-1643-139-0000."""
    return bool(_JOINED.search(before)) or (text[stop : stop + 1] in tuple("-._") and text[stop + 1 : stop + 2].isdigit())


def _shape(groups: Sequence[NumberGroup], digits: str) -> tuple[int, ...]:
    """The lengths of the groups of the number itself, without the prefix (86)."""
    left = len(digits) - 11
    lengths: list[int] = []
    for group in groups:
        cut = min(left, len(group.digits))
        left -= cut
        if len(group.digits) > cut:
            lengths.append(len(group.digits) - cut)
    return tuple(lengths)


def _prefix_length(groups: Sequence[NumberGroup], digits: str) -> int:
    """The offset of the number's own first digit from the start of the first group."""
    left = len(digits) - 11
    for group in groups:
        if left < len(group.digits):
            return group.start + left - groups[0].start
        left -= len(group.digits)
    return 0
