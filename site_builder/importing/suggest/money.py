"""Sums of money that a measure reports, each with its own quotation and kind, never added up."""

import re
from collections.abc import Iterator
from typing import Final

from site_builder.importing.lines.fold import EDGES
from site_builder.importing.suggest.passage import Passage
from site_builder.importing.suggest.quantity import Quantity, fact_of, quantities, quantity
from site_builder.records.ledger_model import Fact

# In 20万资金 the word after the number shows that the unit is 元.
_MONEY: Final = quantities(r"元(?!旦|素)|(?<=[亿万])(?=资金|款|,|。|;|$)", written=True)
_COUNT: Final = quantities("笔|家|项|户|个|件|份")
_MANY: Final = quantities("笔(?!记)|家|户|项(?!目)")
_KINDS: Final = (
    ("recovered", "追回资金", re.compile(r"追回|收回|追缴|追讨")),
    ("returned", "退回资金", re.compile(r"清退|退回|退还|退缴|退赔|退费|退款|返还|上缴")),
    ("saved", "挽回损失", re.compile(r"挽回|挽损|避免损失")),
    ("repaid", "补缴资金", re.compile(r"补缴|补交|补齐|缴清|补收")),
    ("reduced", "调减资金", re.compile(r"调减|核减|压减|节约|节省")),
    ("forfeited", "罚没金额", re.compile(r"罚没|没收|罚款")),
)
_ORDERED: Final = re.compile(r"需|应(?!用|急)|责成|要求|责令|督促|限期|通知")
_STARTED: Final = re.compile(r"启动|申请|起诉|立案|程序|发函|律师函")
_PLANNED: Final = re.compile(r"计划|拟|预计|将|力争|争取|确保")
_RECEIVED: Final = re.compile(r"已|完成|全部(?:追回|收回|退回)|到账|共(?:追回|收回|清退|挽回|补缴|调减)")
_STANDARD: Final = re.compile(r"每|单笔|标准|限额|额度(?!超)|预算在|起征|门槛|不得超过|低于|高于")
# A range provided for by law is not a report: 处1万元以上5万元以下罚款.
_BOUNDS: Final = re.compile(r"元以[上下][^,。;]{0,12}元以[上下]|处[^,。;]{0,16}元以[上下]")
_WAS: Final = re.compile(r"(?<=元)(?:增加?|提高|提升|减少|下降|降|压减|调整)[至到为]")  # a former sum: 由500万元增加至…
_NAME_REACH: Final = 16


def money_of(passage: Passage) -> list[Fact]:
    """The sums of a measure; a demanded sum and the part received of it become one fact with two quotations."""
    sums = _together([fact for start, end in passage.clauses for fact in _of_clause(passage, start, end)])
    return [*_counts(passage), *sums]


def _counts(passage: Passage) -> Iterator[Fact]:
    """Counts in a clause of their own beside a sum: 涉及企业15家,需追回…元."""
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        if not _MANY.search(clause):
            continue
        first, last = passage.sentence_at(start)
        if _MONEY.search(clause) or not _MONEY.search(passage.folded, first, last):
            continue
        for found in _MANY.finditer(clause):
            many = quantity(found)
            label = _named(passage.text[start:end], 0, many)
            if many.limit or _PLANNED.search(clause) or not label or (quote := passage.quote(start, end)) is None:
                continue
            yield fact_of(many, label, "count", "stated", quote)


def _of_clause(passage: Passage, start: int, end: int) -> Iterator[Fact]:
    clause = passage.folded[start:end]
    behind = 0
    for found in _MONEY.finditer(clause):
        sum_ = quantity(found)
        if not sum_.value or sum_.limit or _BOUNDS.search(clause) or _STANDARD.search(clause[behind : sum_.start]):
            continue
        if _WAS.match(clause, sum_.end):
            yield from _former(passage, start, behind, sum_)
            continue
        kind, label = _kind(clause, sum_) or ("amount", _named(passage.text[start:end], behind, sum_))
        counted = [quantity(each) for each in _COUNT.finditer(clause[behind : sum_.start])]
        # Only a count right before a sum belongs to it: 9笔16.1万元, 12家共3万元, 10笔涉及5.75万元.
        beside = counted and re.fullmatch(r"、|[^\d,、。;:]{0,6}", clause[behind + counted[-1].end : sum_.start])
        quote = passage.quote(start, end if end - start <= 60 else start + sum_.end)
        behind = sum_.end
        if quote is None or not label:
            continue
        count = counted[-1].value if beside else None
        yield fact_of(
            number=sum_, label=label, kind=kind, modality=said(clause), quote=quote, unit=_yuan(sum_), count=count
        )


def _former(passage: Passage, start: int, behind: int, sum_: Quantity) -> Iterator[Fact]:
    """A former sum (由500万元增加至…), as a fact of no special kind whose quotation ends before the new sum."""
    label = _named(passage.text[start : start + sum_.end], behind, sum_)
    if label and (quote := passage.quote(start, start + sum_.end)):
        yield fact_of(number=sum_, label=label, kind="amount", modality="stated", quote=quote, unit=_yuan(sum_))


def _yuan(sum_: Quantity) -> str:
    return sum_.unit if sum_.unit.endswith("元") else sum_.unit + "元"


def _kind(clause: str, sum_: Quantity) -> tuple[str, str] | None:
    """The kind of a sum, by the nearest verb before it, else by one after it."""
    named = [
        (found.start(), kind, label)
        for kind, label, pattern in _KINDS
        for found in pattern.finditer(clause[: sum_.start])
    ]
    after = [
        (found.start(), kind, label) for kind, label, pattern in _KINDS for found in pattern.finditer(clause, sum_.end)
    ]
    near = max(named, default=None) or min(after, default=None)
    return near[1:] if near else None


def _named(clause: str, behind: int, sum_: Quantity) -> str:
    """The label of a sum without such a verb: the words right before it."""
    words = clause[max(behind, sum_.start - 2 * _NAME_REACH) : sum_.start].partition("由")[0]
    words = re.sub(r"^.*(?:将|把|对|、|:|：)", "", words.strip(EDGES + "(（"))
    words = re.sub(r"(?<!\d)\d++(?:笔|家|项|户|个|件|份).*$", "", words)[-_NAME_REACH:]
    return re.sub(r"(?:共计|合计|总计|累计|共|为|达到?|增加?[至到]|约){1,9}$", "", words) or words


def said(clause: str) -> str:
    """The modality of a clause: ordered, started, received or planned; `stated` where it has no such word."""
    claims = (("ordered", _ORDERED), ("started", _STARTED), ("received", _RECEIVED), ("planned", _PLANNED))
    return next((name for name, pattern in claims if pattern.search(clause)), "stated")


def _together(money: list[Fact]) -> list[Fact]:
    """Merges a demanded sum and a received one (需追回…, 目前已收回…) into one fact with both quotations."""
    whole = next((fact for fact in money if fact.modality in ("ordered", "planned") and fact.kind != "amount"), None)
    part = next(
        (
            fact
            for fact in money
            if fact.modality == "received" and whole and fact.kind == whole.kind and fact.unit == whole.unit
        ),
        None,
    )
    if whole is None or part is None or float(part.value or 0) > float(whole.value or 0):
        return money
    joint = Fact(
        label=whole.label,
        kind=whole.kind,
        comparator=part.comparator,
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
