# ruff: noqa: E501  operators and markup read better unbroken
"""Pages made for print: what stands where decides what is a line, a paragraph, a cell, a running head, a seal."""

import io
import re

import pytest
from PIL import Image

from site_builder.importing.lines.manuscript import Manuscript
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.importing.office.ofd_file import LEFT, PITCH, code, line, ofd, pages_of

WORDS = "The first paragraph of this page says what was done"


def pdf(*pages: str, more: str = "", means: dict[str, str] | None = None) -> bytes:
    """A PDF of operators (ISO 32000-1, 8 and 9) with Helvetica as /F; `more` of the page's dictionary.

    `means`: letters that stand for other characters, by a table of the font (9.10.3)
    """
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
    ]
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for number, words in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * number} 0 R{more}>>"
        )
        objects.append(f"<</Length {len(words)}>>stream\n{words}\nendstream")
    if means:
        lines = "".join(f"<{ord(char):02x}> <{text.encode('utf-16-be').hex()}>\n" for char, text in means.items())
        table = f"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(means)} beginbfchar\n{lines}endbfchar endcmap end"
        objects[2] = objects[2].replace(">>", f"/ToUnicode {len(objects) + 1} 0 R>>")
        objects.append(f"<</Length {len(table)}>>stream\n{table}\nendstream")
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{each}endobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>startxref\n{len(made)}\n%%EOF".encode()  # fmt: skip


def say(words: str, x: float = 50, y: float = 500, matrix: str = "1 0 0 1", size: float = 12) -> str:
    return f"BT /F {size} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def read(raw: bytes) -> Manuscript:
    return read_manuscript(raw, "a.pdf")


def texts(raw: bytes) -> list[str]:
    return [line.text for line in read(raw).lines]


def test_a_line_goes_on_where_the_next_word_would_not_have_fitted() -> None:
    full, short = "one two three four five six seven eight nine ten eleven", "twelve thirteen"
    page = say(full, 50, 500) + say(short, 50, 485) + say("next", 50, 470) + say(full, 50, 455) + say("end", 50, 440)
    assert texts(pdf(page)) == [f"{full} {short}", "next", f"{full} end"]


def test_words_drawn_twice_are_there_once_and_doubled_letters_stay() -> None:
    page = say(WORDS + " 1001") + say(WORDS + " 1001", 50.4)
    assert texts(pdf(page)) == [WORDS + " 1001"]


def test_characters_drawn_twice_a_little_apart_are_there_once() -> None:
    """As some programs print bold; PDFium drops them itself, OFD readers have to."""
    twice = code("整改情况如下逐条公布", 40, 60) + code("整改情况如下逐条公布", 40.2, 60)
    assert "整改情况如下逐条公布" in [each.text for each in ofd_read(twice).lines]


def test_one_sign_that_stands_for_two_characters() -> None:
    """A dash of two characters is often one drawing."""
    assert texts(pdf(say("abcdZefgh ijkl mnop"), means={"Z": "——"})) == ["abcd——efgh ijkl mnop"]


def test_what_stands_askew_or_is_too_small_is_set_aside() -> None:
    seal = say("SEAL OF THE OFFICE", 200, 300, "0.7 0.7 -0.7 0.7")
    found = read(pdf(say(WORDS) + seal + say("tiny", 50, 400, size=0.4)))
    assert [line.text for line in found.lines] == [WORDS]
    assert {each.text for each in found.aside} == {"第 1 页：SEAL OF THE OFFICE", "第 1 页：tiny"}


