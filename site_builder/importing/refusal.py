"""Classifier: is a document a notice? Weighted evidence for and against is summed, and the evidence for a refusal is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from site_builder.importing.draft import Draft
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.refused import Refused
from site_builder.importing.structure.acts import TextActs, acts_of
from site_builder.importing.structure.damage import PLACEHOLDER, garbled
from site_builder.importing.structure.evidence import DONE_LABEL, chrome_of, footer, named_organ
from site_builder.importing.structure.front import KIND_END
from site_builder.importing.structure.other_kinds import CHECK_PLAN, MEETING_PLAN, OTHER_TEXTS, OTHER_TITLES
from site_builder.importing.structure.phrases import faulty, states_of, undecided
from site_builder.records.model import Window
from site_builder.records.outline import Problem
from site_builder.sheets.columns import meaning_of

# More blanks than this mean a template; a few are an oversight and only flagged.
BLANKS_OF_A_TEMPLATE: Final = 3
_SHORTEST: Final = 60  # characters
_ENOUGH: Final = 2.0  # the least score of a notice: evidence for minus evidence against

_TELLS: Final = re.compile(
    r"整改(?:工作|任务|事项|问题|落实|措施|责任|反馈|集中|阶段性|后续)*(?:的)?(?:落实|进展|完成|推进|阶段性|处理|处置)*(?:情况|进展|结果|成效|台账|清单|(?:分解|责任|措施|对账|明细|推进|进度|一览|统计|公示)表|报告|通报|公示|公告|公开)|销号|立行立改情况|边督边改|(?:落实|整改)[^,。;]{0,24}(?:反馈|检查|巡[察视]|审计|督察|督查|检察)(?:意见|建议|问题|指出)(?:书|的?问题)?(?:的)?(?:情况|进展|结果)|(?:审议|评议|审计|检查|监督|司法|检察)(?:意见|建议)书?[^,。;]{0,10}(?:落实|办理|整改|处理|采纳)(?:情况|结果)|(?:信访|转办|交办|举报)[^,。;]{0,12}(?:办[理结]|处理|查处|整改)"
)
# A letter of reply is a notice only where its title says that it reports on rectification.
_REPLIES: Final = re.compile(r"(?:回复|复函)(?:\([^()]{1,16}\))?$")
# Placeholders within a sentence, such as [单位名称] or [ ]; at the start of a line they are labels.
_SQUARE: Final = re.compile(r"(?<=[^\n\s])\[(?P<what>[^\[\]\n\d]{0,16})\]")
_SHOWN: Final = re.compile(r"图片?|视频|表情|附件|下载|打印|关闭|[大中小]|字体|收藏|纠错|分享|返回|顶部|更多")
# Words for inspections, and for the rectification that followed: marks of an account, in any form.
_FOUND_BY: Final = re.compile(
    r"巡[察视]|督[察查导]|审计|检查|核实|监管|监察|检察|纪委|提的?问题|提案|投诉|信访|举报|督办|反馈|评估|验收"
)
_COMPLAINTS: Final = re.compile(
    r"(?:投诉|信访|举报|来信|热线|交办|转办|转交|督办)[^。]{0,40}(?:整改|办理|处理|结果|回复|办结)"
)
_TELLS_OF: Final = re.compile(
    r"整改[“”]?(?:情况|结果|披露|回复|回音|兑现|对账|进[展度]|得|完|了|过|到)|对账|改(?:得|好|了些|没改)|交代|兑现|已经?[^。]{0,10}整改|[、,]整改,"
)
_DEED: Final = re.compile(
    r"已|均|全部|整改|完成|[√☑✓]|清[理退运除收]|追[缴回]|拆除|修订|出台|制定|新[增建购]|建立|约谈|扣罚|处[理分置]|更换|补[发办缴]|加[装密固]|敷设|抢修|定岗|退[还回]|落实|调[离整]"
)
_ACCOUNT: Final = 3  # entries
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
# An item that labels what was done as such: 整改情况：…
_LABELLED: Final = re.compile(r"整改[“”]?(?:情况|结果|进展)[:】]")
_STATES: Final = re.compile(
    r"(?:已|均|全部)[^,。;]{0,8}(?:完成整改|整改完成|整改到位|整改完毕|办结)|(?:拟|决定|同意|准予|予以)[^,。;]{0,30}销号|整改(?:情况|措施|进展|成效|结果|落实情况)\s*+[:】]"
)
# What is done with a task at its end: 拟申请销号, 决定予以销号, 解除挂牌督办.
_CLOSES: Final = re.compile(
    r"整改[^。]{0,120}(?:拟|申请|决定|同意|准予|予以)[^。;]{0,40}(?:销号|解除(?:挂牌)?督办)|(?:拟|决定|同意|准予)对[^。;]{0,60}整改[^。;]{0,60}(?:销号|解除(?:挂牌)?督办)"
)
_INVITES: Final = re.compile(r"欢迎[^。;]{0,40}监督|如有(?:异议|意见|不同)|公开期限|公示(?:期|时间)")

_SILENT: Final = "没有提到整改"
# The evidence that ties a text to an inspection's findings; without any, no sum of other evidence makes a notice.
_OF_RECTIFICATION: Final = frozenset(
    {
        "标题写明整改情况",
        "说明由来的开头",
        "逐条交代了问题和整改",
        "写明整改情况的分节",
        "分节：组织领导、整改情况、下一步",
        "公示或决定销号",
        "巡察的经过",
        "工作总结和安排",
    }
)
# For these kinds the title cannot outweigh the evidence.
_PLAINLY: Final = frozenset(
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
# Other forms that an account of rectification may take.
_CLOTHES: Final = frozenset({"题目或问答", "讲话、述职或书信"})
_UNNAMED: Final = "没有发布单位的文字"
_UNTITLED: Final = "没有标题的文字"
# Missing features that do not refuse an account of rectification, but become a doubt in the report.
_MAY_LACK: Final = frozenset({_UNNAMED, _UNTITLED})
# Other kinds that also list faults and actions; 招标 and 供应商 occur in faults too.
_NO_ACCOUNT: Final = (_PLAINLY - {"采购或招标"}) | {"通报违纪违法的案例", "巡察反馈，没有整改情况"}
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
class _Evidence:
    weight: float
    what: str
    words: str


def refusal_of(draft: Draft, lines: tuple[Line, ...]) -> Refused | None:
    """The reason why a document is not a notice; None where it is one.

    Takes   lines   all lines of the document
    """
    text = squeeze("\n".join(line.text for line in lines))
    if not text:
        return Refused("empty", "文件里没有文字")
    if garbled(text):
        return Refused("unreadable", "文字是乱码，请换一份源文件")
    if len(text) < _SHORTEST:
        return Refused("not-a-notice", "文字太少，不像一份通报", (f"全文只有 {len(text)} 字",))
    blanks = [
        found.group() for line in lines for found in PLACEHOLDER.finditer(squeeze(line.text)) if not _label(found)
    ]
    if len(blanks) >= BLANKS_OF_A_TEMPLATE:
        return Refused(
            "not-a-notice",
            f"像是未填写的模板（有占位符 {blanks[0]} 等 {len(blanks)} 处）",
            tuple(dict.fromkeys(blanks))[:5],
        )
    if len(set(unfilled := _unfilled(lines))) >= BLANKS_OF_A_TEMPLATE and len(unfilled) > BLANKS_OF_A_TEMPLATE:
        return Refused(
            "not-a-notice",
            f"像是未填写的模板（有待填的 {unfilled[0]} 等 {len(unfilled)} 处）",
            tuple(dict.fromkeys(unfilled))[:5],
        )
    speaks, against = _weighed(draft, lines, text)
    if not _relates(speaks, lines, text):
        return _refused(speaks, [*against, _Evidence(_ENOUGH, "没有说是哪次检查之后的整改", draft.head.title or "")])
    if sum(each.weight for each in speaks) - sum(each.weight for each in against) >= _ENOUGH:
        return None
    return _refused(speaks, against)


def _label(found: re.Match[str]) -> bool:
    """Whether what looks like a blank of a template is the label of a line: 【问题】支农定位有偏差."""
    return found.start() == 0 and found[0][0] in "[【" and "名称" not in found[0]


def _relates(speaks: list[_Evidence], lines: tuple[Line, ...], text: str) -> bool:
    """Whether anything says that this is what became of somebody's findings. Items, actions and a signature have many other texts too."""
    return any(each.what in _OF_RECTIFICATION for each in speaks) or _about(lines) or _LABELLED.search(text) is not None


