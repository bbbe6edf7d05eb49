"""Cards → the files of the site that are no pages of prose: data, feeds, calendars, sitemap, robots."""

import json
from collections.abc import Iterator
from xml.etree import ElementTree

from site_builder.exports import ledger_sqlite, problems_csv, problems_ndjson, site_json, totals
from site_builder.feeds import atom, due_calendar, entries_of, json_feed, windows_calendar
from site_builder.layout import Frame
from site_builder.render import Page
from site_builder.site_pages import Site
from site_builder.site_views import ColumnLine, DataPage, ExportLine
from site_builder.tables import TABLES
from site_builder.unit import Output
from site_builder.views import Link

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def site_files(site: Site, frame: Frame) -> Iterator[Output]:
    """Every file made from cards that is not HTML."""
    cards, routes = site.public, frame.routes
    yield Output("data/site.json", site_json(cards, site.day))
    if site.registers.settings.exports:
        yield Output("data/problems.csv", problems_csv(cards))
        yield Output("data/problems.ndjson", problems_ndjson(cards))
        yield Output("data/ledger.sqlite", ledger_sqlite(site.registers.organs, cards))
    entries, home, title = entries_of(cards), routes.to(""), site.registers.settings.title
    yield Output("feed.xml", atom(frame, routes.to("feed.xml"), home, title, entries, site.graves))
    yield Output("feed.json", json_feed(frame, routes.to("feed.json"), home, title, entries))
    for key, organ in site.registers.organs.items():
        own = entries_of(card for card in cards if card.organ == key)
        graves = [grave for grave in site.graves if grave.organ == key]
        xml, js = routes.organ_feed(key, "xml"), routes.organ_feed(key, "json")
        yield Output(routes.file(xml), atom(frame, xml, routes.organ(key), organ.name, own, graves))
        yield Output(routes.file(js), json_feed(frame, js, routes.organ(key), organ.name, own))
    yield Output("windows.ics", windows_calendar(frame, cards))
    yield Output("due.ics", due_calendar(frame, cards))
    yield Output("robots.txt", robots(site, frame))
    yield Output("opensearch.xml", opensearch(frame))
    yield Output("nginx-redirects.map", redirect_map(site, frame))


def sitemap(frame: Frame, pages: list[tuple[str, str | None]]) -> bytes:
    """Takes (URL, day of the last change of substance or None), pages that may be indexed only."""
    ElementTree.register_namespace("", _SITEMAP)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for url, updated in pages:
        node = ElementTree.SubElement(root, f"{{{_SITEMAP}}}url")
        ElementTree.SubElement(node, f"{{{_SITEMAP}}}loc").text = frame.origin + url
        if updated:
            ElementTree.SubElement(node, f"{{{_SITEMAP}}}lastmod").text = updated[:10]
    return ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n"


def sitemap_urls(site: Site, frame: Frame, pages: list[Page]) -> list[tuple[str, str | None]]:
    """Every page a search engine may keep, with its true day of change; site pages have none."""
    urls: list[tuple[str, str | None]] = [
        (page.layout.url, None) for page in pages if page.layout.kind not in ("notfound", "redirect", "tombstone")
    ]
    for card in site.public:
        if card.noindex:
            continue
        urls += [(card.url, card.updated), (frame.routes.ledger(card.slug), card.updated)]
        urls += [(item.url, _item_day(card.published, item.entries)) for item in card.items]
        urls += [(target.url, card.published) for target in card.targets]
    return urls


def _item_day(published: str | None, entries: tuple[object, ...]) -> str | None:
    days = [day for entry in entries if (day := getattr(entry, "as_of", None))]
    return max([*days, *([published] if published else [])], default=None)


def robots(site: Site, frame: Frame) -> bytes:
    """What is noindex is still crawled, so that robots see the mark."""
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
    return ElementTree.tostring(root, "utf-8", xml_declaration=True) + b"\n"


def redirect_map(site: Site, frame: Frame) -> bytes:
    """For nginx: `map $uri $moved { include nginx-redirects.map; }`."""
    rows = site.registers.redirects.items()
    lines = [f"{frame.routes.to(a.strip('/') + '/')} {frame.routes.to(b.lstrip('/'))};\n" for a, b in rows]
    return "".join(lines).encode()


def data_page(site: Site, frame: Frame) -> Page:
    """`/data/`: what there is, counted the same in every form."""
    routes, cards = frame.routes, site.public
    counts = totals(cards, site.day)
    exports = [ExportLine(routes.to("data/site.json"), "site.json", "总数")]
    if site.registers.settings.exports:
        exports += [
            ExportLine(routes.to("data/problems.csv"), "problems.csv", "全部事项，一行一项，表格软件可直接打开"),
            ExportLine(routes.to("data/problems.ndjson"), "problems.ndjson", "全部事项，一行一个 JSON"),
            ExportLine(routes.to("data/ledger.sqlite"), "ledger.sqlite", "全部台账，SQLite 数据库，含中英文视图"),
        ]
    view = DataPage(
        tuple(exports),
        (("通报", counts["notices"]), ("事项", counts["problems"]), ("措施", counts["measures"]), ("单位", counts["organs"])),
        tuple(Link(routes.notice_json(card.slug), card.title) for card in cards),
        tuple(ColumnLine(t, c.name, c.type, c.chinese, c.english) for t, columns in TABLES.items() for c in columns),
        (),
    )
    url = routes.page("data")
    dataset = {
        "@type": "Dataset",
        "name": f"{frame.settings.title}：整改事项",
        "description": "整改通报逐项记录：状态、依据的原话、时限、责任单位、公开期限。",
        "url": frame.origin + url,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "contentUrl": frame.origin + e.url, "name": e.name} for e in exports
        ],
    }
    metas = frame.column_metas("开放数据", "整改事项的开放数据。", "整改,开放数据")
    layout = frame.layout("data", url, "开放数据", "整改事项的开放数据，可以下载。", metas=metas, jsonld=dataset)
    return Page(routes.file(url), "pages/data.html", layout, view)


def compact(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
