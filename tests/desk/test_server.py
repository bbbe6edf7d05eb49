"""Who comes in, what is refused, and that what was said to be saved is there: a real server, asked byte for byte."""

import shutil
import signal
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import HEAD
from tests.desk.conftest import IMPORTED, RunningDesk
from tests.preview.conftest import Running, free_port

ACT = "/_desk/api/notices/n/act"


def test_the_secret_goes_from_the_address_into_a_cookie(shared: RunningDesk) -> None:
    assert (
        "HttpOnly" in shared.set_cookie
        and "SameSite=Strict" in shared.set_cookie
        and "Path=/_desk/" in shared.set_cookie
    )
    assert shared.way_in.partition("key=")[2] in shared.cookie
    assert shared.ask("/_desk/").status == 200
    assert shared.ask("/_desk/?key=abc").headers["location"] == "/_desk/"  # never stays in the address


@pytest.mark.parametrize(
    "path", ["/_desk/", "/_desk/n/", "/_desk/api/home", "/_desk/api/notices/n", "/_desk/static/notice.js"]
)
def test_without_the_secret_nothing_is_shown(shared: RunningDesk, path: str) -> None:
    for cookie in (None, "desk-00000000=x", shared.cookie + "x"):
        answer = shared.ask(path, Cookie=cookie)
        assert answer.status == 403
        assert "拨付" not in answer.body


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": None},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8000"},
        {"Host": "evil.example", "Origin": "http://evil.example"},  # a name that resolves to this machine
        {"Cookie": None},
    ],
    ids=str,
)
@pytest.mark.parametrize(
    "path",
    [
        ACT,
        "/_desk/api/notices/n/undo",
        "/_desk/api/import?name=a.txt",
        "/_desk/api/commit",
        "/_desk/api/notices/n/files?name=a.txt",
    ],
)
def test_no_other_page_changes_anything(shared: RunningDesk, path: str, headers: dict[str, str | None]) -> None:
    before = shared.file("ledger.yaml")
    assert shared.ask(path, {"do": "publish"}, **headers).status == 403
    assert shared.file("ledger.yaml") == before


def test_no_page_elsewhere_opens_or_frames_it(shared: RunningDesk) -> None:
    assert shared.ask("/_desk/n/", Host="evil.example").status == 403
    assert shared.ask("/_desk/n/", Sec_Fetch_Site="cross-site").status == 403
    policy = shared.ask("/_desk/n/").headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy and "script-src 'self';" in policy and "unsafe" not in policy


@pytest.mark.parametrize(
    "slug", ["..", "%2e%2e", "..%2f..%2fsecret", "n%2f..%2fn", "n%00", ".git", "nothing", "%2fetc", "n%5c..", "~"]
)
def test_no_path_of_a_browser_reaches_the_disk(shared: RunningDesk, slug: str) -> None:
    for path in (f"/_desk/{slug}/", f"/_desk/api/notices/{slug}", f"/_desk/static/{slug}"):
        assert shared.ask(path).status == 404
    assert shared.ask(f"/_desk/api/notices/{slug}/act", {"do": "publish", "state": ""}).status == 404
    for name in ("../notice.md", "/etc/passwd", "..", slug):
        assert shared.ask("/_desk/api/notices/n/evidence", {"file": name}).status == 404


def test_words_that_no_file_can_hold_are_refused(shared: RunningDesk) -> None:
    """Half of a surrogate pair, as a browser may send it where an emoji was cut."""
    answer = shared.ask(ACT, b'{"do": "head", "field": "title", "value": "\\ud83d"}')
    assert (answer.status, answer.json) == (400, {"error": "看不懂的请求", "conflict": False})


