"""`verify` against folders and a real HTTP server: tampered, missing, extra, slow, failing, moved."""

import gzip
import json
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from site_builder.commands.fetching import Limits
from site_builder.commands.verifying import verify
from site_builder.data.file_record import MANIFEST
from site_builder.records.findings import SiteError
from tests.commands.hosting import Handler, Server, cut_short, dribbling, endless, failing, hosted, moved, slow
from tests.conftest import Space

DAY = date(2024, 10, 20)
QUICK = Limits(timeout=2.0, attempts=3, pause=0.01)
PAGE = "notices/n/p2/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a file whose name is not ASCII; its next change is on 2024-11-16."""
    space = Space(tmp_path_factory.mktemp("site"))
    space.notice(
        ledger='p2:\n  entries:\n    - as_of: "2024-10-18"\n      status: done\n      basis: report\n'
        '      quote: "该项问题已完成整改，台账补录"\n      source:\n        file: "报告 1.txt"\n'
    )
    space.write("notices/n/files/报告 1.txt", "该项问题已完成整改，台账补录。\n")
    space.build("2024-10-20", search=True)
    return space.out


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


@pytest.fixture
def host(site: Path) -> Iterator[Server]:
    with hosted(site) as server:
        yield server


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


# -- a folder


def test_a_true_copy(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(str(site), DAY) == 0
    caught = capsys.readouterr()
    assert caught.out == ""
    assert "全部一致；2024-11-16 须重新生成" in caught.err


def test_altered_missing_and_extra_files(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = site / PAGE
    page.write_bytes(page.read_bytes().replace("补录".encode(), "补交".encode()))
    (site / "data/problems.csv").unlink()
    right = (site / "robots.txt").stat().st_size
    (site / "robots.txt").write_text("x")
    (site / "notices/n/added.html").write_text("<p>…")
    (site / ".htaccess").write_text("the host's own")
    assert verify(str(site), DAY) == 1
    assert said(capsys) == [
        f"改过  {PAGE}  大小相同，内容不同",
        f"改过  robots.txt  应为 {right} 字节，实为 1",
        "多出  notices/n/added.html  清单里没有",
        "缺少  data/problems.csv",
    ]


@pytest.mark.parametrize(("day", "exit_status"), [("2024-11-15", 0), ("2024-11-16", 1), ("2025-03-01", 1)])
def test_a_site_past_its_day(site: Path, capsys: pytest.CaptureFixture[str], day: str, exit_status: int) -> None:
    assert verify(str(site), date.fromisoformat(day)) == exit_status
    assert said(capsys) == ([f"过期  最迟应在 2024-11-16 重新生成，今天是 {day}"] if exit_status else [])


def test_a_preview_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / MANIFEST
    path.write_text(path.read_text("utf-8").replace('"drafts": false', '"drafts": true'), "utf-8")
    assert verify(str(site), DAY) == 1
    assert said(capsys) == ["预览  这是带草稿的预览，不能作为正式网站；不带 --drafts 重新生成"]


@pytest.mark.parametrize("target", ["nowhere", "empty"])
def test_no_site_there(tmp_path: Path, target: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SiteError):
        verify(str(tmp_path / target), DAY)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"files": {}}', '{"files": {"a": {"sha256": "x", "size": 1}}}'],
)
def test_a_manifest_that_is_none(site: Path, text: str) -> None:
    (site / MANIFEST).write_text(text)
    with pytest.raises(SiteError, match="不是本程序的文件清单"):
        verify(str(site), DAY)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../b"])
def test_a_manifest_that_points_outside(site: Path, path: str) -> None:
    value = json.loads((site / MANIFEST).read_text("utf-8"))
    value["files"][path] = {"sha256": "0" * 64, "size": 1}
    (site / MANIFEST).write_text(json.dumps(value))
    with pytest.raises(SiteError, match="网站以外的路径"):
        verify(str(site), DAY)


def test_what_is_looked_for_in_every_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def inspect(path: str, content: bytes) -> list[str]:
        return ["有“台账不全”"] if "台账不全".encode() in content and path.endswith((".csv", ".ics")) else []

    assert verify(str(site), DAY, inspect=inspect) == 1
    assert said(capsys) == ["个人信息  data/problems.csv  有“台账不全”"]


# -- a host


