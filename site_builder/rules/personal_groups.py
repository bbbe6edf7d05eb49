"""Groups of digits that stand close to each other, and what is around them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class NumberGroup(NamedTuple):
    """A run of digits with its offsets."""

    digits: str
    start: int
    stop: int


class Number(NamedTuple):
    kind: str
    start: int
    stop: int
    certain: bool


ODD = frozenset(",:*+[];=#\\'’‘…<>^、□")  # between groups they join only what a label announces, in its usual groups


def gaps_of(text: str, groups: Sequence[NumberGroup]) -> str:
    return "".join(text[a.stop : b.start] for a, b in pairwise(groups)).replace("\u200b", "")


def before_of(text: str, start: int, most: int = 24) -> str:
    return text[max(0, start - most) : start].replace("\u200b", "")


def is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()
