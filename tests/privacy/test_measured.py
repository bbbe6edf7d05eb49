"""Figures with the eleven digits of a mobile number, in every place that says what they are measured in; and numbers in the same places that are somebody's."""

import random

import pytest

from site_builder.rules.personal import personal_data
from tests.privacy.classes import mobile

UNITS = (
    "元",
    "万元",
    "立方米",
    "千瓦时",
    "万千瓦时",
    "吨",
    "平方米",
    "亩",
    "公顷",
    "吨标准煤",
    "标立方米",
    "kWh",
    "m3",
    "人次",
    "户",
)
NAMES = ("年供水总量", "一般公共预算收入", "全社会用电量", "排放量", "土地面积", "发放总额")
# {name} {unit} {a} {b}: where a figure stands, and what says its unit.
LAYOUTS = (
    "{name}（{unit}）：{a}",
    "{name}({unit})为{a}，上年为{b}{unit}。",
    "{name}{a}{unit}/年，同比增长。",
    "年份\t{name}（{unit}）\n2020\t{a}\n2021\t{b}",
    "| 年份 | {name}（{unit}） |\n|---|---|\n| 2020 | {a} |\n| 2021 | {b} |",
    "项目\t2021年\t2022年\n{name}（{unit}）\t{a}\t{b}\n其他（{unit}）\t{b}\t{a}",
    "指标|单位|2022年|2023年\n{name}|{unit}|{a}|{b}",
    '指标,单位,2022年\n"{name}","{unit}",{a}',
    "{name}统计,单位{unit}\n1月,{a}\n2月,{b}",
    "单位：{unit}\n乡镇\t{name}\n石泉\t{a}\n云溪\t{b}",
    "{name}（{unit}）：甲地{a}，乙地{b}，合计289743945。",
    '{{"indicator":"{name}","value":{a},"unit":"{unit}"}}',
    '<tr><td>{name}</td><td class="num">{a}</td><td>{unit}</td></tr>',
)  # fmt: skip
BEHIND_A_FIGURE = [
    unit for unit in UNITS if unit not in ("户", "人次", "m3", "kWh", "吨标准煤")
]  # of those that a sentence has
KEYS = ("supply_m3: {a}", "power_kwh: {a}\ncoal_t: 482716", '{{"amount_yuan": {a}, "year": 2023}}', "heatSupplyMJ: {a}")
SOMEBODYS = (
    ("姓名\t联系电话\t补贴（元）\n谢某\t{a}\t3600\n牟某\t{b}\t2400", 2),
    ("| 户号 | 手机 | 面积（亩） |\n|---|---|---|\n| 0031 | {a} | 4.5 |", 1),
    ("反映的垃圾清运量（吨）无法核实，请致电{a}。", 1),
    ("姓名|手机|单位|面积\n罗某|{a}|亩|4.5", 1),
)


def certain(text: str) -> list[str]:
    return [text[each.start : each.stop] for each in personal_data(text) if each.certain]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_measured_is_nobodys(layout: str) -> None:
    chance = random.Random(7)
    for unit in BEHIND_A_FIGURE if "{a}{unit}" in layout or "{b}{unit}" in layout else UNITS:
        for name in NAMES:
            text = layout.format(name=name, unit=unit, a=mobile(chance), b=mobile(chance))
            assert certain(text) == [], text


@pytest.mark.parametrize("layout", KEYS)
def test_keys_that_end_in_a_unit(layout: str) -> None:
    assert certain(layout.format(a=mobile(random.Random(8)))) == []


@pytest.mark.parametrize(("layout", "number"), SOMEBODYS)
def test_a_telephone_beside_what_is_measured(layout: str, number: int) -> None:
    numbers = [mobile(random.Random(seed)) for seed in (9, 10)]
    text = layout.format(a=numbers[0], b=numbers[1])
    assert certain(text) == numbers[:number], text


@pytest.mark.parametrize("thing", ["设备编号", "物联网烟感编号", "支付凭证号", "票据号码"])
def test_the_end_of_a_range_is_what_its_beginning_is(thing: str) -> None:
    first, last = 13350826174, 13350826199
    assert certain(f"{thing}{first}至{last}共26只。") == []
    assert certain(f"{thing}\n{first}\n检定日期\n2022-06-18") == []
    assert certain(f"登记{first}—{last}，共26只。") == []
    assert certain(f"{thing}见附件，电话{first}") == [str(first)]


@pytest.mark.parametrize("about", ["受影响住户", "患者", "户号", "投诉人", "产权人"])
def test_an_address_in_a_table_of_people_is_a_home(about: str) -> None:
    assert certain(f"{about},地址,结果\nP0037,丰泽里小区4-2-602,已办") == ["丰泽里小区4-2-602"]
    assert certain("机构,地址,结果\nP0037,丰泽里小区4-2-602,已办") == []
