"""Cards → iCalendar (RFC 5545): windows and due dates as whole days.

A changed event keeps its UID and gets a higher SEQUENCE; DTSTAMP comes from records, so a day without changes changes no
byte. The tests compare with the library icalendar, which is not needed here: it takes longer to import than an edit
takes to write its events.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b  # of the names of events in calendars that people keep: they never change
from typing import NamedTuple

from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import WINDOW_KINDS
from site_builder.unit.cards import Card, DueCard, ItemCard, due_year
from site_builder.views.page_frame import Frame

_FOLD = 75  # octets
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class NoticeEvents(NamedTuple):
    """Components of one notice.

    window  of its window
    years   of its due dates, by year, in order
    items   the same by item; none for an item without a due date
    """

    window: bytes
    years: tuple[tuple[str, bytes], ...]
    items: dict[str, bytes]


def events_of(frame: Frame, card: Card) -> NoticeEvents:
    years: dict[str, bytes] = {}
    items: dict[str, bytes] = {}
    for item, year, event in _due_events(frame, card):
        years[year] = years.get(year, b"") + event
        items[item] = items.get(item, b"") + event
    return NoticeEvents(b"".join(_window_events(frame, card)), tuple(sorted(years.items())), items)


def windows_calendar(frame: Frame, events: Iterable[bytes]) -> Iterator[bytes]:
    """One all-day event a window, first to last day."""
    return _calendar(frame, "公开期限", events)


def due_calendar(frame: Frame, events: Iterable[bytes]) -> Iterator[bytes]:
    """One all-day event a due date that counts now, on the last day its words can mean."""
    return _calendar(frame, "整改时限", events)


def _window_events(frame: Frame, card: Card) -> Iterator[bytes]:
    window = card.window
    if window.opens and window.closes:
        first, last = date.fromisoformat(window.opens), date.fromisoformat(window.closes)
        name, sequence = f"{WINDOW_KINDS[window.kind or 'publication']}：{card.title}", _corrections(card)
        words = window.quote or card.organ_name or ""
        yield _event(
            frame=frame,
            uid=f"window-{card.slug}",
            card=card,
            sequence=sequence,
            name=name,
            days=(first, last),
            url=card.url,
            words=words,
        )


def _due_events(frame: Frame, card: Card) -> Iterator[tuple[str, str, bytes]]:
    """Id of the item, year of the day, component."""
    for item in card.items:
        for uid, due in _dues(card, item):
            last = PartialDate(due.by).latest
            # what is yet to come needs no words: so the event of a coming day stays as it is
            state = "" if due.state == "coming" else f"（{due.told}）"
            name, sequence = f"载明时限{state}：{item.title}", due.sequence + _corrections(card)
            words = f"{card.organ_name or '未载明单位'}：“{due.quote}”"
            event = _event(
                frame=frame,
                uid=uid,
                card=card,
                sequence=sequence,
                name=name,
                days=(last, last),
                url=item.url,
                words=words,
            )
            yield item.id, due_year(due), event


def _dues(card: Card, item: ItemCard) -> Iterator[tuple[str, DueCard]]:
    """UIDs and due dates of an item. A UID is made of the matter, so it stays when the date moves or another one is added."""
    seen: dict[str | None, int] = {}
    for due in item.due:
        seen[due.about] = seen.get(due.about, 0) + 1
        matter = blake2b((due.about or "").encode(), digest_size=4).hexdigest() if due.about else "all"
        yield f"due-{card.slug}-{item.id}-{matter}-{seen[due.about]}", due


def _corrections(card: Card) -> int:
    """How often the notice was corrected: with it, a date that a correction changed has a higher SEQUENCE."""
    return sum(1 for change in card.changes if change.kind in ("correction", "redaction"))


def _calendar(frame: Frame, name: str, events: Iterable[bytes]) -> Iterator[bytes]:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//taizhang//ZH",
        f"X-WR-CALNAME:{escaped_value(f'{frame.settings.title} {name}')}",
        f"X-WR-TIMEZONE:{escaped_value(frame.settings.timezone)}",
    )
    yield b"".join(map(content_line, lines))
    yield from events
    yield content_line("END:VCALENDAR")


def _event(
    frame: Frame, uid: str, card: Card, sequence: int, name: str, days: tuple[date, date], url: str, words: str
) -> bytes:
    """An event of whole days: DTEND is the day after the last one (RFC 5545, 3.6.1).

    Takes   frame: of the site's pages, for the address of the site
            uid: names the event for ever, within this site
            card: of its notice
            sequence: how often the event has changed
            name, words: summary and description
            days: the first and the last, both in
            url: rooted path of the page it leads to
    """
    stamp = PartialDate(card.updated[:10]).earliest if card.updated else date(1970, 1, 1)
    first, last = days
    lines = (
        "BEGIN:VEVENT",
        f"SUMMARY:{escaped_value(name)}",
        f"DTSTART;VALUE=DATE:{_digits(first)}",
        f"DTEND;VALUE=DATE:{_digits(last + timedelta(days=1))}",
        f"DTSTAMP:{_digits(stamp)}T000000Z",
        f"UID:{escaped_value(uid)}@{frame.origin.split('://')[1]}",
        f"SEQUENCE:{sequence}",
        f"DESCRIPTION:{escaped_value(words)}",
        "TRANSP:TRANSPARENT",
        f"URL:{frame.origin}{url}",
        "END:VEVENT",
    )
    return b"".join(map(content_line, lines))


def escaped_value(value: str) -> str:
    r"""A value with its separators escaped (RFC 5545, 3.3.11).

    >>> print(escaped_value("甲；乙;丙, 丁\n戊\\己"))
    甲；乙\;丙\, 丁\n戊\\己
    """
    return value.translate(_ESCAPED)


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def content_line(line: str) -> bytes:
    """A line that ends, folded to less than 75 octets before any line end (RFC 5545, 3.1).

    No character is split, nor an escape, which some clients could not read.
    """
    rest, pieces = line.encode(), []
    while len(rest) >= _FOLD:
        end = _FOLD - 1
        while rest[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        end -= rest[end - 1] in b"\\^"  # after the sign that begins an escape
        pieces.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*pieces, rest]) + b"\r\n"
