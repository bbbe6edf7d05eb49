"""Cards → the page of windows: notices by the state of their window, each as a bar on a calendar."""

from collections.abc import Sequence
from datetime import date, timedelta

from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.rows import notice_line
from site_builder.unit.cards import Brief
from site_builder.views.plot import Bar, MonthSpan, bar_on, span_of
from site_builder.views.site_view_models import WindowBar, WindowGroup, WindowsPage

_DRAWN = timedelta(days=400)  # before the last of the past windows: of an archive of decades only the end can be seen
_GROUPS = {  # heading, and what an empty group says
    "open": ("正在公开、公示", "目前没有处在公开期限或者公示期内的通报。"),
    "closed": ("已届满", None),
    "unstated": ("原文未载明", None),
    "none": ("不适用", None),
}


class Windows(PageMaker):
    def windows(self) -> Page:
        found: dict[str, list[Brief]] = {code: [] for code in _GROUPS}
        for card in self.cards:
            found["open" if card.window.state in ("last-day", "upcoming") else card.window.state].append(card)
        found["open"].sort(key=lambda card: (card.window.closes or "", card.slug))
        found["closed"].sort(key=lambda card: (card.window.closes or "", card.slug), reverse=True)
        view = WindowsPage(tuple(self._group(code, cards) for code, cards in found.items()))
        url = self.routes.page("windows")
        about = "正在公开、已届满和未载明期限的通报。"
        return self.column("windows", url, "公开期限", about, view, long=True, scripts=self.frame.calendar_scripts)

    def _group(self, code: str, cards: Sequence[Brief]) -> WindowGroup:
        heading, empty = _GROUPS[code]
        span = _span(cards)
        lines = tuple(WindowBar(notice_line(card, self.routes), _bar(span, card)) for card in cards)
        return WindowGroup(code=code, heading=heading, empty=empty, span=span, lines=lines)


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
