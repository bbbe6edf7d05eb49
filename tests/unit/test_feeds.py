"""Feeds and calendars, read back by other libraries."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, vText
from icalendar.parser import Contentline

from site_builder.commands.due_agenda import agenda_ics
from site_builder.unit.calendars import content_line, escaped_value
from tests.conftest import DUE_LEDGER as LEDGER
from tests.conftest import HEAD, SITE, TEMPLATES, Space, some

ATOM = "{http://www.w3.org/2005/Atom}"
REPORTED = """\
    - as_of: "2024-10-25"
      status: done
      about: m2
      basis: report
      quote: "沉淀资金已全部清理完毕"
      source:
        file: "r.txt"
"""
MOVED = """\
    - by: "2025-09"
      about: m2
      as_of: "2024-11-01"
      reason: "清理范围扩大"
      quote: "完成时限调整为2025年9月底"
      source:
        file: "r.txt"
"""
CORRECTIONS = """\
notice:
  corrections:
    - {date: "2024-10-26", kind: correction, what: "一处数字", why: "笔误", before: "三", after: "四"}
    - {date: "2024-10-26", kind: correction, what: "一处名称", why: "笔误", before: "甲局", after: "乙局"}
    - {date: "2024-10-27", kind: redaction, what: "一名个人的信息"}
