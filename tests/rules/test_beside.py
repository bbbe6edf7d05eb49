"""What is wrong is found whatever stands beside it: before it an item whose words are still to be filled in, in it that it is only suggested.

Rules go through items, entries and files and pass over what they cannot judge; one that stopped there would find nothing more.
"""

import re

import pytest

from site_builder.rules.blanks import blank
from tests.cases import either, in_part, part
from tests.rules.space import BASE, Texts, edited, findings_of
from tests.rules.test_cases import BROKEN, Row

NOTICE, LEDGER, ORGANS, THEMES = (
    "notices/2026-shuiwu/notice.md",
    "notices/2026-shuiwu/ledger.yaml",
    "organs.yaml",
    "themes.yaml",
)
TO_FILL = blank("原文")
BEFORE = f"""\
p5:
  responsible:
    - {{unit: "财务部", quote: "{TO_FILL}"}}
  due:
    - {{by: "2026-12", quote: "{TO_FILL}"}}
  entries:
    - {{as_of: "2026-10-12", happened: "2026-10", status: done, continuing: true, quote: "{TO_FILL}"}}
    - {{as_of: "2026-10-13", basis: editor, note: "编者登记。"}}
  facts:
    - {{label: "资料", value: "1", unit: "份", quotes: ["{TO_FILL}"]}}
  assessments:
    - {{date: "2026-10", by: "市委巡察办", verdict: "合格", quote: "{TO_FILL}"}}
  closing: {{date: "2026-10", by: "市委巡察办", ref: "〔2026〕1号", quote: "{TO_FILL}"}}
"""
TEXT = "## 二、公开说明"
ITEM = f"#### 5. 资料不全 {{#p5}}\n\n资料正在收集。\n\n{TEXT}"
IN_A_LEDGER = [
    row
    for row in BROKEN
    if row.fields["code"][0] in "BLR"
    and any(edit.file == LEDGER for edit in row.edits)
    and "p5" not in row.fields["says"]
]


def with_an_item_before(texts: Texts) -> Texts:
    return {**texts, NOTICE: texts[NOTICE].replace(TEXT, ITEM, 1), LEDGER: BEFORE + texts[LEDGER]}


def told(texts: Texts) -> set[tuple[str, str]]:
    return {(found.code, found.what) for found in findings_of(texts)}


def test_what_is_to_be_filled_in_is_said_and_nothing_else() -> None:
    assert {code for code, _ in told(with_an_item_before(BASE))} == {
        "C001",
        "R019",
    }  # the number of items, and the blanks


@pytest.mark.parametrize("row", part(IN_A_LEDGER, lambda row: row.fields["code"], lambda row: row.name))
def test_nothing_is_hidden_by_what_stands_before(row: Row) -> None:
    texts, _ = edited(row.edits)
    assert (row.fields["code"], row.fields["says"]) in told(with_an_item_before(texts))


def suggested(texts: Texts, line: int) -> Texts | None:
    """The content where the entry, target or commitment around a line of the ledger is a suggestion; None where there is none."""
    lines = texts[LEDGER].split("\n")
    number = line - 1
    while number >= 0 and not re.match(r"    - |  [tc]\d+:$", lines[number]):
        number -= 1
    if number < 0:
        return None
    if lines[number].startswith("    - {"):
        lines[number] = lines[number].replace("{", "{suggested: true, ", 1)
    elif lines[number].startswith("    - "):
        lines[number : number + 1] = ["    - suggested: true", "      " + lines[number].removeprefix("    - ")]
    else:
        lines.insert(number + 1, "    suggested: true")
    return {**texts, LEDGER: "\n".join(lines)}


SOFTENED = [
    row
    for row in BROKEN
    if row.fields["code"] in ("L001", "L002", "L003", "L004", "L006")
    or (row.fields["code"][0] == "B" and row.fields["code"] != "B002")
]
NEVER = ("B009 销号的单位是发布单位自己", "B016 date ")  # a closing or a milestone is not suggested


def test_what_is_only_suggested_stops_no_build() -> None:
    """In `make test` of each rule what its first case of each file of cases says."""
    wrong, looked_at = [], 0
    for row in in_part(SOFTENED, lambda row: (row.fields["code"], row.name.partition("-")[0])):
        texts, _ = edited(row.edits)
        code = row.fields["code"]
        own = next(each for each in findings_of(texts) if each.code == code)
        softer = suggested(texts, own.at.line) if own.at.path.endswith(LEDGER) else None
        if softer is None or own.severity == "warning" or "suggested: true" in texts[LEDGER]:
            continue
        found = findings_of(softer)
        if any(each.code == "R002" for each in found):  # nobody can suggest it
            continue
        looked_at += 1
        right = "error" if f"{code} {own.what}".startswith(NEVER) else "warning"
        if {each.severity for each in found if (each.code, each.what) == (code, own.what)} != {right}:
            wrong.append((row.name, own.what))
    assert wrong == [] and looked_at > either(20, 60)
