"""What a careful reader finds in a composed document."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Item:
    """One item: its number and title as they stand, what its heading says, the heading above it, its measures, its due dates."""

    number: str | None
    title: str
    states: str
    category: str | None
    measures: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Truth:
    """The record wanted from a document.

    `head`      by name: title, organ, published, written, source, started, ended, feedback, teams, window, phones, emails,
                addresses, postcodes, signed, signed_on, problems (the text's own total); None: the text does not say
    `notice`    whether it is one at all; nothing else is compared where it is none
    """

    notice: bool = True
    head: dict[str, object] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A file's bytes, its text, and the truth about it."""

    raw: bytes
    text: str
    truth: Truth
