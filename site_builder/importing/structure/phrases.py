"""Classifies headings by their words: one problem, an aspect with several problems, a task, or mere procedure."""

import re
from typing import Final

from site_builder.importing.lines.fold import fold, sentence_end
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.evidence import FOUND_LABEL, heading_like
from site_builder.records.vocabulary import States

_NEGATIVE: Final = re.compile(
    r"不(?!得(?!力|当|法|要领|人心)|断|移|少于|低于|忘|动摇|折不扣|敢腐|能腐|想腐|懈|超过|留死角|松劲|舍)|未|(?<![淹沉吞])没(?!收|完)|摆设|乱堆|乱放|挪作|打骂|刁难|缺[失位乏少口]|薄弱|滞后|弱化|淡化|虚化|违规|违反|混乱|盘亏|避重就轻|形同虚设|打折扣|搞变通|敷衍|应付了事|两张皮"
    r"|偏差|偏[低高少弱慢]|过[低高多]|流于形式|风险较|欠|松懈|乏力|浮于|缓慢|逾期|拖欠|(?<!盘活)闲置|浪费|随意|宽松软|超期|脱节|走过场|形式化|断档|空档|空白|倒置|超标|超范围|超面积|失实|造假|弄虚|截留|挪用|套取|迟缓|拖延|推诿"
    r"|无(?:依据|证|公函|预算|计划|审批|票据|合同|手续)|复养|反弹|回潮|下滑|空缺|空置|松散|涣散|短缺|紧缺|匮乏|老龄化|断层|流失|失修|荒废|撂荒|沉淀|积压|超编|多计|多付|多列|少缴|少计|漏缴|漏报|瞒报|谎报|迟报|虚增|虚列|虚报|冒领|骗取|坐支|账外|白条|挤占|公款|化公为私|化整为零|拆分|规避|摊派|搭车收费|越权|低下|凌乱|粗放|粗糙|一刀切|层层加码|笼统|差错|遗漏|失误|出入较大|多头跑|来回跑|损失浪费"
    r"|低负荷|低水平|低效|空挂|无人管|没人管|久拖|空转|老化|陈旧|少数|个别|有待|依然存在|仍然存在|仍存在|时有发生|屡禁不止|需进一步|需加强|较[差低弱慢]|失管|失察|扰民|污染|脏乱|占道|破损|损坏|积水|渗漏|偷排|超载|侵占|违建|违法"
)
# Nouns that state a fault only with a verb of existence: 存在短板, 有漏洞; but not 堵塞漏洞.
_FAULT_NAMED: Final = re.compile(
    r"(?:矛盾|问题|现象|隐患|风险)[^,。;]{0,4}(?:突出|严重)|有(?:投诉|反映|怨言)|(?:[慢差弱乱难低]|(?<![增成市区县局院校所站队部会行社司首处科班组])长|[^,。;]{2}多(?<!增多)|力度小|质量低)[。:;]?$|(?<!所)存在(?!感|的|问题|主义)[^,。;]{1,20}[。:;]?$|(?:存在|仍有|还有|有|较大|突出|明显|留下|出现)[^,。;]{0,12}(?:缺陷|差距|短板|隐患|漏洞|风险|偏差|死角|盲区|现象|不足|空白)|^[^,。;]{2,30}(?:缺陷|差距|短板|隐患|漏洞)(?:较[大多]|明显|突出)?[。:;]?$"
)
_ASPIRES: Final = (
    r"盘活|严守|守牢|守好|建强|配强|配齐|选优|抓(?!而不|得不)|压减|压降|削减|严把|把好|把牢|理顺|厘清|摸清|用好|管好|织密|扎牢|拧紧|树立|树牢|弘扬|培育|激发|拓宽|拓展|扩大(?!开支|支出|范围|标准)|丰富|激活|整合|强基|聚力|凝聚|做强|做优|擦亮|守住|扛牢|扛起|担起|当好|念好|打好|打赢|打通|严明|从速|从快|进一步|全面|深入|着力|切实|始终|坚持|严格|扎实|积极|大力|持续|不断|充分|全力|加快|加大|加强|完善|健全|强化|提高|提升|推进|推动|规范|落实|建立|优化|深化|抓好|抓实|做好|做实|增强|压实|聚焦|统筹|突出|严实|严肃|筑牢|夯实|巩固"
    r"|促进|打造|构建|畅通|确保|履行|开展|贯彻|学习|改进|营造|锲而不舍|狠抓|坚决|坚定|从严|下大力气|紧盯|靶向|精准|动真碰硬|压责任|压紧|补短板|补齐|堵塞|对标|对照|立足|围绕|紧扣|紧抓|抓牢|严抓|严控|驰而不息|标本兼治|举一反三|多措并举|主动|努力|力争|认真"
)
_POSITIVE: Final = re.compile(rf"^(?:{_ASPIRES})")
# Verbs that act on a fault (解决…滞后); a final 整治…不力 is itself a fault.
_MENDS: Final = re.compile(
    r"^(?:关闭|启用|停用|严查|严打|严惩|彻查|深挖|修订|制定|制订|出台|印发|组织|召开|建立|梳理|退回|更新|约谈|邀请|选派|会同|推行|设立|调整|补录|补办|新建|成立|安排|调度|责令|督促|指导|开通|上线|搭建|编制|起草|启动|实施|聘请|引入|升级|改造|维修(?!基金|资金|项目|工程|费)|更换|采购(?!项目|合同|程序|流程|环节|文件|人|方式|档案)|拆除|排查|核查|核对|核实|自查|复查|检查"
    r"|走访|调研|培训(?!机构|补贴|班|中心|费|经费|项目|资金|基地)|传达|研究(?!生|所|院)|讨论|通报|问责|处分|谈话|提醒|批评|追回|补缴|缴回|上缴|支付|兑付|清偿|移交|公开|公示|明确|细化|修改|废止|纳入|列入|形成|签订|已|通过|针对|对照|重新|统一|定期|及时|逐|全部|对(?!口|外|内|标)|将|把|按|根据|以|与|经(?!费|济|营)|由|从|向|为|围绕|聚焦|"
    r"纠治|整治|解决|破解|查处|清理|治理|纠正|消除|防止|防范|杜绝|扭转|化解|遏制|根治|清退|追缴|收回)"
)
# Verbs whose object is being worked on: 锲而不舍纠治…, 压责任补短板.
_RESOLVED: Final = re.compile(
    r"着力|坚决|狠抓|下大力气|锲而不舍|紧盯|靶向|从严|动真碰硬|压责任|补短板|补齐|驰而不息|坚定不移|切实|大力|全力|深入|持续"
)
_WORKS_ON: Final = re.compile(r"着力|破解|解决(?!不)|整治(?!不)|治理(?!不)|纠治|化解|防止|盘活")
_FAULT_AT_END: Final = re.compile(
    r"(?:不(?!必要)[^,。;不]{1,4}|缺[失位乏少口]|薄弱|滞后|缓慢|迟缓|流于形式|形同虚设|走过场|乏力|脱节|混乱|随意|弄虚作假|倒置|拖欠|超标|失实|松懈|敷衍|空转|断档|打折扣|搞变通|两张皮|应付了事|反弹|下滑|断层|不清|套取[^,。;]{1,6}|虚报[^,。;]{1,6}|骗取[^,。;]{1,6}|弱化|淡化|虚化|谋取?私?利|牟利|获利|敛财|(?<![治决解止绝除正][“\"])一[\u4e00-\u9fff]了之[”\"]?|未[^,。;]{1,10})[。:;]?$"
)
# A rule that was introduced is not a fault: 没有合格证的不得入场.
_RULED: Final = re.compile(r"(?:的|者|,|一律)不得(?!力|当|法|不|要领|人心)|的?(?:一律)?(?:严禁|禁止)[\u4e00-\u9fff]{2}")
_BROKEN_RULE: Final = re.compile(r"违反|违规|仍|却|不到位|不力|不严")
_MISUSED: Final = re.compile(
    r"(?:将|把|从|向|以)[^,。;]{2,40}(?:用于|用作|列支|列入|计入|转入|出借|借给|发放|支付|购买|冲抵|抵顶)"
)
# A complaint by letter: 受理编号:X20240001,反映某厂….
_COMPLAINED: Final = re.compile(
    r"(?:[^,。;:]{0,8}编号\s*+:?\s*+[A-Za-z0-9-]{4,30}号?\s*+[,:;]\s*+)?(?:群众|来信|来电|来访|信访人|举报人|市民|居民|村民|网民|有人){0,2}(?:反映|投诉|举报)(?!渠道|电话|信?箱|平台|办理|处理|机制|受理|工作|的?问题(?:线索|整改|办理|处理|处置))"
)
_QUOTE_ENDS: Final = re.compile(r"[”\"」]\s*+(?:等)?(?:的)?(?:具体)?(?:问题|方面|事项|情况|要求|意见)")
_QUOTATION: Final = 400  # characters; what is longer is no name of a matter
_HEADING: Final = 1_000  # characters; what is longer is no heading
_ABOUT: Final = re.compile(r"^(?:针对|对于|关于|聚焦|围绕|对照|对|就|在)")
_PROBLEM_WORDS: Final = re.compile(
    r"(?:关于|对于|针对|聚焦|围绕|对|在)?\s*+.{0,200}(?:问题|不足|短板)(?:的?(?:整改|落实|处置|办理)(?:落实|进展|完成)?(?:情况)?)?\s*+[。:;]?$"
)
_NAMED: Final = re.compile(
    r"(?P<core>.{2,200}?)(?:的)?问题(?:的?(?:整改|落实|处置|办理)(?:落实|进展|完成)?(?:情况)?)?\s*+[。:;]?$"
)
# What a congress or an inspection asks for: 关于加快…的意见. 关于…不力的意见 states a fault.
_ASKED: Final = re.compile(
    r"(?P<core>.{4,200}?)的?(?:审议)?(?:意见|建议|要求)\s*+(?:的?(?:整改|落实|办理)(?:落实|进展)?(?:情况)?)?\s*+[。:;]?$"
)
_LABELLED: Final = re.compile(
    r"(?:(?:反馈|存在|发现|具体|主要)?(?:的)?问题|问题(?:描述|表现)|反映(?:情况|问题|内容)?|投诉内容)\s*+[一二三四五六七八九十\d]{0,3}\s*+:"
)
_CATEGORY_WORDS: Final = re.compile(
    r"方面(?:的|存在的?)?(?:主要|突出)?(?:问题|工作|情况|意见)?(?:的?(?:整改|落实)(?:情况)?)?\s*+[。:]?$"
)
_UNNUMBERED: Final = re.compile(
    r"(?:关于|对于|针对|在|聚焦|围绕)\s*+[“\"].{2,380}[”\"](?:等)?(?:的)?(?:具体)?(?:问题|方面)(?:的?(?:整改|办理)(?:落实|进展)?(?:情况)?)?[。:]?$"
)
# The heading ends after its quotation, even if that contains stops: 关于“…”的问题。整改情况:….
_QUOTED_HEAD: Final = re.compile(
    r"\s*+(?:关于|对于|针对|聚焦|围绕|对|在)?\s*+[“\"][^”\"]{2,600}[”\"](?:等)?(?:的)?(?:具体)?(?:问题|方面)(?:的?(?:整改|办理)(?:落实|进展)?(?:情况)?)?\s*+[。:]?"
)
_DIGIT_OR_DONE: Final = re.compile(r"[(【\[]|整改|已|正在")
_PROCEDURE: Final = re.compile(
    r"巡[察视]|反馈|问题|整改|落实|情况|任务|意见|具体|主要|存在|完成|进展|重点|工作|审计|督察|督查|检查|发现|查出|指出|事项|清单|措施|成效|结果|及其|以及|中央|[省市县区旗州]委|对照|逐条|逐项|逐一|抓好|聚焦|全面|各项|集中|专项|推进|处理|办理|涉及|各类|整体|[的和及与、,对。:]"
)
# 整改成效：… beside numbered measures states their common result and is not a measure.
EFFECT: Final = re.compile(
    r"\s*+(?:[【\[](?:整改|工作|取得的?|主要)(?:成效|效果|结果)[】\]]|(?:整改|工作|取得的?|主要)(?:成效|效果|结果)\s*+[:：。])\s*+(?=\S)"
)


