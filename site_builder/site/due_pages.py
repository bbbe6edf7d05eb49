"""Cards → `/due/`: what is due, on a line, as months of a calendar and as a list. It depends on no day: a script shows today."""

import re
from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import MARKS, Mark
from site_builder.rendering.render import Page
from site_builder.site.due_matters import DueMatters
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, Slice, by_age, cut, in_order
from site_builder.site.rows import item_line, with_each
from site_builder.unit.cards import Brief, DueCard, ItemCard, added, unanswered
from site_builder.views.plot import Labelled, Plot, plot_of
from site_builder.views.routes import below
from site_builder.views.shared_views import EXPLANATIONS, day_label
from site_builder.views.site_view_models import DueDay, DueGroup, DueItem, DueMonth, DuesPage, EarlierDue, Rest
from site_builder.views.view_models import Link

CALENDARS = 6  # months that are drawn, from the first in which something is due
_PASSED: dict[str, str] = {"lapsed": "时限已过", "overdue": "逾期"}
_COMING = "coming"
_MEASURE = re.compile(r"m([0-9]{1,6})")
_ABOUT = "原文载明的整改时限：已过的、本月的和以后的。"


class _Place(NamedTuple):
    """A group of the page: a state whose time has passed, or a month that comes; `months`: of its items, as in `Counts.dues`."""

    state: str
    months: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return self.state != _COMING

    @property
    def anchor(self) -> str:
        return self.state if self.passed else f"due-{self.months[0]}"

    @property
    def mark(self) -> Mark:
        return "lapsed" if self.state == "lapsed" else "overdue"

    def keys(self) -> set[str]:
        return {f"{self.state}/{month}" for month in self.months}


class _Due(NamedTuple):
    card: Brief
    item: ItemCard
    due: DueCard

    @property
    def last(self) -> PartialDate:
        return PartialDate(self.due.by)

    @property
    def month(self) -> str:
        return f"{self.last.latest:%Y-%m}"


