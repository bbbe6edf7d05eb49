"""B003, B004: words that speak against the status given for them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.records.model import Entry
from site_builder.records.outline import Problem
from site_builder.records.quotes import comparable, find, sentence
from site_builder.records.vocabulary import FINISHED, STATUSES, Status
from site_builder.rules.rule import Case, Slip, error, warning

_DONE = r"(?:完成|整改|到位|落实|解决|办结|建成|达到|实现|化解|清零|销号|见效|改正|消除)"
_PLANNED = re.compile(
    r"(?<![按照原既依前据年度月])(?:计划|拟|预计|力争|争取|有望|确保)(?:于|在|到)?(?=[^，。；;]{0,14}(?:前|底|内|年|月|日|完成|建成|印发))"
    r"|将于(?=[^，。；;]{0,14}(?:完成|印发|建成|到位|前|底|年|月))"
)
_PARTLY = re.compile(
    rf"(?:基本|总体|初步|大部分|大体|阶段性)(?:上|已|已经|全部|得到|实现)*{_DONE}|取得(?:了)?(?:阶段性|初步)"
)
_NOT = re.compile(r"(?:尚未|仍未|还未|暂未|没有|未能|未)(?:全部|完全|按期|如期|彻底)?" + _DONE)
_REACHED = re.compile(rf"已(?:经)?(?:全部|全面|如期|提前|按期|按时|于[^，。；;]{{1,14}})*{_DONE}|全部{_DONE}")

_DOUBTS: dict[Status, re.Pattern[str]] = {
    "done": re.compile(r"正在|有待|仍有|尚有|其余|剩余|逐步|进一步推进|持续推进|下一步"),
    "closed": re.compile(r"正在|有待|仍有|尚有|拟予?销号|拟同意|申请销号|公示"),
    "not-started": re.compile(r"已(?:经)?(?:启动|开展|完成|印发|建立)|正在"),
    "partial": re.compile(r"尚未(?:启动|开展|整改)|未启动|全部完成整改"),
    "ongoing": re.compile(r"已(?:经)?全部完成整改|尚未启动|未启动"),
}


class _Told(NamedTuple):
    """An entry that gives a status, and where it stands."""

    entry: Entry
    problem: Problem
    number: int


def _told(case: Case) -> Iterator[_Told]:
    """Every entry that gives a status and quotes words for it."""
    for item, ledger in case.notice.ledgers.items.items():
        problem = case.notice.outline.problem(item)
        for number, entry in enumerate(ledger.entries):
            if problem and entry.status and entry.quote:
                yield _Told(entry, problem, number)


@error("B003")
def words_against_done(case: Case) -> Iterator[Slip]:
    """“计划于”“基本完成”“尚未”不能作“已完成整改”的依据

    已完成（done）和已销号（closed）只能引用说明整项已经做完的话。引语里写的是打算（计划于、拟于、将于、力争）、
    是部分完成（基本完成、总体完成、初步解决、取得阶段性成效），或者是否定（尚未完成），就不能给出这两种状态。
    “按计划完成”“原计划…，现已完成”不在此限。

    改法：打算写作 due 或 ongoing，部分完成写作 partial，或者引用原文中说明已经完成的那一句。
    """
    for told in _told(case):
        if told.entry.status not in FINISHED:
            continue
        found = _against(comparable(told.entry.quote or ""))
        if found:
            words, instead = found
            label = STATUSES[told.entry.status]
            at = case.notice.at_ledger(told.problem.id, "entries", told.number, "quote")
            status = case.notice.at_ledger(told.problem.id, "entries", told.number, "status")
            why = f"引语里有“{words}”，第 {status.line} 行的状态是 {told.entry.status}（{label}）"
            yield Slip(at, f"引语与状态 {told.entry.status} 矛盾", why, instead, told.entry.suggested)


def _against(quote: str) -> tuple[str, str] | None:
    """The words that speak against done, and what to write instead."""
    if found := _NOT.search(quote):
        return found[0], "把 status 改成 ongoing 或 not-started"
    if found := _PARTLY.search(quote):
        return found[0], "把 status 改成 partial"
    if (found := _PLANNED.search(quote)) and not _REACHED.search(quote, found.end()):
        return found[0], "把 status 改成 ongoing，时限写进 due"
    return None


@warning("B004")
def words_to_look_at(case: Case) -> Iterator[Slip]:
    """引语或它所在的句子里有与状态不一致的字眼

    例如状态是 done 而句子里有“正在”“其余”，状态是 not-started 而句子里有“已启动”，
    或者只引了“完成整改”而前面的字是“计划于”。这些字有时另有所指，所以只作提醒。

    改法：读一遍整句，状态不对就改，对的就不用管。
    """
    for told in _told(case):
        status, quote = told.entry.status, told.entry.quote or ""
        if status is None or (status in FINISHED and _against(comparable(quote))):
            continue
        doubt = _DOUBTS.get(status)
        found = doubt.search(comparable(quote)) if doubt else None
        where = "引语里"
        if not found and status in FINISHED:
            lead, where = _lead(case, told), "引语前面的话里"
            found = _NOT.search(lead) or _PARTLY.search(lead) or _PLANNED.search(lead)
        if found:
            at = case.notice.at_ledger(told.problem.id, "entries", told.number, "quote")
            yield Slip(at, f"{where}有“{found[0]}”，状态是 {status}", "", "读一遍整句，核对状态")


def _lead(case: Case, told: _Told) -> str:
    """Folded words of the same clause before the quotation, with its first characters."""
    quote = told.entry.quote or ""
    if told.entry.basis != "notice":
        return ""
    text = told.problem.text
    found = find(quote, text)
    if found is None:
        return ""
    begin = max(sentence(text, found).start, *(text.rfind(mark, 0, found.start) + 1 for mark in "，,：:"))
    return comparable(text[begin : min(found.stop, found.start + 14)])