def test_a_notice_with_something_wrong_beside_it_is_shown_or_says_why_not(desk: RunningDesk) -> None:
    folder = desk.running.space.content / "notices" / desk.slug
    (folder / "approval.yaml").write_bytes("- step: 审核\n".encode("gb18030"))
    assert desk.ask(f"/_desk/{desk.slug}/").status == 200
    answer = desk.act(do="approve", step="审核", by="局长", date="2024-10-19")
    assert answer.status == 409 and "UTF-8" in answer.json["error"]
    (folder / "approval.yaml").unlink()
    (folder / "notice.md").rename(desk.running.space.folder / "elsewhere.md")
    (folder / "notice.md").symlink_to(desk.running.space.folder / "elsewhere.md")
    for path, told in ((f"/_desk/{desk.slug}/", "没有做成"), (desk.api(), '"conflict": false')):
        answer = desk.ask(path)
        assert answer.status == 409 and told in answer.body and "符号链接" in answer.body
    assert desk.ask("/_desk/nothing/").body.count("没有这一份") == 1
    assert desk.ask("/_desk/api/home", {}).json["error"] == "这个网址不答这种请求"


def test_uploads_are_bounded_before_they_are_read(shared: RunningDesk) -> None:
    assert shared.ask(ACT, b"x" * (256 * 1024 + 1)).status == 413
    declared = shared.ask("/_desk/api/import?name=a.txt", b"", Content_Length=str(65 * 1024 * 1024))
    assert declared.status in (400, 413)


def test_every_page_has_its_findings(shared: RunningDesk) -> None:
    view = shared.view()
    assert view["left"] == 3 + 5  # three suggestions; title, kind, organ, day, window
    assert [finding["severity"] for finding in view["findings"]].count("error") == 0


def test_a_change_is_made_and_undone_to_the_byte(desk: RunningDesk) -> None:
    before = desk.file("ledger.yaml")
    cards = [card for card in desk.view()["cards"] if card["kind"] == "status"]
    answer = desk.act(do="accept", card=cards[0]["id"])
    assert answer.status == 200 and answer.json["left"] == 7
    assert desk.file("ledger.yaml") == before.replace(
        '      quote: "目前正在清理历年沉淀资金"\n      suggested: true\n', '      quote: "目前正在清理历年沉淀资金"\n'
    )
    desk.act(do="reject", card=cards[1]["id"])
    assert "p2" not in desk.file("ledger.yaml") and "# 第二项" in desk.file("ledger.yaml")
    for _ in range(2):
        assert desk.ask(desk.api("undo"), {}).status == 200
    assert desk.file("ledger.yaml") == before
    assert desk.ask(desk.api("undo"), {}).status == 409


def test_a_file_saved_elsewhere_is_a_conflict_shown_side_by_side(desk: RunningDesk) -> None:
    state = desk.view()["state"]
    path = desk.running.space.content / f"notices/{desk.slug}/ledger.yaml"
    path.write_text(path.read_text("utf-8").replace("status: done", "status: partial"), "utf-8")
    answer = desk.act(do="head", field="title", value="别的", state=state)
    assert answer.status == 409
    assert [(row["before"].strip(), row["after"].strip()) for row in answer.json["rows"]] == [
        ("status: done", "status: partial")
    ]
    assert "别的" not in desk.file("notice.md")


def test_what_was_said_to_be_saved_survives_a_kill(own: RunningDesk) -> None:
    card = next(card["id"] for card in own.view()["cards"] if card["kind"] == "due")
    before = own.file("ledger.yaml")
    assert own.act(do="accept", card=card).status == 200
    own.running.process.send_signal(signal.SIGKILL)
    own.running.process.wait()
    after = own.file("ledger.yaml")
    assert after.count("suggested") == 2
    again = Running(own.running.space, free_port())
    try:
        other = RunningDesk(again)
        assert other.view()["undo"] == "第1项：采纳“时限：2025年6月”"
        assert other.ask("/_desk/api/notices/n/undo", {}).status == 200
        assert other.file("ledger.yaml") == before
    finally:
        again.end()


