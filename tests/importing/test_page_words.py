# ruff: noqa: E501  markup reads better unbroken
"""A page's words as a browser shows them (HTML, 4.5, 4.10 and 15.3): not a character more or less, and what is no text is said."""

import pytest

from site_builder.importing.lines.manuscript import Manuscript
from site_builder.importing.readers.dispatch import read_manuscript

LONG = "一是修订票据领用办法，明确领用、核销、归档各环节责任人；二是对三年来的票据逐一核对，登记造册。"


def read(body: str) -> Manuscript:
    return read_manuscript(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode(), "a.html"
    )


def texts(body: str) -> list[str]:
    return [line.text for line in read(body).lines]


def whys(body: str) -> list[str]:
    return [each.why for each in read(body).doubts]


SHOWN = {
    "an unknown element": ("关于<st1:chsdate year='2024'>2024年</st1:chsdate>的<o:p></o:p>情况", "关于2024年的情况"),
    "a picture within a sentence": ("追回<img src='a.png'>3万元", "追回3万元"),
    "a comment within a sentence": ("追回<!--more-->3万元", "追回3万元"),
    "superscript": ("面积10<sup>4</sup>平方米", "面积10⁴平方米"),
    "superscript by style": ("面积10<span style='vertical-align: super'>4</span>平方米", "面积10⁴平方米"),
    "subscript": ("CO<sub>2</sub>排放", "CO₂排放"),
    "a note's number": ("办法<sup>[1]</sup>", "办法[1]"),
    "what was deleted": ("追回<del>12</del><ins>8</ins>万元", "追回8万元"),
    "what is struck": ("追回<s>12</s>8万元", "追回8万元"),
    "struck by style": ("追回<span style='text-decoration:line-through'>12</span>8万元", "追回8万元"),
    "ruby": ("<ruby>整<rp>(</rp><rt>zhěng</rt><rp>)</rp></ruby>改", "整(zhěng)改"),
    "a quotation": ("对<q>票据</q>问题", "对“票据”问题"),
    "a ticked box": ("<input type='checkbox' checked>已完成 <input type='checkbox'>未完成", "☑已完成 □未完成"),
    "a text field": ("金额<input type='text' value='3.2'>万元", "金额3.2万元"),
    "a fraction": ("占<math><mfrac><mn>3</mn><mn>4</mn></mfrac></math>", "占3/4"),
    "a power": ("<math><msup><mn>10</mn><mn>4</mn></msup></math>亩", "10⁴亩"),
    "a place to break a word": ("a<wbr>b&shy;c", "abc"),
    "no break": ("3&nbsp;万元", "3\u00a0万元"),
    "words hidden": ("甲<span hidden>藏</span><i style='display:none'>藏</i><b style='font-size:0'>藏</b>乙", "甲乙"),
    "a script within": ("甲<script>var x='乙'</script>丙", "甲丙"),
    "a size that is not nothing": ("甲<b style='font-size:0.8em'>乙</b>", "甲乙"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_words_in_a_paragraph_and_in_a_cell(name: str) -> None:
    body, shown = SHOWN[name]
    assert texts(f"<p>前文说明在这里。</p><p>{body}</p>") == ["前文说明在这里。", shown]
    assert texts(f"<p>前文说明在这里。</p><table><tr><td>一</td><td>{body}</td></tr></table>") == [
        "前文说明在这里。",
        f"一\t{shown}",
    ]


def test_lines_of_a_preformatted_text() -> None:
    assert texts("<pre>一、甲\n1.乙\n\n  2.丙</pre>") == ["一、甲", "1.乙", "2.丙"]


def test_a_stop_alone_on_its_line_belongs_to_the_one_before() -> None:
    assert texts("<p>一是核对票据<div></div>。</p><p>二是登记。</p>") == ["一是核对票据。", "二是登记。"]


CELLS = {
    "paragraphs": ("<p>3.2</p><p>1.5</p>", "3.2 1.5", "3.2\n1.5"),
    "breaks": ("3.2<br>1.5", "3.2 1.5", "3.2\n1.5"),
    "blocks": ("<div>3.2</div><div>1.5</div>", "3.2 1.5", "3.2\n1.5"),
    "a list": ("<ol><li>核对</li><li>登记</li></ol>", "1. 核对 2. 登记", "1. 核对\n2. 登记"),
}


@pytest.mark.parametrize("name", CELLS)
def test_parts_of_a_cell_stay_apart(name: str) -> None:
    inside, text, box = CELLS[name]
    (row,) = read(f"<table><tr><td>票据</td><td>{inside}</td></tr></table>").lines
    assert (row.cells[1], row.boxes[1].text) == (text, box)


def test_merged_cells_keep_their_columns() -> None:
    body = "<table><caption>整改台账</caption><tr><th rowspan=2>序号</th><th colspan=2>整改</th></tr><tr><th>措施</th><th>时限</th></tr><tr><td>1</td><td>核对</td><td>6月</td></tr></table>"
    found = read(body).lines
    assert [line.text for line in found] == ["整改台账", "序号\t整改", "\t措施\t时限", "1\t核对\t6月"]
    assert [(each.across, each.down) for each in found[1].boxes] == [(1, 1), (2, 1)]
    assert [(each.text, each.down) for each in found[2].boxes][0] == ("", 0)


def test_a_ledger_with_long_cells_is_a_table_and_a_frame_is_not() -> None:
    long = LONG * 20
    assert (
        len(
            read(
                f"<table><tr><td>1</td><td>票据</td><td>{long}</td></tr><tr><td>2</td><td>合同</td><td>{long}</td></tr></table>"
            )
            .lines[0]
            .cells
        )
        == 3
    )
    assert texts(f"<table><tr><td><p>{long}</p></td><td>导航</td></tr></table>") == [long]


LISTS = {
    "plain": ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
    "start": ("<ol start=3><li>甲</li><li>乙</li></ol>", ["3. 甲", "4. 乙"]),
    "value": ("<ol><li>甲</li><li value=7>乙</li><li>丙</li></ol>", ["1. 甲", "7. 乙", "8. 丙"]),
    "letters": ("<ol type=A><li>甲</li><li>乙</li></ol>", ["A. 甲", "B. 乙"]),
    "roman": ("<ol type=i><li>甲</li><li>乙</li></ol>", ["i. 甲", "ii. 乙"]),
    "backwards": ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"]),
    "Chinese": ("<ol style='list-style-type:cjk-ideographic'><li>甲</li><li>乙</li></ol>", ["一、甲", "二、乙"]),
    "formal": ("<ol style='list-style-type:simp-chinese-formal'><li>甲</li><li>乙</li></ol>", ["壹、甲", "贰、乙"]),
    "none": ("<ol style='list-style:none'><li>甲</li><li>乙</li></ol>", ["甲", "乙"]),
    "bullets": ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
    "with numbers of their own": ("<ol><li>一、甲</li><li>二、乙</li></ol>", ["一、甲", "二、乙"]),
    "within": ("<ol><li>甲<ol><li>乙</li></ol></li><li>丙</li></ol>", ["1. 甲", "1. 乙", "2. 丙"]),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_numbers_of_lists(name: str) -> None:
    body, shown = LISTS[name]
    assert texts(body) == shown


def test_what_is_hidden_or_struck_is_set_aside_and_said() -> None:
    body = "<p>追回<s>12</s>8万元。</p><p style='display:none'>看不见</p><table><tr style='display:none'><td>藏</td><td>行</td></tr><tr><td>甲</td><td>乙</td></tr></table>"
    assert {(each.text, each.why) for each in read(body).aside} == {
        ("12", "划了删除线的字"),
        ("看不见", "隐藏的字"),
        ("藏 行", "隐藏的字"),
    }
    assert "划了删除线的字没有收入，共 1 处，请核对" in whys(body)


def test_a_body_that_only_a_script_shows_is_read() -> None:
    """WeChat's pages."""
    body = f"<h1>关于整改情况的通报</h1><div id='js_content' style='visibility: hidden; opacity: 0;'><p>{LONG}</p><p>{LONG}</p></div>"
    assert texts(body) == ["关于整改情况的通报", LONG, LONG]
    assert "网页把正文标成不显示（要靠脚本显示），照样读了，请核对" in whys(body)


@pytest.mark.parametrize("name", ["wz", "print", "share-box", "print-content", "top", "header", "side", "tools"])
def test_a_text_in_a_container_of_an_odd_name(name: str) -> None:
    body = f"<div class='{name}'><p>一、整改情况</p><p>{LONG}</p><p>下一步持续推进。</p></div><div class='footer'>版权所有</div>"
    assert texts(body) == ["一、整改情况", LONG, "下一步持续推进。"]


@pytest.mark.parametrize("name", ["bottom", "sidebar-main", "search"])
def test_what_holds_most_of_the_page_is_no_navigation(name: str) -> None:
    body = f"<div class='{name}'><p>一、整改情况</p><p>{LONG}</p></div><p>打印本页</p>"
    assert texts(body)[:2] == ["一、整改情况", LONG]


@pytest.mark.parametrize("name", ["share", "crumbs", "nav", "footer", "login", "related"])
def test_navigation_of_the_same_kind_is_no_text(name: str) -> None:
    body = f"<div class='{name}'>当前位置：<a href='/'>首页</a> 分享到微信</div><div><p>{LONG}</p><p>{LONG}</p></div>"
    assert texts(body) == [LONG, LONG]


def test_an_article_over_several_pages_is_said() -> None:
    body = f"<div><p>{LONG}</p></div><div class='pager'><a href='1.html'>上一页</a><a href='3.html'>下一页</a></div>"
    assert "网页分了几页，这里只有一页，文字可能不全，请把其余各页也存下来合在一起" in whys(body)
    assert whys(f"<p>{LONG}</p><p><a href='2.html'>下一篇：另一份通报</a></p>") == []


def test_a_file_in_a_page_and_a_picture_in_a_sentence_are_said() -> None:
    body = (
        f"<p>{LONG}</p><iframe src='/pdfjs/viewer.html?file=/files/清单.pdf'></iframe><p>追回<img src='n.png'>万元</p>"
    )
    found = {(each.text, each.why) for each in read(body).doubts}
    assert ("清单.pdf", "网页里嵌着另一个文件，没有读，请单独导入") in found
    assert ("", "文字中间有 1 张图，图里的字没有读，请核对") in found
