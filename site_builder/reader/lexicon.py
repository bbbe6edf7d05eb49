"""Everything that is looked for in texts, as one automaton: each text is read once, whatever the number of phrases.

Aho and Corasick's automaton gives every occurrence of every pattern in time that grows with the text alone.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation
from msgspec.structs import replace

from site_builder.reader.known_names import DatedName
from site_builder.reader.near_misses import (
    SHORTEST,
    NearWindow,
    PhrasePiece,
    anchors,
    near_miss,
    pieces,
    swapped,
    tolerance,
)
from site_builder.reader.readings import Hit
from site_builder.reader.word_lists import PostRow, WordRow

ORGAN_FROM: Final = 8  # characters of an organ's name from which a name with one other character is no other organ
_ORDER: Final = ("wrong", "near", "organ", "former", "name", "person")
_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")
_PLACE_SIGNS: Final = frozenset("省市县区州盟旗镇乡")


def _encoded(text: str) -> bytes:
    """Two bytes for each character, so that places in bytes are those in characters, and a third less is read than of UTF-8."""
    encoded = text.encode("utf-16-le", "replace")
    return encoded if len(encoded) == 2 * len(text) else _ASTRAL.sub("\ufffd", text).encode("utf-16-le", "replace")


class _Found(NamedTuple):
    """A range of the text, and what is known of it."""

    start: int
    stop: int
    hit: Hit


class _Phrase(NamedTuple):
    """A set phrase or the name of an organ, and its place among them. `pieces`: from which a near miss is read to both sides."""

    words: str
    hit: Hit
    tolerated: int
    pieces: tuple[PhrasePiece, ...]
    number: int


class _Near(NamedTuple):
    """`size`: by how many characters the words are longer or shorter than the phrase."""

    size: int
    number: int
    hit: Hit


class Lexicon:
    """The patterns of a site. Building one takes time, so it is made once for many texts."""

    def __init__(
        self,
        rows: Iterable[WordRow] = (),
        posts: Sequence[PostRow] = (),
        organs: Iterable[DatedName] = (),
        names: Mapping[str, str] | None = None,
        sample: str = "",
    ):
        """Takes   rows: of the lists of wording
        posts: holders of posts in the site's order
        organs: names with their days
        names: name of an organ or place → where it is known from
        sample: a text like those that will be read; what stands in it often is not looked for first
        """
        self._sound: set[str] = set()  # right as they stand, and longer than what may be found in them
        self._exact: dict[str, list[Hit]] = {}
        self._phrases: dict[str, _Phrase] = {}
        for row in rows:
            self._add_row(row)
        self._posts = sorted({each.post for each in posts}, key=len, reverse=True)
        for number, post in enumerate(posts, 1):
            self._add(post.name, Hit("person", "n", 0, 0, post.name, right=post.post, rank=number))
        for organ in organs:
            self._add_organ(organ)
        for name, where in (names or {}).items():
            self._sound.add(name)
            self._add(name, Hit("name", "n", 0, 0, name, why=where))
        self._anchors: dict[str, list[tuple[_Phrase, int]]] = {}
        cost = _cost_in(sample)
        for phrase in self._phrases.values():
            for anchor in anchors(phrase.words, phrase.tolerated, cost):
                self._anchors.setdefault(anchor.words, []).append((phrase, anchor.offset))
        self._patterns = sorted({*self._sound, *self._exact, *self._anchors} - {""})
        self._automaton = (
            BytesAhoCorasick(
                [_encoded(pattern) for pattern in self._patterns], implementation=Implementation.ContiguousNFA
            )
            if self._patterns
            else None
        )
        self._plain = [self._kind(pattern) for pattern in self._patterns]

    def _add(self, words: str, hit: Hit) -> None:
        self._exact.setdefault(words, []).append(hit)

    def _add_row(self, row: WordRow) -> None:
        if row.wrong in row.right or len(row.right) >= SHORTEST:  # what holds a wrong word, or could be almost a phrase
            self._sound.add(row.right)
        hit = Hit(
            kind="wrong",
            file="n",
            line=0,
            column=0,
            words=row.wrong,
            right=row.right,
            why=row.why,
            grade=row.grade,
            where=row.where,
        )
        if row.wrong and row.wrong != row.right:
            if all(known.right != row.right for known in self._exact.get(row.wrong, ())):  # it may stand in two lists
                self._add(row.wrong, hit)
        elif not row.wrong:
            self._add_phrase(
                row.right,
                Hit(
                    kind="near",
                    file="n",
                    line=0,
                    column=0,
                    words="",
                    right=row.right,
                    why=row.why,
                    grade=row.grade,
                    where=row.where,
                ),
            )

    def _add_phrase(self, phrase: str, hit: Hit) -> None:
        if phrase not in self._phrases:
            tolerated = 1 if hit.kind == "organ" else tolerance(phrase)
            cut = tuple(pieces(phrase, tolerated))
            self._phrases[phrase] = _Phrase(phrase, hit, tolerated, cut, len(self._phrases))
        for words in swapped(phrase):
            self._add(words, hit)

    def _add_organ(self, organ: DatedName) -> None:
        self._sound.add(organ.name)
        if organ.full and len(organ.name) >= ORGAN_FROM:
            self._add_phrase(
                organ.name, Hit(kind="organ", file="n", line=0, column=0, words="", right=organ.name, why=organ.organ)
            )
        if organ.full and (organ.begins or organ.ends):
            self._add(
                organ.name,
                Hit(
                    kind="former",
                    file="n",
                    line=0,
                    column=0,
                    words=organ.name,
                    right=organ.present,
                    why=f"{organ.begins}/{organ.ends}",
                ),
            )

    def _kind(self, pattern: str) -> int:
        """Bits: 1 right as it stands, 2 found as it stands, 4 an anchor of a phrase."""
        return (pattern in self._sound) | (pattern in self._exact) << 1 | (pattern in self._anchors) << 2

    def hits(self, text: str, file: str, own: str = "") -> tuple[Hit, ...]:
        """Everything that the lists know in a file's text, in its order.

        Takes   file: "n" for notice.md, "l" for ledger.yaml
                own: what the notice's head and organ say: names that stand there are no strangers
        """
        if self._automaton is None:
            return ()
        sound, exact, almost = self._sorted_out(text)
        exact = [each for each in exact if not self._known(each[2], own)]
        if not (exact or almost):
            return ()
        cover = _Cover(sound)
        found = list(self._listed(text, exact, cover, own))
        found += self._near(text, almost, cover, sound)
        return tuple(_placed(text, file, found))

    def _sorted_out(
        self, text: str
    ) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]], dict[NearWindow, _Near]]:
        """Occurrences of sound words and of listed ones as (start, stop, pattern), and near misses by their range."""
        sound, exact = [], []
        around: dict[tuple[int, int], _Phrase] = {}  # (number of a phrase, where it would begin)
        plain, patterns, held = self._plain, self._patterns, self._anchors
        matches = self._automaton.find_matches_as_indexes(_encoded(text), overlapping=True) if self._automaton else ()
        for number, first, last in matches:
            if first & 1:
                continue  # the second half of a character, and the first of the next
            kind, start, stop = plain[number], first >> 1, last >> 1
            if kind & 1:
                sound.append((start, stop, number))
            if kind & 2:
                exact.append((start, stop, number))
            if kind & 4:
                for phrase, offset in held[patterns[number]]:
                    begin = start - offset
                    if not (begin >= 0 and text.startswith(phrase.words, begin)):  # the phrase itself is sound
                        around[phrase.number, begin] = phrase
        return sound, exact, _almost(text, around) if around else {}

    def _known(self, number: int, own: str) -> bool:
        """Whether a pattern is nothing but a name that the notice's own head knows."""
        words = self._patterns[number]
        return words in own and all(hit.kind == "name" for hit in self._exact[words])

    def _listed(self, text: str, exact: Sequence[tuple[int, int, int]], cover: "_Cover", own: str) -> Iterator[_Found]:
        for start, stop, number in exact:
            words = self._patterns[number]
            for hit in self._exact[words]:
                if hit.kind == "name" and words in own:
                    continue
                if hit.kind == "person":
                    yield _Found(
                        start,
                        stop,
                        Hit(
                            kind="person",
                            file="n",
                            line=0,
                            column=0,
                            words=words,
                            right=hit.right,
                            why=self._other_post(text, start, hit.right),
                            rank=hit.rank,
                        ),
                    )
                elif not cover.holds(start, stop):
                    yield _Found(start, stop, hit)

    def _other_post(self, text: str, start: int, own: str) -> str:
        """The listed post that stands before a name, where it is not the person's own; '' otherwise."""
        post = next((each for each in self._posts if text.endswith(each, max(0, start - len(each)), start)), "")
        if post and text[start - len(post) - 1 : start - len(post)] == "副":
            post = f"副{post}"
        return "" if post == own else post

    @staticmethod
    def _near(
        text: str,
        almost: Mapping[NearWindow, _Near],
        cover: "_Cover",
        sound: Sequence[tuple[int, int, int]],
    ) -> Iterator[_Found]:
        known = {(start, stop) for start, stop, _ in sound}
        last = -1
        for (start, stop), (_, _, hit) in sorted(
            almost.items(), key=lambda each: (each[0].start, each[1].size, each[0])
        ):
            if (start, stop) in known or cover.holds(start, stop) or start < last or cover.begins_in(start, stop, hit):
                continue
            last = stop
            yield _Found(start, stop, hit)


