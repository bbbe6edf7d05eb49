"""E012–E014: entries and plans dated before the inspection's feedback, and notices approved long before they were published."""

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from site_builder.claims.stated_dates import StatedDate, dates_in
from site_builder.records.findings import Span
from site_builder.records.model import Inspection
from site_builder.records.quotes import find
from site_builder.records.working_days import NoCalendar, is_workday, working_days
from site_builder.rules.rule import Case, Slip, warning

WORKING_DAYS: Final = 20
_PLAN: Final = re.compile(
    r"整改(?:工作|落实|实施|任务)?(?:的)?(?:总体|具体)?(?:实施|工作)?(?:方案|计划|台账|清单)|问题清单|任务清单"
)
_MADE: Final = re.compile(
    r"制定|制订|印发|出台|形成|审议|研究|通过|下发|报送|上报|编制|建立|拟定|起草|发布|批准|同意|提出"
)
_OTHER_TIME: Final = re.compile(
    r"上一?[轮次]|上届|此前|先前|以往|以前|历[次年]|往年|前期|原有|原来|原整改|过去|前[一两]轮|首轮|第一轮|废止"
)
_KINDS: Final = ("巡察", "巡视", "审计", "督察", "主题教育", "专项检查", "监督检查", "督查", "回头看")
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+")
_NAMED: Final = re.compile(r"《[^《》]*》")
_BETWEEN: Final = re.compile(r"反馈|进驻|开展|起至|巡察|巡视|督察|审计|接到|收到")
_REACH: Final = 24  # most characters between a plan and its date


@warning("E012")
def entry_before_the_feedback(case: Case) -> Iterator[Slip]:
    """进展写在反馈之前

    整改从反馈意见之后算起。状态记录的 as_of（没有写的，是通报公开的日子）早于文件头里的 feedback，
    多半是日期写错了，或把以前的事写成了整改。事情本身发生在哪一天（happened），早多久都不算错。

    改法：核对 as_of 和 feedback；确实是边查边改的，写上 acknowledged。
    """
    inspection = _inspection(case)
    feedback = inspection.feedback if inspection else None
    published = case.notice.head.published
    if feedback and published and published.day < feedback.earliest:
        return  # the head's own two dates disagree: R017 reports it
    for item, ledger in case.notice.ledgers.items.items() if feedback else ():
        for number, entry in enumerate(ledger.entries):
            if entry.status and entry.as_of and feedback and entry.as_of.latest < feedback.earliest:
                at = case.notice.at_ledger(item, "entries", number, "as_of")
                why = f"as_of 是 {entry.as_of}，反馈意见的日子（feedback）是 {feedback}"
                mend = "核对两个日期；确实是边查边改的，写上 acknowledged（code: E012）"
                yield Slip(at, "进展写在反馈之前", why, mend)


@warning("E013")
def plan_before_the_feedback(case: Case) -> Iterator[Slip]:
    """整改方案早于反馈

    正文写明日期的整改方案、问题清单，日期早于文件头里的 feedback：方案不会写在反馈意见之前，
    多半是日期写错了，或是另一次检查的方案。写明是上一轮、以前的，或是另一种检查（审计、督察等）的，不算。

    改法：对照原件改正；原文如此的，写上 acknowledged。
    """
    inspection = _inspection(case)
    feedback = inspection.feedback.earliest if inspection and inspection.feedback else None
    if inspection is None or feedback is None or not _PLAN.search(case.notice.body):
        return
    kinds = " ".join(filter(None, (inspection.type, inspection.title, inspection.level, *inspection.teams)))
    others = [kind for kind in _KINDS if kind not in kinds]
    for number, line in enumerate(case.notice.body.split("\n"), case.notice.body_line):
        for found in _SENTENCE.finditer(line) if _PLAN.search(line) else ():
            before = [named.year for named in dates_in(line[: found.start()]) if named.year]
            if named := _dated_plan(found.group(), feedback, others, before[-1] if before else None):
                there = find(named.words, line[found.start() :])
                column = found.start() + (there.start if there else 0) + 1
                at = Span(path=case.notice.path, line=number, column=column, length=len(named.words))
                why = f"方案的日期是“{named.words}”，反馈意见的日子（feedback）是 {feedback}"
                yield Slip(at, "整改方案早于反馈", why, "对照原件改正；原文如此的，写上 acknowledged（code: E013）")


