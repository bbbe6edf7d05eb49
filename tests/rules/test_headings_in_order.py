"""Headings, ids and codes that break the pattern of the others: from which neighbours it is seen, and what is to be done."""

import pytest

from site_builder.records.findings import Edit, Finding, Fix, Span
from site_builder.records.registers import read_registers
from site_builder.records.source import read_yaml
from site_builder.rules.rule import SiteCase
from site_builder.rules.text_series import (
    codes_are_known,
    headings_lost_in_a_series,
    headings_of_a_series_are_level,
    ids_follow_the_numbers,
    kinds_of_organs_are_known,
    sections_have_their_role,
)
from tests.rules.small import FOLDER, Told, mended, row_of, told
from tests.rules.space import BASE

LIKE = "像标题，却是普通段落"
AFTER, BETWEEN = "它的序号接着上一个标题", "它的序号接着上一个标题，下一个标题的序号又接着它"


@pytest.mark.parametrize(
    ("body", "line", "length", "certain", "sign"),
    [
        ("### （一）甲\n\n（二）乙\n\n### （三）丙\n", 3, 4, True, "###"),
        ("## 一、甲\n\n二、乙\n\n## 三、丙\n", 3, 3, True, "##"),
        ("### （一）甲\n\n（二）乙\n\n#### 1. 丁\n\n### （三）丙\n", 3, 4, True, "###"),
        ("### （一）甲\n\n（二）乙\n\n（三）丙\n\n### （三）丁\n", 3, 4, True, "###"),
        ("### （一）甲\n\n#### 1. 乙\n\n（二）丙\n\n#### 2. 丁\n\n### （三）戊\n", 5, 4, True, "###"),
        ("### （1）甲\n\n(2)乙\n\n### （3）丙\n", 3, 4, True, "###"),
        ("### 1．甲\n\n2. 乙\n\n### 3. 丙\n", 3, 4, True, "###"),
        ("### （一）甲\n\n（二）乙。\n\n### （三）丙\n", 3, 5, True, "###"),
        ("### （一）甲\n\n（二）乙\n\n1. 子\n\n### （三）丙\n", 3, 4, True, "###"),
        ("### （一）甲\n\n（二）乙\n", 3, 4, False, "###"),
        ("### （一）甲\n\n（二）乙\n\n## 丙\n", 3, 4, False, "###"),
        ("### （一）甲\n\n（二）乙\n\n#### （三）丙\n", 3, 4, False, "###"),
        ("### （一）甲\n\n#### 1. 乙\n\n2. 丙\n\n### （二）丁\n", 5, 4, False, "####"),
        ("### 1. 甲\n\n### 2. 乙\n\n3. 丙\n\n4. 丁\n", 5, 4, False, "###"),
        ("## 一、甲\n\n### （一）乙\n\n二、丙\n\n（二）丁\n", 5, 3, False, "##"),
        ("## 一、甲\n\n### （一）乙\n\n（二）丁\n\n二、丙\n", 5, 4, False, "###"),
        ("## 一、甲\n\n### （一）乙\n\n（一）子\n\n（二）丁\n\n二、丙\n", 9, 3, False, "##"),
    ],
)  # fmt: skip
def test_a_heading_that_became_a_paragraph(body: str, line: int, length: int, certain: bool, sign: str) -> None:
    [found] = told(headings_lost_in_a_series, body)
    why, mend = BETWEEN if certain else AFTER, f"是标题的，在行首加 {sign} 和一个空格"
    assert row_of(found) == Told("T016", line, 1, length, LIKE, why, mend, "error" if certain else "warning")
    lines = body.split("\n")
    lines[line - 1] = f"{sign} {lines[line - 1]}" if certain else lines[line - 1]
    assert mended(headings_lost_in_a_series, body) == "\n".join(lines)


@pytest.mark.parametrize(
    ("body", "line", "sign"),
    [
        ("1. 甲\n\n### 2. 乙\n", 1, "###"),
        ("1. 甲\n\n（一）子\n\n### 2. 乙\n", 1, "###"),
        ("## （一）甲\n\n1. 乙\n\n### 2. 丙\n\n### 3. 丁\n", 3, "###"),
        ("## 甲\n\n1. 乙\n\n子\n\n#### 2. 丙\n", 3, "####"),
        ("1. 甲\n\n#### 子\n\n### 2. 乙\n", 1, "###"),
        ("1. 甲\n\n#### （一）子\n\n### 2. 乙\n", 1, "###"),
    ],
)
def test_a_first_heading_that_became_a_paragraph(body: str, line: int, sign: str) -> None:
    [found] = told(headings_lost_in_a_series, body)
    assert (row_of(found).line, found.severity) == (line, "error")
    lines = body.split("\n")
    lines[line - 1] = f"{sign} {lines[line - 1]}"
    assert mended(headings_lost_in_a_series, body) == "\n".join(lines)


