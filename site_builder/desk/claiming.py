"""New claims from selected words: a status, a due date, a responsible unit, a figure or a document."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from site_builder.desk.claim_words import ACTS
from site_builder.desk.claims import Quoted, place_of
from site_builder.desk.edits import RefusedError, append
from site_builder.desk.head_fields import said_date
from site_builder.desk.judging import quotation_at
from site_builder.desk.opened import Opened, number_of
from site_builder.desk.outcome import (
    Outcome,
    by_number,
    entry,
    iso,
    part_of,
    part_value,
    readable,
    selection,
    short,
    text,
)
from site_builder.desk.yaml_values import Tree
from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import fold
from site_builder.records.outline import Problem
from site_builder.records.partial_dates import PartialDate
from site_builder.records.quotes import occurrences
from site_builder.records.vocabulary import STATUSES, Status

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NUMBER = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)\s*+([%％]|[万亿千百]{0,2}[一-鿿a-zA-Z]{0,2})")
_TITLE = re.compile(r"《[^《》]{2,80}》")
_VERBS = (
    ("abolished", "废止"), ("drafted", "起草"), ("drafted", "草拟"), ("revised", "修订"), ("revised", "修改"),
    ("issued", "印发"), ("issued", "制定"), ("issued", "出台"), ("issued", "下发"),
)  # fmt: skip


def claim(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Adds a record to the ledger. An editor made it, so it is not marked as suggested. `offer` fills in the form beforehand."""
    kind = text(request, "kind", "种类")
    problem, about, found = selected(opened, request)
    make = {"status": _status, "due": _due, "responsible": _responsible, "fact": _fact, "document": _document}.get(kind)
    if make is None:
        raise RefusedError("不认识的种类")
    name, record, said = make(opened, request, found)
    record = _placed(record, about)
    ledger = append(opened.ledger, [problem.id, name], record, by_number)
    label = f"{number_of(opened, problem.id)}：新增{said}（引“{short(found.words)}”）"
    return Outcome(files=opened.with_ledger(ledger), label=label, act={"do": "claim", "kind": kind, "state": "added"})


def offer(opened: Opened, request: Mapping[str, Any]) -> dict[str, Any]:
    """Proposes what selected words can become: the quotation as it would be stored, and values read from it for the form.

    Gives   words, start, stop, widened; and of about, by, unit, role, label, value, figure, act, title those that could be read
    """
    problem, about, found = selected(opened, request)
    words = found.words
    around = readable(opened).outline.blocks[found.block].text
    title = _TITLE.search(words)
    figure = _NUMBER.search(fold(words))
    return {
        "item": problem.id,
        "itemSaid": number_of(opened, problem.id),
        "words": words,
        "block": found.block,
        "start": found.found.start,
        "stop": found.found.stop,
        "widened": found.widened,
        "about": about,
        "by": date_in(words, around[: found.found.start], _year(opened)) or "",
        "unit": _unit(opened, request),
        "role": next((role for role in ("牵头", "配合", "责任") if role in words), ""),
        "title": title[0] if title else "",
        "act": next((act for act, verb in _VERBS if verb in words), "issued"),
        "label": _label(words, figure),
        "value": figure[1] if figure else "",
        "figure": figure[2] if figure else "",
    }


def selected(opened: Opened, request: Mapping[str, Any]) -> tuple[Problem, str | None, Quoted]:
    """The item that a selection is in, the part of it that it is about, and the words, widened until they are unique there."""
    outline, chosen = readable(opened).outline, selection(request)
    place = place_of(outline, chosen.block)
    problem = outline.problem(place.item) if place.item else None
    if problem is None:
        raise RefusedError("选的字不在任何事项里；台账只记事项")
    wanted = request.get("about", place.measure)
    about = part_of(problem, wanted if isinstance(wanted, str) else None)
    return problem, about, quotation_at(opened, problem, about, chosen)


