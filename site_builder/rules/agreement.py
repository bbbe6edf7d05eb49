"""B012, B017–B019: values beside a quotation agree with its words: units, comparators, periods, verifiers."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.claims.parties import named_in, same_body
from site_builder.records.ledger_model import Assessment, Target
from site_builder.records.quotes import comparable
from site_builder.records.vocabulary import COMPARATORS
from site_builder.rules.blanks import BLANK
from site_builder.rules.closing import own_names
from site_builder.rules.quotations import Scope, cited, own
from site_builder.rules.rule import Case, Slip, error
from site_builder.rules.sentences import around

# Words that make a figure an upper or a lower bound.
_BOUNDS: Final = (
    (
        frozenset({">=", ">"}),
        re.compile(r"不少于|不低于|不小于|至少|以上|超过|超|突破|力争达到|达到|不下|逾|大于|高于|≥|>"),
    ),
    (
        frozenset({"<=", "<"}),
        re.compile(r"不超过|不高于|不多于|不大于|以内|以下|控制在|降至|降到|压减到|低于|小于|少于|≤|<"),
    ),
)
_SIDES: Final = {True: COMPARATORS["<="], False: COMPARATORS[">="]}
_NOT_BOUNDS: Final = re.compile(r"不少于|不低于|不小于|不下|不超过|不高于|不多于|不大于")
_CONTINUING: Final = re.compile(r"长期|持续|常态|坚持|今后|长效|日常|不断|巩固")
_EACH: Final = re.compile(
    r"每(?:隔|逢)?(?P<n>\d{1,2}|[一二两三四五六七八九十半])?个?(?P<unit>季度?|月|年|周|星期|旬|日|天)(?P<times>[^，。；]{0,10}?(?P<t>\d{1,2}|[一二两三四五六])次)?|(?P<word>按季|按月|逐月|逐季|按年|年度|半年)"
)
_PERIOD: Final = re.compile(r"(\d{1,3})([DWMY])")
_DAYS: Final = {"日": 1, "天": 1, "周": 7, "星期": 7, "旬": 10, "月": 30, "季": 90, "季度": 90, "年": 360}
_UNITS: Final = {"D": 1, "W": 7, "M": 30, "Y": 360}
_WORDS: Final = {"按季": 90, "逐季": 90, "按月": 30, "逐月": 30, "按年": 360, "年度": 360, "半年": 180}
_PAPER: Final = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]\d{1,5}号")
_BEFORE_A_PAPER: Final = re.compile(r"\A[\u4e00-\u9fff]*(?:见|据|照|文号|[的是为以按])(?=[\u4e00-\u9fff])")
_NUMBERS: Final = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "半": 0}


@error("B012")
def unit_is_in_the_words(case: Case) -> Iterator[Slip]:
    """责任单位的名称在引语里

    unit 照抄引语中的写法，简称、全称都以原文为准，不能空着。

    改法：照引语改 unit，或换成提到该单位的那一句。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for number, responsible in enumerate(ledger.responsible):
            if BLANK not in responsible.quote and not named_in(responsible.unit, responsible.quote):
                at = case.notice.at_ledger(item, "responsible", number, "unit")
                why = f"引语里没有“{responsible.unit}”" if responsible.unit.strip() else "unit 是空的"
                yield Slip(at, "责任单位不在引语里", why, "照引语写单位名称，或换一句引语", responsible.suggested)


@error("B017")
def comparator_and_period_are_in_the_words(case: Case) -> Iterator[Slip]:
    """指标的比较词、承诺的周期与引语不一致

    comparator 照引语：不低于、以上写 >=，不超过、以内写 <=；引语没有这样的话，写 = 或 ~ 或不写。
    every 照引语：每半年 6M，每季度 3M，每年 1Y，每年至少两次 6M。

    改法：照引语改正；引语没有周期的，删去 every。
    """
    for key, target in case.notice.ledgers.targets.items():
        if BLANK not in target.quote and (why := _wrong_side(target)):
            at = case.notice.at_ledger("targets", key, "comparator")
            yield Slip(at, f"比较词 {target.comparator} 与引语不一致", why, "照引语改 comparator", target.suggested)
    for key, promise in case.notice.ledgers.commitments.items():
        found = _PERIOD.fullmatch(promise.every or "")
        if not found or BLANK in promise.quote:
            continue
        wanted, intervals = (
            int(found[1]) * _UNITS[found[2]],
            [days for each in _EACH.finditer(comparable(promise.quote)) for days in _days(each)],
        )
        if not any(abs(days - wanted) <= wanted * 0.1 for days in intervals):
            at = case.notice.at_ledger("commitments", key, "every")
            why = (
                "引语里没有说多久一次"
                if not intervals
                else f"引语里是每 {'、'.join(map(str, dict.fromkeys(intervals)))} 天左右一次"
            )
            yield Slip(at, f"周期 {promise.every} 与引语不一致", why, "照引语改 every，或删去", promise.suggested)


