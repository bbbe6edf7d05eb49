"""The evidence that a document is a notice, and that it is another kind of text: what was found, in which words, with its weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from site_builder.importing.draft import Draft
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.evidence import chrome_of, footer, named_organ
from site_builder.importing.structure.front import KIND_END
from site_builder.importing.structure.other_kinds import CHECK_PLAN, MEETING_PLAN, OTHER_TEXTS, OTHER_TITLES
from site_builder.importing.structure.phrases import faulty
from site_builder.records.model import Window

_TELLS: Final = re.compile(
    r"整改(?:工作|任务|事项|问题|落实|措施|责任|反馈|集中|阶段性|后续)*(?:的)?(?:落实|进展|完成|推进|阶段性|处理|处置)*(?:情况|进展|结果|成效|台账|清单|(?:分解|责任|措施|对账|明细|推进|进度|一览|统计|公示)表|报告|通报|公示|公告|公开)|销号|立行立改情况|边督边改|(?:落实|整改)[^,。;]{0,24}(?:反馈|检查|巡[察视]|审计|督察|督查|检察)(?:意见|建议|问题|指出)(?:书|的?问题)?(?:的)?(?:情况|进展|结果)|(?:审议|评议|审计|检查|监督|司法|检察)(?:意见|建议)书?[^,。;]{0,10}(?:落实|办理|整改|处理|采纳)(?:情况|结果)|(?:信访|转办|交办|举报)[^,。;]{0,12}(?:办[理结]|处理|查处|整改)"
)
# A letter of reply is a notice only where its title says that it reports on rectification.
_REPLIES: Final = re.compile(r"(?:回复|复函)(?:\([^()]{1,16}\))?$")
_PLANS: Final = re.compile(r"整改[^,。;]{0,8}(?:方案|计划)")
_DEMANDS: Final = re.compile(
    r"(?:检查|督查|督察|核查|抽查|督导|巡查|暗访|评估|排查)[^,。;]{0,12}(?:情况|结果|问题)[^,。;]{0,10}(?:通报|公告|公示|报告)|监督意见|整改[^,。;]{0,6}通知|(?:整改|监督|监察|检查)建议书|审计结果"
)
_WORK: Final = re.compile(r"工作(?:总结|安排|计划|要点|打算)|(?:总结|回顾)[^,。;]{0,14}(?:安排|计划|打算|思路)")
_INSPECTED: Final = re.compile(r"巡[察视]组?|审计|督察|督查|反馈")
_ANNOUNCES: Final = re.compile(
    r"现(?![场有状实代金任行象职])[^。;]{0,50}(?:整改|办理|销号|处理)[^。;]{0,30}(?:公布|公开|公示|通报|公告|报告|如下)|现(?![场有状实代金任行象职])[^。;]{0,14}(?:予以公示|公布|公开(?!征|招|选|发行)|通报)[^。;]{0,6}[:。]?"
)
# A text of rules is printed under a title that names rectification only as its subject.
_RULES_ABOUT: Final = re.compile(
    r"《[^《》]{2,60}(?:办法|规定|细则|制度|规范|条例|标准|准则|规程|指引)(?:\([^()]{1,8}\))?》"
)
_STATES: Final = re.compile(
    r"(?:已|均|全部)[^,。;]{0,8}(?:完成整改|整改完成|整改到位|整改完毕|办结)|(?:拟|决定|同意|准予|予以)[^,。;]{0,30}销号|整改(?:情况|措施|进展|成效|结果|落实情况)\s*+[:】]"
)
# What is done with a task at its end: 拟申请销号, 决定予以销号, 解除挂牌督办.
_CLOSES: Final = re.compile(
    r"整改[^。]{0,120}(?:拟|申请|决定|同意|准予|予以)[^。;]{0,40}(?:销号|解除(?:挂牌)?督办)|(?:拟|决定|同意|准予)对[^。;]{0,60}整改[^。;]{0,60}(?:销号|解除(?:挂牌)?督办)"
)
_INVITES: Final = re.compile(r"欢迎[^。;]{0,40}监督|如有(?:异议|意见|不同)|公开期限|公示(?:期|时间)")
SILENT: Final = "没有提到整改"
# For these kinds the title cannot outweigh the evidence.
PLAINLY_OTHER: Final = frozenset(
    {
        "承诺",
        "承诺书",
        "检查表的格式",
        "法规的条文",
        "采购或招标",
        "软件或技术的报告",
        "题目或问答",
        "模板、范文",
        "讲话、述职或书信",
        "布置工作的通知",
        "论文或评论",
        "产品的宣传",
        "文章的目录",
        "审计进点的公告",
        "责令整改的执法文书",
        "企业的召回公告",
        "事故调查报告",
        "会议记录",
        "裁判或处罚文书",
        "个人的对照材料",
        "会议、活动的方案",
        "提案、议案或建议",
        "请示、批复或申请",
        "表扬或奖励",
        "调研、考察的报告",
    }
)
UNNAMED: Final = "没有发布单位的文字"
UNTITLED: Final = "没有标题的文字"
# Words that may precede 整改 as its owner: a person, a program.
_WHOSE: Final = frozenset({"个人的对照材料", "软件或技术的报告", "产品的宣传"})
# An entry in a list of articles: 甲关于…的通报 2023-10-09.
_LISTED: Final = re.compile(
    r"[·•▪\[(\s]*\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?[\])\s]*\S.{7,90}|\S[^。;]{7,90}[\s\[(]+\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?[\])\s]*"
)
_CROSSES: Final = re.compile(r"[×xX*○]{1,8}(?=[年月日次个项条人名期场万天])|×{2,8}")
_PLACED: Final = re.compile(
    r"(?:中共)?[\u4e00-\u9fff]{2,6}[省市县区州旗盟镇乡]|[\u4e00-\u9fff]{2,24}(?:局|厅|党组|党委|委员会|医院|学院|大学|集团|公司|中学|小学|学校)"
)


def _authority(draft: Draft, title: str) -> bool:
    """Whether an organ is the author: it signs, or is named in the lead or in the title."""
    organ = squeeze(draft.organ_name or "")
    named = bool(organ) and (named_organ(organ) or named_organ(organ.split("(")[0])) and not re.match(r"某|×", organ)
    return named or bool(_PLACED.match(title)) or bool(re.match(r"(?:我|本)[省市县区州局院校]", title))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a notice, or against one. `what`: the feature; `words`: of the document, or how often it was found"""

    weight: float
    what: str
    words: str


