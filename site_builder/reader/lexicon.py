"""All listed words and phrases, searched for in a text at once, and which of the hits are reported.

What stands as it is listed is found by `standing_words`, what is almost a phrase by `near_search`; with long lists each clause
is read once (`seen_clauses`).
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from site_builder.reader.known_names import DatedName
from site_builder.reader.near_misses import SHORTEST, NearWindow, tolerance
from site_builder.reader.near_search import Near, NearSearch, SetPhrase
from site_builder.reader.readings import Hit
from site_builder.reader.seen_clauses import FIGURES, MARKS, SeenClauses, Standing
from site_builder.reader.standing_words import StandingWords
from site_builder.reader.word_lists import PostRow, WordRow

ORGAN_FROM: Final = 8  # characters of an organ's name from which a name with one other character is no other organ
_ORDER: Final = ("wrong", "near", "organ", "former", "name", "person")
MANY: Final = 1000  # words and phrases: of fewer, to read a text is less than to look up its clauses
_NEAR: Final = Hit(kind="near", file="n", line=0, column=0, words="")
_WRONG: Final = Hit(kind="wrong", file="n", line=0, column=0, words="")
_PLACE_SIGNS: Final = frozenset("省市县区州盟旗镇乡")


class _Found(NamedTuple):
    """A range of the text, and what is known of it."""

    start: int
    stop: int
    hit: Hit


class _Listed:
    """Words and phrases that are looked for together. With many, each clause is read once.

    marks, figures  which stand in none of them
    """

    def __init__(self, words: Collection[str], phrases: Collection[SetPhrase], marks: str, figures: str):
        self._words, self._almost = StandingWords(words), NearSearch(phrases, _is_slip)
        self._seen = SeenClauses(marks, figures, self._read) if len(words) + len(phrases) > MANY else None

    def found(self, text: str) -> Iterable[Standing[str | Near]]:
        """What stands in a text as it is (its words) and what is almost a phrase."""
        return self._seen.found(text) if self._seen else self._read(text)

    def _read(self, text: str) -> Iterator[Standing[str | Near]]:
        for start, stop, words in self._words.found(text):
            yield Standing(start, stop, words)
        for (start, stop), near in self._almost.near(text).items():
            yield Standing(start, stop, near)


class Lexicon:
    """The patterns of a site. Building one takes time, so it is made once for many texts."""

    def __init__(
        self,
        rows: Iterable[WordRow] = (),
        posts: Sequence[PostRow] = (),
        organs: Iterable[DatedName] = (),
        names: Mapping[str, str] | None = None,
    ):
        """Takes   rows: of the lists of wording
        posts: holders of posts in the site's order
        organs: names with their days
        names: name of an organ or place → where it is known from
        """
        self._sound: set[str] = set()  # right as they stand, and longer than what may be found in them
        self._exact: dict[str, list[Hit]] = {}
        self._phrases: dict[str, SetPhrase] = {}
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
        self._right = StandingWords(self._sound)
        self._lists = list(_listed(self._exact, self._phrases.values()))

    def _add(self, words: str, hit: Hit) -> None:
        self._exact.setdefault(words, []).append(hit)

    def _add_row(self, row: WordRow) -> None:
        if row.wrong in row.right or len(row.right) >= SHORTEST:  # what holds a wrong word, or could be almost a phrase
            self._sound.add(row.right)
        words, right, grade, why, where = row
        if not words:
            self._add_phrase(right, replace(_NEAR, right=right, why=why, grade=grade, where=where))
        elif words != right and all(known.right != right for known in self._exact.get(words, ())):
            self._add(
                words, replace(_WRONG, words=words, right=right, why=why, grade=grade, where=where)
            )  # once, if it stands in two lists

    def _add_phrase(self, phrase: str, hit: Hit) -> None:
        tolerated = 1 if hit.kind == "organ" else tolerance(phrase)
        if tolerated and phrase not in self._phrases:
            self._phrases[phrase] = SetPhrase(phrase, tolerated, hit, len(self._phrases))

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

    def hits(self, text: str, file: str, own: str = "") -> tuple[Hit, ...]:
        """Everything that the lists know in a file's text, in its order.

        Takes   file: "n" for notice.md, "l" for ledger.yaml
                own: what the notice's head and organ say: names that stand there are no strangers
        """
        exact: list[Standing[str]] = []
        almost: dict[NearWindow, Near] = {}
        for start, stop, what in (each for words in self._lists for each in words.found(text)):
            if isinstance(what, Near):
                window = NearWindow(start, stop)
                almost[window] = min(what, almost.get(window, what), key=lambda near: near[:2])
            elif not self._known(what, own):
                exact.append(Standing(start, stop, what))
        if not (exact or almost):
            return ()
        sound = self._right.found_about(text, [*((start, stop) for start, stop, _ in exact), *almost])
        cover = _Cover(sound)
        found = list(self._listed(text, exact, cover, own))
        found += _told(almost, cover, sound)
        return tuple(_placed(text, file, found))

    def _known(self, words: str, own: str) -> bool:
        """Whether words are nothing but a name that the notice's own head knows."""
        return words in own and all(hit.kind == "name" for hit in self._exact[words])

    def _listed(self, text: str, exact: Iterable[Standing[str]], cover: "_Cover", own: str) -> Iterator[_Found]:
        for start, stop, words in exact:
            for hit in self._exact[words]:
                if hit.kind == "name" and words in own:
                    continue
                if hit.kind == "person":
                    yield _Found(
                        start,
                        stop,
                        replace(hit, words=words, why=self._other_post(text, start, hit.right)),
                    )
                elif not cover.holds(start, stop):
                    yield _Found(start, stop, hit)

    def _other_post(self, text: str, start: int, own: str) -> str:
        """The listed post that stands before a name, where it is not the person's own; '' otherwise."""
        post = next((each for each in self._posts if text.endswith(each, max(0, start - len(each)), start)), "")
        if post and text[start - len(post) - 1 : start - len(post)] == "副":
            post = f"副{post}"
        return "" if post == own else post


def _listed(words: Collection[str], phrases: Collection[SetPhrase]) -> Iterator[_Listed]:
    """What has neither a mark of a clause nor a figure in it, and what has."""
    apart = frozenset(MARKS + FIGURES)
    for plain in (True, False):
        own = [each for each in words if apart.isdisjoint(each) is plain]
        almost = [each for each in phrases if apart.isdisjoint(each.words) is plain]
        if own or almost:
            yield _Listed(own, almost, MARKS if plain else "\n", FIGURES if plain else "")


def _told(almost: Mapping[NearWindow, Near], cover: "_Cover", sound: Iterable[Standing[str]]) -> Iterator[_Found]:
    """Near misses that are neither right as they stand nor part of what is; of those that overlap the first."""
    known = {(start, stop) for start, stop, _ in sound}
    last = -1
    for (start, stop), (_, _, hit) in sorted(almost.items(), key=lambda each: (each[0].start, each[1].size, each[0])):
        if (start, stop) in known or cover.holds(start, stop) or start < last or cover.begins_in(start, stop, hit):
            continue
        last = stop
        yield _Found(start, stop, hit)


class _Cover:
    """Ranges of words that are right as they stand."""

    def __init__(self, sound: Iterable[Standing[str]]):
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


def _is_slip(text: str, window: NearWindow, phrase: SetPhrase) -> bool:
    return phrase.hit.kind == "near" or _is_no_other_organ(text, window, phrase.words)


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
