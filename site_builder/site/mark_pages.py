"""Cards → a page for each mark: all items that have it."""

from collections.abc import Iterator, Sequence

from site_builder.records.vocabulary import MARKS, Mark
from site_builder.rendering.render import Page
from site_builder.site.fixed_pages import FixedPages
from site_builder.site.page_making import PageMaker
from site_builder.site.rows import item_line
from site_builder.unit.cards import Brief, added
from site_builder.views.presenter import mark_view
from site_builder.views.site_view_models import MarkCount, MarkPage


class MarkedItems(PageMaker):
    """Items by mark, newest first; whoever is listed here is not ranked."""

    def counts(self) -> tuple[MarkCount, ...]:
        found = added(card.counts.marks for card in self.cards)
        return tuple((mark_view(mark), found[mark], self.routes.mark(mark)) for mark in MARKS)

    def having(self, mark: Mark) -> list[Brief]:
        """The notices with an item that has the mark."""
        return [card for card in self.cards if card.counts.marks.get(mark)]

    def mark(self, mark: Mark, cards: Sequence[Brief]) -> Iterator[Page]:
        lines = (item_line(card, item) for card in cards for item in self.site.items(card) if mark in item.marks)
        meaning = FixedPages(self.site, self.frame).meaning(mark)
        view = MarkPage(mark=mark_view(mark), explanation=meaning, others=self.counts(), lines=tuple(lines))
        title = f"标记：{MARKS[mark]}"
        yield self.column("mark", self.routes.mark(mark), title, meaning, view)
