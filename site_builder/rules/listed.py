"""All records of a ledger that are in a list of an item or have an id of their own, with the path to each."""

from collections.abc import Iterator

from site_builder.records.ledger_model import Commitment, Due, Entry, Fact, Responsible, Target
from site_builder.records.notice import Notice

Steps = tuple[str | int, ...]
ListedRecord = Responsible | Due | Entry | Fact


def listed(notice: Notice) -> Iterator[tuple[str, Steps, ListedRecord]]:
    """The records in all lists of all items, in file order, as (item, steps, record)."""
    for item, ledger in notice.ledgers.items.items():
        groups: tuple[tuple[str, tuple[ListedRecord, ...]], ...] = (
            ("responsible", ledger.responsible),
            ("due", ledger.due),
            ("entries", ledger.entries),
            ("facts", ledger.facts),
        )
        for name, records in groups:
            for number, record in enumerate(records):
                yield item, (item, name, number), record


def suggestible(notice: Notice) -> Iterator[tuple[Steps, ListedRecord | Target | Commitment]]:
    """Records of the kinds that import can suggest."""
    for _, steps, record in listed(notice):
        yield steps, record
    for key, target in notice.ledgers.targets.items():
        yield ("targets", key), target
    for key, promise in notice.ledgers.commitments.items():
        yield ("commitments", key), promise
