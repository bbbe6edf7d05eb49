"""The shipped examples of Apache and nginx, run for real: attachments that want to run, opened one by one in Chromium.

The files are put beside the gate, which would refuse most of them: what is asked is what the server alone holds. None may
run a script, ask for anything else, send the reader elsewhere, or be shown as a page.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page, Request

from tests.audit.conftest import Host, nginx
from tests.audit.test_apache import APACHE, apache
from tests.browser.conftest import opened
from tests.browser.test_attachments import ALERT, HOSTILE

pytestmark = pytest.mark.audit

PASSIVE = (
    "text/plain",
    "text/csv",
    "application/json",
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
)
AWAY = b"<meta http-equiv=refresh content='0;url=/ran/'><script>location='/ran/'</script><form action=/ran/ id=f></form><body onload=f.submit()>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' onload=\"location='/ran/'\"><script xlink:href='/ran/a.js'/>"
MORE = [
    ("going.html", b"<!doctype html>" + AWAY),
    ("going.htm", AWAY),
    (
        "going.xhtml",
        b"<html xmlns='http://www.w3.org/1999/xhtml'><head>" + AWAY.replace(b"'>", b"'/>", 1) + b"</head></html>",
    ),
    ("going.svg", SVG + b"</svg>"),
    ("going.xml", b"<?xml version='1.0'?><?xml-stylesheet href='/ran/a.xsl' type='text/xsl'?><a/>"),
    ("sheet.xsl", b"<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"),
    ("page.mht", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<html>" + AWAY),
    ("page.shtml", b"<!--#exec cmd='id' -->" + ALERT),
    ("page.php", b"<?php echo '<script>alert(1)</script>'; ?>"),
    ("page.php.txt", b"<?php echo 1; ?>" + ALERT),
    ("a.js", b"alert(1)"),
    ("a.pdf", b"<!doctype html>" + AWAY),
    ("a.json", b"<!doctype html>" + AWAY),
    ("a.csv", b"<html>" + AWAY),
    ("a.gif", b"GIF89a/*" + AWAY + b"*/=1;alert(1)"),
    ("a.webp", SVG),
    ("a.unknown", b"<!doctype html>" + AWAY),
    ("without ending", b"<!doctype html>" + AWAY),
    ("A.HTML", b"<!doctype html>" + AWAY),
    ("a.html;x.txt", b"<!doctype html>" + AWAY),
    ("a.txt.html", b"<!doctype html>" + AWAY),
    ("a.txt", b"\xff\xfe<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00"),
    ("utf7.txt", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
]


@contextmanager
def running(server: str, root: Path, folder: Path) -> Iterator[Host]:
    with apache(root, folder) if server == "apache" else nginx(root, folder) as host:
        yield host


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that a server's own user can read, as a host's is."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


class Watch:
    """What a page did beside showing itself."""

    def __init__(self, page: Page):
        self.did: list[str] = []
        self.asked: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("popup", lambda popup: self.did.append(f"opened {popup.url}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.did.append(f"said {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)


@pytest.mark.parametrize("server", ["apache", "nginx"])
def test_no_attachment_runs_or_leads_away(browser: Browser, public: Path, tmp_path: Path, server: str) -> None:
    if server == "apache" and not Path(APACHE).exists():
        pytest.skip("no apache2 here: apt-get install apache2")
    files = [*HOSTILE, *MORE]
    for number, (name, content) in enumerate(files):
        folder = public / f"notices/n{number}/files"
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
    (public / "ran").mkdir()
    (public / "ran" / "index.html").write_text("<!doctype html>ran", "utf-8")
    (public / "index.html").write_text("<!doctype html>", "utf-8")
    shown = 0
    with running(server, public, tmp_path) as host:
        for number, (name, _) in enumerate(files):
            address = f"{host.address}notices/n{number}/files/{quote(name)}"
            with opened(browser, at=None) as page:
                watch = Watch(page)
                try:
                    answer = page.goto(address, wait_until="load")
                except Error as error:
                    assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), name
                    answer = None
                page.wait_for_timeout(150)
                assert watch.did == [], name
                assert not [url for url in watch.asked if "/ran/" in url], name
                if answer is not None:
                    shown += 1
                    kind = (answer.header_value("content-type") or "").split(";")[0]
                    assert answer.status == 200 and kind in PASSIVE, (name, kind)
                    assert page.url == address, name
    assert 0 < shown < len(files) - 10, "some are shown as what they are, most are not"


@pytest.mark.parametrize("server", ["apache", "nginx"])
def test_what_offices_attach_is_still_shown(browser: Browser, public: Path, tmp_path: Path, server: str) -> None:
    if server == "apache" and not Path(APACHE).exists():
        pytest.skip("no apache2 here: apt-get install apache2")
    folder = public / "notices/n/files"
    folder.mkdir(parents=True)
    (folder / "说明.txt").write_text("一、整改情况。", "utf-8")
    (folder / "表.csv").write_text("甲,乙\n", "utf-8")
    (public / "index.html").write_text("<!doctype html>", "utf-8")
    with running(server, public, tmp_path) as host, opened(browser, at=None) as page:
        answer = page.goto(f"{host.address}notices/n/files/{quote('说明.txt')}")
        assert answer and answer.header_value("x-content-type-options") == "nosniff"
        assert answer.header_value("content-type") == "text/plain; charset=utf-8"
        assert "整改情况" in page.inner_text("body")