def _about(lines: tuple[Line, ...]) -> bool:
    """Whether the lead names an inspection and the rectification that followed: what stands before the second entry."""
    opening = squeeze("\n".join(line.text for line in lines[: _lead_end(lines)]))[:600]
    return _FOUND_BY.search(opening) is not None and _TELLS_OF.search(opening) is not None


def _lead_end(lines: tuple[Line, ...]) -> int:
    entries = (index for index, line in enumerate(lines[:12]) if marker(line.folded))
    return next(islice(entries, 1, None), 12)


def _weighed(draft: Draft, lines: tuple[Line, ...], text: str) -> tuple[list[_Evidence], list[_Evidence]]:
    """The evidence for and against a notice."""
    speaks, against = list(_for(draft, text)), list(_against(draft, lines))
    acts = acts_of(lines)
    asks = not draft.outline.problems and 0 < acts.asked >= acts.reported < _ACCOUNT
    excluded = asks or any(each.what in _NO_ACCOUNT for each in against)
    if not excluded and (account := _account(draft, lines)):
        speaks.append(account)
        against = [replace(each, weight=each.weight * 0.5) for each in against if each.what not in _MAY_LACK]
    if not draft.outline.problems and (rows := _rows_of_ledger(lines)):
        speaks.append(_Evidence(2.0, "整改事项", f"表格 {rows} 行"))
    about = _about(lines)
    if acts.reported >= _ACCOUNT:
        weight = 1.0 if not about else 1.5 if acts.reported < 5 else 2.5
        speaks.append(_Evidence(weight, "写明做了什么", f"{acts.reported} 处"))
    if about and acts.reported > _ACCOUNT and acts.reported >= 2 * acts.asked:
        against = [replace(each, weight=each.weight * 0.2) if each.what in _CLOTHES else each for each in against]
    return speaks, against + list(_no_account(draft, acts))


