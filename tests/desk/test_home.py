"""The list of all notices: what needs a hand, in words, each line leading to its place; at once for a thousand notices."""

import asyncio
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from site_builder.desk import opening
from site_builder.desk.conflicts import COMPARED, StaleError, differing_rows
from site_builder.desk.desk_service import DeskService, MissingError
from site_builder.desk.edits import RefusedError
from site_builder.desk.repository import Repository
from site_builder.desk.todo import Summary, Todo, most_urgent_first
from site_builder.records.findings import Finding, Span
from tests.conftest import DUE_LEDGER, HEAD, LEDGER, ROOT, Space, some

DAY = date(2024, 10, 20)


def office(space: Space, day: date = DAY, *findings: Finding) -> DeskService:
    made = DeskService(space.content, lambda: day, lambda: findings)
    for _ in made.summaries.refresh():
        pass
    return made


def said(made: DeskService, slug: str = "n") -> list[str]:
    (row,) = [row for row in made.home()["notices"] if row["slug"] == slug]
    return [f"{todo['kind']}: {todo['said']}" for todo in row["todo"]]


def test_suggestions_lead_to_their_card(space: Space) -> None:
    space.notice(
        head=HEAD + "draft: true\n",
        ledger=LEDGER.replace("      status: done\n", "      status: done\n      suggested: true\n"),
    )
    made = office(space)
    assert said(made) == ["judge: 5 项基本信息要看", "judge: 1 条建议没有校核"]
    (row,) = made.home()["notices"]
    cards = {card["id"] for card in made.view("n")["cards"]}
    assert {todo["card"] for todo in row["todo"]} <= cards and row["urgent"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 10, 20), []),
        (date(2024, 11, 16), ["window: 2024年11月16日届满，今天是最后一天"]),
        (date(2025, 5, 1), ["coming: 第1项“关于‘拨付迟缓’问题”（第2条措施）：2025年6月到期"]),
        (date(2025, 7, 1), ["lapsed: 第1项“关于‘拨付迟缓’问题”（第2条措施）：2025年6月已过，还没有新的进展"]),
    ],
)
def test_days_that_come_and_pass(space: Space, day: date, expected: list[str]) -> None:
    space.notice(ledger=DUE_LEDGER)
    assert said(office(space, day)) == expected


def test_findings_stand_in_the_same_list(space: Space) -> None:
    space.notice()
    found = Finding(
        at=Span(path="content/notices/n/notice.md", line=3), code="W003", what="期限先截止后开始", why="opens 在后"
    )
    assert said(office(space, DAY, found)) == ["error: 期限先截止后开始：“第一天”在后"]


def test_what_is_wrong_with_the_site_stands_in_the_list(space: Space) -> None:
    """A preview makes do without the marks of an authority, generating does not; pages and stray files belong to no notice either."""
    space.notice()
    settings = space.content / "site.yaml"
    text = settings.read_text("utf-8").replace("demo: true\n", "").replace("tz.invalid", "taizhang.invalid")
    settings.write_text(
        text.replace("operator: unofficial", "operator: party") + 'footer:\n  sponsor: "甲"\n  icp: "待填"\n', "utf-8"
    )
    page = Finding(at=Span(path="content/pages/about.md", line=4), code="K001", what="断开的链接", severity="warning")
    stray = Finding(at=Span(path="content/notices/通报.docx"), code="F001", what="不是文件夹")
    softened = Finding(at=Span(path="content/site.yaml"), code="S001", what="页脚缺少联系方式", severity="warning")
    told = office(space, DAY, page, stray, softened).home()
    assert [list(row["todo"]) for row in told["notices"]] == [[]]
    assert [(each["kind"], each["said"]) for each in told["site"]] == [
        ("error", "页脚缺少联系方式：“谁主办”是“党的机关网站”，必须标明联系方式"),
        ("error", "ICP 备案号像是编的：写的是“待填”"),
        ("error", "不是文件夹"),
        ("warning", "网址还是占位的：二维码和永久网址都用它"),
        ("warning", "断开的链接"),
    ]
    first = told["site"][0]
    assert first["where"].startswith("content/site.yaml 第 ")
    assert first["mend"].startswith("在“footer:”之下补上“联系方式”：前面空两格，写“contact: …”")


