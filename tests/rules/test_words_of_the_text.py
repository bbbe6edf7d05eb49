"""Headings that skip a level, blanks that were not filled in, and signs that have lost the other of their pair."""

import pytest

from site_builder.rules.rule import Rule
from site_builder.rules.wording import brackets_are_paired, headings_do_not_skip, no_placeholders, unpaired
from tests.rules.small import Told, row_of, told


def rows(rule: Rule, body: str) -> list[Told]:
    return [row_of(each) for each in told(rule, body)]


FIRST = "这是第一个标题"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("# 甲\n", []),
        ("## 甲\n", []),
        ("甲\n\n### 乙\n", [(3, 3, f"{FIRST}，这一个是 3 级", "##", "warning")]),
        ("###### 乙\n", [(1, 6, f"{FIRST}，这一个是 6 级", "##", "warning")]),
        ("## 甲\n\n### 乙\n\n#### 丙\n\n## 丁\n\n### 戊\n", []),
        ("## 甲\n\n#### 乙\n", [(3, 4, "上一个标题是 2 级，这一个是 4 级", "###", "error")]),
        ("# 甲\n\n### 乙\n", [(3, 3, "上一个标题是 1 级，这一个是 3 级", "##", "error")]),
        ("## 甲\n\n乙\n\n##### 丙\n\n###### 丁\n", [(5, 5, "上一个标题是 2 级，这一个是 5 级", "###", "error")]),
        ("## 甲\n\n### 乙\n\n##### 丙\n\n### 丁\n", [(5, 5, "上一个标题是 3 级，这一个是 5 级", "####", "error")]),
    ],
)
def test_levels_of_headings(body: str, found: list[tuple[int, int, str, str, str]]) -> None:
    assert rows(headings_do_not_skip, body) == [
        Told("T001", line, 1, length, "标题跳了级", why, f"改成 {right}", severity)
        for line, length, why, right, severity in found
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("甲于X月、X日办结", [(3, "X"), (6, "X")]),
        ("甲xx局", [(2, "xx")]),
        ("甲××同志", [(2, "××")]),
        ("甲某某公司", [(2, "某某")]),
        ("甲20XX年", [(2, "20XX")]),
        ("甲20××年", [(2, "20××")]),
        ("甲×月", [(2, "×")]),
        ("甲待定。", [(2, "待定")]),
        ("甲待补", [(2, "待补")]),
        ("甲（待补充）", [(3, "待补充")]),
        ("甲待填写。", [(2, "待填写")]),
        ("此处填写甲", [(1, "此处填写")]),
        ("甲____", [(2, "____")]),
        ("甲【 】乙（  ）", [(2, "【 】"), (6, "（  ）")]),
        ("甲 TODO 乙 tbd", [(3, "TODO"), (10, "tbd")]),
        ("甲__乙", []),
        ("MAX月", []),
        ("3×月", []),
        ("甲待定的乙", []),
        ("甲待定岗", []),
        ("甲待补贴", []),
        ("〔待填〕", []),
        ("甲（）乙", [(2, "（）")]),
        ("甲某乙", []),
    ],
)
def test_blanks_that_were_not_filled_in(line: str, found: list[tuple[int, str]]) -> None:
    assert rows(no_placeholders, f"甲\n\n{line}\n\n乙\n") == [
        Told(
            "T004", 3, column, len(words), "像是没填的空", f"有“{words}”", "对照原件填上；原文如此的，不用管", "warning"
        )
        for column, words in found
    ]


def test_blanks_in_several_lines() -> None:
    assert [(each.line, each.column) for each in rows(no_placeholders, "待定\n\n甲\n\n乙待定。\n")] == [(1, 1), (5, 2)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("甲", []),
        ("《甲》“乙”（丙）(丁)【戊】〔己〕「庚」『辛』", []),
        ("《甲（乙”丙）》", [("”", 4)]),
        ("（甲)", []),
        ("(甲）", []),
        ("（甲", [("（", 0)]),
        ("甲)", [(")", 1)]),
        ("《甲（乙》", [("（", 2)]),
        ("《“（甲》", [("“", 1), ("（", 2)]),
        ("《（甲》）", [("（", 1), ("）", 4)]),
        ("（（甲）", [("（", 0)]),
        ("（（甲））", []),
        ("（甲））", [("）", 3)]),
        ("（《甲）》乙（丙", [("《", 1), ("》", 4), ("（", 6)]),
        ("《甲《乙》", [("《", 0)]),
        ("”甲“", [("”", 0), ("“", 2)]),
        ("1）甲；2)乙；（3）丙", []),
        ("1）甲；乙）丙", [("）", 5)]),
        ("a)甲，十二）乙：③)丙", []),
        ("123)甲", [(")", 3)]),
        ("甲1)乙", [(")", 2)]),
        ("甲 1)乙", []),
        ("1”甲", [("”", 1)]),
        ("（甲；1）乙", []),
    ],
)
def test_signs_without_the_other_of_their_pair(text: str, wrong: list[tuple[str, int]]) -> None:
    assert unpaired(text) == wrong


OPEN, CLOSED = "同一段里后面没有与它成对的", "同一段里前面没有与它成对的"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("甲《乙\n", [(1, 2, "《", OPEN)]),
        ("甲”乙\n", [(1, 2, "”", CLOSED)]),
        ("甲（乙\n", [(1, 2, "（", OPEN)]),
        ("甲(乙\n", [(1, 2, "(", OPEN)]),
        ("甲）乙\n", [(1, 2, "）", CLOSED)]),
        ("甲)乙\n", [(1, 2, ")", CLOSED)]),
        ("- 甲\n- 乙《丙》《丁\n\n“戊\n", [(2, 7, "《", OPEN), (4, 1, "“", OPEN)]),
        ("# 甲】\n", [(1, 4, "】", CLOSED)]),
        ("甲《\n乙》\n", []),
        ("甲《\n\n乙》\n", [(1, 2, "《", OPEN), (3, 2, "》", CLOSED)]),
    ],
)
def test_signs_of_a_text(body: str, found: list[tuple[int, int, str, str]]) -> None:
    assert rows(brackets_are_paired, body) == [
        Told("T005", line, column, 1, f"“{sign}”不成对", why, "对照原件补上；原文如此的，不用管", "warning")
        for line, column, sign, why in found
    ]
