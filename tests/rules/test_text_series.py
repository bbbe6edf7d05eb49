"""Numbers that count on: a heading that became a paragraph, one on another level, an id left out, a section without its role."""

from typing import Any

import pytest

from tests.rules.space import Edit, edited, findings_of

NOTICE = "notices/2026-fangan/notice.md"
ITEMS = "### 1. 管网漏损率偏高 {#p1}\n\n年内完成老旧管网改造。\n\n### 2. 水表更新滞后 {#p2}\n\n分批更换到期水表。\n"
LOST, GOES_ON = "它的序号接着上一个标题", "它的序号接着上一个标题，下一个标题的序号又接着它"
HEADING = "是标题的，在行首加 ### 和一个空格"
LEVEL = "是同一级的，改成 ###；原文如此的，不用管"


def told(code: str, body: str) -> list[tuple[Any, ...]]:
    """Line (counted from that of the section), length, why, mend, severity, and the edit of each finding of a code."""
    texts, _ = edited([Edit(NOTICE, ITEMS, body)])
    first = texts[NOTICE].split("\n").index("## 一、任务 {role=plan}") + 1
    found = [each for each in findings_of(texts) if each.code == code]
    return [(f.at.line - first, f.at.length, f.why, f.mend, f.severity, *(e.text for e in f.fix.edits)) for f in found]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("### 1. 甲 {#p1}\n\n正文。\n\n2. 乙\n\n正文。\n\n### 3. 丙 {#p3}\n\n正文。\n", [(6, 4, GOES_ON, HEADING + "，末尾加事项编号", "error")]),
        ("### 1. 甲 {#p1}\n\n正文。\n\n2. 乙\n\n正文。\n", [(6, 4, LOST, HEADING + "，末尾加事项编号", "warning")]),
        ("### 1. 甲 {#p1}\n\n正文。\n\n2. 乙。\n\n正文。\n", []),
        ("### 1. 甲 {#p1}\n\n正文。\n\n2. 乙；\n\n正文。\n", []),
        ("### 1. 甲 {#p1}\n\n正文。\n\n3. 乙\n\n正文。\n", []),
        ("### 1. 甲 {#p1}\n\n正文。\n\n（二）乙\n\n正文。\n", []),
        ("### 1. 甲 {#p1}\n\n2. 乙。\n\n### 3. 丙 {#p3}\n\n正文。\n", [(4, 5, GOES_ON, HEADING + "，末尾加事项编号", "error")]),
        ("### （一）甲\n\n正文。\n\n（二）乙\n\n正文。\n\n### （三）丙\n\n正文。\n", [(6, 4, GOES_ON, HEADING, "error", "### ")]),
        ("### （一）甲\n\n正文。\n\n（二）乙\n\n## 二、丙\n\n正文。\n", [(6, 4, LOST, HEADING, "warning")]),
        ("### （一）甲\n\n（二）乙 {#p9}\n\n### （三）丙\n\n正文。\n", [(4, 10, GOES_ON, HEADING, "error")]),
        ("（一）甲\n\n正文。\n\n### （二）乙\n\n正文。\n", [(2, 4, GOES_ON, HEADING, "error", "### ")]),
        ("（一）甲。\n\n正文。\n\n### （二）乙\n\n正文。\n", []),
        ("（一）甲\n\n（二）乙\n\n（三）丙\n", []),
        ("### （一）甲\n\n（一）乙\n\n（二）丙\n\n### （二）丁\n\n正文。\n", []),  # a series below the first, and the second
        ("### （一）甲\n\n（一）乙\n\n### （二）丁\n\n正文。\n", []),
        ("### （一）甲\n\n## 二、乙\n\n（一）丙\n\n### （二）丁\n\n正文。\n", [(6, 4, GOES_ON, HEADING, "error", "### ")]),
        (f"### 1. 甲 {{#p1}}\n\n2. {'乙' * 77}\n\n### 3. 丙 {{#p3}}\n", [(4, 80, GOES_ON, HEADING + "，末尾加事项编号", "error")]),
        (f"### 1. 甲 {{#p1}}\n\n2. {'乙' * 78}\n\n### 3. 丙 {{#p3}}\n", []),
    ],
)  # fmt: skip
def test_a_heading_that_became_a_paragraph(body: str, found: list[tuple[Any, ...]]) -> None:
    assert told("T016", body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("### （一）甲\n\n### （二）乙\n\n#### （三）丙\n\n### （四）丁\n", [(6, 4, "写作“（一）”的标题别处是 3 级，这一个是 4 级", LEVEL, "warning")]),
        ("### （一）甲\n\n#### （二）乙\n", [(4, 4, "写作“（一）”的标题别处是 3 级，这一个是 4 级", LEVEL, "warning")]),
        (
            "### （一）甲\n\n#### （二）乙\n\n#### （三）丙\n",
            [
                (2, 3, "写作“（一）”的标题别处是 4 级，这一个是 3 级", "是同一级的，改成 ####；原文如此的，不用管", "warning"),
                (4, 4, "写作“（一）”的标题别处是 3 级，这一个是 4 级", LEVEL, "warning"),
            ],
        ),
        ("### （一）甲\n\n### （二）乙\n", []),
        ("### （一）甲\n\n#### （一）乙\n\n### （二）丙\n", [(4, 4, "写作“（一）”的标题别处是 3 级，这一个是 4 级", LEVEL, "warning")]),
        ("### （一）甲\n\n#### 1. 乙\n\n### （二）丙\n\n#### 1. 丁\n", []),
        ("### （一）甲\n\n#### （一）乙\n", []),
    ],
)  # fmt: skip
def test_a_heading_on_another_level(body: str, found: list[tuple[Any, ...]]) -> None:
    assert told("T019", body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("### 1. 甲 {#p1}\n\n### 2. 乙 {#p3}\n", [(4, 3, "上一个是 p1，这一个是 p3", "写错的，改成 {#p2}；公开过的，不动", "warning")]),
        ("### 1. 甲 {#p1}\n\n### 3. 乙 {#p3}\n", []),
        ("### 1. 甲 {#p1}\n\n### 2. 乙 {#p4}\n", []),
        ("### 1. 甲 {#p2}\n\n### 2. 乙 {#p4}\n\n### 3. 丙 {#p3}\n", []),
        ("### 甲 {#p1}\n\n### 乙 {#p3}\n", []),
    ],
)  # fmt: skip
def test_an_id_that_was_left_out(body: str, found: list[tuple[Any, ...]]) -> None:
    assert told("R030", body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"{ITEMS}\n## 二、其他\n\n正文。\n", [(10, 4, "其他部分写明了 role", "在末尾加 {role=other} 之类", "warning")]),
        (f"{ITEMS}\n## 二、任务\n\n### 3. 丙 {{#p3}}\n", [(10, 4, "其他部分写明了 role，这一部分里有事项", "在末尾加 {role=problems} 之类", "warning")]),
        (f"{ITEMS}\n## 二、其他 {{role=other}}\n\n正文。\n", []),
    ],
)  # fmt: skip
def test_a_section_without_its_role(body: str, found: list[tuple[Any, ...]]) -> None:
    assert told("R031", body) == found
