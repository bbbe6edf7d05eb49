"""Cards → every page that is not of one notice. Each is a function of cards, registers and nothing else."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any, NamedTuple
from urllib.parse import quote as percent

from msgspec import Struct

from site_builder.cards import Brief, Card, Grave, ItemBrief
from site_builder.context import successor
from site_builder.documents import ACTS, Document
from site_builder.facets import Facet
from site_builder.layout import Frame
from site_builder.lists import (
    added,
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
from site_builder.text_pages import above
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


class Site(Struct, frozen=True, dict=True):
    """All that site pages are made from.

    cards   in any order
    opened  reads the whole card of a notice; what is read here of one is not kept
    pages   (name, title, HTML) of content/pages
    """

    registers: Registers
    cards: tuple[Brief, ...]
    graves: tuple[Grave, ...]
    pages: tuple[tuple[str, str, Html], ...]
    day: date
    opened: Callable[[Brief], Card]

    @cached_property
    def public(self) -> list[Brief]:
        return newest(self.cards)

    @cached_property
    def by_organ(self) -> Mapping[str | None, list[Brief]]:
        """Notices of each organ, newest first."""
        found: defaultdict[str | None, list[Brief]] = defaultdict(list)
        for card in self.public:
            found[card.organ].append(card)
        return found

    def items(self, card: Brief) -> Sequence[ItemBrief]:
        return self.opened(card).items

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Moved addresses, but for those that lead to a notice which is not public."""
        shown = {card.slug for card in self.cards} | {grave.slug for grave in self.graves}
        return {a: b for a, b in self.registers.redirects.items() if _slug(b) in (None, *shown)}

    @cached_property
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
    """Files that are made together. Equal `reads` of `cards`, `told` and `templates`: equal files, and no call of `make`.

    cards   all that they are made from, beside registers, pages and settings
    reads   which facets of these
    told    what else they depend on
    """

    name: str
    cards: Sequence[Brief]
    reads: tuple[Facet, ...]
    make: Callable[[], Iterable[Page | Output]]
    templates: tuple[str, ...] = ()
    told: tuple[Any, ...] = ()


def page_groups(site: Site, frame: Frame) -> Iterator[Group]:
    """Every page of the site but those of notices and data, by what it depends on."""
    maker = _Maker(site, frame)
    cards = maker.cards

    def group(
        name: str,
        own: Sequence[Brief],
        reads: tuple[Facet, ...],
        make: Callable[[], Iterable[Page]],
        *kinds: str,
        told: tuple[Any, ...] = (),
    ) -> Group:
        return Group(name, own, ("brief", *reads), make, tuple(f"pages/{kind}.html" for kind in kinds or (name,)), told)

    years = by_year(cards)
    counts = tuple((year, len(own)) for year, own in years)
    organs = tuple(site.organs)
    yield group("home", cards, ("changes",), lambda: [maker.home()])
    yield group("notices", cards, (), lambda: [maker.notices()])
    yield group("status", cards, ("items",), maker.statuses)
    for year, own in years:
        yield group(f"notices/{year}", own, (), partial(maker.notices_of, year, own), "notices", told=counts)
        yield group(f"status/{year}", own, ("items",), partial(maker.statuses_of, year, own), "status")
    yield group("organs", cards, (), lambda: [maker.organs()])
    for key, organ in site.organs.items():
        own = site.by_organ.get(key, [])
        yield group(f"organs/{key}", own, (), partial(maker.organ, key, organ, own), "organ", told=organs)
    inspected = [card for card in cards if card.inspection]
    yield group("inspections", inspected, (), maker.inspections, "inspections", "inspection")
    yield group("windows", cards, (), lambda: [maker.windows()])
    naming = [card for card in cards if card.counts.documents]
    yield group("documents", naming, ("documents",), lambda: [maker.documents()])
    yield group("themes", maker.themed, ("items",), maker.themes, "themes", "theme")
    yield group("changes", cards, ("changes",), lambda: [maker.changes()])
    yield group("search", (), (), lambda: [maker.search()], told=(counts, organs, frame.search_scripts))
    yield group("titles", cards, ("titles",), lambda: [maker.titles()])
    rest = ("definitions", "text", "notfound", "redirect")
    yield group("texts", (), (), maker.rest, *rest, told=tuple(site.redirects))


class _Use(NamedTuple):
    """A document, the notice that names it, and the place where it does."""

    card: Brief
    document: Document
    place: Link


