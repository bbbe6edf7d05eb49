"""Records of a ledger: what moves for an item, and for a notice as a whole. What the keys mean: docs/content-format.md."""

from collections.abc import Iterator

from msgspec import field

from site_builder.records.model import About, Acknowledged, Day, ItemId, Quote, Record
from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import (
    BasisKind,
    Comparator,
    CorrectionKind,
    Status,
)


class Responsible(Record, frozen=True, kw_only=True):
    unit: str
    quote: Quote
    role: str | None = None
    about: About | None = None
    suggested: bool = False


class EvidenceSource(Record, frozen=True, kw_only=True):
    """A file under files/ or another notice of the site.

    cell  of a workbook, as 整改台账!F12
    page  of a PDF or OFD, counted from 1
    """

    file: str | None = None
    title: str | None = None
    notice: str | None = None
    cell: str | None = None
    page: int | None = None


class Due(Record, frozen=True, kw_only=True):
    """A promised time. A later one for the same matter is appended with its `as_of` and `reason`."""

    by: PartialDate
    quote: Quote
    about: About | None = None
    as_of: PartialDate | None = None
    reason: str | None = None
    suggested: bool = False
    source: EvidenceSource | None = None


class Entry(Record, frozen=True, kw_only=True):
    """Words published on a day, with or without a status."""

    as_of: PartialDate | None = None
    happened: PartialDate | None = None
    status: Status | None = None
    continuing: bool = False
    about: About | None = None
    basis: BasisKind = "notice"
    quote: Quote | None = None
    source: EvidenceSource | None = None
    note: str | None = None
    reason: str | None = None
    suggested: bool = False


class Fact(Record, frozen=True, kw_only=True):
    label: str
    quotes: tuple[Quote, ...]
    kind: str | None = None
    comparator: Comparator | None = None
    value: str | None = None
    of: str | None = None
    unit: str | None = None
    count: str | None = None
    count_of: str | None = None
    modality: str | None = None
    about: About | None = None
    act: str | None = None
    suggested: bool = False


class Closing(Record, frozen=True, kw_only=True):
    """销号: who verified, when, on what paper."""

    date: PartialDate
    by: str
    ref: str | None = None
    notice: str | None = None
    quote: Quote | None = None


class SameAs(Record, frozen=True):
    notice: str
    item: ItemId
    quote: Quote | None = None


class Assessment(Record, frozen=True, kw_only=True):
    """A verifier's verdict, apart from the organ's own claim."""

    by: str
    quote: Quote
    date: PartialDate | None = None
    source: EvidenceSource | None = None
    verdict: str | None = None


CLAIM_LISTS = ("responsible", "due", "entries", "facts")  # of an item, each record with a quotation of its own


class Ledger(Record, frozen=True, kw_only=True):
    """What moves for one item."""

    responsible: tuple[Responsible, ...] = ()
    due: tuple[Due, ...] = ()
    entries: tuple[Entry, ...] = ()
    facts: tuple[Fact, ...] = ()
    closing: Closing | None = None
    same_as: tuple[SameAs, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    review_by: PartialDate | None = None
    acknowledged: tuple[Acknowledged, ...] = ()


class Correction(Record, frozen=True, kw_only=True):
    date: Day
    kind: CorrectionKind
    what: str
    why: str | None = None
    before: str | None = None
    after: str | None = None


class Milestone(Record, frozen=True):
    date: PartialDate
    label: str
    quote: Quote | None = None


class Feedback(Record, frozen=True):
    """Objections and suggestions that came in, and the words that give their number."""

    received: int | None = None
    adopted: int | None = None
    as_of: PartialDate | None = None
    quote: Quote | None = None
    source: EvidenceSource | None = None


class NoticeLedger(Record, frozen=True):
    """What moves for the notice as a whole."""

    corrections: tuple[Correction, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    feedback: Feedback | None = None


class Before(Record, frozen=True, kw_only=True):
    period: str | None = None
    value: str | None = None
    quote: Quote | None = None
    same_metric: bool = False


class Result(Record, frozen=True, kw_only=True):
    quote: Quote
    value: str | None = None
    period: str | None = None
    as_of: PartialDate | None = None
    source: EvidenceSource | None = None
    same_metric: bool = False


class Target(Record, frozen=True, kw_only=True):
    """A numeric aim, by quotation."""

    quote: Quote
    metric: str
    item: ItemId | None = None
    comparator: Comparator | None = None
    value: str | None = None
    unit: str | None = None
    period: str | None = None
    stretch: str | None = None
    strength: str | None = None
    implied: bool = False
    before: Before | None = None
    result: Result | None = None
    suggested: bool = False


class Commitment(Record, frozen=True, kw_only=True):
    """A recurring or thresholded promise; `every` is a period such as 6M or 1Y."""

    quote: Quote
    item: ItemId | None = None
    every: str | None = None
    from_: PartialDate | None = field(default=None, name="from")
    until: PartialDate | None = None
    threshold: str | None = None
    suggested: bool = False


class Ledgers(Record, frozen=True, kw_only=True):
    """The whole of ledger.yaml: items by id, and what belongs to the notice."""

    items: dict[str, Ledger] = {}
    notice: NoticeLedger = NoticeLedger()
    targets: dict[str, Target] = {}
    commitments: dict[str, Commitment] = {}

    def entries(self) -> Iterator[Entry]:
        for ledger in self.items.values():
            yield from ledger.entries
