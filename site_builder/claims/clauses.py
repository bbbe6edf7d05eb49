"""Parser: a sentence → clauses, each with its operators in order: negation, intention, doubt, completion (已).

Chinese operators precede what they govern, so operators are applied to a verb from right to left: the nearest one first,
then those further left to the result. An operator inside a name (未批先建问题) governs nothing outside it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from site_builder.claims.words import OPERATORS, PLAN_LABEL, STATE_LABEL, Kind

# white space, quotation marks, and the thousands separator: 3,200只
_DROPPED: Final = re.compile(r"""[\s“”‘’"'「」『』《》]|(?<=\d)[,，](?=\d{3})""")
_WIDE_SIGN: Final = re.compile("[！-～]")
_FULL_STOP: Final = re.compile(r"…|\.(?!\d)")
_BREAK: Final = re.compile(r"[,;。!?:\n()\[\]【】]")
_BOUNDED: Final = 2000  # characters of a sentence that are parsed; real sentences have about a hundred
_ROWS: Final = tuple(kind for kind, _ in OPERATORS)


def _grammar() -> re.Pattern[str]:
    rows = ("|".join(sorted(words.split(), key=len, reverse=True)) for _, words in OPERATORS)
    return re.compile("|".join(f"(?P<g{number}>{row})" for number, row in enumerate(rows)))


_OPERATOR: Final = _grammar()
_NAMED: Final = re.compile(r"的|问题|现象|行为|情况|情形|事项|任务|隐患|乱象")
_WRONGS: Final = ("问题", "现象", "行为", "情形", "隐患", "乱象")
_TAKES_OBJECT: Final = re.compile(r"^(?:将|把|对|就|令)|使|让")
_STILL: Final = re.compile(r"(?:尚|仍|还|至今|目前|一直|迟迟|依然|暂)*")
_ADVERB: Final = re.compile(r"均|全部|都|也|现|得到|重新|于|在|被|经|按期|如期|按时|提前|彻底")


class Token(NamedTuple):
    """An operator with its offsets in the folded sentence."""

    kind: Kind
    start: int
    stop: int
    words: str


class Clause(NamedTuple):
    """A half-open range of the folded sentence, without the punctuation mark that ends it; `end` is that mark."""

    start: int
    stop: int
    end: str
    tokens: tuple[Token, ...]


class Parsed(NamedTuple):
    """A parsed sentence. `text` is folded; `kept` maps each offset in it to the offset in the original sentence."""

    text: str
    kept: tuple[int, ...]
    clauses: tuple[Clause, ...]

    def clause_at(self, place: int) -> int:
        return next((n for n, clause in enumerate(self.clauses) if place <= clause.stop), len(self.clauses) - 1)

    def words(self, clause: Clause) -> str:
        return self.text[clause.start : clause.stop]

    def label(self, number: int) -> str:
        """'plan' or 'state' where the clause follows a label of that kind (整改目标：), else ''."""
        for clause in reversed(self.clauses[:number]):
            if clause.end == ":":
                words = self.words(clause) + ":"
                return "plan" if PLAN_LABEL.search(words) else "state" if STATE_LABEL.search(words) else ""
        return ""


def folded(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in half width, without white space and quotation marks; and the original offset of each character."""
    text = text[:_BOUNDED]
    pieces: list[str] = []
    kept: list[int] = []
    begin = 0
    for found in _DROPPED.finditer(text):
        pieces.append(text[begin : found.start()])
        kept += range(begin, found.start())
        begin = found.end()
    pieces.append(text[begin:])
    kept += range(begin, len(text))
    return _FULL_STOP.sub("。", _WIDE_SIGN.sub(_half, "".join(pieces))), tuple(kept)


def _half(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - 0xFEE0)


@lru_cache(maxsize=512)  # rules and views parse a sentence once for every quotation in it
def parse(sentence: str) -> Parsed:
    text, kept = folded(sentence)
    return Parsed(text, kept, tuple(_clauses(text)))


def _clauses(text: str) -> Iterator[Clause]:
    tokens = [
        Token(_ROWS[int((found.lastgroup or "g0")[1:])], found.start(), found.end(), found.group())
        for found in _OPERATOR.finditer(text)
    ]
    start = first = 0
    for sign in [*_BREAK.finditer(text), None]:
        stop = sign.start() if sign else len(text)
        if stop > start or (sign and sign.group() == "?"):
            last = first
            while last < len(tokens) and tokens[last].start < max(stop, start + 1):
                last += 1
            own = tuple(token for token in tokens[first:last] if token.kind != "idle")
            yield Clause(start, stop, sign.group() if sign else "", own)
            first = last
        start = sign.end() if sign else stop


def inside_a_name(token: Token, between: str, finished: bool) -> bool:
    """Whether an operator is part of the name of the sentence's subject: 未公示的问题已整改, 不规范用工问题完成整改.

    Takes   between: the words from the operator to the verb; finished: whether 已 is among them
    """
    names = list(_NAMED.finditer(between))
    if not names:
        return False
    named = names[-1]
    behind = between[named.end() :]
    if token.kind == "none":
        return finished and "的" in between
    if finished:
        return token.kind == "not" or "的" in between  # 要求整改的问题已…; 预计该问题已… governs
    if token.kind != "not" or _TAKES_OBJECT.search(between):
        return False  # 要求该问题整改到位, 未将该问题整改到位
    return bool(_ADVERB.match(behind)) or (named.group() in _WRONGS and bool(_STILL.fullmatch(behind)))
