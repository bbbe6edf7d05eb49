"""Tables at their bounds: which row is a header, how long it counts, over which cells a number goes on, whose row it is. Nobody's data."""

import pytest

from tests.privacy.neighbours import told

W = "abcdef1"  # an account only below a word for one
LETTERS = "<p>微信号</p>{}<p>abcdef1</p>"
IDENTITY = "\t".join("11010519491231002X")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a header counts as long as rows follow, and over three lines that are none
        (f"姓名\t微信\n甲\t{W}", "account 8-15 a******"),
        (f"姓名\t微信\n说明\n甲\t{W}", "account 11-18 a******"),
        (f"姓名\t微信\n说明\n说明\n说明\n甲\t{W}", "account 17-24 a******"),
        (f"姓名\t微信\n说明\n说明\n说明\n说明\n甲\t{W}", ""),
        (f"姓名,微信\n甲乙,{W}", "account 9-16 a******"),
        (f"姓名,微信\n说明\n甲乙,{W}", ""),
        (f"姓名,微信\n甲乙,{W},丙", ""),
        (f"姓名\t微信\n甲乙\t{W}\t丙", "account 9-16 a******"),
        # the signs that cut
        (f"姓名  微信\n甲某  {W}", "account 11-18 a******"),
        (f"姓名 微信\n甲某 {W}", "account 9-16 a******"),
        (f"姓名 微信 备注\n甲某 {W}", ""),
        (f"姓名;微信\n甲某;{W}", "account 9-16 a******"),
        (f"姓名|微信\n甲某|{W}", "account 9-16 a******"),
        (f"共3人,微信\n甲某,{W}", ""),  # words of a sentence
        (f"abc3,微信\n甲某,{W}", "account 11-18 a******"),
        # a header of up to 24 signs
        (f"{'甲' * 21}微信号\t姓名\nabcdefg\t王某", "account 28-35 a******"),
        (f"{'甲' * 22}微信号\t姓名\nabcdefg\t王某", ""),
        # whose row it is
        ("姓名\t微信\n张某\tabcdefg", "account 9-16 a******"),
        ("姓名\t微信\n李明\tabcdefg", "name 6-8 李* ?; account 9-16 a******"),
        (f"姓名\t微信\n云州市水务局\t{W}", ""),
        ("姓名\t单位\t微信\n张秀兰\t某局\tabcdefg", "name 9-12 张** ?; account 16-23 a******"),
        ("姓名\t职务\n张秀兰\t局长", ""),
        ("姓名\t职务\n张秀兰\t农民", "name 6-9 张** ?"),
        ("姓名\t职务\n张秀兰\t局长，受到处分", "name 6-9 张** ?"),
        ("姓名\t职务\t处理\n张秀兰\t局长\t党内警告", "name 9-12 张** ?"),
        ("住址\t姓名\n幸福路12号\t甲某", "address 6-12 幸福****"),
        ("地址\t姓名\n幸福路12号\t甲某", "address 6-12 幸福****"),
        ("地址\t企业名称\n幸福路12号\t甲厂", ""),
        # what is announced as a thing
        ("金额\t数量\n13700000002\t1", ""),
        ("设备编号\t数量\n13700000002\t1", ""),
        # a number that goes on over cells
        ("手机\t1370\t000\t0002", "mobile 3-16 137****0002"),
        ("手机\t1370\t000\t0002\t电话", "mobile 3-16 137****0002"),
        ("手机\t" + "\t".join("13700000002"), "mobile 3-24 137****0002"),
        (f"身份证号\t{IDENTITY}", "identity 5-38 110**************"),
        ("手机\t备注\n1370000\t0002", "mobile 6-18 137****0002"),
        ("手机\t备注\n13700000002\t0002", "mobile 6-17 137****0002"),
        ("手机\t备注\n1370000\tx002", ""),
        # cells that have a line each: the first value tells how many columns there are
        ("微信号\nabcdefg\nabcdef1", "account 4-11 a******; account 12-19 a******"),
        (f"微信号\n姓名\n{W}\n甲某\nabcdef2\n乙某\nabcdef3", "account 7-14 a******; account 18-25 a******; account 29-36 a******"),
        (f"微信号\n甲\n{W}\n乙\n丙\n丁\nabcdef2", "account 6-13 a******"),
        ("微信号\n" + "甲\n" * 11 + W, "account 26-33 a******"),
        ("微信号\n" + "甲\n" * 12 + W, ""),
        # elements of HTML
        (f"<td>微信号</td><td>{W}</td>", "account 16-23 a******"),
        (LETTERS.format(""), "account 13-20 a******"),
        (LETTERS.format(" " * 192), "account 205-212 a******"),
        (LETTERS.format(" " * 193), ""),
        ("<p>手机</p><p>1370</p><p>0000002</p>", "mobile 12-30 137****0002"),
        ("<p>手机</p><p>x1370</p><p>0000002</p>", ""),
        ("<p>住址</p><p>幸福路12号</p>", "address 12-18 幸福****"),
        ("<table><tr><td>姓名</td><td>学号</td></tr><tr><td>甲某</td><td>20240001</td></tr></table><tr><td>甲</td><td>20240002</td></tr>",
         "number 57-65 2*******"),
    ],
)  # fmt: skip
def test_a_table(text: str, found: str) -> None:
    assert told(text) == found
