# ruff: noqa: E501  rows of a table read better unbroken
"""Tables without ruled lines: laid out here with their truth, as Chromium and LibreOffice lay them out."""

import random
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing.lines.manuscript import Manuscript
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.page_glyphs import Glyph, GlyphPage, RuledLine
from site_builder.importing.readers.pages import manuscript_of
from tests.cases import cases

SIZE, WIDTH, LEFT = 10.0, 595.0, 60.0
HEADERS = ["存在问题", "整改措施", "责任单位", "完成时限", "完成情况", "整改目标", "备注"]
LEAD = "根据市委统一部署，市委第六巡察组对市园林局党组开展了常规巡察，并反馈了意见。现将整改情况以台账形式公布如下，请监督。"
SENTENCES = ["票据领用没有登记", "合同到期后没有及时续签，养护工作一度停顿", "逐张核对票据1,286张，对缺号的查明去向", "重新招标确定养护单位", "园林科", "已完成", "2024年6月底前", "长期坚持", "收回两处，另一处已起诉。修订办法", "正在整改"]  # fmt: skip


def broken(text: str, width: int) -> list[str]:
    """Lines of so many characters; punctuation does not begin one, figures and letters stay together."""
    lines, line = [], ""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and (text[end] in "，。、；）" or (text[at:end].isascii() and text[end].isascii())):
            end += 1
        if line and measure(line + text[at:end]) > width:
            lines.append(line)
            line = ""
        line += text[at:end]
        at = end
    return [*lines, line]


