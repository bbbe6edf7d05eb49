"""A notice.md without its two lines ---, and a ledger that is none: what is said, where, and what it becomes."""

import pytest

from site_builder.records.findings import Finding
from site_builder.records.notice import read_ledger, read_notice
from site_builder.records.notice_parts import fence_findings, split_notice

NEW = "照 python build.py new 写出的样子补上"
START = "notice.md 以两行 --- 之间的 YAML 开头"
OPENS, CLOSES = "文件头开头的一行不是 ---", "文件头收尾的一行不是 ---"
THREE = "必须是三个半角的 -，前面什么也没有"
NO_END = "文件头没有收尾的 ---"


@pytest.mark.parametrize(
    ("text", "line", "what", "why", "mend", "edit"),
    [
        ("", 1, "文件是空的，没有文件头", START, NEW, None),
        (" \n\u3000\n", 1, "文件是空的，没有文件头", START, NEW, None),
        ("正文。\n", 1, "没有文件头", START, NEW, None),
        ("\n正文。\n", 1, "没有文件头", START, NEW, None),
        ("----\ntitle: a\n---\n", 1, OPENS, f"第一行{THREE}", "改成 ---", (1, 1, 4, "---")),
        ("———\ntitle: a\n---\n", 1, OPENS, f"第一行{THREE}", "改成 ---", (1, 1, 3, "---")),
        ("\n\n---\ntitle: a\n---\n", 1, OPENS, f"第一行{THREE}", "改成 ---", (1, 1, 5, "---")),
        ("title: a\n---\n", 1, "文件头少了开头的 ---", "文件头在两行 --- 之间", "在第一行前面加上 ---", (1, 1, 0, "---\n")),
        ("\ntitle：a\n---\n", 1, "文件头少了开头的 ---", "文件头在两行 --- 之间", "在第一行前面加上 ---", (1, 1, 1, "---\n")),
        ("---\ntitle: a\n－－－\n正文\n", 3, CLOSES, THREE, "改成 ---", (3, 1, 3, "---")),
        ("---\ntitle: a\n----\n正文\n", 3, CLOSES, THREE, "改成 ---", (3, 1, 4, "---")),
        ("---\ntitle: a\n\n正文。\n", 4, NO_END, "正文从这里开始，前面要有一行 ---", "在这一行前面加上 ---", (4, 1, 0, "---\n")),
        ("---\ntitle: a\n## 一、甲\n", 3, NO_END, "正文从这里开始，前面要有一行 ---", "在这一行前面加上 ---", (3, 1, 0, "---\n")),
        ("---\ntitle: a\n  - b\n# 注", 4, NO_END, "找到文件末尾也没有", "在文件头和正文之间加上一行 ---", None),
    ],
)  # fmt: skip
def test_a_head_without_its_lines(
    text: str, line: int, what: str, why: str, mend: str, edit: tuple[int, int, int, str] | None
) -> None:
    [found] = fence_findings(text, "n.md")
    assert (found.at.path, found.at.line, found.at.column) == ("n.md", line, 1)
    assert (found.code, found.what, found.why, found.mend) == ("R001", what, why, mend)
    assert [(e.line, e.column, e.length, e.text) for e in found.fix.edits] == ([edit] if edit else [])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: 1\n---\n正文\n", ("a: 1\n", 2, "正文\n", 4)),
        ("--- \na: 1\n...\n正文", ("a: 1\n", 2, "正文", 4)),
        ("---\n---\n正文", ("\n", 2, "正文", 3)),
        ("---\na: 1\n---", ("a: 1\n", 2, "", 4)),
        ("---\na: 1\n----\n", None),
        (" ---\na: 1\n---\n", None),
    ],
)
def test_the_two_parts(text: str, parts: tuple[str, int, str, int] | None) -> None:
    assert split_notice(text) == parts


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ("p1:\np2: {}\n", []),
        ("- a\n", [(1, 1, "R004", "台账应是一组以事项编号开头的键", "", "第一行写 p1: 这样的编号", None)]),
        ("P01:\n  entries: []\n", [(1, 1, "R002", "不认识的键 P01", "台账的键是 p1、p2 …，或 notice、targets、commitments", "改成 p1", "p1")]),
        ("p1:\nP01:\n", [(2, 1, "R002", "不认识的键 P01", "台账的键是 p1、p2 …，或 notice、targets、commitments", "改正键名，或删去这一段", None)]),
        ("target:\n", [(1, 1, "R002", "不认识的键 target", "台账的键是 p1、p2 …，或 notice、targets、commitments", "改成 targets", "targets")]),
        ("xyz:\n", [(1, 1, "R002", "不认识的键 xyz", "台账的键是 p1、p2 …，或 notice、targets、commitments", "改正键名，或删去这一段", None)]),
    ],
)  # fmt: skip
def test_the_keys_of_a_ledger(text: str, told: list[tuple[object, ...]]) -> None:
    found: list[Finding] = []
    ledgers, _ = read_ledger(text, "l.yaml", found)
    assert [
        (f.at.line, f.at.column, f.code, f.what, f.why, f.mend, f.fix.edits[0].text if f.fix else None) for f in found
    ] == told
    assert list(ledgers.items) == (
        ["p1", "p2"] if text.startswith("p1:\np2") else ["p1"] if text.startswith("p1:") else []
    )


