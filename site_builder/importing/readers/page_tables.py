"""Ruled tables: crossing lines form a grid, whose cells contain characters."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.readers.page_glyphs import Glyph, GlyphLine, RuledLine, middle
from site_builder.importing.readers.page_lines import lines_of
from site_builder.importing.readers.page_paragraphs import glued
from site_builder.importing.readers.remarks import TableCell

_NEAR: Final = 3.0  # in points: closer lines are the same, and closer ends touch
_RULES: Final = 4000  # most lines on one page
_CELLS: Final = 100_000
_ENDED: Final = re.compile(r"[。；;!！?？][”’)）》】]*$")


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page: the edges of its columns, its rows, its position.

    `ruled`  False where its columns are inferred from white space
    """

    page: int
    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[list[TableCell]]
    ruled: bool = True


def tables_of(rules: Sequence[RuledLine], glyphs: list[Glyph], page: int) -> tuple[list[PageTable], list[Glyph]]:
    """Finds the ruled tables of a page. Gives them, and the characters outside of them.

    A frame, an underline or a grid with a single column is not a table.
    """
    level = _joined(
        [RuledLine(r.x0, r.y0, r.x1, r.y0) for r in rules if r.y1 - r.y0 < 1.5 and r.x1 - r.x0 > 6], upright=False
    )
    upright = _joined(
        [RuledLine(r.x0, r.y0, r.x0, r.y1) for r in rules if r.x1 - r.x0 < 1.5 and r.y1 - r.y0 > 4], upright=True
    )
    tables: list[PageTable] = []
    for across, down in _crossing(level, upright):
        ys = _edges([rule.y0 for rule in across])
        xs = _edges([rule.x0 for rule in down])
        if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _CELLS:
            continue
        inside = [
            each
            for each in glyphs
            if xs[0] < (each.left + each.right) / 2 < xs[-1] and ys[0] < middle(each.base, each.size) < ys[-1]
        ]
        taken = set(map(id, inside))
        glyphs = [each for each in glyphs if id(each) not in taken]
        tables.append(
            PageTable(
                page, ys[0], ys[-1], tuple(xs), _rows(xs=xs, ys=ys, across=across, down=down, glyphs=inside, page=page)
            )
        )
    return sorted(tables, key=lambda each: each.top), glyphs


def _joined(rules: list[RuledLine], *, upright: bool) -> list[RuledLine]:
    """Merges pieces of the same line: dashes, borders of neighbouring cells, both edges of a thin box."""
    rules = sorted(rules, key=lambda each: (each.x0, each.y0) if upright else (each.y0, each.x0))[:_RULES]
    groups: list[list[RuledLine]] = []
    for rule in rules:
        at = rule.x0 if upright else rule.y0
        if groups and at - (groups[-1][0].x0 if upright else groups[-1][0].y0) < _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found: list[RuledLine] = []
    for group in groups:
        group.sort(key=lambda each: each.y0 if upright else each.x0)
        first = len(found)
        for rule in group:
            last = found[-1] if len(found) > first else None
            if last and (rule.y0 - last.y1 if upright else rule.x0 - last.x1) < _NEAR:
                found[-1] = (
                    last._replace(x1=max(last.x1, rule.x1)) if not upright else last._replace(y1=max(last.y1, rule.y1))
                )
            else:
                found.append(rule)
    return found


def _crossing(level: list[RuledLine], upright: list[RuledLine]) -> list[tuple[list[RuledLine], list[RuledLine]]]:
    """Groups of connected lines, one for each table."""
    group = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for a, flat in enumerate(level):
        for b, tall in enumerate(upright, len(level)):
            if flat.x0 - _NEAR < tall.x0 < flat.x1 + _NEAR and tall.y0 - _NEAR < flat.y0 < tall.y1 + _NEAR:
                group[root(a)] = root(b)
    found: dict[int, tuple[list[RuledLine], list[RuledLine]]] = {}
    for index, rule in enumerate([*level, *upright]):
        found.setdefault(root(index), ([], []))[0 if index < len(level) else 1].append(rule)
    return list(found.values())


def _edges(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] >= _NEAR:
            found.append(place)
    return found


def _rows(
    xs: list[float], ys: list[float], across: list[RuledLine], down: list[RuledLine], glyphs: list[Glyph], page: int
) -> list[list[TableCell]]:
    """The rows of cells; fields of the grid without a line between them form one cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    owner = list(range(columns * rows))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    walls = [[(r.y0, r.y1) for r in down if abs(r.x0 - x) < _NEAR] for x in xs]
    floors = [[(r.x0, r.x1) for r in across if abs(r.y0 - y) < _NEAR] for y in ys]
    for i in range(rows):
        for j in range(columns):
            middle_x, middle_y = (xs[j] + xs[j + 1]) / 2, (ys[i] + ys[i + 1]) / 2
            if j + 1 < columns and not any(a - 1 <= middle_y <= b + 1 for a, b in walls[j + 1]):
                owner[root(i * columns + j + 1)] = root(i * columns + j)
            if i + 1 < rows and not any(a - 1 <= middle_x <= b + 1 for a, b in floors[i + 1]):
                owner[root((i + 1) * columns + j)] = root(i * columns + j)
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        j = min(columns, bisect_right(xs, (glyph.left + glyph.right) / 2)) - 1
        i = min(rows, bisect_right(ys, middle(glyph.base, glyph.size))) - 1
        held.setdefault(root(i * columns + j), []).append(glyph)
    tops: dict[int, int] = {}
    made: list[list[TableCell]] = []
    for i in range(rows):
        row: list[TableCell] = []
        j = 0
        while j < columns:
            cell, width = root(i * columns + j), 1
            while j + width < columns and root(i * columns + j + width) == cell:
                width += 1
            begins = tops.setdefault(cell, i) == i
            lines = lines_of(held.get(cell, []), page) if begins else []
            row.append(TableCell(cell_paragraphs(lines, xs[j + width] - xs[j]), width, int(begins)))
            j += width
        made.append(row)
    return made


def cell_paragraphs(lines: list[GlyphLine], width: float) -> list[Line]:
    """The paragraphs of a cell of a width in points; a line continues where the next word would not have fitted."""
    found: list[str] = []
    before: GlyphLine | None = None
    padding = min((line.size * 0.5 for line in lines), default=0.0)
    for line in lines:
        new = before is not None and _ENDED.search(before.text) and marker(fold(line.text)) is not None
        if before is not None and not new and before.right - before.left + line.opening > width - 2 * padding:
            found[-1] = glued(found[-1], line.text)
        else:
            found.append(line.text)
        before = line
    return [Line(0, text, page=lines[0].page) for text in found]
