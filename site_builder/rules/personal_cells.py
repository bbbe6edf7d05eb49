"""Cuts lines into cells: at tabs, bars, semicolons, commas or blanks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple


class Cell(NamedTuple):
    """A cell without the blanks and quotation marks around it."""

    words: str
    start: int
    stop: int


Row = Sequence[Cell]
HARD: Final = "\t|<"  # signs that part nothing but cells; the others part words of sentences too
SIGNS: Final = ("\t", "|", ";", ",", "  ", " ")
_AROUND: Final = " \t\u200b\"'“”‘’`*"
_MOST: Final = 60
_BLANKS: Final = re.compile(" {2,}")
_RULE: Final = re.compile(r"[-|: +=\t]+")


def cell_at(text: str, start: int, stop: int) -> Cell:
    words = text[start:stop]
    left = words.lstrip(_AROUND)
    bare = left.rstrip(_AROUND)
    first = start + len(words) - len(left)
    return Cell(bare, first, first + len(bare))


def cut(line: Cell, sign: str) -> Row:
    """The cells of a line; none where the sign is not in it, or in it too often. An empty cell stays, but between blanks."""
    if not 0 < line.words.count(sign) <= _MOST or _RULE.fullmatch(line.words):
        return ()
    parts = _BLANKS.split(line.words) if sign == "  " else line.words.split(sign)
    cells: list[Cell] = []
    at = line.start
    for part in parts:
        found = line.words.find(part, at - line.start) + line.start if sign == "  " else at
        cells.append(cell_at(line.words, found - line.start, found - line.start + len(part)))
        at = found + len(part) + (len(sign) if sign != "  " else 0)
    cells = [Cell(cell.words, cell.start + line.start, cell.stop + line.start) for cell in cells]
    if sign == "|" and line.words.lstrip()[:1] == "|":
        cells = cells[1:]
    if sign == "|" and not cells[-1].words:
        cells.pop()
    return [cell for cell in cells if cell.words] if sign in ("  ", " ") else cells


def line_at(text: str, place: int) -> Cell:
    """The line that holds a place."""
    start = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    stop = len(text) if stop < 0 else stop
    return Cell(text[start:stop], start, stop)


def lines_from(text: str, start: int) -> Iterator[Cell]:
    """The lines from an offset on that are not blank."""
    while start < len(text):
        line = line_at(text, start)
        if line.words.strip():
            yield line
        start = line.stop + 1


_TAG: Final = re.compile(r"<(t[dhr]|/table)\b[^<>]{0,300}>(?:\s{0,8}<(?!t[dhr]\b|/)[^<>]{0,100}>){0,3}", re.IGNORECASE)
_NODE: Final = re.compile(r">([^<>\n]{1,60})<")


def html_rows(text: str) -> Iterator[Row | None]:
    """The rows of tables in HTML; None where a table ends."""
    row: list[Cell] = []
    for found in _TAG.finditer(text):
        tag = found[1].lower()
        if tag in ("td", "th"):
            stop = text.find("<", found.end(), found.end() + 200)
            row.append(cell_at(text, found.end(), max(stop, found.end())))
            continue
        yield row
        row = []
        if tag == "/table":
            yield None
    yield row


def html_nodes(text: str) -> Iterator[Cell]:
    """The words between tags that are no more than a cell holds."""
    for found in _NODE.finditer(text):
        if (cell := cell_at(text, *found.span(1))).words:
            yield cell
