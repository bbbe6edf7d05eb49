"""Cards → Atom, JSON Feed and iCalendar, each by a serialiser. `updated` moves only for changes of substance."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from msgspec import Struct

from site_builder.cards import Card, Grave
from site_builder.layout import Frame
from site_builder.model import PartialDate
from site_builder.views import Change
from site_builder.vocabulary import WINDOW_KINDS

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
NEWEST = 200
_EARLIEST = "1970-01-01T00:00:00+00:00"


class FeedEntry(Struct, frozen=True):
    """`url` is a permalink; `updated` an ISO day; `id` stays the same when the words of an entry are the same."""

    url: str
    title: str
    updated: str
    summary: str
    organ: str | None
    category: str


def entries_of(cards: Iterable[Card]) -> list[FeedEntry]:
    """Everything published about these notices, newest first; undated notices come last."""
    found: list[FeedEntry] = []
    for card in cards:
        found.extend(_entry(card, change) for change in card.changes)
        if not any(change.kind == "published" for change in card.changes):
            found.append(FeedEntry(card.url, card.title, "", "原文未署日期", card.organ_name, "published"))
    return sorted(found, key=lambda e: (e.updated, e.url), reverse=True)


def _entry(card: Card, change: Change) -> FeedEntry:
    title = card.title if change.kind == "published" else f"{change.what}：{change.title}"
    summary = f"{card.organ_name or '未载明单位'}：{change.what}"
    return FeedEntry(_fragment(change), title, change.date, summary, card.organ_name, change.kind)


def _fragment(change: Change) -> str:
    return change.url if change.kind in ("published", "entry") else f"{change.url}#history-{change.date}"


def moment(day: str, zone: str) -> str:
    """An ISO day or partial date as RFC 3339 in the site's zone; undated things are at the epoch."""
    if not day:
        return _EARLIEST
    parts = [int(part) for part in day[:10].split("-")] + [1, 1]
    clock = time.fromisoformat(day[11:16]) if len(day) > 10 else time()
    return datetime.combine(date(parts[0], parts[1], parts[2]), clock, ZoneInfo(zone)).isoformat()


def atom(
    frame: Frame, url: str, home: str, title: str, entries: Sequence[FeedEntry], graves: Iterable[Grave] = ()
) -> bytes:
    """An Atom feed (RFC 4287) with deleted-entry tombstones (RFC 6721)."""
    ElementTree.register_namespace("", ATOM)
    ElementTree.register_namespace("at", TOMBSTONES)
    zone, origin = frame.settings.timezone, frame.origin
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"xml:lang": "zh-CN"})

    def add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
        child.text = _clean(text) if text else None
        return child

    add(feed, "id", origin + home)
    add(feed, "title", title)
    add(feed, "updated", max((moment(e.updated, zone) for e in entries), default=_EARLIEST))
    add(feed, "link", rel="self", type="application/atom+xml", href=origin + url)
    add(feed, "link", rel="alternate", type="text/html", href=origin + home)
    add(add(feed, "author"), "name", frame.settings.footer.sponsor or frame.settings.title)
    for each in entries[:NEWEST]:
        node = add(feed, "entry")
        add(node, "id", origin + each.url)
        add(node, "title", each.title)
        add(node, "updated", moment(each.updated, zone))
        add(node, "link", rel="alternate", type="text/html", href=origin + each.url)
        add(node, "category", term=each.category)
        if each.organ:
            add(add(node, "author"), "name", each.organ)
        add(node, "summary", each.summary)
    for grave in graves:
        when = moment(str(date.fromisoformat(grave.closed) + timedelta(days=1)) if grave.closed else "", zone)
        ElementTree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", {"ref": origin + grave.url, "when": when})
    return ElementTree.tostring(feed, "utf-8", xml_declaration=True) + b"\n"


def _clean(text: str) -> str:
    """Without the control characters that XML 1.0 cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")


def json_feed(frame: Frame, url: str, home: str, title: str, entries: Sequence[FeedEntry]) -> bytes:
    """JSON Feed 1.1."""
    zone, origin = frame.settings.timezone, frame.origin
    items: list[dict[str, Any]] = [
        {
            "id": origin + each.url,
            "url": origin + each.url,
            "title": each.title,
            "content_text": each.summary,
            "date_modified": moment(each.updated, zone),
            "tags": [each.category],
            **({"authors": [{"name": each.organ}]} if each.organ else {}),
        }
        for each in entries[:NEWEST]
    ]
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": "zh-CN",
        "home_page_url": origin + home,
        "feed_url": origin + url,
        "items": items,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def notice_feeds(card: Card, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """The two feeds of one notice, by output path."""
    entries = entries_of([card])
    xml, js = (frame.routes.notice_feed(card.slug, kind) for kind in ("xml", "json"))
    yield frame.routes.file(xml), atom(frame, xml, card.url, card.title, entries)
    yield frame.routes.file(js), json_feed(frame, js, card.url, card.title, entries)


# -- calendars


def windows_calendar(frame: Frame, cards: Iterable[Card]) -> bytes:
    """One all-day event a window, first to last day."""
    calendar = _calendar(frame, "公开期限")
    for card in cards:
        window = card.window
        if window.opens and window.closes:
            title = f"{WINDOW_KINDS[window.kind or 'publication']}：{card.title}"
            first, last = date.fromisoformat(window.opens), date.fromisoformat(window.closes)
            calendar.add_component(_event(frame, f"window-{card.slug}", title, first, last, card.url, card, 0))
    return bytes(calendar.to_ical())


def due_calendar(frame: Frame, cards: Iterable[Card]) -> bytes:
    """One all-day event a due date that counts now, on the last day its words can mean."""
    calendar = _calendar(frame, "整改时限")
    for card in cards:
        for item in card.items:
            for number, due in enumerate(item.due, 1):
                last = PartialDate(due.by).latest
                uid = f"due-{card.slug}-{item.id}-{number}"
                title = f"载明时限：{item.title}"
                calendar.add_component(_event(frame, uid, title, last, last, item.url, card, due.sequence, due.quote))
    return bytes(calendar.to_ical())


def _calendar(frame: Frame, name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//taizhang//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{frame.settings.title} {name}")
    calendar.add("x-wr-timezone", frame.settings.timezone)
    return calendar


def _event(
    frame: Frame, uid: str, title: str, first: date, last: date, url: str, card: Card, sequence: int, words: str = ""
) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{frame.origin.split('://')[1]}")
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    stamp = date.fromisoformat(card.updated[:10]) if card.updated and len(card.updated) >= 10 else date(1970, 1, 1)
    event.add("dtstamp", datetime.combine(stamp, time(), UTC))
    event.add("sequence", sequence)
    event.add("url", frame.origin + url)
    event.add("transp", "TRANSPARENT")
    if words:
        event.add("description", words)
    return event
