"""The parts of the gate one by one: how a line is cut into cells, what markup hides, what a header or a key announces."""

import pytest

from site_builder.rules.personal_cells import Row, TextCell, cut, html_nodes, html_rows, line_at, lines_from
from site_builder.rules.personal_groups import NumberGroup, before_of, gaps_of, is_letter
from site_builder.rules.personal_headers import announced, ends_a_header
from site_builder.rules.personal_key_names import Announced, of_key
from site_builder.rules.personal_markup import seen


def written(head: Announced | None) -> str:
    if head is None:
        return ""
    kind = "" if head.kind == "person" else f"{head.kind}:"
    return f"{kind}{head.label}{'' if head.sure else ' ?'}{' ~' if head.weak else ''}"


def told(row: Row) -> list[tuple[str, int, int]]:
    return [(cell.words, cell.start, cell.stop) for cell in row]


@pytest.mark.parametrize(
    ("words", "sign", "cells"),
    [
        ("甲\t乙", "\t", [("甲", 5, 6), ("乙", 7, 8)]),
        ("\t甲\t", "\t", [("", 5, 5), ("甲", 6, 7), ("", 8, 8)]),
        ("甲", "\t", []),
        ("甲|乙", "|", [("甲", 5, 6), ("乙", 7, 8)]),
        ("| 甲 | 乙 |", "|", [("甲", 7, 8), ("乙", 11, 12)]),
        ("||甲||", "|", [("", 6, 6), ("甲", 7, 8), ("", 9, 9)]),
        ("| --- | --- |", "|", []),
        ("甲;乙", ";", [("甲", 5, 6), ("乙", 7, 8)]),
        ("甲, ,乙", ",", [("甲", 5, 6), ("", 8, 8), ("乙", 9, 10)]),
        ("甲  乙 丙", "  ", [("甲", 5, 6), ("乙 丙", 8, 11)]),
        ("甲  乙 丙", " ", [("甲", 5, 6), ("乙", 8, 9), ("丙", 10, 11)]),
        (" 甲 ", " ", [("甲", 6, 7)]),
        ("“甲”\t`乙`", "\t", [("甲", 6, 7), ("乙", 10, 11)]),
    ],
)
def test_a_line_is_cut(words: str, sign: str, cells: list[tuple[str, int, int]]) -> None:
    assert told(cut(TextCell(words, 5, 5 + len(words)), sign)) == cells


def test_a_line_of_too_many_signs_is_no_row() -> None:
    assert [len(cut(TextCell("甲|" * count, 0, 2 * count), "|")) for count in (60, 61)] == [60, 0]


@pytest.mark.parametrize(
    ("place", "line"), [(0, ("甲", 0, 1)), (1, ("甲", 0, 1)), (3, ("乙丙", 2, 4)), (6, ("丁", 5, 6))]
)
def test_the_line_at_a_place(place: int, line: tuple[str, int, int]) -> None:
    assert line_at("甲\n乙丙\n丁", place) == line


def test_lines_that_are_not_blank() -> None:
    assert told(list(lines_from("甲\n\n 乙\n \n丙", 0))) == [("甲", 0, 1), (" 乙", 3, 5), ("丙", 8, 9)]
    assert told(list(lines_from("甲\n乙", 1))) == [("甲", 0, 1), ("乙", 2, 3)]
    assert list(lines_from("\n", 0)) == list(lines_from("", 0)) == []


def test_rows_and_words_of_html() -> None:
    rows = list(html_rows("<table><tr><td>甲</td><TH>乙</th></tr><tr><td> <b>丙</b></td></tr></table><td>丁"))
    assert [row if row is None else told(row) for row in rows] == [
        [], [("甲", 15, 16), ("乙", 25, 26)], [("丙", 48, 49)], None, [("", 75, 75)]
    ]  # fmt: skip
    assert told(list(html_nodes("<p>甲</p><p> </p><i>乙</i>"))) == [("甲", 3, 4), ("乙", 19, 20)]
    assert [len(list(html_nodes(f"<p>{'甲' * count}</p>"))) for count in (60, 61)] == [1, 0]