def _rows_of_ledger(lines: tuple[Line, ...]) -> int:
    """The number of table rows below a header with columns for problems and for measures, progress or status."""
    rows = [line for line in lines if line.cells]
    for index, line in enumerate(rows):
        named = {meaning_of((cell,)) for cell in line.cells if cell}
        if "problem" in named and named & {"measure", "progress", "status"}:
            return len(rows) - index - 1
    return 0


def _no_account(draft: Draft, acts: TextActs) -> Iterator[_Evidence]:
    """Evidence against: the text reports neither actions nor findings."""
    found = [each for each in draft.outline.problems if each.states == "problem"]
    if found or acts.reported > 1:
        return
    if acts.asked > acts.reported:
        weight = 4.0 if acts.addressed else 3.0
        yield _Evidence(weight, "要求或安排", f"{acts.asked} 处是要求或安排，{acts.reported} 处写做了什么")
    elif not acts.reported and not any(each.measures for each in draft.outline.problems):
        yield _Evidence(3.0, "没有交代做了什么的文字", "")


def _unfilled(lines: tuple[Line, ...]) -> list[str]:
    """Placeholders of a template: square brackets within sentences that hold neither a number nor the name of a button."""
    text = "\n".join(line.folded for line in lines if not chrome_of(line))
    return [found.group() for found in _SQUARE.finditer(text) if not _SHOWN.fullmatch(found["what"].strip())]