def generic(words: str) -> bool:
    """Whether words are mere procedure: 巡察反馈问题整改落实情况.

    >>> generic("巡察反馈问题整改落实情况"), generic("关于食堂采购问题")
    (True, False)
    """
    return len(_PROCEDURE.sub("", fold(words))) <= 1


def opens_item_unnumbered(folded: str) -> bool:
    """Whether an unnumbered line is the heading of an item: 关于“…”问题."""
    return bool(_UNNUMBERED.match(folded)) and len(folded) <= 420


def labelled_problem(words: str) -> bool:
    """Whether a heading labels a problem: 存在问题:…"""
    return bool(_LABELLED.match(words))


def faulty(words: str) -> bool:
    """Whether words state a fault: 存在问题:…, 关于“…”问题, …不严."""
    if _LABELLED.match(words) or (_quoted(words) and names_problem(words)):
        return True
    return _at_fault(_ABOUT.sub("", words))


def _at_fault(core: str) -> bool:
    return bool(_NEGATIVE.search(core) or _FAULT_NAMED.search(core))


def states_of(title: str) -> States:
    """What the heading of an item states: a problem, a demand, or a measure.

    In doubt it is a measure, so that no heading is turned into an accusation. Naming a fault is not enough where the
    heading's verb acts on it: 着力解决…滞后.
    """
    words = fold(title).strip()
    if _LABELLED.match(words) or _COMPLAINED.match(words):
        return "problem"
    if quoted := _quoted(words):
        return _of_quoted(quoted, words)
    core = _ABOUT.sub("", words)
    if (
        core != words
        and (asked := _ASKED.match(core))
        and aspires(asked["core"])
        and not _FAULT_AT_END.search(asked["core"])
    ):
        return "demand"
    if core != words and (named := _NAMED.match(core)):  # 关于…的问题
        return _of_quoted(named["core"], words)
    if _RESOLVED.match(core):
        return "measure"
    if _MENDS.match(words) or _POSITIVE.match(core):
        clauses = core.rstrip("。:;").split(",")
        return "problem" if all(_FAULT_AT_END.search(each) for each in clauses) else "measure"
    if _RULED.search(core) and not _BROKEN_RULE.search(core):
        return "measure"
    if _at_fault(core):
        return "problem"
    return "problem" if names_problem(words) else "measure"


