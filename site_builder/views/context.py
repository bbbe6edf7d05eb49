"""Context: everything that the pages of a notice take from elsewhere, as one small value that is part of the unit's cache key.

Heads are scanned first and contexts are made from the scans alone, so units can be built in any order and on any machine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from site_builder.records.ledger_model import Ledgers
from site_builder.records.model import Contacts, Head, Inspection, Window
from site_builder.records.register_model import Organ, OrganName, Settings, WorkingDays
from site_builder.records.registers import Registers
from site_builder.records.vocabulary import KINDS, Kind
from site_builder.views.derive import visibility
from site_builder.views.neighbours import (
    Neighbour,
    Reference,
    Scan,
    follow_chains,
    matters,
    neighbour_of,
    neighbours_in_time,
    newest_last,
)


class OrganView(Struct, frozen=True, kw_only=True):
    """An organ as its notice shows it: the name it bore then, and whom to write to now."""

    id: str
    name: str
    present_name: str
    short: str
    names: tuple[OrganName, ...]
    contact: Contacts
    successor: str | None
    successor_name: str | None


class Linked(Struct, frozen=True, kw_only=True):
    """Another notice that this one points to, or that points here.

    cited  digest of the other notice's text, where words of it are quoted; else None
    text   that text; filled in by the worker that builds the unit, so that it is not sent to every worker
    """

    slug: str
    title: str
    relation: str
    item: str | None
    target: str | None
    target_title: str | None
    public: bool
    cited: bytes | None
    window: Window | str | None
    withdrawn: bool = False
    quote: str | None = None
    text: str | None = None
    published: str | None = None
    kind: Kind | None = None  # of a public notice

    @property
    def published_day(self) -> date | None:
        return date.fromisoformat(self.published[:10]) if self.published else None


class Context(Struct, frozen=True, kw_only=True):
    """Everything outside a notice that its outputs may depend on, except the day.

    chain    the notices that continue one another, itself among them, earliest first; empty where it stands alone
    matters  the items of other notices that are the same matter as one of its own, however they are linked, earliest
             first; of a notice that was withdrawn only that it was there, and when
    """

    settings: Settings
    base: str
    origin: str
    organ: OrganView | None
    inspection_id: str | None
    inspection: Inspection | None
    previous: Neighbour | None
    following: Neighbour | None
    links: tuple[Linked, ...]
    linked_by: tuple[Linked, ...]
    chain: tuple[Neighbour, ...]
    themes: tuple[tuple[str, str, str], ...]  # item, theme id, theme title
    calendar: tuple[tuple[str, WorkingDays], ...]
    drafts: bool
    matters: tuple[Linked, ...] = ()

    def with_texts(self, text_of: Callable[[str, bytes], str]) -> "Context":
        """This context with the texts of the notices that are quoted.

        Takes   text_of: (slug, digest of its text) → the text of that notice
        """
        if not any(link.cited for link in self.links):
            return self
        links = (replace(k, text=text_of(k.slug, k.cited)) if k.cited else k for k in self.links)
        return replace(self, links=tuple(links))


def references(head: Head, ledgers: Ledgers) -> Iterator[Reference]:
    """Every mention of another notice in a head and its ledger, in file order."""
    if head.follows:
        yield Reference(notice=head.follows, relation="follows")
    for item, ledger in ledgers.items.items():
        for same in ledger.same_as:
            yield Reference(notice=same.notice, relation="same_as", item=item, target=same.item, quote=same.quote)
        if ledger.closing and ledger.closing.notice:
            yield Reference(notice=ledger.closing.notice, relation="closing", item=item)
        cited = [entry.source for entry in ledger.entries] + [due.source for due in ledger.due]
        cited += [verdict.source for verdict in ledger.assessments]
        yield from (Reference(notice=s.notice, relation="source", item=item) for s in cited if s and s.notice)
    told = [target.result.source for target in ledgers.targets.values() if target.result]
    told += [ledgers.notice.feedback.source] if ledgers.notice.feedback else []
    yield from (Reference(notice=source.notice, relation="source") for source in told if source and source.notice)


def scan_of(
    slug: str,
    head: Head,
    refs: Iterable[Reference],
    items: dict[str, str],
    words: bytes,
    registers: Registers,
    day: date,
    drafts: bool,
) -> Scan:
    """The scan of a notice on a day: the part of it that the contexts of other notices are made from.

    Takes   refs: links to other notices; items: id → title of its items
            words: digest of its text; drafts: whether drafts are shown
    """
    seen = visibility(head, day, registers.settings.after_close, drafts)
    return Scan(
        slug=slug,
        title=title_of(head, registers.organs),
        kind=head.kind,
        organ=head.organ,
        published=head.published,
        inspection=head.inspection if isinstance(head.inspection, str) else None,
        window=head.window,
        public=seen != "hidden",
        withdrawn=seen == "withdrawn",
        references=tuple(dict.fromkeys(refs)),
        items=items,
        words=words,
    )


def title_of(head: Head, organs: Mapping[str, Organ]) -> str:
    """The title that the text states, else one made by the site (the page then says 本站拟题)."""
    if head.title or head.display_title:
        return head.title or head.display_title or ""
    organ = organs.get(head.organ or "")
    who = organ.name if organ else "未载明单位"
    return f"{who}{KINDS[head.kind]}"


class ContextBuilder:
    """Where each notice stands among the others. Contexts are made on demand and not kept: all of them at
    once would take as much memory as what is kept of the notices.
    """

    def __init__(self, scans: Sequence[Scan], registers: Registers, drafts: bool):
        self.scans, self.registers, self.drafts = scans, registers, drafts
        self._by_slug = {scan.slug: scan for scan in scans}
        public = sorted((s for s in scans if s.public and not s.withdrawn), key=newest_last)
        self._around, self._chained = neighbours_in_time(public), follow_chains(public)
        self._incoming: dict[str, list[Linked]] = {}
        for scan in public:
            for ref in scan.references:
                if ref.relation != "source":
                    self._incoming.setdefault(ref.notice, []).append(_linked(scan, ref, back=True))
        self._matters = matters([scan for scan in scans if scan.public])
        self._themes: dict[str, list[tuple[str, str, str]]] = {}
        for theme_id, theme in registers.themes.items():
            for place in theme.items:
                slug, _, item = place.partition("/")
                self._themes.setdefault(slug, []).append((item, theme_id, theme.title))
        self._calendar = tuple(registers.calendar.items())
        self._organs: dict[str, OrganView | None] = {}  # of those that bear one name: the same to all their notices

    def of(self, scan: Scan) -> Context:
        """The context of one of these notices."""
        registers, slug, there = self.registers, scan.slug, self._by_slug
        before, after = self._around.get(slug, (None, None))
        return Context(
            settings=registers.settings,
            base=registers.base_path,
            origin=registers.origin,
            organ=self._organ(scan),
            inspection_id=scan.inspection,
            inspection=registers.inspections.get(scan.inspection or ""),
            previous=neighbour_of(before) if before else None,
            following=neighbour_of(after) if after else None,
            links=tuple(_linked(there[ref.notice], ref) for ref in scan.references if ref.notice in there),
            linked_by=tuple(self._incoming.get(slug, ())),
            chain=self._chained.get(slug, ()),
            themes=tuple(self._themes.get(slug, ())),
            calendar=self._calendar,
            drafts=self.drafts,
            matters=tuple(self._same(scan)),
        )

    def _same(self, scan: Scan) -> Iterator[Linked]:
        for item in scan.items:
            for other, target in self._matters.get((scan.slug, item), ()):
                if other.slug != scan.slug:
                    yield _linked(other, Reference(notice=other.slug, relation="matter", item=item, target=target))

    def _organ(self, scan: Scan) -> OrganView | None:
        organ = self.registers.organs.get(scan.organ or "")
        if organ is None or scan.organ is None or organ.names:
            return organ_view(self.registers.organs, scan)
        if scan.organ not in self._organs:
            self._organs[scan.organ] = organ_view(self.registers.organs, scan)
        return self._organs[scan.organ]


def _linked(scan: Scan, ref: Reference, back: bool = False) -> Linked:
    item, target = (ref.target, ref.item) if back else (ref.item, ref.target)
    cited = scan.words if ref.relation in ("source", "closing") and not back else None
    public = scan.public and not scan.withdrawn
    if not public:  # title and text of a notice that is not public stand nowhere
        return Linked(
            slug=scan.slug,
            title="",
            relation=ref.relation,
            item=item,
            target=target,
            target_title=None,
            public=False,
            cited=cited,
            window=None,
            withdrawn=scan.withdrawn,
            published=scan.published if ref.relation == "matter" else None,
        )
    title = scan.items.get(target or "")
    return Linked(
        slug=scan.slug,
        title=scan.title,
        relation=ref.relation,
        item=item,
        target=target,
        target_title=title,
        public=True,
        cited=cited,
        window=scan.window,
        quote=ref.quote if back else None,
        published=scan.published,
        kind=scan.kind,
    )


def organ_view(organs: Mapping[str, Organ], scan: Scan) -> OrganView | None:
    organ = organs.get(scan.organ or "")
    if organ is None or scan.organ is None:
        return None
    last_id, last = successor(organs, scan.organ)
    published = date.fromisoformat(scan.published[:10]) if scan.published else None
    return OrganView(
        id=scan.organ,
        name=organ.name_on(published) if published else organ.name,
        present_name=organ.name,
        short=organ.short or organ.name,
        names=organ.names,
        contact=last.contact,
        successor=last_id if last_id != scan.organ else None,
        successor_name=last.name if last_id != scan.organ else None,
    )


def successor(organs: Mapping[str, Organ], organ: str) -> tuple[str, Organ]:
    """The organ that answers now: itself, or the end of its chain of successors."""
    seen = {organ}
    while (following := organs[organ].successor) and following in organs and following not in seen:
        seen.add(following)
        organ = following
    return organ, organs[organ]
