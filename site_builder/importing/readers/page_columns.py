"""Detects two-column layout, in which the left column is read before the right one.

The sign is a gutter at the same place in many rows, with full lines on both sides; a list of names and values has such a gap
too, but its lines are of any length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from site_builder.importing.readers.page_glyphs import Glyph

_LEAST: Final = 8  # least number of rows with text on both sides of the gutter
_GUTTER: Final = 1.2  # in font sizes
_FULL: Final = 0.6  # least share of the rows whose lines reach the gutter
_ROOM: Final = 1.6  # in font sizes: the largest distance between the gutter and the end of a full line


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive rows and the x of their gutter; None for rows over the whole width."""

    rows: Sequence[list[Glyph]]
    gutter: float | None


def regions_of(rows: list[list[Glyph]]) -> list[Region]:
    """Splits the rows of a page into regions of one or two columns.

    Takes   rows of characters, each from left to right, from top to bottom
    """
    gutter = _gutter(rows)
    if gutter is None:
        return [Region(rows, None)]
    parted = [index for index, row in enumerate(rows) if _sides(row, gutter) == "both"]
    found: list[Region] = []
    start = 0
    for index in range(len(rows) + 1):
        crossed = index == len(rows) or _sides(rows[index], gutter) == "across"
        if not crossed:
            continue
        # Rows between two full-width rows are columns if any of them has text on both sides.
        between = rows[start:index]
        if between:
            two = sum(start <= each < index for each in parted) >= 2
            found.append(Region(between, gutter if two else None))
        if index < len(rows):
            found.append(Region([rows[index]], None))
        start = index + 1
    return found


def _gutter(rows: list[list[Glyph]]) -> float | None:
    """The x of a gap common to most rows, if it separates two columns of prose; else None."""
    inked = [[each for each in row if not each.char.isspace()] for row in rows]
    inked = [row for row in inked if row]
    if len(inked) < _LEAST:
        return None
    left, right = min(row[0].left for row in inked), max(row[-1].right for row in inked)
    gaps = [
        (a.right, b.left)
        for row in inked
        for a, b in zip(row, row[1:], strict=False)
        if b.left - a.right > _GUTTER * a.size
        and left + (right - left) * 0.3 < (a.right + b.left) / 2 < left + (right - left) * 0.7
    ]
    if len(gaps) < _LEAST:
        return None
    # Sweep over the edges of gaps from left to right to find where most of them overlap.
    edges = sorted([(start, 1) for start, _ in gaps] + [(stop, -1) for _, stop in gaps])
    here = most = 0
    place = (0.0, 0.0)
    for index, (x, step) in enumerate(edges[:-1]):
        here += step
        if here > most:
            most, place = here, (x, edges[index + 1][0])
    gutter = (place[0] + place[1]) / 2
    both = [row for row in inked if _sides(row, gutter) == "both"]
    if len(both) < _LEAST or len(both) < 0.5 * len(inked):
        return None
    ends = [[each for each in row if each.right <= gutter][-1] for row in both]
    edge = sorted(each.right for each in ends)[int(len(ends) * 0.9)]
    full = sum(edge - each.right < _ROOM * each.size for each in ends)
    reach = sum(right - row[-1].right < _ROOM * row[-1].size for row in both)
    return gutter if full >= _FULL * len(both) and reach >= _FULL * len(both) else None


def _sides(row: list[Glyph], gutter: float) -> str:
    """Where a row has text relative to the gutter: left, right, both, or across."""
    inked = [each for each in row if not each.char.isspace()]
    if any(each.left < gutter < each.right for each in inked):
        return "across"
    before = [each for each in inked if each.right <= gutter]
    after = [each for each in inked if each.left >= gutter]
    if before and after:
        gap = min(each.left for each in after) - max(each.right for each in before)
        return "both" if gap > _GUTTER * 0.7 * before[0].size else "across"
    return "left" if before else "right"
