"""What all handlers of the desk share: every request is checked before any part of it is processed, every failure is said in words."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tornado import web

from site_builder.desk.access_control import POLICY, AccessControl
from site_builder.desk.conflicts import StaleError
from site_builder.desk.desk_service import DeskService, MissingError
from site_builder.desk.edits import RefusedError
from site_builder.desk.file_text import NotTextError
from site_builder.records.findings import ContentError, SiteError
from site_builder.system.refusals import words_of

_LOCKED = (
    "这个网页的钥匙过期了：每次启动都不同。请关掉黑色窗口，再双击“打开台账.bat”；或者打开那个窗口里“校核台”后面的网址。"
)
_WORDS = {
    404: "没有这一页",
    405: "这个网址不答这种请求",
    500: "程序出了错，细节在黑色窗口里；重新打开这一页，看看改动在不在",
}


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
        said = getattr(error, "log_message", None) or _WORDS.get(status_code, f"请求不对（{status_code}）")
        self.refuse(status_code, said)

    def refuse(self, status: int, said: str, rows: Sequence[Mapping[str, str]] | None = None) -> None:
        """Answers with the reason why something was not done. Takes   rows: of a conflict, else None"""
        conflict = {"conflict": True, "rows": rows} if rows is not None else {"conflict": False}
        self.answer({"error": said, **conflict}, status)

    def answer(self, value: Any, status: int = 200) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(value, ensure_ascii=False))

    async def respond(self, work: Callable[[], Any], give: Callable[[Any], None] | None = None) -> None:
        """Runs `work` in a thread and gives its result to the browser, or the reason for its failure where that is known.

        Takes   give: answers with the result; without it, the result is sent as JSON
        """
        try:
            value = await asyncio.to_thread(work)
        except StaleError as error:
            self.refuse(409, "文件刚才被别处改过，这一次没有写进去", error.rows)
        except MissingError:
            self.refuse(404, "没有这一份")
        except ContentError:
            self.refuse(409, "这一份有错误，先照“检查”改正，再来一次")
        except (RefusedError, SiteError, NotTextError) as error:
            self.refuse(409, str(error))
        except OSError as error:
            self.refuse(500, f"读写失败：{words_of(error)}；检查磁盘空间和权限")
        else:
            (give or self.answer)(value)
