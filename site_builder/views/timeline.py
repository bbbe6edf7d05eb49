"""Dated steps from inspection to due dates, with the days between them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from site_builder.records.model import Due, Head, Inspection, PartialDate, Window
from site_builder.records.vocabulary import WindowKind
from site_builder.views.view_models import Step

_ENDS: dict[WindowKind, tuple[str, str]] = {
    "publication": ("公开期限开始", "公开期限届满"),
    "objection": ("公示期开始", "公示期截止"),
}


def steps_of(inspection: Inspection | None, head: Head, dues: Iterable[Due]) -> tuple[Step, ...]:
    """Steps in order of time; `lag` only between days that are both fully stated."""
    steps = sorted(_steps(inspection, head, dues), key=lambda step: PartialDate(step[1]).latest)
    if not steps:
        return ()
    lags = [None, *(_lag(earlier[1], later[1]) for earlier, later in pairwise(steps))]
    days = [PartialDate(day).latest.toordinal() for _, day in steps]
    span = max(1, days[-1] - days[0])
    places = [round(100 * (day - days[0]) / span, 2) for day in days]
    return tuple(
        Step(label=label, date=day, lag=lag, x=x) for (label, day), lag, x in zip(steps, lags, places, strict=True)
    )


def _steps(inspection: Inspection | None, head: Head, dues: Iterable[Due]) -> Iterator[tuple[str, str]]:
    if inspection:
        days = {"进驻": inspection.started, "结束": inspection.ended, "反馈": inspection.feedback}
        yield from ((label, str(day)) for label, day in days.items() if day)
    if head.published:
        yield "公开", str(head.published.day)
    if isinstance(head.window, Window):
        begins, ends = _ENDS[head.window.kind]
        if head.published is None or head.published.day != head.window.opens:
            yield begins, str(head.window.opens)
        yield ends, str(head.window.closes)
    by_day: dict[str, int] = {}
    for due in dues:
        by_day[str(due.by)] = by_day.get(str(due.by), 0) + 1
    yield from ((f"载明时限（{count} 处）", day) for day, count in by_day.items())


def _lag(earlier: str, later: str) -> int | None:
    if len(earlier) < 10 or len(later) < 10:
        return None
    return (PartialDate(later).latest - PartialDate(earlier).latest).days
