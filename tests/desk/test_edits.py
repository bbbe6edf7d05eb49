"""Edits of YAML: what is said becomes so, and every other character stays where it was."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.desk.edits import RefusedError, append, put, remove
from site_builder.desk.file_text import NotTextError, splice_of, text_of, with_text
from site_builder.desk.nodes import YamlNode, read_nodes
from site_builder.desk.yaml_values import Word, plain
from site_builder.records.source import read_yaml
from tests.cases import cases

LEDGER = """\
# 头
p1:
  due:
    - suggested: true   # 甲
      # 里
      by: "2025"
      quote: 'x'  # 乙
  # 间
  entries:
    - as_of: null
      status: done
      quote: "a"
      suggested: true
    # 尾
p2: {}
p3:
notice:
  milestones: [{date: "2024", label: "a"}, {date: "2025", label: "b"}]
"""


def changed(before: str, after: str) -> tuple[str, str]:
    splice = splice_of(before.encode(), after.encode())
    return splice.old.decode(), splice.new.decode()


def test_a_key_goes_with_its_line_and_nothing_else() -> None:
    made = remove(LEDGER, ["p1", "entries", 0, "suggested"])
    assert made == LEDGER.replace('      quote: "a"\n      suggested: true\n', '      quote: "a"\n')


def test_the_first_key_of_an_entry_leaves_its_dash() -> None:
    assert "    - status: done\n      quote" in remove(LEDGER, ["p1", "entries", 0, "as_of"])
    made = remove(LEDGER, ["p1", "due", 0, "suggested"])
    assert "      # 里\n      by: \"2025\"\n      quote: 'x'  # 乙\n" in made


def test_the_last_entry_takes_its_list_with_it_but_no_comment_beside() -> None:
    made = remove(LEDGER, ["p1", "entries", 0])
    assert "entries" not in made and "  # 间\n    # 尾\np2: {}" in made


def test_a_scalar_keeps_its_quotes() -> None:
    assert changed(LEDGER, put(LEDGER, ["p1", "due", 0, "quote"], "y")) == ("x", "y")
    assert changed(LEDGER, put(LEDGER, ["p1", "entries", 0, "status"], Word("ongoing"))) == ("done", "ongoing")
    assert changed(LEDGER, put(LEDGER, ["p1", "entries", 0, "as_of"], "2024-01-02")) == ("null", '"2024-01-02"')


def test_a_new_entry_stands_behind_the_last_one() -> None:
    made = append(LEDGER, ["p1", "entries"], {"status": Word("done"), "quote": "b"})
    assert '      suggested: true\n    - status: done\n      quote: "b"\n    # 尾\n' in made


@pytest.mark.parametrize("item", ["p2", "p3", "p4"])
def test_parents_are_made_in_block_style(item: str) -> None:
    made = append(LEDGER, [item, "due"], {"by": "2025", "quote": "z"})
    assert f'{item}:\n  due:\n    - by: "2025"\n      quote: "z"\n' in made


def test_flow_collections_stay_so() -> None:
    assert '[{date: "2025", label: "b"}]' in remove(LEDGER, ["notice", "milestones", 0])
    assert ', {date: "2026", label: "c"}]' in append(LEDGER, ["notice", "milestones"], {"date": "2026", "label": "c"})
    assert '{date: "2024", label: "a", quote: "q"}' in put(LEDGER, ["notice", "milestones", 0, "quote"], "q")


@pytest.mark.parametrize("empty", ["", "{}", "# 注\n", "# 注", "---\n{}\n"])
def test_an_empty_file_gets_its_first_key(empty: str) -> None:
    made = append(empty, ["p1", "due"], {"by": "2025"})
    assert plain(read_yaml(made, "").root) == {"p1": {"due": [{"by": "2025"}]}}
    assert empty.startswith("#") <= made.startswith("# 注\n")


SMALL = "a:\n  - x: 1  # c\n    y: 2\n  - z\nb: {k: v, l: [1, 2, 3]}\nc:\n"
THERE = "列表里的这一处不能换成别的写法；请在文件里手工改"


@pytest.mark.parametrize(
    ("edit", "steps", "value", "told"),
    [
        (put, ["a", 5], "n", "没有 a.5 这一处"),
        (put, ["a", 5, "x"], "n", "没有 a.5.x 这一处"),
        (put, ["a", "z"], "n", "a 不是一组键，不能添加 z"),
        (put, ["a", 1, "q"], "n", "a.1 不是一组键，不能添加 q"),
        (put, ["b", "l", "q"], "n", "b.l 不是一组键，不能添加 q"),
        (put, ["a", 0], "n", THERE),
        (put, ["a", 1], {"p": 1}, THERE),
        (append, ["a", 0], "n", "a.0 不是列表，不能添加"),
        (append, ["b", "k"], "n", "b.k 不是列表，不能添加"),
        (remove, ["d"], None, "没有 d 这一处"),
        (remove, ["a", 2], None, "没有 a.2 这一处"),
        (remove, ["a", 0, "q"], None, "没有 a.0.q 这一处"),
        (remove, ["a", -3], None, "没有 a.-3 这一处"),
    ],
)
def test_what_cannot_be_done_is_refused(edit: Any, steps: list[str | int], value: Any, told: str) -> None:
    with pytest.raises(RefusedError) as refused:
        edit(SMALL, steps, *([] if value is None else [value]))
    assert refused.value.args == (told,)


def test_what_cannot_be_read_is_refused() -> None:
    for edit in (put, append):
        with pytest.raises(RefusedError) as refused:
            edit("a: 1\na: 2\n", ["b"], "c")
        assert refused.value.args == ("第 2 行写法有误（键 a 重复），先改正它",)


@pytest.mark.parametrize(
    ("steps", "value", "old", "new"),
    [
        (["a"], "n", "a:\n  - x: 1  # c\n    y: 2\n  - z\n", 'a: "n"\n'),
        (["a"], {"p": 1}, "  - x: 1  # c\n    y: 2\n  - z\n", "  p: 1\n"),
        (["a", 0, "x"], "n", "1  # c", '"n"  # c'),
        (["a", 0, "x"], [7], "x: 1  # c\n", "x:  # c\n      - 7\n"),
        (["a", 0, "y"], [7], "y: 2\n", "y:\n      - 7\n"),
        (["a", 0, "q"], [7], "y: 2\n", "y: 2\n    q:\n      - 7\n"),
        (["a", -1], "n", "- z", '- "n"'),
        (["b"], [7], "b: {k: v, l: [1, 2, 3]}\n", "b:\n  - 7\n"),
        (["b", "k"], {"p": 1}, "k: v", "k: {p: 1}"),
        (["b", "l", 1], [7], "1, 2, 3", "1, [7], 3"),
        (["b", "m"], True, "3]}", "3], m: true}"),
        (["c"], 7, "c:\n", "c: 7\n"),
        (["c", "x", "y"], 7, "c:\n", "c:\n  x:\n    y: 7\n"),
        (["d", "e"], 7, "c:\n", "c:\nd:\n  e: 7\n"),
    ],
)
def test_a_value_is_put(steps: list[str | int], value: Any, old: str, new: str) -> None:
    assert SMALL.count(old) == 1
    assert put(SMALL, steps, value) == SMALL.replace(old, new)


@pytest.mark.parametrize(
    ("steps", "old", "new"),
    [
        (["a"], "a:\n  - x: 1  # c\n    y: 2\n  - z\n", ""),
        (["a", 0], "  - x: 1  # c\n    y: 2\n", ""),
        (["a", 0, "x"], "x: 1  # c\n    y: 2", "y: 2"),
        (["a", 0, "y"], "    y: 2\n", ""),
        (["a", 1], "  - z\n", ""),
        (["b", "k"], "k: v, ", ""),
        (["b", "l"], ", l: [1, 2, 3]", ""),
        (["b", "l", 0], "1, ", ""),
        (["b", "l", 1], "2, ", ""),
        (["b", "l", 2], ", 3", ""),
        (["c"], "c:\n", ""),
    ],
)
def test_a_value_is_removed(steps: list[str | int], old: str, new: str) -> None:
    assert SMALL.count(old) == 1
    assert remove(SMALL, steps) == SMALL.replace(old, new)


@pytest.mark.parametrize(
    ("text", "steps", "made"),
    [
        ("a:\n  # 1\n  b:\n    # 2\n    d: 1\n    # 3\n", ["a", "b", "d"], "  # 1\n    # 2\n    # 3\n"),
        ("- a: 1\n\n  b: 2\n- 2\n", [0, "a"], "- \n  b: 2\n- 2\n"),
        ("- a: 1\n  # c\n  b: 2\n", [0, "a"], "-   # c\n  b: 2\n"),
        ("-  - 2\n   - 3\n", [0, 0], "-     - 3\n"),
        ("-  - 2\n   - 3\n", [0, 1], "-  - 2\n"),
        ("a:\n  - 1\n  # -\n\n  - 2\n  -\n    x: 1\n", ["a", 1], "a:\n  - 1\n  # -\n\n  -\n    x: 1\n"),
        ("a:\n  - 1\n  # -\n\n  - 2\n  -\n    x: 1\n", ["a", 2], "a:\n  - 1\n  # -\n\n  - 2\n"),
        ("a: |\n  x\n\nb: 1\n", ["a"], "b: 1\n"),
        ("a: 1\nb: 2", ["b"], "a: 1\n"),
    ],
)
def test_what_stands_beside_a_removed_value_stays(text: str, steps: list[str | int], made: str) -> None:
    assert remove(text, steps) == made


@pytest.mark.parametrize(
    ("text", "key", "made"),
    [
        ("a: 1\nc: 3\n", "b", 'a: 1\nb: "n"\nc: 3\n'),
        ("b: 1\nc: 3\n", "a", 'a: "n"\nb: 1\nc: 3\n'),
        ("b: 1\nc: 3", "d", 'b: 1\nc: 3\nd: "n"'),
        ("a: |\n  x\n\nc: 3\n", "b", 'a: |\n  x\n\nb: "n"\nc: 3\n'),
        ("a: 1  # 甲\n# 乙\nc: 3\n", "b", 'a: 1  # 甲\nb: "n"\n# 乙\nc: 3\n'),
        ("{a: 1, c: 3}\n", "b", '{a: 1, c: 3, b: "n"}\n'),
        ("a: 1\n", "甲", 'a: 1\n"甲": "n"\n'),
        ("---\n", "b", '---\nb: "n"\n'),
    ],
)
def test_a_new_key_stands_in_its_order(text: str, key: str, made: str) -> None:
    assert put(text, [key], "n", order=lambda name: name) == made
    inner, lines = [f"  {line}" for line in text.splitlines()], [f"  {line}" for line in made.splitlines()]
    if text[0] not in "{-":
        assert put("\n".join(["k:", *inner, ""]), ["k", key], "n", order=lambda name: name) == "\n".join(
            ["k:", *lines, ""]
        )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("a: |\n  x\n  y\nb: 1\n", 'a: "n"\nb: 1\n'),
        ("a: >-\n  x\n\nb: 1\n", 'a: "n"\nb: 1\n'),
        ("a:  # 注\nb: 1\n", 'a: "n"  # 注\nb: 1\n'),
        ("a:\nb: 1\n", 'a: "n"\nb: 1\n'),
        ("a: ~\nb: 1\n", 'a: "n"\nb: 1\n'),
        ("a: x # 注\n", 'a: "n" # 注\n'),
        ("a: 'x'", "a: 'n'"),
        ("{a: 'x'}", "{a: 'n'}"),
    ],
)
def test_a_value_is_replaced_in_any_style(text: str, made: str) -> None:
    assert put(text, ["a"], "n") == made


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("", ("scalar", 0, 0)),
        ("# 注\n", ("scalar", 4, 4)),
        ("a: 1 # c\n", ("map", 0, 4, {"a": (0, 1)}, ("scalar", 3, 4))),
        ("a: [1, {b: 'c'}]\n", ("map", 0, 16, {"a": (0, 1)},
                               ("seq", 3, 16, {}, ("scalar", 4, 5), ("map", 7, 15, {"b": (8, 9)}, ("scalar", 11, 14))))),
        ("- 'x'\r\n- |\r\n  y\r\n- ~\r\n", ("seq", 0, 20, {}, ("scalar", 2, 5), ("scalar", 9, 17), ("scalar", 19, 20))),
    ],
)  # fmt: skip
def test_a_node_knows_from_where_to_where(text: str, nodes: tuple[Any, ...]) -> None:
    def told(node: YamlNode) -> tuple[Any, ...]:
        inner = [*node.values.values(), *node.items]
        return (node.kind, node.start, node.end, *([node.keys, *map(told, inner)] if inner else []))

    assert told(read_nodes(text)) == nodes


@pytest.mark.parametrize(
    ("content", "text", "made"),
    [
        (b"a\nb\nc\r\n", "x\na\nb\nc\n", b"x\na\nb\nc\r\n"),
        (b"a\nb\r\n", "x\na\nb\n", b"x\r\na\nb\r\n"),
        (b"\xef\xbb\xbfa\n", "b\n", b"\xef\xbb\xbfb\n"),
        (b"\xef\xbb\xbfa\r\n", "b\n", b"\xef\xbb\xbfb\r\n"),
        (b"a\rb\r", "a\nc\nb\n", b"a\rc\nb\r"),
    ],
)
def test_new_lines_end_as_most_of_the_file(content: bytes, text: str, made: bytes) -> None:
    assert with_text(content, text) == made


@pytest.mark.parametrize(("content", "byte"), [(b"\xff", 0), (b"a\n\xe4\xb8", 2)])
def test_what_is_no_text_is_refused(content: bytes, byte: int) -> None:
    with pytest.raises(NotTextError) as refused:
        text_of(content)
    assert refused.value.args == (f"文件不是 UTF-8（第 {byte} 字节起），不能在这里改；另存为 UTF-8 再打开",)


@pytest.mark.parametrize(
    ("text", "steps"), [("- - a\n  - b\n", [0]), ("? a\n: b\nc: d\n", ["a"]), ("{a: 1,}\n", ["a"])]
)
def test_an_edit_that_would_change_something_else_is_refused(text: str, steps: list[str | int]) -> None:
    with pytest.raises(RefusedError) as refused:
        remove(text, steps)
    assert refused.value.args == ("这一处的写法比较特别，改了会动到别处；请在文件里手工改",)


# -- any tree, in any style that is written here

KEYS = st.text("abcdefg", min_size=1, max_size=3)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=8)
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.dictionaries(KEYS, inner, min_size=1, max_size=3) | st.lists(inner, min_size=1, max_size=3),
    max_leaves=12,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A mapping as people write it: block or flow, indented or not, with comments, blank lines and any quotes."""

    def scalar(value: str | None) -> str:
        if value is None:
            return draw(st.sampled_from(["null", "~"]))
        if value and all(char in "abcdefg" for char in value) and draw(st.booleans()):
            return value
        if draw(st.booleans()) and value.isprintable() and "'" not in value:
            return f"'{value}'"
        return '"' + "".join(f"\\U{ord(c):08x}" if not c.isprintable() or c in '"\\' else c for c in value) + '"'

    def flow(value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
        return "[" + ", ".join(map(flow, value)) + "]" if isinstance(value, list) else scalar(value)

    def comment(indent: int) -> list[str]:
        return draw(st.sampled_from([[], [], ["", " " * indent + "# 注"], [" " * indent + "# 注"]]))

    def block(value: Any, indent: int) -> list[str]:
        lines: list[str] = []
        step = draw(st.sampled_from([2, 4]))
        pairs = [(f"{k}:", v) for k, v in value.items()] if isinstance(value, dict) else [("-", v) for v in value]
        for head, each in pairs:
            lines += comment(indent)
            if not isinstance(each, dict | list) or draw(st.booleans()) and draw(st.booleans()):
                tail = draw(st.sampled_from(["", "  # 尾"]))
                lines.append(" " * indent + f"{head} {flow(each)}{tail}")
            elif head == "-":
                inner = block(each, indent + 2)
                while not inner[0].strip() or inner[0].lstrip().startswith("#"):
                    inner.pop(0)
                lines += [" " * indent + "- " + inner[0].lstrip(), *inner[1:]]
            else:
                indentless = isinstance(each, list) and draw(st.booleans())
                lines += [" " * indent + head, *block(each, indent if indentless else indent + step)]
        return lines

    tree = draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
    return "\n".join(block(tree, 0)) + draw(st.sampled_from(["\n", ""]))


def paths(tree: Any) -> list[tuple[str | int, ...]]:
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [step for key, each in inner for step in [(key,), *((key, *rest) for rest in paths(each))]]


def at(tree: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        tree = tree[step]
    return tree


def comments(text: str) -> int:
    return text.count("# 注")


@given(documents(), st.data(), TEXTS)
@settings(max_examples=cases(100), deadline=None)
def test_any_edit_of_any_document(text: str, data: st.DataObject, value: str) -> None:
    """Set, added, removed: the tree says just that, and comments on lines of their own stay beside what is touched."""
    tree = plain(read_yaml(text, "").root)
    steps = data.draw(st.sampled_from(paths(tree)))
    old = at(tree, steps)
    if isinstance(old, str) or old is None:
        made = put(text, steps, value)
        assert at(plain(read_yaml(made, "").root), steps) == value
        assert comments(made) == comments(text)
    elif isinstance(old, list):
        made = append(text, steps, {"new": value})
        assert at(plain(read_yaml(made, "").root), steps) == [*old, {"new": value}]
        assert comments(made) == comments(text)
    else:
        made = put(text, [*steps, "new"], value)
        assert at(plain(read_yaml(made, "").root), steps) == {**old, "new": value}
        assert comments(made) == comments(text)
    try:
        gone = remove(text, steps)
    except RefusedError:
        assert any(isinstance(step, int) for step in steps)  # a list in a list in block style, and nothing else
        return
    left = plain(read_yaml(gone, "").root) or {}
    assert steps not in paths(left) or isinstance(steps[-1], int)
    if isinstance(old, str):
        assert comments(gone) == comments(text)


@given(st.lists(st.sampled_from(["甲", "乙", ""]), max_size=6), st.data())
def test_line_ends_and_bom_stay(words: list[str], data: st.DataObject) -> None:
    ends = data.draw(st.lists(st.sampled_from(["\n", "\r\n"]), min_size=len(words), max_size=len(words)))
    bom = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    content = bom + "".join(word + end for word, end in zip(words, ends, strict=True)).encode()
    text = text_of(content)
    place = data.draw(st.integers(0, len(text)))
    made = with_text(content, text[:place] + "新\n" + text[place:])
    assert text_of(made) == text[:place] + "新\n" + text[place:]
    assert made.startswith(bom)
    assert content.count(b"\r\n") <= made.count(b"\r\n")
    assert with_text(content, text) == content
