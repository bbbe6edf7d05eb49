"""Tables whose cells have a line or an element each, and lines too long to be cut. Nobody's data."""

import pytest

from site_builder.rules.personal import personal_data
from site_builder.rules.personal_rows import Told
from site_builder.rules.personal_tables import told_cells
from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # one line a cell: the first value tells how many columns there are
        ("学号\n20240001\n20240002", "number 3-11 2******* ?; number 12-20 2******* ?"),
        ("学号\n20240001\n甲\n20240002", "number 3-11 2******* ?"),
        ("学号\n甲\n20240001\n乙\n20240002", "number 5-13 2******* ?; number 16-24 2******* ?"),
        ("学号\n甲\n20240001\n乙\n丙\n丁\n20240002", "number 5-13 2******* ?"),
        ("学号\n电话\n20240001", "number 6-14 2******* ?"),
        (f"学号\n{'甲' * 80}\n20240001", "number 84-92 2******* ?"),
        (f"学号\n{'甲' * 81}\n20240001", ""),
        ("学号\n甲乙。\n20240001", ""),
        ("学号\n甲\t乙\n20240001", ""),
        ("学号\n甲|乙\n20240001", ""),
        (f"学号{chr(10)}{('甲' + chr(10)) * 11}20240001", "number 25-33 2******* ?"),
        (f"学号{chr(10)}{('甲' + chr(10)) * 12}20240001", ""),
        ("学号\n20240001\n甲\n乙\n丙\n20240002", "number 3-11 2******* ?"),
        ("地址\n幸福路12号", ""),
        ("姓名\n张秀兰", "name 3-6 张** ?"),
        ("备注\n学号\n20240001", "number 6-14 2******* ?"),
        ("备注\n\n学号\n\n20240001", "number 8-16 2******* ?"),
        ("说明。\n学号\n20240001", "number 7-15 2******* ?"),
        ("学号：\n20240001", "number 4-12 2******* ?"),
        ("学号 备注\n20240001 甲", "number 6-14 2******* ?"),
        ("甲乙备注，学号\n20240001", "number 8-16 2******* ?"),
        (f"备注\t{'甲' * 594}\t学号\n乙\t丙\t20240001", "number 605-613 2******* ?"),
        (f"备注\t{'甲' * 595}\t学号\n乙\t丙\t20240001", ""),
        (f"备注\t{'甲' * 596}\t学号\n乙\t丙\t20240001\n备注\t学号\n乙\t20240002", "number 624-632 2******* ?"),
        # html nodes
        ("<p>学号</p><p>20240001</p>", "number 12-20 2******* ?"),
        ("<p>学号</p><p>电话</p><p>20240001</p>", ""),
        ("<p>学号</p><p>甲</p><p>20240001</p>", ""),
        ("<p>手机</p><p>1370</p><p>000</p><p>0002</p>", "mobile 12-37 137****0002"),
        ("<p>手机</p><p>1370</p><p>000</p><p>0002</p><p>甲</p>", "mobile 12-37 137****0002"),
        ("<p>手机</p><p>13</p><p>7</p><p>0</p><p>0</p><p>0</p><p>0</p><p>0</p><p>0</p><p>2</p>", ""),
        ("<p>地址</p><p>幸福路12号</p>", ""),
        ("<p>微信</p><p>abcdefg</p>", ""),
        ("<p>微信号</p><p>abcdefg</p>", "account 13-20 a******"),
        (f"<p>抖音号</p>{' ' * 192}<p>abcdefg</p>", "account 205-212 a******"),
        (f"<p>抖音号</p>{' ' * 193}<p>abcdefg</p>", ""),
        ("<table><tr><td>抖音号</td></tr></table><table><tr><td>abcdefg</td></tr></table>", "account 51-58 a******"),
        ("<tr><td>备注</td><td>抖音号</td></tr>\n</table><tr><td>乙</td><td>abcdefg</td></tr>", ""),
        ("<td>抖音号</td><td>", ""),
        (f"<td>抖音号</td><td>abcdefg{' ' * 192}</td>", "account 16-23 a******"),
        (f"<td>抖音号</td><td>abcdefg{' ' * 193}</td>", ""),
        (f"<td>抖音号</td><td>abcdefg{' ' * 194}</td>", ""),
        ("抖音号>abcdefg<", ""),
        ("</td>抖音号", ""),
        ("<p>QQ</p><p>12345</p>", "account 12-17 1**** ?"),
        ("抖音号</p><p>abcdefg", ""),
        ("<p>微信</p><p>学号</p><p>20240001</p>", "number 21-29 2******* ?"),
        ("<p>学号</p><p>20240001</p><p>微信号</p><p>abcdef1</p>", "number 12-20 2******* ?; account 37-44 a******"),
        ("<p>学号</p><p>20240001</p><p>甲</p>", "number 12-20 2******* ?"),
        ("<p>微信号</p><p>abcdefg</p><p>甲</p>", "account 13-20 a******"),
        # the line behind a header or a table is looked at too
        ("抖音号\n学号\t备注\n20240001\t乙", "number 10-18 2******* ?"),
        ("学号\n20240001\n甲。", "number 3-11 2******* ?"),
        ("备注\t学号\n20240001", ""),
        ("备注|学号\n20240001", ""),
        ("姓名,微信\n甲乙,abcdef1\n说明\n姓名,抖音号\n乙丙,abcdefg", "account 9-16 a******; account 30-37 a******"),
        ("姓名,微信\n甲乙,abcdef1\n说明\n学号\n20240001", "account 9-16 a******; number 23-31 2******* ?"),
        ("姓名,微信\n甲乙,abcdef1\n学号\n20240001", "account 9-16 a******; number 20-28 2******* ?"),
        ("学号\nX20240001", "number 3-12 X******** ?"),
    ],
)  # fmt: skip
def test_cells_apart(text: str, found: str) -> None:
    assert told(text) == found


def test_a_number_goes_on_over_nineteen_elements() -> None:
    text = "<p>银行卡号</p>" + "".join(f"<p>{each}</p>" for each in "6222000000000001002")
    assert [(each.kind, text[each.start : each.stop].count("<p>")) for each in personal_data(text)] == [("card", 18)]


def test_so_many_cells_are_looked_at_ahead() -> None:
    judged: list[Told] = []

    def holds(told: Told) -> bool:
        judged.append(told)
        return False

    text = "学号\n甲\n甲\n" * 300 + "\n"
    assert list(told_cells(text, holds)) == []
    assert len(judged) == 833  # of 2101 // 2 + 199 cells two in three, for a header is none
