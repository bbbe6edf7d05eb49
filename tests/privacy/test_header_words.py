"""What headers and keys announce in full: whose values, how sure, in what they are measured; and where a header may end."""

import pytest

from site_builder.rules.personal_headers import announced, ends_a_header
from site_builder.rules.personal_key_names import Announced, of_key
from site_builder.rules.personal_labels import announces

NAME = Announced("姓名", "name")
ROLE = Announced("姓名", "name", weak=True)
PLACE = Announced("住址", "place", weak=True)
THING = Announced("编号", "thing")


@pytest.mark.parametrize(
    ("header", "head"),
    [
        ("QQ", Announced("QQ", sure=False)),
        ("微信", Announced("微信", sure=False)),
        ("微信号", Announced("微信号")),
        ("抖音号/备注", Announced("抖音号")),
        ("备注/抖音号", Announced("备注/抖音号")),
        ("备注/说明", None),
        ("发电量(万千瓦时)", Announced("金额", "thing", measured=True)),
        ("总投资", Announced("金额", "thing", weak=True)),
        ("总投资(万元)", Announced("金额", "thing", measured=True)),
        ("值班号", Announced("值班号", "thing")),
        ("值班室", None),
        ("手机型号", Announced("手机型号", "thing")),
        ("手机号码", Announced("手机号码")),
        ("地址", PLACE),
        ("房间号", PLACE),
        ("项目地址", Announced("项目地址", "thing")),
        ("家庭地址", Announced("家庭地址")),
        ("房屋坐落", Announced("住址")),
        ("村民姓名", NAME),
        ("养殖户", ROLE),
        ("人：", ROLE),
        ("姓名 学号", None),
        ("学 号", Announced("学号")),
        (f"{'甲' * 21}抖音号", Announced(f"{'甲' * 21}抖音号")),
        (f"{'甲' * 22}抖音号", None),
    ],
)
def test_a_header_in_full(header: str, head: Announced | None) -> None:
    assert announced(header) == head


@pytest.mark.parametrize(
    ("key", "head"),
    [
        # homes
        ("ownerAddress", Announced("家庭住址")),
        ("the_owner_addr", Announced("家庭住址")),
        ("familyAddress", Announced("家庭住址")),
        ("my_house_addr", Announced("家庭住址")),
        ("homeAddress", Announced("家庭住址")),
        ("companyAddress", None),
        ("owner_company_address", None),
        ("family", None),
        ("family_name", None),
        ("family_phone", Announced("手机")),
        ("address", PLACE),
        ("addr", PLACE),
        ("dz", PLACE),
        # people
        ("name", ROLE),
        ("owner", ROLE),
        ("the_owner", ROLE),
        ("owner_x", None),
        ("owner_xm", NAME),
        # as long as a key may be
        (f"{'x' * 34}_phone", Announced("手机")),
        (f"{'x' * 35}_phone", None),
        # measured
        ("area_mu", THING),
        ("the_area_mu", THING),
        ("a_mu", THING),
        ("mu", None),
        ("2mu", None),
        ("area_m2", THING),
        ("the_area_m2", THING),
        ("area_m4", None),
        ("energyKwh", THING),
        ("kwh_year", None),
        # numbered
        ("house_no", THING),
        ("the_house_no", THING),
        ("house_number", THING),
        ("house_code", THING),
        ("house_id", THING),
        ("house_name", None),
        ("no", None),
        ("code", None),
        ("user_no", None),
        ("the_user_code", None),
        ("price", THING),
        ("", None),
        ("12", None),
    ],
)
def test_a_key_in_full(key: str, head: Announced | None) -> None:
    assert of_key(key) == head


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("备注 dyh", True),
        ("备注 甲乙 dyh", True),
        ("备注 甲乙 手机", True),
        ("备注  dyh 甲", False),
        (f"{'甲' * 22},dyh", True),
        (f"{'甲' * 22}dyh", False),
    ],
)
def test_where_a_header_may_end(text: str, ends: bool) -> None:
    assert ends_a_header(text + "：abcdefg", len(text)) == ends


@pytest.mark.parametrize(
    ("header", "sure"),  # None: announces nothing
    [
        ("住院号", True),
        ("住院", None),
        ("患者住院号", True),
        ("学号", True),
        ("学籍", None),
        ("微信", False),
        ("微信号", True),
        ("微信ID", True),
        ("抖音(本人)", True),
        ("抖音", False),
        ("护照", False),
        ("护照号", True),
        ("银行卡", True),
        ("银行账", None),
        ("银行账户", True),
        ("银行账号", True),
        ("存折", True),
        ("农行", None),
        ("农行号", True),
        ("卡", None),
        ("卡号", True),
        ("宅", None),
        ("宅电", True),
        ("车牌", True),
        ("账号", True),
        ("微X", False),
        ("备注", None),
        ("", None),
    ],
)
def test_a_label_as_a_header(header: str, sure: bool | None) -> None:
    assert announces(header) == sure
