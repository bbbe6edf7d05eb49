"""Near misses of set phrases: one character off, two in a phrase of eight or more; never the phrase itself.

A phrase that tolerates k differences is cut into k + 1 pieces, one of which stands in every near miss as it is
(pigeonhole); from there the rest is compared to both sides. Where to look is `near_search`'s part.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

SHORTEST: Final = 4  # characters of a phrase
TWO_FROM: Final = 8  # characters from which two may differ
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff〇]")
# Words that come and go in honest Chinese: 主体责任的落实 is no slip of 主体责任落实.
_PARTICLES: Final = frozenset("的地得和与及了")


class PhrasePiece(NamedTuple):
    """Characters of a phrase, which begin at `offset` in it."""

    words: str
    phrase: str
    offset: int


class NearWindow(NamedTuple):
    """A half-open range of a text that is almost the phrase."""

    start: int
    stop: int


def tolerance(phrase: str) -> int:
    return 0 if len(phrase) < SHORTEST else 1 if len(phrase) < TWO_FROM else 2


def phrase_pieces(phrase: str, tolerated: int) -> Iterator[PhrasePiece]:
    """
    >>> [piece.words for piece in phrase_pieces("以人民为中心", 1)]
    ['以人民', '为中心']
    """
    parts = tolerated + 1
    cuts = [len(phrase) * n // parts for n in range(parts + 1)]
    for n in range(parts):
        yield PhrasePiece(phrase[cuts[n] : cuts[n + 1]], phrase, cuts[n])


def swapped(phrase: str) -> Iterator[str]:
    """The phrase with two neighbours changed over where the cut of its pieces is: no piece of it stands there as it is."""
    middle = len(phrase) // 2
    if len(phrase) < TWO_FROM and phrase[middle - 1] != phrase[middle]:
        yield phrase[: middle - 1] + phrase[middle] + phrase[middle - 1] + phrase[middle + 1 :]


def near_miss(text: str, at: int, piece: PhrasePiece, tolerated: int) -> NearWindow | None:
    """The range around a piece that differs from its phrase, but by no more than is tolerated; None where there is none.

    Takes   at: where the piece begins in the text

    >>> text = "坚持以人名为中心的思想"
    >>> text[slice(*near_miss(text, 5, PhrasePiece("为中心", "以人民为中心", 3), 1))]
    '以人名为中心'
    >>> near_miss("以人民为中心", 3, PhrasePiece("为中心", "以人民为中心", 3), 1)
    """
    phrase, end = piece.phrase, piece.offset + len(piece.words)
    around, missing = text[max(0, at - piece.offset - 2) : at - piece.offset + len(phrase) + 2], 0
    for char in phrase:
        if char not in around:
            missing += 1
            if missing > tolerated:
                return None
    best: tuple[tuple[int, bool], NearWindow] | None = None
    for left, start in _ends(text[max(0, at - piece.offset - 2) : at][::-1], phrase[: piece.offset][::-1], tolerated):
        for right, stop in _ends(
            text[at + len(piece.words) : at + len(piece.words) + len(phrase) - end + 2], phrase[end:], tolerated - left
        ):
            if left + right == 0:
                return None
            window = NearWindow(at - start, at + len(piece.words) + stop)
            words = text[slice(*window)]
            worth = left + right, sorted(words) != sorted(phrase) and not _is_whole(words, phrase)
            if (best is None or worth < best[0]) and _is_a_slip(words, phrase, left + right):
                best = worth, window
    return best[1] if best else None


def _ends(text: str, pattern: str, tolerated: int) -> Iterator[tuple[int, int]]:
    """(differences, characters used) of each way to read the pattern from the text's beginning."""
    n = 0
    while n < len(pattern) and n < len(text) and text[n] == pattern[n]:
        n += 1
    if n == len(pattern):
        yield 0, n
        return
    if tolerated <= 0:
        return
    rest, wanted = text[n:], pattern[n:]
    if len(wanted) > 1 and rest[:2] == wanted[1::-1]:
        yield from ((cost + 1, used + n + 2) for cost, used in _ends(rest[2:], wanted[2:], tolerated - 1))
    if rest:
        yield from ((cost + 1, used + n + 1) for cost, used in _ends(rest[1:], wanted[1:], tolerated - 1))
        yield from ((cost + 1, used + n + 1) for cost, used in _ends(rest[1:], wanted, tolerated - 1))
    yield from ((cost + 1, used + n) for cost, used in _ends(rest, wanted[1:], tolerated - 1))


def _is_a_slip(words: str, phrase: str, differences: int) -> bool:
    """Whether the words can be nothing but the phrase with a slip in it.

    Another ending is another thing said (…精神, …要求), so only one character of an end may differ, and only where the
    rest is the same; in short phrases characters are exchanged, neither lost nor added.
    """
    if not all(_HAN.match(char) or char in phrase for char in words) or words in phrase or phrase in words:
        return False
    if not _is_whole(words, phrase) and not (differences == 1 and len(words) == len(phrase)):
        return False
    if len(words) != len(phrase) and len(phrase) < 6:
        return False
    return _without(words) != _without(phrase)


def _is_whole(words: str, phrase: str) -> bool:
    return words[:1] == phrase[0] and words[-1:] == phrase[-1]


def _without(words: str) -> str:
    return "".join(char for char in words if char not in _PARTICLES)
