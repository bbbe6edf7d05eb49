"""Where a suggestion is looked for: a measure of an item, its sentences and clauses, and quotations that occur once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from site_builder.importing.lines.fold import EDGES, clauses, fold, sentences
from site_builder.importing.structure.phrases import EFFECT
from site_builder.records.outline import FIELD, Outline, Problem
from site_builder.records.quotes import comparable as bare

_LEADING_NUMBER: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,3}是|\(?\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳])\s*+")
_LEAST: Final = 6
_REACH: Final = 6  # clauses a quotation or a search for a name goes back
LONGEST_CLAUSE: Final = 400  # characters without a stop; what is longer is no clause, and is not read
LONGEST_MEASURE: Final = 20_000  # characters; nothing is suggested from a longer one
_FAR: Final = 800  # characters of one sentence that are looked at around a clause
_DOING: Final = re.compile(
    r"(?:^|[了已经正在将并续序极快])(?:制定|草拟|起草|修订|拟定|编制|形成|推进|开展|建设|完善|推动|组织|启动|实施|办理)了?(?P<matter>[^,]{2,40})$"
)
_HANDLED: Final = re.compile(r"(?:对|将|把|针对)(?P<matter>[^,]{2,30}?)(?:进行|进一步|予以|开展)")
_SUBJECT: Final = re.compile(r"^(?:目前|后续|现)?,?(?P<matter>[^,]{3,30}?)(?:已|正|将|均)")
# 关于“甲计划”、“乙计划”: both, with their marks; of one the words without them.
_TOPIC: Final = re.compile(r"关于(?P<matter>[“\"][^”\"]{2,40}[”\"](?:\s*+[、和及与]\s*+[“\"][^”\"]{2,40}[”\"]){0,5})")


@dataclass(frozen=True)
class Passage:
    """One measure of an item, with the item's text around it.

    `alone`     the item has no other measure, or these words speak of all of them (整改成效：…; `measure_id` is '')
    `field`     no measure but a line like 牵头单位：…; `measure_id` is then that of the measure it follows, '' for the item
    `line`      the measure's line in the record's text (for doubts)
    """

    problem: Problem
    measure_id: str
    text: str
    alone: bool
    line: int
    field: bool = False

    @property
    def about(self) -> str | None:
        """The part of the item that these words speak of when they name none; None for the whole item."""
        return None if self.alone or not self.measure_id else self.measure_id

    @cached_property
    def folded(self) -> str:
        """The text in half width, offsets kept; full stops in place of what is too long to be a clause."""
        folded = fold(self.text)
        for start, end in clauses(self.text):
            if end - start > LONGEST_CLAUSE:
                folded = folded[:start] + "。" * (end - start) + folded[end:]
        return folded

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return sentences(self.text)

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        spans = [(start, end) for start, end in clauses(self.text) if end - start <= LONGEST_CLAUSE]
        number = _LEADING_NUMBER.match(self.folded)
        if number and spans and number.end() < spans[0][1]:
            spans[0] = (number.end(), spans[0][1])
        return spans

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence (up to 。 or ;) that holds a place, as far as it is near."""
        start, end = _holding(self.sentences, place, len(self.text))
        return max(start, place - _FAR), min(end, place + _FAR)

    def clause_at(self, place: int) -> tuple[int, int]:
        """The clause that holds a place."""
        return _holding(self.clauses, place, len(self.text))

    def quote(self, start: int, end: int) -> str | None:
        """The words from start to end, lengthened clause by clause until they stand once in the item."""
        return unique(self.text, self.problem.text, start, end, self.clauses)

    def matter(self, start: int, end: int) -> str:
        """The words that name what a clause speaks of: its own object or subject, else those of the clauses before it.

        Takes   start, end  the clause
        Gives   words of the item, or the measure's id where nothing names the matter
        """
        first = self.sentence_at(start)[0]
        if topic := _TOPIC.search(self.folded, first, end):
            return self._topic(topic)
        here = bisect_left(self.clauses, (start, 0))
        for a, b in reversed(self.clauses[max(0, here - _REACH) : here]):
            if a >= first and (words := self._named(a, b)):
                return words
        if self._topics and self._topics[0].end() <= end:
            return self._topic(self._topics[0])
        return self.measure_id

    def _topic(self, topic: re.Match[str]) -> str:
        words = self.text[topic.start("matter") : topic.end("matter")]
        return words[1:-1] if len(re.findall('[“”"]', words)) == 2 else words

    @cached_property
    def _topics(self) -> list[re.Match[str]]:
        return list(_TOPIC.finditer(self.folded))

    def year_before(self, place: int) -> int | None:
        """The last year the words before a place name."""
        index = bisect_left(self._years, place, key=lambda found: found.end())
        return int(self._years[index - 1][1]) if index else None

    @cached_property
    def _years(self) -> list[re.Match[str]]:
        return list(re.finditer(r"(20\d{2})年", self.folded))

    def _named(self, start: int, end: int) -> str | None:
        clause = self.folded[start:end].rstrip(EDGES)
        for pattern in (_SUBJECT, _HANDLED, _DOING):
            if found := pattern.search(clause):
                return self.words(start + found.start("matter"), start + found.end("matter"))
        return None

    def words(self, start: int, end: int) -> str | None:
        """Words of the item trimmed of what is no name; None for too few or with an open bracket."""
        words = re.sub(
            r"^(?:了|的|其|相关|有关)|(?:相关工作|相关事宜|等)$", "", self.text[start:end].strip(EDGES)
        ).strip(EDGES)
        balanced = all(words.count(a) == words.count(b) for a, b in ("《》", "“”", "（）", "()"))
        named = len(re.findall("[\u4e00-\u9fffA-Za-z]", words)) >= 2  # 60% names nothing
        return words if len(words) >= 3 and named and balanced else None


