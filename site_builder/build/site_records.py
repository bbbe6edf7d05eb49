"""What site pages and exports are made from: the briefs and cards that the units have left."""

from collections.abc import Mapping
from typing import Any

from msgspec import Raw

from site_builder.build.inputs import Inputs
from site_builder.build.state import UnitState
from site_builder.build.store import Store
from site_builder.build.thresholds import CARDS_IN_MEMORY
from site_builder.build.unit_jobs import Blueprint
from site_builder.data.tables import Book, book_of
from site_builder.records.encoding import unpacker
from site_builder.site.site_context import SiteContext
from site_builder.unit.cards import Brief, Card, Grave

Briefs = dict[str, tuple[Raw, Any]]  # slug → encoded brief, and the brief
_card = unpacker(Card)


class StoredCards:
    """Reads cards from the store, in whatever process; the first stay in memory. `names`: slug → name of its card"""

    def __init__(self, store: Store, names: Mapping[str, bytes]):
        self._store, self._names = store, names
        self._read: dict[str, Card] = {}

    def __call__(self, brief: Brief) -> Card:
        if (kept := self._read.get(brief.slug)) is not None:
            return kept
        card: Card = _card.decode(self._store.get(self._names[brief.slug]))
        if len(self._read) < CARDS_IN_MEMORY:
            self._read[brief.slug] = card
        return card

    def __reduce__(self) -> tuple[type["StoredCards"], tuple[Store, Mapping[str, bytes]]]:
        return StoredCards, (self._store, self._names)  # another process reads its own


def decoded_briefs(units: Mapping[str, UnitState], known: Briefs) -> Briefs:
    """The briefs of all units. Takes   known: of the build before: what is the same is not decoded again"""
    decoder = unpacker(Brief | Grave | None)
    read = {}
    for slug, unit in units.items():
        last = known.get(slug)
        read[slug] = last if last is not None and last[0] is unit.brief else (unit.brief, decoder.decode(unit.brief))
    return read


def site_context(
    inputs: Inputs, blueprint: Blueprint, units: Mapping[str, UnitState], briefs: Briefs, store: Store
) -> SiteContext:
    """Takes   inputs: for the pages of text
    blueprint: of the build
    units: all of the site
    briefs: of `decoded_briefs`
    store: where cards are read from as they are asked for
    """
    found = [brief for _, brief in briefs.values()]
    return SiteContext(
        registers=blueprint.registers,
        cards=tuple(each for each in found if isinstance(each, Brief)),
        graves=tuple(each for each in found if isinstance(each, Grave)),
        pages=inputs.texts(),
        day=blueprint.day,
        opened=StoredCards(store, {slug: unit.card for slug, unit in units.items() if unit.card}),
    )


def exported_book(site: SiteContext) -> Book:
    return book_of(site.organs, site.registers.inspections, site.public, site.opened)
