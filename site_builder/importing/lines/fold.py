"""Text as the importer compares it: half width, plain spaces, every character in its old place.

Everything is recognised on the folded text and cut from the original, so a full-width and a half-width copy of a
document give one record. That works because folding maps one character to one character.
"""

import re
from collections.abc import Iterator
from typing import Final

_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Small forms, ideographic full stop of half-width fonts, the many spaces and the look-alikes of the colon.
_LOOKALIKES: Final[dict[int, int | str]] = {
    **{ord(char): " " for char in "\u3000\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\t"},
    ord("﹕"): ":", ord("∶"): ":", ord("﹔"): ";", ord("﹐"): ",", ord("﹒"): ".", ord("｡"): "。",
    ord("﹙"): "(", ord("﹚"): ")", ord("–"): "-", ord("−"): "-", ord("〜"): "~",
}  # fmt: skip
_TABLE: Final[dict[int, int | str]] = {**_WIDTH, **_LOOKALIKES}
_OPENING: Final = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "【": "】", "「": "」", "[": "]"}
# Punctuation and blanks that a quotation need not carry at its ends, in both widths.
EDGES: Final = " \t\n\u3000,;:!。、\uff0c\uff1b\uff1a\uff01"
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES: Final = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text in half width, with plain spaces; same length, so offsets hold in both.

    >>> fold("公开期限：１２月")
    '公开期限:12月'
    """
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """The folded text without any white space: what two quotations are compared by."""
    return _SPACES.sub("", _INVISIBLE.sub("", fold(text)))


def visible(text: str) -> str:
    """A line without indentation and invisible characters; its words are kept as they are."""
    return _INVISIBLE.sub("", text).strip()


def _closers(folded: str) -> Iterator[tuple[int, str, bool]]:
    """Each character with its place and whether it stands outside quotation marks, titles and brackets.

    An opening mark without its closing one (a common slip) is taken for plain text.
    """
    skip_to = -1
    for place, char in enumerate(folded):
        if place > skip_to and (closing := _OPENING.get(char)):
            # A bracket over half a page is a slip as well.
            skip_to = max(skip_to, folded.find(closing, place + 1, place + 160))
        yield place, char, place > skip_to


def sentence_end(text: str) -> int | None:
    """The offset after the first full stop that stands outside quotation marks and brackets; None without one."""
    for place, char, outside in _closers(fold(text)):
        if outside and char in "。!?":
            return place + 1
    return None


def pieces(text: str, stops: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the parts of a text between stops; each part keeps its stop.

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
    """8,000 is one number."""
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text."""
    return pieces(text, "。!?;\n")


def clauses(text: str) -> list[tuple[int, int]]:
    """Offsets of the clauses of a text: between commas, semicolons, colons and full stops."""
    return pieces(text, "。!?;,:\n")