def _almost(text: str, around: Mapping[tuple[int, int], "_Phrase"]) -> dict[NearWindow, _Near]:
    """Near misses of phrases about the places where they would begin; of two for one range the nearer, then the earlier of the lists."""
    best: dict[NearWindow, _Near] = {}
    done: set[tuple[int, int, int]] = set()
    for (number, begin), phrase in around.items():
        low, high = max(0, begin - 2 * phrase.tolerated), begin + len(phrase.words) + 2 * phrase.tolerated
        for piece in phrase.pieces:
            at = text.find(piece.words, low, high)
            while at >= 0:
                if (number, at, piece.offset) not in done:
                    done.add((number, at, piece.offset))
                    window = near_miss(text, at, piece, phrase.tolerated)
                    if window and (phrase.hit.kind == "near" or _is_no_other_organ(text, window, phrase.words)):
                        told = _Near(abs(window.stop - window.start - len(phrase.words)), number, phrase.hit)
                        if window not in best or told[:2] < best[window][:2]:
                            best[window] = told
                at = text.find(piece.words, at + 1, high)
    return best


def _cost_in(sample: str) -> Callable[[str], float]:
    """How often words stand in the sample, from its runs of one to three characters; short words count as if they stood there."""
    runs = Counter[str]()
    for size in (1, 2, 3):
        runs.update(sample[at : at + size] for at in range(len(sample) - size + 1))
    usual = {1: 1.0, 2: 0.1}  # of words that the sample happens not to have

    def cost(words: str) -> float:
        if len(words) <= 3:
            return runs[words] or usual.get(len(words), 0.0)
        return min(runs[words[at : at + 3]] for at in range(len(words) - 2))

    return cost


