"""Files of a live site over HTTP: kept connections, redirects, time limits, retries."""

import gzip
import http.client
import ssl
import threading
import time
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

_MOVED = (301, 302, 303, 307, 308)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_HEADERS = {
    "User-Agent": "taizhang-verify",
    "Accept-Encoding": "identity",
    "Cache-Control": "no-cache",
    "Connection": "keep-alive",
}
_CHUNK = 1 << 16


class Unreachable(Exception):
    """No usable answer: time-out, refused connection, failing server. One line."""


class Answer(NamedTuple):
    """The response after redirects. `content` is whole, or cut after `most` bytes."""

    status: int
    content: bytes
    encoding: str

    def contents(self) -> list[bytes]:
        """The bytes as sent and, where a server compresses unasked, unpacked."""
        if self.encoding != "gzip":
            return [self.content]
        try:
            return [self.content, gzip.decompress(self.content)]
        except (OSError, EOFError):
            return [self.content]


class Limits(NamedTuple):
    """`timeout`: seconds for one whole answer; `attempts` for each file; `pause`: seconds, doubled each time."""

    timeout: float = 30.0
    attempts: int = 3
    pause: float = 0.5
    redirects: int = 5


USUAL = Limits()


class Host:
    """A live site below one address. Thread-safe: each thread has its own connections."""

    def __init__(self, base: str, limits: Limits = USUAL):
        self.base = base if base.endswith("/") else base + "/"
        self.limits = limits
        self._own = threading.local()
        self._all: list[http.client.HTTPConnection] = []

    def address(self, path: str) -> str:
        """The URL of a file of the site; of a page that of its folder, as readers request it."""
        shown = path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path
        return urljoin(self.base, quote(shown, safe="/~")) if shown else self.base

    def get(self, path: str, most: int) -> Answer:
        """The answer for a file of at most so many bytes. Raises Unreachable after the last attempt."""
        address, why = self.address(path), ""
        for attempt in range(self.limits.attempts):
            if attempt:
                time.sleep(self.limits.pause * 2 ** (attempt - 1))
            try:
                answer = self._follow(address, most)
            except (OSError, http.client.HTTPException) as error:
                self._forget()
                why = _said(error)
                continue
            if answer.status not in _AGAIN:
                return answer
            why = f"服务器答 {answer.status}"
        raise Unreachable(f"{why}（试了 {self.limits.attempts} 次）")

    def _follow(self, address: str, most: int) -> Answer:
        deadline = time.monotonic() + self.limits.timeout
        for _ in range(self.limits.redirects + 1):
            answer, moved = self._ask(address, most, deadline)
            if moved is None:
                return answer
            address = urljoin(address, moved)
            if urlsplit(address).scheme not in ("http", "https"):
                raise http.client.HTTPException(f"转到了 {address}")
        raise http.client.HTTPException("转来转去，没有尽头")

    def _ask(self, address: str, most: int, deadline: float) -> tuple[Answer, str | None]:
        parts = urlsplit(address)
        connection = self._connection(parts.scheme, parts.netloc)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers=_HEADERS)
        response = connection.getresponse()
        content = self._read(response, most, deadline)
        if not response.isclosed():  # longer than wanted: the rest is not read
            self._forget()
        answer = Answer(response.status, content, (response.getheader("Content-Encoding") or "").lower())
        return answer, response.getheader("Location") if response.status in _MOVED else None

    def _read(self, response: http.client.HTTPResponse, most: int, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        while size <= most and (part := response.read1(_CHUNK)):
            parts.append(part)
            size += len(part)
            if time.monotonic() > deadline:
                self._forget()
                raise TimeoutError
        if size <= most and response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(parts)

    def _connection(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        kept: dict[tuple[str, str], http.client.HTTPConnection] = self._own.__dict__.setdefault("kept", {})
        if (scheme, netloc) not in kept:
            kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
            kept[scheme, netloc] = kind(netloc, timeout=self.limits.timeout)
            self._all.append(kept[scheme, netloc])
        return kept[scheme, netloc]

    def _forget(self) -> None:
        """Closes the connections of this thread: one that failed is not used again."""
        for connection in self._own.__dict__.pop("kept", {}).values():
            connection.close()

    def close(self) -> None:
        """Closes the connections of all threads."""
        for connection in self._all:
            connection.close()


def _said(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "超过时限没有答完"
    if isinstance(error, ssl.SSLError):
        return f"证书或加密有问题：{error.reason or error}"
    if isinstance(error, ConnectionRefusedError):
        return "拒绝连接"
    if isinstance(error, http.client.IncompleteRead):
        return "只答了一部分"
    return str(error) or type(error).__name__