def _holding(spans: list[tuple[int, int]], place: int, whole: int) -> tuple[int, int]:
    """The span that holds a place; the whole text where none does."""
    index = bisect_right(spans, (place, whole + 1)) - 1
    return spans[index] if index >= 0 and place < spans[index][1] else (0, whole)


@lru_cache(maxsize=64)
def _bare(block: str) -> str:
    return bare(block)


def once(words: str, block: str) -> bool:
    """Whether words stand exactly once in a block, as quotations are compared, and are more than a fragment."""
    needle, hay = bare(words), _bare(block)
    first = hay.find(needle) if len(needle) >= _LEAST else -1
    return first >= 0 and hay.find(needle, first + 1) < 0


def unique(text: str, block: str, start: int, end: int, spans: list[tuple[int, int]]) -> str | None:
    """Words of a text that stand once in a block: from start to end, lengthened by clauses until they do.

    Fewer than six characters prove nothing, so they are lengthened too, by their label if need be.

    Takes   block: in which they must stand once; start, end: offsets in `text`; spans: its clauses
    Gives   None where not even the whole text stands there once
    """
    here, there = bisect_left(spans, (start, 0)), bisect_right(spans, end, key=lambda span: span[1])
    starts = [start, *(a for a, _ in reversed(spans[max(0, here - _REACH) : here]))]
    ends = [stop for _, stop in spans[there : there + _REACH]]
    for begin, stop in (*((begin, end) for begin in starts), *((starts[-1], stop) for stop in ends)):
        words = text[begin:stop].strip(EDGES)
        if _LEAST <= len(words) <= LONGEST_CLAUSE and once(words, block):
            return words
    if len(text) > LONGEST_CLAUSE:
        return None
    at = block.find(f"{text}\n")
    if at < 0 and block.endswith(text):
        at = len(block) - len(text)
    whole = block[block.rfind("\n", 0, at) + 1 : at + len(text)].strip(EDGES) if at >= 0 else ""
    return whole if once(whole, block) else None


def passages(outline: Outline, problem: Problem, first_lines: dict[int, int]) -> Iterator[Passage]:
    """The measures of an item, in order, then what came of them, then the lines that say whose it is and by when."""
    alone = len(problem.measures) == 1
    for measure in problem.measures:
        yield Passage(problem, measure.id, measure.text, alone, first_lines.get(measure.start, 0))
    measured = {measure.start for measure in problem.measures}
    beside = [
        (index, outline.blocks[index].text)
        for index in range(problem.start + 1, problem.stop)
        if outline.blocks[index].kind == "paragraph" and index not in measured
    ]
    found = [(index, text) for index, text in beside if FIELD.match(text)]
    for index, text in beside:
        if (effect := EFFECT.match(text)) and not FIELD.match(text):
            yield Passage(problem, "", text[effect.end() :], True, first_lines.get(index, 0))
    labels = [fold(text).split(":")[0] for _, text in found]
    for (index, text), label in zip(found, labels, strict=True):
        before = [measure.id for measure in problem.measures if measure.start < index]
        # A label that comes again and again belongs to the measure before it, one that comes once to the whole item.
        of = before[-1] if before and labels.count(label) > 1 else ""
        yield Passage(problem, of, text, alone, first_lines.get(index, 0), field=True)
