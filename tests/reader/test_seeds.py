"""Seeds: whatever so many slips do to a phrase, one of its seeds still stands."""

from collections.abc import Iterator

import pytest

from site_builder.reader.near_misses import TWO_FROM
from site_builder.reader.seeds import seeds

Slipped = tuple[int | None, ...]  # places of the phrase in the order of the slipped words; None is another character


def _slipped(size: int, left: int, at: int = 0, words: Slipped = (), slips: int = 0) -> Iterator[tuple[Slipped, int]]:
    """Every way in which a phrase changes: (what becomes of it, slips)."""
    if at == size:
        yield words, slips
    else:
        yield from _slipped(size, left, at + 1, (*words, at), slips)
    if left:
        yield from _slipped(size, left - 1, at, (*words, None), slips + 1)  # added
    if left and at < size:
        yield from _slipped(size, left - 1, at + 1, (*words, None), slips + 1)  # exchanged
        yield from _slipped(size, left - 1, at + 1, words, slips + 1)  # lost
    if left and at + 1 < size:
        yield from _slipped(size, left - 1, at + 2, (*words, at + 1, at), slips + 1)  # changed over


def _is_a_near_miss(size: int, words: Slipped, slips: int) -> bool:
    """The first and the last character stand, unless one alone is exchanged; in short phrases none is lost or added."""
    whole = words[:1] == (0,) and words[-1:] == (size - 1,)
    return slips > 0 and (whole or (slips == 1 and len(words) == size)) and (len(words) == size or size >= 6)


@pytest.mark.parametrize(
    ("size", "tolerated"), [(n, 1 if n < TWO_FROM else 2) for n in range(4, 17)] + [(9, 1), (30, 1)]
)
def test_a_seed_stands_in_every_near_miss(size: int, tolerated: int) -> None:
    known = seeds(size, tolerated)
    for words, slips in set(_slipped(size, tolerated)):
        if _is_a_near_miss(size, words, slips):
            stands = (
                words[first : first + len(seed.places) * seed.step : seed.step] == seed.places
                for seed in known
                for first in range(len(words))
            )
            assert any(stands), words
