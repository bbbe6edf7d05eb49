"""Prints of a text: hashes of 16 characters at places that its own words choose, so that the same words have the same prints.

Every run of 40 characters that two texts share has a print in both: at a punctuation mark within its first 24
characters; where there is none, after a 的, 和 … of the long clause that it then lies in; else at every character of it.
(The idea is that of winnowing: S. Schleimer, D. Wilkerson, A. Aiken, 2003.)
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from struct import iter_unpack, pack, unpack
from typing import Final, NamedTuple
from zlib import crc32

SIZE: Final = 16  # characters of a print
RUN: Final = 40  # characters in a row that are found
_MARKS: Final = ",;:!?、。\n"
_GAP: Final = RUN - SIZE
# What differs between typists, in a text that may have a million characters: a few replacements are the quickest.
_FOLDS: Final = tuple(zip("，：；！？（）", ",:;!?()", strict=True)) + tuple((space, "") for space in " \u3000\t\r\xa0")
_JOINTS: Final = re.compile(r"[的了和与及等对将在为]+")
# A line end comes first in the pattern, so that only line ends are tried.
_WRAP: Final = re.compile(r"\n(?<=[\u3000-\u9fff\uff00-\uffef,;:!?)]\n)[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])")
_NO_WORDS: Final = re.compile(r"\n(?:#|[ \t]*\|)[^\n]*")  # headings and tables: no words of a measure
_MARKUP: Final = re.compile(r"\n(?:[ \t]*(?:[-*]|>|\d+\.)[ \t]+)?")


def folded_text(text: str) -> str:
    """The text without spaces, its common signs in half width; line ends stay.

    >>> folded_text("一是　制定（办法），印发")
    '一是制定(办法),印发'
    """
    for sign, plain in _FOLDS:
        text = text.replace(sign, plain)
    return text


def prints_of(body: str) -> tuple[set[int], set[int]]:
    """Prints of a text as its file has it; and those of them that stand there more than once."""
    text = folded_lines(body)
    words = [text[at : at + SIZE] for at in _places(text)]
    unique = dict.fromkeys(words)
    found = _hashes(unique)
    if len(unique) == len(words):
        return set(found), set()
    return set(found), {each for each, count in zip(found, _counts(unique, words), strict=True) if count > 1}


def _counts(unique: Iterable[str], words: Iterable[str]) -> Iterator[int]:
    counted = Counter(words)
    return (counted[each] for each in unique)


def _hashes(words: Iterable[str]) -> list[int]:
    """A hash of each of the words, which have SIZE characters: encoded together, as that is quicker than one by one."""
    return [crc32(each) for (each,) in iter_unpack(f"{4 * SIZE}s", "".join(words).encode("utf-32-le"))]


def folded_lines(text: str) -> str:
    """A text of a file without marks and white space, each paragraph on a line of its own; no headings, no tables."""
    return folded_text(_MARKUP.sub("\n", _WRAP.sub("", _NO_WORDS.sub("\n", "\n" + text))))


def _places(text: str) -> list[int]:
    """Where prints are taken: at the beginning of each clause, and within long ones, with SIZE characters of the line to come."""
    plain, places, at = text, [], 0
    last = len(text) - SIZE
    for mark in _MARKS[1:]:
        plain = plain.replace(mark, _MARKS[0])
    for clause in plain.split(_MARKS[0]):
        size = len(clause)
        if size >= SIZE or (size and at <= last and "\n" not in text[at : at + SIZE]):
            places.append(at)
            if size >= _GAP:
                places += [at + each for each in _inner(clause)]
        at += size + 1
    return places


def _inner(clause: str) -> Iterator[int]:
    """Places in a long clause from which prints are taken: after a joint, and everywhere where there is none for long."""
    last, limit = 0, len(clause) - SIZE
    for place in (found.end() for found in _JOINTS.finditer(clause, 0, limit + 1)):
        if place > limit:
            break
        if place - last >= _GAP:
            yield from range(last + 1, place)
        yield place
        last = place
    if limit - last >= _GAP - SIZE:
        yield from range(last + 1, limit + 1)


class PrintPlace(NamedTuple):
    """A print, and where its characters stand: the number of the text, and the place in it."""

    print: int
    text: int
    at: int


def places_in_texts(texts: Sequence[str]) -> list[PrintPlace]:
    """Every print of comparable words of several blocks, in their order; together, as that is quicker than one by one."""
    starts = list(accumulate((len(each) + 1 for each in texts), initial=0))
    lines = "\n".join(texts)
    places = _places(lines)
    found, number = [], 0
    for each, at in zip(_hashes(lines[at : at + SIZE] for at in places), places, strict=True):
        while at >= starts[number + 1]:
            number += 1
        found.append(PrintPlace(each, number, at - starts[number]))
    return found


@lru_cache(maxsize=4096)  # the passages of a notice are asked about for every notice that it is compared with
def places_of_prints(text: str) -> tuple[tuple[int, int], ...]:
    """(print, place) of every print of comparable words of one block, in their order."""
    places = _places(text)
    return tuple(zip(_hashes(text[at : at + SIZE] for at in places), places, strict=True))


def reach(text: str, at: int, known: Collection[int]) -> tuple[int, int]:
    """Beginning and length of the longest run around a place that another text can have.

    A run that has a punctuation mark and the 16 characters after it has their print, so it ends where one is not the other's.
    Takes   at: of a print; known: prints that the other text has or may have
    """
    first, stop = 0, len(text)
    for each, place in places_of_prints(text):
        if each not in known and place and text[place - 1] in _MARKS:
            if place < at:
                first = place
            elif place > at:
                stop = min(stop, place + SIZE - 1)
                break
    return first, stop - first


def packed(prints: Iterable[int]) -> bytes:
    """Sorted prints, four bytes each: the same for the same set."""
    every = sorted(prints)
    return pack(f"<{len(every)}I", *every)


def unpacked(prints: bytes) -> tuple[int, ...]:
    return unpack(f"<{len(prints) // 4}I", prints)
