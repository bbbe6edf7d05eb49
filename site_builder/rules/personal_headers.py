# ruff: noqa: E501  a table reads better in one line
"""What the name of a column or of a field announces: 身份证号 as a header, `idCard` as a key, the label of what stands below or behind."""

import re
from functools import lru_cache
from typing import Final

from site_builder.rules.personal_context import HOME
from site_builder.rules.personal_key_names import Announced, of_key
from site_builder.rules.personal_labels import LABELS, announces
from site_builder.rules.personal_measures import MEASURE_ENDS, MEASURED
from site_builder.rules.personal_people import is_a_role
from site_builder.rules.personal_reasons import CARD_LABEL, ID_LABEL, PHONE_LABEL, of_a_thing

# Headers of offices, things and figures: what stands below is no person's.
_NOT_OF_PERSONS: Final = re.compile(
    r"单位|公司|企业|办公|对公|机构|部门|科室|设备|监督|举报(?!人)|热线|服务|官方|公众|政务|网站|值班|窗口|传真|邮编|基本户|专户|金额|数量|人数|次数|户数|合计|小计|平台|小程序|视频号|群|是否|情况|问题|措施|时间|日期|状态|结果"
)
_AN_END: Final = re.compile(
    r"(?:证件?号码?|身份证(?:件?号?码?)|身份证|公民身份号码|社会保障号码?|社保号码?|(?:手机|电话|联系方式|移动电话|固话|座机)(?:号码?)?|(?:卡|账|帐)号|号码)$"
)
_HOME_END: Final = re.compile(
    r"(?:住址|住所|住处|居住地|居住地址|家庭(?:详细)?地址|户籍(?:所在)?地址?|户口所在地|现居地|常住地址?|暂住地址?|租住地址?|(?:收件|收货|送达|通信|通讯|邮寄|联系|详细|房屋|住房|房产)(?:地址|坐落|位置)|坐落|(?:[人户主者员民生]|家长|本人|个人)的?地址)$"
)
_PLACE: Final = re.compile(
    r"^(?!单位|公司|企业|经营|办公|项目|工程|注册)[\u4e00-\u9fff]{0,4}(?:地址|门牌号?|房号|室号|房间号|住房)$"
)
# What a table is about whose rows are people or households.
OF_PEOPLE: Final = re.compile(
    r"姓名|患者|病人|住户|户主|户号|农户|业主|居民|村民|学生|老人|(?:申请|投诉|举报|信访|当事|收件|收货|承租|产权|监护|参保|持卡)人|complain|patient|resident|owner|home|farmer|student",
    re.IGNORECASE,
)
_NAME_END: Final = re.compile(
    r"(?:姓名|户主|村民|群众|患者|病人|学生|考生|举报人|投诉人|信访人|反映人|申请人|当事人|受害人|业主|住户|租户|承租人|收款人|领款人|户名|参保人|持卡人|车主|驾驶员|低保对象|监护人)(?:姓名)?$"
)
_ENDS: Final = frozenset(
    "号码址所处地落置名主民众者人生病户象话式证卡ID元额价资员工属儿农贩妇子女医警计纳师长亲机板安卫头偶婿媳友单士"
) | {label[-1] for label in LABELS}
# Where a header may end: at the end of its cell, or before what is written behind it, like （必填）.
HEADER_END: Final = re.compile(
    rf"[{re.escape(''.join(sorted(_ENDS)))}a-zA-Z](?=[ ]?[*\"':)]{{0,2}}(?:[ ]{{0,4}}(?:[\n\t|,;(\[/<]|$)|[ ]{{1,8}}[\u4e00-\u9fffA-Za-z]))|[{re.escape(MEASURE_ENDS)}](?=[)\]])"
)
_AMOUNT: Final = re.compile(
    MEASURED
    + r"$|(?:金额|总?投资额?|[中投招]标价格?|成交价格?|合同价款?|总?造价|概算|预算数?|决算数?|总额|总价|余额|产值)$"
)
_MEASURED: Final = re.compile(MEASURED + "$")
_BRACKETED: Final = re.compile(r"\([^()]{0,20}\)?|\[[^\[\]]{0,20}\]?")
_NO_WORD: Final = re.compile(r"[\s\u200b*#\"'“”‘’`:：=.。、_<>]+|(?<!\d)\d{1,3}$")
_CELL_BEGINS: Final = re.compile(r"[\n\t|,;>]|  ")
TWO_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2} +[\u4e00-\u9fff]{2}")  # 姓名 学号 are two headers, 学 号 is one
_PARTS: Final = re.compile(r"[/|或和及与]")
_LONGEST: Final = 24


@lru_cache(8192)
def announced(header: str) -> Announced | None:
    """What a header of a table or a field's name announces; None where it announces nothing of a person.

    >>> announced("身份证号码(必填)"), announced("微信"), announced("单位电话"), announced("门诊")
    (Announced(label='身份证号码', kind='person', sure=True, weak=False, measured=False), Announced(label='微信', kind='person', sure=False, weak=False, measured=False), None, None)
    >>> announced("发电量（万千瓦时）".replace("（", "(").replace("）", ")"))
    Announced(label='金额', kind='thing', sure=True, weak=False, measured=True)
    """
    if header.isascii():
        return Announced("QQ", sure=False) if header.upper() == "QQ" else of_key(header)
    bare = _NO_WORD.sub("", _BRACKETED.sub("", header))
    if not 0 < len(bare) <= _LONGEST or TWO_WORDS.search(header):
        return None
    if _AMOUNT.search(header):
        measured = _MEASURED.search(header) is not None
        return Announced("金额", "thing", weak=not measured, measured=measured)
    if _NOT_OF_PERSONS.search(header):
        return Announced(bare, "thing") if of_a_thing(bare + ":") else None
    for part in (bare, *_PARTS.split(bare)):
        if found := _of_words(part):
            return found
    return None


def _of_words(bare: str) -> Announced | None:
    if bare[-1:] not in _ENDS:
        return None
    if _NAME_END.search(bare):
        return Announced("姓名", "name")
    if is_a_role(bare):
        return Announced("姓名", "name", weak=True)
    sure = announces(bare)
    if sure is not None:
        return Announced(bare, sure=sure)
    if _HOME_END.search(bare):
        return Announced(bare if HOME.search(bare) else "住址")
    if _AN_END.search(bare) and any(words.search(bare) for words in (PHONE_LABEL, ID_LABEL, CARD_LABEL)):
        return Announced(bare)
    if _PLACE.search(bare):
        return Announced("住址", "place", weak=True)
    return Announced(bare, "thing") if of_a_thing(bare + ":") else None


def ends_a_header(text: str, stop: int) -> bool:
    """Whether the words before an offset may be a header: from where a cell may begin, they announce something."""
    words = text[max(0, stop - _LONGEST) : stop]
    cell = _CELL_BEGINS.split(words)[-1]
    return announced(cell) is not None or (" " in cell and announced(cell[cell.rindex(" ") + 1 :]) is not None)
