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
from site_builder.site.rows import by_year
from site_builder.site.site_context import Group, SiteContext
from site_builder.site.title_pages import TitleLists
from site_builder.site.window_pages import Windows
from site_builder.unit.aspects import Aspect
from site_builder.unit.cards import Brief
from site_builder.views.page_frame import Frame


def page_groups(site: SiteContext, frame: Frame) -> Iterator[Group]:
    """The groups of all pages but those of notices and data, each with its dependencies."""
    lists, institutions, prose = Lists(site, frame), Organs(site, frame), FixedPages(site, frame)
    cards = site.public

    def group(
        name: str,
        own: Sequence[Brief],
        reads: tuple[Aspect, ...],
        make: Callable[[], Iterable[Page | Output]],
        *,
        kinds: tuple[str, ...] = (),
        parameters: tuple[Any, ...] = (),
    ) -> Group:
        """Takes   as Group; kinds: of its pages, where these are not of one kind that has the group's name"""
        return Group(
            name=name,
            cards=own,
            reads=("brief", *reads),
            make=make,
            templates=tuple(f"pages/{kind}.html" for kind in kinds or (name,)),
            parameters=parameters,
        )

    years = by_year(cards)
    counts = tuple((year, len(own)) for year, own in years)
    organs = tuple(site.organs)
    yield group("home", cards, ("changes",), lambda: [lists.home()])
    yield group("notices", cards, (), lambda: [lists.notices()])
    yield group("status", cards, ("items",), lists.statuses)
    for year, own in years:
        yield group(
            f"notices/{year}", own, (), partial(lists.notices_of, year, own), kinds=("notices",), parameters=counts
        )
        yield group(f"status/{year}", own, ("items",), partial(lists.statuses_of, year, own), kinds=("status",))
    marks = MarkedItems(site, frame)
    for mark in MARKS:
        own, others = marks.having(mark), marks.counts
        yield group(
            f"marks/{mark}", own, ("items",), partial(marks.mark, mark, own), kinds=("mark",), parameters=others
        )
        for year, some in marks.years(mark):
            make = partial(marks.mark_of, mark, year, some)
            yield group(f"marks/{mark}/{year}", some, ("items",), make, kinds=("mark",), parameters=others)
    yield group("organs", cards, (), institutions.organs)
    for key, organ in site.organs.items():
        own = site.by_organ.get(key, [])
        yield group(
            f"organs/{key}",
            own,
            ("items",),
            partial(institutions.organ, key, organ, own),
            kinds=("organ", "items", "notices"),
            parameters=organs,
        )
    inspected = list(institutions.inspected())
    yield group("inspections", [card for *_, own in inspected for card in own], (), institutions.inspections)
    for key, record, own in inspected:
        make = partial(institutions.inspection, key, record, own)
        yield group(f"inspections/{key}", own, ("items",), make, kinds=("inspection", "items", "notices"))
    cohorts = Cohorts(site, frame)
    yield group("cohorts", cohorts.counted, (), cohorts.cohorts, parameters=cohorts.ages(cohorts.counted))
    for year, own in cohorts.by_year():
        yield group(
            f"cohorts/{year}",
            own,
            ("items", "entries"),
            partial(cohorts.cohort, year, own),
            kinds=("cohort", "items"),
            parameters=cohorts.ages(own),
        )
    windows, dues = Windows(site, frame), Dues(site, frame)
    yield group("windows", cards, (), lambda: [windows.windows()])
    for (code, year), own in windows.long.items():
        yield group(f"windows/{code}/{year}", own, (), partial(windows.windows_of, code, year, own), kinds=("windows",))
    yield group("due", dues.due, ("items", "dues"), lambda: [dues.dues()])
    for name, own in dues.long().items():
        yield group(f"due/{name}", own, ("items", "dues"), partial(dues.dues_of, name), kinds=("due",))
    documents = Documents(site, frame)
    yield group("documents", documents.naming, ("documents",), documents.documents)
    yield group("themes", lists.themed, ("items",), lists.themes, kinds=("themes", "theme"))
    changes = ChangeLists(site, frame)
    yield group("changes", cards, ("changes",), changes.changes)
    for month, own in changes.by_month.items():
        yield group(
            f"changes/{month}",
            own,
            ("changes",),
            partial(changes.changes_of, month, own, changes.paged),
            kinds=("changes",),
            parameters=(changes.paged,),
        )
    yield group(
        "search", (), (), lambda: [prose.search()], parameters=(counts, organs, prose.samples(), frame.search_scripts)
    )
    titles = TitleLists(site, frame)
    yield group("titles", cards, ("titles",), lambda: [titles.titles()])
    for year, own in titles.years:
        yield group(f"titles/{year}", own, ("titles",), partial(titles.titles_of, year, own), kinds=("titles",))
    for name, view, crumbs in prose.texts():
        made = partial(prose.text, name, view, crumbs)
        yield group(f"texts/{name}", (), (), made, kinds=("text",), parameters=(view.title, view.body, crumbs))
    rest = ("definitions", "notfound", "follow", "redirect")
    yield group("fixed pages", (), (), prose.rest, kinds=rest, parameters=(*site.redirects,))
