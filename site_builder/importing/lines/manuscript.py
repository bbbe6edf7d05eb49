"""The output of all readers: the lines of a document with their positions, before any interpretation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from site_builder.importing.lines.edges import NO_EDGES, Edges
from site_builder.importing.lines.fold import fold, visible


class Box(NamedTuple):
    """A cell of a table: its paragraphs (separated by line breaks) and how many columns and rows it spans.

    `down`    0 for a cell that continues the one above
    `edges`   white space before the first and after the last word
    `layout`  white space between its paragraphs that is not part of the text
    """

    text: str
    across: int = 1
    down: int = 1
    edges: Edges = NO_EDGES
    layout: tuple[Edges, ...] = ()

    @classmethod
    def of(cls, lines: "Sequence[Line]", across: int = 1, down: int = 1) -> "Box":
        """A cell with these paragraphs."""
        around = [line.edges[0] if line.edges else NO_EDGES for line in lines] or [NO_EDGES]
        last = len(around) - 1
        inner = [Edges(each.before if n else "", each.after if n < last else "") for n, each in enumerate(around)]
        kept = [each.kept for each in inner]
        shown = [visible(line.text.replace("\t", " ")) for line in lines]
        words = "\n".join(f"{each.before}{text}{each.after}" for text, each in zip(shown, kept, strict=False))
        layout = tuple(each.layout for each in inner if any(each.layout))
        return cls(words, across, down, Edges(around[0].before, around[-1].after), layout)


@dataclass(frozen=True)
class Line:
    """One line (text, page, Markdown) or paragraph (Word) of the source.

    `number`   counts from 1, in the source's own lines or paragraphs
    `text`     without surrounding white space, otherwise verbatim
    `cells`    the cells, where the line is a row of a table; `text` joins them by tabs
    `level`    1-6 where the source marks the line as a heading, else 0
    `boxes`    the cells with their spans, where the reader knows about merged cells; else empty
    `page`     the page on which it begins, counted from 1, where the format has pages (PDF, OFD), else 0
    `through`  the page on which it ends, if that is a later one, else 0
    `edges`    white space around the text, or around each of the cells; empty where there is none or the format has none
    `layout`   white space omitted where lines of a paragraph, or paragraphs of a cell, were joined
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    level: int = 0
    page: int = 0
    boxes: tuple[Box, ...] = ()
    through: int = 0
    edges: tuple[Edges, ...] = ()
    layout: tuple[Edges, ...] = ()

    @cached_property
    def folded(self) -> str:
        """The folded text, with the same offsets."""
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that was set aside because it is not part of the notice, and why."""

    line: int
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the editor should check; line 0 stands for the whole document."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as read, with the metadata of its file."""

    name: str
    lines: tuple[Line, ...]
    aside: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    url: str | None = None
    head: dict[str, object] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether the document is a notice.md of this project."""
        return {"kind", "organ", "window"} <= self.head.keys()

    def hint(self, *names: str) -> str:
        """The value of the first of these names in the file's metadata; '' where it has none of them."""
        return next((str(self.head[name]) for name in names if self.head.get(name)), "")
