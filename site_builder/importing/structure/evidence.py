# ruff: noqa: E501  lists of words
"""Classifiers for single lines: page chrome, metadata, label, closing words, name of an organ, date, heading."""

import re
from typing import Final

from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line

# -- metadata of a publication -----------------------------------------------------------------------------------------
_META_LABEL: Final = (
    r"(?:信息|文章|稿件|新闻)?来源|稿源|作者|发布机构|发文机关|发文单位|公开主体|索引号|信息索引号|信息索引|文号|发文字号|主题分类|体裁分类|信息分类|分类|公开方式|公开形式|公开范围|发布单位"
    r"|发布部门|责任部门|发布人|供稿|名称|信息名称|文件名称|标题|有效性|关键词|主题词|浏览次数|浏览量|点击数|点击率|阅读量|阅读次数|访问量|访问次数|字体|字号|签发人?|体裁|组配分类|公开类别|信息类别|生效日期|失效日期|废止日期|编辑|责任编辑|审核|状态|主题|机构分类|信息编号|编号|(?:保存|打印)?格式|载体类型|时效"
)
_META: Final = re.compile(
    rf"(?:^|[\s\[【(|,;】\])])(?:(?:(?:发布|发文|成文|公开|生成|印发|更新|制发|公示|上传|创建|编辑|发表)\s*+)?(?:日\s*+期|时\s*+间)|{_META_LABEL})\s*+[:]|^(?:发布|发文|成文|公开|生成|印发)(?:日\s*+期|时\s*+间)\s+\d{{4}}|^索\s*+引\s*+号\s+\S"
    r"|[【\[](?:发布|发文|成文|公开|生成|印发|更新)?(?:日期|时间)[】\]]|[【\[](?:信息|文章|稿件)?来源[】\]]"
    r"|^\s*+\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s+\d{1,2}:\d{2}"
    r"|(?:^|\s)(?!完成|整改|办结|验收|检查|审计|巡察|公示|受理|会议|生效|失效|废止|截止|实施|施行)[\u4e00-\u9fff]{2,4}(?:日期|时间)\s*+:\s*+\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?!\s*+(?:至|到|-|—|~|起))"
    r"|[(【\[]\s*+\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}\s*+日?\s*+[)】\]]\s*+$|\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s*+(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*+(?:来源|$)"
)
_STAMP: Final = re.compile(
    r"(?:发布于|更新于)?\s*+\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}\s*+日?\s*+(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*+[^\d。,;:]{0,24}$"
)
# A date and time among names of publishers: 某某发布 2024-06-07 08:00 发表于甲县.
_CLOCKED: Final = re.compile(
    r"[^。,;:!?\d]{0,24}(?<!\d)\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}\s*+日?\s*+\d{1,2}:\d{2}(?::\d{2})?[^。,;:!?\d]{0,24}"
)
NUMBER_ALONE: Final = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(【]\d{4}[〕\])】](?:第)?\d{1,4}号")
# The head of a newspaper page: 第04版：公告 2024年10月11日 星期五.
_ISSUE: Final = re.compile(
    r"\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}\s*+日?.{0,16}第\s*+[A-Z]?\d{1,2}\s*+版|第\s*+[A-Z]?\d{1,2}\s*+版.{0,30}\d{4}\s*+[-年/.]\s*+\d{1,2}\s*+[-月/.]\s*+\d{1,2}"
)
# Beside the day of the week it is no more than today's date, unless the line names a paper or who published it.
_DAY_OF_PRINT: Final = re.compile(
    rf"{_ISSUE.pattern}|[\u4e00-\u9fff]{{2,6}}(?:日报|晚报|时报|周报|晨报)\s|(?:发布|公开|发文)(?:机构|单位|部门|主体)\s*+:"
)
# A date alone: 二〇二四年三月五日, (2023年12月5日公告).
_DATE_LINE: Final = re.compile(
    r"[(\[【]?\s*+(?:于\s*+)?(?:\d{4}|[二两][〇○Oo0零一二三四五六七八九]{3})\s*+年\s*+(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*+月\s*+(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*+[日号])?\s*+(?:公告|发布|公开|公布|公示|通报|印发|刊登)?\s*+[)\]】]?"
)
_TODAY: Final = re.compile(r"今天|星期[一二三四五六日天]|农历")
# -- what a page puts around a text --------------------------------------------------------------------------------------
_BUTTON: Final = "打印本页|打印|关闭窗口|关闭本页|关闭|收藏本站|加入收藏|收藏|返回顶部|返回首页|返回|顶部|下载|大|中|小|我要纠错|纠错|朗读|播放|分享|字体|字号|微信|微博|简体|繁体|繁體版|English|登录|注册|设为首页|无障碍浏览|无障碍版|无障碍|长者模式|长者助手|适老版"
# 〔2020-12-25〕 〔打印〕 〔关闭〕
_BRACKETED: Final = re.compile(
    rf"[(【\[〔]\s*+\d{{4}}\s*+[-年/.]\s*+\d{{1,2}}\s*+[-月/.]\s*+\d{{1,2}}\s*+日?\s*+[)】\]〕](?:[\s|]*+[(【\[〔]?(?:{_BUTTON})[)】\]〕]?){{0,6}}"
)
_CRUMB: Final = re.compile(r">{1,2}|->|→|»|›")
_CHROME: Final = (
    (re.compile(r"(?:-|—|–|·){1,3}\s*+\d{1,3}\s*+(?:-|—|–|·){1,3}|第\s*+\d{1,3}\s*+页(?:\s*+[,/]?\s*+共\s*+\d{1,3}\s*+页)?|\d{1,3}\s*+/\s*+\d{1,3}"), "页码"),
    (re.compile(r"(?:[\u4e00-\u9fff]{0,4}(?:链接|地址|网址)\s*+:?\s*+)?(?:https?://\S+|www\.\S+)"), "网址"),
    (re.compile(r"(?:您)?(?:现在|当前|所在)?的?(?:位置|所在位置)(?:是)?\s*+:.*"), "面包屑导航"),
    (re.compile(r"(?:首页|网站首页|本站首页)(?:\s*+[>»›/|·-]+\s*+\S.*)?"), "面包屑导航"),
    (re.compile(rf"(?:[\[【(]\s*+)?(?:(?:字体|字号)\s*+:?\s*+)?(?:{_BUTTON})(?:[\s\]\[【】()|/]*(?:{_BUTTON})){{0,9}}\s*+[\]】)]?"), "页面按钮"),
    (re.compile(r"[\[【(]?(?:字体|字号|视力保护色)\s*+:?.{0,24}"), "页面按钮"),
    (re.compile(r"(?:分享到|分享至|分享|扫一扫|扫码|用手机)[^。]{0,30}"), "页面按钮"),
    (re.compile(r"(?:上一篇|下一篇|上一条|下一条|上一页|下一页|相关(?:阅读|链接|新闻|文章|稿件)|延伸阅读)\s*+[:|]?.{0,80}"), "相关链接"),
    (re.compile(r"(?:站内|全站|高级|全文)?(?:搜索|检索|搜一搜|热搜|热词)(?:词|榜)?(?:\s*+:.{0,70})?|[^。]{0,20}请输入[^。]{0,60}"), "搜索框"),
    (re.compile(r"(?:浏览|阅读|点击|访问)(?:次数|量|数|人次)?\s*+:?\s*+\d*\s*+次?"), "浏览计数"),
    (re.compile(r"[\[【(]?(?:责任编辑|编辑|责编|审核|校对|初审|终审|录入|发布人)\s*+:.{0,40}"), "网站编辑署名"),
)  # fmt: skip
_LINKS: Final = re.compile(r"[【\[(]?(?:相关(?:阅读|链接|新闻|文章|稿件|信息)|延伸阅读|推荐阅读)[】\])]?\s*+:?")
_FOOTER: Final = re.compile(
    r"版权所有|ICP备|公网安备|All Rights? Reserved|Copyright|©|网站标识码|网站地图|网站声明|(?:主办单位|承办单位|技术支持|运维单位)\s*+:|建议使用.{0,12}浏览器|未经.{0,12}不得.{0,12}(?:转载|复制)|网站支持IPV6",
    re.IGNORECASE,
)
# -- labels under an item --------------------------------------------------------------------------------------------------
FOUND_LABEL: Final = re.compile(
    r"[【\[(]?(?:(?:交办|转办|受理|反映|反馈|投诉|举报|信访|检查|督查|核查|审计|调查核实|调查|核实|现场核查|基本|具体|案件|问题|情况){0,8}(?:的)?(?:情况|内容|问题|表现|描述|事项|发现|概况|原文)|存在(?:的)?(?:主要|具体)?问题|问题(?:描述|表现|概述|点位|来源)?|审计发现|检查发现|是否属实|行政区域|污染类型|原因分析|定性依据)[】\])]?\s*(?::|(?<=[】\]]))"
)
# Labels that begin an item in a text without numbers.
ITEM_LABEL: Final = re.compile(
    r"[【\[(]?(?:督察|巡[察视]|审计|检查)?(?:反馈|整改|具体|存在|发现|举报|信访|反映|投诉)(?:的)?(?:任务|问题|事项|内容)(?:描述|概述|内容)?[一二三四五六七八九十\d]{0,3}[】\])]?\s*+[:】]\s*+(?=\S)"
)
DONE_LABEL: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})答\s*+:|答[一二三四五六七八九十\d]{1,3}\s*+:|(?:Action|Remediation|Response)s?(?:\s*+:|\s++(?=[\u4e00-\u9fff]))|[【\[(]?(?:(?:处理|处置|办理|整改|落实|推进|完成|问责|查处|采取|具体|主要|已采取|目前|下一步|立行立改|责任落实){1,6}(?:和|及|与|、)?(?:处理|整改|处置|问责|落实)?(?:的)?(?:情况|措施|结果|进展|成效|举措|效果|做法|落实情况|进展情况|完成情况)|整改|整改到位情况)[】\])]?\s*+(?::|(?<=[】\]]))"
)
# -- the end -------------------------------------------------------------------------------------------------------------
CLOSING: Final = re.compile(
    r"^(?:欢迎|如有(?:意见|问题|异议|不同)|公开期限|公示(?:期|时间|日期)|联系(?:人|电话|方式|地址|邮箱|单位|部门)|监督(?:电话|举报|邮箱|方式)|举报(?:电话|邮箱)|受理(?!编号)|咨询电话|(?:来信|邮寄|办公|投递)地址"
    r"|电\s*+话|传\s*+真|邮政|邮寄|电子(?:邮箱|信箱|邮件)|邮\s*+箱|信\s*+箱|通[讯信]地址|地\s*+址|邮\s*+编|特此|附\s*+件|附\s*+:|以上.{0,12}(?:通报|公示|公开)|专此|此[页件])"
    r"|如有(?:意见|疑问|异议|问题|不实|出入)[^。]{0,40}(?:拨打|致电|来电|反映|联系|咨询)|(?:拨打|致电|来电)[^。\d]{0,12}\(?[01]\d{2}|(?:欢迎|请).{0,20}(?:干部|群众|社会各界|各界).{0,30}(?:监督|反映)|欢迎.{0,12}监督|如有意见建议|(?:监督|举报|联系|咨询|受理|值班)(?:电话|方式)\s*+(?:为|是)?\s*+:|来信(?:请)?寄|(?:通过|以)[^,。;]{0,8}(?:信函|电话|邮件|来信|来电|来访)[^。]{0,24}(?:反映|提出|反馈)"
    r"|^\(?(?:公开期限|公示(?:期|时间|日期))|^(?:下一步|今后|接下来),?.{0,30}将|^[^,。;:]{0,16}?(?:我[局院校委厅中公市区县镇]|党[组委]|党总支|党支部)[^,。;:]{0,6}将(?:继续|以|进一步|持续|坚持|按照|认真)"
)
CONTACT: Final = re.compile(
    r"(?:电\s*+话|传\s*+真|邮\s*+编|邮政编码|邮\s*+箱|信\s*+箱|地\s*+址|联系人|联系方式)\s*+(?:为|是)?\s*+:|@[\w-]+\."
)
ATTACHED: Final = re.compile(
    r"附\s*+件\s*+(?:[一二三四五六七八九十\d]{1,3})?\s*+[:.、]|附\s*+件\s*+\d{0,2}$|附\s*+:|\d{1,2}\s*+[.、]\s*+附?\s*+件?[^。;]{0,40}(?:清单|台账|表|方案|图|名单|目录)$"
)
NOTE: Final = re.compile(
    r"(?:[(【\[]\s*+|(?<!\s)\s++|)(?:此件|此页|本页)[^。]{0,16}[)】\]]?$|抄\s*+[送报]\s*+:|主\s*+送\s*+:|(?:主动|依申请)公开$|.{0,20}办公室\s*+\d{4}年\d{1,2}月\d{1,2}日印发$"
)
# -- organs ----------------------------------------------------------------------------------------------------------------
ORGAN_END: Final = re.compile(
    r"(?:党组|党委|党总支|党支部|党工委|工委|纪委|监委|委员会|办公室|办公厅|政府|局|厅|院|校|学|所|站|[林农牧渔茶盐]场|监狱|[支分]行|公司|集团|中心|银行|协会|联合会|联社|总工会|工会|红十字会|处|部|社|馆|队|庭|会|署|台|园|镇|乡|街道办事处|街道|办事处|领导小组|(?:联络|工作|协调|督导|督察|督查|专项|整改)组|专班|整改办|指挥部|委)$"
)
_SEAL: Final = re.compile(r"\((?:盖章|章|公章|代章|印)\)$")
_PARTY_REGION: Final = re.compile(r"中共.{2,20}[省市县区州旗盟]")
REGION: Final = re.compile(r"(?:中共)?[\u4e00-\u9fff]{2,14}[省市县区州旗盟]")
_BODY_OF_PARTY: Final = re.compile(r"(?:党组|党委|党总支|党支部|党工委|(?:总支部|支部)?委员会)(?:\((?:盖章|章)\))?")


