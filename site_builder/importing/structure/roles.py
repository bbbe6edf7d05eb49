"""The role of a section, from the words of its heading, else from its contents."""

import re
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.records.vocabulary import Kind, Role

_NEXT: Final = re.compile(
    r"往后|以后(?=怎么|如何|的)|(?:还要|接着|继续)(?:做|改|抓|办)|[没未]改完|接下来|久久为功|再接再厉|下一步|下步|下阶段|下一阶段|今后|后续|打算|持续(?:巩固|深化|推进|发力|抓)|巩固.{0,12}(?:成果|成效)|长效机制|长效$|努力方向|常态长效"
)
_ORGANISED: Final = re.compile(
    r"组织(?:领导|整改|落实|推进|实施|开展|推动)|整改的?组织(?:工作|情况)?$|(?:怎[样么]|如何|是)组织|(?:抓|推动|组织)(?:好)?整改的?(?:做法|情况|过程)|责任.{0,3}(?:说|讲)清|(?:书记|负责人|负责同志|班子|党组|党委|党总支|党支部|党工委).{0,10}(?:组织|履行|履职|推动|落实|抓).{0,8}整改|(?:书记|负责人|负责同志).{0,8}整改"
)
_LEADERSHIP: Final = re.compile(
    r"扛[牢起稳实](?!.{0,40}方面)|一岗双责|第一责任人|(?:书记|班子|负责人|负责同志|党组|党委|党总支|党支部)[^,。;]{0,10}(?:履行|履职|履责|抓整改|主要做法)|主体责任|领导责任|整改工作(?:的)?(?:组织|开展|部署|总体|推进|推动|启动|领导)|(?:提高|提升|强化).{0,6}(?:站位|认识|领导)|高度重视|思想认识|政治站位|(?:加强|强化).{0,4}(?:领导|组织)"
    r"|(?:整改|工作)(?:的)?(?:总体|基本|组织|部署|推进|开展|整体)情况|整改(?:政治|工作)?责任|(?:党委|党组).{0,8}(?:履行|工作开展)|工作机制|总体(?:情况|推进)|整改(?:工作)?概况|基本情况|压[紧实].{0,6}责任|主要做法"
)
_SHOULDERS: Final = re.compile(r"扛|提高|提升|强化|加强|深化|高度|切实|坚决|压[实紧]")
_PROBLEMS: Final = re.compile(
    r"(?:问题|意见|任务|措施|事项).{0,14}(?:整改|落实|办理|处理)|整改.{0,8}(?:落实|完成|进展)?(?:情况|进展|结果|成效|措施|任务)|问题清单|(?:逐条|逐项|对照).{0,8}(?:整改|落实)|整改落实"
    r"|(?:存在|发现|查出|反馈|指出|突出).{0,8}问题|\d个问题[^,。;]{0,6}改|问题(?:及|和|与).{0,10}(?:整改|处理|建议)|主要问题|检查发现|办理(?:情况|结果)|信访件"
)
# What became of problems since: 7个问题的后续整改进展. 后续整改打算 is what is to come.
_FURTHER: Final = re.compile(r"(?:问题|事项|意见)的?(?:后续|持续)整改(?:的|落实|推进)?(?:进展|情况|结果|成效)$")
_DEMANDS: Final = re.compile(
    r"(?:意见|整改|工作|有关|相关|处理|监督|下一步)?(?:及|和|与)?(?:整改|工作|有关|相关|纪律)?(?:要求|建议)[。:]?$|监督意见"
)
_SUMMARY: Final = re.compile(r"(?:工作)?(?:总结|回顾)|(?:主要)?工作(?:完成|开展)?情况|主要成效|取得的?成[绩效]")
_PLAN: Final = re.compile(
    r"(?:工作)?(?:安排|计划|思路|打算|部署)|重点(?:工作|任务)|目标任务|工作要点|主要任务|整改任务|整改措施"
)
_GENERAL: Final = re.compile(
    r"总体(?:要求|目标|思路|安排)|指导思想|(?:基本|工作)原则|(?:工作|整改|主要)?目标(?!任务)|(?:工作|实施|方法)步骤|(?:时间|进度)安排|阶段"
)
_MEANS: Final = re.compile(r"保障|组织领导|(?:工作|有关|相关|纪律|整改)?要求[。:]?$|督[导查]检查")
# Words in the paragraphs of a section that show its role.
_ORGANISING: Final = re.compile(
    r"领导小组|党[组委]会|第一时间|包案|领办|专题研究|专题会|推进会|部署会|民主生活会|第一责任人|高度重视|整改方案|问题清单|任务清单|台账|压实|站位|认领"
)
_AHEAD: Final = re.compile(r"下一步|持续|继续|巩固|将(?:进一步|坚持|以|继续)|常态|长效|回头看|举一反三")


def role_of(heading: str, kind: Kind) -> Role:
    """The role of a section from the words of its heading; `other` where they are not specific."""
    words = fold(heading)
    if kind == "work-report":
        if _PLAN.search(words) and not re.search(r"总结|回顾", words):
            return "plan"
        if _SUMMARY.search(words):
            return "summary"
        return "next-steps" if _NEXT.search(words) else "other"
    if kind == "action-plan":
        if _MEANS.search(words) and "总体要求" not in words:
            return "other"
        if _GENERAL.search(words):
            return "plan"
        if _PLAN.search(words) or _PROBLEMS.search(words):
            return "problems"  # what is to be rectified; without items the section is only part of the plan
    if _DEMANDS.search(words) and not re.search(r"(?:问题|反馈).{0,12}整改.{0,4}(?:情况|落实)", words):
        return "other"
    if _FURTHER.search(words):
        return "problems"
    if re.search(r"下一步|下步|下阶段|今后|打算|努力方向|后续整改", words) or (
        _NEXT.search(words) and not re.search(r"反馈|清单|做法", words)
    ):
        return "next-steps"
    if _ORGANISED.search(words) and not re.search(r"问题|反馈意见|清单", words):
        return "leadership"
    if _LEADERSHIP.search(words) and not re.search(r"问题|反馈意见|任务", words):
        return "leadership"
    if _PROBLEMS.search(words) and not (_SHOULDERS.match(words) and not re.search(r"问题|反馈|意见|清单", words)):
        return "problems"
    if _LEADERSHIP.search(words):
        return "leadership"
    if kind != "rectification" and _PLAN.search(words):
        return "plan"
    return "other"


def role_by_contents(text: str, before_items: bool, behind_items: bool) -> Role:
    """The role of a section with an unspecific heading, from its contents and its position.

    Takes   text    folded words of its paragraphs
            before_items, behind_items  whether it comes right before the first section with items, or after the last
    """
    if before_items and len(_ORGANISING.findall(text)) >= 2:
        return "leadership"
    if behind_items and len(_AHEAD.findall(text)) >= 2:
        return "next-steps"
    return "other"
