"""A copy of the site in a WACZ, for `verify`: the files in it, and the archive itself, in which no byte may differ."""

import json
import tempfile
import zipfile
from datetime import date
from hashlib import file_digest, sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any

from site_builder.commands.file_comparison import Difference, Inspect, compare
from site_builder.data.file_record import MANIFEST, PROOFS
from site_builder.data.json_types import ManifestFile
from site_builder.proof import wacz
from site_builder.proof.metadata_sheet import SHEET_JSON
from site_builder.proof.warc_records import ArchivedFile, IndexLine, cdxj, index_line, records_in, url_of
from site_builder.records.findings import SiteError

_CHUNK = 1 << 20
_MOST = 64 << 20  # bytes of a descriptor or a sheet


class ArchiveCopy:
    """The files of one archive. They are unpacked into a temporary folder, so that each can be read at once."""

    lasting = True

    def __init__(self, path: Path):
        """Errors  SiteError where it is no archive of this program's"""
        self.path = path
        self._folder = tempfile.TemporaryDirectory(prefix="wacz")
        self._files: dict[str, Path] = {}  # by URL
        self._lines: list[IndexLine] = []  # of the index, made again from the records
        try:
            with zipfile.ZipFile(path) as archive:
                self._sheet = json.loads(_read(archive, SHEET_JSON))
                self.base = str(self._sheet["home"]).rstrip("/") + "/"
                self.omitted = frozenset(self._sheet["omitted"])
                self._unpack(archive)
        except (zipfile.BadZipFile, ValueError, KeyError, TypeError, NotImplementedError, OSError, EOFError) as error:
            self.close()
            raise SiteError(f"{path} 不是完好的归档（{error}）；换一份副本") from None

    def _unpack(self, archive: zipfile.ZipFile) -> None:
        with archive.open(wacz.WARC) as warc:
            for number, each in enumerate(records_in(warc)):
                target = Path(self._folder.name, str(number))
                target.write_bytes(each.content)
                self._files[each.url] = target
                path = each.url.removeprefix(self.base)
                file = ArchivedFile(f"{path}index.html" if each.url.endswith("/") else path, each.content)
                line = index_line(self.base, file, each.offset, each.length)
                self._lines.append(line._replace(url=each.url))

    def _content(self, path: str) -> bytes | None:
        file = self._files.get(url_of(self.base, path))
        return file.read_bytes() if file else None

    # -- as `site_copy.Copy`

    def manifest(self) -> bytes:
        content = self._content(MANIFEST)
        if content is None:
            raise SiteError(f"{self.path} 里没有 {MANIFEST}；不是本程序的归档")
        return content

    def beside(self, name: str, most: int) -> bytes | None:
        return self._content(name)

    def check(self, path: str, record: ManifestFile, inspect: Inspect | None) -> list[Difference]:
        content = self._content(path)
        if content is None:
            return [] if path in self.omitted else [Difference("missing", path, "归档里没有")]
        return compare(path, record, [content], inspect)

    def extra(self, planned: set[str]) -> list[str]:
        known = {url_of(self.base, path) for path in (*planned, MANIFEST, *PROOFS)}
        return sorted(url for url in self._files if url not in known)

    def close(self) -> None:
        self._folder.cleanup()

    # -- the archive itself

    def damage(self) -> list[Difference]:
        """What is wrong with the archive around the files: descriptor, index, sheet, sources, and every byte of the zip."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                found = [Difference("altered", name, why) for name, why in _against_descriptor(archive)]
                if cdxj(self._lines, date.fromisoformat(self._sheet["day"])) != _read(archive, wacz.INDEX):
                    found.append(Difference("altered", wacz.INDEX, "与记录不符"))
                if not found and not _as_written(self.path, archive):
                    found.append(Difference("altered", self.path.name, "归档的结构被改过"))
                return found
        except (zipfile.BadZipFile, ValueError, KeyError, TypeError, NotImplementedError, OSError) as error:
            return [Difference("altered", self.path.name, f"读不下去：{error}")]


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as content:
        read = content.read(_MOST + 1)
    if len(read) > _MOST:
        raise ValueError(name)
    return read


def _against_descriptor(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(name, why) of entries that are not as the descriptor lists them."""
    package = _read(archive, wacz.PACKAGE)
    if wacz.digest_of(package) != _read(archive, wacz.DIGEST):
        return [(wacz.PACKAGE, f"与 {wacz.DIGEST} 不符")]
    value: dict[str, Any] = json.loads(package)
    listed = wacz.described_files(value)
    names = archive.namelist()
    if names != [*listed, wacz.PACKAGE, wacz.DIGEST]:
        return [(wacz.PACKAGE, "所列的文件与归档里的不同")]
    found = []
    for name, (digest, size) in listed.items():
        with archive.open(name) as content:
            if f"sha256:{file_digest(content, 'sha256').hexdigest()}" != digest:  # type: ignore[arg-type]
                found.append((name, "内容与校验值不符"))
        if archive.getinfo(name).file_size != size:
            found.append((name, f"应为 {size} 字节"))
    sheet = json.loads(_read(archive, SHEET_JSON))
    for record in sheet["records"]:
        for source in record["sources"]:
            if sha256(_read(archive, source["path"])).hexdigest() != source["sha256"]:
                found.append((source["path"], "与元数据表不符"))
    return found


def _as_written(path: Path, archive: zipfile.ZipFile) -> bool:
    """Whether the file is what its own entries make, byte for byte: fields of zip that nobody reads are altered too."""
    with tempfile.TemporaryFile() as made:
        wacz.copied(made, archive)
        made.seek(0)
        with path.open("rb") as file:
            pieces = zip_longest(iter(lambda: made.read(_CHUNK), b""), iter(lambda: file.read(_CHUNK), b""))
            return all(ours == theirs for ours, theirs in pieces)
