"""The card of a notice: the part of it from which site pages, lists, feeds and exports are made."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TypeVar

from msgspec import Struct

from site_builder.records.cited_documents import CitedDocument
from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import Kind, Mark, States, Status
from site_builder.unit.cohorts import AgeCount, CohortBrief, ItemHistory
from site_builder.views.view_models import Change, WindowView

T = TypeVar("T")


class DueCard(Struct, frozen=True, kw_only=True):
    """A due date that counts now. `sequence` is how often it moved; `told` is its state in words."""

    by: str
    about: str | None
    quote: str
    state: str
    told: str
    sequence: int


class DueMatter(Struct, frozen=True, array_like=True):
    """An item with due dates that are not answered, of whose matter other notices write.

    places  where `/due/` lists it, as in `Counts.dues`
    others  (slug, item) of the same matter
    """

    item: str
    places: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


class EntryCard(Struct, frozen=True, kw_only=True):
    """A dated entry, as feeds and exports show it."""

    id: str
    as_of: str | None
    happened: str | None
    status: Status | None
    about: str | None
    basis: str
    quote: str | None


class ItemBrief(Struct, frozen=True, kw_only=True):
    """What a list says of an item. `as_of` is of the words that decide its status; `known` is '' where it has one.

    known_as_of  day of the newest record that `known` counts; None where it counts none
    """

    id: str
    url: str
    number: str | None
    title: str
    states: States
    status: Status
    continuing: bool
    suggested: bool
    as_of: str | None
    marks: tuple[Mark, ...]
    known: str
    known_as_of: str | None
    themes: tuple[str, ...]


class ItemCard(ItemBrief, frozen=True, kw_only=True):
    """All that is shown of an item outside its notice's pages."""

    origin: str | None
    category: str | None
    measures: int
    responsible: tuple[str, ...]
    due: tuple[DueCard, ...]
    entries: tuple[EntryCard, ...]
    closed_on: str | None
    review_by: str | None
    text_sha256: str


class TargetCard(Struct, frozen=True, kw_only=True):
    id: str
    url: str
    item: str | None
    metric: str
    comparator: str | None
    value: str | None
    unit: str | None
    period: str | None
    quote: str


class FileCard(Struct, frozen=True, kw_only=True):
    name: str
    title: str | None
    url: str
    size: int
    sha256: str


class Counts(Struct, frozen=True, kw_only=True):
    """How many things of each kind a notice has.

    dues       items with due dates that count now, by state and month: {"lapsed/2024-05": 2, "coming/2026-12": 1};
               an item whose time has passed once a state, at its first month; one that comes in each of its months
    due_days   due dates that count now, by year
    changes    by month
    """

    problems: int
    measures: int
    entries: int
    targets: int
    documents: int
    dues: dict[str, int]
    due_days: dict[str, int]
    changes: dict[str, int]
    statuses: dict[Status, int]
    marks: dict[Mark, int]


class Brief(Struct, frozen=True, tag="brief", kw_only=True):
    """What lists show of a public notice on a day. Briefs of all notices are in memory at once, so this is all they hold."""

    slug: str
    url: str
    kind: Kind
    title: str
    title_stated: bool
    draft: bool
    noindex: bool
    organ: str | None
    organ_name: str | None
    published: str | None
    window: WindowView
    inspection: str | None
    feedback: str | None
    follows: str | None
    updated: str | None  # day of the last change of substance
    counts: Counts
    cohort: CohortBrief
    ages: tuple[AgeCount, ...]
    due_matters: tuple[DueMatter, ...]

    @property
    def year(self) -> str:
        """Year of publication, 'undated' where the notice bears no date."""
        return self.published[:4] if self.published else "undated"


class Card(Brief, frozen=True, tag="card", kw_only=True):
    """A public notice on a day, without its text: kept on disk, and read where a brief is not enough."""

    items: tuple[ItemCard, ...]
    targets: tuple[TargetCard, ...]
    documents: tuple[CitedDocument, ...]
    files: tuple[FileCard, ...]
    changes: tuple[Change, ...]
    stated_problems: int | None
    text_sha256: str
    characters: int
    window_events: bytes = b""  # iCalendar components, written with the notice, since they take longest
    due_events: tuple[tuple[str, bytes], ...] = ()  # by year of the day
    quotations: bytes = b""  # its lines of quotations.ndjson

    @property
    def brief(self) -> Brief:
        return Brief(**{name: getattr(self, name) for name in Brief.__struct_fields__})


class Grave(Struct, frozen=True, tag="grave", kw_only=True):
    """A notice that is withdrawn: what may still be said of it, which is neither title nor text."""

    slug: str
    url: str
    organ: str | None
    since: str  # the first day on which it is gone
    closed: str | None  # the last day of its window, where that withdrew it


def history_of(item: ItemCard) -> ItemHistory:
    return ItemHistory(entries=item.entries, days=[entry.as_of for entry in item.entries], closed_on=item.closed_on)


def due_year(due: DueCard) -> str:
    """The year of the last day that its words can mean."""
    return f"{PartialDate(due.by).latest:%Y}"


def unanswered(dues: Iterable[DueCard]) -> list[DueCard]:
    return [due for due in dues if due.state != "answered"]


def due_places(dues: Iterable[DueCard]) -> set[str]:
    """Where `/due/` lists an item: state and month of its due dates, as in `Counts.dues`."""
    found: set[str] = set()
    for state, own in groupby(sorted(dues, key=lambda due: due.state), key=lambda due: due.state):
        months = sorted(f"{state}/{PartialDate(due.by).latest:%Y-%m}" for due in own)
        found.update(months if state == "coming" else months[:1])
    return found


def added(counts: Iterable[Mapping[T, int]]) -> Counter[T]:
    """Sums of counts."""
    total: dict[T, int] = {}
    for each in counts:  # by hand: `Counter.update` asks of each whether it is a mapping, which takes longer
        for key, number in each.items():
            total[key] = total.get(key, 0) + number
    return Counter(total)
