"""Builds a tree from the numbers of the body; the nesting of numbering systems is inferred from the counting, not fixed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import MEASURES_ONLY, Marker, Rank, marker
from site_builder.importing.structure.evidence import (
    DONE_LABEL,
    ITEM_LABEL,
    heading_like,
    named_organ,
    only_date,
    prose,
)
from site_builder.importing.structure.phrases import (
    generic,
    names_aspect,
    names_problem,
    opens_item_unnumbered,
    states_of,
)
from site_builder.importing.structure.roles import role_of
from site_builder.importing.structure.status_lines import only_status

_LEVELS: Final = {1: Rank.PART, 2: Rank.COMMA, 3: Rank.BRACKET, 4: Rank.DOT, 5: Rank.SMALL, 6: Rank.CIRCLE}
_ATTACHED: Final = re.compile(r"附\s*+件\s*+[一二三四五六七八九十\d]{1,3}\s*+[:.、]\s*[^。;]{2,60}$")
_PRIOR: Final = 0.1  # penalty for each step inwards in the usual nesting order
_ORPHANS: Final = 0.6  # penalty for a series without a parent
_JUMP: Final = 3  # most numbers that may be missing in a series


@dataclass(slots=True)
class Node:
    """A numbered line with everything below it.

    `head`      its index in the body; -1 for the root
    `stop`      the index after its last line
    `own`       the indexes of the lines between it and its first child
    """

    head: int
    mark: Marker | None
    stop: int
    own: range
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marks:
    """The number of each line (`at`), and numbers after a label (`behind`, 整改情况:一是…), which count but do not start nodes."""

    at: list[Marker | None]
    behind: list[Marker | None]


def number_marks(lines: Sequence[Line]) -> Marks:
    """Finds the number of each line; headings marked by the source and unnumbered headings of items have the value 0."""
    at = [_mark(line) for line in lines]
    behind = [_behind_label(line) for line in lines]
    for rank, other, sign in ((Rank.SMALL, Rank.HALF, "("), (Rank.DOT, Rank.INNER_DOT, "、")):
        at, behind = _two_series(lines=lines, at=at, behind=behind, rank=rank, other=other, sign=sign)
    return Marks(at, behind)


def with_labels(lines: Sequence[Line], marks: Marks) -> Marks:
    """The marks of a text with unnumbered items that each begin with a label: 整改任务:…, 存在问题:…"""
    opened = [
        None if line.cells or not ITEM_LABEL.match(line.folded) else Marker(Rank.CASE, 0, "", 0) for line in lines
    ]
    return Marks([label or mark for label, mark in zip(opened, marks.at, strict=True)], marks.behind)


def with_bare_headings(lines: Sequence[Line], marks: Marks) -> Marks:
    """The marks of a text without numbers, in which short lines above paragraphs are headings.

    Such a line is the heading of a section if it has a role, and of an item if it states a fault.
    """
    at = list(marks.at)
    sentences = _bare_sentences(lines, marks)
    for index, (line, following) in enumerate(pairwise(lines)):
        if index in sentences:
            at[index] = Marker(Rank.UNNUMBERED, 0, "", 0)
        if (
            at[index]
            or not _bare_heading(line)
            or not (prose(following) or _bare_heading(following) or index + 1 in sentences)
        ):
            continue
        words = line.folded
        if names_aspect(words) and index + 1 in sentences:
            at[index] = Marker(Rank.BRACKET, 0, "", 0)
            continue
        if not generic(words) and (names_problem(words) or states_of(words) == "problem"):
            at[index] = Marker(Rank.UNNUMBERED, 0, "", 0)
        elif role_of(words, "rectification") != "other" and not any(
            mark and mark.rank <= Rank.COMMA for mark in marks.at
        ):
            at[index] = Marker(Rank.COMMA, 0, "", 0)
    return Marks(at, marks.behind)


def _bare_sentences(lines: Sequence[Line], marks: Marks) -> frozenset[int]:
    """Short sentences that are headings of items although nothing numbers them: each stands behind a heading or behind a line
    that only states a status, and above a paragraph. None where most of them state no fault."""
    found = [
        index
        for index in range(1, len(lines) - 1)
        if marks.at[index] is None
        and _sentence(lines[index])
        and prose(lines[index + 1])
        and (only_status(lines[index - 1].folded) or _bare_heading(lines[index - 1]) or marks.at[index - 1])
    ]
    faults = sum(states_of(lines[index].folded) == "problem" for index in found)
    closed = sum(only_status(lines[index - 1].folded) for index in found)
    return frozenset(found) if faults >= 3 and faults * 2 >= len(found) and closed * 2 >= len(found) else frozenset()


def _sentence(line: Line) -> bool:
    words = line.folded.strip()
    return (
        not line.cells
        and 6 <= len(words) <= 60
        and "。" not in words[:-1]
        and not only_status(words)
        and not only_date(line)
    )


def with_bare_sections(lines: Sequence[Line], marks: Marks) -> Marks | None:
    """The marks of a text whose items have numbers and whose sections have none; None where it has no such sections.

    Between two and six short lines stand above paragraphs or numbers; one of them announces problems.
    """
    heads = [
        index
        for index, (line, following) in enumerate(pairwise(lines))
        if marks.at[index] is None
        and _bare_title(line)
        and (prose(following) or _bare_title(following) or names_aspect(following.folded) or marks.at[index + 1])
    ]
    roles = [role_of(lines[index].folded.strip(), "rectification") for index in heads]
    if not 2 <= len(heads) <= _BARE_SECTIONS or "problems" not in roles:
        return None
    at = list(marks.at)
    for index in heads:
        at[index] = Marker(Rank.PART, 0, "", 0)
    return Marks(at, marks.behind)


_BARE_SECTIONS: Final = 6


def _bare_title(line: Line) -> bool:
    """Whether a line may be the heading of a section that nothing numbers."""
    return _bare(line, range(4, 31), _NO_TITLE) and not names_aspect(line.folded) and not only_date(line)


def _bare_heading(line: Line) -> bool:
    """Whether a line may be a heading in a text without numbers."""
    return _bare(line, range(5, 45), _NO_HEADING)


_NO_TITLE: Final = re.compile(r"[。;:,!?、()\[\]【】]|^\d{3}|电话|邮箱")
_NO_HEADING: Final = re.compile(r"[。;:,!?\d]|^[(\[【]")


def _bare(line: Line, lengths: range, never: re.Pattern[str]) -> bool:
    """Whether a line is so short, has nothing that a heading never has, and is not the name of an organ."""
    words = line.folded.strip()
    return not line.cells and len(words) in lengths and never.search(words) is None and not named_organ(words)


def _two_series(
    lines: Sequence[Line], at: list[Marker | None], behind: list[Marker | None], rank: Rank, other: Rank, sign: str
) -> tuple[list[Marker | None], list[Marker | None]]:
    """Splits a numbering system in two by a character such as (, provided that both variants count from one.

    Otherwise a typist has used both variants for the same series, and the marks are returned unchanged.
    """
    found = [
        (index, mark)
        for index, mark in enumerate(at[i] or behind[i] for i in range(len(at)))
        if mark and mark.rank is rank
    ]
    without = {
        index for index, mark in found if sign not in _written(lines[index].folded, mark, behind=at[index] is None)
    }
    if not without or len(without) == len(found):
        return at, behind
    for some in (
        [mark for index, mark in found if index in without],
        [mark for index, mark in found if index not in without],
    ):
        last = 0
        for mark in some:
            if mark.value not in (1, last + 1):
                return at, behind
            last = mark.value
    inner = [
        [
            replace(mark, rank=other) if mark and mark.rank is rank and index in without else mark
            for index, mark in enumerate(marks)
        ]
        for marks in (at, behind)
    ]
    return inner[0], inner[1]


def _written(folded: str, mark: Marker, *, behind: bool) -> str:
    """The number verbatim, at the start of a line or after its label."""
    label = DONE_LABEL.match(folded) if behind else None
    return folded[label.end() if label else 0 :].lstrip()[: mark.end]


def _behind_label(line: Line) -> Marker | None:
    label = DONE_LABEL.match(line.folded) if not line.cells else None
    return marker(line.folded[label.end() :][:60].lstrip()) if label else None


def _mark(line: Line) -> Marker | None:
    if line.cells:
        return None
    found = marker(line.folded)
    if found is not None:
        return found
    if _ATTACHED.match(line.folded):
        return Marker(Rank.PART, 0, "", 0)
    if line.level:
        return Marker(_LEVELS[line.level], 0, "", 0)
    return Marker(Rank.UNNUMBERED, 0, "", 0) if opens_item_unnumbered(line.folded) else None


def grow(lines: Sequence[Line], marks: Marks) -> Node:
    """The root of the tree of all lines.

    Takes   marks: index of a line → its number
    """
    node = Node(-1, None, len(lines), range(len(lines)))
    pending = [node]
    while pending:
        current = pending.pop()
        members = _members(lines, marks, current.own.start, current.stop)
        if not members:
            continue
        first = current.own.start
        for member, after in zip(members, [*members[1:], current.stop], strict=True):
            child = Node(member, marks.at[member], after, range(member + 1, after))
            current.children.append(child)
            pending.append(child)
        current.own = range(first, members[0])
    return node


def _members(lines: Sequence[Line], marks: Marks, start: int, stop: int) -> list[int]:
    """The lines of the outermost series in a range."""
    seen = [(index, mark) for index in range(start, stop) if (mark := marks.at[index])]
    if not seen:
        return []
    present = {mark.rank for _, mark in seen}
    counting = [mark for index in range(start, stop) if (mark := marks.at[index] or marks.behind[index])]
    outer = outermost([mark for mark in counting if mark.rank in present])
    return _counting_on(lines, [(index, mark) for index, mark in seen if mark.rank == outer])


def outermost(marks: Sequence[Marker]) -> Rank:
    """The outermost numbering system: each of the others restarts within it.

    >>> def of(*texts): return outermost([found for text in texts if (found := marker(text))]).name
    >>> of("1.甲", "(一)乙", "(二)丙", "2.丁", "(一)戊"), of("(一)甲", "1.乙", "2.丙", "(二)丁", "3.戊")
    ('DOT', 'BRACKET')
    """
    ranks = sorted({mark.rank for mark in marks})
    # 一是 counts actions and never contains other systems.
    if others := [rank for rank in ranks if rank not in MEASURES_ONLY]:
        ranks, marks = others, [mark for mark in marks if mark.rank not in MEASURES_ONLY]
    if len(ranks) == 1:
        return ranks[0]
    broken = dict.fromkeys(ranks, 0.0)
    since: dict[tuple[Rank, Rank], bool] = {}  # (outer, inner): whether inner has not occurred since the last outer
    met: set[Rank] = set()
    orphan: set[tuple[Rank, Rank]] = set()
    for mark in marks:
        for other in ranks:
            if other is mark.rank:
                continue
            if since.get((other, mark.rank)) and mark.value > 1:
                broken[other] += 1
            since[other, mark.rank] = False
            since[mark.rank, other] = True
            if other not in met:
                orphan.add((other, mark.rank))
        met.add(mark.rank)
    for rank in ranks:
        broken[rank] += _PRIOR * rank + (_ORPHANS if any(outer is rank for outer, _ in orphan) else 0.0)
    return min(ranks, key=lambda rank: (broken[rank], rank))


def _counting_on(lines: Sequence[Line], members: list[tuple[int, Marker]]) -> list[int]:
    """The lines of one system that form a series; where a series of the same system is nested in another, the outer one."""
    values = [mark.value for _, mark in members]
    if values.count(1) > 1 and (outer := _headings_of(lines, members)):
        members = outer
    kept: list[int] = []
    last = 0
    for index, mark in members:
        # A series may start with any number (a text can begin with 二); a number far out of sequence does not belong to it.
        # numbers of a list of which the text contains only some: 第八项, 第十九项
        if not kept or mark.value <= last + _JUMP or not mark.value or mark.rank is Rank.PROJECT:
            kept.append(index)
            last = mark.value
    return kept


def _headings_of(lines: Sequence[Line], members: list[tuple[int, Marker]]) -> list[tuple[int, Marker]] | None:
    """The members that are headings, if they alone count from one without gaps and the other members are sentences."""
    heads = [(index, mark) for index, mark in members if heading_like(lines[index])]
    if len(heads) == len(members) or len(heads) < 2:
        return None
    return heads if [mark.value for _, mark in heads] == list(range(1, len(heads) + 1)) else None
