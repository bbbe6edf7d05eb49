"""Cuts lines into cells: at tabs, bars, semicolons, commas or blanks."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple


class TextCell(NamedTuple):
    """A cell without the blanks and quotation marks around it."""

    words: str
    start: int
    stop: int


Row = Sequence[TextCell]
HARD: Final = "\t|<"  # signs that part nothing but cells; the others part words of sentences too
_AROUND: Final = " \t\u200b\"'“”‘’`*"
_MOST: Final = 60
_CUTS: Final = {
    "\t": re.compile(r"\t"),
    "|": re.compile(r"\|"),
    ";": re.compile(";"),
    ",": re.compile(","),
    "  ": re.compile(" {2,}"),
    " ": re.compile(" +"),
}
SIGNS: Final = tuple(_CUTS)  # in the order they are tried
_RULE: Final = re.compile(r"[-|: +=\t]+")


def cell_at(text: str, start: int, stop: int) -> TextCell:
    words = text[start:stop]
    left = words.lstrip(_AROUND)
    bare = left.rstrip(_AROUND)
    first = start + len(words) - len(left)
    return TextCell(bare, first, first + len(bare))


def cut(line: TextCell, sign: str) -> Row:
    """The cells of a line; none where the sign is not in it, or in it too often. An empty cell stays, but between blanks."""
    if not 0 < line.words.count(sign) <= _MOST or _RULE.fullmatch(line.words):
        return ()
    cells: list[TextCell] = []
    at = 0
    for found in _CUTS[sign].finditer(line.words):
        cells.append(cell_at(line.words, at, found.start()))
        at = found.end()
    cells.append(cell_at(line.words, at, len(line.words)))
    if sign == "|":
        cells = cells[not cells[0].words : len(cells) - (not cells[-1].words)]
    return [
        TextCell(cell.words, line.start + cell.start, line.start + cell.stop)
        for cell in cells
        if cell.words or not sign.isspace() or sign == "\t"
    ]


def line_at(text: str, place: int) -> TextCell:
    """The line that holds a place."""
    start = text.rfind("\n", 0, place) + 1
    stop = text.find("\n", place)
    stop = len(text) if stop < 0 else stop
    return TextCell(text[start:stop], start, stop)


def lines_from(text: str, start: int) -> Iterator[TextCell]:
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
    row: list[TextCell] = []
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


def html_nodes(text: str) -> Iterator[TextCell]:
    """The words between tags that are no more than a cell holds."""
    for found in _NODE.finditer(text):
        if (cell := cell_at(text, *found.span(1))).words:
            yield cell
