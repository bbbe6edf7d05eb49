# ruff: noqa: E501  a pattern reads better in one line
"""Personal data by class, as a generator with its truth: a kind of data × a way of writing it × what stands around it.

A form is composed from independent choices, so a hole is a whole class and not a row. Invented numbers only.
"""

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from site_builder.rules.personal_numbers import check_digit, luhn

Chance = random.Random


class Form(NamedTuple):
    """A text with its truth.

    text   what is searched
    kind   of data; '' where there is none, and then nothing may be an error
    name   class: kind, writing and surroundings
    """

    text: str
    kind: str
    name: str


def digits(chance: Chance, number: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(number))


# -- values


def mobile(chance: Chance) -> str:
    return f"1{chance.choice('3456789')}{digits(chance, 9)}"


def identity(chance: Chance) -> str:
    body = chance.choice(("53", "44", "11", "32", "62")) + digits(chance, 4)
    body += f"{chance.randint(1932, 2016)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{digits(chance, 3)}"
    return next(body + last for last in "0123456789X" if check_digit(body + last))


def wrong_identity(chance: Chance) -> str:
    right = identity(chance)
    return right[:-1] + chance.choice([last for last in "0123456789" if last != right[-1]])


def old_identity(chance: Chance) -> str:
    return f"53{digits(chance, 4)}{chance.randint(32, 82):02}{chance.randint(1, 12):02}{chance.randint(1, 28):02}{digits(chance, 3)}"


def card(chance: Chance) -> str:
    body = "62" + digits(chance, chance.choice((13, 16)))
    return next(body + last for last in "0123456789" if luhn(body + last))


def plate(chance: Chance) -> str:
    tail = "".join(chance.choice("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") for _ in range(3)) + digits(chance, 2)
    return chance.choice("云湘粤赣鄂川") + chance.choice("ABCDEFGHJK") + chance.choice((tail, f"D{digits(chance, 5)}"))


def account(chance: Chance) -> str:
    word = "".join(chance.choice("abcdefghijkmnopqrstuvwxyz") for _ in range(chance.randint(4, 8)))
    return word + chance.choice(("_", "-", "")) + digits(chance, chance.randint(2, 5))


def qq(chance: Chance) -> str:
    return chance.choice("123456789") + digits(chance, chance.randint(5, 9))


# -- ways of writing digits

CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
CIRCLED = str.maketrans("0123456789", "〇幺二三四五六七八九")
FORMAL = str.maketrans("0123456789", "零壹贰叁肆伍陆柒捌玖")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
BOLD = {ord(str(digit)): chr(0x1D7CE + digit) for digit in range(10)}
ARABIC = {ord(str(digit)): chr(0x0660 + digit) for digit in range(10)}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
KEYS = {ord(digit): digit + "\ufe0f\u20e3" for digit in "0123456789"}
LETTERS = str.maketrans("01", "OI")
SMALL = str.maketrans("01", "ol")
CYRILLIC = str.maketrans("0", "О")


def cut(words: str, lengths: Sequence[int], by: str) -> str:
    parts, at = [], 0
    for length in lengths:
        parts.append(words[at : at + length])
        at += length
    return by.join(part for part in [*parts, words[at:]] if part)