"""


def parsed(path: Path) -> Any:
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def valid_atom(path: Path) -> Any:
    """What RFC 4287 demands of a feed and its entries (4.1.1, 4.1.2, 4.2.6)."""
    root = ElementTree.fromstring(path.read_bytes())
    for node in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"{ATOM}{name}")) == 1, (path, name)
        assert datetime.fromisoformat(node.findtext(f"{ATOM}updated") or "").tzinfo
        assert node.findall(f"{ATOM}link")
        assert (node.findtext(f"{ATOM}id") or "").startswith(("tag:taizhang.invalid,2026:/", "tag:tz.invalid,2026:/"))
    ids = [node.findtext(f"{ATOM}id") for node in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)), path
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    return parsed(path)


def test_every_feed_of_the_demonstration_is_valid(demo: Path) -> None:
    paths = sorted(demo.rglob("feed.xml"))
    assert len(paths) > 15
    for path in paths:
        entries = valid_atom(path).entries
        for entry in entries:
            place, _, anchor = entry.link.removeprefix("https://taizhang.invalid/").partition("#")
            page = (demo / place / "index.html").read_text("utf-8")
            assert not anchor or f'id="{anchor}"' in page, entry.link
        other = json.loads(path.with_suffix(".json").read_text("utf-8"))
        assert [item["id"] for item in other["items"]] == [entry.id for entry in entries]


def test_json_feed_has_what_its_version_demands(demo: Path) -> None:
    feed = json.loads((demo / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://taizhang.invalid/feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert "date_modified" not in item or datetime.fromisoformat(item["date_modified"]).tzinfo
    assert any("date_modified" not in item for item in feed["items"])  # the notice that bears no date


def test_feeds_are_discoverable_from_every_page(demo: Path) -> None:
    for path in some(demo.rglob("*.html")):
        page = path.read_text("utf-8")
        if 'data-page="' in page:
            assert 'type="application/atom+xml"' in page, path
            assert 'type="application/feed+json"' in page, path


def test_there_is_an_entry_per_ledger_entry_and_one_item_can_be_filtered(demo: Path) -> None:
    for path in some(sorted((demo / "data/notices").glob("*.json"))):
        notice = json.loads(path.read_text("utf-8"))
        feed = parsed(demo / notice["url"].strip("/") / "feed.xml")
        for problem in notice["problems"]:
            own = [
                entry for entry in feed.entries if entry.link.startswith(f"https://taizhang.invalid{problem['url']}#")
            ]
            assert len(own) == len(problem["entries"]), problem["url"]
        assert len(feed.entries) == 1 + len(notice["corrections"]) + sum(len(p["entries"]) for p in notice["problems"])


def test_an_entry_gives_the_words(space: Space) -> None:
    space.notice(ledger=LEDGER + REPORTED)
    space.write("notices/n/files/r.txt", "沉淀资金已全部清理完毕。\n")
    space.build("2024-10-30")
    newest = parsed(space.out / "notices/n/feed.xml").entries[0]
    assert newest.link == "https://tz.invalid/notices/n/p1/#e2"
    assert newest.id == "tag:tz.invalid,2026:/notices/n/p1/#e2"
    assert newest.title == "进展记录（措施2）：已完成整改：关于“拨付迟缓”问题"
    assert newest.summary == "云州市市场监管局，单位后续报送（措施2）：已完成整改。“沉淀资金已全部清理完毕”"
    assert newest.updated == "2024-10-25T00:00:00+08:00"


def test_changes_of_one_day_do_not_share_an_id_and_keep_it(space: Space) -> None:
    first_only = CORRECTIONS.split("    - ")[0] + "    - " + CORRECTIONS.split("    - ")[1]
    space.notice(ledger=LEDGER + first_only)
    space.build("2024-10-26")
    before = {entry.id: entry.title for entry in parsed(space.out / "notices/n/feed.xml").entries}
    space.notice(ledger=LEDGER + CORRECTIONS)
    space.build("2024-10-27")
    after = {entry.id: entry.title for entry in valid_atom(space.out / "notices/n/feed.xml").entries}
    named = {key.rpartition("/")[2]: title.partition("：关于")[0] for key, title in after.items() if "history" in key}
    assert named == {
        "#history-2024-10-26": "更正：一处数字",
        "#history-2024-10-26-2": "更正：一处名称",
        "#history-2024-10-27": "删除：一名个人的信息",
    }
    assert before.items() <= after.items()


def test_a_quiet_day_changes_no_feed(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build("2024-10-20")
    paths = [*space.out.rglob("feed.*"), space.out / "due.ics", space.out / "windows.ics"]
    before = [path.read_bytes() for path in paths]
    space.build("2024-12-20")  # the window has closed: not a change of substance
    assert [path.read_bytes() for path in paths] == before


def test_updated_moves_with_what_was_published(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build("2024-10-20")
    assert parsed(space.out / "feed.xml").feed.updated == "2024-10-17T00:00:00+08:00"
    space.notice(ledger=LEDGER + REPORTED)
    space.write("notices/n/files/r.txt", "沉淀资金已全部清理完毕。\n")
    space.build("2024-10-24")  # the day before its words
    assert parsed(space.out / "feed.xml").feed.updated == "2024-10-17T00:00:00+08:00"
    space.build("2024-10-25")
    assert parsed(space.out / "feed.xml").feed.updated == "2024-10-25T00:00:00+08:00"


def test_a_withdrawn_notice_leaves_a_tombstone(space: Space) -> None:
    space.notice("n", ledger=LEDGER)
    space.notice("gone", head=HEAD.replace("关于", "撤下的") + "after_close: withdraw\n", ledger=LEDGER)
    space.notice("soon", head=HEAD.replace("关于", "撤下的") + 'withdrawn: "2024-11-02"\n', ledger=LEDGER)
    space.build("2024-11-17")
    for name in ("feed.xml", "organs/amr/feed.xml"):
        root = ElementTree.fromstring((space.out / name).read_bytes())
        dead = root.findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
        assert [each.attrib for each in dead] == [
            {"ref": "tag:tz.invalid,2026:/notices/gone/", "when": "2024-11-17T00:00:00+08:00"},
            {"ref": "tag:tz.invalid,2026:/notices/soon/", "when": "2024-11-02T00:00:00+08:00"},
        ]
        assert "撤下的" not in (space.out / name).read_text("utf-8")
        valid_atom(space.out / name)


def test_what_xml_cannot_hold_is_left_out(space: Space) -> None:
    from site_builder.unit.feeds import _UNFIT

    assert _UNFIT.sub("", "a\x0b\ufffe<&>\U0001f600\n") == "a<&>\U0001f600\n"
    space.notice(text="## 二、整改情况\n### 1. <b>&“甲” {#p1}\n已整改。\n", head=HEAD.replace("关于", "<i>&"))
    space.build()
    assert parsed(space.out / "feed.xml").entries[0].title.startswith(("<i>&", "&lt;i&gt;&amp;"))
    root = ElementTree.fromstring((space.out / "feed.xml").read_bytes())
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == "<i>&巡察整改情况的通报"


def events(path: Path) -> dict[str, Event]:
    content = path.read_bytes()
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75  # RFC 5545, 3.1
    calendar = Calendar.from_ical(content)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    found = {str(event["UID"]): event for event in calendar.events}
    assert len(found) == len(calendar.events)
    for event in found.values():
        assert event.DTSTAMP is not None and event.DTSTAMP.utcoffset() == timedelta(0)
        assert type(event.DTSTART) is date  # a whole day
    return found


def test_windows_are_whole_days_with_an_exclusive_end(demo: Path) -> None:
    found = events(demo / "windows.ics")
    event = found["window-2026-amr@taizhang.invalid"]
    assert (str(event.DTSTART), str(event.DTEND)) == ("2026-10-28", "2026-11-28")
    assert str(event["URL"]) == "https://taizhang.invalid/notices/2026-amr/"
    assert str(event["SUMMARY"]).startswith("公开期限：")


def test_every_due_date_that_counts_is_a_day(demo: Path) -> None:
    import sqlite3

    rows = sqlite3.connect(demo / "data/ledger.sqlite").execute("SELECT latest FROM due").fetchall()
    assert sorted(str(event.DTSTART) for event in events(demo / "due.ics").values()) == sorted(x for (x,) in rows)


def test_a_date_that_moves_keeps_its_uid_and_raises_its_sequence(space: Space) -> None:
    space.write("notices/n/files/r.txt", "完成时限调整为2025年9月底。沉淀资金已全部清理完毕。\n")
    space.notice(ledger=LEDGER)
    space.build("2024-11-02")
    (before,) = events(space.out / "due.ics").values()
    space.notice(ledger=LEDGER.replace("  entries:", MOVED + "  entries:"))
    space.build("2024-11-02")
    (after,) = events(space.out / "due.ics").values()
    assert str(before["UID"]) == str(after["UID"])
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (str(before.DTSTART), str(after.DTSTART)) == ("2025-06-30", "2025-09-30")


def test_another_matter_does_not_rename_the_first(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build("2024-11-02")
    (before,) = events(space.out / "due.ics")
    whole = '  due:\n    - by: "2025"\n      quote: "目前正在清理历年沉淀资金，计划于2025年6月前完成"\n'
    space.notice(ledger=LEDGER.replace("  due:\n", whole))
    space.build("2024-11-02")
    after = events(space.out / "due.ics")
    assert len(after) == 2
    assert before in after


def test_what_editors_must_look_at_is_a_calendar_too(space: Space) -> None:
    """`due --format ics` has the events that the site's own calendar has."""
    space.notice(ledger=LEDGER)
    space.build()
    events = [line for line in (space.out / "due.ics").read_text("utf-8").splitlines() if line.startswith("UID")]
    said = agenda_ics(space.content, TEMPLATES, date(2024, 10, 20)).decode()
    assert [line for line in said.splitlines() if line.startswith("UID")] == events != []


