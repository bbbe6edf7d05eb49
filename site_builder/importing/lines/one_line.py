"""Divides a text that lost all its line breaks: a file of one long line, whose blanks and numbers show where lines began."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.edges import Edges
from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker

_MOST: Final = 3  # lines of a file that can be called one line
_LONG: Final = 160  # characters
_LARGEST: Final = 200_000  # characters; longer lines are no notice
_SHARE: Final = 0.7  # of all characters in the longest line
_GAP: Final = re.compile(r"[ \t\u3000\u00a0]+")
_STOP: Final = re.compile(r"[。:;!?]['”’)》]*$")
# After a stop without a blank: 如下:一、…;(一)…;1.….
_NUMBER: Final = re.compile(
    r"(?<=[。:;])(?=[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d))"
)
_LABEL: Final = re.compile(
    r"(?:[发公成印更][布开文发新])?(?:日期|时间)\s?:|(?:信息|文章)?来源\s?:|(?:发布|发文)(?:机构|单位|部门)\s?:|索引号|文号\s?:|作者\s?:|浏览|点击|字体|(?:联系|监督|举报|咨询)(?:电话|方式|人|地址|邮箱)|附件|公示期|公开期限|特此|欢迎"
)
_QUANTITY: Final = re.compile(r"\d+(?:\.\d+)?[^\d.、)]")
_LABELLED: Final = 12  # characters: 整改情况: and its text are one line
_HEADING: Final = 40  # characters
_PROSE: Final = 24
_ENOUGH: Final = 4  # pieces


def divided(lines: Sequence[Line], names: Callable[[str], bool]) -> list[Line]:
    """The lines of a file, with one that holds nearly all of its text divided; as given where no line does.

    Takes   names   whether words are exactly the name of an organ
    Gives   pieces with the number of their line; the blanks between them are white space around the pieces
    """
    if not 0 < len(lines) <= _MOST:
        return list(lines)
    longest = max(lines, key=lambda line: len(line.text))
    size = len(longest.text)
    if longest.cells or not _LONG <= size <= _LARGEST or size < _SHARE * sum(len(line.text) for line in lines):
        return list(lines)
    pieces = _pieces(longest, names)
    if len(pieces) < _ENOUGH or sum(marker(piece.folded[:80]) is not None for piece in pieces) < 2:
        return list(lines)
    at = lines.index(longest)
    return [*lines[:at], *pieces, *lines[at + 1 :]]


def _pieces(line: Line, names: Callable[[str], bool]) -> list[Line]:
    folded = fold(line.text)
    starts, ends = [0], []
    for (_, before), word in pairwise(_spans(folded)):
        if _begins(folded, (starts[-1], before), word, names):
            starts.append(word[0])
            ends.append(before)
    around = line.edges[0] if line.edges else Edges()
    made: list[Line] = []
    for number, (start, stop) in enumerate(zip(starts, [*ends, len(line.text)], strict=True)):
        gap = line.text[stop : starts[number + 1]] if number + 1 < len(starts) else around.after
        made.append(Line(line.number, line.text[start:stop], edges=(Edges("" if number else around.before, gap),)))
    return made


def _spans(folded: str) -> list[tuple[int, int]]:
    """The words between blanks, and between a stop and a number: start and end of each."""
    cuts = sorted({(gap.start(), gap.end()) for gap in (*_GAP.finditer(folded), *_NUMBER.finditer(folded))})
    spans, start = [], 0
    for before, after in cuts:
        if before > start:
            spans.append((start, before))
        start = max(start, after)
    return [*spans, (start, len(folded))] if start < len(folded) else spans


def _begins(folded: str, line: tuple[int, int], word: tuple[int, int], names: Callable[[str], bool]) -> bool:
    """Whether a word begins a line: a number, a label, an organ, a paragraph, or what follows a stop or a heading.

    Takes   line, word      their start and end; the line so far ends before the blanks in front of the word
    """
    (start, before), said = line, folded[word[0] : word[1]]
    if marker(folded[word[0] : word[0] + 80]) is not None and not _QUANTITY.match(said):
        return True
    if _LABEL.match(said) or names(said):
        return True
    if _STOP.search(folded[max(start, before - 4) : before]) and before - start > _LABELLED:
        return True
    heading, so_far = marker(folded[start : start + 80]), folded[start : min(before, start + 4 * _HEADING)]
    if heading is not None and heading.end < before - start <= _HEADING:
        return "。" not in so_far
    return "。" in said and len(said) > _PROSE and "。" not in so_far
