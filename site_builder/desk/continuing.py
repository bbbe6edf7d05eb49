"""What comes after publishing: progress with its paper, a due date moved, closing, the verdict of a verifier."""

from collections.abc import Mapping
from typing import Any, get_args

from site_builder.desk.claiming import partial
from site_builder.desk.edits import RefusedError, append, put
from site_builder.desk.head_fields import said_date
from site_builder.desk.judging import short
from site_builder.desk.opened import Opened, about_words, number_of
from site_builder.desk.outcome import Outcome, by_number, by_order, entry, text
from site_builder.desk.yaml_values import Tree, Word
from site_builder.records.outline import Problem
from site_builder.records.quotes import comparable, occurrences
from site_builder.records.vocabulary import STATUSES, Status

SHORTEST = 6


def progress(opened: Opened, told: Mapping[str, Any]) -> Outcome:
    """One more entry at the end of an item's, with words of a file or of another notice."""
    problem, about = item_of(opened, told)
    source, words = evidence_of(opened, told)
    status = text(told, "status")
    if status and status not in get_args(Status):
        raise RefusedError("不认识的状态")
    reason = text(told, "reason")
    record = entry(
        (
            ("as_of", partial(text(told, "as_of", "哪天公开的"))),
            ("happened", partial(happened) if (happened := text(told, "happened")) else None),
            ("status", status),
            ("continuing", told.get("continuing") is True),
            ("about", named(about)),
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


def move_due(opened: Opened, told: Mapping[str, Any]) -> Outcome:
    """A later day for the same matter, behind the earlier ones, with when it was moved and why."""
    problem, about = item_of(opened, told)
    source, words = evidence_of(opened, told)
    by = partial(text(told, "by", "改到哪天"))
    record = entry(
        (
            ("by", by),
            ("about", named(about)),
            ("quote", words),
            ("as_of", partial(text(told, "as_of", "哪天改的"))),
            ("reason", text(told, "reason", "为什么改")),
            ("source", source),
        )
    )
    known = opened.notice.ledger(problem.id).due if opened.notice else ()
    if not any(due.about == about for due in known):
        raise RefusedError(f"{about_words(about)}原来没有时限；先在原文里选出时限的话")
    ledger = append(opened.ledger, [problem.id, "due"], record, by_number)
    label = f"{number_of(opened, problem.id)}：时限改为{said_date(by)}（{short(text(told, 'reason'))}）"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "due", "state": "added"})


def close(opened: Opened, told: Mapping[str, Any]) -> Outcome:
    """Another organ has verified and closed the item: a last entry with its words, and who, when, on what paper."""
    problem, _ = item_of(opened, told)
    source, words = evidence_of(opened, told)
    day, by = partial(text(told, "date", "哪天销号")), text(told, "by", "谁核销的", 120)
    if opened.notice and opened.notice.ledger(problem.id).closing:
        raise RefusedError("这一项已经销号了")
    record = entry((("as_of", day), ("status", "closed"), ("basis", "report"), ("quote", words), ("source", source)))
    closing = entry(
        (
            ("date", day),
            ("by", by),
            ("ref", text(told, "ref", longest=80)),
            ("notice", source.get("notice") if isinstance(source, dict) else None),
        )
    )
    ledger = append(opened.ledger, [problem.id, "entries"], record, by_number)
    ledger = put(ledger, [problem.id, "closing"], closing, by_order("item"))
    label = f"{number_of(opened, problem.id)}：{by}于{said_date(day)}销号"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "close", "state": "added"})


def verdict(opened: Opened, told: Mapping[str, Any]) -> Outcome:
    """What a verifier says of an item, apart from what the organ says itself."""
    problem, _ = item_of(opened, told)
    source, words = evidence_of(opened, told)
    by = text(told, "by", "哪个单位核查", 120)
    record = entry(
        (
            ("by", by),
            ("date", partial(day) if (day := text(told, "date")) else None),
            ("verdict", text(told, "verdict", longest=80)),
            ("quote", words),
            ("source", source),
        )
    )
    ledger = append(opened.ledger, [problem.id, "assessments"], record, by_number)
    label = f"{number_of(opened, problem.id)}：记下{by}的意见“{short(words)}”"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "verdict", "state": "added"})


def item_of(opened: Opened, told: Mapping[str, Any]) -> tuple[Problem, str | None]:
    """The item a form speaks of, and the part of it."""
    item, about = text(told, "item", "哪一项"), text(told, "about") or None
    problem = opened.notice.outline.problem(item) if opened.notice else None
    if problem is None:
        raise RefusedError(f"没有 {item} 这一项")
    if about and not problem.measure(about) and not occurrences(about, f"{problem.title}\n{problem.text}"):
        raise RefusedError(f"“{short(about)}”不是这一项里的字")
    return problem, about


def named(about: str | None) -> Tree:
    return Word(about) if about and about[0] == "m" and about[1:].isdigit() else about


def evidence_of(opened: Opened, told: Mapping[str, Any]) -> tuple[Tree, str]:
    """Where the words are from, and the words: they stand once in the text of that file or notice."""
    name, slug = text(told, "file"), text(told, "notice")
    words = text(told, "quote", "依据的话（在下面的文字里选）")
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
    if len(comparable(words)) < SHORTEST:
        raise RefusedError(f"引的话太短，至少 {SHORTEST} 个字")
    if (count := occurrences(words, body)) != 1:
        raise RefusedError("引的话不在依据里" if not count else f"引的话在依据里有 {count} 处，多选几个字")
    source = entry((("file", name), ("notice", slug if not name else ""), ("title", text(told, "title", longest=120))))
    return source, words
