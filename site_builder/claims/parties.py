"""Names of bodies: whether a text names a unit, and whether two names are the same body or one an office of the other."""

import re
from collections.abc import Iterable
from typing import Final

from site_builder.records.quotes import comparable

_PARTY: Final = re.compile(r"^中共|(?:党组|党委|党总支|党工委|党支部|分党组)$")
_OURSELVES: Final = re.compile(
    r"^(?:我|本|该)(?:局|委|办|厅|院|校|会|中心|单位|公司|集团|部门|部|镇|乡|街道|区|县|市|所|站|处|党组|党委)?(?:机关|自身|自行)?$|^(?:自己|自行|本级|内部)"
)
_OFFICE: Final = re.compile(  # an organ's name with such an ending is an office of that organ
    r"(?:办公室|机关纪委|机关党委|领导小组|专班|工作组|科|处|室|股|队|中心|党组|党委|党总支|纪检组|纪委|督查室|整改办|办|委员会|小组|支部|部)$"
)

_OF_ITS_OWN: Final = re.compile(
    r"国有资产|审计|督察|监察委员会|巡察|巡视"
)  # not an office of the government whose name it begins with, but a body of its own


def core(name: str) -> str:
    """A body's name without the words for its party group.

    >>> core("中共云州市水务局党组")
    '云州市水务局'
    """
    return _PARTY.sub("", _PARTY.sub("", comparable(name)))


def same_body(body: str, names: Iterable[str]) -> str:
    """Which of an organ's names a body matches: the same name, 我局, a short form, or an office of it; '' for another body.

    >>> same_body("云州市水务局机关纪委", ["云州市水务局"]), same_body("市水务局", ["云州市水务局"]), same_body("云州市审计局", ["云州市水务局"])
    ('云州市水务局', '云州市水务局', '')
    """
    named = [name for name in dict.fromkeys(names) if name]
    own = core(body)
    if named and (_OURSELVES.search(own) or not own):
        return named[0]
    for name in named:
        whole = core(name)
        if not whole:
            continue
        if own == whole or (own.startswith(whole) and _is_office(own[len(whole) :])):
            return name
        if len(own) >= 3 and whole.endswith(own):  # 水务局 and 市水务局 are short forms of 云州市水务局
            return name
        short = re.sub(r"^.{2,8}?(?:省|市|县|区|州|旗)(?=.{3,})", "", whole)
        if len(short) >= 3 and own.startswith(short) and _is_office(own[len(short) :]):
            return name
    return ""


def _is_office(rest: str) -> bool:
    return bool(_OFFICE.search(rest)) and not _OF_ITS_OWN.search(rest)


def named_in(unit: str, words: str) -> bool:
    """Whether a text names a unit; False for an empty name."""
    return bool(comparable(unit).strip()) and comparable(unit) in comparable(words)
