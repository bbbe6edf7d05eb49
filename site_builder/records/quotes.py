"""Finding quoted words: white space and full/half width are folded in comparing, nothing else.

Source: docs/content-format.md, Quotations.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

# Every character that str.isspace() knows; written out, for asking a million characters takes 20 ms at every start.
_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_FOLD = {**{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}, **dict.fromkeys(_SPACES, "")}
_FOLDED = re.compile(f"[{re.escape(''.join(_FOLD))}]")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]+[”’」』）)]*")


class Found(NamedTuple):
    """Where a quotation stands in a text: half-open character range."""

    start: int
    stop: int


@lru_cache(maxsize=1024)  # the same few blocks are asked about for every quotation, by rules and by views
def comparable(text: str) -> str:
    """Without white space, full-width signs as half-width ones.

    Replaces the few signs that are there one by one: `str.translate` takes sixteen times as long.
    """
    text = text.replace("，", ",").replace("：", ":")  # nearly all there are
    for sign in set(_FOLDED.findall(text)):
        text = text.replace(sign, _FOLD[sign])
    return text


def occurrences(quote: str, text: str) -> int:
    """How often the quotation stands in the text; overlapping ones count."""
    needle, straw = comparable(quote), comparable(text)
    if not needle:
        return 0
    count, start = 0, straw.find(needle)
    while start >= 0:
        count += 1
        start = straw.find(needle, start + 1)
    return count


def find(quote: str, text: str) -> Found | None:
    """The place of the first occurrence, in characters of `text` as it stands."""
    at = text.find(quote) if quote else -1
    if at >= 0 and not quote[0].isspace() and not quote[-1].isspace():  # nearly always: the words as they stand
        return Found(at, at + len(quote))
    needle, straw = comparable(quote), comparable(text)
    at = straw.find(needle) if needle else -1
    if at < 0:
        return None
    kept = [i for i, char in enumerate(text) if char not in _SPACES]
    return Found(kept[at], kept[at + len(needle) - 1] + 1)


def first_holding(quote: str, texts: Sequence[str], order: Iterable[int]) -> tuple[int, Found] | None:
    """The first text, in `order`, that holds the quotation, and the place in it.

    A text with exactly these words comes before one that has them only after folding width and white space.

    Gives   (index in `texts`, range); None where no text holds it
    """
    order = tuple(order)
    for index in order:
        if quote in texts[index] and (found := find(quote, texts[index])):
            return index, found
    needle = comparable(quote)
    for index in order:
        if needle and needle in comparable(texts[index]) and (found := find(quote, texts[index])):
            return index, found
    return None


@lru_cache(maxsize=2048)  # of a paragraph for the page of its notice, for that of its item, for every quotation in it
def sentences(text: str) -> tuple[Found, ...]:
    """The sentences of a text, in order and without gaps; its whole range where no mark ends one.

    >>> sentences("甲。乙“丙！”丁")
    (Found(start=0, stop=2), Found(start=2, stop=7), Found(start=7, stop=8))
    """
    ends = [end.end() for end in _SENTENCE_END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return tuple(Found(start, stop) for start, stop in zip([0, *ends], ends, strict=False))


def sentence(text: str, found: Found) -> Found:
    """The whole sentence (up to 。！？；) around a range.

    >>> text = "已印发办法。目前已收回1笔。余款待收。"
    >>> text[slice(*sentence(text, find("收回1笔", text)))]
    '目前已收回1笔。'
    """
    start, stop = 0, len(text)
    for end in _SENTENCE_END.finditer(text):
        if end.end() <= found.start:
            start = end.end()
        elif end.end() >= found.stop:
            stop = end.end()
            break
    return Found(start, stop)
