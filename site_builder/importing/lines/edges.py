"""White space around the words of a line: heuristics ignore it, the record keeps it (decision 0021)."""

import re
from typing import Final, NamedTuple

_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\r\f\v]")
_COLUMNS: Final = dict.fromkeys("\u3000\u2003\u2001", 2) | dict.fromkeys(" \u00a0\u2002\u2000", 1) | {"\t": 4}
_TWO_EMS: Final = 4  # columns
_LAYOUT: Final = " \t"  # blanks and tabs at the ends of a line belong to the file's layout, not to the text


class Edges(NamedTuple):
    """White space before and after the words of a line or a cell."""

    before: str = ""
    after: str = ""

    @property
    def indent(self) -> bool:
        """Whether it starts with the usual paragraph indent of Chinese text, two characters wide."""
        return sum(_COLUMNS.get(char, 9) for char in self.before) == _TWO_EMS

    @property
    def kept(self) -> "Edges":
        """The part of it that belongs to the text."""
        return Edges("" if self.indent else self.before.lstrip(_LAYOUT), self.after.rstrip(_LAYOUT))

    @property
    def layout(self) -> "Edges":
        """What of it does not belong to the text."""
        kept = self.kept
        return Edges(self.before.removesuffix(kept.before), self.after.removeprefix(kept.after))


NO_EDGES: Final = Edges()


def edges(raw: str) -> Edges:
    """The white space around the words of a line.

    >>> edges("\\u3000\\u3000甲 乙\\u00a0")
    Edges(before='\\u3000\\u3000', after='\\xa0')
    """
    text = _INVISIBLE.sub("", raw)
    words = text.strip()
    if not words or len(words) == len(text):
        return NO_EDGES
    start = len(text) - len(text.lstrip())
    return Edges(text[:start], text[start + len(words) :])
