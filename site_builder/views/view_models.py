"""What templates see. A view is finished: texts, labels, links; templates lay out and decide nothing.

None in a view = 原文未载明 (templates show it in one manner, by the `missing` component).
"""

from typing import Literal

from msgspec import Struct

from site_builder.records.model import Contacts
from site_builder.records.vocabulary import SHORT_STATUSES, BasisKind, Mark, Status, WindowKind, WindowState
from site_builder.views.plot import Plot
from site_builder.views.prose import Html


class Link(Struct, frozen=True):
    url: str
    text: str


class Crumb(Struct, frozen=True):
    text: str
    url: str | None = None


class Meta(Struct, frozen=True):
    """One <meta name=… content=…>."""

    name: str
    content: str


class Feed(Struct, frozen=True):
    url: str
    title: str
    type: str


class Layout(Struct, frozen=True, kw_only=True):
    """What base.html needs of a page. `kind` is body's data-page; `canonical` is absolute."""

    kind: str
    url: str
    canonical: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...] = ()
    robots: str | None = None
    metas: tuple[Meta, ...] = ()
    feeds: tuple[Feed, ...] = ()
    jsonld: Html | None = None
    scripts: tuple[str, ...] = ()
    draft: bool = False


class SiteView(Struct, frozen=True, kw_only=True):
    """The same on every page: names, navigation, footer. Nothing in it changes when a notice does."""

    title: str
    base: str
    home: str
    search_url: str
    nav: tuple[Link, ...]
    pages: tuple[Link, ...]
    operator: str
    demo_day: str | None  # of a demonstration: the day it is read as of; elsewhere the reader's clock counts
    footer: tuple[tuple[str, str], ...]
    identity_mark: str | None
    error_report: str | None
    links: tuple[str, ...]
    stylesheet: str
    lists_stylesheet: str
    script: str
    searchbox: str
    reading: str
    timezone: str


class WindowView(Struct, frozen=True, kw_only=True):
    """`state` is the state on the day of the build; the page's script recomputes it. Dates are ISO."""

    state: WindowState
    kind: WindowKind | None
    label: str
    opens: str | None
    closes: str | None
    quote: str | None


class QuoteView(Struct, frozen=True, kw_only=True):
    """Quoted words inside their whole sentence, and the page where they stand."""

    before: str
    words: str
    after: str
    url: str | None


class EvidenceView(Struct, frozen=True, kw_only=True):
    """What words rest on: a file of the site (size in bytes, SHA-256) or another notice; `place`: where in it.

    page  the page of the site that shows the file's text; None where there is none
    """

    title: str
    url: str | None
    page: str | None = None
    size: int | None = None
    sha256: str | None = None
    place: str | None = None


class StatusView(Struct, frozen=True, kw_only=True):
    """`suggested`: it rests on an entry that nobody has looked at yet; only in a preview with drafts."""

    code: Status
    label: str
    continuing: bool = False
    suggested: bool = False

    @property
    def short(self) -> str:
        """For lines of several counts, where the long label tires."""
        return SHORT_STATUSES.get(self.code, self.label)


class MarkView(Struct, frozen=True):
    code: Mark
    label: str
    explanation: str


class EntryView(Struct, frozen=True, kw_only=True):
    """`as_of` is shown as in the record; None = the notice bears no date (原文未署日期)."""

    id: str
    as_of: str | None
    happened: str | None
    status: StatusView | None
    about: str | None
    about_label: str | None
    basis: BasisKind
    basis_label: str
    quote: QuoteView | None
    evidence: EvidenceView | None
    note: str | None
    reason: str | None
    suggested: bool


class LaterView(Struct, frozen=True, kw_only=True):
    """An item of a later notice about the same matter, and that notice."""

    link: Link
    notice: str
    published: str | None


class DueView(Struct, frozen=True, kw_only=True):
    """A due date that counts now.

    moved  earlier days of the same matter, oldest first, each (day, words, why it was set anew or None)
    later  what another notice said after the day, where this item's own records say nothing
    told   `state` in words; of what is answered, whether words say that it was done
    """

    by: str
    by_label: str
    about: str | None
    about_label: str | None
    state: str
    told: str
    quote: QuoteView | None
    reason: str | None
    moved: tuple[tuple[str, str, str | None], ...]
    suggested: bool = False
    later: LaterView | None = None


