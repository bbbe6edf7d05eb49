"""Notice text → blocks, sections, problems, measures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_block import StateBlock, paragraph

from site_builder.records import text_grammar
from site_builder.records.findings import Finding, Span
from site_builder.records.outline import Block, Outline, read_outline, split_number
from tests.cases import cases


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
        ("\\# 甲 \\# 乙", "# 甲 \\# 乙"),
        ("\\甲 \\# 乙", "\\甲 \\# 乙"),
        ("甲\\#乙", "甲\\#乙"),
        ("\\\\# 甲", "\\# 甲"),
        ("- \\- 甲", "- 甲"),
        ("甲\n乙", "甲乙"),
        ("甲，\n乙", "甲，乙"),
        ("GDP\n增长", "GDP 增长"),
        ("一。\nA", "一。 A"),
    ],
)
def test_escapes_and_joins(source: str, text: str) -> None:
    assert outline(source).text == text


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("##  甲 \t\n###\t乙\n", [("heading", 2, "甲"), ("paragraph", 0, "###\t乙")]),
        ("# 甲\n###### 乙\n", [("heading", 1, "甲"), ("heading", 6, "乙")]),
        ("## \u3000甲\u3000 \n", [("heading", 2, "\u3000甲\u3000")]),
        ("## \n甲\n", [("paragraph", 0, "## 甲")]),
        (" ## 甲\n", [("heading", 2, "甲")]),
        ("甲\n## 乙\n丙 \t\n", [("paragraph", 0, "甲"), ("heading", 2, "乙"), ("paragraph", 0, "丙")]),
        ("- 甲 \n-  乙\n\n- 丙\n", [("item", 1, "甲"), ("item", 1, "乙"), ("item", 1, "丙")]),
        ("- 甲\n丁\n", [("item", 1, "甲丁")]),
        ("- 甲\n\n丁\n", [("item", 1, "甲"), ("paragraph", 0, "丁")]),
        ("- 甲\n  - 乙\n", [("item", 1, "甲"), ("item", 2, "乙")]),
        ("- 甲\n- \n", [("item", 1, "甲 -")]),
        ("- # 甲\n", [("item", 1, "# 甲")]),
        (" \t甲 \n  乙\t\n", [("paragraph", 0, "甲乙")]),
        ("\u3000甲\n \u3000\n乙\n", [("paragraph", 0, "\u3000甲"), ("paragraph", 0, "乙")]),
    ],
)
def test_the_blocks_of_a_text(text: str, blocks: list[tuple[str, int, str]]) -> None:
    assert [(block.kind, block.level, block.text) for block in outline(text).blocks] == blocks


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| 甲 | 乙 |", ("甲", "乙")),
        ("|甲|乙", ("甲", "乙")),
        ("| 甲 |", ("甲",)),
        ("||", ("",)),
        ("|", ("",)),
        ("| | 乙 | | ", ("", "乙", "")),
        ("| 甲\\|乙 \t|", ("甲|乙",)),
        ("|\u3000甲 |", ("\u3000甲",)),
        ("| 甲 | \u3000", ("甲", "\u3000")),
    ],
)
def test_the_cells_of_a_row(line: str, cells: tuple[str, ...]) -> None:
    assert text_grammar._cells(line) == cells


def test_headings_keep_their_closing_marks_and_lose_only_their_own() -> None:
    found: list[Finding] = []
    parsed = outline("## 一、甲 ## {role=problems}\n### 1. 乙 {#p1 states=demand origin=区委 x=1}\n", found)
    assert [b.text for b in parsed.blocks] == ["一、甲 ##", "1. 乙"]
    assert parsed.sections[0].role == "problems"
    problem = parsed.problems[0]
    assert (problem.number, problem.title, problem.states, problem.origin) == ("1", "乙", "demand", "区委")
    assert [(f.code, f.at.line, f.at.column) for f in found] == [("R006", 2, 39)]


@pytest.mark.parametrize(
    ("mark", "column", "wrong", "why"),
    [
        ("x=1", 11, "x=1", "只认 #p1、role=、states=、origin=、measures="),
        ("#q1", 11, "#q1", "只认 #p1、role=、states=、origin=、measures="),
        ("#p0", 11, "#p0", "只认 #p1、role=、states=、origin=、measures="),
        (
            "#p1 role=problem",
            15,
            "role=problem",
            "可以是 leadership、problems、next-steps、summary、plan、other；最接近的是 problems",
        ),
        ("states=plan", 11, "states=plan", "可以是 problem、demand、measure"),
        (
            "role=demand",
            11,
            "role=demand",
            "可以是 leadership、problems、next-steps、summary、plan、other",
        ),
    ],
)
def test_what_a_mark_may_not_say_is_found_at_its_place(mark: str, column: int, wrong: str, why: str) -> None:
    found: list[Finding] = []
    read_outline(f"说明。\n### 1. 甲 {{{mark}}}\n", "notice.md", 7, "problem", found)
    place = Span(path="notice.md", line=8, column=column, length=len(wrong))
    [finding] = found
    assert (finding.at, finding.code, finding.why) == (place, "R006", why)
    assert finding.what == f"标题末尾的 {{…}} 里有不认识的 {wrong}"
    assert (finding.mend, bool(finding.fix)) == (
        ("改成 role=problems", True) if wrong == "role=problem" else ("改正或删去", False)
    )


def test_a_mark_says_what_its_heading_is() -> None:
    parsed = read_outline(
        '## 一、甲\n## 二、乙 {role="plan"}\n### 1. 丙 {origin="区委 专题" #p1}\n### 2. 丁 {#p2 states="measure"}\n',
        "notice.md",
        1,
        "demand",
        [],
    )
    assert [(section.heading, section.role) for section in parsed.sections] == [("一、甲", "other"), ("二、乙", "plan")]
    assert [(p.states, p.origin) for p in parsed.problems] == [("demand", "区委 专题"), ("measure", None)]


BLOCKS = """\
## 甲 {role=problems}
乙
丙

