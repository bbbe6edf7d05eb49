"""The records of a notice that cite a file and are shown on the day: what decides which files are published, and their pages."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from site_builder.records.ledger_model import EvidenceSource
from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import Status
from site_builder.views.presenter import Presenter


class Citation(NamedTuple):
    """A record that cites a file.

    what   what the record is, in Chinese
    words  that it quotes from the file; None where it only names it
    url    of the record
    item   the item that it belongs to; None of the notice as a whole
    about  the part of the item that it speaks of, as in the ledger
    """

    file: str
    source: EvidenceSource
    what: str
    words: str | None
    url: str
    item: str | None = None
    about: str | None = None
    status: Status | None = None
    as_of: PartialDate | None = None


def citations(presenter: Presenter) -> Iterator[Citation]:
    """Item by item, in the order of the ledger; then targets and the notice."""
    for item in presenter.notice.ledgers.items:
        yield from _of_item(presenter, item)
    routes, slug, day = presenter.routes, presenter.notice.slug, presenter.day
    for key, target in presenter.notice.ledgers.targets.items():
        result = target.result if presenter.context.drafts or not target.suggested else None
        if result and _come(day, result.as_of):
            what, url = f"指标“{target.metric}”的结果", routes.target(slug, key)
            yield from _citing(result.source, what=what, words=result.quote, url=url, as_of=result.as_of)
    feedback = presenter.notice.ledgers.notice.feedback
    if feedback and _come(day, feedback.as_of):
        url, words = routes.notice(slug), feedback.quote
        yield from _citing(feedback.source, what="收到的意见", words=words, url=url, as_of=feedback.as_of)


def _of_item(presenter: Presenter, item: str) -> Iterator[Citation]:
    ledger, url = presenter.notice.ledger(item), presenter.routes.problem(presenter.notice.slug, item)
    numbers = {id(entry): number for number, entry in enumerate(ledger.entries, 1)}
    for entry in presenter.entries(item):
        yield from _citing(
            entry.source,
            what="进展记录" if entry.status else "工作记录",
            words=entry.quote if entry.basis == "report" else None,
            url=f"{url}#e{numbers[id(entry)]}",
            item=item,
            about=entry.about,
            status=entry.status,
            as_of=entry.as_of,
        )
    for due in presenter.dues(item):
        own = {"item": item, "about": due.about, "as_of": due.as_of}
        yield from _citing(due.source, what="时限", words=due.quote, url=url, **own)
    for verdict in ledger.assessments:
        if _come(presenter.day, verdict.date):
            own = {"item": item, "as_of": verdict.date}
            yield from _citing(verdict.source, what="他方核查", words=verdict.quote, url=url, **own)


def _citing(source: EvidenceSource | None, **told: Any) -> Iterator[Citation]:
    """What a record tells, where it cites a file."""
    if source and source.file:
        yield Citation(file=source.file, source=source, **told)


def _come(day: date, as_of: PartialDate | None) -> bool:
    return as_of is None or as_of.earliest <= day
