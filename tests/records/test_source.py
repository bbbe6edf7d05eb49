"""YAML becomes fields with places; what would surprise an editor is refused, and nothing ends in a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.records.notice_parts import split_notice
from site_builder.records.source import Mapping, locate, read_yaml


def test_values_are_text_and_know_their_place() -> None:
    root = read_yaml('postcode: 000123\nok: no\nlist:\n  - "2020-12"\n', "a.yaml", 5).root
    assert isinstance(root.value, Mapping)
    assert root.value["postcode"].value == "000123"
    assert root.value["ok"].value == "no"
    at = locate(root, "list", 0)
    assert (at.path, at.line, at.column) == ("a.yaml", 8, 5)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\na: 2\n", "R003", 2, 1),
        ("a: &x 1\nb: *x\n", "Y004", 1, 4),
        ("a: !!python/object:os.system {}\n", "Y004", 1, 4),
        ("a:\n\tb: 1\n", "Y002", 2, 1),
        ("a: [1, 2\n", "Y014", 1, 4),
        ("a: 1\n---\nb: 2\n", "Y004", 2, 1),
        ("- " * 40000 + "x\n", "Y005", 1, 33),
        ("a: \x00\n", "Y003", 1, 1),
        ("? [a]\n: b\n", "Y004", 1, 3),
    ],
)
def test_refusals(text: str, code: str, line: int, column: int) -> None:
    finding = read_yaml(text, "a.yaml").findings[0]
    assert (finding.code, finding.at.line, finding.at.column) == (code, line, column)


@given(st.text(alphabet=st.sampled_from(list("ab:-{}[],&*!|>\"'#? \n\t甲，\0\x85")), max_size=60))
def test_never_a_traceback(text: str) -> None:
    read_yaml(text, "a.yaml")


def test_a_notice_has_two_parts() -> None:
    parts = split_notice("---\ntitle: a\n---\n正文\n---\n")
    assert parts is not None
    assert (parts.head, parts.body, parts.body_line) == ("title: a\n", "正文\n---\n", 4)
    assert split_notice("正文") is None