@pytest.mark.parametrize(
    "body",
    [
        "### （一）甲\n\n（二）乙\n\n### （四）丙\n",
        "### （一）甲\n\n（二）乙\n\n### 丙\n",
        "### （一）甲\n\n（三）乙\n\n### （三）丙\n",
        "### （一）甲\n\n### 乙\n\n（二）丙\n\n### （三）丁\n",
        "### （一）甲\n\n## 乙\n\n（二）丙\n\n### （三）丁\n",
        "### 1. 甲\n\n（2）乙\n\n### 3. 丙\n",
        "### 一、甲\n\n2、乙\n\n### 三、丙\n",
        "### 1. 甲\n\n2. 乙。 \n\n## 丙\n",
        "### 1. 甲\n\n2. 乙；\n",
        "### 1. 甲\n\n2. 乙;\n",
        "### 1. 甲\n\n- 2. 子\n\n### 3. 乙\n",
        "### 1. 甲\n\n| 2. 子 |\n| - |\n\n### 3. 乙\n",
        "### 甲\n\n乙\n\n### 丙\n",
        "### 一是甲\n\n二是乙\n\n### 三是丙\n",
        "### 三三、甲\n\n二、乙\n",
        "1. 甲\n\n### 1. 乙\n\n### 2. 丙\n",
        "1. 甲；\n\n### 2. 丙\n",
        "1. 甲; \n\n### 2. 丙\n",
        "1. 甲。\n\n### 2. 丙\n",
        "1. 甲；\u3000\n\n### 2. 丙\n",
        "### 1. 甲\n\n2. 乙。\u3000\n",
        "1. 甲\n\n### 1. 乙\n\n## 丙\n\n### 2. 丁\n",
        "### 1. 甲\n\n2. 乙\n\n1. 子\n\n### 3. 丙\n",
        "1. 甲\n\n### （2）丙\n",
        "1. 甲\n\n### 3. 丙\n",
        "2. 甲\n\n### 2. 丙\n",
        "- 1. 甲\n\n### 2. 丙\n",
        "1. 甲\n\n2. 乙\n\n3. 丙\n",
    ],
)
def test_paragraphs_with_numbers(body: str) -> None:
    assert told(headings_lost_in_a_series, body) == []


def test_an_item_that_became_a_paragraph() -> None:
    body = "### 1. 甲 {#p1}\n\n2. 乙\n\n### 3. 丙 {#p3}\n\n### 4. 丁\n\n5. 戊 {#p5}\n\n### 6. 己\n"
    mend = "是标题的，在行首加 ### 和一个空格"
    assert [row_of(each) for each in told(headings_lost_in_a_series, body)] == [
        Told("T016", 3, 1, 4, LIKE, BETWEEN, f"{mend}，末尾加事项编号", "error"),
        Told("T016", 9, 1, 10, LIKE, BETWEEN, mend, "error"),  # it has its mark, of which T012 speaks
    ]
    assert mended(headings_lost_in_a_series, body) == body
    [last] = told(headings_lost_in_a_series, "### 1. 甲 {#p1}\n\n2. 乙\n")
    assert row_of(last) == Told("T016", 3, 1, 4, LIKE, AFTER, f"{mend}，末尾加事项编号", "warning")


def test_a_first_item_that_became_a_paragraph() -> None:
    body = "1. 甲\n\n### 2. 乙 {#p2}\n"
    [found] = told(headings_lost_in_a_series, body)
    assert (found.severity, found.mend) == ("error", "是标题的，在行首加 ### 和一个空格，末尾加事项编号")
    assert mended(headings_lost_in_a_series, body) == body


@pytest.mark.parametrize(("words", "found"), [("乙" * 77, 1), ("乙" * 78, 0)])
def test_a_paragraph_too_long_for_a_heading(words: str, found: int) -> None:
    assert len(told(headings_lost_in_a_series, f"### 1. 甲\n\n2. {words}\n\n### 3. 丙\n")) == found


