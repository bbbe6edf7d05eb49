"""An archive in ReplayWeb.page: its pages open from the WACZ alone, with their styles, and links lead on within it."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from site_builder.commands.archiving import archive
from tests.audit.conftest import CHECKERS
from tests.conftest import ROOT

pytestmark = pytest.mark.audit
PLAYER = CHECKERS.parent / "player" / "package"
PAGE = """\
<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>归档</title><script src="./replay/ui.js"></script>
<replay-web-page source="/site.wacz" url="https://taizhang.invalid/{path}" replayBase="./replay/" embed="replayonly"
 style="display:block;height:900px"></replay-web-page></html>
"""


class Handler(SimpleHTTPRequestHandler):
    """Files of a folder, also in parts: the player reads an archive so."""

    def do_GET(self) -> None:
        path, wanted = Path(self.translate_path(self.path)), self.headers.get("Range", "")
        span = re.fullmatch(r"bytes=(\d*)-(\d*)", wanted)
        if span is None or not path.is_file():
            super().do_GET()
            return
        content = path.read_bytes()
        first = int(span[1]) if span[1] else len(content) - int(span[2])
        part = content[first : int(span[2]) + 1 if span[1] and span[2] else None]
        self.send_response(206)
        self.send_header("Content-Range", f"bytes {first}-{first + len(part) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(part)))
        self.end_headers()
        self.wfile.write(part)

    def log_message(self, format: str, *words: object) -> None:
        return None


@pytest.fixture(scope="module")
def player(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a page that shows the archive of the demonstration, and its folder."""
    assert (PLAYER / "ui.js").is_file(), f"{PLAYER} is not there: sh tests/audit/install.sh .venv/audit"
    folder = tmp_path_factory.mktemp("player")
    (folder / "replay").mkdir()
    for name in ("ui.js", "sw.js"):
        copy(PLAYER / name, folder / "replay" / name)
    assert archive(demo, ROOT / "content", folder / "site.wacz", None, None) == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def replayed(page: Any) -> Any:
    """The frame in which the archived page is."""
    for _ in range(300):
        for frame in page.frames:
            if re.search(r"/\d{14}mp_/", frame.url) and frame.query_selector("main"):
                return frame
        page.wait_for_timeout(100)
    raise AssertionError([frame.url for frame in page.frames])


@pytest.mark.parametrize(
    ("path", "words"),
    [("", "云州市整改公开台账"), ("notices/2026-amr/", "巡察整改进展"), ("notices/2026-amr/p1/", "原文")],
)
def test_archived_pages_open_with_their_styles(browser: Any, player: tuple[str, Path], path: str, words: str) -> None:
    address, folder = player
    (folder / "index.html").write_text(PAGE.format(path=path), "utf-8")
    page = browser.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if "127.0.0.1" not in request.url else None)
    page.goto(f"{address}/index.html")
    frame = replayed(page)
    assert words in frame.inner_text("body")
    frame.wait_for_function("document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0")
    assert [url for url in outside if not url.startswith(("data:", "blob:"))] == []
    page.close()


def test_a_link_leads_to_another_archived_page(browser: Any, player: tuple[str, Path]) -> None:
    address, folder = player
    (folder / "index.html").write_text(PAGE.format(path="notices/2026-amr/"), "utf-8")
    page = browser.new_page()
    page.goto(f"{address}/index.html")
    frame = replayed(page)
    frame.click(".item-table a[href*='/p'] >> nth=0")
    frame.wait_for_url(re.compile(r"/notices/2026-amr/p\d+/"))
    assert "责任单位" in frame.inner_text("main")
    page.close()
