"""The figures of a month, ready to be pasted into a newsletter: what was published, progressed, closed, due, corrected."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from site_builder.records.partial_dates import PartialDate
from site_builder.records.vocabulary import STATUSES
from site_builder.unit.cards import Card


class MonthLine(Struct, frozen=True):
    """One thing. `day`: of the words, as precise as they are; `url`: absolute; `note`: status, or where a due date stands"""

    day: str
    title: str
    url: str
    note: str = ""


class MonthFigures(Struct, frozen=True, kw_only=True):
    """A month (2026-10). What bears a month or a year only counts where its last day lies in the month, for due dates;
    for words, where the month itself is named."""

    month: str
    published: tuple[MonthLine, ...]
    progressed: tuple[MonthLine, ...]
    closed: tuple[MonthLine, ...]
    due: tuple[MonthLine, ...]
    corrected: tuple[MonthLine, ...]


_DUE = {"coming": "未到期", "lapsed": "已过，未见后续公开", "overdue": "逾期（原文言明）", "answered": "此后已有公开"}


def month_before(day: date) -> str:
    """The last whole month.

    >>> month_before(date(2026, 1, 31))
    '2025-12'
    """
    return f"{day.year - 1}-12" if day.month == 1 else f"{day.year}-{day.month - 1:02}"


def month_figures(cards: Iterable[Card], month: str, origin: str) -> MonthFigures:
    """Takes   cards: of all public notices; month: 2026-10; origin: scheme and host of the site"""
    told = list(cards)
    return MonthFigures(
        month=month,
        published=_sorted(
            MonthLine((card.published or "")[:10], card.title, origin + card.url)
            for card in told
            if (card.published or "").startswith(month)
        ),
        progressed=_sorted(line for card in told for line in _progressed(card, month, origin)),
        closed=_sorted(
            MonthLine(item.closed_on, item.title, origin + item.url, card.title)
            for card in told
            for item in card.items
            if item.closed_on and item.closed_on.startswith(month)
        ),
        due=_sorted(line for card in told for line in _due(card, month, origin)),
        corrected=_sorted(
            MonthLine(change.date, f"{card.title}：{change.what}", origin + change.url)
            for card in told
            for change in card.changes
            if change.kind in ("correction", "redaction") and change.date.startswith(month)
        ),
    )


def _sorted(lines: Iterable[MonthLine]) -> tuple[MonthLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.day, line.url, line.note)))


def _progressed(card: Card, month: str, origin: str) -> Iterator[MonthLine]:
    """Entries of the month beyond what the notice itself said when it came out."""
    first = (card.published or "")[:10]
    for item in card.items:
        for entry in item.entries:
            if entry.as_of and entry.as_of.startswith(month) and entry.as_of != first:
                note = STATUSES[entry.status] if entry.status else "记事"
                part = "（其中一部分）" if entry.about else ""
                yield MonthLine(entry.as_of, item.title, f"{origin}{item.url}#{entry.id}", note + part)


def _due(card: Card, month: str, origin: str) -> Iterator[MonthLine]:
    for item in card.items:
        for due in item.due:
            if str(PartialDate(due.by).latest).startswith(month):
                yield MonthLine(due.by, item.title, origin + item.url, _DUE[due.state])
