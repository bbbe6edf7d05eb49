"""The page of the open data, and the files that describe it: Data Package, catalogue, counts by cohort, for search engines."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from site_builder.data.catalogue import CatalogueHead, Distribution, catalogue
from site_builder.data.datapackage import PROFILES, PackageHead
from site_builder.data.formats import csv_lines, totals
from site_builder.data.line_files import csv_header, csv_path
from site_builder.data.tables import COHORTS, DESCRIBED, ITEMS, TABLES, Book
from site_builder.records.vocabulary import STATUSES
from site_builder.rendering.render import Output, Page
from site_builder.site.paging import ROOM, by_age
from site_builder.site.rows import by_year, year_label
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.cards import Brief, added
from site_builder.views.page_frame import SCHEMA_TYPES, Frame
from site_builder.views.routes import Routes, below
from site_builder.views.site_view_models import ColumnLine, CountLine, DataPage, ExportLine, RecordsPage
from site_builder.views.view_models import Link

_EXPORTS = {  # file → what is in it, and its media type
    "site.json": ("总数", "application/json"),
    "problems.csv": ("全部事项，一行一项，表格软件可直接打开", "text/csv"),
    "problems.ndjson": ("全部事项，一行一个 JSON", "application/x-ndjson"),
    "quotations.ndjson": ("每一处引语：原话、前后的字、在哪一页，一行一条", "application/x-ndjson"),
    "cohorts.csv": ("按巡察年份、巡察后第几年统计，各有分母", "text/csv"),
    "ledger.sqlite": ("全部台账：{tables} 张表，外键、索引和中英文视图，SQLite 数据库", "application/vnd.sqlite3"),
    "dictionary.csv": ("数据字典：每一列的含义，中英文", "text/csv"),
    "dictionary.json": ("数据字典，JSON", "application/json"),
    "datapackage.json": ("数据包：全部表格的类型、代码、主键、外键（Data Package）", "application/json"),
    "catalog.jsonld": ("数据目录，供数据门户收录（DCAT）", "application/ld+json"),
}
_OF_EXPORTS = ("problems.json", "quotations.json")
DESCRIPTION = (
    "整改通报逐项记录：每个事项的状态、状态所依据的原话、时限、责任单位、进展记录、指标和公开期限。"
    "一行一个事项，另有进展、时限、文件等各表；原文未载明的一律为空。"
)
_SCHEMAS = {
    "notice.json": "一份通报的 JSON",
    "site.json": "site.json 总数",
    "manifest.json": "manifest.json 文件清单",
    "problems.json": "problems.ndjson 的一行",
    "quotations.json": "quotations.ndjson 的一行",
}


def data_groups(site: SiteContext, frame: Frame) -> Iterator[Group]:
    """The groups of these, each with its dependencies."""
    cards, day, organs = site.public, site.day, tuple(site.organs)
    yield Group(
        name="data",
        cards=cards,
        reads=("brief",),
        make=lambda: [data_page(site, frame)],
        templates=("pages/data.html",),
        parameters=organs,
    )
    for year, own in site.years if len(cards) > 2 * ROOM.lines else []:
        make = partial(records_of, site, frame, year, own)
        yield Group(f"data/notices/{year}", own, ("brief",), make, templates=("pages/records.html",))
    if site.registers.settings.exports:
        cohorts = Book({}, {}, cards, year=day.year)
        yield Group(
            "data/cohorts",
            cards,
            ("brief",),
            lambda: [Output(csv_path(COHORTS), cohorts_csv(cohorts))],
            parameters=(day.year,),
        )
        yield Group(
            "data/catalogue",
            cards,
            ("brief",),
            lambda: [Output("data/catalog.jsonld", dcat(site, frame))],
            parameters=organs,
        )


def data_page(site: SiteContext, frame: Frame) -> Page:
    """`/data/`: the files of the open data, with the numbers of what they hold."""
    routes, cards = frame.routes, site.public
    shown = _EXPORTS | _table_files() if site.registers.settings.exports else {"site.json": _EXPORTS["site.json"]}
    lines = tuple(
        ExportLine(routes.to(f"data/{name}"), name, what.format(tables=len(TABLES)))
        for name, (what, _) in shown.items()
    )
    schemas = [name for name in _SCHEMAS if name not in _OF_EXPORTS or site.registers.settings.exports]
    view = DataPage(
        exports=lines,
        counts=tuple(counts(site, routes)),
        notices=tuple(_record_links(cards[: 2 * ROOM.lines], routes)),
        records=len(cards),
        years=_record_years(cards, routes),
        columns=tuple(
            ColumnLine(table=t.name, name=c.name, type=c.type, chinese=c.chinese, english=c.english)
            for t in DESCRIBED
            for c in t.columns
        ),
        schemas=tuple(Link(routes.to(f"data/schemas/{name}"), _SCHEMAS[name]) for name in schemas),
    )
    url = routes.page("data")
    metas = frame.column_metas("开放数据", "整改事项的开放数据。", "整改,开放数据")
    jsonld = dataset(site, frame, url, [(line.name, line.url, shown[line.name][1]) for line in lines])
    layout = frame.layout("data", url, "开放数据", "整改事项的开放数据，可以下载。", metas=metas, jsonld=jsonld)
    return Page(routes.file(url), "pages/data.html", layout, view)


def _record_links(cards: Iterable[Brief], routes: Routes) -> Iterator[Link]:
    return (Link(routes.notice_json(card.slug), card.title) for card in cards)


def _record_years(cards: Sequence[Brief], routes: Routes) -> tuple[tuple[Link, int], ...]:
    """The years whose records have pages of their own: all, where one page is not enough."""
    years = by_year(cards) if len(cards) > 2 * ROOM.lines else []
    return tuple((Link(below(routes.page("data"), "notices", year), year_label(year)), len(own)) for year, own in years)


def records_of(site: SiteContext, frame: Frame, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
    """The pages that list the JSON of a year's notices. Takes   cards: of the year, newest first"""
    routes, title = frame.routes, f"{year_label(year)}的通报数据"
    crumbs = [("开放数据", routes.page("data"))]
    for part in by_age(cards, below(routes.page("data"), "notices", year), ROOM.lines):
        named = title + part.suffix
        metas = frame.column_metas(named, f"{named}。", f"整改,{named}")
        layout = frame.layout("records", part.url, named, f"{named}。", metas=metas, crumbs=crumbs)
        view = RecordsPage(tuple(_record_links(part.lines, routes)), part.pages)
        yield Page(routes.file(part.url), "pages/records.html", layout, view)