- 一
  续

  再续

  三续
  - 细

  末
| 表 | 头 |
| --- | --- |
| 格 | 子 |
"""


def test_a_block_knows_its_kind_its_line_and_its_place_in_a_list() -> None:
    assert read_outline(BLOCKS, "notice.md", 10, "problem", []).blocks == (
        Block(kind="heading", text="甲", line=10, level=2),
        Block(kind="paragraph", text="乙丙", line=11),
        Block(kind="item", text="一续", line=14, level=1),
        Block(kind="item", text="再续", line=17, level=1, part=1),
        Block(kind="item", text="三续", line=19, level=1, part=2),
        Block(kind="item", text="细", line=20, level=2),
        Block(kind="item", text="末", line=22, level=1, part=1),
        Block(kind="row", text="表\t头", line=23, cells=("表", "头"), header=True),
        Block(kind="row", text="格\t子", line=25, cells=("格", "子")),
    )


def test_tables_keep_every_cell() -> None:
    rows = outline("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |\n| a \\| b |\n后文\n").blocks
    assert [b.text for b in rows] == ["甲\t乙", "1\t2\t3", "a | b", "后文"]


@pytest.mark.parametrize("text", ["甲\n| --- |\n| 1 |\n", "| 甲 |\n", "| 甲 |\n乙\n| --- |\n", "| 甲 |\n| --- | x\n"])
def test_what_has_no_line_below_its_head_is_no_table(text: str) -> None:
    assert {block.kind for block in outline(text).blocks} == {"paragraph"}


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
    (problem,) = outline(
        "### 1. 甲 {#p1}\n整改情况：\n\n做法如下：\n\n分工:\n\n整改情况：建立制度。\n\n再次检查。\n"
    ).problems
    assert [m.text for m in problem.measures] == ["建立制度。", "再次检查。"]
    assert problem.text == "整改情况：\n做法如下：\n分工:\n整改情况：建立制度。\n再次检查。"


def test_paragraphs_that_say_what_was_found_are_no_measures() -> None:
    """measures=none in the mark; what is listed is a measure all the same."""
    text = (
        "## 一 {role=problems}\n### 1. 甲 {#p1 measures=none}\n保证金滞留。\n\n另有一处。\n"
        "### 2. 乙 {measures=none #p2 states=demand}\n收入未入账。\n- 已入账。\n"
    )
    first, second = outline(text).problems
    assert (first.measures, first.text, first.title) == ((), "保证金滞留。\n另有一处。", "甲")
    assert ([m.text for m in second.measures], second.states) == (["已入账。"], "demand")


def test_an_item_and_its_measures_are_ranges_of_blocks() -> None:
    parsed = outline(
        "## 一\n### 1. 甲 {#p1}\n如下：\n- 一是甲。\n  - 细目\n- 二是乙。\n#### （1）小项 {#p2}\n丙。\n\n丁。\n# 二\n戊。\n"
    )
    assert [(p.id, p.line, p.start, p.stop, p.text) for p in parsed.problems] == [
        ("p1", 2, 1, 6, "如下：\n一是甲。\n细目\n二是乙。"),
        ("p2", 7, 6, 9, "丙。\n丁。"),
    ]
    first, second = parsed.problems
    assert [(m.id, m.start, m.stop) for m in first.measures] == [("m1", 3, 5), ("m2", 5, 6)]
    assert [(m.id, m.start, m.stop) for m in second.measures] == [("m1", 7, 8), ("m2", 8, 9)]
    assert (first.measure("m2"), first.measure("m3")) == (first.measures[1], None)
    assert (parsed.problem("p2"), parsed.problem("p3")) == (second, None)


def test_a_heading_without_an_item_is_no_category() -> None:
    parsed = outline("## 情况\n### （一）空\n### （二）有\n### 概述\n### 1. 甲 {#p1}\n### （三）后\n#### 2. 乙 {#p2}\n")
    assert [(p.id, p.category) for p in parsed.problems] == [("p1", "情况"), ("p2", "（三）后")]
    assert parsed.sections[0].categories == ("（三）后",)


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
        ("⒈抓", ("1", "抓")),
        ("⒛ 抓", ("20", "抓")),
        ("㊀抓", ("㊀", "抓")),
        ("㊉抓", ("㊉", "抓")),
        ("【1】抓", ("1", "抓")),
        ("【问题十二】 抓", ("十二", "抓")),
        ("【整改任务3】抓", ("3", "抓")),
        ("【2024】抓", (None, "【2024】抓")),
        ("【公示】抓", (None, "【公示】抓")),
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


_BEGINNINGS = [
    "",
    "- ",
    "-",
    "- - ",
    "-  ",
    "-      ",
    "-\t",
    "  ",
    "    ",
    "\t",
    " - ",
    "   - ",
    "# ",
    "#### ",
    "|",
    "- |",
    "- #",
]
_LINES = st.tuples(
    st.sampled_from(_BEGINNINGS),
    st.sampled_from(["", "甲", "\u3000乙", "-", "- ", "丙 ", "|---|", "\f", "\\- x", "a|"]),
)


def _with_its_white_space(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's paragraph, whose words it has stripped of all white space, not of the file's blanks alone."""
    found = paragraph(state, start, end, silent)
    lines = state.getLines(start, state.line, state.blkIndent, False)
    state.tokens[-2].content = lines.strip(" \t\n")
    return found


@settings(max_examples=cases(200), deadline=None)
@given(st.lists(_LINES.map("".join), max_size=9).map("\n".join))
def test_what_is_plain_is_read_as_markdown_it_reads_it(text: str) -> None:
    quick = outline(text).blocks
    thorough = text_grammar._held()
    thorough.block.ruler.at("paragraph", _with_its_white_space)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_grammar, "_PARSER", thorough)
        patch.setattr(text_grammar, "_lines_of_list", lambda state, start, end: [])
        assert outline(text).blocks == quick
