"""Where characters of a notice's text stand in its file."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.findings import Span
from site_builder.outline import Block
from site_builder.records import Notice


class TextLine(NamedTuple):
    """A line of the text below the head; `number` counts in the file."""

    number: int
    text: str


def text_lines(notice: Notice) -> Iterator[TextLine]:
    for number, text in enumerate(notice.body.split("\n"), notice.body_line):
        if text:
            yield TextLine(number, text.removesuffix("\r"))


def place(notice: Notice, block: Block, char: str, which: int) -> Span:
    """The `which`-th (from 0) `char` of a block; what precedes a block's words has no such character."""
    for number, text in enumerate(notice.body.split("\n")[block.line - notice.body_line :], block.line):
        found = -1
        while which >= 0 and (found := text.find(char, found + 1)) >= 0:
            which -= 1
        if which < 0:
            return Span(notice.path, number, found + 1)
    return Span(notice.path, block.line)
