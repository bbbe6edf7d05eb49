"""The web server of the preview: the files of the site, the gallery, and the panel with the findings."""

import asyncio
import json
from collections.abc import Awaitable, Sequence
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from livereload.server import LiveScriptInjector
from livereload.watcher import Watcher
from tornado import web
from tornado.httputil import HTTPServerRequest

from site_builder.desk.access_control import DESK, LOOPBACK
from site_builder.preview.gallery_page import GALLERY, GalleryShelf
from site_builder.preview.rebuilding import Preview
from site_builder.preview.request_paths import admitted, content_type, downloaded, impossible
from site_builder.records.findings import SiteError

ANSWER_TIMEOUT = 1.5  # seconds a page waits for the build that runs, before it is shown as it was
PANEL = Path(__file__).with_name("panel.js")
STATUS_TEXTS = {
    400: "看不懂的请求",
    403: "预览只回答用它自己的地址发来的请求，也不给出网站以外的文件",
    404: "没有这一页",
    405: "预览只能读取",
}
WAITING = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>预览</title></head>
<body data-page="waiting"><main><h1>网站还没有生成</h1><p>生成后，这里会自动换成网站。</p></main></body>
</html>
"""


def application(preview: Preview, listening: str, desk: Sequence[Any] = ()) -> web.Application:
    """Takes   listening: the address given by --host; desk: routes of the desk"""
    LiveReloadHandler.watcher = Watcher()  # ours looks oftener; livereload only names what changed by it
    LiveReloadHandler.live_css = False  # stylesheets have new names when they change
    given = {"preview": preview, "listening": listening}

    class Injector(LiveScriptInjector):  # type: ignore[misc]  # livereload has no types
        """Puts the panel and livereload's script into every page."""

        def __init__(self, request: HTTPServerRequest):
            super().__init__(request)
            port = "" if ":" in request.host.rpartition("]")[2] else "?port=80"
            scripts = (
                f'<script src="/_preview/panel.js" data-version="{preview.version}" defer></script>'
                f'<script src="/livereload.js{port}" defer></script>'
            )
            self.script = b"" if request.path.startswith(DESK) else scripts.encode()

    return web.Application(
        [
            *desk,
            (r"/livereload", Reload, given),
            (r"/livereload\.js", ReloadScript, given),
            (r"/_preview/panel\.js", PanelScript, given),
            (r"/_preview/status\.json", PreviewStatus, given),
            (r"/(.*)", SitePage, {"path": str(preview.out), **given}),
        ],
        default_handler_class=Nothing,
        default_handler_args=given,
        transforms=[Injector],
        log_function=lambda handler: None,
        websocket_ping_interval=30,
    )


def tell(path: str) -> None:
    """Sends a message to every open page: '*' = reload, PANEL_ONLY = fetch the findings."""
    LiveReloadHandler.reload_waiters(path)


PANEL_ONLY = "_preview"


class Guarded(web.RequestHandler):
    """A handler that refuses unknown host names, and sends the security policy of the published site."""

    def initialize(self, preview: Preview, listening: str) -> None:
        self.preview, self.listening = preview, listening

    def prepare(self) -> Awaitable[None] | None:
        if not admitted(self.request.headers.get("Host", ""), self.listening):
            raise web.HTTPError(403)
        return None

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Content-Security-Policy", policy(self.request.path))

    def compute_etag(self) -> str | None:
        return None

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        words = STATUS_TEXTS.get(status_code, HTTPStatus(status_code).phrase)
        self.finish(f"{status_code} {words}\n")


def policy(path: str) -> str:
    """The content security policy of the published site; WebAssembly is allowed on the search page only."""
    wasm = " 'wasm-unsafe-eval'" if path.endswith("/search/") else ""
    return (
        f"default-src 'none'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self' ws:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Nothing(Guarded):
    async def get(self) -> None:
        raise web.HTTPError(404)

    head = get


class Reload(LiveReloadHandler, Guarded):  # type: ignore[misc]  # livereload has no types
    """livereload's web socket, for pages of this server only."""

    def check_origin(self, origin: str) -> bool:
        return origin.startswith("http://") and admitted(origin.removeprefix("http://"), self.listening)

    def on_message(self, message: str | bytes) -> None:
        try:
            known = isinstance(json.loads(message), dict)
        except (ValueError, RecursionError):
            known = False
        if known and b"command" in (message.encode() if isinstance(message, str) else message):
            super().on_message(message)


class ReloadScript(Guarded, LiveReloadJSHandler):  # type: ignore[misc]  # livereload has no types
    pass


class PanelScript(Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", content_type("panel.js"))
        self.finish(PANEL.read_bytes())


class PreviewStatus(Guarded):
    def get(self) -> None:
        self.set_header("Content-Type", content_type("status.json"))
        here = self.listening in LOOPBACK
        status = self.preview.status(links=here) | {"desk": here}
        self.finish(json.dumps(status, ensure_ascii=False))


class SitePage(Guarded, web.StaticFileHandler):
    """A file of the site, below its base path."""

    def initialize(self, path: str, preview: Preview, listening: str) -> None:  # type: ignore[override]
        Guarded.initialize(self, preview, listening)
        web.StaticFileHandler.initialize(self, path, "index.html")

    async def get(self, path: str, include_body: bool = True) -> None:
        await self.built()
        inside = self.inside("/" + path)
        if inside is None:
            return
        if impossible(inside):
            raise web.HTTPError(404)
        if inside.startswith(GALLERY):
            await self.gallery(inside)
        elif not self.preview.stands:
            self.waiting()
        else:
            if content_type(inside or "index.html").startswith("text/html") or inside.endswith("/"):
                self.request.headers.pop("Range", None)  # the page grows by our script
            await super().get(inside, include_body)

    async def built(self) -> None:
        """Waits for a moment while a build runs, so that a page requested meanwhile is the new one."""
        until = asyncio.get_running_loop().time() + ANSWER_TIMEOUT
        while self.preview.building and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.01)

    def inside(self, path: str) -> str | None:
        """The path below the base path; None where the browser was sent there."""
        base = self.preview.base
        if path.startswith(base):
            return path[len(base) :]
        if path == "/" or path + "/" == base:
            self.redirect(base)
            return None
        raise web.HTTPError(404)

    def waiting(self) -> None:
        self.set_status(503)
        self.set_header("Content-Type", content_type("index.html"))
        self.finish(WAITING)

    @cached_property
    def shelf(self) -> GalleryShelf:
        return GalleryShelf(self.preview)

    async def gallery(self, inside: str) -> None:
        if inside == GALLERY:
            self.redirect(self.preview.base + GALLERY + "/")
            return
        try:
            page = await asyncio.to_thread(self.shelf.page, inside)
        except SiteError as error:
            self.set_status(500)
            self.set_header("Content-Type", content_type("a.txt"))
            self.finish(f"{error}\n")
            return
        if page is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", content_type("index.html"))
        self.finish(page)

    def get_content_type(self) -> str:
        return content_type(self.absolute_path or "")

    def set_extra_headers(self, path: str) -> None:
        if downloaded(path):
            self.set_header("Content-Disposition", "attachment")

    def should_return_304(self) -> bool:
        return False

    def get_cache_time(self, path: str, modified: Any, mime_type: str) -> int:
        return 0

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """The 404 page of the site itself."""
        page = self.preview.out / "404.html"
        if status_code == 404 and page.is_file():
            self.set_header("Content-Type", content_type("404.html"))
            self.finish(page.read_bytes())
        else:
            super().write_error(status_code, **kwargs)
