"""Lines that were meant as headings, and their marks: what is wrong in each, from which column to which, and what it becomes."""

import pytest

from site_builder.rules.heading_slips import mended_end
from site_builder.rules.text_slips import signs_are_whole
from tests.rules.small import Told, mended, row_of, told

PARAGRAPH = "，标题成了普通段落"
LESS, FULL, MANY = "标题的 # 后面少了空格", "标题的 # 是全角的", "标题的 # 太多"
AFTER, BEFORE, LISTED = "标题的 # 后面不是半角空格", "标题前面有特殊空格", "标题缩进在列表里"


def slip_of(body: str) -> Told | None:
    """The only slip of these lines, if there is one."""
    found = [row_of(each) for each in told(signs_are_whole, body)]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "length", "what", "why", "sign", "becomes"),
    [
        ("#甲", 1, LESS, "写的是“#甲”", "#", "#甲"),  # it may be text
        ("##甲", 2, LESS, "写的是“##甲”", "##", "## 甲"),
        ("#1. 甲", 1, LESS, "写的是“#1. 甲”", "#", "# 1. 甲"),
        ("#甲 {#p1}", 1, LESS, "写的是“#甲 {#p1}”", "#", "# 甲 {#p1}"),
        ("  ##甲", 4, LESS, "写的是“##甲”", "##", "## 甲"),
        ("######甲", 6, LESS, "写的是“######甲”", "######", "###### 甲"),
        ("##一二三四五六七八九十", 2, LESS, "写的是“##一二三四五六七八九十”", "##", "## 一二三四五六七八九十"),
        ("##一二三四五六七八九十百", 2, LESS, "写的是“##一二三四五六七八九十…”", "##", "## 一二三四五六七八九十百"),
        ("##甲 {#p1}", 2, LESS, "写的是“##甲 {#p1}”", "##", "## 甲 {#p1}"),
        ("##甲{#P1}", 8, LESS, "写的是“##甲{#P1}”", "##", "## 甲 {#p1}"),
        ("##甲 {#P1} -", 2, LESS, "写的是“##甲 {#P1} -”", "##", "## 甲 {#P1} -"),  # a dash is a character of the text
        ("##甲 {#P1}\u2009", 10, LESS, "写的是“##甲 {#P1}\u2009”", "##", "## 甲 {#p1}"),
        ("##{#P1}", 7, LESS, "写的是“##{#P1}”", "##", "## {#p1}"),
        ("##甲 {#P1} 乙", 2, LESS, "写的是“##甲 {#P1} 乙”", "##", "## 甲 {#P1} 乙"),
        ("＃甲", 1, FULL, "写的是“＃”", "#", "# 甲"),
        ("#＃ 甲", 3, FULL, "写的是“#＃”", "##", "## 甲"),
        ("＃＃＃＃＃＃＃甲", 7, FULL, "写的是“＃＃＃＃＃＃＃”", "######", "###### 甲"),
        ("####### 甲", 8, MANY, "有 7 个，最多六个", "######", "###### 甲"),
        ("########甲", 8, MANY, "有 8 个，最多六个", "######", "###### 甲"),
        ("#\u3000甲", 2, AFTER, "是 U+3000", "#", "# 甲"),
        ("##\t甲", 3, AFTER, "是 U+0009", "##", "## 甲"),
        ("## \t甲", 4, AFTER, "是 U+0009", "##", "## 甲"),
        ("##  \t甲", 5, AFTER, "是 U+0009", "##", "## 甲"),
        ("## \t 甲", 5, AFTER, "是 U+0009", "##", "## 甲"),
        ("##\u3000 甲", 4, AFTER, "是 U+3000", "##", "## 甲"),
        ("##\u3000甲{#P1}", 9, AFTER, "是 U+3000", "##", "## 甲 {#p1}"),
        ("\u3000# 甲", 3, BEFORE, "是 U+3000", "#", "# 甲"),
        ("\u2003# 甲", 3, BEFORE, "是 U+2003", "#", "# 甲"),
        (" \u3000 # 甲", 5, BEFORE, "是 U+3000", "#", "# 甲"),
        ("\u00a0## 甲｛#p1｝", 10, BEFORE, "是 U+00A0", "##", "## 甲 {#p1}"),
    ],
)  # fmt: skip
def test_signs_of_a_heading(line: str, length: int, what: str, why: str, sign: str, becomes: str) -> None:
    mend = f"改成 {sign} 加一个半角空格；确是正文的，在行首加 \\"
    assert slip_of(f"{line}\n") == Told("T013", 1, 1, length, what, why + PARAGRAPH, mend, "error")
    assert mended(signs_are_whole, f"{line}\n") == f"{becomes}\n"


