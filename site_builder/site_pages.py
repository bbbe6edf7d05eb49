"""Cards → every page that is not of one notice. Each is a function of cards, registers and nothing else."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import quote as percent

from msgspec import Struct

from site_builder.cards import Card, Grave
from site_builder.context import successor
from site_builder.documents import ACTS, Document
from site_builder.layout import Frame
from site_builder.lists import (
    by_year,
    inspection_title,
    item_line,
    newest,
    notice_line,
    organ_line,
    totals_of,
    year_label,
)
from site_builder.model import Organ
from site_builder.notice_views import inspection_rows
from site_builder.parts import EXPLANATIONS, mark_view, status_view, window_view
from site_builder.prose import Html
from site_builder.registers import Registers
from site_builder.render import Output, Page
from site_builder.routes import Routes
from site_builder.site_views import (
    ChangesPage,
    DefinitionsPage,
    DocumentLine,
    DocumentsPage,
    HomePage,
    InspectionLine,
    InspectionPage,
    InspectionsPage,
    ItemLine,
    NotFoundPage,
    NoticesPage,
    OrganLine,
    OrganPage,
    OrgansPage,
    RedirectPage,
    SearchPage,
    StatusPage,
    TextPage,
    ThemePage,
    ThemesPage,
    TitlesPage,
    WindowsPage,
)
from site_builder.views import Change, ContactView, Feed, Layout, Link, StatusView
from site_builder.vocabulary import BASES, MARKS, ORGAN_KINDS, STATUSES, BasisKind, Mark, Status

NEWEST = 200
HOME_LINES = 6

STATUS_MEANING: dict[Status, str] = {
    "unstated": "原文按措施叙述，没有逐项写明完成与否。这是最常见的情形，不代表没有整改。",
    "not-started": "公开的文字写明尚未整改。",
    "ongoing": "公开的文字写明正在整改。",
    "partial": "公开的文字写明基本完成或取得阶段性成果。",
    "done": "公开的文字写明已完成整改。",
    "closed": "经单位以外的机构验收销号。",
}
BASIS_MEANING: dict[BasisKind, str] = {
    "notice": "状态所依据的话就在通报原文里，点击可到原处。",
    "report": "依据是单位后来报送的文件，或本站另一份通报。",
    "editor": "由本站编者归纳，写明理由；不用于完成、销号和尚未整改。",
}
WINDOW_MEANING = (
    ("publication", "公开期限", "全文向社会公开的期间，欢迎提出意见建议。期满后联系渠道仍然有效。"),
    ("objection", "公示期", "拟销号等事项公示、接受异议的期间。期满不再受理本次公示的异议。"),
    ("unstated", "原文未载明", "原文没有写明公开期限。"),
    ("none", "不适用", "这类文件没有公开期限。"),
)


class Site(Struct, frozen=True):
    """All that site pages are made from. `pages`: (name, title, HTML) of content/pages."""

    registers: Registers
    cards: tuple[Card, ...]
    graves: tuple[Grave, ...]
    pages: tuple[tuple[str, str, Html], ...]
    day: date

    @property
    def public(self) -> list[Card]:
        return newest(self.cards)

    @property
    def redirects(self) -> dict[str, str]:
        """Moved addresses, but for those that lead to a notice which is not public."""
        shown = {card.slug for card in self.cards} | {grave.slug for grave in self.graves}
        return {a: b for a, b in self.registers.redirects.items() if _slug(b) in (None, *shown)}

    @property
    def organs(self) -> dict[str, Organ]:
        """Organs that have published here, and those that took over from them: others are public with their first notice."""
        known = self.registers.organs
        shown = {card.organ for card in self.cards} | {grave.organ for grave in self.graves}
        shown &= set(known)
        shown |= {successor(known, organ)[0] for organ in shown if organ}
        return {key: organ for key, organ in known.items() if key in shown}


def _slug(path: str) -> str | None:
    """The notice that a rooted path inside the site belongs to."""
    parts = path.strip("/").split("/")
    named = path.startswith("/") and len(parts) > 1 and parts[0] == "notices"
    return parts[1] if named and not (parts[1].isdigit() or parts[1] == "undated") else None


class Group(NamedTuple):
    """Files that are made together. Equal `cards`, `told` and `templates`: equal files, and `make` is not called.

    cards   all that they are made from, beside registers, pages and settings
    told    what else they depend on
    """

    name: str
    cards: Sequence[Card]
    told: tuple[Any, ...]
    templates: tuple[str, ...]
    make: Callable[[], Iterable[Page | Output]]


def page_groups(site: Site, frame: Frame) -> Iterator[Group]:
    """Every page of the site but those of notices and data, by what it depends on."""
    maker = _Maker(site, frame)
    cards = maker.cards

    def group(
        name: str, own: Sequence[Card], make: Callable[[], Iterable[Page]], *kinds: str, told: tuple[Any, ...] = ()
    ) -> Group:
        return Group(name, own, told, tuple(f"pages/{kind}.html" for kind in kinds or (name,)), make)

    years = by_year(cards)
    counts = tuple((year, len(own)) for year, own in years)
    yield group("home", cards, lambda: [maker.home()])
    yield group("notices", cards, lambda: [maker.notices()])
    yield group("status", cards, maker.statuses)
    for year, own in years:
        yield group(f"notices/{year}", own, partial(maker.notices_of, year, own), "notices", told=counts)
        yield group(f"status/{year}", own, partial(maker.statuses_of, year, own), "status")
    yield group("organs", cards, lambda: [maker.organs()])
    for key, organ in site.organs.items():
        own = [card for card in cards if card.organ == key]
        yield group(f"organs/{key}", own, partial(maker.organ, key, organ, own), "organ", told=tuple(site.organs))
    yield group("inspections", [c for c in cards if c.inspection], maker.inspections, "inspections", "inspection")
    yield group("windows", cards, lambda: [maker.windows()])
    yield group("documents", [c for c in cards if c.documents], lambda: [maker.documents()])
    yield group("themes", cards, maker.themes, "themes", "theme")
    yield group("changes", cards, lambda: [maker.changes()])
    yield group("search", (), lambda: [maker.search()], told=(counts, tuple(site.organs), frame.search_scripts))
    yield group("titles", cards, lambda: [maker.titles()])
    rest = ("definitions", "text", "notfound", "redirect")
    yield group("texts", (), maker.rest, *rest, told=tuple(site.redirects))


class _Maker:
    def __init__(self, site: Site, frame: Frame):
        self.site = site
        self.frame = frame
        self.routes: Routes = frame.routes
        self.cards = site.public

    def page(self, kind: str, url: str, title: str, description: str, view: Struct, **more: object) -> Page:
        layout: Layout = self.frame.layout(kind, url, title, description, **more)  # type: ignore[arg-type]
        return Page(self.routes.file(url), f"pages/{kind}.html", layout, view)

    def column(self, kind: str, url: str, title: str, description: str, view: Struct, **more: object) -> Page:
        metas = self.frame.column_metas(title, description, f"整改,{title}")
        return self.page(kind, url, title, description, view, metas=metas, **more)

    def home(self) -> Page:
        settings = self.site.registers.settings
        windows = [c for c in self.cards if c.window.state in ("open", "last-day")]
        windows.sort(key=lambda card: (card.window.closes or "", card.slug))
        view = HomePage(
            settings.home,
            settings.description or "整改通报逐项公开：每项写明状态、依据的原话、公开期限和联系渠道。",
            tuple(notice_line(card, self.routes) for card in windows),
            tuple(notice_line(card, self.routes) for card in self.cards[:HOME_LINES]),
            tuple(change for change, _ in self._changes()[:HOME_LINES]),
            totals_of(self.cards, self.routes),
            tuple(self._organ_lines()),
        )
        url = self.routes.to("")
        return self.page("home", url, "首页", view.intro, view)

    def _year_links(self) -> tuple[tuple[Link, int], ...]:
        years = by_year(self.cards)
        return tuple((Link(self.routes.year(year), year_label(year)), len(cards)) for year, cards in years)

    def notices(self) -> Page:
        lines = tuple(notice_line(card, self.routes) for card in self.cards[:NEWEST])
        view = NoticesPage(None, self._year_links(), lines)
        return self.column("notices", self.routes.page("notices"), "全部通报", "本站公开的全部通报，新的在前。", view)

    def notices_of(self, year: str, cards: Sequence[Card]) -> Iterator[Page]:
        lines = tuple(notice_line(card, self.routes) for card in cards)
        title = f"{year_label(year)}公开的通报" if year != "undated" else "未署日期的通报"
        view = NoticesPage(year, self._year_links(), lines)
        crumbs = [("通报", self.routes.page("notices"))]
        yield self.column("notices", self.routes.year(year), title, f"{title}。", view, crumbs=crumbs)

    def statuses(self) -> Iterator[Page]:
        """For each status its newest items, and links to its years."""
        counts = self._status_counts(self.cards)
        for code, label in STATUSES.items():
            lines: list[ItemLine] = []
            years: dict[str, int] = {}
            for card in self.cards:
                own = [item for item in card.items if item.status == code]
                if own:
                    years[card.year] = years.get(card.year, 0) + len(own)
                lines += [item_line(card, item) for item in own] if len(lines) < NEWEST else []
            links = tuple((Link(self.routes.status(code, y), year_label(y)), count) for y, count in years.items())
            head = (status_view(code), STATUS_MEANING[code])
            view = StatusPage(*head, None, links, counts, sum(years.values()), tuple(lines[:NEWEST]))
            yield self.column("status", self.routes.status(code), f"状态：{label}", STATUS_MEANING[code], view)

    def statuses_of(self, year: str, cards: Sequence[Card]) -> Iterator[Page]:
        """The items of a year, by status; counts are the year's."""
        counts = self._status_counts(cards, year)
        for code, label in STATUSES.items():
            lines = tuple(item_line(card, item) for card in cards for item in card.items if item.status == code)
            view = StatusPage(status_view(code), STATUS_MEANING[code], year, (), counts, len(lines), lines)
            title, url = f"状态：{label}", self.routes.status(code, year)
            crumbs = [(title, self.routes.status(code))]
            named = f"{title}（{year_label(year)}）"
            yield self.column("status", url, named, STATUS_MEANING[code], view, crumbs=crumbs)

    def _status_counts(self, cards: Sequence[Card], year: str = "") -> tuple[tuple[StatusView, int, str], ...]:
        found = Counter(item.status for card in cards for item in card.items)
        shown = [code for code in STATUSES if found[code] or not year]
        return tuple((status_view(code), found[code], self.routes.status(code, year)) for code in shown)

    def _organ_lines(self) -> Iterator[OrganLine]:
        for key, organ in self.site.organs.items():
            yield organ_line(key, organ, self.cards, self.routes, self.site.organs)

    def organs(self) -> Page:
        view = OrgansPage(tuple(self._organ_lines()))
        url = self.routes.page("organs")
        return self.column("organs", url, "公开单位", "在本站公开整改情况的单位，按登记顺序。", view)

    def organ(self, key: str, organ: Organ, own: Sequence[Card]) -> Iterator[Page]:
        organs, routes = self.site.organs, self.routes
        following = organs.get(organ.successor or "")
        view = OrganPage(
            organ.name,
            ORGAN_KINDS.get(organ.kind or "", organ.kind),
            organ.region,
            organ.homepage,
            tuple((n.name, n.from_, n.to) for n in organ.names),
            Link(routes.organ(organ.successor), following.name) if following and organ.successor else None,
            tuple(Link(routes.organ(k), o.name) for k, o in organs.items() if o.successor == key),
            self._contact(key),
            totals_of(own, routes),
            tuple(notice_line(card, routes) for card in own),
            tuple((grave.slug, grave.url, grave.closed) for grave in self.site.graves if grave.organ == key),
        )
        feeds = [
            Feed(routes.organ_feed(key, "xml"), organ.name, "application/atom+xml"),
            Feed(routes.organ_feed(key, "json"), organ.name, "application/feed+json"),
        ]
        description = f"{organ.name}在本站公开的整改通报。"
        crumbs = [("公开单位", routes.page("organs"))]
        yield self.column("organ", routes.organ(key), organ.name, description, view, crumbs=crumbs, feeds=feeds)

    def _contact(self, key: str) -> ContactView:
        """Whom to write to about an organ now: itself, or the one that has taken over."""
        last = successor(self.site.organs, key)[1]
        former = self.site.organs[key].name if last.name != self.site.organs[key].name else None
        mail = f"mailto:{percent(last.contact.emails[0], '@')}" if last.contact.emails else None
        return ContactView(last.name, former, last.contact, mail, window_view(None, self.site.day), ())

    def inspections(self) -> Iterator[Page]:
        url = self.routes.page("inspections")
        lines = []
        for key, record in self.site.registers.inspections.items():
            own = [card for card in self.cards if card.inspection == key]
            if not own:  # an inspection is public with its first notice
                continue
            title = inspection_title(key, record)
            lines.append((Link(self.routes.inspection(key), title), record.round or "", len(own)))
            rows = tuple(inspection_rows(record))
            view = InspectionPage(title, rows, tuple(self._bodies(own)), totals_of(own, self.routes))
            description = f"{title}：被巡察、督察单位的公开情况。"
            yield self.column(
                "inspection", self.routes.inspection(key), title, description, view, crumbs=[("巡察督察", url)]
            )
        if self.site.registers.inspections:
            view_all = InspectionsPage(tuple(lines))
            yield self.column("inspections", url, "巡察督察", "多个单位共同接受的巡察、督察。", view_all)

    def _bodies(self, cards: Sequence[Card]) -> Iterator[InspectionLine]:
        for card in sorted(cards, key=lambda c: (c.organ or "", c.published or "")):
            lag = None
            if card.published and card.feedback and len(card.feedback) == 10:
                lag = (date.fromisoformat(card.published[:10]) - date.fromisoformat(card.feedback)).days
            organ = Link(self.routes.organ(card.organ), card.organ_name or "") if card.organ else None
            yield InspectionLine(organ, Link(card.url, card.title), card.published, card.window, len(card.items), lag)

    def windows(self) -> Page:
        groups = {
            "open": "正在公开、公示",
            "upcoming": "即将开始",
            "closed": "已届满",
            "unstated": "原文未载明",
            "none": "不适用",
        }
        found: dict[str, list[Card]] = {code: [] for code in groups}
        for card in self.cards:
            found["open" if card.window.state == "last-day" else card.window.state].append(card)
        found["open"].sort(key=lambda card: (card.window.closes or "", card.slug))
        found["closed"].sort(key=lambda card: (card.window.closes or "", card.slug), reverse=True)
        view = WindowsPage(
            tuple((code, groups[code], tuple(notice_line(c, self.routes) for c in cs)) for code, cs in found.items())
        )
        url = self.routes.page("windows")
        return self.column("windows", url, "公开期限", "正在公开、即将公开、已届满和未载明期限的通报。", view)

    def documents(self) -> Page:
        groups = []
        for act, label in ACTS.items():
            named: dict[tuple[str, str | None], list[tuple[Card, Document]]] = {}
            for card in self.cards:
                for document in card.documents:
                    if document.act == act:
                        named.setdefault((document.name, card.organ), []).append((card, document))
            lines = (self._document(name, uses) for (name, _), uses in named.items())
            groups.append((act, label, tuple(sorted(lines, key=lambda line: (line.organ or "", line.name)))))
        url = self.routes.page("documents")
        return self.column(
            "documents", url, "制度文件", "通报里写到的制度文件，按原文所写的动作分列。", DocumentsPage(tuple(groups))
        )

    def _document(self, name: str, uses: Sequence[tuple[Card, Document]]) -> DocumentLine:
        places = []
        for card, document in uses:
            item = next((item for item in card.items if item.id == document.item), None)
            places.append(Link(item.url, item.title) if item else Link(card.url, card.title))
        return DocumentLine(name, uses[0][1].sentence, tuple(dict.fromkeys(places)), uses[0][0].organ_name)

    def themes(self) -> Iterator[Page]:
        themes = self.site.registers.themes
        url = self.routes.page("themes")
        lines = []
        for key, theme in themes.items():
            own = tuple(item_line(c, i) for c in self.cards for i in c.items if key in i.themes)
            lines.append((Link(self.routes.theme(key), theme.title), theme.description or "", len(own)))
            view = ThemePage(theme.title, theme.description, own)
            description = theme.description or f"与{theme.title}有关的整改事项。"
            yield self.column("theme", self.routes.theme(key), theme.title, description, view, crumbs=[("专题", url)])
        if lines:
            yield self.column("themes", url, "专题", "按专题归集的整改事项。", ThemesPage(tuple(lines)))

    def _changes(self) -> list[tuple[Change, Link]]:
        found = [(change, Link(card.url, card.title)) for card in self.cards for change in card.changes]
        return sorted(found, key=lambda pair: (pair[0].date, pair[0].url), reverse=True)

    def changes(self) -> Page:
        view = ChangesPage(tuple(self._changes()[:NEWEST]))
        url = self.routes.page("changes")
        return self.column("changes", url, "最近变化", "首次公开、进展、更正和删除，新的在前。", view)

    def search(self) -> Page:
        registers, routes = self.site.registers, self.routes
        view = SearchPage(
            routes.to("pagefind/"),
            tuple(Link(routes.year(year), year_label(year)) for year, _ in by_year(self.cards)),
            tuple(Link(routes.status(code), label) for code, label in STATUSES.items()),
            tuple(Link(routes.organ(key), organ.name) for key, organ in self.site.organs.items()),
            tuple(Link(routes.theme(key), theme.title) for key, theme in registers.themes.items()),
            routes.page("titles"),
        )
        url = routes.page("search")
        return self.page("search", url, "搜索", "搜索通报全文和每个整改事项。", view, scripts=self.frame.search_scripts)

    def titles(self) -> Page:
        view = TitlesPage(
            tuple(
                (
                    notice_line(card, self.routes),
                    tuple(Link(i.url, f"{i.number + '. ' if i.number else ''}{i.title}") for i in card.items),
                )
                for card in self.cards
            )
        )
        url = self.routes.page("titles")
        return self.column("titles", url, "全部标题", "全部通报和事项的标题，在一页上。", view)

    def definitions(self) -> Page:
        view = DefinitionsPage(
            tuple((status_view(code), STATUS_MEANING[code]) for code in STATUSES),
            tuple((mark_view(mark), self._meaning(mark)) for mark in MARKS),
            tuple((kind, label, BASIS_MEANING[kind]) for kind, label in BASES.items()),
            WINDOW_MEANING,
        )
        url = self.routes.to("data/definitions/")
        crumbs = [("开放数据", self.routes.page("data"))]
        return self.column("definitions", url, "状态与标记的定义", "每个状态、标记和依据的含义。", view, crumbs=crumbs)

    def _meaning(self, mark: Mark) -> str:
        """What a mark says, with the days of this site's policy."""
        days = self.site.registers.settings.stale_after_days
        if mark != "stale":
            return EXPLANATIONS[mark]
        if days is None:
            return "本站没有启用这个标记。"
        return f"{EXPLANATIONS[mark]}本站定为超过 {days} 天；从未公开进展的和已经完成、销号的事项不标。"

    def rest(self) -> Iterator[Page]:
        """Pages that depend on no notice."""
        yield self.definitions()
        yield from self.texts()
        yield self.not_found()
        yield from self.redirects()

    def texts(self) -> Iterator[Page]:
        for name, title, body in self.site.pages:
            yield self.column("text", self.routes.page(name), title, title, TextPage(title, body))

    def not_found(self) -> Page:
        links = [("notices", "全部通报"), ("search", "搜索"), ("titles", "全部标题"), ("organs", "公开单位")]
        view = NotFoundPage(tuple(Link(self.routes.page(name), text) for name, text in links))
        url = self.routes.to("404.html")
        return self.page("notfound", url, "没有这一页", "地址可能写错了，或者内容已经移走。", view, noindex=True)

    def redirects(self) -> Iterator[Page]:
        for source, target in self.site.redirects.items():
            url = self.routes.to(source.strip("/") + "/")
            to = self.routes.to(target.lstrip("/")) if target.startswith("/") else target
            layout = self.frame.layout("redirect", to, "已移动", "本页已移到新的地址。", noindex=True)
            yield Page(self.routes.file(url), "pages/redirect.html", layout, RedirectPage(to))


def _named_tables(tokens: list[Any]) -> list[Any]:
    """Tables are named by the heading above them; the cells of their heads say whose heads they are."""
    above = ""
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            above = tokens[place + 1].content
        elif token.type == "table_open":
            token.attrSet("aria-label", above or "表格")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    return tokens


def texts_of(pages: Mapping[str, str], base: str) -> Iterator[tuple[str, str, Html]]:
    """content/pages: (name, title, HTML), by name. Ordinary CommonMark with tables; raw HTML is shown as text.

    Links that begin with a slash are rooted in the site, wherever it lives.
    """
    from markdown_it import MarkdownIt

    from site_builder.source import Mapping as Keys
    from site_builder.source import read_yaml, split_notice

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    for name, text in sorted(pages.items()):
        parts = split_notice(text)
        head = read_yaml(parts.head, name, parts.head_line).root.value if parts else None
        title = head["title"].value if isinstance(head, Keys) and "title" in head else None
        body = parts.body if parts else text
        heading = next((line[2:].strip() for line in body.split("\n") if line.startswith("# ")), name)
        html = markdown.renderer.render(_named_tables(markdown.parse(body)), markdown.options, {})
        html = html.replace('href="/', f'href="{base}')
        yield name, str(title or heading), Html(html)
