"""What holds on a day: tables of (record, day) → state."""

from datetime import date

import pytest
from msgspec import structs

from site_builder.records.findings import Finding
from site_builder.records.ledger_model import Due, Entry, Ledger
from site_builder.records.model import Head, Window
from site_builder.records.notice import read_notice
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.register_model import OrganName, Settings
from site_builder.views.derive import (
    Epoch,
    change_days,
    current_dues,
    deciding,
    due_state,
    dues_on,
    entries_on,
    epoch,
    marks_of,
    status_of,
    visibility,
    visible_from,
    window_state,
    withdrawal,
)

WINDOW = Window(kind="publication", opens=date(2024, 12, 17), closes=date(2025, 1, 16))


def d(text: str) -> date:
    return date.fromisoformat(text)


SAYS = {
    "ongoing": "该项目前正在推进",
    "not-started": "该项整改尚未启动",
    "partial": "该项整改基本完成",
    "done": "该项已完成整改",
}


def entry(
    as_of: str | None, status: str | None, about: str | None = None, quote: str | None = None, basis: str = "report"
) -> Entry:
    """Words reported on a day, or of the notice itself where there is none."""
    basis = basis if as_of else "notice"
    day = PartialDate(as_of) if as_of else None
    return Entry(as_of=day, status=status, about=about, quote=quote or SAYS.get(status or "", "……"), basis=basis)  # type: ignore[arg-type]


