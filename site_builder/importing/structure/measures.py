"""The paragraphs under an item (findings, actions, responsibility …), of which only actions become measures."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import Marker, Rank, inline_markers, marker
from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.structure.evidence import DONE_LABEL, FOUND_LABEL, heading_like
from site_builder.importing.structure.phrases import EFFECT
from site_builder.importing.structure.section_plan import STAGE
from site_builder.importing.structure.status_lines import labelled_result, only_status
from site_builder.importing.structure.tree import outermost
from site_builder.records.outline import FIELD

_INTRO: Final = re.compile(r"[:]\s*+$")
_BRACKETED_LABEL: Final = re.compile(r"[【\[(][^】\])]{2,12}[】\])]$")
_CAPTION: Final = re.compile(
    r"(?:图|表|照片|附图|附表)\s*+[一二三四五六七八九十\d]{1,3}(?:[-.]\d{1,2})?(?![。,;个张项份次])[^。;]{0,40}$|序\s*+号\s*+:?\s*+\d{1,3}$|是否(?:属实|办结|完成|销号)\s*+:.{0,16}$|\(?图片\)?$|\(?(?:整改前|整改后)(?:照片|图)?\)?(?:\s+\(?(?:整改前|整改后)(?:照片|图)?\)?)*$"
)
_ACTION_WITHIN: Final = re.compile(
    r"(?<=[。;!])\s*+(?=(?:整改|处理|办理|处置)(?:落实|进展|完成|及整改|和整改)?(?:情况|措施|结果|进展|成效)\s*+:)"
)
_IS: Final = re.compile(r"(?:^|[。;:!])\s*+(?:[一二三四五六七八九十]{1,3}是(?![否非])|第[一二三四五六七八九十]{1,3},)")
# Accountability is not a measure beside actions: 问责情况:无。
_ANSWERED: Final = re.compile(
    r"[(【\[]?(?:责任)?(?:(?:追责|追究|问责|责任追究)+(?:及|和|与|、)?(?:问责|处理)?|责任人(?:员)?(?:被)?(?:处理|问责|追责)+(?:及|和|与|、)?(?:问责|处理)?)(?:情况|结果)?[】\])]?\s*+:"
)
_CHECKED: Final = re.compile(r"[【\[(]?(?:查处|核查|调查|调查核实|办理)情况[】\])]?\s*+:")
_MENDED: Final = re.compile(r"[【\[(]?(?:处理|处置)?(?:和|及|与|、)?整改(?:落实)?(?:情况|措施)[】\])]?\s*+:")
_MEASURES: Final = re.compile(
    r"[【\[(]?[\u4e00-\u9fff]{0,6}(?:措施|举措|做法|动作|办法|行动|整改情况|整改)[】\])]?\s*+:"
)
_RUN_IN_STAGE: Final = re.compile(r"[^。:]{2,10}[。:]\s*+(?=\S)")
_STOP: Final = re.compile(r"[。;]\s*+(?=[(（①-⑳\d一二三四五六七八九十])")
_SUB: Final = frozenset(
    {Rank.DOT, Rank.DOTTED, Rank.INNER_DOTTED, Rank.INMOST_DOTTED, Rank.SMALL, Rank.PAREN, Rank.DISC, Rank.CIRCLE}
)


def blocks_under(lines: Sequence[Line], level: int) -> list[DraftBlock]:
    """The blocks under an item's heading, whose level is given.

    Where measures are numbered, or some paragraphs are not measures, measures become list items: one for each number or
    paragraph. Otherwise every paragraph is a measure and stays a paragraph.
    """
    lines = [part for line in lines for part in _divided(line)]
    shown = [line for line in lines if not line.cells]
    marks = [
        found for line in shown if (found := marker(line.folded)) and not _subheading(line) and not _stage(line, found)
    ]
    inline = any(inline_markers(line.folded) for line in shown)
    passed = {line for line in shown if _no_measure(line)}
    if any(_MENDED.match(line.folded) for line in shown):  # 查处情况:… before 整改情况:… describes findings
        passed |= {line for line in shown if _CHECKED.match(line.folded)}
    if any(line not in passed and not _ANSWERED.match(line.folded) for line in shown):
        passed |= {line for line in shown if _ANSWERED.match(line.folded)}
    passed |= set(_results(shown))
    aside = [line in passed for line in shown]
    listed = bool(marks) or inline or (any(aside) and not all(aside))
    top = _top(marks, [_IS.search(line.folded) is not None for line in shown if marker(line.folded) is None])
    leads = _leading([Line(line.number, "") if line in passed else line for line in lines])
    listed = listed or 0 < leads < len(lines)
    blocks: list[DraftBlock] = []
    doing = not any((found := marker(line.folded)) and _stage(line, found) for line in shown)
    listed, done = listed or not doing, False
    for index, line in enumerate(lines):
        found = marker(line.folded)
        if line.cells:
            blocks.append(DraftBlock("row", line.text, line.number, cells=line.cells))
        elif found and _stage(line, found):
            doing = re.search(r"措施|情况|成效|结果", line.folded) is not None and not (
                done and re.search(r"成效|结果|效果", line.folded)
            )
            done = done or "措施" in line.folded  # the result of the measures is not a measure
            blocks.append(DraftBlock("heading", line.text, line.number, min(6, level + 1)))
        elif not doing or index < leads or (line in passed and (found is None or not found.rank)):
            blocks.append(DraftBlock("paragraph", line.text, line.number))
        elif line.level or (found and found.rank in _SUB and _subheading(line)):
            blocks.append(DraftBlock("heading", line.text, line.number, min(6, level + 1)))
        elif not listed or (found is None and _beside(line, bool(marks) or inline)):
            blocks.append(DraftBlock("paragraph", line.text, line.number))
        else:
            blocks += _list_items(line, found, top)
    return blocks


def _stage(line: Line, found: Marker) -> bool:
    """Whether a numbered line only names a stage of the rectification: 三、整改措施."""
    return found.rank <= Rank.SMALL and STAGE.fullmatch(line.folded[found.end :].strip()) is not None


def _divided(line: Line) -> list[Line]:
    """Splits a paragraph that first describes findings and then, after a label, actions."""
    if line.cells:
        return [line]
    number = marker(line.folded)
    if number and (stage := _RUN_IN_STAGE.match(line.folded, number.end)):
        words = line.folded[number.end : stage.end()].strip()
        if number.rank <= Rank.SMALL and STAGE.fullmatch(words):  # (一)整改措施。一是…
            return [Line(line.number, line.text[: stage.end()].rstrip()), Line(line.number, line.text[stage.end() :])]
    if not FOUND_LABEL.match(line.folded) or DONE_LABEL.match(line.folded):
        return [line]
    found = _ACTION_WITHIN.search(line.folded)
    if not found:
        return [line]
    return [Line(line.number, line.text[: found.start()].rstrip()), Line(line.number, line.text[found.end() :].strip())]


def _no_measure(line: Line) -> bool:
    """Whether a paragraph is not a measure: findings, responsibility, progress, or the caption of a picture."""
    text = line.folded
    if FIELD.match(line.text) or _CAPTION.match(text) or only_status(text) or _BRACKETED_LABEL.match(text.strip()):
        return True
    found = FOUND_LABEL.match(text)
    return bool(found) and not DONE_LABEL.match(text)


def _results(shown: Sequence[Line]) -> list[Line]:
    """Lines that label a result, where measures are told beside them: under a label of their own, or numbered."""
    labelled = [line for line in shown if labelled_result(line.folded)]
    others = [line for line in shown if not labelled_result(line.folded)]
    told = any(_MEASURES.match(line.folded) or marker(line.folded) or inline_markers(line.folded) for line in others)
    return [line for line in labelled if not inline_markers(line.folded)] if told else []


def _beside(line: Line, numbered: bool) -> bool:
    """Whether an unnumbered line is not a measure: 具体措施如下:, or 整改成效:… beside numbered ones."""
    told_of_all = numbered and EFFECT.match(line.folded) and not inline_markers(line.folded)
    return bool(_INTRO.search(line.folded) or told_of_all)


def _leading(lines: Sequence[Line]) -> int:
    """The number of introductory paragraphs: all before the first number, if that is 1, or before the first label."""
    for index, line in enumerate(lines):
        label = DONE_LABEL.match(line.folded)
        start = label.end() if label else 0
        if found := marker(line.folded[start:][:80].lstrip()):
            return index if found.value == 1 and (label or not _subheading(line)) else 0
        if starts := inline_markers(line.folded):
            return index if _first_value(line.folded[starts[0] :]) == 1 else 0
        if line.cells:
            return 0
        if label and index and not any(DONE_LABEL.match(each.folded) for each in lines[:index]):
            return index
    return 0


def _first_value(folded: str) -> int:
    """The value of the number at the start of a text; 0 for none."""
    found = marker(folded[:60])
    return found.value if found else 0


def _top(marks: Sequence[Marker], inline: Sequence[bool]) -> Rank | None:
    """The numbering system of the measures: 一是 where it occurs, else the outermost one. Digits that begin the list frame what counts
    with 一是 inside them; circles never do.

    Takes   inline      for each paragraph that no number begins: whether 一是 is in it
    """
    framed = bool(marks) and marks[0].rank < Rank.CIRCLE and not any(inline)
    if not framed and (any(inline) or any(mark.rank is Rank.IS for mark in marks)):
        return Rank.IS
    return outermost(marks) if marks else None


def _subheading(line: Line) -> bool:
    """Whether a numbered line under an item is a subheading: neither a sentence nor an introduction."""
    return heading_like(line) and len(line.text) <= 60 and not line.folded.rstrip().endswith((":", "。", ";", ","))


def _counting_on(line: Line, first: Marker) -> list[int]:
    """Where numbers of the same kind that follow the one at the beginning stand behind a full stop."""
    starts: list[int] = []
    for stop in _STOP.finditer(line.folded):
        found = marker(line.folded[stop.end() : stop.end() + 12])
        if found and found.rank is first.rank and first.value and found.value == first.value + len(starts) + 1:
            starts.append(stop.end())
    return starts


def _list_items(line: Line, found: Marker | None, top: Rank | None) -> list[DraftBlock]:
    starts = inline_markers(line.folded)
    inner = found is not None and top is not None and found.rank in _SUB
    depth = 2 if inner and found and top is not None and (top is Rank.IS or found.rank > top) else 1
    # Numbers inside a numbered paragraph count its parts, not further measures, unless they count on: （2）…。（3）….
    if found is not None and (not starts or starts[0] > 0):
        cuts = [0, *_counting_on(line, found), len(line.text)]
        return [DraftBlock("item", line.text[a:b].strip(), line.number, depth) for a, b in pairwise(cuts)]
    if not starts:
        return [DraftBlock("item", line.text, line.number, depth)]
    blocks = []
    if lead := line.text[: starts[0]].strip():
        blocks.append(DraftBlock("paragraph", lead, line.number))
    for start, stop in zip(starts, [*starts[1:], len(line.text)], strict=True):
        blocks.append(DraftBlock("item", line.text[start:stop].strip(), line.number, depth))
    return blocks