def is_meta(line: Line) -> bool:
    """Whether a line is metadata of the publication (发布日期, 来源, 索引号) rather than prose."""
    text = line.folded
    if len(text) > 200 or "。" in text or (_TODAY.search(text) and not _DAY_OF_PRINT.search(text)):
        return False
    if line.cells or _ISSUE.search(text) or _DATE_LINE.fullmatch(text.strip()):
        return True
    return (
        bool(NUMBER_ALONE.fullmatch(text[:40].strip()))
        or bool(_META.search(text[:120]))
        or bool(_STAMP.fullmatch(text[:80]))
        or bool(_CLOCKED.fullmatch(text[:80].strip()))
        or bool(_BRACKETED.fullmatch(text[:80].strip()))
    )


# Words beside a day that make it one of events, deadlines or meetings rather than that of the publication.
_EVENT: Final = re.compile(
    r"公示期|公开期|截[止至]|为期|会议?上|次会|[上下]午|[起至在对了将如经由就被]|根据|按照|自|[~～]|巡[察视]|督察|审计|整改|问题|完成|通过|修[正订]|施行|实施|(?:\d|[一二三四五六七八九十])[条项个名]"
)
_CJK_RUN: Final = re.compile(r"[\u4e00-\u9fff]{19}")


def dated(line: Line) -> bool:
    """Whether a short line below a title is a day among labels, names, counts and signs, in whatever layout a page sets them."""
    words = line.folded.strip()
    if len(words) > 100 or line.cells or re.search(r"[。;!?“”]", words):
        return False
    found = [each for each in dates(words) if each.as_date()]
    if len(found) != 1:
        return False
    beside = re.sub(r"有效期(?:限)?(?:至|到)?", "", f"{words[: found[0].start]} {words[found[0].end :]}")
    return not _EVENT.search(beside) and not re.search(r",(?!\d)", beside) and not _CJK_RUN.search(beside)


