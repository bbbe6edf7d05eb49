"""Shell: makes groups of site pages and the exports, here or in another process, from records that both can have."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from site_builder.build.export_files import write_exports
from site_builder.build.staging import Staging
from site_builder.build.state import ExportState, FileRecords
from site_builder.build.store import Store
from site_builder.build.workers import Blueprint, frame_of, renderer_for
from site_builder.data.tables import Book, book_of
from site_builder.records.encoding import digest, pack, unpacker
from site_builder.site.file_groups import file_groups
from site_builder.site.page_groups import page_groups
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.cards import Brief, Card, Grave
from site_builder.views.prose import Html


class SiteRecords(Struct, frozen=True, kw_only=True):
    """What `Site` is made from beside the blueprint. `cards`: what each public notice's card is kept as."""

    briefs: tuple[Brief, ...]
    graves: tuple[Grave, ...]
    pages: tuple[tuple[str, str, Html], ...]
    cards: dict[str, bytes]


class GroupJob(Struct, frozen=True):
    """A group to make; `before`: its files as published."""

    name: str
    before: FileRecords


class GroupResult(Struct, frozen=True):
    """The files of a group, and which of them wait in staging."""

    name: str
    files: FileRecords
    staged: tuple[str, ...]


def site_of(blueprint: Blueprint, records: SiteRecords) -> SiteContext:
    decoder, kept = unpacker(Card), Store(blueprint.store or "")

    def opened(brief: Brief) -> Card:
        card: Card = decoder.decode(kept.get(records.cards[brief.slug]))
        return card

    return SiteContext(
        registers=blueprint.registers,
        cards=records.briefs,
        graves=records.graves,
        pages=records.pages,
        day=blueprint.day,
        opened=opened,
    )


def exported_book(site: SiteContext) -> Book:
    return book_of(site.organs, site.registers.inspections, site.public, site.opened)


def made_group(group: Group, staging: Staging, before: FileRecords) -> GroupResult:
    return GroupResult(group.name, *staging.put(group.make(), before))


# -- in another process


def make_groups(blueprint: Blueprint, records: bytes, orders: Sequence[GroupJob]) -> bytes:
    """Reports of groups, as msgpack. Takes records: encoded SiteRecords."""
    workshop = _workshop(blueprint, records)
    staging = Staging(blueprint.staging or "", renderer_for(blueprint))
    return pack([made_group(workshop.groups[order.name], staging, order.before) for order in orders])


def make_exports(
    blueprint: Blueprint, records: bytes, rows: Mapping[str, bytes], last: ExportState | None, out: str
) -> bytes:
    """The site-wide exports below staging; gives `Exported` as msgpack."""
    book = exported_book(_workshop(blueprint, records).site)
    return pack(
        write_exports(
            book=book, rows=rows, shape=blueprint.frame, last=last, out=Path(out), staging=Path(blueprint.staging or "")
        )
    )


class _Workshop:
    """The site that a worker has in hand."""

    def __init__(self, blueprint: Blueprint, records: bytes):
        self.site = site_of(blueprint, unpacker(SiteRecords).decode(records))
        self.frame = frame_of(blueprint)

    @cached_property
    def groups(self) -> dict[str, Group]:
        every = (*page_groups(self.site, self.frame), *file_groups(self.site, self.frame))
        return {group.name: group for group in every}


_at_hand: dict[bytes, _Workshop] = {}


def _workshop(blueprint: Blueprint, records: bytes) -> _Workshop:
    """Read once a process for as long as the site is the same."""
    key = digest(blueprint.key + pack((blueprint.day, blueprint.store)) + records)
    if key not in _at_hand:
        _at_hand.clear()
        _at_hand[key] = _Workshop(blueprint, records)
    return _at_hand[key]