def _wrong_side(target: Target) -> str:
    if target.comparator not in (">=", ">", "<=", "<") or target.implied:
        return ""
    words = comparable(target.quote)
    sides = [
        side for side, pattern in _BOUNDS for found in pattern.finditer(words) if not _part_of_another(words, found)
    ]
    if sides and not any(target.comparator in side for side in sides):
        return f"引语里说的是{'、'.join(_SIDES['<' in side] for side in dict.fromkeys(sides))}"
    return ""


def _part_of_another(words: str, found: re.Match[str]) -> bool:
    """Whether a match is only a part of another word, such as 低于 within 不低于."""
    around_it = _NOT_BOUNDS.search(words, max(0, found.start() - 2), found.end() + 1)
    return (
        around_it is not None
        and around_it.span() != found.span()
        and around_it.start() <= found.start() < around_it.end()
    )


def _days(found: re.Match[str]) -> tuple[int, ...]:
    """The possible intervals in days between repetitions; 每年两次 may be meant as every half year or as every year."""
    if found["word"]:
        return (_WORDS[found["word"]],)
    count, times = found["n"] or "一", found["t"] or "1"
    number = int(count) if count.isdecimal() else _NUMBERS[count]
    days = _DAYS[found["unit"]] * number if number else _DAYS[found["unit"]] // 2
    return (days, days // max(1, int(times) if times.isdecimal() else _NUMBERS[times]))


@error("B018")
def continuing_is_in_the_words(case: Case) -> Iterator[Slip]:
    """没有说长期坚持，就不标 continuing

    continuing 表示做完以后还要长期坚持。引语所在的那句话要这样说：长期坚持、常态化、持续、今后……

    改法：删去 continuing，或引用说明长期坚持的那一句。
    """
    for item, ledger in case.notice.ledgers.items.items():
        problem = case.notice.outline.problem(item)
        for number, entry in enumerate(ledger.entries):
            if problem is None or not entry.continuing or not entry.quote or BLANK in entry.quote:
                continue
            scope = (cited(entry.source) if entry.basis == "report" else None) or own(problem, entry.about)
            place = around(case, entry.quote, scope)
            if place.text and not _CONTINUING.search(place.sentence):
                at = case.notice.at_ledger(item, "entries", number, "continuing")
                why = "引语所在的那句话没有说长期坚持"
                yield Slip(at, "没有说长期坚持", why, "删去 continuing，或引用说明长期坚持的那一句", entry.suggested)


@error("B019")
def verifier_and_paper_are_in_the_words(case: Case) -> Iterator[Slip]:
    """核查单位、结论或销号文号与原文不符

    assessments 的 by 是核查的单位，不能是发布单位自己；verdict 的几个字要在引语所在的那句话里。
    closing 引了另一份通报（notice）的，by 不在那份通报里的、ref 与那份通报里的文号不同的，提醒一下。

    改法：照原文改正；结论用原文的话，或删去 verdict。
    """
    for item, ledger in case.notice.ledgers.items.items():
        if case.notice.outline.problem(item) is None:
            continue
        for number, verdict in enumerate(ledger.assessments):
            yield from _assessed(case, item, number, verdict)
        closing = ledger.closing
        text = next((k.text for k in case.context.links if closing and k.slug == closing.notice and k.text), None)
        if closing is None or text is None:
            continue
        if not named_in(closing.by, text):
            at, why = case.notice.at_ledger(item, "closing", "by"), f"通报 {closing.notice} 里没有“{closing.by}”"
            mend = "照那份通报改正；那份通报就是它发布的，写进 acknowledged"
            yield Slip(at, "销号的单位不在所引的通报里", why, mend, soft=True)
        papers = [_BEFORE_A_PAPER.sub("", each, count=1) for each in _PAPER.findall(text)]
        if closing.ref and papers and not named_in(closing.ref, text):
            at, why = (
                case.notice.at_ledger(item, "closing", "ref"),
                f"通报 {closing.notice} 里的文号是 {'、'.join(papers)}",
            )
            yield Slip(at, "文号不是所引通报里的", why, "照那份通报改正；另有文件的，写进 acknowledged", soft=True)


def _assessed(case: Case, item: str, number: int, verdict: Assessment) -> Iterator[Slip]:
    if BLANK in verdict.quote:
        return
    if name := same_body(verdict.by, own_names(case)):
        at = case.notice.at_ledger(item, "assessments", number, "by")
        yield Slip(
            at, "核查的单位是发布单位自己", f"“{verdict.by}”就是发布单位{name}", "改成核查的单位；自查的，写进 entries"
        )
    scope = cited(verdict.source) or Scope("item", item)
    if verdict.verdict and not named_in(verdict.verdict, around(case, verdict.quote, scope).sentence):
        at = case.notice.at_ledger(item, "assessments", number, "verdict")
        yield Slip(
            at, "核查结论不在引语里", f"引语所在的那句话没有“{verdict.verdict}”", "结论用原文的话，或删去 verdict"
        )
