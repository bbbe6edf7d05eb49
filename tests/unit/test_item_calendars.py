"""`due.ics` of one item: its events of `/due.ics`, and a link to it beside the due date."""

import json
from datetime import date
from pathlib import Path

from icalendar import Calendar
from lxml import html

from site_builder.commands.published import against_published
from tests.conftest import DUE_LEDGER, HEAD, Space, some

P1 = "notices/n/p1/due.ics"
WHOLE = '  due:\n    - {by: "2025", quote: "计划于2025年6月前完成"}\n'


def events(file: Path) -> dict[str, bytes]:
    """UID → component."""
    found = Calendar.from_ical(file.read_bytes()).events
    return {str(event["UID"]): event.to_ical() for event in found}


def link(space: Space) -> list[tuple[str, str]]:
    page = html.fromstring(space.html("/notices/n/p1/"))
    return [(a.text, a.get("href")) for a in page.xpath("//a[contains(@href, '.ics')]")]


def listed(space: Space) -> set[str]:
    """The files that the manifest lists."""
    return set(json.loads((space.out / "manifest.json").read_text("utf-8"))["files"])


def test_the_calendars_of_items_are_that_of_the_site_in_parts(demo: Path) -> None:
    every = events(demo / "due.ics")
    parts = [events(file) for file in some(demo.glob("notices/*/*/due.ics"))]
    assert {uid: event for part in parts for uid, event in part.items()} == every
    assert sum(map(len, parts)) == len(every), "no event in two of them"
    assert all(parts), "none is empty"


def test_the_link_stands_where_the_file_is(demo: Path) -> None:
    pages = [page for page in demo.glob("notices/*/*/index.html") if 'data-page="problem"' in page.read_text("utf-8")]
    linked = {page.parent for page in pages if "due.ics" in page.read_text("utf-8")}
    assert linked == {file.parent for file in demo.glob("notices/*/*/due.ics")}
    assert 0 < len(linked) < len(pages)


def test_one_link_for_all_due_dates_of_an_item(space: Space) -> None:
    space.notice(ledger=DUE_LEDGER)
    space.build()
    assert link(space) == [("加入日历", f"/{P1}")]
    space.notice(ledger=DUE_LEDGER.replace("  due:\n", WHOLE))
    space.build()
    assert link(space) == [("全部加入日历", f"/{P1}")]
    assert len(events(space.out / P1)) == 2


def test_the_calendar_goes_with_the_due_date_and_nobody_must_redirect_it(space: Space) -> None:
    space.notice(ledger=DUE_LEDGER)
    space.build()
    assert P1 in listed(space)
    space.notice(ledger="p1:\n" + DUE_LEDGER[DUE_LEDGER.index("  entries:") :])
    gone = [finding.code for finding in against_published(str(space.out), space.content, date(2024, 10, 20))]
    assert gone == ["H002"], "the record is missed, no address"
    space.build()
    assert link(space) == [] and not (space.out / P1).exists()
    assert P1 not in listed(space)


def test_what_is_not_public_has_no_calendar(space: Space) -> None:
    for head in ("draft: true\n", "after_close: withdraw\n"):
        space.notice(head=HEAD, ledger=DUE_LEDGER)
        space.build("2024-11-20")
        assert (space.out / P1).exists()
        space.notice(head=HEAD + head, ledger=DUE_LEDGER)
        space.build("2024-11-20")
        assert not list(space.out.glob("notices/n/*/*")), head
        assert not [path for path in listed(space) if path.endswith("p1/due.ics")]
