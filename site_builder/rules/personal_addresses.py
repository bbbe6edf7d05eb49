# ruff: noqa: E501  a grammar reads better in one line
"""Addresses down to the door, by a grammar of levels: building, entrance, floor, room; or street, village, group and number.

The search begins at a number with a word for such a level. A street number or a group of a village alone is somebody's
home only after a word for one, or beside a person.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

Places = Iterator[tuple[str, int, int, bool]]
_NUMBER = r"(?:\d{1,4}|\d(?: \d){1,3}|[一二三四五六七八九十百〇零]{1,4})"
_ROOM = rf"(?:[A-Za-z]?{_NUMBER}(?![\d一二三四五六七八九十百]| ?(?:单元|栋|幢|座|号楼|层|楼|米|平|㎡|个|条|台|部|盏)) ?(?:室|房|号|户)?|[A-Za-z] ?[室户]|[东西南北中]{{1,2}} ?户|[东西南北](?=[,，。；;、)）\s]|$)|[左右]手|对门)"
_ADDRESS = re.compile(
    rf"{_NUMBER} ?(?:栋|幢|座|号楼|#楼|号院|弄|#(?=\d))[ \n-]?(?:{_NUMBER} ?(?:号楼|栋|幢)[ \n-]?)?(?:[A-Za-z\d一二三四五六七八九十甲乙丙丁东西中南北]{{1,3}} ?(?:单元|座|梯|门)?[ \n-]?)?"
    rf"(?:{_NUMBER} ?[层楼][ \n-]?)?{_ROOM}"
    rf"|(?:{_NUMBER}|[甲乙丙丁A-D]) ?单元[ \n-]?(?:{_NUMBER} ?[层楼][ \n-]?)?{_ROOM}"
    rf"|(?:路|街|巷|道|里|小区|花园|家园|新村|公寓|苑|院|城|坊|庄)\d{{1,4}}(?:号|弄|[-–])(?:院|楼)?[ \n-]?(?:\d{{1,3}}[-–号])?\d{{1,4}}(?:室|房|户)"
    rf"|(?:小区|花园|家园|新村|公寓|苑|府|城|里|园|湾|居|期|区|邸|墅|庭|郡|轩|阁|寓|岸|都|馆|院|楼) ?[A-Za-z]?\d{{1,3}}-\d{{1,2}}-\d{{3,4}}(?:室|房|号|户)?"
    rf"|(?:小区|花园|家园|新村|公寓|苑|府|园) ?[A-Za-z]?\d{{1,3}}(?:[-号#])\d{{3,4}}(?!\d)"
    rf"|(?:公寓|宿舍楼?|家属[院楼区])[A-Za-z]?\d{{3,4}}(?:室|房|号)?(?!\d)"
    rf"|(?:镇|乡|街道|办事处)[\u4e00-\u9fff]{{1,10}}?(?:村|社区|屯|寨|庄)(?:第?{_NUMBER}(?:组|队|社|村民小组))?{_NUMBER}(?:号|户)"
    rf"|(?:村|屯|寨|庄|社区)(?:第?{_NUMBER}(?:组|队|社|村民小组)){_NUMBER}(?:号|户)"
)
_JOINS = re.compile(
    r"[ \n]?(?:[,、;/][ \n]?(?:以及|或者|还有|[和与及或])?|以及|或者|还有|[和与及或])[ \n]?"
)  # between two addresses of which the same is said
_BEFORE = re.compile(r"[\u4e00-\u9fff\d]{0,24}$")
# After a word for a home a street number is enough; elsewhere it may be that of a shop or an office.
_DOOR = re.compile(
    rf"(?:路|街|巷|道|里|弄|胡同|村|屯|寨|庄|组|社|队|湾|坪|坡|岭|沟|塘|坝|营|店|集|坊|苑|园|埭|浜|泾|圩|塆|垸|畈|屋|厝|坞|岙|墩|堡|洼|峪|梁|滩|洲|渡|圳|墟|圈|洞|桥|头|尾|口|边|角|街坊)[ 第]?{_NUMBER} ?[号户](?![楼线段])|[东西南北]头第?{_NUMBER}[家户]|[东西南北]{_NUMBER}楼[东西南北中]户"
)
_GROUP = re.compile(
    rf"(?:村|社区|屯|寨|庄)第?{_NUMBER}(?:组|队|社)"
)  # after a word for a home; elsewhere groups are places of works
# Somebody beside a door, before or behind it.
_WHOSE = re.compile(
    r"某[某\u4e00-\u9fff]?(?:家[中里]?|的?住[处宅])?[(,、: ]{0,2}(?:(?:[男女]性?|(?:现年|年龄)?\d{1,3}岁|[\u4e00-\u9fff]{1,3}族)[,、]){0,3}$|(?:业主|户主|住户|居民|老人)[\u4e00-\u9fff]{0,3}[（(，, ]?$|(?:用户|租户|客户|租客|房客)[:：(（]$|(?:住[宅处房所]|家[中里])[（(]$|(?:走|家)访(?:地址[:： ]{0,2})?$|快递(?:请|可)?寄[到至给]?[: ]{0,2}$|寄给$"
)
_WHO = re.compile(
    r"[)）]?[,，;；(]?(?:承租人|租住人|居住人|借款人)|[)）]?(?:的?(?:老人|住户|户主|居民|业主|租户|房东|[\u4e00-\u9fff]某)|[ ,，]?[\u4e00-\u9fff][某\u4e00-\u9fff]{1,2}(?:亲|签)?收(?![\u4e00-\u9fff])|[\u4e00-\u9fff]{1,3}(?:女士|先生)|(?:上门)?住户|[,(]?(?:收件人|收货人)本人|[,，(] ?(?:收件人|收货人) ?[\u4e00-\u9fff]{2,3}(?![\u4e00-\u9fff])|\([^()\n。]{0,8}(?:老人|爷爷|奶奶|大爷|大妈)[^()\n。]{0,4}家\)|[,(]?(?:收件人|收货人|收信人)[系为是][^,。；;\n]{0,8}(?:老人|职工|村民|居民|户|人员|家属|个人|妻|夫|子|女|父|母|某)|\((?:业主|住户|户主|租户|房东))"
)
_HOME_WORDS = re.compile(
    r"家在|搬到|收件地址|收货地址|居住地|家\(|住址|(?<!企业)(?<!公司)(?<!经营)(?<!单位)(?<!机构)住所|家庭|家住|居住|居所|寓所|常住|租住|暂住|户籍|现住|现居|居于|户口|送达地址|购买的?住房|住房[为位]|住在|住于|(?<!入)住(?![院房宅所建宿户保持])"
)
_OFFICE_WORDS = re.compile(
    r"办公|[教实检]\w{0,2}[学验测]楼|住院|门诊|病房|病区|综合楼|行政楼|机关|车间|厂房|仓库|行政中心|政务|受理|投递|邮寄|来信|窗口|服务中心|服务大厅|来访|信访室|接待|警务室|服务站|执业地点|驿站|物业用房|居委会|活动室|党群"
)
_OFFICE_BEFORE = re.compile(  # of whom an address is told, right before it or on the line above
    r"(?:局|委员会|大队|中队|支队|总队|中心|政府|公司|大厅|学校|[大中小]学|医院|卫生院|银行|支行|法院|检察院|办公室|办事处|派出所|管理[所站])(?:\([^()\n]{0,6}\))?[ :,、\t|]{0,3}\n?(?:地址|住所地|位于|在)?[ :]{0,2}$"
)
_OFFICE_BEHIND = re.compile(
    r"[室房号]? ?(?:教室|实验室|病房|会议室|办公室|机房|库房|仓库|车间|厂房|诊室|化验室|窗口)|[室房号]? ?\([\u4e00-\u9fff]{2,16}[局委办院厅所会]\)|[室房号]?[ ,，(]{0,2}(?:为|系|作)?办公(?:场所|地点|用房)|[室房号]? ?(?:作为)?\(?[^()\n。]{0,12}(?:办公|营业厅|活动用房|无人居住|对外服务|门市|商用)"
)
# 住所 of a company is where it is registered.
_REGISTERED = re.compile(
    r"(?:公司|[厂店部社行院校]|企业|中心|单位)(?:\([^()\n]{0,12}\))?[ :：,，、|(（\t]{0,3}(?:登记|注册|经营)?的?住所地?$"
)
ENGLISH = re.compile(
    r"(?:Rm|Room|Flat|Unit|Apt|Apartment|Suite)\b[.]? ?#?\d{1,4}[A-Z]?, ?(?:Unit \d{1,2}, ?)?(?:Block|Bldg|Building|Tower|No)\b[.]? ?\d{1,4}[A-Z]?"
)
_AT_HOME = re.compile(r"home|resid|liv|domicil|apartment|house", re.IGNORECASE)
# One class of characters first, which is searched for quickly; what may follow depends on the one that was found.
CORE = re.compile(
    r"[\d一二三四五六七八九十百〇零甲乙丙丁A-D东西南北公宿家](?:"
    r"(?<=[\d一二三四五六七八九十百〇零]) ?(?:[栋幢座弄室户组队社#]|号(?![文令线])|楼|单元|村民小组)"
    r"|(?<=\d)\d{0,2}-(?:\d{1,2}-)?\d{3,4}(?![\d-])"
    r"|(?<=[甲乙丙丁A-D东西南北]) ?单元|(?<=[东西南北])户"
    r"|(?:(?<=公)寓|(?<=宿)舍|(?<=家)属[院楼区])[A-Za-z]?\d)"
)


def addresses(text: str) -> Places:
    """The addresses in a folded text, as (kind, start, stop, certain)."""
    for room in ENGLISH.finditer(text) if ", " in text else ():
        yield "address", *room.span(), bool(_AT_HOME.search(text, max(0, room.start() - 24), room.start()))
    last, passed = 0, 0  # where the last address ends, and the last door that is nobody's
    judged = _Judged(at_home=False, of_an_office=False)
    for core in CORE.finditer(text):
        if core.start() < last:
            continue
        found = _first(text, max(last, passed, core.start() - 16), core.end() + 32, last)
        if found is None:
            continue
        if found.re is not _ADDRESS and not _at_home(text, found, last):
            passed = found.end()
            continue
        start = _lead(text, found.start(), last)
        joins = _JOINS.match(text, last) if last else None
        before = judged if joins and joins.end() == start else None
        judged = _judged(text, found, start, last, before)
        last = found.end()
        home = _HOME_WORDS.search(text, start, last)
        if home and home.end() < last:
            start = home.end()
        if not judged.of_an_office:
            yield "address", start, last, judged.at_home


class _Judged(NamedTuple):
    """Whose an address is; both are False where nothing says it."""

    at_home: bool
    of_an_office: bool


def _judged(text: str, found: re.Match[str], start: int, last: int, before: _Judged | None) -> _Judged:
    """Whose an address is that begins at an offset.

    Takes   last: where the address before it ends, whose words are not said of this one
            before: of the address that it is joined to, whose judgement it shares where nothing else is said of it
    """
    home = _HOME_WORDS.search(text, max(last, start - 8), found.end())
    whose = _somebodys(text, found, last)
    if home and _is_registered(text, home):
        if not whose:
            return _Judged(at_home=False, of_an_office=True)
        home = None
    if home or whose:
        return _Judged(at_home=True, of_an_office=False)
    if _of_an_office(text, start, found.end(), last):
        return _Judged(at_home=False, of_an_office=True)
    return before or _Judged(at_home=False, of_an_office=False)


def _first(text: str, begin: int, end: int, last: int) -> re.Match[str] | None:
    """The first address, door or group in a range. What stands in the words before a longer one is part of that: 柳树村3组幸福路12号."""
    first: re.Match[str] | None = None
    for each in (_ADDRESS, _DOOR, _GROUP):
        found = each.search(text, begin, end)
        if found and (first is None or found.end() <= _lead(text, first.start(), last)):
            first = found
    return first


def _at_home(text: str, door: re.Match[str], last: int) -> bool:
    """Whether a door or a group of a village is somebody's: behind a word for a home, or a door beside a person."""
    if _HOME_WORDS.search(text, max(0, door.start() - 32), door.start()):
        return True
    return door.re is not _GROUP and _somebodys(text, door, last)


def _is_registered(text: str, home: re.Match[str]) -> bool:
    """Whether a word for a home is that for where a company is registered."""
    return home[0] == "住所" and _REGISTERED.search(text, max(0, home.start() - 24), home.end()) is not None


def _of_an_office(text: str, start: int, stop: int, last: int) -> bool:
    return bool(
        _OFFICE_BEFORE.search(text, max(last, start - 24), start)
        or _OFFICE_WORDS.search(text, max(last, start - 8), stop)
        or _OFFICE_BEHIND.match(text, stop)
    )


def _lead(text: str, start: int, last: int) -> int:
    """Where the words before a door begin that name its street, village or estate. Takes   last: where the address before it ends"""
    joins = _JOINS.match(text, last, start) if last else None
    lead = _BEFORE.search(text, max(joins.end() if joins else last, start - 24), start)
    return lead.start() if lead else start


def _somebodys(text: str, door: re.Match[str], last: int) -> bool:
    """Whether a person is named right before the address or right behind it."""
    if _WHO.match(text, door.end()):
        return True
    start = _lead(text, door.start(), last)
    return bool(_WHOSE.search(text, max(0, start - 24), start) or _WHOSE.search(text, max(0, start - 2), door.start()))
