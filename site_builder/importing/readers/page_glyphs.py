"""What stands on a page that was made for print, whatever file it comes from: characters with their places, and ruled lines."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character. Points of 1/72 inch; x to the right, y downwards from the page's upper edge.

    `base`  the line it stands on; `size` of its font
    """

    char: str
    left: float
    right: float
    base: float
    size: float


class RuledLine(NamedTuple):
    """A straight line along one of the axes: x0 <= x1, y0 <= y1."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """A page. `stamped`: words that do not stand upright (seals, watermarks) or cannot be seen."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[RuledLine] = field(default_factory=list)
    stamped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class GlyphLine:
    """A line of print."""

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float
    opening: float  # the width of what stands together at its beginning: a character, a word
    gaps: int = 0  # places where it is empty for some characters: several show a row of a table without lines
    column: int = 0  # 1 or 2 where the page is set in two columns
    band: float = 0.0  # where the rows that are parted into columns begin; of others their own place


def is_lost(code: int) -> bool:
    """Whether a code is no character: nothing, the sign for a lost one, or one that only a font of its own knows."""
    return code in (0, 0xFFFD, 0xFFFE) or 0xE000 <= code < 0xF900


def turned_rule(rule: RuledLine, quarter: int, width: float, height: float) -> RuledLine:
    """A line as it lies once the page is turned upright. Takes turns to the left of what is written on it: 1 runs upwards."""
    if quarter == 2:
        return RuledLine(width - rule.x1, height - rule.y1, width - rule.x0, height - rule.y0)
    if quarter == 1:
        return RuledLine(height - rule.y1, rule.x0, height - rule.y0, rule.x1)
    if quarter == 3:
        return RuledLine(rule.y0, width - rule.x1, rule.y1, width - rule.x0)
    return rule
