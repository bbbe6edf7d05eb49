"""How far a word that tells what a number is may stand from it, and what is told one sign further. Nobody's data."""

import re

import pytest

from tests.privacy.neighbours import told


def told_with(text: str, between: str, count: int) -> str:
    """What is told, without offsets. Takes   text: with a ~ where `between` stands so many times"""
    return re.sub(r" \d+-\d+", "", told(text.replace("~", between * count)))


@pytest.mark.parametrize(
    ("text", "between", "steps"),  # each step: from how many signs on, and what is told then
    [
        ("护照~H12345678", "甲", [(0, "passport H********"), (19, "")]),
        ("台胞证~12345678", "甲", [(0, "passport 1*******"), (18, "")]),
        ("窗口~QQ12345678", "甲", [(0, ""), (5, "account 1*******")]),
        ("群~QQ12345678", "甲", [(0, "account 1******* ?"), (6, "account 1*******")]),
        ("QQ~12345678", " ", [(0, "account 1*******")]),
        ("企业~微信号abcdef1", "甲", [(0, ""), (5, "account a******")]),
        ("微信号~abcdef1", ":", [(0, "account a******")]),
        ("home ~ Room 301, Block 5", "x", [(6, "address Ro****"), (19, "address Ro**** ?")]),
        ("家~坐标25.12345,102.12345", "甲", [(0, "address 25****"), (10, "")]),
        ("坐标25.12345,102.12345~家", "甲", [(0, "address 25****"), (8, "")]),
        ("家住~幸福路12号", "甲", [(0, "address 幸福****"), (1, "address 甲幸****"), (2, "address 甲甲****"), (30, "")]),
        ("家住~幸福村3组", "甲", [(0, "address 幸福****"), (1, "address 甲幸****"), (2, "address 甲甲****"), (30, "")]),
        ("家住~12号院3栋501室", "甲", [(0, "address 12****"), (1, "address 甲1****"), (2, "address 甲甲****"), (32, "address 甲甲**** ?")]),
        ("住~3-2-501", "甲", [(0, "address 3-****"), (1, "address 甲3****"), (2, "address 甲甲****"), (29, "")]),
        ("办公~3栋501室", "甲", [(0, ""), (31, "address 甲甲**** ?")]),
        ("某局地址：~3栋501室", "甲", [(0, ""), (25, "address 甲甲**** ?")]),
        ("地址：3栋501室~办公室", "甲", [(0, ""), (13, "address 3栋**** ?")]),
        ("业主~住3栋501室", "甲", [(0, "address 3栋****")]),
        ("张某~3栋501室", "甲", [(0, "address 张某****"), (2, "address 张某**** ?")]),
        ("3栋501室~张某收", "甲", [(0, "address 3栋****"), (2, "address 3栋**** ?")]),
        ("身份证~110105194912310021", "甲", [(0, "identity 110***************"), (22, "identity 110*************** ?")]),
        ("身份证~11010519491231002", "甲", [(0, "identity 110**************"), (22, "")]),
        ("图斑编号~110105194912310021", "甲", [(0, ""), (7, "identity 110*************** ?")]),
        ("残疾证~11010519491231002X12", "甲", [(0, "identity 110*****************"), (1, "")]),
        ("学籍~G11010519491231002X", "甲", [(0, "identity G11****************"), (13, "")]),
        ("税号~11010519491231002X12", "甲", [(0, "identity 110***************"), (9, "")]),
        ("电话~137零0000002", "甲", [(0, "mobile 137****0002"), (13, "")]),
        ("编号~13700000002", "甲", [(0, ""), (7, "mobile 137****0002")]),
        ("卡号~6222000000000009元", "甲", [(0, "card 6222********0009"), (13, "")]),
        ("转到6222~0000~0000~0009", " ", [(0, "card 6222********0009"), (5, "")]),
        ("1370~0000~002", "-", [(0, "mobile 137****0002"), (5, "")]),
        ("电话1370~0000~002", " ", [(0, "mobile 137****0002"), (5, "")]),
        ("户主张某~电表号12345678", "甲", [(0, "number 1*******"), (10, "")]),
        ("电表号12345678~户主张某", "甲", [(0, "number 1*******"), (11, "")]),
        ("村民~李建国反映", "甲", [(0, "name 李** ?"), (1, "")]),
        ("，张秀兰~被拘留", "甲", [(0, "name 张** ?"), (1, "")]),
        ("由局长张秀兰~因违纪", "甲", [(0, "name 张** ?"), (1, "")]),
        ("云州市审计局~邮箱abc@163.com", "甲", [(0, ""), (1, "mail a**@163.com ?")]),
    ],
)  # fmt: skip
def test_how_far_a_word_tells(text: str, between: str, steps: list[tuple[int, str]]) -> None:
    counts = [count for first, _ in steps for count in (first - 1, first) if count >= steps[0][0]] + [steps[-1][0] + 1]
    right = [max(step for step in steps if step[0] <= count)[1] for count in counts]
    assert [told_with(text, between, count) for count in counts] == right
