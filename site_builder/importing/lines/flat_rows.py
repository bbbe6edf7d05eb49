"""Rows of a table that was pasted with one paragraph a line: which lines are one cell, by what columns are called and cells say.

A row is taken only where one division fits better than any other; else nothing is a table.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from site_builder.importing.lines.fold import fold
from site_builder.records.vocabulary import ColumnMeaning

_MOST: Final = 60  # most lines of a row
_SURE: Final = 1.0  # least lead of a division before the next best
_OTHER: Final = -3.0  # how well a line fits that is surely something else
_NOTHING: Final = re.compile(r"[/\\—\-–×√]{1,4}|无|暂无|不涉及")
_NUMBERED: Final = re.compile(r"[(]?\d{1,2}[.、)](?!\d)|[一二三四五六七八九十]{1,2}是|[①-⑳]")
_DATED: Final = re.compile(r"\d{4}\s*+年|\d{1,2}\s*+月|(?<!\d)\d{4}[-./]\d|长期|立行立改|立即|持续")
_STATUS: Final = re.compile(
    r"(?:已|均已|基本|正在|持续|部分|尚?未|长期|整改|完成|办结|推进|取得|达到|(?:是|否|√|×)$|销号|验收)"
)
_UNIT: Final = re.compile(
    r"(?:局|股|科|室|处|办|部|委|站|队|所|中心|书记|长|主任|领导|组|院|校|公司|镇|乡|街道|支部|党委|单位|部门|成员|负责人|人员)$"
)
_DATE_LENGTH, _DUE_LENGTH, _UNIT_LENGTH, _SHORT = 10, 24, 24, 30  # characters
_TELLS: Final[frozenset[ColumnMeaning]] = frozenset({"status", "progress", "closed", "verified", "finished"})
_WHO: Final[frozenset[ColumnMeaning]] = frozenset({"responsible", "person", "phone"})


class _Way(NamedTuple):
    """A division of the first lines: its score, and where each column begins."""

    score: float
    starts: tuple[int, ...]


def cells_of(lines: Sequence[str], columns: Sequence[ColumnMeaning], *, open_end: bool) -> list[int] | None:
    """Where each cell of a row begins, and where the last ends; None where no division is sure.

    Takes   lines       of the row behind its number, and for the last row of a table those that follow
            columns     what the columns behind the number mean
            open_end    whether lines may be left over behind the row
    >>> lines = ["路面破损", "1.修补。", "2.巡查。", "养护科", "2026年6月底", "已完成"]
    >>> cells_of(lines, ["problem", "measure", "responsible", "due", "status"], open_end=False)
    [0, 1, 3, 4, 5, 6]
    """
    if not len(columns) <= len(lines):
        return None
    folded = [fold(line).strip() for line in lines[:_MOST]]
    if not open_end and len(lines) > _MOST:
        return None
    held: list[list[_Way]] = [[] for _ in columns]  # for each column, the two best ways whose last line is in it
    ended: list[tuple[_Way, int]] = []
    for at, line in enumerate(folded):
        fresh: list[list[_Way]] = []
        for place, meaning in enumerate(columns):
            fits = _fits(meaning, line)
            ways = [_Way(way.score + fits - _goes_on(meaning, line), way.starts) for way in held[place]]
            if place:
                ways += [_Way(way.score + fits, (*way.starts, at)) for way in held[place - 1] if fits >= 0]
            elif at == 0 and fits >= 0:
                ways.append(_Way(fits, (0,)))
            fresh.append(sorted(ways, key=lambda way: -way.score)[:2])
        held = fresh
        if open_end or at == len(folded) - 1:
            ended += [(way, at + 1) for way in held[-1]]
    ended.sort(key=lambda each: (-each[0].score, each[1]))
    if not ended or ended[0][0].score < len(columns):
        return None
    if len(ended) > 1 and ended[0][0].score - ended[1][0].score < _SURE:
        return None
    best, stop = ended[0]
    return [*best.starts, stop]


def may_be(lines: Sequence[str], columns: Sequence[ColumnMeaning]) -> bool:
    """Whether each line may be the whole cell of its column: none of them is surely something else."""
    return all(_fits(meaning, fold(line).strip()) > _OTHER for line, meaning in zip(lines, columns, strict=True))


def surely(line: str, meaning: ColumnMeaning) -> bool:
    """Whether a line says just what a column is for: a unit, a date, a status, a numbered measure."""
    return _fits(meaning, fold(line).strip()) >= -_OTHER


def _fits(meaning: ColumnMeaning, line: str) -> float:
    """How well a line, folded, fits a column."""
    if _NOTHING.fullmatch(line):
        return 0
    numbered = _NUMBERED.match(line) is not None
    dated = len(line) <= _DUE_LENGTH and _DATED.search(line) is not None and not numbered
    if meaning != "due":  # 往来款项长期挂账 is no date
        dated = dated and (_DATED.match(line) is not None or len(line) <= _DATE_LENGTH)
    status = _STATUS.match(line) is not None
    unit = len(line) <= _UNIT_LENGTH and _UNIT.search(line) is not None and not re.search(r"[。;\d]", line)
    sentence = "。" in line or len(line) > _SHORT
    if meaning == "due":
        return 3 if dated else -4
    if meaning in _WHO:
        return 3 if unit else -4 if numbered or dated or status or sentence else 0
    if meaning in _TELLS:
        return 3 if status else -3 if unit or (numbered and meaning != "progress") else 1 if sentence else 0
    if meaning == "measure":
        return 3 if numbered else -2 if dated or unit else -1 if status and not sentence else 1
    return -2 if numbered or dated else -1 if unit else 1


def _goes_on(meaning: ColumnMeaning, line: str) -> float:
    """What it costs that a line is in the cell of the one before: nothing for a numbered one among measures."""
    if meaning == "measure":
        return 1 if _NUMBERED.match(line) else 2.5
    return 1.5 if meaning in _WHO else 4
