"""Words that are looked for as they stand, all at once: Aho and Corasick's automaton reads a text once, however many there are."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from site_builder.reader.seen_clauses import Standing

_FEW: Final = 1000  # patterns of which the quickest automaton takes little memory
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class StandingWords:
    """The automaton is made when a first text is read."""

    def __init__(self, words: Iterable[str]):
        self._words = sorted({*words} - {""})
        self._longest = max(map(len, self._words), default=0)
        self._automaton: BytesAhoCorasick | None = None

    def found(self, text: str) -> list[Standing[str]]:
        if not self._words:
            return []
        if self._automaton is None:
            self._automaton = automaton([utf_16(each) for each in self._words])
        return [
            Standing(first >> 1, last >> 1, self._words[number])
            for number, first, last in self._automaton.find_matches_as_indexes(utf_16(text), overlapping=True)
            if not first & 1  # else the second half of a character, and the first of the next
        ]

    def found_about(self, text: str, ranges: Iterable[tuple[int, int]]) -> list[Standing[str]]:
        """Those that touch one of the ranges, and perhaps others."""
        parts: list[tuple[int, int]] = []
        for start, stop in sorted(ranges):
            first, last = max(0, start - self._longest), stop + self._longest
            if parts and first <= parts[-1][1]:
                parts[-1] = parts[-1][0], max(last, parts[-1][1])
            else:
                parts.append((first, last))
        return [
            Standing(first + start, first + stop, words)
            for first, last in parts
            for start, stop, words in self.found(text[first:last])
        ]


def automaton(patterns: Collection[bytes]) -> BytesAhoCorasick:
    kind = Implementation.DFA if len(patterns) < _FEW else Implementation.ContiguousNFA
    return BytesAhoCorasick(patterns, implementation=kind)


def utf_16(text: str) -> bytes:
    """Two bytes for each character, so that places in bytes are those in characters, and a third less is read than of UTF-8."""
    encoded = text.encode("utf-16-le", "replace")
    return encoded if len(encoded) == 2 * len(text) else _ASTRAL.sub("\ufffd", text).encode("utf-16-le", "replace")
