"""What a record of the ledger claims, in Chinese words: its kind, its title, its other fields."""

from collections.abc import Iterator
from typing import Any

from site_builder.desk.head_fields import said_date
from site_builder.records.ledger_model import (
    Commitment,
    Due,
    Entry,
    Fact,
    Responsible,
    Target,
)
from site_builder.records.model import Record
from site_builder.records.vocabulary import COMPARATORS, MODALITIES, STATUSES

ACTS = {"issued": "印发", "revised": "修订", "drafted": "起草", "abolished": "废止", "cited": "提及"}


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
        said = MODALITIES.get(record.modality or "", record.modality)
        return f"{record.label}：{_quantity(record)}" + (f"（{said}）" if said else "")
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
    """The other values of a record, as (label, value) pairs for display."""
    if isinstance(record, Entry):
        if record.as_of:
            yield "公开于", said_date(record.as_of)
        if record.happened:
            yield "发生于", said_date(record.happened)
        if record.reason:
            yield "退回原因", record.reason
        if record.note:
            yield "编者说明", record.note
    if isinstance(record, Due) and record.as_of:
        yield "改期于", said_date(record.as_of)
        yield "原因", record.reason or ""
    if isinstance(record, Fact):
        for words in record.quotes[1:]:
            yield "另一句", words
    if isinstance(record, Commitment) and record.threshold and record.every:
        yield "门槛", record.threshold