def _account(draft: Draft, lines: tuple[Line, ...]) -> _Evidence | None:
    """Evidence for an account of rectification: an inspection is named, and most entries name a fault and what was done about it.

    Such a text is a notice whatever its tone, even without an organ or a title; the report lists what is missing.
    """
    entries = [(each.title, _deed(each)) for each in draft.outline.problems] or [
        (line.folded, _DEED.search(line.folded) is not None) for line in lines if marker(line.folded) and not line.cells
    ]
    if not _about(lines):
        return None
    opening = squeeze("\n".join(line.text for line in lines[:12]))[:600]
    complaints = _COMPLAINTS.search(opening) is not None
    faults = [title for title, _ in entries if complaints or states_of(title) == "problem"]
    deeds = sum(done for _, done in entries)
    open_ = [] if complaints else [title for title, _ in entries if undecided(title)]  # 将专项经费用于办公
    named = len(faults) + len(open_) if len(faults) > 1 else 0
    if named < _ACCOUNT or named * 3 < len(entries) * 2 or deeds * 2 < len(entries):
        return None
    return _Evidence(3.0, "逐条交代了问题和整改", faults[0][:30])


def _label_end(text: str) -> int:
    """The offset behind a label such as 整改情况:, 怎么改的:, Action; 0 without one."""
    label, colon = DONE_LABEL.match(text), text[:8].find(":")
    return label.end() if label else colon + 1


def _deed(problem: Problem) -> bool:
    """Whether an item reports an action: by a word for one, or by a paragraph that begins with a verb of rectification."""
    if _DEED.search(fold(problem.title + problem.text)):
        return True
    said = [fold(each.text) for each in problem.measures]
    said = [each[_label_end(each) :] for each in said]
    return any(states_of(each) == "measure" and not undecided(each) for each in said)


def _refused(speaks: list[_Evidence], against: list[_Evidence]) -> Refused:
    """The refusal with its evidence, the heaviest first."""
    heavy = sorted(against, key=lambda each: -each.weight)
    why = (
        f"像是{heavy[0].what}，不是整改情况的通报"
        if heavy and heavy[0].what != _SILENT
        else "没有整改事项，也没有工作任务"
    )
    shown = [f"{each.what}：{each.words}" for each in heavy[:4]]
    shown += [f"缺少：{what}" for what in _missing(speaks)]
    return Refused("not-a-notice", why, tuple(shown))


def _missing(speaks: list[_Evidence]) -> Iterator[str]:
    """Features of a notice that this text lacks."""
    had = {each.what for each in speaks}
    for what in ("标题写明整改情况", "整改事项", "说明由来的开头", "落款"):
        if what not in had:
            yield what