def due(by: str, about: str | None = None, as_of: str | None = None, suggested: bool = False) -> Due:
    moved = PartialDate(as_of) if as_of else None
    return Due(by=PartialDate(by), quote="计划……前完成", about=about, as_of=moved, suggested=suggested)


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
            "words of the notice itself are of its day, whatever the entry says",
            [due("2020-12")],
            [entry("2021-02-01", "ongoing", basis="notice")],
            "2021-03-01",
            (),
        ),
        (
            "what an editor sums up accuses nobody",
            [due("2020-12")],
            [entry("2021-02-01", "ongoing", basis="editor")],
            "2021-03-01",
            (),
        ),
        (
            "later words that do not say so",
            [due("2020-12")],
            [entry("2021-02-01", "ongoing", quote="已清理整治209处")],
            "2021-03-01",
            (),
        ),
        (
            "a plan is no statement of what is",
            [due("2020-12")],
            [entry("2021-02-01", "ongoing", quote="将于2021年底前完成")],
            "2021-03-01",
            (),
        ),
        (
            "later words deny it",
            [due("2020-12")],
            [entry("2021-02-01", "ongoing", quote="该项至今尚未完成整改")],
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
        ("not started", [due("2020-12")], [entry("2021-02-01", "not-started")], "2021-03-01", ("overdue",)),
        ("partly done", [due("2020-12")], [entry("2021-02-01", "partial")], "2021-03-01", ()),
        (
            "words of the due day are no later words",
            [due("2020-12")],
            [entry("2020-12-31", None)],
            "2021-01-01",
            ("lapsed",),
        ),
        ("a month is read at its latest", [due("2020-12")], [entry("2020-12", None)], "2021-01-01", ("lapsed",)),
        (
            "the notice is later than its due day",
            [due("2020-02")],
            [entry(None, "ongoing")],
            "2020-03-02",
            ("overdue",),
        ),
        (
            "reopened after a beginning",
            [],
            [entry("2020-05-01", "ongoing"), entry("2020-06-01", "done"), entry("2020-07-01", "partial")],
            "2020-08-01",
            ("reopened",),
        ),
        (
            "a part that was done reopens nothing",
            [],
            [entry("2020-06-01", "done", "m1"), entry("2020-07-01", "ongoing")],
            "2020-08-01",
            (),
        ),
        (
            "all at once",
            [due("2019-12", "m1")],
            [entry("2020-06-01", "done"), entry("2020-07-01", "ongoing")],
            "2021-07-02",
            ("stale", "reopened"),
        ),
        ("what is done is not stale", [], [entry("2020-06-01", "done")], "2025-01-01", ()),
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


def test_without_a_policy_nothing_is_stale() -> None:
    said = [entry("2020-06-01", "ongoing")]
    assert marks_of([], said, None, d("2025-01-01"), 365) == ("stale",)
    assert marks_of([], said, None, d("2025-01-01"), None) == ()


@pytest.mark.parametrize(
    ("about", "entries", "state"),
    [
        (None, [entry("2020-06-01", "done")], "answered"),
        ("m1", [entry("2020-06-01", "closed")], "answered"),
        ("m1", [entry("2020-06-01", "done", "m1")], "answered"),
        ("m1", [entry("2021-02-01", "ongoing")], "answered"),
        ("m1", [entry("2021-02-01", "ongoing", "m1")], "overdue"),
        ("m1", [entry("2021-02-01", "partial", "m1")], "answered"),
        ("m1", [entry("2020-06-01", "ongoing", "m1"), entry("2021-02-01", None)], "answered"),
        ("m1", [entry("2020-06-01", "done", "m2")], "lapsed"),
        (None, [], "lapsed"),
    ],
)
def test_where_a_due_day_stands(about: str | None, entries: list[Entry], state: str) -> None:
    assert due_state(due("2020-12", about), entries, d("2020-03-01"), d("2021-03-01")) == state


def test_a_day_moves_the_last_one_of_its_matter() -> None:
    whole, part = due("2020-06"), due("2020-09", "m1")
    moved, again, other = (
        due("2020-12", as_of="2020-05-01"),
        due("2021-03", as_of="2020-11-01"),
        due("2021-06", "m2", "2020-11-01"),
    )
    assert current_dues([whole, part, moved, other, again]) == [[whole, moved, again], [part], [other]]
    assert current_dues([whole, due("2020-12")]) == [[whole], [due("2020-12")]], "without as_of it is another matter"


def test_what_is_dated_later_or_only_suggested_is_not_shown() -> None:
    undated, said, later = entry(None, "ongoing"), entry("2020-06", None), entry("2020-07-01", "done")
    guessed = Entry(status="done", quote="……", suggested=True)
    first, moved, maybe = due("2020-12"), due("2021-12", as_of="2020-07-01"), due("2020-11", suggested=True)
    ledger = Ledger(entries=(undated, said, later, guessed), due=(first, moved, maybe))
    assert entries_on(ledger, d("2020-06-01"), drafts=False) == [undated, said]
    assert entries_on(ledger, d("2020-07-01"), drafts=True) == [undated, said, later, guessed]
    assert dues_on(ledger, d("2020-06-30"), drafts=False) == [first]
    assert dues_on(ledger, d("2020-07-01"), drafts=True) == [first, moved, maybe]
    assert deciding([undated, said, later, entry("2020-08-01", "ongoing", "m1"), entry("2020-08-02", None)]) is later
    assert deciding([said]) is None


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
    head = Head(
        title="甲",
        kind="rectification",
        organ=None,
        published=Timestamp("2024-12-10"),
        window=WINDOW,
        after_close=own,  # type: ignore[arg-type]
    )
    assert visibility(head, d(day), policy, drafts=False) == seen  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("window", "record", "policy", "day", "seen", "ended"),
    [
        (WINDOW, "2025-01-01", "keep", "2024-12-31", "shown", ("2025-01-01", None)),
        (WINDOW, "2025-01-01", "keep", "2025-01-01", "withdrawn", ("2025-01-01", None)),
        (WINDOW, "2025-01-01", "noindex", "2025-01-17", "withdrawn", ("2025-01-01", None)),
        (WINDOW, "2025-01-16", "withdraw", "2025-01-16", "withdrawn", ("2025-01-16", None)),
        (WINDOW, "2025-01-17", "withdraw", "2025-01-17", "withdrawn", ("2025-01-17", "2025-01-16")),
        (WINDOW, "2025-03-01", "withdraw", "2025-01-17", "withdrawn", ("2025-01-17", "2025-01-16")),
        (WINDOW, "2025-03-01", "keep", "2025-02-28", "shown", ("2025-03-01", None)),
        (WINDOW, "2025-03-01", "keep", "2025-03-01", "withdrawn", ("2025-03-01", None)),
        (WINDOW, "2024-12-01", "keep", "2024-12-16", "hidden", ("2024-12-01", None)),
        (WINDOW, None, "withdraw", "2025-01-17", "withdrawn", ("2025-01-17", "2025-01-16")),
        (WINDOW, None, "keep", "2025-01-17", "shown", None),
        ("unstated", "2025-01-01", "withdraw", "2024-12-31", "shown", ("2025-01-01", None)),
        ("unstated", "2025-01-01", "keep", "2025-01-01", "withdrawn", ("2025-01-01", None)),
        ("none", None, "withdraw", "2030-01-01", "shown", None),
    ],
)
def test_withdrawn_by_its_record_or_by_its_window(
    window: Window | str, record: str | None, policy: str, day: str, seen: str, ended: tuple[str, str | None] | None
) -> None:
    head = Head(
        title="甲",
        kind="rectification",
        organ=None,
        published=Timestamp("2024-12-10"),
        window=window,
        withdrawn=d(record) if record else None,
    )
    assert visibility(head, d(day), policy, drafts=False) == seen  # type: ignore[arg-type]
    found = withdrawal(head, policy)  # type: ignore[arg-type]
    assert (found and (str(found[0]), str(found[1]) if found[1] else None)) == ended


