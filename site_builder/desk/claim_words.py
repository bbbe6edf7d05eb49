"""What a record of the ledger claims, in Chinese words: its kind, its title, its other fields."""

from collections.abc import Iterator
from typing import Any

from site_builder.desk.head_fields import said_date
from site_builder.records.ledger_model import (
    Commitment,
    Due,
    Entry,
    EvidenceSource,
    Fact,
    Responsible,
    Target,
)
from site_builder.records.model import Record
from site_builder.records.vocabulary import BASES, COMPARATORS, MODALITIES, STATUSES

ACTS = {"issued": "印发", "revised": "修订", "drafted": "起草", "abolished": "废止", "cited": "提及"}
# What a figure counts, for those of FACT_KINDS.
FACT_WORDS = {
    "amount": "金额", "area": "面积", "batches": "批次", "cases": "案件", "cleared": "清理", "count": "数量", "document": "制度文件",
    "documents": "文件数", "equipment": "设备", "files": "材料", "forfeited": "没收", "homes": "住房", "households": "户数",
    "inspected": "检查", "items": "事项", "lifts": "电梯", "outlets": "网点", "paid": "支付", "people": "人数", "projects": "项目",
    "rate": "比率", "recovered": "追回", "reduced": "核减", "repaid": "归还", "returned": "退还", "saved": "节约", "sites": "点位",
    "sources": "来源", "spent": "支出", "stations": "站点", "units": "单位",
}  # fmt: skip


def card_kind(record: Record) -> str:
    if isinstance(record, Entry):
        return "status" if record.status else "log"
    if isinstance(record, Fact):
        return "document" if record.kind == "document" else "fact"
    return {Responsible: "responsible", Due: "due", Target: "target", Commitment: "commitment"}[type(record)]


def card_title(record: Any) -> str:
    """What a record claims, as a title in Chinese."""
    if isinstance(record, Entry):
        said = STATUSES[record.status] if record.status else "进展记录，不带状态"
        return said + ("，长期坚持" if record.continuing else "")
    if isinstance(record, Due):
        return f"时限：{said_date(record.by)}" + ("（改期）" if record.as_of else "")
    if isinstance(record, Responsible):
        return f"责任单位：{record.unit}" + (f"（{record.role}）" if record.role else "")
    if isinstance(record, Fact) and record.kind == "document":
        return f"制度文件：{record.label}" + (f"（{ACTS.get(record.act, record.act)}）" if record.act else "")
    if isinstance(record, Fact):
        standing = MODALITIES.get(record.modality or "", record.modality)
        return f"{record.label}：{_quantity(record)}" + (f"（{standing}）" if standing else "")
    if isinstance(record, Target):
        compared = COMPARATORS[record.comparator] if record.comparator else ""
        return f"指标：{record.metric} {compared}{record.value or ''}{record.unit or ''}"
    if isinstance(record, Commitment):
        return "承诺：" + (_every(record.every) if record.every else record.threshold or "")
    return ""


def _quantity(fact: Fact) -> str:
    compared = COMPARATORS[fact.comparator] if fact.comparator and fact.comparator != "=" else ""
    value = f"{compared}{fact.value}{fact.unit or ''}" if fact.value else ""
    total = f"，共 {fact.of}{fact.unit or ''}" if fact.of else ""
    return value + total + (f"，{fact.count} 笔（件）" if fact.count else "")


def _every(code: str) -> str:
    known = {"1D": "每天", "1W": "每周", "1M": "每月", "3M": "每季度", "4M": "每四个月", "6M": "每半年", "1Y": "每年"}
    return known.get(code, code)


def fields_of(record: Any) -> Iterator[tuple[str, str]]:
    """The values of a record that its title does not say, as (label, value) pairs: whoever accepts it confirms them all."""
    pairs = [*_of_record(record), *_of_source(getattr(record, "source", None))]
    yield from ((label, value) for label, value in pairs if value)


Pairs = Iterator[tuple[str, str | None]]


def _of_record(record: Any) -> Pairs:
    match record:
        case Entry():
            yield from _of_entry(record)
        case Due():
            yield "改期于", _day(record.as_of)
            yield "原因", record.reason
        case Fact():
            yield from _of_fact(record)
        case Target():
            yield from _of_target(record)
        case Commitment():
            yield "门槛", record.threshold if record.every else None
            yield "从", _day(record.from_)
            yield "到", _day(record.until)


def _of_entry(entry: Entry) -> Pairs:
    yield "公开于", _day(entry.as_of)
    yield "发生于", _day(entry.happened)
    yield "依据", BASES[entry.basis] if entry.basis != "notice" else None
    yield "退回原因", entry.reason
    yield "编者说明", entry.note


def _of_fact(fact: Fact) -> Pairs:
    document = fact.kind == "document"
    yield "种类", None if document else FACT_WORDS.get(fact.kind or "", fact.kind)
    yield "数", (_quantity(fact) or None) if document else None
    yield "是怎样的数", MODALITIES.get(fact.modality or "", fact.modality) if document else None
    yield "总共几笔（件）", fact.count_of
    yield "对文件做了什么", None if document else ACTS.get(fact.act or "", fact.act)
    for words in fact.quotes[1:]:
        yield "另一句", words


def _of_target(target: Target) -> Pairs:
    yield "什么时候的数", target.period
    yield "力争", target.stretch
    yield "说得怎样", target.strength
    yield "推出来的", "原文没有直接这样说" if target.implied else None
    if before := target.before:
        yield "以前", _past(before.period, before.value)
        yield "以前的原话", before.quote
        yield "以前的口径", _SAME if before.same_metric else None
    if result := target.result:
        yield "结果", _past(result.period, result.value)
        yield "结果公开于", _day(result.as_of)
        yield "结果的原话", result.quote
        yield "结果的口径", _SAME if result.same_metric else None
        yield from _of_source(result.source)


def _of_source(source: EvidenceSource | None) -> Pairs:
    if source is None:
        return
    yield "文件的名称", source.title
    yield "单元格", source.cell
    yield "页", str(source.page) if source.page else None


_SAME = "与指标相同，可以比较"


def _past(period: str | None, value: str | None) -> str:
    return "：".join(each for each in (period, value) if each)


def _day(day: str | None) -> str | None:
    return said_date(day) if day else None
