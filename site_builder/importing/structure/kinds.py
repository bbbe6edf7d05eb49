"""Determines the kind of a notice from the words of its title, else of its headings."""

import re
from typing import Final

from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.structure.evidence import heading_like
from site_builder.records.vocabulary import Kind

_KINDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (
        "closure",
        re.compile(
            r"销号|(?:督察|环保|警示片|生态环境)[^,。;]{0,40}整改(?:任务|工作)?(?:完成|验收)(?:情况|结果)?的?公示|整改(?:任务|工作)?验收(?:情况|结果)?的?(?:公示|公告)"
        ),
    ),
    ("action-plan", re.compile(r"整改(工作|落实|实施)?方案|整改计划")),
    ("work-report", re.compile(r"工作(总结|报告)|(总结|回顾).{0,12}(安排|计划|打算|思路)|年度?工作(安排|计划|要点)")),
    (
        "follow-up",
        re.compile(
            r"(后续|持续|(?<![察视])(?<![察视][“\"])回头看[”\"]?).{0,8}整改.{0,10}(进展|情况)|整改.{0,6}(后续|再公开)|整改(?:后续|持续|长期|未完成|剩余|遗留|需?持续推进)[^,。]{0,10}(?:进展|完成|落实)?情况|(?:未完成|未到位|遗留|剩余)[^,。]{0,10}整改[^,。]{0,6}(?:情况|进展)|持续推进(?:事项|问题|任务)"
        ),
    ),
)
_RECTIFIED: Final = re.compile(r"整改(?:进展|落实|完成|工作|任务)?的?(?:情况|进展|结果)|整改.{0,6}(?:通报|公开|报告)")
# What was made public before, and what has become of it since.
_TOLD_BEFORE: Final = re.compile(
    r"(?:\d{1,2}[月日]|去年|此前|曾)[^。]{0,30}(?:公布|公开|公示|通报)了[^。]{0,16}(?:集中)?整改(?:进展|落实)?情况[^现]{0,120}现将[^。]{0,30}(?:情况|进展)"
)


def kind_of(title: str | None, lines: tuple[Line, ...]) -> Kind:
    """The kind of a notice, by the words of its title, else of its headings."""
    if _TOLD_BEFORE.search(squeeze("".join(line.text for line in lines[:4] if len(line.text) > 24)[:600])):
        return "follow-up"
    heads = "\n".join(line.text for line in lines if heading_like(line) and _outer(line))
    for text in map(squeeze, filter(None, (title, heads))):
        for kind, pattern in _KINDS:
            if pattern.search(text) and not (kind == "work-report" and _RECTIFIED.search(text)):
                return kind
        if _RECTIFIED.search(text):
            return "rectification"
    return "rectification"


def _outer(line: Line) -> bool:
    found = marker(line.folded)
    return found is not None and found.rank <= Rank.BRACKET