@pytest.mark.parametrize(
    ("body", "line", "form", "right", "own"),
    [
        ("## （一）甲\n\n### （二）乙\n\n## （三）丙\n\n## （四）丁\n", 3, "（一）", 2, 3),
        ("### 1. 甲\n\n### 2. 乙\n\n## 3. 丙\n", 5, "1.", 3, 2),
        ("### 一、甲\n\n### 二、乙\n\n##### 五、丙\n", 5, "一、", 3, 5),
        ("### (一) 甲\n\n#### （二）乙\n", 3, "（一）", 3, 4),
        ("### 1. 甲\n\n### 2. 乙\n\n### 3. 丙\n\n#### 4. 丁\n\n#### 5. 戊\n", 7, "1.", 3, 4),
        ("### 1．甲\n\n#### 2. 乙\n", 3, "1.", 3, 4),
        ("## 甲\n\n#### （一）乙\n\n##### （二）丙\n", 5, "（一）", 4, 5),
    ],
)
def test_a_heading_on_another_level(body: str, line: int, form: str, right: int, own: int) -> None:
    [found] = told(headings_of_a_series_are_level, body)
    why = f"写作“{form}”的标题别处是 {right} 级，这一个是 {own} 级"
    mend = f"是同一级的，改成 {'#' * right}；原文如此的，不用管"
    assert row_of(found) == Told("T019", line, 1, own, "标题的级别与同样写法的不同", why, mend, "warning")


@pytest.mark.parametrize(
    "body",
    [
        "### （一）甲\n\n### （二）乙\n\n#### （一）丙\n\n#### （二）丁\n",
        "### （一）甲\n\n### （二）乙\n\n### （三）乙\n\n#### （一）丙\n\n#### （二）丁\n",  # two of five are no exception
        "### （一）甲\n\n#### （三）乙\n",
        "#### （一）甲\n\n### （二）乙\n",
        "## 甲\n\n### 1. 乙\n\n#### 1. 丙\n\n### 2. 丁\n\n#### 1. 戊\n\n#### 2. 己\n",
        "### 甲\n\n#### 乙\n\n### 丙\n\n### 丁\n",
        "### （一）甲\n\n（二）乙\n\n#### 1. 丙\n",
    ],
)
def test_headings_on_their_levels(body: str) -> None:
    assert told(headings_of_a_series_are_level, body) == []


@pytest.mark.parametrize(
    ("body", "ledger", "line", "column", "ids", "wrong"),
    [
        ("### 1. 甲 {#p1}\n\n### 2. 乙 {#p3}\n", None, 3, 11, ("p1", "p2", "p3"), False),
        ("### 1. 甲 {#p1}\n\n### 2. 乙 {#p3}\n", "p2: {}\n", 3, 11, ("p1", "p2", "p3"), True),
        ("### 1. 甲 {#p1}\n\n### 5. 乙 {#p3}\n", "p2: {}\n", 3, 11, ("p1", "p2", "p3"), True),
        ("### 甲 {#p1}\n\n### 乙 {#p3}\n", "p2: {}\n", 3, 8, ("p1", "p2", "p3"), True),
        ("### 1. 甲 {#p1}\n\n### 2. 乙 {#p3}\n", "p2: {}\np3: {}\n", 3, 11, ("p1", "p2", "p3"), False),
        ("甲\n\n### 8. 甲 {#p8}\n\n### 9. #p10 {role=problems #p10}\n", "p9: {}\n", 5, 28, ("p8", "p9", "p10"), True),
        ("### 1. 甲 {#p1}\n\n### 2. 乙 {#p2}\n\n### 3. 丙 {#p4}\n", "p3: {}\n", 5, 11, ("p2", "p3", "p4"), True),
    ],
)  # fmt: skip
def test_an_id_that_leaves_one_out(
    body: str, ledger: str | None, line: int, column: int, ids: tuple[str, str, str], wrong: bool
) -> None:
    [found] = told(ids_follow_the_numbers, body, ledger)
    before, skipped, own = ids
    why = f"上一个是 {before}，这一个是 {own}" + (f"；台账里有 {skipped}，没有 {own}" if wrong else "")
    mend = f"写错的，改成 {{#{skipped}}}；公开过的，不动"
    severity = "error" if wrong else "warning"
    assert row_of(found) == Told("R030", line, column, len(own) + 1, f"编号跳过了 {skipped}", why, mend, severity)
    edit = Edit(line=found.at.line, column=column + 1, length=len(own), text=skipped)
    assert found.fix == (Fix(edits=(edit,)) if wrong else Fix())


@pytest.mark.parametrize(
    "body",
    [
        "### 1. 甲 {#p1}\n\n### 2. 乙 {#p2}\n",
        "### 甲 {#p1}\n\n### 乙 {#p3}\n",
        "### 甲 {#p1}\n\n### 1. 乙 {#p3}\n",
        "### 1. 甲 {#p1}\n\n### 乙 {#p3}\n",
        "### 1. 甲 {#p1}\n\n### 3. 乙 {#p3}\n",
        "### 1. 甲 {#p1}\n\n### 2. 乙 {#p4}\n",
        "### 1. 甲 {#p3}\n\n### 2. 乙 {#p1}\n",
        "### 3. 甲 {#p3}\n\n### 2. 乙 {#p1}\n",
        "### 甲 {#p1}\n\n### 10. 乙 {#p3}\n",
        "### 1. 甲 {#p1}\n\n### 2. 乙 {#p3}\n\n### 3. 丙 {#p2}\n",
    ],
)
def test_ids_that_leave_none_out(body: str) -> None:
    assert told(ids_follow_the_numbers, body) == []


