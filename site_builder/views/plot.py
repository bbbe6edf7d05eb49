"""Days on a line: places in per cent of its length, and rows for the labels: none covers another, no leader crosses one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

_ROOM = 44  # characters of a label's size that stand beside one another on the narrowest plot
_ROWS = 7  # labels that find no place in so many rows are left to the table


class Point(Struct, frozen=True, kw_only=True):
    """A labelled point. `row` counts from the line, None: no label; `ends`: the label stands to the left of its point."""

    x: float
    row: int | None
    label: str
    ends: bool
    url: str | None = None
    count: int | None = None
    day: str = ""


class Tick(Struct, frozen=True):
    x: float
    label: str


class Plot(Struct, frozen=True, kw_only=True):
    """`first` and `last`: ISO days at both ends of the line, so that a script can show today."""

    first: str
    last: str
    rows: int
    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]


class Labelled(Struct, frozen=True, kw_only=True):
    """What is to be placed: a day, its label, where it leads and how many items it counts."""

    day: date
    label: str
    url: str | None = None
    count: int | None = None


def plot_of(marks: Sequence[Labelled]) -> Plot | None:
    """Points in the order of their days; None where there is no line to draw, on fewer than two days."""
    days = sorted({mark.day for mark in marks})
    if len(days) < 2:
        return None
    first, last = days[0], days[-1]
    ordered = sorted(marks, key=lambda each: each.day)
    places = [percent_between(mark.day, first, last) for mark in ordered]
    labels = [_label(mark, x, places) for mark, x in zip(ordered, places, strict=True)]
    taken, rows = [list[_Label]() for _ in range(_ROWS)], dict[int, int | None]()
    # From the right those to the right of their points, then from the left the others: so each leader goes past those before.
    for at in sorted(
        range(len(labels)), key=lambda at: (labels[at].ends, labels[at].x if labels[at].ends else -labels[at].x)
    ):
        rows[at] = _free_row(taken, labels[at])
    points = (
        Point(
            x=x, row=rows[at], label=mark.label, ends=labels[at].ends, url=mark.url, count=mark.count, day=str(mark.day)
        )
        for at, (mark, x) in enumerate(zip(ordered, places, strict=True))
    )
    years = ((date(year, 1, 1), f"{year}年") for year in range(first.year + 1, last.year + 1))
    ticks = tuple(Tick(percent_between(day, first, last), label) for day, label in years)
    return Plot(
        first=str(first),
        last=str(last),
        rows=max((at for at, row in enumerate(taken, 1) if row), default=0),
        points=tuple(points),
        ticks=ticks,
    )


class _Label(NamedTuple):
    """Where a label lies, to the left of its point or not, and the place of that, at which its leader comes through the rows before."""

    x: float
    start: float
    end: float
    ends: bool


def _label(mark: Labelled, x: float, places: Sequence[float]) -> _Label:
    """To the right of its point; to the left where the line ends, or where another point stands in its way and there is room."""
    width = 100 * (len(mark.label) + 1.5) / _ROOM
    ends = x + width > 100 or (x >= width and any(x < other < x + width for other in places))
    return _Label(x, x - width if ends else x, x + (2 if ends else width), ends)


def _free_row(taken: Sequence[list[_Label]], label: _Label) -> int | None:
    """The first row in which the label covers none and lies on no leader of a later row, its own leader crossing none; takes it."""
    for row, labels in enumerate(taken):
        if any(each.start < label.x < each.end for before in taken[:row] for each in before):
            return None
        leaders = (each.x for after in taken[row + 1 :] for each in after)
        if all(each.end <= label.start or each.start >= label.end for each in labels) and not any(
            label.start < x < label.end for x in leaders
        ):
            labels.append(label)
            return row
    return None


def percent_between(day: date, first: date, last: date) -> float:
    """Per cent of the way from the first day to the last.

    >>> percent_between(date(2024, 1, 11), date(2024, 1, 1), date(2024, 1, 21))
    50.0
    """
    return round(100 * (day - first).days / max(1, (last - first).days), 2)


class MonthSpan(Struct, frozen=True, kw_only=True):
    """A calendar as the ground of bars: whole months."""

    first: str
    last: str
    ticks: tuple[Tick, ...]


def span_of(days: Iterable[date]) -> MonthSpan | None:
    """The months from the first of these days to the last; None without days."""
    known = sorted(days)
    if not known:
        return None
    first = known[0].replace(day=1)
    last = _following(known[-1]) - timedelta(days=1)
    months = list(_months(first, last))
    step = 1 + (len(months) - 1) // 6  # labels that find room on a telephone
    ticks = (
        Tick(
            percent_between(month, first, last),
            f"{month.year}年{month.month}月" if n == 0 or month.month <= step else f"{month.month}月",
        )
        for n, month in enumerate(months)
        if n % step == 0
    )
    return MonthSpan(first=str(first), last=str(last), ticks=tuple(ticks))


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = _following(first)


def _following(day: date) -> date:
    """The first of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


class Bar(Struct, frozen=True):
    x: float
    width: float


def bar_on(span: MonthSpan, opens: date, closes: date) -> Bar | None:
    """Where a window lies on a span, at least as wide as can be seen; None where it does not touch it."""
    first, last = date.fromisoformat(span.first), date.fromisoformat(span.last)
    if closes < first or opens > last:
        return None
    x = percent_between(max(opens, first), first, last)
    return Bar(x, max(0.6, round(percent_between(min(closes, last), first, last) - x, 2)))
