# ruff: noqa: E501  one wording a row reads better than a broken one
"""Word files, saved pages, Markdown and encodings: what their own form says becomes text, what surrounds the text does not."""

from io import BytesIO
from time import process_time

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from site_builder.importing.draft import Draft, draft_of
from site_builder.importing.names import organ_id
from site_builder.importing.readers.decode import decode
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError

TEXT = "中共云洲市园林局党组关于巡察整改情况的通报\n二、整改情况\n1.关于“票据管理不规范”问题\n一是清理旧票据的工作已经完成。\n"


def imported(raw: bytes, name: str) -> Draft:
    return draft_of(read_manuscript(raw, name), organ_id)


def saved(document: object) -> bytes:
    held = BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert decode((TEXT * 3).encode(encoding)) == (TEXT * 3, ())


def test_line_ends_are_one() -> None:
    assert decode("甲\r\n乙\r丙".encode()) == ("甲\n乙\n丙", ())


def test_damage_is_a_doubt() -> None:
    _, doubts = decode("一、整改情况\n锟斤拷情况".encode())
    assert [(doubt.line, doubt.text) for doubt in doubts] == [(2, "锟斤拷")]


def test_damage_all_over_a_large_file_is_told_at_once() -> None:
    """Each doubt is looked up from the beginning of the text, so no more are made than are told."""
    started = process_time()
    _, doubts = decode("锟斤拷\n".encode() * 200_000)
    assert [doubt.line for doubt in doubts] == list(range(1, 21))
    assert process_time() - started < 2


def test_hard_wraps_are_joined() -> None:
    paragraph = "一是完善票据领用登记制度,明确领用、核销、归档各环节责任人,并组织各科室对三年来的票据逐一核对,对缺号票据查明去向、登记造册,形成清单。"
    wrapped = [paragraph[start : start + 30] for start in range(0, len(paragraph), 30)]
    text = "\n".join(
        ["中共云洲市园林局党组关于巡察整改情况的通报", "二、整改情况", "1.关于“票据管理不规范”问题", *wrapped * 4]
    )
    (problem,) = imported(text.encode(), "a.txt").outline.problems
    assert [measure.text for measure in problem.measures] == [paragraph] * 4


def test_word_numbers_become_text() -> None:
    """What Word counts by itself is read as it shows it: 一、 and 1. are words of the notice."""
    document = Document()
    numbering = document.part.numbering_part.element
    for number, (form, words) in enumerate([("chineseCounting", "%1、"), ("decimal", "%1.")], 90):
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(number))
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for tag, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", words)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
        numbering.insert(0, abstract)
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(number))
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), str(number))
        num.append(link)
        numbering.append(num)

    def add(text: str, number: int | None = None) -> None:
        paragraph = document.add_paragraph(text)
        if number is not None:
            held = etree.SubElement(paragraph._p.get_or_add_pPr(), qn("w:numPr"))
            for tag, value in (("w:ilvl", "0"), ("w:numId", str(number))):
                etree.SubElement(held, qn(tag)).set(qn("w:val"), value)

    add("中共云洲市园林局党组关于巡察整改情况的通报")
    add("履行主体责任情况", 90)
    add("局党组高度重视。")
    add("反馈问题整改情况", 90)
    add("关于“票据管理不规范”问题", 91)
    add("清理旧票据。")
    add("关于“合同归档不及时”问题", 91)
    add("补归档。")
    draft = imported(saved(document), "a.docx")
    assert [section.heading for section in draft.outline.sections] == ["一、履行主体责任情况", "二、反馈问题整改情况"]
    assert [(p.number, p.title) for p in draft.outline.problems] == [
        ("1", "关于“票据管理不规范”问题"),
        ("2", "关于“合同归档不及时”问题"),
    ]
    assert "自动编号已转成文字" in [doubt.why for doubt in draft.doubts]