NAMES = {"windows.ics": "公开期限", "due.ics": "整改时限"}


@pytest.mark.parametrize("title", ["试验台账", "甲；乙;丙, 丁\\\\己", "很长的名称" * 12])
def test_a_calendar_is_that_of_the_library(space: Space, title: str) -> None:
    space.write("site.yaml", SITE.replace("试验台账", title))
    space.notice(ledger=LEDGER)
    space.build("2024-11-02")
    shown = title.replace("\\\\", "\\")  # as YAML reads it
    for name in NAMES:
        content = (space.out / name).read_bytes()
        calendar = Calendar.from_ical(content)
        made = Calendar()
        for key in ("version", "prodid", "x-wr-timezone"):
            made.add(key, calendar[key])
        made.add("x-wr-calname", vText(f"{shown} {NAMES[name]}"))  # text, as RFC 5545, 3.8.8.2 has it of all X- names
        for event in calendar.events:
            made.add_component(event)
        assert made.to_ical() == content
        assert len(calendar.events) == 1


@settings(deadline=None)
@given(st.text(st.sampled_from("ab,;\\\n 年🏛é"), max_size=120))
def test_lines_are_those_of_the_library(value: str) -> None:
    """Escaped and folded as by icalendar, which reads back what was written."""
    line = content_line(f"SUMMARY:{escaped_value(value)}")
    theirs = Contentline(f"SUMMARY:{vText(value).to_ical().decode()}").to_ical()  # type: ignore[no-untyped-call]
    assert line == theirs + b"\r\n"
    assert all(len(each) < 76 for each in line.split(b"\r\n"))
    assert Event.from_ical(b"BEGIN:VEVENT\r\n" + line + b"END:VEVENT\r\n")["summary"] == value
