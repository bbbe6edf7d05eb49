"""Cards → `/due/`: what is due, on a line, as months of a calendar and as a list. It depends on no day: a script shows today."""

import re
from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import MARKS
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.rows import item_line
from site_builder.unit.cards import Brief, DueCard, ItemBrief
from site_builder.views.plot import Labelled, Plot, plot_of
from site_builder.views.presenter import EXPLANATIONS, day_label
from site_builder.views.site_view_models import DueDay, DueGroup, DueItem, DueMonth, DuesPage

CALENDARS = 6  # months that are drawn, from the first in which something is due
_MEASURE = re.compile(r"m([0-9]{1,6})")


class _Due(NamedTuple):
    card: Brief
    item: ItemBrief
    due: DueCard

    @property
    def last(self) -> PartialDate:
        return PartialDate(self.due.by)

    @property
    def month(self) -> str:
        return f"{self.last.latest:%Y-%m}"


class Dues(PageMaker):
    """Due dates that are not answered: passed, overdue, and coming month by month."""

    @property
    def due(self) -> list[Brief]:
        """The notices with due dates."""
        return [card for card in self.cards if card.counts.dues]

    def dues(self) -> Page:
        found = [
            _Due(card, item, due) for card in self.due for item in self.site.opened(card).items for due in item.due
        ]
        found.sort(key=lambda each: (each.last.latest, each.item.url, each.due.about or ""))
        passed = [
            self._passed(state, [each for each in found if each.due.state == state]) for state in ("lapsed", "overdue")
        ]
        coming = [each for each in found if each.due.state == "coming"]
        groups = [group for group in passed if group.items]
        groups += [self._month(month, list(dues)) for month, dues in groupby(coming, key=lambda each: each.month)]
        view = DuesPage(groups=tuple(groups), plot=_plot(found, groups), months=tuple(_calendars(coming)))
        url, about = self.routes.page("due"), "原文载明的整改时限：已过的、本月的和以后的。"
        return self.column("due", url, "整改时限", about, view, scripts=self.frame.calendar_scripts)

    def _passed(self, state: str, dues: Sequence[_Due]) -> DueGroup:
        heading, meaning = (
            (MARKS["lapsed"], EXPLANATIONS["lapsed"])
            if state == "lapsed"
            else (MARKS["overdue"], EXPLANATIONS["overdue"])
        )
        return DueGroup(anchor=state, heading=heading, explanation=meaning, month=None, items=_items(dues))

    def _month(self, month: str, dues: Sequence[_Due]) -> DueGroup:
        return DueGroup(
            anchor=f"due-{month}", heading=f"{day_label(month)}到期", explanation=None, month=month, items=_items(dues)
        )


def _items(dues: Sequence[_Due]) -> tuple[DueItem, ...]:
    """An item once, with all its due dates of the group, in the order of the first of these."""
    own: dict[str, list[_Due]] = {}
    for each in dues:
        own.setdefault(each.item.url, []).append(each)
    return tuple(
        DueItem(item_line(each[0].card, each[0].item), tuple(_day(due.due) for due in each)) for each in own.values()
    )


def _day(due: DueCard) -> DueDay:
    measure = _MEASURE.fullmatch(due.about or "")
    about = f"措施{measure[1]}" if measure else due.about
    return DueDay(by=due.by, label=day_label(due.by) or "", about=about, quote=due.quote, moved=due.sequence)


def _plot(found: Iterable[_Due], groups: Sequence[DueGroup]) -> Plot | None:
    """A point for each coming month; what has passed as two points, each at the first of its days."""
    marks = []
    first = {state: next((each for each in found if each.due.state == state), None) for state in ("lapsed", "overdue")}
    for group in groups:
        begins = first.get(group.anchor)
        day = begins.last.latest if begins else PartialDate(group.month or "").latest
        label = (
            f"{day_label(group.month)} {len(group.items)} 项"
            if group.month
            else f"{_SHORT[group.anchor]} {len(group.items)} 项"
        )
        marks.append(Labelled(day=day, label=label, url=f"#{group.anchor}", count=len(group.items)))
    return plot_of(marks)


_SHORT = {"lapsed": "时限已过", "overdue": "逾期"}


def _calendars(coming: Sequence[_Due]) -> Iterator[DueMonth]:
    """Months in which something is due on a day, Monday first."""
    dated: dict[str, Counter[int]] = {}
    for each in coming:
        if len(each.due.by) == 10:
            dated.setdefault(each.month, Counter())[each.last.latest.day] += 1
    for month, days in list(dated.items())[:CALENDARS]:
        year, number = map(int, month.split("-"))
        weeks = Calendar().monthdayscalendar(year, number)
        yield DueMonth(
            month=month,
            heading=day_label(month) or "",
            url=f"#due-{month}",
            weeks=tuple(tuple((day, days[day]) if day else None for day in week) for week in weeks),
        )