def test_without_a_window_the_day_of_publication_counts() -> None:
    head = Head(title="甲", kind="rectification", organ=None, published=Timestamp("2024-12-10"), window="unstated")
    assert [visibility(head, d(day), "keep", False) for day in ("2024-12-09", "2024-12-10")] == ["hidden", "shown"]


def test_a_notice_without_a_day_is_always_public_and_a_draft_only_among_drafts() -> None:
    head = Head(title="甲", kind="rectification", organ=None, published=None, window="unstated", draft=True)
    assert visible_from(head) is None
    assert [visibility(head, d("2024-12-09"), "keep", drafts) for drafts in (False, True)] == ["hidden", "shown"]
    early = Head(title="甲", kind="rectification", organ=None, published=None, window=WINDOW, draft=True)
    assert visibility(early, d("2024-12-16"), "keep", drafts=True) == "hidden", "embargo holds for drafts too"


HEAD = """\
---
title: "甲"
kind: rectification
organ: null
published: "2024-10-10"
window: {kind: publication, opens: "2024-10-17", closes: "2024-11-16"}
---
### 1. 乙 {#p1}
丙。
### 2. 丁 {#p2}
戊。
"""
LEDGER = """\
p1:
  due:
    - {by: "2025-03", quote: "……"}
    - {by: "2025-04-01", quote: "……", as_of: "2025-01"}
  entries:
    - {as_of: null, quote: "……"}
    - {as_of: "2025-05", quote: "……"}
  assessments:
    - {by: "己", quote: "……"}
    - {by: "己", quote: "……", date: "2025-07-01"}
  closing: {date: "2025-08-01", by: "己"}
p2:
  review_by: "2025-08"
notice:
  corrections: [{date: "2025-10-01", kind: redaction, what: "庚"}]
  milestones: [{date: "2025-10-02", label: "庚"}]
  feedback: {as_of: "2025-10-03"}
targets:
  t1: {quote: "……", metric: "辛"}
  t2: {quote: "……", metric: "辛", result: {quote: "……"}}
  t3: {quote: "……", metric: "辛", result: {quote: "……", as_of: "2025-10-04"}}
"""


def days(
    head: str, ledger: str, *names: OrganName, stale: int | None = None, linked: tuple[Window | None, ...] = ()
) -> str:
    found: list[Finding] = []
    notice = read_notice("n", head, ledger, "n", found)
    assert notice is not None and found == []
    site = Settings(
        title="甲", base_url="https://tz.invalid/", after_close="keep", operator="unofficial", stale_after_days=stale
    )
    return " ".join(map(str, change_days(notice, names, site, linked)))


