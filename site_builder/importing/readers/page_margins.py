"""Recognises running headers, running footers and page numbers, which are not part of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from site_builder.importing.lines.fold import squeeze
from site_builder.importing.readers.page_glyphs import GlyphLine, GlyphPage

_BAND: Final = 0.13  # share of the page height, from each edge, that is searched
_PRINTED: Final = 0.06  # headers and footers added by a browser's print function
_SEARCHED: Final = 3  # most lines from each edge
_NUMBER: Final = re.compile(
    r"[-—–·.~_]{0,3}(?:第?\d{1,4}页?(?:[,/]?共?\d{1,4}页?)?|[ivxlc]{1,6})[-—–·.~_]{0,3}", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d+")
_BROWSER: Final = re.compile(
    r"(?:file|https?)://\S+?\s*+\d{1,4}/\d{1,4}|\d{1,4}[/年]\d{1,2}[/月]\d{1,4}日?,?\s*+(?:[上下]午)?\d{1,2}:\d{2}.*"
)


def in_margins(sheets: Sequence[GlyphPage], lines: dict[int, list[GlyphLine]]) -> dict[GlyphLine, str]:
    """The lines that belong to the page rather than to the text, each with the reason.

    Takes   lines   page number → lines from top to bottom
    """
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    edges: list[tuple[GlyphLine, GlyphPage, tuple[str, int], bool]] = []
    for sheet in sheets:
        held = lines.get(sheet.number, [])
        for outermost, line in _edges(held, sheet):
            key = (_DIGITS.sub("#", squeeze(line.text)), round(line.base / 6))
            edges.append((line, sheet, key, outermost))
            places[key].add(sheet.number)
    found: dict[GlyphLine, str] = {}
    for line, sheet, (words, place), outermost in edges:
        pages = places[words, place] | places.get((words, place - 1), set()) | places.get((words, place + 1), set())
        if outermost and _NUMBER.fullmatch(squeeze(line.text)):
            found[line] = "页码"
        elif (
            len(pages) > 1
            and len(pages) >= len(sheets) * 0.3
            or not sheet.height * _PRINTED < line.base < sheet.height * (1 - _PRINTED)
            and _BROWSER.fullmatch(line.text)
        ):
            found[line] = "页眉页脚"
    return found


def _edges(held: list[GlyphLine], sheet: GlyphPage) -> list[tuple[bool, GlyphLine]]:
    """The lines near the top and bottom edges; True for those with only page numbers between them and the edge."""
    top = [line for line in held[:_SEARCHED] if line.base < sheet.height * _BAND]
    bottom = [line for line in reversed(held[-_SEARCHED:]) if line.base > sheet.height * (1 - _BAND)]
    return [(n == 0, line) for edge in (top, bottom) for n, line in enumerate(edge)]
