# ruff: noqa: E501  XML reads better unbroken
"""Automatic numbers of Word, as Word shows them (ECMA-376 part 1, 17.9 and 17.18.59)."""

from dataclasses import dataclass

import pytest

from tests.importing.test_word import part, read, texts


@dataclass(frozen=True)
class Level:
    """A w:lvl by its parts."""

    form: str = "decimal"
    text: str = "%1."
    more: str = ""
    start: str = "1"

    def xml(self, depth: int) -> str:
        return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{self.start}"/><w:numFmt w:val="{self.form}"/>{self.more}<w:lvlText w:val="{self.text}"/></w:lvl>'


def abstract(identifier: int, *levels: Level, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{more}{"".join(each.xml(n) for n, each in enumerate(levels))}</w:abstractNum>'


def num(identifier: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(words: str, number: int | None = 1, level: int | None = 0, style: str = "", more: str = "") -> str:
    depth = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    listed = f'<w:numPr>{depth}<w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


def shown(body: str, numbering: str, styles: str = "") -> list[str]:
    return texts(body, {"word/numbering.xml": part("numbering", numbering), "word/styles.xml": part("styles", styles)})


FORMS = {
    "decimal": "1 2 10 11 21", "decimalZero": "01 02 10 11 21", "decimalFullWidth": "１ ２ １０ １１ ２１", "decimalHalfWidth": "1 2 10 11 21",
    "decimalEnclosedCircle": "① ② ⑩ ⑪ ㉑", "decimalEnclosedCircleChinese": "① ② ⑩ ⑪ ㉑", "decimalEnclosedFullstop": "⒈ ⒉ ⒑ ⒒ 21",
    "decimalEnclosedParen": "⑴ ⑵ ⑽ ⑾ 21", "ideographEnclosedCircle": "㊀ ㊁ ㊉ 11 21", "chineseCounting": "一 二 十 十一 二十一",
    "chineseCountingThousand": "一 二 十 十一 二十一", "chineseLegalSimplified": "壹 贰 壹拾 壹拾壹 贰拾壹", "ideographLegalTraditional": "壹 貳 壹拾 壹拾壹 貳拾壹",
    "ideographTraditional": "甲 乙 癸 11 21", "ideographZodiac": "子 丑 酉 戌 21", "ideographZodiacTraditional": "甲子 乙丑 癸酉 甲戌 甲申",
    "ideographDigital": "一 二 一〇 一一 二一", "taiwaneseDigital": "一 二 一○ 一一 二一", "japaneseCounting": "一 二 十 十一 二十一",
    "taiwaneseCounting": "一 二 十 十一 二十一", "taiwaneseCountingThousand": "一 二 十 十一 二十一", "upperRoman": "I II X XI XXI", "lowerRoman": "i ii x xi xxi",
    "upperLetter": "A B J K U", "lowerLetter": "a b j k u", "ordinal": "1st 2nd 10th 11th 21st", "hex": "1 2 A B 15", "numberInDash": "- 1 - - 2 - - 10 - - 11 - - 21 -",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_of_numbers(form: str) -> None:
    lines = shown("".join(item("甲") for _ in range(21)), abstract(1, Level(form, "%1、")) + num(1, 1))
    assert " ".join(lines[n - 1].removesuffix("、甲") for n in (1, 2, 10, 11, 21)) == FORMS[form]


@pytest.mark.parametrize(("number", "words"), [(20, "二十"), (100, "一百"), (105, "一百零五"), (110, "一百一十"), (1001, "一千零一"), (10_010, "一万零一十"), (0, "〇")])  # fmt: skip
def test_counting_beyond_ninety_nine(number: int, words: str) -> None:
    assert shown(item("甲"), abstract(1, Level("chineseCounting", "第%1条　", start=str(number))) + num(1, 1)) == [
        f"第{words}条　甲"
    ]


def test_a_form_that_is_not_known_is_said() -> None:
    body, parts = (
        item("甲"),
        {"word/numbering.xml": part("numbering", abstract(1, Level("thaiCounting", "%1.")) + num(1, 1))},
    )
    assert "有自动编号的样式不认识，写成了阿拉伯数字，请核对" in [each.why for each in read(body, parts).doubts]
    assert texts(body, parts) == ["1.甲"]


def test_lists_on_one_abstract_list_count_together() -> None:
    """17.9.15: a w:num is an instance; only startOverride makes it begin again."""
    numbering = abstract(1, Level()) + num(1, 1) + num(2, 1)
    assert shown(item("甲") + item("乙", 2) + item("丙"), numbering) == ["1.甲", "2.乙", "3.丙"]


def test_start_override_begins_again_once() -> None:
    """17.9.26."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(1, Level()) + num(1, 1) + num(2, 1, again)
    body = item("甲") + item("乙") + item("丙", 2) + item("丁", 2) + item("戊")
    assert shown(body, numbering) == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]


def test_a_whole_level_in_an_override() -> None:
    """17.9.8: the instance has a level of its own; the count goes on, as Word does without a startOverride."""
    own = f'<w:lvlOverride w:ilvl="0">{Level("chineseCounting", "（%1）").xml(0)}</w:lvlOverride>'
    assert shown(item("甲") + item("乙", 2), abstract(1, Level()) + num(1, 1) + num(2, 1, own)) == ["1.甲", "（二）乙"]


def test_levels_by_heading_styles_and_what_they_are_based_on() -> None:
    """17.9.23: a level names its style; a style without w:ilvl has the level that names it."""
    numbering = abstract(
        1,
        Level("chineseCounting", "%1、", '<w:pStyle w:val="H1"/>'),
        Level("chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'),
    ) + num(7, 1)
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="小标题"/><w:basedOn w:val="H2"/></w:style>'
    )
    body = (
        item("甲", None, style="H1")
        + item("乙", None, style="H2")
        + item("丙", None, style="H3")
        + item("丁", None, style="H1")
        + item("戊", None, style="H2")
    )
    assert shown(body, numbering, styles) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]


def test_number_zero_takes_the_number_of_a_style_away() -> None:
    """17.9.18."""
    styles = '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = item("甲", None, style="L") + item("乙", 0, None, "L") + item("丙", None, style="L")
    assert shown(body, abstract(1, Level()) + num(1, 1), styles) == ["1.甲", "乙", "2.丙"]


def test_a_list_that_only_links_to_a_style() -> None:
    """17.9.21, 17.9.27: numStyleLink leads to the list with the styleLink."""
    numbering = (
        abstract(1, Level("chineseCounting", "%1、"), more='<w:styleLink w:val="公文"/>')
        + abstract(2, more='<w:numStyleLink w:val="公文"/>')
        + num(1, 1)
        + num(2, 2)
    )
    assert shown(item("甲", 2) + item("乙", 2), numbering) == ["一、甲", "二、乙"]


def test_legal_numbers() -> None:
    """17.9.4: 1.1 below 一、."""
    numbering = abstract(
        1, Level("chineseCounting", "%1、"), Level("decimal", "%1.%2", "<w:isLgl/>"), Level("decimal", "%1.%2.%3")
    ) + num(1, 1)
    assert shown(item("甲") + item("乙", 1, 1) + item("丙", 1, 2), numbering) == ["一、甲", "1.1 乙", "一.1.1 丙"]


def test_a_level_that_never_begins_again_and_one_after_the_first_only() -> None:
    """17.9.10."""
    never = abstract(1, Level("chineseCounting", "%1、"), Level("decimal", "%2.", '<w:lvlRestart w:val="0"/>')) + num(
        1, 1
    )
    body = item("甲") + item("乙", 1, 1) + item("丙") + item("丁", 1, 1)
    assert shown(body, never) == ["一、甲", "1.乙", "二、丙", "2.丁"]
    first = abstract(
        1,
        Level("chineseCounting", "%1、"),
        Level("chineseCounting", "（%2）"),
        Level("decimal", "%3.", '<w:lvlRestart w:val="1"/>'),
    ) + num(1, 1)
    body = (
        item("甲")
        + item("乙", 1, 1)
        + item("丙", 1, 2)
        + item("丁", 1, 1)
        + item("戊", 1, 2)
        + item("己")
        + item("庚", 1, 2)
    )
    assert shown(body, first) == ["一、甲", "（一）乙", "1.丙", "（二）丁", "2.戊", "二、己", "1.庚"]


def test_paragraphs_that_are_deleted_are_not_counted() -> None:
    """17.13.5.15: a paragraph whose mark is deleted goes on in the next; what is deleted whole has no number."""
    gone = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
    half = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>'
    numbering = abstract(1, Level()) + num(1, 1)
    assert shown(item("甲") + gone + half + item("后半") + item("丁"), numbering) == ["1.甲", "2.前半后半", "3.丁"]


def test_what_follows_a_number() -> None:
    """17.9.28: a number that would run into the words keeps the blank that is shown; one with nothing behind it does not."""
    assert shown(item("2020年"), abstract(1, Level("decimal", "%1")) + num(1, 1)) == ["1 2020年"]
    assert shown(item("关于"), abstract(1, Level("decimal", "%1", '<w:suff w:val="nothing"/>')) + num(1, 1)) == [
        "1关于"
    ]


def test_a_number_beside_a_typed_one_is_kept_and_said() -> None:
    parts = {"word/numbering.xml": part("numbering", abstract(1, Level("chineseCounting", "%1、")) + num(1, 1))}
    assert texts(item("（一）甲"), parts) == ["一、（一）甲"]
    assert "自动编号之外，文字自己也有编号，两个都照原样保留" in [
        each.why for each in read(item("（一）甲"), parts).doubts
    ]


def test_bullets_are_left_out_and_said() -> None:
    parts = {"word/numbering.xml": part("numbering", abstract(1, Level("bullet", "")) + num(1, 1))}
    assert texts(item("甲"), parts) == ["甲"]
    assert "有 1 段前面的项目符号（如 ●）没有收入" in [each.why for each in read(item("甲"), parts).doubts]
