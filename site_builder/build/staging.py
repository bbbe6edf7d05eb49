"""Files of the site before they are published: written to the staging folder, or nowhere where the same bytes are out."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from site_builder.build.plan import file_reason, page_reason
from site_builder.build.store import write_file
from site_builder.data.file_record import FileRecord, FileRecords
from site_builder.records.encoding import sha256_hex
from site_builder.records.findings import SiteError
from site_builder.records.site_path import stays_inside
from site_builder.rendering.render import Output, Page, Renderer, Stream


class Staging:
    """The staging folder of a build. Pages whose published file has the same fingerprint are not even rendered."""

    def __init__(self, folder: str, renderer: Renderer):
        self.folder, self.renderer = folder, renderer

    def put(self, made: Iterable[Page | Output | Stream], before: FileRecords) -> tuple[FileRecords, tuple[str, ...]]:
        """Records of all files, and which of them were written. Takes   before: published files that are intact"""
        put = {each.path: self._put(each, before.get(each.path)) for each in made}
        return {path: file for path, (file, _) in put.items()}, tuple(path for path, (_, new) in put.items() if new)

    def _put(self, made: Page | Output | Stream, published: FileRecord | None) -> tuple[FileRecord, bool]:
        refuse_outside(made.path)
        if isinstance(made, Output):
            return staged(self.folder, made, published)
        if isinstance(made, Stream) or made.long:
            return self._stream(made if isinstance(made, Stream) else self.renderer.stream(made), published)
        fingerprint = self.renderer.fingerprint(made)
        if published is not None and page_reason(published, fingerprint) is None:
            return published, False
        return staged(self.folder, Output(made.path, self.renderer.render(made)), published, fingerprint)

    def _stream(self, made: Stream, published: FileRecord | None) -> tuple[FileRecord, bool]:
        path = Path(self.folder, made.path)
        _make_folder(str(path.parent))
        return dropped_if_same(path, streamed(path, made.pieces), published)


def refuse_outside(path: str) -> None:
    """The last defence: rules have refused such names at their place in the content. Errors  SiteError"""
    if not stays_inside(path):
        raise SiteError(f"要写的文件 {path!r} 不在网站之内；检查内容里的网址、编号和文件名")


def staged(
    staging: str | Path, output: Output, published: FileRecord | None, fingerprint: bytes | None = None
) -> tuple[FileRecord, bool]:
    """A file's record, and whether it was written: not where the published file has the same bytes.

    Takes   staging: the folder
            published: the intact file of that path
            fingerprint: of a page
    """
    sha = sha256_hex(output.content)
    if published is not None and file_reason(published, sha) is None:
        return FileRecord(sha, published.size, fingerprint, published.mtime), False
    mtime = write_staged(staging, output)
    return FileRecord(sha, len(output.content), fingerprint, mtime), True


def dropped_if_same(path: Path, record: FileRecord, published: FileRecord | None) -> tuple[FileRecord, bool]:
    """As `staged`, for a file that is in the staging folder already: removed where the published one is the same."""
    if published is not None and file_reason(published, record.sha256) is None:
        path.unlink()
        return published, False
    return record, True


def write_staged(staging: str | Path, output: Output) -> int:
    """Writes a file below `staging`; gives the time of its change, in nanoseconds."""
    path = f"{staging}/{output.path}"  # not a Path: tens of thousands of files pass here
    folder, _, name = path.rpartition("/")
    if name == "index.html":  # nearly every page is the first file of its folder
        _make_folder(folder)
    try:
        return write_file(path, output.content)
    except FileNotFoundError:
        _make_folder(folder)
        return write_file(path, output.content)


def _make_folder(folder: str) -> None:
    try:
        os.mkdir(folder)
    except OSError:  # deeper, or there already
        os.makedirs(folder, exist_ok=True)


def streamed(path: Path, chunks: Iterable[bytes | memoryview]) -> FileRecord:
    """Writes a file piece by piece, so that it need not be held in memory whole; gives its record."""
    sha, size = sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            sha.update(chunk)
            size += len(chunk)
    return FileRecord(sha.hexdigest(), size, mtime=path.stat().st_mtime_ns)
