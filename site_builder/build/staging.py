"""Shell: files of the site before they are published: written below staging, or nothing where the same bytes are out."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from site_builder.build.state import FileRecords
from site_builder.build.store import write_file
from site_builder.records.findings import SiteError
from site_builder.records.site_path import stays_inside
from site_builder.rendering.render import Output, Page, Renderer, Stream
from site_builder.unit.outputs import FileRecord


class Staging:
    """Where the files of a build wait; of pages, only those are rendered that do not stand as they would be."""

    def __init__(self, folder: str, renderer: Renderer):
        self.folder, self.renderer = folder, renderer

    def put(self, made: Iterable[Page | Output | Stream], before: FileRecords) -> tuple[FileRecords, tuple[str, ...]]:
        """Records of all, and which of them were written. Takes before: published files that are as we left them."""
        put = {each.path: self._put(each, before.get(each.path)) for each in made}
        return {path: file for path, (file, _) in put.items()}, tuple(path for path, (_, new) in put.items() if new)

    def _put(self, made: Page | Output | Stream, there: FileRecord | None) -> tuple[FileRecord, bool]:
        refuse_outside(made.path)
        if isinstance(made, Output):
            return staged(self.folder, made, there)
        if isinstance(made, Stream) or made.long:
            return self._stream(made if isinstance(made, Stream) else self.renderer.stream(made), there)
        fingerprint = self.renderer.fingerprint(made)
        if there is not None and there.fingerprint == fingerprint:
            return there, False
        return staged(self.folder, Output(made.path, self.renderer.render(made)), there, fingerprint)

    def _stream(self, made: Stream, there: FileRecord | None) -> tuple[FileRecord, bool]:
        path = Path(self.folder, made.path)
        _make_folder(str(path.parent))
        return dropped_if_same(path, streamed(path, made.pieces), there)


def refuse_outside(path: str) -> None:
    """The last defence: rules have refused such names at their place in the content. Errors  SiteError"""
    if not stays_inside(path):
        raise SiteError(f"要写的文件 {path!r} 不在网站之内；检查内容里的网址、编号和文件名")


def staged(
    staging: str | Path, output: Output, there: FileRecord | None, fingerprint: bytes | None = None
) -> tuple[FileRecord, bool]:
    """A file's record, and whether it was written below `staging`: not where the published one, `there`, is the same."""
    digest = sha256(output.content).hexdigest()
    if there is not None and there.sha256 == digest:
        return FileRecord(digest, there.size, fingerprint, there.mtime), False
    mtime = write_staged(staging, output)
    return FileRecord(digest, len(output.content), fingerprint, mtime), True


def dropped_if_same(path: Path, record: FileRecord, there: FileRecord | None) -> tuple[FileRecord, bool]:
    """A file that was written below staging stays there unless the published one, `there`, is the same; as `staged`."""
    if there is not None and there.sha256 == record.sha256:
        path.unlink()
        return there, False
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
    """A file written piece by piece, so that it need not be held in memory whole."""
    digest, size = sha256(), 0
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return FileRecord(digest.hexdigest(), size, mtime=path.stat().st_mtime_ns)
