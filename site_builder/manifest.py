"""`/manifest.json`: every shipped file with its hash, every notice's text hash, and the next day to build on."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from site_builder import VERSION
from site_builder.cards import Grave
from site_builder.findings import SiteError
from site_builder.published import ManifestJson
from site_builder.unit import FileRecord

NAME = "manifest.json"
_AT_A_TIME = 1000  # lines


def manifest(
    files: Iterable[tuple[str, FileRecord]],
    texts: Mapping[str, str],
    graves: Sequence[Grave],
    next_change: date | None,
    drafts: bool,
) -> Iterator[bytes]:
    """One file a line: made for diffing. It does not list itself.

    Takes   files: sorted by path
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
    yield (text[:-2] + ',\n "files": {').encode()
    encode, before = msgspec.json.encode, b"\n"
    lines: list[bytes] = []
    for path, record in files:
        lines.append(encode(path) + f':{{"sha256":"{record.sha256}","size":{record.size}}}'.encode())
        if len(lines) == _AT_A_TIME:
            yield before + b",\n".join(lines)
            lines, before = [], b",\n"
    yield (before + b",\n".join(lines) if lines else b"") + b"\n }\n}\n"


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
