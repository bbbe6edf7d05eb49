# ruff: noqa: E501  a table reads better in one line
"""What a reader sees and a search may not: markup within numbers, letters for digits, numbers over cells; whose names and values things are.

Choices that are independent of each other are composed, as in classes.py; invented data only. Given names are drawn from other characters
than those of one table, so that a name is not found because it was written down twice.
"""

from collections.abc import Callable, Sequence

from tests.privacy.classes import Chance, Form, account, card, cut, digits, identity, mobile, plate, qq


def entities(chance: Chance, words: str) -> str:
    return "".join(chance.choice(("&#{};", "&#x{:x};")).format(ord(char)) for char in words)


def some_entities(chance: Chance, words: str) -> str:
    return "".join(f"&#{ord(char)};" if chance.random() < 0.4 else char for char in words)


def spaces(chance: Chance, words: str) -> str:
    by = chance.choice(("&nbsp;", "&#160;", "&ensp;", "<wbr>", "&#8203;", "<!-- x -->"))
    return cut(words, (3, 4) if len(words) == 11 else (6, 8), by)


def tags(chance: Chance, words: str) -> str:
    name = chance.choice(("strong", "b", "em", "span", "font", "u"))
    attribute = chance.choice(("", ' style="color:#c00"', " style='font-size:12px'"))
    at = sorted(chance.sample(range(1, len(words)), chance.randint(1, 3)))
    parts = [words[start:stop] for start, stop in zip([0, *at], [*at, None], strict=True)]
    return "".join(f"<{name}{attribute}>{part}</{name}>" for part in parts)


def emphasis(chance: Chance, words: str) -> str:
    mark = chance.choice(("**", "_", "`", "*", "__", "***", "~~"))
    return f"{mark}{words}{mark}"


def half_bold(chance: Chance, words: str) -> str:
    at = chance.randint(2, len(words) - 3)
    mark = chance.choice(("**", "__"))
    return f"{words[:at]}{mark}{words[at:]}{mark}" if chance.random() < 0.5 else f"{mark}{words[:at]}{mark}{words[at:]}"


def percent(chance: Chance, words: str) -> str:
    return "".join(f"%{ord(char):X}" if char.isdigit() else char for char in words)


def scanned(chance: Chance, words: str) -> str:
    """Some noughts and ones as a scan reads them, but fewer than five."""
    signs = list(words)
    places = [place for place, sign in enumerate(signs) if sign in "01" and 0 < place < len(signs) - 1]
    for place in chance.sample(places, min(len(places), chance.randint(1, 3))):
        signs[place] = chance.choice("Oo") if signs[place] == "0" else chance.choice("lI")
    return "".join(signs)


def a_sign_each(chance: Chance, words: str) -> str:
    return chance.choice((" ", "\t", " | ")).join(words)


def over_elements(chance: Chance, words: str) -> str:
    at = sorted(chance.sample(range(2, len(words) - 1), chance.randint(1, 2)))
    parts = [words[start:stop] for start, stop in zip([0, *at], [*at, None], strict=True)]
    return "</td><td>".join(parts)


WAYS: Sequence[Callable[[Chance, str], str]] = (
    entities, some_entities, spaces, tags, emphasis, half_bold, percent, scanned, a_sign_each, over_elements,
)  # fmt: skip
_LABELS = {
    "mobile": ("联系电话", "手机", "手机号", "本人电话"),
    "identity": ("身份证号", "身份证号码", "居民身份证", "公民身份号码"),
    "card": ("银行卡号", "收款卡号", "工资卡", "卡号"),
}


def written_number(chance: Chance) -> Form:
    kind, make = chance.choice((("mobile", mobile), ("identity", identity), ("card", card)))
    way = chance.choice(WAYS)
    value = way(chance, make(chance))
    label = chance.choice(_LABELS[kind])
    if way is over_elements:
        words = f"<tr><td>{label}</td><td>{value}</td><td>已核</td></tr>"
    elif way is a_sign_each and value[1] != " ":
        words = f"{label}\t{value}\t已核"
    elif " | " in value and way is a_sign_each:
        words = f"{label} | {value} | 已核"
    else:
        words = chance.choice(("{}：{}，已核", "<p>{}：{}</p>", "- {}：{}")).format(label, value)
    return Form(words, kind, f"{way.__name__}/{kind}")


