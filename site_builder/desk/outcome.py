"""The result of an action: new file contents, a sentence that says what was done, and the data for the journal."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, to_builtins

from site_builder.desk.deck import DeskCard, deck
from site_builder.desk.edits import Order, RefusedError
from site_builder.desk.opened import Opened, is_measure
from site_builder.desk.yaml_values import Tree, Word
from site_builder.records.notice import Notice
from site_builder.records.outline import Problem
from site_builder.records.quotes import occurrences
from site_builder.records.slip import narrow

_SHORT = 24  # characters of quoted words in the sentence that says what was done

# The order in which import writes keys; a new key is inserted accordingly.
ORDERS: dict[str, tuple[str, ...]] = {
    "item": ("responsible", "due", "entries", "facts", "closing", "same_as", "assessments", "review_by", "acknowledged"),
    "responsible": ("unit", "role", "about", "quote", "suggested"),
    "due": ("by", "about", "quote", "as_of", "reason", "suggested", "source"),
    "entries": (
        "as_of", "happened", "status", "continuing", "about", "basis", "quote", "source", "note", "reason", "suggested",
    ),
    "facts": (
        "label", "kind", "comparator", "value", "of", "unit", "count", "count_of", "act", "modality", "about", "quotes",
    ),
    "notice": ("corrections", "milestones", "feedback"),
    "head": (
        "title", "display_title", "kind", "organ", "inspection", "published", "written", "document_number", "source",
        "window", "contacts", "signed", "states", "after_close", "withdrawn", "stated", "follows", "attachments", "acknowledged", "draft",
    ),
    "inspection": (
        "level", "round", "teams", "type", "topic", "started", "ended", "feedback", "title", "quote",
    ),
    "contacts": ("phones", "emails", "addresses", "postcodes"),
    "signed": ("by", "date", "quote"),
    "stated": (
        "problems", "categories", "measures", "documents", "not-started", "ongoing", "partial", "done", "closed", "quote", "quotes",
    ),
}  # fmt: skip

CODES = frozenset({"status", "basis", "kind", "act", "modality"})  # keys whose values are written without quotes


class Selection(NamedTuple):
    """Words chosen in the text: the characters `start` to `stop` (exclusive) of a block."""

    block: int
    start: int
    stop: int


class Outcome(Struct, frozen=True, kw_only=True):
    """The result of an action. `act` goes to the journal: those of {do, card, kind, state, snapshot} that the action has."""

    files: Mapping[str, bytes | None]
    label: str
    act: dict[str, Any]


def by_order(name: str) -> Order:
    """The sort key of a key among its siblings; an unlisted key comes last."""
    known = {key: number for number, key in enumerate(ORDERS[name])}
    return lambda key: known.get(key, len(known))


def by_number(key: str) -> tuple[int, int]:
    """The sort key of items by number: p2 before p10, and keys of the whole notice last.

    >>> sorted(["notice", "p10", "p2"], key=by_number)
    ['p2', 'p10', 'notice']
    """
    return (0, int(key[1:])) if key[:1] == "p" and key[1:].isdigit() else (1, 0)


def standing_card(opened: Opened, card: str) -> DeskCard:
    """The card with an id. Raises RefusedError where it no longer exists."""
    found = next((each for each in deck(opened) if each.id == card), None)
    if found is None:
        raise RefusedError("这张卡片已经不在了，请看更新后的列表")
    return found


def readable(opened: Opened) -> Notice:
    """The record of a notice. Raises RefusedError where its head cannot be parsed."""
    if opened.notice is None:
        raise RefusedError("基本信息读不出来，先改正它")
    return opened.notice


def part_of(problem: Problem, about: str | None) -> str | None:
    """`about`, a measure of an item or words that stand in it; None for the whole item. Raises RefusedError for anything else."""
    if about and not problem.measure(about) and not occurrences(about, f"{problem.title}\n{problem.text}"):
        raise RefusedError(f"“{short(about)}”不是这一项里的字")
    return about or None


def part_value(about: str | None) -> Tree:
    """`about` as the ledger has it: the id of a measure without quotes, words with them."""
    return Word(about) if about and is_measure(about) else about


def short(words: str) -> str:
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def snapshot(card: DeskCard) -> dict[str, Any]:
    values: dict[str, Any] = to_builtins(card)
    return values


def entry(pairs: Sequence[tuple[str, Tree]]) -> dict[str, Tree]:
    """A record without its empty values; codes are written without quotes."""
    return {
        key: Word(value) if key in CODES and isinstance(value, str) else value
        for key, value in pairs
        if value not in (None, "", [], {}, False)
    }


_WRITTEN = re.compile(r"([0-9]{4})(?:[年./-]([0-9]{1,2})(?:[月./-]([0-9]{1,2})[日号]?|月)?|年)?")

Action = Callable[[Opened, Mapping[str, Any]], Outcome]


def text(request: Mapping[str, Any], key: str, label: str = "", longest: int = 4000) -> str:
    """A text from a request; '' where an optional one is missing. Raises RefusedError where it is invalid or required and missing.

    Takes   request: the form's values; label: what the editor calls the field; without one the field is optional
            longest: in characters
    """
    value = request.get(key)
    if value is not None and not isinstance(value, str):
        raise RefusedError(f"{label or key} 应是文字")
    value = (value or "").strip()
    if len(value) > longest:
        raise RefusedError(f"{label or key} 太长")
    if label and not value:
        raise RefusedError(f"还没有填{label}")
    return value


def selection(request: Mapping[str, Any]) -> Selection:
    """The words that a request says were chosen. Raises RefusedError."""
    return Selection(number(request, "block"), number(request, "start"), number(request, "stop"))


def iso(value: str) -> str:
    """A date as offices write it, in the form of the records; anything else as it is.

    >>> iso("2026年11月7日"), iso("2026.11.7"), iso("２０２６年11月7号"), iso("2026/11"), iso("2026年"), iso("下周")
    ('2026-11-07', '2026-11-07', '2026-11-07', '2026-11', '2026', '下周')
    """
    found = _WRITTEN.fullmatch(narrow("".join(value.split())))
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else value.strip()


def number(request: Mapping[str, Any], key: str) -> int:
    value = request.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**7:
        raise RefusedError(f"{key} 应是一个数")
    return value
