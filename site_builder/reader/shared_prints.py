"""Fingerprints that several notices share, and which of them the rules of each notice see. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from msgspec import Struct

from site_builder.reader.prints import unpacked
from site_builder.reader.readings import SamePicture, SecondReading, Shared

MOST: Final = 8  # notices that may have the same words; what more have is a formula
ENOUGH: Final = 3  # prints that two notices have with others, from which they may have copied words in common
_AT_ONCE: Final = 2_000_000  # prints that are counted at a time: of more, memory for all would be needed at once
_STEPS: Final = (3, 4, 6, 9, 17)  # a formula's number of notices is told in steps, so that one more changes nothing


class Holders(Struct, frozen=True, gc=False):
    """How many notices have a print; which, where they are few."""

    count: int
    slugs: tuple[str, ...] = ()


class PrintSheet(NamedTuple):
    """What is compared of one notice.

    order     notices are compared with those before them in this order
    pictures  SHA-256 of its pictures
    """

    order: tuple[str, str]
    prints: bytes
    repeated: tuple[int, ...]
    pictures: tuple[str, ...]


def all_holders(sheets: Mapping[str, PrintSheet]) -> dict[int, Holders]:
    """Every print that two notices or more have."""
    number = sum(len(sheet.prints) for sheet in sheets.values()) // 4
    parts = 1 + number // _AT_ONCE
    found: dict[int, Holders] = {}
    for part in range(parts):
        found |= _counted(sheets, None if parts == 1 else (part, parts))
    return found


def _counted(sheets: Mapping[str, PrintSheet], part: tuple[int, int] | None) -> dict[int, Holders]:
    def own(sheet: PrintSheet) -> Iterable[int]:
        every = unpacked(sheet.prints)
        return every if part is None else [each for each in every if each % part[1] == part[0]]

    counts: Counter[int] = Counter()
    for sheet in sheets.values():
        counts.update(own(sheet))
    return _holders({each: count for each, count in counts.items() if count > 1}, sheets)


def _holders(counts: Mapping[int, int], sheets: Mapping[str, PrintSheet]) -> dict[int, Holders]:
    few = {each for each, count in counts.items() if count <= MOST}
    slugs: dict[int, list[str]] = {}
    for slug, sheet in sheets.items() if few else ():
        for each in few.intersection(unpacked(sheet.prints)):
            slugs.setdefault(each, []).append(slug)
    return {each: Holders(count, tuple(slugs.get(each, ()))) for each, count in counts.items()}


def readings(holders: Mapping[int, Holders], sheets: Mapping[str, PrintSheet]) -> dict[str, SecondReading]:
    """The shared fingerprints of each notice that has words or pictures in common with an earlier one, or repeats its own."""
    shared = _shared(holders, sheets)
    pictures = _pictures(sheets)
    found: dict[str, SecondReading] = {}
    formulae = _formulae(holders)
    for slug, sheet in sheets.items():
        repeated = tuple(each for each in sheet.repeated if each not in holders or holders[each].count <= MOST)
        own = tuple(shared.get(slug, ()))
        if repeated or own or slug in pictures:
            found[slug] = SecondReading(
                shared=own,
                repeated=repeated,
                common=tuple((each, formulae[each]) for each in unpacked(sheet.prints) if each in formulae)
                if own or repeated
                else (),
                pictures=tuple(pictures.get(slug, ())),
            )
    return found


def _shared(holders: Mapping[int, Holders], sheets: Mapping[str, PrintSheet]) -> dict[str, list[Shared]]:
    """Prints that each notice has in common with earlier ones, for such pairs as can have copied words.

    Words that weigh enough have a print that nobody else has, or several: one that others have as well weighs too little.
    A notice that has a single print in common with each of many others owes them to a stock of phrases: then one is not enough.
    """
    rare = {each: held for each, held in holders.items() if held.count <= MOST}
    ordered = {each: sorted(held.slugs, key=lambda slug: sheets[slug].order) for each, held in rare.items()}
    evidence: Counter[tuple[str, str]] = Counter()
    for each, slugs in ordered.items():
        weight = ENOUGH if rare[each].count == 2 else 1
        for number, later in enumerate(slugs):
            for earlier in slugs[:number]:
                evidence[later, earlier] += weight
    alone = Counter(later for (later, _), weight in evidence.items() if ENOUGH <= weight < 2 * ENOUGH)
    found: dict[str, list[Shared]] = {}
    for each, slugs in sorted(ordered.items()):
        for number, later in enumerate(slugs):
            least = ENOUGH if alone[later] <= MOST else 2 * ENOUGH
            if likely := tuple(earlier for earlier in slugs[:number] if evidence[later, earlier] >= least):
                found.setdefault(later, []).append(Shared(each, likely))
    return found


def _formulae(holders: Mapping[int, Holders]) -> dict[int, int]:
    """Prints that more than two notices have → how many, in steps."""
    steps = {count: max(step for step in _STEPS if step <= count) for count in range(3, _STEPS[-1] + 1)}
    return {each: steps[min(held.count, _STEPS[-1])] for each, held in holders.items() if held.count > 2}


def _pictures(sheets: Mapping[str, PrintSheet]) -> dict[str, list[SamePicture]]:
    where: dict[str, list[str]] = {}
    for slug, sheet in sorted(sheets.items(), key=lambda each: each[1].order):
        for each in sheet.pictures:
            where.setdefault(each, []).append(slug)
    found: dict[str, list[SamePicture]] = {}
    for each, slugs in sorted(where.items()):
        for number, slug in enumerate(slugs[1:], 1):
            found.setdefault(slug, []).append(SamePicture(each, tuple(slugs[:number])))
    return found