class _Cover:
    """Ranges of words that are right as they stand."""

    def __init__(self, sound: Iterable[tuple[int, int, int]]):
        self._longest: list[tuple[int, int]] = []
        for start, stop in sorted({(a, b) for a, b, _ in sound}, key=lambda each: (each[0], -each[1])):
            if not self._longest or stop > self._longest[-1][1]:
                self._longest.append((start, stop))

    def holds(self, start: int, stop: int) -> bool:
        """Whether a longer run of right words holds these."""
        at = bisect_right(self._longest, (start, 1 << 60))
        return any(a <= start and stop <= b and b - a > stop - start for a, b in self._longest[max(0, at - 2) : at])

    def begins_in(self, start: int, stop: int, hit: Hit) -> bool:
        """Whether the phrase itself, as it should be, stands over a part of this range."""
        at = bisect_right(self._longest, (stop, 0))
        size = len(hit.right)
        return any(a < stop and start < b and b - a >= size for a, b in self._longest[max(0, at - 3) : at])


def _is_no_other_organ(text: str, window: NearWindow, name: str) -> bool:
    """Whether words that are almost an organ's name can be no other organ: a place is not another one, 水务局 is not 税务局."""
    words = text[slice(*window)]
    if len(words) == len(name):
        differ = [n for n, (a, b) in enumerate(zip(words, name, strict=True)) if a != b]
        return sorted(words) == sorted(name) or (
            len(name) > ORGAN_FROM and differ[0] > 2 and differ[-1] < len(name) - 1
        )
    longer, shorter = (words, name) if len(words) > len(name) else (name, words)
    extra = next(n for n in range(len(longer)) if longer[:n] + longer[n + 1 :] == shorter or n == len(longer) - 1)
    return longer[extra] not in _PLACE_SIGNS or longer[extra - 1 : extra + 1] == longer[extra] * 2


def _placed(text: str, file: str, found: Iterable[_Found]) -> Iterator[Hit]:
    """Hits with line and column, one for the same words of a line."""
    breaks = [-1]
    told: dict[tuple[int, str, str, str], Hit] = {}
    at = text.find("\n")
    for each in sorted(found, key=lambda one: (one.start, one.stop, _ORDER.index(one.hit.kind), one.hit.rank)):
        while 0 <= at < each.start:
            breaks.append(at)
            at = text.find("\n", at + 1)
        line, column = len(breaks), each.start - breaks[-1]
        words, hit = text[each.start : each.stop], each.hit
        key = (line, hit.kind, words, hit.right)
        if key in told and hit.kind != "person":
            told[key] = _with(
                hit=told[key],
                file=file,
                line=told[key].line,
                column=told[key].column,
                words=words,
                times=told[key].times + 1,
            )
        else:
            told[key if hit.kind != "person" else (line, hit.kind, f"{words}{column}", hit.right)] = _with(
                hit=hit, file=file, line=line, column=column, words=words, times=1
            )
    yield from told.values()


def _with(hit: Hit, file: str, line: int, column: int, words: str, times: int) -> Hit:
    return replace(hit, file=file, line=line, column=column, words=words, times=times)
