"""Plain values → YAML in the style of import (block style, text in double quotes), and parsed fields → plain values."""

import json
import re
from typing import Any, TypeAlias

from site_builder.records.source import Field, Mapping

Tree: TypeAlias = "bool | int | str | list[Tree] | dict[str, Tree] | None"
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_SPOKEN = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


class Word(str):
    """Text that is written without quotes: ids and codes."""

    __slots__ = ()


def scalar(value: Tree) -> str:
    """A scalar as YAML on one line.

    >>> print(scalar("截至“3月”：1\\n#2"), scalar(Word("done")), scalar(True), scalar(None))
    "截至“3月”：1\\n#2" done true null
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    assert isinstance(value, str)
    if isinstance(value, Word) and is_word(value):
        return str(value)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def is_word(text: str) -> bool:
    """Whether text needs no quotes: unquoted, it is still read as the same text."""
    return _PLAIN.fullmatch(text) is not None and text.lower() not in _SPOKEN


def in_style(value: Tree, style: str, was: str | None) -> str:
    """A scalar written in the quoting style of the one it replaces."""
    if isinstance(value, str) and not isinstance(value, Word):
        if style == "'" and "\n" not in value and not _UNPRINTABLE.search(value) and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        if style == "" and was is not None and is_word(value):
            return value
    return scalar(value)


def block(value: Tree, indent: int) -> list[str]:
    """The lines of a mapping or a list in block style, indented by `indent` columns."""
    space = " " * indent
    if isinstance(value, dict):
        return [line for key, each in value.items() for line in pair(key, each, indent)]
    assert isinstance(value, list)
    lines: list[str] = []
    for each in value:
        inner = block(each, indent + 2) if isinstance(each, dict | list) and each else [f"{space}  {flow(each)}"]
        lines += [f"{space}- {inner[0][indent + 2 :]}", *inner[1:]]
    return lines


def pair(key: str, value: Tree, indent: int) -> list[str]:
    space = " " * indent
    name = key if re.fullmatch(r"[A-Za-z_][\w-]*", key) else scalar(key)
    if isinstance(value, dict | list) and value:
        return [f"{space}{name}:", *block(value, indent + 2)]
    return [f"{space}{name}: {flow(value)}"]


def flow(value: Tree) -> str:
    """A value on one line, collections in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def plain(field: Field) -> Any:
    """The plain values of parsed fields, without positions; scalars stay text."""
    value = field.value
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def as_read(value: Tree) -> Any:
    """The plain value that reading gives back after writing: scalars become text."""
    if isinstance(value, dict):
        return {key: as_read(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_read(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
