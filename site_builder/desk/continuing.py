"""Actions after publishing: report progress with its evidence, move a due date, close an item, record a verifier's verdict."""

from collections.abc import Mapping
from typing import Any, get_args

from site_builder.desk.claiming import partial
from site_builder.desk.edits import RefusedError, append, put
from site_builder.desk.head_fields import said_date
from site_builder.desk.opened import Opened, about_words, number_of
from site_builder.desk.outcome import Outcome, by_number, by_order, entry, part_of, part_value, readable, short, text
from site_builder.desk.yaml_values import Tree
from site_builder.records.outline import Problem
from site_builder.records.quotes import comparable, occurrences
from site_builder.records.vocabulary import STATUSES, Status
from site_builder.rules.quotation_length import LEAST


def progress(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Adds a progress entry to an item; its quotation comes from a file or from another notice."""
    problem, about = item_of(opened, request)
    source, words = evidence_of(opened, request)
    status = text(request, "status")
    if status and status not in get_args(Status):
        raise RefusedError("不认识的状态")
    reason = text(request, "reason")
    record = entry(
        (
            ("as_of", partial(text(request, "as_of", "哪天公开的"))),
            ("happened", partial(happened) if (happened := text(request, "happened")) else None),
            ("status", status),
            ("continuing", request.get("continuing") is True),
            ("about", part_value(about)),
            ("basis", "report"),
            ("quote", words),
            ("source", source),
            ("reason", reason),
        )
    )
    ledger = append(opened.ledger, [problem.id, "entries"], record, by_number)
    said = f"，{STATUSES[status]}" if status else ""  # type: ignore[index]
    label = f"{number_of(opened, problem.id)}：新增进展“{short(words)}”（{about_words(about)}{said}）"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "progress", "state": "added"})


def move_due(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Adds a new due date for the same matter, with the day on which it was moved and why; earlier due dates stay."""
    problem, about = item_of(opened, request)
    source, words = evidence_of(opened, request)
    by = partial(text(request, "by", "改到哪天"))
    record = entry(
        (
            ("by", by),
            ("about", part_value(about)),
            ("quote", words),
            ("as_of", partial(text(request, "as_of", "哪天改的"))),
            ("reason", text(request, "reason", "为什么改")),
            ("source", source),
        )
    )
    known = readable(opened).ledger(problem.id).due
    if not any(due.about == about for due in known):
        raise RefusedError(f"{about_words(about)}原来没有时限；先在原文里选出时限的话")
    ledger = append(opened.ledger, [problem.id, "due"], record, by_number)
    label = f"{number_of(opened, problem.id)}：时限改为{said_date(by)}（{short(text(request, 'reason'))}）"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "due", "state": "added"})


def close(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Records that another organ verified and closed the item: its words, who it was, when, and the document's number."""
    problem, _ = item_of(opened, request)
    source, words = evidence_of(opened, request)
    day, by = partial(text(request, "date", "哪天销号")), text(request, "by", "谁核销的", 120)
    if readable(opened).ledger(problem.id).closing:
        raise RefusedError("这一项已经销号了")
    record = entry((("as_of", day), ("status", "closed"), ("basis", "report"), ("quote", words), ("source", source)))
    closing = entry(
        (
            ("date", day),
            ("by", by),
            ("ref", text(request, "ref", longest=80)),
            ("notice", source.get("notice") if isinstance(source, dict) else None),
        )
    )
    ledger = append(opened.ledger, [problem.id, "entries"], record, by_number)
    ledger = put(ledger, [problem.id, "closing"], closing, by_order("item"))
    label = f"{number_of(opened, problem.id)}：{by}于{said_date(day)}销号"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "close", "state": "added"})


def verdict(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Records a verifier's assessment of an item, apart from what the organ says of itself."""
    problem, _ = item_of(opened, request)
    source, words = evidence_of(opened, request)
    by = text(request, "by", "哪个单位核查", 120)
    record = entry(
        (
            ("by", by),
            ("date", partial(day) if (day := text(request, "date")) else None),
            ("verdict", text(request, "verdict", longest=80)),
            ("quote", words),
            ("source", source),
        )
    )
    ledger = append(opened.ledger, [problem.id, "assessments"], record, by_number)
    label = f"{number_of(opened, problem.id)}：记下{by}的意见“{short(words)}”"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "verdict", "state": "added"})


def item_of(opened: Opened, request: Mapping[str, Any]) -> tuple[Problem, str | None]:
    """The item that a form names, and the part of it (`about`), if any."""
    item = text(request, "item", "哪一项")
    problem = readable(opened).outline.problem(item)
    if problem is None:
        raise RefusedError(f"没有 {item} 这一项")
    return problem, part_of(problem, text(request, "about"))


def evidence_of(opened: Opened, request: Mapping[str, Any]) -> tuple[Tree, str]:
    """The source of a quotation and its words, which must be unique in the text of that file or notice. Raises RefusedError."""
    name, slug = text(request, "file"), text(request, "notice")
    words = text(request, "quote", "依据的话（在左边的依据里选）")
    if name:
        body = opened.evidence.get(name)
        if name not in opened.evidence:
            raise RefusedError(f"没有文件 {name}")
    elif slug:
        body = opened.linked.get(slug)
    else:
        raise RefusedError("还没有选依据：一个文件，或者本站另一份通报")
    if not body:
        raise RefusedError("这个依据里读不出文字（可能是扫描件），不能核对引语；请换成有文字的文件")
    if len(comparable(words)) < LEAST:
        raise RefusedError(f"引的话太短，至少 {LEAST} 个字")
    if (count := occurrences(words, body)) != 1:
        raise RefusedError("引的话不在依据里" if not count else f"引的话在依据里有 {count} 处，多选几个字")
    source = entry(
        (("file", name), ("notice", slug if not name else ""), ("title", text(request, "title", longest=120)))
    )
    return source, words
