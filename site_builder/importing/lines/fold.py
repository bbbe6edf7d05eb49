"""Folding: normalises text to half width and plain spaces without changing offsets.

Patterns are matched on the folded text and words are cut from the original, so full-width and half-width copies of a
document give the same record. This works because folding maps one character to one character.
"""

import re
from collections.abc import Iterator
from typing import Final

_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Small form variants, the half-width ideographic full stop, various spaces, and lookalikes of the colon.
_LOOKALIKES: Final[dict[int, int | str]] = {
    **{ord(char): " " for char in "\u3000\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t"},
    ord("﹕"): ":", ord("∶"): ":", ord("﹔"): ";", ord("﹐"): ",", ord("﹒"): ".", ord("｡"): "。",
    ord("﹙"): "(", ord("﹚"): ")", ord("–"): "-", ord("−"): "-", ord("〜"): "~",
}  # fmt: skip
_TABLE: Final[dict[int, int | str]] = {**_WIDTH, **_LOOKALIKES}
_OPENING: Final = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "【": "】", "「": "」", "[": "]"}
# Punctuation and blanks, in both widths, that are trimmed from the ends of quotations.
EDGES: Final = " \t\n\u3000,;:!。、\uff0c\uff1b\uff1a\uff01"
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text in half width, with plain spaces; the length is the same, so offsets are valid in both.

    >>> fold("公开期限：１２月")
    '公开期限:12月'
    """
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """The folded text without white space, for comparing quotations."""
    return _SPACES.sub("", _INVISIBLE.sub("", fold(text)))


def cut_squeezed(text: str, length: int) -> str:
    """The beginning of a text, of which the squeezed form has a given length.

    >>> cut_squeezed("甲局 2 0 2 4 年", 2), cut_squeezed("甲局", 2)
    ('甲局 ', '甲局')
    """
    kept = [place for place, char in enumerate(text) if squeeze(char)]
    return text[: kept[length]] if length < len(kept) else text


def visible(text: str) -> str:
    """A line without indentation and invisible characters, otherwise verbatim."""
    return _INVISIBLE.sub("", text).strip()


def _closers(folded: str) -> Iterator[tuple[int, str, bool]]:
    """The characters with their offsets and whether they are outside quotation marks, titles and brackets.

    An opening mark that is never closed, a common mistake, counts as plain text.
    """
    skip_to = -1
    for place, char in enumerate(folded):
        if place > skip_to and (closing := _OPENING.get(char)):
            # A bracket that spans half a page is taken for such a mistake as well.
            skip_to = max(skip_to, folded.find(closing, place + 1, place + 160))
        yield place, char, place > skip_to


def sentence_end(text: str) -> int | None:
    """The offset after the first full stop outside quotation marks and brackets; None without one."""
    for place, char, outside in _closers(fold(text)):
        if outside and char in "。!?":
            return place + 1
    return None


def pieces(text: str, stops: str) -> list[tuple[int, int]]:
    """Splits a text after stops. Gives the offsets (start, end) of the parts, each including its stop.

    >>> [ "甲,乙。丙"[a:b] for a, b in pieces("甲,乙。丙", "。") ]
    ['甲,乙。', '丙']
    """
    spans, start = [], 0
    for place, char, outside in _closers(fold(text)):
        if outside and char in stops and not (char == "," and _between_digits(text, place)):
            spans.append((start, place + 1))
            start = place + 1
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def _between_digits(text: str, place: int) -> bool:
    """Whether a comma is a thousands separator, as in 8,000."""
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text."""
    return pieces(text, "。!?;\n")


def clauses(text: str) -> list[tuple[int, int]]:
    """Offsets of the clauses of a text: between commas, semicolons, colons and full stops."""
    return pieces(text, "。!?;,:\n")
