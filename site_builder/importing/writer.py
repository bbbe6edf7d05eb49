"""Serialises a draft: `notice.md` (YAML head and text) and `ledger.yaml`, in block style with double quotes."""

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec
import yaml

from site_builder.importing.structure.blocks import DraftBlock
from site_builder.records.escapes import escaped
from site_builder.records.ledger_model import Commitment, Due, Entry, Fact, Ledgers, Responsible, Target
from site_builder.records.model import Head

# Keys in an order that suits editors; the remaining ones follow in the record's order.
_ORDERS: Final[dict[type, tuple[str, ...]]] = {
    Head: (
        "title", "kind", "organ", "inspection", "published", "written", "document_number", "source", "window",
        "contacts", "signed", "states", "stated", "follows", "attachments", "draft",
    ),
    Responsible: ("unit", "role", "about", "quote"),
    Due: ("by", "about", "quote", "as_of"),
    Entry: ("as_of", "happened", "status", "continuing", "about", "basis", "quote"),
    Fact: ("label", "kind", "value", "of", "unit", "count", "count_of", "act", "modality", "about", "quotes"),
    Target: (
        "item", "quote", "metric", "comparator", "value", "unit", "period", "stretch", "strength", "implied", "before",
    ),
    Commitment: ("item", "quote", "every", "from", "until", "threshold"),
}  # fmt: skip
# Null in these means that the text does not say; elsewhere null is omitted.
_NULLABLE: Final[dict[type, frozenset[str]]] = {
    Head: frozenset({"title", "organ", "published"}),
    Entry: frozenset({"as_of"}),
    Target: frozenset({"comparator"}),
}
_CHOICES: Final = frozenset({"kind", "organ", "status", "states", "item", "basis", "act", "modality"})


class _Word(str):
    """A scalar written without quotes: ids and codes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """A YAML dumper: block style, indented sequences, text in double quotes."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(_Word, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text)))


def in_quotes(text: str) -> str:
    """A text on one line as a YAML scalar in double quotes."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def notice_file(head: Head, blocks: Sequence[DraftBlock]) -> str:
    """The content of notice.md."""
    return f"---\n{_yaml(_tree(head))}---\n{text_file(blocks, head.states)}"


def text_file(blocks: Sequence[DraftBlock], states: str) -> str:
    """Blocks in the text's grammar. Words are verbatim; only characters that would be markup are escaped."""
    parts: list[str] = []
    before: DraftBlock | None = None
    for block in blocks:
        together = before is not None and before.kind == block.kind and block.kind in ("item", "row")
        if together and before is not None and before.kind == "row":
            together = len(before.cells) == len(block.cells)
        parts.append(("" if not parts else "\n" if together else "\n\n") + _written(block, states, together))
        before = block
    return "".join(parts) + "\n"


def _written(block: DraftBlock, states: str, together: bool) -> str:
    if block.kind == "heading":
        words = escaped(block.text, starts=False)
        return f"{'#' * block.level} {(words + _mark(block, states)).lstrip(' ')}"
    if block.kind == "item":
        return f"{'  ' * (block.level - 1)}- {escaped(block.text)}"
    if block.kind == "row":
        row = "| " + " | ".join(escaped(cell, starts=False).replace("|", "\\|") for cell in block.cells) + " |"
        return row if together else row + "\n|" + " --- |" * len(block.cells)
    return escaped(block.text)


def _mark(block: DraftBlock, states: str) -> str:
    pairs = [f"#{block.id}"] if block.id else []
    if block.role:
        pairs.append(f"role={block.role}")
    if block.states and block.states != states:
        pairs.append(f"states={block.states}")
    if block.origin:
        plain = not re.search(r"[\s{}\"]", block.origin)
        pairs.append(f"origin={block.origin}" if plain else 'origin="' + re.sub(r'[{}"]', "", block.origin) + '"')
    if block.found:
        pairs.append("measures=none")
    if pairs:
        return " {" + " ".join(pairs) + "}"
    # Braces at the end of a heading's own words would be parsed as its mark.
    return " {}" if block.text.rstrip().endswith("}") else ""


def ledger_file(ledgers: Ledgers) -> str:
    """The content of ledger.yaml without its import mark; '' where nothing is suggested."""
    tree: dict[str, Any] = {item: _tree(ledger) for item, ledger in ledgers.items.items()}
    for name, records in (("targets", ledgers.targets), ("commitments", ledgers.commitments)):
        if records:
            tree[name] = {key: _tree(record) for key, record in records.items()}
    return _yaml(tree) if tree else ""


def entries_text(entries: Sequence[Entry]) -> str:
    """Entries as a list in block style, for insertion into a ledger."""
    return _yaml([_tree(entry) for entry in entries])


def organs_entry(identifier: str, name: str, short: str | None) -> str:
    """An entry for a new organ, to be appended to organs.yaml."""
    return _yaml({identifier: {"name": name} | ({"short": short} if short and short != name else {})})


def _tree(record: msgspec.Struct) -> dict[str, Any]:
    """A record as plain values: keys in order, unset ones omitted."""
    kind = type(record)
    values = {info.encode_name: getattr(record, info.name) for info in msgspec.structs.fields(kind)}
    usual = {info.encode_name: info.default for info in msgspec.structs.fields(kind)}
    order = _ORDERS.get(kind, ())
    tree: dict[str, Any] = {}
    for key in (*(key for key in order if key in values), *(key for key in values if key not in order)):
        value = values[key]
        if value is None and key in _NULLABLE.get(kind, ()):
            tree[key] = None
        elif value is not None and value not in ((), {}) and (value != usual[key] or key == "states"):
            tree[key] = _value(key, value)
    return tree


def _value(key: str, value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _tree(value)
    if isinstance(value, tuple):
        return [_value("", each) for each in value]
    if isinstance(value, bool | int):
        return value
    text = str(value)
    plain = (
        key in _CHOICES
        or (key == "window" and text in ("unstated", "none"))
        or (key == "about" and re.fullmatch(r"m\d+", text))
    )
    return _Word(text) if plain else text


def _yaml(tree: Any) -> str:
    text: str = yaml.dump(tree, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf"))
    return re.sub(r'^( *+(?:- )?)"([A-Za-z_][\w-]*)":', r"\1\2:", text, flags=re.MULTILINE)
