"""The digest of each aspect of a card."""

from site_builder.records.encoding import digest, pack
from site_builder.unit.aspects import ASPECTS, AspectDigests
from site_builder.unit.cards import Card, Grave, ItemBrief


def aspect_digests(card: Card | Grave | None, whole: bytes) -> AspectDigests:
    """Takes   whole: the digest of the whole card"""
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
        "dues": (titles, [(item.due, item.marks) for item in card.items]),
        "documents": (card.documents, [(item.id, *title) for item, title in zip(card.items, titles, strict=True)]),
        "changes": card.changes,
        "events": (card.window_events, card.due_events),
    }
    return AspectDigests(b"".join(whole if aspect == "whole" else digest(pack(parts[aspect])) for aspect in ASPECTS))
