"""Cards → the pages of windows: notices by the state of their window, each as a bar on a calendar."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from site_builder.records.vocabulary import UNSTATED
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, by_age, cut
from site_builder.site.rows import notice_line, year_label
from site_builder.unit.cards import Brief
from site_builder.views.plot import Bar, MonthSpan, bar_on, span_of
from site_builder.views.routes import below
from site_builder.views.site_view_models import Rest, WindowBar, WindowGroup, WindowsPage
from site_builder.views.view_models import Link

_DRAWN = timedelta(days=400)  # before the last of the past windows: of an archive of decades only the end can be seen
_GROUPS = {  # heading, and what an empty group says
    "open": ("正在公开、公示", "目前没有处在公开期限或者公示期内的通报。"),
    "closed": ("已届满", None),
    "unstated": (UNSTATED, None),
    "none": ("不适用", None),
}
_ABOUT = "正在公开、已届满和未载明期限的通报。"


class Windows(PageMaker):
    @cached_property
    def grouped(self) -> dict[str, list[Brief]]:
        """Open ones closing soonest first, past ones latest first, the others newest first."""
        found: dict[str, list[Brief]] = {code: [] for code in _GROUPS}
        for card in self.cards:
            found["open" if card.window.state in ("last-day", "upcoming") else card.window.state].append(card)
        found["open"].sort(key=lambda card: (card.window.closes or "", card.slug))
        found["closed"].sort(key=lambda card: (card.window.closes or "", card.slug), reverse=True)
        return found

    def windows(self) -> Page:
        shown = self._shown
        groups = (self._group(code, cards[: shown[code]], self._rest(code)) for code, cards in self.grouped.items())
        return self._page(
            self.routes.page("windows"), "公开期限", WindowsPage(tuple(groups), calendars=self.calendars("windows"))
        )

    @cached_property
    def _shown(self) -> dict[str, int]:
        sizes = [len(cards) for cards in self.grouped.values()]
        return dict(zip(self.grouped, cut(sizes, *ROOM.of_windows), strict=True))

    def _page(self, url: str, title: str, view: WindowsPage, crumbs: Sequence[tuple[str, str]] = ()) -> Page:
        return self.column(
            "windows", url, title, _ABOUT, view, crumbs=crumbs, long=True, scripts=self.frame.calendar_scripts
        )

    def _group(self, code: str, cards: Iterable[Brief], rest: Rest | None = None) -> WindowGroup:
        heading, empty = _GROUPS[code]
        own = list(cards)
        span = _span(own)
        lines = tuple(WindowBar(notice_line(card, self.routes), _bar(span, card)) for card in own)
        return WindowGroup(code=code, heading=heading, empty=empty, span=span, lines=lines, rest=rest)

    # -- groups that are too long for the page

    @cached_property
    def long(self) -> dict[tuple[str, str], list[Brief]]:
        """The groups that have pages of their own: (code, year) → notices, by the year of the last day, else of publication."""
        shown, found = self._shown, dict[tuple[str, str], list[Brief]]()
        for code, cards in self.grouped.items():
            if shown[code] < len(cards):
                for card in cards:
                    year = card.window.closes[:4] if card.window.closes else card.year
                    found.setdefault((code, year), []).append(card)
        return found

    def _rest(self, code: str) -> Rest | None:
        lists = [
            (Link(below(self.routes.page("windows"), code, year), year_label(year)), len(cards))
            for (own, year), cards in self.long.items()
            if own == code
        ]
        return Rest(tuple(lists)) if lists else None

    def windows_of(self, code: str, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        """The pages of a group and a year. Takes   cards: its notices, in the group's order"""
        crumbs = [("公开期限", self.routes.page("windows"))]
        for part in by_age(cards, below(self.routes.page("windows"), code, year), ROOM.notices):
            view = WindowsPage((self._group(code, part.lines),), part.pages)
            title = f"公开期限：{_GROUPS[code][0]}（{year_label(year)}）{part.suffix}"
            yield self._page(part.url, title, view, crumbs)


def _days(card: Brief) -> tuple[date, date] | None:
    opens, closes = card.window.opens, card.window.closes
    return (date.fromisoformat(opens), date.fromisoformat(closes)) if opens and closes else None


def _span(cards: Sequence[Brief]) -> MonthSpan | None:
    known = [days for days in map(_days, cards) if days]
    last = max((closes for _, closes in known), default=date.min)
    return span_of(day for days in known if last - days[1] <= _DRAWN for day in days)


def _bar(span: MonthSpan | None, card: Brief) -> Bar | None:
    days = _days(card)
    return bar_on(span, *days) if span and days else None