def test_every_notice_of_the_demonstration_has_its_line() -> None:
    made = DeskService(ROOT / "content", lambda: date(2026, 11, 20), tuple)
    assert len(list(made.summaries.refresh())) == len(list((ROOT / "content" / "notices").iterdir()))
    told = made.home()
    assert told["ready"] and len(told["notices"]) == told["number"]
    for todo in some(todo for row in told["notices"] for todo in row["todo"]):
        assert not re.search(r"[A-Za-z_]{3,}", todo["said"]), todo
        assert todo["kind"] in told["kinds"]


def test_a_thousand_notices_within_a_second(space: Space) -> None:
    for number in range(1000):
        space.notice(f"n{number}", ledger=DUE_LEDGER)
    made = DeskService(space.content, lambda: DAY, tuple)
    started = time.process_time()
    assert made.home()["notices"] == []  # nothing is known yet, and the page need not wait for it
    cold = time.process_time() - started
    for _ in made.summaries.refresh():
        pass
    started = time.process_time()
    assert len(made.home()["notices"]) == 1000
    assert max(cold, time.process_time() - started) < 1
    started = time.process_time()
    state = made.view("n7")["state"]
    made.act("n7", {"do": "head", "field": "title", "value": "别的通报", "state": state})
    assert time.process_time() - started < 2
    assert [row["title"] for row in made.home()["notices"] if row["slug"] == "n7"] == ["别的通报"]


def test_words_of_another_notice_are_evidence(space: Space) -> None:
    space.notice("n")
    space.notice(
        "later", text="## 一、后续进展\n历年沉淀资金已经全部清理完毕。\n", head=HEAD.replace("2024-10-17", "2024-10-18")
    )
    made = office(space)
    assert "历年沉淀资金已经全部清理完毕。" in made.evidence("n", {"notice": "later"})["text"]
    told = {"do": "progress", "item": "p1", "about": "m2", "status": "done", "as_of": "2024-10-18", "notice": "later"}
    told["quote"], told["state"] = "历年沉淀资金已经全部清理完毕", made.view("n")["state"]
    view = made.act("n", told)
    assert [each for each in view["findings"] if each["severity"] == "error"] == []
    assert 'notice: "later"' in (space.content / "notices/n/ledger.yaml").read_text("utf-8")
    with pytest.raises(KeyError):
        made.evidence("n", {"notice": "../n"})


def test_the_most_urgent_comes_first_then_the_newest() -> None:
    def made(slug: str, published: str | None, *todo: Todo) -> Summary:
        return Summary(slug=slug, title=slug, todo=todo, published=published)

    error, coming = Todo("error", ""), Todo("coming", "")
    rows = [
        made("idle", "2025-01-01"),
        made("b", "2024-10-17", coming),
        made("a", "2024-10-17", coming),
        made("undated", None, coming),
        made("old", "2023-01-01", coming, error),
        made("new", "2024-10-17 17:44", coming),
    ]
    assert [each.slug for each in most_urgent_first(rows)] == ["old", "new", "a", "b", "undated", "idle"]


