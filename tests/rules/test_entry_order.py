"""The order of entries and due dates of an item: which record is wrong, and with which one before it it is compared."""

import pytest

from site_builder.rules.entry_order import (
    entries_are_in_order,
    happened_before_it_was_published,
    reopening_has_a_reason,
)
from site_builder.rules.moved_dues import moving_has_a_reason, second_due_is_dated
from site_builder.rules.rule import Rule
from tests.rules.space import Edit, rewritten
from tests.rules.test_quotations import L, case_of

CASE = case_of()
ENTRIES = '    - as_of: "2026-10-12"\n      status: ongoing\n      quote: "目前正在与其余施工单位对账"\n'
DUE = '    - by: "2026-12"\n      quote: "计划于2026年12月底前更换完毕"\n'
Wrong = list[tuple[int, int]]  # the number of a record, and of the one that is named with it


def told(rule: Rule, old: str, records: tuple[str, ...], wrong: Wrong) -> tuple[list[tuple[int, str, str]], list[int]]:
    """Findings (record, why, severity) of a list of records; and the lines of the records that are named with them."""
    case = rewritten(CASE, Edit(L, old, "".join(f"    - {{quote: x, {record}}}\n" for record in records)))
    item, key = ("p3", "entries") if old == ENTRIES else ("p2", "due")
    first = case.notice.at_ledger(item, key, 0).line
    found: list[tuple[int, str, str]] = [(f.at.line - first, f.why, f.severity) for f in rule.findings(case)]
    return found, [first + named for _, named in wrong]


def as_of(day: str) -> str:
    return f'as_of: "{day}"' if day else "reason: x"


@pytest.mark.parametrize(
    ("days", "wrong", "why"),
    [
        (("2026-10-12", "2026-10-11"), [(1, 0)], "上面第 {} 行是 2026-10-12，这一条是 2026-10-11"),
        (("2026-10-12", "2026-10-12"), [], ""),
        (("2026-10", "2026-10-11"), [], ""),
        (("2026-11", "2026-10"), [(1, 0)], "上面第 {} 行是 2026-11-01，这一条是 2026-10-31"),
        (("2026-11", "2026-12", "2026-10"), [(2, 1)], "上面第 {} 行是 2026-12-01，这一条是 2026-10-31"),
        (("2026-12", "2026-10", "2026-10"), [(1, 0), (2, 0)], "上面第 {} 行是 2026-12-01，这一条是 2026-10-31"),
        (("2026-10-14", ""), [(1, 0)], "上面第 {} 行是 2026-10-14，这一条是 2026-10-12"),  # that of the publication
        (("2026-10-12", ""), [], ""),
        (("", "2026-10-11"), [(1, 0)], "上面第 {} 行是 2026-10-12，这一条是 2026-10-11"),
        (("", "2026-10-12"), [], ""),
        (("2026", "2026-01-01"), [], ""),
        (("2026-02", "2026"), [], ""),
    ],
)
@pytest.mark.parametrize("old", [ENTRIES, DUE])
def test_records_are_in_order(days: tuple[str, ...], wrong: Wrong, why: str, old: str) -> None:
    by = 'by: "2026", ' if old == DUE else ""
    found, named = told(entries_are_in_order, old, tuple(f"{by}{as_of(day)}" for day in days), wrong)
    assert found == [(number, why.format(line), "error") for (number, _), line in zip(wrong, named, strict=True)]


@pytest.mark.parametrize(
    ("happened", "published", "why"),
    [
        ("2026-10-12", "2026-10-12", ""),
        ("2026-10-13", "2026-10-12", "happened 是 2026-10-13，这些话公开于 2026-10-12"),
        ("2026-10", "2026-10-12", ""),
        ("2026-11", "2026-10-12", "happened 是 2026-11，这些话公开于 2026-10-12"),
        ("2026-11-30", "2026-11", ""),
        ("2026-12-01", "2026-11", "happened 是 2026-12-01，这些话公开于 2026-11"),
        ("2026-10-12", "", ""),
        ("2026-10-13", "", "happened 是 2026-10-13，这些话公开于 2026-10-12"),
    ],
)
def test_what_happened_is_told_later(happened: str, published: str, why: str) -> None:
    record = f'happened: "{happened}", {as_of(published)}'
    found, _ = told(happened_before_it_was_published, ENTRIES, ("reason: x", record), [])
    assert found == ([(1, why, "error")] if why else [])


