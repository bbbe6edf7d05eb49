"""Plain values and the YAML they become: each kind of value, in each style."""

from typing import Any

import pytest

from site_builder.desk.yaml_values import Tree, Word, as_read, block, flow, in_style, is_word, plain, scalar
from site_builder.records.source import read_yaml


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (7, "7"),
        ("a", '"a"'),
        ("7", '"7"'),
        ("", '""'),
        ("甲", '"甲"'),
        (Word("done"), "done"),
        (Word("a-1"), "a-1"),
        (Word("no"), '"no"'),
        (Word("NULL"), '"NULL"'),
        (Word("a b"), '"a b"'),
        (Word("1a"), '"1a"'),
        (Word(""), '""'),
        ("\x7f\x9f\xa0", '"\\u007f\\u009f\xa0"'),
        ("\u2028\ufeff\uffff", '"\\u2028\\ufeff\\uffff"'),
        ('"\\\t\n', '"\\"\\\\\\t\\n"'),
    ],
)
def test_a_scalar_on_one_line(value: Tree, written: str) -> None:
    assert scalar(value) == written == flow(value)


@pytest.mark.parametrize("word", ["true", "False", "null", "YES", "no", "on", "Off", "y", "N"])
def test_what_yaml_reads_as_something_else_is_no_word(word: str) -> None:
    assert not is_word(word) and is_word(word + "a")


@pytest.mark.parametrize(
    ("value", "style", "was", "written"),
    [
        ("a", "'", None, "'a'"),
        ("it's o'", "'", "x", "'it''s o'''"),
        ("a\nb", "'", "x", '"a\\nb"'),
        ("a\x7f", "'", "x", '"a\\u007f"'),
        ("a\xa0", "'", "x", '"a\xa0"'),
        ("a", "", "b", "a"),
        ("a b", "", "b", '"a b"'),
        ("yes", "", "b", '"yes"'),
        ("a", "", None, '"a"'),
        ("a", '"', "b", '"a"'),
        ("a", "|", "b", '"a"'),
        (Word("a"), "'", "b", "a"),
        (Word("a b"), "'", "b", '"a b"'),
        (None, "'", "a", "null"),
        (True, "'", "a", "true"),
    ],
)
def test_a_scalar_in_the_style_of_the_one_before(value: Tree, style: str, was: str | None, written: str) -> None:
    assert in_style(value, style, was) == written


@pytest.mark.parametrize(
    ("value", "indent", "lines"),
    [
        ({"a": 1, "b": {"c": [], "d": "x"}}, 0, ["a: 1", "b:", "  c: []", '  d: "x"']),
        ({"甲": "x", "_a-1": {}, "1": 2}, 2, ['  "甲": "x"', "  _a-1: {}", '  "1": 2']),
        ([1, {"a": 1, "b": 2}, {}], 2, ["  - 1", "  - a: 1", "    b: 2", "  - {}"]),
        ([[1, [2, 3]], []], 0, ["- - 1", "  - - 2", "    - 3", "- []"]),
        ({"a": [Word("w"), None]}, 1, [" a:", "   - w", "   - null"]),
    ],
)
def test_a_collection_in_block_style(value: Tree, indent: int, lines: list[str]) -> None:
    assert block(value, indent) == lines


@pytest.mark.parametrize(
    ("value", "written", "read"),
    [
        ({}, "{}", {}),
        ([], "[]", []),
        ({"a": {"b": [1, "x"]}, "c": None}, '{a: {b: [1, "x"]}, c: null}', {"a": {"b": ["1", "x"]}, "c": None}),
        ([True, False, Word("w")], "[true, false, w]", ["true", "false", "w"]),
    ],
)
def test_a_collection_in_flow_style_and_what_reading_gives_back(value: Tree, written: str, read: Any) -> None:
    assert flow(value) == written
    assert as_read(value) == read
    assert plain(read_yaml(f"k: {written}\n", "").root) == {"k": read}
