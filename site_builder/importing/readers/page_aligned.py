"""Tables without ruled columns, recognised by vertical gaps of white space that run through all rows under a header.

A false positive is worse than a missed table, so all of these are required: at least three columns; a header of short words,
several of them typical column names of ledgers; two rows below it that fill most columns; a reliable sign for the start of
each row (page_table_rows); and lines within cells that break only where they were full. Otherwise the lines stay text.
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

_ROWS: Final = 400  # most printed lines on a page that are searched for tables
_COLUMNS: Final = range(3, 31)
_RIVER: Final = 0.2  # in font sizes: the least gap between two columns
_TOUCHING: Final = 0.45  # in font sizes: the largest gap that programs leave between Chinese characters and digits
_APART: Final = 0.9  # in font sizes: a wider gap always separates two columns
_LONGEST_HEADER: Final = 16  # characters
_FAR: Final = 4.0  # in font sizes: the largest vertical gap within a table
_FILLED: Final = 0.5  # least share of columns that a row fills
_NO_HEADER: Final = re.compile(r"[。；;：:，,！？…]|\d{2}|^\d+$|[.·]{3}")


def aligned_tables(
    glyphs: list[Glyph], rules: Sequence[RuledLine], page: int, before: PageTable | None = None
) -> tuple[list[PageTable], list[Glyph]]:
    """Finds tables without ruled columns on a page. Gives them from top to bottom, and the characters outside of them.

    Takes   before      such a table at the end of the previous page, which may continue at the top of this one
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
    """Whether at most a page number and a running footer are below a table."""
    return len(rows_of([each for each in glyphs if each.base > table.bottom + 1 and not each.char.isspace()])) <= 2


def _pieces(row: list[Glyph]) -> list[PrintedPiece]:
    """The pieces of a printed line between gaps; blank characters separate like empty space."""
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
    """The table that starts with the first of these lines, as (table, its pieces, number of its lines).

    Takes   known   the edges of a table that may continue here without a header; empty for a new one
    """
    if not known and sum(b.left - a.right > _APART * a.size for a, b in pairwise(lines[0])) < 1:
        return None
    stop = _end(lines, known)
    if not stop:
        return None  # the first line of a page crosses the columns of the table above: the table has ended there
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
    """The table with these columns, if the lines form one."""
    if len(spans) not in _COLUMNS:
        return None
    pieces = [piece for line in lines for piece in line]
    bands = bands_of(pieces, spans, level, headed=not known)
    while bands and len(bands[-1]) < _FILLED * len(spans):
        del bands[-1]  # words below the table that happen to be within one column
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
        return None  # several columns under one header are ambiguous
    edges = tuple(known) or (spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1])
    rows = [_cells(band, spans, page) for band in bands]
    return PageTable(page, min(each.base for each in used), last, edges, rows, ruled=False), used, behind


def _end(lines: list[list[PrintedPiece]], known: Sequence[float]) -> int:
    """The index of the first line outside the table: it is too far below, or its words cross a gap between columns."""
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
    """The horizontal spans covered by words of any line. Takes least: the least gap between two spans, in font sizes."""
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
    """Merges spans that overlap or are closer than `least`."""
    found: list[Span] = []
    for left, right in sorted(spans):
        if found and left - found[-1][1] < least:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def _is_header(band: Band, columns: int) -> bool:
    """Whether a row is a header: a short name for every column, several of them typical of ledgers."""
    names = [
        "".join(piece.text for piece in sorted(held, key=lambda each: (each.base, each.left))) for held in band.values()
    ]
    if len(names) < columns or len(set(names)) < columns:
        return False
    if len(_spans([piece for held in band.values() for piece in held], _RIVER)) != columns:
        return False  # two names over one assumed column
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
