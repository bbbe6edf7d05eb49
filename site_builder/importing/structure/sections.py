"""What a heading is for: the role of a section, and whether its words name a problem, a demand or a measure."""

import re
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.records.vocabulary import Kind, Role, States

_NEXT: Final = re.compile(
    r"下一步|下步|下一阶段|今后|后续|打算|持续(巩固|深化|推进|发力|抓)|巩固.{0,12}(成果|成效)|长效(机制)?$|努力方向"
)
_LEADERSHIP: Final = re.compile(
    r"主体责任|组织领导|领导责任|整改工作(组织|开展|部署|总体|推进)|(提高|提升|强化).{0,6}(站位|认识|领导)|高度重视"
    r"|(整改|工作)(的)?(总体|基本|组织)情况|整改政治责任|党委.{0,6}履行|党组.{0,6}履行"
)
_PROBLEMS: Final = re.compile(
    r"(问题|意见|任务|措施|事项).{0,14}(整改|落实)|整改.{0,8}(落实|完成|进展)?(情况|进展|结果|成效|措施)|问题清单"
    r"|(逐条|逐项|对照).{0,8}(整改|落实)|整改落实"
)
_SUMMARY: Final = re.compile(r"(工作)?(总结|回顾)|(主要)?工作(完成|开展)?情况|主要成效|取得的?成[绩效]")
_PLAN: Final = re.compile(r"(工作)?(安排|计划|思路|打算|部署)|重点(工作|任务)|目标任务|工作要点|主要任务")

# 整改成效：… beside numbered measures says what came of them all and is none itself.
EFFECT: Final = re.compile(r"\s*(?:整改|工作|取得的?|主要)(?:成效|效果)\s*[:：。]\s*(?=\S)")
_NEGATIVE: Final = re.compile(
    r"不(?!断|移|少于|低于|忘|动摇|折不扣|敢腐|能腐|想腐|懈|超过)|未|没有|缺[失位乏少]|缺陷|薄弱|滞后|差距|短板|弱化|淡化|虚化|违规|违反|混乱|盘亏"
    r"|偏差|偏[低高少弱]|过[低高多]|流于形式|隐患|漏洞|风险较|欠|松懈|乏力|浮于|缓慢|逾期|拖欠|闲置|浪费|随意|宽松软|超期|脱节|走过场|形式化|断档|空档|倒置|超标|超范围|失实|造假|弄虚|截留|挪用|套取|迟缓|拖延|推诿|久拖|空转|老化|陈旧|少数|个别|有待|需进一步|需加强|较[差低弱慢]"
)
_POSITIVE: Final = re.compile(
    r"^(进一步|全面|深入|着力|切实|始终|坚持|严格|扎实|积极|大力|持续|不断|充分|全力|加快|加大|加强|完善|健全|强化|提高|提升|推进|推动|规范"
    r"|落实|建立|优化|深化|抓好|做好|增强|压实|聚焦|统筹|突出|严实|严肃|筑牢|夯实|巩固|促进|打造|构建|畅通|确保|履行|开展|贯彻|学习|解决|改进|营造)"
)
_QUOTED: Final = re.compile(r"[“\"「](.+?)[”\"」]\s*(?:的)?(?:具体)?(?:问题|方面|事项|情况|要求)")
_ABOUT: Final = re.compile(r"^(?:针对|对于|关于|聚焦|围绕|对照|对|就|在)")
_PROBLEM_WORDS: Final = re.compile(
    r"(?:关于|对于|针对|聚焦|围绕|对|在)?\s*.{0,90}(?:问题|不足|短板)(?:的?(?:整改|落实|处置)(?:落实|进展)?(?:情况)?)?\s*[。:;]?$"
)
_LABELLED: Final = re.compile(r"(?:反馈|存在|发现|具体)?(?:的)?问题\s*[一二三四五六七八九十\d]{0,3}\s*:")
_CATEGORY_WORDS: Final = re.compile(r"方面(的?(问题|工作|情况))?(的?(整改|落实)(情况)?)?\s*[。:]?$")


def role_of(heading: str, kind: Kind) -> Role:
    """What a section is for, by the words of its heading; `other` where they do not say."""
    words = fold(heading)
    if kind in ("work-report", "action-plan"):
        if _PLAN.search(words) and not re.search(r"总结|回顾", words):
            return "plan"
        if _SUMMARY.search(words):
            return "summary"
    if _NEXT.search(words):
        return "next-steps"
    if _LEADERSHIP.search(words) and not re.search(r"问题|反馈意见", words):
        return "leadership"
    if _PROBLEMS.search(words):
        return "problems"
    if _LEADERSHIP.search(words):
        return "leadership"
    if kind != "rectification" and _PLAN.search(words):
        return "plan"
    return "other"


def states_of(title: str) -> States:
    """What the heading of an item says: a problem found, a demand made, or only a measure taken.

    A heading that says neither is taken for a measure: it is never turned into an accusation.
    """
    words = fold(title).strip()
    if _LABELLED.match(words):
        return "problem"
    quoted = _QUOTED.search(words)
    core = quoted.group(1) if quoted else _ABOUT.sub("", words)
    if _NEGATIVE.search(core):
        return "problem"
    if _POSITIVE.search(core):
        return "demand" if quoted and "问题" in words else "measure"
    return "problem" if names_problem(words) else "measure"


def names_problem(title: str) -> bool:
    """Whether a heading is worded as one problem: 关于“…”问题, not as an aspect that holds several."""
    words = fold(title).strip()
    if names_aspect(words):
        return False
    return bool(_PROBLEM_WORDS.match(words)) or bool(_QUOTED.search(words) and _ABOUT.match(words))


def names_aspect(title: str) -> bool:
    """Whether a heading is worded as an aspect: 关于…方面."""
    return bool(_CATEGORY_WORDS.search(fold(title).strip()))