def _for(draft: Draft, text: str) -> Iterator[_Evidence]:
    """The evidence for a notice."""
    title = _RULES_ABOUT.sub("", squeeze(draft.head.title or ""))
    kind = KIND_END.search(title) or _REPLIES.search(title)
    if found := _TELLS.search(title):
        yield _Evidence(5.0 if kind else 2.5, "标题写明整改情况", found.group())
    elif (found := _WORK.search(title)) and not CHECK_PLAN.search(title):
        yield _Evidence(5.0 if kind else 3.0, "标题写明整改情况", found.group())
    elif (found := _PLANS.search(title)) and not MEETING_PLAN.search(title):
        yield _Evidence(4.0, "标题写明整改情况", found.group())
    elif found := _DEMANDS.search(title):
        yield _Evidence(2.5, "标题写明整改情况", found.group())
    problems = draft.outline.problems
    stated = {block.id for block in draft.blocks if block.found}  # what was found is an account as well
    done = [
        each
        for each in problems
        if (each.measures or each.id in stated) and (each.states != "measure" or faulty(each.title))
    ]
    if done:
        yield _Evidence(min(3.0, 1.0 + 0.5 * len(done)), "整改事项", f"{len(done)} 项写明了问题和措施")
    elif problems:
        with_measures = sum(bool(each.measures) for each in problems)
        yield _Evidence(min(2.0, 0.25 * with_measures + 0.1), "整改事项", f"{len(problems)} 项")
    opening = text[:1500]
    if (found := _ANNOUNCES.search(opening)) and (_INSPECTED.search(opening) or "整改" in found.group()):
        yield _Evidence(2.0, "说明由来的开头", found.group()[:40])
    if any(
        section.role in ("problems", "plan") and _TELLS.search(squeeze(section.heading))
        for section in draft.outline.sections
    ):
        yield _Evidence(1.5, "写明整改情况的分节", "")
    roles = {section.role for section in draft.outline.sections}
    if "problems" in roles and roles & {"leadership", "next-steps"} and problems:
        yield _Evidence(2.0, "分节：组织领导、整改情况、下一步", "")
    if found := _STATES.search(text):
        yield _Evidence(1.0, "写明整改的进展", found.group())
    if found := _CLOSES.search(text):
        yield _Evidence(2.0, "公示或决定销号", found.group()[-30:])
    inspection = draft.head.inspection
    if inspection is not None and not isinstance(inspection, str) and "整改" in text:
        whole = inspection.teams and inspection.feedback and "整改" in opening
        yield _Evidence(2.0 if whole else 1.0, "巡察的经过", "、".join(inspection.teams))
    if isinstance(draft.head.window, Window) or _INVITES.search(text):
        yield _Evidence(1.0, "请社会监督", "")
    if draft.head.signed and draft.head.signed.by:
        yield _Evidence(1.0, "落款", draft.head.signed.by[0])
    if draft.head.kind == "work-report" and draft.outline.problems and re.search(r"(?:总结|回顾)", opening):
        yield _Evidence(4.0, "工作总结和安排", "")


def _against(draft: Draft, lines: tuple[Line, ...]) -> Iterator[_Evidence]:
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
            full = behind and (not is_report or what in _PLAINLY) and not prose_first
            yield _Evidence(weight if full else weight * 0.25, what, found.group())
    text = "\n".join(line.folded.strip() for line in lines if not (chrome_of(line) or footer(line)))
    for what, least, weight, pattern in OTHER_TEXTS:
        seen = [found.group() for _, found in zip(range(40), pattern.finditer(text), strict=False)]
        # Relative to its length: a long notice of a hospital mentions suppliers occasionally, a call for tenders constantly.
        if len(seen) >= max(least, least * len(text) / 1500):
            of_rectification = is_report or bool(_DEMANDS.search(title) and KIND_END.search(title))
            rate = 1.0 if what in _PLAINLY else 0.4 if of_rectification or len(draft.outline.problems) > 4 else 1.0
            yield _Evidence(weight * rate, what, seen[0].strip()[:30])
    dated = sum(_LISTED.fullmatch(line.folded.strip()) is not None for line in lines)
    if dated >= 3 and dated * 2 >= len([line for line in lines if len(line.text) > 12]):
        yield _Evidence(7.0, "文章的目录", f"{dated} 个带日期的标题")
    if len(crosses := _CROSSES.findall(text)) >= 6:
        yield _Evidence(8.0, "模板、范文", f"有 {len(crosses)} 处“×”待填")
    if not _authority(draft, title):
        yield _Evidence(2.0, _UNNAMED, title[:30])
    if not title:
        yield _Evidence(0.5, _UNTITLED, first[:30])
    elif not KIND_END.search(title):
        yield _Evidence(1.5, "新闻或帖子的标题", title[:40])
    if "整改" not in text and "销号" not in text and not is_report and not _WORK.search(title + text[:200]):
        yield _Evidence(3.0, _SILENT, title[:40])