# -- the ids of the items, and what belongs to none


def told_of(ids: list[str | None], ledger: str = "", window: str = "none") -> list[tuple[object, ...]]:
    """What reading says of a notice whose items have these ids; the first of them stands on line 9, each other two lines below."""
    head = f'title: "t"\nkind: rectification\norgan: a\npublished: "2024-10-17"\nwindow: {window}\n'
    items = [f"### {n}. 事项{f' {{#{item}}}' if item else ''}\n整改情况：已完成。\n" for n, item in enumerate(ids, 1)]
    found: list[Finding] = []
    read_notice("n", f"---\n{head}---\n## 一、整改 {{role=problems}}\n{''.join(items)}", ledger, "f", found)
    edits = [[(e.line, e.column, e.length, e.text) for e in f.fix.edits] for f in found]
    return [(f.at.path, f.at.line, f.code, f.what, f.why, f.mend, *edit) for f, edit in zip(found, edits, strict=True)]


@pytest.mark.parametrize(
    ("ids", "line", "item", "other", "right"),
    [
        (["p1", "p2", "p2"], 13, "p2", 11, "p3"),
        (["p1", "p1", "p3"], 11, "p1", 9, "p2"),
        (["p1", "p3", "p3"], 11, "p3", 13, "p2"),
        (["p2", "p2"], 9, "p2", 11, "p1"),
        (["p1", "p1"], 11, "p1", 9, "p2"),
        (["p5", "p5", "p7"], 9, "p5", 11, "p4"),
        (["p2", "p3", "p2"], 13, "p2", 9, "p4"),
        (["p1", "p2", "p4", "p2", "p5"], 15, "p2", 11, ""),
        (["p3", "p1", "p3", "p4"], 13, "p3", 9, ""),
    ],
)
def test_an_id_that_another_item_has(ids: list[str | None], line: int, item: str, other: int, right: str) -> None:
    why = f"第 {other} 行已有 {item}" + (f"，而 {right} 没有了" if right else "")
    mend, edits = (f"改成 {{#{right}}}", [(line, 13, 2, right)]) if right else ("给后一项一个新编号", [])
    assert told_of(ids) == [("f/notice.md", line, "R007", f"事项编号 {item} 重复", why, mend, *edits)]


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        ([], "正文没有带编号的事项"),
        (["p2"], "正文的事项有 p2"),
        (["p2", "p3", "p4"], "正文的事项有 p2、p3、p4"),
        (["p2", "p3", "p4", "p5"], "正文的事项有 p2 到 p5"),
        (["p1", None, "p4"], "正文的事项有 p1、p4"),
    ],
)
def test_a_ledger_of_no_item(ids: list[str | None], why: str) -> None:
    mend = "在正文标题末尾加 {#p9}，或改正这里的编号"
    assert told_of(ids, "p9: {}\n") == [("f/ledger.yaml", 1, "R008", "正文里没有事项 p9", why, mend)]


@pytest.mark.parametrize("ids", [["p8", None, "p10"], ["p8", None, None, "p11"], ["p7", "p8", "p8", "p10"]])
def test_a_ledger_of_an_item_whose_id_was_lost(ids: list[str | None]) -> None:
    assert [each[2] for each in told_of(ids, "p9: {}\n") if each[2] == "R008"] == []


@pytest.mark.parametrize(
    ("window", "told"),
    [
        ("unstated", []),
        ("soon", [("R004", "'soon' 不是 window 的写法", "可以是 unstated（原文未载明）、none（不适用），或一组键 kind、opens、closes、quote",
                   "改成上面的一种")]),
        ("{kind: publication, opens: 2024-10-17, closes: 2024-10-17}", []),
        ("{kind: publication, opens: 2024-10-17, closes: 2024-10-16}",
         [("W003", "期限先截止后开始", "opens 是 2024-10-17（第 6 行）", "把 closes 改成 2024-10-17 或以后")]),
    ],
)  # fmt: skip
def test_the_window_of_a_notice(window: str, told: list[tuple[str, ...]]) -> None:
    found = told_of(["p1"], window=window)
    assert [each[2:6] for each in found] == told
    assert {each[:2] for each in found} <= {("f/notice.md", 6)}
