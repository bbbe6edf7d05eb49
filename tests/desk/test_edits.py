"""Edits of YAML: what is said becomes so, and every other character stays where it was."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.desk.edits import RefusedError, append, put, remove
from site_builder.desk.file_text import splice_of, text_of, with_text
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


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(RefusedError, match="第 2 行写法有误"):
        put("a: 1\na: 2\n", ["b"], "c")


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
