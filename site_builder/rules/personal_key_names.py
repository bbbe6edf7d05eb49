# ruff: noqa: E501  a table reads better in one line
"""What the key of a field in Latin letters announces: `idCard`, `sfzh`, `devicePhone`."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple


class Announced(NamedTuple):
    """What a header announces.

    label   the label of its values, in Chinese
    kind    "place": addresses of whatever the table is about, "person": values that are somebody's, "name": names of persons, "thing": numbers of things, which no shape makes a person's
    sure    whether the header itself says that its values are accounts or numbers (微信号, not 微信), so that a word may be one
    weak    a word that stands in cells too (农户, 总投资), so that it begins a table but does not end one
    measured    whether it says in what its figures are measured: 收入（元）
    """

    label: str
    kind: str = "person"
    sure: bool = True
    weak: bool = False
    measured: bool = False


_KEYS: Final = {
    key: label
    for keys, label in (
        ("phone mobile tel telephone cell cellphone mobilephone phonenumber mobilenumber mobileno phoneno contactphone sj sjh sjhm lxdh dhhm lxfs", "手机"),
        ("id idcard idcardno idcardnumber idno idnum idnumber identity identitycard identityno identitynumber certno certnumber certificateno citizenid personid sfz sfzh sfzhm zjh zjhm gmsfhm", "身份证号"),
        ("bankcard bankcardno bankcardnumber cardno cardnumber bankaccount bankno yhk yhkh yhzh skzh", "银行卡号"),
        ("wechat wechatid wechatno weixin weixinhao wxid wx wxh vx", "微信号"),
        ("qq uin qquin qqno qqnumber qqhm qqh", "QQ号"),
        ("alipay alipayid zfb zfbzh", "支付宝账号"),
        ("douyin douyinid tiktok dyh", "抖音号"),
        ("weibo weiboid", "微博账号"),
        ("passport passportno passportnumber hzh hzhm", "护照号"),
        ("plate plateno platenumber licenseplate licenseplateno carno carplate carnumber vehicleno cph cphm", "车牌号"),
        ("vin vinno cjh", "车架号"),
        ("home homeaddress residence residentialaddress livingaddress jtzz jtdz zz xzz hjdz hkszd", "家庭住址"),
        ("studentno studentid studentnumber xjh", "学号"),
        ("examno zkzh", "准考证号"),
        ("patientid patientno outpatientno outpatientid mzh jzh", "门诊号"),
        ("inpatientno inpatientid zyh", "住院号"),
        ("medicalrecordno medicalrecord mrn recordno blh bah", "病历号"),
        ("socialsecurityno socialsecurity ssn ssno sbh sbkh shbzh", "社保卡号"),
        ("medicare insuranceno ybh ybkh ybbh", "医保卡号"),
        ("providentfund gjjzh", "公积金账号"),
        ("fullname realname personname studentname patientname xm", "姓名"),
    )
    for key in keys.split()
}  # fmt: skip
_A_THING: Final = Announced("编号", "thing")
_KEY_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
# Parts of keys whose numbers are those of things: amounts, machines, papers.
_KEYS_OF_THINGS: Final = frozenset(
    [
        "amount",
        "money",
        "yuan",
        "rmb",
        "cny",
        "price",
        "total",
        "sum",
        "budget",
        "fee",
        "cost",
        "investment",
        "balance",
        "invoice",
        "count",
        "qty",
        "device",
        "equipment",
        "machine",
        "sensor",
        "meter",
        "serial",
        "sn",
        "imei",
        "order",
        "orderno",
        "batch",
        "lot",
        "contract",
        "tender",
        "bid",
        "project",
        "item",
        "sku",
        "goods",
        "asset",
        "barcode",
        "version",
        "ticket",
    ]
)
_MEASURED_KEYS: Final = frozenset(
    [
        "mj",
        "gj",
        "kwh",
        "mwh",
        "gwh",
        "kw",
        "mw",
        "t",
        "ton",
        "tons",
        "kg",
        "g",
        "m",
        "m2",
        "m3",
        "km",
        "km2",
        "mu",
        "ha",
        "hectare",
        "l",
        "yuan",
        "cny",
        "wanyuan",
        "pct",
        "percent",
    ]
)
_KEYS_OF_PHONES: Final = frozenset(
    [
        "phone",
        "mobile",
        "tel",
        "cell",
        "contact",
        "telephone",
        "user",
        "account",
        "login",
        "member",
        "person",
        "customer",
        "linkman",
        "cellphone",
        "sj",
        "dh",
        "lxdh",
    ]
)
KEYS_OF_PEOPLE: Final = frozenset(
    [
        "farmer",
        "villager",
        "householder",
        "resident",
        "tenant",
        "owner",
        "complainant",
        "applicant",
        "petitioner",
        "reporter",
        "patient",
        "student",
        "pupil",
        "parent",
        "victim",
        "driver",
        "worker",
        "employee",
        "payee",
        "beneficiary",
        "recipient",
        "witness",
    ]
)
_KEYS_OF_OFFICES: Final = frozenset(
    [
        "office",
        "company",
        "unit",
        "org",
        "organization",
        "dept",
        "department",
        "service",
        "hotline",
        "device",
        "order",
        "item",
        "product",
        "goods",
        "fax",
        "work",
        "corp",
        "public",
        "official",
        "case",
        "doc",
        "file",
        "task",
        "project",
        "batch",
        "log",
        "trace",
        "session",
    ]
)


def of_key(key: str) -> Announced | None:
    """What a key in Latin letters announces, alone or as the end of a longer one.

    >>> of_key("ownerIdCard"), of_key("device_id"), of_key("devicePhone")
    (Announced(label='身份证号', kind='person', sure=True, weak=False, measured=False), Announced(label='编号', kind='thing', sure=True, weak=False, measured=False), None)
    """
    parts = [part.lower() for part in _KEY_PARTS.findall(key)] if len(key) <= 40 else []
    if (
        len(parts) > 1
        and parts[-1] in ("address", "addr")
        and (parts[-2] in KEYS_OF_PEOPLE or parts[-2] in ("family", "house"))
    ):
        return Announced("家庭住址")
    if parts in (["address"], ["addr"], ["dz"]):
        return Announced("住址", "place", weak=True)
    personal = next((label for first in range(len(parts)) if (label := _personal_key(parts, first))), None)
    if parts == ["name"] or (parts and parts[-1] in KEYS_OF_PEOPLE):
        return Announced("姓名", "name", weak=True)
    if personal:
        named = "name" if personal == "姓名" else "person"
        return Announced(personal, named) if _KEYS_OF_OFFICES.isdisjoint(parts) else None
    unit = "".join(parts[-2:] if parts and parts[-1].isdigit() else parts[-1:])
    measured = len(parts) > 1 and key[0].isalpha() and unit in _MEASURED_KEYS
    numbered = len(parts) > 1 and parts[-1] in ("no", "number", "code", "id") and _KEYS_OF_PHONES.isdisjoint(parts)
    return _A_THING if measured or numbered or not _KEYS_OF_THINGS.isdisjoint(parts) else None


def _personal_key(parts: Sequence[str], first: int) -> str | None:
    label = _KEYS.get("".join(parts[first:]))
    an_id = parts[first] == "id" and first + 1 == len(parts)
    return label if not an_id or first == 0 or parts[first - 1] == "data" else None