def test_the_list_goes_on_once_what_stopped_it_is_mended(
    space: Space, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    space.notice("n")
    monkeypatch.setattr(opening, "_PAUSE", 0.01)
    desk = opening.DeskServer(space.content, ROOT / "templates", lambda: DAY, tuple)
    link = space.content / "notices" / "elsewhere"
    link.symlink_to(space.folder)

    async def watch() -> None:
        task = desk.start()
        await asyncio.sleep(0.3)
        link.unlink()
        for _ in range(100):
            await asyncio.sleep(0.05)
            if desk.service.home()["ready"]:
                break
        task.cancel()

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop already: that of a browser
        thread.submit(asyncio.run, watch()).result()
    assert [row["slug"] for row in desk.service.home()["notices"]] == ["n"]
    said = capsys.readouterr()
    assert (said.out + said.err).count("符号链接") == 1  # once, not at every look


def test_a_conflict_shows_the_lines_that_differ_and_a_long_one_as_one(space: Space) -> None:
    old = {"notice.md": "甲\n乙\n丙\n丁\n".encode(), "ledger.yaml": None}
    new = {"notice.md": "甲\nB\n丙\n丁\n戊\n".encode(), "ledger.yaml": b"a\n"}
    assert differing_rows(old, new) == [
        {"file": "notice.md", "before": "乙", "after": "B"},
        {"file": "notice.md", "before": "", "after": "戊"},
        {"file": "ledger.yaml", "before": "", "after": "a"},
    ]
    long = b"x\n\n" * COMPARED * 20
    started = time.process_time()
    (row,) = differing_rows({"notice.md": b"same\n1\n" + long + b"2\nsame"}, {"notice.md": b"same\n3\n\nx\n4\nsame"})
    assert row["before"].startswith("1\nx\n") and row["after"] == "3\n\nx\n4"
    assert time.process_time() - started < 1


def test_a_link_is_no_evidence(space: Space) -> None:
    space.notice("n")
    files = space.content / "notices" / "n" / "files"
    (space.folder / "secret").mkdir()
    (space.folder / "secret" / "a.txt").write_text("别处的文件", "utf-8")
    made = office(space)
    files.symlink_to(space.folder / "secret")
    with pytest.raises(MissingError):
        made.evidence("n", {"file": "a.txt"})
    files.unlink()
    files.mkdir()
    (files / "b.txt").symlink_to(space.folder / "secret" / "a.txt")
    (files / "folder").mkdir()
    (files / ".hidden.txt").write_text("x", "utf-8")
    for name in ("b.txt", "folder", ".hidden.txt", ""):
        with pytest.raises(MissingError):
            made.evidence("n", {"file": name})


def test_what_nobody_can_read_is_not_put_aside(space: Space) -> None:
    """It may have been published."""
    space.notice("n", head="kind: nothing\n")
    with pytest.raises(RefusedError, match="看不出发布过没有"):
        office(space).discard("n")
    assert (space.content / "notices" / "n" / "notice.md").is_file()


def test_a_file_that_appears_meanwhile_is_a_conflict(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    space.notice("n")
    made = office(space)
    path = space.content / "notices" / "n" / "files" / "a.txt"
    prepare = made.writer._prepare

    def first() -> None:
        path.parent.mkdir()
        path.write_text("别人的", "utf-8")
        prepare()

    monkeypatch.setattr(made.writer, "_prepare", first)
    with pytest.raises(StaleError):
        made.add_file("n", "a.txt", b"mine")
    assert path.read_text("utf-8") == "别人的"


@pytest.mark.parametrize(
    ("message", "told"),
    [(" ", "还没有写"), ("字" * 20_001, "太长"), ("a\0b", "不能用的字符")],
    ids=("none", "long", "nul"),
)
def test_a_message_that_git_cannot_take_is_refused(space: Space, message: str, told: str) -> None:
    with pytest.raises(RefusedError, match=told):
        office(space).commit(message)


def test_a_byte_order_mark_is_no_change(space: Space) -> None:
    """Windows writes one at the beginning of a file; what was committed is read as what stands on disk is."""
    space.notice("n")
    path = space.content / "notices/n/notice.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    who = ("-c", "user.name=e", "-c", "user.email=e@yunzhou.invalid", "-c", "core.autocrlf=false")
    for command in (["init", "-q"], ["add", "content"], ["commit", "-qm", "x"]):
        subprocess.run(["git", "-C", str(space.folder), *who, *command], check=True)
    path.write_bytes(path.read_bytes().replace("巡察整改情况".encode(), "巡察反馈意见整改情况".encode(), 1))
    (change,) = Repository(space.content).changes()
    assert [said for said in change.said if "新增通报" in said] == [] and change.said
