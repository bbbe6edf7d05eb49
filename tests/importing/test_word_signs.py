# ruff: noqa: E501  XML reads better unbroken
"""What Word shows by other means than letters in a row: signs, fields, formulas, readings, revisions, other forms of the file."""

import io
import zipfile

import pytest

from site_builder.importing.readers.dispatch import read_manuscript
from tests.hostile.test_imports import word
from tests.importing.test_word import MORE, p, part, read, run, table, texts

RUBY = "<w:ruby><w:rt><w:r><w:t>zhěng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>整</w:t></w:r></w:rubyBase></w:ruby>"


def field(instruction: str, result: str | None = None, begin: str = "") -> str:
    """A field of runs (17.16.18); `result` None where there is none."""
    shown = (
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>' if result is not None else ""
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(state: str) -> str:
    return f'<w:ffData><w:checkBox><w:default w:val="0"/>{state}</w:checkBox></w:ffData>'


def maths(inside: str) -> str:
    return f"<m:oMath>{inside}</m:oMath>"


def r(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


SHOWN = {
    # 17.3.3.30: a sign of a symbol font, with and without the offset of private use
    "a ticked box": (run('<w:sym w:font="Wingdings" w:char="F0FE"/>'), "☑"),
    "a ticked box of the second font": (run('<w:sym w:font="Wingdings 2" w:char="F052"/>'), "☑"),
    "a tick": (run('<w:sym w:font="Wingdings" w:char="00FC"/>'), "✓"),
    "an empty box": (run('<w:sym w:font="Wingdings" w:char="F0A8"/>'), "□"),
    "a sign of no special font": (run('<w:sym w:font="宋体" w:char="2611"/>'), "☑"),
    # 17.16.20: form fields
    "a form's box, ticked": (field("FORMCHECKBOX", begin=box("<w:checked/>")), "☑"),
    "a form's box, not ticked": (field("FORMCHECKBOX", begin=box('<w:checked w:val="0"/>')), "□"),
    # 17.16.5: fields whose instruction is what is seen
    "SYMBOL": (field(r'SYMBOL 254 \f "Wingdings" \s 10', "q"), "☑"),
    "EQ in a ring": (field(r"eq \o\ac(○,3)"), "③"),
    "EQ in a ring, Chinese": (field(r"EQ \o\ac(○,十)"), "㊉"),
    "EQ with a reading": (field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(zhěng),整)"), "整(zhěng)"),
    "EQ fraction": (field(r"EQ \f(3,4)"), "3/4"),
    "EQ fraction of a decimal and a sum": (field(r"EQ \f(1.5,a+b)"), "1.5/(a+b)"),
    "EQ with commas in brackets and an escaped one": (field(r"EQ \b(\f(1,2)\,3)"), "(1/2,3)"),
    "EQ root of a sum": (field(r"EQ \r(,a+b)"), "√(a+b)"),
    "a field in a field": (field(r"EQ \f(1,2)") + field("PAGE", "7"), "1/27"),
    "a simple field": (r'<w:fldSimple w:instr=" SYMBOL 82 \f &quot;Wingdings 2&quot; "/>', "☑"),
    # 17.3.3.25: a reading stands behind its word
    "ruby": (run(RUBY), "整(zhěng)"),
    # 17.3.2.42 and 22.1: powers and fractions
    "superscript": (run("<w:t>10</w:t>") + run("<w:t>4</w:t>", '<w:vertAlign w:val="superscript"/>'), "10⁴"),
    "subscript": (run("<w:t>CO</w:t>") + run("<w:t>2</w:t>", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
    "superscript of words": (run("<w:t>x</w:t>") + run("<w:t>a+b</w:t>", '<w:vertAlign w:val="superscript"/>'), "x^(a+b)"),
    "m:f": (maths(f"<m:f><m:num>{r('3')}</m:num><m:den>{r('4')}</m:den></m:f>"), "3/4"),
    "m:f of sums": (maths(f"<m:f><m:num>{r('a+b')}</m:num><m:den>{r('2')}</m:den></m:f>"), "(a+b)/2"),
    "m:sSup": (maths(f"<m:sSup><m:e>{r('10')}</m:e><m:sup>{r('4')}</m:sup></m:sSup>"), "10⁴"),
    "m:rad": (maths(f"<m:rad><m:deg/><m:e>{r('9')}</m:e></m:rad>"), "√9"),
    "m:d": (maths(f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{r("1")}</m:e></m:d>'), "[1]"),
    # 17.3.2.41: a property may be switched off
    "vanish off": (run("<w:t>现</w:t>", '<w:vanish w:val="off"/>'), "现"),
    # 17.13.5: only what is inserted stands
    "a figure that was changed": ("<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>8</w:t></w:r></w:ins><w:r><w:t>万元</w:t></w:r>", "8万元"),
    "a figure struck by hand": (run("<w:t>12</w:t>", "<w:strike/>") + run("<w:t>8</w:t>") + run("<w:t>万元</w:t>"), "8万元"),
    "what was moved away": ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", "新"),
    # wrappers
    "a smart tag": ("<w:smartTag><w:r><w:t>2024年</w:t></w:r></w:smartTag>", "2024年"),
    "a control": ("<w:sdt><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>", "☒"),
    "the newer of two": ('<mc:AlternateContent><mc:Choice Requires="w14"><w:r><w:t>新</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent>', "新"),
    "the older where the newer has no words": ('<mc:AlternateContent><mc:Choice Requires="x"><w:r/></mc:Choice><mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback></mc:AlternateContent>', "旧"),
    "WordArt": (run('<w:pict><v:shape><v:textpath string="云州市文件"/></v:shape></w:pict>'), "云州市文件"),
    "a hyphen and a tab": (run("<w:noBreakHyphen/><w:t>1</w:t><w:tab/><w:t>2</w:t>"), "-1 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown(name: str) -> None:
    inside, words = SHOWN[name]
    assert texts(p("前", inside) + p("后")) == [f"前{words}", "后"]


def test_a_sign_nobody_knows_is_said() -> None:
    found = read(p("前", run('<w:sym w:font="Webdings" w:char="F061"/>')))
    assert [line.text for line in found.lines] == ["前□"]
    assert "有 1 个符号只有特殊字体里才有，写成了 □，请核对" in [each.why for each in found.doubts]


def test_characters_that_only_one_font_knows_are_said_at_their_line() -> None:
    """Made by an author for a name; elsewhere they are blank."""
    found = read(p("甲") + p("王\ue5c8同志"))
    assert [line.text for line in found.lines] == ["甲", "王\ue5c8同志"]
    why = "有造字或特殊字体的符号，别处显示不出来，请对照原件改成通用的字"
    assert [(each.line, each.text) for each in found.doubts if each.why == why] == [(2, "\ue5c8")]


def test_what_is_struck_or_hidden_by_style_is_set_aside_and_said() -> None:
    styles = part(
        "styles",
        '<w:style w:type="character" w:styleId="藏"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="段"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="子"><w:basedOn w:val="段"/></w:style>',
    )
    body = (
        p("甲", run("<w:t>字藏</w:t>", '<w:rStyle w:val="藏"/>') + run("<w:t>划去</w:t>", "<w:strike/>"))
        + '<w:p><w:pPr><w:pStyle w:val="子"/></w:pPr><w:r><w:t>段藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>露出</w:t></w:r></w:p>'
    )
    found = read(body, {"word/styles.xml": styles})
    assert [line.text for line in found.lines] == ["甲", "露出"]
    assert {(each.text, each.why) for each in found.aside} == {
        ("字藏", "隐藏的字"),
        ("段藏", "隐藏的字"),
        ("划去", "划了删除线的字"),
    }
    assert {"隐藏的字没有收入，共 2 处，请核对", "划了删除线的字没有收入，共 1 处，请核对"} <= {
        each.why for each in found.doubts
    }


def test_a_contents_list_makes_no_items() -> None:
    """17.12.5 (the gallery), 17.16.5.68 (TOC), and the styles toc 1 to 9."""
    gallery = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{p("一、甲	1")}</w:sdtContent></w:sdt>'
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>二、乙</w:t></w:r>'
    listed = f"<w:p>{begun}</w:p>{p('三、丙')}<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    styled = '<w:p><w:pPr><w:pStyle w:val="10"/></w:pPr><w:r><w:t>四、丁</w:t></w:r></w:p>'
    styles = {
        "word/styles.xml": part(
            "styles", '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
        )
    }
    found = read(gallery + listed + styled + p("一、甲"), styles)
    assert [line.text for line in found.lines] == ["一、甲"]
    assert [each.text for each in found.aside if each.why == "目录"] == ["一、甲 1", "二、乙", "三、丙", "四、丁"]


def test_cells_keep_their_paragraphs_apart_and_their_place() -> None:
    spanned = f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('问题')}</w:tc></w:tr><w:tr><w:tc>{p('3.2')}{p('1.5')}</w:tc><w:tc>{p('甲')}</w:tc></w:tr></w:tbl>"
    head, row = read(spanned).lines
    assert (head.text, row.text, row.cells) == ("问题", "3.2 1.5\t甲", ("3.2 1.5", "甲"))
    assert (head.boxes[0].across, [each.text for each in row.boxes]) == (2, ["3.2\n1.5", "甲"])


def test_rows_that_are_hidden_or_deleted_are_set_aside() -> None:
    rows = table(("甲", "乙"), ("丙", "丁"), ("戊", "己"))
    marked = rows.replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>", 1).replace(
        "<w:tr><w:tc><w:p><w:r><w:t>丙", "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>丙", 1
    )
    found = read(marked)
    assert [line.text for line in found.lines] == ["戊\t己"]
    assert [(each.text, each.why) for each in found.aside] == [("甲 乙", "表格里隐藏的行"), ("丙 丁", "修订中删除的字")]


BODY = p("一、甲") + table(("序号", "事项"))


def test_strict_open_xml() -> None:
    """ECMA-376 part 1, annex on strict namespaces."""
    document = f'<?xml version="1.0"?><w:document {MORE}><w:body>{BODY}</w:body></w:document>'.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert [line.text for line in read_manuscript(word(document), "a.docx").lines] == ["一、甲", "序号\t事项"]


def test_a_main_part_of_another_name() -> None:
    """Some programs call it document2.xml; its relations say so (part 2, 9.3)."""
    made = io.BytesIO()
    plain = word(f'<?xml version="1.0"?><w:document {MORE}><w:body>{BODY}</w:body></w:document>')
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(made, "w") as archive:
        for name in old.namelist():
            content = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            archive.writestr(name.replace("document.xml", "document2.xml"), content)
    assert [line.text for line in read_manuscript(made.getvalue(), "a.docx").lines] == ["一、甲", "序号\t事项"]


def test_word_in_one_xml_file() -> None:
    """Flat OPC, and Word 2003's own form, in which numbers are written out."""
    flat = (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData><w:document {MORE}><w:body>{BODY}</w:body></w:document></pkg:xmlData></pkg:part></pkg:package>'
    )
    old = (
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint">'
        f'<w:body><wx:sect><w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><wx:t wx:val="一、"/></w:listPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>{table(("序号", "事项"))}</wx:sect></w:body></w:wordDocument>'
    )
    for raw in (flat, old):
        assert [line.text for line in read_manuscript(raw.encode(), "a.doc").lines] == ["一、甲", "序号\t事项"]
