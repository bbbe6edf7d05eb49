"""Days on a line: labels that do not cover one another; windows as bars on whole months."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.views.plot import Bar, Labelled, bar_on, percent_between, plot_of, span_of

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def labelled(day: str, label: str = "甲") -> Labelled:
    return Labelled(day=date.fromisoformat(day), label=label)


def test_one_day_is_no_line() -> None:
    assert plot_of([]) is None
    assert plot_of([labelled("2024-01-01"), labelled("2024-01-01", "乙")]) is None


def test_points_stand_to_scale_and_the_last_label_before_its_point() -> None:
    plot = plot_of([labelled("2024-01-21"), labelled("2024-01-01"), labelled("2024-01-06")])
    assert plot is not None
    assert [(p.x, p.ends) for p in plot.points] == [(0.0, False), (25.0, False), (100.0, True)]
    assert (plot.first, plot.last, plot.rows) == ("2024-01-01", "2024-01-21", 1)


def test_a_crowd_at_the_end_keeps_its_labels() -> None:
    days = ("2025-03-31", "2026-06-30", "2026-11-30", "2026-12-31", "2027-03-31", "2027-04-30", "2027-06-30")
    plot = plot_of([labelled(day, "2027年6月 1 项") for day in days])
    assert plot is not None
    assert [point.row for point in plot.points if point.row is None] == []


def test_every_new_year_within_has_a_tick() -> None:
    plot = plot_of([labelled("2023-07-01"), labelled("2025-07-01")])
    assert plot is not None
    assert [tick.label for tick in plot.ticks] == ["2024年", "2025年"]


@given(st.lists(st.tuples(DAYS, st.integers(1, 12)), min_size=2, max_size=40))
def test_no_label_covers_another(told: list[tuple[date, int]]) -> None:
    """Of labels in one row, each begins behind the end of the one before; widths as they are drawn."""
    plot = plot_of([Labelled(day=day, label="长" * length) for day, length in told])
    if plot is None:
        assert len({day for day, _ in told}) < 2
        return
    assert [point.day for point in plot.points] == sorted(str(day) for day, _ in told)
    drawn = []
    for point in plot.points:
        if point.row is not None:
            width = 100 * len(point.label) / 44
            drawn.append(
                (
                    point.row,
                    point.x,
                    point.x - width if point.ends else point.x,
                    point.x if point.ends else point.x + width,
                )
            )
    for (row, x, start, end), (other, _, left, right) in permutations(drawn, 2):
        assert row != other or end <= left or right <= start, plot
        assert row <= other or not left < x < right, (plot, "a leader through a label")
    assert plot.rows == max((row for row, *_ in drawn), default=-1) + 1 <= 7


@given(DAYS, st.integers(0, 60), st.lists(DAYS, min_size=1, max_size=5))
def test_a_bar_lies_within_its_calendar(opens: date, length: int, days: list[date]) -> None:
    span, closes = span_of(days), opens + timedelta(days=length)
    assert span is not None
    assert span.first[8:] == "01" and (date.fromisoformat(span.last) + timedelta(days=1)).day == 1
    bar = bar_on(span, opens, closes)
    outside = str(closes) < span.first or str(opens) > span.last
    assert (bar is None) == outside
    if bar:
        assert 0 <= bar.x <= 100 and bar.width >= 0.6 and bar.x + bar.width <= 100.6


def test_a_month_on_its_own_calendar() -> None:
    span = span_of([date(2024, 10, 17), date(2024, 11, 16)])
    assert span is not None
    assert (span.first, span.last, [t.label for t in span.ticks]) == (
        "2024-10-01",
        "2024-11-30",
        ["2024年10月", "11月"],
    )
    assert bar_on(span, date(2024, 10, 1), date(2024, 11, 30)) == Bar(0.0, 100.0)
    assert percent_between(date(2024, 11, 30), date(2024, 10, 1), date(2024, 11, 30)) == 100.0
