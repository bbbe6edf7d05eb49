"""Actions on the head of a notice: set its fields and its window, publish it, withdraw it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from site_builder.desk.claiming import partial
from site_builder.desk.edits import RefusedError, put, remove
from site_builder.desk.head_fields import head_fields, said_date
from site_builder.desk.nodes import read_nodes
from site_builder.desk.opened import Opened
from site_builder.desk.outcome import Outcome, by_order, iso, readable, snapshot, standing_card, text
from site_builder.desk.yaml_values import Tree, Word
from site_builder.records.model import Window
from site_builder.records.notice_parts import split_notice
from site_builder.records.quotes import occurrences
from site_builder.records.vocabulary import KINDS, UNSTATED, WINDOW_KINDS, Kind
from site_builder.views.derive import visible_from

_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?")
DAYS = {"published": "公开日期", "written": "成文日期"}
LABELS = {
    "title": "标题",
    "display_title": "拟题",
    "organ": "发布单位",
    "document_number": "发文字号",
    "kind": "种类",
} | DAYS
_ALWAYS_THERE = ("title", "organ", "published")  # null in these fields means: the text does not say


def with_head(opened: Opened, head: str) -> dict[str, bytes]:
    parts = split_notice(opened.text)
    assert parts is not None
    start = opened.text.index("\n") + 1
    return opened.with_notice(opened.text[:start] + head + opened.text[start + len(parts.head) :])


def head_of(opened: Opened) -> str:
    readable(opened)
    parts = split_notice(opened.text)
    assert parts is not None
    return parts.head


def set_field(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Sets a field of the head; an empty value means 原文未载明 (the text does not say)."""
    name, value = text(request, "field", "哪一项"), text(request, "value")
    head, label = head_of(opened), LABELS.get(name)
    if label is None:
        raise RefusedError("这一项不能在这里改")
    made: Tree = value or None
    if name in DAYS and value:
        value = iso(value)
        made = _stamp(value) if name == "published" else partial(value)
    elif name == "kind":
        if value not in get_args(Kind):
            raise RefusedError("不认识的种类")
        made = Word(value)
    elif name == "organ" and value:
        made = Word(value)
    head = _unsaid(head, name) if made is None else put(head, [name], made, by_order("head"))
    names: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "organ": opened.organs}  # type: ignore[dict-item]
    shown = said_date(value) if name in DAYS else names.get(name, {}).get(value, value)
    return judged(opened, with_head(opened, head), name, f"{label}改为“{shown or '原文未载明'}”")


def unsay(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """The key N on a field of the head: marks that the text does not say it."""
    card = standing_card(opened, text(request, "card", "卡片"))
    name, head = card.where, head_of(opened)
    if name == "kind":
        raise RefusedError("种类总要有一个；请改成别的")
    head = put(head, [name], Word("unstated")) if name == "window" else _unsaid(head, name)
    return judged(opened, with_head(opened, head), name, f"{card.title.split('：')[0]}：{UNSTATED}", snapshot(card))


def _unsaid(head: str, name: str) -> str:
    if name in _ALWAYS_THERE:
        return put(head, [name], None, by_order("head"))
    return remove(head, [name]) if read_nodes(head).at([name]) else head


def set_window(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Sets the days on which the notice is public, with the quotation for them; or 'unstated', or 'none'."""
    head, kind = head_of(opened), text(request, "kind", "种类")
    if kind in ("unstated", "none"):
        said = UNSTATED if kind == "unstated" else "不适用"
        made = put(head, ["window"], Word(kind), by_order("head"))
        return judged(opened, with_head(opened, made), "window", f"公开期限：{said}")
    if kind not in WINDOW_KINDS:
        raise RefusedError("不认识的期限种类")
    opens, closes = day(text(request, "opens", "第一天")), day(text(request, "closes", "最后一天"))
    if closes < opens:
        raise RefusedError("最后一天在第一天之前")
    quote = text(request, "quote")
    if quote and occurrences(quote, readable(opened).outline.text) != 1:
        raise RefusedError("引的话在正文里不是恰好一处")
    window: dict[str, Tree] = {"kind": Word(kind), "opens": opens, "closes": closes}
    if quote:
        window["quote"] = quote
    before = readable(opened).head.window
    if isinstance(before, Window):
        for key, value in window.items():
            head = put(head, ["window", key], value, lambda name: ("kind", "opens", "closes", "quote").index(name))
        if before.quote and not quote:
            head = remove(head, ["window", "quote"])
    else:
        head = put(head, ["window"], window, by_order("head"))
    said = f"{WINDOW_KINDS[kind]}定为{said_date(opens)}至{said_date(closes)}"
    return judged(opened, with_head(opened, head), "window", said)


def publish(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Removes the draft mark, so that the next build publishes the notice."""
    head = head_of(opened)
    if not readable(opened).head.draft:
        raise RefusedError("这一份不是草稿")
    files = with_head(opened, remove(head, ["draft"]))
    return Outcome(files=files, label="已发布：下一次生成网站时公开", act={"do": "publish"})


def withdraw(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Withdraws the notice after its window or at once; its page is then reduced to a sentence that says so."""
    head, when = head_of(opened), text(request, "when", "什么时候")
    window = readable(opened).head.window
    if when == "closes":
        if not isinstance(window, Window):
            raise RefusedError("这份通报没有公开期限，不会届满；请选马上撤下")
        head = put(head, ["after_close"], Word("withdraw"), by_order("head"))
        return Outcome(files=with_head(opened, head), label="公开期限届满后撤下", act={"do": "withdraw"})
    if when != "now":
        raise RefusedError("不认识的时候")
    begins = visible_from(readable(opened).head)
    if begins and opened.day < begins:
        raise RefusedError("公开的日子还没有到，现在并不公开；把日子往后改就可以")
    head = put(head, ["withdrawn"], opened.day.isoformat(), by_order("head"))
    return Outcome(files=with_head(opened, head), label="马上撤下", act={"do": "withdraw"})


def judged(
    opened: Opened, files: dict[str, bytes], name: str, label: str, card: dict[str, Any] | None = None
) -> Outcome:
    """The outcome of setting a field; in a draft the new value also counts as reviewed. Raises RefusedError.

    Takes   opened: the notice before it
            files: those that were changed, with their new content
            name: of the field
            label: what was done, for the list of changes
            card: that was judged by it, as it was
    """
    fresh = opened.with_files(files)
    if fresh.notice is None:
        raise RefusedError("这样写以后基本信息就读不出来了，没有改")
    if fresh.notice.head.draft:
        key = next((field.key for field in head_fields(fresh.notice, fresh.organs) if field.name == name), None)
        files = files | (fresh.with_memory(key, "changed") if key else {})
    act = {"do": "head", "card": f"head-{name}", "kind": "head", "state": "changed", "snapshot": card}
    return Outcome(files=files, label=label, act=act)


def day(value: str) -> str:
    """The date in ISO form, if it exists. Raises RefusedError."""
    try:
        return date.fromisoformat(iso(value)).isoformat()
    except ValueError:
        raise RefusedError(f"“{value}”不是日期；写成 2026年12月31日") from None


def _stamp(value: str) -> str:
    if not _STAMP.fullmatch(value):
        raise RefusedError(f"“{value}”不是日期；写成 2026年12月31日，可以带时间：2026-12-31 17:44")
    day(value[:10])
    return value
