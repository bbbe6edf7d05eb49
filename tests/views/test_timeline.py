"""Dated steps of a notice in order of time, with the days between them."""

from datetime import date

import pytest

from site_builder.records.ledger_model import Due
from site_builder.records.model import Head, Inspection, Window
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.vocabulary import WindowKind
from site_builder.views.timeline import plot_of_steps
from site_builder.views.timeline import timeline_steps as steps_with_urls
from site_builder.views.view_models import Step


def steps_of(inspection: Inspection | None, told: Head, dues: list[Due]) -> tuple[Step, ...]:
    return steps_with_urls(inspection, told, [(due, f"/p{n}/") for n, due in enumerate(dues, 1)], "/ledger/")


def places(steps: tuple[Step, ...]) -> list[float]:
    plot = plot_of_steps(steps)
    return [point.x for point in plot.points] if plot else []


def head(published: str | None = "2024-10-17", window: Window | str = "unstated") -> Head:
    return Head(
        title="甲",
        kind="rectification",
        organ=None,
        published=Timestamp(published) if published else None,
        window=window,
    )


def objection(opens: str, closes: str, kind: WindowKind = "objection") -> Window:
    return Window(kind=kind, opens=date.fromisoformat(opens), closes=date.fromisoformat(closes))


def due(by: str) -> Due:
    return Due(by=PartialDate(by), quote="计划……前完成")


def test_steps_stand_in_order_of_time_with_the_days_between_them() -> None:
    inspection = Inspection(started=PartialDate("2024-01-01"), ended=PartialDate("2024-01-11"))
    dues = [due("2024-04-10"), due("2024-03-31"), due("2024-03-31")]
    assert steps_of(inspection, head("2024-01-21 17:44"), dues) == (
        Step(label="进驻", date="2024-01-01", lag=None, url=None),
        Step(label="结束", date="2024-01-11", lag=10, url=None),
        Step(label="公开", date="2024-01-21", lag=10, url="#text"),
        Step(label="载明时限（2 处）", date="2024-03-31", lag=70, url="/ledger/"),
        Step(label="载明时限（1 处）", date="2024-04-10", lag=10, url="/p1/"),
    )


@pytest.mark.parametrize(
    ("by", "lags"), [("2024-12", [None, None]), ("2025", [None, None]), ("2024-12-16", [None, 60])]
)
def test_a_lag_is_counted_between_whole_days_only(by: str, lags: list[int | None]) -> None:
    assert [step.lag for step in steps_of(None, head(), [due(by)])] == lags
    before = Inspection(feedback=PartialDate(by.replace("2025", "2023").replace("2024", "2023")))
    assert [step.lag is None for step in steps_of(before, head(), [])] == [True, len(by) < 10]


def test_a_month_stands_at_its_last_day() -> None:
    steps = steps_of(Inspection(feedback=PartialDate("2024-10")), head(), [due("2024-10-24")])
    assert [step.label for step in steps] == ["公开", "载明时限（1 处）", "反馈"]
    assert places(steps) == [0.0, 50.0, 100.0]


@pytest.mark.parametrize(
    ("told", "window", "labels"),
    [
        ("2024-10-17", objection("2024-10-17", "2024-10-23"), ["公开", "公示期截止"]),
        ("2024-10-16", objection("2024-10-17", "2024-10-23"), ["公开", "公示期开始", "公示期截止"]),
        (None, objection("2024-10-17", "2024-10-23"), ["公示期开始", "公示期截止"]),
        (None, objection("2024-10-17", "2024-11-16", "publication"), ["公开期限开始", "公开期限届满"]),
        ("2024-10-17", "none", ["公开"]),
        (None, "unstated", []),
    ],
)
def test_a_window_that_opens_with_the_publication_has_one_step_for_both(
    told: str | None, window: Window | str, labels: list[str]
) -> None:
    assert [step.label for step in steps_of(None, head(told, window), [])] == labels


def test_steps_of_one_day_stand_together() -> None:
    assert places(steps_of(None, head(), [due("2024-10-17")])) == [], "one day is no line"
    assert places(steps_of(None, head(), [due("2024-10-18")])) == [0.0, 100.0]
    assert places(steps_of(None, head(), [due("2024-10-18"), due("2024-10-20")])) == [0.0, 33.33, 100.0]
