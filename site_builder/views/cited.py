"""What of another notice may be shown: decided here, once, for every record that quotes one.

Everything that a page, a card or a file says of a notice comes from what `as_shown` leaves of its ledgers. So a record
that is new is safe as soon as it is named here, and a view cannot show what it was never given.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from site_builder.records.ledger_model import (
    Assessment,
    Closing,
    Due,
    Entry,
    EvidenceSource,
    Ledger,
    Ledgers,
    NoticeLedger,
    Target,
)
from site_builder.records.notice import Notice
from site_builder.records.partial_dates import PartialDate
from site_builder.views.context import Linked

# `awaited`: not public yet, a draft, or unknown: as if the record were not there. `withdrawn`: its words are nowhere.
Sight = Literal["own", "public", "awaited", "withdrawn"]
_NEVER = Entry(as_of=PartialDate("9999-12-31"))  # keeps the place of an awaited entry: entries are numbered in URLs
_NOWHERE = EvidenceSource()


class Cited:
    """The notices that one points to, as far as they may be seen."""

    def __init__(self, links: Iterable[Linked]):
        self._links: dict[str, Linked] = {}
        for link in links:  # of several links to one notice, the one that carries its text
            if link.slug not in self._links or link.text is not None:
                self._links[link.slug] = link

    def link(self, slug: str | None) -> Linked | None:
        return self._links.get(slug or "")

    def sight(self, slug: str | None) -> Sight:
        if not slug:
            return "own"
        link = self._links.get(slug)
        if link is None:
            return "awaited"
        return "public" if link.public else "withdrawn" if link.withdrawn else "awaited"

    def _of(self, source: EvidenceSource | None) -> Sight:
        return self.sight(source.notice if source else None)

    def entry(self, entry: Entry) -> Entry:
        sight = self._of(entry.source)
        if sight == "awaited":
            return _NEVER
        return replace(entry, quote=None, source=_NOWHERE) if sight == "withdrawn" else entry

    def due(self, due: Due) -> Due | None:
        sight = self._of(due.source)
        if sight == "awaited":
            return None
        return replace(due, quote="", source=_NOWHERE) if sight == "withdrawn" else due

    def assessment(self, verdict: Assessment) -> Assessment | None:
        """Nothing is left of a verdict without its words."""
        return verdict if self._of(verdict.source) in ("own", "public") else None

    def closing(self, closing: Closing | None) -> Closing | None:
        """The closing of an item: nothing before its notice is public; who and when remain after that was withdrawn."""
        sight = self.sight(closing.notice if closing else None)
        if closing is None or sight == "awaited":
            return None
        return replace(closing, ref=None, notice=None, quote=None) if sight == "withdrawn" else closing

    def ledger(self, ledger: Ledger) -> Ledger:
        return replace(
            ledger,
            due=tuple(due for each in ledger.due if (due := self.due(each))),
            entries=tuple(map(self.entry, ledger.entries)),
            closing=self.closing(ledger.closing),
            same_as=tuple(same for same in ledger.same_as if self.sight(same.notice) == "public"),
            assessments=tuple(verdict for each in ledger.assessments if (verdict := self.assessment(each))),
        )

    def target(self, target: Target) -> Target:
        """A figure is words: without them no result is left."""
        shown = target.result is None or self._of(target.result.source) in ("own", "public")
        return target if shown else replace(target, result=None)

    def of_notice(self, moved: NoticeLedger) -> NoticeLedger:
        """Counts are words, too."""
        shown = moved.feedback is None or self._of(moved.feedback.source) in ("own", "public")
        return moved if shown else replace(moved, feedback=None)

    def ledgers(self, ledgers: Ledgers) -> Ledgers:
        return replace(
            ledgers,
            notice=self.of_notice(ledgers.notice),
            items={item: self.ledger(ledger) for item, ledger in ledgers.items.items()},
            targets={key: self.target(target) for key, target in ledgers.targets.items()},
        )


def as_shown(notice: Notice, links: Iterable[Linked]) -> Notice:
    """The notice with of others' words only what may be shown."""
    return notice._replace(ledgers=Cited(links).ledgers(notice.ledgers))
