"""Positioned characters → printed lines."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from site_builder.importing.readers.page_columns import regions_of
from site_builder.importing.readers.page_glyphs import Glyph, GlyphLine

_SAME: Final = 0.5  # in sizes of the larger font: the largest offset of a superscript's or subscript's baseline
_WORD_GAP: Final = 0.2  # in font sizes: a wider gap between letters is a space
_WIDE_GAP: Final = 0.6  # in font sizes: a wider gap between Chinese and other characters is a space
_COLUMN_GAP: Final = 1.5  # in font sizes: a wider gap separates columns
_CHINESE: Final = re.compile("[\u3400-\u9fff〇]")
_OPENING: Final = "“‘（《〈【「『([{"
_CLOSING: Final = "，。、；：？！”’）》〉】」』…—,.;:?!)]}%％"


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Groups characters into rows from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    anchor: Glyph | None = None  # the largest character in the row so far
    for glyph in sorted(glyphs, key=lambda each: (each.base, each.left)):
        if anchor is not None and abs(glyph.base - anchor.base) < _SAME * max(glyph.size, anchor.size):
            rows[-1].append(glyph)
            anchor = glyph if glyph.size > anchor.size * 1.05 else anchor
        else:
            rows.append([glyph])
            anchor = glyph
    for row in rows:
        row.sort(key=lambda each: each.left)
    return rows


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[GlyphLine]:
    """The lines in reading order; words drawn twice (shadow, fake bold) occur once."""
    rows = rows_of(glyphs)
    found: list[GlyphLine] = []
    for region in regions_of(rows):
        if region.gutter is None:
            made = [line for row in region.rows if (line := _line(row, page)) is not None]
            found += [replace(line, band=line.base) for line in made]
            continue
        band = min(each.base for row in region.rows for each in row)
        for column in (1, 2):
            sides = ([each for each in row if (each.left >= region.gutter) == (column == 2)] for row in region.rows)
            made = [line for side in sides if (line := _line(side, page)) is not None]
            found += [replace(line, column=column, band=band) for line in made]
    return found


def _line(row: list[Glyph], page: int) -> GlyphLine | None:
    once: list[Glyph] = []
    for glyph in row:
        if not any(
            each.char == glyph.char and abs(each.left - glyph.left) < 0.2 * glyph.size and abs(each.base - glyph.base) < 0.2 * glyph.size
            for each in once[-3:]
        ):  # fmt: skip
            once.append(glyph)
    inked = [each for each in once if not each.char.isspace()]
    if not inked:
        return None
    words: list[str] = []
    before: Glyph | None = None
    usual = _usual_gap(inked)
    gaps = 0
    for glyph in once:
        if glyph.char.isspace():
            words.append(glyph.char if glyph.char == "\u3000" else " ")
            continue
        if before is not None and not words[-1].isspace():
            # A Chinese character is as wide as its font size, whatever its bounding box says.
            end = max(before.right, before.left + before.size) if _CHINESE.match(before.char) else before.right
            gap = (glyph.left - end) / max(glyph.size, before.size, 0.1)
            gaps += gap > _COLUMN_GAP
            if gap > _least_space(before.char, glyph.char, usual):
                words.append(" ")
        words.append(glyph.char)
        before = glyph
    largest = max(inked, key=lambda each: each.size)
    return GlyphLine(
        page=page,
        text="".join(words).strip(),
        left=inked[0].left,
        right=inked[-1].right,
        base=largest.base,
        size=largest.size,
        opening=opening_width(inked),
        gaps=gaps,
    )


def _least_space(before: str, after: str, usual: float) -> float:
    """The least gap, in font sizes, that is a space between two characters."""
    if before.isascii() and after.isascii():
        return _WORD_GAP
    if _CHINESE.match(before) and _CHINESE.match(after):
        return usual + _WORD_GAP
    if before.isascii() and not before.isalnum() and _CHINESE.match(after):
        return usual + _WORD_GAP * 0.8
    return (
        usual + _WIDE_GAP
    )  # programs leave a small gap between Chinese and digits, and punctuation has its own white space


def _usual_gap(inked: list[Glyph]) -> float:
    """The usual gap between Chinese characters in this line, as lines are justified by widening it."""
    gaps = sorted(
        (b.left - max(a.right, a.left + a.size)) / max(a.size, 0.1)
        for a, b in zip(inked, inked[1:], strict=False)
        if _CHINESE.match(a.char) and _CHINESE.match(b.char)
    )
    return max(0.0, gaps[len(gaps) // 2]) if gaps else 0.0


def opening_width(inked: list[Glyph]) -> float:
    """The width of the unbreakable unit at the beginning of a line."""
    end = 0
    for _ in range(8):  # a unit: opening brackets, a character or a word, punctuation after it
        while end < len(inked) - 1 and inked[end].char in _OPENING:
            end += 1
        if inked[end].char.isascii() and inked[end].char.isalnum():
            while end < len(inked) - 1 and inked[end + 1].char.isascii() and _beside(inked[end], inked[end + 1]):
                end += 1
        while end < len(inked) - 1 and inked[end + 1].char in _CLOSING:
            end += 1
        following = inked[end + 1] if end < len(inked) - 1 else None
        # Typesetting keeps a quotation mark with what precedes it, and a Latin colon with what follows.
        tied = following and (following.char in "“‘" or (inked[end].char in ":@/" and following.char.isascii()))
        if not tied:
            break
        end += 1
    return inked[end].right - inked[0].left


def _beside(glyph: Glyph, following: Glyph) -> bool:
    return following.left - glyph.right < _WORD_GAP * glyph.size
