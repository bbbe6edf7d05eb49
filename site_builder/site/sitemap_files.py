"""Pages → sitemap.xml; of a large site an index, and a sitemap for each year of publication (sitemaps.org)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from site_builder.rendering.render import Stream
from site_builder.site.rows import by_year
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.aspects import Aspect
from site_builder.unit.cards import Brief, Card, EntryCard
from site_builder.unit.feeds import serialised
from site_builder.views.page_frame import Frame

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_URLS = 50_000  # what one file may hold (sitemaps.org)

Address = tuple[str, str | None]  # URL, day of the last change of substance


def sitemap_groups(site: SiteContext, frame: Frame, files: Iterable[str]) -> Iterator[Group]:
    """The sitemap, or its index and parts. Takes   files: those of the site's own pages"""
    moved = {frame.routes.file(frame.routes.to(path.strip("/") + "/")) for path in site.registers.redirects}
    own = tuple(frame.routes.to(path.removesuffix("index.html")) for path in sorted(set(files) - moved))
    pages: list[Address] = [(url, None) for url in own if url.endswith("/")]
    listed = [card for card in site.public if not card.noindex]
    reads: tuple[Aspect, ...] = ("brief", "addresses")
    if len(pages) + sum(map(_size, listed)) <= SITEMAP_URLS:

        def whole() -> list[Stream]:
            return [Stream("sitemap.xml", sitemap(frame, chain(pages, _notices(site, frame, listed))))]

        yield Group("sitemap", listed, reads, whole, parameters=own)
        return
    parts = [("pages", ()), *((year, cards) for year, cards in by_year(listed))]
    names: list[str] = []
    for year, cards in parts:
        number = -(-max(1, sum(map(_size, cards)) if cards else len(pages)) // SITEMAP_URLS)
        files_of = [f"sitemap-{year}.xml", *(f"sitemap-{year}-{place}.xml" for place in range(2, number + 1))]
        make = partial(_part, site, frame, files_of, cards or pages)
        yield Group(f"sitemap/{year}", cards, reads, make, parameters=own if not cards else (number,))
        names += files_of
    yield Group("sitemap", (), (), partial(_index, frame, names), parameters=tuple(names))


def _size(card: Brief) -> int:
    """How many addresses a notice has: as `notice_urls`."""
    return 2 + card.counts.problems + card.counts.targets


def _notices(site: SiteContext, frame: Frame, cards: Iterable[Brief]) -> Iterator[Address]:
    return (page for card in cards for page in notice_urls(site.opened(card), frame))


def _part(
    site: SiteContext, frame: Frame, names: Sequence[str], members: Sequence[Brief] | Sequence[Address]
) -> Iterator[Stream]:
    """The files of a year, or of the site's own pages. Takes   names: of the files; members: notices, or addresses"""
    left = chain.from_iterable(
        notice_urls(site.opened(each), frame) if isinstance(each, Brief) else (each,) for each in members
    )
    for name in names:
        yield Stream(name, sitemap(frame, list(islice(left, SITEMAP_URLS))))


def _index(frame: Frame, names: Sequence[str]) -> list[Stream]:
    root = ElementTree.Element("sitemapindex", {"xmlns": _SITEMAP})
    for name in names:
        place = ElementTree.SubElement(ElementTree.SubElement(root, "sitemap"), "loc")
        place.text = frame.origin + frame.routes.to(name)
    return [Stream("sitemap.xml", (serialised(root),))]


def sitemap(frame: Frame, pages: Iterable[tuple[str, str | None]]) -> Iterator[bytes]:
    """A sitemap, a page at a time, as ElementTree writes it: a tree of so many elements takes a hundred times the memory."""
    yield f"<?xml version='1.0' encoding='utf-8'?>\n<urlset xmlns=\"{_SITEMAP}\">".encode()
    for url, updated in pages:
        day = f"<lastmod>{updated[:10]}</lastmod>" if updated else ""
        yield f"<url><loc>{escape(frame.origin + url)}</loc>{day}</url>".encode()
    yield b"</urlset>\n"


def notice_urls(card: Card, frame: Frame) -> Iterator[tuple[str, str | None]]:
    """Every page of a notice that a search engine may keep, with its true day of change."""
    yield card.url, card.updated
    yield frame.routes.ledger(card.slug), card.updated
    yield from ((item.url, _item_day(card.published, item.entries)) for item in card.items)
    yield from ((target.url, card.published) for target in card.targets)


def _item_day(published: str | None, entries: Iterable[EntryCard]) -> str | None:
    days = [day for entry in entries if (day := entry.as_of)]
    return max([*days, *([published] if published else [])], default=None)
