"""The shipped nginx configuration, run by a real nginx: the policy, caches, compression, what is not there."""

import gzip
import json
import re
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.audit.conftest import Host, nginx
from tests.browser.conftest import lost, opened
from tests.browser.kinds import one_of_each
from tests.conftest import ROOT, some

pytestmark = pytest.mark.audit


def fetched(url: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(url, method=method, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.headers, refused.read()


def test_no_page_complains(browser: Browser, host: Host, demo: Path) -> None:
    said: list[str] = []
    with opened(browser) as page:
        page.on("console", lambda message: said.append(f"{page.url} {message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
        page.on("requestfailed", lambda request: said.append(f"{page.url} no {request.url}") if lost(request) else None)
        for kind, path in one_of_each(demo).items():
            answer = page.goto(host.address + path)
            assert answer and answer.status == 200 and "default-src 'none'" in answer.headers["content-security-policy"]
            assert page.locator("body").get_attribute("data-page") == kind
            page.wait_for_load_state("networkidle" if kind == "search" else "load")
        page.goto(f"{host.address}search/?q=整改&status=ongoing")
        page.wait_for_selector('#search-status[data-state="done"]')
        assert int(page.locator("#search-status").get_attribute("data-total") or 0) > 3
    assert said == []
    assert host.log.read_text("utf-8") == ""


def test_webassembly_is_for_the_search_page_alone(host: Host) -> None:
    policies = {path: fetched(host.address + path)[1]["Content-Security-Policy"] for path in ("", "search/", "organs/")}
    assert "wasm-unsafe-eval" in policies["search/"] and "wasm-unsafe-eval" not in policies[""]
    assert policies[""] == policies["organs/"]
    for policy in policies.values():
        assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "http" not in policy


def test_what_never_changes_is_kept_for_ever(host: Host, demo: Path) -> None:
    for file in [*some((demo / "assets").glob("*.css")), *some((demo / "assets").rglob("*.js"))]:
        headers = fetched(host.address + file.relative_to(demo).as_posix())[1]
        assert "immutable" in headers["Cache-Control"], file
    for path in (
        "",
        "notices/2026-amr/",
        "data/site.json",
        "manifest.json",
        "feed.xml",
        "pagefind/pagefind-entry.json",
    ):
        status, headers, _ = fetched(host.address + path)
        assert (status, headers["Cache-Control"]) == (200, "no-cache"), path
        assert fetched(host.address + path, If_None_Match=headers["ETag"])[0] == 304, path


def test_types_and_compression(host: Host) -> None:
    types = {
        "": "text/html; charset=utf-8",
        "data/site.json": "application/json; charset=utf-8",
        "data/problems.csv": "text/csv; charset=utf-8",
        "windows.ics": "text/calendar; charset=utf-8",
        "feed.xml": "application/xml; charset=utf-8",
        "robots.txt": "text/plain; charset=utf-8",
        "data/ledger.sqlite": "application/vnd.sqlite3",
    }
    assert {path: fetched(host.address + path)[1]["Content-Type"] for path in types} == types
    _, headers, body = fetched(host.address + "notices/2026-amr/", Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip" and len(body) < 30_000
    assert "关于八届市委第二轮巡察整改进展情况" in gzip.decompress(body).decode()


def test_what_is_not_there_says_so_in_words(host: Host, demo: Path) -> None:
    for path in ("notices/none/", "no such file.pdf", "notices/2026-amr/p99/", ".env", "notices/.git/config"):
        status, headers, body = fetched(host.address + path.replace(" ", "%20"))
        assert status == 404 and "没有找到这个网页" in body.decode(), path
        assert "Content-Security-Policy" in headers and headers["X-Content-Type-Options"] == "nosniff"
    assert fetched(host.address, method="POST")[0] == 404
    assert fetched(host.address + "assets/")[0] == 404, "no listing of folders"


def test_a_folder_without_its_slash_finds_its_page(host: Host, demo: Path) -> None:
    status, _, body = fetched(host.address + "notices/2026-amr")
    assert status == 200 and body == (demo / "notices/2026-amr/index.html").read_bytes()


def test_every_file_of_the_manifest_is_served(host: Host, demo: Path) -> None:
    manifest = json.loads((demo / "manifest.json").read_text("utf-8"))
    missing = [path for path in manifest["files"] if fetched(host.address + quote(path), method="HEAD")[0] != 200]
    assert missing == []


def test_below_a_sub_path_what_is_not_there_is_the_sites_own_page(demo: Path, tmp_path: Path) -> None:
    """As the first lines of the example say: `root` is the folder above, and both `error_page` name the sub-path."""
    lines = (ROOT / "deploy/nginx.conf").read_text("utf-8").splitlines()
    assert "两行 error_page 都写 /zgtz/404.html" in lines[1] and sum("error_page" in line for line in lines[3:]) == 2
    (tmp_path / "web").mkdir()
    (tmp_path / "web/zgtz").symlink_to(demo)
    with nginx(tmp_path / "web", tmp_path, "/zgtz/") as host:
        for path in ("nothing", "notices/2026-amr/files/", "notices/2026-amr/nothing.pdf"):
            status, _, body = fetched(host.address + path)
            assert (status, body) == (404, (demo / "404.html").read_bytes()), path
        assert fetched(host.address + "notices/2026-amr/")[0] == 200
        assert "wasm-unsafe-eval" in fetched(host.address + "search/")[1]["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/zgtz/", "/dc/zgtz/"])
def test_inside_an_older_site(demo: Path, tmp_path: Path, path: str) -> None:
    """By the example for that: ours is as at the top of a host, and the older site as it was."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old/index.html").write_text("old", "utf-8")
    (tmp_path / "old/logo.gif").write_bytes(b"GIF89a")
    with nginx(demo, tmp_path, path, inside=tmp_path / "old") as host:
        top = host.address.removesuffix(path) + "/"
        status, headers, body = fetched(top)
        assert (status, body) == (200, b"old") and "Content-Security-Policy" not in headers
        assert fetched(top + "login", method="POST")[0] == 200 and b"\xe5" not in fetched(top + "nothing")[2]
        manifest = json.loads((demo / "manifest.json").read_text("utf-8"))
        for name in manifest["files"]:
            status, headers, body = fetched(host.address + quote(name))
            assert (status, body) == (200, (demo / name).read_bytes()), name
            assert (
                headers["X-Content-Type-Options"] == "nosniff"
                and "default-src 'none'" in headers["Content-Security-Policy"]
            )
        for missing in (
            "nothing",
            "notices/2026-amr/files/",
            "notices/2026-amr/files/nothing.pdf",
            ".env",
            "notices/.git/config",
        ):
            status, headers, body = fetched(host.address + missing)
            assert (status, body) == (404, (demo / "404.html").read_bytes()), missing
        assert fetched(host.address, method="POST")[0] in (403, 404)
        for folder, page in (("", "index.html"), ("notices/2026-amr", "notices/2026-amr/index.html")):
            assert fetched((host.address + folder).rstrip("/"))[2] == (demo / page).read_bytes()
        assert "wasm-unsafe-eval" in fetched(host.address + "search/")[1]["Content-Security-Policy"]


def test_both_examples_send_the_same(host: Host, demo: Path, tmp_path: Path) -> None:
    kept = (
        "Content-Type",
        "Content-Security-Policy",
        "Cache-Control",
        "Referrer-Policy",
        "Permissions-Policy",
        "Content-Encoding",
    )
    (tmp_path / "old").mkdir()
    kinds = {path.suffix: path.relative_to(demo).as_posix() for path in some(demo.rglob("*")) if path.is_file()}
    attached = {path.suffix + "@": path.relative_to(demo).as_posix() for path in some(demo.glob("notices/*/files/*"))}
    with nginx(demo, tmp_path, "/zgtz/", inside=tmp_path / "old") as below:
        for name in (kinds | attached).values():
            one, other = (fetched(each.address + quote(name), Accept_Encoding="gzip")[1] for each in (host, below))
            assert [one[key] for key in kept] == [other[key] for key in kept], name


def test_both_examples_have_the_same_types_headers_and_compression() -> None:
    """Line by line and in order, for the demonstration has not every kind of file."""
    kept = re.compile(r"^(?:[a-z]+/[\w.+-]+ |add_header |gzip|charset|default_type |types |limit_except )")
    one, other = (
        [line.strip() for line in (ROOT / "deploy" / name).read_text("utf-8").splitlines() if kept.match(line.strip())]
        for name in ("nginx.conf", "nginx-subpath.conf")
    )
    assert len(one) > 40 and one == other
