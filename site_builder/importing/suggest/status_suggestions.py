"""Suggests statuses from words for progress (已完成, 基本完成, 正在…), and the part of the item that they are about."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.claims.status import reading, verdict
from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import fold
from site_builder.importing.suggest.few_words import SAID, Said, few, stated, under_way
from site_builder.importing.suggest.passage import LONGEST_CLAUSE, Passage
from site_builder.records.ledger_model import Entry
from site_builder.records.outline import Problem
from site_builder.records.partial_dates import PartialDate
from site_builder.records.quotes import find, sentence

_HAPPENED: Final = re.compile(r"已|均|全部|完毕|到位|正在|推进|尚未|未|仍|阶段性|基本|整改中")
_SPOKEN_OF: Final = re.compile(
    r"(?:该|本|此|各|全部|上述|所有)(?:项|个|条)?(?:问题|任务|事项|整改|工作)|问题|整改|任务|^[^,。;]{0,12}:"
)
_PLANNED: Final = re.compile(
    r"计划|预计|拟(?!定)|将(?:于|在|尽快|继续|进一步)|争取|力争|确保|要求|督促|责成|待|应(?:当)?(?=完成)|须|必须|后续|下一步"
)
_AHEAD: Final = re.compile(r"计划(?=于|在|\d)|预计|拟(?!定|退|聘)|力争|争取")
_WHOLE: Final = re.compile(
    r"(?:该|此|本)?(?:项|个|条)?(?:反馈)?(?:问题|整改(?:任务|事项|工作)?|任务|事项)(?:目前|现|均|现均|全部|经整改)?,?已(?:经)?(?:全部|全面)?"
    r"(?:整改(?:完成|到位|完毕|销号|落实)?|完成(?:整改|销号)?|办结|落实到位|解决|销号)(?=[,。;]|$)"
    r"|(?:^|[:。])(?:目前|现|均|该问题|此问题)?,?已(?:经)?(?:全部)?(?:完成整改|整改完成|整改到位|整改完毕|办结)(?=[,。;]|$)|^(?:已完成|完成整改|整改完成)(?=[,。;]|$)"
)
_PATTERNS: Final[tuple[tuple[Said, re.Pattern[str]], ...]] = (
    ("partial", re.compile(r"(?:基本|总体|初步|部分|阶段性)完成|取得了?阶段性(?:成果|成效|进展)|完成阶段性")),
    (
        "done",
        re.compile(
            r"(?:已|均|业已|现已)(?:经|于|在)?(?:[^,。;:]{0,14}?)(?:全部|全面|按期|如期|按时|顺利|成功|提前)*(?:完成|整改完毕|整改到位|整改完成|办结|落实到位|销号)"
            r"|(?:提前[^,。;]{0,8}|如期|按期|按时)完成|(?:于|在)[^,。;]{0,5}\d{1,2}月[^,。;]{0,8}完成|整改完毕|已(?:全部|全面)?整改(?=[,。;]|$)"
        ),
    ),
    ("ongoing", re.compile(
            r"正在(?!实施的|进行的|建设的|办理的)|目前在|(?:目前|现|仍|正)(?:在|正)?持续(?:推进|整改)"
            r"|(?:目前|正)[^,。;]{0,14}(?:推进|整改|修订|办理)中(?=[,。;]|$)"
        )),
    ("not-started", re.compile(r"尚未(?:开展|启动|整改|开始)")),
)  # fmt: skip
_STATE: Final = re.compile(r"\s*+\(?(?:整改|办理|完成)(?:状态|情况|进度|进展|结果|成效)\s*+:\s*(?P<state>.+)")
_STATES: Final[tuple[tuple[Said, re.Pattern[str]], ...]] = (
    ("partial", re.compile(r"(?:已)?(?:基本|部分|阶段性|取得阶段性)")),
    ("done", re.compile(r"(?:已|全部)(?:全部)?(?:经)?(?:完成|办结|整改|销号|落实)|完成")),
    ("not-started", re.compile(r"尚?未(?:启动|开展|开始)")),
    ("ongoing", re.compile(r"正在|整改中|推进中|进行中|持续")),
)
_HEADED: Final = re.compile(r"[(\[【](?P<state>[^()\[\]【】]{2,12})[)\]】]\s*+$")
_NOT: Final = re.compile(r"(?:未|尚未|没有|核对|对|如|若|凡|确保|不得?)[^,。;]{0,2}$")
_ATTRIBUTE: Final = re.compile(r"^(?:的(?!是)|工作量|度|率|情况|时限|时间|后|任务的|整改的|前|质量)")
_OBJECT: Final = re.compile(r"^(?:了|对)?(?P<object>[^,。;:]{4,40})")
_SUBJECT: Final = re.compile(r"^(?!目前|现|截至|同时|近期|并)(?P<subject>[^,。;:]{3,24}?)(?:已|均|基本|总体|取得)")
_SCOPE: Final = re.compile(r"首批|第一批|部分|阶段|分期|一期|个别|其中|(?<!\d)\d++[家项笔件]")


def entries_of(passage: Passage, as_of: PartialDate | None) -> Iterator[Entry]:
    """Suggestions from status words, without those that rules would refuse; else from a clause that is unmistakable.

    Where an item has few words and no others, it is their reading as a whole that counts.
    """
    if whole := stated(passage):
        entry = _entry(*whole, None, passage.folded, as_of)
        if _carried(passage, entry):
            yield entry
            return
    found = [each for each in _found(passage, as_of) if _carried(passage, each)]
    yield from found or _plainly(passage, as_of)


def _carried(passage: Passage, entry: Entry) -> bool:
    """Whether the words support the status, by the same reading as the rules use."""
    quote, status = entry.quote or "", entry.status
    if status is None:
        return True
    place = find(quote, passage.text)
    around = passage.text[slice(*sentence(passage.text, place))] if place else quote
    said = verdict(reading(quote, around, passage.text), status, entry.about is not None)
    return said != "refused"


def _plainly(passage: Passage, as_of: PartialDate | None) -> Iterator[Entry]:
    """The first clause that certainly states the status of the whole item or measure: 该问题已得到解决, 持续推进中."""
    if len(passage.text) > LONGEST_CLAUSE or not (passage.alone or passage.about):
        return
    for start, end in passage.clauses:
        first, last = passage.sentence_at(start)
        clause = passage.folded[start:end]
        spoken_of = (passage.alone and len(passage.clauses) == 1) or _SPOKEN_OF.search(passage.folded[first:end])
        if not spoken_of or not _HAPPENED.search(clause):
            continue
        read = reading(passage.text[start:end], passage.text[first:last], passage.text)
        if read.certain and read.scope == "whole" and read.status in SAID and (quote := passage.quote(start, end)):
            yield _entry(read.status, quote, passage.about, clause, as_of)  # type: ignore[arg-type]
            return


def _found(passage: Passage, as_of: PartialDate | None) -> Iterator[Entry]:
    """Candidates from patterns of status words. `about` names a part unless the words expressly mean the whole item."""
    if passage.field:
        yield from _state_given(passage, as_of)
        return
    found = _WHOLE.search(passage.folded)
    if found and (quote := passage.quote(*_span(passage, found.start() + (found.group()[0] in ":。"), found.end()))):
        yield _entry("done", quote, None if passage.alone else passage.measure_id, passage.folded[: found.end()], as_of)
        return
    few_words = few(passage)  # what they say has been looked for
    if (
        not few_words
        and passage.alone
        and passage.measure_id
        and (span := _fulfilled(passage))
        and (quote := passage.quote(*span))
    ):
        yield _entry("done", quote, None, passage.folded[span[0] : span[1]], as_of)
        return
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        if (read := _read(clause)) is None or _still_ahead(passage, start, read[1]):
            continue
        status, found = read
        # 整改成效：基本完成。neither names a part nor expressly means the whole
        if (quote := passage.quote(start, end)) and (about := _about(passage, start, end, found, status)):
            of_all = few_words and status == "partial" and about == passage.measure_id
            yield _entry(status, quote, None if of_all else about, clause, as_of)


def _state_given(passage: Passage, as_of: PartialDate | None) -> Iterator[Entry]:
    """A status on a labelled line of its own: 整改状态：已完成."""
    found = _STATE.match(passage.folded)
    status = next((said for said, words in _STATES if found and words.match(found["state"])), None)
    if found and status and (quote := passage.quote(0, len(passage.text))):
        yield _entry(status, quote, passage.about, passage.folded, as_of)


def entry_of_heading(problem: Problem, heading: str, as_of: PartialDate | None) -> Entry | None:
    """A status in brackets at the end of an item's heading: （已完成）."""
    found = _HEADED.search(fold(heading))
    status = next((said for said, words in _STATES if found and words.match(found["state"])), None)
    if (
        found is None
        or status is None
        or verdict(reading(found["state"], fold(heading)), status, part=False) == "refused"
    ):
        return None
    return _entry(status, problem.title, None, fold(heading), as_of)


