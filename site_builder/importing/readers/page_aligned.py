"""Tables that nobody ruled: columns shown by white space that runs down through all rows, under a row of headers.

A false table is worse than none, so much must speak for one: three columns or more; a first row of short words of which several
are names that columns of ledgers have; two rows below it that fill most columns; a sure sign where each row begins
(page_table_rows); and lines of a cell that break only where they were full. Whatever lacks one of these stays text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from site_builder.importing.readers.page_glyphs import Glyph, RuledLine
from site_builder.importing.readers.page_lines import lines_of, rows_of
from site_builder.importing.readers.page_table_rows import Band, PrintedPiece, Span, bands_of
from site_builder.importing.readers.page_tables import PageTable, cell_paragraphs
from site_builder.importing.readers.remarks import TableCell
from site_builder.sheets.columns import meaning_of

_ROWS: Final = 400  # lines of print of one page: more are no table that is read by eye
_COLUMNS: Final = range(3, 31)
_RIVER: Final = 0.2  # sizes of the font: the least white space between two columns
_TOUCHING: Final = 0.45  # sizes of the font: programs leave up to as much between Chinese characters and figures
_APART: Final = 0.9  # sizes of the font: what stands further apart are two columns, whatever they are
_LONGEST_HEADER: Final = 16  # characters
_FAR: Final = 4.0  # sizes of the font: a table has no hole so high
_FILLED: Final = 0.5  # of the columns: a row that fills fewer is none
_NO_HEADER: Final = re.compile(r"[。；;：:，,！？…]|\d{2}|^\d+$|[.·]{3}")


def aligned_tables(
    glyphs: list[Glyph], rules: Sequence[RuledLine], page: int, before: PageTable | None = None
) -> tuple[list[PageTable], list[Glyph]]:
    """The tables without ruled columns of a page, and the characters that lie in none.

    Takes   before      a table of this kind at the end of the page before, which may go on at the top of this one
    Gives   tables from top to bottom
    """
    lines = [pieces for row in rows_of(glyphs) if (pieces := _pieces(row))]
    if not 1 < len(lines) <= _ROWS:
        return [], glyphs
    level = [each for each in rules if each.y1 - each.y0 < 1.5]
    found: list[PageTable] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        known = before.edges if before and not found and index < 3 else ()
        made = _table_at(lines[index:], level, page, ()) or (known and _table_at(lines[index:], level, page, known))
        if not made:
            index += 1
            continue
        table, used, behind = made
        found.append(table)
        index += behind
        taken.update(id(glyph) for piece in used for glyph in piece.glyphs)
    return found, [glyph for glyph in glyphs if glyph.char.isspace() or id(glyph) not in taken] if taken else glyphs


def ends_page(table: PageTable, glyphs: Sequence[Glyph]) -> bool:
    """Whether nothing but a page number and a running foot may stand below a table."""
    return len(rows_of([each for each in glyphs if each.base > table.bottom + 1 and not each.char.isspace()])) <= 2


def _pieces(row: list[Glyph]) -> list[PrintedPiece]:
    """What stands together in a line of print; white space that is written parts like white space that is left."""
    groups: list[list[Glyph]] = []
    for glyph in row:
        if glyph.char.isspace():
            continue
        if groups and glyph.left - groups[-1][-1].right < _RIVER * glyph.size:
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [
        PrintedPiece(
            glyphs=tuple(group),
            left=group[0].left,
            right=max(each.right for each in group),
            base=median(each.base for each in group),
            size=max(each.size for each in group),
        )
        for group in groups
    ]


def _table_at(
    lines: list[list[PrintedPiece]], level: Sequence[RuledLine], page: int, known: Sequence[float]
) -> tuple[PageTable, list[PrintedPiece], int] | None:
    """The table that begins with the first of these lines: itself, its pieces, how many lines it takes.

    Takes   known   the edges of a table that may go on here without its header; empty for a new one
    """
    if not known and sum(b.left - a.right > _APART * a.size for a, b in pairwise(lines[0])) < 1:
        return None
    stop = _end(lines, known)
    pieces = [piece for line in lines[:stop] for piece in line]
    if known:
        return _made(lines[:stop], _spans_between(pieces, known), level, page, known)
    tried = {tuple(_spans(pieces, least)) for least in (_RIVER, _TOUCHING)}
    made = [found for spans in tried if (found := _made(lines[:stop], spans, level, page, ()))]
    return made[0] if len(made) == 1 else None


def _made(
    lines: list[list[PrintedPiece]],
    spans: Sequence[Span],
    level: Sequence[RuledLine],
    page: int,
    known: Sequence[float],
) -> tuple[PageTable, list[PrintedPiece], int] | None:
    """The table of these columns, if the lines are one."""
    if len(spans) not in _COLUMNS:
        return None
    pieces = [piece for line in lines for piece in line]
    bands = bands_of(pieces, spans, level, headed=not known)
    while bands and len(bands[-1]) < _FILLED * len(spans):
        del bands[-1]  # words below the table that happen to lie within one column
    body = bands if known else bands[1:]
    if not known and not (bands and _is_header(bands[0], len(spans))):
        return None
    if len(body) < (1 if known else 2) or any(len(band) < _FILLED * len(spans) for band in body[bool(known) :]):
        return None
    used = [piece for band in bands for held in band.values() for piece in held]
    last = max(piece.base for piece in used)
    behind = next((n for n, line in enumerate(lines) if min(piece.base for piece in line) > last), len(lines))
    inner = [piece for band in body for held in band.values() for piece in held]
    if len(_spans(inner, _APART)) > len(spans):
        return None  # columns under one header, and nobody knows which is which
    edges = tuple(known) or (spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1])
    rows = [_cells(band, spans, page) for band in bands]
    return PageTable(page, min(each.base for each in used), last, edges, rows, ruled=False), used, behind


def _end(lines: list[list[PrintedPiece]], known: Sequence[float]) -> int:
    """The first line that belongs to no table: it is too far below, or its words go over the space between columns."""
    spans: list[Span] = []
    base = lines[0][0].base
    for index, line in enumerate(lines):
        crossing = (
            sum(piece.left < edge - 1 and edge + 1 < piece.right for piece in line for edge in known[1:-1])
            if known
            else any(sum(a < piece.right and piece.left < b for a, b in spans) > 1 for piece in line)
        )
        if crossing or min(piece.base for piece in line) - base > _FAR * max(piece.size for piece in line):
            return index
        base = max(piece.base for piece in line)
        spans = _joined([*spans, *((piece.left, piece.right) for piece in line)])
    return len(lines)


def _spans(pieces: Sequence[PrintedPiece], least: float) -> list[Span]:
    """Where from left to right there are words in any line. Takes the least white space between two, in sizes of the font."""
    return _joined(
        [(piece.left, piece.right) for piece in pieces], least * median(each.size for each in pieces) if pieces else 0.0
    )


def _spans_between(pieces: Sequence[PrintedPiece], edges: Sequence[float]) -> list[Span]:
    held: list[list[PrintedPiece]] = [[] for _ in edges[1:]]
    for piece in pieces:
        held[bisect_right(edges[1:-1], piece.middle)].append(piece)
    return [
        (min((each.left for each in of), default=a), max((each.right for each in of), default=b))
        for of, (a, b) in zip(held, pairwise(edges), strict=True)
    ]


def _joined(spans: list[Span], least: float = 0.0) -> list[Span]:
    """Spans that overlap, or stand nearer than `least`, as one."""
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _is_header(band: Band, columns: int) -> bool:
    """Whether a row names columns: every one, shortly, several of them by words that ledgers use."""
    names = [
        "".join(piece.text for piece in sorted(held, key=lambda each: (each.base, each.left))) for held in band.values()
    ]
    if len(names) < columns or len(set(names)) < columns:
        return False
    if len(_spans([piece for held in band.values() for piece in held], _RIVER)) != columns:
        return False  # two names over what was taken for one column
    if any(len(name) > _LONGEST_HEADER or _NO_HEADER.search(name) for name in names):
        return False
    known = sum(meaning_of((name,)) != "other" for name in names)
    return known >= 2 and known * 2 >= columns


def _cells(band: Band, spans: Sequence[Span], page: int) -> list[TableCell]:
    cells: list[TableCell] = []
    for column, (left, right) in enumerate(spans):
        held = [glyph for piece in band.get(column, []) for glyph in piece.glyphs]
        lines = lines_of(held, page)
        size = max((line.size for line in lines), default=0.0)
        cells.append(TableCell(cell_paragraphs(lines, right - left + size)))
    return cells
