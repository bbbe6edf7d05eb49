"""E010: the same passage in two different items, of this notice or of an earlier one."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from site_builder.reader.prints import RUN, SIZE, folded_lines, folded_text, places_in_texts, places_of_prints, reach
from site_builder.reader.shared_prints import MOST
from site_builder.records.findings import Span
from site_builder.records.notice import Notice, read_notice
from site_builder.records.outline import FIELD, Problem
from site_builder.records.quotes import comparable, find
from site_builder.rules.rule import Case, OtherFiles, Slip, warning

_NAMED: Final = re.compile(r"《[^《》]*》|“[^“”]*”")  # names of documents and quoted words do not count as copied
_PLACES_EACH: Final = 8  # most occurrences of one fingerprint that are compared
_SIGNS: Final = re.compile(r"[,;:!?()、。]")
_AROUND: Final = 600  # characters on either side of a fingerprint that are searched first
_FEW: Final = 4  # up to so many fingerprints only their surroundings are folded, not the whole file
_OTHERS: Final = 6  # most notices that are compared: those that share the most fingerprints
_SHOWN: Final = 60
_OF_ENTRIES: Final = 1_000_000  # `order` of the first passage that comes from an entry


class ItemWords(NamedTuple):
    """A passage for comparison: a paragraph of an item, or words of an entry.

    order   position of the passage in the notice
    source  slug of the notice that an entry quotes
    """

    item: str
    words: str
    at: Span
    raw: str
    order: int
    source: str = ""


class _Weights:
    """Weights of characters: those of names weigh nothing, and set phrases the less the more notices have them.

    Takes   common: (fingerprint, number of notices that have it), the number being one of `shared_prints._STEPS`
    """

    _UNIT: Final = 306  # a character's full weight; its 2/3, 2/4, 2/6, 2/9 and 2/17 are integers, so sums are exact

    def __init__(self, common: Iterable[tuple[int, int]]):
        self._each = {number: 2 * self._UNIT // count for number, count in common}
        self._sums: dict[str, list[int]] = {}

    def of(self, words: str, start: int, length: int) -> float:
        if length < RUN:
            return 0  # too short, whatever its weight
        if words not in self._sums:
            self._sums[words] = self._summed(words)
        sums = self._sums[words]
        return (sums[start + length] - sums[start]) / self._UNIT

    def _summed(self, words: str) -> list[int]:
        weights = [self._UNIT] * len(words)
        known = ((self._each[number], at) for number, at in places_of_prints(words) if number in self._each)
        for weight, at in sorted(known, reverse=True):  # lightest last, so that it wins where fingerprints overlap
            weights[at : at + SIZE] = [weight] * SIZE
        for found in _NAMED.finditer(words):
            weights[found.start() : found.end()] = [0] * (found.end() - found.start())
        return list(accumulate(weights, initial=0))


class _Common(NamedTuple):
    """A run of characters shared by two passages, with its weight."""

    own: ItemWords
    other: ItemWords
    slug: str
    start: int
    length: int
    weight: float


@warning("E010")
def copied_words(case: Case) -> Iterator[Slip]:
    """两个不同的事项用了同样的话

    两个事项的措施或进展有连着四十个字以上相同，可能是照搬、贴错。本通报之内、与别的通报之间都查；
    先后两处，在后一处说，并写明前一处在哪里、相同的是哪些字、占这一段的几成。
    文件名、引号里的话不计；许多通报都有的套话，有的越多，算得越轻。
    同一个事项先后几份通报里的话（same_as、follows，或标题相同）不算，引用另一份通报的话也不算；
    两个单位各自的整改通报，标题相同也是两个事项。

    改法：对照原件，贴错的改正；原文如此的，写上 acknowledged。
    """
    reading = case.reading
    of_entries = list(_of_entries(case.notice))
    if not (of_entries or reading.repeated or reading.shared):
        return
    own = _Printed([*_of_items(case.notice), *of_entries])
    repeated = set(reading.repeated) | _Printed(of_entries).prints()
    weights = _Weights(reading.common)
    best: dict[int, _Common] = {}
    for common in (*_within(case, own, repeated, weights), *_elsewhere(case, own, weights)):
        kept = best.get(common.own.order)
        if kept is None or common.weight > kept.weight:
            best[common.own.order] = common
    yield from (_slip(best[order]) for order in sorted(best))


def passages(notice: Notice) -> Iterator[ItemWords]:
    """The passages of a notice: paragraphs and list items of its items, and words of entries that do not quote its own text."""
    yield from _of_items(notice)
    yield from _of_entries(notice)


def _of_items(notice: Notice) -> Iterator[ItemWords]:
    order = 0
    lines = notice.body.split("\n")
    for problem in notice.outline.problems:
        for block in notice.outline.blocks[problem.start + 1 : problem.stop]:
            order += 1
            if block.kind in ("paragraph", "item") and len(block.text) >= RUN and not FIELD.match(block.text):
                at = Span(path=notice.path, line=block.line)
                raw = lines[block.line - notice.body_line]
                yield ItemWords(problem.id, folded_text(block.text), at, raw, order)


def _of_entries(notice: Notice) -> Iterator[ItemWords]:
    order = _OF_ENTRIES
    for item, ledger in notice.ledgers.items.items():
        for number, entry in enumerate(ledger.entries):
            order += 1
            for key, words in (("quote", entry.quote if entry.basis != "notice" else None), ("note", entry.note)):
                if words and len(words) >= RUN:
                    at = notice.at_ledger(item, "entries", number, key)
                    source = (entry.source.notice if entry.source else None) or ""
                    yield ItemWords(item=item, words=folded_text(words), at=at, raw="", order=order, source=source)


class _Printed:
    """Passages with their fingerprints."""

    def __init__(self, own: Sequence[ItemWords]):
        self._own = own
        self._places = places_in_texts([passage.words for passage in own])

    def prints(self) -> set[int]:
        return {each.print for each in self._places}

    def places(self, prints: Collection[int]) -> dict[int, list[tuple[ItemWords, int]]]:
        """Where each of these fingerprints stands: passage and place in it."""
        found: dict[int, list[tuple[ItemWords, int]]] = {}
        for each, number, at in self._places:
            if each in prints:
                found.setdefault(each, []).append((self._own[number], at))
        return found


def _within(case: Case, own: _Printed, repeated: set[int], weights: _Weights) -> Iterator[_Common]:
    """Runs shared by two items of this notice; each is reported at the later one."""
    places = own.places(repeated)
    for each in places.values():
        for later, at in each[1:_PLACES_EACH]:
            for earlier, there in each[:_PLACES_EACH]:
                if (
                    earlier.order < later.order
                    and earlier.item != later.item
                    and not _same_title(
                        case.notice.outline.problem(earlier.item), case.notice.outline.problem(later.item)
                    )
                ):
                    yield from _common(own=later, at=at, other=earlier, there=there, slug="", weights=weights)


def _elsewhere(case: Case, own: _Printed, weights: _Weights) -> Iterator[_Common]:
    by_slug: dict[str, set[int]] = {}
    for shared in case.reading.shared:
        for slug in shared.slugs:
            by_slug.setdefault(slug, set()).add(shared.print)
    every = own.places(set().union(*by_slug.values())) if by_slug else {}
    anywhere = {each for each, count in case.reading.common if count > MOST}
    for slug, prints in sorted(by_slug.items(), key=lambda each: (-len(each[1]), each[0]))[:_OTHERS]:
        known = prints | anywhere
        mine: dict[int, list[tuple[ItemWords, int]]] = {}
        for each in prints & every.keys():
            if places := [place for place in every[each] if weights.of(place[0].words, *_reach(*place, known)) >= RUN]:
                mine[each] = places
        other = _opened(case, slug, mine, weights) if mine else None
        if other is None:
            continue
        theirs = _Printed(list(passages(other))).places(prints)
        for each in sorted(mine.keys() & theirs.keys()):
            for later, at in mine[each][:_PLACES_EACH]:
                for earlier, there in theirs[each][:_PLACES_EACH]:
                    if later.source != slug and not _same_item(case, later.item, other, earlier.item):
                        yield from _common(own=later, at=at, other=earlier, there=there, slug=slug, weights=weights)


def _reach(own: ItemWords, at: int, known: set[int]) -> tuple[int, int]:
    if (
        own.order >= _OF_ENTRIES
    ):  # words in YAML may be wrapped and quoted, so their fingerprints are not those of the file's text
        return 0, len(own.words)
    return reach(own.words, at, known)


def _opened(case: Case, slug: str, mine: Mapping[int, list[tuple[ItemWords, int]]], weights: _Weights) -> Notice | None:
    """The other notice, parsed only if its raw files share a long enough run; most notices share no more than a fingerprint."""
    files = case.other(slug)
    if files is None:
        return None
    whole = folded_lines(f"{files.notice}\n{files.ledger}") if len(mine) > _FEW else ""
    for own in mine.values():
        for passage, at in own[:_PLACES_EACH]:
            words = passage.words[at : at + SIZE]
            for text, there in _places_in(whole, words) if whole else _there(files, words):
                start, length = _run(passage.words, at, text, there)
                if length >= RUN and weights.of(passage.words, start, length) >= RUN:
                    return read_notice(slug, files.notice, files.ledger, files.folder, [])
    return None


def _places_in(text: str, words: str) -> Iterator[tuple[str, int]]:
    at, tried = text.find(words), 0
    while at >= 0 and tried < _PLACES_EACH:
        yield text, at
        at, tried = text.find(words, at + 1), tried + 1


def _there(files: OtherFiles, words: str) -> Iterator[tuple[str, int]]:
    """Folded surroundings of each occurrence of words in raw files, with the offset in them; avoids folding whole files."""
    plain = max(_SIGNS.split(words), key=len)
    for text in (files.notice, files.ledger):
        for _, at in _places_in(text, plain):
            near = folded_lines(text[max(0, at - _AROUND) : at + _AROUND])
            there = near.find(words)
            if there >= 0:
                yield near, there


def _common(own: ItemWords, at: int, other: ItemWords, there: int, slug: str, weights: _Weights) -> Iterator[_Common]:
    """The longest common run around a shared fingerprint, if it weighs enough."""
    mine, theirs = own.words, other.words
    if mine[at : at + SIZE] != theirs[there : there + SIZE]:
        return
    start, length = _run(mine, at, theirs, there)
    if length >= RUN and (weight := weights.of(mine, start, length)) >= RUN:
        yield _Common(own=own, other=other, slug=slug, start=start, length=length, weight=weight)


def _run(mine: str, at: int, theirs: str, there: int) -> tuple[int, int]:
    """The longest common run around a shared fingerprint: its start in the first text, and its length."""
    back = 0
    while back < min(at, there) and mine[at - back - 1] == theirs[there - back - 1]:
        back += 1
    ahead, most = SIZE, min(len(mine) - at, len(theirs) - there)
    while ahead < most and mine[at + ahead] == theirs[there + ahead]:
        ahead += 1
    return at - back, back + ahead


def _same_item(case: Case, item: str, other: Notice, there: str) -> bool:
    """Whether two items of two notices are the same matter: linked, continued, or of the same title."""
    own = case.notice
    linked = any(same.notice == other.slug and same.item == there for same in own.ledger(item).same_as)
    linked = linked or any(same.notice == own.slug and same.item == item for same in other.ledger(there).same_as)
    closing = own.ledger(item).closing
    if linked or (closing is not None and closing.notice == other.slug):
        return True
    mine, theirs = own.outline.problem(item), other.outline.problem(there)
    if _same_title(mine, theirs) and not _of_two_organs(case, other):
        return True
    continued = own.head.follows == other.slug or any(each.slug == other.slug for each in case.context.chain)
    return continued and (item == there or (mine is not None and theirs is not None and mine.number == theirs.number))


def _of_two_organs(case: Case, other: Notice) -> bool:
    """Whether two organs give account, each of its own problems: with one title they are two problems."""
    own, organ = case.notice.head, case.context.organ
    if own.organ is None or other.head.organ in (None, own.organ, organ.successor if organ else None):
        return False
    return own.kind == other.head.kind == "rectification"


def _same_title(first: Problem | None, second: Problem | None) -> bool:
    return first is not None and second is not None and comparable(first.title) == comparable(second.title)


def _slip(common: _Common) -> Slip:
    own, other = common.own, common.other
    words = own.words[common.start : common.start + common.length].lstrip(",;:、。")
    found = find(words, own.raw) if own.raw else None
    at = own.at
    if found:
        at = Span(path=at.path, line=at.line, column=found.start + 1, length=found.stop - found.start)
    share = round(100 * len(words) / len(own.words))
    place = f"{other.at.path}:{other.at.line}"
    who = f"{common.slug} 的 {other.item}" if common.slug else f"本通报的 {other.item}"
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    why = f"占这一段的 {share}%；前一处在 {place}：“{shown}”"
    mend = "对照原件，贴错的改正；原文如此的，写上 acknowledged（code: E010）"
    return Slip(at, f"{own.item} 有 {len(words)} 个字与{who} 相同", why, mend)
