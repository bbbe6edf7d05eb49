"""A document as it came in: its lines, each with its place, before anything is understood."""

from dataclasses import dataclass, field
from functools import cached_property

from site_builder.importing.lines.fold import fold


@dataclass(frozen=True)
class Line:
    """One line (text, page, Markdown) or paragraph (Word) of the source.

    `number`   counts from 1, in the source's own lines or paragraphs
    `text`     without indentation, otherwise verbatim
    `cells`    the cells, where the line is a row of a table; `text` joins them by tabs
    `level`    1-6 where the source itself marks a heading, else 0
    """

    number: int
    text: str
    cells: tuple[str, ...] = ()
    level: int = 0

    @cached_property
    def folded(self) -> str:
        """The text in half width, offsets kept."""
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is no part of the notice, and why it was taken for one."""

    line: int
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the editor should look at; line 0 speaks of the whole document."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as read, with what its file format said about it beside the text."""

    name: str
    lines: tuple[Line, ...]
    aside: tuple[Aside, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    title: str | None = None
    url: str | None = None
    head: dict[str, object] = field(default_factory=dict)

    @property
    def own(self) -> bool:
        """Whether this is a notice.md of the project itself."""
        return {"kind", "organ", "window"} <= self.head.keys()

    def hint(self, *names: str) -> str:
        """What the file's own metadata says under the first of these names it has; '' for nothing."""
        return next((str(self.head[name]) for name in names if self.head.get(name)), "")
