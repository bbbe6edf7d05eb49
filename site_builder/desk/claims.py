"""Selected words → a quotation that is unique in the scope of its claim; a selection that is not unique is widened."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from site_builder.records.outline import Block, Outline, Problem
from site_builder.records.quotes import Found, comparable, occurrences
from site_builder.rules.quotation_length import LEAST

_CLAUSE = re.compile(r"[，。；：！？、,;:!?\n]")
_SENTENCE = re.compile(r"[。；！？;!?\n]")
_EDGE = " \t\u3000，。；：、,;:!！?？\n"


class ClaimPlace(NamedTuple):
    """The scope of a claim: blocks `start` to `stop` (exclusive), which are an item, a measure or the whole text."""

    start: int
    stop: int
    item: str | None = None
    measure: str | None = None


class Quoted(NamedTuple):
    """A quotation that is unique in its scope: the words, the block they are in, where they are in it (`found`), and whether
    they are more than was selected (`widened`)."""

    words: str
    block: int
    found: Found
    widened: bool


def place_of(outline: Outline, block: int) -> ClaimPlace:
    """The measure that a block belongs to, else its item, else the whole text."""
    for problem in outline.problems:
        if problem.start <= block < problem.stop:
            for measure in problem.measures:
                if measure.start <= block < measure.stop:
                    return ClaimPlace(problem.start, problem.stop, problem.id, measure.id)
            return ClaimPlace(problem.start, problem.stop, problem.id)
    return ClaimPlace(0, len(outline.blocks))


def scope_of(problem: Problem, about: str | None) -> ClaimPlace:
    """The scope in which a quotation about an item, or about one of its measures, must be unique."""
    measure = problem.measure(about) if about else None
    if measure:
        return ClaimPlace(measure.start, measure.stop, problem.id, measure.id)
    return ClaimPlace(problem.start, problem.stop, problem.id)


def stands_once(blocks: Sequence[Block], place: ClaimPlace, block: int, words: str) -> bool:
    """Whether words are unique in their scope. The heading of an item is searched only for a selection in the heading itself.

    Takes   blocks: all blocks of the notice; block: index of the block with the selection
    """
    whole = place.item is not None and place.measure is None
    inner = "\n".join(each.text for each in blocks[place.start + whole : place.stop])
    if whole and block == place.start:
        return occurrences(words, blocks[block].text) == 1 and occurrences(words, inner) == 0
    return occurrences(words, inner) == 1


def quoted(blocks: Sequence[Block], place: ClaimPlace, block: int, start: int, stop: int) -> Quoted | None:
    """A unique quotation around characters `start` to `stop` of a block; None where even the widest range is not unique.

    Takes   blocks: all blocks of the notice; block: index of the one selected in; start, stop: offsets in its text
    """
    text = blocks[block].text
    start, stop = _trimmed(text, max(0, start), min(len(text), stop))
    if start >= stop:
        return None
    for low, high in _wider(text, start, stop):
        words = text[low:high]
        if len(comparable(words)) >= min(LEAST, len(comparable(text))) and stands_once(blocks, place, block, words):
            return Quoted(words, block, Found(low, high), (low, high) != (start, stop))
    return None


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while start < stop and text[start] in _EDGE:
        start += 1
    while stop > start and text[stop - 1] in _EDGE:
        stop -= 1
    return start, stop


def _wider(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Ever wider ranges: the selection, its clause, its sentence, then one clause more at a time up to the whole block."""
    yield start, stop
    left, right = _before(text, start, _CLAUSE), _after(text, stop, _CLAUSE)
    yield start, right
    yield left, stop
    yield left, right
    low, high = left, right
    yield _trimmed(text, _before(text, start, _SENTENCE), _after(text, stop, _SENTENCE))
    while low > 0 or high < len(text):
        high = _after(text, high + 1, _CLAUSE) if high < len(text) else high
        yield low, high
        low = _before(text, low - 1, _CLAUSE) if low > 0 else low
        yield low, high


def _before(text: str, at: int, mark: re.Pattern[str]) -> int:
    """The offset just behind the nearest mark at the left of `at`; 0 where there is none."""
    while at > 0 and not mark.match(text[at - 1]):
        at -= 1
    return max(at, 0)


def _after(text: str, at: int, mark: re.Pattern[str]) -> int:
    while at < len(text) and not mark.match(text[at]):
        at += 1
    return min(at, len(text))
