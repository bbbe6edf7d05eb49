"""Which status a quotation states, read within its whole sentence: for how much of the item, how certainly, by which words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from site_builder.claims.clauses import Clause, Parsed, folded, parse
from site_builder.claims.extent import AFTERWARDS, extent
from site_builder.claims.forms import as_statement, ticked
from site_builder.claims.govern import governed
from site_builder.claims.phrase import WHOLE_OBJECT
from site_builder.claims.verbs import Said, Verb, verbs_in
from site_builder.claims.words import HOLLOW, NOMINAL, PERCENT, STARTED_OBJECT
from site_builder.records.vocabulary import FINISHED, STATUSES, Status


class Reading(NamedTuple):
    """The parsed meaning of a quotation.

    status   the status it states; None where it states none
    scope    'whole', 'part', or a number or share in the text's words (3项, 40%)
    certain  False where the words are ambiguous and an editor should decide
    why      the reason: one sentence in Chinese that names the deciding words
    carries  every status for which the words are sufficient evidence
    may      those for which an editor may accept them as evidence
    denied   whether they say that the item was not done
    acts     whether they say that something was done, even if only a step or a part
    spans    half-open offsets of the deciding words in the sentence
    """

    status: Status | None
    scope: str
    certain: bool
    why: str
    carries: frozenset[Status] = frozenset()
    may: frozenset[Status] = frozenset()
    denied: bool = False
    acts: bool = False
    spans: tuple[tuple[int, int], ...] = ()


Verdict = Literal["carried", "doubtful", "refused"]


def verdict(read: Reading, claim: Status, part: bool) -> Verdict:
    """Whether the parsed words are sufficient evidence for a claimed status.

    Takes   part: whether the claim is about a part of the item; a completed step can be all of that part
    """
    if claim in read.carries or (part and claim == "done" and read.acts):
        return "carried"
    return "refused" if read.certain and claim not in read.may else "doubtful"


def reading(quote: str, sentence: str, item_text: str = "") -> Reading:
    """Parses a quotation within its sentence.

    Takes   sentence: the whole sentence around it; item_text: the text of the item, to read the sentence after it

    >>> reading("该问题已完成整改", "该问题已完成整改，下一步将开展回头看。").status
    'done'
    >>> reading("完成整改", "该问题未完成整改。").why
    '“未”否定了“完成”'
    """
    if (stated := _of_form(quote, sentence)) is not None:
        return _read(stated, stated) if stated else Reading(None, "whole", True, "引语旁的方框没有打勾")
    found = _read(quote, sentence)
    if (found.acts or found.status == "done") and (left := _left_behind(sentence, item_text)):
        if found.status not in FINISHED:
            return found._replace(acts=False, may=found.may | FINISHED)
        why = f"下一句说“{left}”，要核对是否整项完成"
        sure, may = found.carries - FINISHED, found.may | found.carries
        return found._replace(certain=False, why=why, carries=sure, may=may, acts=False)
    return found


def _of_form(quote: str, sentence: str) -> str | None:
    """What the words of a form amount to: of an answered question, or of boxes; '' where none is ticked, None where they are no form."""
    if (stated := as_statement(quote)) != quote:
        return stated
    if (chosen := ticked(quote)) is not None or (chosen := ticked(sentence)) is None:
        return chosen
    return quote if quote in chosen else ""


@lru_cache(maxsize=512)
def _read(quote: str, sentence: str) -> Reading:
    parsed = parse(sentence)
    needle = folded(quote)[0].strip(",;。:!")
    at = parsed.text.find(needle) if needle else -1
    if at < 0:  # not in this sentence: parse the quotation alone
        if quote == sentence:
            return Reading(None, "whole", True, "引语里没有字")
        return _read(quote, quote)
    said = tuple(_said(parsed, verb) for verb in verbs_in(parsed, at, at + len(needle)))
    return _judge(parsed, said, at, at + len(needle))


def _left_behind(sentence: str, item_text: str) -> str:
    """The words of the next sentence that say that something remains; '' for none."""
    at = item_text.find(sentence)
    if at < 0 or not item_text:
        return ""
    behind = folded(item_text[at + len(sentence) : at + len(sentence) + 40])[0].lstrip("。;")
    found = re.match(r"(?:但是?|然而|不过)?(?:目前)?(?:其余|剩余|剩下|余下|另有|尚有|仍有|还有)[^,;。]{0,14}", behind)
    return found.group() if found and not re.search(r"已|完成|到位", found.group()) else ""


def _said(parsed: Parsed, verb: Verb) -> Said:
    number = parsed.clause_at(verb.start)
    clause = parsed.clauses[number]
    if verb.sort == "every":
        outer = next(
            (t for t in reversed(clause.tokens) if t.stop <= verb.start and t.kind not in ("done", "idle")), None
        )
        return Said(verb, outer is None, words=outer.words if outer else "")
    right = parsed.text[verb.stop : clause.stop]
    if (refused := _named_only(parsed, verb, clause, right)) is not None:
        return refused
    folded_out = governed(parsed, verb, number)
    if not folded_out.holds:
        return folded_out
    hollow = HOLLOW.search(right) or (verb.sort != "ongoing" and _hollow_behind(parsed, number))
    if hollow:
        return Said(verb, False, denied=True, words=hollow.group())
    return extent(parsed, folded_out, number, right)


def _named_only(parsed: Parsed, verb: Verb, clause: Clause, right: str) -> Said | None:
    """The refusal of a verb that is part of a noun phrase and states nothing (完成率, 已完成整改的单位, 整改完成后); else None."""
    if verb.sort in ("ongoing", "progress"):
        return None
    left = parsed.text[clause.start : verb.start]
    if parsed.text[verb.start : verb.stop] in ("整改率", "办结率"):
        return None
    behind = right[WHOLE_OBJECT.match(right).end() :] if verb.sort in ("finished", "remedied", "closed") else right  # type: ignore[union-attr]
    for rest in (right, behind):
        if re.match(r"率", rest) and PERCENT.search(rest):
            return None
        if re.match(r"(?:了)?的$", rest):
            if re.search(r"是[^,;。]*$", left):
                return None
            return Said(verb, False, words=parsed.text[verb.start : clause.stop], certain=True)
        if found := NOMINAL.match(rest):
            return Said(verb, False, words=parsed.text[verb.start : verb.stop] + found.group())
    if verb.sort in ("achieved", "remedied", "start") and re.match(
        r"(?:了)?[^,;。]{0,14}?的(?:问题|事项|任务|任务)", right
    ):
        return Said(verb, False, words=parsed.text[verb.start : verb.stop], certain=False)
    if re.match(r"(?:问题|现象|行为|隐患)(?!的?整改|,|$|。)", right) and verb.sort not in ("finished",):
        return Said(verb, False, words=parsed.text[verb.start : verb.stop] + right[:2], certain=False)
    return None


def _hollow_behind(parsed: Parsed, number: int) -> re.Match[str] | None:
    """A later clause that refutes the statement: 上报的已完成整改,经核查不属实."""
    for clause in parsed.clauses[number + 1 :]:
        if clause.end == "。" or clause.start:
            found = re.search(
                r"不属实|不实$|失实|并未动工|未动工|并未(?:落实|整改|完成|解决)|[与同][^,;。]{1,8}(?:不符|不一致|有出入)|系?(?:虚假|造假)|纸面",
                parsed.words(clause),
            )
            if found:
                return found
    return None


def _judge(parsed: Parsed, said: Sequence[Said], start: int, stop: int) -> Reading:
    carries: set[Status] = set()
    doubtful: set[Status] = set()
    for each in said:
        carried = _carried_statuses(parsed, each)
        (carries if each.certain else doubtful).update(carried)
    whole = [
        s
        for s in said
        if s.holds and s.verb.sort in ("finished", "remedied", "every", "closed") and not s.partly and not s.step
    ]
    status = _first(carries, whole) or _first(doubtful, whole)
    if status is None:
        return _nothing(parsed, said, start, stop)
    certain = status in carries
    main = next((s for s in said if status in _carried_statuses(parsed, s) and s.certain == certain), said[0])
    if status == "done" and any(s.verb.sort == "ongoing" and s.holds for s in said) and not _about_after(parsed, said):
        certain = False
        carries.discard("done")
        doubtful.add("done")
    elif status in FINISHED:  # 已完成整改,正在开展回头看: what is ongoing is not the item
        carries -= {"ongoing", "partial"}
    why = f"“{_words(parsed, main)}”说的是{STATUSES[status]}" + ("" if certain else "，但字句不够明确")
    denied = any(s.denied for s in said) and not whole
    if main.denied:
        why = f"“{main.words}”否定了“{parsed.text[main.verb.start : main.verb.stop]}”"
    sure, may = frozenset(carries), frozenset(doubtful | carries)
    return Reading(
        status=status,
        scope=main.scope,
        certain=certain,
        why=why,
        carries=sure,
        may=may,
        denied=denied,
        acts=_acts(said),
        spans=(_span(parsed, main.verb),),
    )


def _acts(said: Sequence[Said]) -> bool:
    """Whether something was done as a whole, even if only a step (已印发办法, 完成招标); not where only some of many were done."""
    sorts = ("finished", "remedied", "achieved", "closed", "every")
    return any(s.holds and not s.hearsay and s.verb.sort in sorts and (s.step or s.open or not s.partly) for s in said)


def _carried_statuses(parsed: Parsed, said: Said) -> tuple[Status, ...]:
    sort = said.verb.sort
    if not said.holds:
        if said.denied and sort in ("finished", "remedied") and not said.planned:
            return ("ongoing",)
        if said.denied and sort == "start":
            right = parsed.text[said.verb.stop : parsed.clauses[parsed.clause_at(said.verb.start)].stop]
            return ("not-started",) if STARTED_OBJECT.match(right) else ()
        return ()
    if sort == "closed":
        return ("closed", "done")
    if sort == "every":
        return ("done",)
    if sort in ("finished", "remedied"):
        if said.step:
            return ("ongoing",)
        if said.partly:
            return ("partial", "ongoing")
        return ("done",)
    if sort == "progress":
        return ("partial",)
    if sort == "ongoing":
        return ("ongoing",)
    if sort == "start":
        left = parsed.text[: said.verb.start]
        if parsed.text[said.verb.start : said.verb.stop] in ("落实", "整改", "行动"):
            return ()
        return (
            ("ongoing",)
            if re.search(r"已(?:经)?[^,;。]{0,6}$", left) or parsed.text[said.verb.stop :][:1] == "了"
            else ()
        )
    return ()


def _first(found: set[Status], whole: Sequence[Said]) -> Status | None:
    order: tuple[Status, ...] = ("closed", "done", "partial", "not-started", "ongoing")
    return next((status for status in order if status in found), None)


def _about_after(parsed: Parsed, said: Sequence[Said]) -> bool:
    """Whether everything ongoing is follow-up work after completion: 已完成整改,正在开展回头看."""
    for each in said:
        if each.verb.sort == "ongoing":
            clause = parsed.clauses[parsed.clause_at(each.verb.start)]
            if not AFTERWARDS.search(parsed.words(clause)):
                return False
    return True


def _nothing(parsed: Parsed, said: Sequence[Said], start: int, stop: int) -> Reading:
    """The reading without a status, with the reason: the nearest operator of a verb, or that there is no such verb."""
    for each in said:
        verb = parsed.text[each.verb.start : each.verb.stop]
        spans = (_span(parsed, each.verb),)
        if each.denied:
            return Reading(None, "whole", each.certain, f"“{each.words}”否定了“{verb}”", denied=True, spans=spans)
        if each.planned:
            return Reading(
                None, "whole", each.certain, f"“{each.words}”说的是打算或要求，不是已经“{verb}”", spans=spans
            )
        if not each.holds and each.words:
            return Reading(None, "whole", each.certain, f"“{each.words}”不是在陈述“{verb}”", spans=spans)
    if any(each.holds for each in said):
        stated = next(each.verb for each in said if each.holds)
        words = parsed.text[stated.start : stated.stop]
        why = f"“{words}”说的是做了一件事，没有说整改到了哪一步"
        return Reading(None, "part", False, why, acts=_acts(said), spans=(_span(parsed, stated),))
    finished = re.search(r"已(?!知|婚|故)|了(?=$|[,。])|完(?=$|[,。])", parsed.text[start:stop])
    if finished:
        return Reading(None, "whole", False, f"认不出“{finished.group()}”后面的话说的是哪种状态")
    return Reading(None, "whole", True, "引语里没有说明整改状态的字")


def _words(parsed: Parsed, said: Said) -> str:
    if said.words and said.words in parsed.text:
        verb = parsed.text[said.verb.start : said.verb.stop]
        return (
            said.words
            if verb in said.words
            else f"{said.words}…{verb}"
            if said.partly or said.step or said.denied
            else verb
        )
    return parsed.text[said.verb.start : said.verb.stop]


def _span(parsed: Parsed, verb: Verb) -> tuple[int, int]:
    return parsed.kept[verb.start], parsed.kept[verb.stop - 1] + 1
