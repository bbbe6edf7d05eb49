"""Cards → the files of the site that are neither pages nor exports: totals, feeds, calendars, sitemap, robots.txt."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from site_builder.data.datapackage import datapackage
from site_builder.data.dictionary import dictionary_csv, dictionary_json
from site_builder.data.formats import site_json
from site_builder.data.json_types import json_schemas
from site_builder.records.register_model import Organ
from site_builder.rendering.render import Output, Stream
from site_builder.site.change_files import change_files
from site_builder.site.open_data import data_groups, package_head
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.calendars import due_calendar, windows_calendar
from site_builder.unit.cards import Brief, Card, EntryCard
from site_builder.unit.feeds import atom, feed_entries, json_feed, serialised
from site_builder.views.page_frame import Frame

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
SITEMAP_URLS = 50_000  # what one file may hold (sitemaps.org)


def file_groups(site: SiteContext, frame: Frame) -> Iterator[Group]:
    """The groups of these files, each with its dependencies."""
    cards, day = site.public, site.day
    yield from data_groups(site, frame)
    yield Group(
        "site.json", cards, ("brief",), lambda: [Output("data/site.json", site_json(cards, day))], parameters=(day,)
    )
    yield Group("feeds", cards, ("brief", "entries"), lambda: feeds(site, frame))
    for key, organ in site.organs.items():
        own = site.by_organ.get(key, [])
        yield Group(
            f"feeds/{key}", own, ("brief", "entries"), partial(organ_feeds, site, frame, key=key, organ=organ, own=own)
        )
    yield Group("changes.json", cards, ("changes",), lambda: change_files(site, frame))
    yield Group("calendars", cards, ("events",), lambda: calendars(site, frame))
    yield Group("fixed", (), (), lambda: fixed(site, frame))
    slugs = tuple(card.slug for card in cards)
    yield Group(
        "redirects", (), (), parameters=slugs, make=lambda: [Output("nginx-redirects.map", redirect_map(site, frame))]
    )


def sitemap_group(site: SiteContext, frame: Frame, files: Iterable[str]) -> Group:
    """The sitemap. Takes   own: the files of the site's own pages"""
    moved = {frame.routes.file(frame.routes.to(path.strip("/") + "/")) for path in site.registers.redirects}
    own = tuple(frame.routes.to(path.removesuffix("index.html")) for path in sorted(set(files) - moved))
    pages = [(url, None) for url in own if url.endswith("/")]
    listed = [card for card in site.public if not card.noindex]

    def make() -> Iterator[Stream]:
        notices = (page for card in listed for page in notice_urls(site.opened(card), frame))
        return sitemap_files(frame, chain(pages, notices))

    return Group("sitemap", listed, ("brief", "addresses"), make, parameters=own)


def fixed(site: SiteContext, frame: Frame) -> Iterator[Output]:
    """Files that depend on no notice."""
    folder = frame.routes.to("data/schemas/")
    for name, content in json_schemas(frame.origin, folder, site.registers.settings.exports):
        yield Output(f"data/schemas/{name}", content)
    if site.registers.settings.exports:
        yield Output("data/dictionary.json", dictionary_json())
        yield Output("data/dictionary.csv", dictionary_csv())
        yield Output("data/datapackage.json", datapackage(package_head(site, frame)))
    yield Output("robots.txt", robots(site, frame))
    yield Output("opensearch.xml", opensearch(frame))


def calendars(site: SiteContext, frame: Frame) -> Iterator[Stream]:
    windows: list[bytes] = []

    def dues() -> Iterator[bytes]:
        for card in map(site.opened, site.public):  # once for both: windows are few and short
            windows.append(card.window_events)
            yield card.due_events

    yield Stream("due.ics", due_calendar(frame, dues()))
    yield Stream("windows.ics", windows_calendar(frame, windows))


