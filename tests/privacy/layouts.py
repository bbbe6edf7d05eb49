# ruff: noqa: E501  a table reads better in one line
"""Tables with their truth: a layout × a label × values, among columns of other things. Invented data only.

What a cell holds is personal only by its header, its key or its field's name: no value here has a shape that would be found without.
"""

import json
import random
from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from tests.privacy.classes import account, cut, digits, mobile, plate, qq

Chance = random.Random
Rows = Sequence[Sequence[str]]


class Table(NamedTuple):
    """A table as text. `values` are what must be found; none where its columns are nobody's."""

    text: str
    values: Sequence[str]
    name: str


def letters(chance: Chance, number: int) -> str:
    return "".join(chance.choice("ABCDFGHJK") for _ in range(number))


def wrong_identity(chance: Chance) -> str:
    """With a wrong check digit, in a year that no number without a label is taken for one."""
    return f"53{digits(chance, 4)}{chance.choice((2022, 2023))}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{digits(chance, 4)}"


def number(least: int, most: int) -> Callable[[Chance], str]:
    return lambda chance: chance.choice("123456789") + digits(chance, chance.randint(least, most) - 1)


def spelled_qq(chance: Chance) -> str:
    return qq(chance)[:9]


def mixed_account(chance: Chance) -> str:
    return account(chance)


def door(chance: Chance) -> str:
    return f"{chance.choice('柳桥河塘')}{chance.choice('湾坪沟岭')}村{chance.choice('二三四五六')}组{chance.randint(2, 90)}号"


# Labels as headers have them, and what stands below them.
LABELS: Sequence[tuple[Sequence[str], Callable[[Chance], str]]] = (
    (("身份证号", "身份证号码", "证件号码", "公民身份号码", "户主身份证号", "居民身份证号码", "身份证件号", "监护人身份证号"), wrong_identity),
    (("学号", "学籍号", "学籍辅号", "考生号", "准考证号", "学员编号", "校园卡号", "考籍号", "学生学号"), number(8, 14)),
    (("门诊号", "住院号", "病历号", "病案号", "就诊卡号", "诊疗卡号", "体检号", "患者编号", "参合号", "医保卡号", "医保编号", "健康档案编号", "患者住院号"), number(7, 12)),
    (("社保卡号", "社会保障卡号", "参保号", "医保号", "养老个人账号", "养老保险编号", "个人编号", "公积金账号", "社保个人编号", "住房公积金账号", "参保人编号", "社保编号"), number(8, 12)),
    (("银行卡号", "收款账号", "工资卡号", "惠农补贴账号", "一折通账号", "存折账号", "个人账户", "领款人账号"), lambda chance: "8" + digits(chance, 16)),
    (("微信号", "微信", "微信账号", "个人微信", "抖音号", "支付宝账号", "微信ID", "快手号"), mixed_account),
    (("QQ", "QQ号", "QQ号码", "扣扣号", "联系QQ"), spelled_qq),
    (("护照号", "护照号码", "因私护照号", "港澳通行证号", "通行证号"), lambda chance: f"{letters(chance, 1)}{digits(chance, 8)}"),
    (("结婚证号", "残疾军人证号", "优待证号", "军官证号", "低保证号"), number(7, 10)),
    (("住址", "家庭住址", "现住址", "户籍地址", "户籍所在地", "常住地址", "家庭地址"), door),
    (("车牌号", "车牌", "号牌号码"), lambda chance: plate(chance)[1:].ljust(6, "7")[:6]),
    (("车架号", "发动机号", "车辆识别代号"), lambda chance: f"LSV{letters(chance, 5)}{digits(chance, 9)}"),
)  # fmt: skip
OTHERS: Sequence[tuple[str, Callable[[Chance], str]]] = (
    ("序号", lambda chance: str(chance.randint(1, 40))),
    ("金额", lambda chance: f"{chance.randint(10, 99999)}.{chance.randint(10, 99)}"),
    ("备注", lambda chance: chance.choice(("已退", "已告知", "在办", "另案处理"))),
    ("班级", lambda chance: f"{chance.randint(1, 6)}班"),
    ("乡镇", lambda chance: chance.choice(("柳溪镇", "双桥镇", "清溪乡"))),
    ("退费", lambda chance: f"{chance.randint(10, 999)}.5"),
    ("日期", lambda chance: f"2023-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"),
)
NAMES = ("王小明", "李秀英", "张某", "苏雨桐", "某甲", "陈某某", "赵建国", "刘某")
# Columns that are nobody's, with values of the same shapes.
HARMLESS: Sequence[tuple[Sequence[str], Callable[[Chance], str]]] = (
    (("订单号", "流水号", "设备编号", "资产编号", "批号", "合同编号", "项目编号", "发票号码", "工单编号", "备案号", "水表编号", "序列号", "凭证号"), number(7, 12)),
    (("金额（元）", "补助金额", "预算数", "结余", "面积", "点击量"), number(5, 8)),
    (("门诊", "住院", "门诊人次", "住院人次", "参保人数", "就诊量", "体检", "学生数", "护照", "身份证"), number(5, 6)),
    (("微信", "微博", "抖音", "公众号", "粉丝数", "政务微博", "微信群"), number(5, 7)),
    (("对公账户", "单位账号", "基本户账号", "财政专户账号", "公司账号"), lambda chance: "8" + digits(chance, 16)),
    (("办公电话", "单位电话", "值班电话", "监督电话", "电话"), lambda chance: f"0806-83{digits(chance, 5)}"),
    (("办公地址", "单位地址", "企业地址"), lambda chance: f"府前路{chance.randint(2, 90)}号"),
    (("型号", "规格", "品牌型号"), lambda chance: f"{letters(chance, 2)}-{digits(chance, 4)}"),
    (("统一社会信用代码", "机构代码", "信用代码"), lambda chance: f"91{digits(chance, 6)}MA{digits(chance, 8)}"),
)  # fmt: skip
UNITS = ("县财政局", "云州二小", "柳溪镇政府", "某建材公司", "县医院")


