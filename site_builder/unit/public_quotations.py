"""Every quotation that a notice makes public, with what it is quoted for."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from site_builder.records.ledger_model import EvidenceSource
from site_builder.views.notice_json_types import NoticeJson, ProblemJson
from site_builder.views.presenter import Presenter


class PublicQuotation(NamedTuple):
    """A quotation as the notice's JSON has it. `value`: what it bears out; `source`: None = the notice's own text"""

    claim: str
    words: str
    item: str | None = None
    about: str | None = None
    value: str | None = None
    source: EvidenceSource | None = None


def public_quotations(presenter: Presenter, value: NoticeJson) -> Iterator[PublicQuotation]:
    """Takes   value: the notice's JSON, which has them without their sources"""
    if value.window and value.window.quote:
        yield PublicQuotation("window", value.window.quote, value=f"{value.window.opens}/{value.window.closes}")
    if value.inspection and value.inspection.quote:
        yield PublicQuotation("inspection", value.inspection.quote)
    if value.stated:
        yield from (PublicQuotation("stated", words) for words in _each(value.stated.quote, value.stated.quotes))
    for problem in value.problems:
        yield from _of_item(presenter, problem)
    for target in value.targets:
        yield PublicQuotation("target", target.quote, target.item, value=_text(target.value))
        if target.before and target.before.quote:
            yield PublicQuotation("before", target.before.quote, target.item, value=_text(target.before.value))
        if target.result:
            result = target.result
            source = _source(result.source)
            yield PublicQuotation("result", result.quote, target.item, value=_text(result.value), source=source)
    yield from (PublicQuotation("commitment", each.quote, each.item, value=each.every) for each in value.commitments)
    if value.feedback and value.feedback.quote:
        told = value.feedback
        yield PublicQuotation("feedback", told.quote or "", value=_text(told.received), source=_source(told.source))
    yield from (
        PublicQuotation("milestone", each.quote, value=str(each.date)) for each in value.milestones if each.quote
    )


def _of_item(presenter: Presenter, problem: ProblemJson) -> Iterator[PublicQuotation]:
    item = problem.id
    for responsible in problem.responsible:
        yield from (
            PublicQuotation("responsible", words, item, responsible.about, responsible.unit)
            for words in responsible.quotes
        )
    for due, record in zip(problem.due, presenter.dues(item), strict=True):
        yield from (
            PublicQuotation("due", words, item, due.about, str(due.by), source=record.source) for words in due.quotes
        )
    for entry, told in zip(problem.entries, presenter.entries(item), strict=True):
        source = told.source if entry.basis.kind == "report" else None
        claim = "status" if entry.status else "entry"
        yield from (
            PublicQuotation(claim, words, item, entry.about, entry.status, source=source)
            for words in entry.basis.quotes
        )
    for fact in problem.facts:
        yield from (PublicQuotation("fact", words, item, fact.about, fact.value) for words in fact.quotes)
    if problem.closing and problem.closing.quote:
        closing = problem.closing
        source = EvidenceSource(notice=closing.notice) if closing.notice else None
        yield PublicQuotation("closing", closing.quote or "", item, value=str(closing.date), source=source)
    for same in problem.same_as:
        if same.quote:
            yield PublicQuotation("same_as", same.quote, item, value=f"{same.notice}/{same.item}")
    for each in problem.assessments:
        yield PublicQuotation("assessment", each.quote, item, value=each.verdict, source=_source(each.source))


def _each(first: str | None, others: Sequence[str]) -> Iterable[str]:
    return dict.fromkeys(([first] if first else []) + list(others))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _source(cited: Any) -> EvidenceSource | None:
    """Takes   cited: CitedJson or None"""
    if cited is None:
        return None
    return EvidenceSource(file=cited.file, title=cited.title, notice=cited.notice, cell=cited.cell, page=cited.page)
