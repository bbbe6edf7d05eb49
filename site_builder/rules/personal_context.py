# ruff: noqa: E501  a pattern reads better in one line
"""Personal data recognised only by the words beside it: document and household numbers, accounts of services, home addresses.

Each search starts at a rare keyword and reads a bounded number of characters from there.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

Places = Iterator[tuple[str, int, int, bool]]
_SAID: Final = r"(?:号码|编号|证号|卡号|账号|帐号|昵称|号|ID|id|码)?[ :：为是(]{0,4}"
_SOMEBODY: Final = re.compile(r"[\u4e00-\u9fff]某|家中?[)）]|户主|住户|业主|本人|患者|病人|村民|居民|职工")
_PUBLIC: Final = re.compile(r"公众|小程序|服务号|企业|官方|政务|平台|融媒|机构|局|委|办(?!理)|中心|厅|院")


class _Contextual(NamedTuple):
    """A kind of such data. `hint`: keywords, one of which must occur in the text; `words`: the pattern, its group `own` is the data."""

    kind: str
    hint: tuple[str, ...]
    words: re.Pattern[str]
    certain: bool = True
    of_somebody: bool = False  # counts only where a person is named beside it
    public: bool = False  # an office may have one, so public ones are left out


_CONTEXTUAL: Final = (
    _Contextual(
        "number",
        ("军官", "士官", "士兵", "警官", "文职", "义务兵", "军人"),
        re.compile(rf"(?:军官|士官|士兵|警官|文职干部|文职人员|义务兵|军人)(?:身份)?证{_SAID}(?P<own>[\u4e00-\u9fff]{{0,4}}?字?第?\d{{5,12}}号?)"),
    ),
    _Contextual("identity", ("残疾",), re.compile(rf"残疾人?证{_SAID}(?P<own>\d{{17}}[\dXx]\d{{2}}(?:[Bb]\d)?)(?!\d)")),
    _Contextual("identity", ("学籍", "学号"), re.compile(r"(?:学籍|学号)[^\n。；;]{0,12}?(?P<own>[GLJ]\d{17}[\dXx])(?![0-9A-Za-z])")),
    _Contextual("number", ("车架", "车辆识别", "VIN", "vin"), re.compile(r"(?:车架|车辆识别(?:代号|代码)?|VIN码?|vin)" + _SAID + r"(?P<own>[A-HJ-NPR-Z0-9]{17})(?![0-9A-Za-z])"), False),
    _Contextual(
        "number",
        ("住院", "病历", "病案", "门诊", "就诊", "医保", "社保", "参保", "健康码"),
        re.compile(rf"(?:住院|病历|病案|门诊|就诊卡?|医保卡?|社保卡?|社会保障卡?|参保){_SAID}(?P<own>[A-Za-z]{{0,2}}\d{{6,20}})(?![0-9A-Za-z])"),
        False,
        True,
    ),
    _Contextual(
        "number",
        ("户号", "表号", "电表", "水表", "气表"),
        re.compile(rf"(?:电表|水表|燃气表?|气表|暖气|宽带|用)?(?:户号|户编号|表号){_SAID}(?P<own>\d{{6,14}})(?!\d)"),
        False,
        True,
    ),
    _Contextual("card", ("存折", "工资卡", "个人账", "本人账", "一卡通", "惠农卡", "储蓄"), re.compile(rf"(?:存折|工资卡|个人账[户号]|本人账[户号]|一卡通|惠农卡|储蓄账户){_SAID}(?P<own>\d(?:[ -]?\d){{14,18}})(?!\d)"), False),
    _Contextual(
        "account",
        ("抖音", "快手", "小红书", "陌陌", "微博", "支付宝", "淘宝", "旺旺", "钉钉", "Telegram", "telegram"),
        re.compile(rf"(?:抖音|快手|小红书|陌陌|微博|支付宝|淘宝|旺旺|钉钉|Telegram){_SAID}(?P<own>@?(?=[A-Za-z0-9_.-]{{0,20}}\d)[A-Za-z0-9][A-Za-z0-9_.-]{{4,19}})(?![A-Za-z0-9_@])", re.IGNORECASE),
        public=True,
    ),
    _Contextual(
        "account",
        ("微", "V", "v", "Ｖ", "薇", "威", "绿泡泡"),
        re.compile(
            r"(?:(?:微 信|薇 信) ?号?|[VvＶ]信(?:同号|号)?|(?:加|＋|\+)我?个?(?:微信?|薇信?|威信?|[Vv])(?:号|信)?|微信昵称[“\"「][^”\"」\n]{1,16}[”\"」][,，]?(?:微信)?号?|绿泡泡)"
            r"[号:：为是 (]{0,5}(?P<own>(?=[-_A-Za-z0-9]{0,18}[_\d-])[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\d{9})(?![-_A-Za-z0-9@.])"
        ),
        public=True,
    ),
    _Contextual("landline", ("家", "住宅", "宅电"), re.compile(r"(?:家里|家中|家庭|家用|住宅|宅)(?:座机|电话|固话|电)" + _SAID + r"(?P<own>(?:0\d{2,3}[ -]?)?[2-8]\d{6,7})(?!\d)"), False),
)  # fmt: skip
_HINT: Final = re.compile("|".join(sorted({hint for each in _CONTEXTUAL for hint in each.hint})))
# Patterns that are a street or door number only after a word for a home.
_HOME: Final = re.compile(
    r"住址|住所地?|家在|搬到|收件地址|居住地|家庭(?:地址|住址)|家住|居住在?|居所|常住|租住|暂住|户籍(?:所在地|地址?)?|现住|现居|住在|住于|(?<![入居常租暂现户])住(?![院房宅建宿户保])"
)
_HOME_DOOR: Final = re.compile(
    r"[^\n。；;，,]{0,28}?(?:\d{1,3}[-–—]\d{1,2}[-–—]\d{2,4}|门牌 ?\d{1,4} ?号?|(?:[东南西北中]?\d{1,2}|[一二三四五六七八九十])(?:号?楼|层) ?[东南西北中]{1,2}(?:户|侧)?"
    r"|(?:[东南西北]头|村[头尾口])[^\n。；;，,]{0,4}?第?[一二三四五六七八九十\d]{1,2}[家户])(?:室|户)?(?!\d)"
)
_NUMBER_OF_DEGREES: Final = r"(?:[EeNn]|东经|北纬)?[ :：]?\d{1,3}\.\d{4,10}°?[EeNn]?"
_POINT: Final = re.compile(
    rf"(?:坐标|经纬度|定位|位置){_SAID}(?P<own>{_NUMBER_OF_DEGREES}[ ,，/、;；]{{1,3}}{_NUMBER_OF_DEGREES})"
)
_DWELLING: Final = re.compile(r"住宅|家|住处|住所|居所|寓所|宿舍")


def contextual(text: str) -> Places:
    """The data found by its context, as (kind, start, stop, certain). Takes   text: folded"""
    if not _HINT.search(text):
        return
    for each in _CONTEXTUAL:
        if not any(hint in text for hint in each.hint):
            continue
        for found in each.words.finditer(text):
            start, stop = found.span("own")
            around = text[max(0, found.start() - 8) : stop + 12]
            if each.of_somebody and not _SOMEBODY.search(around):
                continue
            if each.public and _PUBLIC.search(text[max(0, found.start() - 8) : start]):
                continue
            yield each.kind, start, stop, each.certain


def homes(text: str) -> Places:
    """House numbers after a word for a home, and coordinates of a home."""
    last = 0
    for home in _HOME.finditer(text) if any(map(text.__contains__, ("住", "户籍", "居所", "家在", "搬到", "收件"))) else ():
        found = _HOME_DOOR.match(text, home.end()) if home.end() >= last else None
        if found:
            last = found.end()
            yield "address", home.end(), last, True
    for point in _POINT.finditer(text) if "." in text else ():
        if _DWELLING.search(text, max(0, point.start() - 10), point.end() + 8):
            yield "address", *point.span("own"), True