def _dated_plan(sentence: str, feedback: date, others: Collection[str], year: int | None) -> StatedDate | None:
    """The date before the feedback on which, as the sentence says, a plan was made.

    Takes   sentence: verbatim; feedback: its day
            others: words for inspections of another kind
            year: the year of the last date before the sentence
    Gives   None where the sentence has no plan, or none that early
    """
    plain = _NAMED.sub(
        lambda name: "《" + "〇" * (len(name[0]) - 2) + "》" if not _PLAN.search(name[0]) else name[0], sentence
    )
    for plan in _PLAN.finditer(plain):
        opened = plain.rfind("《", 0, plan.start())
        start = opened if opened > plain.rfind("》", 0, plan.start()) else plan.start()
        if not _MADE.search(plain[max(0, start - 2 * _REACH) : plan.end() + _REACH]):
            continue
        for named in dates_in(plain):
            if named.year is None and year is not None:
                named = named.in_year(year)._replace(year=year)
            at = plain.find(named.words)
            if (
                not named.year
                or named.last >= feedback
                or not _is_its_date(plain, at, at + len(named.words), start, plan.end())
            ):
                continue
            around = plain[max(0, min(at, start) - _REACH) : max(plan.end(), at) + _REACH]
            if not _OTHER_TIME.search(around) and not any(kind in around for kind in others):
                return named
    return None


def _is_its_date(sentence: str, at: int, end: int, start: int, stop: int) -> bool:
    """Whether the date at `at` belongs to the plan from `start` to `stop`.

    It is shortly before it, in brackets after it, or the day on which it was made: 方案于4月10日经会议审议通过.
    """
    if at >= stop:
        made = _MADE.search(sentence, end, end + _REACH)
        if made and re.fullmatch(r"[》”]?(?:已经?|曾)?于", sentence[stop:at]):
            return not _BETWEEN.search(sentence, end, made.start())
        return re.fullmatch(r"[》”]?[（(][^）)]{0,12}", sentence[stop:at]) is not None
    before = sentence[end:start]
    verbs = [found.start() for found in _MADE.finditer(before)]  # what follows the last is the plan's own name
    other = _BETWEEN.search(before[: verbs[-1]] if verbs else before)
    return end <= start and len(before) <= _REACH and not other and not dates_in(before)


def _inspection(case: Case) -> Inspection | None:
    own = case.notice.head.inspection
    return own if isinstance(own, Inspection) else case.context.inspection


@warning("E014")
def published_long_after_approval(case: Case) -> Iterator[Slip]:
    """审批之后二十个工作日才公开

    政府信息应当自形成之日起二十个工作日内公开。按 approval.yaml 最后一步的日子起算，审批当天不计，
    节假日和调休按国务院办公厅公布的安排（content/calendar.yaml 里有的从它）。

    改法：核对 published 和 approval.yaml 里的日子；确实晚了的，写上 acknowledged，写明缘由。
    """
    published = case.notice.head.published
    if case.approved is None or published is None or published.day <= case.approved + timedelta(WORKING_DAYS):
        return
    try:
        days = working_days(case.approved + timedelta(1), published.day, is_workday(dict(case.context.calendar)))
    except NoCalendar:
        return
    if days > WORKING_DAYS:
        why = f"审批于 {case.approved}，公开于 {published.day}，相隔 {days} 个工作日（审批当天不计）"
        mend = "核对两个日子；确实晚了的，写上 acknowledged（code: E014）"
        yield Slip(case.notice.at_head("published"), f"审批之后超过 {WORKING_DAYS} 个工作日才公开", why, mend)
