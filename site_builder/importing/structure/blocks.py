"""The blocks of which the text of a draft is made."""

from dataclasses import dataclass
from typing import Literal

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
