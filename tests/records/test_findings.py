"""A finding as it is printed: for a terminal, as JSON, for GitHub, as SARIF; and a line after its edits."""

import json

import pytest

from site_builder.records.findings import (
    ContentError,
    Edit,
    Finding,
    Fix,
    Span,
    as_github,
    as_json,
    as_sarif,
    as_text,
    edited_line,
    errors,
    in_one_line,
    nearest,
    replacement,
)

LINES = {"l.yaml": ["甲: 1", "status：done", "x" * 100]}
PLAIN = Finding(at=Span(path="l.yaml", line=1, column=4, length=1), code="R004", what="错", why="因为", mend="改")
EDIT = Edit(line=2, column=7, length=1, text=": ")
FIXED = Finding(
    at=Span(path="l.yaml", line=2, column=7, length=1),
    code="Y011",
    what="冒号",
    severity="warning",
    fix=Fix(edits=(EDIT,)),
)


def test_text_names_the_place_the_reason_and_the_edit() -> None:
    assert as_text([PLAIN, FIXED], LINES).split("\n") == [
        "l.yaml:1:4: error R004 错",
        "    甲: 1",
        "    　  ^",
        "  原因  因为",
        "  改法  改",
        "l.yaml:2:7: warning Y011 冒号",
        "    status：done",
        "          ^",
        "  改成  status: done    （check --fix 会这样改）",
    ]


@pytest.mark.parametrize(
    ("line", "column", "length", "shown"),
    [
        ("abc", 1, 2, ["    abc", "    ^^"]),
        ("abc", 3, 1, ["    abc", "      ^"]),
        ("a\tb", 3, 1, ["    a b", "      ^"]),
        ("甲乙", 2, 9, ["    甲乙", "    　^^^^^^^^^"]),
        ("abc", 1, 99, ["    abc", "    " + "^" * 40]),
        ("0123456789" * 12, 40, 1, ["    " + ("0123456789" * 12)[9:89], "    " + " " * 30 + "^"]),
        ("::error::x", 1, 1, ["  | ::error::x", "    ^"]),
        (" ##[group]", 1, 1, ["  |  ##[group]", "    ^"]),
        ("a\x1b", 1, 1, ["    a␛", "    ^"]),
    ],
)
def test_the_source_line_has_a_mark_below_the_place(line: str, column: int, length: int, shown: list[str]) -> None:
    finding = Finding(at=Span(path="f", line=1, column=column, length=length), code="R001", what="错")
    assert as_text([finding], {"f": [line]}).split("\n")[1:] == shown


@pytest.mark.parametrize("line", [0, 4])
def test_a_line_that_is_not_there_is_not_shown(line: int) -> None:
    finding = Finding(at=Span(path="l.yaml", line=line), code="R001", what="错")
    assert as_text([finding], LINES) == f"l.yaml:{line}:1: error R001 错"
    assert as_text([finding], {}) == f"l.yaml:{line}:1: error R001 错"


def test_words_of_several_lines_are_printed_in_one() -> None:
    finding = Finding(at=Span(path="f"), code="R001", what="甲\n乙", why="丙\n丁\t", mend="戊\n己\x07")
    assert as_text([finding], {}) == "f:1:1: error R001 甲␊乙\n  原因  丙 丁␉\n  改法  戊 己␇"


@pytest.mark.parametrize(
    ("char", "shown"),
    [("\n", "␊"), ("\x00", "␀"), ("\x1f", "␟"), ("\x7f", "␡"), ("\x80", "\ufffd"), ("\x9f", "\ufffd"), ("\xa0", "\xa0"),
     ("\u061c", "\ufffd"), ("\u200e", "\ufffd"), ("\u200f", "\ufffd"), ("\u2028", "\ufffd"), ("\u202e", "\ufffd"),
     ("\u2066", "\ufffd"), ("\u2069", "\ufffd"), ("\ud800", "\ufffd"), ("\udfff", "\ufffd"), ("\u206a", "\u206a"), ("\u202f", "\u202f"),
     ("甲", "甲"), (" ", " ")],
)  # fmt: skip
def test_a_sign_that_acts_on_a_terminal_is_shown_as_another(char: str, shown: str) -> None:
    assert in_one_line(f"a{char}b") == f"a{shown}b"


