"""The content of a printed page, independent of the file format: positioned characters and ruled lines."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character, in points of 1/72 inch; x to the right, y downwards from the top of the page.

    `base`  y of its baseline; `size` of its font
    """

    char: str
    left: float
    right: float
    base: float
    size: float


class RuledLine(NamedTuple):
    """An axis-parallel line: x0 <= x1, y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """A page. `stamped`: words that are not upright (seals, watermarks) or invisible."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[RuledLine] = field(default_factory=list)
    stamped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """A printed line."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    opening: float  # width of the unbreakable unit at its beginning: a character or a word
    gaps: int = 0  # number of wide gaps: several of them suggest a row of an unruled table
    column: int = 0  # 1 or 2 in a two-column layout
    band: float = 0.0  # where its block of two-column rows begins; for other lines their own position


def middle(base: float, size: float) -> float:
    """The y of the middle of a character, which says in which row it is better than its baseline does."""
    return base - size * 0.35


def is_lost(code: int) -> bool:
    """Whether a code is not a usable character: none, U+FFFD, or private use."""
    return code in (0, 0xFFFD, 0xFFFE) or 0xE000 <= code < 0xF900
