"""Near misses of many set phrases at once: where a seed of a phrase stands, the phrase is compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from site_builder.reader.near_misses import NearWindow, PhrasePiece, near_miss, phrase_pieces, swapped
from site_builder.reader.readings import Hit
from site_builder.reader.seeds import STEPS, Seed, seeds
from site_builder.reader.standing_words import automaton, utf_16

_OFFSETS: Final = 4096  # more than twice the characters of a phrase


class SetPhrase(NamedTuple):
    """A set phrase, or the name of an organ.

    tolerated  how many slips its near misses may have
    hit        what is told of one
    number     its place in the lists
    """

    words: str
    tolerated: int
    hit: Hit
    number: int


class Near(NamedTuple):
    """Of two near misses for one range the smaller counts.

    size    by how many characters the words are longer or shorter than the phrase
    number  of the phrase in the lists
    """

    size: int
    number: int
    hit: Hit


IsSlip = Callable[[str, NearWindow, SetPhrase], bool]


class NearSearch:
    """Set phrases of a site."""

    def __init__(self, phrases: Iterable[SetPhrase], is_slip: IsSlip):
        """Takes   is_slip: whether words that are almost a phrase can be nothing else"""
        self._phrases, self._is_slip = list(phrases), is_slip
        self._pieces: dict[int, tuple[PhrasePiece, ...]] = {}
        self._automata = [
            _SeedAutomaton(step, patterns)
            for step, patterns in zip(STEPS, _patterns(self._phrases), strict=True)
            if patterns.first
        ]

    def near(self, text: str) -> dict[NearWindow, Near]:
        """Near misses in a text by their range; of two for one range the nearer, then the earlier of the lists."""
        return self._compared(text, self._candidates(text)) if self._automata else {}

    def _candidates(self, text: str) -> set[tuple[int, int]]:
        """(number of a phrase, where it would begin), about where it may have slips."""
        return {each for automaton in self._automata for each in automaton.begins(text)}

    def _compared(self, text: str, candidates: Iterable[tuple[int, int]]) -> dict[NearWindow, Near]:
        best: dict[NearWindow, Near] = {}
        done: set[tuple[int, int, int]] = set()
        for number, begin in candidates:
            phrase = self._phrases[number]
            words, tolerated = phrase.words, phrase.tolerated
            low, high = max(0, begin - 2 * tolerated), begin + len(words) + 2 * tolerated
            around, missing = text[low:high], 0
            for char in words:
                if char not in around:
                    missing += 1
                    if missing > tolerated:
                        break
            else:
                if begin >= 0 and text.startswith(words, begin):
                    continue  # the phrase itself is sound
                for changed in swapped(words):
                    at = text.find(changed, low, high)
                    if at >= 0:
                        _keep(best, NearWindow(at, at + len(words)), Near(0, phrase.number, phrase.hit))
                for piece in self._pieces_of(number, phrase):
                    at = text.find(piece.words, low, high)
                    while at >= 0:
                        if (number, at, piece.offset) not in done:
                            done.add((number, at, piece.offset))
                            window = near_miss(text, at, piece, tolerated)
                            if window and self._is_slip(text, window, phrase):
                                size = abs(window.stop - window.start - len(words))
                                _keep(best, window, Near(size, phrase.number, phrase.hit))
                        at = text.find(piece.words, at + 1, high)
        return best

    def _pieces_of(self, number: int, phrase: SetPhrase) -> tuple[PhrasePiece, ...]:
        if number not in self._pieces:
            self._pieces[number] = tuple(phrase_pieces(phrase.words, phrase.tolerated))
        return self._pieces[number]


def _keep(best: dict[NearWindow, Near], window: NearWindow, near: Near) -> None:
    if window not in best or near[:2] < best[window][:2]:
        best[window] = near


class _Patterns:
    """Characters of seeds of one step, and the phrases that have them: (number of a phrase, the seed's offset in it) as one integer."""

    def __init__(self) -> None:
        self.first: dict[bytes, int] = {}
        self.others: dict[bytes, list[int]] = {}  # where several phrases have the same

    def add(self, seed: Seed, numbers: Iterable[int], words: Iterable[str]) -> None:
        offset = min(place - n * seed.step for n, place in enumerate(seed.places)) + _OFFSETS // 2
        coded, known = _coded("".join(_chosen(seed, words)), seed.step), self.first
        size = len(seed.places) * _width(seed.step)
        for at, number in enumerate(numbers):
            entry, chars = number * _OFFSETS + offset, coded[at * size : at * size + size]
            if known.setdefault(chars, entry) != entry:
                self.others.setdefault(chars, []).append(entry)


def _chosen(seed: Seed, words: Iterable[str]) -> Iterable[str]:
    """The characters of a seed in each phrase."""
    places, step = seed.places, seed.step
    if places == tuple(range(places[0], places[-1] + 1, step)):
        return map(itemgetter(slice(places[0], places[-1] + 1, step)), words)
    return map("".join, map(itemgetter(*places), words))


def _patterns(phrases: Sequence[SetPhrase]) -> list[_Patterns]:
    """The seeds of all phrases, by step."""
    by_shape: dict[tuple[int, int], list[int]] = {}
    for number, phrase in enumerate(phrases):
        by_shape.setdefault((len(phrase.words), phrase.tolerated), []).append(number)
    found = [_Patterns() for _ in STEPS]
    for shape, numbers in by_shape.items():
        words = [phrases[number].words for number in numbers]
        for seed in seeds(*shape):
            found[seed.step - 1].add(seed, numbers, words)
    return found


class _SeedAutomaton:
    """Seeds of one step: found in every first, second … character of a text by itself."""

    def __init__(self, step: int, patterns: _Patterns):
        self._step, self._first = step, list(patterns.first.values())
        numbers = {chars: number for number, chars in enumerate(patterns.first) if chars in patterns.others}
        self._others = {numbers[chars]: each for chars, each in patterns.others.items()}
        self._automaton = automaton(patterns.first)

    def begins(self, text: str) -> Iterator[tuple[int, int]]:
        """(number of a phrase, where it would begin) of each seed that stands in the text."""
        step, held, others, width = self._step, self._first, self._others, _width(self._step)
        for first in range(step):
            coded = _coded(text[first::step], step)
            for number, start, _ in self._automaton.find_matches_as_indexes(coded, overlapping=True):
                if start % width:
                    continue  # the second half of a character, and the first of the next
                at = start // width * step + first + _OFFSETS // 2
                for entry in (held[number], *others.get(number, ())):
                    phrase, offset = divmod(entry, _OFFSETS)
                    yield phrase, at - offset


def _width(step: int) -> int:
    """Bytes for a character. One where a seed has three characters or more: where others have the same, its phrase is compared in vain."""
    return 1 if step == 1 else 2


def _coded(text: str, step: int) -> bytes:
    both = utf_16(text)
    if _width(step) == 2:
        return both
    low, high = (int.from_bytes(both[half::2], "little") for half in (0, 1))
    return (low ^ high).to_bytes(len(text), "little")