@pytest.mark.parametrize("sign", ["#", "######", "#######", "＃"])
def test_a_sign_alone(sign: str) -> None:
    expected = Told("T013", 1, 3, len(sign), "只有 # 没有标题", "这一行会原样公开", "补上标题，或删去这一行", "error")
    assert slip_of(f"  {sign} \n") == expected
    assert mended(signs_are_whole, f"  {sign} \n") == f"  {sign} \n"


@pytest.mark.parametrize(
    ("body", "length", "becomes"),
    [
        ("- 甲\n\n  ## 乙\n", 5, "- 甲\n\n## 乙\n"),
        ("- 甲\n\n\t## 乙\n", 4, "- 甲\n\n## 乙\n"),
        ("- 甲\n\n  ## {#p1}\n", 5, "- 甲\n\n## {#p1}\n"),
        ("- 甲\n\n  ## {role=other}\n", 5, "- 甲\n\n## {role=other}\n"),
        ("- 甲\n  ## {role=other}\n", 5, "- 甲\n## {role=other}\n"),
        ("- 甲\n\n\t## {role=other}\n", 4, "- 甲\n\n## {role=other}\n"),
    ],
)
def test_a_heading_in_a_list(body: str, length: int, becomes: str) -> None:
    mend, at = "改成 ## 加一个半角空格；确是正文的，在行首加 \\", body.rstrip("\n").count("\n") + 1
    expected = Told("T013", at, 1, length, LISTED, "缩进的标题成了列表的一部分" + PARAGRAPH, mend, "error")
    assert slip_of(body) == expected
    assert mended(signs_are_whole, body) == becomes


@pytest.mark.parametrize(
    "line",
    ["# 甲", "  ## 甲", "###### 甲", "##  甲", "## \u3000甲", "##  \u3000甲", "## {#p1}", "## {role=other}", "  ## {role=other}", "\t## 甲", " \t## 甲",
     "- 甲\n\n## {role=other}", "- 甲\n\n乙\n\n  ## {role=other}", "## 甲 #", "\\# 甲", "\\#甲",
     "\\## 甲", "\\＃甲"],
)  # fmt: skip
def test_whole_headings_and_escaped_signs(line: str) -> None:
    assert slip_of(f"{line}\n") is None


MARKED, SHAPE = (
    "标题的标记写法不对",
    "标题末尾的标记是一对半角的大括号，后面什么也没有，例如 {#p1} 或 {#p1 role=problems}",
)
MOVE = "移到标题末尾，写成一个 {…}"


@pytest.mark.parametrize(
    ("words", "column", "length", "mark"),
    [
        ("甲 #p1", 2, 4, "{#p1}"),
        ("甲 #p1 ", 2, 5, "{#p1}"),
        ("甲\u3000#p1", 2, 4, "{#p1}"),
        ("甲 ＃p1", 2, 4, "{#p1}"),
        ("甲 #p1}", 2, 5, "{#p1}"),
        ("甲#p1}", 2, 4, "{#p1}"),
        ("甲#p1｝", 2, 4, "{#p1}"),
        ("甲 {#p1", 3, 4, "{#p1}"),
        ("甲 ｛#p1", 3, 4, "{#p1}"),
        ("甲 ｛#p1｝", 3, 5, "{#p1}"),
        ("甲 ｛#p1｝\u3000", 3, 5, "{#p1}"),
        ("甲 {#p1}\u3000", 3, 5, "{#p1}"),
        ("甲 {＃p1}", 3, 5, "{#p1}"),
        ("甲 {#Ｐ1}", 3, 5, "{#p1}"),
        ("甲 ｛#p01　role＝Problems｝", 3, 20, "{#p1 role=problems}"),
        ("甲 {#p1}{role=other}", 3, 5, "{#p1 role=other}"),
        ("甲 {#p1} \u3000{states=demands} {origin=amr}", 3, 5, "{#p1 states=demand origin=amr}"),
        ("甲 role=problems", 2, 14, "{role=problems}"),
        ("甲 states = demand}", 2, 17, ""),  # blanks inside: it cannot be told what was meant
        ("甲 ｛measures=None｝", 3, 15, "{measures=none}"),
        ("甲 ｛role=xyz｝", 3, 10, ""),
        ("甲 ｛origin=｝", 3, 9, ""),
        ("甲 ｛#p1 乙｝", 3, 7, ""),
        ("甲 {#p1}。", 3, 5, ""),
        ("甲 {#p1} 乙", 3, 5, ""),
        ("甲 ｛#p1｝ 乙 {#p2}", 3, 5, ""),
        ("{#p1} 甲 {#p2}", 1, 5, ""),
        ("甲 {#p1} \\{#p2}", 3, 5, ""),
        ("甲 {#p1}-{#p2}", 3, 5, ""),
        ("甲 {#p1} -", 3, 5, ""),
    ],
)  # fmt: skip
def test_a_mark_of_a_heading(words: str, column: int, length: int, mark: str) -> None:
    line = f"### {words}\n"
    mend = f"改成 {mark}" if mark else MOVE
    assert slip_of(line) == Told("T012", 1, 4 + column, length, MARKED, SHAPE, mend, "error")
    assert mended(signs_are_whole, line) == (f"### 甲 {mark}\n" if mark else line)
    assert [bool(each.fix) for each in told(signs_are_whole, line)] == [bool(mark)]