def undecided(title: str) -> bool:
    """Whether a heading is ambiguous: it has neither a fault nor a verb of rectification or intention.

    将专项经费用于办公 can be a finding of an audit as well as what was done about one.
    """
    words = fold(title).strip()
    core = _ABOUT.sub("", words)
    if states_of(title) != "measure":
        return False
    if _MISUSED.match(words):
        return True
    return not (_RESOLVED.match(core) or _MENDS.match(words) or _POSITIVE.match(core) or names_aspect(words))


def _quoted(words: str) -> str:
    """What is quoted before a word for a matter, quotations inside it included; empty where nothing is: 关于“…”等问题."""
    for end in _QUOTE_ENDS.finditer(words[:_HEADING], 2):
        low = max(0, end.start() - _QUOTATION - 1, words.rfind("\n", 0, end.start()) + 1)
        begins = [at for mark in '“"「' if (at := words.find(mark, low, end.start() - 1)) >= 0]
        if begins:
            return words[min(begins) + 1 : end.start()]
    return ""


def _of_quoted(core: str, words: str) -> States:
    """The words between the quotation marks of 关于“…”问题."""
    wishes = _POSITIVE.match(core) and (
        not _at_fault(core) or (_WORKS_ON.search(core) and not _FAULT_AT_END.search(core))
    )
    if _RESOLVED.match(core) or wishes:
        return "demand" if "问题" in words else "measure"
    return "problem" if _at_fault(core) or names_problem(words) else "measure"


