"""Numbers of people and rates that a measure reports; 人 and 人次 are kept apart, as are a stated 0, 余 and 以上."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.lines.fold import EDGES
from site_builder.importing.suggest.money import said
from site_builder.importing.suggest.passage import Passage
from site_builder.importing.suggest.quantity import Quantity, fact_of, quantities, quantity
from site_builder.records.ledger_model import Fact

_ACT: Final = (
    r"追责问责|问责|追责|党纪处分|政务处分|处分|处理|约谈|诫勉谈话|诫勉|谈话提醒|提醒谈话|批评教育|通报批评|立案审查|立案调查|立案|移送司法|移送|组织处理"
    r"|警示谈话|函询|免职|辞退|调离"
)
_PEOPLE: Final = quantities(r"人次|人(?!民|均|大|才|口|员编|工|社|防)|名(?!单|录|称|额|誉|义)|位(?!置|于)")
_FEW: Final = quantities(r"人次|人|名|位|件|起", chinese=True)
_ACTED: Final = re.compile(rf"(?P<act>{_ACT})[^,。;:\d]{{0,12}}$")
_ACTED_ON: Final = re.compile(rf"^[^,。;:\d]{{0,14}}?(?P<act>{_ACT})")
_MOVED: Final = re.compile(
    r"培训|轮训|选派|抽调|招[聘录募]|增补|聘|引进|选拔|提拔|配备|补充|任用|轮岗|交流|调整|专家|名额"
)
# 选派4名年轻干部: the verb alone is no label.
_BARE_VERB: Final = re.compile(
    r"(?:对|将|把|向|给予|参加|选派|组织|安排|抽调|派出|选拔|引进|招聘|招录|补充|配备|调整|提拔|邀请|聘请|新增)"
)
_RANK: Final = re.compile(r"(?:第|前|每)\s*+$")
_RATE: Final = re.compile(
    r"(?P<label>[^,。;:%\d]{1,24}?(?:率|占比|比例|比重|评价|满意度))(?:均|已|由[^,。;%]{1,10}%?)?(?:达到|达|提升[至到]|提高[至到]|升[至到]|降[至到]|为|保持在|稳定在)?\s*+$"
)
_CHANGE: Final = re.compile(
    r"(?P<label>[^,。;:]{2,40}?(?:同比|环比|较[^,。;]{2,14}?)?(?:下降|增长|提升|提高|减少|压降|增加|缩短|压缩|压减|降低|上升))了?\s*+$"
)
_SHARES: Final = quantities(r"%|个百分点")
AIMED: Final = re.compile(r"确保|争取|力争|计划|预计|拟|目标|要求|须|应当|必须|不得")


def people_of(passage: Passage) -> Iterator[Fact]:
    """Numbers of people punished, trained, served; the unit is verbatim, never 人 for 人次."""
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        seen: list[Quantity] = []
        for found in (*_FEW.finditer(clause), *_PEOPLE.finditer(clause)):
            number = quantity(found)
            if any(a.start < number.end and number.start < a.end for a in seen):
                continue
            before, after = clause[: number.start], clause[number.end :]
            act = _ACTED.search(before) or _ACTED_ON.match(after)
            few = bool(found.re is _FEW)
            is_report = act or (not few and not _no_report(clause, number))
            if number.limit or _RANK.search(before) or not is_report:
                continue
            quote = passage.quote(start, start + number.end if act and act.string is before else end)
            if quote is None:
                continue
            seen.append(number)
            label = act["act"] if act else _label(passage.text[start:end], number)
            yield fact_of(number, label, "people", _claimed(clause), quote)


def _no_report(clause: str, number: Quantity) -> bool:
    """Whether a number of people is part of a rule or an aim rather than a report: 不少于2人, 3人小组."""
    return (
        number.comparator in ("<=", ">=")
        or bool(AIMED.search(clause))
        or bool(re.match(r"小组|专班|以|一组|组成|参与|在场", clause[number.end :]))
        or (number.unit in ("名", "位") and not _MOVED.search(clause))
    )


def _claimed(clause: str) -> str:
    claim = said(clause)
    return "stated" if claim == "received" else claim


def _label(clause: str, number: Quantity) -> str:
    """The label of a number: the words right before it, else those after it."""
    before = re.sub(
        r"^.*?(?:、|和|(?<!涉)及|:|：|(?<![存所现正])在)",
        "",
        clause[max(0, number.start - 18) : number.start].strip(EDGES),
    )
    before = re.sub(r"(?:共计|合计|累计|达到?|人数达到?|共|为|有|了){1,9}$|(?<!\d)\d++[^\d]{0,3}$", "", before)
    if _BARE_VERB.fullmatch(before):
        before = ""
    return before or clause[number.end :].strip(EDGES)[:18] or "人数"


def rates_of(passage: Passage) -> Iterator[Fact]:
    """Reported rates and changes in per cent; targets that are only aimed at are left to `commitments_of`."""
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        if "%" not in clause and "个百分点" not in clause or AIMED.search(clause):
            continue
        for found in _SHARES.finditer(clause):
            share = quantity(found)
            before = clause[: share.start]
            named = _RATE.search(before) or _CHANGE.search(before)
            if named is None or share.limit or found["before"] in ("不低于", "不少于", "不高于", "不超过"):
                continue
            if quote := passage.quote(start, end):
                words = passage.text[start + named.start("label") : start + named.end("label")].strip(EDGES)
                yield fact_of(share, words, "rate", "stated", quote)
