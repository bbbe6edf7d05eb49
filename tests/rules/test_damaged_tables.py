"""Lines that were meant as a table, and signs inside paragraphs: where each slip is, what is said of it, and what the text becomes."""

import pytest

from site_builder.rules.text_slips import signs_are_whole
from tests.rules.small import Told, mended, row_of, told


def slips_of(body: str) -> list[Told]:
    return [row_of(each) for each in told(signs_are_whole, body)]


def at(line: int, column: int, length: int, says: tuple[str, str, str], code: str, severity: str = "error") -> Told:
    return Told(code, line, column, length, *says, severity)


NONE = (
    "以 | 开头而不是表格",
    "表格是表头一行、分隔一行（| --- | --- |），再是各行，中间不空行",
    "补上分隔的一行；确是正文的，写成 \\|",
)
ROW = ("表格的一行不是以半角的 | 开头", "上一行是表格，这一行成了段落", "行首改成半角的 |")
HEAD_ALONE = ("表格的一行不是以半角的 | 开头", "没有它，表格成了段落", "行首改成半角的 |")
HEAD = ("表格的一行不是以半角的 | 开头", "", "行首改成半角的 |")
LESS = ("表格的一行少了开头的 |", "上一行是表格，这一行成了段落", "在行首加上 |")
HEAD_LESS = ("表头少了开头的 |", "没有它，表格成了段落", "在行首加上 |")
BELOW = ("表头下面的一行不对，表格成了段落", "表头下面一行只能有半角的 |、-、: 和空格", "例如 | --- | --- |")
TABLE = "| 甲 | 乙 |\n| --- | --- |\n"


@pytest.mark.parametrize(
    ("body", "found", "becomes"),
    [
        ("|\n", [(1, 1, 1, NONE)], None),
        ("| 甲 |\n", [(1, 1, 1, NONE)], None),
        ("  | 甲 |\n", [(1, 1, 1, NONE)], None),
        ("| 甲 |", [(1, 1, 1, NONE)], None),
        ("甲\n\n| 乙 |", [(3, 1, 1, NONE)], None),
        ("| --- |\n\n| 甲 |\n| --- |\n| 乙 |", [(1, 1, 1, NONE)], None),
        ("丙 | 丁\n\n| 甲 |\n| --- |", [], None),
        ("| --- | --- |\n", [(1, 1, 1, NONE)], None),
        ("甲\n| --- |\n", [(2, 1, 1, NONE)], None),
        ("甲 | 乙\n\n| --- |\n", [(3, 1, 1, NONE)], None),
        ("甲\n\n| 乙 |\n", [(3, 1, 1, NONE)], None),
        ("| 甲 |\n\n| 乙 |\n", [(1, 1, 1, NONE), (3, 1, 1, NONE)], None),
        ("| 甲 |\n| 乙 |\n| 丙 |\n", [(1, 1, 1, NONE)], None),
        ("| 甲 |\n｜ 乙 |\n| 丙 |\n", [(1, 1, 1, NONE)], None),
        ("| 甲 |\n乙\n| 丙 |\n", [(1, 1, 1, NONE), (3, 1, 1, NONE)], None),
        ("| 甲 |\n- 乙\n| 丙 |\n", [(1, 1, 1, NONE), (3, 1, 1, NONE)], None),
        ("| 甲 |\n乙=丙\n| 丁 |\n", [(1, 1, 1, NONE), (3, 1, 1, NONE)], None),
        ("甲 | 乙\n| --- | --- |\n| 丙 | 丁 |\n", [(1, 1, 1, HEAD_LESS)], "| 甲 | 乙\n| --- | --- |\n| 丙 | 丁 |\n"),
        ("甲 | 乙\n|:-:| :-- | \n", [(1, 1, 1, HEAD_LESS)], "| 甲 | 乙\n|:-:| :-- | \n"),
        ("丙\n\n甲 | 乙\n|-|\n", [(3, 1, 1, HEAD_LESS)], "丙\n\n| 甲 | 乙\n|-|\n"),
        (TABLE + "丙 | 丁\n", [(3, 1, 1, LESS)], TABLE + "|丙 | 丁\n"),
        (TABLE + "| 丙 | 丁 |\n戊 | 己\n", [(4, 1, 1, LESS)], TABLE + "| 丙 | 丁 |\n|戊 | 己\n"),
        (TABLE + "｜ 丙 | 丁 |\n", [(3, 1, 1, ROW)], TABLE + "| 丙 | 丁 |\n"),
        (TABLE + "| 丙 |\n｜ 丁 |\n", [(4, 1, 1, ROW)], TABLE + "| 丙 |\n| 丁 |\n"),
        (TABLE + "\u3000| 丙 | 丁 |\n", [(3, 1, 1, ROW)], None),
        (TABLE + " ｜ 丙 | 丁 |\n", [(3, 1, 1, ROW)], None),
        ("| 甲 |\n|：-－:｜\n", [(2, 1, 6, BELOW)], "| 甲 |\n|:--:|\n"),
        ("| 甲 |\n| —–－ |\n| 乙 |\n", [(2, 1, 7, BELOW)], "| 甲 |\n| --- |\n| 乙 |\n"),
        ("| 甲 |\n| ---\n", [(2, 1, 5, BELOW)], "| 甲 |\n| ---|\n"),
        ("| 甲 |\n| ---  \n", [(2, 1, 7, BELOW)], "| 甲 |\n| ---|\n"),
        ("| 甲 |\n| -- - |\n", [(2, 1, 8, BELOW)], None),
        ("| 甲 |\n｜- -｜\n", [(2, 1, 5, BELOW)], None),
        ("| 甲 |\n｜-｜ \n", [(2, 1, 4, BELOW)], "| 甲 |\n|-| \n"),
        ("| 甲 |\n| --- |\u3000\n", [(2, 1, 8, BELOW)], None),
        ("| 甲 |\n|||\n", [(2, 1, 3, BELOW)], None),
        ("| 甲 |\n|||", [(2, 1, 3, BELOW)], None),
        ("丙\n\n| 甲 |\n｜-｜\n", [(4, 1, 3, BELOW)], "丙\n\n| 甲 |\n|-|\n"),
        ("｜甲 |\n｜-｜\n", [(1, 1, 1, HEAD), (2, 1, 3, BELOW)], "|甲 |\n|-|\n"),
        ("\u3000|甲|\n| --- |\n", [(1, 1, 1, HEAD_ALONE)], None),  # the line below it is right
        ("\u2003|甲|\n| --- |\n", [(1, 1, 1, HEAD_ALONE)], None),
        ("｜甲|\n| --- |\n", [(1, 1, 1, HEAD_ALONE)], "|甲|\n| --- |\n"),
        ("  | 甲 |\n  | -- - |\n", [(2, 1, 10, BELOW)], None),
        ("  | 甲 |\n  | －-－ |\n", [(2, 1, 9, BELOW)], "  | 甲 |\n  | --- |\n"),
        ("  甲 | 乙\n  | --- |\n", [(1, 1, 1, HEAD_LESS)], "|   甲 | 乙\n  | --- |\n"),
        ("\u3000|甲 |\n｜-｜\n", [(1, 1, 1, HEAD), (2, 1, 3, BELOW)], "\u3000|甲 |\n|-|\n"),
    ],
)  # fmt: skip
def test_a_table_that_is_none(
    body: str, found: list[tuple[int, int, int, tuple[str, str, str]]], becomes: str | None
) -> None:
    assert slips_of(body) == [at(*each, "T018") for each in found]
    assert mended(signs_are_whole, body) == (body if becomes is None else becomes)


