"""Notice text → HTML: every block in its element, every character escaped, quoted words marked once."""

from collections.abc import Mapping, Sequence

import pytest

from site_builder.records.outline import read_outline
from site_builder.views.prose import Highlight, anchors_of, heading, html_of, together


def shown(
    text: str,
    highlights: Mapping[int, Sequence[Highlight]] | None = None,
    anchors: Mapping[int, str] | None = None,
    links: Mapping[int, str] | None = None,
    shift: int = 0,
    first: int = 0,
) -> str:
    blocks = read_outline(text, "notice.md", 1, "problem", []).blocks
    return html_of(
        blocks=blocks[first:], first=first, anchors=anchors or {}, highlights=highlights or {}, links=links, shift=shift
    )


def test_anchors_are_those_of_items_and_measures_and_a_number_for_other_headings() -> None:
    text = "## 一\n### 1. 甲 {#p3}\n如下：\n- 乙\n- 丙\n#### 小\n## 二\n丁\n"
    outline = read_outline(text, "notice.md", 1, "problem", [])
    assert anchors_of(outline) == {0: "s1", 1: "p3", 3: "p3-m1", 4: "p3-m2", 5: "s2", 6: "s3"}


def test_words_keep_their_quotation_marks() -> None:
    blocks = read_outline("## '甲\"\n'乙\"丙'丁\"\n", "notice.md", 1, "problem", []).blocks
    assert html_of(blocks, 0, {}, {1: [(3, 5, "#e")]}) == (
        '<h2>\'甲"</h2>\n<p>\'乙"<a class="quoted" href="#e">丙\'</a>丁"</p>\n'
    )
    assert heading("'甲\"") == "'甲\""


def test_blocks_in_their_elements() -> None:
    assert shown("# 甲\n## 乙 & 丙\n丁 < 戊\n", anchors={0: "s1", 2: "p1-m1"}) == (
        '<h2 id="s1">甲</h2>\n<h2>乙 &amp; 丙</h2>\n<p id="p1-m1">丁 &lt; 戊</p>\n'
    )


@pytest.mark.parametrize(
    ("source", "shift", "level"),
    [("# 甲", 0, 2), ("## 甲", 0, 2), ("### 甲", -1, 2), ("### 甲", 2, 5), ("###### 甲", 1, 6)],
)
def test_headings_stay_between_two_and_six(source: str, shift: int, level: int) -> None:
    assert shown(source + "\n", shift=shift) == f"<h{level}>甲</h{level}>\n"


def test_a_heading_may_lead_somewhere() -> None:
    assert shown("前文\n## 甲\n## 乙\n", links={1: "/n/?a=1&b"}, first=1) == (
        '<h2><a href="/n/?a=1&amp;b">甲</a></h2>\n<h2>乙</h2>\n'
    )


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("- 甲\n- 乙\n", "<ul><li>甲</li><li>乙</li></ul>"),
        ("- 甲\n  - 乙\n    - 丙\n- 丁\n", "<ul><li>甲<ul><li>乙<ul><li>丙</li></ul></li></ul></li><li>丁</li></ul>"),
        ("- 甲\n  - 乙\n\n  丙\n- 丁\n", "<ul><li>甲<ul><li>乙</li></ul><p>丙</p></li><li>丁</li></ul>"),
        ("- 甲\n\n  乙\n", "<ul><li>甲<p>乙</p></li></ul>"),
        ("- 甲\n\n丙\n", "<ul><li>甲</li></ul>\n<p>丙</p>\n"),
        ("- 甲\n  - 乙\n# 丙\n", "<ul><li>甲<ul><li>乙</li></ul></li></ul>\n<h2>丙</h2>\n"),
    ],
)
def test_lists_are_closed_where_they_end(source: str, html: str) -> None:
    assert shown(source) == html