def test_import_says_why_it_refuses(desk: RunningDesk) -> None:
    told = desk.ask("/_desk/api/import?name=..%2F..%2Fa.txt", "今天开会，会议强调了几点。".encode() * 20).json
    assert told["refused"] and told["why"] and told["name"] == "a.txt"
    told = desk.ask("/_desk/api/import?name=%E9%80%9A%E6%8A%A5.txt", IMPORTED.encode()).json
    assert told["items"] == 2 and not told["refused"]
    view = desk.view(told["slug"])
    assert view["source"][0]["text"] == "中共云州市水务局党组关于巡察整改情况的通报"
    assert view["left"] > 3


def test_evidence_progress_and_closing(desk: RunningDesk) -> None:
    paper = "历年台账三百册已于2024年10月18日入库，台账补录工作已全部完成。经核查予以销号。".encode()
    told = desk.ask(desk.api() + "/files?name=%2E%2E%2F%E8%BF%9B%E5%B1%95.txt", paper).json
    assert told["name"] == "进展.txt" and desk.file("files/进展.txt").encode() == paper
    form = {"item": "p2", "file": "进展.txt", "as_of": "2024-10-19"}
    assert desk.act(do="progress", quote="没有这句话的", **form).status == 409
    answer = desk.act(do="progress", status="done", quote="台账补录工作已全部完成", **form)
    assert answer.status == 200
    assert [f for f in answer.json["findings"] if f["severity"] == "error"] == []
    answer = desk.act(
        do="close", item="p2", file="进展.txt", quote="经核查予以销号", date="2024-10-19", by="云州市督察整改办公室"
    )
    assert [f for f in answer.json["findings"] if f["severity"] == "error"] == []
    assert 'closing:\n    date: "2024-10-19"\n    by: "云州市督察整改办公室"' in desk.file("ledger.yaml")


def test_words_of_a_workbook_and_of_another_notice_are_evidence(desk: RunningDesk) -> None:
    book, held = Workbook(), BytesIO()
    book.active.append(["事项", "进展"])
    book.active.append(["台账补录", "三百册台账已于2024年10月18日全部补录入库"])
    book.save(held)
    told = desk.ask(desk.api() + "/files?name=%E8%BF%9B%E5%B1%95.xlsx", held.getvalue()).json
    assert "三百册台账已于2024年10月18日全部补录入库" in told["text"]
    form = {"do": "progress", "item": "p2", "as_of": "2024-10-19"}
    words = "台账已于2024年10月18日全部补录入库"
    answer = desk.act(file="进展.xlsx", quote=words, status="done", **form)
    assert [f for f in answer.json["findings"] if f["severity"] == "error"] == []
    assert 'file: "进展.xlsx"' in desk.file("ledger.yaml")
    desk.running.space.notice("later", text="## 一、后续进展\n沉淀资金已经全部清理完毕。\n", head=HEAD)
    assert desk.ask(desk.api("evidence"), {"notice": "later"}).json["text"].count("沉淀资金已经全部清理完毕。") == 1
    other = {"notice": "later", "item": "p1", "about": "m2", "as_of": "2024-10-19"}
    assert desk.act(do="progress", quote="沉淀资金已经部分清理完毕", **other).status == 409
    answer = desk.act(do="progress", quote="沉淀资金已经全部清理完毕", status="done", **other)
    assert [f for f in answer.json["findings"] if f["severity"] == "error"] == []


def test_what_was_judged_is_remembered_beside_the_notice_and_nowhere_public(desk: RunningDesk, tmp_path: Path) -> None:
    title = next(card["id"] for card in desk.view()["cards"] if card["id"] == "head-title")
    desk.act(do="accept", card=title)
    assert [card["state"] for card in desk.view()["cards"] if card["id"] == title] == ["accepted"]
    remembered = desk.running.space.content / "notices" / desk.slug / ".desk.json"
    assert remembered.is_file() and "关于巡察" not in remembered.read_text("utf-8"), "by the hash of its words"
    desk.act(do="publish")
    desk.running.space.build("2024-10-20", out=tmp_path / "public")
    assert [path for path in desk.running.space.tree(tmp_path / "public") if ".desk" in path] == []
    remembered.unlink()  # it may be deleted
    assert desk.view()["readable"] is True