def _entry(status: Said, quote: str, about: str | None, clause: str, as_of: PartialDate | None) -> Entry:
    happened = next(
        (PartialDate(iso) for found in reversed(dates(clause)) if (iso := found.iso()) and found.month), None
    )
    if status != "done" or (as_of and happened and happened > as_of):
        happened = None
    continuing = bool(re.search(r"长期坚持|持续坚持|长期推进", clause))
    return Entry(
        as_of=as_of, happened=happened, status=status, continuing=continuing, about=about, quote=quote, suggested=True
    )


def _span(passage: Passage, start: int, end: int) -> tuple[int, int]:
    """The span of the clauses around a match."""
    return passage.clause_at(start)[0], passage.clause_at(max(start, end - 1))[1]


def _still_ahead(passage: Passage, start: int, found: re.Match[str]) -> bool:
    """Whether a clause without 已 continues a plan before it: 拟5月发布,并于7月完成…."""
    return "已" not in found.group() and bool(_AHEAD.search(passage.folded, passage.sentence_at(start)[0], start))


def _read(clause: str) -> tuple[Said, re.Match[str]] | None:
    """The status that a clause states; None for plans, conditions, negations and attributes."""
    for status, pattern in _PATTERNS:
        for found in pattern.finditer(clause):
            if _NOT.search(clause[: found.start()]) or _ATTRIBUTE.match(clause[found.end() :]):
                continue
            if status != "ongoing" and _PLANNED.search(clause[: found.end()]):
                continue
            if re.search(r"未|尚未|不", found.group()) and status != "not-started":
                continue
            return status, found
    return None


