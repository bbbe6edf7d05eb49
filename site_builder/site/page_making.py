"""What all classes that make site pages share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.rendering.render import Page
from site_builder.site.calendar_files import older_years
from site_builder.site.paging import ROOM, by_age
from site_builder.site.rows import item_line, year_label
from site_builder.site.site_context import SiteContext
from site_builder.unit.cards import ItemBrief
from site_builder.views.page_frame import Frame
from site_builder.views.routes import Routes
from site_builder.views.site_view_models import ItemGroup, ItemLine, ItemsPage
from site_builder.views.view_models import Layout, Link


class PageMaker:
    """Makes pages of the site, each a function of the site context and the frame alone."""

    def __init__(self, site: SiteContext, frame: Frame):
        self.site = site
        self.frame = frame
        self.routes: Routes = frame.routes
        self.cards = site.public

    def page(
        self, kind: str, url: str, title: str, description: str, view: Struct, long: bool = False, **more: object
    ) -> Page:
        """A page.

        Takes   kind: the name of its template
                url: rooted path
                title, description: of its head
                view: what the template shows
                long: whether it is rendered piece by piece
                more: of `Frame.layout`
        """
        layout: Layout = self.frame.layout(kind, url, title, description, **more)  # type: ignore[arg-type]
        return Page(self.routes.file(url), f"pages/{kind}.html", layout, view, long)

    def column(self, kind: str, url: str, title: str, description: str, view: Struct, **more: Any) -> Page:
        """A page that lists others. Takes   as `page`"""
        metas = self.frame.column_metas(title, description, f"整改,{title}")
        return self.page(kind, url, title, description, view, metas=metas, **more)

    def newest_items(
        self, counted: Mapping[str, int], wanted: Callable[[ItemBrief], bool]
    ) -> tuple[tuple[ItemLine, ...], dict[str, int]]:
        """The newest items of a kind, as many as a page has, and how many there are in each year.

        Takes   counted: slug → how many a notice has, of those that have any
                wanted: whether an item is one
        """
        lines: list[ItemLine] = []
        years: dict[str, int] = {}
        for card in self.cards:
            if card.slug in counted:
                years[card.year] = years.get(card.year, 0) + counted[card.slug]
                if len(lines) < 2 * ROOM.items:
                    lines += [item_line(card, item) for item in self.site.items(card) if wanted(item)]
        return tuple(lines[: 2 * ROOM.items]), years

    def own_pages(
        self,
        groups: Sequence[ItemGroup],
        shown: Sequence[ItemGroup],
        url: str,
        title: str,
        crumbs: Sequence[tuple[str, str]],
    ) -> Iterator[Page]:
        """The lists of the groups that a page has not room for.

        Takes   groups, shown: whole, and as the page shows them
                url, title: of the page
                crumbs: of these lists
        """
        for group, part in zip(groups, shown, strict=True):
            if part.rest:
                label = group.status or group.mark
                named = f"{title}：{label.label if label else ''}"
                for each in by_age(group.lines, f"{url}{group.anchor}/", ROOM.items):
                    view = ItemsPage(lines=each.lines, pages=each.pages)
                    yield self.column("items", each.url, named + each.suffix, f"{named}的事项。", view, crumbs=crumbs)

    def list_pages(
        self, lines: Sequence[ItemLine], url: str, title: str, crumbs: Sequence[tuple[str, str]]
    ) -> Iterator[Page]:
        """A list of items in a line each. Takes   lines: all; url, title, crumbs: of its first page"""
        for each in by_age(lines, url, ROOM.lines):
            view = ItemsPage(lines=each.lines, pages=each.pages, brief=True)
            yield self.column("items", each.url, title + each.suffix, f"{title}。", view, crumbs=crumbs)

    def calendars(self, name: str) -> tuple[Link, ...]:
        """The calendars of years that the first one has not, newest first. Takes   name: windows or due"""
        return tuple(
            Link(self.routes.to(f"{name}-{year}.ics"), year_label(year)) for year in older_years(self.site, name)
        )

    def year_links(self) -> tuple[tuple[Link, int], ...]:
        return tuple((Link(self.routes.year(year), year_label(year)), len(cards)) for year, cards in self.site.years)
