"""Reader for plain text: removes indentation and rejoins hard-wrapped lines."""

import re
from typing import Final

from site_builder.importing.lines.edges import edges
from site_builder.importing.lines.flat_tables import gathered, tabbed
from site_builder.importing.lines.fold import visible
from site_builder.importing.lines.manuscript import Aside, Line, Manuscript
from site_builder.importing.structure.wraps import unwrapped

_RULE: Final = re.compile(r"\|(?:\s*+:?-{2,}:?\s*+\|)+")


def read_plain(text: str, name: str) -> Manuscript:
    """Reads a text file without blank lines; line numbers are those of the file."""
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1) if visible(raw)]
    rules = [Aside(line.number, line.text, "表格分隔行") for line in lines if _RULE.fullmatch(line.text)]
    lines = [line for line in lines if not _RULE.fullmatch(line.text)]
    lines, pages = unwrapped(gathered(tabbed(lines)), dict(enumerate(text.split("\n"), 1)))
    return Manuscript(name, tuple(lines), (*rules, *pages))


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