def _about(passage: Passage, start: int, end: int, found: re.Match[str], status: Said) -> str:
    """The part that a status is about: the object or subject of its verb, else the measure, else the topic of preceding clauses."""
    if status == "ongoing" and (words := under_way(passage, start, end)):
        return words
    rest = passage.folded[start + found.end() : end]
    if status == "done" and (named := _OBJECT.match(rest)):
        begin = start + found.end()
        if words := passage.words(begin + named.start("object"), begin + named.end("object")):
            return words
    subject = _SUBJECT.match(passage.folded[start : start + found.end()])
    if subject and (words := passage.words(start + subject.start("subject"), start + subject.end("subject"))):
        return words
    if not passage.alone:
        return passage.measure_id
    return passage.matter(start, end)


def _fulfilled(passage: Passage) -> tuple[int, int] | None:
    """The span of words that state completion of an item with a single measure without mentioning the problem itself.

    Two forms: the measure is one sentence whose last clause says 完成; or its last sentence ends with what the heading
    asked for (完成了…, 实现…脱钩 under a heading about …脱钩).
    """
    start, end = passage.sentences[-1] if passage.sentences else (0, 0)
    last = [span for span in passage.clauses if span[0] >= start]
    if not last or _SCOPE.search(passage.folded[last[0][0] if len(last) < 3 else last[-2][0] : end]):
        return None
    clause = passage.folded[last[-1][0] : last[-1][1]].rstrip("。;,")
    if len(passage.sentences) == 1:
        read = _read(clause)
        return last[-1] if read and read[0] == "done" else None
    heading = fold(passage.problem.title)
    begin = last[-2][0] if len(last) > 1 else start
    ending = passage.folded[begin:end]
    if (
        re.match(r"已?完成了", ending)
        and re.match(r"实现|完成|解决", clause)
        and clause[-2:] in heading
        and not _PLANNED.search(ending)
    ):
        return begin, end
    return None