def measure(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def set_line(text: str, x: float, y: float) -> list[Glyph]:
    found = []
    for char in text:
        wide = SIZE * (0.5 if char.isascii() else 1.0)
        found.append(Glyph(char, x, x + wide, y, SIZE))
        x += wide
    return found


def page(number: int, glyphs: list[Glyph], rules: list[RuledLine]) -> GlyphPage:
    return GlyphPage(number, WIDTH, 842.0, glyphs, rules)


def laid_out(rows: list[list[str]], widths: list[int], pitch: float, padding: float, gap: float, *, middle: bool, lines: bool) -> tuple[list[Glyph], list[RuledLine]]:  # fmt: skip
    """A table below a line of prose, and a line of prose below it."""
    glyphs, rules = set_line(LEAD[:46], LEFT, 100), []
    y = 130.0
    for row in rows:
        cells = [broken(text, width) for text, width in zip(row, widths, strict=True)]
        tall = max(map(len, cells))
        x = LEFT
        for cell, width in zip(cells, widths, strict=True):
            down = (tall - len(cell)) / 2 if middle else 0
            for n, text in enumerate(cell):
                glyphs += set_line(text, x, y + (n + down) * pitch)
            x += width * SIZE + gap
        y += tall * pitch + padding
        if lines:
            rules.append(RuledLine(LEFT, y - pitch * 0.8, x - gap, y - pitch * 0.8))
    return glyphs + set_line(LEAD[:44], LEFT, y + 12), rules


@settings(max_examples=cases(120), deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.integers(3, 6),
    st.integers(2, 6),
    st.sampled_from([1.2, 1.4, 1.8]),
    st.sampled_from([0.0, 0.0, 3.0, 6.0, 10.0]),
    st.sampled_from([3.0, 6.0, 12.0]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_a_table_is_its_truth_or_none(dice: random.Random, columns: int, rows: int, pitch: float, padding: float, gap: float, middle: bool, lines: bool, numbered: bool, ended: bool) -> None:  # fmt: skip
    """Whatever the layout: the rows as they were, or the words as text; never a row that was not."""
    names = dice.sample(HEADERS, columns)
    body = [[dice.choice(SENTENCES) + "。" * ended for _ in names] for _ in range(rows)]
    if numbered:
        names, body = ["序号", *names], [[str(n), *row] for n, row in enumerate(body, 1)]
    widths = [2] * numbered + [dice.randint(5, 9) for _ in range(columns)]
    glyphs, rules = laid_out([names, *body], widths, SIZE * pitch, padding, gap, middle=middle, lines=lines)
    found = manuscript_of("a.pdf", [page(1, glyphs, rules)])
    read = [list(line.cells) for line in found.lines if line.cells]
    truth = [names, *body]
    assert read in ([], truth)
    if lines or padding >= 3 or (numbered and ended and not middle):
        assert read == truth
        assert [each.why for each in found.doubts] == [f"第 1 页的表格没有画线，按字的位置分成 {len(names)} 列，请核对"]


def prose(text: str, *, columns: int = 1, across: int = 44) -> list[Glyph]:
    """A text set in columns, each line full."""
    width = (across - 2 * (columns - 1)) // columns
    lines = broken(text, width)
    tall = -(-len(lines) // columns)
    return [
        glyph
        for n, line in enumerate(lines)
        for glyph in set_line(line, LEFT + n // tall * (width + 2) * SIZE, 100 + n % tall * 16)
    ]


def rows_of(*rows: str, at: tuple[int, ...] = (0, 12, 24, 36)) -> list[Glyph]:
    return [
        glyph
        for n, row in enumerate(rows)
        for place, text in zip(at, row.split("|"), strict=False)
        for glyph in set_line(text, LEFT + place * SIZE, 150 + n * 18)
    ]


NO_TABLES = {
    "prose": prose(LEAD * 8),
    "prose of two columns": prose(LEAD * 12, columns=2),
    "prose of three columns": prose(LEAD * 12, columns=3),
    "signatures": rows_of("责任单位（章）|填报人：某某|审核人：某某", "办公室|2024年3月5日|2024年3月6日", "财务科|2024年3月5日|2024年3月6日"),
    "labels": rows_of("责任单位：园林科|完成时限：六月底前|责任人：科长", "责任单位：财务科|完成时限：七月底前|责任人：科长", "责任单位：办公室|完成时限：长期坚持|责任人：主任"),
    "contents": rows_of("一|存在问题……………………|1", "二|整改措施……………………|3", "三|责任单位……………………|7", "四|完成情况……………………|9"),
    "contents without dots": rows_of("一|存在问题|1", "二|责任单位|3", "三|完成情况|7"),
    "names": rows_of("组长|张某|局长", "副组长|李某|副局长", "成员|王某|科长", "成员|赵某|科长"),
    "two columns": rows_of("整改措施|完成情况", "修订办法|已完成", "核对票据|已完成"),
    "figures": rows_of("2022年|128万元|12件", "2023年|256万元|15件", "2024年|310万元|19件"),
    "one row": rows_of("存在问题|整改措施|完成情况", "票据无登记|补登记|已完成"),
    "a header over two columns": rows_of("存在问题|整改金额|整改措施", "合同|12.5|修订办法", "票据|36.8|核对票据") + set_line("90.1", LEFT + 17 * SIZE, 168) + set_line("77.2", LEFT + 17 * SIZE, 186),
}  # fmt: skip


@pytest.mark.parametrize("kind", NO_TABLES)
def test_what_is_no_table(kind: str) -> None:
    found = manuscript_of("a.pdf", [page(1, NO_TABLES[kind], [])])
    assert [line.text for line in found.lines if line.cells] == []
    drawn = sorted(glyph.char for glyph in NO_TABLES[kind])
    assert sorted(char for line in found.lines for char in line.text if char != " ") == drawn


ROWS = [["序号", "存在问题", "整改措施", "完成情况"], ["1", "票据领用没有登记。", "补登记票据1,286张，修订领用办法。", "已完成"], ["2", "合同到期后没有及时续签，养护工作停顿。", "重新招标确定养护单位。", "正在整改"], ["3", "苗圃闲置土地管理不严。", "收回两处，另一处已起诉。", "长期坚持"]]  # fmt: skip


def test_a_table_goes_on_over_pages_and_a_row_broken_by_the_page_is_one() -> None:
    first, _ = laid_out(ROWS, [2, 8, 8, 6], 14.0, 0.0, 12.0, middle=False, lines=False)
    rest = [each for each in first if each.base < 300]
    cut = 130 + 14 * 5 - 1  # within the second row of the body: its last line stands on the next page
    top = [each for each in rest if each.base < cut]
    low = [each._replace(base=each.base - cut + 80) for each in rest if each.base >= cut]
    found = manuscript_of("a.pdf", [page(1, top, []), page(2, low, [])])
    assert [list(line.cells) for line in found.lines if line.cells] == ROWS
    assert "表格跨到第 2 页，这一行没有序号，已接在上一页的最后一行后面，请核对" in [each.why for each in found.doubts]


def test_a_table_goes_on_with_its_header_printed_again() -> None:
    first, _ = laid_out(ROWS[:3], [2, 8, 8, 6], 14.0, 5.0, 12.0, middle=True, lines=False)
    first = [each for each in first if each.base < 230]
    again, _ = laid_out(
        [ROWS[0], ROWS[3], ["4", *ROWS[1][1:]]], [2, 8, 8, 6], 14.0, 5.0, 12.0, middle=True, lines=False
    )
    again = [each for each in again if each.base > 110]
    found = manuscript_of("a.pdf", [page(1, first, []), page(2, again, [])])
    assert [list(line.cells) for line in found.lines if line.cells] == [*ROWS, ["4", *ROWS[1][1:]]]
    assert ("第 2 页：序号 存在问题 整改措施 完成情况", "续页重复的表头") in [
        (each.text, each.why) for each in found.aside
    ]


@pytest.mark.parametrize("kind", NO_TABLES)
def test_what_stands_on_the_page_after_a_table_is_read(kind: str) -> None:
    """Also where its first line crosses the columns of that table."""
    first, _ = laid_out(ROWS, [2, 8, 8, 6], 14.0, 5.0, 12.0, middle=False, lines=False)
    top = [each for each in first if each.base < 300]
    for behind in (NO_TABLES[kind], set_line(LEAD[:40], LEFT, 80) + NO_TABLES[kind]):
        found = manuscript_of("a.pdf", [page(1, top, []), page(2, behind, [])])
        assert [list(line.cells) for line in found.lines if line.cells][: len(ROWS)] == ROWS
        drawn = sorted(glyph.char for glyph in [*top, *behind])
        assert sorted(char for line in found.lines for char in line.text if char not in " \t") == drawn


@settings(max_examples=cases(60), deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_pages_of_any_kind_in_any_order_lose_nothing(dice: random.Random, number: int) -> None:
    """Tables whole, cut above or below, with and without lines between rows, and whatever is no table."""
    pages = []
    for n in range(1, number + 1):
        rules: list[RuledLine] = []
        if dice.random() < 0.4:
            glyphs = NO_TABLES[dice.choice(list(NO_TABLES))]
        else:
            rows = [ROWS[0], *([str(k), *dice.choice(ROWS[1:])[1:]] for k in range(1, dice.randint(2, 6)))]
            padding, lines = dice.choice([0.0, 5.0]), dice.random() < 0.5
            glyphs, rules = laid_out(rows, [2, 8, 8, 6], 14.0, padding, 12.0, middle=dice.random() < 0.5, lines=lines)
            least, most = sorted((dice.uniform(90, 320), dice.uniform(90, 320)))
            glyphs = [each for each in glyphs if least <= each.base <= most or most - least < 40]
            rules = [each for each in rules if least <= each.y0 <= most]
        pages.append(page(n, glyphs, rules))
    found = manuscript_of("a.pdf", pages)
    told = [char for line in found.lines for char in line.text] + [char for each in found.aside for char in each.text]
    drawn = [glyph.char for each in pages for glyph in each.glyphs]
    assert not Counter(drawn) - Counter(told)


STYLES = {
    "as browsers do": "",
    "padded": "td,th{padding:4px 8px}",
    "at the top": "td,th{vertical-align:top;padding:3px 6px}",
    "lines below rows": "table{border-collapse:collapse}td,th{border-bottom:1px solid #999;padding:4px}",
    "three lines": "table{border-collapse:collapse;border-top:2px solid;border-bottom:2px solid}th{border-bottom:1px solid}td,th{padding:3px 6px;vertical-align:top}",
    "in the middle": "td,th{text-align:center;padding:5px}",
}


@pytest.mark.audit
@pytest.mark.parametrize("style", STYLES)
def test_what_chromium_prints(style: str, tmp_path: Path) -> None:
    rows = [ROWS[0], *([str(n), *ROWS[1 + n % 3][1:]] for n in range(1, 25))]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    (tmp_path / "a.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><style>body{{font:12pt "WenQuanYi Micro Hei"}}{STYLES[style]}</style><h1>整改台账</h1><p>{LEAD}</p><table><thead><tr>{head}</tr></thead><tbody>{cells}</tbody></table><p>{LEAD}</p>',
        "utf-8",
    )
    told = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path / 'a.pdf'}",
    ]
    subprocess.run(["chromium", *told, (tmp_path / "a.html").as_uri()], check=True, capture_output=True, timeout=240)
    assert table_of(tmp_path / "a.pdf") == rows


@pytest.mark.audit
def test_what_libreoffice_prints(tmp_path: Path) -> None:
    """A Word table without borders; its rows are broken by the end of the page."""
    rows = [ROWS[0], *([str(n), *ROWS[1 + n % 3][1:]] for n in range(1, 40))]
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "WenQuanYi Micro Hei"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "WenQuanYi Micro Hei")
    document.add_paragraph(LEAD)
    table = document.add_table(len(rows), 4)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    document.add_paragraph(LEAD)
    document.save(str(tmp_path / "a.docx"))
    told = [
        f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(["soffice", *told, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=240)
    assert table_of(tmp_path / "a.pdf") == rows


def table_of(path: Path) -> list[list[str]]:
    found: Manuscript = read_manuscript(path.read_bytes(), "a.pdf")
    return [list(line.cells) for line in found.lines if line.cells]


def test_numbers_in_the_middle_of_rows_that_nothing_parts_show_no_rows() -> None:
    """The upper line of the second row stands nearer to the number of the first than to its own."""
    body = [
        ["1", "园林科。", "已完成。"],
        ["2", "票据领用没有登记。", "已完成。"],
        ["3", "票据领用没有登记。", "已完成。"],
    ]
    glyphs, _ = laid_out([["序号", "存在问题", "完成情况"], *body], [2, 5, 9], 12.0, 0.0, 3.0, middle=True, lines=False)
    found = manuscript_of("a.pdf", [page(1, glyphs, [])])
    assert [line.cells for line in found.lines if line.cells] == []