def chrome_of(line: Line) -> str | None:
    """The kind of page chrome that a line is; None for a line that may be text."""
    if len(line.text) > 160 or line.level or line.cells:
        return None
    bare = line.folded.strip()
    return next((why for pattern, why in _CHROME if pattern.fullmatch(bare)), "面包屑导航" if _is_path(bare) else None)


def _is_path(bare: str) -> bool:
    """Whether a line is a breadcrumb: 首页 > 政务公开 > 巡察整改."""
    if any(sign in bare for sign in "<。;"):
        return False
    steps = [step for part in _CRUMB.split(bare) if (step := part.strip())]
    return 2 <= len(steps) <= 7 and len(steps[0]) <= 30 and all(len(step) <= 90 for step in steps[1:])


def footer(line: Line) -> bool:
    """Whether a line belongs to a page's footer: 版权所有, ICP备 …"""
    return bool(_FOOTER.search(line.folded[:300]))


def link_list(line: Line) -> bool:
    """Whether a line is the title of a list of other articles."""
    return bool(_LINKS.fullmatch(line.folded.strip()))


def prose(line: Line) -> bool:
    """Whether a line is a paragraph of whole sentences."""
    return len(line.text) > 30 and "。" in line.text and not line.cells


def named_organ(words: str) -> bool:
    """Whether words are exactly the name of an organ.

    >>> named_organ("中共云州市园林局党组"), named_organ("做好园林局工作。")
    (True, False)
    """
    bare = _SEAL.sub("", squeeze(words))
    if _PARTY_REGION.fullmatch(bare) or _BODY_OF_PARTY.fullmatch(bare):
        return True
    if re.fullmatch(r"[\u4e00-\u9fff]{4,40}(?:领导小组|指挥部|协调组)(?:办公室)?", bare) and "关于" not in bare:
        return True
    return (
        3 <= len(bare) <= 40
        and bool(ORGAN_END.search(bare))
        and not re.search(r"[:;,。?!、“《]|关于|整改|情况|公开$|首页|平台$|网站$|门户", bare)
    )


