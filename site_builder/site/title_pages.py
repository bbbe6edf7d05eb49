"""Cards → `/titles/`: every title, for browsers without the search; by year where one page is not enough."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, by_age
from site_builder.site.rows import notice_line, year_label
from site_builder.unit.cards import Brief
from site_builder.views.routes import below
from site_builder.views.site_view_models import NoticeLine, TitlesPage
from site_builder.views.view_models import Link

Titles = tuple[NoticeLine, tuple[Link, ...]]


class TitleLists(PageMaker):
    """Titles of notices with those of their items, newest first."""

    def titles(self) -> Page:
        url = self.routes.page("titles")
        room = self._fitting
        view = TitlesPage(
            year=None,
            years=tuple((Link(below(url, year), year_label(year)), len(own)) for year, own in self.years),
            notices=tuple(self._titles(self.cards[:room])),
        )
        return self.column("titles", url, "全部标题", "全部通报和事项的标题。", view)

    @cached_property
    def years(self) -> Sequence[tuple[str, list[Brief]]]:
        """The years with pages of their own; none as long as one page has all titles."""
        return self.site.years if self._fitting < len(self.cards) else ()

    @cached_property
    def _fitting(self) -> int:
        """How many of the newest notices have room on one page, at least one."""
        lines = accumulate(map(_lines, self.cards))
        return max(1, sum(1 for so_far in lines if so_far <= 2 * ROOM.lines))

    def titles_of(self, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        url, title = self.routes.page("titles"), f"{year_label(year)}的标题"
        for part in by_age(cards, below(url, year), ROOM.lines, _lines):
            view = TitlesPage(year=year, years=(), notices=tuple(self._titles(part.lines)), pages=part.pages)
            named = title + part.suffix
            yield self.column("titles", part.url, named, f"{named}。", view, crumbs=[("全部标题", url)])

    def _titles(self, cards: Sequence[Brief]) -> Iterator[Titles]:
        for card in cards:
            items = self.site.items(card)
            links = (Link(item.url, f"{item.number + '. ' if item.number else ''}{item.title}") for item in items)
            yield notice_line(card, self.routes), tuple(links)


def _lines(card: Brief) -> int:
    return 1 + card.counts.problems
