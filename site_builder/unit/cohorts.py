"""What a notice adds to the counts by cohort: how many of its items stood where at the end of each calendar year, and at each age."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from site_builder.records.model import Inspection, PartialDate
from site_builder.records.vocabulary import FINISHED, STATUSES, Status
from site_builder.views.derive import AnyEntry, deciding

UNDATED = 0  # for a year: of a notice without a day, which counts only where the site stands now


class YearCount(Struct, frozen=True, array_like=True):
    """Items at the end of a year, or of the days of it that there have been.

    statuses  how many items have each status, in the order of `STATUSES`; their sum is the number of items
    verified  items that another body had closed by then: some of those that are reported as done, never to be added
    """

    through: int
    statuses: tuple[int, ...]
    verified: int


class CohortBrief(Struct, frozen=True, array_like=True):
    """The year of a notice's inspection (None: not stated) and its counts, a year after the other; the last one holds on."""

    year: int | None
    counts: tuple[YearCount, ...]


class AgeCount(Struct, frozen=True, array_like=True):
    """Items that the words published until so many whole years after the feedback call done, and closed."""

    years: int
    done: int
    closed: int


class ItemHistory(Struct, frozen=True, kw_only=True):
    """The entries of an item, oldest first, the day of the words of each, and the day of its closing."""

    entries: Sequence[AnyEntry]
    days: Sequence[str | None]
    closed_on: str | None


def inspection_year(inspection: Inspection | None) -> int | None:
    """The year of feedback, else of the end, else of the beginning.

    >>> from site_builder.records.model import PartialDate
    >>> inspection_year(Inspection(started=PartialDate("2023-09"), feedback=PartialDate("2024-01-12")))
    2024
    """
    days = (inspection.feedback, inspection.ended, inspection.started) if inspection else ()
    return next((int(day[:4]) for day in days if day), None)


def cohort_of(year: int | None, published: str | None, items: Sequence[ItemHistory]) -> CohortBrief:
    """The brief of a notice.

    Takes   year: of its inspection
            published: day of publication; a notice without one begins with the first dated words
            items: all of them, with what is shown on the day of the build
    """
    told = [int(day[:4]) for item in items for day in (*item.days, item.closed_on) if day]
    begins = int(published[:4]) if published else min(told, default=None)
    if not items:
        return CohortBrief(year, ())
    if begins is None:
        return CohortBrief(year, tuple(_changed(UNDATED, UNDATED, items)))
    return CohortBrief(year, tuple(_changed(begins, max([begins, *told]), items)))


def _changed(begins: int, ends: int, items: Sequence[ItemHistory]) -> Iterator[YearCount]:
    """Counts of the years in which one of them is other than the year before."""
    last: YearCount | None = None
    for through in range(begins, ends + 1):
        standing = [_status(item, through) for item in items]
        statuses = tuple(standing.count(code) for code in STATUSES)
        verified = sum(1 for item in items if item.closed_on and int(item.closed_on[:4]) <= through)
        count = YearCount(through, statuses, verified)
        if last is None or (last.statuses, last.verified) != (count.statuses, count.verified):
            yield count
        last = count


def _status(item: ItemHistory, through: int) -> Status:
    """The status of an item by the words of all years up to one; words without a day are those of the notice."""
    shown = [e for e, day in zip(item.entries, item.days, strict=True) if day is None or int(day[:4]) <= through]
    last = deciding(shown)
    return last.status if last and last.status else "unstated"  # type: ignore[return-value]


def reported(statuses: Sequence[int]) -> int:
    """Items of which the published words say that they are done.

    >>> reported((1, 0, 2, 0, 3, 4))
    7
    """
    return sum(count for code, count in zip(STATUSES, statuses, strict=True) if code in FINISHED)


def anniversary(feedback: str, years: int) -> date:
    """The day so many years after a feedback; a year or month counts from its last day."""
    since = PartialDate(feedback).latest
    return date(since.year + years, since.month, min(since.day, 28) if since.month == 2 else since.day)


def age_on(feedback: str, day: date) -> int:
    """Whole years from a feedback to a day, none before it.

    >>> age_on("2023-03-02", date(2025, 3, 1)), age_on("2023-03", date(2025, 3, 31))
    (1, 2)
    """
    since = PartialDate(feedback).latest
    return max(0, day.year - since.year - ((day.month, day.day) < (since.month, since.day)))


def status_at(item: ItemHistory, end: date, published: str | None) -> Status:
    """The last status of the whole item in words published until a day."""
    said: Status = "unstated"
    for entry, own in zip(item.entries, item.days, strict=True):
        day = own or published
        if entry.about is None and entry.status and day and PartialDate(day[:10]).latest <= end:
            said = entry.status  # type: ignore[assignment]  # entries of cards and views have no others
    return said


def ages_of(feedback: str | None, published: str | None, items: Sequence[ItemHistory]) -> tuple[AgeCount, ...]:
    """The counts of a notice at each age at which they are other than before; the last one holds on. None without a feedback."""
    days = [PartialDate(day[:10]).latest for item in items for day in (*item.days, published) if day]
    found: list[AgeCount] = []
    last = (0, 0)
    for years in range(1, age_on(feedback, max(days)) + 2 if feedback and days else 0):
        standing = [status_at(item, anniversary(feedback or "", years), published) for item in items]
        if (own := (standing.count("done"), standing.count("closed"))) != last:
            found.append(AgeCount(years, *own))
            last = own
    return tuple(found)


def count_at(ages: Sequence[AgeCount], years: int) -> AgeCount:
    """The count that holds at an age.

    >>> count_at((AgeCount(2, 3, 0), AgeCount(5, 4, 1)), 4).done
    3
    """
    return next((each for each in reversed(ages) if each.years <= years), AgeCount(years, 0, 0))
