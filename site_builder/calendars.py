"""Cards → iCalendar (RFC 5545): windows and due dates as whole days.

A changed event keeps its UID and gets a higher SEQUENCE; DTSTAMP comes from records: a quiet day changes nothing.
The lines are written here: a library that builds an object a property takes eight times as long for thousands of dates.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b

from site_builder.cards import Card, DueCard, ItemCard
from site_builder.layout import Frame
from site_builder.model import PartialDate
from site_builder.vocabulary import WINDOW_KINDS

OCTETS = 75  # of a line (RFC 5545, 3.1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def windows_calendar(frame: Frame, cards: Iterable[Card]) -> bytes:
    """One all-day event a window, first to last day."""
    return _calendar(frame, "公开期限", _windows(frame, cards))


def _windows(frame: Frame, cards: Iterable[Card]) -> Iterator[str]:
    for card in cards:
        window = card.window
        if window.opens and window.closes:
            yield _event(
                frame,
                card,
                f"window-{card.slug}",
                card.url,
                (date.fromisoformat(window.opens), date.fromisoformat(window.closes)),
                f"{WINDOW_KINDS[window.kind or 'publication']}：{card.title}",
                window.quote or card.organ_name or "",
                0,
            )


def due_calendar(frame: Frame, cards: Iterable[Card]) -> bytes:
    """One all-day event a due date that counts now, on the last day its words can mean."""
    return _calendar(frame, "整改时限", _due(frame, cards))


def _due(frame: Frame, cards: Iterable[Card]) -> Iterator[str]:
    for card in cards:
        for item in card.items:
            for uid, due in _dues(card, item):
                last = PartialDate(due.by).latest
                said = f"{card.organ_name or '未载明单位'}：“{due.quote}”"
                yield _event(frame, card, uid, item.url, (last, last), f"载明时限：{item.title}", said, due.sequence)


def _dues(card: Card, item: ItemCard) -> Iterator[tuple[str, DueCard]]:
    """Due dates of an item with the name of their matter: it stays when a date moves or another matter gets one."""
    seen: dict[str | None, int] = {}
    for due in item.due:
        seen[due.about] = seen.get(due.about, 0) + 1
        matter = blake2b((due.about or "").encode(), digest_size=4).hexdigest() if due.about else "all"
        yield f"due-{card.slug}-{item.id}-{matter}-{seen[due.about]}", due


def _calendar(frame: Frame, name: str, events: Iterable[str]) -> bytes:
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//taizhang//ZH",
        f"X-WR-CALNAME:{escaped(f'{frame.settings.title} {name}')}",
        f"X-WR-TIMEZONE:{escaped(frame.settings.timezone)}",
    )
    return (_lines(head) + "".join(events) + "END:VCALENDAR\r\n").encode()


def _event(
    frame: Frame, card: Card, uid: str, url: str, days: tuple[date, date], title: str, said: str, moved: int
) -> str:
    """An event on the days from first to last, both in: DTEND is the day after (RFC 5545, 3.6.1)."""
    stamp = PartialDate(card.updated[:10]).earliest if card.updated else date(1970, 1, 1)
    # with each correction of the notice, a date that it changed has a higher SEQUENCE
    corrections = sum(1 for change in card.changes if change.kind in ("correction", "redaction"))
    return _lines(
        (
            "BEGIN:VEVENT",
            f"SUMMARY:{escaped(title)}",
            f"DTSTART;VALUE=DATE:{_basic(days[0])}",
            f"DTEND;VALUE=DATE:{_basic(days[1] + timedelta(days=1))}",
            f"DTSTAMP:{_basic(stamp)}T000000Z",
            f"UID:{escaped(uid)}@{frame.origin.split('://')[1]}",
            f"SEQUENCE:{moved + corrections}",
            f"DESCRIPTION:{escaped(said)}",
            "TRANSP:TRANSPARENT",
            f"URL:{frame.origin}{url}",
            "END:VEVENT",
        )
    )


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def escaped(text: str) -> str:
    r"""A value of type TEXT (RFC 5545, 3.3.11).

    >>> escaped("a,b;c\\d")
    'a\\,b\\;c\\\\d'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPES)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line if len(line) * 3 < OCTETS else folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    r"""A line in pieces of 75 octets, no character cut: what follows a break begins with a space.

    >>> folded("x" * 76)[74:]
    'x\r\n x'
    """
    if len(raw := line.encode()) <= OCTETS:
        return line
    pieces: list[str] = []
    start = 0
    while start < len(raw):
        stop = min(len(raw), start + (OCTETS if not pieces else OCTETS - 1))
        while stop < len(raw) and raw[stop] & 0xC0 == 0x80:  # inside a character
            stop -= 1
        pieces.append(raw[start:stop].decode())
        start = stop
    return "\r\n ".join(pieces)
