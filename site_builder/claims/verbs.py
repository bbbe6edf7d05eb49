"""The verbs of a quotation and other words for progress: 完成, 取得阶段性成果, 正在."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from site_builder.claims.clauses import Parsed
from site_builder.claims.words import ACHIEVED, FINISHED, ONGOING, PROGRESS, REMEDIED, START

Sort = Literal["finished", "remedied", "achieved", "closed", "progress", "ongoing", "start", "every"]


class Verb(NamedTuple):
    sort: Sort
    start: int
    stop: int


class Said(NamedTuple):
    """The meaning of one verb. `holds`: whether the sentence states it as a fact."""

    verb: Verb
    holds: bool
    denied: bool = False
    planned: bool = False
    certain: bool = True
    scope: str = "whole"
    partly: bool = False  # the words say explicitly that it is only a part
    step: bool = False  # only a preparatory step: a plan drafted, a tender held
    hearsay: bool = False  # reported speech: somebody else says so
    open: bool = False  # a number without a total
    words: str = ""  # the words that limit or refute it


_CLOSED: Final = re.compile(r"销号|核销(?!资产|手续|报废)|核查验收合格")


_NO_CLOSING: Final = re.compile(
    r"对账销号|挂账销号|挂号销号|销号(?:制|管理|台账|清单|条件|手续|程序|材料|资料|申请|表|名单|公示)|待销号"
)


EVERY: Final = re.compile(  # a double negation, all is done: 不存在未整改到位的问题
    r"(?:不存在|没有|再无|已无|无|未发现|不再有)[^,;。]{0,6}?(?:尚未|未|没有)[^,;。]{0,6}?(?:完成整改|整改到位|整改完成|完成|解决|整改|办结|销号|落实)[^,;。]{0,4}?的?(?:问题|事项|点位|任务|情形|情况|现象|单位|项目|案件|隐患|内容)"
)


_VERBS: Final = tuple(
    (sort, re.compile(pattern) if isinstance(pattern, str) else pattern)
    for sort, pattern in (
        ("finished", FINISHED),
        ("remedied", REMEDIED),
        ("achieved", ACHIEVED),
        ("progress", PROGRESS),
        ("ongoing", ONGOING),
        ("start", START),
    )
)


def verbs_in(parsed: Parsed, start: int, stop: int) -> Iterator[Verb]:
    """The verbs and other words for progress that lie within a range of the sentence."""
    taken: list[tuple[int, int]] = []
    for found in EVERY.finditer(parsed.text, start, stop):
        taken.append(found.span())
        yield Verb("every", *found.span())
    for found in _NO_CLOSING.finditer(parsed.text):
        taken.append(found.span())
    for found in _CLOSED.finditer(parsed.text, start, stop):
        if not _within(found, taken):
            yield Verb("closed", *found.span())
    for sort, pattern in _VERBS:
        for found in pattern.finditer(parsed.text, start, stop):
            if not _within(found, taken):
                yield Verb(sort, *found.span())  # type: ignore[arg-type]


def _within(found: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    return any(begin <= found.start() and found.end() <= end for begin, end in taken)
