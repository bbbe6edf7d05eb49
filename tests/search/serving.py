"""A small site around a search index, on the loopback, as strict as a host may be: what the browser tests open."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfile
from subprocess import PIPE, Popen

from playwright.sync_api import Browser, sync_playwright

from site_builder.unit.search_documents import SearchDocument

SCRIPTS = Path(__file__).parents[2] / "templates" / "scripts"
POLICY = (
    "default-src 'none'; script-src 'self'{}; connect-src 'self'; "
    "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
)
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

HEAD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="{base}favicon.ico"></head><body data-page="{page}">"""
SEARCH = """<main><h1>搜索</h1>
<form role="search" action="{base}search/"><label for="q">查找</label><input type="search" name="q" id="q">
<button>查找</button></form>
<label>排序 <select name="sort"><option value="">相关</option><option value="newest">由新到旧</option>
<option value="oldest">由旧到新</option></select></label>
<p id="search-status" data-state="idle" role="status" aria-live="polite"></p>
<div id="search-facets" data-pagefind-ignore></div><ol id="search-results"></ol></main>
<script type="module" src="{base}scripts/search.js" data-bundle="{base}pagefind/" data-base="{base}"></script>
<script type="module" src="{base}scripts/searchbox.js" data-base="{base}"></script></body></html>"""
BOX = """<form role="search" action="{base}search/"><label for="q">查找</label><input type="search" name="q" id="q">
<button>查找</button></form>"""


def write_site(documents: Sequence[SearchDocument], root: Path, base: str, pages: bool = True) -> None:
    """The search page, the scripts and a plain page a document; the index itself is written by write_index."""
    site = root / base.strip("/")
    (site / "search").mkdir(parents=True, exist_ok=True)
    (site / "scripts").mkdir(exist_ok=True)
    for script in SCRIPTS.glob("*.js"):
        copyfile(script, site / "scripts" / script.name)
    page = HEAD.format(title="搜索", page="search", base=base) + SEARCH.format(base=base)
    (site / "search" / "index.html").write_text(page, encoding="utf-8")
    for document in documents if pages else ():
        target = root / document.url.strip("/") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_page(document, base), encoding="utf-8")


def _page(document: SearchDocument, base: str) -> str:
    anchors = (*document.anchors, *[""] * len(document.blocks))
    blocks = "".join(
        f"<p{f' id={anchor}' if anchor else ''}>{escape(block)}</p>"
        for block, anchor in zip(document.blocks, anchors, strict=False)
    )
    script = f'<script type="module" src="{base}scripts/searchbox.js" data-base="{base}"></script>'
    head = HEAD.format(title=escape(document.title), page="problem", base=base) + BOX.format(base=base)
    return f"{head}<main><h1>{escape(document.title)}</h1>{blocks}</main>{script}</body></html>"


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        searching = self.path.split("?")[0].endswith("/search/")
        self.send_header("Content-Security-Policy", POLICY.format(" 'wasm-unsafe-eval'" if searching else ""))
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The folder on a free port, by a process of its own; gives the address without a slash at its end."""
    call = [sys.executable, "-m", "tests.search.serving", str(root)]
    with Popen(call, cwd=Path(__file__).parents[2], stdout=PIPE, text=True) as server:
        try:
            assert server.stdout
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def serve(root: str) -> None:
    """Print the port, then serve until the process is ended."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=root))
    print(server.server_address[1], flush=True)
    server.serve_forever()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    serve(sys.argv[1])
