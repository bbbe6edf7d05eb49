"""Which requests the preview answers: host names, paths and content types."""

import ipaddress

from site_builder.desk.access_control import LOOPBACK, host_name

EVERYWHERE = frozenset({"0.0.0.0", "::", ""})

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "ndjson": "application/x-ndjson; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/plain; charset=utf-8",
    "yaml": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "sqlite": "application/vnd.sqlite3",
    "zip": "application/zip",
}
VIEWABLE_SUFFIXES = frozenset(
    {"txt", "csv", "pdf", "png", "jpg", "jpeg", "gif", "webp"}
)  # attachments a browser may open


def content_type(path: str) -> str:
    """By the ending alone, so that it is the same on every machine.

    >>> content_type("feed.xml"), content_type("pagefind/fragment/a.pf_fragment")
    ('application/atom+xml; charset=utf-8', 'application/octet-stream')
    """
    if path.rpartition("/")[2] == "feed.xml":
        return "application/atom+xml; charset=utf-8"
    if path.rpartition("/")[2] == "feed.json":
        return "application/feed+json; charset=utf-8"
    return TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def downloaded(path: str) -> bool:
    """Whether a file is an attachment that could act in the browser (SVG, HTML …) and is only offered as a download.

    >>> downloaded("notices/a/files/plan.svg"), downloaded("notices/a/files/plan.pdf"), downloaded("assets/favicon.svg")
    (True, False, False)
    """
    parts = path.split("/")
    return parts[0] == "notices" and "files" in parts[1:-1] and path.rpartition(".")[2].lower() not in VIEWABLE_SUFFIXES


def admitted(host_header: str, listening: str) -> bool:
    """Whether a Host header names this server: no page elsewhere may reach it under a name of its own (DNS rebinding).

    Takes   listening: the value of --host; on all interfaces any IP address is admitted, for rebinding needs a name

    >>> [admitted(host, "127.0.0.1") for host in ("localhost:8000", "127.0.0.1", "[::1]:8000")]
    [True, True, True]
    >>> [admitted(host, "127.0.0.1") for host in ("a.example", "localhost@a", "127.0.0.1.a.example", "10.0.0.7", "")]
    [False, False, False, False, False]
    >>> [admitted(host, "0.0.0.0") for host in ("10.0.0.7:8000", "a.example")]
    [True, False]
    """
    name = host_name(host_header)
    if name is None:
        return False
    if name in LOOPBACK or name == listening.lower().strip("[]"):
        return True
    return listening in EVERYWHERE and _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def impossible(path: str) -> bool:
    """Whether a path has a name that no file of the site can have; the file system is not accessed.

    >>> [impossible(path) for path in ("notices/a/", "..", "a/.git/config", "a\\0", "x" * 256)]
    [False, True, True, True, True]
    """
    return "\0" in path or any(part.startswith(".") or len(part.encode()) > 255 for part in path.split("/"))