class ResponsibleView(Struct, frozen=True, kw_only=True):
    unit: str
    role: str | None
    about_label: str | None
    quote: QuoteView | None
    suggested: bool = False


class FactView(Struct, frozen=True, kw_only=True):
    """`share`: value ÷ of in per cent for drawing, None where `of` is not stated; `comparator`: 超过, 约 … or None."""

    label: str
    comparator: str | None
    value: str | None
    of: str | None
    unit: str | None
    count: str | None
    count_of: str | None
    modality: str | None
    share: int | None
    quotes: tuple[QuoteView, ...]
    suggested: bool = False


class PassageView(Struct, frozen=True):
    """A piece of an item's text, and the entries about the part it ends with: (id of a measure or None, label, entries)."""

    body: Html
    parts: tuple[tuple[str | None, str, tuple[EntryView, ...]], ...]


class ClosingView(Struct, frozen=True, kw_only=True):
    date: str
    by: str
    ref: str | None
    notice: Link | None
    window: WindowView | None
    quote: QuoteView | None


class AssessmentView(Struct, frozen=True, kw_only=True):
    by: str
    date: str | None
    verdict: str | None
    quote: QuoteView | None
    evidence: EvidenceView | None


class RelatedView(Struct, frozen=True):
    """An item of another notice about the same matter."""

    link: Link
    notice: str
    quote: QuoteView | None


class TargetView(Struct, frozen=True, kw_only=True):
    url: str
    metric: str
    aim: str
    unit: str | None
    period: str | None
    stretch: str | None
    strength: str | None
    implied: bool
    quote: QuoteView
    item: Link | None
    before: QuoteView | None
    before_period: str | None
    before_value: str | None
    same_metric: bool
    result: QuoteView | None
    result_value: str | None
    verdict: str | None
    difference: str | None
    suggested: bool = False


class CommitmentView(Struct, frozen=True, kw_only=True):
    id: str
    every: str | None
    from_: str | None
    until: str | None
    quote: QuoteView | None
    item: Link | None
    suggested: bool = False


class ItemView(Struct, frozen=True, kw_only=True):
    """An item wherever it is listed: one line of it. `known`: what is known of an item without a status of its own."""

    id: str
    url: str
    number: str | None
    title: str
    noun: str
    category: str | None
    status: StatusView
    marks: tuple[MarkView, ...]
    known: tuple[str, ...]
    due: tuple[DueView, ...]
    responsible: tuple[ResponsibleView, ...]


class ContactView(Struct, frozen=True, kw_only=True):
    """Whom to write to. `name` is the organ that answers now; `letter`, also in `mailto`: item, address and hash of its text.

    `leads`: (window state, sentence); the one of `window.state` is shown, the page's script picks another.
    """

    name: str | None
    former: str | None
    contacts: Contacts
    mailto: str | None
    letter: str | None
    window: WindowView
    leads: tuple[tuple[str, str], ...]


class LetterView(Struct, frozen=True, kw_only=True):
    """A letter to copy. `mailto` begins a message with the address of the page and the hash; None where no mail is known."""

    text: str
    mailto: str | None


class NoticeRef(Struct, frozen=True, kw_only=True):
    """A notice as its item pages name it."""

    slug: str
    url: str
    title: str
    title_stated: bool
    kind_label: str
    organ: Link | None
    published: str | None
    window: WindowView


class ProblemView(Struct, frozen=True, kw_only=True):
    """Status page of an item. The bodies of `text` joined are the item's text; entries are shown between them."""

    notice: NoticeRef
    item: ItemView
    heading: str
    origin: str | None
    text: tuple[PassageView, ...]
    deciding: EntryView | None
    history: tuple[EntryView, ...]
    log: tuple[EntryView, ...]
    facts: tuple[FactView, ...]
    closing: ClosingView | None
    assessments: tuple[AssessmentView, ...]
    review_by: str | None
    dues: tuple[str, ...]  # in words; none where it has no status, for `item.known` says them
    later: LaterView | None  # than all that is recorded of this item
    calendar: str  # of its due dates: there where it has any
    related: tuple[RelatedView, ...]
    themes: tuple[Link, ...]
    targets: tuple[Link, ...]
    commitments: tuple[CommitmentView, ...]
    evidence: tuple[EvidenceView, ...]
    contact: ContactView
    letter: LetterView
    in_text: str
    source: str | None
    json: str
    text_sha256: str
    cite: str
    previous: Link | None
    following: Link | None
    qr: Html


