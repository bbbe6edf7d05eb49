"""The exports that are files of lines, made from those that are published: the lines of a notice whose card is the same are copied.

Whether any line changes is told by digests that the last build left: a file in which none does is neither read nor written. One
from which is copied is read once, and its digest is compared on the way: where it is not the one of the last build, nothing
that was made from it is used (Altered).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from io import FileIO
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, NamedTuple

from site_builder.build.state import ExportState
from site_builder.data.file_record import FileRecord
from site_builder.data.line_files import LINE_FILES, LineFile
from site_builder.data.tables import Book
from site_builder.records.encoding import digest

_PRINT = 8  # bytes of a digest of lines
_CHUNK = 1 << 24  # bytes: a thread that hashes and writes so many at a time seldom waits for the others

Run = tuple[int, int]  # first place among the notices of the last build, and the one after the last


class Altered(Exception):
    """A published export is not what the last build wrote, although its size and time of change are."""


class Earlier(NamedTuple):
    """The exports of the last build. `trusted`: they are known to be what it wrote, and need not be compared"""

    made: ExportState
    folder: Path
    trusted: bool


class Lines(NamedTuple):
    """A file of lines: its record, the bytes of each notice in it, and of the header before them.

    prints  a digest of the header and of the lines of each notice, joined
    """

    record: FileRecord
    lengths: tuple[int, ...]
    header: int
    prints: bytes


def write_lines(book: Book, rows: Mapping[str, bytes], before: Earlier | None, staging: Path) -> dict[str, Lines]:
    """Writes those files of lines whose bytes change below `staging`; path → what each of them is.

    Each notice is read once, and not at all where its lines are copied.

    Takes   rows: notice → digest of its rows, in the order of the lines
            before: None where nothing is published from which could be copied
    Errors  Altered, OSError
    """
    with ExitStack() as stack:
        files = []
        for kind in LINE_FILES:
            files.append(_LineFile(kind, kind.header(book), before, staging))
            stack.callback(files[-1].close)
        for part in _parts(rows, before.made.rows if before else {}):
            if isinstance(part, tuple):
                for each in files:
                    each.copy(part)
                continue
            alone = book.of(book.cards[part])
            for each in files:
                each.add(book.cards[part].slug, each.kind.lines(alone))
        return {each.kind.path: each.end() for each in files}


def _parts(now: Mapping[str, bytes], then: Mapping[str, bytes]) -> Iterator[Run | int]:
    """The notices in order: runs of those that were next to one another before with the same rows, and places of the others."""
    places = {row: place for place, row in enumerate(then.items())}
    first = after = -1
    for here, row in enumerate(now.items()):
        place = places.get(row)
        if place is not None and place == after:
            after += 1
            continue
        if first >= 0:
            yield first, after
        first, after = (place, place + 1) if place is not None else (-1, -1)
        if place is None:
            yield here
    if first >= 0:
        yield first, after


def copied(
    source: FileIO, start: int, end: int, sinks: tuple[Callable[[memoryview], object], ...], room: bytearray
) -> None:
    """Gives a part of a file to each of the sinks, some at a time.

    Takes   start, end: in bytes
            room: for what is read
    Errors  Altered where the file ends before that
    """
    source.seek(start)
    while start < end:
        part = memoryview(room)[: min(end - start, len(room))]
        if not (size := source.readinto(part)):
            raise Altered
        for sink in sinks:
            sink(part[:size])
        start += size


def room_for(size: int) -> bytearray:
    return bytearray(min(size, _CHUNK))


class _LineFile:
    """A file of lines that is being written. Nothing is, as long as it is the same as the published one from its beginning.

    same    bytes from the beginning that are those of the published file
    read    bytes from the beginning of the published file that are hashed
    run     a part of the published file that is still to be copied
    """

    def __init__(self, kind: LineFile, header: bytes, before: Earlier | None, staging: Path):
        self.kind, self._header, self._lengths, self._prints = kind, len(header), list[int](), bytearray()
        self._target = staging / kind.path
        self._file: BinaryIO | None = None
        self._sha, self._size, self._same, self._read, self._run = sha256(), 0, 0, 0, (0, 0)
        self._before = before
        self._old: FileIO | None = None
        if before:
            self._was = before.made.files[kind.path]
            self._sizes = before.made.sizes[kind.path]
            self._ends = list(accumulate(self._sizes, initial=before.made.headers[kind.path]))
            self._known = before.made.prints[kind.path]
            self._places = {slug: place for place, slug in enumerate(before.made.rows)}
            self._old = (before.folder / kind.path).open("rb", buffering=0)
            self._room, self._old_sha = room_for(self._was.size), sha256()
        self._put(header, -1)

    def copy(self, run: Run) -> None:
        """Takes   run: of notices whose lines are those of the last build"""
        first, after = run
        start, end = self._ends[first], self._ends[after]
        self._lengths += self._sizes[first:after]
        self._prints += self._known[(first + 1) * _PRINT : (after + 1) * _PRINT]
        if start == end:
            return
        if self._file is None and start == self._same:
            self._same = end
            return
        self._differ()
        if start != self._run[1]:
            self._copy_run()
            self._run = (start, start)
        self._run = (self._run[0], end)

    def add(self, slug: str, lines: bytes) -> None:
        """The lines of a notice."""
        self._lengths.append(len(lines))
        self._put(lines, self._places.get(slug) if self._before else None)

    def _put(self, chunk: bytes, place: int | None) -> None:
        """Takes   place: of the notice in the published file, -1 of the header; None = it has none"""
        print_ = digest(chunk)[:_PRINT]
        self._prints += print_
        if self._file is None and self._stands(place, len(chunk), print_):
            self._same += len(chunk)
            return
        self._differ()
        self._copy_run()
        self._write(chunk)

    def _stands(self, place: int | None, size: int, print_: bytes) -> bool:
        """Whether the published file goes on with the same lines."""
        if self._before is None or (place is None and size):
            return False
        if not size or place is None:
            return True
        start = self._ends[place] if place >= 0 else 0
        end = self._ends[place + 1]
        same = print_ == self._known[(place + 1) * _PRINT : (place + 2) * _PRINT]
        return same and start == self._same and end - start == size

    def _write(self, chunk: bytes | memoryview) -> None:
        assert self._file is not None
        self._file.write(chunk)
        self._sha.update(chunk)
        self._size += len(chunk)

    def _differ(self) -> None:
        """From here on the file is another than the published one: what was the same is copied."""
        if self._file is not None:
            return
        self._file = self._target.open("wb")
        if self._same and self._old is not None:
            copied(self._old, 0, self._same, (self._write,), self._room)
            self._old_sha, self._read = self._sha.copy(), self._same

    def _copy_run(self) -> None:
        start, end = self._run
        if start == end or self._old is None:
            return
        self._run = (end, end)
        if start < self._read:  # moved to another place: it is hashed already
            copied(self._old, start, end, (self._write,), self._room)
            return
        copied(self._old, self._read, start, (self._old_sha.update,), self._room)
        copied(self._old, start, end, (self._write, self._old_sha.update), self._room)
        self._read = end

    def end(self) -> Lines:
        """Errors  Altered"""
        if self._file is None and (self._old is None or self._same != self._was.size):
            self._differ()
        self._copy_run()
        if self._file is None:
            return Lines(self._was, tuple(self._lengths), self._header, bytes(self._prints))
        if self._old is not None and self._before is not None and not self._before.trusted:
            copied(self._old, self._read, self._was.size, (self._old_sha.update,), self._room)
            if self._old_sha.hexdigest() != self._was.sha256:
                raise Altered
        self._file.close()
        made = FileRecord(self._sha.hexdigest(), self._size, mtime=self._target.stat().st_mtime_ns)
        return Lines(made, tuple(self._lengths), self._header, bytes(self._prints))

    def close(self) -> None:
        for file in (self._file, self._old):
            if file is not None:
                file.close()
