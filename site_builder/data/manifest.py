"""`/manifest.json`: every shipped file with its hash, every notice's text hash, and the next day to build on."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring as _quoted
from typing import Any

import msgspec

from site_builder import VERSION
from site_builder.data.json_types import ManifestJson
from site_builder.records.findings import SiteError
from site_builder.unit.cards import Grave
from site_builder.unit.outputs import FileRecord

NAME = "manifest.json"
_OPEN, _BETWEEN, _CLOSE = b'\n "files": {\n', b",\n", b"\n }\n}\n"
_decoder = json.JSONDecoder()
ListedFile = tuple[str, FileRecord]  # path, and what is known of the file


def manifest(
    lines: Iterable[bytes | memoryview],
    texts: Mapping[str, str],
    graves: Sequence[Grave],
    next_change: date | None,
    drafts: bool,
) -> Iterator[bytes | memoryview]:
    """One file a line: made for diffing. It does not list itself.

    Takes   lines: of its files, from `lines_of` or `amended`
            texts: of each notice, its text's SHA-256
    """
    head: dict[str, Any] = {
        "generator": f"taizhang {VERSION}",
        "drafts": drafts,
        "next_change": str(next_change) if next_change else None,
        "notices": dict(sorted(texts.items())),
        "withdrawn": sorted(grave.slug for grave in graves),
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    yield text[:-2].encode() + b"," + _OPEN
    between = b""
    for some in lines:
        yield between
        yield some
        between = _BETWEEN
    yield _CLOSE


def lines_of(files: Iterable[list[ListedFile]]) -> Iterator[bytes]:
    """Takes   files: sorted by path, some at a time"""
    for part in filter(None, files):
        yield ",\n".join(_line(path, file) for path, file in part).encode()


def _line(path: str, file: FileRecord) -> str:
    return f'{_quoted(path)}:{{"sha256":"{file.sha256}","size":{file.size}}}'


def amended(last: bytes, changes: Mapping[str, FileRecord | None]) -> Iterator[bytes | memoryview]:
    """The lines of an earlier manifest with others for these files; None = the file is not there any more."""
    view, start, end = memoryview(last), last.find(_OPEN) + len(_OPEN), len(last) - len(_CLOSE)
    for path, file in sorted(changes.items()):
        at, after = _place(last, path, start, end)
        if start < at:
            yield view[start : at - len(_BETWEEN) if at < end else end]
        if file is not None:
            yield _line(path, file).encode()
        start = after
    if start < end:
        yield view[start:end]


def _place(last: bytes, path: str, start: int, end: int) -> tuple[int, int]:
    """Where the line of a path begins, and where the next one does; the same place, where it would be, if there is none."""
    low, high = start, end
    while low < high:
        before = last.rfind(_BETWEEN, low, (low + high) // 2)
        line = low if before < 0 else before + len(_BETWEEN)
        behind = last.find(_BETWEEN, line, end)
        following = end if behind < 0 else behind + len(_BETWEEN)
        name, _ = _decoder.raw_decode(last[line:following].decode())
        if name == path:
            return line, following
        if name < path:
            low = following
        else:
            high = line
    return low, low


def read_manifest(content: bytes, name: str) -> ManifestJson:
    """A manifest of ours; SiteError says what is wrong with another. Takes name: what to call it in the message."""
    try:
        read = msgspec.json.decode(content, type=ManifestJson)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise SiteError(f"{name} 不是本程序的文件清单（{error}）；检查地址，或重新生成网站") from None
    outside = next((path for path in read.files if path.startswith("/") or ".." in path.split("/")), None)
    if outside is not None:
        raise SiteError(f"{name} 里有网站以外的路径 {outside}；这份清单不可信")
    return read
