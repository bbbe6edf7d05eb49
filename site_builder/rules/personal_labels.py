"""Values that only the label before them makes personal: papers, accounts, household and patient numbers, telephones at home.

The search begins at a value, a run of at least five letters and digits, of which most texts have few; from there it reads back
over what may stand between a value and its label (号, colons, brackets, 张某, 军字第), and looks the label up in a table.
"""

# ruff: noqa: E501  a table reads better in one line
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from site_builder.rules.personal_measures import UNIT
from site_builder.rules.personal_names import SURNAMES

Places = Iterator[tuple[str, int, int, bool]]


class _Labelled(NamedTuple):
    """What follows a label. `certain`: it is an error; `of_somebody`: it counts only where a person is named beside it;
    `not_public`: an office may have one, so public ones are left out; `signed`: it needs a word or sign like 号, ID or a colon."""

    kind: str
    value: re.Pattern[str]
    certain: bool = True
    of_somebody: bool = False
    not_public: bool = False
    signed: bool = False


_END: Final = r"(?![0-9A-Za-z])"
_NUMBER: Final = re.compile(rf"[A-Za-z]{{0,3}}\d{{5,20}}[A-Za-z]?{_END}")
_SPACED: Final = re.compile(rf"[A-Za-z]{{0,3}}-?(?:\d{{5,20}}|\d{{2,6}}(?: \d{{2,6}}){{1,3}})[A-Za-z]?{_END}")
_PAPER: Final = re.compile(rf"[A-Za-z]{{0,3}}[ -]?\d(?:[ ]?\d){{5,14}}(?: ?\([0-9A-Z]\))?{_END}|\d/\d{{6}}/\d")
_CERTIFICATE: Final = re.compile(rf"[A-Za-z]?\d{{5,8}}-\d{{4}}-\d{{4,6}}{_END}|[A-Za-z]?\d{{6,18}}{_END}")
_ACCOUNT: Final = re.compile(r"@?[A-Za-z0-9][-_.A-Za-z0-9]{4,29}(?![-_A-Za-z0-9@])")
_DIGITS: Final = re.compile(r"[1-9](?:[ -]?\d){4,11}(?![\d@])")
_BANK: Final = re.compile(r"\d(?:[ ._*~/-]{0,3}\d){11,20}(?!\d)")
_VIN: Final = re.compile(rf"[A-HJ-NPR-Z0-9]{{17}}{_END}|[A-Z0-9]{{6,12}}{_END}")
_PLATE: Final = re.compile(rf"(?=[A-Z0-9]{{0,5}}\d\d)[A-HJ-NP-Z0-9]{{6,7}}{_END}")
_HOME_PHONE: Final = re.compile(r"\(?(?:0\d{2,3}\)?[ -]{0,3})?[2-8]\d{2,3}[ -]?\d{4}(?!\d)")
_ABROAD: Final = re.compile(
    r"(?:\(?(?:\+|00)?85[23]\)?[ -]{0,2}[5-9]\d{3}[ -]?\d{4}|\(?(?:\+|00)?886\)?[ -]{0,2}0?9\d{2}[ -]?\d{3}[ -]?\d{3}|09\d{2}[ -]?\d{3}[ -]?\d{3})(?!\d)"
)


_ENDINGS: Final = {"账": ("号", "户"), "帐": ("号", "户"), "编": ("号", "码")}


def _table(rows: Sequence[tuple[str, _Labelled]]) -> Mapping[str, _Labelled]:
    """Every label with its entry. A label that ends in 账 or 编 has those endings too that are taken away as words: 账号, 账户, 编号."""
    return {
        each: entry
        for labels, entry in rows
        for label in labels.split()
        for each in (label, *(label + end for end in _ENDINGS.get(label[-1], ())))
    }


