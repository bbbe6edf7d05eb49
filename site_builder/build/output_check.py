"""Shell: whether the published files are as the last build left them, by size and time of change.

Imports next to nothing: the answer is sought in a process of its own while this one is still importing. It reads of the
state what it needs, and skips the rest.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import DecodeError, Raw, Struct, msgpack

from site_builder.records.encoding import unsealed

STATE_FORMAT = 10  # of the state
STATE, SEEN = "state.msgpack", "seen.msgpack"


class _File(Struct, array_like=True):
    """Of a FileRecord."""

    sha256: Raw
    size: int
    fingerprint: Raw
    mtime: int


class _Unit(Struct):
    records: Raw


class _Group(Struct):
    files: Raw


class _State(Struct):
    format: int
    units: dict[str, _Unit]
    groups: dict[str, _Group]
    exports: _Group | None
    others: Raw

    def files(self) -> Iterator[Raw]:
        """Every file of the site with its record, some at a time."""
        yield from (unit.records for unit in self.units.values())
        yield from (group.files for group in self.groups.values())
        if self.exports:
            yield self.exports.files
        yield self.others


def intact_count(state: Path, out: Path, by_content: bool = False) -> int | None:
    """How many files there are, where all stand as they were left; None where one does not, or nobody knows.

    Takes   by_content: the exports are compared by content, for the next ones are copied from them in part
    """
    try:
        content = unsealed(state.read_bytes())
        left = msgpack.decode(content, type=_State) if content is not None else None
    except (OSError, DecodeError):
        return None
    if left is None or left.format != STATE_FORMAT:
        return None
    count, folder = 0, str(out) + os.sep
    decoder = msgpack.Decoder(dict[str, _File])
    try:
        for part in left.files():
            files = decoder.decode(part)
            count += len(files)
            for path, file in files.items():
                stat = os.stat(folder + path)
                if stat.st_mtime_ns != file.mtime or stat.st_size != file.size:
                    return None
        if by_content and left.exports:
            for path, file in decoder.decode(left.exports.files).items():
                if sha256_of(folder + path) != msgpack.decode(file.sha256):
                    return None
    except OSError:
        return None
    return count


def sha256_of(path: str | Path) -> str:
    """Of a file, in hex. Errors  OSError"""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Looking:
    """Another process that finds out whether all files are as they were left. Takes folder: where the state is"""

    def __init__(self, folder: Path, out: Path):
        self._folder, self._marks = folder, _marks(folder)  # before anything is looked at
        self._answer, mouth = os.pipe()
        self._process = os.fork()
        if not self._process:
            said = b""
            try:
                said = b"" if intact_count(folder / STATE, out, by_content=True) is None else b"y"
            finally:
                os.write(mouth, said)
                os._exit(0)
        os.close(mouth)
        self._found: bool | None = None

    def found(self) -> bool:
        """Its answer, waited for."""
        if self._found is None:
            self._found = os.read(self._answer, 1) == b"y"
            os.close(self._answer)
            os.waitpid(self._process, 0)
        return self._found

    def still_true(self) -> bool:
        """Whether they are, and of the build whose state is there now; to be asked while the site is locked."""
        return self._marks == _marks(self._folder) and self.found()


def _marks(folder: Path) -> list[tuple[int, int, int] | None]:
    """Of the files that a build replaces: SEEN is gone before it changes an output, and the state is another after."""
    return [_mark(folder / name) for name in (SEEN, STATE)]


def _mark(path: Path) -> tuple[int, int, int] | None:
    """Inode, bytes, and nanoseconds of the last change."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
