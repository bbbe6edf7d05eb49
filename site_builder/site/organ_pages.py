"""Cards → pages of organs, and of the inspections that several of them share."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from site_builder.records.model import Inspection
from site_builder.records.register_model import Organ
from site_builder.records.vocabulary import ORGAN_KINDS
from site_builder.rendering.render import Page
from site_builder.site.page_making import PageMaker
from site_builder.site.paging import ROOM, by_age, cut, fitted, in_order, rest
from site_builder.site.rows import (
    counts_in,
    inspection_subject,
    inspection_title,
    item_groups,
    marked_groups,
    newest,
    notice_line,
    organ_line,
    shares_in,
    totals_of,
)
from site_builder.unit.cards import Brief, ItemBrief
from site_builder.views.context import successor
from site_builder.views.notice_views import inspection_rows
from site_builder.views.routes import mail_url
from site_builder.views.shared_views import day_label, window_view
from site_builder.views.site_view_models import (
    InspectionLine,
    InspectionPage,
    InspectionsPage,
    InspectionSummary,
    NoticesPage,
    OrganLine,
    OrganPage,
    OrgansPage,
)
from site_builder.views.view_models import ContactView, Feed, Link


class Organs(PageMaker):
    """Pages of organs and inspections, in the order of the registers."""

    def lines(self) -> Iterator[OrganLine]:
        for key, organ in self.site.organs.items():
            yield organ_line(key, organ, self.site.by_organ.get(key, []), self.routes, self.site.organs)

    def organs(self) -> Iterator[Page]:
        about = "在本站公开整改情况的单位，按登记顺序。"
        for part in in_order(list(self.lines()), self.routes.page("organs"), ROOM.items):
            view = OrgansPage(part.lines, part.pages)
            yield self.column("organs", part.url, f"公开单位{part.suffix}", about, view)

    def organ(self, key: str, organ: Organ, own: Sequence[Brief]) -> Iterator[Page]:
        organs, routes = self.site.organs, self.routes
        url, crumbs = routes.organ(key), [("公开单位", routes.page("organs"))]
        following = organs.get(organ.successor or "")
        pairs = self._items(own)
        groups, marked = item_groups(pairs), marked_groups(pairs)
        shown, shown_marked = fitted(groups, url, *ROOM.of_items), fitted(marked, url, *ROOM.of_lines)
        room = cut([len(own)], *ROOM.of_notices)[0]
        view = OrganPage(
            name=organ.name,
            kind=ORGAN_KINDS.get(organ.kind or "", organ.kind),
            region=organ.region,
            homepage=organ.homepage,
            names=tuple((n.name, n.from_, n.to) for n in organ.names),
            successor=Link(routes.organ(organ.successor), following.name) if following and organ.successor else None,
            predecessors=tuple(Link(routes.organ(k), o.name) for k, o in organs.items() if o.successor == key),
            contact=self._contact(key),
            totals=totals_of(own, routes, local=True),
            groups=shown,
            marked=shown_marked,
            notices=tuple(notice_line(card, routes) for card in own[:room]),
            more_notices=rest(len(own), room, f"{url}notices/"),
            graves=tuple((g.slug, g.url, g.since, g.closed) for g in self.site.graves if g.organ == key),
        )
        feeds = [
            Feed(routes.organ_feed(key, "xml"), organ.name, "application/atom+xml"),
            Feed(routes.organ_feed(key, "json"), organ.name, "application/feed+json"),
        ]
        description = f"{organ.name}在本站公开的整改通报。"
        yield self.column("organ", url, organ.name, description, view, crumbs=crumbs, feeds=feeds)
        below = [*crumbs, (organ.name, url)]
        yield from self.own_pages((*groups, *marked), (*shown, *shown_marked), url, organ.name, below)
        if view.more_notices:
            yield from self._notices(own, url, organ.name, below)

    def _notices(
        self, cards: Sequence[Brief], url: str, title: str, crumbs: Sequence[tuple[str, str]]
    ) -> Iterator[Page]:
        """All notices of an organ or inspection, newest first, where its page has not room for them."""
        for part in by_age(newest(cards), f"{url}notices/", ROOM.notices):
            lines = tuple(notice_line(card, self.routes) for card in part.lines)
            view = NoticesPage(year=None, years=(), total=len(cards), lines=lines, pages=part.pages)
            named = f"{title}：通报"
            yield self.column("notices", part.url, named + part.suffix, f"{named}。", view, crumbs=crumbs)

    def _items(self, cards: Sequence[Brief]) -> list[tuple[Brief, ItemBrief]]:
        return [(card, item) for card in cards if card.counts.problems for item in self.site.items(card)]

    def _contact(self, key: str) -> ContactView:
        """Whom to write to about an organ now: itself, or the one that has taken over."""
        last = successor(self.site.organs, key)[1]
        former = self.site.organs[key].name if last.name != self.site.organs[key].name else None
        mail = mail_url(last.contact.emails[0]) if last.contact.emails else None
        return ContactView(
            name=last.name,
            former=former,
            contacts=last.contact,
            mailto=mail,
            letter=None,
            window=window_view(None, self.site.day),
            leads=(),
        )

    def inspected(self) -> Iterator[tuple[str, Inspection, list[Brief]]]:
        """The inspections that are public, each with its notices: it is public with the first of these."""
        found: dict[str, list[Brief]] = {}
        for card in self.cards:
            found.setdefault(card.inspection or "", []).append(card)
        for key, record in self.site.registers.inspections.items():
            if key in found:
                yield key, record, found[key]

    def inspections(self) -> Iterator[Page]:
        if self.site.registers.inspections:
            url = self.routes.page("inspections")
            lines = [self._summary(key, record, own) for key, record, own in self.inspected()]
            for part in in_order(lines, url, ROOM.items):
                view = InspectionsPage(part.lines, part.pages)
                title = f"巡察督察{part.suffix}"
                yield self.column("inspections", part.url, title, "多个单位共同接受的巡察、督察。", view)

    def inspection(self, key: str, record: Inspection, own: Sequence[Brief]) -> Iterator[Page]:
        """An inspection's page, and the lists that it has not room for. Takes   own: its notices"""
        title, url = inspection_title(key, record), self.routes.inspection(key)
        pairs = self._items(own)
        groups, marked = item_groups(pairs), marked_groups(pairs)
        shown, shown_marked = fitted(groups, url, *ROOM.of_items), fitted(marked, url, *ROOM.of_lines)
        bodies = list(self._bodies(own))
        room = cut([len(bodies)], *ROOM.of_notices)[0]
        view = InspectionPage(
            title=title,
            rows=tuple(inspection_rows(record)),
            lines=tuple(bodies[:room]),
            more_notices=rest(len(bodies), room, f"{url}notices/"),
            totals=totals_of(own, self.routes, local=True),
            groups=shown,
            marked=shown_marked,
        )
        crumbs = [("巡察督察", self.routes.page("inspections"))]
        yield self.column("inspection", url, title, f"{title}：被巡察、督察单位的公开情况。", view, crumbs=crumbs)
        below = [*crumbs, (title, url)]
        yield from self.own_pages((*groups, *marked), (*shown, *shown_marked), url, title, below)
        if view.more_notices:
            yield from self._notices(own, url, title, below)

    def _summary(self, key: str, record: Inspection, own: Sequence[Brief]) -> InspectionSummary:
        days = [day_label(str(day)) for day in (record.started, record.ended) if day]
        feedback = f"{day_label(str(record.feedback))}反馈" if record.feedback else ""
        totals, here = totals_of(own, self.routes, local=True), self.routes.inspection(key)
        return InspectionSummary(
            link=Link(here, inspection_title(key, record)),
            subject=inspection_subject(record),
            when="，".join(part for part in ("至".join(str(day) for day in days), feedback) if part),
            notices=len(own),
            totals=replace(
                totals, url=here + totals.url, counts=tuple((s, n, here + to) for s, n, to in totals.counts)
            ),
        )

    def _bodies(self, cards: Sequence[Brief]) -> Iterator[InspectionLine]:
        for card in sorted(cards, key=lambda c: (c.organ or "", c.published or "")):
            lag = None
            if card.published and card.feedback and len(card.feedback) == 10:
                lag = (date.fromisoformat(card.published[:10]) - date.fromisoformat(card.feedback)).days
            organ = Link(self.routes.organ(card.organ), card.organ_name or "") if card.organ else None
            yield InspectionLine(
                organ=organ,
                notice=Link(card.url, card.title),
                published=card.published,
                window=card.window,
                items=card.counts.problems,
                counts=counts_in(card),
                shares=shares_in([card]),
                lag=lag,
            )