class _Maker:
    def __init__(self, site: Site, frame: Frame):
        self.site = site
        self.frame = frame
        self.routes: Routes = frame.routes
        self.cards = site.public

    @property
    def themed(self) -> list[Brief]:
        """Notices with an item that belongs to a theme."""
        named = {place.partition("/")[0] for theme in self.site.registers.themes.values() for place in theme.items}
        return [card for card in self.cards if card.slug in named]

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
            tuple(change for change, _ in self._changes(HOME_LINES)),
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

    def notices_of(self, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
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
                if not (own := card.counts.statuses.get(code)):
                    continue
                years[card.year] = years.get(card.year, 0) + own
                if len(lines) < NEWEST:
                    lines += [item_line(card, item) for item in self.site.items(card) if item.status == code]
            links = tuple((Link(self.routes.status(code, y), year_label(y)), count) for y, count in years.items())
            head = (status_view(code), STATUS_MEANING[code])
            view = StatusPage(*head, None, links, counts, sum(years.values()), tuple(lines[:NEWEST]))
            yield self.column("status", self.routes.status(code), f"状态：{label}", STATUS_MEANING[code], view)

    def statuses_of(self, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        """The items of a year, by status; counts are the year's."""
        counts = self._status_counts(cards, year)
        found: dict[Status, list[ItemLine]] = {code: [] for code in STATUSES}
        for card in cards:
            for item in self.site.items(card):
                found[item.status].append(item_line(card, item))
        for code, label in STATUSES.items():
            lines = tuple(found[code])
            view = StatusPage(status_view(code), STATUS_MEANING[code], year, (), counts, len(lines), lines)
            title, url = f"状态：{label}", self.routes.status(code, year)
            crumbs = [(title, self.routes.status(code))]
            named = f"{title}（{year_label(year)}）"
            yield self.column("status", url, named, STATUS_MEANING[code], view, crumbs=crumbs)

    def _status_counts(self, cards: Sequence[Brief], year: str = "") -> tuple[tuple[StatusView, int, str], ...]:
        found = added(card.counts.statuses for card in cards)
        shown = [code for code in STATUSES if found[code] or not year]
        return tuple((status_view(code), found[code], self.routes.status(code, year)) for code in shown)

    def _organ_lines(self) -> Iterator[OrganLine]:
        for key, organ in self.site.organs.items():
            yield organ_line(key, organ, self.site.by_organ.get(key, []), self.routes, self.site.organs)

    def organs(self) -> Page:
        view = OrgansPage(tuple(self._organ_lines()))
        url = self.routes.page("organs")
        return self.column("organs", url, "公开单位", "在本站公开整改情况的单位，按登记顺序。", view)

    def organ(self, key: str, organ: Organ, own: Sequence[Brief]) -> Iterator[Page]:
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

    def _bodies(self, cards: Sequence[Brief]) -> Iterator[InspectionLine]:
        for card in sorted(cards, key=lambda c: (c.organ or "", c.published or "")):
            lag = None
            if card.published and card.feedback and len(card.feedback) == 10:
                lag = (date.fromisoformat(card.published[:10]) - date.fromisoformat(card.feedback)).days
            organ = Link(self.routes.organ(card.organ), card.organ_name or "") if card.organ else None
            yield InspectionLine(
                organ, Link(card.url, card.title), card.published, card.window, card.counts.problems, lag
            )

    def windows(self) -> Page:
        groups = {
            "open": "正在公开、公示",
            "upcoming": "即将开始",
            "closed": "已届满",
            "unstated": "原文未载明",
            "none": "不适用",
        }
        found: dict[str, list[Brief]] = {code: [] for code in groups}
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
        found: dict[str, dict[tuple[str, str | None], list[_Use]]] = {act: {} for act in ACTS}
        for brief in self.cards:
            if brief.counts.documents:
                card = self.site.opened(brief)
                items = {item.id: Link(item.url, item.title) for item in card.items}
                notice = Link(card.url, card.title)
                for document in card.documents:
                    use = _Use(brief, document, items.get(document.item or "", notice))
                    found[document.act].setdefault((document.name, brief.organ), []).append(use)
        for act, label in ACTS.items():
            lines = (self._document(name, uses) for (name, _), uses in found[act].items())
            groups.append((act, label, tuple(sorted(lines, key=lambda line: (line.organ or "", line.name)))))
        url = self.routes.page("documents")
        return self.column(
            "documents", url, "制度文件", "通报里写到的制度文件，按原文所写的动作分列。", DocumentsPage(tuple(groups))
        )

    def _document(self, name: str, uses: Sequence[_Use]) -> DocumentLine:
        places = tuple(dict.fromkeys(use.place for use in uses))
        return DocumentLine(name, uses[0].document.sentence, places, uses[0].card.organ_name)

    def themes(self) -> Iterator[Page]:
        themes = self.site.registers.themes
        url = self.routes.page("themes")
        lines = []
        items = [(card, item) for card in self.themed for item in self.site.items(card) if item.themes]
        for key, theme in themes.items():
            own = tuple(item_line(card, item) for card, item in items if key in item.themes)
            lines.append((Link(self.routes.theme(key), theme.title), theme.description or "", len(own)))
            view = ThemePage(theme.title, theme.description, own)
            description = theme.description or f"与{theme.title}有关的整改事项。"
            yield self.column("theme", self.routes.theme(key), theme.title, description, view, crumbs=[("专题", url)])
        if lines:
            yield self.column("themes", url, "专题", "按专题归集的整改事项。", ThemesPage(tuple(lines)))

    def _changes(self, most: int) -> list[tuple[Change, Link]]:
        """The last changes of the site, newest first. A notice that changed last before all of these is not looked at."""
        found: list[tuple[Change, Link]] = []
        for card in sorted(self.cards, key=lambda card: card.updated or "", reverse=True):
            if len(found) == most and (card.updated or "") < found[-1][0].date:
                break
            found += [(change, Link(card.url, card.title)) for change in self.site.opened(card).changes]
            found = sorted(found, key=lambda pair: (pair[0].date, pair[0].url), reverse=True)[:most]
        return found

    def changes(self) -> Page:
        view = ChangesPage(tuple(self._changes(NEWEST)))
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
                    tuple(
                        Link(i.url, f"{i.number + '. ' if i.number else ''}{i.title}") for i in self.site.items(card)
                    ),
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
        titles = {name: title for name, title, _ in self.site.pages}
        for name, title, body in self.site.pages:
            crumbs = [(titles[each], self.routes.page(each)) for each in above(name) if each in titles]
            yield self.column("text", self.routes.page(name), title, title, TextPage(title, body), crumbs=crumbs)

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
