# ruff: noqa: E501  a pattern reads better in one line
"""Figures by what they are measured in: the unit behind them, in their label, in the cell beside them or in their row."""

import re
from typing import Final

# What a figure may be measured in, as a label has it in brackets: 供水总量（立方米）, 发电量(万千瓦时).
_MEASURES: Final = r"标?(?:[元角分]|吨|公斤|千克|克|斤|[千兆]?瓦时?|度|[立平]方[公千]?米|[公千厘毫]?米|里|亩|公顷|[毫]?升|千?卡|焦耳?|帕|分贝|伏|安|赫兹?|[人户车件次班台套]次?|个|头|只|株|份|册|辆|%|‰|k[wW][hH]?|MW|m?[lL]|t|kg|g|m[23]?|km2?|hm2|㎡|㎥|m³)(?:标准?煤)?(?:/[年月日天次人户吨亩时hsd]|/小时)?"
MEASURE_ENDS: Final = (
    "煤年月日天元角分吨斤克时瓦度米里亩顷升卡焦耳帕贝伏安赫兹次人户车件班台套个头只株份册辆%‰hWtgm23㎡㎥"
)
MEASURED: Final = rf"[(\[/](?:(?:计量)?单位[:：]?)?(?:人民币)?[万亿百千十]*{_MEASURES}[)\]]?"
# Amounts right before their figure: what a column, a key or a field says of it.
AMOUNT: Final = re.compile(
    r"(?:投资额?|金额|总额|总价|[中投招]标价|成交价|合同价|造价|概算|预算数?|决算数?|估算|余额|结余|产值|总值|GDP|税收|债务|读数|示数|底数|止码|(?:流量|水量|电量|气量)(?![计表])|产量|销量|存量|欠款|资金|收入|支出|价款|合计|小计|"
    + MEASURED
    + r")[ :：为是共计达约\"'|\t]{0,6}(?:人民币)?$"
)
UNIT: Final = re.compile(
    r"\s{0,2}(?:\.(?!0(?!\d))\d|,\d{3}(?!\d)|[万亿千百]?(?:元|吨|千瓦|度(?!假)|人(?![员民工才士])|次(?!子)|户(?![名主籍口号内])|平方|标准?立方|标方|立方|公里|公顷|米|亩|个(?!人)|件(?!人)|册|台(?![账胞湾])|套|株|字节|条(?![例款])|克(?!扣)|升(?!级)|枚|张(?![\u4e00-\u9fff])|份|辆|%|％|kWh|kg|m2|㎡))"
    rf"|[ ]?[万亿百千]*{_MEASURES}(?=[,，。；;、)）\s折即约]|$)"
    rf"|[ ]?(?:[\t|]|</t[dh]>\s{{0,4}}<t[dh]\b[^<>]{{0,60}}>)[ ]?[万亿百千]*{_MEASURES}(?=[ ]?[\t|\n<])"  # in the next cell, alone
)
_ROW: Final = 160  # characters of a row on either side that are read
# A cell that is nothing but what the figures of its row are measured in.
_UNIT_CELL: Final = re.compile(rf"(?:^|[\t|,])[ \"]?[万亿百千]*{_MEASURES}[ \"]?(?=[\t|,]|$)")


# What says it of all figures below or behind: 单位：万元 above a table, 产量（公斤）： before a list, "unit": "元" in an object.
_SAID_OF_ALL: Final = re.compile(
    rf"单位[:： ]{{0,2}}[万亿百千]*{_MEASURES}(?=[\n,\t|)）、 ]|$)|{MEASURED}[:：为]|[\"']?(?:unit|单位|dw)[\"']? ?[:=：] ?[\"']?[万亿百千]*{_MEASURES}(?=[\"',}}\n]|$)"
)
_ABOVE: Final = 240  # characters before a figure
_BELOW: Final = 80  # characters behind it
_SENTENCE: Final = re.compile(r"[。；;!！?？]|\n\s*\n")
_LINE_OR_SENTENCE: Final = re.compile(r"[。；;!！?？\n]")


def measured_above(text: str, start: int, stop: int) -> bool:
    """Whether the block, the sentence or the object of a figure says in what all its figures are measured."""
    before, behind = text[max(0, start - _ABOVE) : start], text[stop : stop + _BELOW]
    if _SAID_OF_ALL.search(_SENTENCE.split(before)[-1]):
        return True
    in_an_object = before.rfind("{") > before.rfind("}")
    rest = behind.split("}")[0] if in_an_object else _LINE_OR_SENTENCE.split(behind)[0] + "\n"
    return _SAID_OF_ALL.search(rest) is not None


def in_a_row_of_figures(text: str, start: int, stop: int) -> bool:
    """Whether a cell of the row around a number says what its figures are measured in: 工业用电量|千瓦时|13207468520."""
    before, behind = text[max(0, start - _ROW) : start], text[stop : stop + _ROW]
    row = before.rsplit("\n", 1)[-1] + text[start:stop] + behind.split("\n", 1)[0]
    return _UNIT_CELL.search(row) is not None