class TocEntry(Struct, frozen=True):
    """A line of the contents list; `level` 1 for sections, deeper for what is inside."""

    anchor: str
    text: str
    level: int


class Step(Struct, frozen=True, kw_only=True):
    """A dated step of a notice's timeline; `lag` in days since the step before it."""

    label: str
    date: str
    lag: int | None
    url: str | None


class Share(Struct, frozen=True):
    status: StatusView
    x: float
    width: float


class StatedCheck(Struct, frozen=True, kw_only=True):
    """The text's own total beside the listed one; `url` of what is listed, None where that is nothing; `others`: items of another origin."""

    label: str
    stated: int
    listed: int
    url: str | None
    of_items: bool = True
    others: tuple[Link, ...] = ()


class Change(Struct, frozen=True, kw_only=True):
    """Something published about a notice: first publication, an entry, a correction.

    `anchor` names it for ever on the page of its notice.
    """

    date: str
    what: str
    url: str
    title: str
    kind: str
    detail: str | None = None
    before: Html | None = None
    after: Html | None = None
    anchor: str = ""


class ChainStep(Struct, frozen=True, kw_only=True):
    """A notice of a chain; `here` where it is the one that the page shows."""

    link: Link
    kind_label: str
    published: str | None
    here: bool


class NoticeView(Struct, frozen=True, kw_only=True):
    """Page of a notice: the text, verbatim, and beside it what is known."""

    ref: NoticeRef
    body: Html
    toc: tuple[TocEntry, ...]
    items: tuple[ItemView, ...]
    shares: tuple[Share, ...]
    stated: tuple[StatedCheck, ...]
    counts: tuple[tuple[StatusView, int, str], ...]
    groups: tuple[tuple[StatusView, tuple[ItemView, ...]], ...]
    inspection: tuple[tuple[str, str], ...]
    inspection_link: Link | None
    steps: tuple[Step, ...]
    plot: Plot | None
    source: Link | None
    signed: tuple[str, ...]
    signed_date: str | None
    targets: tuple[TargetView, ...]
    commitments: tuple[CommitmentView, ...]
    attachments: tuple[EvidenceView, ...]
    history: tuple[Change, ...]
    chain: tuple[ChainStep, ...]
    closes: tuple[RelatedView, ...]
    milestones: tuple[tuple[str, str, str | None], ...]
    feedback: tuple[tuple[str, str], ...]
    feedback_quote: QuoteView | None
    contact: ContactView
    letter: LetterView
    text_sha256: str
    json: str
    ledger: str
    previous: Link | None
    following: Link | None
    qr: Html | None
    window_audit: tuple[str, ...]
    cite: str


class LedgerRow(Struct, frozen=True, kw_only=True):
    """
    verified  where this ledger records no closing: the item in each 销号公示 about the same matter
    closes    items of other notices about the same matter whose closing names this notice
    """

    item: ItemView
    measures: tuple[str, ...]
    latest: EntryView | None
    entries: int
    closing: ClosingView | None
    verified: tuple[LaterView, ...]
    closes: tuple[LaterView, ...]


LedgerColumn = Literal["measures", "responsible", "due", "basis", "closing"]


class LedgerView(Struct, frozen=True):
    """The 台账: one table. `workbook`: where the same stands as an .xlsx; `columns`: those with something in a row.

    sections    rows below the heading they stand under in the text, None where they have none
    """

    ref: NoticeRef
    sections: tuple[tuple[str | None, tuple[LedgerRow, ...]], ...]
    columns: tuple[LedgerColumn, ...]
    size: int
    workbook: str


class TargetPage(Struct, frozen=True):
    target: TargetView
    others: tuple[TargetView, ...]


class Tombstone(Struct, frozen=True):
    """A withdrawn notice: that it was here, until when, and nothing of it.

    since   the first day on which it is not
    closed  the last day of its window, where the end of that withdrew it
    closes  the last day of the window that it did not wait for
    """

    slug: str
    organ: Link | None
    since: str
    closed: str | None
    closes: str | None
