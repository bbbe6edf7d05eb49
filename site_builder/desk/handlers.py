"""Handlers for requests under /_desk/: pages, scripts and the JSON API; `AccessControl` checks every request first."""

import asyncio
import json
import mimetypes
from collections.abc import Awaitable, Callable
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from tornado import web

from site_builder.build.disk import MAX_FILE
from site_builder.desk.access_control import DESK, POLICY, AccessControl
from site_builder.desk.desk_service import DeskService, StaleError
from site_builder.desk.edits import RefusedError
from site_builder.desk.file_text import NotTextError
from site_builder.records.findings import ContentError, SiteError

MAX_JSON = 256 * 1024  # bytes of a request that makes a change
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_LOCKED = (
    "这个网页的钥匙过期了：每次启动都不同。请关掉黑色窗口，再双击“打开台账.bat”；或者打开那个窗口里“校核台”后面的网址。"
)


def routes(
    service: DeskService, access: AccessControl, templates: Path
) -> list[tuple[str, type[web.RequestHandler], dict[str, Any]]]:
    """Takes   templates: the folder that contains desk/"""
    given = {"service": service, "access": access, "templates": templates / "desk"}
    slug = r"([^/]+)"
    return [
        (rf"{DESK}", DeskHome, given),
        (rf"{DESK}static/([a-z]+\.(?:js|css|svg))", Static, given),
        (rf"{DESK}api/home", HomeData, given),
        (rf"{DESK}api/import", Import, given),
        (rf"{DESK}api/changed", Changed, given),
        (rf"{DESK}api/commit", Commit, given),
        (rf"{DESK}api/generate", Generate, given),
        (rf"{DESK}api/notices/{slug}", NoticeData, given),
        (rf"{DESK}api/notices/{slug}/(act|undo|offer|evidence|discard)", Acting, given),
        (rf"{DESK}api/notices/{slug}/files", Upload, given),
        (rf"{DESK}api/notices/{slug}/workbook", TakeBack, given),
        (rf"{DESK}{slug}/workbook\.xlsx", Workbook, given),
        (rf"{DESK}{slug}/", NoticePage, given),
        (rf"{DESK}{slug}/sheet/", SheetPage, given),
        (rf"{DESK}.*", NoSuchPage, given),
    ]


class GuardedHandler(web.RequestHandler):
    """Base class: no part of a request is processed before `AccessControl` has accepted it."""

    def initialize(self, service: DeskService, access: AccessControl, templates: Path) -> None:
        self.service, self.access, self.templates = service, access, templates

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def prepare(self) -> Awaitable[None] | None:
        request = self.request
        headers = {name: request.headers.get(name, "") for name in request.headers}
        why = self.access.refusal(
            request.remote_ip or "", request.headers.get("Host", ""), request.method or "", headers
        )
        if why is not None:
            raise web.HTTPError(403, reason="Forbidden", log_message=why)
        if not self.access.knows(self.get_cookie(self.access.cookie)):
            self.strangers()
        return None

    def strangers(self) -> None:
        raise web.HTTPError(403, reason="Forbidden", log_message=_LOCKED)

    def compute_etag(self) -> str | None:
        return None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        said = getattr(error, "log_message", None) or HTTPStatus(status_code).phrase
        self.answer({"error": said}, status_code)

    def answer(self, value: Any, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(value, ensure_ascii=False))

    async def respond(self, work: Callable[[], Any]) -> None:
        """Runs `work` in a thread and answers with its result, or with the reason for its failure."""
        try:
            value = await asyncio.to_thread(work)
        except StaleError as error:
            said = "文件刚才被别处改过，这一次没有写进去"
            self.answer({"error": said, "conflict": True, "rows": error.rows}, 409)
        except (RefusedError, SiteError, NotTextError) as error:
            self.answer({"error": str(error), "conflict": False}, 409)
        except KeyError:
            self.answer({"error": "没有这一份"}, 404)
        except OSError as error:
            self.answer({"error": f"读写失败：{error.strerror or error}；检查磁盘空间和权限"}, 500)
        else:
            self.answer(value)


class DeskPage(GuardedHandler):
    """An HTML page in Chinese, with the data it shows embedded as JSON."""

    def strangers(self) -> None:
        """Handles a browser without the cookie: the URL with the secret sets it and redirects to a URL without the secret."""
        if self.request.method == "GET" and self.access.knows(self.get_query_argument("key", None)):
            self.set_cookie(self.access.cookie, self.access.secret, path=DESK, httponly=True, samesite="Strict")
            self.redirect(self.request.path, status=303)
            return
        super().strangers()

    def prepare(self) -> Awaitable[None] | None:
        super().prepare()
        if not self._finished and self.get_query_argument("key", None) is not None:
            self.redirect(self.request.path, status=303)
        return None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        said = getattr(error, "log_message", None) or HTTPStatus(status_code).phrase
        self.set_status(status_code)
        self.page("locked.html", said=said, status=status_code)

    def page(self, name: str, **values: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_environment(self.templates).get_template(name).render(desk=DESK, **values))

    async def shown(self, name: str, work: Callable[[], Any], **values: Any) -> None:
        try:
            value = await asyncio.to_thread(work)
        except KeyError:
            raise web.HTTPError(404, log_message="没有这一份通报") from None
        self.page(name, data=value, **values)


