# ruff: noqa: E501  a pattern reads better in one line
"""Names of persons next to a label for their post or role: 联系人：王某某, 李某局长 …, 张某同志.

Names are only recognised next to a label, so only the text around labels is searched, which is ten times as fast.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import Final

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵褚荀卫万钱严覃武戴莫孔向汤殷都温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季成霍苗裴涂谷曲盛阎赖常简闵骆佟仇栾窦祁缪娄卜丛楼池冷辛阳游齐麦柏荀庾桂濮宓应宗干解卓蔺屠蒙乌巴巩冼庄萧牟冉卞晏甄邬戚柯隋敖滕喻鲍嵇匡晁岑狄窦褚庹佘谌阙邰臧訾傅"
    "奚酆茅詹瞿饶虞翁蓝刁靳郜鄢逄郏郤厍蒯裘昝钮羿邴隗郗钭蓟阙鬱璩扈濮亓仉佴綦粟檀虢禤逯菅郇缑邸"
)
COMPOUND = "欧阳|司马|上官|诸葛|司徒|司空|皇甫|尉迟|慕容|令狐|夏侯|公孙|宇文|长孙|端木|南宫|东方|淳于|申屠|轩辕|钟离|闻人|呼延|百里"
NAME = re.compile(rf"(?:{COMPOUND}|[{SURNAMES}])\s?[\u4e00-\u9fff]\s?[\u4e00-\u9fff]?")
NO_NAME = re.compile("[科室处局办部委组院站所厅司员户会]$")
_PROTECTED = "未成年人|低保对象|低保户|特困人员|五保户|困难群众|残疾人|受害人|被害人|受助人|死者|伤者|孤儿|留守儿童|矫正对象|戒毒人员"
_SOMEONE = "联络员|联系人|经办人|责任人|负责人|当事人|举报人|投诉人|信访人|反映人|申请人|户主|村民|职工|群众|患者|学生|教师|医生|干部|同志|法定代表人|姓名|姓 名|网格员|法人|审核人|签字人|贫困户|脱贫户|监测户|五保老人|驾驶员|司机|老板|嫌疑人|被告人?|原告|证人|承租人|承包人|代理人|监护人|收款人|领款人|车主|店主"
_POST = "局长|书记|主任|科长|处长|所长|站长|校长|院长|会计|出纳|经理|董事长|镇长|乡长|村长|组长|队长|主席|委员|经办人|联系人"
LABEL = f"{_PROTECTED}|{_SOMEONE}|{_POST}"
# People who hold no office: named by what they do or are, and right behind the name what befell or concerned them.
# Each branch begins with a letter here too: without that, every branch is tried at every character.
_ORDINARY = "会计|出纳|村医|校医|护士|护工|驾驶员|司机|门卫|保安|保洁员|网格员|护林员|水管员|巡\\w{0,2}员|炊\\w{0,2}员|保\\w{0,2}员|检\\w{0,2}员|厨师|辅警|协警|临聘人员|聘用人员|编外人员|借调人员|包工头|承包人|低保户|贫困户|脱贫户|监测户|五保户|农户|大户|专业户|养殖户|村民|居民|家属|代表|教师|老师|医生|乡村医生|采购员|销售员|收银员|驾校教练|教练|岗位人员|公益岗|合同工|学徒|店长|商户|业主|租户|住户|家长|学生|患者|病人|职工|工人|农民工|个体户|店主|老板|摊主"
_RARE = "桑车滑乐屈尤艾储燕费廉薄郎纪"  # surnames that are taken for such only here
BEFELL = "投诉|多次|脱岗|离岗|旷工|提出|拆除|整改|表示|补|对|的|收受|收取|多报|漏|被|因|已|未|私自|擅自|违[规反法]|反映|上报|作出|退[缴还赔]|工资|家(?![庭属长具人])|与|系|危房|向|调|拒|虚[报列]|冒领|套取|多[领占]|骗取|缴|住|名下|本人|驾车|酒后|借|领取|收|打|辱|死|受|获|纳入"
NAMED = f"{LABEL}|{_ORDINARY}"  # whatever a name may stand behind
_GIVEN = rf"(?:(?:{COMPOUND}) ?[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}] ?(?:[\u4e00-\u9fff]|[xX×][xX×])?[\u4e00-\u9fff])"
# Verbs right after a name that show that it is the holder of the post before it.
_ACTS = "牵头|带队|到场|到会|出席|主持|作了|表态|在|负|担任|任|党内|政务|为|带领|率|参加|督办|表示|通报|汇报|受到|因"
# _BEHIND matches a name after a label, _COMRADE one before 同志.
_BEHIND = re.compile(
    rf"(?:{_PROTECTED}|{_SOMEONE}|{_ORDINARY})[:]?\n ?(?P<line>{_GIVEN})(?=[ ]?(?:\n|$))|(?:{LABEL})[:：(（|]{{0,2}} ?(?:[:：|(] ?)?(?P<own>{_GIVEN}|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{2,8}})(?=[,，、。；;:：()（）|\s]|同志|等人|等\d|反映|举报|投诉|来电|来信|来访|之[妻夫子女父母]|一家|$)|(?:{_POST}) ?(?P<acts>{_GIVEN})(?={_ACTS})|(?:{_ORDINARY}|{_SOMEONE})[ \n]?(?P<does>{_GIVEN}|[{_RARE}][\u4e00-\u9fff]{{1,2}})(?=[ \n]?(?:{BEFELL})|、(?:{_GIVEN}))"
)
_COMRADE = re.compile(rf"(?:^|[,，。；;、:：\s由对与和予])(?P<comrade>{_GIVEN})(?=同志)")


def by_first_letter(words: str) -> str:
    """Alternatives grouped by their first letter, which is tried once for all of them."""
    groups: dict[str, list[str]] = {}
    for word in words.split("|"):
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(
        f"{first}(?:{'|'.join(rest)})" if len(rest) > 1 else first + rest[0] for first, rest in groups.items()
    )


# 李司机, 王书记: called by what they do, which is no given name; 司机 may be the label of the name behind it.
_CALLED_BY_A_POST = re.compile(rf"[{SURNAMES}] ?(?:{NAMED})")
_CORE = re.compile(by_first_letter(f"{NAMED}|同志"))
_REACH = 7  # characters before 同志 that are searched for a name and the character before it
# What ends a given name more often than a word: 李和平, 张为民, 马会英.
_LAST_OF_A_NAME = "平民国英芳兰林昌美华军云荣强东红忠贤义德清香珍花琴霞玲丽萍娟敏秀梅凤春艳燕莲菊桂福祥海波涛斌杰伟刚勇鹏飞龙凯亮超辉庆友良武彬喜财根宝贵兴旺才仁信志俊峰山江泉珠玉琼雪阳光兵胜"
NO_GIVEN = re.compile(
    ".[某×xX*的了与及是被对将把等各该此们员部门位科室处局办组议工管面任务述职责]"
    f"|.[和为会作其理在](?![{_LAST_OF_A_NAME}]$)"
    "|.安(?:$|[全置装排徽市县区])|.全(?:$|[体部面市县区省镇乡村局院校员程力年额长民国州])"  # 张安丽, 张全芳 are names
    "|程序|关切|关心|关注|关怀|施用|施工|施救|应对|应该|常务|常委|高度|成立|明确|单位|温馨|金融|方案|严格|包括|关于|任职|陈述|沈阳|宁夏|江苏|江西|广|温州|安徽|安排|和谐|高效|高质|安置|安装|文化|文明|文体|金额|严重|应急|应付|应收|应当|成员|成本|成果|平均|平安|方便|方式|方面|毕业|连续|包工|车辆|车费|车位|纪律|高龄|万元|纪要|费用|支出|冷链|危|于|向|任"
)


# An organ's head who leads, chairs or signs does what is public: no finding, unless something befell them.
_OF_AN_ORGAN: Final = re.compile(
    r"(?:书记|[局厅司处科县市区镇乡州省部组队会]长|(?<!班)主任|主席|总理|常委|专员|党组成员)(?:[:：]? ?[(（]?)$"
)
_LEADS: Final = re.compile(
    r"带队|出席|主持|签发|签署|签章|[(（](?:签名|签字|盖章|代签|签)[)）]|讲话|强调|指出|反馈了|宣读|传达|部署|听取|调研|参加会|作报告|致辞|表示|通报(?!批评)"
)
_BEFALLEN: Final = re.compile(r"处分|警告|记过|撤职|开除|立案|诫勉|责任|违[规纪法]|受贿|贪|时任|原|被|检查")
_SENTENCE: Final = re.compile(r"[。；;!\n]")


def leads(text: str, start: int, stop: int) -> bool:
    """Whether a name is that of an organ's head who leads, chairs or signs."""
    if _SIGNS_OFF.search(text, max(0, start - 12), start):
        return True
    before = text[max(0, start - 8) : start]
    if not _OF_AN_ORGAN.search(before) or text.rfind("由", max(0, start - 20), start) >= 0:
        return False
    behind = _SENTENCE.split(text[stop : stop + 48])[0]
    if _AT_THE_HEAD.search(text, max(0, start - 28), start) and not _BEFALLEN.search(behind):
        return True
    return bool(_LEADS.search(behind)) and not _BEFALLEN.search(before + behind)