def odd_plate(chance: Chance) -> Form:
    words = plate(chance)[:6] + chance.choice(("警", "学", "挂", "港", "澳", "7"))
    by = chance.choice(("", "/", "·", " ", "&nbsp;", "．", "-"))
    lead = chance.choice(("执法车（{}）外借", "号牌：{}，超载", "租用{}皮卡", "<li>{}</li>", "车辆[{}]违停"))
    return Form(lead.format(words[:2] + by + words[2:]), "plate", f"plate/{by}/{words[-1]}")


def linked(chance: Chance) -> Form:
    lead = chance.choice(
        ('<a href="http://x.example/msgrd?uin={}">交谈</a>', "tencent://message/?uin={}", "msgrd?v=3&uin={}&site=qq")
    )
    return Form(lead.format(qq(chance) + digits(chance, 2)[:1]), "account", "linked")


ROLES = [
    "举报人",
    "反映人",
    "投诉人",
    "信访人",
    "户主",
    "农户",
    "承包人",
    "渣土车司机",
    "护工",
    "遇难者家属",
    "残疾人",
    "贫困学生",
    "低保对象",
    "拆迁户",
    "养殖户",
    "吸毒人员",
    "孤儿",
    "被征地农民",
    "安置户",
    "种植户",
    "受益人",
    "施工员",
    "保育员",
    "环卫工",
    "清洁工",
    "焊工",
    "经营者",
    "受害者",
    "幸存者",
    "消费者",
    "实习生",
    "考生",
    "军属",
    "菜农",
    "摊贩",
    "孕妇",
    "房主",
    "其妻子",
    "其女儿",
    "辅警",
    "村医",
    "协管员",
    "帮扶对象",
    "监测对象",
    "优抚对象",
    "搬迁户",
    "危房户",
    "退休职工",
    "失业人员",
    "刑满释放人员",
    "社区矫正对象",
    "留守儿童家长",
    "死者亲属",
    "快递员",
    "送水工",
]
FAMILY = "王李张刘陈杨黄赵周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡魏薛叶余潘杜戴钟汪田姜范石姚谭廖邹熊陆郝崔康毛邱秦顾侯邵孟段雷汤尹黎武贺赖龚牟冉滕庹邬卞晏桑柏柯鲍佘"
GIVEN = [
    "建国",
    "秀英",
    "海燕",
    "志强",
    "玉兰",
    "晓红",
    "晓东",
    "明辉",
    "淑华",
    "国栋",
    "雅琴",
    "子轩",
    "文博",
    "春梅",
    "桂花",
    "大勇",
    "永刚",
    "小军",
    "金凤",
    "红霞",
    "桂枝",
    "玉梅",
    "秀珍",
    "海波",
    "建伟",
    "佳怡",
    "道远",
    "富贵",
    "云霞",
    "德海",
    "丽萍",
    "长顺",
    "福田",
    "雪莲",
    "志坚",
    "俊杰",
    "天佑",
    "立新",
    "成林",
    "月娥",
    "树根",
    "来福",
    "银花",
    "兴旺",
    "铁柱",
    "爱民",
    "晓琳",
    "伟",
    "芳",
    "磊",
    "静",
    "强",
    "燕",
]
BEFELL = [
    "无证驾驶被行政拘留5日",
    "已领取赔偿金",
    "漏发5个月",
    "殴打老人",
    "虚报面积3亩",
    "未纳入社区管控",
    "以次充好",
    "当面反馈核查结果",
    "实为财政供养人员配偶",
    "的过渡费已兑现",
    "两项补贴已补发",
    "，粪污直排",
    "已解除合同",
    "因病致贫",
    "多领补贴",
    "不满答复",
    "擅自复耕",
    "搭建的猪舍已拆",
    "名下有商品房",
]
FOREIGN = ("古力娜尔·艾合买提", "阿依古丽·买买提", "买买提·吐尔逊", "扎西·次仁")


def person(chance: Chance) -> str:
    if chance.random() < 0.08:
        return chance.choice(FOREIGN)
    family = chance.choice(FAMILY) if chance.random() < 0.9 else chance.choice(("欧阳", "上官", "司马", "诸葛"))
    given = chance.choice(GIVEN)
    return family + (" " if len(given) == len(family) == 1 and chance.random() < 0.2 else "") + given


