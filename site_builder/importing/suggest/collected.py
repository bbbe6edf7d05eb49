"""The records that are suggested for one item: read from its passages one after the other, then put into a ledger."""

from dataclasses import dataclass, field

from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.suggest.counted import people_of, rates_of
from site_builder.importing.suggest.dues import dues_of
from site_builder.importing.suggest.money import money_of
from site_builder.importing.suggest.papers import papers_of
from site_builder.importing.suggest.passage import LONGEST_MEASURE, Passage
from site_builder.importing.suggest.promises import commitments_of, responsible_of
from site_builder.importing.suggest.status_suggestions import entries_of
from site_builder.records.ledger_model import Commitment, Due, Entry, Fact, Ledger, Responsible
from site_builder.records.model import Head
from site_builder.records.partial_dates import PartialDate


@dataclass(slots=True)
class Collected:
    """Suggested records in the order in which they were found, and doubts for the editor.

    `as_of`, `year`     the day and the year of the publication, which statuses and dates without a year refer to
    """

    as_of: PartialDate | None
    year: int | None
    responsible: list[Responsible] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    promises: list[Commitment] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    @classmethod
    def under(cls, head: Head) -> "Collected":
        """Nothing yet, for an item of a notice with this head."""
        published = head.published
        return cls(PartialDate(published[:10]) if published else None, int(published[:4]) if published else None)

    def read(self, passage: Passage, *, promises: bool = True) -> None:
        """Adds what a passage says.

        Takes   promises    whether it may contain promises; reports of progress do not
        """
        if len(passage.text) > LONGEST_MEASURE:
            why = f"这一段超过{LONGEST_MEASURE}字，没有从中找进展和数字"
            self.doubts.append(Doubt(passage.line, passage.text[:20], why))
            return
        for each in dues_of(passage, self.year):
            if isinstance(each, Due):
                self.due.append(each)
            else:
                self.doubts.append(each)
        self.responsible += responsible_of(passage)
        self.entries += entries_of(passage, self.as_of)
        if passage.field:
            return
        self.facts += (*money_of(passage), *people_of(passage), *rates_of(passage), *papers_of(passage))
        self.promises += commitments_of(passage) if promises else ()

    def ledger(self) -> Ledger:
        """The records of the item itself; promises belong to the notice."""
        return Ledger(
            responsible=tuple(self.responsible),
            due=tuple(self.due),
            entries=tuple(self.entries),
            facts=tuple(self.facts),
        )