def _placed(record: dict[str, Tree], about: str | None) -> dict[str, Tree]:
    """The record with the key `about` placed before its quotation, in the order in which import writes keys."""
    if about is None:
        return record
    made: dict[str, Tree] = {}
    for key, each in record.items():
        if key in ("quote", "quotes") and "about" not in made:
            made["about"] = part_value(about)
        made[key] = each
    return made


Made = tuple[str, dict[str, Tree], str]


def _status(opened: Opened, request: Mapping[str, Any], found: Quoted) -> Made:
    status = text(request, "status", "状态")
    if status not in get_args(Status):
        raise RefusedError("不认识的状态")
    published = opened.notice.head.published if opened.notice else None
    record: dict[str, Tree] = {"as_of": published.day.isoformat() if published else None}
    record |= entry((("status", status), ("continuing", request.get("continuing") is True), ("quote", found.words)))
    return "entries", record, f"状态“{STATUSES[status]}”"  # type: ignore[index]


def _due(opened: Opened, request: Mapping[str, Any], found: Quoted) -> Made:
    by = partial(text(request, "by", "到哪天"))
    return "due", entry((("by", by), ("quote", found.words))), f"时限 {said_date(by)}"


def _responsible(opened: Opened, request: Mapping[str, Any], found: Quoted) -> Made:
    unit = text(request, "unit", "单位", 120)
    if not occurrences(unit, found.words):
        raise RefusedError(f"“{unit}”不在引语里；单位名称要照引语的写法")
    record = entry((("unit", unit), ("role", text(request, "role", longest=20)), ("quote", found.words)))
    return "responsible", record, f"责任单位 {unit}"


def _fact(opened: Opened, request: Mapping[str, Any], found: Quoted) -> Made:
    value = text(request, "value", "数字", 40)
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", value):
        raise RefusedError("数字只写阿拉伯数字，可以带小数点")
    if value not in fold(found.words).replace(",", ""):
        raise RefusedError(f"引语里没有 {value} 这个数")
    label, unit = text(request, "label", "这是什么数", 80), text(request, "figure", longest=20)
    record = entry((("label", label), ("value", value), ("unit", unit), ("modality", "stated")))
    return "facts", record | {"quotes": [found.words]}, f"数字 {label} {value}{unit}"


def _document(opened: Opened, request: Mapping[str, Any], found: Quoted) -> Made:
    title, act = text(request, "title", "文件名称", 120), text(request, "act") or "issued"
    if not occurrences(title, found.words):
        raise RefusedError("文件名称要照引语的写法")
    if act not in ACTS:
        raise RefusedError("不认识的做法")
    record = entry((("label", title), ("kind", "document"), ("act", act)))
    return "facts", record | {"quotes": [found.words]}, f"制度文件 {title}（{ACTS[act]}）"


def partial(day: str) -> str:
    """The date as written, if it is a valid year, month or day. Raises RefusedError."""
    day = iso(day)
    try:
        if not _DATE.fullmatch(day):
            raise ValueError
        PartialDate(day).latest  # noqa: B018  raises where the day cannot be
    except ValueError:
        raise RefusedError(f"“{day}”不是日期；写成 2026年、2026年12月 或 2026年12月31日") from None
    return day


def date_in(words: str, before: str, year: int | None) -> str | None:
    """The last date in some words; a missing year is that of the last date before them, else `year`."""
    for found in reversed(dates(fold(words))):
        earlier = [each.year for each in dates(fold(before)) if each.year]
        known = found.year or (earlier[-1] if earlier else year)
        if known and (iso := found.in_year(known).iso()):
            return iso
    return None


def _year(opened: Opened) -> int | None:
    published = opened.notice.head.published if opened.notice else None
    return published.day.year if published else None


def _unit(opened: Opened, request: Mapping[str, Any]) -> str:
    """The words exactly as selected, before widening."""
    block, start, stop = selection(request)
    return readable(opened).outline.blocks[block].text[start:stop].strip(" ，。、；：")


def _label(words: str, figure: re.Match[str] | None) -> str:
    before = words[: figure.start()] if figure else words
    return re.split(r"[，。；：、]", before)[-1].strip(" 已约共") or words[:20]
