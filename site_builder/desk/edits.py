"""Edits of YAML text at a path: the smallest possible change, so comments, order and quoting elsewhere stay as they are.

Every edit takes a text and gives the new one. The result is parsed again and compared with the expected values: an edit
that would change anything else raises RefusedError and changes nothing.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from site_builder.desk.nodes import Step, Steps, YamlNode, read_nodes
from site_builder.desk.yaml_values import Tree, as_read, block, flow, in_style, pair, plain
from site_builder.records.source import read_yaml

Order = Callable[[str], Any]  # key → sort key, which decides where a new key is inserted


class RefusedError(Exception):
    """The edit is not possible, or not without changing something else; the message is a sentence for the editor."""


def put(text: str, steps: Steps, value: Tree, order: Order | None = None) -> str:
    """Sets the value at a path; a missing value is added, together with any missing parents.

    Takes   steps: keys and list indexes from the root; order: sort key of keys, for the place of a new one
    """
    root = _sound(text)
    node = root.at(steps)
    changed = _added(text, root, steps, value, order) if node is None else _replaced(text, root, steps, node, value)
    expected = _tree(text)
    _put(expected, steps, as_read(value))
    return _verified(changed, expected)


def append(text: str, steps: Steps, value: Tree, order: Order | None = None) -> str:
    """Adds an entry at the end of a list; a missing list is created.

    Takes   steps: keys and indexes from the root to the list; order: sort key of keys, for the place of a new one
    """
    root = _sound(text)
    node = root.at(steps)
    if node is None or node.is_empty:
        return put(text, steps, [value], order)
    if node.kind != "seq":
        raise RefusedError(f"{_path(steps)} 不是列表，不能添加")
    expected = _tree(text)
    _at(expected, steps).append(as_read(value))
    if node.flow:
        end = node.items[-1].end
        return _verified(text[:end] + ", " + flow(value) + text[end:], expected)
    column = node.start - _line_start(text, node.start)
    return _verified(_with_lines(text, _stop(text, node), block([value], column)), expected)


def remove(text: str, steps: Steps) -> str:
    """Removes the value at a path; a list or mapping that becomes empty is removed too."""
    root = _sound(text)
    if root.at(steps) is None:
        raise RefusedError(f"没有 {_path(steps)} 这一处")
    own = _range(text, root.at(steps[:-1]) or root, steps[-1])
    while len(steps) > 1 and len((parent := root.at(steps[:-1]) or root).values) + len(parent.items) == 1:
        steps = steps[:-1]
    expected = _tree(text)
    del _at(expected, steps[:-1])[steps[-1]]
    start, stop = _range(text, root.at(steps[:-1]) or root, steps[-1])
    above = text[start : max(start, own[0])].splitlines(keepends=True)
    comments = "".join(
        line for line in above if line.lstrip().startswith("#")
    )  # comments between a removed parent and the value stay
    return _verified(text[:start] + comments + text[stop:], expected)


# -- the values expected after an edit


def _sound(text: str) -> YamlNode:
    """The node tree of a text. Raises RefusedError where the text does not parse without findings."""
    if findings := read_yaml(text, "").findings:
        raise RefusedError(f"第 {findings[0].at.line} 行写法有误（{findings[0].what}），先改正它")
    return read_nodes(text)


def _tree(text: str) -> Any:
    return copy.deepcopy(plain(read_yaml(text, "").root)) or {}


def _at(tree: Any, steps: Steps) -> Any:
    for step in steps:
        tree = tree[step]
    return tree


def _put(tree: Any, steps: Steps, value: Any) -> None:
    for step in steps[:-1]:
        if isinstance(tree, dict) and tree.get(str(step)) is None:
            tree[str(step)] = {}
        tree = tree[step]
    tree[steps[-1]] = value


def _verified(text: str, expected: Any) -> str:
    document = read_yaml(text, "")
    if document.findings or (plain(document.root) or {}) != expected:
        raise RefusedError("这一处的写法比较特别，改了会动到别处；请在文件里手工改")
    return text


def _path(steps: Steps) -> str:
    return ".".join(map(str, steps))


# -- lines


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_stop(text: str, at: int) -> int:
    """The offset of the next line."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _stop(text: str, node: YamlNode) -> int:
    """The offset of the line after a value and its trailing comment; a literal block already ends there."""
    return node.end if node.end and text[node.end - 1] == "\n" and node.end > node.start else _line_stop(text, node.end)


def _with_lines(text: str, at: int, lines: Sequence[str]) -> str:
    """Inserts whole lines before the line that begins at an offset."""
    glue = "\n" if at and text[at - 1] != "\n" else ""
    last = "" if glue and at == len(text) else "\n"  # a file without a final newline stays without one
    return text[:at] + glue + "\n".join(lines) + last + text[at:]


def _is_blank(text: str) -> bool:
    return not text.strip(" ")


# -- set


