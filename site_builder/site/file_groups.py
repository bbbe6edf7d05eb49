"""Cards → the files of the site that are neither pages nor exports: totals, feeds, robots.txt; calendars have a module."""

from collections.abc import Iterator, Sequence
from functools import partial
from xml.etree import ElementTree

from site_builder.data.datapackage import datapackage
from site_builder.data.dictionary import dictionary_csv, dictionary_json
from site_builder.data.formats import site_json
from site_builder.data.json_types import json_schemas
from site_builder.records.register_model import Organ
from site_builder.rendering.render import Output
from site_builder.site.calendar_files import calendar_groups
from site_builder.site.open_data import data_groups, package_head
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.cards import Brief
from site_builder.unit.feeds import FEED_LENGTH, FeedEntry, atom, entries_of, json_feed, newest_of, serialised
from site_builder.views.page_frame import Frame


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
    yield from calendar_groups(site, frame)
    yield Group("fixed", (), (), lambda: fixed(site, frame))
    slugs = tuple(card.slug for card in cards)
    yield Group(
        "redirects", (), (), parameters=slugs, make=lambda: [Output("nginx-redirects.map", redirect_map(site, frame))]
    )


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


def feeds(site: SiteContext, frame: Frame) -> Iterator[Output]:
    """Atom and JSON Feed of the site."""
    entries, home, title = newest_entries(site, site.public), frame.routes.to(""), site.registers.settings.title
    yield Output(
        "feed.xml",
        atom(frame=frame, url=frame.routes.to("feed.xml"), home=home, title=title, entries=entries, graves=site.graves),
    )
    yield Output("feed.json", json_feed(frame, frame.routes.to("feed.json"), home, title, entries))


def organ_feeds(site: SiteContext, frame: Frame, key: str, organ: Organ, own: Sequence[Brief]) -> Iterator[Output]:
    """Atom and JSON Feed of an organ. Takes   key, organ: of the register; own: its notices"""
    routes, entries = frame.routes, newest_entries(site, own)
    graves = [grave for grave in site.graves if grave.organ == key]
    xml, js = routes.organ_feed(key, "xml"), routes.organ_feed(key, "json")
    yield Output(
        routes.file(xml),
        atom(frame=frame, url=xml, home=routes.organ(key), title=organ.name, entries=entries, graves=graves),
    )
    yield Output(routes.file(js), json_feed(frame, js, routes.organ(key), organ.name, entries))


def newest_entries(site: SiteContext, cards: Sequence[Brief]) -> list[FeedEntry]:
    """What a feed says of some notices. The card of one that changed before all of it is not read. Takes   cards: newest first"""
    read: dict[str, list[FeedEntry]] = {}
    days: list[str] = []
    for card in sorted(cards, key=_last_day, reverse=True):
        if len(days) == FEED_LENGTH and _last_day(card) < days[-1]:
            break
        own = read[card.slug] = list(entries_of(site.opened(card)))
        days = sorted([*days, *(entry.updated[:10] for entry in own)], reverse=True)[:FEED_LENGTH]
    return newest_of(entry for card in cards for entry in read.get(card.slug, ()))


def _last_day(card: Brief) -> str:
    """No entry of a notice is newer."""
    return max(card.updated or "", card.published or "")[:10]


def robots(site: SiteContext, frame: Frame) -> bytes:
    """robots.txt. Pages marked noindex may be crawled: otherwise no robot would see the mark."""
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {frame.origin}{frame.routes.to('sitemap.xml')}", ""]
    return "\n".join(lines).encode()


def opensearch(frame: Frame) -> bytes:
    root = ElementTree.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    for name, text in {
        "ShortName": frame.settings.title[:16],
        "Description": f"搜索{frame.settings.title}",
        "InputEncoding": "UTF-8",
        "Language": "zh-CN",
    }.items():
        ElementTree.SubElement(root, name).text = text
    template = f"{frame.origin}{frame.routes.page('search')}?q={{searchTerms}}"
    ElementTree.SubElement(root, "Url", {"type": "text/html", "template": template})
    return serialised(root)


def redirect_map(site: SiteContext, frame: Frame) -> bytes:
    """For nginx: `map $uri $moved { include nginx-redirects.map; }`. What leads to a hidden notice stays hidden too."""
    rows = site.redirects.items()
    to = frame.routes.to
    lines = [f"{to(a.strip('/') + '/')} {to(b.lstrip('/')) if b.startswith('/') else b};\n" for a, b in rows]
    return "".join(lines).encode()