class Dues(PageMaker):
    """Due dates that are not answered: passed, overdue, and coming month by month."""

    @cached_property
    def due(self) -> list[Brief]:
        """The notices with due dates."""
        return [card for card in self.cards if card.counts.dues]

    @cached_property
    def matters(self) -> DueMatters:
        return DueMatters(self.due)

    def dues(self) -> Page:
        places = self._places()
        sizes = [self._size(place) for place in places]
        shown = cut(sizes, *ROOM.of_dues)
        groups = [
            self._group(place, self._items(place, most), self._rest(place, size, most))
            for place, size, most in zip(places, sizes, shown, strict=True)
        ]
        coming = [place for place in places if not place.passed]
        if sum(sizes) > ROOM.of_dues[0]:
            coming = coming[:CALENDARS]
        view = DuesPage(
            groups=tuple(groups),
            plot=self._plot(places, groups),
            months=tuple(self._calendars(coming)),
            calendars=self.calendars("due"),
        )
        url = self.routes.page("due")
        return self.column("due", url, "整改时限", _ABOUT, view, scripts=self.frame.calendar_scripts)

    @cached_property
    def _counts(self) -> Counter[str]:
        return added(card.counts.dues for card in self.due) - self.matters.counts

    def _places(self) -> list[_Place]:
        months: dict[str, list[str]] = {}
        for key in sorted(self._counts):
            state, month = key.split("/")
            months.setdefault(state, []).append(month)
        passed = [_Place(state, tuple(months[state])) for state in _PASSED if state in months]
        return passed + [_Place(_COMING, (month,)) for month in months.get(_COMING, ())]

    def _size(self, place: _Place) -> int:
        return sum(self._counts[key] for key in place.keys())  # noqa: SIM118

    def _found(self, place: _Place) -> list[_Due]:
        """The due dates of a group: of items that are listed in its months, whether these say when or what is late."""
        keys = place.keys()
        found = [
            _Due(card, item, due)
            for card in self.due
            if not keys.isdisjoint(card.counts.dues)
            for item in self.site.opened(card).items
            if (card.slug, item.id) not in self.matters.folded
            for due in item.due
            if due.state == place.state
        ]
        first: dict[str, str] = {}
        for each in found:
            first[each.item.url] = min(each.month, first.get(each.item.url, each.month))
        kept = [each for each in found if (first[each.item.url] if place.passed else each.month) in place.months]
        return sorted(kept, key=lambda each: (each.last.latest, each.item.url, each.due.about or ""))

    def _items(self, place: _Place, most: int | None = None) -> list[DueItem]:
        """An item once, with all its due dates of the group: what has passed latest first, what comes soonest first.

        Takes   most: how many; only the notices that have these are read
        """
        if most is not None and place.passed:
            place = self._latest(place, most)
        own: dict[str, list[_Due]] = {}
        for each in self._found(place) if most != 0 else ():
            own.setdefault(each.item.url, []).append(each)
        lists = list(own.values())
        if place.passed:
            lists.sort(key=lambda dues: dues[0].last.latest, reverse=True)
        return [
            DueItem(
                item_line(each[0].card, each[0].item),
                tuple(_day(due.due) for due in each),
                tuple(self._before(each[0].card, each[0].item)),
            )
            for each in lists[:most]
        ]

    def _before(self, card: Brief, item: ItemCard) -> Iterator[EarlierDue]:
        """The items of earlier notices that one stands for."""
        given = {due.by for due in unanswered(item.due)}
        for slug, place in self.matters.below.get((card.slug, item.id), ()):
            notice = self.matters.cards[slug]
            found = next(each for each in self.site.opened(notice).items if each.id == place)
            name = f"第{found.number}项" if found.number else found.title
            others = tuple(_day(due) for due in unanswered(found.due) if due.by not in given)
            yield EarlierDue(notice.title, Link(found.url, name), others)

    def _latest(self, place: _Place, most: int) -> _Place:
        """The last months of a group that have so many items."""
        kept: list[str] = []
        number = 0
        for month in reversed(place.months):
            if number >= most:
                break
            kept.append(month)
            number += self._size(_Place(place.state, (month,)))
        return _Place(place.state, tuple(reversed(kept)))

    def _group(self, place: _Place, items: Iterable[DueItem], rest: Rest | None = None) -> DueGroup:
        month = None if place.passed else place.months[0]
        return DueGroup(
            anchor=place.anchor,
            heading=f"{day_label(month)}到期" if month else MARKS[place.mark],
            explanation=EXPLANATIONS[place.mark] if place.passed else None,
            month=month,
            items=tuple(items),
            rest=rest,
        )

    # -- groups that are too long for the page

    def long(self) -> dict[str, list[Brief]]:
        """The groups that have pages of their own, by the last part of their address (`lapsed/2024`, `2026-12`), each with its notices."""
        places = self._places()
        sizes = [self._size(place) for place in places]
        names: dict[str, str] = {}  # key of counts → the only group that it belongs to
        for place, size, most in zip(places, sizes, cut(sizes, *ROOM.of_dues), strict=True):
            if most < size:
                for name, part in self._parts(place).items():
                    names |= dict.fromkeys(part.keys(), name)
        found = with_each(
            (card, (names[key] for key in sorted(self.matters.places(card)) if key in names)) for card in self.due
        )
        return {name: found[name] for name in dict.fromkeys(names.values())}

    def _parts(self, place: _Place) -> dict[str, _Place]:
        """The lists that a long group is divided into: one a year of what has passed, newest first; a month is not divided."""
        if not place.passed:
            return {place.months[0]: place}
        years = sorted({month[:4] for month in place.months}, reverse=True)
        return {
            f"{place.state}/{year}": _Place(place.state, tuple(m for m in place.months if m[:4] == year))
            for year in years
        }

    def _rest(self, place: _Place, size: int, most: int) -> Rest | None:
        if most >= size:
            return None
        lists = [
            (
                Link(below(self.routes.page("due"), *name.split("/")), f"{name[-4:]}年" if place.passed else "全部"),
                self._size(part),
            )
            for name, part in self._parts(place).items()
        ]
        return Rest(tuple(lists))

    def dues_of(self, name: str) -> Iterator[Page]:
        """The pages of one list of a long group. Takes   name: as in `long`"""
        place = next(parts[name] for parts in map(self._parts, self._places()) if name in parts)
        items, url = self._items(place), below(self.routes.page("due"), *name.split("/"))
        parts: Iterator[Slice[DueItem]] = (
            by_age(items, url, ROOM.items) if place.passed else in_order(items, url, ROOM.items)
        )
        for part in parts:
            group = self._group(place, part.lines)
            title = f"{group.heading}（{name[-4:]}年）" if place.passed else group.heading
            view = DuesPage(groups=(group,), plot=None, months=(), pages=part.pages)
            crumbs = [("整改时限", self.routes.page("due"))]
            scripts = self.frame.calendar_scripts
            yield self.column("due", part.url, title + part.suffix, _ABOUT, view, crumbs=crumbs, scripts=scripts)

    # -- pictures

    def _plot(self, places: Sequence[_Place], groups: Sequence[DueGroup]) -> Plot | None:
        """A point for each coming month; what has passed as two points, each in the first of its months."""
        marks = []
        for place, group in zip(places, groups, strict=True):
            first = self._found(_Place(place.state, place.months[:1])) if place.passed else []
            day = first[0].last.latest if first else PartialDate(place.months[0]).latest
            name = _PASSED[place.state] if place.passed else day_label(place.months[0])
            label = f"{name} {group.total} 项"
            marks.append(Labelled(day=day, label=label, url=f"#{group.anchor}", count=group.total))
        return plot_of(marks)

    def _calendars(self, places: Iterable[_Place]) -> Iterator[DueMonth]:
        """Months in which something is due on a day, Monday first."""
        drawn = 0
        for place in places:
            days = Counter(each.last.latest.day for each in self._found(place) if len(each.due.by) == 10)
            if days and drawn < CALENDARS:
                drawn += 1
                yield _calendar(place, days)


def _calendar(place: _Place, days: Counter[int]) -> DueMonth:
    year, number = map(int, place.months[0].split("-"))
    weeks = Calendar().monthdayscalendar(year, number)
    return DueMonth(
        month=place.months[0],
        heading=day_label(place.months[0]) or "",
        url=f"#{place.anchor}",
        weeks=tuple(tuple((day, days[day]) if day else None for day in week) for week in weeks),
    )


def _day(due: DueCard) -> DueDay:
    measure = _MEASURE.fullmatch(due.about or "")
    about = f"措施{measure[1]}" if measure else due.about
    return DueDay(by=due.by, label=day_label(due.by) or "", about=about, quote=due.quote, moved=due.sequence)
