"""Records of a notice and of the site: frozen values, no I/O. What the keys mean: docs/content-format.md.

A Struct's fields are the keys of the content files; what has no default is required. `convert.py` reads any of them
from fields, `schemas.py` describes them to editors, so a new key is one line here.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated

from msgspec import Meta, Struct, field

from site_builder.records.vocabulary import (
    AfterClose,
    BasisKind,
    ColumnMeaning,
    Comparator,
    CorrectionKind,
    Kind,
    Operator,
    States,
    Status,
    WindowKind,
)

Day = date  # a record may have a field called `date`

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
CONTENT_FORMAT = 1  # of content, named in site.yaml; a program knows those before it


class PartialDate(str):
    """A year, month or day as the text gives it: '2020', '2020-12' or '2020-12-31'."""

    __slots__ = ()

    @property
    def latest(self) -> date:
        """The last day the words can mean.

        >>> PartialDate("2020-02").latest
        datetime.date(2020, 2, 29)
        """
        return _latest(self)

    @property
    def earliest(self) -> date:
        return _earliest(self)


@lru_cache(maxsize=1024)  # the days of a notice are asked for again by every view of it
def _latest(text: str) -> date:
    year, month, day = (int(part) if part else 0 for part in _match(text).groups())
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


@lru_cache(maxsize=1024)
def _earliest(text: str) -> date:
    year, month, day = (int(part) if part else 1 for part in _match(text).groups())
    return date(year, month, day)


def _match(text: str) -> re.Match[str]:
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(text)
    return found


class Timestamp(str):
    """A day with an optional time as published: '2024-06-24' or '2024-06-24 17:44'."""

    __slots__ = ()

    @property
    def day(self) -> date:
        return date.fromisoformat(self[:10])


Quote = Annotated[str, Meta(description="原文的话，逐字照抄，在所属文字中恰好出现一次")]
ItemId = Annotated[str, Meta(pattern=r"^p[1-9]\d*$", description="事项编号，如 p1，一经公开不再改变")]
About = Annotated[str, Meta(description="只针对一项措施（如 m1）或事项中的某几个字；缺省为整个事项")]


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=False):
    """Base of all records read from content files."""


class Contacts(Record, frozen=True, kw_only=True):
    """Office contact data of a notice or an organ; never private data."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.phones or self.emails or self.addresses)


class OrganName(Record, frozen=True):
    name: str
    from_: PartialDate | None = field(default=None, name="from")
    to: PartialDate | None = None


class Organ(Record, frozen=True, kw_only=True):
    """Who publishes. `successor` is the id of the organ that took over."""

    name: str
    short: str | None = None
    kind: str | None = None
    region: str | None = None
    homepage: str | None = None
    names: tuple[OrganName, ...] = ()
    successor: str | None = None
    contact: Contacts = Contacts()
    parent: str | None = None

    def name_on(self, day: date) -> str:
        """The name the organ bore on a day; its present name where no former one covers it."""
        for former in self.names:
            begins, ends = former.from_, former.to
            if (begins is None or begins.earliest <= day) and (ends is None or day <= ends.latest):
                return former.name
        return self.name


class Inspection(Record, frozen=True, kw_only=True):
    level: str | None = None
    round: str | None = None
    teams: tuple[str, ...] = ()
    type: str | None = None
    topic: str | None = None
    started: PartialDate | None = None
    ended: PartialDate | None = None
    feedback: PartialDate | None = None
    title: str | None = None
    quote: str | None = None


class Source(Record, frozen=True):
    """Where the notice was published first."""

    name: str | None = None
    url: str | None = None
    retrieved: PartialDate | None = None


class Window(Record, frozen=True, kw_only=True):
    """The days on which a notice is public or open to objections, both ends included."""

    kind: WindowKind
    opens: date
    closes: date
    quote: Quote | None = None


class Signed(Record, frozen=True):
    by: tuple[str, ...] = ()
    date: PartialDate | None = None
    quote: str | None = None


class Stated(Record, frozen=True, kw_only=True):
    """The text's own totals, by quotation."""

    problems: int | None = None
    categories: int | None = None
    measures: int | None = None
    documents: int | None = None
    not_started: int | None = field(default=None, name="not-started")
    ongoing: int | None = None
    partial: int | None = None
    done: int | None = None
    closed: int | None = None
    quote: Quote | None = None
    quotes: tuple[Quote, ...] = ()


class Attachment(Record, frozen=True):
    file: str
    title: str | None = None


class Acknowledged(Record, frozen=True):
    """One warning at one place that an editor looked at and let stand, with the reason."""

    code: Annotated[str, Meta(pattern=r"^[A-Z]\d{3}$", description="提醒的编号，如 W004")]
    at: str
    why: str


class Head(Record, frozen=True, kw_only=True):
    """The YAML head of notice.md. None = the text does not say."""

    title: str | None
    kind: Kind
    organ: str | None
    published: Timestamp | None
    window: Window | str | None
    display_title: str | None = None
    inspection: Inspection | str | None = None
    source: Source | None = None
    contacts: Contacts = Contacts()
    signed: Signed | None = None
    states: States = "problem"
    stated: Stated | None = None
    follows: str | None = None
    attachments: tuple[Attachment, ...] = ()
    draft: bool = False
    after_close: AfterClose | None = None
    written: PartialDate | None = None
    document_number: str | None = None
    acknowledged: tuple[Acknowledged, ...] = ()


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


class Footer(Record, frozen=True, kw_only=True):
    """What a Chinese site of its kind must show; only what the operator really has."""

    sponsor: str | None = None
    organizer: str | None = None
    contact: str | None = None
    site_id_code: str | None = None
    icp: str | None = None
    police: str | None = None
    party_government_mark: str | None = None
    error_report: str | None = None
    links: tuple[str, ...] = ()


class Settings(Record, frozen=True, kw_only=True):
    """site.yaml. What an authority must decide has no default."""

    title: str
    base_url: str
    after_close: AfterClose
    operator: Operator
    format: str | None = None
    timezone: str = "Asia/Shanghai"
    approval: str = "off"
    approval_steps: tuple[str, ...] = ()
    exports: bool = True
    robots: str | None = None
    home: tuple[str, ...] = ("search", "windows", "latest", "changes", "totals", "organs")
    stale_after_days: int | None = None
    timestamp_server: str | None = None
    demo: bool = False
    description: str | None = None
    footer: Footer = Footer()
    sheet_columns: dict[str, ColumnMeaning] = {}


class Theme(Record, frozen=True):
    title: str
    items: tuple[str, ...] = ()
    description: str | None = None


class WorkingDays(Record, frozen=True):
    """A year's days off that fall on working days, and its working Saturdays and Sundays (调休)."""

    holidays: tuple[date, ...] = ()
    workdays: tuple[date, ...] = ()