_AT_THE_HEAD: Final = re.compile(
    r"(?:(?:包案|牵头|分管|包保|责任|挂[钩点])领导|河长|指挥长)[:：]?[ \n]?[^。；;,，\n]{0,18}$"
)
_SIGNS_OFF: Final = re.compile(r"签发人?[:：] ?[\u4e00-\u9fff]{0,6} ?$")


# What stands right behind a name: sex, kin, a punishment, a post.
_AFTER_POST = r"(?=[,，。；;、:：()\s]|表示|主持|带队|带领|率|牵头|调研|在|说|称|强调|要求|指出|介绍|$)"
BESIDE = re.compile(  # every branch begins with a letter: such patterns are searched for by their first letters
    "|".join(
        (*(f"{sign}[男女][,，)]" for sign in (r"\(", ",", "，")), "之[妻夫子女父母]", "党内", "政务", "撤职", "开除", "记过", "诫勉", "进行(?:约谈|诫勉|谈话|问责|立案|批评)",
         r"等\d{1,3}[户人]", rf"\((?:身份证|(?:{_POST}|{_ORDINARY}|村民|群众|户主)\))", *(f"{post}{_AFTER_POST}" for post in (*_POST.split("|"), "同志", "女士", "先生", "师傅")))
    )
)  # fmt: skip
_ENDS = re.compile(
    rf"(?:^|[,，。；;、:：\s(由对与和给予向受|])(?P<own>{_GIVEN}|[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{2,8}})$"
)
_WRITTEN = re.compile(
    rf"(?:经办|审核|签字|签收|制表|制单|复核|填表|填报|记账|验收)[:：] ?(?P<own>{_GIVEN})(?![\u4e00-\u9fff])"
)


