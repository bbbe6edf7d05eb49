"""Numbers that count on from group to group: they count items, and the headings above them are groups."""

from collections.abc import Sequence
from itertools import pairwise

from site_builder.importing.structure.tree import Node


def counting_on(root: Node) -> tuple[frozenset[int], frozenset[int]]:
    """The heads of groups, and of the nodes under them, whose numbers go on where the group before them ended.

    (一) with 1 to 3, (二) with 4 to 6: measures begin anew under each item, items of one list need not. Every group that has
    nodes must take part, and the first begin at 1.
    """
    groups: set[int] = set()
    counted: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        pending += node.children
        holding = [child for child in node.children if child.children]
        if len(holding) > 1 and _first(holding[0].children) == 1 and all(_follows(*pair) for pair in pairwise(holding)):
            groups |= {group.head for group in holding}
            counted |= {each.head for group in holding for each in group.children}
    return frozenset(groups), frozenset(counted)


def _first(nodes: Sequence[Node]) -> int:
    return nodes[0].mark.value if nodes[0].mark else 0


def _follows(group: Node, following: Node) -> bool:
    last, first = group.children[-1].mark, following.children[0].mark
    return last is not None and first is not None and last.rank is first.rank and first.value == last.value + 1
