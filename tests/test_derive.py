"""What holds on a day: tables of (record, day) → state."""

from datetime import date

import pytest

from site_builder.derive import due_state, epoch, marks_of, status_of, visibility, window_state
from site_builder.model import Due, Entry, Head, PartialDate, Timestamp, Window

WINDOW = Window("publication", date(2024, 12, 17), date(2025, 1, 16))


def d(text: str) -> date:
    return date.fromisoformat(text)


def entry(as_of: str | None, status: str | None, about: str | None = None) -> Entry:
    return Entry(as_of=PartialDate(as_of) if as_of else None, status=status, about=about, quote="……")  # type: ignore[arg-type]


def due(by: str, about: str | None = None, as_of: str | None = None) -> Due:
    return Due(PartialDate(by), "计划……前完成", about=about, as_of=PartialDate(as_of) if as_of else None)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-12-16", "upcoming"),
        ("2024-12-17", "open"),
        ("2025-01-01", "open"),
        ("2025-01-16", "last-day"),
        ("2025-01-17", "closed"),
    ],
)
def test_both_days_of_a_window_are_in(day: str, state: str) -> None:
    assert window_state(WINDOW, d(day)) == state


@pytest.mark.parametrize(("window", "state"), [("unstated", "unstated"), (None, "unstated"), ("none", "none")])
def test_windows_that_are_not_stated(window: str | None, state: str) -> None:
    assert window_state(window, d("2025-01-01")) == state


@pytest.mark.parametrize(
    ("entries", "status"),
    [
        ([], "unstated"),
        ([entry(None, "ongoing", "m1")], "unstated"),
        ([entry(None, "ongoing"), entry("2025-01-05", "done")], "done"),
        ([entry(None, "ongoing"), entry("2025-01-05", None)], "ongoing"),
        ([entry("2025-01-05", "done"), entry("2025-02-01", "ongoing")], "ongoing"),
    ],
)
def test_an_items_status_is_its_last_entry_about_the_whole(entries: list[Entry], status: str) -> None:
    assert status_of(entries) == status


@pytest.mark.parametrize(
    ("what", "dues", "entries", "day", "marks"),
    [
        ("not yet", [due("2020-12")], [], "2020-12-31", ()),
        ("the clock alone is neutral", [due("2020-12")], [], "2021-01-01", ("lapsed",)),
        ("a year is read at its latest", [due("2020")], [], "2020-12-31", ()),
        (
            "words of the notice itself are no later words",
            [due("2020-12")],
            [entry(None, "ongoing")],
            "2025-01-01",
            ("lapsed",),
        ),
        ("later words answer", [due("2020-12")], [entry("2021-02-01", None)], "2021-03-01", ()),
        (
            "later words say it is not done",
            [due("2020-12")],
            [entry("2021-02-01", "ongoing")],
            "2021-03-01",
            ("overdue",),
        ),
        (
            "words about the whole never accuse a part",
            [due("2020-12", "m1")],
            [entry("2021-02-01", "ongoing")],
            "2021-03-01",
            (),
        ),
        ("done before its day", [due("2020-12")], [entry("2020-06-01", "done")], "2025-01-01", ()),
        ("a part done before its day", [due("2020-12", "m1")], [entry("2020-06-01", "done", "m1")], "2021-02-01", ()),
        ("moved once", [due("2020-12"), due("2021-12", as_of="2020-11-01")], [], "2021-01-01", ()),
        ("two matters", [due("2020-12", "m1"), due("2030-12", "m2")], [], "2021-01-01", ("lapsed",)),
        ("stale", [], [entry("2020-06-01", "ongoing")], "2021-06-02", ("stale",)),
        ("a day before stale", [], [entry("2020-06-01", "ongoing")], "2021-06-01", ()),
        ("the notice itself is no first entry", [], [entry("2020-03-01", "ongoing")], "2025-01-01", ()),
        ("reopened", [], [entry("2020-06-01", "done"), entry("2020-07-01", "ongoing")], "2020-08-01", ("reopened",)),
        (
            "done again",
            [],
            [entry("2020-06-01", "done"), entry("2020-07-01", "ongoing"), entry("2020-07-09", "done")],
            "2020-08-01",
            (),
        ),
    ],
)
def test_marks(what: str, dues: list[Due], entries: list[Entry], day: str, marks: tuple[str, ...]) -> None:
    assert marks_of(dues, entries, d("2020-03-01"), d(day), 365) == marks, what


def test_a_due_day_is_coming_until_it_has_passed() -> None:
    states = [due_state(due("2020-06-30"), [], None, d(day)) for day in ("2020-06-30", "2020-07-01")]
    assert states == ["coming", "lapsed"]


@pytest.mark.parametrize(
    ("day", "policy", "own", "seen"),
    [
        ("2024-12-16", "keep", None, "hidden"),
        ("2024-12-17", "keep", None, "shown"),
        ("2025-01-17", "keep", None, "shown"),
        ("2025-01-17", "noindex", None, "noindex"),
        ("2025-01-16", "withdraw", None, "shown"),
        ("2025-01-17", "withdraw", None, "withdrawn"),
        ("2025-01-17", "withdraw", "keep", "shown"),
    ],
)
def test_visibility(day: str, policy: str, own: str | None, seen: str) -> None:
    head = Head("甲", "rectification", None, Timestamp("2024-12-10"), WINDOW, after_close=own)  # type: ignore[arg-type]
    assert visibility(head, d(day), policy, drafts=False) == seen  # type: ignore[arg-type]


def test_without_a_window_the_day_of_publication_counts() -> None:
    head = Head("甲", "rectification", None, Timestamp("2024-12-10"), "unstated")
    assert [visibility(head, d(day), "keep", False) for day in ("2024-12-09", "2024-12-10")] == ["hidden", "shown"]


def test_a_unit_is_told_the_last_day_of_change_only() -> None:
    days = [d("2024-01-01"), d("2024-02-01")]
    assert [epoch(days, d(day)) for day in ("2024-01-15", "2024-01-31")] == [epoch(days, d("2024-01-01"))] * 2
    assert epoch(days, d("2024-02-01")).next_change is None
