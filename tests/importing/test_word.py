# ruff: noqa: E501  XML reads better unbroken
"""Word files: whatever they show is in the record, in order and once; whatever they hold without showing is set aside."""

import pytest

from site_builder.importing.lines.manuscript import Manuscript
from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.hostile.test_imports import W, word

MORE = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def p(words: str, inside: str = "") -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r>{inside}</w:p>"


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def box(words: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    content = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    return run(
        f"<mc:AlternateContent><mc:Choice>{content}</mc:Choice><mc:Fallback><v:textbox>{content}</v:textbox></mc:Fallback></mc:AlternateContent>"
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{each}</w:tr>" for each in cells) + "</w:tbl>"


def part(root: str, words: str) -> bytes:
    return f'<?xml version="1.0"?><w:{root} {MORE}>{words}</w:{root}>'.encode()


def read(body: str, parts: dict[str, bytes] | None = None) -> Manuscript:
    document = f'<?xml version="1.0"?><w:document {MORE}><w:body>{body}<w:sectPr/></w:body></w:document>'
    return read_manuscript(word(document, parts), "a.docx")


def texts(body: str, parts: dict[str, bytes] | None = None) -> list[str]:
    return [line.text for line in read(body, parts).lines]


def test_two_text_boxes_of_one_paragraph() -> None:
    assert texts(p("正文", box("甲框") + box("乙框")) + p("下文")) == ["正文", "甲框", "乙框", "下文"]


def test_a_text_box_in_a_cell_and_a_table_in_a_cell() -> None:
    body = table((p("票据", box("注意")), "合同"), (table(("内一", "内二")), "尾"))
    assert texts(body) == ["票据 注意\t合同", "内一 内二\t尾"]


def test_a_table_of_one_column_is_text() -> None:
    assert texts(table(("一、甲",), (p("乙") + p("丙"),))) == ["一、甲", "乙", "丙"]


def test_rows_and_cells_in_controls() -> None:
    row = f"<w:tr><w:tc>{p('序号')}</w:tc><w:sdt><w:sdtContent><w:tc>{p('事项')}</w:tc></w:sdtContent></w:sdt></w:tr>"
    assert texts(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>") == ["序号\t事项"]


def test_a_merged_cell_keeps_its_place() -> None:
    first, rest = "<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>", "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = "".join(
        f"<w:tr><w:tc>{m}{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for m, a, b in [(first, "甲", "乙"), (rest, "", "丙")]
    )
    assert texts(f"<w:tbl>{rows}</w:tbl>") == ["甲\t乙", "\t丙"]


def test_footnotes_and_endnotes_count_apart_and_in_the_order_of_the_text() -> None:
    """What Word shows as a small number is its place in the text, not the identifier in the file."""
    body = p("票据", run('<w:footnoteReference w:id="7"/>')) + p(
        "合同", run('<w:endnoteReference w:id="2"/>') + run('<w:footnoteReference w:id="3"/>')
    )
    notes = {
        "word/footnotes.xml": part(
            "footnotes",
            f'<w:footnote w:type="separator" w:id="0">{p("——")}</w:footnote><w:footnote w:id="3">{p("合同注")}</w:footnote><w:footnote w:id="7">{p("票据注")}{p("续")}</w:footnote>',
        ),
        "word/endnotes.xml": part("endnotes", f'<w:endnote w:id="2">{p("尾注")}</w:endnote>'),
    }
    assert texts(body, notes) == ["票据[1]", "合同[尾注1][2]", "[1]票据注 续", "[2]合同注", "[尾注1]尾注"]
    assert "脚注、尾注的序号写成方括号里的数字，注文在全文之后" in [each.why for each in read(body, notes).doubts]


def test_words_that_are_not_plain_runs() -> None:
    body = p(
        "甲",
        "<w:hyperlink><w:r><w:t>乙</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>丙</w:t></w:r></w:ins><w:fldSimple><w:r><w:t>丁</w:t></w:r></w:fldSimple>"
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:sym w:font='Symbol' w:char='00B7'/><w:tab/><w:noBreakHyphen/><w:t>戊</w:t></w:r>"
        "<w:smartTag><w:r><w:t>己</w:t></w:r></w:smartTag>",
    )
    assert texts(body) == ["甲乙丙丁x=1· -戊己"]


def test_what_is_held_and_not_shown_is_set_aside() -> None:
    body = p("甲", "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>" + run("<w:t>藏</w:t>", "<w:vanish/>")) + p(
        "乙"
    )
    parts = {
        "word/comments.xml": part("comments", f"<w:comment>{p('请核对')}</w:comment>"),
        "word/header1.xml": part("hdr", p("内部材料", box("密"))),
        "word/footer1.xml": part("ftr", p("第 1 页")),
        "word/diagrams/data1.xml": part("x", "<a:t>图示</a:t>"),
    }
    found = read(body, parts)
    assert [line.text for line in found.lines] == ["甲", "乙"]
    assert {(each.text, each.why) for each in found.aside} == {
        ("删", "修订中删除的字"), ("藏", "隐藏的字"), ("请核对", "批注"), ("内部材料", "页眉页脚"), ("密", "页眉页脚"), ("第 1 页", "页眉页脚"), ("图示", "图示里的字"),
    }  # fmt: skip
    assert "文件带着修订痕迹：插入的算正文，删除的没有收入" in [each.why for each in found.doubts]


def test_a_picture_is_said() -> None:
    assert "文件里有 1 张图，图里的字没有读，请核对" in [each.why for each in read(p("甲", run("<a:blip/>"))).doubts]


@pytest.mark.parametrize("parts", [1, 60])
def test_the_parts_are_bounded_together(parts: int) -> None:
    """Many headers of two megabytes are as large as one part of a hundred."""
    huge = part("hdr", p("页眉") + "<!--" + " " * (120_000_000 // parts) + "-->")
    with pytest.raises(UnreadableError, match="太大"):
        read(p("正文"), {f"word/header{number}.xml": huge for number in range(parts)})