def test_each_id_is_looked_at() -> None:
    body = "### 1. 甲 {#p1}\n\n### 2. 乙 {#p4}\n\n### 3. 丙 {#p6}\n\n### 4. 丁 {#p8}\n"
    assert [row_of(each).line for each in told(ids_follow_the_numbers, body)] == [5, 7]


def test_sections_without_their_role() -> None:
    body = (
        "## 甲 {role=problems}\n\n### 1. 乙 {#p1}\n\n## 丙丁\n\n### 2. 丁 {#p2}\n\n## 戊\n\n己\n\n## 庚 {role=other}\n"
    )
    what, others = "这一部分没有写 role", "其他部分写明了 role"
    assert [row_of(each) for each in told(sections_have_their_role, body)] == [
        Told("R031", 5, 1, 2, what, f"{others}，这一部分里有事项", "在末尾加 {role=problems} 之类", "warning"),
        Told("R031", 9, 1, 1, what, others, "在末尾加 {role=other} 之类", "warning"),
    ]


def test_a_section_that_is_an_item() -> None:
    found = told(sections_have_their_role, "## 甲 {role=problems}\n\n## 丙\n\n## 1. 丁 {#p1}\n")
    assert [(row_of(each).line, each.mend) for each in found] == [
        (3, "在末尾加 {role=other} 之类"),
        (5, "在末尾加 {role=problems} 之类"),
    ]


@pytest.mark.parametrize("body", ["## 甲\n\n## 乙\n", "## 甲 {role=problems}\n\n## 乙 {role=other}\n", "甲\n"])
def test_sections_with_their_roles_or_all_without(body: str) -> None:
    assert told(sections_have_their_role, body) == []


def code(path: str, line: int, column: int, length: int, rule: str, value: str, meant: str, text: str) -> Finding:
    edit = Edit(line=line, column=column, length=length, text=text)
    return Finding(
        at=Span(path=path, line=line, column=column, length=length), code=rule, what=f"{value} 像是写错了",
        why=f"常用的是 {meant}", mend=f"改成 {meant}", severity="warning", fix=Fix(edits=(edit,)),
    )  # fmt: skip


def test_codes_that_are_a_letter_beside() -> None:
    facts = (
        "kind: Units\n      modality: planed", 'kind: "unitz"\n      modality: "STATED"', "kind: units\n      modality: stated",
        'kind: meters\n      modality: received', 'kind: ""', "unit: 只",
    )  # fmt: skip
    fact = '    - label: "甲"\n      value: "1"\n      {}\n      quotes: ["乙"]\n'
    entries = '  entries:\n    - {as_of: "2026-10-12", status: done, quote: "乙"}\n'
    ledger = "p1:\n  facts:\n" + "".join(fact.format(each) for each in facts) + entries
    path = f"{FOLDER}/ledger.yaml"
    assert told(codes_are_known, "### 1. 甲 {#p1}\n", ledger) == [
        code(path, 5, 13, 5, "R032", "Units", "units", "units"),
        code(path, 6, 17, 6, "R032", "planed", "planned", "planned"),
        code(path, 10, 13, 7, "R032", "unitz", "units", '"units"'),
        code(path, 11, 17, 8, "R032", "STATED", "stated", '"stated"'),
    ]


def test_kinds_of_organs_that_are_a_letter_beside() -> None:
    kinds = {"a": "Party", "b": '"goverment"', "c": "party", "d": "association", "e": ""}
    text = "".join(f'{key}:\n  name: "甲局"\n' + (f"  kind: {kind}\n" if kind else "") for key, kind in kinds.items())
    registers = read_registers({**{n: t for n, t in BASE.items() if "/" not in n}, "organs.yaml": text}, "content", [])
    assert registers is not None
    trees = {"organs.yaml": read_yaml(text, "content/organs.yaml").root}
    case = SiteCase(registers=registers, folder="content", trees=trees, slugs={}, pages={})
    assert list(kinds_of_organs_are_known.findings(case)) == [
        code("content/organs.yaml", 3, 9, 5, "R033", "Party", "party", "party"),
        code("content/organs.yaml", 6, 9, 11, "R033", "goverment", "government", '"government"'),
    ]
    assert list(kinds_of_organs_are_known.findings(case._replace(trees={}))) == []
