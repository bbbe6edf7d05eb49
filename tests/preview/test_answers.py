"""What the preview answers, and whom it refuses: a real server, asked byte for byte."""

import base64
import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HEAD, SITE, TEXT, Space
from tests.preview.conftest import Running, Start, free_port


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A site below /zgtz/ with an attachment that could act, and a secret beside the output."""
    space = Space(tmp_path_factory.mktemp("below"))
    space.write("site.yaml", SITE.replace("https://tz.invalid/", "https://tz.invalid/zgtz/"))
    space.notice(head=HEAD + 'attachments:\n  - file: "报告.txt"\n    title: "整改报告"\n')
    space.write("notices/n/files/报告.txt", "已于2024年9月完成。\n")
    (space.folder / "secret.txt").write_text("secret")
    running = Running(space, free_port())
    try:
        running.until("预览  http")
        yield running
    finally:
        running.end()


def test_address_and_day_are_said(below: Running) -> None:
    assert f"http://127.0.0.1:{below.port}/zgtz/" in below.said
    assert "2024-10-20" in below.said


def test_root_leads_below_the_base_path(below: Running) -> None:
    for path in ("/", "/zgtz"):
        assert (below.get(path).status, below.get(path).headers["location"]) == (302, "/zgtz/")
    assert below.get("/zgtz/").status == 200
    assert 'href="/zgtz/notices/"' in below.get("/zgtz/").body
    assert below.get("/notices/").status == 404


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("notices/n/", "text/html; charset=utf-8"),
        ("feed.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("windows.ics", "text/calendar; charset=utf-8"),
        ("data/problems.csv", "text/csv; charset=utf-8"),
        ("data/problems.ndjson", "application/x-ndjson; charset=utf-8"),
        ("data/notices/n.json", "application/json; charset=utf-8"),
        ("data/ledger.sqlite", "application/vnd.sqlite3"),
        ("assets/favicon.svg", "image/svg+xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("notices/n/files/%E6%8A%A5%E5%91%8A.txt", "text/plain; charset=utf-8"),
    ],
)
def test_content_types(below: Running, path: str, expected: str) -> None:
    answer = below.get("/zgtz/" + path)
    assert (answer.status, answer.headers["content-type"]) == (200, expected)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_not_there_is_the_sites_own_404(below: Running) -> None:
    answer = below.get("/zgtz/notices/none/")
    assert answer.status == 404
    assert 'data-page="404"' in answer.body or 'data-page="notfound"' in answer.body
    assert "/_preview/panel.js" in answer.body


def test_only_reading(below: Running) -> None:
    assert below.get("/zgtz/", "HEAD").body == ""
    assert [below.get("/zgtz/", method).status for method in ("POST", "PUT", "DELETE")] == [405, 405, 405]


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_own_names_are_admitted(below: Running, host: str) -> None:
    assert below.get("/zgtz/", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.1.2.3", "localhost@evil.example", ""],
)
@pytest.mark.parametrize("path", ["/zgtz/", "/", "/livereload.js", "/_preview/status.json", "/_preview/panel.js", "*"])
def test_foreign_hosts_are_refused(below: Running, host: str, path: str) -> None:
    answer = below.get(path, Host=host)
    assert answer.status in (400, 403)
    assert "台账" not in answer.body


def upgrade(running: Running, **headers: str) -> int:
    """Status of an attempt to open livereload's socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13"}
    asked |= {"Host": f"127.0.0.1:{running.port}", "Origin": running.url().rstrip("/")} | headers
    with socket.create_connection(("127.0.0.1", running.port), 10) as connection:
        lines = "".join(f"{name}: {value}\r\n" for name, value in asked.items())
        connection.sendall(f"GET /livereload HTTP/1.1\r\n{lines}\r\n".encode())
        return int(connection.recv(4096).split()[1])


def test_the_socket_is_for_our_pages(below: Running) -> None:
    assert upgrade(below) == 101
    assert upgrade(below, Origin="http://evil.example") == 403
    assert upgrade(below, Origin="https://evil.example", Host="localhost") == 403
    assert upgrade(below, Host="evil.example", Origin="http://evil.example") == 403


@pytest.mark.parametrize(
    "path",
    [
        "/zgtz/../secret.txt",
        "/zgtz/../../secret.txt",
        "/zgtz/%2e%2e/secret.txt",
        "/zgtz/..%2fsecret.txt",
        "/zgtz/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/zgtz/..%5csecret.txt",
        "/zgtz/notices/..%2f..%2fsecret.txt",
        "/zgtz//{folder}/secret.txt",
        "/zgtz/%2f{folder}/secret.txt",
        "/{folder}/secret.txt",
        "//{folder}/secret.txt",
        "http://127.0.0.1/zgtz/../secret.txt",
        "/zgtz/%00",
        "/zgtz/" + "x" * 300,
        "/zgtz/%ff%fe",
        "/zgtz/.%2e/..preview.state/state.msgpack",
        "/zgtz/link.txt",
    ],
)
def test_nothing_outside_the_output(below: Running, path: str) -> None:
    link = below.space.folder / ".preview" / "link.txt"
    if not link.is_symlink():
        link.symlink_to(below.space.folder / "secret.txt")
    answer = below.get(path.format(folder=str(below.space.folder).strip("/")))
    assert answer.status in (400, 403, 404)
    assert "secret" not in answer.body
    assert "Traceback" not in below.said


def test_the_policy_is_that_of_the_published_site(below: Running) -> None:
    policy = below.get("/zgtz/").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert "'wasm-unsafe-eval'" in below.get("/zgtz/search/").headers["content-security-policy"]


def test_only_this_machine(below: Running) -> None:
    with pytest.raises(ConnectionRefusedError):
        below.get("/zgtz/", address="127.0.0.2")


def test_port_taken_next_one_is_used_and_said(space: Space, start: Start) -> None:
    space.notice()
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        running = start(space, port=taken)
        said = running.said
    assert f"端口 {taken} 被占用，改用 " in said
    running.port = int(said.split("改用 ")[1].split()[0])
    assert taken < running.port < taken + 50
    assert running.get("/").status == 200


def test_two_previews_of_two_days_side_by_side(space: Space, start: Start) -> None:
    space.notice()
    one, other = start(space), start(space, "--today", "2024-12-01")
    assert ('data-window-state="open"' in one.get("/notices/n/").body) is True
    assert ('data-window-state="closed"' in other.get("/notices/n/").body) is True
    assert {path.name for path in space.folder.glob(".preview*")} == {".preview", ".preview-2"}


def test_drafts_are_shown_unless_told_not_to(space: Space, start: Start) -> None:
    space.notice()
    space.notice("later", head=HEAD.replace("关于巡察", "关于后续") + "draft: true\n")
    assert start(space).get("/notices/later/").status == 200
    assert start(space, "--no-drafts").get("/notices/later/").status == 404


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ends_at_once_and_quietly(space: Space, start: Start, number: int) -> None:
    space.notice()
    running = start(space)
    started = time.monotonic()
    assert running.end(number) == 0
    assert time.monotonic() - started < 10
    assert running.said.endswith("预览结束\n")
    assert "Traceback" not in running.said


def test_everything_else_is_one_line(space: Space, tmp_path: Path) -> None:
    space.notice("n", TEXT)
    running = Running(space, free_port(), "--host", "203.0.113.7")
    assert running.process.wait(30) == 2
    assert running.said == "无法继续：本机没有 203.0.113.7 这个地址；--host 写本机的 IP 地址，或不写\n"
