"""Cards → home, and the lists of notices, statuses and themes."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from site_builder.records.vocabulary import STATUS_MEANING, STATUSES, Status
from site_builder.rendering.render import Page
from site_builder.site.change_pages import newest_changes
from site_builder.site.organ_pages import Organs
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, by_age
from site_builder.site.rows import item_line, notice_line, totals_of, year_label
from site_builder.unit.cards import Brief, ItemBrief, added
from site_builder.views.shared_views import status_view
from site_builder.views.site_view_models import (
    HomePage,
    ItemLine,
    NoticesPage,
    StatusPage,
    ThemePage,
    ThemesPage,
)
from site_builder.views.view_models import Link, StatusView

HOME_LINES = 6
HOME_ORGANS = 200


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
            windows=tuple(notice_line(card, self.routes) for card in windows[: ROOM.notices]),
            latest=tuple(notice_line(card, self.routes) for card in others[:HOME_LINES]),
            changes=tuple(change for change, _ in newest_changes(self.site, HOME_LINES)),
            totals=totals_of(self.cards, self.routes),
            cohorts=self.routes.page("cohorts") if any(c.feedback and c.counts.problems for c in self.cards) else None,
            organs=tuple(islice(Organs(self.site, self.frame).lines(), HOME_ORGANS)),
        )
        url = self.routes.to("")
        return self.page("home", url, "首页", view.intro, view)

    def notices(self) -> Page:
        lines = tuple(notice_line(card, self.routes) for card in self.cards[: 2 * ROOM.notices])
        view = NoticesPage(year=None, years=self.year_links(), total=len(self.cards), lines=lines)
        return self.column("notices", self.routes.page("notices"), "全部通报", "本站公开的全部通报，新的在前。", view)

    def notices_of(self, year: str, cards: Sequence[Brief]) -> Iterator[Page]:
        title = f"{year_label(year)}公开的通报" if year != "undated" else "未署日期的通报"
        crumbs = [("通报", self.routes.page("notices"))]
        for part in by_age(cards, self.routes.year(year), ROOM.notices):
            lines = tuple(notice_line(card, self.routes) for card in part.lines)
            view = NoticesPage(year=year, years=self.year_links(), total=len(cards), lines=lines, pages=part.pages)
            named = title + part.suffix
            yield self.column("notices", part.url, named, f"{named}。", view, crumbs=crumbs)

    def statuses(self) -> Iterator[Page]:
        """For each status its newest items, and links to its years."""
        counts = self._status_counts(self.cards)
        for code, label in STATUSES.items():
            counted = {card.slug: own for card in self.cards if (own := card.counts.statuses.get(code, 0))}
            newest, years = self.newest_items(counted, partial(_has, code))
            view = StatusPage(
                status=status_view(code),
                explanation=STATUS_MEANING[code],
                year=None,
                years=tuple((Link(self.routes.status(code, y), year_label(y)), count) for y, count in years.items()),
                statuses=counts,
                total=sum(years.values()),
                lines=newest,
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
            title = f"状态：{label}"
            crumbs = [(title, self.routes.status(code))]
            for part in by_age(found[code], self.routes.status(code, year), ROOM.items):
                view = StatusPage(
                    status=status_view(code),
                    explanation=STATUS_MEANING[code],
                    year=year,
                    years=(),
                    statuses=counts,
                    total=len(found[code]),
                    lines=part.lines,
                    pages=part.pages,
                )
                named = f"{title}（{year_label(year)}）{part.suffix}"
                yield self.column("status", part.url, named, STATUS_MEANING[code], view, crumbs=crumbs)

    def _status_counts(self, cards: Sequence[Brief], year: str = "") -> tuple[tuple[StatusView, int, str], ...]:
        found = added(card.counts.statuses for card in cards)
        shown = [code for code in STATUSES if found[code] or not year]
        return tuple((status_view(code), found[code], self.routes.status(code, year)) for code in shown)

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
            own = [item_line(card, item) for card, item in items if key in item.themes]
            lines.append((Link(self.routes.theme(key), theme.title), theme.description or "", len(own)))
            description = theme.description or f"与{theme.title}有关的整改事项。"
            for part in by_age(own, self.routes.theme(key), ROOM.items):
                view = ThemePage(theme.title, theme.description, part.lines, part.pages)
                title = theme.title + part.suffix
                yield self.column("theme", part.url, title, description, view, crumbs=[("专题", url)])
        if lines:
            yield self.column("themes", url, "专题", "按专题归集的整改事项。", ThemesPage(tuple(lines)))


def _has(status: Status, item: ItemBrief) -> bool:
    return item.status == status
