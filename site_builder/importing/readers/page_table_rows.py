"""Finds the rows of a table without ruled columns: by rules between rows, by gaps, by row numbers, or one row for each line.

The methods are tried in turn, and the first plausible result is taken: within a cell, a line may break only where it was full
or where a paragraph ended.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.numbering import marker
from site_builder.importing.readers.page_glyphs import Glyph, RuledLine, middle
from site_builder.importing.readers.page_lines import opening_width
from site_builder.records.numerals import chinese_number

_WIDE: Final = 0.6  # least share of the table's width of a rule between rows
_NEAR: Final = 3.0  # in points: closer rules are the same
_LEVEL: Final = 0.3  # in font sizes: the largest difference of baselines within one line
_ABOVE: Final = 0.9  # in font sizes: the distance from the top of a row to its first baseline
_SPACED: Final = 1.06  # in line distances of a cell: a larger distance separates rows
_NUMBER: Final = re.compile(r"[(（]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、]?")
_ENDED: Final = re.compile(r"[。；;：:！？!?][”’)）》】]*$")


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """A piece of a printed line without gaps."""

    glyphs: tuple[Glyph, ...]
    left: float
    right: float
    base: float
    size: float

    @property
    def text(self) -> str:
        return "".join(glyph.char for glyph in self.glyphs)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


Span = tuple[float, float]  # left and right edge of a column
Band = dict[int, list[PrintedPiece]]  # a table row: column → pieces
_Line = list[PrintedPiece]  # a line in one column


def bands_of(
    pieces: Sequence[PrintedPiece], spans: Sequence[Span], level: Sequence[RuledLine], *, headed: bool
) -> list[Band]:
    """The rows of a table from top to bottom; empty where no method is reliable.

    Takes   headed      whether the first row is a header, which has no number
    """
    columns: list[_Line] = [[] for _ in spans]
    for piece in pieces:
        columns[bisect_right([(a[1] + b[0]) / 2 for a, b in pairwise(spans)], piece.middle)].append(piece)
    lines = [_lines(held) for held in columns]
    ways = (
        _by_rules(pieces, spans, level),
        _by_space(lines),
        _by_numbers(lines, spans, headed=headed),
        _by_lines(lines, spans),
    )
    for cuts in ways:
        if cuts and (bands := _cut(columns, cuts)) and _sensible(bands, spans):
            return bands
    return []


def _lines(pieces: _Line) -> list[_Line]:
    """The pieces of a column grouped into lines, from top to bottom."""
    found: list[_Line] = []
    for piece in sorted(pieces, key=lambda each: (each.base, each.left)):
        if found and piece.base - found[-1][0].base < _LEVEL * piece.size:
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _by_rules(pieces: Sequence[PrintedPiece], spans: Sequence[Span], level: Sequence[RuledLine]) -> list[float]:
    """Row starts by rules between all rows; a single rule only separates the header and is not enough."""
    width = spans[-1][1] - spans[0][0]
    top, bottom = min(each.base for each in pieces), max(each.base for each in pieces)
    places: list[float] = []
    for rule in sorted(level, key=lambda each: each.y0):
        covered = min(rule.x1, spans[-1][1]) - max(rule.x0, spans[0][0])
        if top < rule.y0 < bottom and covered > _WIDE * width and (not places or rule.y0 - places[-1] > _NEAR):
            places.append(rule.y0)
    return places if len(places) > 1 else []


def _by_space(columns: Sequence[list[_Line]]) -> list[float]:
    """Row starts by gaps larger than the line distance within cells."""
    steps = [b[0].base - a[0].base for lines in columns for a, b in pairwise(lines)]
    if not steps:
        return []
    pitch = min(steps)
    bases = sorted(line[0].base for lines in columns for line in lines)
    return [b - pitch * 0.9 for a, b in pairwise(bases) if b - a > pitch * _SPACED]


def _by_numbers(columns: Sequence[list[_Line]], spans: Sequence[Span], *, headed: bool) -> list[float]:
    """Row starts by the numbers 1, 2, 3 in the first column, if all other columns start on the same lines."""
    numbers = [(line[0], _number(line)) for line in columns[0]]
    counted = [(piece, number) for piece, number in numbers if number is not None]
    if len(counted) < 1 + headed or any(b[1] != a[1] + 1 for a, b in pairwise(counted)):
        return []
    first = counted[0][0].base
    if any(number is None and piece.base > first for piece, number in numbers) or (headed and counted[0][1] != 1):
        return []
    above = [line[0] for lines in columns for line in lines if line[0].base < first - _LEVEL * line[0].size]
    bases = [each.base for each in above]
    if headed and (not above or max(bases) - min(bases) > _LEVEL * above[0].size):
        return []  # a second line of the header, or the first line of a row with a vertically centred number
    cuts = [piece.base - piece.size * _ABOVE for piece, _ in counted]
    centred = not headed or _may_be_centred([piece.base for piece, _ in counted], columns)
    hang = all(_hangs(lines, cuts, span, strict=centred) for lines, span in zip(columns, spans, strict=True))
    return cuts if hang else []


def _may_be_centred(numbers: Sequence[float], columns: Sequence[list[_Line]]) -> bool:
    """Whether the numbers may be vertically centred in their rows, if the first row is one line high.

    The distance of two centres is half the height of both rows, so the first height determines all others.
    """
    bases = sorted(line[0].base for lines in columns for line in lines)
    pitch = min((b[0].base - a[0].base for lines in columns for a, b in pairwise(lines)), default=1.0)
    height = 1
    for above, below in pairwise(numbers):
        height = 2 * round((below - above) / pitch) - height
        if height < 1:
            return False
    return round((bases[-1] - numbers[-1]) / pitch) * 2 + 1 <= height


def _hangs(lines: list[_Line], cuts: Sequence[float], span: Span, *, strict: bool) -> bool:
    """Whether the cells of a column start on the lines of the numbers.

    Takes   strict      a cell of several lines may not end within a sentence, which would be the effect of centred numbers
    """
    for low, high in pairwise([*cuts, float("inf")]):
        cell = [line for line in lines if low <= _middle(line) < high]
        if cell and abs(cell[0][0].base - low - cell[0][0].size * _ABOVE) > _LEVEL * cell[0][0].size:
            return False
        after = next((line for line in lines if _middle(line) >= high), None)
        if (
            strict
            and len(cell) > 1
            and after
            and not _ENDED.search(cell[-1][-1].text)
            and _is_full(cell[-1], after, span)
        ):
            return False
    return True


def _number(line: _Line) -> int | None:
    found = _NUMBER.fullmatch("".join(piece.text for piece in line))
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else chinese_number(found[1])


def _by_lines(columns: Sequence[list[_Line]], spans: Sequence[Span]) -> list[float]:
    """Row starts with one line for each row, if every line has all columns and most cells are not full."""
    if len({len(lines) for lines in columns}) != 1 or len(columns[0]) < 3:
        return []
    for row in zip(*columns, strict=True):
        if max(line[0].base for line in row) - min(line[0].base for line in row) > _LEVEL * row[0][0].size:
            return []
    for index in range(len(columns[0]) - 1):
        full = sum(_is_full(lines[index], lines[index + 1], span) for lines, span in zip(columns, spans, strict=True))
        if full * 2 >= len(columns):
            return []
    return [line[0].base - line[0].size * _ABOVE for line in columns[0][1:]]


def _middle(line: _Line) -> float:
    """The y that assigns a line to a row."""
    return middle(line[0].base, line[0].size)


def _cut(columns: Sequence[_Line], cuts: Sequence[float]) -> list[Band]:
    bands: list[Band] = [{} for _ in range(len(cuts) + 1)]
    for column, held in enumerate(columns):
        for piece in held:
            bands[bisect_right(cuts, _middle([piece]))].setdefault(column, []).append(piece)
    return [band for band in bands if band]


def _sensible(bands: Sequence[Band], spans: Sequence[Span]) -> bool:
    """Whether within every cell lines break only where they were full or a paragraph ended."""
    return all(
        _may_follow(above, below, spans[column])
        for band in bands
        for column, held in band.items()
        for above, below in pairwise(_lines(held))
    )


def _may_follow(above: _Line, below: _Line, span: Span) -> bool:
    ended = _ENDED.search(above[-1].text) is not None or marker(fold(below[0].text)) is not None
    return ended or _is_full(above, below, span)


def _is_full(above: _Line, below: _Line, span: Span) -> bool:
    """Whether the first unit of the next line would not have fitted into this one."""
    opening = opening_width([glyph for piece in below for glyph in piece.glyphs])
    return above[-1].right - above[0].left + opening > span[1] - span[0] - 0.1 * above[0].size