def test_a_list_that_begins_inside_is_whole() -> None:
    assert shown("- 甲\n  - 乙\n- 丙\n", anchors={1: "a", 2: "b"}, first=1) == (
        '<ul><li><ul><li id="a">乙</li></ul></li><li id="b">丙</li></ul>'
    )


REGION = '<div class="table-scroll" tabindex="0" role="region" aria-label="左右滚动：{0}"><table aria-label="{0}">'
TABLE = "| 甲 | <乙> |\n| --- | --- |\n| 一 | 二 |\n"


def test_a_table_is_named_by_its_heading_and_columns() -> None:
    rows = "<tbody><tr><td>一</td><td>二</td></tr>"
    named = REGION.format("一、情况：甲、&lt;乙&gt;")
    head = '<thead><tr><th scope="col">甲</th><th scope="col">&lt;乙&gt;</th></tr></thead>'
    closed = "</tbody></table></div>\n"
    assert shown("## 一、情况\n" + TABLE + "后文\n") == f"<h2>一、情况</h2>\n{named}{head}{rows}{closed}<p>后文</p>\n"
    twice = REGION.format("甲、&lt;乙&gt;") + head + rows + closed
    assert shown(TABLE + "\n" + TABLE) == twice + twice
    assert shown(TABLE, first=1) == REGION.format("表格") + rows + closed
    assert shown("- 丙\n" + TABLE) == "<ul><li>丙</li></ul>\n" + twice


@pytest.mark.parametrize(
    ("highlights", "html"),
    [
        ([], "甲乙&lt;丙丁"),
        ([(1, 3, "#e1")], '甲<a class="quoted" href="#e1">乙&lt;</a>丙丁'),
        (
            [(3, 5, "#e2"), (0, 1, "#e1")],
            '<a class="quoted" href="#e1">甲</a>乙&lt;<a class="quoted" href="#e2">丙丁</a>',
        ),
        (
            [(0, 2, "#e1"), (2, 3, '#"')],
            '<a class="quoted" href="#e1">甲乙</a><a class="quoted" href="#&quot;">&lt;</a>丙丁',
        ),
        (
            [(0, 3, "#e1"), (2, 4, "#e2"), (3, 4, "#e3")],
            '<a class="quoted" href="#e1">甲乙&lt;</a><a class="quoted" href="#e3">丙</a>丁',
        ),
    ],
)
def test_quoted_words_are_marked_once(highlights: list[Highlight], html: str) -> None:
    assert shown("甲乙<丙丁\n", {0: highlights}) == f"<p>{html}</p>\n"


def test_quoted_words_of_a_row_are_marked_in_their_cells() -> None:
    text = "| 甲乙 | 丙丁 | 戊 |\n| --- | --- | --- |\n"
    cells = shown(text, {0: [(1, 4, "#e1")]}).partition("<tr>")[2].partition("</tr>")[0]
    assert cells == (
        '<th scope="col">甲<a class="quoted" href="#e1">乙</a></th>'
        '<th scope="col"><a class="quoted" href="#e1">丙</a>丁</th><th scope="col">戊</th>'
    )
    assert shown(text, {0: [(0, 3, "#e1")]}).count("quoted") == shown(text, {0: [(2, 5, "#e1")]}).count("quoted") == 1
    whole = shown(text, {0: [(3, 5, "#e1")]})
    assert whole.count("quoted") == 1 and '<th scope="col"><a class="quoted" href="#e1">丙丁</a></th>' in whole


def test_short_titles_in_a_heading_do_not_break() -> None:
    assert heading("落实《采购<办法》") == '落实<span class="together">《采购&lt;办法》</span>'
    assert together("落实《采购办法》和《甲》") == '落实<span class="together">《采购办法》</span>和《甲》'
    assert shown("## 关于“台账不全”\n台账“不全”\n") == (
        '<h2>关于<span class="together">“台账不全”</span></h2>\n<p>台账“不全”</p>\n'
    )
    assert heading("甲").__html__() == "甲"