def test_what_changed_is_said_and_committed(desk: RunningDesk) -> None:
    top = desk.running.space.folder

    def git(*arguments: str) -> str:
        who = ["-c", "user.name=编辑", "-c", "user.email=e@yunzhou.invalid"]
        return subprocess.run(
            ["git", "-C", str(top), *who, *arguments], check=True, capture_output=True, text=True
        ).stdout

    git("init", "-q")
    git("add", "content")
    git("commit", "-qm", "开始")
    git("config", "user.name", "编辑")
    git("config", "user.email", "e@yunzhou.invalid")
    cards = {card["kind"]: card["id"] for card in desk.view()["cards"]}
    desk.act(do="accept", card=cards["status"])
    told = desk.ask("/_desk/api/changed").json
    assert told["changes"][0]["said"] == ["第2项：采纳进展“已完成全部台账补录”"]
    assert desk.ask("/_desk/api/commit", {"message": told["message"]}).status == 200
    assert "第2项：采纳进展" in git("log", "-1", "--format=%B")
    assert desk.ask("/_desk/api/changed").json["changes"] == []
    shutil.rmtree(top / ".git")


def test_a_commit_is_never_pushed(desk: RunningDesk, tmp_path: Path) -> None:
    """With a remote that is followed, and settings that would push with ease, nothing reaches it: no commit, no request."""
    top, remote = desk.running.space.folder, tmp_path / "remote.git"

    def git(*arguments: str, at: Path = top) -> str:
        return subprocess.run(["git", "-C", str(at), *arguments], check=True, capture_output=True, text=True).stdout

    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    asked = remote / "hooks/pre-receive"
    asked.write_text(f"#!/bin/sh\ntouch '{remote}/asked'\n", "utf-8")
    asked.chmod(0o755)
    try:
        git("init", "-q")
        for key, value in (
            ("user.name", "编辑"),
            ("user.email", "e@yunzhou.invalid"),
            ("push.autoSetupRemote", "true"),
            ("push.default", "current"),
        ):
            git("config", key, value)
        git("remote", "add", "origin", str(remote))
        git("add", "content")
        git("commit", "-qm", "开始")
        git("push", "-q", "-u", "origin", "HEAD")
        (remote / "asked").unlink()  # it is asked when somebody pushes
        before = {path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in remote.rglob("*")}
        cards = {card["kind"]: card["id"] for card in desk.view()["cards"]}
        desk.act(do="accept", card=cards["status"])
        assert desk.ask("/_desk/api/commit", {"message": "一条进展"}).status == 200
        assert git("log", "--format=%s", "@{u}..") == "一条进展\n"
        assert {
            path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in remote.rglob("*")
        } == before
    finally:
        shutil.rmtree(top / ".git")


def test_nothing_of_the_desk_is_built(desk: RunningDesk, tmp_path: Path) -> None:
    desk.act(do="publish")
    desk.running.space.build("2024-10-20", out=tmp_path / "public")
    built = desk.running.space.tree(tmp_path / "public")
    assert [path for path in built if "desk" in path or path.endswith(("offers.js", "keys.js"))] == []
    assert [path for path, content in built.items() if b"_desk" in content] == []


def test_other_machines_find_no_desk(shared: RunningDesk) -> None:
    wide = Running(shared.running.space, free_port(), "--host", "0.0.0.0")
    try:
        wide.until("预览  http")
        assert "校核台  http" not in wide.said
        assert wide.get("/_desk/").status == 404
    finally:
        wide.end()