def split_names(names: list[str]) -> list[str]:
    """Rejoins a name that was broken over two lines: 中共甲市 / 乙局党组."""
    joined: list[str] = []
    for name in names:
        before = joined[-1] if joined else ""
        broken = before and (
            REGION.fullmatch(before)
            or (_BODY_OF_PARTY.fullmatch(name) and not re.search(rf"{_BODY_OF_PARTY.pattern}$", before))
        )
        if broken and not name.startswith("中共"):
            joined[-1] += name
        else:
            joined.append(name)
    return joined


def only_date(line: Line) -> bool:
    """Whether a line is exactly a date."""
    words = squeeze(line.text)
    return len(words) <= 24 and any(found.start == 0 and found.end >= len(words) - 1 for found in dates(words))


def ends_with_date(line: Line) -> bool:
    """Whether a line is an organ followed by a date."""
    words = squeeze(line.text)
    if len(words) > 60:
        return False
    found = dates(words)
    return bool(found) and found[-1].end == len(words) and named_organ(words[: found[-1].start])


def heading_like(line: Line) -> bool:
    """Whether a line looks like a heading: short and without a full sentence, except inside quotation marks."""
    if line.level:
        return True
    if len(line.text) > 400:
        return False
    words = re.sub(r"[“\"].{2,380}[”\"](?=的?(?:问题|方面|事项|意见))", "“”", line.folded).rstrip("。:; ")
    return len(words) <= 100 and not any(stop in words for stop in "。!?;")
