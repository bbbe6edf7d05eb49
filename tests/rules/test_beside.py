"""What is wrong is found whatever stands beside it: sound records and an item whose words are still to be filled in before it, in it that it is only suggested.

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
SENTENCE = "财务部2026年7月底整理资料7份，长期坚持；2026年12月底前再整理一次。"
SOUND = {  # a record that is right in each list, of a sentence that is put behind every item
    "responsible": '{unit: "财务部", quote: "财务部2026年7月底整理资料"}',
    "due": '{by: "2026-12", about: "再整理一次", quote: "2026年12月底前再整理一次"}',
    "entries": '{as_of: "2026-10-12", happened: "2026-07", continuing: true, about: "整理资料", quote: "整理资料7份，长期坚持"}',
    "facts": '{label: "资料", value: "7", unit: "份", quotes: ["整理资料7份"]}',
    "assessments": '{date: "2026-07", by: "市委巡察办", verdict: "长期", quote: "整理资料7份，长期坚持"}',
}
IN_A_LEDGER = [
    row
    for row in BROKEN
    if row.fields["code"][0] in "BLR"
    and any(edit.file == LEDGER for edit in row.edits)
    and "p5" not in row.fields["says"]
]


def with_an_item_before(texts: Texts) -> Texts:
    return {**texts, NOTICE: texts[NOTICE].replace(TEXT, ITEM, 1), LEDGER: BEFORE + texts[LEDGER]}


def with_sound_records(texts: Texts) -> Texts:
    """The content with a sound record before those of each list."""
    text = re.sub(r"(#+ [^\n]*\{#p\d[^\n]*\n(?:(?!#)[^\n]*\n)*)", rf"\1{SENTENCE}\n\n", texts[NOTICE])
    lists = re.compile(rf"^  ({'|'.join(SOUND)}):\n(?=    - )", re.MULTILINE)
    ledger = lists.sub(lambda found: f"{found[0]}    - {SOUND[found[1]]}\n", texts[LEDGER])
    return {**texts, NOTICE: text, LEDGER: ledger}


def told(texts: Texts) -> set[tuple[str, str]]:
    return {(found.code, found.what) for found in findings_of(texts)}


def test_the_sound_records_are_sound() -> None:
    assert told(with_sound_records(BASE)) == set()


def test_what_is_to_be_filled_in_is_said_and_nothing_else() -> None:
    assert {code for code, _ in told(with_an_item_before(BASE))} == {
        "C001",
        "R019",
    }  # the number of items, and the blanks


@pytest.mark.parametrize("row", part(IN_A_LEDGER, lambda row: row.fields["code"], lambda row: row.name))
def test_nothing_is_hidden_by_what_stands_before(row: Row) -> None:
    texts, _ = edited(row.edits)
    if row.fields["code"] not in ("R020", "R021"):  # these name records by their number
        texts = with_sound_records(texts)
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
