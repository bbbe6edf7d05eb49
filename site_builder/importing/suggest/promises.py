"""Responsible units, and promises: recurring ones and thresholds."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.suggest.counted import AIMED
from site_builder.importing.suggest.passage import Passage
from site_builder.records.ledger_model import Commitment, Responsible
from site_builder.records.partial_dates import PartialDate

_RESPONSIBLE: Final = (
    re.compile(r"由(?P<unit>[^,。;由、]{2,20}?)作为[^,。;]{0,8}?(?P<role>牵头|责任|主办)[^,。;]{0,6}"),
    re.compile(r"由(?P<unit>[^,。;由]{2,24}?)(?P<role>牵头)(?:负责|落实|推进|组织|实施|办理|整改|会同|(?=[,。;、]|$))"),
    re.compile(
        r"(?P<role>牵头|责任|配合|主办|协办|承办|整改责任)(?:单位|部门|处室|科室|主体)\s*+:\s*+(?P<unit>[^,。;\s)]{2,60})"
    ),
)
_PERSON: Final = re.compile(r"同志|专人|书记|局长|主任$|科长|处长|组长|责任人")
_EVERY: Final = re.compile(
    r"每(?P<span>半年|年|季度|季|月|周|星期|天|日)度?(?:末|底|初)?(?:固定|定期|至少|不少于|组织|召开|开展|安排|进行|集中)*[^,。;]{0,60}?"
    r"(?:(?P<n>[一二两三四五六七八九十\d]{1,3})(?:到|至)?[一二两三四五六\d]?\s*+(?:次|天|场|期|轮|篇)|更新|报送|备查|装订|通报|调度|听取|汇报)[^,。;]{0,24}"
)
_BOUND: Final = r"(?:不低于|不少于|不高于|不超过)[^,。;]{0,12}?\d{1,6}(?:\.\d{1,4})?\s*+%|\d{1,6}(?:\.\d{1,4})?\s*+%(?:以上|以下|以内)"
_THRESHOLD: Final = re.compile(rf"(?P<bound>{_BOUND})[^,。;]{{0,12}}")
_SPANS: Final = {
    "半年": "6M",
    "年": "1Y",
    "季度": "3M",
    "季": "3M",
    "月": "1M",
    "周": "1W",
    "星期": "1W",
    "天": "1D",
    "日": "1D",
}
_PER_YEAR: Final = {"两": "6M", "二": "6M", "2": "6M", "三": "4M", "3": "4M", "四": "3M", "4": "3M"}
_YEARS: Final = re.compile(r"(?P<from>20\d{2})年?\s*+(?:至|到|-)\s*+(?P<until>20\d{2})年,?$")
_PAST: Final = re.compile(r"(?:原|此前|以往|去年)|已(?:于|经|在)")


def responsible_of(passage: Passage) -> Iterator[Responsible]:
    """The units named as leading or responsible; never persons."""
    seen: set[int] = set()
    for pattern in _RESPONSIBLE:
        for found in pattern.finditer(passage.folded):
            if found.start() in seen:
                continue
            seen.add(found.start())
            unit = passage.text[found.start("unit") : found.end("unit")].strip()
            if _PERSON.search(unit):
                continue
            if quote := passage.quote(found.start(), found.end()):
                role = found["role"]
                yield Responsible(unit=unit, role=role, quote=quote, about=passage.about, suggested=True)


def commitments_of(passage: Passage) -> Iterator[Commitment]:
    """Promises that recur or have a threshold: 每半年至少一次, 不低于20%, 确保达到90%以上."""
    for found in _EVERY.finditer(passage.folded):
        begin, _ = passage.clause_at(found.start())
        years = _YEARS.search(passage.folded[begin : found.start()])
        if _PAST.search(passage.folded[begin : found.start()]) or _within_marks(passage.folded, found.start()):
            continue  # “每月一考核” is the name of a system
        every = (
            _PER_YEAR.get(found["n"] or "", "1Y")
            if found["span"] == "年" and _exactly(found.group())
            else _SPANS[found["span"]]
        )
        if quote := passage.quote(begin + years.start() if years else found.start(), found.end()):
            yield Commitment(
                quote=quote,
                item=passage.problem.id,
                every=every,
                from_=PartialDate(years["from"]) if years else None,
                until=PartialDate(years["until"]) if years else None,
                suggested=True,
            )
    for found in _THRESHOLD.finditer(passage.folded):
        begin, end = passage.clause_at(found.start())
        if found["bound"].endswith(("以上", "以下", "以内")) and not AIMED.search(passage.folded, begin, end):
            continue  # 兑付率98%以上 is a report
        if passage.folded[found.end("bound") : found.end("bound") + 1] == "的" and not found["bound"].startswith("不"):
            continue  # 30%以上的事项 is a condition
        if quote := passage.quote(max(begin, found.start() - 24), found.end()):
            bound = passage.text[found.start("bound") : found.end("bound")]
            yield Commitment(quote=quote, item=passage.problem.id, threshold=bound, suggested=True)


def _within_marks(folded: str, place: int) -> bool:
    """Whether an offset is between quotation marks."""
    return folded.rfind("“", 0, place) > folded.rfind("”", 0, place)


def _exactly(words: str) -> bool:
    """Whether a frequency is exact: 两次, but not 一到两次."""
    return not re.search(r"[一1](?:到|至|-)[两二2]", words)
