"""`/data/notices/<slug>.json`: one notice, whole. Source: docs/contract.md; keys are never removed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from site_builder.records.encoding import plain
from site_builder.records.model import Due, Entry, EvidenceSource, Fact, Feedback, PartialDate, Record, Responsible
from site_builder.records.notice import inspection_of
from site_builder.records.outline import Problem
from site_builder.views.derive import deciding
from site_builder.views.presenter import Presenter
from site_builder.views.view_models import NoticeRef


def notice_json(presenter: Presenter, ref: NoticeRef) -> bytes:
    notice, context = presenter.notice, presenter.context
    head, outline = notice.head, notice.outline
    window = notice.window
    inspection = inspection_of(head, {context.inspection_id: context.inspection} if context.inspection else {})  # type: ignore[dict-item]
    shown = context.drafts
    moved = notice.ledgers.notice
    value: dict[str, Any] = {
        "id": notice.slug,
        "url": ref.url,
        "kind": head.kind,
        "title": ref.title,
        "title_stated": ref.title_stated,
        "draft": head.draft,
        "organ": {"id": context.organ.id, "name": context.organ.name} if context.organ else None,
        "inspection": _inspection(inspection, context.inspection_id),
        "published": head.published,
        "written": head.written,
        "window": {"kind": window.kind, "opens": window.opens, "closes": window.closes, "quote": window.quote}
        if window
        else None,
        "window_state": ref.window.state,
        "contacts": _plain(head.contacts),
        "signed": {"by": head.signed.by, "date": head.signed.date} if head.signed else {"by": [], "date": None},
        "source": _plain(head.source),
        "stated": _without_nulls(_plain(head.stated)),
        "follows": head.follows if head.follows and (link := presenter.linked(head.follows)) and link.public else None,
        "attachments": _plain(head.attachments),
        "text": outline.text,
        "text_sha256": presenter.text_sha256(),
        "sections": [
            {"heading": s.heading, "role": s.role, "categories": list(s.categories)} for s in outline.sections
        ],
        "problems": [_problem(presenter, problem) for problem in outline.problems],
        "targets": [
            {"id": key, "url": presenter.routes.target(notice.slug, key), **_target(_plain(target), presenter.day)}
            for key, target in notice.ledgers.targets.items()
            if shown or not target.suggested
        ],
        "commitments": [
            {"id": key, **_plain(record)}
            for key, record in notice.ledgers.commitments.items()
            if shown or not record.suggested
        ],
        "corrections": [_plain(c) for c in moved.corrections if c.date <= presenter.day],
        "milestones": [_plain(m) for m in moved.milestones if m.date.earliest <= presenter.day],
        "feedback": _plain(moved.feedback) if _told(moved.feedback, presenter.day) else None,
    }
    return msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=1) + b"\n"


def _plain(record: Record | Iterable[Record] | None) -> Any:
    return plain(record)


def _without_nulls(value: Any) -> Any:
    return {key: each for key, each in value.items() if each not in (None, [])} if value else value


def _inspection(record: Record | None, shared: str | None) -> Any:
    if record is None:
        return None
    return {**({"id": shared} if shared else {}), **_plain(record)}


def _told(record: Feedback | None, day: date) -> bool:
    return record is None or record.as_of is None or record.as_of.earliest <= day


def _target(value: dict[str, Any], day: date) -> dict[str, Any]:
    """A target with its figures as numbers where they are numbers, and its result once that has been published."""
    result = value.get("result")
    if result and result.get("as_of") and PartialDate(result["as_of"]).earliest > day:
        value["result"] = None
    value["value"] = json_number(value.get("value"))
    value["stretch"] = json_number(value.get("stretch"))
    for part in ("before", "result"):
        if value.get(part):
            value[part]["value"] = json_number(value[part].get("value"))
    return value


def json_number(text: str | None) -> int | float | str | None:
    """'2500' → 2500, '9.4' → 9.4; words stay words.

    >>> json_number("99.48"), json_number("八成")
    (99.48, '八成')
    """
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return text
    return int(value) if value.is_integer() else value


def _problem(presenter: Presenter, problem: Problem) -> dict[str, Any]:
    ledger = presenter.notice.ledger(problem.id)
    entries, status = presenter.entries(problem.id), presenter.status(problem.id)
    last = deciding(entries)
    closing = ledger.closing if ledger.closing and ledger.closing.date.earliest <= presenter.day else None
    shown = presenter.context.drafts
    return {
        "id": problem.id,
        "url": presenter.routes.problem(presenter.notice.slug, problem.id),
        "number": problem.number,
        "title": problem.title,
        "states": problem.states,
        "origin": problem.origin,
        "category": problem.category,
        "text": problem.text,
        "text_sha256": presenter.text_sha256(problem),
        "measures": [{"id": m.id, "text": m.text} for m in problem.measures],
        "status": status,
        "continuing": bool(last and last.continuing),
        "marks": list(presenter.marks(problem.id)),
        "responsible": [_responsible(r) for r in ledger.responsible if shown or not r.suggested],
        "due": [_due(d) for d in presenter.dues(problem.id)],
        "entries": [_entry(presenter, e) for e in entries],
        "facts": [_fact(f) for f in ledger.facts if shown or not f.suggested],
        "closing": _closing(presenter, closing),
        "same_as": [
            {"notice": s.notice, "item": s.item, "quote": s.quote}
            for s in ledger.same_as
            if (link := presenter.linked(s.notice)) and link.public
        ],
        "assessments": [_plain(a) for a in ledger.assessments if a.date is None or a.date.earliest <= presenter.day],
        "review_by": ledger.review_by,
        "themes": [theme for item, theme, _ in presenter.context.themes if item == problem.id],
    }


def _closing(presenter: Presenter, closing: Any) -> Any:
    if closing is None:
        return None
    value = _plain(closing)
    linked = presenter.linked(closing.notice)
    return {**value, "notice": closing.notice if linked and linked.public else None}


def _responsible(record: Responsible) -> dict[str, Any]:
    return {
        "unit": record.unit,
        "role": record.role,
        "about": record.about,
        "quotes": [record.quote],
        "suggested": record.suggested,
    }


def _due(record: Due) -> dict[str, Any]:
    return {
        "by": record.by,
        "about": record.about,
        "quotes": [record.quote],
        "as_of": record.as_of,
        "reason": record.reason,
        "suggested": record.suggested,
    }


def _entry(presenter: Presenter, record: Entry) -> dict[str, Any]:
    return {
        "as_of": record.as_of,
        "happened": record.happened,
        "status": record.status,
        "continuing": record.continuing,
        "about": record.about,
        "suggested": record.suggested,
        "reason": record.reason,
        "note": record.note,
        "basis": {
            "kind": record.basis,
            "quotes": [record.quote] if record.quote and not presenter.withdrawn(record.source) else [],
            "source": _source(presenter, record.source),
        },
    }


def _source(presenter: Presenter, source: EvidenceSource | None) -> dict[str, Any] | None:
    evidence = presenter.evidence(source)
    if source is None or evidence is None:
        return None
    linked = presenter.linked(source.notice)
    notice = source.notice if linked and linked.public else None
    value = {"file": source.file, "notice": notice, "title": evidence.title, "url": evidence.url}
    return {**value, "size": evidence.size, "sha256": evidence.sha256, "cell": source.cell if evidence.place else None}


def _fact(record: Fact) -> dict[str, Any]:
    value: dict[str, Any] = _plain(record)
    return value