def test_word_headings_tables_and_margins() -> None:
    document = Document()
    document.add_heading("中共云洲市园林局党组关于巡察整改情况的通报", 0)
    document.add_heading("二、整改情况", 1)
    document.add_heading("1.关于“票据管理不规范”问题", 2)
    document.add_paragraph("清理旧票据。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ["序号", "事项", "1", "票据"], strict=True
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "内部材料"
    draft = imported(saved(document), "a.docx")
    assert draft.head.title == "中共云洲市园林局党组关于巡察整改情况的通报"
    assert draft.outline.text.split("\n") == [
        "二、整改情况",
        "1.关于“票据管理不规范”问题",
        "清理旧票据。",
        "序号\t事项",
        "1\t票据",
    ]
    assert [(each.text, each.why) for each in draft.aside] == [("内部材料", "页眉页脚")]


PAGE = """<!DOCTYPE html><html><head><meta name="PubDate" content="2024-03-05 09:00"><meta name="ContentSource" content="云洲清风">
<title>中共云洲市园林局党组关于巡察整改情况的通报-云洲清风网</title><link rel="canonical" href="https://yz.invalid/1.html"></head><body>
<form id="f"><div class="header"><ul><li><a href="/">首页</a></li><li><a href="/x">要闻</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a>&gt;<a href="/z">整改</a></div>
<div class="content"><h1>中共云洲市园林局党组关于巡察整改情况的通报</h1><div class="info">发布日期：2024-03-05<br>来源：云洲清风</div>
<div class="TRS_Editor"><p>　　二、整改情况</p><p>1.关于“票据管理不规范”问题<br>一是清理&nbsp;旧票据。<br/>二是核对<b>台</b><span>账</span>。</p>
<table><tr><th>序号</th><th>事项</th></tr><tr><td>1</td><td><p>票据</p></td></tr></table>
<p style="display:none">看不见的字</p></div></div><div class="share">分享到：<a href="#">微信</a></div></form>
<div class="footer">版权所有：云洲市园林局</div><script>"一、脚本"</script></body></html>"""


def test_page() -> None:
    draft = imported(PAGE.encode(), "a.html")
    assert draft.head.title == "中共云洲市园林局党组关于巡察整改情况的通报"
    assert (draft.head.published, draft.head.source and draft.head.source.name) == ("2024-03-05", "云洲清风")
    assert draft.head.source.url == "https://yz.invalid/1.html"  # type: ignore[union-attr]
    assert draft.outline.text.split("\n") == [
        "发布日期：2024-03-05", "来源：云洲清风", "二、整改情况", "1.关于“票据管理不规范”问题", "一是清理\u00a0旧票据。", "二是核对台账。",
        "序号\t事项", "1\t票据",
    ]  # fmt: skip
    assert [each.text for each in draft.aside] == [
        "首页",
        "要闻",
        "当前位置：首页>整改",
        "看不见的字",
        "分享到：微信",
        "版权所有：云洲市园林局",
    ]


def test_page_whose_date_is_only_in_its_meta_tags() -> None:
    page = PAGE.replace('<div class="info">发布日期：2024-03-05<br>来源：云洲清风</div>', "")
    draft = imported(page.encode(), "a.html")
    assert (draft.head.published, draft.head.source and draft.head.source.name) == ("2024-03-05 09:00", "云洲清风")
    assert "发布日期取自网页的元数据" in [doubt.why for doubt in draft.doubts]


def test_navigation_without_a_name() -> None:
    """Lines that are only links, before and behind the words, are navigation whatever their elements are called."""
    page = (
        "<body><p><a href='/'>首页</a> | <a href='/1'>要闻</a></p><p>中共云洲市园林局党组关于巡察整改情况的通报</p><p>二、整改情况</p>"
        "<p>1.关于“票据管理不规范”问题</p><p>整改情况：制定《<a href='/3'>票据办法</a>》，核对全部票据。</p><ul><li><a href='/2'>联系我们</a></li></ul></body>"
    )
    draft = imported(page.encode(), "a.html")
    assert draft.outline.text.split("\n")[0] == "二、整改情况"
    assert [each.text for each in draft.aside] == ["首页 | 要闻", "联系我们"]


@pytest.mark.parametrize("charset", ["gb2312", "undefined", "idna", "x-nobody"])
def test_page_declares_its_encoding(charset: str) -> None:
    """Pages made by a script may name no charset, but `undefined`."""
    page = PAGE.replace("<head>", f'<head><meta charset="{charset}">')
    assert imported(page.encode("gb18030"), "a.htm").head.title == "中共云洲市园林局党组关于巡察整改情况的通报"


def test_markdown_with_foreign_front_matter() -> None:
    text = "---\ntitle: 关于巡察整改情况的通报\ndate: 2024-03-05\n---\n\n## 二、整改情况\n\n### 1.关于“票据”不规范问题\n\n**一是**清理\n旧票据，致电138****1234。\n\n* 二是核对台账。\n"
    draft = imported(text.encode(), "a.md")
    assert draft.head.title == "关于巡察整改情况的通报"
    assert [measure.text for measure in draft.outline.problems[0].measures] == [
        "一是清理旧票据，致电138****1234。",
        "二是核对台账。",
    ]
    assert [each.text for each in draft.aside] == ["title: 关于巡察整改情况的通报", "date: 2024-03-05"]


@pytest.mark.parametrize(
    ("raw", "name", "why"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.doc", "旧版 Office 文件"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"PK\x03\x04 not a zip", "a.docx", "不是完好的 Word"),
        (b"a" * (32 * 1024 * 1024 + 1), "a.txt", "文件太大"),
        ("票".encode() * 2_000_001, "a.txt", "文件太长"),
    ],
)
def test_formats_that_are_not_read(raw: bytes, name: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read_manuscript(raw, name)
