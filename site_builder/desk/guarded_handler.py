"""What every handler of the desk does first: no part of a request is processed before `AccessControl` has accepted it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tornado import web

from site_builder.desk.access_control import POLICY, AccessControl
from site_builder.desk.desk_service import DeskService, StaleError
from site_builder.desk.edits import RefusedError
from site_builder.desk.file_text import NotTextError
from site_builder.records.findings import SiteError

_LOCKED = (
    "这个网页的钥匙过期了：每次启动都不同。请关掉黑色窗口，再双击“打开台账.bat”；或者打开那个窗口里“校核台”后面的网址。"
)


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