# A name with a point in it, behind a word for somebody, whatever it be.
DOTTED: Final = re.compile(
    r"[员人者户主方长师][:] ?(?P<own>[\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,8})(?![\u4e00-\u9fff])"
)


def names(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """The names in a folded text, as (kind, start, stop, certain), but for those of heads who lead."""
    return (each for each in _named(text) if not leads(text, each[1], each[2]))


def _named(text: str) -> Iterator[tuple[str, int, int, bool]]:
    for beside in BESIDE.finditer(text):
        found = _ENDS.search(text, max(0, beside.start() - 12), beside.start())
        if found and not NO_GIVEN.match(found["own"]) and not NO_NAME.search(found["own"]):
            yield "name", *found.span("own"), False
    for found in _WRITTEN.finditer(text) if ":" in text else ():
        if not NO_GIVEN.match(found["own"]):
            yield "name", *found.span("own"), False
    for found in DOTTED.finditer(text) if "·" in text and ":" in text else ():
        yield "name", *found.span("own"), False
    for found in _posted(text):
        group = str(found.lastgroup)
        if not NO_GIVEN.match(found[group]) and not NO_NAME.search(found[group]):
            yield "name", *found.span(group), False


def _posted(text: str) -> Iterator[re.Match[str]]:
    """The non-overlapping matches of both patterns from left to right, as a single combined pattern would give them."""
    labels: deque[re.Match[str]] = deque()
    comrades: list[int] = []
    core = _CORE.search(text)
    while core:
        if core[0] == "同志":
            comrades.append(core.start())
        found = _BEHIND.match(text, core.start())
        if found and not _CALLED_BY_A_POST.fullmatch(found[str(found.lastgroup)]):
            labels.append(found)
        core = _CORE.search(text, core.start() + 1)
    last = 0
    for at in comrades:
        begun = _before(text, at, last)
        while labels and labels[0].start() < (begun.start() if begun else at):
            label = labels.popleft()
            if label.start() >= last:
                yield label
                last = label.end()
                begun = _before(text, at, last)
        if begun:
            yield begun
            last = begun.end()
    for label in labels:
        if label.start() >= last:
            yield label
            last = label.end()


def _before(text: str, at: int, last: int) -> re.Match[str] | None:
    """The match of a name that ends right before 同志 at an offset. Takes   last: the end of the previous match"""
    found = _COMRADE.search(text, max(last, at - _REACH), at + 2)
    while found and found.end() != at:
        found = _COMRADE.search(text, found.start() + 1, at + 2)
    return found