def _table_files() -> dict[str, tuple[str, str]]:
    """The CSV file of each table of the database that is not listed by itself, as in `_EXPORTS`."""
    paths = {csv_path(table).removeprefix("data/"): table for table in TABLES}
    return {path: (f"{table.chinese}，一行一条", "text/csv") for path, table in paths.items() if path not in _EXPORTS}


def _publisher(site: SiteContext) -> str:
    settings = site.registers.settings
    return settings.footer.sponsor or settings.title


def package_head(site: SiteContext, frame: Frame) -> PackageHead:
    url = frame.origin + frame.routes.page("data")
    return PackageHead(f"{site.registers.settings.title}：整改事项", url, _publisher(site), DESCRIPTION)


def cohorts_csv(book: Book) -> bytes:
    return csv_header(COHORTS) + csv_lines(COHORTS.rows(book))


def dcat(site: SiteContext, frame: Frame) -> bytes:
    """The catalogue: a distribution for each file of the open data."""
    days = sorted(card.published[:10] for card in site.public if card.published)
    data = frame.origin + frame.routes.page("data")
    head = CatalogueHead(
        title=site.registers.settings.title,
        publisher=_publisher(site),
        description=DESCRIPTION,
        home=frame.origin + frame.routes.to(""),
        data=data,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        changed=max((card.updated for card in site.public if card.updated), default=""),
        regions=tuple(dict.fromkeys(organ.region for organ in site.organs.values() if organ.region)),
    )
    forms = {"datapackage.json": f"{PROFILES}datapackage.json"}
    forms |= {
        name: f"{data}schemas/{name.partition('.')[0]}.json"
        for name in ("site.json", "problems.ndjson", "quotations.ndjson")
    }
    files = (_EXPORTS | _table_files()).items()
    return catalogue(
        head,
        [
            Distribution(data + name, what.format(tables=len(TABLES)), media, forms.get(name, ""))
            for name, (what, media) in files
            if name != "catalog.jsonld"
        ],
    )


def counts(site: SiteContext, routes: Routes) -> Iterator[CountLine]:
    """The numbers on `/data/`; those of items are the same in every form of the data, and the sum over the statuses."""
    found = totals(site.public, site.day)
    exports = site.registers.settings.exports
    forms = ["problems.csv", "problems.ndjson", "ledger.sqlite"] if exports else []
    by_status = added(card.counts.statuses for card in site.public)
    parts = tuple((label, by_status[code], routes.status(code)) for code, label in STATUSES.items() if by_status[code])
    yield CountLine(what="通报", count=found["notices"], where="页面、搜索", url=routes.page("notices"))
    yield CountLine(what="单位", count=found["organs"], where="页面", url=routes.page("organs"))
    yield CountLine(
        what="事项",
        count=found["problems"],
        where="、".join(["页面", *forms, "搜索"]),
        url=routes.page("titles"),
        of_items=True,
        parts=parts,
    )


def dataset(site: SiteContext, frame: Frame, url: str, files: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """schema.org Dataset. Takes files: (name, URL, media type)."""
    settings, cards = site.registers.settings, site.public
    days = sorted(card.published[:10] for card in cards if card.published)
    updated = max((card.updated for card in cards if card.updated), default=None)
    publisher = {"@type": SCHEMA_TYPES[settings.operator], "name": settings.footer.sponsor or settings.title}
    regions = dict.fromkeys(organ.region for organ in site.organs.values() if organ.region)
    value: dict[str, Any] = {
        "@type": "Dataset",
        "@id": f"{frame.origin}{url}#dataset",
        "name": f"{settings.title}：整改事项",
        "alternateName": "Rectification items, their statuses and the words these rest on",
        "description": DESCRIPTION,
        "url": frame.origin + url,
        "identifier": f"{frame.origin}{url}",
        "keywords": ["整改", "巡察", "审计", "督察", "台账", "信息公开"],
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        "variableMeasured": [column.chinese for column in ITEMS.columns],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": frame.origin + to, "name": name, "encodingFormat": media}
            for name, to, media in files
        ],
    }
    value |= {"temporalCoverage": f"{days[0]}/{days[-1]}"} if days else {}
    value |= {"dateModified": updated} if updated else {}
    value |= {"spatialCoverage": list(regions)} if regions else {}
    return value
