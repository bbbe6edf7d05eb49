"""Views that many pages share: a status, a mark, a window, a day, the parts of a bar."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from site_builder.records.model import Window
from site_builder.records.outline import Problem
from site_builder.records.vocabulary import (
    MARKS,
    STATUSES,
    WINDOW_KINDS,
    Mark,
    Status,
)
from site_builder.views.derive import DueState, window_state
from site_builder.views.view_models import (
    EntryView,
    MarkView,
    Share,
    StatusView,
    WindowView,
)

EXPLANATIONS: dict[Mark, str] = {
    "lapsed": "原文载明的时限已过，本站未见此后公开的进展。这不表示没有做，只表示没有再公开。",
    "overdue": "时限过后公开的文字说明尚未完成。",
    "stale": "首次公开进展之后，很久没有新的公开文字。",
    "reopened": "曾标为完成或销号，后来公开的文字又退回整改，理由见进展记录。",
}

DUE_WORDS: dict[DueState, str] = {
    "coming": "时限未到",
    "answered": "此后已有公开",
    "lapsed": "时限已过·未见后续公开",
    "overdue": "逾期",
}
DONE_DUE = "已写明完成"


def status_view(status: Status, continuing: bool = False, suggested: bool = False) -> StatusView:
    return StatusView(code=status, label=STATUSES[status], continuing=continuing, suggested=suggested)


def counts_of(statuses: Iterable[Status]) -> tuple[tuple[StatusView, int], ...]:
    """How many items have each status, in the order of statuses; the sum is the number of items.

    Takes   statuses: one for each item
    """
    counted = Counter(statuses)
    return tuple((status_view(code), counted[code]) for code in STATUSES if counted[code])


def shares_of(counts: Sequence[tuple[StatusView, int]]) -> tuple[Share, ...]:
    """Parts of a stacked bar in per cent of its width; none where all items are 原文未逐项标注."""
    if [status.code for status, _ in counts] == ["unstated"]:
        return ()
    items, shares, x = sum(count for _, count in counts), list[Share](), 0.0
    for status, count in counts:
        width = round(100 * count / items, 3)
        shares.append(Share(status, round(x, 3), width))
        x += width
    return tuple(shares)


def mark_view(mark: Mark) -> MarkView:
    return MarkView(mark, MARKS[mark], EXPLANATIONS[mark])


@lru_cache(maxsize=1024)  # the same few days stand on every page of a notice
def day_label(text: str | None) -> str | None:
    """'2024-10-17' → '2024年10月17日'; years and months as far as they go; a time is kept."""
    if not text:
        return None
    day, _, clock = text.partition(" ")
    parts = day.split("-")
    shown = "".join(f"{int(part)}{unit}" for part, unit in zip(parts, ("年", "月", "日"), strict=False))
    return f"{shown} {clock}" if clock else shown


def window_view(window: Window | str | None, day: date) -> WindowView:
    state = window_state(window, day)
    if isinstance(window, Window):
        label = WINDOW_KINDS[window.kind]
        return WindowView(
            state=state,
            kind=window.kind,
            label=label,
            opens=str(window.opens),
            closes=str(window.closes),
            quote=window.quote,
        )
    return WindowView(state=state, kind=None, label="公开期限", opens=None, closes=None, quote=None)


def about_label(problem: Problem, about: str | None) -> str | None:
    """How a part of an item is named: 措施 2, or the words that name it."""
    if about is None:
        return None
    return f"措施{about[1:]}" if problem.measure(about) else about


def share_of(value: str | None, of: str | None) -> int | None:
    """Per cent of a stated whole, rounded down; None where either is not a number.

    >>> share_of("0.2", "16.1")
    1
    """
    try:
        part, whole = float(value or ""), float(of or "")
    except ValueError:
        return None
    return int(100 * part / whole) if whole > 0 and part <= whole else None


def newest_first(entries: Sequence[EntryView]) -> Iterator[EntryView]:
    """Entries by the day of their words, newest first; undated ones are the oldest."""
    order = sorted(range(len(entries)), key=lambda i: (entries[i].as_of or "", i), reverse=True)
    return (entries[i] for i in order)