@pytest.mark.parametrize(
    "body",
    [TABLE, TABLE + "| 丙 | 丁 |\n", "| 甲 |\n|:-:|  \n| 乙\n", TABLE + "\n丙 | 丁\n", TABLE + "# 丙 | 丁\n", TABLE + "丙\n", "甲 | 乙\n", "\\| 甲\n",
     "甲 | 乙\n\n丙 | 丁\n", "- 甲 | 乙\n", "# 甲 | 乙\n", TABLE + "- 丙\n", "  | 甲 |\n  | --- |\n  | 乙 |\n", 
     "\t| 甲 |\n\t| --- |\n", "  | 甲 |\n| --- |\n  | 乙 |\n", " | 甲 |\n| --- |\n"],
)  # fmt: skip
def test_whole_tables_and_bars_of_the_text(body: str) -> None:
    assert slips_of(body) == []


CONFLICT = ("有没解决的合并冲突", "这一行是 git 合并时留下的标记", "两边的内容选定一边，删去标记")


def test_marks_of_a_merge() -> None:
    body = "<<<<<<< HEAD\n甲\n=======\n乙\n>>>>>>> 丙\n"
    assert slips_of(body) == [at(1, 1, 12, CONFLICT, "T011"), at(3, 1, 7, CONFLICT, "T011"), at(5, 1, 9, CONFLICT, "T011")]  # fmt: skip
    assert mended(signs_are_whole, body) == body
    assert slips_of("- <<<<<<< 甲\n\\<<<<<<< 甲\n甲 =======\n") == []


INSIDE = ("标题接在了上一段后面", "# 不在行首，标题成了段落的一部分", "在 # 前面换行，空一行；确是正文的，写成 \\##")
ITEM = ("列表的一条接在了上一条后面", "- 不在行首，两条成了一条", "在 - 前面换行；确是正文的，写成 \\-")


@pytest.mark.parametrize(
    ("line", "column", "length", "says", "becomes"),
    [
        ("甲。## 乙", 3, 4, INSIDE, "甲。\n\n## 乙"),
        ("甲。######  乙", 3, 9, INSIDE, "甲。\n\n######  乙"),
        ("甲。###乙 {#P1}", 3, 10, INSIDE, "甲。\n\n### 乙 {#p1}"),
        ("甲。### 乙 ｛＃p1｝", 3, 11, INSIDE, "甲。\n\n### 乙 {#p1}"),
        ("- 甲。## 乙<b>", 5, 7, INSIDE, "- 甲。\n\n## 乙<b>"),
        ("甲。- 一是乙", 3, 2, ITEM, "甲。\n- 一是乙"),
        ("甲；-十二是乙", 3, 1, ITEM, "甲；\n- 十二是乙"),
        ("- 甲。- 二是乙", 5, 2, ITEM, "- 甲。\n- 二是乙"),
    ],
)  # fmt: skip
def test_a_sign_inside_a_line(line: str, column: int, length: int, says: tuple[str, str, str], becomes: str) -> None:
    code = "T012" if says is INSIDE else "T014"
    assert slips_of(f"{line}\n") == [at(1, column, length, says, code)]
    assert mended(signs_are_whole, f"{line}\n") == f"{becomes}\n"


