# ruff: noqa: E501  a pattern reads better in one line
"""Finds personal data in a text: its kind, its offsets, and a masked form.

It works on plain text, so that records, attachments and all published files are searched in the same way.
Results never contain the unmasked data, only its offsets.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate
from typing import NamedTuple

from site_builder.rules.personal_accounts import accounts, mails, papers
from site_builder.rules.personal_addresses import CORE, ENGLISH, addresses
from site_builder.rules.personal_context import homes, within_numbers
from site_builder.rules.personal_folding import NUMERALS, as_digits, folded_signs
from site_builder.rules.personal_keys import told_fields
from site_builder.rules.personal_labels import VALUE, labelled
from site_builder.rules.personal_markup import seen
from site_builder.rules.personal_masks import mask
from site_builder.rules.personal_mobiles import in_cells
from site_builder.rules.personal_names import BESIDE, DOTTED, NAMED, by_first_letter, names
from site_builder.rules.personal_numbers import check_digit, numbers
from site_builder.rules.personal_people import BEFALLS, BEHIND, is_a_name, people
from site_builder.rules.personal_plates import PROVINCES, plates
from site_builder.rules.personal_public import of_a_public_body
from site_builder.rules.personal_reasons import of_a_number, of_a_thing
from site_builder.rules.personal_rows import Told
from site_builder.rules.personal_tables import told_cells
from site_builder.rules.personal_told import behind_its_label

# What every finding has one of. Those that begin with a word are sought by their first letters, which is quick; the others are few.
_WORDS = re.compile(
    r"\(at\)|\[at\]|艾特|WJ|家在|搬到|收件|"
    + by_first_letter(
        f"{NAMED}|栋|幢|座|号楼|#楼|单元|镇|乡|街道|办事处|室|户|组|号|同志|扣扣|微信|薇信|威信|WeChat|住|户籍|居所|坐标|经纬|家里|家中|宅|抖音|快手|微博|支付宝|表号|微 信|存折|残疾|学籍"
        "|学号|军官|警官|士官|士兵|文职|车架|车辆识别|电表|水表|气表|病历|病案|医保|社保|之妻|之夫|之子|之女|之父|之母|党内"
        "|进行约谈|进行诫勉|进行谈话|进行问责|进行批评|进行立案"
    )
    + "".join(
        f"|{each}人?[: ]"
        for each in ["经办", "审核", "签字", "签收", "制表", "制单", "复核", "填表", "填报", "记账", "验收"]
    )
    + f"|{BEFALLS}"
)
_SIGNS = re.compile(
    r"\d ?[\t|] ?\d{4}|(?:\d[^\d\u4e00-\u9fff。、]{0,6}){5}|[\t|\n<{@#]|[-_A-Za-z23][\"']{0,2} ?[:=>]"
    rf"|[{PROVINCES}](?:[ .·•/-]?|[ ]?[\n\t|][ ]{{0,2}})[A-HJ-NP-Za-zＡ-Ｚ]|[QqＱ][QqＱ ]|[wWvV][xX]|[VvＶ]信|加[VvＶ]"
    rf"|(?:[{NUMERALS}\d][^\u4e00-\u9fff]{{0,4}}){{11}}|[OolI\d]{{11}}|(?:\d[^\u4e00-\u9fff]{{0,4}}[{NUMERALS}]?[^\u4e00-\u9fff]{{0,4}}){{6}}"
)
_BEHIND_A_ROLE = re.compile(BEHIND)
_BEGINNINGS = (_SIGNS, VALUE, _WORDS, CORE, ENGLISH, BESIDE, DOTTED, _BEHIND_A_ROLE)


def _may_hold(plain: str) -> bool:
    """Whether any of the finders can find something: most short texts have none of what they begin at."""
    return any(each.search(plain) for each in _BEGINNINGS)


class Personal(NamedTuple):
    """One piece of personal data. `certain` is False where the same pattern may be something harmless."""

    kind: str
    start: int
    stop: int
    masked: str
    certain: bool = True


def personal_data(text: str, declared: Collection[str] = ()) -> Iterator[Personal]:
    """The personal data in a text, except what is declared as an office's contact data.

    Takes   declared: the values of `contacts`, verbatim
    """
    plain = folded_signs(seen(text))
    if not _may_hold(plain.replace("\u200b", "") if "\u200b" in plain else plain):
        return
    places: list[int] = []
    if "\u200b" in plain:  # remove invisible characters, and remember their offsets
        places = list(accumulate(len(part) for part in plain.split("\u200b")))
        plain = plain.replace("\u200b", "")
    office = [_bare(value) for value in declared if value]
    taken = _Taken()
    for look in _LOOKS:
        for kind, start, stop, certain in look(plain):
            if not taken.take(start, stop) or not kind:
                continue
            if kind in _OWNED and of_a_public_body(kind, plain, start, stop):
                continue
            words = plain[start:stop]
            if not _declared(_bare(words), kind, office):
                first, last = start + bisect_right(places, start), stop - 1 + bisect_right(places, stop - 1) + 1
                yield Personal(kind, first, last, mask(kind, words), certain)


_OWNED = frozenset(("account", "mail"))  # what public bodies have too, so that others must say whose it is


class _Taken:
    """The offsets already claimed by a finding, as a set, so that lookups do not depend on their number."""

    def __init__(self) -> None:
        self._signs: set[int] = set()

    def take(self, start: int, stop: int) -> bool:
        """Claims a range; False where part of it is already claimed."""
        signs = range(start, stop)
        if not self._signs.isdisjoint(signs):
            return False
        self._signs.update(signs)
        return True


def _bare(value: str) -> str:
    return re.sub(r"[\s\-()]+", "", folded_signs(value)).removeprefix("+86").lower()


def _declared(words: str, kind: str, office: Collection[str]) -> bool:
    if kind in ("identity", "card"):
        return False  # wherever it is declared: an office has none
    if kind == "address":
        return any(words in value or value in words for value in office if len(value) > 5)
    return words in office or words.removeprefix("86") in office


Places = Iterator[tuple[str, int, int, bool]]


def _numbers(text: str) -> Places:
    return ((each.kind, each.start, each.stop, each.certain) for each in numbers(as_digits(text)))


def is_identity_number(number: str) -> bool:
    """Whether a number is a valid identity number (GB 11643): a possible date of birth and a right check digit.

    >>> is_identity_number("11010519491231002X")
    True
    """
    return [each.kind for each in numbers(number)] == ["identity"] and check_digit(number)


def _in_tables(text: str) -> Places:
    """What headers of columns and names of fields make personal."""
    for told in told_cells(text, lambda told: bool(_of_cell(text, told))):
        found = _unless_of_a_thing(text, told)
        yield from found
        if not found and (
            told.by.kind == "thing"
            or (told.by.kind == "person" and of_a_thing(told.by.label + ":") and not of_a_number(told.by.label))
        ):
            yield _taken(told)
    for told in told_fields(text):
        found = _unless_of_a_thing(text, told)
        yield from found
        if not found and told.by.kind == "thing":
            yield _taken(told)


def _unless_of_a_thing(text: str, told: Told) -> list[tuple[str, int, int, bool]]:
    """What a cell holds; where a number of a thing is announced, only what is certain all the same."""
    return [each for each in _of_cell(text, told) if each[3] or told.by.kind != "thing"]


def _taken(told: Told) -> tuple[str, int, int, bool]:
    """A cell that is taken and not reported, so that its shape alone accuses nobody."""
    return "", told.cells[0].start, told.cells[0].stop, False


def _of_cell(text: str, told: Told) -> list[tuple[str, int, int, bool]]:
    if told.by.kind == "name":
        return _name_in(text, told)
    return list(behind_its_label(text, told, _OF_A_CELL))


def _name_in(text: str, told: Told) -> list[tuple[str, int, int, bool]]:
    """The name in a cell, unless the row says that its holder is in office."""
    cell = told.cells[0]
    if told.in_office:
        return [_taken(told)]
    if is_a_name(cell.words):
        return [("name", cell.start, cell.stop, False)]
    at_home = told._replace(by=told.by._replace(label="住址"))
    return list(behind_its_label(text, at_home, (addresses,))) or (
        [] if told.by.weak else list(behind_its_label(text, told, (names,)))
    )


_OF_A_CELL: tuple[Callable[[str], Places], ...] = (
    _numbers,
    within_numbers,
    labelled,
    accounts,
    papers,
    plates,
    homes,
    addresses,
    mails,
)
_LOOKS: tuple[Callable[[str], Places], ...] = (
    _in_tables,
    *_OF_A_CELL,
    in_cells,
    names,
    people,
)


def redacted(text: str, declared: Collection[str] = ()) -> str:
    """The text with all personal data masked, at unchanged offsets, for printing."""
    chars = list(text)
    for found in personal_data(text, declared):
        shown = 3 if found.kind == "mobile" else 1
        for position in range(found.start + shown, found.stop):
            if chars[position] not in "\n\r":
                chars[position] = "*"
    return "".join(chars)
