"""What the words around a value say of it: whose account or mailbox it is, whether a number is that of a thing, in what it is measured. Nobody's data."""

import pytest

from site_builder.rules.personal_measures import in_a_row_of_figures, measured_above
from site_builder.rules.personal_public import of_a_public_body
from site_builder.rules.personal_reasons import PHONE_LABEL, labelled_by, of_a_thing
from tests.privacy.neighbours import told


def around(text: str) -> tuple[str, int, int]:
    """The text without its marks, and the offsets of the value between them."""
    return text.replace("‹", "").replace("›", ""), text.index("‹"), text.index("›") - 1


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("公众号微信‹abcdef1›", True),
        ("微信‹abcdef1›", False),
        ("公用微信‹abcdef1›", False),  # said of mailboxes
        ("微信‹abcdef1›公众号", False),
        ("公众号,微信‹abcdef1›", False),  # another clause
        ("公众号\n微信‹abcdef1›", False),
        ("公众号。微信‹abcdef1›", False),
        ("患者的公众号微信‹abcdef1›", False),
        ("患者来访。公众号微信‹abcdef1›", True),
        ("公众号微信‹abcdef1›(本人)", False),
        ("公众号微信‹abcdef1›、患者", False),
        ("公众号微信‹abcdef1›,又患者", True),
        # the other fields of its object, and of no other
        ('{"类型":"公众号","微信":"‹abcdef1›"}', True),
        ('{"类型":"公众号",\n\n"微信":"‹abcdef1›"}', True),
        ('{"类型":"公众号"},{"微信":"‹abcdef1›"}', False),
        ('{"类型":"公众号","微信":"‹abcdef1›"', True),
        ('{"姓名":"患者","类型":"公众号","微信":"‹abcdef1›"}', False),
        ('{"类型":"公众号"}\n微信‹abcdef1›', False),
        # the other lines of its block, from the first field on
        ("类型: 公众号\n微信: ‹abcdef1›", True),
        ("类型 : 公众号\n微信 : ‹abcdef1›", True),
        ("类型: 公众号\nV: ‹abcdef1›", True),
        ("类型: 公众号\n见下\n微信: ‹abcdef1›", True),
        ("见下\n类型: 公众号\n微信: ‹abcdef1›", True),
        ("见下\n并见\n类型: 公众号\n微信: ‹abcdef1›", True),
        ("类型: 公众号\n\n微信: ‹abcdef1›", False),
        ("这是公众号\n微信: ‹abcdef1›", False),
        ("这是公众号\n类型: 甲\n微信: ‹abcdef1›", False),
        ("类型: 公众号\n见下\n微信‹abcdef1›", False),
    ],
)
def test_an_account_of_a_public_body(text: str, public: bool) -> None:
    assert of_a_public_body("account", *around(text)) == public


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("邮箱‹abc@163.com›", False),
        ("公用邮箱‹abc@163.com›", True),
        ("公用" + "甲" * 22 + "‹abc@163.com›", True),
        ("公用" + "甲" * 23 + "‹abc@163.com›", False),
        ("‹abc@163.com›为公用", True),
        ("‹abc@163.com›" + "甲" * 14 + "公用", True),
        ("‹abc@163.com›" + "甲" * 15 + "公用", False),
        ("‹abc@163.com›。公用", False),
        ("公用。邮箱‹abc@163.com›", False),
        ("云州市审计局邮箱‹abc@163.com›", True),
        ("云州市审计局甲厂邮箱‹abc@163.com›", False),
        ("云州市审计局患者邮箱‹abc@163.com›", False),
        ("‹abc@163.com›(云州市审计局)", True),
        ("‹abc@163.com›(甲厂)", False),
        ("‹abc@163.com›(本人公用)", False),
        ("‹abc@163.com›、患者公用", False),
        ("公众号‹abc@163.com›", False),  # said of accounts
        ("公用" + "\n" * 2 + "邮箱‹abc@163.com›", False),
        ('{"邮箱":"‹abc@163.com›","用途":"公用"}', True),
        ('{"邮箱":"‹abc@163.com›"},{"用途":"公用"}', False),
        ('{"用途":"公用"},{"邮箱":"‹abc@163.com›"}', False),
        ("单位: 云州市审计局\n邮箱: ‹abc@163.com›", True),
        ("邮箱: ‹abc@163.com›\n用途: 公用", True),
        ("邮箱: ‹abc@163.com›\n\n公用", False),
        ("患者" + "甲" * 157 + "公用‹abc@163.com›", True),
        ("患者" + "甲" * 156 + "公用‹abc@163.com›", False),
    ],
)
def test_a_mailbox_of_a_public_body(text: str, public: bool) -> None:
    assert of_a_public_body("mail", *around(text)) == public


