"""Notice text → blocks, sections, problems, measures."""

import pytest

from site_builder.findings import Finding
from site_builder.outline import Outline, read_outline, split_number


def outline(text: str, findings: list[Finding] | None = None) -> Outline:
    return read_outline(text, "notice.md", 1, "problem", [] if findings is None else findings)


@pytest.mark.parametrize(
    "line",
    [
        "**“重点”**工作",
        "138****1234 与 139****5678",
        "1. 不是列表",
        "* 不是列表",
        "+ 不是列表",
        "---",
        "<b>不是标记</b> & &amp;",
        "[不是链接](javascript:alert(1))",
        "a\\b",
        "-不是列表",
        "#不是标题",
        "    四个空格",
        "`代码`",
        "> 引文",
        "====",
        "####### 七个",
    ],
)
def test_nothing_else_is_markup(line: str) -> None:
    (block,) = outline(line + "\n").blocks
    assert (block.kind, block.text) == ("paragraph", line.strip())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("\\# 井号", "# 井号"),
        ("\\- 横线", "- 横线"),
        ("\\| 竖线", "| 竖线"),
        ("\\-", "-"),
        ("\\* 星号", "\\* 星号"),
        ("甲\n乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("GDP\n增长", "GDP 增长"),
        ("一。\nA", "一。 A"),
    ],
)
def test_escapes_and_joins(source: str, text: str) -> None:
    assert outline(source).text == text


def test_headings_keep_their_closing_marks_and_lose_only_their_own() -> None:
    found: list[Finding] = []
    parsed = outline("## 一、甲 ## {role=problems}\n### 1. 乙 {#p1 states=demand origin=区委 x=1}\n", found)
    assert [b.text for b in parsed.blocks] == ["一、甲 ##", "1. 乙"]
    assert parsed.sections[0].role == "problems"
    problem = parsed.problems[0]
    assert (problem.number, problem.title, problem.states, problem.origin) == ("1", "乙", "demand", "区委")
    assert [(f.code, f.at.line, f.at.column) for f in found] == [("R006", 2, 39)]


def test_tables_keep_every_cell() -> None:
    rows = outline("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |\n| a \\| b |\n后文\n").blocks
    assert [b.text for b in rows] == ["甲\t乙", "1\t2\t3", "a \\| b", "后文"]


def test_measures_are_list_items_with_all_that_is_in_them() -> None:
    (problem,) = outline(
        "### 1. 甲 {#p1}\n整改情况：\n- 一是甲。\n  - 细目\n- 二是乙。\n后文。\n#### （1）小项\n- 三是丙。\n"
    ).problems
    assert [(m.id, m.text) for m in problem.measures] == [
        ("m1", "一是甲。\n细目"),
        ("m2", "二是乙。后文。"),
        ("m3", "三是丙。"),
    ]


def test_without_a_list_paragraphs_are_measures_and_labels_are_not() -> None:
    (problem,) = outline("### 1. 甲 {#p1}\n整改情况：\n\n做法如下：\n\n整改情况：建立制度。\n\n再次检查。\n").problems
    assert [m.text for m in problem.measures] == ["建立制度。", "再次检查。"]
    assert problem.text == "整改情况：\n做法如下：\n整改情况：建立制度。\n再次检查。"


def test_the_nearest_higher_heading_is_the_category() -> None:
    parsed = outline(
        "## 二、情况\n### （一）甲方面\n#### 1. 一 {#p1}\n#### 2. 二 {#p2}\n### （二）乙方面\n#### 1. 三 {#p3}\n## 三、打算\n"
    )
    assert [(p.id, p.category) for p in parsed.problems] == [
        ("p1", "（一）甲方面"),
        ("p2", "（一）甲方面"),
        ("p3", "（二）乙方面"),
    ]
    assert parsed.sections[0].categories == ("（一）甲方面", "（二）乙方面")


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("1. 抓好落实", ("1", "抓好落实")),
        ("1.关于", ("1", "关于")),
        ("l、关于", ("l", "关于")),
        ("（1）抓", ("1", "抓")),
        ("①抓", ("①", "抓")),
        ("十一、关于", ("十一", "关于")),
        ("一是促进发展。", ("一", "一是促进发展。")),
        ("项目1.1 改造", ("1.1", "改造")),
        ("2024年工作", (None, "2024年工作")),
        ("20+8领域", (None, "20+8领域")),
        ("2.5亿元项目", (None, "2.5亿元项目")),
    ],
)
def test_numbers(heading: str, expected: tuple[str | None, str]) -> None:
    assert split_number(heading) == expected


def test_a_heading_of_nothing_but_its_mark_ends_what_stands_above() -> None:
    parsed = outline("## 一、整改 {role=problems}\n### 1. 甲 {#p1}\n已改。\n\n## {role=other}\n欢迎监督。\n")
    assert [block.text for block in parsed.blocks] == ["一、整改", "1. 甲", "已改。", "欢迎监督。"]
    assert (parsed.problems[0].text, parsed.text) == ("已改。", "一、整改\n1. 甲\n已改。\n欢迎监督。")
    assert [(each.heading, each.start, each.stop) for each in parsed.sections] == [("一、整改", 0, 3)]


@pytest.mark.parametrize(
    "words", ["责任单位：办公室", "整改时限:2026年6月底", "（完成时限：2026年6月）", "整改状态：已完成"]
)
def test_whose_task_it_is_and_by_when_is_no_measure(words: str) -> None:
    parsed = outline(f"### 1. 甲 {{#p1}}\n清理票据。\n\n{words}\n")
    assert [measure.text for measure in parsed.problems[0].measures] == ["清理票据。"]
    assert parsed.problems[0].text == f"清理票据。\n{words}"