@pytest.mark.parametrize(
    ("records", "wrong", "why"),
    [
        (("status: done", "status: ongoing"), [(1, 0)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
        (("status: closed", "status: partial"), [(1, 0)], "第 {} 行是 closed，这里是 partial，没有 reason"),
        (("status: done", "status: closed"), [], ""),
        (("status: ongoing", "status: done"), [], ""),
        (("status: closed", "status: done", "status: ongoing"), [(2, 1)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
        (("status: done", "status: ongoing", "status: ongoing"), [(1, 0)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
        (("status: done", "status: ongoing", "status: done", "status: ongoing"), [(1, 0), (3, 2)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
        (("status: done", "status: ongoing, reason: 退回"), [], ""),
        (("status: done", 'status: ongoing, reason: " "'), [(1, 0)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
        (("status: done, about: m1", "status: ongoing"), [], ""),
        (("status: done, about: m1", "status: ongoing, about: m1"), [(1, 0)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
        (("status: done", "note: x", "status: ongoing"), [(2, 0)], "第 {} 行是 done，这里是 ongoing，没有 reason"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("suggested", [False, True])
def test_what_was_done_is_taken_up_again(records: tuple[str, ...], wrong: Wrong, why: str, suggested: bool) -> None:
    given = tuple(f"{record}, suggested: {str(suggested).lower()}" for record in records)
    found, named = told(reopening_has_a_reason, ENTRIES, given, wrong)
    severity = "warning" if suggested else "error"
    assert found == [(number, why.format(line), severity) for (number, _), line in zip(wrong, named, strict=True)]


MOVED, UNSAID = "第 {} 行是 2026-12，这里是 2027-01，没有 reason", "第 {} 行已有时限 2026-12，两条都没有说是哪一部分"
FIRST, SECOND = 'by: "2026-12"', 'by: "2027-01"'


@pytest.mark.parametrize(
    ("rule", "records", "wrong", "why", "severity"),
    [
        (moving_has_a_reason, (FIRST, f'{SECOND}, as_of: "2026-11"'), [(1, 0)], MOVED, "error"),
        (moving_has_a_reason, (FIRST, f'{SECOND}, as_of: "2026-11", suggested: true'), [(1, 0)], MOVED, "warning"),
        (moving_has_a_reason, (FIRST, f'{SECOND}, as_of: "2026-11", reason: " "'), [(1, 0)], MOVED, "error"),
        (moving_has_a_reason, (FIRST, f'{SECOND}, as_of: "2026-11", reason: 改期'), [], "", ""),
        (moving_has_a_reason, (FIRST, f'{FIRST}, as_of: "2026-11"'), [], "", ""),
        (moving_has_a_reason, (FIRST, SECOND), [], "", ""),
        (second_due_is_dated, (FIRST, SECOND), [(1, 0)], UNSAID, "warning"),
        (second_due_is_dated, (FIRST, SECOND, SECOND), [(1, 0), (2, 0)], UNSAID, "warning"),
        (second_due_is_dated, (FIRST, FIRST), [], "", ""),
        (second_due_is_dated, (FIRST, f'{SECOND}, as_of: "2026-11"'), [], "", ""),
        (second_due_is_dated, (f"{FIRST}, about: m1", SECOND), [], "", ""),
        (second_due_is_dated, (f"{FIRST}, about: m1", f"{SECOND}, about: m1"), [(1, 0)], "第 {} 行已有 m1 的时限 2026-12", "warning"),
    ],
)  # fmt: skip
def test_a_second_due_day(rule: Rule, records: tuple[str, ...], wrong: Wrong, why: str, severity: str) -> None:
    found, named = told(rule, DUE, records, wrong)
    assert found == [(number, why.format(line), severity) for (number, _), line in zip(wrong, named, strict=True)]
