"""`/data/notices/<slug>.json`: one notice, whole."""

from typing import Any, TypeVar

import msgspec

from site_builder.records.encoding import indented_json
from site_builder.records.ledger_model import (
    Assessment,
    Closing,
    Due,
    Entry,
    EvidenceSource,
    Fact,
    Feedback,
    Ledger,
    Result,
    Target,
)
from site_builder.records.notice import inspection_of
from site_builder.records.outline import Problem
from site_builder.views.derive import deciding
from site_builder.views.notice_json_types import (
    AssessmentJson,
    BasisJson,
    BeforeJson,
    CitedJson,
    ClosingJson,
    CommitmentJson,
    DueJson,
    EntryJson,
    EvidenceJson,
    FactJson,
    FeedbackJson,
    InspectionJson,
    MeasureJson,
    NoticeJson,
    OrganRef,
    ProblemJson,
    ResponsibleJson,
    ResultJson,
    SectionJson,
    SharedInspectionJson,
    SignedJson,
    StatedJson,
    TargetJson,
    WindowJson,
)
from site_builder.views.presenter import Presenter
from site_builder.views.view_models import NoticeRef

T = TypeVar("T", bound=msgspec.Struct)


def notice_json(value: NoticeJson) -> bytes:
    return indented_json(value)


def notice_value(presenter: Presenter, ref: NoticeRef) -> NoticeJson:
    """What is public of a notice on the presenter's day."""
    notice, context = presenter.notice, presenter.context
    head, outline, moved = notice.head, notice.outline, notice.ledgers.notice
    feedback = moved.feedback
    told = feedback is None or feedback.as_of is None or feedback.as_of.earliest <= presenter.day
    return NoticeJson(
        id=notice.slug,
        url=ref.url,
        kind=head.kind,
        title=ref.title,
        title_stated=ref.title_stated,
        draft=head.draft,
        organ=OrganRef(context.organ.id, context.organ.name) if context.organ else None,
        inspection=_inspection(presenter),
        published=head.published,
        written=head.written,
        window=_same(WindowJson, notice.window) if notice.window else None,
        window_state=ref.window.state,
        contacts=head.contacts,
        signed=SignedJson(list(head.signed.by), head.signed.date) if head.signed else SignedJson([], None),
        source=head.source,
        stated=_same(StatedJson, head.stated) if head.stated else None,
        follows=_if_public(presenter, head.follows),
        attachments=list(head.attachments),
        text=outline.text,
        text_sha256=presenter.text_sha256(),
        sections=[SectionJson(s.heading, s.role, list(s.categories)) for s in outline.sections],
        problems=[_problem(presenter, problem) for problem in outline.problems],
        targets=[
            _target(presenter, key, target)
            for key, target in notice.ledgers.targets.items()
            if context.drafts or not target.suggested
        ],
        commitments=[
            CommitmentJson(id=key, **_fields(record))
            for key, record in notice.ledgers.commitments.items()
            if context.drafts or not record.suggested
        ],
        corrections=[each for each in moved.corrections if each.date <= presenter.day],
        milestones=[each for each in moved.milestones if each.date.earliest <= presenter.day],
        feedback=_feedback(presenter, feedback) if feedback and told else None,
    )