@pytest.mark.parametrize(
    "line",
    [
        "甲。# 乙",
        "甲。##乙",
        "甲 ## 乙",
        "甲\\## 乙",
        "甲，- 一是乙",
        "甲。－一是乙",
        "甲。\\- 一是乙",
        "甲。- 乙",
        "甲。--一是乙",
    ],
)
def test_signs_inside_a_line_that_are_text(line: str) -> None:
    assert slips_of(f"{line}\n") == []


BEFORE, MEANT = "标题的 # 前面有 \\", "\\ 使它成了普通段落"
MARKED = (BEFORE, MEANT, "是标题的，删去 \\；确是正文的，末尾写成 \\{")
NUMBERED = (BEFORE, MEANT, "是标题的，删去 \\；确是正文的，不用管")


@pytest.mark.parametrize(
    ("line", "says", "becomes"),
    [
        ("\\# 甲 {#p1}", MARKED, "# 甲 {#p1}"),
        ("\\###### 甲 {#p1} ", MARKED, "###### 甲 {#p1} "),
        ("\\## 一、甲 {role=other}", MARKED, "## 一、甲 {role=other}"),
        ("\\## 一、甲", NUMBERED, None),
        ("\\### （一）甲", NUMBERED, None),
        ("\\### 1. 甲", NUMBERED, None),
        ("\\### 123）甲", NUMBERED, None),
    ],
)
def test_a_heading_behind_a_backslash(line: str, says: tuple[str, str, str], becomes: str | None) -> None:
    severity = "error" if says is MARKED else "warning"
    assert slips_of(f"{line}\n") == [at(1, 1, 1, says, "T013", severity)]
    assert mended(signs_are_whole, f"{line}\n") == f"{line if becomes is None else becomes}\n"


@pytest.mark.parametrize(
    "line", ["\\# 甲", "\\# 甲 \\{#p1}", "\\####### 1. 甲", "\\#1. 甲", "\\## 1234. 甲", "甲 \\# 1. 乙"]
)
def test_a_backslash_before_words(line: str) -> None:
    assert slips_of(f"{line}\n") == []


COMMENT = (
    "有 HTML 注释",
    "正文里没有注释，这些字会原样公开",
    "删去它；内部意见不要写在正文里；确是正文的，前面写一个 \\",
)


def tag(words: str) -> tuple[str, str, str]:
    return "有 HTML 的标签或转义", f"“{words}”会原样显示在页面上", "删去它，只留文字；原文如此的，不用管"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("甲<!-- 乙 -->", [(2, 4, COMMENT, "error"), (9, 3, COMMENT, "error")]),
        ("甲&nbsp;乙<b>", [(2, 6, tag("&nbsp;"), "warning"), (9, 3, tag("<b>"), "warning")]),
        ("# <b>甲", [(3, 3, tag("<b>"), "warning")]),
        ("- </b>甲", [(3, 4, tag("</b>"), "warning")]),
        ("<table border='12345'>", [(1, 22, tag("<table border='12345"), "warning")]),
        ("<td border='12345678'>", [(1, 22, tag("<td border='12345678"), "warning")]),
        ("<table border='1234'", []),
        ("甲\\<!-- 乙\\-->", []),
        ("A<B、<办法>、R&D、A&B;", []),
    ],
)
def test_tags_and_comments(line: str, found: list[tuple[int, int, tuple[str, str, str], str]]) -> None:
    assert slips_of(f"{line}\n") == [
        at(1, column, length, says, "T015", severity) for column, length, says, severity in found
    ]
    assert mended(signs_are_whole, f"{line}\n") == f"{line}\n"


def test_a_tag_beside_another_slip() -> None:
    stray = (
        "“{#p1}”不在标题末尾",
        "“{#p1}”只在标题末尾有用，在这里会原样公开",
        "删去它，或移到标题末尾；确是正文的，前面写一个 \\",
    )
    assert slips_of("甲 {#p1} <b>\n") == [at(1, 3, 5, stray, "T012"), at(1, 9, 3, tag("<b>"), "T015", "warning")]
    assert slips_of("| <b> |\n") == [at(1, 1, 1, NONE, "T018"), at(1, 3, 3, tag("<b>"), "T015", "warning")]
    assert [each.code for each in slips_of("－ 甲<b>\n")] == ["T014", "T015"]
    assert [each.code for each in slips_of("##甲<b>\n")] == ["T013", "T015"]
    assert [each.code for each in slips_of("| 甲 {#p1} |\n")] == ["T012"]