def test_braces_before_a_mark() -> None:
    line = "### 甲 {乙} #p1\n"
    assert slip_of(line) == Told("T012", 1, 10, 4, MARKED, SHAPE, "改成 {#p1}", "error")
    assert mended(signs_are_whole, line) == "### 甲 {乙} {#p1}\n"


@pytest.mark.parametrize(
    "words",
    ["甲 {#p1}", "甲{#p1}", "甲 {#p1} ", "甲 {#p1}\t", "甲\u3000{#p1}", "（一）甲 {#p1}", "甲（一） {#p1}", "甲：乙 {#p1 role=problems}",
     "甲 {role=problems #p1}", "{#p1}", "甲#p1", "甲\\{#p1}", "甲 \\#p1", "甲 \\role=problems", "甲 {p1}", "甲 {#1}", "甲role=problems乙"],
)  # fmt: skip
def test_a_mark_of_a_heading_that_is_whole(words: str) -> None:
    assert slip_of(f"### {words}\n") is None


@pytest.mark.parametrize("body", ["  ### 甲 ｛#p1｝\n", "### 甲 ｛#p1｝\n"])
def test_a_mark_of_an_indented_heading(body: str) -> None:
    assert mended(signs_are_whole, body) == body.replace("｛", "{").replace("｝", "}")


LOST, STRAY = "标题前面少了 #", "删去它，或移到标题末尾；确是正文的，前面写一个 \\"


