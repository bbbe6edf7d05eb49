"""Cards → what has changed: `/changes/`, the pages of a month where the newest are not all, and `/changes/<month>.json` for pages
that say what is new. Titles stand in them only as long as their notice is public.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from site_builder.rendering.render import Output, Page
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, by_age
from site_builder.site.site_context import SiteContext
from site_builder.unit.cards import Brief, added
from site_builder.views.routes import below
from site_builder.views.shared_views import day_label
from site_builder.views.site_view_models import ChangesPage
from site_builder.views.view_models import Change, Link

_ABOUT = "首次公开、进展、更正和删除，新的在前。"


class ChangeLine(msgspec.Struct, frozen=True):
    """A change: its day, the address of its page, its kind (published, entry, correction, redaction), the title there."""

    day: str
    url: str
    kind: str
    title: str


def newest_changes(site: SiteContext, most: int) -> list[tuple[Change, Link]]:
    """The last changes of the site, newest first. The card of a notice that changed before all of these is not read."""
    found: list[tuple[Change, Link]] = []
    for card in sorted(site.public, key=lambda card: card.updated or "", reverse=True):
        if len(found) == most and (card.updated or "") < found[-1][0].date:
            break
        found = _newest_first([*found, *_changes(site, card)])[:most]
    return found


def _changes(site: SiteContext, card: Brief) -> Iterator[tuple[Change, Link]]:
    return ((change, Link(card.url, card.title)) for change in site.opened(card).changes)


def _newest_first(found: Sequence[tuple[Change, Link]]) -> list[tuple[Change, Link]]:
    return sorted(found, key=lambda pair: (pair[0].date, pair[0].url), reverse=True)


class ChangeLists(PageMaker):
    """Changes of all notices, newest first."""

    @cached_property
    def months(self) -> dict[str, int]:
        """How many changes there are in each month that has one, newest first."""
        return dict(sorted(added(card.counts.changes for card in self.cards).items(), reverse=True))

    @cached_property
    def by_month(self) -> dict[str, list[Brief]]:
        """The notices that changed in each of these months."""
        found: dict[str, list[Brief]] = {month: [] for month in self.months}
        for card in self.cards:
            for month in card.counts.changes:
                found[month].append(card)
        return found

    @cached_property
    def paged(self) -> bool:
        """Whether months have pages of their own: as long as all changes stand on one page, they have not."""
        return sum(self.months.values()) > 2 * ROOM.items

    def changes(self) -> Iterator[Page | Output]:
        """The newest, and the months that have a file, newest first, for scripts."""
        months = [(Link(below(self.routes.page("changes"), m), day_label(m) or m), n) for m, n in self.months.items()]
        view = ChangesPage(tuple(newest_changes(self.site, 2 * ROOM.items)), tuple(months) if self.paged else ())
        yield self.column("changes", self.routes.page("changes"), "最近变化", _ABOUT, view)
        index = self.routes.changes_of("index")
        yield Output(self.routes.file(index), msgspec.json.encode(list(self.months)))

    def changes_of(self, month: str, cards: Sequence[Brief], paged: bool) -> Iterator[Page | Output]:
        """What changed in a month: a file for scripts, and pages where months have some.

        Takes   month: 2026-11; cards: the notices that changed in it; paged: whether months have pages
        """
        pairs = [pair for card in cards for pair in _changes(self.site, card) if pair[0].date[:7] == month]
        lines = [ChangeLine(change.date[:10], change.url, change.kind, change.title) for change, _ in pairs]
        lines.sort(key=lambda line: (line.day, line.url), reverse=True)
        yield Output(self.routes.file(self.routes.changes_of(month)), msgspec.json.encode(lines))
        if paged:
            crumbs = [("最近变化", self.routes.page("changes"))]
            for part in by_age(_newest_first(pairs), below(self.routes.page("changes"), month), ROOM.items):
                title = f"{day_label(month)}的变化{part.suffix}"
                view = ChangesPage(part.lines, pages=part.pages)
                yield self.column("changes", part.url, title, _ABOUT, view, crumbs=crumbs)