@pytest.mark.parametrize(
    ("before", "thing"),
    [
        ("", False),
        ("甲", False),
        ("设备编号", True),
        ("设备编号见附件,", False),
        ("设备编号。", False),
        ("设备编号\n", True),  # the label of the next line
        ("设备编号：\n", True),
        ("采样器SN\n", True),
        ("采样器SN\n \u200b ", True),
        ("采样器SN\n\u200b", True),
        ("设备编号齐全\n", False),
        ("设备编号齐全 ", True),
        # the end of a range is what its beginning is
        ("编号13350826174至", True),
        ("编号13350826174 - ", True),
        ("电话13350826174至", False),
        ("编号13350826174又", False),
        # which label is the last
        ("设备电话", False),
        ("项目热线", False),
        ("电话机设备编号", True),
        ("短信编号", True),
        ("项目经理", False),
        ("项目业主", False),
        ("某设备编号", True),
        ("会计档案号", True),
        ("设备编号某", False),
        ("设备编号及微信", False),
        # amounts, and other names of numbers
        ("总投资额：", True),
        ("供水总量(立方米)：", True),
        ("总投资额已到位", False),
        ("站点号", True),
        ("点位码：", True),
        ("手机号", False),
        ("虚拟短号", False),
        ("菜单", False),
    ],
)
def test_the_number_of_a_thing(before: str, thing: bool) -> None:
    assert of_a_thing(before) == thing


@pytest.mark.parametrize(
    ("before", "most", "labelled"),
    [
        ("手机号", 14, True),
        ("设备", 14, False),
        ("设备 ", 14, False),
        ("手 机 号 ：", 14, True),
        ("手\u200b机", 14, True),
        ("手 \u200b机", 14, True),
        ("手甲机", 14, False),
        ("手机" + "甲" * 12, 14, True),
        ("手机" + "甲" * 13, 14, False),
        ("手 机" + "甲" * 12, 14, True),
        ("手 机" + "甲" * 13, 14, False),
        ("手机" + " " * 26, 14, True),
        ("手机" + " " * 27, 14, False),
        ("手机甲", 3, True),
        ("手机甲乙", 3, False),
    ],
)
def test_a_label_before_a_number(before: str, most: int, labelled: bool) -> None:
    assert labelled_by(PHONE_LABEL, before + "13700000002", len(before), most) == labelled


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("‹1›", False),
        ("单位:元\n甲‹1›", True),
        ("说明,单位:元\n甲‹1›", True),
        ("单位:元\n甲。‹1›", False),
        ("单位:元\n\n甲‹1›", False),
        ("单位:甲\n‹1›", False),
        ("单位:元\n" + "甲" * 235 + "‹1›", True),
        ("单位:元\n" + "甲" * 236 + "‹1›", False),
        ("产量(公斤):甲‹1›", True),
        ("‹1›,单位:元", True),
        ("‹1›甲\n单位:元\n", False),
        ("‹1›。单位:元\n", False),
        ("‹1›" + "甲" * 76 + "单位:元", True),
        ("‹1›" + "甲" * 77 + "单位:元", False),
        # objects
        ('{"value":‹1›,"unit":"元"}', True),
        ('{"value":‹1›, "unit": "元"}', True),
        ('{"value":‹1›,\n"unit":"元"}', True),
        ('{"value":‹1›},{"unit":"元"}', False),
        ('{"甲":1},{"value":‹1›,\n"unit":"元"}', True),
        ('{"甲":1},{"乙":2}\n‹1›\n"unit":"元"', False),
        ('{"甲":1}‹1›\n"unit":"元"', False),
    ],
)
def test_what_all_figures_are_measured_in(text: str, measured: bool) -> None:
    assert measured_above(*around(text)) == measured


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("‹1›", False),
        ("元|甲|‹1›", True),
        ("甲|元|‹1›", True),
        ("‹1›|元", True),
        ("‹1›|甲|元|", True),
        ("甲‹1›\t元", True),
        ("甲,\"元\",‹1›", True),
        ("甲|元户主|‹1›", False),
        ("甲|元|\n丙|‹1›", False),
        ("甲\n乙|元|\n丙|‹1›", False),
        ("甲\n乙\n丙|元|‹1›", True),
        ("‹1›|甲\n|元|", False),
        ("‹1›|甲\n|元|\n乙", False),
        ("‹1›|元|\n甲\n乙", True),
        ("|元|" + "甲" * 157 + "‹1›", True),
        ("|元|" + "甲" * 158 + "‹1›", True),  # at the cut it is a cell too
        ("|元|" + "甲" * 159 + "‹1›", False),
        ("‹1›" + "甲" * 157 + "|元|", True),
        ("‹1›" + "甲" * 159 + "|元|", False),
    ],
)  # fmt: skip
def test_a_row_of_figures(text: str, figures: bool) -> None:
    assert in_a_row_of_figures(*around(text)) == figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("设备编号齐全\n13700000002", "mobile 7-18 137****0002"),
        ("采样器SN\n13700000002", ""),
        ("登记编号13700000002至13800000009", ""),
        ("项目热线：13700000002", "mobile 5-16 137****0002"),
        ("项目经理13700000002", "mobile 4-15 137****0002"),
        ("会计档案号13700000002", ""),
        ("总投资额13700000002", ""),
        ("供水总量（立方米）：13700000002", ""),
        ("单位：元\n甲 13700000002", ""),
        ("甲|元|13700000002", ""),
        ("甲厂微信号abcdef1", "account 5-12 a******"),
        ("云州市审计局官方微信号abcdef1", ""),
        ("公众号，微信号abcdef1", "account 7-14 a******"),
        ("abc@163.com（云州市审计局邮箱）", ""),
        ("abc@163.com（本人公用邮箱）", "mail 0-11 a**@163.com ?"),
    ],
)
def test_whose_it_is(text: str, found: str) -> None:
    assert told(text) == found
