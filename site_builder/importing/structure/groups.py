"""Headings of groups that no number counts and that stand between numbered items: ◆ 从严治党方面, 【乙】安全保密方面."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.phrases import names_aspect
from site_builder.importing.structure.tree import Node

_LONGEST: Final = 40  # characters
_SENTENCE: Final = re.compile(r"[。;,:!?]")


def in_groups(lines: Sequence[Line], before: range, nodes: Sequence[Node]) -> tuple[range, list[Node]]:
    """Items put under the headings that stand as the last line before the first of them and at the end of others.

    Takes   before  the lines before the first item
            nodes   items, in the order of the text
    Gives   the lines before the first heading, and the headings as nodes; what was given where there is no heading before the
            first item and another after it
    """
    heads = [at for at in (before.stop - 1, *(node.stop - 1 for node in nodes[:-1])) if at >= 0]
    found = [
        at for at in heads if (at in before or any(node.head < at < node.stop for node in nodes)) and _names(lines[at])
    ]
    if len(found) < 2 or before.stop - 1 not in found:
        return before, list(nodes)
    groups = [
        Node(head=at, mark=None, stop=stop, own=range(0))
        for at, stop in zip(found, [*found[1:], nodes[-1].stop], strict=True)
    ]
    for node in nodes:
        group = max((each for each in groups if each.head < node.head), key=lambda each: each.head)
        group.children.append(replace(node, stop=min(node.stop, group.stop)))
    return range(before.start, before.stop - 1), groups


def _names(line: Line) -> bool:
    words = line.folded.strip()
    return not line.cells and len(words) <= _LONGEST and not _SENTENCE.search(words) and names_aspect(words)
