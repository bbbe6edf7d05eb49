"""Published files as WARC records: the same bytes for the same file and day, whatever machine writes them.

Source  ISO 28500 (WARC 1.1); CDXJ as ReplayWeb.page looks addresses up
"""

import io
import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from html import unescape
from typing import IO, NamedTuple
from urllib.parse import quote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from site_builder import VERSION
from site_builder.records.encoding import gzipped

WARC_NAME = "data.warc.gz"
_MEDIA = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "xml": "application/xml",
    "ics": "text/calendar; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gz": "application/gzip",
    "wasm": "application/wasm",
}


class ArchivedFile(NamedTuple):
    """A file of the site. `path`: below the output folder"""

    path: str
    content: bytes


class IndexLine(NamedTuple):
    """Where the record of a URL is. `title`: of a page; None for other files"""

    url: str
    media: str
    offset: int
    length: int
    sha256: str
    title: str | None


def url_of(base: str, path: str) -> str:
    """Where readers find a file: a page by its folder. Takes   base: with a slash at its end

    >>> url_of("https://a.cn/zgtz/", "notices/n/index.html"), url_of("https://a.cn/", "404.html")
    ('https://a.cn/zgtz/notices/n/', 'https://a.cn/404.html')
    """
    page = path == "index.html" or path.endswith("/index.html")
    return base + quote(path.removesuffix("index.html") if page else path, safe="/~")


def media_of(path: str) -> str:
    return _MEDIA.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def record_moment(day: date) -> str:
    """The moment that records bear: the beginning of the site's day, as no clock is read."""
    return f"{day}T00:00:00Z"


def information(title: str, day: date) -> bytes:
    """The first record: what the archive is of."""
    told = {"software": f"taizhang {VERSION}", "format": "WARC File Format 1.1", "isPartOf": title}
    body = "".join(f"{key}: {value}\r\n" for key, value in told.items()).encode()
    return _written("warcinfo", f"urn:taizhang:{day}", "application/warc-fields", body, day)


def record(base: str, file: ArchivedFile, day: date) -> bytes:
    """A file as it was published. It was not fetched, so it is a `resource`."""
    return _written("resource", url_of(base, file.path), media_of(file.path), file.content, day)


def _written(kind: str, url: str, media: str, content: bytes, day: date) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    name = sha256(f"{kind}\n{url}\n{day}\n".encode() + content).hexdigest()[:32]
    identity = "-".join((name[:8], name[8:12], f"8{name[13:16]}", f"8{name[17:20]}", name[20:]))
    headers = StatusAndHeaders(
        "",
        [
            ("WARC-Type", kind),
            ("WARC-Record-ID", f"<urn:uuid:{identity}>"),
            *([("WARC-Filename", WARC_NAME)] if kind == "warcinfo" else [("WARC-Target-URI", url)]),
            ("WARC-Date", record_moment(day)),
            ("Content-Type", media),
        ],
        protocol="WARC/1.1",
    )
    made = writer.create_warc_record(
        url, kind, payload=io.BytesIO(content), length=len(content), warc_headers=headers, warc_content_type=media
    )
    writer.write_record(made)
    return gzipped(out.getvalue(), 9)


def index_line(base: str, file: ArchivedFile, offset: int, length: int) -> IndexLine:
    """Takes   offset, length: of the record in the WARC"""
    url, media = url_of(base, file.path), media_of(file.path)
    title = page_title(file.content) if media.startswith("text/html") else None
    digest = sha256(file.content).hexdigest()
    return IndexLine(url=url, media=media.partition(";")[0], offset=offset, length=length, sha256=digest, title=title)


def page_title(page: bytes) -> str:
    """The words of <title>; '' where there is none."""
    _, found, rest = page.partition(b"<title>")
    return unescape(rest.partition(b"</title>")[0].decode("utf-8", "replace")).strip() if found else ""


def cdxj(lines: list[IndexLine], day: date) -> bytes:
    """The index by which a player finds the record of an address, sorted."""
    moment = f"{day:%Y%m%d}000000"
    rows = []
    for line in lines:
        told = {
            "url": line.url,
            "mime": line.media,
            "status": "200",
            "digest": f"sha256:{line.sha256}",
            "length": str(line.length),
            "offset": str(line.offset),
            "filename": WARC_NAME,
        }
        rows.append(f"{surt(line.url)} {moment} {json.dumps(told, ensure_ascii=False)}\n")
    return "".join(sorted(rows)).encode()


def surt(url: str) -> str:
    """The sorting form of an address.

    >>> surt("https://www.Example.org:8080/A/?b=1")
    'org,example:8080)/a/?b=1'
    """
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port else ""
    return ",".join(reversed(host.split("."))) + f"{port}){parts.path}" + (f"?{parts.query}" if parts.query else "")


class FoundRecord(NamedTuple):
    """A file in a WARC, and where its record is."""

    url: str
    content: bytes
    offset: int
    length: int


def records_in(warc: IO[bytes]) -> Iterator[FoundRecord]:
    """Every file in a WARC, whose digests are held to. Errors  ValueError where it is damaged"""
    try:
        records = ArchiveIterator(warc, check_digests="raise")
        for each in records:
            content = each.content_stream().read()
            url = each.rec_headers.get_header("WARC-Target-URI") or ""
            offset, length = records.get_record_offset(), records.get_record_length()
            if each.rec_type == "resource":
                yield FoundRecord(url, content, offset, length)
    except (ArchiveLoadFailed, OSError, EOFError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