def named_person(chance: Chance) -> Form:
    role, name, what = chance.choice(ROLES), person(chance), chance.choice(BEFELL)
    way = chance.choice(("behind", "behind", "behind", "colon", "column", "bars", "html", "line", "json", "befell"))
    if way == "befell":
        name = name.replace(" ", "")
        return Form(
            f"经查，{name}{chance.choice(('被行政拘留', '虚报面积3亩', '冒领补贴', '骗取低保金', '重复领取补贴'))}。",
            "name",
            way,
        )
    words = {
        "behind": f"{role}{name}{what}。",
        "colon": f"- {role}：{name}，{what}",
        "column": f"{role}\t问题\n{name}\t{what}",
        "bars": f"| {role} | 问题 |\n|---|---|\n| {name} | {what} |",
        "html": f"<td>{role}</td><td>{name}</td><td>{what}</td>",
        "line": f"{role}\n{name}\n问题\n{what}",
        "json": f'{{"name":"{name}","role":"{role}"}}',
    }[way]
    return Form(words, "name", f"{way}/{role}")


def eleven(chance: Chance) -> str:
    return mobile(chance)


THINGS = (
    "device_id: M   # 监测仪", '{"item":"债务","amount_yuan":M}', "总投资: M   # 单位：元", "科目\t认定金额（元）\t已整改金额（元）\n出让金\tM\tM\n转移支付\tM\tM", "序号|项目|设备编号|中标价（元）\n1|泵站|M|M",
    "meterNo=M&page=1", "项目,合同价款（元）\n泵站,M", "<tr><th>项目</th><th>造价（元）</th></tr><tr><td>泵站</td><td>M</td></tr>", '"totalInvestment": M,', "预算数：M", "| 单位 | 投资额 |\n|---|---|\n| 县水利局 | M |",
    "sensor_sn: M", "采购计划\n15900-2022-06\n未公示", "包号 13800-2021-03", "公众号:\n  名称: 云州环保\n  微信号: A\n  主体: 云州市生态环境局", "详见微信公众号“清廉云州”（微信号：A）", '{"公众号":"云州发布","微信号":"A"}', "云州发布微信公众号 微信号：A",
)  # fmt: skip
OFFICIALS = (
    "县委书记P主持召开整改专题会议", "督察组组长P、副组长P出席动员会", "县审计局局长：P（签章）", "签发人：县长 P", "职务\t姓名\n市水利局局长\tP\n市财政局局长\tP", "副县长P强调，要压实责任", "省委巡视组组长P反馈了巡视情况", "市纪委书记P主持会议并讲话",
    "区委副书记、区长P调研整改工作", "| 姓名 | 职务 |\n|---|---|\n| P | 县水利局局长 |",
)  # fmt: skip
WORDS = (
    "农户施用有机肥", "残疾人康复中心已建成", "学生安全教育已开展", "养殖户粪污处理设施已配套", "职工文化活动已恢复", "村民高度关注水费", "施工程序已规范", "经营者应当建立台账", "消费者权益已保障", "居民万元增收", "农民工工资已发放", "家属区改造已完成",
    "帮扶对象动态调整", "社会保障对象方案已印发", "失业人员金融扶持", "参保人员关系转移", "志愿者常态化服务", "员工应急演练", "低保户高龄补贴", "考生成绩复核", "贫困户易地搬迁", "工作人员严格执行", "承包人金额已结清", "司机平安培训", "护工安排到位", "举报人信息已保密",
    "环卫工人文明作业", "受益人江河治理项目", "从业人员安全生产", "住户石材外墙脱落", "承租户温室大棚", "对象单一来源采购", "户主任意变更", "群众向水利局反映", "用户石油费", "退役军人和家属",
)  # fmt: skip


def of_things(chance: Chance) -> Form:
    words = chance.choice(THINGS)
    filled = "".join(eleven(chance) if sign == "M" else account(chance) if sign == "A" else sign for sign in words)
    return Form(filled, "", f"thing/{words}")


def of_offices(chance: Chance) -> Form:
    words = chance.choice((*OFFICIALS, *WORDS))
    return Form(
        "".join(person(chance).replace(" ", "") if sign == "P" else sign for sign in words), "", f"office/{words}"
    )