def _fields(record: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _same(kind: type[T], record: msgspec.Struct) -> T:
    """A published value with the fields of a record, which has the same names."""
    return kind(**_fields(record))


def _if_public(presenter: Presenter, slug: str | None) -> str | None:
    """The id of another notice, where that is public."""
    linked = presenter.linked(slug)
    return slug if linked and linked.public else None


def _inspection(presenter: Presenter) -> InspectionJson | None:
    context, shared = presenter.context, presenter.context.inspection_id
    known = {shared: context.inspection} if shared and context.inspection else {}
    record = inspection_of(presenter.notice.head, known)
    if record is None:
        return None
    return SharedInspectionJson(shared, **_fields(record)) if shared else _same(InspectionJson, record)


def _problem(presenter: Presenter, problem: Problem) -> ProblemJson:
    ledger, day = presenter.notice.ledger(problem.id), presenter.day
    entries, drafts = presenter.entries(problem.id), presenter.context.drafts
    last = deciding(entries)
    return ProblemJson(
        id=problem.id,
        url=presenter.routes.problem(presenter.notice.slug, problem.id),
        number=problem.number,
        title=problem.title,
        states=problem.states,
        origin=problem.origin,
        category=problem.category,
        text=problem.text,
        text_sha256=presenter.text_sha256(problem),
        measures=[MeasureJson(measure.id, measure.text) for measure in problem.measures],
        status=presenter.status(problem.id),
        continuing=bool(last and last.continuing),
        marks=list(presenter.marks(problem.id)),
        responsible=_responsible(ledger, drafts),
        due=[_due(due) for due in presenter.dues(problem.id)],
        entries=[_entry(presenter, entry) for entry in entries],
        facts=[_fact(fact) for fact in ledger.facts if drafts or not fact.suggested],
        closing=_closing(presenter, ledger.closing),
        same_as=[same for same in ledger.same_as if _if_public(presenter, same.notice)],
        assessments=[
            _assessment(presenter, each)
            for each in ledger.assessments
            if each.date is None or each.date.earliest <= day
        ],
        review_by=ledger.review_by,
        themes=[theme for item, theme, _ in presenter.context.themes if item == problem.id],
    )


def _responsible(ledger: Ledger, drafts: bool) -> list[ResponsibleJson]:
    return [
        ResponsibleJson(unit=each.unit, role=each.role, about=each.about, quotes=[each.quote], suggested=each.suggested)
        for each in ledger.responsible
        if drafts or not each.suggested
    ]


def _due(record: Due) -> DueJson:
    return DueJson(
        by=record.by,
        about=record.about,
        quotes=[record.quote] if record.quote else [],
        as_of=record.as_of,
        reason=record.reason,
        suggested=record.suggested,
    )


def _entry(presenter: Presenter, record: Entry) -> EntryJson:
    quotes = [record.quote] if record.quote else []
    return EntryJson(
        as_of=record.as_of,
        happened=record.happened,
        status=record.status,
        continuing=record.continuing,
        about=record.about,
        suggested=record.suggested,
        reason=record.reason,
        note=record.note,
        basis=BasisJson(record.basis, quotes, _evidence(presenter, record.source)),
    )


def _evidence(presenter: Presenter, source: EvidenceSource | None) -> EvidenceJson | None:
    evidence = presenter.evidence(source)
    if source is None or evidence is None:
        return None
    return EvidenceJson(
        file=source.file,
        notice=_if_public(presenter, source.notice),
        title=evidence.title,
        url=evidence.url,
        size=evidence.size,
        sha256=evidence.sha256,
        cell=source.cell if evidence.place else None,
        page=source.page if evidence.place else None,
    )


def _fact(record: Fact) -> FactJson:
    return FactJson(**_fields(record) | {"quotes": list(record.quotes)})


def _closing(presenter: Presenter, record: Closing | None) -> ClosingJson | None:
    if record is None or record.date.earliest > presenter.day:
        return None
    return ClosingJson(**_fields(record) | {"notice": _if_public(presenter, record.notice)})


def _cited(presenter: Presenter, source: EvidenceSource | None) -> CitedJson | None:
    if source is None:
        return None
    notice = _if_public(presenter, source.notice)
    return CitedJson(file=source.file, title=source.title, notice=notice, cell=source.cell, page=source.page)


def _feedback(presenter: Presenter, record: Feedback) -> FeedbackJson:
    return FeedbackJson(**_fields(record) | {"source": _cited(presenter, record.source)})


def _assessment(presenter: Presenter, record: Assessment) -> AssessmentJson:
    return AssessmentJson(**_fields(record) | {"source": _cited(presenter, record.source)})


def _target(presenter: Presenter, key: str, record: Target) -> TargetJson:
    before, result = record.before, record.result
    if result and result.as_of and result.as_of.earliest > presenter.day:
        result = None
    return TargetJson(
        **_fields(record)
        | {
            "id": key,
            "url": presenter.routes.target(presenter.notice.slug, key),
            "value": json_number(record.value),
            "stretch": json_number(record.stretch),
            "before": BeforeJson(**_fields(before) | {"value": json_number(before.value)}) if before else None,
            "result": _result(presenter, result) if result else None,
        }
    )


def _result(presenter: Presenter, record: Result) -> ResultJson:
    return ResultJson(
        **_fields(record) | {"value": json_number(record.value), "source": _cited(presenter, record.source)}
    )


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
