"""The review sheet (校核单): the actions with their times, how many suggestions were accepted, changed or rejected, and what nobody judged."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from site_builder.desk.action_journal import DeskChange
from site_builder.desk.deck import DeskCard
from site_builder.desk.opened import Opened, number_of
from site_builder.records.quotes import Found, comparable, sentence

# A heuristic for words that state a status or a date; false positives only cost a look.
_TELLS = re.compile(
    r"(?:已|均已|全部|基本|按期|如期)(?:经)?[^，。；：]{0,10}(?:完成|办结|整改到位|销号|落实到位)|正在[^，。；]{2,12}|尚未|未完成|长期坚持"
    r"|(?:计划|预计|拟|力争|确保)[^，。；]{0,8}(?:\d{4}年|\d{1,2}月|年底|季度)|\d{4}年\d{0,2}月?\d{0,2}日?(?:底)?前"
)
WORDS = {
    "accepted": "采纳",
    "changed": "改动后采纳",
    "rejected": "不采纳",
    "returned": "收回台账带进来的",
    "open": "没有校核",
}
KIND_WORDS = {
    "structure": "存疑",
    "head": "基本信息",
    "status": "状态",
    "log": "进展记录",
    "due": "时限",
    "responsible": "责任单位",
    "fact": "数字",
    "document": "制度文件",
    "target": "指标",
    "commitment": "承诺",
}


def tally(opened: Opened, cards: Sequence[DeskCard], changes: Sequence[DeskChange]) -> dict[str, Any]:
    """The whole sheet as JSON values.

    Takes   changes: those of the journal that were not undone
    """
    returned = _returned(changes)
    states = (
        (card.kind, "returned" if card.state == "accepted" and card.id in returned else card.state) for card in cards
    )
    counts: Counter[tuple[str, str]] = Counter(states)
    gone = [card.words for card in cards if card.state == "rejected"]
    rows = [
        {"kind": KIND_WORDS[kind], **{state: counts[kind, state] for state in WORDS}}
        for kind in KIND_WORDS
        if any(counts[kind, state] for state in WORDS)
    ]
    return {
        "rows": rows,
        "total": {state: sum(count for (_, each), count in counts.items() if each == state) for state in WORDS},
        "acts": [{"at": change.at.replace("T", " "), "said": change.label} for change in changes],
        "unjudged": [{"item": number_of(opened, item), "words": words} for item, words in unjudged(opened, gone)],
    }


def _returned(changes: Sequence[DeskChange]) -> set[str]:
    """Ids of the cards whose records came with a filled ledger, and which nobody has judged since."""
    found: set[str] = set()
    for change in changes:
        found |= set(change.act.get("added", ()))
        found.discard(change.act.get("card", ""))
    return found


def unjudged(opened: Opened, rejected: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Sentences of items that seem to state a status or a date, but that no record quotes and no editor rejected."""
    said_no = [comparable(words) for words in rejected]
    notice = opened.notice
    if notice is None:
        return
    for problem in notice.outline.problems:
        ledger = notice.ledger(problem.id)
        quotes = (
            said_no
            + [comparable(due.quote) for due in ledger.due]
            + [comparable(each.quote) for each in ledger.responsible]
        )
        quotes += [comparable(record.quote or "") for record in ledger.entries]
        quotes += [comparable(words) for fact in ledger.facts for words in fact.quotes]
        for index in range(problem.start + 1, problem.stop):
            words = notice.outline.blocks[index].text
            seen = -1
            for found in _TELLS.finditer(words):
                around = sentence(words, Found(found.start(), found.end()))
                said = comparable(words[around.start : around.stop])
                if around.start > seen and not any(quote and quote in said or said in quote for quote in quotes):
                    yield problem.id, words[around.start : around.stop]
                seen = max(seen, around.start)