@pytest.mark.parametrize(
    ("line", "column", "length", "told_of", "sign", "becomes"),
    [
        ("甲 {#p1}", 3, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲{#p1}", 2, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {#p1} ", 3, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {#p1}\u3000", 3, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲\u3000{#p1}", 3, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {#p1}\u200b", 3, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {#p1}\u2003", 3, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {role=problems}{#p1}", 3, 15, "{role=problems}", "####", "#### 甲 {role=problems #p1}"),
        ("-5度 {#p1}", 5, 5, "{#p1}", "####", "#### -5度 {#p1}"),  # a minus is no sign of a list
        ("-甲 {#p1}", 4, 5, "{#p1}", "####", "#### -甲 {#p1}"),
        ("-\u2003甲 {#p1}", 5, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("X光机不足 {#p1}", 7, 5, "{#p1}", "####", "#### X光机不足 {#p1}"),
        ("甲 {#p1", 3, 4, "{#p1", "####", "#### 甲 {#p1}"),
        ("甲 { #p1 }", 3, 7, "{ #p1 }", "####", "#### 甲 {#p1}"),
        ("甲 #p1}", 2, 5, "#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {#p12}", 3, 6, "{#p12}", "####", "#### 甲 {#p12}"),
        ("甲 {#p0000000001}", 3, 14, "{#p0000000001}", "####", "#### 甲 {#p1}"),
        ("1. 甲 {#p1}", 6, 5, "{#p1}", "####", "#### 1. 甲 {#p1}"),
        ("\u30001. 甲 {#p1}", 7, 5, "{#p1}", "####", "#### 1. 甲 {#p1}"),
        ("- 甲 {#p1}", 5, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("-\u3000甲 {#p1}", 5, 5, "{#p1}", "####", "#### 甲 {#p1}"),
        ("甲 {role=problems}", 3, 15, "{role=problems}", "##", "## 甲 {role=problems}"),
        ("甲 {states=demand}", 3, 15, "{states=demand}", "##", "## 甲 {states=demand}"),
        ("甲 {measures=none}", 3, 15, "{measures=none}", "##", "## 甲 {measures=none}"),
        ("甲 {origin=amr}", 3, 12, "{origin=amr}", "##", "## 甲 {origin=amr}"),
        ("甲 {role=problems #p1}", 3, 19, "{role=problems #p1}", "####", "#### 甲 {role=problems #p1}"),
        ("甲 {#p1} 乙 #p2}", 3, 5, "{#p1}", "####", "甲 {#p1} 乙 #p2}"),
    ],
)  # fmt: skip
def test_a_heading_without_its_sign(line: str, column: int, length: int, told_of: str, sign: str, becomes: str) -> None:
    why = f"“{told_of}”只在标题末尾有用，在这里会原样公开"
    expected = Told("T012", 1, column, length, LOST, why, f"在行首加上 {sign} 和一个空格", "error")
    assert slip_of(f"{line}\n") == expected
    assert mended(signs_are_whole, f"{line}\n") == f"{becomes}\n"


@pytest.mark.parametrize(
    ("line", "column", "length", "mark"),
    [("甲 {#p1}。", 3, 5, "{#p1}"), ("{role=other} 甲", 1, 12, "{role=other}"), ("甲#p1} 乙", 2, 4, "#p1}"),
     ("甲 {#p1} 乙 #p2", 3, 5, "{#p1}"), ("甲 {#p1}X", 3, 5, "{#p1}"), ("甲 \\{#p1} 乙 {#p2}。", 12, 5, "{#p2}"), ("- 甲 {#p1}，乙", 5, 5, "{#p1}"),
     ("甲 {#p1}-", 3, 5, "{#p1}"), ("甲 {#p1} - ", 3, 5, "{#p1}")],
)  # fmt: skip
def test_a_mark_inside_a_paragraph(line: str, column: int, length: int, mark: str) -> None:
    why = f"“{mark}”只在标题末尾有用，在这里会原样公开"
    assert slip_of(f"{line}\n") == Told("T012", 1, column, length, f"“{mark}”不在标题末尾", why, STRAY, "error")
    assert mended(signs_are_whole, f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        ("甲 {#p1}乙{#P2}{#p3}", None),
        ("甲{#p1}{#P2}乙 {#p3}", None),
        ("甲{#P1} \u3000{#P2}\t{#P3}\u3000", "甲 {#p1 #p2 #p3}"),
        ("甲{#P1}{role=xyz}", None),
        ("甲 ＃P１", "甲 {#p1}"),
        ("甲 {#P1}\u200b{#P2}\u200b", "甲 {#p1 #p2}"),
        ("甲 {#P1}X{#P2}", None),
        ("甲 {#P1}-{#P2}", None),
        ("甲 {#P1}-", None),
        ("甲 {#P1}\u2003{#P2}\u200a", "甲 {#p1 #p2}"),
        ("{#P1}", "{#p1}"),
        ("甲 {#P1}X", None),
        ("甲 {#P1 X}", None),
        ("甲 ｛origin=a=b｝", "甲 {origin=a=b}"),
    ],
)
def test_several_marks_become_one(words: str, becomes: str | None) -> None:
    assert mended_end(words) == (words if becomes is None else becomes)


@pytest.mark.parametrize(
    "line", ["甲 #p1", "甲 role=problems", "甲 \\{#p1}", "甲 {p1}", "甲 #1", "编号 p1 {甲}", "甲 role {乙}"]
)
def test_words_that_are_no_mark(line: str) -> None:
    assert slip_of(f"{line}\n") is None


@pytest.mark.parametrize(
    ("headings", "item", "section"),
    [
        ("# 一、甲\n\n### 1. 乙 {#p1}\n", "###", "#"),
        ("## 一、甲\n\n# 二、乙\n\n##### 1. 乙 {#p1}\n", "#####", "#"),
        ("## 一、甲\n\n### 1. 乙 {#p1}\n\n#### 2. 丙 {#p2}\n\n#### 3. 丁 {#p3}\n", "####", "##"),
        ("## 一、甲\n\n### 1. 乙 {#p1}\n\n### 2. 丙 {#p2}\n\n#### 3. 丁 {#p3}\n", "###", "##"),
        ("## 一、甲\n", "####", "##"),
        ("", "####", "##"),
    ],
)
def test_the_level_is_that_of_the_others(headings: str, item: str, section: str) -> None:
    for mark, sign in (("{#p9}", item), ("{role=other}", section)):
        assert mended(signs_are_whole, f"{headings}\n甲 {mark}\n") == f"{headings}\n{sign} 甲 {mark}\n"
