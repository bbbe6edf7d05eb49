"""`/manifest.json`: every published file with its hash, the hash of every notice's text, and the next day to build on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring as _quoted
from typing import Any

import msgspec

from site_builder import VERSION
from site_builder.data.file_record import FileRecord
from site_builder.data.json_types import ManifestJson
from site_builder.records.findings import SiteError
from site_builder.unit.cards import Grave

ListedFile = tuple[str, FileRecord]  # path, and what is known of the file


LIST = b'\n "files": {\n'  # after it the files begin; a string has no line end, so it stands there once
BETWEEN = b",\n"


def manifest(
    files: Iterable[bytes | memoryview],
    texts: Mapping[str, str],
    graves: Sequence[Grave],
    next_change: date | None,
    drafts: bool,
) -> Iterator[bytes | memoryview]:
    """The manifest, some lines at a time: one file a line, so that two of them can be compared line by line.

    Takes   files: the lines of every file of the site but the manifest, sorted by path, some at a time, with what is between
            texts: notice → SHA-256 of its text
            next_change: the first day on which a page will say something else
            drafts: whether drafts are shown
    """
    head: dict[str, Any] = {
        "generator": f"taizhang {VERSION}",
        "drafts": drafts,
        "next_change": str(next_change) if next_change else None,
        "notices": dict(sorted(texts.items())),
        "withdrawn": sorted(grave.slug for grave in graves),
    }
    text = msgspec.json.format(msgspec.json.encode(head), indent=1)
    yield text[:-2] + b"," + LIST
    yield from files
    yield b"\n }\n}\n"


def lines_of(files: Iterable[ListedFile]) -> bytes:
    """Takes   files: sorted by path"""
    return BETWEEN.join(_line(path, file).encode() for path, file in files)


def _line(path: str, file: FileRecord) -> str:
    return f'{_quoted(path)}:{{"sha256":"{file.sha256}","size":{file.size}}}'


def read_manifest(content: bytes, name: str) -> ManifestJson:
    """The manifest in this file; SiteError where it is none of this program's.

    Takes   name: what the message calls the file
    """
    try:
        read = msgspec.json.decode(content, type=ManifestJson)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SiteError(f"{name} 不是本程序的文件清单（{error}）；检查地址，或重新生成网站") from None
    outside = next((path for path in read.files if path.startswith("/") or ".." in path.split("/")), None)
    if outside is not None:
        raise SiteError(f"{name} 里有网站以外的路径 {outside}；这份清单不可信")
    return read
