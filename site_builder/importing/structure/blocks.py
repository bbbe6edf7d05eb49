"""The blocks of which the text of a draft is made."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from site_builder.importing.lines.manuscript import Line
from site_builder.records.vocabulary import Role, States


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block of notice.md before it is written. `id`, `role`, `states`, `origin`, `found` go into the mark of a heading.

    `found`     the paragraphs under an item only say what was found: none of them is a measure
    """

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    line: int
    level: int = 0
    cells: tuple[str, ...] = ()
    id: str | None = None
    role: Role | None = None
    states: States | None = None
    origin: str | None = None
    found: bool = False


def plain_blocks(lines: Iterable[Line]) -> list[DraftBlock]:
    """Lines as paragraphs and rows, with no structure."""
    return [
        DraftBlock("row" if line.cells else "paragraph", line.text, line.number, cells=line.cells) for line in lines
    ]


def usual_states(blocks: Iterable[DraftBlock], default: States) -> States:
    """The most common `states` of items, which becomes the default in the head; the one given where there is no item."""
    counts = Counter(block.states for block in blocks if block.id and block.states)
    return max(counts, key=lambda states: counts[states], default=default)
