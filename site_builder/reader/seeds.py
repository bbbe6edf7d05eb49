"""Seeds: characters of a set phrase, at places one, two or three apart, of which every near miss has some as they are.

Pieces of a short phrase stand everywhere in a text (整改, 落实), and each place would have to be looked at. Characters from
both sides of a slip are as many and rarer: of 整改措施 with one other character 整 and 施 are still three apart, or three of its
characters stand together. For each length the table has the fewest such seeds, chosen greedily over every way in which
so many slips can change a phrase; `test_seeds.py` tries each of these ways.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

STEPS: Final = (1, 2, 3)


class Seed(NamedTuple):
    """Characters of a phrase by their places in it; in a near miss each stands `step` places after the one before."""

    step: int
    places: tuple[int, ...]


# Length of a phrase → its seeds, by step: "0123" are the first four characters, "0132" the same with two changed over.
_SHORT: Final[dict[int, tuple[str, str, str]]] = {
    4: ("012 123 0132 1023", "", "03"),
    5: ("012 234 1324 2134", "13", ""),
    6: ("0123 0124 3245 345", "024", ""),
    7: ("012 2456 3456", "", ""),
    8: ("012 345 467 567 1324 4657", "146 246", "147"),
    9: ("0123 0124 3245 345 4678 5678 6578", "024 468", ""),
    10: ("0123 0124 456 5789 6789 7689", "579", ""),
    11: ("0123 0124 456 689a 789a", "", ""),
}
_AROUND_A_CUT: Final = 2  # characters on each side of two that changed places


@cache
def seeds(size: int, tolerated: int) -> tuple[Seed, ...]:
    """Seeds of a phrase of so many characters, one of which stands in every near miss with so many slips.

    A long phrase is cut into one piece more than slips are tolerated (pigeonhole). Neighbours that change places over a cut
    break the two pieces beside it at once, so what is around the cut, with the two changed over, is a seed too.

    >>> [each.places for each in seeds(8, 1)]
    [(0, 1, 2, 3), (4, 5, 6, 7), (2, 4, 3, 5)]
    """
    if size in _SHORT and tolerated == (1 if size < 8 else 2):
        return tuple(
            Seed(step, tuple(int(place, 16) for place in each))
            for step, line in zip(STEPS, _SHORT[size], strict=True)
            for each in line.split()
        )
    return tuple(_long(size, tolerated))


def _long(size: int, tolerated: int) -> Iterator[Seed]:
    cuts = [size * n // (tolerated + 1) for n in range(tolerated + 2)]
    for start, stop in pairwise(cuts):
        yield Seed(1, tuple(range(start, stop)))
    for cut in cuts[1:-1]:
        before, after = range(cut - _AROUND_A_CUT, cut - 1), range(cut + 1, cut + _AROUND_A_CUT)
        yield Seed(1, (*before, cut, cut - 1, *after))