@pytest.mark.parametrize(
    ("fix", "left"),
    [
        (Fix(rename="附件.pdf"), "附件.pdf"),
        (Fix(encoding="gb18030"), "UTF-8"),
        (Fix(edits=(EDIT,)), "status: done"),
        (
            Fix(edits=(EDIT, Edit(line=1, column=1, length=9, text="x"))),
            "status: done",
        ),  # the others are of other lines
        (Fix(edits=(Edit(line=3, column=1, length=100, text="y\n"),)), "y"),
        (Fix(edits=(Edit(line=4, column=1, length=0, text="新"),)), "新"),
    ],
)
def test_what_a_fix_leaves(fix: Fix, left: str) -> None:
    finding = Finding(at=Span(path="l.yaml"), code="R001", what="错", fix=fix)
    assert replacement(finding, LINES["l.yaml"]) == left
    assert bool(fix)


def test_no_fix_is_none() -> None:
    assert not Fix() and not PLAIN.fix


@pytest.mark.parametrize(
    ("edits", "line"),
    [
        ([], "abcdef"),
        ([(1, 0, "x")], "xabcdef"),
        ([(7, 0, "x")], "abcdefx"),
        ([(5, 1, "Y"), (2, 2, "")], "adYf"),
        ([(1, 3, "x"), (2, 1, "never")], "xdef"),
        ([(1, 3, "x"), (4, 1, "y")], "xyef"),
        ([(2, 1, "1"), (2, 0, "2")], "a21cdef"),
    ],
)
def test_a_line_after_edits(edits: list[tuple[int, int, str]], line: str) -> None:
    made = [Edit(line=9, column=column, length=length, text=text) for column, length, text in edits]
    assert edited_line("abcdef", made) == line


def test_json_has_every_part() -> None:
    approval = Finding(at=Span(path="n"), code="R040", what="没有", approval=(("text_sha256", "ab"),))
    told = json.loads(as_json([PLAIN, FIXED, approval]))
    assert told[0] == {"file": "l.yaml", "line": 1, "column": 4, "length": 1, "code": "R004", "severity": "error",
                       "what": "错", "why": "因为", "mend": "改"}  # fmt: skip
    edit = {"line": 2, "column": 7, "length": 1, "text": ": "}
    assert told[1]["fix"] == {"edits": [edit], "rename": "", "encoding": ""} and told[1]["severity"] == "warning"
    assert told[2]["approval"] == {"text_sha256": "ab"} and "fix" not in told[2]
    assert as_json([PLAIN]).startswith('[\n  {\n    "file": "l.yaml"') and "因为" in as_json([PLAIN])


def test_github_reads_one_command_a_line() -> None:
    odd = Finding(at=Span(path="a:b,c%d", line=2, column=3), code="R001", what="100%\r\n", why="甲:乙,丙")
    assert as_github([PLAIN, odd]).split("\n") == [
        "::error file=l.yaml,line=1,col=4,title=R004::错%0A因为%0A改",
        "::error file=a%3Ab%2Cc%25d,line=2,col=3,title=R001::100%25%0D%0A%0A甲:乙,丙",
    ]


def test_sarif_has_each_rule_once() -> None:
    told = json.loads(as_sarif([FIXED, PLAIN, PLAIN], {"R004": "不认识的值"}))
    assert (told["$schema"], told["version"]) == ("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0")
    [run] = told["runs"]
    assert run["tool"]["driver"] == {
        "name": "taizhang",
        "rules": [
            {"id": "R004", "shortDescription": {"text": "不认识的值"}},
            {"id": "Y011", "shortDescription": {"text": "Y011"}},
        ],
    }
    assert [result["ruleId"] for result in run["results"]] == ["Y011", "R004", "R004"]
    place = {"artifactLocation": {"uri": "l.yaml"}, "region": {"startLine": 1, "startColumn": 4}}
    assert run["results"][1] == {
        "ruleId": "R004",
        "level": "error",
        "message": {"text": "错\n因为\n改"},
        "locations": [{"physicalLocation": place}],
    }
    assert "不认识的值" in as_sarif([PLAIN], {"R004": "不认识的值"})


def test_what_stops_a_build_says_the_first() -> None:
    assert errors([FIXED, PLAIN, PLAIN.softened()]) == [PLAIN]
    assert PLAIN.softened().severity == "warning" and PLAIN.softened().what == "错"
    error = ContentError([PLAIN, FIXED])
    assert str(error) == "2 findings, first: l.yaml:1 R004 错" and error.findings == [PLAIN, FIXED]
    assert str(ContentError([])) == "0 findings"


@pytest.mark.parametrize(
    ("word", "known", "said"),
    [
        ("organs", ["organ", "orgs", "x"], "；最接近的是 organ"),
        ("ab", ["cd"], ""),
        ("abcde", ["abcxy"], "；最接近的是 abcxy"),  # three of five letters are the least
        ("abcde", ["abxyz"], ""),
        ("a", [], ""),
    ],
)
def test_the_nearest_word(word: str, known: list[str], said: str) -> None:
    assert nearest(word, iter(known)) == said
