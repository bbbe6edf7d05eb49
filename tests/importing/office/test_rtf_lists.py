# ruff: noqa: E501  control words read better unbroken
"""Automatic numbers of RTF for which the file writes no \\listtext: from its list tables (RTF 1.9.1)."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.importing.readers.number_forms import MSONFC
from site_builder.importing.readers.rtf import read_rtf
from tests.importing.test_word_numbers import Level, abstract, item, num, shown

CODES = {form: code for code, form in sorted(MSONFC.items(), reverse=True)}


def coded(text: str) -> str:
    """%1、 as \\leveltext has it: how long it is, the levels as codes, other characters as Unicode."""
    signs = re.findall(r"%[1-9]|.", text)
    told = "".join(f"\\'0{int(each[1]) - 1}" if len(each) > 1 else f"\\u{ord(each)} ?" for each in signs)
    return f"{{\\leveltext\\'{len(signs):02x}{told};}}{{\\levelnumbers;}}"


def level(form: str = "decimal", text: str = "%1.", start: int = 1, more: str = "") -> str:
    return f"{{\\listlevel\\levelnfc{CODES[form]}\\levelnfcn{CODES[form]}\\levelfollow2\\levelstartat{start}{more}{coded(text)}\\fi-360\\li720}}"


def rtf(body: str, lists: list[str], overrides: list[str]) -> list[str]:
    table = "".join(
        f"{{\\list\\listtemplateid{n}{held}{{\\listname ;}}\\listid{n}}}" for n, held in enumerate(lists, 1)
    )
    named = "".join(f"{{\\listoverride{held}\\ls{n}}}" for n, held in enumerate(overrides, 1))
    raw = f"{{\\rtf1\\ansi\\ansicpg936{{\\*\\listtable{table}}}\n{{\\*\\listoverridetable{named}}}\n{body}}}"
    return [line.text for line in read_rtf(raw.encode("ascii"), "a.rtf").lines]


def para(words: str, ls: int = 1, ilvl: int = 0, before: str = "") -> str:
    said = "".join(f"\\u{ord(char)} ?" for char in words)
    return f"\\pard\\ls{ls}\\ilvl{ilvl} {before}{said}\\par\n"


ONE = ["\\listid1\\listoverridecount0"]
TWO_LEVELS = [level("chineseCounting", "%1、") + level("decimal", "%1.%2")]


@pytest.mark.parametrize(
    ("page", "word"), [(936, "甲局".encode("gbk")), (10000, b"caf\x8e"), (99999, "甲局".encode("gbk"))]
)
def test_code_pages_known_and_unknown(page: int, word: bytes) -> None:
    """The list table and the text are both decoded by the code page that the file names."""
    spelt = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in word)
    table = f"{{\\*\\listtable{{\\list{{\\listlevel\\levelnfc0{{\\leveltext\\'03\\'00{spelt};}}}}\\listid1}}}}"
    raw = f"{{\\rtf1\\ansi\\ansicpg{page}{table}{{\\*\\listoverridetable{{\\listoverride\\listid1\\ls1}}}}\\pard\\ls1 {spelt}\\par}}"
    expected = "café" if page == 10000 else "甲局"
    assert [line.text for line in read_rtf(raw.encode(), "a.rtf").lines] == [f"1{expected} {expected}"]


def test_two_levels_the_inner_begins_again() -> None:
    body = para("甲") + para("乙", ilvl=1) + para("丙", ilvl=1) + para("丁") + para("戊", ilvl=1)
    assert rtf(body, TWO_LEVELS, ONE) == ["一、甲", "一.1乙", "一.2丙", "二、丁", "二.1戊"]


def test_a_level_that_never_begins_again_and_one_in_figures() -> None:
    lists = [level("chineseCounting", "%1、") + level("decimal", "%1-%2", more="\\levelnorestart1\\levellegal1")]
    body = para("甲") + para("乙", ilvl=1) + para("丁") + para("戊", ilvl=1)
    assert rtf(body, lists, ONE) == ["一、甲", "1-1乙", "二、丁", "2-2戊"]


def test_overrides_begin_again_or_look_otherwise() -> None:
    again = "\\listid1\\listoverridecount1{\\lfolevel\\listoverridestartat\\levelstartat5}"
    other = f"\\listid1\\listoverridecount1{{\\lfolevel\\listoverrideformat1{level('upperRoman', '%1)')}}}"
    body = para("甲") + para("乙") + para("丙", 2) + para("丁", 2) + para("戊", 3)
    assert rtf(body, [level()], [*ONE, again, other]) == ["1.甲", "2.乙", "5.丙", "6.丁", "VII)戊"]


def test_an_empty_paragraph_is_counted_and_pard_ends_the_list() -> None:
    body = para("甲") + para("") + para("乙") + "\\pard\\u20840 ?\\par\n" + para("丙")
    assert rtf(body, [level()], ONE) == ["1.甲", "3.乙", "全", "4.丙"]


def test_what_the_file_writes_out_goes_before_what_is_computed() -> None:
    body = para("甲", before="{\\listtext 7.\\tab}") + para("乙")
    assert rtf(body, [level()], ONE) == ["7.甲", "2.乙"]


def test_bullets_and_lists_that_are_not_there() -> None:
    bullet = ["{\\listlevel\\levelnfc23\\levelstartat1{\\leveltext\\'01\\u8226 ?;}{\\levelnumbers;}}"]
    assert rtf(para("甲"), bullet, ONE) == ["甲"]
    assert rtf(para("甲", 9), [level()], ONE) == ["甲"]
    assert rtf(para("甲", 1, 8), [level()], ONE) == ["甲"]


def test_the_letter_o_counts() -> None:
    """It is a sign of lists too; as the fifteenth letter it is a number."""
    assert rtf(para("甲") * 3, [level("lowerLetter", "%1", 14)], ONE) == ["n甲", "o甲", "p甲"]


FORMS = st.sampled_from(["decimal", "chineseCounting", "upperRoman", "decimalEnclosedCircle", "ideographTraditional", "decimalZero", "lowerLetter"])  # fmt: skip
TEXTS = [["%1、", "第%1条", "%1."], ["（%2）", "%1.%2", "%2"], ["%3)", "%1-%2-%3"]]


@settings(deadline=None)
@given(
    st.lists(st.tuples(FORMS, st.integers(0, 2), st.integers(0, 12), st.booleans()), min_size=3, max_size=3),
    st.lists(st.tuples(st.integers(1, 2), st.integers(0, 2)), min_size=1, max_size=14),
    st.integers(1, 9),
)
def test_the_same_numbers_as_in_word(
    levels: list[tuple[str, int, int, bool]], said: list[tuple[int, int]], start: int
) -> None:
    """One list written as RTF and as Open XML, its second use begins again at `start`: the readers agree."""
    words = [
        (form, TEXTS[n][kind % len(TEXTS[n])], first, legal) for n, (form, kind, first, legal) in enumerate(levels)
    ]
    xml = abstract(
        1,
        *(
            Level(form, text, "<w:isLgl/>" * legal + '<w:suff w:val="nothing"/>', str(first))
            for form, text, first, legal in words
        ),
    )
    xml += num(1, 1) + num(2, 1, f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>')
    lists = ["".join(level(form, text, first, f"\\levellegal{int(legal)}") for form, text, first, legal in words)]
    again = f"\\listid1\\listoverridecount1{{\\lfolevel\\listoverridestartat\\levelstartat{start}}}"
    assert rtf("".join(para("甲", *each) for each in said), lists, [*ONE, again]) == shown(
        "".join(item("甲", *each) for each in said), xml
    )


@pytest.mark.parametrize("name", ["notice", "rich"])
def test_files_of_libreoffice_without_what_they_write_out(name: str) -> None:
    """LibreOffice writes ? for 、 in \\leveltext, so numbers in brackets and with dots are compared."""
    raw = (Path(__file__).parent / f"{name}.rtf").read_bytes()
    bare = re.sub(rb"\{\\listtext[^{}]*\}", b"", raw)
    whole, computed = ([line.text for line in read_rtf(each, "a.rtf").lines] for each in (raw, bare))
    assert bare != raw
    assert [
        each.replace("?", "、", 1).replace("(", "（", 1).replace(")", "）", 1)
        if each[1:2] == "?" or each[:1] == "("
        else each
        for each in computed
    ] == whole
