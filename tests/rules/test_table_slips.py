"""Lines that were meant as a table and are none: what is said of which line, and what it becomes."""

import pytest

from tests.rules.space import Edit, edited, findings_of

N = "notices/2026-shuiwu/notice.md"
TABLE = "| 项目 | 金额 |\n| --- | --- |\n| 已付 | 0.2 |\n"
LINE = 72  # of the head of the table
ROW = "表格的一行不是以半角的 | 开头"
BESIDE = "上一行是表格，这一行成了段落"
DELIMITER = "表头下面的一行不对，表格成了段落"
ONLY = "表头下面一行只能有半角的 |、-、: 和空格"
NONE = (
    "以 | 开头而不是表格",
    "表格是表头一行、分隔一行（| --- | --- |），再是各行，中间不空行",
    "补上分隔的一行；确是正文的，写成 \\|",
    None,
)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("| 项目 | 金额 |\n| --- | --- |\n｜已付 | 0.2 |\n", [(2, ROW, BESIDE, "行首改成半角的 |", "|")]),
        ("| 项目 | 金额 |\n|---|---|\n| 已付 | 0.2 |\n｜另付 | 1 |\n", [(3, ROW, BESIDE, "行首改成半角的 |", "|")]),
        ("项目 | 金额 |\n| --- | --- |\n| 已付 | 0.2 |\n", [(0, "表头少了开头的 |", "没有它，表格成了段落", "在行首加上 |", "| 项")]),
        ("| 项目 | 金额 |\n| —— | —— |\n| 已付 | 0.2 |\n", [(1, DELIMITER, ONLY, "例如 | --- | --- |", "| -- | -- |")]),
        ("| 项目 | 金额 |\n｜---｜---\n| 已付 | 0.2 |\n", [(1, DELIMITER, ONLY, "例如 | --- | --- |", "|---|---|")]),
        ("| 项目 | 金额 |\n\n| 已付 | 0.2 |\n", [(0, *NONE), (2, *NONE)]),
        ("| 项目 | 金额 |\n", [(0, *NONE)]),
        ("\\| 项目 | 金额\n", []),
        ("项目 | 金额\n", []),
    ],
)  # fmt: skip
def test_a_table_that_is_none(new: str, told: list[tuple[object, ...]]) -> None:
    texts, _ = edited([Edit(N, TABLE, new)])
    found = sorted((f for f in findings_of(texts) if f.code == "T018"), key=lambda f: f.at)
    assert [(f.at.line - LINE, f.what, f.why, f.mend, f.fix.edits[0].text if f.fix else None) for f in found] == told
