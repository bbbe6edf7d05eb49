"""Every rule: edits of a small content that must be found, at the exact place, and near misses that must not."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from site_builder.records.findings import Finding
from site_builder.records.source import YamlLoader
from site_builder.rules import CODES
from site_builder.rules.registry import RULES
from tests.rules.space import BASE, DAY, Edit, Expected, Texts, edited, findings_of

_FILES = {
    "L": "notices/2026-shuiwu/ledger.yaml",
    "N": "notices/2026-shuiwu/notice.md",
    "F": "notices/2026-fangan/notice.md",
}


class Row(NamedTuple):
    """One row of cases/*.yaml, with where it stands there."""

    name: str
    fields: dict[str, Any]

    @property
    def edits(self) -> list[Edit]:
        own = [(self.fields["in"], self.fields.get("old"), self.fields["new"])] if "in" in self.fields else []
        return [Edit(_FILES.get(file, file), old, new) for file, old, new in (*own, *self.fields.get("edits", ()))]


def _rows() -> list[Row]:
    found = []
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml")):
        for number, fields in enumerate(yaml.load(path.read_text(encoding="utf-8"), YamlLoader), 1):
            kind = fields.get("code") or f"not-{fields['fine']}"
            found.append(Row(f"{path.stem}-{number}-{kind}", fields))
    return found


ROWS = _rows()
BROKEN = [row for row in ROWS if "code" in row.fields]
FINE = [row for row in ROWS if "fine" in row.fields]


def test_the_content_that_the_cases_edit_is_sound() -> None:
    assert findings_of(BASE) == []


def words_at(texts: Texts, finding: Finding) -> str:
    at = finding.at
    return texts[at.path.removeprefix("content/")].split("\n")[at.line - 1][at.column - 1 :][: at.length]


@pytest.mark.parametrize("row", BROKEN, ids=[row.name for row in BROKEN])
def test_is_found_at_its_place(row: Row) -> None:
    texts, places = edited(row.edits)
    if "line" in row.fields:
        path = _FILES.get(row.fields["path"], row.fields["path"])
        places = [Expected(path, row.fields["line"], row.fields.get("column", 1))]
    found = findings_of(texts)
    own = [finding for finding in found if finding.code == row.fields["code"]]
    at = [Expected(f.at.path.removeprefix("content/"), f.at.line, f.at.column) for f in own]
    assert sorted(at) == sorted(places), [(f.code, f.at, f.what) for f in found]
    assert {f.what for f in own} == {row.fields["says"]}
    if "under" in row.fields:  # the words that are underlined: one for all of them, or each in its order
        under = [words_at(texts, f) for f in sorted(own)]
        assert row.fields["under"] == (under if len(set(under)) > 1 else under[0])
    for key in ("why", "mend"):
        if key in row.fields:
            assert {getattr(f, key) for f in own} == {row.fields[key]}
    assert {f.severity for f in own} == {row.fields.get("severity", RULES[row.fields["code"]].severity)}
    edits = [edit for f in own for edit in f.fix.edits]  # column, length and text of the one of `check --fix`
    assert [[edit.column, edit.length, edit.text] for edit in edits] == (
        [row.fields["fix"]] if "fix" in row.fields else []
    )
    assert {edit.line for edit in edits} <= {f.at.line for f in own}
    assert {f.code for f in found} - {row.fields["code"]} == set(row.fields.get("also", ()))


@pytest.mark.parametrize("row", FINE, ids=[row.name for row in FINE])
def test_near_miss_is_not_found(row: Row) -> None:
    texts, _ = edited(row.edits)
    assert texts != BASE
    assert {f.code for f in findings_of(texts, DAY)} <= set(row.fields.get("also", ()))


def test_corpus_is_large_and_leaves_no_rule_out() -> None:
    fired = {row.fields["code"] for row in BROKEN}
    elsewhere = {code for code in CODES if code.startswith("H")} | {
        "Y006",
        "T010",
        "F001",
        "F002",
        "F003",
        "K012",
        "K013",
        "P011",
        "P014",
        "R040",
    }  # need other files: tests/hostile, tests/privacy, tests/slips
    assert len(BROKEN) >= 150
    assert set(CODES) - {row.fields["fine"] for row in FINE} - elsewhere == set()  # a near miss for every rule
    assert set(CODES) - fired - elsewhere == set()


def test_a_window_may_be_stated_twice_in_the_same_words() -> None:
    texts = dict(BASE)
    name = "notices/2026-shuiwu/notice.md"
    texts[name] += "\n公开期限为5个工作日，自2026年10月12日至10月16日。\n"
    assert texts[name].count("公开期限为5个工作日，自2026年10月12日至10月16日") >= 2
    assert "B001" not in {found.code for found in findings_of(texts)}
