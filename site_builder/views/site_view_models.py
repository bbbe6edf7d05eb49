"""What templates of site pages see: lists made from cards. Order is part of the view; nothing ranks organs."""

from msgspec import Struct

from site_builder.views.plot import Bar, MonthSpan, Plot
from site_builder.views.prose import Html
from site_builder.views.view_models import Change, ContactView, Link, MarkView, Share, StatusView, WindowView

Count = tuple[StatusView, int, str]  # a status, how many items have it, and the URL of the list of exactly these
MarkCount = tuple[MarkView, int, str]


class Pagination(Struct, frozen=True, kw_only=True):
    """The pages of a list that has more than one.

    total          lines of the whole list
    before, after  the pages beside this one, in the order of the list
    links          pages by name, each with whether it is this one; None where some are left out
    """

    total: int
    before: Link | None
    after: Link | None
    links: tuple[tuple[Link, bool] | None, ...]


class Rest(Struct, frozen=True):
    """The lists that have all of a group of which a page shows a part, each with its number of lines."""

    lists: tuple[tuple[Link, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.lists)


class NoticeLine(Struct, frozen=True, kw_only=True):
    """A notice in a list."""

    url: str
    title: str
    title_stated: bool
    kind_label: str
    organ: Link | None
    published: str | None
    window: WindowView
    items: int
    counts: tuple[Count, ...]
    shares: tuple[Share, ...]
    draft: bool


class ItemLine(Struct, frozen=True, kw_only=True):
    """An item in a list across notices."""

    url: str
    number: str | None
    title: str
    status: StatusView
    marks: tuple[MarkView, ...]
    known: str
    as_of: str | None
    notice: Link
    organ: str | None


class OrganLine(Struct, frozen=True, kw_only=True):
    url: str
    name: str
    kind: str | None
    notices: int
    items: int
    counts: tuple[Count, ...]
    shares: tuple[Share, ...]
    successor: Link | None


class ItemGroup(Struct, frozen=True):
    """Items that are listed together: those of a status or with a mark, which is the group's address on its page."""

    anchor: str
    status: StatusView | None
    mark: MarkView | None
    lines: tuple[ItemLine, ...]
    rest: Rest | None = None

    @property
    def total(self) -> int:
        return self.rest.total if self.rest else len(self.lines)


class Totals(Struct, frozen=True, kw_only=True):
    """Counts with their denominators. Σ counts = items; `url`: where all these items are listed."""

    notices: int
    items: int
    organs: int
    url: str
    counts: tuple[Count, ...]
    marks: tuple[MarkCount, ...]
    shares: tuple[Share, ...]


class HomePage(Struct, frozen=True, kw_only=True):
    blocks: tuple[str, ...]
    intro: str
    windows: tuple[NoticeLine, ...]
    latest: tuple[NoticeLine, ...]
    changes: tuple[Change, ...]
    totals: Totals
    cohorts: str | None
    organs: tuple[OrganLine, ...]


class NoticesPage(Struct, frozen=True, kw_only=True):
    """The newest notices (`year` None), or those of a year or an organ; `total` of them all."""

    year: str | None
    years: tuple[tuple[Link, int], ...]
    total: int
    lines: tuple[NoticeLine, ...]
    pages: Pagination | None = None


class ItemsPage(Struct, frozen=True, kw_only=True):
    """All items of a group that is too long for the page that it belongs to. `brief`: in a line each."""

    lines: tuple[ItemLine, ...]
    pages: Pagination | None
    brief: bool = False


class StatusPage(Struct, frozen=True, kw_only=True):
    """Items with one status: the newest, or those of a year; `total` of them all."""

    status: StatusView
    explanation: str
    year: str | None
    years: tuple[tuple[Link, int], ...]
    statuses: tuple[Count, ...]
    total: int
    lines: tuple[ItemLine, ...]
    pages: Pagination | None = None


class MarkPage(Struct, frozen=True, kw_only=True):
    """Items with a mark, the newest or those of a year, and how many have the others; `years` where one page is not enough."""

    mark: MarkView
    explanation: str
    others: tuple[MarkCount, ...]
    year: str | None
    years: tuple[tuple[Link, int], ...]
    total: int
    lines: tuple[ItemLine, ...]
    pages: Pagination | None = None


class OrgansPage(Struct, frozen=True):
    lines: tuple[OrganLine, ...]
    pages: Pagination | None


class OrganPage(Struct, frozen=True, kw_only=True):
    name: str
    kind: str | None
    region: str | None
    homepage: str | None
    names: tuple[tuple[str, str | None, str | None], ...]  # name, from, to
    successor: Link | None
    predecessors: tuple[Link, ...]
    contact: ContactView
    totals: Totals
    groups: tuple[ItemGroup, ...]
    marked: tuple[ItemGroup, ...]
    notices: tuple[NoticeLine, ...]
    more_notices: Rest | None
    graves: tuple[tuple[str, str, str, str | None], ...]  # slug, URL, and of Grave `since` and `closed`


class InspectionLine(Struct, frozen=True, kw_only=True):
    """One body's notice under a shared inspection; `lag`: days from feedback to publication."""

    organ: Link | None
    notice: Link
    published: str | None
    window: WindowView
    items: int
    counts: tuple[Count, ...]
    shares: tuple[Share, ...]
    lag: int | None


class InspectionPage(Struct, frozen=True, kw_only=True):
    title: str
    rows: tuple[tuple[str, str], ...]
    lines: tuple[InspectionLine, ...]
    more_notices: Rest | None
    totals: Totals
    groups: tuple[ItemGroup, ...]
    marked: tuple[ItemGroup, ...]


class InspectionSummary(Struct, frozen=True, kw_only=True):
    """An inspection in the list of all: what it was of, and when; nothing that its name says already."""

    link: Link
    subject: str
    when: str
    notices: int
    totals: Totals


class InspectionsPage(Struct, frozen=True):
    lines: tuple[InspectionSummary, ...]
    pages: Pagination | None


class DueDay(Struct, frozen=True, kw_only=True):
    """A due date of an item in a list: the day as words, the part it is about, the words it stands in."""

    by: str
    label: str
    about: str | None
    quote: str
    moved: int


class EarlierDue(Struct, frozen=True):
    """What an earlier notice says of the same matter: its title, its item, and the due dates that the later one does not give."""

    notice: str
    item: Link
    dues: tuple[DueDay, ...]


class DueItem(Struct, frozen=True):
    """An item with its due dates in one group; `before`: the items of earlier notices that it stands for, earliest first."""

    line: ItemLine
    dues: tuple[DueDay, ...]
    before: tuple[EarlierDue, ...]


class DueGroup(Struct, frozen=True, kw_only=True):
    """Items whose time has passed, or is due in a month; `month` as 2026-11, for the script that knows today."""

    anchor: str
    heading: str
    explanation: str | None
    month: str | None
    items: tuple[DueItem, ...]
    rest: Rest | None = None

    @property
    def total(self) -> int:
        return self.rest.total if self.rest else len(self.items)


class DueMonth(Struct, frozen=True, kw_only=True):
    """A month as a calendar: weeks of seven (day, how many due dates), None beside the month."""

    month: str
    heading: str
    url: str
    weeks: tuple[tuple[tuple[int, int] | None, ...], ...]


class DuesPage(Struct, frozen=True, kw_only=True):
    """All groups, or one alone on a page of its own."""

    groups: tuple[DueGroup, ...]
    plot: Plot | None
    months: tuple[DueMonth, ...]
    pages: Pagination | None = None
    calendars: tuple[Link, ...] = ()


class CohortColumn(Struct, frozen=True, kw_only=True):
    """How the items of a year stood at an age: what the organs say and what others verified, each of `items`, never added."""

    label: str
    anchor: str
    url: str
    items: int
    counts: tuple[Count, ...]
    groups: tuple[ItemGroup, ...]


class CohortLine(Struct, frozen=True, kw_only=True):
    year: Link
    items: int
    url: str
    columns: tuple[CohortColumn, ...]


class CohortsPage(Struct, frozen=True):
    lines: tuple[CohortLine, ...]


class CohortPage(Struct, frozen=True):
    """A year. `long`: its items stand in lists of their own, and only some of those of now on the page."""

    title: str
    columns: tuple[CohortColumn, ...]
    long: bool


class WindowBar(Struct, frozen=True):
    """A notice with its window on the calendar of its group; None where there is nothing to draw."""

    line: NoticeLine
    bar: Bar | None


class WindowGroup(Struct, frozen=True, kw_only=True):
    """Notices whose windows are in one state. `empty`: what is said while there are none; None: nothing, the group is hidden."""

    code: str
    heading: str
    empty: str | None
    span: MonthSpan | None
    lines: tuple[WindowBar, ...]
    rest: Rest | None = None

    @property
    def total(self) -> int:
        return self.rest.total if self.rest else len(self.lines)


class WindowsPage(Struct, frozen=True):
    """Groups in order: open (closing soonest first), past, unstated, none; or one alone on a page of its own.

    calendars  those of years that the first calendar has not
    """

    groups: tuple[WindowGroup, ...]
    pages: Pagination | None = None
    calendars: tuple[Link, ...] = ()


class DocumentLine(Struct, frozen=True, kw_only=True):
    name: str
    sentence: str
    places: tuple[Link, ...]
    organ: str | None


class DocumentGroup(Struct, frozen=True, kw_only=True):
    """Documents with which the same was done."""

    code: str
    label: str
    lines: tuple[DocumentLine, ...]
    rest: Rest | None = None

    @property
    def total(self) -> int:
        return self.rest.total if self.rest else len(self.lines)


class DocumentsPage(Struct, frozen=True):
    """Documents by act, of which the first is open on the page; or those of one act."""

    groups: tuple[DocumentGroup, ...]
    pages: Pagination | None = None


class ThemesPage(Struct, frozen=True):
    lines: tuple[tuple[Link, str, int], ...]


class ThemePage(Struct, frozen=True):
    title: str
    description: str | None
    lines: tuple[ItemLine, ...]
    pages: Pagination | None


class ChangesPage(Struct, frozen=True):
    """The newest changes, or those of a month; each with the title of its notice. `months`: all that have one, with their numbers."""

    lines: tuple[tuple[Change, Link], ...]
    months: tuple[tuple[Link, int], ...] = ()
    pages: Pagination | None = None


class SearchPage(Struct, frozen=True, kw_only=True):
    """The search page; its links replace the form where scripts are off. `samples`: questions that find something here."""

    bundle: str
    samples: tuple[Link, ...]
    years: tuple[Link, ...]
    statuses: tuple[Link, ...]
    organs: tuple[Link, ...]
    themes: tuple[Link, ...]
    titles: str


class TitlesPage(Struct, frozen=True, kw_only=True):
    """Every title, for the browser's own find: on one page, or, where that is too long, the newest and links to the years."""

    year: str | None
    years: tuple[tuple[Link, int], ...]
    notices: tuple[tuple[NoticeLine, tuple[Link, ...]], ...]
    pages: Pagination | None = None


class ExportLine(Struct, frozen=True):
    url: str
    name: str
    what: str


class CountLine(Struct, frozen=True, kw_only=True):
    """Something that is counted, its number, the files in which the same number is found, and where it is listed.

    parts   numbers that add up to it, each with the list of what it counts
    """

    what: str
    count: int
    where: str
    url: str
    of_items: bool = False
    parts: tuple[tuple[str, int, str], ...] = ()


class ColumnLine(Struct, frozen=True, kw_only=True):
    table: str
    name: str
    type: str
    chinese: str
    english: str


class DataPage(Struct, frozen=True, kw_only=True):
    exports: tuple[ExportLine, ...]
    counts: tuple[CountLine, ...]
    notices: tuple[Link, ...]
    records: int
    years: tuple[tuple[Link, int], ...]
    columns: tuple[ColumnLine, ...]
    schemas: tuple[Link, ...]


class RecordsPage(Struct, frozen=True):
    """Links to the JSON of a year's notices."""

    notices: tuple[Link, ...]
    pages: Pagination | None


class DefinitionsPage(Struct, frozen=True, kw_only=True):
    statuses: tuple[tuple[StatusView, str], ...]
    marks: tuple[tuple[MarkView, str], ...]
    bases: tuple[tuple[str, str, str], ...]
    windows: tuple[tuple[str, str, str], ...]


class TextPageView(Struct, frozen=True):
    title: str
    body: Html


class NotFoundPage(Struct, frozen=True):
    links: tuple[Link, ...]


class RedirectPage(Struct, frozen=True):
    to: str
