"""Money, people, responsible units, recurring promises: each number in its own quotation."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.passage import Passage
from site_builder.model import Commitment, Fact, PartialDate, Responsible

_MONEY: Final = re.compile(
    r"(?<![\d.])(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万亿元|亿元|万元|元|亿|万(?=资金|,|。|;))(?:整)?"
)
_COUNT: Final = re.compile(r"(?P<n>\d+)\s*(?P<unit>笔|家|项|户)")
_KINDS: Final = (
    ("recovered", "追回资金", re.compile(r"追回|收回|追缴|追讨|催收")),
    ("returned", "退回资金", re.compile(r"清退|退回|退还|退缴|退赔|上缴")),
    ("saved", "挽回损失", re.compile(r"挽回|挽损|避免损失")),
    ("repaid", "补缴资金", re.compile(r"补缴|补交|补齐|缴清")),
    ("reduced", "调减资金", re.compile(r"调减|核减|压减|节约|节省")),
    ("forfeited", "罚没金额", re.compile(r"罚没|没收|罚款")),
)
_ORDERED: Final = re.compile(r"需|应|责成|要求|责令|督促|限期|通知")
_STARTED: Final = re.compile(r"启动|申请|起诉|立案|程序|发函|律师函")
_PLANNED: Final = re.compile(r"计划|拟|预计|将|力争|争取")
_RECEIVED: Final = re.compile(r"已|完成|全部(?:追回|收回|退回)|到账|共(?:追回|收回|清退|挽回|补缴|调减)")
_PEOPLE: Final = re.compile(
    r"(?P<act>问责|追责|处分|处理|约谈|诫勉(?:谈话)?|谈话提醒|提醒谈话|批评教育|通报批评|立案(?:审查|调查)?|移送(?:司法)?|组织处理|警示谈话|函询|免职|辞退)"
    r"[^,。;、\d]{0,12}?(?P<value>\d+|[一二三四五六七八九十]{1,2})\s*(?P<unit>人次|人|名|件|起)"
)
_RESPONSIBLE: Final = (
    re.compile(r"由(?P<unit>[^,。;由、]{2,20}?)作为[^,。;]{0,8}?(?P<role>牵头|责任|主办)[^,。;]{0,6}"),
    re.compile(r"由(?P<unit>[^,。;由]{2,24}?)(?P<role>牵头)(?:负责|落实|推进|组织|实施|办理)?"),
    re.compile(r"(?P<role>牵头|责任|配合|主办|协办)(?:单位|部门|处室|科室)\s*:\s*(?P<unit>[^,。;\s)]{2,40})"),
)
_EVERY: Final = re.compile(
    r"每(?P<span>半年|年|季度|季|月|周|星期|天|日)度?(?:末|底|初)?(?:固定|定期|至少|不少于|组织|召开|开展|安排|进行|集中)*[^,。;]{0,26}?"
    r"(?:(?P<n>[一二两三四五六七八九十\d]+)(?:到|至)?[一二两三四五六\d]?\s*(?:次|天|场|期|轮|篇)|更新|报送|备查|装订|通报|调度|听取|汇报)[^,。;]{0,24}"
)
_THRESHOLD: Final = re.compile(
    r"[^,。;]{0,24}(?:不低于|不少于|不高于|不超过)[^,。;]{0,12}?\d+(?:\.\d+)?\s*%[^,。;]{0,12}"
)
_SPANS: Final = {
    "半年": "6M",
    "年": "1Y",
    "季度": "3M",
    "季": "3M",
    "月": "1M",
    "周": "1W",
    "星期": "1W",
    "天": "1D",
    "日": "1D",
}
_PER_YEAR: Final = {"两": "6M", "二": "6M", "2": "6M", "三": "4M", "3": "4M", "四": "3M", "4": "3M"}
_YEARS: Final = re.compile(r"(?P<from>20\d{2})年?\s*(?:至|到|-)\s*(?P<until>20\d{2})年$")


def facts_of(passage: Passage) -> Iterator[Fact]:
    """Sums of money and counts of people that the text itself reports, kinds apart and never added up."""
    money = list(_money(passage))
    yield from _together(money)
    for found in _PEOPLE.finditer(passage.folded):
        if quote := passage.quote(*_narrow(passage, found)):
            label = passage.text[found.start("act") : found.end("act")]
            yield Fact(
                label=label,
                kind="people",
                value=found["value"],
                unit=found["unit"],
                quotes=(quote,),
                modality=_modality(passage, found),
                suggested=True,
            )


def _narrow(passage: Passage, found: re.Match[str]) -> tuple[int, int]:
    return passage.clause_at(found.start())[0], found.end()


def _money(passage: Passage) -> Iterator[Fact]:
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        kind = next(((name, label, m) for name, label, pattern in _KINDS if (m := pattern.search(clause))), None)
        if kind is None:
            continue
        for found in _MONEY.finditer(clause):
            count = _COUNT.search(clause[: found.start("value")])
            quote = passage.quote(start, end if end - start <= 60 else start + found.end())
            if quote is None or re.search(r"(?:以上|以下|以内|\(含\))", clause[found.end() : found.end() + 3]):
                continue
            yield Fact(
                label=kind[1],
                kind=kind[0],
                value=found["value"].replace(",", ""),
                unit=found["unit"] if found["unit"].endswith("元") else found["unit"] + "元",
                count=count["n"] if count else None,
                modality=_modality_of(clause),
                quotes=(quote,),
                suggested=True,
            )


def _modality(passage: Passage, found: re.Match[str]) -> str:
    start, end = passage.clause_at(found.start())
    said = _modality_of(passage.folded[start:end])
    return "stated" if said == "received" else said


def _modality_of(clause: str) -> str:
    """What the words claim: received, ordered, a procedure started, planned; `stated` where they say no more."""
    said = (("ordered", _ORDERED), ("started", _STARTED), ("received", _RECEIVED), ("planned", _PLANNED))
    return next((name for name, pattern in said if pattern.search(clause)), "stated")


def _together(money: list[Fact]) -> list[Fact]:
    """需追回…, 目前已收回…: the sum received beside the sum demanded, one fact with both quotations."""
    whole = next((fact for fact in money if fact.modality in ("ordered", "planned")), None)
    part = next(
        (
            fact
            for fact in money
            if fact.modality == "received" and whole and fact.kind == whole.kind and fact.unit == whole.unit
        ),
        None,
    )
    if (
        whole is None
        or part is None
        or whole.value is None
        or part.value is None
        or float(part.value) > float(whole.value)
    ):
        return money
    joint = Fact(
        label=whole.label,
        kind=whole.kind,
        value=part.value,
        of=whole.value,
        unit=whole.unit,
        count=part.count,
        count_of=whole.count,
        modality="received",
        quotes=(*whole.quotes, *part.quotes),
        suggested=True,
    )
    return [joint if fact is whole else fact for fact in money if fact is not part]


def responsible_of(passage: Passage) -> Iterator[Responsible]:
    """Units the text names as leading or responsible; never persons."""
    seen: set[int] = set()
    for pattern in _RESPONSIBLE:
        for found in pattern.finditer(passage.folded):
            if found.start() in seen:
                continue
            seen.add(found.start())
            unit = passage.text[found.start("unit") : found.end("unit")].strip()
            if re.search(r"同志|专人|书记|局长|主任$|科长|处长|组长|责任人", unit):
                continue
            if quote := passage.quote(found.start(), found.end()):
                labelled = pattern is _RESPONSIBLE[-1] and found.start() == 0
                about = None if passage.alone or labelled else passage.measure_id
                yield Responsible(unit=unit, role=found["role"], quote=quote, about=about, suggested=True)


def commitments_of(passage: Passage) -> Iterator[Commitment]:
    """每半年至少一次, 不低于20%: promises that recur or have a threshold."""
    for found in _EVERY.finditer(passage.folded):
        begin, _ = passage.clause_at(found.start())
        years = _YEARS.search(passage.folded[begin : found.start()])
        if re.search(r"(?:原|此前|以往|去年)|已(?:于|经|在)", passage.folded[begin : found.start()]):
            continue
        every = (
            _PER_YEAR.get(found["n"] or "", "1Y")
            if found["span"] == "年" and _exactly(found.group())
            else _SPANS[found["span"]]
        )
        if quote := passage.quote(begin + years.start() if years else found.start(), found.end()):
            yield Commitment(
                quote=quote,
                item=passage.problem.id,
                every=every,
                from_=PartialDate(years["from"]) if years else None,
                until=PartialDate(years["until"]) if years else None,
                suggested=True,
            )
    for found in _THRESHOLD.finditer(passage.folded):
        threshold = re.search(r"(不低于|不少于|不高于|不超过)[^,。;]{0,12}?\d+(?:\.\d+)?\s*%", found.group())
        if threshold and (quote := passage.quote(found.start(), found.end())):
            yield Commitment(quote=quote, item=passage.problem.id, threshold=threshold.group(), suggested=True)


def _exactly(words: str) -> bool:
    """两次, not 一到两次."""
    return not re.search(r"[一1](?:到|至|-)[两二2]", words)
