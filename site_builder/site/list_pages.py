"""Cards → the lists: home, notices, statuses, windows, documents, themes, changes, titles."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.records.cited_documents import ACTS, CitedDocument
from site_builder.records.vocabulary import STATUS_MEANING, STATUSES, Status
from site_builder.rendering.render import Page
from site_builder.site.organ_pages import Organs
from site_builder.site.page_making import PageMaker
from site_builder.site.rows import item_line, notice_line, totals_of, year_label
from site_builder.unit.cards import Brief, added
from site_builder.views.presenter import status_view
from site_builder.views.site_view_models import (
    ChangesPage,
    DocumentLine,
    DocumentsPage,
    HomePage,
    ItemLine,
    NoticesPage,
    StatusPage,
    ThemePage,
    ThemesPage,
    TitlesPage,
)
from site_builder.views.view_models import Change, Link, StatusView

LIST_LENGTH = 200
HOME_LINES = 6


class _Use(NamedTuple):
    """A document, the notice that names it, and the place where it does."""

    card: Brief
    document: CitedDocument
    place: Link


class Lists(PageMaker):
    """Lists of notices and items, newest first."""

    def home(self) -> Page:
        settings = self.site.registers.settings
        windows = [c for c in self.cards if c.window.state in ("open", "last-day")]
        others = [c for c in self.cards if c.window.state not in ("open", "last-day")]  # no notice twice
        windows.sort(key=lambda card: (card.window.closes or "", card.slug))
        view = HomePage(
            blocks=settings.home,
            intro=settings.description or "整改通报逐项公开：每项写明状态、依据的原话、公开期限和联系渠道。",
            windows=tuple(notice_line(card, self.routes) for card in windows),
            latest=tuple(notice_line(card, self.routes) for card in others[:HOME_LINES]),
            changes=tuple(change for change, _ in self._changes(HOME_LINES)),
            totals=totals_of(self.cards, self.routes),
            cohorts=self.routes.page("cohorts") if any(c.feedback and c.counts.problems for c in self.cards) else None,
            organs=tuple(Organs(self.site, self.frame).lines()),
        )
        url = self.routes.to("")
        return self.page("home", url, "首页", view.intro, view)

    def notices(self) -> Page:
        lines = tuple(notice_line(card, self.routes) for card in self.cards[:LIST_LENGTH])
        view = NoticesPage(None, self.year_links(), lines)
        return self.column("notices", self.routes.page("notices"), "全部通报", "本站公开的全部通报，新的在前。", view)

    def notices_of(self, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        lines = tuple(notice_line(card, self.routes) for card in cards)
        title = f"{year_label(year)}公开的通报" if year != "undated" else "未署日期的通报"
        view = NoticesPage(year, self.year_links(), lines)
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
                if len(lines) < LIST_LENGTH:
                    lines += [item_line(card, item) for item in self.site.items(card) if item.status == code]
            links = tuple((Link(self.routes.status(code, y), year_label(y)), count) for y, count in years.items())
            view = StatusPage(
                status=status_view(code),
                explanation=STATUS_MEANING[code],
                year=None,
                years=links,
                statuses=counts,
                total=sum(years.values()),
                lines=tuple(lines[:LIST_LENGTH]),
            )
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
            view = StatusPage(
                status=status_view(code),
                explanation=STATUS_MEANING[code],
                year=year,
                years=(),
                statuses=counts,
                total=len(lines),
                lines=lines,
            )
            title, url = f"状态：{label}", self.routes.status(code, year)
            crumbs = [(title, self.routes.status(code))]
            named = f"{title}（{year_label(year)}）"
            yield self.column("status", url, named, STATUS_MEANING[code], view, crumbs=crumbs, long=True)

    def _status_counts(self, cards: Sequence[Brief], year: str = "") -> tuple[tuple[StatusView, int, str], ...]:
        found = added(card.counts.statuses for card in cards)
        shown = [code for code in STATUSES if found[code] or not year]
        return tuple((status_view(code), found[code], self.routes.status(code, year)) for code in shown)

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
        return DocumentLine(name=name, sentence=uses[0].document.sentence, places=places, organ=uses[0].card.organ_name)

    @property
    def themed(self) -> list[Brief]:
        """Notices with an item that belongs to a theme."""
        named = {place.partition("/")[0] for theme in self.site.registers.themes.values() for place in theme.items}
        return [card for card in self.cards if card.slug in named]

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
        """The last changes of the site, newest first. The card of a notice that changed before all of these is not read."""
        found: list[tuple[Change, Link]] = []
        for card in sorted(self.cards, key=lambda card: card.updated or "", reverse=True):
            if len(found) == most and (card.updated or "") < found[-1][0].date:
                break
            found += [(change, Link(card.url, card.title)) for change in self.site.opened(card).changes]
            found = sorted(found, key=lambda pair: (pair[0].date, pair[0].url), reverse=True)[:most]
        return found

    def changes(self) -> Page:
        view = ChangesPage(tuple(self._changes(LIST_LENGTH)))
        url = self.routes.page("changes")
        return self.column("changes", url, "最近变化", "首次公开、进展、更正和删除，新的在前。", view)

    def titles(self) -> Page:
        view = TitlesPage((notice_line(card, self.routes), self._titles_of(card)) for card in self.cards)
        url = self.routes.page("titles")
        return self.column("titles", url, "全部标题", "全部通报和事项的标题，在一页上。", view, long=True)

    def _titles_of(self, card: Brief) -> tuple[Link, ...]:
        items = self.site.items(card)
        return tuple(Link(item.url, f"{item.number + '. ' if item.number else ''}{item.title}") for item in items)