SHAPES = {
    11: ((3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (1,) * 11, (5, 6), (3, 2, 2, 2, 2), (2, 3, 3, 3), (6, 5), (3, 4, 2, 2)),
    15: ((6, 6, 3), (5, 5, 5), (3, 3, 3, 3, 3), (6, 9)),
    18: ((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (4, 4, 4, 4, 2), (10, 8), (14, 4), (1,) * 18, (6, 4, 2, 2, 4), (9, 9)),
    16: ((4, 4, 4, 4), (8, 8)),
    19: ((4, 4, 4, 4, 3), (6, 13), (10, 9)),
}  # fmt: skip
APART = {"space": " ", "two spaces": "  ", "wide space": "\u3000", "hyphen": "-", "spaced hyphen": " - ", "dash": "—", "double dash": "——", "minus": "−",
         "point": ".", "middle dot": "·", "slash": "/", "underscore": "_", "zero width": "\u200b", "joiner": "\u2060", "soft hyphen": "\u00ad",
         "thin space": "\u2009", "nbsp": "\u00a0", "wave": "～", "dot of a list": "•"}  # fmt: skip
BREAKS = {
    "line": "\n",
    "hyphen and line": "-\n",
    "cells": " | ",
    "tab": "\t",
    "page": "\n— 3 —\n",
    "next line noted": "（接下行）",
    "next page noted": "（转下页）",
}
WHOLE: dict[str, Callable[[str], str]] = {
    "plain": lambda words: words,
    **{
        name: (lambda words, table=table: words.translate(table))  # type: ignore[misc]
        for name, table in {
            "Chinese": CHINESE, "Chinese as said": CIRCLED, "formal": FORMAL, "wide": WIDE, "bold": BOLD, "Arabic": ARABIC, "raised": RAISED,
            "low": LOW, "keys": KEYS,
        }.items()
    },
}  # fmt: skip
LOOKALIKES: dict[str, Callable[[str], str]] = {
    "O for 0": lambda words: words.translate(LETTERS), "o and l": lambda words: words.translate(SMALL), "Cyrillic": lambda words: words.translate(CYRILLIC),
    "half Chinese": lambda words: words[:3] + words[3:7].translate(CHINESE) + words[7:], "Chinese at its end": lambda words: words[:7] + words[7:].translate(CHINESE),
}  # fmt: skip


def written(chance: Chance, words: str, hard: bool) -> tuple[str, str]:
    """Digits in one of the ways, and its name. Takes   hard: lines and cells too, which need a label"""
    way = chance.random()
    shape = chance.choice(SHAPES[len(words)])
    if way < 0.2:
        name, make = chance.choice(list(WHOLE.items()))
        return make(words), name
    if way < 0.3 and len(words) == 11:
        name, make = chance.choice(list(LOOKALIKES.items()))
        return make(words), name
    if way < 0.45 and hard:
        name, by = chance.choice(list(BREAKS.items()))
        return cut(words, shape[:1], by), f"broken by {name}"
    name, by = chance.choice(list(APART.items()))
    inner, make = chance.choice(
        [each for each in WHOLE.items() if each[0] not in ("keys",)]
        if chance.random() < 0.2
        else [("plain", WHOLE["plain"])]
    )
    return cut(make(words), shape, by), f"{inner} apart by {name} in {len(shape)}"


# -- surroundings: {} is the value

WITH_LABEL = {
    "mobile": ("联系电话：{}", "手机号{}", "手机：{}（微信同号）", "本人电话为{}，", "村民张某留的号码是{}。", "电话（{}）", "请拨打{}反映", "短信发至{}", "TEL:{}", "Mobile {}",
               "联系方式 {}", "☎{}", "他的电话：“{}”", "经办人王某 电话 {} 已核", "| 张某 | 电话 | {} |", "致电{}", "+86 {}", "0086-{}", "（+86）{}", "手机号码为：{}；",
               "收件人：白女士 电话{}", "tel={}&x=1", "电话/微信：{}"),
    "identity": ("身份证号：{}", "身份证{}", "公民身份号码 {}", "居民身份证号码为{}。", "张某（身份证号{}）", "证件号码：{}", "身份证号码（{}）", "ID:{}", "持证人身份证：{}", "sfz={}",
                 "户主王某，身份证号 {}，", "驾驶证号：{}", "社会保障号码{}"),
    "card": ("银行卡号：{}", "卡号{}", "农行卡 {}", "收款卡号 {}", "打入其妻账户（{}）", "一卡通账号：{}", "工资卡：{}", "开户行：云州农商行 账号 {} 户名张某"),
}  # fmt: skip
ALONE = {
    "mobile": ("{}", "张某{}", "（{}）", "王师傅 {}", "店主（{}）当场签字", "见{}。", "户主李某，{}，三组", "{}；", "网格员{}负责", "“{}”为空号"),
    "identity": ("{}", "张某 {} 三组", "（{}，已注销）", "死亡人员{}仍在发放", "名册第12行：{}，", "文件名_{}.jpg"),
    "card": ("{}", "转入{}，", "（{}）"),
}  # fmt: skip
AFTER = {
    "plate": ("车牌号：{}", "{}号面包车", "涉及车辆{}", "号牌“{}”的货车", "公车私用问题，车号{}，", "（{}）违停", "驾驶{}小轿车", "{}"),
    "account": ("微信号：{}", "微信 {}", "加微信{}", "vx：{}", "V信：{}", "WeChat ID: {}", "薇信号{}", "微信ID：{}", "微 信：{}", "wx:{}", "加V：{}", "抖音号：{}", "快手号{}", "支付宝账号：{}",
                "微博@{}", "小红书号 {}", "Telegram：{}", "钉钉号：{}", "QQ空间{}", "weixin：{}", "微信号是{}", "微信（{}）", "加我微：{}", "TG：{}", "WhatsApp：{}", "陌陌号{}", "Skype: {}",
                "B站UID：{}", "淘宝账号{}", "百度网盘账号：{}", "电报号：{}"),
    "qq": ("QQ：{}", "QQ号{}", "Q Q：{}", "加QQ{}", "扣扣：{}", "qq号码为{}", "企鹅号{}", "QQ（{}）", "Q号：{}", "加Q：{}", "ＱＱ：{}", "腾讯QQ {}", "qq:{}", "QQ/微信：{}", "联系QQ号为 {}"),
}  # fmt: skip

# Papers, numbers that only their label makes a person's: label and value together. N = a digit, L = a capital letter.
PAPERS = {
    "passport": ("护照号：ENNNNNNNN", "护照号码 GNNNNNNNN", "因公护照PENNNNNNN", "passport no. EDNNNNNNN", "护照（ELNNNNNNN）", "回乡证HNNNNNNNN", "港澳居民来往内地通行证：MNNNNNNNN", "往来港澳通行证CNNNNNNNN",
                 "大陆居民往来台湾通行证 LNNNNNNNN", "台胞证号 NNNNNNNN", "香港身份证 LNNNNNN(N)", "香港永久性居民身份证LNNNNNN（N）", "澳门居民身份证 5NNNNNN(N)", "台湾身份证字号：L1NNNNNNNN",
                 "台湾居民身份证号L2NNNNNNNN", "外国人永久居留证 USANNNNNNNNNNNN", "外国护照号：NNNNNNNNN", "通行证号码：CLNNNNNNN", "海员证号：LNNNNNNNN", "因私护照 号码：GNNNNNNNN"),
    "number": ("军官证：军字第NNNNNNN号", "士兵证号 武字第NNNNNNN号", "警官证号：NNNNNN", "文职干部证 文字第NNNNNN号", "退役军人优待证号：NNNNNNNNNN", "残疾军人证：NNNNNN", "驾驶证档案编号：NNNNNNNNNNNN",
               "结婚证字号：JNNNNNN-2019-NNNNNN", "离婚证号 LNNNNNN-2021-NNNNNN", "出生医学证明编号：RNNNNNNNNN", "学籍号：NNNNNNNNNNNN", "张某准考证号NNNNNNNNNN", "张某学号：NNNNNNNNNN", "户口簿编号：NNNNNNNNN",
               "患者张某，住院号：NNNNNNNN", "病人李某病历号NNNNNN", "患者门诊号 NNNNNNNNNN", "张某医保卡号：NNNNNNNNN", "社保卡号：LNNNNNNNN（张某）", "张某家电表户号NNNNNNNNNN", "李某用水户号：NNNNNNNN",
               "业主张某燃气户号NNNNNNNNNN", "车架号：LSVAANNNNENNNNNNN", "发动机号NNNNNNL（张某）", "低保证号：张某 NNNNNNNN", "张某的社会保障卡号 NNNNNNNNN", "就诊卡号：NNNNNNNNN（王某）"),
    "landline": ("家里座机0731-2NNNNNN", "住宅电话：0731-8NNNNNNN", "宅电 8NNNNNNN", "家庭电话（0871）6NNNNNNN", "家中固话：6NNNNNNN"),
    "abroad": ("香港手机：+852 9NNN NNNN", "电话+853 6NNN NNNN", "台湾手机 09NN-NNN-NNN", "联系电话：+886 9NN NNN NNN", "手机（+852）6NNNNNNN", "电话：00852-9NNNNNNN"),
}  # fmt: skip
HOME_LEAD = ("住{}", "家住{}", "家庭住址：{}", "住址 {}", "户籍地址：{}", "现住{}", "居住在{}", "常住地址:{}", "租住于{}", "送达地址为其居所：{}", "暂住：{}", "搬到{}居住", "经常居住地{}", "住所地：{}", "张某家（{}）被淹",
             "户籍所在地 {}", "收件地址：{}，张某收", "家在{}")  # fmt: skip
PERSON_AT = (
    "{}的老人",
    "{}张某",
    "{}住户王某反映漏水",
    "业主李某（{}）",
    "上门走访{}户主赵某",
    "张某，男，{}",
    "快递寄到{}李女士",
)
TOWN_DOORS = ("松涛路88号翠屏花园3栋2单元1502室", "和顺里12号楼4门301", "兰台小区B座1单元903房", "沁园路6弄19号602室", "锦绣家园七栋一单元二零一", "北苑新村 18-2-502", "21#楼 1单元 3层 东户", "福星苑十二栋三单元五〇二室",
              "御景湾二期9座25B", "机床厂家属院东3楼西户", "翠湖名邸8栋1-1702", "望江里5号楼4门601", "华苑２栋６０１", "阳光城5幢丙单元401", "桂花苑3#1单元502", "幸福里小区7-1-301", "教师公寓3号楼508",
              "人民路12号院2号楼3单元401号", "滨江花园A区6栋1204", "安居苑经适房9号楼2单元10楼1003", "桃李园 4 栋 2 单元 601", "学府名城二组团16幢902室", "朝阳路宿舍楼3单元五楼左手", "万达公寓1座2208房")  # fmt: skip
VILLAGE_DOORS = ("柳溪镇石桥村六组17号", "双桥镇下河村3组42号附1号", "大湾村6组018号", "柳溪镇东街二巷五号", "石板镇牛栏村四组27号", "青龙嘴屯东头第三家", "下河村二社12号", "王家庄村民小组8号", "清溪乡上坝村大塘湾12号",
                 "柳林镇黄泥社区三组9户", "东风大队第五生产队21号", "龙井寨23号", "小河沿村西头第二户", "塔山街道新村一巷16号", "南门巷7号", "解放街112号")  # fmt: skip
NAME_LABELS = ("联系人：{}", "经办人：{}，", "责任人：副镇长{}", "由党组书记、局长{}牵头整改", "举报人{}，", "户主：{}", "受害人{}。", "未成年人{}（9岁）", "{}同志任副组长", "校长{}在会上通报", "时任村党支部书记{}负直接责任",
               "给予原财务科科长{}党内警告处分", "低保对象：{}（户主）之子", "姓名：{} 性别：女", "法定代表人：{}", "患者：{}，男，57岁", "（组长：{}；副组长：李知夏）", "会计{}；出纳王某", "投诉人：{}、", "主任{}，")  # fmt: skip
SURNAMES = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = (
    "建国",
    "秀英",
    "海燕",
    "志强",
    "玉兰",
    "小红",
    "晓东",
    "明辉",
    "淑华",
    "国栋",
    "雅琴",
    "伟",
    "芳",
    "磊",
    "静",
    "子轩",
    "文博",
)
MAILS = ("{}@qq.com", "{}@163.com", "{}＠126.com", "{} (at) sina.com", "{}[at]139.com", "{}@gmail.com", "{}@foxmail.com", "{}#outlook.com", "{}@hotmail.com", "{}@sohu.com", "{}@yeah.net", "{}@189.cn",
         "{}@vip.163.com", "{}＃qq.com", "{}@aliyun.com", "{} @ qq.com", "{}@QQ.COM", "{}@263.net", "{}艾特qq点com", "{}@icloud.com")  # fmt: skip

# What is none: amounts, numbers of things, codes of organisations, numbers of offices. M = eleven digits that look like a mobile's.
HARMLESS = ("追缴资金M元", "收入M.50元", "支出￥M", "合计人民币M元整", "点击量M次", "订单号：M", "订单编号DDM", "采购单号 M", "快递单号SFM", "运单号YTM", "物流单号：M", "流水号M", "工单编号：M", "受理编号M", "案件编号M",
            "设备编号：M", "水表编号00M", "路灯控制柜编号 M", "资产编号：TYM", "井盖编号 M", "IMEI 86M", "序列号：CNM", "ICCID 8986M", "批号M", "标段编号：EM", "项目编号 YZ-M", "招标编号：M", "包号M", "合同编号M", "发票号码：M",
            "发票代码 M", "缴款书编号M", "条形码69M", "产品编码M", "物料编码：M", "档案号M", "备案号M", "索引号：M", "型号ZXM", "版本号M", "站点编码：M", "基站号M", "监控点位编号M", "M千瓦时", "共M人次", "M立方米", "面积M平方米",
            "里程碑编号M", "校验码M", "文件哈希M", "信用代码M123456MA1", "统一社会信用代码91M5D139K", "组织机构代码M-1", "学校标识码M", "网站标识码M", "公网安备M号", "ICP备M号", "许可证编号M", "药品电子监管码M000000000",
            "宗地编码M", "不动产单元号M", "机构代码M", "企业注册号M", "税号M", "票据号M", "抽样单编号M", "检测报告编号：M", "车次编号M", "航班编号M", "题库编号M", "追溯码M", "铅封号M", "压力容器注册代码M", "ISBN M", "邮件号M",
            "预算数M元，执行数M元", "编号为M的设备", "单号为 M，", "代码：M", "设备（编号M）已检修", "| 设备编号 | M |", "工号M")  # fmt: skip
SOUND = ("办公电话：0806-83000NNN", "值班电话 (0806) 8300 0NNN", "监督电话83000NNN", "热线12345", "举报电话12388", "400-8NN-NNNN", "800 810 NNNN", "传真：0806—83000NNN转8", "总机+86-806-8300NNN", "邮编：6NNNNN", "zjj@yunzhou.gov.cn",
         "xcb1NN@yunzhou.edu.cn", "云政办发〔2023〕NN号", "（2024）云01民初NNN号", "第NNN次常务会议", "2024年10月17日至11月16日", "2019、2020、2021、2022、2023五个年度", "20240615—20240915", "2024-03-15 15:38:00", "N.NN万元",
         "NN,NNN,NNN元", "1 380 0NN NNN 元", "桩号K1NN+NNN", "G3NN国道1NNN公里处", "东经113.9NNNNN°，北纬24.3NNNNN°", "X=38139NNN.123，Y=2718NNN.456", "DN1NN管道NNNN米", "YJV22-3×1NN+1×95", "HP-LaserJet P11NN", "GB 13NNN-2014",
         "138****1NNN", "身份证号4499**********00NN", "车牌鄂T****7", "车牌照NNN副", "公务用车18NN辆", "湘A、湘C号段", "微信公众号“云州发布”", "微信小程序云州办事", "官方微博@云州发布", "单位QQ工作群1N个", "政务微信号yunzhoufabu", "抖音号“云州融媒”",
         "财政专户账号4300153861005219NNN", "对公账户：县财政局 43001538610052NNNNN", "护照上交率1NN%", "身份证复印件一式NN份", "银行卡NNN张", "住房公积金NN万元", "住院NNN人次", "住户NNN户", "办公地址：云州市行政中心3号楼5NN室", "来信请寄府前路NN号",
         "地址：云州市青岭区松涛路NN号（市住建局）", "违建位于和顺里5号楼东侧", "柳溪镇石桥村六组道路硬化", "项目位于锦绣家园小区3期", "翠屏社区党群服务中心1楼", "检测地点：教学楼三楼3NN教室", "市民服务中心一楼12号窗口", "N号排污口", "3#锅炉、5#机组",
         "养殖场2号池", "1号楼、2号楼外墙渗水", "责任人：分管副局长", "联系人：市住建局办公室", "第一责任人由各镇党委书记担任", "村干部王某、会计李某某被诫勉谈话", "副县长（分管农业）任组长", "局长办公会议研究", "各级书记抓", "校长负责制",
         "第1N项至第1NN项", "比例尺1:138000", "比分139:86", "2024-NNNN-139-0000", "样本15,NNN份", "138、139、137、13N", "12.5%、13.8%、15.9%", "| 2023 | 1380 | 1390 | 15NN |", "1386NN人", "1N℃", "FM13N.6", "CZ13NN", "公交1NN路",
         "监测数据13.8 15.2 17.9 18.NN", "2013年8月—2018年6月", "1998—2018年", "13日、15日、1N日", "一三五、二四六限行", "一二三四五六七八九十", "第一百三十八条第二款", "壹佰叁拾捌万元整", "一是二是三是", "“一三五〇”工程", "138个村1390户",
         "PM2.5浓度35微克", "SC101430321NNNNN", "国药准字Z4302NNNN", "变压器S13-M-4NN/10", "投影仪CB-X0NE", "解放J6P", "CPU E5-26NN", "A4纸NN包", "B座3台冷水机组", "C30混凝土", "T8灯管2NN支")  # fmt: skip


def filled(chance: Chance, words: str) -> str:
    """A pattern with digits for N and letters for L where it has runs of capital letters meant so, and a mobile's digits for M."""
    made = []
    for place, char in enumerate(words):
        alone = words[place + 1 : place + 2] in ("N", "1", "2") and not words[max(0, place - 1) : place].isascii()
        if char == "N":
            made.append(chance.choice("0123456789"))
        elif char == "L" and alone:
            made.append(chance.choice("ABCDFGHJK"))
        else:
            made.append(char)
    return "".join(made)


def numbers_of_persons(chance: Chance) -> Form:
    kind = chance.choice(("mobile", "mobile", "mobile", "identity", "identity", "old", "wrong", "card"))
    make = {"mobile": mobile, "identity": identity, "old": old_identity, "wrong": wrong_identity, "card": card}[kind]
    value = make(chance)
    labelled = kind in ("old", "wrong") or chance.random() < 0.7
    group = "identity" if kind in ("old", "wrong") else kind
    value, way = written(chance, value, labelled)
    if not labelled and any(word in way for word in ("Chinese", "formal", "O for", "o and", "Cyrillic")):
        labelled = True  # numerals and letters alone may be anything
    lead = chance.choice((WITH_LABEL if labelled else ALONE)[group])
    return Form(lead.format(value), group, f"{kind}/{way}/{lead}")


def others(chance: Chance) -> Form:
    kind = chance.choice((*AFTER, *PAPERS, "home", "person at", "name", "mail"))
    if kind in AFTER:
        lead = chance.choice(AFTER[kind])
        value = {"plate": plate, "account": account, "qq": qq}[kind](chance)
        way = chance.choice(("", "", "wide", "apart"))
        if way == "wide":
            value = "".join(chr(ord(char) + 0xFEE0) if char.isalnum() and char.isascii() else char for char in value)
        elif way == "apart" and kind == "plate":
            value = value[:2] + chance.choice("· -.•") + value[2:]
        elif way == "apart" and kind == "qq":
            value = value[:3] + chance.choice(" -") + value[3:]
        return Form(lead.format(value), "account" if kind == "qq" else kind, f"{kind}/{way}/{lead}")
    if kind in PAPERS:
        lead = chance.choice(PAPERS[kind])
        return Form(filled(chance, lead), {"abroad": "mobile"}.get(kind, kind), f"{kind}/{lead}")
    if kind == "home":
        lead, door = chance.choice(HOME_LEAD), chance.choice((*TOWN_DOORS, *VILLAGE_DOORS))
        return Form(lead.format(chance.choice(("", "", "云州市青岭区")) + door), "address", f"home/{lead}/{door}")
    if kind == "person at":
        lead, door = chance.choice(PERSON_AT), chance.choice((*TOWN_DOORS, *VILLAGE_DOORS))
        return Form(lead.format(door), "address", f"person at/{lead}/{door}")
    if kind == "name":
        lead = chance.choice(NAME_LABELS)
        name = chance.choice((*SURNAMES, "欧阳", "司马", "上官")) + chance.choice(GIVEN)
        return Form(lead.format(name), "name", f"name/{lead}")
    lead = chance.choice(MAILS)
    return Form(f"邮箱{lead.format(account(chance))}", "mail", f"mail/{lead}")


def harmless(chance: Chance) -> Form:
    if chance.random() < 0.5:
        lead = chance.choice(HARMLESS)
        value = mobile(chance)
        if chance.random() < 0.3 and lead.endswith("M") and "编" in lead:
            value = cut(value, chance.choice(SHAPES[11][:6]), chance.choice((" ", "-")))
        values = [value]
        words = re.sub("M(?!EI)", lambda _: values.pop(0) if values else mobile(chance), lead)
        return Form(words, "", f"harmless/{lead}")
    lead = chance.choice(SOUND)
    return Form(filled(chance, lead), "", f"sound/{lead}")


def around(chance: Chance, form: Form) -> Form:
    """The form among sentences."""
    before = chance.choice(("", "", "整改情况如下，", "经查：", "一是加强管理。\n"))
    after = chance.choice(("", "", "。", "，已完成整改。", "\n二是健全制度。"))
    return form._replace(text=before + form.text + after)
