"""The unit in which suggestions are searched: a measure with its sentences and clauses, and unique quotations from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from site_builder.claims.forms import BOXES
from site_builder.importing.lines.fold import EDGES, clauses, fold, sentences
from site_builder.importing.structure.phrases import EFFECT
from site_builder.records.outline import FIELD, Outline, Problem
from site_builder.records.quotes import comparable as bare

_LEADING_NUMBER: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,3}是|\(?\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳])\s*+")
_LEAST: Final = 6
_REACH: Final = 6  # most clauses by which a quotation is widened or a search for a name goes back
LONGEST_CLAUSE: Final = 400  # characters; a longer run without a stop is not treated as a clause
LONGEST_MEASURE: Final = 20_000  # characters; longer measures get no suggestions
_FAR: Final = 800  # characters of a sentence that are searched around a position
_DOING: Final = re.compile(
    r"(?:^|[了已经正在将并续序极快])(?:制定|草拟|起草|修订|拟定|编制|形成|推进|开展|建设|完善|推动|组织|启动|实施|办理)了?(?P<matter>[^,]{2,40})$"
)
_HANDLED: Final = re.compile(r"(?:对|将|把|针对)(?P<matter>[^,]{2,30}?)(?:进行|进一步|予以|开展)")
_SUBJECT: Final = re.compile(r"^(?:目前|后续|现)?,?(?P<matter>[^,]{3,30}?)(?:已|正|将|均)")
# Topics in quotation marks: 关于“甲计划”、“乙计划”.
_TOPIC: Final = re.compile(r"关于(?P<matter>[“\"][^”\"]{2,40}[”\"](?:\s*+[、和及与]\s*+[“\"][^”\"]{2,40}[”\"]){0,5})")


@dataclass(frozen=True)
class Passage:
    """A measure of an item, or another paragraph of it that is searched for suggestions.

    `alone`     it is the only measure, or it is about all of them (整改成效：…, where `measure_id` is '')
    `field`     it is a line such as 牵头单位：…; `measure_id` is that of the preceding measure, '' for the item
    `line`      the measure's line in the record's text (for doubts)
    `sole`      below the item's heading stands nothing else
    """

    problem: Problem
    measure_id: str
    text: str
    alone: bool
    line: int
    field: bool = False
    sole: bool = False

    @property
    def about(self) -> str | None:
        """The default for `about`: the measure, or None for the whole item."""
        return None if self.alone or not self.measure_id else self.measure_id

    @cached_property
    def folded(self) -> str:
        """The folded text with the same offsets; clauses that are too long are blanked out by full stops."""
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
        """The sentence (up to 。 or ;) around an offset, cut to a limited distance."""
        start, end = _holding(self.sentences, place, len(self.text))
        return max(start, place - _FAR), min(end, place + _FAR)

    def clause_at(self, place: int) -> tuple[int, int]:
        """The clause around an offset."""
        return _holding(self.clauses, place, len(self.text))

    def quote(self, start: int, end: int) -> str | None:
        """The words from start to end, widened clause by clause until they are unique in the item."""
        return unique(self.text, self.problem.text, start, end, self.clauses)

    def matter(self, start: int, end: int) -> str:
        """What a clause is about: its topic, else the subject or object of a preceding clause of the sentence.

        Takes   start, end  the clause
        Gives   words of the item, or the measure's id where nothing is named
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
        """The last year named before an offset."""
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
        """The words from start to end, trimmed to a name; None where they are too few or have an unpaired bracket."""
        words = re.sub(
            r"^(?:了|的|其|相关|有关)|(?:相关工作|相关事宜|等)$", "", self.text[start:end].strip(EDGES)
        ).strip(EDGES)
        balanced = all(words.count(a) == words.count(b) for a, b in ("《》", "“”", "（）", "()"))
        named = len(re.findall("[\u4e00-\u9fffA-Za-z]", words)) >= 2 and not set(words) & BOXES  # 60% is not a name
        return words if len(words) >= 3 and named and balanced else None


def _holding(spans: list[tuple[int, int]], place: int, whole: int) -> tuple[int, int]:
    """The span that contains an offset; the whole text where none does."""
    index = bisect_right(spans, (place, whole + 1)) - 1
    return spans[index] if index >= 0 and place < spans[index][1] else (0, whole)


@lru_cache(maxsize=64)
def _bare(block: str) -> str:
    return bare(block)


def once(words: str, block: str) -> bool:
    """Whether words occur exactly once in a text, compared like quotations, and are not too short."""
    return len(bare(words)) >= _LEAST and _stands_once(words, block)


def _stands_once(words: str, block: str) -> bool:
    needle, hay = bare(words), _bare(block)
    first = hay.find(needle) if needle else -1
    return first >= 0 and hay.find(needle, first + 1) < 0


def unique(text: str, block: str, start: int, end: int, spans: list[tuple[int, int]]) -> str | None:
    """The words of a text from start to end, widened by clauses until they are unique in a block.

    Fewer than six characters are not sufficient evidence, so they are widened as well, by their label if necessary. A paragraph
    that is no longer (已整改。) is quoted whole, with its stop: nothing around it says more.

    Takes   block: the text in which they must be unique; start, end: offsets in `text`; spans: its clauses
    Gives   None where not even the whole text is unique
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
    whole = block[block.rfind("\n", 0, at) + 1 : at + len(text)].strip() if at >= 0 else ""
    if once(words := whole.strip(EDGES), block):
        return words
    return whole if whole and _stands_once(whole, block) else None


def passages(outline: Outline, problem: Problem, first_lines: dict[int, int]) -> Iterator[Passage]:
    """The passages of an item: its measures in order, then their results, then lines on responsibility and deadlines."""
    alone = len(problem.measures) == 1
    sole = alone and problem.stop - problem.start == 2
    for measure in problem.measures:
        yield Passage(problem, measure.id, measure.text, alone, first_lines.get(measure.start, 0), sole=sole)
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
        # A label that occurs repeatedly belongs to the measure before it, one that occurs once to the whole item.
        of = before[-1] if before and labels.count(label) > 1 else ""
        yield Passage(problem, of, text, alone, first_lines.get(index, 0), field=True)