def _replaced(text: str, root: YamlNode, steps: Steps, node: YamlNode, value: Tree) -> str:
    if isinstance(value, dict | list) or node.kind != "scalar":
        return _replaced_whole(text, root, steps, node, value)
    words = in_style(value, node.style, node.value)
    if node.style in ("|", ">"):
        return text[: node.start] + words + "\n" + text[node.end :]
    before = "" if node.start < node.end or text[node.start - 1 : node.start] in (" ", "") else " "
    return text[: node.start] + before + words + text[node.end :]


def _replaced_whole(text: str, root: YamlNode, steps: Steps, node: YamlNode, value: Tree) -> str:
    """Replaces a value by one of another kind, such as {} or null by a block, or a scalar by a mapping."""
    parent = root.at(steps[:-1]) or root
    if parent.flow:
        return text[: node.start] + flow(value) + text[node.end :]
    if isinstance(steps[-1], int):
        raise RefusedError("列表里的这一处不能换成别的写法；请在文件里手工改")
    start, end = parent.keys[steps[-1]]
    column = start - _line_start(text, start)
    colon = text.index(":", end) + 1
    stop = _stop(text, node)
    tail = text[max(node.end, colon) : stop]  # keep the trailing comment
    lines = pair(steps[-1], value, column)
    first = lines[0][lines[0].index(":") + 1 :]
    return (
        text[:colon] + first + tail.rstrip("\n") + "".join("\n" + line for line in lines[1:]) + _end(tail) + text[stop:]
    )


def _end(tail: str) -> str:
    return "\n" if tail.endswith("\n") else ""


# -- add


def _added(text: str, root: YamlNode, steps: Steps, value: Tree, order: Order | None) -> str:
    """Adds a value where there is none; missing parents are written in block style."""
    depth = len(steps) - 1
    while depth and root.at(steps[:depth]) is None:
        depth -= 1
    holder, key = root.at(steps[:depth]) or root, steps[depth]
    for step in reversed(steps[depth + 1 :]):
        value = {str(step): value}
    if isinstance(key, int):
        raise RefusedError(f"没有 {_path(steps)} 这一处")
    if holder.is_empty:
        if depth:
            return _replaced_whole(text, root, steps[:depth], holder, {key: value})
        bare = text[: holder.start] + text[holder.end :]
        return _with_lines(bare, len(bare), pair(key, value, 0))
    if holder.kind != "map":
        raise RefusedError(f"{_path(steps[:depth])} 不是一组键，不能添加 {key}")
    return _with_key(text, holder, key, value, order)


def _with_key(text: str, holder: YamlNode, key: str, value: Tree, order: Order | None) -> str:
    names = list(holder.keys)
    earlier = names if order is None else [name for name in names if order(name) <= order(key)]
    if holder.flow:
        end = holder.values[names[-1]].end
        return text[:end] + f", {key}: {flow(value)}" + text[end:]
    first = holder.keys[names[0]][0]
    column = first - _line_start(text, first)
    lines = pair(key, value, column)
    if earlier:
        return _with_lines(text, _stop(text, holder.values[earlier[-1]]), lines)
    return text[:first] + "\n".join(lines).lstrip(" ") + "\n" + " " * column + text[first:]


# -- remove


def _range(text: str, parent: YamlNode, step: Step) -> tuple[int, int]:
    """The range of characters to delete for a value; in block style these are whole lines."""
    if isinstance(step, int):
        number, starts = step, [item.start for item in parent.items]
        ends = [item.end for item in parent.items]
    else:
        number, starts = list(parent.keys).index(step), [place[0] for place in parent.keys.values()]
        ends = [node.end for node in parent.values.values()]
    if parent.flow:
        if number + 1 < len(starts):
            return starts[number], starts[number + 1]
        return (ends[number - 1] if number else starts[0]), ends[number]
    node = parent.items[number] if isinstance(step, int) else parent.values[step]
    begin = _dash(text, parent, number) if isinstance(step, int) else starts[number]
    line, stop = _line_start(text, begin), _stop(text, node)
    if _is_blank(text[line:begin]):
        return line, stop
    following = starts[number + 1] if number + 1 < len(starts) and not isinstance(step, int) else None
    if following is not None and _is_blank(text[stop:following]):
        return begin, following  # the first key of a list entry: the next key moves up behind the dash
    return begin, stop


def _dash(text: str, parent: YamlNode, number: int) -> int:
    """The offset of the dash before an entry of a block list; all dashes share the column of the first."""
    if number == 0:
        return parent.start
    column = parent.start - _line_start(text, parent.start)
    line = _stop(text, parent.items[number - 1])
    while not (_is_blank(text[line : line + column]) and text[line + column : line + column + 1] == "-"):
        if line >= len(text):
            raise RefusedError("找不到这一条的开头；请在文件里手工改")
        line = _line_stop(text, line)
    return line + column
