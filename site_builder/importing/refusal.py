"""Classifier: is a document a notice? What its wording is like, and the evidence of rules; the evidence for a refusal is shown."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from site_builder.importing.draft import Draft
from site_builder.importing.likeness import likeness
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import marker
from site_builder.importing.notice_evidence import (
    PLAINLY_OTHER,
    SILENT,
    UNNAMED,
    UNTITLED,
    Evidence,
    evidence_against,
    evidence_for,
)
from site_builder.importing.refused import Refused
from site_builder.importing.structure.acts import TextActs, acts_of
from site_builder.importing.structure.damage import PLACEHOLDER, garbled
from site_builder.importing.structure.evidence import DONE_LABEL, chrome_of
from site_builder.importing.structure.phrases import states_of, undecided
from site_builder.records.outline import Problem
from site_builder.sheets.columns import meaning_of

# More blanks than this mean a template; a few are an oversight and only flagged.
BLANKS_OF_A_TEMPLATE: Final = 3
_SHORTEST: Final = 60  # characters
_ENOUGH: Final = 2.0  # what evidence for a notice outweighs evidence against by, where the rules alone would accept it
# What the rules say weighs less than the wording of a long text, and no rule by itself outweighs it.
_OF_THE_RULES: Final = 0.2
_LEAST, _LEAST_OF_OTHERS, _MOST = -8.0, -12.0, 6.0
_PLAIN_TITLE: Final = 6.0  # the weight of a title that names another kind of text: 关于…的请示
_SURE_LENGTH: Final = 250  # characters; the wording of a shorter text says less

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
_LEAD: Final = 12  # most lines of a lead

_BY_WORDING: Final = "用语不像整改情况的通报"
_PLAIN: Final = 1.0  # the least weight of evidence that names another kind of text
_UNTIED: Final = "没有说明由来"
# Reasons that name no other kind of text.
_OF_THEMSELVES: Final = {
    SILENT: "没有整改事项，也没有工作任务",
    _UNTIED: "没有说明是哪次巡察、审计或检查之后的整改，不像整改情况的通报",
}
# An item that labels what was done as such: 整改情况：…
_LABELLED: Final = re.compile(r"整改[“”]?(?:情况|结果|进展)[:】]")
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
# Other forms that an account of rectification may take.
_CLOTHES: Final = frozenset({"题目或问答", "讲话、述职或书信"})
# Missing features that do not refuse an account of rectification, but become a doubt in the report.
_MAY_LACK: Final = frozenset({UNNAMED, UNTITLED})
# Other kinds that also list faults and actions; 招标 and 供应商 occur in faults too.
_NO_ACCOUNT: Final = (PLAINLY_OTHER - {"采购或招标"}) | {"通报违纪违法的案例", "巡察反馈，没有整改情况"}


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
    speaks, against, margin = _by_rules(draft, lines, text)
    wording = likeness("\n".join(line.text for line in lines))
    if wording * min(1.0, len(text) / _SURE_LENGTH) + _OF_THE_RULES * margin >= 0:
        return None
    return _refused(speaks, against, wording)


def _by_rules(draft: Draft, lines: tuple[Line, ...], text: str) -> tuple[list[Evidence], list[Evidence], float]:
    """The evidence for and against a notice, and what is left of it."""
    about = _about(lines)
    speaks, against = _weighed(draft, lines, text, about)
    margin = sum(each.weight for each in speaks) - sum(each.weight for each in against) - _ENOUGH
    if not (about or any(each.what in _OF_RECTIFICATION for each in speaks) or _LABELLED.search(text)):
        # items and actions have many other texts too
        against.append(Evidence(_ENOUGH, _UNTIED, draft.head.title or ""))
        return speaks, against, _LEAST
    other = max((each.weight for each in against if each.what in PLAINLY_OTHER), default=0.0)
    if other >= _PLAIN_TITLE:
        return speaks, against, max(_LEAST_OF_OTHERS, margin - other)
    return speaks, against, max(_LEAST, min(_MOST, margin))


def _label(found: re.Match[str]) -> bool:
    """Whether what looks like a blank of a template is the label of a line: 【问题】支农定位有偏差."""
    return found.start() == 0 and found[0][0] in "[【" and "名称" not in found[0]


def _about(lines: tuple[Line, ...]) -> bool:
    """Whether the lead names an inspection and the rectification that followed: what stands before the second entry."""
    opening = _opening(lines[: _lead_end(lines)])
    return _FOUND_BY.search(opening) is not None and _TELLS_OF.search(opening) is not None


def _lead_end(lines: tuple[Line, ...]) -> int:
    entries = (index for index, line in enumerate(lines[:_LEAD]) if marker(line.folded))
    return next(islice(entries, 1, None), _LEAD)


def _opening(lines: tuple[Line, ...]) -> str:
    return squeeze("\n".join(line.text for line in lines))[:600]


def _weighed(draft: Draft, lines: tuple[Line, ...], text: str, about: bool) -> tuple[list[Evidence], list[Evidence]]:
    """The evidence for and against a notice.

    Takes   about   whether the lead names an inspection and the rectification that followed
    """
    speaks, against = list(evidence_for(draft, text)), list(evidence_against(draft, lines))
    acts = acts_of(lines)
    asks = not draft.outline.problems and 0 < acts.asked >= acts.reported < _ACCOUNT
    excluded = asks or any(each.what in _NO_ACCOUNT for each in against)
    if about and not excluded and (account := _account(draft, lines)):
        speaks.append(account)
        against = [replace(each, weight=each.weight * 0.5) for each in against if each.what not in _MAY_LACK]
    if not draft.outline.problems and (rows := _rows_of_ledger(lines)):
        speaks.append(Evidence(2.0, "整改事项", f"表格 {rows} 行"))
    if acts.reported >= _ACCOUNT:
        weight = 1.0 if not about else 1.5 if acts.reported < 5 else 2.5
        speaks.append(Evidence(weight, "写明做了什么", f"{acts.reported} 处"))
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


def _no_account(draft: Draft, acts: TextActs) -> Iterator[Evidence]:
    """Evidence against: the text reports neither actions nor findings."""
    found = [each for each in draft.outline.problems if each.states == "problem"]
    if found or acts.reported > 1:
        return
    if acts.asked > acts.reported:
        weight = 4.0 if acts.addressed else 3.0
        yield Evidence(weight, "要求或安排", f"{acts.asked} 处是要求或安排，{acts.reported} 处写做了什么")
    elif not acts.reported and not any(each.measures for each in draft.outline.problems):
        yield Evidence(3.0, "没有交代做了什么的文字", "")


def _unfilled(lines: tuple[Line, ...]) -> list[str]:
    """Placeholders of a template: square brackets within sentences that hold neither a number nor the name of a button."""
    text = "\n".join(line.folded for line in lines if not chrome_of(line))
    return [found.group() for found in _SQUARE.finditer(text) if not _SHOWN.fullmatch(found["what"].strip())]


def _account(draft: Draft, lines: tuple[Line, ...]) -> Evidence | None:
    """Evidence for an account of rectification, where an inspection is named: most entries name a fault and what was done about it.

    Such a text is a notice whatever its tone, even without an organ or a title; the report lists what is missing.
    """
    entries = [(each.title, _deed(each)) for each in draft.outline.problems] or [
        (line.folded, _DEED.search(line.folded) is not None) for line in lines if marker(line.folded) and not line.cells
    ]
    complaints = _COMPLAINTS.search(_opening(lines[:_LEAD])) is not None
    faults = [title for title, _ in entries if complaints or states_of(title) == "problem"]
    deeds = sum(done for _, done in entries)
    open_ = [] if complaints else [title for title, _ in entries if undecided(title)]  # 将专项经费用于办公
    named = len(faults) + len(open_) if len(faults) > 1 else 0
    if named < _ACCOUNT or named * 3 < len(entries) * 2 or deeds * 2 < len(entries):
        return None
    return Evidence(3.0, "逐条交代了问题和整改", faults[0][:30])


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


def _refused(speaks: list[Evidence], against: list[Evidence], wording: float) -> Refused:
    """The refusal with its evidence, the heaviest first."""
    heavy = sorted(
        (each for each in against if each.what not in _MAY_LACK or len(against) == 1), key=lambda each: -each.weight
    )
    first = heavy[0].what if heavy and heavy[0].weight >= _PLAIN else None
    why = _OF_THEMSELVES.get(first, f"像是{first}，不是整改情况的通报") if first else _BY_WORDING
    shown = [f"{each.what}：{each.words}" for each in heavy[:4]]
    if wording < 0:
        shown.append("用语更像别的文字")
    shown += [f"缺少：{what}" for what in _missing(speaks)]
    return Refused("not-a-notice", why, tuple(shown))


def _missing(speaks: list[Evidence]) -> Iterator[str]:
    """Features of a notice that this text lacks."""
    had = {each.what for each in speaks}
    for what in ("标题写明整改情况", "整改事项", "说明由来的开头", "落款"):
        if what not in had:
            yield what
