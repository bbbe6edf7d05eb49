"""What the pages and files outside the notices are made from, and the groups in which they are made."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from msgspec import Struct

from site_builder.records.register_model import Organ
from site_builder.records.registers import Registers
from site_builder.rendering.render import Output, Page, Stream
from site_builder.site.rows import by_year, newest
from site_builder.unit.aspects import Aspect
from site_builder.unit.cards import Brief, Card, Grave, ItemBrief
from site_builder.views.context import successor
from site_builder.views.prose import Html
from site_builder.views.text_pages import linked_notices


class SiteContext(Struct, frozen=True, dict=True, kw_only=True):
    """What all pages and files outside the notices are made from.

    cards   briefs of all public notices, in any order
    graves  notices that are withdrawn
    pages   (name, title, HTML) of content/pages
    day     of the build
    opened  reads the whole card of a notice from disk; it is not kept in memory
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
    def years(self) -> list[tuple[str, list[Brief]]]:
        """Years of publication, newest first, each with its notices."""
        return by_year(self.public)

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
    def hidden(self) -> tuple[str, ...]:
        """Notices that pages of text link to and that are not public: drafts, and those whose day has not come."""
        base = self.registers.base_path
        linked = {slug for _, _, html in self.pages for slug in linked_notices(html, base)}
        shown = (
            {card.slug for card in self.cards}
            | {grave.slug for grave in self.graves}
            | {_slug(a) for a in self.redirects}
        )
        return tuple(sorted(slug for slug in linked - shown if _slug(f"/notices/{slug}/")))

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
    """Files that are made together, and their dependencies: as long as these are the same, so are the files.

    cards       the notices that they are made from
    reads       which aspects of these cards
    make        gives the files; not called while the dependencies are the same
    templates   which templates their pages use
    parameters  what else they depend on, beside registers, pages of text and settings, on which every group depends
    """

    name: str
    cards: Sequence[Brief]
    reads: tuple[Aspect, ...]
    make: Callable[[], Iterable[Page | Output | Stream]]
    templates: tuple[str, ...] = ()
    parameters: tuple[Any, ...] = ()
