"""Maps offsets in a notice's text to places in its file."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from site_builder.records.findings import Span
from site_builder.records.notice import Notice
from site_builder.records.outline import Block


class TextLine(NamedTuple):
    """A line of the text below the head; `number` is its line number in the file."""

    number: int
    text: str


def text_lines(notice: Notice) -> Iterator[TextLine]:
    for number, text in enumerate(notice.body.split("\n"), notice.body_line):
        if text:
            yield TextLine(number, text.removesuffix("\r"))


def place(notice: Notice, block: Block, char: str, position: int) -> Span:
    """The place in the file of a character of a block.

    Takes   char: the character at `position` of the block's text; it must not occur in the markup before the block's words
            (a heading mark, `- `), because its occurrences are counted
    """
    return places(notice, block, [(char, position)])[0]


def places(notice: Notice, block: Block, marks: Sequence[tuple[str, int]]) -> list[Span]:
    """The places in the file of several characters of a block, found in one pass. Takes   marks: (character, position), in order"""
    lines = _lines(notice.body)
    seen: dict[str, int] = {}  # char → its occurrences before `at` in the block
    passed: dict[str, int] = {}  # char → its occurrences in the file's lines up to `there`
    there: dict[str, tuple[int, int]] = {}  # char → line and column of the last occurrence found
    at: dict[str, int] = {}
    spans = []
    for char, position in marks:
        seen[char] = seen.get(char, 0) + block.text.count(char, at.get(char, 0), position)
        at[char] = position
        number, column = there.get(char, (block.line - notice.body_line, -1))
        while passed.get(char, 0) <= seen[char] and number < len(lines):
            column = lines[number].find(char, column + 1)
            if column < 0:
                number += 1
            else:
                passed[char] = passed.get(char, 0) + 1
        there[char] = number, column
        found = number < len(lines)
        spans.append(
            Span(path=notice.path, line=notice.body_line + number, column=column + 1)
            if found
            else Span(path=notice.path, line=block.line)
        )
    return spans


@lru_cache(maxsize=1)
def _lines(body: str) -> list[str]:
    """The lines of a text; the last text is cached, as it may be asked for once for each of ten thousand blocks."""
    return body.split("\n")