def test_every_day_on_which_something_shown_changes() -> None:
    """Opens, its last day, the day after; what is dated, from its earliest day; what passes, the day after its latest."""
    window = "2024-10-17 2024-11-16 2024-11-17"
    moved = "2025-01-01 2025-04-01 2025-04-02 2025-05-01"
    rest = "2025-07-01 2025-08-01 2025-09-01 2025-10-01 2025-10-02 2025-10-03 2025-10-04"
    assert days(HEAD, LEDGER) == f"{window} {moved} {rest}"
    assert days(HEAD, LEDGER, stale=10) == f"{window} {moved} 2025-06-11 {rest}"
    assert days(HEAD, "") == window
    assert (
        days(HEAD.replace("window:", 'withdrawn: "2024-11-02"\nwindow:'), "")
        == "2024-10-17 2024-11-02 2024-11-16 2024-11-17"
    )
    unstated = HEAD.replace('{kind: publication, opens: "2024-10-17", closes: "2024-11-16"}', "unstated")
    assert days(unstated, "") == "2024-10-10"
    assert days(unstated.replace('"2024-10-10"', "null"), "notice: {feedback: {received: 3}}") == ""
    assert days(unstated, "", linked=(WINDOW, None)) == "2024-10-10 2024-12-17 2025-01-16 2025-01-17"
    names = (OrganName("甲", to=PartialDate("2023-12")), OrganName("乙", PartialDate("2024-05")), OrganName("丙"))
    assert days(unstated, "", *names) == "2024-01-01 2024-05-01 2024-10-10"
    assert days(unstated, "", OrganName("甲", to=PartialDate("2024-02"))) == "2024-03-01 2024-10-10"


def test_a_unit_is_told_the_last_day_of_change_only() -> None:
    changes = [d("2024-01-01"), d("2024-02-01"), d("2024-03-01")]
    told = {
        day: epoch(changes, d(day)) for day in ("2023-12-31", "2024-01-01", "2024-01-31", "2024-02-01", "2024-03-09")
    }
    assert told == {
        "2023-12-31": Epoch(date.min, d("2024-01-01")),
        "2024-01-01": Epoch(d("2024-01-01"), d("2024-02-01")),
        "2024-01-31": Epoch(d("2024-01-01"), d("2024-02-01")),
        "2024-02-01": Epoch(d("2024-02-01"), d("2024-03-01")),
        "2024-03-09": Epoch(d("2024-03-01"), None),
    }


def test_what_other_notices_published_counts_from_the_day_after_the_due_day() -> None:
    """Words elsewhere end a silence, on the day itself not yet; and they accuse nobody."""
    for said, state in (("2025-06-30", "lapsed"), ("2025-07-01", "answered")):
        assert due_state(due("2025-06"), [], None, d("2025-08-01"), elsewhere=[d("2024-01-01"), d(said)]) == state
        marks = marks_of([due("2025-06")], [], None, d("2025-08-01"), None, elsewhere=[d(said)])
        assert marks == (("lapsed",) if state == "lapsed" else ())
    assert due_state(due("2025-06"), [], None, d("2025-06-30"), elsewhere=[d("2025-07-01")]) == "coming"
    late = [entry("2025-07-10", "ongoing")]
    assert due_state(due("2025-06"), late, None, d("2025-08-01"), elsewhere=[d("2025-07-20")]) == "overdue"


def test_a_day_on_which_another_notice_was_published_is_followed_by_one_on_which_silence_is_long() -> None:
    found = read_notice("n", HEAD, None, "n", [])
    assert found is not None
    site = Settings(
        title="甲", base_url="https://tz.invalid/", after_close="keep", operator="unofficial", stale_after_days=10
    )
    plain, spoken = change_days(found, (), site), change_days(found, (), site, (), [d("2026-01-01")])
    assert set(spoken) - set(plain) == {d("2026-01-12")}
    never = structs.replace(site, stale_after_days=None)
    assert change_days(found, (), never, (), [d("2026-01-01")]) == change_days(found, (), never)