@lru_cache(4)
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), autoescape=True, undefined=jinja2.Undefined, auto_reload=True
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False
    }  # in the order of the values, not of the alphabet
    return environment


class DeskHome(DeskPage):
    async def get(self) -> None:
        await self.shown("home.html", self.service.home)


class NoticePage(DeskPage):
    async def get(self, asked: str) -> None:
        await self.shown("notice.html", lambda: self.service.view(self.service.slug(asked)))


class SheetPage(DeskPage):
    async def get(self, asked: str) -> None:
        await self.shown("sheet.html", lambda: self.service.sheet(self.service.slug(asked)))


class Workbook(DeskPage):
    """The workbook for the office, as a download."""

    async def get(self, asked: str) -> None:
        try:
            content = await asyncio.to_thread(lambda: self.service.workbook(self.service.slug(asked)))
        except KeyError:
            raise web.HTTPError(404, log_message="没有这一份通报") from None
        except ContentError:
            raise web.HTTPError(409, log_message="这一份有错误，先照“检查”改正，再下载台账") from None
        except SiteError as error:
            raise web.HTTPError(409, log_message=str(error)) from None
        self.set_header("Content-Type", mimetypes.types_map.get(".xlsx", "application/octet-stream"))
        name = quote(f"{asked}-整改台账.xlsx")
        self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
        self.finish(content)


class Static(GuardedHandler):
    def get(self, name: str) -> None:
        shared = self.templates.parent / "styles" / "tokens.css"  # colours and type of the site
        path = next((each for each in (*self.templates.iterdir(), shared) if each.name == name), None)
        if path is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", _TYPES.get(path.suffix) or mimetypes.types_map.get(path.suffix, "text/plain"))
        self.finish(path.read_bytes())


class HomeData(GuardedHandler):
    async def get(self) -> None:
        await self.respond(self.service.home)


class NoticeData(GuardedHandler):
    async def get(self, asked: str) -> None:
        await self.respond(lambda: self.service.view(self.service.slug(asked)))


class Changed(GuardedHandler):
    async def get(self) -> None:
        await self.respond(self.service.changed)


class NoSuchPage(DeskPage):
    def get(self) -> None:
        raise web.HTTPError(404, log_message="没有这一页")


@web.stream_request_body
class Receiving(GuardedHandler):
    """A request with a body, which is only read once `AccessControl` has accepted the request, and up to the limit."""

    limit = MAX_JSON

    def prepare(self) -> Awaitable[None] | None:
        super().prepare()
        self.body = bytearray()
        connection: Any = self.request.connection
        connection.set_max_body_size(self.limit)
        length = self.request.headers.get("Content-Length", "0")
        if not length.isdigit() or int(length) > self.limit:
            raise web.HTTPError(413, log_message=f"太大：不超过 {self.limit // 1024 // 1024 or 1} MB")
        return None

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        self.body += chunk
        if len(self.body) > self.limit:
            raise web.HTTPError(413, log_message="太大")
        return None

    def read_json(self) -> dict[str, Any]:
        try:
            request = json.loads(bytes(self.body) or b"{}")
        except (ValueError, RecursionError):
            request = None
        if not isinstance(request, dict):
            raise web.HTTPError(400, log_message="看不懂的请求")
        return request


@web.stream_request_body
class Acting(Receiving):
    async def post(self, asked: str, what: str) -> None:
        request, service = self.read_json(), self.service
        work: dict[str, Callable[[str], Any]] = {
            "act": lambda slug: service.act(slug, request),
            "undo": service.undo,
            "offer": lambda slug: service.offered(slug, request),
            "evidence": lambda slug: service.evidence(slug, request),
            "discard": service.discard,
        }
        await self.respond(lambda: work[what](service.slug(asked)))


@web.stream_request_body
class Commit(Receiving):
    async def post(self) -> None:
        message = str(self.read_json().get("message") or "")
        await self.respond(lambda: self.service.commit(message))


@web.stream_request_body
class Generate(Receiving):
    async def post(self) -> None:
        await self.respond(self.service.generate)


@web.stream_request_body
class Upload(Receiving):
    limit = MAX_FILE

    async def post(self, asked: str) -> None:
        name, content = self.get_query_argument("name", ""), bytes(self.body)
        await self.respond(lambda: self.service.add_file(self.service.slug(asked), name, content))


@web.stream_request_body
class TakeBack(Receiving):
    limit = MAX_FILE

    async def post(self, asked: str) -> None:
        name, content = self.get_query_argument("name", ""), bytes(self.body)
        await self.respond(lambda: self.service.take_back(self.service.slug(asked), name, content))


@web.stream_request_body
class Import(Receiving):
    limit = MAX_FILE

    async def post(self) -> None:
        name, force = self.get_query_argument("name", ""), self.get_query_argument("force", "") == "1"
        content = bytes(self.body)
        await self.respond(lambda: self.service.take_in(name, content, force))
