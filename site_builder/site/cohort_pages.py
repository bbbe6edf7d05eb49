"""Cards → `/cohorts/`: items by the year of their inspection, and how they stood one, two … years after its feedback.

What the organ says (已完成) and what another body has verified (已销号) are two counts, with the items they are counted of;
they are never added, and no organ is compared with another.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec.structs import replace

from site_builder.records.vocabulary import STATUSES, Status
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, fitted
from site_builder.site.rows import item_groups, item_line
from site_builder.unit.cards import Brief, ItemCard, added, history_of
from site_builder.unit.cohorts import age_on, anniversary, count_at, status_at
from site_builder.views.shared_views import status_view
from site_builder.views.site_view_models import CohortColumn, CohortLine, CohortPage, CohortsPage, ItemGroup, ItemLine
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


class _List(NamedTuple):
    """A list of items of a long year: at an age, all or those of a status."""

    age: _Age
    status: Status | Literal[""] = ""

    @property
    def anchor(self) -> str:
        if self.status:
            return f"{self.age.anchor}-{self.status}"
        return self.age.anchor if self.age.years else "all"

    @property
    def title(self) -> str:
        return f"{self.age.label}，{STATUSES[self.status]}" if self.status else f"{self.age.label}，全部事项"


class Cohorts(PageMaker):
    """Items of notices whose inspection has a day of feedback."""

    @cached_property
    def counted(self) -> list[Brief]:
        return [card for card in self.cards if card.feedback and card.counts.problems]

    def by_year(self) -> list[tuple[str, list[Brief]]]:
        """Years of feedback, newest first, each with its notices."""
        found: dict[str, list[Brief]] = {}
        for card in self.counted:
            found.setdefault((card.feedback or "")[:4], []).append(card)
        return sorted(found.items(), reverse=True)

    def ages(self, cards: Sequence[Brief]) -> tuple[tuple[str, int], ...]:
        """How many whole years have passed since each feedback: what these pages depend on of the day."""
        return tuple((card.slug, self._age(card)) for card in cards)

    def _age(self, card: Brief) -> int:
        feedback = card.feedback or ""
        if feedback not in self._known:  # an archive has many notices and few feedbacks
            self._known[feedback] = age_on(feedback, self.site.day)
        return self._known[feedback]

    @cached_property
    def _known(self) -> dict[str, int]:
        return {}

    def cohorts(self) -> Iterator[Page]:
        """The table of all years."""
        lines = []
        for year, cards in self.by_year():
            here = self.routes.cohort(year)
            items = sum(card.counts.problems for card in cards)
            columns = tuple(self._columns(year, cards))
            lines.append(CohortLine(year=Link(here, f"{year}年"), items=items, url=columns[-1].url, columns=columns))
        if lines:
            about, url = "按巡察、审计、督察反馈的年份，看事项一年、两年后怎样。", self.routes.page("cohorts")
            yield self.column("cohorts", url, "按反馈年份", about, CohortsPage(tuple(lines)))

    def cohort(self, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        """A year: the items that its numbers count. Where these are too many, they stand in lists of their own."""
        url, title = self.routes.cohort(year), f"{year}年反馈的巡察、审计、督察"
        columns = self._columns(year, cards)
        lists: dict[_List, list[ItemLine]] = {}
        if self._is_long(cards):
            lists = self._lists(cards)
            now = (
                ItemGroup(key.anchor, status_view(key.status), None, tuple(v))
                for key, v in lists.items()
                if key.status and not key.age.years
            )
            columns[-1] = replace(columns[-1], groups=fitted(tuple(now), url, *ROOM.of_items))
        else:
            columns = [
                replace(c, groups=self._listed(cards, age)) for c, age in zip(columns, self._ages(cards), strict=True)
            ]
        crumbs = [("按反馈年份", self.routes.page("cohorts"))]
        view = CohortPage(title, tuple(columns), long=bool(lists))
        yield self.column("cohort", url, title, f"{title}：事项后来怎样。", view, crumbs=crumbs)
        for key, lines in lists.items():
            named = f"{title}：{key.title}"
            yield from self.list_pages(lines, f"{url}{key.anchor}/", named, [*crumbs, (title, url)])

    def _columns(self, year: str, cards: Sequence[Brief]) -> list[CohortColumn]:
        """A column for each age that a notice has reached, and now: its numbers, which the briefs have."""
        long, columns = self._is_long(cards), []
        url = self.routes.cohort(year) + ("" if long else "#")
        end = "/" if long else ""
        for age in self._ages(cards):
            own = self._reached(cards, age)
            found = added(_numbers(card, age.years) for card in own)
            whole = _List(_Age(None) if len(own) == len(cards) else age).anchor if long else age.anchor
            columns.append(
                CohortColumn(
                    label=age.label,
                    anchor=age.anchor,
                    url=f"{url}{whole}{end}",
                    items=sum(card.counts.problems for card in own),
                    counts=tuple((status_view(s), found[s], f"{url}{age.anchor}-{s}{end}") for s in COUNTED),
                    groups=(),
                )
            )
        return columns

    def _is_long(self, cards: Sequence[Brief]) -> bool:
        """Whether the items of all ages have not room on one page."""
        return sum(card.counts.problems * (1 + self._age(card)) for card in cards) > 2 * ROOM.lines

    def _lists(self, cards: Sequence[Brief]) -> dict[_List, list[ItemLine]]:
        """The items behind the numbers of a long year: all, those of each status now, and at each age those done and closed.

        An age that not all notices have reached has a list of the items that have.
        """
        ages = self._ages(cards)
        partly = {age.years for age in ages if len(self._reached(cards, age)) < len(cards)}
        found: dict[_List, list[ItemLine]] = {_List(_Age(None)): []}
        found |= {_List(_Age(None), code): [] for code in STATUSES}
        for card in cards:
            for item in self.site.opened(card).items:
                line = item_line(card, item)
                found[_List(_Age(None))].append(line)
                found[_List(_Age(None), item.status)].append(line)
                for years in range(1, self._age(card) + 1):
                    then = _at(item, card, years)
                    if then.status in COUNTED:
                        found.setdefault(_List(_Age(years), then.status), []).append(item_line(card, then))
                    if years in partly:
                        found.setdefault(_List(_Age(years)), []).append(line)
        return {key: lines for key, lines in found.items() if lines}

    def _reached(self, cards: Sequence[Brief], age: _Age) -> list[Brief]:
        return [card for card in cards if age.years is None or self._age(card) >= age.years]

    def _ages(self, cards: Sequence[Brief]) -> list[_Age]:
        oldest = max(self._age(card) for card in cards)
        return [*(_Age(years) for years in range(1, oldest + 1)), _Age(None)]

    def _listed(self, cards: Sequence[Brief], age: _Age) -> tuple[ItemGroup, ...]:
        """The items behind a column, by status."""
        pairs = [
            (card, _at(item, card, age.years))
            for card in self._reached(cards, age)
            for item in self.site.opened(card).items
        ]
        return item_groups(pairs, f"{age.anchor}-")


def _numbers(card: Brief, years: int | None) -> dict[Status, int]:
    """How many items of a notice were reported as done, and verified, at an age or now."""
    if years is None:
        return {code: card.counts.statuses.get(code, 0) for code in COUNTED}
    count = count_at(card.ages, years)
    return {"done": count.done, "closed": count.closed}


def _at(item: ItemCard, card: Brief, years: int | None) -> ItemCard:
    """The item as it stood so many years after the feedback, by what had been published."""
    if years is None:
        return item
    end = anniversary(card.feedback or "", years)
    status = status_at(history_of(item), end, card.published)
    return replace(item, status=status, continuing=False, suggested=False, marks=(), known="", as_of=str(end))
