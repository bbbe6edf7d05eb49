"""The groups of all pages that are not of one notice."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from site_builder.records.vocabulary import MARKS
from site_builder.rendering.render import Output, Page
from site_builder.site.change_pages import ChangeLists
from site_builder.site.cohort_pages import Cohorts
from site_builder.site.document_pages import Documents
from site_builder.site.due_pages import Dues
from site_builder.site.fixed_pages import FixedPages
from site_builder.site.list_pages import Lists
from site_builder.site.mark_pages import MarkedItems
from site_builder.site.organ_pages import Organs
from site_builder.site.site_context import Group, SiteContext
from site_builder.site.title_pages import TitleLists
from site_builder.site.window_pages import Windows
from site_builder.unit.aspects import Aspect
from site_builder.unit.cards import Brief
from site_builder.views.page_frame import Frame


def page_groups(site: SiteContext, frame: Frame) -> Iterator[Group]:
    """The groups of all pages but those of notices and data, each with its dependencies."""
    lists = Lists(site, frame)
    yield from _notices(site, lists)
    yield from _marks(MarkedItems(site, frame))
    yield from _organs(site, Organs(site, frame))
    yield from _cohorts(Cohorts(site, frame))
    yield from _days(site, Windows(site, frame), Dues(site, frame))
    documents = Documents(site, frame)
    yield _group("documents", documents.naming, ("documents",), documents.documents)
    yield _group("themes", lists.themed, ("items",), lists.themes, kinds=("themes", "theme"))
    yield from _changes(site, ChangeLists(site, frame))
    yield from _fixed(site, frame)


def _group(
    name: str,
    cards: Sequence[Brief],
    reads: tuple[Aspect, ...],
    make: Callable[[], Iterable[Page | Output]],
    *,
    kinds: tuple[str, ...] = (),
    parameters: tuple[Any, ...] = (),
) -> Group:
    """A group whose pages read the briefs of their cards.

    Takes   name, cards, make, parameters: as Group
            reads: aspects of the cards beside the brief
            kinds: of its pages, where these are not of one kind that has the group's name
    """
    return Group(
        name=name,
        cards=cards,
        reads=("brief", *reads),
        make=make,
        templates=tuple(f"pages/{kind}.html" for kind in kinds or (name,)),
        parameters=parameters,
    )


def _counts(site: SiteContext) -> tuple[tuple[str, int], ...]:
    """How many notices there are of each year."""
    return tuple((year, len(own)) for year, own in site.years)


def _notices(site: SiteContext, lists: Lists) -> Iterator[Group]:
    cards, counts = site.public, _counts(site)
    yield _group("home", cards, ("changes",), lambda: [lists.home()])
    yield _group("notices", cards, (), lambda: [lists.notices()])
    yield _group("status", cards, ("items",), lists.statuses)
    for year, own in site.years:
        yield _group(
            f"notices/{year}", own, (), partial(lists.notices_of, year, own), kinds=("notices",), parameters=counts
        )
        yield _group(f"status/{year}", own, ("items",), partial(lists.statuses_of, year, own), kinds=("status",))


def _marks(marks: MarkedItems) -> Iterator[Group]:
    for mark in MARKS:
        own, others = marks.having(mark), marks.counts
        make = partial(marks.mark, mark, own)
        yield _group(f"marks/{mark}", own, ("items",), make, kinds=("mark",), parameters=others)
        for year, some in marks.years(mark):
            make = partial(marks.mark_of, mark, year, some)
            yield _group(f"marks/{mark}/{year}", some, ("items",), make, kinds=("mark",), parameters=others)


def _organs(site: SiteContext, organs: Organs) -> Iterator[Group]:
    """Organs, and the inspections that they were in."""
    yield _group("organs", site.public, (), organs.organs)
    for key, organ in site.organs.items():
        own = site.by_organ.get(key, [])
        yield _group(
            f"organs/{key}",
            own,
            ("items",),
            partial(organs.organ, key, organ, own),
            kinds=("organ", "items", "notices"),
            parameters=tuple(site.organs),
        )
    inspected = list(organs.inspected())
    yield _group("inspections", [card for *_, own in inspected for card in own], (), organs.inspections)
    for key, record, own in inspected:
        make = partial(organs.inspection, key, record, own)
        yield _group(f"inspections/{key}", own, ("items",), make, kinds=("inspection", "items", "notices"))


def _cohorts(cohorts: Cohorts) -> Iterator[Group]:
    yield _group("cohorts", cohorts.counted, (), cohorts.cohorts, parameters=cohorts.ages(cohorts.counted))
    for year, own in cohorts.by_year():
        yield _group(
            f"cohorts/{year}",
            own,
            ("items", "entries"),
            partial(cohorts.cohort, year, own),
            kinds=("cohort", "items"),
            parameters=cohorts.ages(own),
        )


def _days(site: SiteContext, windows: Windows, dues: Dues) -> Iterator[Group]:
    """Publication windows and due dates."""
    yield _group("windows", site.public, (), lambda: [windows.windows()])
    for (code, year), own in windows.long.items():
        make = partial(windows.windows_of, code, year, own)
        yield _group(f"windows/{code}/{year}", own, (), make, kinds=("windows",))
    yield _group("due", dues.due, ("items", "dues"), lambda: [dues.dues()])
    for name, own in dues.long().items():
        yield _group(f"due/{name}", own, ("items", "dues"), partial(dues.dues_of, name), kinds=("due",))


def _changes(site: SiteContext, changes: ChangeLists) -> Iterator[Group]:
    yield _group("changes", site.public, ("changes",), changes.changes)
    for month, own in changes.by_month.items():
        yield _group(
            f"changes/{month}",
            own,
            ("changes",),
            partial(changes.changes_of, month, own, changes.paged),
            kinds=("changes",),
            parameters=(changes.paged,),
        )


def _fixed(site: SiteContext, frame: Frame) -> Iterator[Group]:
    """Search, the titles that a reader without scripts searches, pages of text, and what is the same on every site."""
    prose, titles = FixedPages(site, frame), TitleLists(site, frame)
    searched = (_counts(site), tuple(site.organs), prose.samples(), frame.search_scripts)
    yield _group("search", (), (), lambda: [prose.search()], parameters=searched)
    yield _group("titles", site.public, ("titles",), lambda: [titles.titles()])
    for year, own in titles.years:
        yield _group(f"titles/{year}", own, ("titles",), partial(titles.titles_of, year, own), kinds=("titles",))
    for name, view, crumbs in prose.texts():
        made = partial(prose.text, name, view, crumbs)
        yield _group(f"texts/{name}", (), (), made, kinds=("text",), parameters=(view.title, view.body, crumbs))
    rest = ("definitions", "notfound", "follow", "redirect")
    yield _group("fixed pages", (), (), prose.rest, kinds=rest, parameters=(*site.redirects,))
