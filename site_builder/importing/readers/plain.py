"""Pasted text → lines: indentation away, hard-wrapped lines joined again."""

import re
from dataclasses import replace
from typing import Final

from site_builder.importing.lines.fold import fold, visible
from site_builder.importing.lines.manuscript import Aside, Line, Manuscript
from site_builder.importing.lines.numbering import marker

_WIDE: Final = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…]")
_RULE: Final = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_ENDED: Final = re.compile(r"[。!?;:]['”’)》]*$")


def read_plain(text: str, name: str) -> Manuscript:
    """A text file as lines, blank ones left out; numbers are those of the file."""
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1) if visible(raw)]
    rules = [Aside(line.number, line.text, "表格分隔行") for line in lines if _RULE.fullmatch(line.text)]
    lines = [line for line in lines if not _RULE.fullmatch(line.text)]
    indented = {
        number for number, raw in enumerate(text.split("\n"), 1) if raw[:1] in "\u3000 \t\u00a0" and visible(raw)
    }
    blank_before = {number + 1 for number, raw in enumerate(text.split("\n"), 1) if not visible(raw)}
    return Manuscript(name, tuple(_unwrapped(lines, indented | blank_before)), tuple(rules))


def _line(number: int, raw: str) -> Line:
    cells = _cells(raw)
    plain = not cells or _RULE.fullmatch(visible(raw))
    return Line(number, visible(raw)) if plain else Line(number, "\t".join(cells), cells)


def _cells(raw: str) -> tuple[str, ...]:
    """The cells of a pipe row; empty for any other line."""
    bare = visible(raw)
    if not (bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2):
        return ()
    return tuple(visible(cell) for cell in bare[1:-1].split("|"))


def width(text: str) -> int:
    """Columns a text takes on paper: a Chinese character is two wide."""
    return sum(2 if _WIDE.match(char) else 1 for char in text)


def _unwrapped(lines: list[Line], starts: set[int]) -> list[Line]:
    """Lines of one paragraph joined, where the text was broken at a fixed width.

    A wrapped text shows itself by many full lines of nearly the same width that do not end a sentence.
    """
    widths = sorted(width(line.text) for line in lines)
    if len(lines) < 4:
        return lines
    full = widths[int(len(widths) * 0.9)]
    if not 24 <= full <= 160 or widths[-1] > full * 1.15 + 4:
        return lines
    brims = [line for line in lines if width(line.text) >= full - 6]
    open_ended = [line for line in brims if not _ENDED.search(fold(line.text))]
    if len(brims) < max(6, len(lines) * 0.35) or len(open_ended) < len(brims) * 0.7:
        return lines
    whole: list[Line] = []
    previous = 0
    for line in lines:
        wrapped = bool(whole) and previous >= full - 6 and line.number not in starts and not line.cells
        if wrapped and marker(line.folded) is None:
            whole[-1] = joined(whole[-1], line)
        else:
            whole.append(line)
        previous = width(line.text)
    return whole


def joined(line: Line, following: Line) -> Line:
    """Two lines of one paragraph as one: no blank where Chinese meets Chinese."""
    glue = "" if _WIDE.search(line.text[-1:]) or _WIDE.search(following.text[:1]) else " "
    return replace(line, text=line.text + glue + following.text)