def test_what_is_around_groups_of_digits() -> None:
    text = "电话\u200b138-\u200b0000 0002x"
    groups = [NumberGroup("138", 3, 6), NumberGroup("0000", 8, 12), NumberGroup("0002", 13, 17)]
    assert (gaps_of(text, groups), gaps_of(text, groups[:1])) == ("- ", "")
    assert (before_of(text, 3), before_of(text, 3, 2), before_of(text, 0)) == ("电话", "话", "")
    assert [is_letter(char) for char in "aZ1甲é"] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "shown"),  # _ stands for what nobody sees
    [
        ("a<b>1</b>", "a___1____"),
        ("<FONT color='red' size=\"3\">1</font>", "___________________________1_______"),
        ("1<span data-x='2'>3</span>4", "1_________________3_______4"),
        ("x<span data-x='2'>3</span>4", "x<span data-x='2'>3_______4"),
        ("1<!-- x -->3", "1__________3"),
        ("甲<!-- x -->3", "甲<!-- x -->3"),
        ("&#49;&#x33;0", "1____3_____0"),
        ("&nbsp;1", "\xa0_____1"),
        ("&lt;1&gt;", "&lt;1&gt;"),
        ("&amp;1", "&amp;1"),
        ("\\u0031\\u0033", "1_____3_____"),
        ("%31%33%30", "1__3__0__"),
        ("%31", "%31"),
        ("%41%42", "%41%42"),
        ("**138**0", "__138__0"),
        ("*138*", "_138_"),
        ("138****0001", "138****0001"),
        ("`13800000000`", "_13800000000_"),
        ("1~~38~~0", "1~~38~~0"),
        ("a*1*b", "a*1*b"),
        ("&#55296;", "�_______"),
        ("<td>1</td>", "<td>1</td>"),
        ("&#490;", "Ǫ_____"),
        ("&copy1", "©____1"),
    ],
)
def test_what_a_reader_sees(text: str, shown: str) -> None:
    assert seen(text).replace("\u200b", "_") == shown and len(seen(text)) == len(text)


@pytest.mark.parametrize(
    ("header", "label"),  # ? = not sure, ~ = a word of cells too; name: and thing: for those kinds
    [
        ("身份证号码(必填)", "身份证号码"),
        ("身份证", "身份证"),
        ("手机", "手机"),
        ("手机号码", "手机号码"),
        ("联系方式", "联系方式"),
        ("微信", "微信 ?"),
        ("微信号", "微信号"),
        ("QQ", "QQ ?"),
        ("qq", "QQ ?"),
        ("QQ号", "QQ号"),
        ("姓名", "name:姓名"),
        ("户主", "name:姓名"),
        ("村民姓名", "name:姓名"),
        ("农户", "name:姓名 ~"),
        ("单位电话", ""),
        ("办公电话", ""),
        ("公司账号", ""),
        ("住址", "住址"),
        ("家庭住址", "家庭住址"),
        ("通信地址", "住址"),
        ("房屋坐落", "住址"),
        ("户籍所在地", "户籍所在地"),
        ("金额(万元)", "thing:金额"),
        ("总投资", "thing:金额 ~"),
        ("合同价款", "thing:金额 ~"),
        ("单位：元", ""),
        ("银行卡号", "银行卡号"),
        ("账号", "账号"),
        ("学号", "学号"),
        ("设备编号", "thing:设备编号"),
        ("举报电话", ""),
        ("举报人电话", "举报人电话"),
        ("姓名/电话", "姓名/电话"),
        ("电话或微信", "电话或微信 ?"),
        ("姓名 学号", ""),
        ("学 号", "学号"),
        ("甲", ""),
        ("", ""),
        ("序号", "thing:序号"),
        ("护照号", "护照号"),
        ("车牌号", "车牌号"),
        ("门诊", ""),
        ("病历号", "病历号"),
        ("号码", "号码"),
        ("电话12", "电话"),
        ("采购员", "name:姓名 ~"),
        ("手机手机手机手机手机手机手机手机手机手机手机手机", "手机手机手机手机手机手机手机手机手机手机手机手机"),
        ("手机手机手机手机手机手机手机手机手机手机手机手机手机", ""),
    ],
)
def test_what_a_header_announces(header: str, label: str) -> None:
    assert written(announced(header)) == label


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("phone", "手机"),
        ("ownerPhone", "手机"),
        ("idCard", "身份证号"),
        ("owner_id", "thing:编号"),
        ("id", "身份证号"),
        ("data_id", "身份证号"),
        ("deviceId", "thing:编号"),
        ("device_phone", ""),
        ("name", "name:姓名 ~"),
        ("fullName", "name:姓名"),
        ("companyName", ""),
        ("amount", "thing:编号"),
        ("orderNo", "thing:编号"),
        ("qqNumber", "QQ号"),
        ("wxid", "微信号"),
        ("cardNo", "银行卡号"),
        ("officeCardNo", ""),
        ("zjh", "身份证号"),
        ("x", ""),
        ("phonephonephonephonephonephonephonephone", ""),
        ("phone_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", ""),
    ],
)
def test_what_a_key_announces(key: str, label: str) -> None:
    assert written(of_key(key)) == label


@pytest.mark.parametrize(
    ("text", "ends"),
    [("姓名", True), ("备注 手机", True), ("甲,电话", True), ("甲|身份证号", True), ("甲乙丙", False), ("无关 甲", False), ("手机 甲", False)],
)  # fmt: skip
def test_words_that_end_a_header(text: str, ends: bool) -> None:
    assert ends_a_header(text + "：13700000002", len(text)) == ends
