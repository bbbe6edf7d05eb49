"""A folder on the loopback with the headers that deploy/nginx.conf sends: what the browser tests open."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]


def policies() -> tuple[str, str]:
    """The content security policies of the shipped nginx example: of every page, and of the search page."""
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    everywhere, searching = re.findall(r'"(default-src [^"]+)"', text)
    return everywhere, searching


class Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}

    def send_head(self):  # type: ignore[no-untyped-def]
        """Whole each time: two builds within one second have one date, and a browser would be told that nothing changed."""
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self) -> None:
        everywhere, searching = policies()
        on_search = self.path.split("?")[0].endswith("/search/")
        self.send_header("Content-Security-Policy", searching if on_search else everywhere)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves is no mistake of the server's."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Gives the address with a slash at its end."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