def feeds(site: SiteContext, frame: Frame) -> Iterator[Output]:
    """Atom and JSON Feed of the site."""
    entries, home, title = (
        feed_entries(map(site.opened, site.public)),
        frame.routes.to(""),
        site.registers.settings.title,
    )
    yield Output(
        "feed.xml",
        atom(frame=frame, url=frame.routes.to("feed.xml"), home=home, title=title, entries=entries, graves=site.graves),
    )
    yield Output("feed.json", json_feed(frame, frame.routes.to("feed.json"), home, title, entries))


def organ_feeds(site: SiteContext, frame: Frame, key: str, organ: Organ, own: Sequence[Brief]) -> Iterator[Output]:
    """Atom and JSON Feed of an organ. Takes   key, organ: of the register; own: its notices"""
    routes, entries = frame.routes, feed_entries(map(site.opened, own))
    graves = [grave for grave in site.graves if grave.organ == key]
    xml, js = routes.organ_feed(key, "xml"), routes.organ_feed(key, "json")
    yield Output(
        routes.file(xml),
        atom(frame=frame, url=xml, home=routes.organ(key), title=organ.name, entries=entries, graves=graves),
    )
    yield Output(routes.file(js), json_feed(frame, js, routes.organ(key), organ.name, entries))


def sitemap_files(frame: Frame, pages: Iterable[tuple[str, str | None]]) -> Iterator[Stream]:
    """`sitemap.xml`, or an index of several where there are more pages than one may hold.

    Takes   pages: (URL, day of the last change of substance or None), those that may be indexed only
    """
    left, number, name = iter(pages), 0, "sitemap.xml"
    some = list(islice(left, SITEMAP_URLS))
    following = list(islice(left, 1))
    if not following:
        yield Stream(name, sitemap(frame, some))
        return
    while some:
        number += 1
        yield Stream(f"sitemap-{number}.xml", sitemap(frame, some))
        some, following = [*following, *islice(left, SITEMAP_URLS - len(following))], []
    ElementTree.register_namespace("", _SITEMAP)
    root = ElementTree.Element(f"{{{_SITEMAP}}}sitemapindex")
    for each in range(1, number + 1):
        place = ElementTree.SubElement(ElementTree.SubElement(root, f"{{{_SITEMAP}}}sitemap"), f"{{{_SITEMAP}}}loc")
        place.text = frame.origin + frame.routes.to(f"sitemap-{each}.xml")
    yield Stream(name, (serialised(root),))


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


def robots(site: SiteContext, frame: Frame) -> bytes:
    """robots.txt. Pages marked noindex may be crawled: otherwise no robot would see the mark."""
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {frame.origin}{frame.routes.to('sitemap.xml')}", ""]
    return "\n".join(lines).encode()


def opensearch(frame: Frame) -> bytes:
    namespace = "http://a9.com/-/spec/opensearch/1.1/"
    ElementTree.register_namespace("", namespace)
    root = ElementTree.Element(f"{{{namespace}}}OpenSearchDescription")
    for name, text in {
        "ShortName": frame.settings.title[:16],
        "Description": f"搜索{frame.settings.title}",
        "InputEncoding": "UTF-8",
        "Language": "zh-CN",
    }.items():
        ElementTree.SubElement(root, f"{{{namespace}}}{name}").text = text
    template = f"{frame.origin}{frame.routes.page('search')}?q={{searchTerms}}"
    ElementTree.SubElement(root, f"{{{namespace}}}Url", {"type": "text/html", "template": template})
    return serialised(root)


def redirect_map(site: SiteContext, frame: Frame) -> bytes:
    """For nginx: `map $uri $moved { include nginx-redirects.map; }`. What leads to a hidden notice stays hidden too."""
    rows = site.redirects.items()
    to = frame.routes.to
    lines = [f"{to(a.strip('/') + '/')} {to(b.lstrip('/')) if b.startswith('/') else b};\n" for a, b in rows]
    return "".join(lines).encode()