@pytest.mark.parametrize(
    ("matrix", "x", "steps"), [("0 1 -1 0", 100, (20, 0)), ("0 -1 1 0", 300, (-20, 0)), ("-1 0 0 -1", 380, (0, 20))]
)
def test_a_page_that_lies_on_its_side(matrix: str, x: int, steps: tuple[int, int]) -> None:
    y = {"0 1 -1 0": 40, "0 -1 1 0": 560, "-1 0 0 -1": 100}[matrix]
    page = "".join(
        say(words, x + n * steps[0], y + n * steps[1], matrix) for n, words in enumerate([WORDS, "second", "third"])
    )
    assert texts(pdf(page)) == [WORDS, "second", "third"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_shown_turned(turn: int) -> None:
    assert texts(pdf(say(WORDS) + say("second", 50, 450), more=f"/Rotate {turn}")) == [WORDS, "second"]


def test_a_scan_is_refused_with_the_way_out() -> None:
    held = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(held, "PDF")
    with pytest.raises(UnreadableError, match="扫描件") as refused:
        read(held.getvalue())
    assert (refused.value.code, refused.value.evidence) == ("scan", "1 页，文字 0 个，图 1 页")


def test_letters_drawn_as_outlines_are_refused() -> None:
    letter = "10 10 m 20 20 30 30 40 10 c f\n"
    with pytest.raises(UnreadableError, match="曲线") as refused:
        read(pdf(letter * 200))
    assert refused.value.code == "scan"


def test_a_page_without_words_among_others_is_said() -> None:
    picture = "q 300 0 0 400 50 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q\n"
    found = read(pdf(say(WORDS), picture, say(WORDS, 50, 450)))
    assert "第 2 页是图片，没有文字，没有读" in [each.why for each in found.doubts]
    assert [(line.text, line.page) for line in found.lines] == [(WORDS, 1), (WORDS, 3)]


def test_a_pdf_of_nothing_is_empty() -> None:
    with pytest.raises(UnreadableError) as refused:
        read(pdf("0 0 m 10 10 l S"))
    assert refused.value.code == "empty"


def grid(xs: list[float], ys: list[float], without: set[tuple[str, int, int]] | None = None) -> str:
    """Ruled lines between columns xs and rows ys; `without` names borders of cells that are missing (right, below)."""
    made = ""
    for i, y in enumerate(ys):
        for j in range(len(xs) - 1):
            if ("below", i - 1, j) not in (without or set()):
                made += line(xs[j], y, xs[j + 1], y)
    for j, x in enumerate(xs):
        for i in range(len(ys) - 1):
            if ("right", i, j - 1) not in (without or set()):
                made += line(x, ys[i], x, ys[i + 1])
    return made


XS, YS = [30.0, 60.0, 110.0, 170.0], [60.0, 70.0, 80.0, 90.0]


def cells(rows: list[list[str]], ys: list[float] = YS) -> str:
    return "".join(
        code(text, x + 2, y + 7)
        for row, y in zip(rows, ys, strict=False)
        for text, x in zip(row, XS, strict=False)
        if text
    )


def ofd_read(*pages: str) -> Manuscript:
    return read_manuscript(ofd(list(pages), head="云州市园林局文件"), "a.ofd")


LEAD = code("整改事项如下，逐条核对后予以公布", LEFT + 10, 50)


def test_merged_cells_of_a_ruled_table() -> None:
    table = grid(XS, YS, {("right", 0, 0), ("below", 1, 0)}) + cells(
        [["整改台账", "", "备注"], ["一", "票据", "已完成"], ["", "合同", "未完成"]]
    )
    rows = [each for each in ofd_read(LEAD + table).lines if each.cells]
    assert [each.text for each in rows] == ["整改台账\t备注", "一\t票据\t已完成", "\t合同\t未完成"]
    assert rows[0].boxes[0].across == 2
    assert rows[2].boxes[0].down == 0


def test_a_frame_and_an_underline_are_no_table() -> None:
    frame = grid([25.0, 190.0], [40.0, 55.0]) + line(40, 100, 90, 100)
    found = ofd_read(LEAD + frame + code("第二段话在线的上面", LEFT + 10, 99))
    assert [each.text for each in found.lines] == [
        "云州市园林局文件",
        "整改事项如下，逐条核对后予以公布",
        "第二段话在线的上面",
    ]


def test_a_table_over_two_pages_with_its_header_printed_again() -> None:
    head = ["序号", "事项", "进展"]
    low = [240.0, 250.0, 260.0]
    first = LEAD + grid(XS, low) + cells([head, ["1", "票据", "完成"]], low)
    second = grid(XS, YS) + cells([head, ["2", "合同", "完成"], ["3", "资金", "完成"]])
    found = ofd_read(first, second)
    assert [(each.text, each.page) for each in found.lines if each.cells] == [
        ("序号\t事项\t进展", 1), ("1\t票据\t完成", 1), ("2\t合同\t完成", 2), ("3\t资金\t完成", 2),
    ]  # fmt: skip
    assert ("第 2 页：序号 事项 进展", "续页重复的表头") in [(each.text, each.why) for each in found.aside]


def test_a_cell_wraps_only_where_it_is_full() -> None:
    """A cell of 60 mm takes eleven characters of 5 mm."""
    table = grid(XS, [60.0, 90.0]) + code("一", 32, 67) + code("甲", 62, 67)
    table += (
        code("修订办法并逐张核对票据", 112, 67)
        + code("登记造册", 112, 67 + PITCH)
        + code("另起一段", 112, 67 + 2 * PITCH)
    )
    (row,) = [each for each in ofd_read(LEAD + table).lines if each.cells]
    assert row.boxes[2].text == "修订办法并逐张核对票据登记造册\n另起一段"


def test_a_seal_of_a_file_is_counted() -> None:
    parts = {
        "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>',
        "Doc_0/Signs/Signatures.xml": '<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Signature ID="1"/></ofd:Signatures>',
    }  # fmt: skip
    found = read_manuscript(ofd([LEAD], parts), "a.ofd")
    assert "文件上有 1 处批注或签章，里面的字没有读，请核对" in [each.why for each in found.doubts]


def test_steps_written_once_and_steps_downwards() -> None:
    """GB/T 33190, 11.3: `g 3 5` is three times 5; DeltaY moves down."""
    across = '<ofd:TextObject Boundary="40 60 100 8" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 3 5 20 5">公开期限时间</ofd:TextCode></ofd:TextObject>'
    assert "公开期限 时间" in [
        each.text for each in ofd_read(LEAD + across + code("正文第二段在这里", LEFT + 10, 90)).lines
    ]


def test_ruled_lines_drawn_as_closed_boxes() -> None:
    """C closes a path (GB/T 33190, 9.1); it is no curve."""
    drawn = pages_of(["云州市园林局台账", "序号\t问题\t措施", "1\t路面破损\t修补", "2\t照明不足\t加灯"])

    def boxed(end: re.Match[str]) -> str:
        across, down = (max(float(each), 0.2) for each in end.groups())
        return f"M 0 0 L {across} 0 L {across} {down} L 0 {down} C</"

    boxes = [re.sub(r"M 0 0 L ([\d.]+) ([\d.]+)</", boxed, page) for page in drawn]
    assert boxes != drawn
    found = [read_manuscript(ofd(each), "a.ofd") for each in (drawn, boxes)]
    assert [line.cells for line in found[1].lines if line.cells][0] == ("序号", "问题", "措施")
    assert (found[0].lines, found[0].doubts) == (found[1].lines, found[1].doubts)


def test_two_columns_are_read_one_after_the_other() -> None:
    """The left one to its end, then the right one; a heading over both stays where it is."""
    words = "整改工作领导小组每月调度一次逐项核对进展并登记造册"
    column = [(words * 12)[n * 12 : n * 12 + 12] for n in range(12)]
    other = [("办公室负责汇总各科室按时报送完成情况" * 12)[n * 12 : n * 12 + 12] for n in range(12)]
    page = code("整改情况分两栏刊出的一份通报", 70, 50)
    page += "".join(code(text, 30, 70 + 9 * n) for n, text in enumerate(column))
    page += "".join(code(text, 110, 70 + 9 * n) for n, text in enumerate(other))
    whole = "".join(each.text for each in ofd_read(page).lines[1:])
    assert whole == "整改情况分两栏刊出的一份通报" + "".join(column) + "".join(other)


def test_names_and_values_are_no_columns() -> None:
    rows = [
        ("责任单位", "办公室"),
        ("整改时限", "六月底前完成"),
        ("责任人员", "主要负责同志"),
        ("联系电话", "见文末"),
    ] * 3
    page = "".join(code(a, 40, 60 + 9 * n) + code(b, 100, 60 + 9 * n) for n, (a, b) in enumerate(rows))
    assert [each.text for each in ofd_read(page).lines[1:]] == [f"{a} {b}" for a, b in rows]


def test_rows_of_a_table_without_lines_stay_apart_and_are_said() -> None:
    rows = [
        ("甲公园养护", "七十二万元", "已拨付到位"),
        ("乙苗圃养护", "五十六万元", "已拨付到位"),
        ("丙绿地养护", "四十一万元", "正在办理中"),
    ]
    page = "".join(code(text, 30 + 62 * k, 60 + 9 * n) for n, row in enumerate(rows) for k, text in enumerate(row))
    found = ofd_read(LEAD + page)
    assert [each.text for each in found.lines[2:]] == [" ".join(row) for row in rows]
    assert "第 1 页像有没画线的表格，一行里各列的字连在一起，请核对" in [each.why for each in found.doubts]


def test_radicals_become_the_characters_they_look_like() -> None:
    """Some programs write U+2F47 for 日; nobody would find the words."""
    found = ofd_read(code("本⽉⼗⽇前完成全部整改事项", 40, 60))
    assert "本月十日前完成全部整改事项" in [each.text for each in found.lines]
    assert "有 3 个字在文件里是部首字形（如 ⽇），已写成通常的字（日）" in [each.why for each in found.doubts]
