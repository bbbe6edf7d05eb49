"""Dated steps from inspection to due dates, with the days between them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from site_builder.records.ledger_model import Due
from site_builder.records.model import Head, Inspection, Window
from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import WindowKind
from site_builder.views.plot import Labelled, Plot, plot_of
from site_builder.views.view_models import Step

_ENDS: dict[WindowKind, tuple[str, str]] = {
    "publication": ("公开期限开始", "公开期限届满"),
    "objection": ("公示期开始", "公示期截止"),
}


def timeline_steps(
    inspection: Inspection | None, head: Head, dues: Iterable[tuple[Due, str]], every: str
) -> tuple[Step, ...]:
    """Steps in order of time; `lag` only between days that are both fully stated.

    Takes   dues: each with the URL of its item; every: URL of all items, where several are due on a day
    """
    steps = sorted(_steps(inspection, head, dues, every), key=lambda step: PartialDate(step[1]).latest)
    if not steps:
        return ()
    lags = [None, *(_lag(earlier[1], later[1]) for earlier, later in pairwise(steps))]
    return tuple(
        Step(label=name, date=day, lag=lag, url=url) for (name, day, url), lag in zip(steps, lags, strict=True)
    )


def plot_of_steps(steps: Iterable[Step]) -> Plot | None:
    """The same on a line."""
    return plot_of([Labelled(day=PartialDate(s.date).latest, label=s.label, url=s.url) for s in steps])


def _steps(
    inspection: Inspection | None, head: Head, dues: Iterable[tuple[Due, str]], every: str
) -> Iterator[tuple[str, str, str | None]]:
    """Label, day and URL, None for what has no place of its own."""
    if inspection:
        days = {"进驻": inspection.started, "结束": inspection.ended, "反馈": inspection.feedback}
        yield from ((label, str(day), None) for label, day in days.items() if day)
    if head.published:
        yield "公开", str(head.published.day), "#text"
    if isinstance(head.window, Window):
        begins, ends = _ENDS[head.window.kind]
        if head.published is None or head.published.day != head.window.opens:
            yield begins, str(head.window.opens), "#window"
        yield ends, str(head.window.closes), "#window"
    by_day: dict[str, list[str]] = {}
    for due, url in dues:
        by_day.setdefault(str(due.by), []).append(url)
    for day, urls in by_day.items():
        yield f"载明时限（{len(urls)} 处）", day, urls[0] if len(set(urls)) == 1 else every


def _lag(earlier: str, later: str) -> int | None:
    if len(earlier) < 10 or len(later) < 10:
        return None
    return (PartialDate(later).latest - PartialDate(earlier).latest).days
