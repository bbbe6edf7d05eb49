"""Cards → `/cohorts/`: items by the year of their inspection, and how they stood one, two … years after its feedback.

What the organ says (已完成) and what another body has verified (已销号) are two counts, with the items they are counted of;
they are never added, and no organ is compared with another.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import Status
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.rows import item_groups
from site_builder.unit.cards import Brief, EntryCard, ItemCard
from site_builder.views.presenter import status_view
from site_builder.views.site_view_models import CohortColumn, CohortLine, CohortPage, CohortsPage
from site_builder.views.view_models import Link

COUNTED: tuple[Status, ...] = ("done", "closed")


class _Age(NamedTuple):
    """A column: so many years after the feedback; None: now."""

    years: int | None

    @property
    def label(self) -> str:
        return f"反馈后满 {self.years} 年" if self.years else "到现在"

    @property
    def anchor(self) -> str:
        return f"y{self.years}" if self.years else "now"


class Cohorts(PageMaker):
    """Items of notices whose inspection has a day of feedback."""

    @property
    def counted(self) -> list[Brief]:
        return [card for card in self.cards if card.feedback and card.counts.problems]

    def by_year(self) -> list[tuple[str, list[Brief]]]:
        """Years of feedback, newest first, each with its notices."""
        found: dict[str, list[Brief]] = {}
        for card in self.counted:
            found.setdefault((card.feedback or "")[:4], []).append(card)
        return sorted(found.items(), reverse=True)

    def ages(self) -> tuple[tuple[str, int], ...]:
        """How many whole years have passed since each feedback: what these pages depend on of the day."""
        return tuple((card.slug, self._age(card)) for card in self.counted)

    def _age(self, card: Brief) -> int:
        """Whole years since the feedback; a year or month counts from its last day."""
        day, since = self.site.day, PartialDate(card.feedback or "").latest
        return max(0, day.year - since.year - ((day.month, day.day) < (since.month, since.day)))

    def cohorts(self) -> Iterator[Page]:
        lines, url = [], self.routes.page("cohorts")
        for year, cards in self.by_year():
            columns = tuple(self._columns(year, cards))
            here = self.routes.cohort(year)
            items = sum(card.counts.problems for card in cards)
            lines.append(CohortLine(year=Link(here, f"{year}年"), items=items, url=f"{here}#now", columns=columns))
            title = f"{year}年反馈的巡察、审计、督察"
            about = f"{title}：事项后来怎样。"
            view = CohortPage(title=title, columns=columns)
            yield self.column("cohort", here, title, about, view, crumbs=[("按反馈年份", url)], long=True)
        if lines:
            about = "按巡察、审计、督察反馈的年份，看事项一年、两年后怎样。"
            yield self.column("cohorts", url, "按反馈年份", about, CohortsPage(tuple(lines)))

    def _columns(self, year: str, cards: Sequence[Brief]) -> Iterator[CohortColumn]:
        """A column for each age that an item has reached, and now."""
        here = self.routes.cohort(year)
        oldest = max(self._age(card) for card in cards)
        for age in [*(_Age(years) for years in range(1, oldest + 1)), _Age(None)]:
            pairs = [
                (card, _at(item, card, age.years))
                for card in cards
                if age.years is None or self._age(card) >= age.years
                for item in self.site.opened(card).items
            ]
            groups = item_groups(pairs, f"{age.anchor}-")
            sizes = {group.status.code: len(group.lines) for group in groups if group.status}
            counts = tuple((status_view(s), sizes.get(s, 0), f"{here}#{age.anchor}-{s}") for s in COUNTED)
            yield CohortColumn(
                label=age.label,
                anchor=age.anchor,
                url=f"{here}#{age.anchor}",
                items=len(pairs),
                counts=counts,
                groups=groups,
            )


def _at(item: ItemCard, card: Brief, years: int | None) -> ItemCard:
    """The item as it stood so many years after the feedback, by what had been published."""
    if years is None:
        return item
    since = PartialDate(card.feedback or "").latest
    end = date(since.year + years, since.month, min(since.day, 28) if since.month == 2 else since.day)
    status = _status(item.entries, end, card.published)
    return replace(item, status=status, continuing=False, suggested=False, marks=(), known="", as_of=str(end))


def _status(entries: Iterable[EntryCard], end: date, published: str | None) -> Status:
    """The last status of the whole item in words published until then."""
    said: Status = "unstated"
    for entry in entries:
        day = entry.as_of or published
        if entry.about is None and entry.status and day and PartialDate(day[:10]).latest <= end:
            said = entry.status
    return said
