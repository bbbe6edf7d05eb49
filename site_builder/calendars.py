"""Cards → iCalendar (RFC 5545): windows and due dates as whole days.

A changed event keeps its UID and gets a higher SEQUENCE; DTSTAMP comes from records: a quiet day changes nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from site_builder.cards import Card, DueCard, ItemCard
from site_builder.layout import Frame
from site_builder.model import PartialDate
from site_builder.vocabulary import WINDOW_KINDS

if TYPE_CHECKING:
    from icalendar import Component, Event


def events_of(frame: Frame, card: Card) -> tuple[bytes, bytes]:
    """Components of one notice: of its window, and of its due dates."""
    return b"".join(map(_bytes, _window_events(frame, card))), b"".join(map(_bytes, _due_events(frame, card)))


def windows_calendar(frame: Frame, events: Iterable[bytes]) -> bytes:
    """One all-day event a window, first to last day."""
    return _calendar(frame, "公开期限", events)


def due_calendar(frame: Frame, events: Iterable[bytes]) -> bytes:
    """One all-day event a due date that counts now, on the last day its words can mean."""
    return _calendar(frame, "整改时限", events)


def _window_events(frame: Frame, card: Card) -> "Iterator[Event]":
    window = card.window
    if window.opens and window.closes:
        event = _event(frame, f"window-{card.slug}", card, _corrections(card))
        event.add("summary", f"{WINDOW_KINDS[window.kind or 'publication']}：{card.title}")
        _days(event, date.fromisoformat(window.opens), date.fromisoformat(window.closes))
        event.add("url", frame.origin + card.url)
        event.add("description", window.quote or card.organ_name or "")
        yield event


def _due_events(frame: Frame, card: Card) -> "Iterator[Event]":
    for item in card.items:
        for uid, due in _dues(card, item):
            event = _event(frame, uid, card, due.sequence + _corrections(card))
            event.add("summary", f"载明时限：{item.title}")
            last = PartialDate(due.by).latest
            _days(event, last, last)
            event.add("url", frame.origin + item.url)
            event.add("description", f"{card.organ_name or '未载明单位'}：“{due.quote}”")
            yield event


def _dues(card: Card, item: ItemCard) -> Iterator[tuple[str, DueCard]]:
    """Due dates of an item with the name of their matter: it stays when a date moves or another matter gets one."""
    seen: dict[str | None, int] = {}
    for due in item.due:
        seen[due.about] = seen.get(due.about, 0) + 1
        matter = blake2b((due.about or "").encode(), digest_size=4).hexdigest() if due.about else "all"
        yield f"due-{card.slug}-{item.id}-{matter}-{seen[due.about]}", due


def _corrections(card: Card) -> int:
    """How often the notice was corrected: with it, a date that a correction changed has a higher SEQUENCE."""
    return sum(1 for change in card.changes if change.kind in ("correction", "redaction"))


def _calendar(frame: Frame, name: str, events: Iterable[bytes]) -> bytes:
    from icalendar import Calendar  # here and below: most builds write no event, and it takes long to import

    calendar = Calendar()
    calendar.add("prodid", "-//taizhang//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{frame.settings.title} {name}")
    calendar.add("x-wr-timezone", frame.settings.timezone)
    head, end, tail = _bytes(calendar).partition(b"END:VCALENDAR")
    return b"".join((head, *events, end, tail))


def _bytes(component: "Component") -> bytes:
    return bytes(component.to_ical())


def _event(frame: Frame, uid: str, card: Card, sequence: int) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@{frame.origin.split('://')[1]}")
    stamp = PartialDate(card.updated[:10]).earliest if card.updated else date(1970, 1, 1)
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("sequence", sequence)
    event.add("transp", "TRANSPARENT")
    return event


def _days(event: "Event", first: date, last: date) -> None:
    """The days from first to last, both in: DTEND is the day after (RFC 5545, 3.6.1)."""
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