def evidence_for(draft: Draft, text: str) -> Iterator[Evidence]:
    """The evidence for a notice."""
    title = _RULES_ABOUT.sub("", squeeze(draft.head.title or ""))
    kind = KIND_END.search(title) or _REPLIES.search(title)
    if found := _TELLS.search(title):
        yield Evidence(5.0 if kind else 2.5, "标题写明整改情况", found.group())
    elif (found := _WORK.search(title)) and not CHECK_PLAN.search(title):
        yield Evidence(5.0 if kind else 3.0, "标题写明整改情况", found.group())
    elif (found := _PLANS.search(title)) and not MEETING_PLAN.search(title):
        yield Evidence(4.0, "标题写明整改情况", found.group())
    elif found := _DEMANDS.search(title):
        yield Evidence(2.5, "标题写明整改情况", found.group())
    problems = draft.outline.problems
    stated = {block.id for block in draft.blocks if block.found}  # what was found is an account as well
    done = [
        each
        for each in problems
        if (each.measures or each.id in stated) and (each.states != "measure" or faulty(each.title))
    ]
    if done:
        yield Evidence(min(3.0, 1.0 + 0.5 * len(done)), "整改事项", f"{len(done)} 项写明了问题和措施")
    elif problems:
        with_measures = sum(bool(each.measures) for each in problems)
        yield Evidence(min(2.0, 0.25 * with_measures + 0.1), "整改事项", f"{len(problems)} 项")
    opening = text[:1500]
    if (found := _ANNOUNCES.search(opening)) and (_INSPECTED.search(opening) or "整改" in found.group()):
        yield Evidence(2.0, "说明由来的开头", found.group()[:40])
    if any(
        section.role in ("problems", "plan") and _TELLS.search(squeeze(section.heading))
        for section in draft.outline.sections
    ):
        yield Evidence(1.5, "写明整改情况的分节", "")
    roles = {section.role for section in draft.outline.sections}
    if "problems" in roles and roles & {"leadership", "next-steps"} and problems:
        yield Evidence(2.0, "分节：组织领导、整改情况、下一步", "")
    if found := _STATES.search(text):
        yield Evidence(1.0, "写明整改的进展", found.group())
    if found := _CLOSES.search(text):
        yield Evidence(2.0, "公示或决定销号", found.group()[-30:])
    inspection = draft.head.inspection
    if inspection is not None and not isinstance(inspection, str) and "整改" in text:
        whole = inspection.teams and inspection.feedback and "整改" in opening
        yield Evidence(2.0 if whole else 1.0, "巡察的经过", "、".join(inspection.teams))
    if isinstance(draft.head.window, Window) or _INVITES.search(text):
        yield Evidence(1.0, "请社会监督", "")
    if draft.head.signed and draft.head.signed.by:
        yield Evidence(1.0, "落款", draft.head.signed.by[0])
    if draft.head.kind == "work-report" and draft.outline.problems and re.search(r"(?:总结|回顾)", opening):
        yield Evidence(7.0, "工作总结和安排", "")  # a kind of record of its own, in the words of other texts


