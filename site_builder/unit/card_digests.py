"""What of a card has changed: a digest of each part that some pages of the site are made from, and no other page is."""

from typing import Literal, get_args

from msgspec import Struct

from site_builder.records.encoding import SEAL, digest, pack
from site_builder.unit.cards import Card, Grave, ItemBrief

# brief      what lists say of a notice
# items      what lists say of its items
# titles     names and addresses of its items
# addresses  pages of its items and targets, and the days of their last change
# entries    what feeds tell: dated entries and changes
# documents  papers it names, with the items that name them
# changes    its history
# events     components of calendars
# whole      every part, for the open data
Aspect = Literal["brief", "items", "titles", "addresses", "entries", "documents", "changes", "events", "whole"]
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
_PLACES = {facet: slice(place * SEAL, (place + 1) * SEAL) for place, facet in enumerate(ASPECTS)}


class AspectDigests(Struct, frozen=True, array_like=True):
    """A digest of each facet, in their order, as one value: an archive has many cards. What is not public has none."""

    digests: bytes = b""

    def of(self, facet: Aspect) -> bytes:
        return self.digests[_PLACES[facet]]


def aspect_digests(card: Card | Grave | None, whole: bytes) -> AspectDigests:
    """Takes   whole: the digest of all"""
    if not isinstance(card, Card):
        return AspectDigests()
    titles = [(item.url, item.number, item.title) for item in card.items]
    days = [[entry.as_of for entry in item.entries] for item in card.items]
    entries = [item.entries for item in card.items]
    parts: dict[str, object] = {
        "brief": card.brief,
        "items": [[getattr(item, name) for name in ItemBrief.__struct_fields__] for item in card.items],
        "titles": titles,
        "addresses": (titles, days, [target.url for target in card.targets]),
        "entries": (titles, entries, card.changes),
        "documents": (card.documents, [(item.id, *title) for item, title in zip(card.items, titles, strict=True)]),
        "changes": card.changes,
        "events": (card.window_events, card.due_events),
    }
    return AspectDigests(b"".join(whole if facet == "whole" else digest(pack(parts[facet])) for facet in ASPECTS))
