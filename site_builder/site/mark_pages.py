"""Cards → the pages of each mark: the newest items that have it, and, where these are not all, those of each year."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from site_builder.records.vocabulary import MARKS, Mark
from site_builder.rendering.render import Page
from site_builder.site.fixed_pages import FixedPages
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, by_age
from site_builder.site.rows import by_year, item_line, with_each, year_label
from site_builder.unit.cards import Brief, added
from site_builder.views.routes import below
from site_builder.views.shared_views import mark_view
from site_builder.views.site_view_models import ItemLine, MarkCount, MarkPage, Pagination
from site_builder.views.view_models import Link


class MarkedItems(PageMaker):
    """Items by mark, newest first; whoever is listed here is not ranked."""

    @cached_property
    def counts(self) -> tuple[MarkCount, ...]:
        found = added(card.counts.marks for card in self.cards)
        return tuple((mark_view(mark), found[mark], self.routes.mark(mark)) for mark in MARKS)

    def having(self, mark: Mark) -> list[Brief]:
        """The notices with an item that has the mark."""
        return self._having.get(mark, [])

    @cached_property
    def _having(self) -> dict[Mark, list[Brief]]:
        return with_each((card, (mark for mark, number in card.counts.marks.items() if number)) for card in self.cards)

    def years(self, mark: Mark) -> list[tuple[str, list[Brief]]]:
        """The years with pages of their own, each with its notices; none as long as all items stand on one page."""
        own = self.having(mark)
        few = sum(card.counts.marks[mark] for card in own) <= 2 * ROOM.items
        return [] if few else by_year(own)

    def mark(self, mark: Mark, cards: Sequence[Brief]) -> Iterator[Page]:
        """The newest items with the mark. Takes   cards: the notices that have any"""
        counted = {card.slug: card.counts.marks[mark] for card in cards}
        lines, years = self.newest_items(counted, lambda item: mark in item.marks)
        more = len(lines) < sum(years.values())
        links = [(Link(below(self.routes.mark(mark), year), year_label(year)), n) for year, n in years.items()]
        view = self._view(mark, lines, years=tuple(links) if more else (), total=sum(years.values()))
        yield self._page(mark, "", self.routes.mark(mark), view)

    def mark_of(self, mark: Mark, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        """The items of a year. Takes   cards: the notices of the year that have any"""
        lines = [item_line(card, item) for card in cards for item in self.site.items(card) if mark in item.marks]
        for part in by_age(lines, below(self.routes.mark(mark), year), ROOM.items):
            suffix = f"（{year_label(year)}）{part.suffix}"
            view = self._view(mark, part.lines, year=year, total=len(lines), pages=part.pages)
            yield self._page(mark, suffix, part.url, view)

    def _view(
        self,
        mark: Mark,
        lines: Sequence[ItemLine],
        *,
        total: int,
        year: str | None = None,
        years: tuple[tuple[Link, int], ...] = (),
        pages: Pagination | None = None,
    ) -> MarkPage:
        """Takes   as `MarkPage`"""
        return MarkPage(
            mark=mark_view(mark),
            explanation=FixedPages(self.site, self.frame).meaning(mark),
            others=self.counts,
            year=year,
            years=years,
            total=total,
            lines=tuple(lines),
            pages=pages,
        )

    def _page(self, mark: Mark, suffix: str, url: str, view: MarkPage) -> Page:
        title = f"标记：{MARKS[mark]}"
        crumbs = [(title, self.routes.mark(mark))] if view.year else ()
        return self.column("mark", url, title + suffix, view.explanation, view, crumbs=crumbs)