def evidence_against(draft: Draft, lines: tuple[Line, ...]) -> Iterator[Evidence]:
    """The evidence for another kind of text. It weighs less where the title says that the text reports on rectification."""
    title = squeeze(draft.head.title or "")
    is_report = bool(_TELLS.search(title) and (KIND_END.search(title) or _REPLIES.search(title)))
    first = title if title else next((squeeze(line.text) for line in lines if len(line.text) > 5), "")
    first = first[:300]
    prose_first = (
        not title and first.endswith("。") and len(draft.outline.problems) > 4
    )  # a whole sentence is not a title
    for what, weight, pattern in OTHER_TITLES:
        if found := pattern.search(first):
            # in 向…反馈意见整改情况的通报 the words before 整改 only say whose findings they were
            verb = _TELLS.search(first)
            behind = verb is None or found.end() > verb.start() or what in _WHOSE
            full = behind and (not is_report or what in PLAINLY_OTHER) and not prose_first
            yield Evidence(weight if full else weight * 0.25, what, found.group())
    text = "\n".join(line.folded.strip() for line in lines if not (chrome_of(line) or footer(line)))
    for what, least, weight, pattern in OTHER_TEXTS:
        seen = [found.group() for _, found in zip(range(40), pattern.finditer(text), strict=False)]
        # Relative to its length: a long notice of a hospital mentions suppliers occasionally, a call for tenders constantly.
        if len(seen) >= max(least, least * len(text) / 1500):
            of_rectification = is_report or bool(_DEMANDS.search(title) and KIND_END.search(title))
            rate = 1.0 if what in PLAINLY_OTHER else 0.4 if of_rectification or len(draft.outline.problems) > 4 else 1.0
            yield Evidence(weight * rate, what, seen[0].strip()[:30])
    dated = sum(_LISTED.fullmatch(line.folded.strip()) is not None for line in lines)
    if dated >= 3 and dated * 2 >= len([line for line in lines if len(line.text) > 12]):
        yield Evidence(7.0, "文章的目录", f"{dated} 个带日期的标题")
    if len(crosses := _CROSSES.findall(text)) >= 6:
        yield Evidence(8.0, "模板、范文", f"有 {len(crosses)} 处“×”待填")
    if not _authority(draft, title):
        yield Evidence(2.0, UNNAMED, title[:30])
    if not title:
        yield Evidence(0.5, UNTITLED, first[:30])
    elif not KIND_END.search(title):
        yield Evidence(1.5, "新闻或帖子的标题", title[:40])
    if "整改" not in text and "销号" not in text and not is_report and not _WORK.search(title + text[:200]):
        yield Evidence(3.0, SILENT, title[:40])
