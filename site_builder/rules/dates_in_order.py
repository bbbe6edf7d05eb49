"""R016, R017: pairs of dates of one record that are in the wrong order."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.findings import Span
from site_builder.records.model import Head, Inspection
from site_builder.records.partial_dates import PartialDate
from site_builder.records.source import Field, locate
from site_builder.rules.rule import Case, SiteCase, Slip, error, warning


class _Pair(NamedTuple):
    first: PartialDate | None
    first_key: str
    second: PartialDate | None
    second_key: str


def slips(pair: _Pair, tree: Field, *steps: str | int) -> Iterator[Slip]:
    """A slip if the second day is certainly before the first. A key may be a path: signed.date."""
    if pair.first and pair.second and pair.second.latest < pair.first.earliest:
        before, at = (locate(tree, *steps, *key.split(".")) for key in (pair.first_key, pair.second_key))
        what = f"{pair.second_key} 早于 {pair.first_key}"
        why = f"{pair.first_key} 是 {pair.first}（第 {before.line} 行），{pair.second_key} 是 {pair.second}"
        yield Slip(at, what, why, "核对原文，改正其中一个")


def of_inspection(inspection: Inspection) -> tuple[_Pair, ...]:
    return (
        _Pair(inspection.started, "started", inspection.ended, "ended"),
        _Pair(inspection.started, "started", inspection.feedback, "feedback"),
    )


def _published(head: Head) -> PartialDate | None:
    return PartialDate(head.published[:10]) if head.published else None


@error("R016")
def dates_of_a_notice(case: Case) -> Iterator[Slip]:
    """两个日期先后颠倒

    巡察先开始，后结束，再反馈；承诺先起后止；通报先公开，后撤下。先后颠倒的，必有一个写错了。

    改法：核对原文，改正其中一个。
    """
    head = case.notice.head
    if isinstance(head.inspection, Inspection):
        for pair in of_inspection(head.inspection):
            yield from slips(pair, case.notice.head_tree, "inspection")
    withdrawn = PartialDate(str(head.withdrawn)) if head.withdrawn else None
    yield from slips(_Pair(_published(head), "published", withdrawn, "withdrawn"), case.notice.head_tree)
    for key, promise in case.notice.ledgers.commitments.items():
        pair = _Pair(promise.from_, "from", promise.until, "until")
        yield from slips(pair, case.notice.ledger_tree, "commitments", key)


@error("R018", "site")
def dates_of_the_site(case: SiteCase) -> Iterator[Slip]:
    """单位名称或巡察的两个日期先后颠倒

    改法：核对后改正其中一个。
    """
    nothing = Field(None, Span(path=case.folder))
    for key, inspection in case.registers.inspections.items():
        for pair in of_inspection(inspection):
            yield from slips(pair, case.trees.get("inspections.yaml", nothing), key)
    for key, organ in case.registers.organs.items():
        for number, name in enumerate(organ.names):
            pair = _Pair(name.from_, "from", name.to, "to")
            yield from slips(pair, case.trees.get("organs.yaml", nothing), key, "names", number)


@warning("R017")
def dates_that_look_wrong(case: Case) -> Iterator[Slip]:
    """落款、成文、采集的日期与公开日期的先后不合常理

    落款和成文在公开之前，采集在公开之后。原文如此的，不用管。

    改法：核对原文。
    """
    head, tree = case.notice.head, case.notice.head_tree
    published = _published(head)
    if head.signed:
        pair = _Pair(head.signed.date, "signed.date", published, "published")
        yield from (s._replace(at=locate(tree, "signed", "date")) for s in slips(pair, tree))
    yield from (
        s._replace(at=locate(tree, "written"))
        for s in slips(_Pair(head.written, "written", published, "published"), tree)
    )
    if head.source:
        yield from slips(_Pair(published, "published", head.source.retrieved, "source.retrieved"), tree)
    if isinstance(head.inspection, Inspection):
        key = "feedback" if head.inspection.feedback else "started"
        began = head.inspection.feedback or head.inspection.started
        yield from slips(_Pair(began, f"inspection.{key}", published, "published"), tree)
