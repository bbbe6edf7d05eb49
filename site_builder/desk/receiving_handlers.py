"""Handlers of requests that change something: they have a body, which is bounded."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from tornado import web

from site_builder.build.disk import MAX_FILE
from site_builder.desk.guarded_handler import GuardedHandler

MAX_JSON = 256 * 1024  # bytes of a request that makes a change


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
            request = msgspec.json.decode(bytes(self.body) or b"{}")
        except (ValueError, RecursionError):
            request = None  # half of a surrogate pair is no text either: it could not be written to any file
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


@web.stream_request_body
class AddOrgan(Receiving):
    async def post(self) -> None:
        name = str(self.read_json().get("name") or "")
        await self.respond(lambda: self.service.add_organ(name))


@web.stream_request_body
class SettingsForm(Receiving):
    async def get(self) -> None:
        await self.respond(self.service.settings.values)

    async def post(self) -> None:
        request = self.read_json()
        await self.respond(lambda: self.service.change_settings(request))
