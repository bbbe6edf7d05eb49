"""What is known of each notice before it is read whole, and from that its neighbours in time and its chain of follow-ups."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.records.model import Window
from site_builder.records.vocabulary import Kind


class Reference(Struct, frozen=True, kw_only=True):
    """A link from one notice to another. `item` is the own item it speaks of, `target` the other's."""

    notice: str
    relation: str  # follows, same_as, closing, source
    item: str | None = None
    target: str | None = None
    quote: str | None = None


class Scan(Struct, frozen=True, kw_only=True):
    """What the contexts of other notices need of this one: its head and the links of its ledger. `words`: digest of its text."""

    slug: str
    title: str
    kind: Kind
    organ: str | None
    published: str | None
    inspection: str | None
    window: Window | str | None
    public: bool
    withdrawn: bool
    references: tuple[Reference, ...]
    items: dict[str, str]
    words: bytes


class Neighbour(Struct, frozen=True, kw_only=True):
    slug: str
    title: str
    kind: Kind
    published: str | None


def newest_last(scan: Scan) -> tuple[str, str]:
    return (scan.published or "", scan.slug)


def neighbours_in_time(public: Sequence[Scan]) -> dict[str, tuple[Scan | None, Scan | None]]:
    """The notice before and after each, of the same organ, by date."""
    by_organ: dict[str | None, list[Scan]] = {}
    for scan in public:
        by_organ.setdefault(scan.organ, []).append(scan)
    around: dict[str, tuple[Scan | None, Scan | None]] = {}
    for organ, own in by_organ.items():
        if organ is None:
            continue
        for place, scan in enumerate(own):
            before = own[place - 1] if place else None
            after = own[place + 1] if place + 1 < len(own) else None
            around[scan.slug] = (before, after)
    return around


def neighbour_of(scan: Scan) -> Neighbour:
    return Neighbour(slug=scan.slug, title=scan.title, kind=scan.kind, published=scan.published)


def follow_chains(public: Sequence[Scan]) -> dict[str, tuple[Neighbour, ...]]:
    """方案 → 进展 → 后续 → 销号: all notices that hang together by `follows`, for each of them that is not alone.

    In order of publication, but none before the notice it continues; undated ones as early as that allows.
    """
    shown = {scan.slug: scan for scan in public}
    before = {
        scan.slug: ref.notice
        for scan in public
        for ref in scan.references
        if ref.relation == "follows" and ref.notice in shown
    }
    groups: dict[str, list[str]] = {}
    for slug in dict.fromkeys([*before, *before.values()]):
        groups.setdefault(_origin(slug, before), []).append(slug)
    found: dict[str, tuple[Neighbour, ...]] = {}
    for slugs in groups.values():
        steps = tuple(neighbour_of(shown[slug]) for slug in _in_order(slugs, before, shown))
        found.update(dict.fromkeys(slugs, steps))
    return found


def matters(seen: Sequence[Scan]) -> dict[tuple[str, str], list[tuple[Scan, str]]]:
    """The items that are said to be one matter (`same_as`), by notice and item: for each of them all of these, earliest first.

    Said of A and B and of B and C it is said of A and C: two notices that point to the item of one plan speak of each other.
    """
    shown = {scan.slug: scan for scan in seen}
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for scan in seen:
        for ref in scan.references:
            if ref.relation == "same_as" and ref.item and ref.target and ref.notice in shown:
                ends = ((scan.slug, ref.item), (ref.notice, ref.target))
                matter = set[tuple[str, str]]().union(*(found.get(end, {end}) for end in ends))
                found.update(dict.fromkeys(matter, matter))
    ordered: dict[int, list[tuple[Scan, str]]] = {}
    for matter in found.values():
        if id(matter) not in ordered:
            ordered[id(matter)] = sorted(
                ((shown[slug], item) for slug, item in matter), key=lambda each: (newest_last(each[0]), each[1])
            )
    return {place: ordered[id(matter)] for place, matter in found.items()}


def _origin(slug: str, before: Mapping[str, str]) -> str:
    """The first notice of a chain; of one that runs in a circle, the least of the circle."""
    seen = [slug]
    while (slug := before.get(slug, "")) and slug not in seen:
        seen.append(slug)
    return min(seen[seen.index(slug) :]) if slug else seen[-1]


def _in_order(slugs: Sequence[str], before: Mapping[str, str], shown: Mapping[str, Scan]) -> Iterator[str]:
    waiting = sorted(slugs, key=lambda slug: (shown[slug].published or "", slug))
    while waiting:
        first = next((slug for slug in waiting if before.get(slug) not in waiting), waiting[0])
        waiting.remove(first)
        yield first
