"""What PDF and OFD have in common: coordinates on a page, words by their rotation, ruled lines of a drawing, limits."""

from collections.abc import Sequence
from typing import Final, Literal

from site_builder.importing.readers.page_glyphs import Glyph, GlyphPage, RuledLine
from site_builder.importing.readers.unreadable import UnreadableError

MOST_PAGES: Final = 2_000
MOST_CHARACTERS: Final = 2_000_000
MOST_OBJECTS: Final = 1_000_000
MANY_PATHS: Final = 50  # on each page: a document without words that has more consists of letters drawn as outlines
SCANNED: Final = "请找电子原件；没有的，先做文字识别（OCR）并逐字核对，存成 .docx 或 .txt 再导入"
_GARBLED: Final = 0.3  # share of characters without a code above which a text cannot be used
_THIN: Final = 2.5  # in points: a narrower box is a line
_STRAIGHT: Final = 0.5  # in points: how far the ends of a horizontal or vertical line may be off
_ASKEW: Final = 0.06  # in quarter turns: a line that is turned by more is at an angle

PageFormat = Literal["PDF", "OFD"]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)
AT_AN_ANGLE: Final = 4  # the group of characters that are turned by no whole number of quarter turns


def product(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies m first, then n."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3], m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )  # fmt: skip


def transformed(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def quarter_of(turns: float) -> int:
    """The group of characters by rotation. Takes   turns: quarter turns to the left; 1 = the line runs upwards"""
    return round(turns) % 4 if abs(turns - round(turns)) < _ASKEW else AT_AN_ANGLE


def upright(
    number: int,
    size: tuple[float, float],
    glyphs: Sequence[list[Glyph]],
    rules: Sequence[RuledLine],
) -> GlyphPage:
    """The page turned so that most of its characters are upright; the others are among its `stamped` words.

    Takes   number  of the page, from 1
            size    width and height, before it is turned
            glyphs  by rotation (`quarter_of`), in coordinates of the page turned upright
            rules   in coordinates of the page before it is turned
    """
    quarter, (width, height) = max(range(4), key=lambda each: len(glyphs[each])), size
    askew = ["".join(each.char for each in held).strip() for turn, held in enumerate(glyphs) if turn != quarter]
    turned = [_turned_rule(each, quarter, width, height) for each in rules]
    final = (width, height) if quarter % 2 == 0 else (height, width)
    return GlyphPage(number, *final, glyphs[quarter], turned, [each for each in askew if each])


def _turned_rule(rule: RuledLine, quarter: int, width: float, height: float) -> RuledLine:
    """A line in the coordinates of the page turned upright. Takes quarter: quarter turns of the text to the left (1: upwards)."""
    if quarter == 2:
        return RuledLine(width - rule.x1, height - rule.y1, width - rule.x0, height - rule.y0)
    if quarter == 1:
        return RuledLine(height - rule.y1, rule.x0, height - rule.y0, rule.x1)
    if quarter == 3:
        return RuledLine(rule.y0, width - rule.x1, rule.y1, width - rule.x0)
    return rule


def rules_of(points: Sequence[tuple[float, float]], stroked: bool) -> list[RuledLine]:
    """The ruled lines in a polygon: itself where it is a thin box, else its horizontal and vertical edges if they are drawn."""
    xs, ys = [each[0] for each in points], [each[1] for each in points]
    whole = RuledLine(min(xs), min(ys), max(xs), max(ys))
    if min(whole.x1 - whole.x0, whole.y1 - whole.y0) < _THIN:
        return [_middle_line(whole)]
    if not stroked:
        return []
    return [
        _middle_line(RuledLine(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])))
        for a, b in zip(points, points[1:], strict=False)
        if abs(a[0] - b[0]) < _STRAIGHT or abs(a[1] - b[1]) < _STRAIGHT
    ]


def _middle_line(box: RuledLine) -> RuledLine:
    """The line along the middle of a thin box."""
    if box.x1 - box.x0 < box.y1 - box.y0:
        middle = (box.x0 + box.x1) / 2
        return RuledLine(middle, box.y0, middle, box.y1)
    middle = (box.y0 + box.y1) / 2
    return RuledLine(box.x0, middle, box.x1, middle)


def inked(sheets: Sequence[GlyphPage]) -> int:
    """The number of characters that leave ink on the paper."""
    return sum(1 for sheet in sheets for glyph in sheet.glyphs if not glyph.char.isspace())


def refuse_garbled(kind: PageFormat, characters: int, unmapped: int) -> None:
    """Raises UnreadableError where too many of the characters have no code."""
    if unmapped > characters * _GARBLED:
        raise UnreadableError(
            f"这份 {kind} 的字没有对应的字符编码，读出来是乱码：请找 .docx 原件，或做文字识别（OCR）后再导入",
            "unreadable",
            f"{characters} 个字里有 {unmapped} 个没有编码",
        )


def refuse_long(kind: PageFormat, *, characters: int = 0, objects: int = 0) -> None:
    """Raises UnreadableError where a document is beyond the limits."""
    if characters > MOST_CHARACTERS:
        raise UnreadableError(f"{kind} 太长（超过两百万字），请分成几份再导入")
    if objects > MOST_OBJECTS:
        raise UnreadableError(f"{kind} 里的图形太多（超过一百万个），不像是文件")
