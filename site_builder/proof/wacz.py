"""A WACZ: a zip file of a WARC, its index, a list of pages, and what else is handed over, each with its hash.

Nothing in it is compressed by zip, and nothing says when it was written: the same content gives the same bytes. So a file
that was altered in any place, be it a field of zip that nobody reads, differs from what its own content makes.

Source  WACZ 1.1.1 of Webrecorder
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import file_digest, sha256
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple

from site_builder import VERSION
from site_builder.records.encoding import indented_json

WARC, INDEX, PAGES = "archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


class ArchiveEntry(NamedTuple):
    """A file of the archive, opened on demand."""

    name: str
    size: int
    opened: Callable[[], IO[bytes]]


class ArchiveHead(NamedTuple):
    """What the descriptor says. `day`: of the site; `since`: commit and day before which nothing is repeated, or None"""

    title: str
    description: str
    home: str
    day: str
    since: str | None


def pages_jsonl(pages: Iterable[tuple[str, str]], stamp: str) -> bytes:
    """The list of pages. Takes   pages: (URL, title); stamp: their moment"""
    lines: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "全部页面"}]
    for url, title in pages:
        lines.append({"id": sha256(url.encode()).hexdigest()[:22], "url": url, "ts": stamp, "title": title})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def write(out: IO[bytes], entries: Iterable[ArchiveEntry], head: ArchiveHead) -> None:
    """Writes an archive: its entries in their order, then the descriptor and the digest of that."""
    resources: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            with entry.opened() as content:
                digest = file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
                content.seek(0)
                _add(archive, entry.name, entry.size, content)
            name = PurePosixPath(entry.name).name
            resources.append({"name": name, "path": entry.name, "hash": f"sha256:{digest}", "bytes": entry.size})
        package = descriptor(head, resources)
        _add_bytes(archive, PACKAGE, package)
        _add_bytes(archive, DIGEST, digest_of(package))


def descriptor(head: ArchiveHead, resources: list[dict[str, Any]]) -> bytes:
    value = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": head.title,
        "description": head.description,
        "software": f"taizhang {VERSION}",
        "created": f"{head.day}T00:00:00Z",
        "mainPageUrl": head.home,
        "mainPageDate": f"{head.day}T00:00:00Z",
        **({"since": head.since} if head.since else {}),
        "resources": resources,
    }
    return indented_json(value)


def digest_of(package: bytes) -> bytes:
    return indented_json({"path": PACKAGE, "hash": f"sha256:{sha256(package).hexdigest()}"})


def copied(out: IO[bytes], archive: zipfile.ZipFile) -> None:
    """The same entries written as `write` writes them: what an untouched archive is equal to."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for info in archive.infolist():
            with archive.open(info) as content:
                _add(made, info.filename, info.file_size, content)


def _add(archive: zipfile.ZipFile, name: str, size: int, content: IO[bytes]) -> None:
    with archive.open(_info(name, size), "w", force_zip64=size >= zipfile.ZIP64_LIMIT) as target:
        while chunk := content.read(_CHUNK):
            target.write(chunk)


def _add_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_info(name, len(content)), content)


def _info(name: str, size: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_STORED, 3, 0o644 << 16
    info.file_size = size
    return info


def described_files(package: Mapping[str, Any]) -> dict[str, tuple[str, int]]:
    """Path → hash and size, of a descriptor. Errors  ValueError where it is none"""
    try:
        return {each["path"]: (each["hash"], each["bytes"]) for each in package["resources"]}
    except (KeyError, TypeError):
        raise ValueError(PACKAGE) from None
