"""Printed lines → paragraphs: rejoins lines that were broken only because they were full.

A line continues in the next where the next one's first word would not have fitted, and nothing (indentation, distance,
font size, a number after a full stop) shows a new paragraph.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.readers.page_glyphs import GlyphLine

_ENDED: Final = re.compile(r"[。!?;:][”’)》】]*$")
_SPACED: Final = 1.15  # in usual line distances: a larger distance separates paragraphs
_SLACK: Final = 2.0  # in font sizes
_TIGHT: Final = 0.5
_NARROW: Final = 0.6  # share of the page width: shorter lines were not broken because they were full
_SURE: Final = 3  # least number of lines with a common right end that show the right edge
_FAR: Final = 2.8  # in font sizes: the widest plausible text
_WIDE: Final = re.compile("[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’—…·]")


@dataclass(frozen=True, slots=True)
class TextMeasure:
    """The type area of a page: its edges, the indent of first lines, and the usual line distance."""

    left: float
    right: float
    first: float
    pitch: float  # in font sizes
    bottom: float  # the lowest line of any page
    indented: bool  # new paragraphs are indented
    spaced: bool  # new paragraphs have a larger distance


Area = tuple[int, int]  # page and column; column 0 is the whole width


def measures(lines: Sequence[GlyphLine], width: float) -> dict[Area, TextMeasure]:
    """Measures the type area of each page and of each of its columns.

    Takes   width   of a page: where too few full lines show the right edge, its margin is assumed to equal the left one
    """
    whole = [line for line in lines if not line.column]
    columns = [line for line in lines if line.column]
    return _measured(whole, width) | _measured(columns, 0.0)


def _measured(lines: Sequence[GlyphLine], width: float) -> dict[Area, TextMeasure]:
    """Areas share common values; the margins of odd and even pages may differ, as may those of columns."""
    widest = max((line.right - line.left for line in lines), default=0.0)
    full = [line for line in lines if line.right - line.left > widest * 0.6]
    if not full:
        return {}
    size = median(line.size for line in lines)
    pages: dict[Area, list[GlyphLine]] = {}
    for line in full:
        pages.setdefault((line.page, line.column), []).append(line)
    usual = (median(_left(held) for held in pages.values()), median(_right(held) for held in pages.values()))
    shifts = {page: _shift(held, usual, size) for page, held in pages.items()}
    left = _usual(
        [
            line.left - shifts[line.page, line.column]
            for line in full
            if line.left - shifts[line.page, line.column] < usual[0] + size
        ],
        size,
    )
    rights = sorted(line.right - shifts[line.page, line.column] for line in full)
    right = rights[int(len(rights) * 0.95)]
    if sum(abs(each - right) < size for each in rights) < _SURE or right - left < width * _NARROW:
        right = max(right, width - left)
    indents = [line.left - shifts[line.page, line.column] - left for line in full]
    indents = [each for each in indents if size * 1.2 < each < size * 4.5]
    first = _usual(indents, size) if indents else size * 2
    followed = [
        (above, below, (below.base - above.base) / above.size)
        for above, below in zip(lines, lines[1:], strict=False)
        if (above.page, above.column) == (below.page, below.column)
        and abs(above.size - below.size) < above.size * 0.08
        and below.base > above.base
    ]
    pitches = sorted(pitch for _, _, pitch in followed)
    pitch = pitches[int(len(pitches) * 0.3)] if pitches else 1.5
    # A line with much room left ends a paragraph, so the lines after such lines show how paragraphs begin.
    new = [
        (below.left - shifts.get((below.page, below.column), 0.0) - left > size, distance > pitch * _SPACED)
        for above, below, distance in followed
        if above.left - shifts.get((above.page, above.column), 0.0) < left + first + size
        and above.right < right - 5 * size
    ]
    indented, spaced = (sum(each[n] for each in new) >= len(new) * 0.7 and len(new) > 1 for n in (0, 1))
    bottom = max(line.base for line in lines)
    return {
        page: TextMeasure(
            left=left + shift,
            right=right + shift,
            first=left + shift + first,
            pitch=pitch,
            bottom=bottom,
            indented=indented,
            spaced=spaced,
        )
        for page in {(line.page, line.column) for line in lines}
        for shift in [shifts.get(page, 0.0)]
    }


def _left(lines: list[GlyphLine]) -> float:
    return min(line.left for line in lines)


def _right(lines: list[GlyphLine]) -> float:
    return max(line.right for line in lines)


def _shift(lines: list[GlyphLine], usual: tuple[float, float], size: float) -> float:
    """The horizontal shift of a page's type area, as margins of odd and even pages may differ."""
    left, right = _left(lines) - usual[0], _right(lines) - usual[1]
    return left if abs(left) > size * 0.5 and abs(left - right) < size * 0.5 else 0.0


def _usual(values: list[float], size: float) -> float:
    """The most common value within a tolerance: the median of those near it."""
    step = max(size * 0.25, 1.0)
    common, _ = Counter(round(value / step) for value in values).most_common(1)[0]
    near = [value for value in values if abs(value / step - common) <= 1]
    return median(near)


def goes_on(line: GlyphLine, following: GlyphLine, of: TextMeasure, next_of: TextMeasure) -> bool:
    """Whether the next line continues the same paragraph.

    Takes   of, next_of     the type areas of their pages
    """
    em = line.size
    if abs(line.size - following.size) > em * 0.08 or max(line.gaps, following.gaps) > 1:
        return False
    plain = line.left < of.first + em * 0.6
    room = of.right - line.right if plain else (of.right - of.left) - (line.right - line.left)
    same_page = (line.page, line.column) == (following.page, following.column)
    if not same_page and (following.page > line.page + 1 or line.base < of.bottom - em * of.pitch * 6):
        return False
    far = same_page and (following.base - line.base) / em > min(of.pitch * _SPACED, _FAR)
    indent = following.left - next_of.left
    # Where paragraphs are marked otherwise, a line may be shorter than necessary, as punctuation and long words are unbreakable.
    shown = of.indented or (of.spaced and (same_page or not _ENDED.search(fold(line.text))))
    if following.opening <= room - em * (_SLACK if shown else _TIGHT) or far:
        return False
    if indent > em and plain:
        return _centred(following, next_of) and following.opening > room - em * _TIGHT and indent > em * 2.6
    numbered = None if shown else marker(fold(following.text))
    return numbered is None or numbered.rank is Rank.IS or not _ENDED.search(fold(line.text))


def _centred(line: GlyphLine, of: TextMeasure) -> bool:
    return abs((line.left - of.left) - (of.right - line.right)) < line.size * 1.5


def glued(before: str, after: str) -> str:
    """Joins two lines, without a blank between Chinese characters and without a soft hyphen."""
    if before[-1:] in "\xad\x02" and before:
        return before[:-1] + after
    if _WIDE.search(before[-1:]) or _WIDE.search(after[:1]):
        return before + after
    # Numbers, telephone numbers and URLs are broken anywhere, Latin text only between words.
    if before[-1:] in "-/@_&=?" or (before[-1:].isdigit() and after[:1].isdigit()):
        return before + after
    return f"{before} {after}"
