"""Handlers for requests under /_desk/: pages, scripts and the JSON API; `AccessControl` checks every request first."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from tornado import web

from site_builder.desk.access_control import DESK, AccessControl
from site_builder.desk.desk_service import DeskService
from site_builder.desk.guarded_handler import GuardedHandler
from site_builder.desk.receiving_handlers import (
    Acting,
    AddOrgan,
    Commit,
    Generate,
    Import,
    SettingsForm,
    TakeBack,
    Upload,
)

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        (rf"{DESK}api/organs", AddOrgan, given),
        (rf"{DESK}api/settings", SettingsForm, given),
        (rf"{DESK}api/notices/{slug}", NoticeData, given),
        (rf"{DESK}api/notices/{slug}/(act|undo|offer|evidence|discard)", Acting, given),
        (rf"{DESK}api/notices/{slug}/files", Upload, given),
        (rf"{DESK}api/notices/{slug}/workbook", TakeBack, given),
        (rf"{DESK}{slug}/workbook\.xlsx", Workbook, given),
        (rf"{DESK}{slug}/", NoticePage, given),
        (rf"{DESK}{slug}/sheet/", SheetPage, given),
        (rf"{DESK}.*", NoSuchPage, given),
    ]


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

    def refuse(self, status: int, said: str, rows: Sequence[Mapping[str, str]] | None = None) -> None:
        self.set_status(status)
        self.page("locked.html", said=said, status=status)

    def page(self, name: str, **values: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_environment(self.templates).get_template(name).render(desk=DESK, **values))

    async def show(self, name: str, work: Callable[[], Any]) -> None:
        """Takes   name: of the template; work: gives its data"""
        await self.respond(work, lambda value: self.page(name, data=value))


@lru_cache(4)
def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), autoescape=True)
    # Keys keep their order, which Jinja would sort: it is that of statuses and kinds on the page.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


class DeskHome(DeskPage):
    async def get(self) -> None:
        await self.show("home.html", self.service.home)


class NoticePage(DeskPage):
    async def get(self, asked: str) -> None:
        await self.show("notice.html", lambda: self.service.view(self.service.slug(asked)))


class SheetPage(DeskPage):
    async def get(self, asked: str) -> None:
        await self.show("sheet.html", lambda: self.service.sheet(self.service.slug(asked)))


class Workbook(DeskPage):
    """The workbook for the office, as a download."""

    async def get(self, asked: str) -> None:
        def download(content: bytes) -> None:
            name = quote(f"{asked}-整改台账.xlsx")
            self.set_header("Content-Type", _WORKBOOK)
            self.set_header("Content-Disposition", f"attachment; filename*=UTF-8''{name}")
            self.finish(content)

        await self.respond(lambda: self.service.workbook(self.service.slug(asked)), download)


class Static(GuardedHandler):
    def get(self, name: str) -> None:
        shared = self.templates.parent / "styles" / "tokens.css"  # colours and type of the site
        path = next((each for each in (*self.templates.iterdir(), shared) if each.name == name), None)
        if path is None:
            raise web.HTTPError(404)
        self.set_header("Content-Type", _TYPES[path.suffix])
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
        raise web.HTTPError(404)
