"""Cells and what announces them: columns below their header, fields behind their name, one cell a line, rows of HTML.

Every line is cut once for each sign, every cell is told once for the header above it, and what looks ahead has a budget: the time is linear.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from site_builder.rules.personal_cells import (
    TextCell,
    cell_at,
    html_nodes,
    html_rows,
    line_at,
    lines_from,
)
from site_builder.rules.personal_headers import HEADER_END, ends_a_header
from site_builder.rules.personal_key_names import Announced
from site_builder.rules.personal_rows import DIGITS, LONG_CELL, MOST_OVER, Told, ToldTable, head_of

_LONGEST_LINE: Final = 600
_AHEAD: Final = 12  # columns of a table where each cell has a line of its own
# A line that may hold a header: it is no sentence, or is cut into cells. The first line of a text has no break before it.
_SHORT: Final = re.compile(r"[^\n。!?]{2,600}+(?![^\n])|[^\n\t|。]{0,100}+[\t|][^\n]{0,600}+")
_NEXT_SHORT: Final = re.compile(r"\n(?:[^\n。!?]{2,600}+(?![^\n])|[^\n\t|。]{0,100}+[\t|][^\n]{0,600}+)")


def told_cells(text: str, holds: Callable[[Told], bool]) -> Iterator[Told]:
    """The cells of all tables in a text that a header announces.

    Takes   text: folded; holds: whether a cell has what its header announces, asked where only that tells the width of a table
    """
    if "<" in text and ">" in text:
        table = ToldTable()
        for row in html_rows(text):
            yield from table.take(row, "<") if row is not None else table.end()
        yield from _nodes(text)
    if any(map(text.__contains__, "\n\t|")):
        yield from _lines(text, holds)


def _lines(text: str, holds: Callable[[Told], bool]) -> Iterator[Told]:
    """Only lines that may hold a header are cut, and the lines of a table below it."""
    alone = _OneALine(text, holds)
    at = 0
    while at < len(text):
        short = _SHORT.match(text, at) if at == 0 or text[at - 1] == "\n" else None
        short = short or _NEXT_SHORT.search(text, at)
        if short is None:
            return
        begin, at = short.start() + (text[short.start()] == "\n"), short.end()
        found = HEADER_END.search(text, begin, at + 1)
        while found and not ends_a_header(text, found.end()):
            found = HEADER_END.search(text, found.end(), at + 1)
        if found is None:
            continue
        line = line_at(text, begin)
        at = line.stop + 1
        hard = "\t" in line.words or "|" in line.words
        if len(line.words) > _LONGEST_LINE:
            continue
        if not hard:
            yield from alone.below(cell_at(text, line.start, line.stop), at)
        table = ToldTable()
        yield from table.read(line)
        if not table.begun:
            continue
        for row in lines_from(text, at):
            yield from table.read(row)
            if not table.begun:
                break
            at = row.stop + 1


def _nodes(text: str) -> Iterator[Told]:
    """Fields in HTML whose name and value have an element each; a value may go on over elements."""
    head: Announced | None = None
    run: list[TextCell] = []  # the name, and the elements behind it that one value may stand in
    for cell in html_nodes(text):
        if head and cell.start - run[-1].stop < 200 and len(run) <= MOST_OVER:
            if len(run) == 1 and not head_of(cell):
                run.append(cell)
                continue
            if len(run) > 1 and DIGITS.fullmatch(run[1].words) and DIGITS.fullmatch(cell.words):
                run.append(cell)
                continue
        if head and len(run) > 1:
            yield Told(head, run[1:], head.sure)
        head, run = head_of(cell), [cell]
        if head and head.kind == "place":  # whose it is, only the rest of a table tells
            head = None
    if head and len(run) > 1:
        yield Told(head, run[1:], head.sure)


class _OneALine:
    """Tables whose cells have a line each: the first value that has the shape of its label tells how many columns there are."""

    def __init__(self, text: str, holds: Callable[[Told], bool]) -> None:
        self._text, self._holds = text, holds
        self._asked, self._passed = (
            len(text) // 2 + 200,
            len(text) + 200,
        )  # budgets: cells that are judged, lines that are passed

    def below(self, label: TextCell, start: int) -> Iterator[Told]:
        """The values below a label that has a line of its own. Takes   start: of the next line"""
        head = head_of(label)
        if head is None or head.kind != "person":
            return
        width = 0
        for number, line in enumerate(lines_from(self._text, start), 1):
            self._passed -= 1
            cell = cell_at(self._text, line.start, line.stop)
            if self._passed < 0 or (not width and number > _AHEAD) or not _is_alone(cell):
                return
            if width and number % width:
                continue
            told = Told(head, (cell,), head.sure)
            self._asked -= 1
            if self._asked > 0 and head_of(cell) is None and self._holds(told):
                width = width or number
                yield told
            elif width:
                return


def _is_alone(cell: TextCell) -> bool:
    return len(cell.words) <= LONG_CELL and not any(map(cell.words.__contains__, "\t|。"))
