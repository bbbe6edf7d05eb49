"""Restores the source's white space around blocks, and reports what was dropped as layout.

Heuristics work on words trimmed of white space, but it belongs to the text, except for blanks and tabs at the ends of a line
and the two-character indent, which the page's own styles provide.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from site_builder.importing.lines.edges import NO_EDGES
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.blocks import DraftBlock

_AHEAD: Final = 200  # most lines with the same number that are searched: a web page may be a single line of its file
_NAMES: Final = {" ": "空格", "\t": "制表符", "\u3000": "全角空格", "\u00a0": "不换行空格"}


class WhiteSpace(NamedTuple):
    """The blocks with their white space, and sentences about what was dropped."""

    blocks: tuple[DraftBlock, ...]
    said: tuple[str, ...]


def with_white_space(blocks: Sequence[DraftBlock], lines: Sequence[Line]) -> WhiteSpace:
    """Takes   blocks: in text order; lines: the lines of the manuscript they were made from"""
    numbered: dict[int, _Run] = defaultdict(_Run)
    for line in lines:
        numbered[line.number].lines.append(line)
    found: list[DraftBlock] = []
    back: set[int] = set()  # ids of lines whose words are in the record
    for block in blocks:
        run = numbered.get(block.line)
        place = run.find(block) if run else None
        if place is None:
            found.append(block)
            continue
        back.add(id(place.line))
        found.append(_around(block, place))
    return WhiteSpace(tuple(found), tuple(_said(lines, back)))


class _Place(NamedTuple):
    """The place of a block's words in a line. `gap`: white space before them, within the line."""

    line: Line
    gap: str = ""
    first: bool = True
    last: bool = True


class _Run:
    """The lines with one number, from which blocks take their words in order."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.at = self.taken = 0

    def find(self, block: DraftBlock) -> _Place | None:
        for number in range(self.at, min(self.at + _AHEAD, len(self.lines))):
            line, taken = self.lines[number], self.taken if number == self.at else 0
            if block.kind == "row":
                if line.cells == block.cells:
                    self.at, self.taken = number + 1, 0
                    return _Place(line)
                continue
            start = len(line.text) - len(line.text[taken:].lstrip()) if taken else 0
            if block.text and not line.cells and line.text.startswith(block.text, start):
                stop = start + len(block.text)
                last = not line.text[stop:].strip()
                self.at, self.taken = (number + 1, 0) if last else (number, stop)
                return _Place(line, line.text[taken:start], not taken, last)
        return None


def _around(block: DraftBlock, place: _Place) -> DraftBlock:
    line = place.line
    if block.kind == "row":
        kept = [each.kept for each in line.edges]
        if len(kept) != len(block.cells) or not any(map(any, kept)):
            return block
        cells = tuple(f"{each.before}{cell}{each.after}" for each, cell in zip(kept, block.cells, strict=True))
        return replace(block, text="\t".join(cells), cells=cells)
    outer = line.edges[0].kept if line.edges else NO_EDGES
    before = outer.before if place.first else place.gap.strip(" \t")
    after = outer.after if place.last else ""
    return replace(block, text=f"{before}{block.text}{after}") if before or after else block


def _said(lines: Iterable[Line], back: set[int]) -> Iterator[str]:
    """Sentences about dropped white space: indents, and other white space at the ends of lines."""
    indents, others = Counter[str](), 0
    for line in lines:
        for each in line.edges:
            kept = each.kept if id(line) in back else type(each)()
            indents[each.before] += each.indent
            others += (kept.before != each.before and not each.indent) + (kept.after != each.after)
        for each in line.layout:
            indents[each.before] += each.indent
            others += (bool(each.before) and not each.indent) + bool(each.after)
    for indent, times in indents.most_common(4):
        if times:
            yield f"段首缩进（{_named(indent)}）{times} 处按版式处理，没有录入：页面上的段落自有缩进"
    if others:
        yield f"行首、行尾的空格和制表符等 {others} 处按版式处理，没有录入"


def _named(spaces: str) -> str:
    """
    >>> _named("\\u3000\\u3000"), _named("\\t")
    ('两个全角空格', '一个制表符')
    """
    counts = "〇一两三四"
    kinds = Counter(spaces)
    return "、".join(f"{counts[n]}个{_NAMES.get(char, f'U+{ord(char):04X}')}" for char, n in kinds.items())
