"""Markup that no reader sees, one sign beside what it is; and lines and cells at their ends. Nobody's data."""

import pytest

from site_builder.rules.personal_cells import TextCell, cut, html_nodes, html_rows, line_at, lines_from
from site_builder.rules.personal_markup import seen


@pytest.mark.parametrize(
    ("text", "shown"),  # _ stands for what nobody sees
    [
        # signs that would be markup themselves stay as they are written
        ("&quot;1", "&quot;1"),
        ("&#34;1", "&#34;1"),
        ("&#38;1", "&#38;1"),
        ("&#39;1", "&#39;1"),
        ("&#60;1", "&#60;1"),
        ("&#62;1", "&#62;1"),
        ("&#10;1", "&#10;1"),
        ("&#9;1", "\t___1"),
        ("&#33;1", "!____1"),
        ("\\u003c1", "\\u003c1"),
        ("\\u003e1", "\\u003e1"),
        ("\\u000a1", "\\u000a1"),
        # halves of a character are none
        ("\\ud7ff1", "\ud7ff_____1"),
        ("\\ud8001", "\\ud8001"),
        ("\\udfff1", "\\udfff1"),
        ("\\ue0001", "\ue000_____1"),
        # with and without a semicolon, and what is no entity
        ("&#491", "ǫ____"),
        ("&#49甲", "1___甲"),
        ("&#49;甲", "1____甲"),
        ("&nosuch;1", "&nosuch;1"),
        ("&#1114112;1", "&#1114112;1"),
        ("\\u00311", "1_____1"),
        ("&#49;\\u0032", "1____2_____"),
        ("&#88;1", "X____1"),
        ("&alpha1", "α_____1"),
        # elements within a number alone
        ("1<span data-x='2'>3", "1_________________3"),
        ("1<b data-x='2'>3<i data-x='2'>4", "1______________3______________4"),
        ("1<!--x-->2<!--x-->3", "1________2________3"),
        ("<b>1<!--x-->2</b>", "___1________2____"),
        ("1<td>2", "1<td>2"),
        # digits of an address of a page
        ("%31%32", "1__2__"),
        ("%31%32%33甲%34%35", "1__2__3__甲4__5__"),
        ("%31a%32", "%31a%32"),
        # emphasis in pairs
        ("**1**", "__1__"),
        ("甲**1**2", "甲__1__2"),
        ("1**2**3", "1__2__3"),
        ("1__2__3", "1__2__3"),
        ("1``2``3", "1__2__3"),
        ("~1~", "_1_"),
        ("__1__", "__1__"),
        ("*+86 1*", "_+86 1_"),
        ("1~~2~~3", "1~~2~~3"),
        ("*甲*", "*甲*"),
    ],
)
def test_what_nobody_sees(text: str, shown: str) -> None:
    assert seen(text).replace("\u200b", "_") == shown and len(seen(text)) == len(text)


def test_a_line_behind_an_empty_one() -> None:
    assert line_at("\n甲", 1) == ("甲", 1, 2)
    assert line_at("\n\n甲\n", 2) == ("甲", 2, 3)
    assert line_at("\n", 0) == ("", 0, 0)
    assert list(lines_from("\n甲\n", 0)) == [("甲", 1, 2)]


@pytest.mark.parametrize(
    ("words", "sign", "cells"),
    [
        ("甲||乙", "|", ["甲", "", "乙"]),
        ("|甲|乙", "|", ["甲", "乙"]),
        ("甲|乙|", "|", ["甲", "乙"]),
        ("甲;;乙;", ";", ["甲", "", "乙", ""]),
        ("\t甲\t\t乙\t", "\t", ["", "甲", "", "乙", ""]),
        ("  甲   乙  ", "  ", ["甲", "乙"]),
        ("=== +-+ :", " ", []),
        ("--- 甲", " ", ["---", "甲"]),
    ],
)
def test_cells_that_stay(words: str, sign: str, cells: list[str]) -> None:
    assert [cell.words for cell in cut(TextCell(words, 3, 3 + len(words)), sign)] == cells


def test_words_of_elements_at_their_bounds() -> None:
    assert [[cell.words for cell in row or ()] for row in html_rows("<TD>甲</TD><td>乙</table>丙<th>丁<")] == [
        ["甲", "乙"], [], ["丁"]
    ]  # fmt: skip
    long = [f"<td>{'甲' * count}</td>" for count in (199, 200)]
    assert [[len(cell.words) for cell in row or ()] for text in long for row in html_rows(text)] == [[199], [0]]
    assert [cell.words for cell in html_nodes("<p> </p><p>\n</p><p>甲</p>")] == ["甲"]
