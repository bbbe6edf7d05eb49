"""A host on the loopback that serves a folder, and misbehaves where a test tells it to."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

Trick = Callable[["Handler"], bool]
"""Answers a request itself and gives True, or gives False: then the file is served."""


class Handler(BaseHTTPRequestHandler):
    """A plain static host: folders end in a slash, index.html is served for them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        host = self.server
        with host.guard:
            host.asked[path] += 1
        trick = host.tricks.get(path) or host.tricks.get("*")
        if trick is None or not trick(self):
            self.serve(path)

    def serve(self, path: str) -> None:
        if not path.startswith(self.server.base):
            self.answer(404, b"")
            return
        target = self.server.root / path[len(self.server.base) :]
        if target.is_dir():
            if not path.endswith("/"):
                self.answer(301, b"", Location=path + "/")
                return
            target /= "index.html"
        self.answer(200, target.read_bytes()) if target.is_file() else self.answer(404, b"no such page")

    def answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    """`asked` counts requests by path; `most` is how many were slow at the same time."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, root: Path, base: str):
        super().__init__(("127.0.0.1", 0), Handler)
        self.root, self.base = root, base
        self.tricks: dict[str, Trick] = {}
        self.asked: Counter[str] = Counter()
        self.guard = threading.Lock()
        self.running = self.most = 0

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves is no mistake of the server's."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.base}"


@contextmanager
def hosted(root: Path, base: str = "/") -> Iterator[Server]:
    server = Server(root, base)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def failing(times: int, status: int = 503) -> Trick:
    """Fails so many times, then serves."""
    left = [times]

    def trick(handler: Handler) -> bool:
        if left[0] > 0:
            left[0] -= 1
            handler.answer(status, b"busy")
            return True
        return False

    return trick


def slow(seconds: float) -> Trick:
    def trick(handler: Handler) -> bool:
        host = handler.server
        with host.guard:
            host.running += 1
            host.most = max(host.most, host.running)
        time.sleep(seconds)
        with host.guard:
            host.running -= 1
        return False

    return trick


def dribbling(pause: float) -> Trick:
    """A byte at a time: no single wait is long, the whole never ends."""

    def trick(handler: Handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b".")
            handler.wfile.flush()
            time.sleep(pause)
        return True

    return trick


def moved(to: str, status: int = 302) -> Trick:
    def trick(handler: Handler) -> bool:
        handler.answer(status, b"moved", Location=to)
        return True

    return trick


def endless(handler: Handler) -> bool:
    """Says no length and never stops, until the client leaves."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        return True


def cut_short(handler: Handler) -> bool:
    """Promises more than it sends, and hangs up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.close_connection = True
    return True
