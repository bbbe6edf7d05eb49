"""Personal numbers in any notation: spaced, dashed, in Chinese numerals, with invisible characters, across lines and cells.

Groups of digits close to each other form a chain, and a
number is a run of consecutive groups of a chain. Every step is bounded by the longest number, so the time is linear.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from site_builder.rules.personal_folding import NUMERALS, SPELLED
from site_builder.rules.personal_groups import ODD, Number, NumberGroup, before_of, gaps_of, is_letter
from site_builder.rules.personal_measures import UNIT
from site_builder.rules.personal_mobiles import mobile_of
from site_builder.rules.personal_reasons import CARD_LABEL, ID_LABEL, PHONE_LABEL, labelled_by, of_a_thing

_BETWEEN = " -·._/()[]~*+\t\n\r|,:;=#\\'’‘…<>^、□"  # each kind of number allows only some of these
_GROUP = re.compile(r"\d+")
_LEAST, _MOST = 11, 21  # digits of the shortest number, and of the longest including a prefix


def _stretches(digits: str) -> re.Pattern[str]:
    """A prefilter: at least as many digits as the shortest number has, with only separators between them; few texts match."""
    return re.compile(rf"[{digits}](?:[{re.escape(_BETWEEN)}\u200b]*[{digits}]){{{_LEAST - 1},}}")


_DIGITS, _SPELLED_DIGITS = _stretches("0-9"), _stretches("0-9" + NUMERALS)
_PROVINCE_CODES = frozenset(
    f"{area}{number}"
    for area, last in (("1", 5), ("2", 3), ("3", 7), ("4", 6), ("5", 4), ("6", 5), ("7", 1), ("8", 3))
    for number in range(0 if area == "5" else 1, last + 1)
)


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
    stretches = [found.span() for found in _SPELLED_DIGITS.finditer(text)]
    if not stretches:  # then none of digits alone either
        return
    taken: list[tuple[int, int]] = []
    for number in _read(text, (found.span() for found in _DIGITS.finditer(text))):
        taken.append((number.start, number.stop))
        yield number
    stretches = [(start, stop) for start, stop in stretches if _numerals(text[start:stop])]
    if not stretches:
        return
    at = 0
    for number in _read(_with_digits(text, stretches), stretches):
        while at < len(taken) and taken[at][1] <= number.start:
            at += 1
        numerals = _numerals(text[number.start : number.stop])
        if (
            numerals >= 3 or labelled_by(PHONE_LABEL, text, number.start) or _noughts(text[number.start : number.stop])
        ) and not (at < len(taken) and taken[at][0] < number.stop):
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
    return sum(char in NUMERALS for char in text)


def _noughts(words: str) -> bool:
    """Whether the only numerals among digits are noughts, as a scan has them."""
    numerals = [char for char in words if char in NUMERALS]
    return set(numerals) <= set("〇○◯") and len(numerals) < 4


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
    for judge in (_identity, _card, mobile_of):
        for last, words in reversed(windows) if judge is _identity else windows:
            if (number := judge(text, chain[first : last + 1], words)) is not None:
                yield last, number


# -- identity cards


def _identity(text: str, groups: Sequence[NumberGroup], digits: str) -> Number | None:
    start, stop = groups[0].start, groups[-1].stop
    if len(digits) not in (15, 17, 18) or digits[:2] not in _PROVINCE_CODES:
        return None
    before = before_of(text, start)
    labelled = bool(ID_LABEL.search(before.replace(" ", "")))
    if not labelled and start and is_letter(text[start - 1]):
        return None
    cut = (
        tuple(len(group.digits) for group in groups) == (6, 8, 4) and labelled
    )  # place, birth, order: any sign may part them
    if not cut and set(gaps_of(text, groups)) & (ODD - {"[", "]"} if labelled else ODD):
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
    elif not labelled and stop < len(text) and is_letter(text[stop]):
        return None
    if not _birth(digits[6:14]):
        return None
    if labelled or check_digit(digits):
        return Number("identity", start, stop, labelled or _OF_A_CERTAIN_THING.search(before) is None)
    return (
        None
        if of_a_thing(before) or int(digits[6:10]) > _BORN or len(groups) > 4
        else Number("identity", start, stop, False)
    )


# 图斑编号：, 施工许可证号: a code of places and days may have the right check digit by chance; a bare 编号 says nothing.
_OF_A_CERTAIN_THING = re.compile(
    r"[^人户主员者民生保残疾:：,，。\n]{2}(?:编[号码]|代码|单号|许可证号|文号|图号)[ :：为是]{0,3}$"
)
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
    if not 16 <= len(digits) <= 19 or (start and text[start - 1] == "."):
        return None
    labelled = labelled_by(CARD_LABEL, text, start)
    if not labelled and (
        (start and is_letter(text[start - 1])) or is_letter(text[stop : stop + 1]) or UNIT.match(text, stop)
    ):
        return None
    gaps = gaps_of(text, groups)
    if set(gaps) & (ODD - {"*"}) or (
        not labelled and (set(gaps) & set("\n|\t") or gaps.count(".") == 1 or {" ", "."} <= set(gaps))
    ):
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