_CERTAIN_PAPER = _Labelled("passport", _PAPER)
_ANY_ACCOUNT: Final = "#账号"  # an account of whatever it be
LABELS: Final = _table((
    ("护照 因公护照 因私护照 公务护照 外交护照 普通护照 中国护照 外国护照 passport 港澳通行证 往来港澳通行证 港澳居民来往内地通行证 来往内地通行证 内地通行证 台湾通行证 来往大陆通行证 大陆通行证 往来台湾通行证 海员证 永久居留证 永久居留身份证 永居证 台胞证 回乡证 入台证 香港身份证 香港居民身份证 澳门居民身份证 澳门身份证 永久性居民身份证 台胞身分证 台湾身份证 台湾居民身份证 身份证字 身分证 澳门证件 旅行证 出入境证件 出入境通行证 港澳台居民居住证 居留证 居留许可 外国人居留许可 外国人工作许可", _CERTAIN_PAPER),
    ("通行证 证件 有效证件 身份证件", _Labelled("passport", re.compile(rf"[A-Z]{{1,2}}[ -]?\d{{7,9}}{_END}"))),
    ("军官证 军士证 士官证 士兵证 警官证 义务兵证 军人证 军人身份证 文职干部证 文职人员证 武警证 人民警察证 警察证 军官身份证 士兵身份证 军人保障卡", _Labelled("number", _NUMBER)),
    ("优待证 残疾军人证 残疾证 残疾人证 伤残证 结婚证 结婚证字 离婚证 离婚证字 出生证 出生医学证明 户口簿 户口本 死亡证明 低保证 五保证 特困证 烈属证 独生子女证 再就业证 失业证 出生证明 行驶证 行驶证编 学生证", _Labelled("number", _CERTIFICATE)),
    ("老年证 老年优待证 老年人优待证 退休证 退伍证 退役证 复员证 转业证 就业创业证 就业失业登记证 求职登记证 暂住证 流动人口婚育证明 婚育证明 计生证 准生证 生育服务证 生育登记 收养登记证 婚姻登记证 再生育证 特困供养证 五保供养证 低保金领取证 救助证 医疗救助证 教师资格证 医师资格证 医师执业证 护士执业证 药师执业证 导游证 律师执业证 记者证 从业资格证 职业资格证 执业证 毕业证 毕业证书 学位证 学位证书 结业证 预防接种证 接种证 党员证 会员证 士兵退役证 烈属优待证 人民调解员证 户口簿编 低保证编 残疾证编 监护人证件 户籍编", _Labelled("number", _CERTIFICATE, certain=False)),
    ("驾驶证档案 驾驶档案 驾照档案 驾驶证档案编 准考证 准考 考生 考号 考籍 学籍 学籍辅 学号 学生编 学员编 校园卡 校园一卡通 饭卡 借书证 借阅证 学生卡 病历 病历卡 病案 就诊卡 就医卡 诊疗卡 就诊号 门诊卡 门诊号 住院号 体检号 挂号 处方 病理 放射 影像 患者 病人 医保卡 医疗卡 医疗证 医疗保险证 医疗保险卡 合作医疗证 合作医疗卡 新农合证 参合 参合证 接种卡 社保卡 社会保障卡 健康卡 健康码 健康档案 居民健康档案", _Labelled("number", _SPACED, certain=False)),
    ("社保个人 社保个人编 医保个人 医保个人编 养老保险 养老保险编 养老保险个人 养老保险个人编 养老保险个人账 养老个人 养老个人账 养老账 养老金账 养老金个人账 职业年金账 企业年金账 医疗保险 医疗保险个人账 医保账 社保账 失业保险 工伤保险 生育保险 参保人 参保人员 参保编 参保个人 住院 住院流水 门诊 就诊 就诊流水 医保 社保 社会保障 社会保险 参保 体检 公积金 公积金账 公积金个人账 个人公积金 个人公积金账 住房公积金 住房公积金账 住房公积金个人账 个人编 救助编 低保编 低保户编", _Labelled("number", _SPACED, certain=False, signed=True)),
    ("户号 表号 用户编 用户 电表 水表 气表 燃气表 燃气 暖气 宽带 电费户 水费户 用电户 用水户 电表户 水表户 燃气户 气表户", _Labelled("number", re.compile(rf"\d{{6,14}}{_END}"), certain=False, of_somebody=True)),
    ("车架 车辆识别 车辆识别代 车辆识别代号 VIN vin 发动机", _Labelled("number", _VIN, certain=False)),
    ("车牌 牌照 号牌 车号", _Labelled("plate", _PLATE, certain=False)),
    ("存折 个人账 名下账 户名下账 亲友账 其账 本人账 惠农卡 储蓄账 私人账 亲属账 收款账 收款人账 领款账 领款人账 汇款账 打款账 退款账 退费账 转入账 转账账 代发账 发放账 补贴账 补助账 惠农账 惠农补贴账 工资账 劳务费账 报销账 户主账 农户账 村民账 学生账 资助账 微信绑定卡 一折通账 一卡通账", _Labelled("card", _BANK, certain=False, not_public=True)),
    ("银行卡 银联卡 借记卡 贷记卡 信用卡 公务卡 理财卡 医保银行卡 金融社保卡 社保卡金融账 储蓄卡 工资卡 社保银行卡 一卡通 农行卡 工行卡 建行卡 中行卡 交行卡 邮储卡 农信卡 信合卡 收款卡 补贴卡 打卡 一折通 惠农一折通 社保卡银行账 社保卡银行 农商卡", _Labelled("card", _BANK)),
    ("银行账 银行存款账 开户账 结算账 银行结算账", _Labelled("card", _BANK, not_public=True)),
    ("农行 工行 建行 中行 交行 邮储 农信 农商行 农信社 信用社 银行 建设银行 农业银行 工商银行 邮储银行", _Labelled("card", re.compile(r"62(?:[ ._*~/-]{0,3}\d){14,17}(?!\d)"), certain=False)),
    ("卡", _Labelled("card", re.compile(r"(?:62|[345])\d?(?:[ ._*~/-]{0,3}\d){13,18}(?!\d)"), signed=True)),
    (_ANY_ACCOUNT, _Labelled("card", _BANK, certain=False, of_somebody=True)),
    ("抖音 快手 小红书 陌陌 探探 微博 支付宝 淘宝 京东 闲鱼 旺旺 钉钉 飞书 Telegram TG 电报 纸飞机 WhatsApp Whatsapp LINE Line Skype Facebook 脸书 Twitter 推特 Instagram Signal Viber Snapchat TikTok Discord Kakao KakaoTalk Zalo PayPal Soul soul YY 飞信 易信 米聊 拼多多 多多 美团 财付通 云闪付 西瓜视频 火山 火山小视频 头条 今日头条 知识星球 虎扑 豆瓣 蝙蝠 探店 直播间 比心 QQ邮箱 B站 哔哩哔哩 知乎 贴吧 百度网盘 网盘 云盘 QQ空间 苹果 Apple 游戏 t.me",
     _Labelled("account", _ACCOUNT, not_public=True, signed=True)),
    ("Q q 扣", _Labelled("account", _DIGITS, not_public=True, signed=True)),
    ("微信 微 薇信 威信 V信 v信 微x 微X 绿泡泡 WeChat wechat Wechat WECHAT weixin Weixin wx WX Wx vx VX Vx V v 加V 加v +V +v 加微 我微 我微信 加好友 好友 加卫星 v-x V-X 微信二维码 微信二维 加薇 加威 微信私 个人微信 私人微信 本人微信 绿色软件 微信账 微信名 加微信 微聊 威 薇", _Labelled("account", re.compile(r"(?:[A-Za-z][-_A-Za-z0-9]{5,19}|1[3-9]\d{9}|[1-9]\d{5,10})(?![-_A-Za-z0-9@])"), not_public=True, signed=True)),
    ("QQ qq Qq Q我 q我 扣我 扣扣 企鹅 加Q 加q +Q +q 腾讯QQ 腾讯 球球 QQ/微信 QQ好友 QQ群主 🐧", _Labelled("account", _DIGITS, not_public=True)),
    ("家里座机 家里固话 住宅固话 家庭固话 住家电话 家里电话 家中座机 家中电话 家中固话 家庭电话 家庭座机 家用电话 住宅电话 住宅座机 宅电 宅 家电话", _Labelled("landline", _HOME_PHONE, certain=False)),
    ("手机 移动电话 手机号 电话 联系电话 联系方式 致电 拨打 香港手机 澳门手机 台湾手机 手提电话", _Labelled("mobile", _ABROAD)),
))  # fmt: skip
_LONGEST: Final = max(map(len, LABELS))
VALUE: Final = re.compile(r"[0-9A-Za-z](?:[-_. /()\n]?[0-9A-Za-z]){4,24}")  # begins with a set, which is searched fast
_HEAD: Final = re.compile(
    r"(?:QQ|VX|WX|(?<=[+加])[VQ]|TG|WeChat|Telegram|Line|Skype|WhatsApp|passport|ID|t\.me)[-_. /(]{1,2}(?=[0-9A-Za-z])",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(  # what so many are, and no word that only begins so
    r" ?[余多]?(?:本(?!人)|对(?![外方接])|笔|家(?![里中人属庭])|项(?!目)|起|例(?!如)|名(?![下字])|支(?![付部书])|头|栋|间|座|所(?![有属在长])|宗|盏|棵|斤|公斤|桶|瓶|盒|箱|袋|字|页|处|批|种|部(?!门))"
)
_REACH: Final = 36
_SIGNS: Final = " :：为是=“\"「'([|@-—、/♥❤💚\ufe0f"
# Words between a label and its value, taken away one by one.
_WORDS: Final = re.compile(
    r"(?:号码|编号|账号|帐号|账户|流水|登记|档案|手册|条码|金领取证|领取证|(?<![军警士保役待结离])证|(?<=[证险])卡|(?<=[证险历])本|昵称|代号|代码|同号|号|码|ID|Id|id|UID|uid|No\.?|no\.?|#)$|\([^()\n]{0,20}\)$|[\u4e00-\u9fff]某[某\u4e00-\u9fff]?$|[\u4e00-\u9fff]?字?第$|[\u4e00-\u9fff]公$|[“\"「][^”\"」\n]{1,16}[”\"」][,，]?$"
)
_LISTED: Final = re.compile(r"[ ]?(?:[、,/;；和及与或]|以及)[ ]?")
_OPEN: Final = re.compile(r"\([^()\n]{0,10}$")  # of a bracket that the value itself stands in
_LAST: Final = {*(label[-1] for label in LABELS), *"码号户称#.Dd)”」』某第公\n"}  # of what may stand before a value
_SIGNED: Final = re.compile(r"[:：为是=(@“\"号码]|ID|id")
_A_NAME: Final = rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_SOMEBODY: Final = re.compile(
    rf"户名[ :：为是]{{0,2}}(?:{_A_NAME})(?![\u4e00-\u9fff])|"
    r"[\u4e00-\u9fff]某|家中?[)）]?|户主|住户|业主|本人|患者|病人|村民|居民|职工|[先女]生|女士"
)
_OF_SOMEBODY: Final = re.compile(
    r"[\u4e00-\u9fff]某|[甲乙丙丁戊己庚][,，( 的]|户主|本人|个人|患者|病人|体检者|就诊者|学生|考生|学员|参保人|参保居民|退休|村民|居民|职工|[先女]生|女士|死者|逝者|老人|家属|姓名|持卡人|持证人|之[妻夫子女父母]|儿童|幼儿|新生|孕妇|产妇"
)
_OF_A_UNIT: Final = re.compile(
    r"对公|单位|公司|企业|基本户|基本存款|一般存款|财政|专户|专用账|国库|非税|零余额|[^\u4e00-\u9fff]?[\u4e00-\u9fff][局厂](?![长里])|中心|合作社|委员会|村委|学校|医院|政府|党费|工会|食堂|协会|代管"
)
_CLAUSE: Final = re.compile(r"[,;。\"\n\t|]")
_BY_A_UNIT: Final = re.compile(r"单位|公司|企业|定点|保险登记证")
_PUBLIC: Final = re.compile(
    r"公众|单位|机关|小程序|订阅|服务号|企业|视频号|官方|政务|平台|融媒|机构|局|委|办(?=[公事]|[ :：]*[A-Za-z微扣企个单官])|中心|厅|院|群(?![主众])"
)


def labelled(text: str) -> Places:
    """The data found by its label, as (kind, start, stop, certain). Takes   text: folded"""
    for run in VALUE.finditer(text):
        start = run.start()
        if text[start - 1 : start].isalnum() and text[start - 1].isascii() and start:
            continue  # the rest of a longer run
        while start and text[start - 1] in "+(@" and start > run.start() - 2:
            start -= 1
        if head := _HEAD.match(text, run.start()):  # a label in Latin letters that is joined to its value
            start = head.end()
        before = text[max(0, start - _REACH) : start].replace("\u200b", "")
        if not before or before.rstrip(_SIGNS)[-1:] not in _LAST:
            continue
        found = _label_before(before[before.rfind("\n", 0, max(0, len(before) - 1)) + 1 :])
        if found is None:
            continue
        label, between = found
        entry = LABELS[label]
        value = _value(entry, text, start)
        if (
            value is None
            or UNIT.match(text, value.stop)
            or text.startswith("**", value.stop)  # it is masked
            or _COUNTED.match(text, value.stop)
            or (entry.signed and label[-1] not in "号码" and not _SIGNED.search(between) and not _mixed(value.words))
        ):
            continue
        at = _back(text, start, len(label) + len(between))
        said = _CLAUSE.split(text[max(0, at - 6) : at])[-1]
        if entry.not_public and entry.kind == "account" and _PUBLIC.search(said + text[at:start]):
            continue
        around = max(0, at - 12), value.stop + 12
        if entry.kind == "card" and entry.not_public and _OF_A_UNIT.search(text, *around):
            continue
        if entry.of_somebody and not _SOMEBODY.search(text, *around):
            continue
        certain = entry.certain or (entry.kind in ("number", "card") and bool(_OF_SOMEBODY.search(text, *around)))
        if not certain and entry.kind == "number" and _BY_A_UNIT.search(text, around[0], start):
            continue
        yield entry.kind, value.start, value.stop, certain
        for other in _others(text, entry, value.stop):
            yield entry.kind, *other.span(), certain


def _back(text: str, start: int, signs: int) -> int:
    """The offset so many signs before another, blanks and what is unseen not counted: of a label with its characters apart."""
    while start and signs:
        start -= 1
        signs -= text[start] not in " \u200b"
    return start


class _Value(NamedTuple):
    words: str
    start: int
    stop: int


def _value(entry: _Labelled, text: str, start: int) -> _Value | None:
    """The value at an offset, behind one or two signs like + and @; over the end of a line where the line alone holds none."""
    bare = start + len(text[start : start + 2]) - len(text[start : start + 2].lstrip("+(@"))
    for at in (start, bare):
        if found := entry.value.match(text, at):
            return _Value(found[0], *found.span())
    head, line, rest = text[bare : bare + _REACH].partition("\n")
    found = entry.value.match(head + rest) if line and head.replace(" ", "").isalnum() and rest[:1].isalnum() else None
    if found is None or found.end() <= len(head):
        return None
    return _Value(found[0], bare, bare + found.end() + 1)


def _others(text: str, entry: _Labelled, stop: int) -> Iterator[re.Match[str]]:
    """The values behind one in a list, which its label is said of too."""
    while sign := _LISTED.match(text, stop):
        value = entry.value.match(text, sign.end())
        if value is None or not any(map(str.isdigit, value[0])) or UNIT.match(text, value.end()):
            return
        yield value
        stop = value.end()


def _mixed(value: str) -> bool:
    """Letters with digits or a line between them, which no word has."""
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _label_before(before: str) -> tuple[str, str] | None:
    """The label that ends a text, and what stands between it and the end."""
    before = before.replace(" ", "").replace("卡卡号", "卡号")
    left, account = before, ""
    for _ in range(6):
        left = left.rstrip(_SIGNS)
        for length in range(min(_LONGEST, len(left)), 0, -1):
            if left[-length:] in LABELS and not (
                left[-length].isascii()
                and left[-length - 1 : -length].isascii()
                and left[-length - 1 : -length].isalnum()
            ):
                return left[-length:], before[len(left) :]
        word = _WORDS.search(left) or _OPEN.search(left)
        if word is None or not word[0]:
            break
        account = account or (word[0] if word[0] in ("账号", "帐号", "账户") else "")
        left = left[: word.start()]
    return (_ANY_ACCOUNT, before[before.rindex(account) + len(account) :]) if account else None


def announces(header: str) -> bool | None:
    """Whether a header ends in a label, so that it announces what stands below it; None where it does not.

    True where the header says that its values are accounts or numbers.

    >>> announces("患者住院号"), announces("住院"), announces("微信")
    (True, None, False)
    """
    found = _label_before(header + ":")
    if found is None:
        return None
    label, between = found
    entry = LABELS[label]
    numbered = label[-1] in "号码" or bool(_SIGNED.search(between[:-1]))
    if not numbered and (
        entry.kind == "number"
        or (entry.kind == "card" and label[-1] not in "卡折户")
        or len(label) == 1
        or (entry.signed and entry.kind != "account")
    ):
        return None
    return numbered or entry.kind not in ("account", "passport")
