"""A build publishes everything or nothing, and only what the day allows."""

import json
import os
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.build.published_files import PublishedFiles
from site_builder.build.site_paths import SitePaths
from site_builder.build.state_file import StateCache, load_state
from site_builder.records.findings import ContentError, SiteError
from tests.conftest import HEAD, LEDGER, SITE, TEMPLATES, TEXT, Space, shown_text


def test_a_small_site(space: Space) -> None:
    space.notice(ledger=LEDGER)
    result = space.build()
    assert (result.notices, result.items) == (1, 2)
    value = space.json()
    assert [p["status"] for p in value["problems"]] == ["unstated", "done"]
    assert value["window_state"] == "open"
    page = space.html("/notices/n/p2/")
    assert 'data-page="problem"' in page
    assert 'data-status="done"' in page
    assert "演示" in page


def test_one_bad_record_and_nothing_is_published(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build()
    before = space.tree()
    space.notice("other", head=HEAD.replace("2024-11-16", "2024-10-01"))
    space.notice("third", ledger='p9:\n  review_by: "2025-13"\n')
    found = space.findings()
    assert {(f.code, f.at.path, f.at.line) for f in found} >= {
        ("W003", "content/notices/other/notice.md", 9),
        ("R008", "content/notices/third/ledger.yaml", 1),
        ("R005", "content/notices/third/ledger.yaml", 2),
    }
    assert space.tree() == before


def test_what_is_not_planned_any_more_is_removed(space: Space) -> None:
    space.notice("n")
    space.notice("old")
    space.build()
    (space.out / ".well-known").mkdir()
    (space.out / ".well-known" / "host.txt").write_text("the host's own", "utf-8")
    space.remove("old")
    space.build()
    assert not (space.out / "notices/old").exists()
    assert (space.out / ".well-known/host.txt").exists()


def test_a_folder_that_is_not_ours_is_refused(space: Space) -> None:
    space.notice()
    space.out.mkdir()
    (space.out / "thesis.txt").write_text("important", "utf-8")
    with pytest.raises(SiteError):
        space.build()
    assert [p.name for p in space.out.iterdir()] == ["thesis.txt"]


def test_the_same_records_and_day_give_the_same_bytes(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build()
    space.build(out=space.folder / "again")
    assert space.tree() == space.tree(space.folder / "again")


def test_an_unchanged_build_touches_nothing(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build()
    before = {p: p.stat().st_mtime_ns for p in space.out.rglob("*")}
    result = space.build()
    assert (result.units_made, result.written, result.removed) == (0, 0, 0)
    assert {p: p.stat().st_mtime_ns for p in space.out.rglob("*")} == before


def test_the_day_decides(space: Space) -> None:
    space.notice(ledger=LEDGER)
    states = []
    for day in ("2024-10-16", "2024-10-17", "2024-11-16", "2024-11-17"):
        space.build(day)
        here = (space.out / "data/notices/n.json").exists()
        states.append(space.json()["window_state"] if here else None)
    assert states == [None, "open", "last-day", "closed"]
    manifest = json.loads((space.out / "manifest.json").read_text("utf-8"))
    assert manifest["next_change"] == "2025-07-01"  # the day after "2025年6月前"


def _anywhere(out: Path, words: str) -> list[str]:
    return [str(p) for p in out.rglob("*") if p.is_file() and words.encode() in p.read_bytes()]


@pytest.mark.parametrize(("day", "what"), [("2024-10-16", "embargoed"), ("2024-11-17", "withdrawn")])
def test_what_is_not_public_is_in_no_file(space: Space, day: str, what: str) -> None:
    space.write("site.yaml", SITE.replace("after_close: keep", "after_close: withdraw"))
    space.write("notices/n/files/report.txt", "附件内容独此一份")
    head = HEAD.replace("关于巡察", "独特标题关于巡察") + 'attachments:\n  - file: "report.txt"\n'
    space.notice(head=head, text=TEXT.replace("拨付迟缓", "独一无二的字句"))
    space.notice("open", head=HEAD.replace("2024-10-17", "2024-01-01").replace("2024-11-16", "2030-01-01"))
    space.build("2024-10-20")
    assert _anywhere(space.out, "独一无二的字句")
    space.build(day)
    for words in ("独特标题", "独一无二的字句", "附件内容独此一份"):
        assert _anywhere(space.out, words) == [], what
    assert (space.out / "notices/n/index.html").exists() == (what == "withdrawn")


@pytest.mark.parametrize(
    ("window", "says", "lacks"),
    [
        ("", "它已于2024年10月25日撤下，标题和正文不再公开；原文的公开期限到2024年11月16日届满。", "一并撤下"),
        ("unstated", "它已于2024年10月25日撤下，标题和正文不再公开。", "届满"),
    ],
)
def test_what_is_withdrawn_by_its_record_is_in_no_file(space: Space, window: str, says: str, lacks: str) -> None:
    """From its day, whatever its window; the page says the day and never that the window was over."""
    head = HEAD if not window else re.sub(r"window:\n(?:  .*\n)+", f"window: {window}\n", HEAD)
    text = TEXT.replace("拨付迟缓", "独一无二的字句")
    space.notice(head=head, text=text)
    space.notice("open")
    space.build("2024-10-20")
    space.notice(head=head + 'withdrawn: "2024-10-25"\n', text=text)
    space.build("2024-10-24")
    assert _anywhere(space.out, "独一无二的字句")
    manifest = json.loads((space.out / "manifest.json").read_text("utf-8"))
    assert manifest["next_change"] == "2024-10-25" and manifest["withdrawn"] == []
    space.build("2024-10-25")
    assert _anywhere(space.out, "独一无二的字句") == []
    assert json.loads((space.out / "manifest.json").read_text("utf-8"))["withdrawn"] == ["n"]
    page = shown_text(space.html("/notices/n/"), "page")
    assert says in page and lacks not in page
    assert "2024年10月25日撤下的一份" in shown_text(space.html("/organs/amr/"), "page")
    assert space.tree() == space.tree(_clean(space, "2024-10-25"))


def _clean(space: Space, day: str) -> Path:
    space.build(day, out=space.folder / "clean", clean=True)
    return space.folder / "clean"


def test_drafts_and_suggestions_wait(space: Space) -> None:
    space.notice("n", ledger=LEDGER.replace("      status: done", "      suggested: true\n      status: done"))
    space.notice("d", head=HEAD + "draft: true\n")
    space.build()
    assert space.json()["problems"][1]["status"] == "unstated"
    assert not (space.out / "notices/d").exists()
    space.build(drafts=True)
    assert space.json()["problems"][1]["status"] == "done"
    assert "待校核" in space.html("/notices/d/")


def test_what_the_text_does_not_say_is_shown_as_such(space: Space) -> None:
    space.notice(head="title: null\nkind: rectification\norgan: null\npublished: null\nwindow: unstated\n")
    space.build()
    value = space.json()
    assert (value["organ"], value["published"], value["window"], value["window_state"]) == (
        None,
        None,
        None,
        "unstated",
    )
    assert value["title_stated"] is False
    assert value["title"]
    page = space.html("/notices/n/")
    assert "本站拟题" in page
    assert "原文未署日期" in page
    assert "/notices/undated/" in space.html("/notices/")


def test_everything_works_below_a_sub_path(space: Space) -> None:
    space.write("site.yaml", SITE.replace("https://tz.invalid/", "https://tz.invalid/zgtz/"))
    space.notice(ledger=LEDGER)
    space.build()
    assert space.json()["problems"][0]["url"] == "/zgtz/notices/n/p1/"
    page = space.html("/notices/n/p1/")
    rooted = [part.split('"')[0] for part in page.split('href="/')[1:]]
    assert rooted
    assert [link for link in rooted if not link.startswith("zgtz/")] == []


def test_a_register_that_is_missing_is_a_finding(space: Space) -> None:
    (space.content / "organs.yaml").unlink()
    space.notice()
    assert ("R001", "content/organs.yaml") in {(f.code, f.at.path) for f in space.findings()}


def test_the_window_of_a_closing_notice_is_that_of_the_day(space: Space) -> None:
    """An item shows its 销号公示's window; its state follows the day though the item's own notice does not change."""
    objection = HEAD.replace("rectification", "closure").replace("publication", "objection")
    space.notice("c", head=objection.replace("2024-10-17", "2025-02-01").replace("2024-11-16", "2025-02-10"))
    closing = 'p2:\n  closing: {date: "2025-02-01", by: "云州市督察整改办公室", notice: "c"}\n'
    space.notice(ledger=closing)
    states = []
    for day in ("2025-02-10", "2025-02-11"):
        space.build(day)
        page = space.html("/notices/n/p2/")
        states.append([part.split('"')[0] for part in page.split('data-window-state="')[1:]])
    assert "last-day" in states[0]
    assert set(states[1]) == {"closed"}


def test_words_of_a_notice_that_is_not_public_are_nowhere(space: Space) -> None:
    later = HEAD.replace("2024-10-17", "2026-03-01").replace("2024-11-16", "2026-03-31")
    space.notice("f", head=later, text="## 一、情况\n### 1. 甲 {#p1}\n经复查，独家字句表明已完成全部整改。\n")
    entry = '    - as_of: "2026-01-15"\n      status: done\n      basis: report\n      source: {notice: "f"}\n'
    space.notice(ledger="p1:\n  entries:\n" + entry + '      quote: "独家字句表明已完成全部整改"\n')
    space.build("2026-01-20")
    assert _anywhere(space.out, "独家字句") == []
    space.build("2026-03-01")
    assert _anywhere(space.out, "独家字句")


def test_a_draft_does_not_call_for_a_build(space: Space) -> None:
    space.notice("d", head=HEAD + "draft: true\n")
    space.build("2024-10-20")
    assert json.loads((space.out / "manifest.json").read_text("utf-8"))["next_change"] is None


def test_a_file_that_somebody_put_there_is_removed(space: Space) -> None:
    space.notice()
    space.build()
    (space.out / "notices" / "stray.html").write_text("stray", "utf-8")
    space.build()
    assert not (space.out / "notices" / "stray.html").exists()


def test_an_unchanged_site_is_recognised_at_an_early_check(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    space.notice()
    old = 1_600_000_000
    for path in space.content.rglob("*"):
        os.utime(path, (old, old))
    monkeypatch.setattr("site_builder.build.unchanged.RACY_NANOSECONDS", 0)
    space.build()
    last = space.early_check().result
    assert last is not None and (last["units_kept"], last["written"]) == (1, 0)
    space.notice(text=TEXT + "又改了一句。")
    assert space.early_check().result is None


@pytest.mark.parametrize("harm", ["unlink", "alter", "add", "nothing"])
def test_an_early_check_sees_whether_the_outputs_are_intact(
    space: Space, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.notice()
    space.notice("other")
    monkeypatch.setattr("site_builder.build.unchanged.RACY_NANOSECONDS", 0)
    space.build()
    page = space.out / "notices/other/index.html"
    if harm == "unlink":
        page.unlink()
    elif harm == "alter":
        page.write_text("altered", "utf-8")
    elif harm == "add":
        (space.out / "notices/stray.html").write_text("stray", "utf-8")
    before = space.early_check().result
    assert (before is not None) == (harm == "nothing")
    assert space.build_after_early_check().units_made == (1 if harm in ("unlink", "alter") else 0)
    space.build(out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


def test_outputs_that_change_after_an_early_check_are_made_again(space: Space) -> None:
    """Another process builds, and somebody removes a page, between the early check and the build."""
    space.notice()
    space.build()
    space.notice(text=TEXT + "又改了一句。")
    seen = space.early_check()
    space.build()
    page = space.out / "notices/n/index.html"
    page.unlink()
    build(Options(space.content, space.out, TEMPLATES, date(2024, 10, 20), jobs=1, search=False), early=seen)
    assert "又改了一句" in page.read_text("utf-8")


def test_a_damaged_state_says_nothing_of_the_outputs(space: Space) -> None:
    space.notice()
    space.build()
    paths = SitePaths(space.out)
    path = paths.state
    assert PublishedFiles(load_state(paths), space.out).count_if_intact() == len(space.tree())
    content = bytearray(path.read_bytes())
    digest = sha256((space.out / "data/ledger.sqlite").read_bytes()).hexdigest().encode()
    content[content.index(digest)] ^= 1
    path.write_bytes(content)
    assert PublishedFiles(load_state(paths), space.out).count_if_intact() is None, "nothing but the seal shows it"


@pytest.mark.parametrize("name", ["data/problems.csv", "data/ledger.sqlite", "manifest.json"])
def test_what_is_copied_from_is_compared_by_content(space: Space, name: str) -> None:
    space.notice()
    space.notice("other")
    space.build()
    table = space.out / name
    content, stat = table.read_bytes(), table.stat()
    assert b"p1" in content
    table.write_bytes(content.replace(b"p1", b"p9"))
    os.utime(table, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    space.notice(text=TEXT + "又改了一句。")
    space.build_after_early_check("2024-10-20", TEMPLATES)
    space.build(out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


def test_what_a_process_remembers_changes_no_byte(space: Space) -> None:
    """As a preview does: builds from memory that leave the state on disk old, another process between them, a last one."""
    memory, day = StateCache(), date(2024, 10, 20)
    quick = Options(space.content, space.out, TEMPLATES, day, jobs=1, search=False, stale_search=True)
    for number in range(6):
        space.notice("n", text=TEXT.replace("台账不全", f"第{number}次台账不全"))
        space.notice(f"n{number % 2}", text=TEXT + f"又改了{number}处。\n")
        if number == 4:
            space.remove("n1")
        build(quick, memory=memory)
        if number == 2:
            space.build()
        assert f"第{number}次台账不全" in space.html("/notices/n/")
        assert f"第{number}次台账不全" in space.html("/status/unstated/")
    memory.write(SitePaths(space.out))
    assert space.build().units_made == 0, "another process begins where this one is"
    made = space.tree()
    space.build(out=space.folder / "clean")
    assert made == space.tree(space.folder / "clean")


def test_every_page_is_explained(space: Space) -> None:
    """A unit that is kept is one line; of one that is made, each page says whether it is written."""
    space.notice("a")
    space.notice("b", text="## 二、整改情况 {role=problems}\n### 1. 关于“公章”问题 {#p1}\n整改情况：正在清理公章。\n")
    space.build()
    space.notice("a", text=TEXT.replace("全部台账", "所有台账"))
    said: list[str] = []
    space.build(explain=said.append)
    assert "重做 a：原文、台账、附件、模板、设置或相关记录变了" in said
    assert "  写入 notices/a/p2/index.html：内容变了" in said
    assert "  保留 notices/a/p1/index.html：内容相同" in said
    assert "保留 b" in said
    assert "保留 home" in said


def test_a_build_that_fails_leaves_nothing_to_the_next(space: Space) -> None:
    """Of another day, with other statuses in its search; one broken notice stops it after those of others were made."""
    space.notice(
        "a", ledger=LEDGER.replace('as_of: "2024-10-17"\n      status: done', 'as_of: "2024-11-01"\n      status: done')
    )
    space.notice("b")
    space.build(search=True)
    space.notice("b", text=TEXT.replace("{#p2}", "{#p1}"))
    with pytest.raises(ContentError):
        space.build("2024-11-02", search=True)
    space.notice("b")
    space.build(search=True)
    space.build(out=space.folder / "clean", search=True, clean=True)
    assert space.tree() == space.tree(space.folder / "clean")
