"""Aims and promises of a notice or an item, as a page shows them."""

from collections.abc import Iterator

from site_builder.records.ledger_model import Commitment, Result, Target
from site_builder.records.vocabulary import COMPARATORS
from site_builder.views.presenter import Presenter
from site_builder.views.shared_views import day_label
from site_builder.views.view_models import (
    CommitmentView,
    Link,
    QuoteView,
    TargetView,
)


def commitments(presenter: Presenter, item: str | None) -> Iterator[CommitmentView]:
    """Commitments of an item, or with None of the whole notice."""
    for key, record in presenter.notice.ledgers.commitments.items():
        if (item is None or record.item == item) and (presenter.context.drafts or not record.suggested):
            yield commitment_view(presenter, key, record)


def commitment_view(presenter: Presenter, key: str, record: Commitment) -> CommitmentView:
    problem = presenter.notice.outline.problem(record.item) if record.item else None
    link = Link(presenter.routes.problem(presenter.notice.slug, problem.id), problem.title) if problem else None
    begins, ends = (day_label(record.from_) or None, day_label(record.until) or None)
    return CommitmentView(
        id=key,
        every=every_label(record.every),
        from_=begins,
        until=ends,
        quote=presenter.quoted(record.quote, problem),
        item=link,
        suggested=record.suggested,
    )


def every_label(every: str | None) -> str | None:
    """'6M' → '每6个月'; other words as they are."""
    if not every or every[-1:] not in "DWMY" or not every[:-1].isdigit():
        return every
    unit = {"D": "天", "W": "周", "M": "个月", "Y": "年"}[every[-1]]
    return f"每{'' if every[:-1] == '1' else every[:-1]}{unit}"


def target_view(presenter: Presenter, key: str, target: Target) -> TargetView:
    notice = presenter.notice
    problem = notice.outline.problem(target.item) if target.item else None
    before, result = target.before, target.result
    if result and result.as_of and result.as_of.earliest > presenter.day:
        result = None
    verdict, difference = against_target(target, result)
    aim = f"{COMPARATORS[target.comparator] if target.comparator else ''}{target.value or ''}{target.unit or ''}"
    return TargetView(
        url=presenter.routes.target(notice.slug, key),
        metric=target.metric,
        aim=aim,
        unit=target.unit,
        period=target.period,
        stretch=target.stretch,
        strength=target.strength,
        implied=target.implied,
        quote=presenter.quoted(target.quote, problem) or QuoteView(before="", words=target.quote, after="", url=None),
        item=Link(presenter.routes.problem(notice.slug, problem.id), problem.title) if problem else None,
        before=presenter.quoted(before.quote, None) if before else None,
        before_period=before.period if before else None,
        before_value=before.value if before else None,
        same_metric=bool(before and before.same_metric),
        result=(
            presenter.quoted_from(result.quote, result.source)
            if result.source
            else presenter.quoted(result.quote, problem)
        )
        if result
        else None,
        result_value=result.value if result else None,
        verdict=verdict,
        difference=difference,
        suggested=target.suggested,
    )


def against_target(target: Target, result: Result | None) -> tuple[str | None, str | None]:
    """(达到 or 未达到, difference to last year's figure): only for the same metric and a quoted result."""
    before = target.before
    if result is None or not result.same_metric:
        return None, None
    try:
        aim, reached = float(target.value or ""), float(result.value or "")
    except ValueError:
        return None, None
    met = {">=": reached >= aim, ">": reached > aim, "<=": reached <= aim, "<": reached < aim, "=": reached == aim}
    verdict = (
        ("达到" if met[target.comparator] else "未达到") if target.comparator and target.comparator != "~" else None
    )
    try:
        past = float(before.value or "") if before and before.same_metric else None
    except ValueError:
        past = None
    return verdict, f"{reached - past:+g}{target.unit or ''}" if past is not None else None
