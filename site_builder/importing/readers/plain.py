"""Reader for plain text: removes indentation and rejoins hard-wrapped lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.flat_tables import gathered, tabbed, upright
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.lines.one_line import divided
from site_builder.importing.structure.evidence import named_organ
from site_builder.importing.structure.wraps import unwrapped

_GATHERED: Final = "这里像一张表格，一格占一行（或几行），按列名和内容拼回了表格，请对照原件核对"
_UPRIGHT: Final = "这里像一项一张的小表，栏目都相同，合成了一张表，请对照原件核对"
_CROWDED: Final = "全文挤在一行里，按空格、编号和标点分了段，请对照原件核对"
_RULE: Final = re.compile(r"\|(?:\s*+:?-{2,}:?\s*+\|)+")


def read_plain(text: str, name: str) -> Manuscript:
    """Reads a text file without blank lines; line numbers are those of the file."""
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1) if visible(raw)]
    rules = [Aside(line.number, line.text, "表格分隔行") for line in lines if _RULE.fullmatch(line.text)]
    lines = [line for line in lines if not _RULE.fullmatch(line.text)]
    parts = divided(lines, named_organ)
    crowded = [Doubt(parts[0].number, parts[0].text[:40], _CROWDED)] if len(parts) > len(lines) else []
    level = upright(parts)
    rows = gathered(tabbed(level))
    doubts = (*crowded, *_put_together(parts, rows), *_laid_flat(parts, level))
    lines, pages = (rows, []) if crowded else unwrapped(rows, dict(enumerate(text.split("\n"), 1)))
    return Manuscript(name, tuple(lines), (*rules, *pages), doubts)


def _put_together(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Doubt]:
    """A doubt for each table whose cells stood on lines of their own: at its header."""
    single = {line.number for line in before if not line.cells and "\t" not in line.text}
    inside = False
    for line in after:
        if line.cells and line.number in single and not inside:
            yield Doubt(line.number, " ".join(line.cells)[:60], _GATHERED)
        inside = bool(line.cells)


def _laid_flat(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Doubt]:
    """A doubt for each table that was put together from small ones: at its header."""
    single = {line.number for line in before if not line.cells}
    heads = (line for line, following in pairwise(after) if line.cells and line.number == following.number)
    for line in heads:
        if line.number in single:
            yield Doubt(line.number, " ".join(line.cells)[:60], _UPRIGHT)


def _line(number: int, raw: str) -> Line:
    cells = _cells(raw)
    plain = not cells or _RULE.fullmatch(visible(raw))
    if plain:
        return Line(number, visible(raw), edges=(edges(raw),))
    around = tuple(edges(cell.strip(" \t")) for cell in visible(raw)[1:-1].split("|"))
    return Line(number, "\t".join(cells), cells, edges=around)


def _cells(raw: str) -> tuple[str, ...]:
    """The cells of a row written with pipes; empty for any other line."""
    bare = visible(raw)
    if not (bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2):
        return ()
    return tuple(visible(cell) for cell in bare[1:-1].split("|"))
