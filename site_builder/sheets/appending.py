"""Appends entries to the text of a ledger: lines are inserted at one place, and every other character is preserved.

Pure: text in, text out. What results is read again and compared, so a place that was misjudged is refused, not written.
"""

import re
from textwrap import indent
from typing import Final

from site_builder.records.outline import ITEM_ID
from site_builder.records.source import Field, Mapping, Value, read_yaml

_NOTHING: Final = re.compile(r"(?P<key>\s*+[\w-]+\s*+:)\s*+(?:\[\s*+\]|\{\s*+\}|~|null)?\s*+(?P<comment>#.*)?$")


class CannotAppend(ValueError):
    """The ledger does not have one key per line; the message gives the place, in Chinese."""


def append_entries(text: str, item: str, entries: str) -> str:
    """The ledger with entries appended to those of an item.

    Takes   text        of ledger.yaml, lines ended by \\n
            entries     YAML of a block list: each entry begins with '- '
    Raises  CannotAppend
    """
    before = read_yaml(text, "ledger.yaml")
    if before.findings:
        raise CannotAppend(f"第 {before.findings[0].at.line} 行：{before.findings[0].what}")
    lines = text.split("\n") if text else []
    at, new = _place(lines, before.root, item, entries)
    result = "\n".join([*lines[:at], *new, *lines[at:]])
    if not result.endswith("\n"):
        result += "\n"
    after, wanted = read_yaml(result, "ledger.yaml"), read_yaml(entries, "").root.value
    if after.findings or plain(after.root.value) != _with(plain(before.root.value), item, plain(wanted)):
        raise CannotAppend(f"{item} 的写法不是一行一个键，加不进新的记录；先改成 import 写出的样子")
    return result


def plain(value: Value) -> object:
    """The plain values of parsed fields, without positions."""
    if isinstance(value, Mapping):
        return {key: plain(field.value) for key, field in value.items()}
    return [plain(field.value) for field in value] if isinstance(value, list) else value


def _with(tree: object, item: str, entries: object) -> object:
    whole = dict(tree) if isinstance(tree, dict) else {}
    ledger = dict(whole.get(item) or {})
    ledger["entries"] = [*(ledger.get("entries") or []), *(entries if isinstance(entries, list) else [])]
    return {**whole, item: ledger}


def _place(lines: list[str], root: Field, item: str, entries: str) -> tuple[int, list[str]]:
    """The index (from 0) at which lines are inserted, and the lines; an empty [] or {} in `lines` is removed first."""
    items = root.value if isinstance(root.value, Mapping) else Mapping()
    if item not in items:
        where = _behind_lower(lines, items, item)
        return where, [f"{item}:", "  entries:", *_lines(entries, 4)]
    key, ledger = items.keys_at[item], items[item]
    if not isinstance(ledger.value, Mapping) or not ledger.value:
        _clear(lines, key.line - 1)
        return key.line, ["  entries:", *_lines(entries, 4)]
    inner = ledger.value
    if "entries" not in inner:
        first = min(inner.keys_at.values(), key=lambda span: (span.line, span.column))
        depth = first.column - 1
        return _end(lines, key.line, 1), [" " * depth + "entries:", *_lines(entries, depth + 2)]
    held, at = inner["entries"].value, inner.keys_at["entries"]
    if not held:
        _clear(lines, at.line - 1)
        return at.line, _lines(entries, at.column + 1)
    if not isinstance(held, list):
        raise CannotAppend(f"第 {at.line} 行：entries 应是一个列表")
    dash = lines[held[0].at.line - 1].find("-")
    return _end(lines, held[-1].at.line, dash + 1), _lines(entries, max(dash, 0))


def _lines(entries: str, depth: int) -> list[str]:
    return indent(entries.rstrip("\n"), " " * depth).split("\n")


def _end(lines: list[str], start: int, depth: int) -> int:
    """The line after a block that begins on line `start` (from 1) and includes all lines indented by `depth` or more."""
    last = start
    for number in range(start, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) < depth:
            break
        if line.strip():
            last = number + 1
    return last


def _behind_lower(lines: list[str], items: Mapping, item: str) -> int:
    """The line after the last item with a lower number; the end of the file where there is none."""
    lower = [key for key in items if ITEM_ID.fullmatch(key) and int(key[1:]) < int(item[1:])]
    if lower:
        return _end(lines, items.keys_at[max(lower, key=lambda key: items.keys_at[key].line)].line, 1)
    while lines and not lines[-1].strip():
        lines.pop()
    return len(lines)


def _clear(lines: list[str], number: int) -> None:
    """`entries: []` → `entries:`"""
    found = _NOTHING.fullmatch(lines[number])
    if found is None:
        raise CannotAppend(f"第 {number + 1} 行不是一行一个键的写法")
    lines[number] = found["key"] + (f"  {found['comment']}" if found["comment"] else "")
