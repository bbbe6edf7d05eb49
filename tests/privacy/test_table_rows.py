"""Rows of tables: which begins a table and which ends it, whose a row is, what a form's fields hold, how far digits go on. Nobody's data."""

import pytest

from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a header and three lines that are none, as often as rows follow
        ("姓名\t微信\n说明\n说明\n说明\n甲\tabcdef1\n说明\n说明\n说明\n乙\tabcdef2", "account 17-24 a******; account 36-43 a******"),
        ("姓名\t微信\n说明\n说明\n说明\n姓名\t微信\n说明\n说明\n说明\n甲\tabcdef1", "account 32-39 a******"),
        ("姓名,微信\n甲乙,abcdef1\n说明\n甲丙,abcdef2", "account 9-16 a******"),
        ("姓名\t微信\n甲乙,abcdef1", ""),
        ("姓名,微信\n甲乙,丙,丁\n甲某,abcdef1", ""),
        ("姓名\t微信\n甲乙,丙\n甲某\tabcdef1", ""),
        # two blanks, or one in the rows
        ("姓名  微信\n甲某 abcdef1", "account 10-17 a******"),
        ("姓名 微信\n甲某  abcdef1", "account 10-17 a******"),
        ("姓名  微信  备注\n甲某 abcdef1", ""),
        # one cell between bars or in an element
        ("| 微信号 |\n| --- |\n| abcdef1 |", "account 18-25 a******"),
        ("<table><tr><th>微信号</th></tr><tr><td>abcdef1</td></tr></table>", "account 36-43 a******"),
        ("微信号,\n抖音", ""),
        ("学号|\n|20240001", "number 5-13 2******* ?"),
        # the sign of the header is that of its rows
        ("姓名\t微信\n甲某|abcdef1", ""),
        ("姓名|微信\n甲某\tabcdef1", ""),
        ("姓名,微信\n甲某;abcdef1", ""),
        # words that are headers and stand in cells too
        ("姓名\t抖音号\n农户\tabcdefg", "account 10-17 a******"),
        ("农户\t抖音号\n农户\tabcdefg", "account 10-17 a******"),
        ("农户\t面积\n村民\tabcdefg", ""),
        ("农户\t住处\n农户\t幸福路12号", "address 9-15 幸福****"),
        ("农户\t1,234\n张秀兰\t5,678", ""),
        ("农户\t面积\n张秀兰\t5,678", "name 6-9 张** ?"),
        ("农户\t1.5%\t面积\n张秀兰\t5\t6", ""),
        ("姓名\t备注\n农户\t面积\n张秀兰\t李建国", "name 12-15 张** ?"),
        ("农户,1\n张秀兰,5", "name 5-8 张** ?"),
        # a soft row of words is one of headers where all are short and without figures
        (f"抖音号,{'甲' * 24}\nabcdefg,乙", "account 29-36 a******"),
        (f"抖音号,{'甲' * 25}\nabcdefg,乙", ""),
        (f"抖音号\t{'甲' * 25}\nabcdefg\t乙", "account 30-37 a******"),
        ("抖音号,甲乙 丙丁\nabcdefg,乙", ""),
        ("抖音号\t甲乙 丙丁\nabcdefg\t乙", "account 10-17 a******"),
        ("抖音号,甲1\nabcdefg,乙", ""),
        ("抖音号\t甲1\nabcdefg\t乙", "account 7-14 a******"),
        ("抖音号,a1\nabcdefg,乙", "account 7-14 a******"),
        # whose row it is
        ("姓名\t住址\n云州市水务局\t幸福路12号", ""),
        ("姓名\t户主姓名\t抖音\n云州市水务局\t张某\tabcdefg", ""),
        ("姓名\t户主姓名\t抖音\n张某\t云州市水务局\tabcdefg", "account 21-28 a******"),
        ("户主姓名\t姓名\t抖音\n乙\t李建国\tabcdefg", "name 13-16 李** ?; account 17-24 a******"),
        ("姓名\t抖音\n阿依古丽·买买提\tabcdefg", "name 6-14 阿******* ?; account 15-22 a******"),
        ("姓名\t抖音\n张三科\tabcdefg", ""),
        ("姓名\t抖音\n李建国\tabcdefg", "name 6-9 李** ?; account 10-17 a******"),
        ("姓名\t抖音\n甲\tabcdefg", "account 8-15 a******"),
        ("姓名\t抖音\n第一名\tabcdefg", ""),
        ("抖音\t姓名\nabcdefg", ""),
        ("抖音\t姓名\nabcdef1\t", "account 6-13 a******"),
        ("单位\t银行账号\n云州市水务局\t530100000000001", ""),
        ("银行账号\t单位\n530100000000001", ""),
        ("银行账号\t单位\n530100000000001\t云州市水务局", ""),
        ("单位\t姓名\t银行账号\n云州市水务局\t甲某\t530100000000001", "card 21-36 5301*******0001"),
        ("单位\t姓名\t银行账号\n云州市水务局\t乙\t530100000000001", "card 20-35 5301*******0001"),
        # of an organ
        ("姓名\t职务\n张秀兰\t局长", ""),
        ("职务\t姓名\n局长\t张秀兰", ""),
        ("职务\t抖音号\n局长\tabcdefg", "account 10-17 a******"),
        ("姓名\t职务\t处理\n张秀兰\t局长\t撤职", "name 9-12 张** ?"),
        # empty and long cells
        (f"抖音号\t备注\n{'甲' * 80}\t乙", ""),
        (f"学号\t备注\n20240001{'甲' * 72}\t乙", "number 6-14 2******* ?"),
        (f"学号\t备注\n20240001{'甲' * 73}\t乙", ""),
        ("抖音号\t学号\n\t20240001", "number 8-16 2******* ?"),
        ("抖音号\t备注\t学号\nabcdefg\t乙", "account 10-17 a******"),
        ("备注\t学号\t抖音号\n乙\t\tabcdefg", "account 13-20 a******"),
        # addresses where the row has a column of people
        ("地址\t姓名\n幸福路12号\t甲某", "address 6-12 幸福****"),
        ("地址\t备注\n幸福路12号\t甲某", ""),
        ("地址\t业主\n幸福路12号\t甲", "address 6-12 幸福****"),
        ("地址\t抖音号\n幸福路12号\tabcdefg", "account 14-21 a******"),
        # fields of a form
        ("抖音号\tabcdefg", "account 4-11 a******"),
        ("抖音号\tabcdefg\t学号\t20240001", "account 4-11 a******; number 15-23 2******* ?"),
        ("抖音号\t学号\tabcdefg\t20240001", ""),
        ("抖音号,abcdefg", ""),
        ("抖音号\t\tabcdefg", ""),
        ("备注\t抖音号", ""),
        ("备注\t抖音号\t", ""),
        ("产量（公斤）\t13700000002\t13700000010\t13700000029", ""),
        ("产量（公斤）\t13700000002\t13700000010\t手机\t13700000029", "mobile 34-45 137****0029"),
        ("手机\t产量（公斤）\t13700000002\t13700000010", ""),
        # what may be a header at all
        (f"{'甲' * 21}抖音号\tabcdefg", "account 25-32 a******"),
        (f"{'甲' * 22}抖音号\tabcdefg", ""),
        (f"{'甲' * 20}抖音号：\tabcdefg", "account 25-32 a******"),
        (f"{'甲' * 21}抖音号：\tabcdefg", ""),
        # over cells: up to nineteen, and none with a header
        (f"手机\t{chr(9).join('13700000002')}", "mobile 3-24 137****0002"),
        ("手机\t备注\t金额\n1370\t000\t0002", ""),
        ("手机\t备注\t乙\n1370\t000\t0002", "mobile 8-21 137****0002"),
        ("手机\t13700000002\t0002", "mobile 3-14 137****0002"),
        ("手机\t1370\t13700000002", "mobile 8-19 137****0002"),
        ("身份证号\t110105491231002\t5", "identity 5-20 110************"),
        ("身份证号\t110\t105491231002X", "identity 5-21 110************"),
        ("手机\t1370\t000\t0002x", "mobile 3-16 137****0002"),
        ("设备编号\t备注\t乙\n1370\t000\t0002", ""),
        (f"银行卡号\t{chr(9).join('6222000000000001002')}", "card 5-42 6222***********1002"),
        (f"银行卡号\t{chr(9).join('6222000000000001002')}\t8", "card 5-42 6222***********1002"),
        (f"手机{chr(9) + '备注'}{(chr(9) + '乙') * 9}\n{chr(9).join('13700000002')}", "mobile 24-45 137****0002"),
        ("设备编号\t备注\n1370\t0000002", ""),
        ("备注\t设备编号\n乙\t13700000002", ""),
        ("手机\t1370\t乙\t0000002", ""),
        ("手机\t甲\t1370\t0000002", "mobile 5-17 137****0002"),
        ("银行账号\t备注\t单位\n530100000000001\t乙", "card 11-26 5301*******0001"),
        ("抖音号\t备注\t姓名\nabcdefg\t乙", "account 10-17 a******"),
        ("人\t备注\n张秀兰\t乙", ""),  # a unit
        ("姓名\t学号\n第一名\t20240001", "number 10-18 2******* ?"),
        ("姓名\t户主姓名\t抖音\n第一名\t张某\tabcdefg", "account 18-25 a******"),
        ("抖音号\twechatid\tabcdefg", "account 13-20 a******"),
        ("抖音号\tabcdefg\t", "account 4-11 a******"),
        ("农户\t抖音号\tabcdefg", "account 7-14 a******"),
        ("抖音号\t乙\tabcdefg", ""),
        # each sign is tried in turn, and none behind one that parts nothing but cells
        ("乙\t学号,甲\n20240001,丙", ""),
        ("姓名\t抖音号\n甲某 abcdefg", ""),
        ("姓名 抖音号\n---- ----\n甲某 abcdefg", "account 20-27 a******"),
        ("抖音号,备注\nabcdefg,乙\n农户\t面积\n滕开富\t5", "account 7-14 a******; name 23-26 滕** ?"),
        ("抖音号,abcdefg\n乙,丙", ""),
        ("设备编号\t备注\n110105\t19491231002X", ""),
        ("13700000002\t产量（公斤）\t5\t6", "mobile 0-11 137****0002"),
        ("学号,甲;备注\n20240001,丙;丙", "number 8-16 2******* ?"),
        ("抖音号;备注\nabcdefg 乙", ""),
    ],
)  # fmt: skip
def test_a_row(text: str, found: str) -> None:
    assert told(text) == found