def aspires(words: str) -> bool:
    """Whether words, folded, begin with a verb of intention or rectification: 加强…, 着力…"""
    core = _ABOUT.sub("", words)
    return bool(_POSITIVE.match(core) or _RESOLVED.match(core))


def names_problem(title: str) -> bool:
    """Whether a heading is worded as a single problem (关于“…”问题) rather than as an aspect with several."""
    words = fold(title).strip()
    if names_aspect(words):
        return False
    return bool(_PROBLEM_WORDS.match(words)) or bool(_quoted(words) and _ABOUT.match(words))


def names_aspect(title: str) -> bool:
    """Whether a heading is worded as an aspect: 关于…方面."""
    return bool(_CATEGORY_WORDS.search(fold(title).strip()))


def cut_run_in(line: Line) -> tuple[str, str]:
    """Splits a line after a run-in heading, which keeps its full stop. Gives the heading and the rest."""
    found = marker(line.folded)
    number_ends = found.end if found else 0
    quoted = _QUOTED_HEAD.match(line.folded, number_ends)
    if quoted and quoted.end() < len(line.folded.rstrip()):
        # the heading continues: 关于“甲”的问题、“乙”的问题
        stopped = quoted.group().rstrip()[-1:] in "。:"
        if not stopped and heading_like(line) and not _DIGIT_OR_DONE.match(line.folded[quoted.end() :].strip()):
            return line.text, ""  # “执行难”问题尚未根本解决
        if stopped or not re.match(r"[,、和及与;]", line.folded[quoted.end() :]):
            return line.text[: quoted.end()].rstrip(), line.text[quoted.end() :].strip()
    if heading_like(line):
        return line.text, ""
    if quoted:
        return line.text, ""
    end = sentence_end(line.text)
    colon = line.folded.find(":", number_ends)
    if 0 < colon < 90 and (end is None or colon < end) and names_problem(line.folded[number_ends:colon]):
        end = None if FOUND_LABEL.match(line.folded, number_ends) and colon < number_ends + 10 else colon + 1
        end = sentence_end(line.text) if end is None else end
    dash = line.text.find("——", number_ends)
    if found and end is not None and 6 <= dash - number_ends < end - number_ends and "《" not in line.text[:dash]:
        end = dash  # the first of several paragraphs after dashes: （七）建设先行示范区——供应体系持续完善。…
    if end is None or end >= len(line.text.rstrip()):
        return line.text, ""
    return line.text[:end].rstrip(), line.text[end:].strip()


def title_of(line: Line) -> str:
    """The folded words of a heading, without its number and without the text after a run-in heading."""
    found = marker(line.folded)
    heading, _ = cut_run_in(line)
    return fold(heading[found.end if found else 0 :])
