"""YAML text → a tree of nodes with the offsets of each node and each key, as edits need them.

Precondition: `source.read_yaml` accepts the text without findings, so there are no anchors, tags or duplicate keys in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from site_builder.records.source import NULLS, YamlLoader

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what libyaml counts as a line break

Step = str | int
Steps = Sequence[Step]


@dataclass(slots=True)
class YamlNode:
    """A node of YAML. `start`, `end`: offsets in the text; the `end` of a block collection is that of its last value.

    style   of a scalar: '' (plain), '"', "'", '|' or '>'
    keys    of a mapping: start and end of each key
    """

    kind: Literal["scalar", "map", "seq"]
    start: int
    end: int
    flow: bool = False
    style: str = ""
    value: str | None = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    values: dict[str, "YamlNode"] = field(default_factory=dict)
    items: list["YamlNode"] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the node is null, {} or []."""
        return not self.values and not self.items and (self.kind != "scalar" or self.value is None)

    def below(self, step: Step) -> "YamlNode | None":
        if isinstance(step, int):
            return self.items[step] if self.kind == "seq" and -len(self.items) <= step < len(self.items) else None
        return self.values.get(step)

    def at(self, steps: Steps) -> "YamlNode | None":
        node: YamlNode | None = self
        for step in steps:
            node = node.below(step) if node is not None else None
        return node


def read_nodes(text: str) -> YamlNode:
    """The node tree of a text; an empty text gives a null node at its end."""
    starts = [0, *(found.end() for found in _BREAK.finditer(text))]
    root: YamlNode | None = None
    stack: list[tuple[YamlNode, list[tuple[str, int, int]]]] = []
    for event in iter(YamlLoader(text).get_event, None):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            _close(stack.pop()[0], event, starts)
        elif isinstance(event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent):
            node = _opened(event, starts)
            if stack:
                _place(*stack[-1], node)
            else:
                root = node
            if node.kind != "scalar":
                stack.append((node, []))
    return root or YamlNode("scalar", len(text), len(text))


def _opened(event: Any, starts: list[int]) -> YamlNode:
    start = starts[event.start_mark.line] + event.start_mark.column
    end = starts[event.end_mark.line] + event.end_mark.column
    if isinstance(event, yaml.ScalarEvent):
        style = event.style or ""
        null = style == "" and event.value in NULLS
        return YamlNode("scalar", start, end, style=style, value=None if null else event.value)
    return YamlNode("map" if isinstance(event, yaml.MappingStartEvent) else "seq", start, start, bool(event.flow_style))


def _close(node: YamlNode, event: Any, starts: list[int]) -> None:
    if node.flow:
        node.end = starts[event.end_mark.line] + event.end_mark.column
    else:
        node.end = [*node.values.values(), *node.items][-1].end


def _place(parent: YamlNode, waiting: list[tuple[str, int, int]], node: YamlNode) -> None:
    if parent.kind == "seq":
        parent.items.append(node)
    elif waiting:
        key, start, end = waiting.pop()
        parent.keys[key] = (start, end)
        parent.values[key] = node
    else:
        waiting.append((node.value or "", node.start, node.end))
