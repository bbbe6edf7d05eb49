"""Cards → the calendars of windows and due dates. What is long past has calendars of its own by year, so that the one that
people subscribe to does not grow with the archive.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from site_builder.rendering.render import Stream
from site_builder.site.paging import ROOM
from site_builder.site.rows import with_each
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.calendars import due_calendar, windows_calendar
from site_builder.unit.cards import Brief, added
from site_builder.views.page_frame import Frame


def calendar_groups(site: SiteContext, frame: Frame) -> Iterator[Group]:
    """`windows.ics` and `due.ics` with the newest years, and `windows-2019.ics` … with the older ones, where there are many."""
    yield from _groups("windows", site, _window_years, partial(_windows, site, frame))
    yield from _groups("due", site, lambda card: card.counts.due_days, partial(_dues, site, frame))


def older_years(site: SiteContext, name: str) -> list[str]:
    """The years with calendars of their own, newest first. Takes   name: windows or due"""
    years_of = _window_years if name == "windows" else lambda card: card.counts.due_days
    return _divided(site, years_of)[1]


def _window_years(card: Brief) -> Mapping[str, int]:
    return {card.window.closes[:4]: 1} if card.window.opens and card.window.closes else {}


def _divided(site: SiteContext, years_of: Callable[[Brief], Mapping[str, int]]) -> tuple[list[str], list[str]]:
    """The years of the first calendar, and those with one of their own."""
    numbers = added(map(years_of, site.public))
    years, total = sorted(numbers, reverse=True), 0
    for place, year in enumerate(years):
        total += numbers[year]
        if total >= ROOM.events:
            return years[: place + 1], years[place + 1 :]
    return years, []


def _groups(
    name: str,
    site: SiteContext,
    years_of: Callable[[Brief], Mapping[str, int]],
    write: Callable[[list[Brief], set[str]], Iterable[bytes]],
) -> Iterator[Group]:
    """Takes   name: of the file without its ending
    years_of: how many events a notice has in each year
    write: the calendar of these notices and years
    """
    first, older = _divided(site, years_of)
    files = dict.fromkeys(first, f"{name}.ics") | {year: f"{name}-{year}.ics" for year in older}
    found = with_each((card, map(files.__getitem__, years_of(card))) for card in site.public)
    for own, file in ((set(first), f"{name}.ics"), *(({year}, files[year]) for year in older)):
        cards = found.get(file, [])
        make = partial(_stream, file, write, cards, own)
        yield Group(f"calendars/{file}", cards, ("events",), make, parameters=tuple(sorted(own)))


def _stream(
    file: str, write: Callable[[list[Brief], set[str]], Iterable[bytes]], cards: list[Brief], years: set[str]
) -> list[Stream]:
    return [Stream(file, write(cards, years))]


def _windows(site: SiteContext, frame: Frame, cards: list[Brief], years: set[str]) -> Iterable[bytes]:
    return windows_calendar(frame, (site.opened(card).window_events for card in cards))


def _dues(site: SiteContext, frame: Frame, cards: list[Brief], years: set[str]) -> Iterable[bytes]:
    events = (event for card in cards for year, event in site.opened(card).due_events if year in years)
    return due_calendar(frame, events)
