"""The differences between two states of a notice, as sentences for people who never see its files."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from site_builder.desk.claim_words import card_title
from site_builder.desk.head_fields import head_fields
from site_builder.desk.outcome import short
from site_builder.records.ledger_model import Entry, Ledger
from site_builder.records.notice import Notice

_NAMES = {"responsible": "责任单位", "due": "时限", "entries": "进展", "facts": "数字", "assessments": "核查意见"}


def changes_in_words(before: Notice | None, after: Notice | None) -> list[str]:
    """Takes   before, after: the old and the new notice; None where it did not exist or no longer does"""
    if after is None:
        return ["整份删去"] if before else []
    if before is None:
        kind = "草稿，" if after.head.draft else ""
        return [f"新增通报（{kind}{len(after.outline.problems)} 个事项）"]
    return [*_of_head(before, after), *_of_text(before, after), *_of_items(before, after), *_of_notice(before, after)]


def _of_head(before: Notice, after: Notice) -> Iterator[str]:
    if before.head.draft != after.head.draft:
        yield "撤回为草稿" if after.head.draft else "已发布"
    old = {field.name: field for field in head_fields(before)}
    for field in head_fields(after):
        known = old.pop(field.name, None)
        if known is None:
            yield f"{field.label}：新填“{field.shown}”"
        elif (known.shown, known.fields) != (field.shown, field.fields):
            yield f"{field.label}：“{known.shown}”改为“{field.shown}”"
    yield from (f"{field.label}：删去“{field.shown}”" for field in old.values())
    if before.head.after_close != after.head.after_close and after.head.after_close == "withdraw":
        yield "期限届满后撤下"
    if before.head.withdrawn != after.head.withdrawn:
        yield f"{after.head.withdrawn} 起撤下" if after.head.withdrawn else "不再撤下"


def _of_text(before: Notice, after: Notice) -> Iterator[str]:
    if before.outline.text != after.outline.text:
        old, new = ([block.text for block in each.outline.blocks] for each in (before, after))
        before_, after_ = set(old), set(new)
        changed = sum(1 for words in new if words not in before_)
        gone = sum(1 for words in old if words not in after_)
        yield f"正文改动：{max(changed, gone)} 段"
    elif [(p.id, p.start) for p in before.outline.problems] != [(p.id, p.start) for p in after.outline.problems]:
        yield f"结构调整：现有 {len(after.outline.problems)} 个事项"


def _of_items(before: Notice, after: Notice) -> Iterator[str]:
    numbers = {problem.id: f"第{n}项" for n, problem in enumerate(after.outline.problems, 1)}
    items = [*numbers, *(item for item in before.ledgers.items if item not in numbers)]
    for item in items:
        old, new = before.ledger(item), after.ledger(item)
        if old != new:
            yield from (f"{numbers.get(item, item)}：{said}" for said in _of_item(old, new))


def _of_item(old: Ledger, new: Ledger) -> Iterator[str]:
    for name, label in _NAMES.items():
        yield from _of_list(label, getattr(old, name), getattr(new, name))
    if new.closing and old.closing != new.closing:
        yield f"{new.closing.by}销号"
    if old.closing and not new.closing:
        yield "删去销号"
    if old.same_as != new.same_as:
        yield "与别的通报的关联有改动"
    if old.review_by != new.review_by:
        yield f"下次回头看：{new.review_by or '不定'}"


def _of_list(label: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[str]:
    left = list(old)
    added = []
    for record in new:
        if record in left:
            left.remove(record)
        else:
            added.append(record)
    for record in added:
        same = next((each for each in left if _words(each) == _words(record)), None)
        if same is None:
            yield f"新增{label}“{_said(record)}”" + ("（建议，待校核）" if record_suggested(record) else "")
            continue
        left.remove(same)
        judged = record_suggested(same) and not record_suggested(record)
        plain = msgspec.structs.replace(same, suggested=False) == record if judged else False
        verb = "采纳" if plain else "采纳并改动" if judged else "改动"
        yield f"{verb}{label}“{_said(record)}”"
    for record in left:
        yield f"{'不采纳建议的' if record_suggested(record) else '删去'}{label}“{_said(record)}”"


def record_suggested(record: Any) -> bool:
    return bool(getattr(record, "suggested", False))


def _words(record: Any) -> str:
    quotes = getattr(record, "quotes", None)
    return quotes[0] if quotes else (getattr(record, "quote", None) or "")


def _said(record: Any) -> str:
    if isinstance(record, Entry):
        return short(record.quote or card_title(record))
    return card_title(record).partition("：")[2] or card_title(record) or short(_words(record))


def _of_notice(before: Notice, after: Notice) -> Iterator[str]:
    old, new = before.ledgers, after.ledgers
    for correction in new.notice.corrections:
        if correction not in old.notice.corrections:
            yield f"{'删除' if correction.kind == 'redaction' else '更正'}：{correction.what}"
    if old.notice.milestones != new.notice.milestones or old.notice.feedback != new.notice.feedback:
        yield "整份通报的节点或意见数有改动"
    for name, label in (("targets", "指标"), ("commitments", "承诺")):
        one, other = getattr(old, name), getattr(new, name)
        yield from _of_list(label, tuple(one.values()), tuple(other.values()))