def test_a_true_copy_on_a_host(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(host.url, DAY, limits=QUICK) == 0
    files = json.loads((host.root / MANIFEST).read_text("utf-8"))["files"]
    assert said(capsys) == []
    assert sum(host.asked.values()) == len(files) + 2  # the manifest, and its signature
    assert host.asked["/notices/n/p2/"] == 1  # as readers ask for it
    assert host.asked["/notices/n/files/报告 1.txt"] == 1


def test_tampered_and_missing_files_on_a_host(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    page = host.root / PAGE
    page.write_bytes(page.read_bytes() + b"<script>")
    (host.root / "windows.ics").unlink()
    assert verify(host.url, DAY, limits=QUICK) == 1
    size = page.stat().st_size
    assert said(capsys) == [f"改过  {PAGE}  应为 {size - 8} 字节，实为 {size}", "缺少  windows.ics  服务器答 404"]


def test_an_answer_without_end_is_not_read_to_its_end(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    host.tricks["/robots.txt"] = endless
    assert verify(host.url, DAY, limits=QUICK) == 1
    (line,) = said(capsys)
    assert line.startswith("改过  robots.txt  应为 ")


def test_a_site_on_a_sub_path(site: Path) -> None:
    with hosted(site, "/zgtz/") as server:
        assert verify(server.url, DAY, limits=QUICK) == 0
        assert verify(server.url.rstrip("/"), DAY, limits=QUICK) == 0
        assert verify(server.url + MANIFEST, DAY, limits=QUICK) == 0
        with pytest.raises(SiteError, match="答 404"):
            verify(server.url.removesuffix("zgtz/"), DAY, limits=QUICK)


def test_a_failing_answer_is_asked_for_again(host: Server) -> None:
    host.tricks["/robots.txt"] = failing(2)
    host.tricks["/feed.xml"] = failing(1, 429)
    assert verify(host.url, DAY, limits=QUICK) == 0
    assert (host.asked["/robots.txt"], host.asked["/feed.xml"]) == (3, 2)


def test_what_never_answers_is_said_apart(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    host.tricks["/robots.txt"] = failing(99, 500)
    host.tricks["/feed.json"] = cut_short
    assert verify(host.url, DAY, limits=QUICK) == 2
    assert said(capsys) == [
        "取不到  feed.json  只答了一部分（试了 3 次）",
        "取不到  robots.txt  服务器答 500（试了 3 次）",
    ]
    (host.root / "due.ics").write_text("")
    assert verify(host.url, DAY, limits=QUICK) == 1


def test_slow_answers_have_a_limit(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    limits = Limits(timeout=0.4, attempts=2, pause=0.01)
    host.tricks["/robots.txt"] = slow(2.0)
    host.tricks["/due.ics"] = dribbling(0.05)
    host.tricks["/feed.xml"] = slow(0.1)
    started = time.monotonic()
    assert verify(host.url, DAY, limits=limits) == 2
    assert time.monotonic() - started < 5
    assert said(capsys) == [
        "取不到  due.ics  超过时限没有答完（试了 2 次）",
        "取不到  robots.txt  超过时限没有答完（试了 2 次）",
    ]


def test_redirects_are_followed_to_the_file_or_to_its_loss(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    host.tricks["/robots.txt"] = moved("/elsewhere/robots.txt")
    (host.root / "elsewhere").mkdir()
    shutil.copy(host.root / "robots.txt", host.root / "elsewhere/robots.txt")
    host.tricks["/feed.xml"] = moved("/", 307)
    host.tricks["/due.ics"] = moved("due.ics")
    host.tricks["/windows.ics"] = moved("file:///etc/passwd")
    assert verify(host.url, DAY, limits=QUICK) == 1
    lines = said(capsys)
    assert [line.split("  ")[:2] for line in lines] == [
        ["改过", "feed.xml"],
        ["取不到", "due.ics"],
        ["取不到", "windows.ics"],
    ]
    assert "转来转去" in lines[1]


def test_a_host_that_compresses_unasked(host: Server) -> None:
    def zipped(handler: Handler) -> bool:
        handler.answer(200, gzip.compress((host.root / "robots.txt").read_bytes()), Content_Encoding="gzip")
        return True

    host.tricks["/robots.txt"] = zipped
    assert verify(host.url, DAY, limits=QUICK) == 0


def test_a_host_that_answers_its_own_404_page(host: Server) -> None:
    """Many hosts give /404.html the status 404: the page is there all the same."""

    def not_found(handler: Handler) -> bool:
        handler.answer(404, (host.root / "404.html").read_bytes())
        return True

    host.tricks["/404.html"] = not_found
    assert verify(host.url, DAY, limits=QUICK) == 0


def test_a_login_page_in_place_of_everything(host: Server, capsys: pytest.CaptureFixture[str]) -> None:
    def login(handler: Handler) -> bool:
        handler.answer(200, b"<form>")
        return True

    host.tricks["*"] = moved("/login")
    host.tricks["/login"] = login
    with pytest.raises(SiteError, match="答的是一张网页，不是文件清单"):
        verify(host.url, DAY, limits=QUICK)


def test_requests_are_parallel_and_bounded(host: Server) -> None:
    host.tricks["*"] = slow(0.02)
    assert verify(host.url, DAY, jobs=3, limits=QUICK) == 0
    assert 2 <= host.most <= 3


def test_nobody_is_there(site: Path) -> None:
    with hosted(site) as server:
        url = server.url
    with pytest.raises(SiteError, match="拒绝连接"):
        verify(url, DAY, limits=QUICK)
