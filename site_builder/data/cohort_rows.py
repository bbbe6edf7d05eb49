"""Counts by cohort: the year of an inspection × the years since × where its items stand, each with its denominator."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.records.vocabulary import STATUSES
from site_builder.unit.cards import Brief
from site_builder.unit.cohorts import UNDATED, CohortBrief, YearCount, reported


class CohortRow(NamedTuple):
    """A cohort at the end of a year.

    cohort    year of the inspection; None = not stated
    through   the year whose end is meant; of the year of the build, the days that there have been
    years     through − cohort
    items     the denominator: the statuses sum up to it
    reported  items whose published words say that they are done
    verified  items that another body has closed. Both count the same items, so they are never added
    """

    cohort: int | None
    through: int
    years: int | None
    notices: int
    items: int
    statuses: tuple[int, ...]
    reported: int
    verified: int


def cohort_rows(cards: Iterable[Brief], year: int) -> list[CohortRow]:
    """All rows, by cohort and year. Takes   cards: public notices; year: the last one that is counted"""
    cohorts: defaultdict[int | None, list[CohortBrief]] = defaultdict(list)
    for card in cards:
        if card.cohort.counts:
            cohorts[card.cohort.year].append(card.cohort)
    order = sorted(cohorts, key=lambda each: (each is None, each or 0))
    return [row for cohort in order for row in _rows(cohort, cohorts[cohort], year)]


def _rows(cohort: int | None, briefs: list[CohortBrief], year: int) -> Iterator[CohortRow]:
    first = min(brief.counts[0].through or year for brief in briefs)
    for through in range(first, year + 1):
        dated = (brief for brief in briefs if brief.counts[0].through != UNDATED or through == year)
        standing = [count for brief in dated if (count := _at(brief, through))]
        statuses = tuple(sum(count.statuses[place] for count in standing) for place in range(len(STATUSES)))
        yield CohortRow(
            cohort=cohort,
            through=through,
            years=None if cohort is None else through - cohort,
            notices=len(standing),
            items=sum(statuses),
            statuses=statuses,
            reported=reported(statuses),
            verified=sum(count.verified for count in standing),
        )


def _at(brief: CohortBrief, through: int) -> YearCount | None:
    """The count that holds at the end of a year; None before the notice was published."""
    return next((count for count in reversed(brief.counts) if count.through <= through), None)
