"""The characters of a PDF page: where they lie, how they are turned, and which of them have no code."""

from ctypes import byref, c_double
from math import atan2, hypot, pi
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as api

from site_builder.importing.readers.page_geometry import AT_AN_ANGLE, quarter_of, refuse_long
from site_builder.importing.readers.page_glyphs import Glyph, is_lost

Edges = tuple[float, float, float, float]  # left, bottom, right, top
_ALL_CHECKED: Final = (
    300  # the first characters of a page are all checked for a code, of later ones a sample: a check is slow
)
_SAMPLE: Final = 10
_LAYER: Final = 40  # the text layer of a scan is invisible from its first characters on


class PdfCharacters:
    """Reads the characters of one page after the other. `read`: how many so far; `unmapped`: how many of them have no code."""

    def __init__(self) -> None:
        self.read = 0
        self.unmapped = 0

    def of(self, page: pdfium.PdfPage, edges: Edges) -> tuple[list[list[Glyph]], bool]:
        """Characters grouped by rotation (`quarter_of`), in coordinates of the page turned upright.

        Gives   also whether the first ones are invisible, like the text layer of a scan
        """
        text = page.get_textpage()
        try:
            count = max(0, api.FPDFText_CountChars(text.raw))
            self.read += count
            refuse_long("PDF", characters=self.read)
            return self._groups(text.raw, count, edges), _is_hidden(text.raw, count)
        finally:
            text.close()

    def _groups(self, raw: Any, count: int, edges: Edges) -> list[list[Glyph]]:
        found: list[list[Glyph]] = [[] for _ in range(AT_AN_ANGLE + 1)]
        rotation = _Rotation(raw)
        box, x, y = api.FS_RECTF(), c_double(), c_double()
        origin, joined = (-1.0, -1.0), 0
        for index in range(count):
            code = self._code(raw, index)
            if _is_made_up(raw, index, code):
                continue
            if not (
                api.FPDFText_GetLooseCharBox(raw, index, byref(box))
                and api.FPDFText_GetCharOrigin(raw, index, byref(x), byref(y))
            ):
                continue
            quarter, height = rotation.at(index)
            size = api.FPDFText_GetFontSize(raw, index) * height
            char = "\xad" if code == 2 else chr(code) if code < 0x110000 else "\ufffd"
            start, stop, base = _lain(quarter, box, x.value, y.value, edges)
            found[quarter].append(Glyph(char, start, stop, base, size))
            # One glyph for several characters, such as ——: they share its width.
            joined = joined + 1 if (x.value, y.value) == origin else 1
            origin = (x.value, y.value)
            if joined > 1:
                _share_width(found[quarter], joined)
        return found

    def _code(self, raw: Any, index: int) -> int:
        """The code of a character; counts those that have none."""
        code: int = api.FPDFText_GetUnicode(raw, index)
        lost = is_lost(code)
        every = 1 if index < _ALL_CHECKED else _SAMPLE
        if lost or (index % every == 0 and api.FPDFText_HasUnicodeMapError(raw, index) == 1):
            self.unmapped += 1 if lost else every
            return code if code and code != 0xFFFE else 0xFFFD
        return code


class _Rotation:
    """The rotation of characters, and the height of a font of size 1; most have those of the one before."""

    def __init__(self, raw: Any) -> None:
        self._raw, self._matrix = raw, api.FS_MATRIX()
        self._last = (0.0, 0.0, 0.0, 0.0)
        self._found = (0, 0.0)

    def at(self, index: int) -> tuple[int, float]:
        matrix = self._matrix
        api.FPDFText_GetMatrix(self._raw, index, byref(matrix))
        turn = matrix.a, matrix.b, matrix.c, matrix.d
        if turn != self._last:
            self._last = turn
            self._found = quarter_of(atan2(matrix.b, matrix.a) / (pi / 2)), hypot(matrix.c, matrix.d)
        return self._found


def _is_made_up(raw: Any, index: int, code: int) -> bool:
    """Whether PDFium added a character (a blank between words), or it is a line end."""
    return api.FPDFText_IsGenerated(raw, index) == 1 or code in (10, 13)


def _is_hidden(raw: Any, count: int) -> bool:
    """Whether one of the first characters is drawn invisibly."""
    return any(
        api.FPDFTextObj_GetTextRenderMode(api.FPDFText_GetTextObject(raw, index)) == api.FPDF_TEXTRENDERMODE_INVISIBLE
        for index in range(min(count, _LAYER))
        if not _is_made_up(raw, index, api.FPDFText_GetUnicode(raw, index))
    )


def _lain(quarter: int, box: Any, x: float, y: float, edges: Edges) -> tuple[float, float, float]:
    """The start and end of a character along its line, and the baseline, on the page turned upright.

    Takes   quarter     rotation of its line in quarter turns to the left; 1 runs upwards
            x, y        its origin; y points up, as in the file
    """
    left, bottom, right, top = edges
    # The bounding box may be narrower than the advance, which starts at the origin.
    if quarter == 1:
        return min(box.bottom, y) - bottom, box.top - bottom, x - left
    if quarter == 2:
        return right - max(box.right, x), right - box.left, y - bottom
    if quarter == 3:
        return top - max(box.top, y), top - box.bottom, right - x
    return min(box.left, x) - left, box.right - left, top - y


def _share_width(glyphs: list[Glyph], count: int) -> None:
    """Divides the width of a shared glyph among its characters, the last ones read."""
    held = glyphs[-count:]
    if len(held) == count:
        start, width = held[0].left, max(each.right for each in held) - held[0].left
        glyphs[-count:] = [
            each._replace(left=start + width * n / count, right=start + width * (n + 1) / count)
            for n, each in enumerate(held)
        ]
