"""Counts by cohort: what stood where at the end of each year, each time with its denominator."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.records.vocabulary import FINISHED, STATUSES
from site_builder.unit.cards import EntryCard
from site_builder.unit.cohorts import ItemHistory, cohort_of
from tests.conftest import HEAD, TEXT, Space

LEDGER = """\
p1:
  entries:
    - as_of: "2024-10-17"
      status: ongoing
      about: m2
      quote: "目前正在清理历年沉淀资金"
p2:
  entries:
    - as_of: "2025-03-01"
      status: done
      basis: report
      quote: "该项问题已完成整改"
      source: {file: a.txt}
  closing: {date: "2026-02-03", by: 市委巡察办}
"""


def rows(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "data/cohorts.csv").read_text("utf-8-sig"), newline="")))


def site(space: Space, day: str) -> list[tuple[str, ...]]:
    head = HEAD + 'inspection: {feedback: "2023-12-20"}\n'
    space.notice(head=head, text=TEXT, ledger=LEDGER)
    space.write("notices/n/files/a.txt", "该项问题已完成整改。\n")
    space.build(day)
    keys = ("cohort", "through", "years", "items", "unstated", "done", "reported", "verified")
    return [tuple(row[key] for key in keys) for row in rows(space.out)]


def test_a_cohort_year_by_year(space: Space) -> None:
    assert site(space, "2026-01-10") == [
        ("2023", "2024", "1", "2", "2", "0", "0", "0"),
        ("2023", "2025", "2", "2", "1", "1", "1", "0"),
        ("2023", "2026", "3", "2", "1", "1", "1", "0"),
    ]
    assert site(space, "2026-03-10")[-1] == ("2023", "2026", "3", "2", "1", "1", "1", "1")


def test_the_last_row_is_the_site_as_it_stands(demo: Path) -> None:
    totals = json.loads((demo / "data/site.json").read_text("utf-8"))
    now = [row for row in rows(demo) if row["through"] == totals["day"][:4]]
    assert sum(int(row["items"]) for row in now) == totals["problems"]
    for code, count in totals["by_status"].items():
        assert sum(int(row[code.replace("-", "_")]) for row in now) == count, code
    for row in rows(demo):
        assert sum(int(row[code.replace("-", "_")]) for code in STATUSES) == int(row["items"])
        assert int(row["verified"]) <= int(row["reported"]) <= int(row["items"])


ENTRY = st.tuples(st.integers(2020, 2026), st.sampled_from([None, "m1"]), st.sampled_from([None, *STATUSES]))
ITEMS = st.lists(st.tuples(st.lists(ENTRY, max_size=5), st.sampled_from([None, 2021, 2025])), min_size=1, max_size=4)


def entry(year: int, about: str | None, status: Any) -> EntryCard:
    return EntryCard(id="e", as_of=f"{year}-06", happened=None, status=status, about=about, basis="notice", quote=None)


@given(ITEMS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_year_counts_what_was_known_by_its_end(told: list[Any]) -> None:
    """Against the definition, item by item and year by year."""
    items = []
    for entries, closed in told:
        made = [entry(*each) for each in sorted(entries, key=lambda each: each[0])]
        items.append(
            ItemHistory(entries=made, days=[each.as_of for each in made], closed_on=f"{closed}-01" if closed else None)
        )
    brief = cohort_of(2019, "2020-01-01", items)
    for year in range(2020, 2028):
        standing = []
        for item in items:
            known = [e for e in item.entries if e.as_of[:4] <= str(year) and e.about is None and e.status]  # type: ignore[attr-defined]
            standing.append(known[-1].status if known else "unstated")
        count = next(each for each in reversed(brief.counts) if each.through <= year)
        assert dict(zip(STATUSES, count.statuses, strict=True)) == {code: standing.count(code) for code in STATUSES}
        assert count.verified == sum(1 for _, closed in told if closed and closed <= year)
    assert {"done", "closed"} == FINISHED
