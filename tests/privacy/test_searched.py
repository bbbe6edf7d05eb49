"""What is enough for a text to be searched, what nobody sees, what is taken once, and columns of things and of names. Nobody's data."""

import pytest

from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # one sign, word or shape is enough for a text to be searched
        ("学员\t乙\n滕开富\t丙", "name 5-8 滕** ?"),
        ("学员|乙\n滕开富|丙", "name 5-8 滕** ?"),
        ("<td>学员</td><td>滕开富</td>", "name 15-18 滕** ?"),
        ("{xm: 滕开富}", "name 5-8 滕** ?"),
        ("学员滕开富", "name 2-5 滕** ?"),
        ("滕开富，女，", "name 0-3 滕** ?"),
        ("云A\t12345", ""),
        ("车牌云A\t12345", "plate 2-10 云A*****"),
        ("甲zh@qq.com", "mail 1-10 z*@qq.com ?"),
        ("13700000002", "mobile 0-11 137****0002"),
        ("一三七〇〇〇〇〇〇〇二", "mobile 0-11 137****0002"),
        ("滕开富被拘留", "name 0-3 滕** ?"),
        # what nobody sees is passed over, and counted in the offsets
        ("学\u200b员滕\u200b开富", "name 3-7 滕** ?"),
        ("甲\u200b乙13700\u200b\u200b000002\u200b丙", "mobile 3-16 137****0002"),
        ("\u200b13700000002", "mobile 1-12 137****0002"),
        ("13700000002\u200b", "mobile 0-11 137****0002"),
        ("电话1370000\u200b0002，电话13700000010", "mobile 2-14 137****0002; mobile 17-28 137****0010"),
        # what is taken once is not told again, and hides nothing behind it
        ("手机\t备注\n13700000002\t13700000010", "mobile 6-17 137****0002; mobile 18-29 137****0010"),
        ("{sn: 13700000002, dyh: abcdefg}", "account 23-30 a******"),
        ("{dyh: abcdefg, x: 13700000002}", "account 6-13 a******; mobile 18-29 137****0002"),
        ("官方微信号abcdef1；电话13700000002", "mobile 15-26 137****0002"),
        ("微信公众号abcdef1，QQ：12345678。扣扣12345679", "account 16-24 1*******; account 27-35 1*******"),
        ("云州市审计局邮箱abc@163.com。本人邮箱abd@163.com", "mail 24-35 a**@163.com ?"),
        # columns of numbers of things, and of persons
        ("户号\t备注\n13700000002\t乙", ""),
        ("户号\t备注\n业主13700000002\t乙", "mobile 8-19 137****0002"),
        ("手机编号\t备注\n13700000002\t乙", "mobile 8-19 137****0002"),
        ("序号\t备注\n13700000002\t乙", ""),
        ("序号\t备注\n11010519491231002X\t乙", "identity 6-24 110***************"),
        ("金额\t备注\n6222000000000009\t乙", "card 6-22 6222********0009"),
        ("金额\t备注\n110105194912310021\t乙", ""),
        ("备注\t说明\n110105194912310021\t乙", "identity 6-24 110*************** ?"),
        ("序号\t备注\n110105194912310021\t乙", ""),
        # names in columns
        ("姓名\t备注\n张秀兰\t乙", "name 6-9 张** ?"),
        ("姓名\t备注\n王五\t乙", "name 6-8 王* ?"),
        ("姓名\t职务\n滕开富\t局长", ""),
        ("姓名\t备注\n幸福路12号\t乙", "address 6-12 幸福****"),
        ("农户\t备注\n幸福路12号\t乙", "address 6-12 幸福****"),
        ("姓名\t备注\n张 伟\t乙", "name 6-9 张** ?"),
        ("姓名\t备注\n张大中，男\t乙", "name 6-9 张** ?"),
        ("姓名\t备注\n张三\t乙", "name 6-8 张* ?"),
        ("农户\t备注\n张三\t乙", ""),
        ("姓名\t备注\n综合科\t乙", ""),
        ("学员\u200b滕开富", "name 3-6 滕** ?"),
        ("官微QQ：12345678", ""),
        ("1370000000\u200b2", "mobile 0-12 137****0002"),
        ("设备编号\t备注\n3栋2单元501室\t乙", ""),
    ],
)  # fmt: skip
def test_what_is_told(text: str, found: str) -> None:
    assert told(text) == found
