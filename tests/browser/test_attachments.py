"""Hostile attachments in Chromium, and a page altered on a host that sends no headers: nothing runs."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Error

from tests.browser.conftest import opened
from tests.browser.serving import served
from tests.conftest import HEAD, Space
from tests.hostile.test_attachments import REFUSED

ALERT = b"<script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE = [
    *((name, content) for name, content, _ in REFUSED),
    ("a.txt", b"<!doctype html>" + ALERT),
    ("a.csv", ALERT),
    ("a.json", ALERT),
    ("a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.html.txt", b"<!doctype html>" + ALERT),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>"),
    ("a.html", b"<!doctype html>" + ALERT),
]


def test_nothing_that_the_gate_refuses_runs_even_where_it_is_served(browser: Browser, tmp_path: Path) -> None:
    """The files are put beside the gate into a folder that is served with the headers of the examples."""
    for number, (name, content) in enumerate(HOSTILE):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / name).write_bytes(content)
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    with served(tmp_path) as address, opened(browser, at=None) as page:
        page.on("dialog", note)
        for number, (name, _) in enumerate(HOSTILE):
            try:
                page.goto(f"{address}{number}/{quote(name)}", wait_until="load")
            except Error as error:
                assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error)
        page.wait_for_timeout(200)
    assert said == []


@pytest.mark.parametrize("policy", [True, False])
def test_a_host_without_headers(space: Space, browser: Browser, policy: bool) -> None:
    """The policy in the page itself holds; without it, this very page would run what was put into it."""
    space.notice(head=HEAD)
    space.build()
    path = space.out / "notices/n/index.html"
    page_text = path.read_text("utf-8").replace(
        "</main>", "<script>alert(1)</script><img src=x onerror=alert(2)></main>"
    )
    if not policy:
        page_text = page_text.replace("Content-Security-Policy", "X-Nothing")
    path.write_text(page_text, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(space.out)))
    Thread(target=server.serve_forever, daemon=True).start()
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    try:
        with opened(browser, at=None) as page:
            page.on("dialog", note)
            page.goto(f"http://127.0.0.1:{server.server_port}/notices/n/index.html")
            page.wait_for_timeout(200)
    finally:
        server.shutdown()
        server.server_close()
    assert bool(said) != policy
