"""Cards → Atom and JSON Feed, by a serialiser. `updated` moves only for changes of substance.

Source  RFC 4287 (Atom), RFC 6721 (deleted entries), JSON Feed 1.1
"""

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from msgspec import Struct

from site_builder.records.encoding import indented_json
from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import BASES, KINDS, STATUSES
from site_builder.unit.cards import Card, EntryCard, Grave, ItemCard
from site_builder.views.page_frame import Frame
from site_builder.views.view_models import Change

ATOM = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
FEED_LENGTH = 200
_TAG_YEAR = "2026"  # of the first release, for ever: it names who could say what a host's names mean
_EARLIEST = "1970-01-01T00:00:00+00:00"
_UNFIT = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")  # for XML 1.0; a carriage return as well


class FeedEntry(Struct, frozen=True):
    """`id` is a path that names the entry for ever, `url` its permalink; `updated` an ISO day, '' = undated."""

    id: str
    url: str
    title: str
    updated: str
    summary: str
    organ: str | None
    tags: tuple[str, ...]


def feed_entries(cards: Iterable[Card]) -> list[FeedEntry]:
    """The newest entries about these notices, newest first, undated ones last; those of one day in the order of the text."""
    return newest_of(entry for card in cards for entry in entries_of(card))


def newest_of(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    """As many as a feed has of these, newest first; those of one day stay in their order."""
    return heapq.nlargest(FEED_LENGTH, entries, key=lambda entry: entry.updated[:10])


def entries_of(card: Card) -> Iterator[FeedEntry]:
    kind = KINDS[card.kind]
    what = f"{kind}，{len(card.items)} 个事项" if card.items else kind
    window = card.window
    limits = f"，{window.label} {window.opens} 至 {window.closes}" if window.opens and window.closes else ""
    dated = "" if card.published else "，原文未署日期"
    summary = f"{card.organ_name or '未载明单位'}：{what}{limits}{dated}"
    yield FeedEntry(
        id=card.url,
        url=card.url,
        title=card.title,
        updated=card.published or "",
        summary=summary,
        organ=card.organ_name,
        tags=("published", kind),
    )
    yield from _corrections(card)
    for item in card.items:
        yield from (_ledger_entry(card, item, entry) for entry in item.entries)


def _corrections(card: Card) -> Iterator[FeedEntry]:
    """Corrections and redactions, named by their places in the history of the notice, which never change."""
    yield from (
        _correction(card, change) for change in card.changes[::-1] if change.kind in ("correction", "redaction")
    )


def _correction(card: Card, change: Change) -> FeedEntry:
    why = f"：{change.detail}" if change.detail else ""
    tags = (change.kind, KINDS[card.kind])
    title = f"{change.what}：{card.title}"
    return FeedEntry(
        id=change.url,
        url=change.url,
        title=title,
        updated=change.date,
        summary=f"{change.what}{why}",
        organ=card.organ_name,
        tags=tags,
    )


def _ledger_entry(card: Card, item: ItemCard, entry: EntryCard) -> FeedEntry:
    """An entry's words, what they rest on and what they speak of; its permalink begins with the item's."""
    part = f"（{part_label(entry.about)}）" if entry.about else ""
    status = f"：{STATUSES[entry.status]}" if entry.status else ""
    words = f"“{entry.quote}”" if entry.quote else ""
    summary = f"{card.organ_name or '未载明单位'}，{BASES[entry.basis]}{part}{status}。{words}"  # type: ignore[index]
    tags = ("entry", KINDS[card.kind], *((STATUSES[entry.status],) if entry.status else ()))
    title = f"进展记录{part}{status}：{item.title}"
    url = f"{item.url}#{entry.id}"
    return FeedEntry(
        id=url, url=url, title=title, updated=entry.as_of or "", summary=summary, organ=card.organ_name, tags=tags
    )


def part_label(about: str) -> str:
    """'m2' → '措施2'; words of the item as they are."""
    return f"措施{about[1:]}" if re.fullmatch(r"m\d+", about) else about


@lru_cache(maxsize=1024)  # a notice has many entries of few days
def moment(day: str, zone: str) -> str:
    """An ISO day or partial date as RFC 3339 in the site's zone; undated things are at the epoch.

    >>> moment("2024-06", "Asia/Shanghai"), moment("2024-06-24 17:44", "Asia/Shanghai")
    ('2024-06-01T00:00:00+08:00', '2024-06-24T17:44:00+08:00')
    """
    if not day:
        return _EARLIEST
    clock = time.fromisoformat(day[11:]) if len(day) > 10 else time()
    return datetime.combine(PartialDate(day[:10]).earliest, clock, ZoneInfo(zone)).isoformat()


def _latest(entries: Iterable[FeedEntry], zone: str) -> str:
    days = {entry.updated for entry in entries}
    return max((moment(day, zone) for day in days), key=datetime.fromisoformat, default=_EARLIEST)


def feed_id(frame: Frame, path: str) -> str:
    """A tag URI (RFC 4151), the same under http and https and wherever on its host the site lies.

    Takes   path: rooted, with the base path of the site
    """
    host = urlsplit(frame.origin).hostname or ""
    return f"tag:{host},{_TAG_YEAR}:/{path.removeprefix(frame.routes.base)}"


def atom(
    frame: Frame, url: str, home: str, title: str, entries: Sequence[FeedEntry], graves: Iterable[Grave] = ()
) -> bytes:
    """An Atom feed. Its `updated` is that of its newest entry, so a day without changes changes no byte.

    Takes   frame: of the site's pages
            url, home: rooted paths of the feed and of the page it belongs to
            title: of the feed
            entries: newest first
            graves: notices that are withdrawn, as deleted entries
    """
    zone, origin = frame.settings.timezone, frame.origin
    dead = [(feed_id(frame, grave.url), moment(grave.since, zone)) for grave in graves]
    # Names of tags are plain and their name spaces attributes: ElementTree's register of prefixes is one for all threads.
    spaces = {"xmlns": ATOM} | ({"xmlns:at": TOMBSTONES} if dead else {})
    feed = ElementTree.Element("feed", spaces | {"xml:lang": "zh-CN"})

    def add(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
        child = ElementTree.SubElement(parent, name, attributes)
        child.text = _UNFIT.sub("", text) if text else None
        return child

    updated = [_latest(entries, zone), *(when for _, when in dead)]
    add(feed, "id", feed_id(frame, home))
    add(feed, "title", title)
    add(feed, "updated", max(updated, key=datetime.fromisoformat))
    add(feed, "link", rel="self", type="application/atom+xml", href=origin + url)
    add(feed, "link", rel="alternate", type="text/html", href=origin + home)
    add(add(feed, "author"), "name", frame.settings.footer.sponsor or frame.settings.title)
    add(feed, "generator", "taizhang")
    for each in entries:
        node = add(feed, "entry")
        add(node, "id", feed_id(frame, each.id))
        add(node, "title", each.title)
        add(node, "updated", moment(each.updated, zone))
        add(node, "link", rel="alternate", type="text/html", href=origin + each.url)
        for tag in each.tags:
            add(node, "category", term=tag)
        if each.organ:
            add(add(node, "author"), "name", each.organ)
        add(node, "summary", each.summary)
    for ref, when in dead:
        ElementTree.SubElement(feed, "at:deleted-entry", {"ref": ref, "when": when})
    return serialised(feed)


def serialised(root: ElementTree.Element) -> bytes:
    """XML in UTF-8. It is encoded as a whole, since `tostring` would encode each of its pieces."""
    text: str = ElementTree.tostring(root, "unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def json_feed(frame: Frame, url: str, home: str, title: str, entries: Sequence[FeedEntry]) -> bytes:
    """JSON Feed 1.1; an undated entry has no date in it. Takes   as `atom`"""
    zone, origin = frame.settings.timezone, frame.origin
    items: list[dict[str, Any]] = [
        {
            "id": feed_id(frame, each.id),
            "url": origin + each.url,
            "title": each.title,
            "content_text": each.summary,
            **({"date_modified": moment(each.updated, zone)} if each.updated else {}),
            "tags": list(each.tags),
            **({"authors": [{"name": each.organ}]} if each.organ else {}),
        }
        for each in entries
    ]
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "language": "zh-CN",
        "home_page_url": origin + home,
        "feed_url": origin + url,
        "authors": [{"name": frame.settings.footer.sponsor or frame.settings.title}],
        "items": items,
    }
    return indented_json(value)


def notice_feeds(card: Card, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """The two feeds of one notice, by output path."""
    entries = feed_entries([card])
    xml, js = (frame.routes.notice_feed(card.slug, kind) for kind in ("xml", "json"))
    yield frame.routes.file(xml), atom(frame, xml, card.url, card.title, entries)
    yield frame.routes.file(js), json_feed(frame, js, card.url, card.title, entries)


def grave_feeds(grave: Grave, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """The feeds of a withdrawn notice, for those who subscribe to them: its deletion, without title and text."""
    title = "已撤下的通报"
    xml, js = (frame.routes.notice_feed(grave.slug, kind) for kind in ("xml", "json"))
    yield frame.routes.file(xml), atom(frame=frame, url=xml, home=grave.url, title=title, entries=(), graves=[grave])
    yield frame.routes.file(js), json_feed(frame, js, grave.url, title, ())