def tabs(rows: Rows, chance: Chance) -> str:
    return "\n".join("\t".join(row) for row in rows)


def bars(rows: Rows, chance: Chance) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def bare_bars(rows: Rows, chance: Chance) -> str:
    return "\n".join("|".join(row) for row in rows)


def wide_bars(rows: Rows, chance: Chance) -> str:
    return "\n".join("｜".join(row) for row in rows)


def commas(rows: Rows, chance: Chance) -> str:
    mark = chance.choice(("", '"'))
    return "\n".join(",".join(f"{mark}{cell}{mark}" for cell in row) for row in rows)


def semicolons(rows: Rows, chance: Chance) -> str:
    return "\n".join(";".join(row) for row in rows)


def blanks(rows: Rows, chance: Chance) -> str:
    return "\n".join((" " * chance.randint(2, 6)).join(row) for row in rows)


def wide_blanks(rows: Rows, chance: Chance) -> str:
    return "\n".join("　".join(row) for row in rows)


def a_line_each(rows: Rows, chance: Chance) -> str:
    return chance.choice(("\n", "\n\n")).join(cell for row in rows for cell in row)


def html(rows: Rows, chance: Chance) -> str:
    tag = chance.choice(("th", "td"))
    attribute = chance.choice(("", ' class="c1"', ' align="center" width="80"'))

    def line(row: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}{attribute}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"

    return (
        f"<table>{line(rows[0], tag)}"
        + chance.choice(("", "\n")).join(line(row, "td") for row in rows[1:])
        + "</table>"
    )


def fields(rows: Rows, chance: Chance) -> str:
    by = chance.choice(("\t", " | ", "："))
    return "\n".join(f"{head}{by}{cell}" for row in rows[1:] for head, cell in zip(rows[0], row, strict=True))


def form(rows: Rows, chance: Chance) -> str:
    return "\n".join("\t".join(part for pair in zip(rows[0], row, strict=True) for part in pair) for row in rows[1:])


def objects(rows: Rows, chance: Chance) -> str:
    return json.dumps(
        [dict(zip(rows[0], row, strict=True)) for row in rows[1:]], ensure_ascii=False, indent=chance.choice((None, 1))
    )


def yaml(rows: Rows, chance: Chance) -> str:
    return "\n".join(
        ("- " if not place else "  ") + f"{head}: {chance.choice((cell, repr(cell)))}"
        for row in rows[1:]
        for place, (head, cell) in enumerate(zip(rows[0], row, strict=True))
    )


def elements(rows: Rows, chance: Chance) -> str:
    return "".join(
        f"<dt>{head}</dt><dd>{cell}</dd>" for row in rows[1:] for head, cell in zip(rows[0], row, strict=True)
    )


LAYOUTS: Sequence[Callable[[Rows, Chance], str]] = (
    tabs,
    bars,
    bare_bars,
    wide_bars,
    commas,
    semicolons,
    blanks,
    wide_blanks,
    a_line_each,
    html,
    fields,
    form,
    objects,
    yaml,
    elements,
)
COLUMNS = (tabs, bars, bare_bars, wide_bars, commas, blanks, html)
_COUNTED = ("微信", "微博", "抖音", "护照")  # of which a column counts how many; behind them a number is one's own
HEADERS = ("{}", "{}", "{}", "{}（必填）", "*{}", "{} ", "{}：")


