"""One block of the text to be written."""

from dataclasses import dataclass
from typing import Literal

from site_builder.records.vocabulary import Role, States


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """One block of the text to be written. `id`, `role`, `states`, `origin` are a heading's mark."""

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    line: int
    level: int = 0
    cells: tuple[str, ...] = ()
    id: str | None = None
    role: Role | None = None
    states: States | None = None
    origin: str | None = None
