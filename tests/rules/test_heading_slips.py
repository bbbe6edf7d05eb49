"""A line that was meant as a heading, and marks that stand beside their place: what they are put right to."""

import pytest

from site_builder.records.findings import Edit
from site_builder.rules.heading_slips import _whole, mended_end
from site_builder.rules.slip_lines import BodyLine
from tests.rules.space import BASE, edited, findings_of
from tests.rules.space import Edit as Change

N = "notices/2026-shuiwu/notice.md"


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        ("1. 甲", "1. 甲"),
        ("1. 甲 {#p1}", "1. 甲 {#p1}"),
        ("1. 甲 ｛＃p１｝", "1. 甲 {#p1}"),
        ("1. 甲{#P01}", "1. 甲 {#p1}"),
        ("1. 甲 #p1", "1. 甲 {#p1}"),
        ("1. 甲 {#p1", "1. 甲 {#p1}"),
        ("1. 甲 {#p1} {states=demand}", "1. 甲 {#p1 states=demand}"),
        ("1. 甲 {#p1}\u3000{role=problem}", "1. 甲 {#p1 role=problems}"),
        ("甲 {role=Problems}", "甲 {role=problems}"),
        ("甲 {role＝problems}", "甲 {role=problems}"),
        ("甲 {role=xyz}", "甲 {role=xyz}"),  # nobody can tell
        ("甲 {origin=amr}", "甲 {origin=amr}"),
        ("甲 {origin=}", "甲 {origin=}"),
        ("甲 {#p1} 乙", "甲 {#p1} 乙"),  # words follow
        ("甲 {#p1} 乙 {#p2}", "甲 {#p1} 乙 {#p2}"),
        ("甲 {#p1}  ", "甲 {#p1}"),
    ],
)
def test_a_mark_at_the_end(words: str, mended: str) -> None:
    assert mended_end(words) == mended


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("abcd", "abXd", (3, 1, "X")),
        ("abcd", "abcdX", (5, 0, "X")),
        ("abcd", "Xabcd", (1, 0, "X")),
        ("abcd", "ad", (2, 2, "")),
        ("aa", "aaa", (3, 0, "a")),
        ("ab", "", (1, 2, "")),
    ],
)
def test_the_smallest_edit_of_a_line(old: str, new: str, edit: tuple[int, int, str]) -> None:
    column, length, text = edit
    [made] = _whole(BodyLine(7, old, "paragraph"), new).edits
    assert made == Edit(line=7, column=column, length=length, text=text)


WHY = "标题成了普通段落"
ESCAPED = "；确是正文的，在行首加 \\"


@pytest.mark.parametrize(
    ("old", "new", "code", "column", "length", "what", "why", "mend", "fixed"),
    [
        ("### （二）管理方面", "＃＃＃ （二）管理方面", "T013", 1, 4, "标题的 # 是全角的", f"写的是“＃＃＃”，{WHY}",
         f"改成 ### 加一个半角空格{ESCAPED}", "### （二）管理方面"),
        ("### （二）管理方面", "###（二）管理方面", "T013", 1, 3, "标题的 # 后面少了空格", f"写的是“###（二）管理方面”，{WHY}",
         f"改成 ### 加一个半角空格{ESCAPED}", "### （二）管理方面"),
        ("### （二）管理方面", "####### （二）管理方面", "T013", 1, 8, "标题的 # 太多", f"有 7 个，最多六个，{WHY}",
         f"改成 ###### 加一个半角空格{ESCAPED}", "###### （二）管理方面"),
        ("### （二）管理方面", "###\u3000（二）管理方面", "T013", 1, 4, "标题的 # 后面不是半角空格", f"是 U+3000，{WHY}",
         f"改成 ### 加一个半角空格{ESCAPED}", "### （二）管理方面"),
        ("### （二）管理方面", "\u3000### （二）管理方面", "T013", 1, 5, "标题前面有特殊空格", f"是 U+3000，{WHY}",
         f"改成 ### 加一个半角空格{ESCAPED}", "### （二）管理方面"),
        ("### （二）管理方面", "###", "T013", 1, 3, "只有 # 没有标题", "这一行会原样公开", "补上标题，或删去这一行", None),
    ],
)  # fmt: skip
def test_a_heading_that_became_a_paragraph(
    old: str, new: str, code: str, column: int, length: int, what: str, why: str, mend: str, fixed: str | None
) -> None:
    texts, _ = edited([Change(N, old, new)])
    [found] = [each for each in findings_of(texts) if each.code == code]
    assert (found.at.column, found.at.length, found.what, found.why, found.mend) == (column, length, what, why, mend)
    assert bool(found.fix) == (fixed is not None)
    if fixed is not None:
        [edit] = found.fix.edits
        line = new[: edit.column - 1] + edit.text + new[edit.column - 1 + edit.length :]
        assert (line, edit.line) == (fixed, BASE[N][: BASE[N].index(old)].count("\n") + 1)


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("逐项整改 {#p9}。", ["{#p9}"]),
        ("逐项整改 #p9}", [" #p9}"]),
        ("逐项整改 ｛role=other｝", ["｛role=other｝"]),
        ("逐项整改，编号 #p9 见附表。", []),
        ("逐项整改 \\{#p9}。", []),
        ("逐项整改 {p9}。", []),
    ],
)
def test_a_mark_in_a_paragraph(words: str, marks: list[str]) -> None:
    texts, _ = edited([Change(N, "逐项整改。", words)])
    found = [each for each in findings_of(texts) if each.code == "T012"]
    line = "2026年5月20日市委第二巡察组反馈意见后，集团对巡察反馈的4项问题" + words
    assert [line[f.at.column - 1 : f.at.column - 1 + f.at.length] for f in found] == marks
    assert {f.what for f in found} <= {f"“{mark}”不在标题末尾" for mark in marks} | {"标题前面少了 #"}