def _made(
    chance: Chance, label: str, make: Callable[[Chance], str], beside: tuple[str, Callable[[Chance], str]] | None
) -> tuple[Rows, Sequence[str]]:
    columns = [beside] if beside else []
    columns += chance.sample(OTHERS, chance.randint(0, 3))
    place = chance.randint(0, len(columns))
    columns.insert(place, (label, make))
    body = [[make_one(chance) for _, make_one in columns] for _ in range(chance.randint(1, 4))]
    return [[head for head, _ in columns], *body], [row[place] for row in body]


def personal_table(chance: Chance) -> Table:
    labels, make = chance.choice(LABELS)
    label = chance.choice(labels)
    layout = chance.choice(LAYOUTS)
    named = chance.random() < 0.6
    rows, values = _made(chance, label, make, ("姓名", lambda one: one.choice(NAMES)) if named else None)
    if layout not in (objects, yaml, elements, fields, form) and len(rows[0]) > 1:
        head = chance.choice(HEADERS)
        rows = [[head.format(cell) if cell == label else cell for cell in rows[0]], *rows[1:]]
    title = chance.choice(("", "", "附件2 发放名册\n", "整改台账\n"))
    return Table(title + layout(rows, chance), values, f"{layout.__name__}/{label}/{'named' if named else ''}")


def harmless_table(chance: Chance) -> Table:
    labels, make = chance.choice(HARMLESS)
    label = chance.choice(labels)
    layout = chance.choice(COLUMNS if label in _COUNTED else LAYOUTS)
    rows, _ = _made(chance, label, make, ("单位", lambda one: one.choice(UNITS)))
    return Table(layout(rows, chance), (), f"{layout.__name__}/{label}")


def over_cells(chance: Chance) -> Table:
    """A number or a plate cut into cells or lines: below its header, behind its label, or in a row that begins with somebody."""
    way = chance.choice(("header", "row", "plate", "label"))
    by = chance.choice(("\t", " | "))
    if way == "plate":
        words = plate(chance)
        cuts = sorted(chance.sample(range(1, len(words)), chance.randint(1, 2)))
        parts = [words[start:stop] for start, stop in zip([0, *cuts], [*cuts, None], strict=True)]
        sign = chance.choice(("\n", by))
        value = sign.join(parts)
        return Table(
            chance.choice(("车牌号：{}", "渣土车{}未苫盖", "驾驶{}上路")).format(value),
            (value,),
            f"plate/{sign}/{len(parts)}",
        )
    if way == "label":
        labels, make = chance.choice(LABELS[1:3])
        words = make(chance)
        cut_at = chance.randint(1, 4)
        value = f"{words[:cut_at]}\n{words[cut_at:]}"
        return Table(f"{chance.choice(labels)}：{value}，已核。", (value,), f"label/{cut_at}")
    words = mobile(chance)
    value = cut(words, chance.choice(((3, 4), (3,), (7,))), by)
    if way == "header":
        head, row = (
            chance.choice((("姓名", "张某"), ("户主", "某乙"), ("单位", "柳溪镇"))),
            chance.choice(("手机", "联系电话", "联系方式")),
        )
        return Table(f"{head[0]}{by}{row}{by}\n{head[1]}{by}{value}", (value,), f"header/{by}")
    who = chance.choice(("农户甲", "网格员", "责任人", "张某", "承包人李某", "村医"))
    return Table(f"{who}{by}{value}{by}已整改", (value,), f"row/{by}")


KEYS: Sequence[tuple[Sequence[str], Callable[[Chance], str]]] = (
    (("idCard", "id_card", "idNo", "certNo", "ownerIdCard", "sfzh"), wrong_identity),
    (("studentNo", "student_id", "studentNumber"), number(8, 12)),
    (("inpatientNo", "patient_id", "medicalRecordNo", "outpatientNo"), number(7, 10)),
    (("socialSecurityNo", "sbkh"), number(8, 12)),
    (("wechat", "wechatId", "weixin", "userWechat"), mixed_account),
    (("qq", "qqNumber", "contact_qq"), spelled_qq),
    (("passportNo", "passport"), lambda chance: f"{letters(chance, 1)}{digits(chance, 8)}"),
    (("homeAddress", "jtzz"), door),
)
WRITTEN: Sequence[str] = (
    '{{"{0}": "{1}", "amount": 3600}}', "{{'{0}': '{1}'}}", "{0}: {1}\namount: 3600", "{0}={1}&page=2", '<li data-{0}="{1}">某甲</li>', '<input name="{0}" value="{1}">',
    "<{0}>{1}</{0}>", "{0}\tamount\n{1}\t3600", "name,{0}\nx,{1}", '{{"{0}":"{1}"}}', "- {0}: '{1}'",
)  # fmt: skip


def keyed(chance: Chance) -> Table:
    keys, make = chance.choice(KEYS)
    key, written, value = chance.choice(keys), chance.choice(WRITTEN), make(chance)
    return Table(written.format(key, value), (value,), f"{written}/{key}")
