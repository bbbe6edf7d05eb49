"""What the last build leaves for the next: keys, marks, files. Losing it costs time, never a byte."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.build.head_scan import HeadScan
from site_builder.build.output_check import STATE_FORMAT
from site_builder.build.store import write_sealed
from site_builder.build.unchanged import FileStamp
from site_builder.records.encoding import pack, unpacker, unsealed
from site_builder.unit.card_digests import AspectDigests
from site_builder.unit.outputs import FileRecord

_AT_A_TIME = 256  # units, heads … written at a time
FileRecords = dict[str, FileRecord]
FileTotals = tuple[int, int, int]  # files, pages, bytes
_files = unpacker(FileRecords)


class UnitState(Struct, frozen=True, kw_only=True):
    """A unit as it was made: good while its key is the same and the day is within its epoch.

    `records` and `brief` stay encoded until somebody asks, which keeps memory small: an archive has many notices.

    records  its files
    brief    Brief, Grave or None
    marks    of its card, by facet
    card     what its card is kept as; None where it is not public
    words    what its searched text is kept as
    """

    key: bytes
    valid_from: date
    next_change: date | None
    records: msgspec.Raw
    brief: msgspec.Raw
    marks: AspectDigests
    card: bytes | None
    words: bytes | None
    text_sha256: str | None
    warnings: int

    def files(self) -> FileRecords:
        files: FileRecords = _files.decode(self.records)
        return files


class GroupState(Struct, frozen=True):
    """Site pages that were made together: good while their key is the same."""

    key: bytes
    files: FileRecords


class ExportState(Struct, frozen=True, kw_only=True):
    """The site-wide exports: good while their key is the same.

    shape   changes with all that their bytes depend on beside rows
    rows    notice → digest of what its rows are made of, in the order of the lines
    sizes   file of lines → bytes of each notice's lines, in that order
    """

    key: bytes
    shape: bytes
    rows: dict[str, bytes]
    sizes: dict[str, tuple[int, ...]]
    files: FileRecords


class State(Struct, kw_only=True):
    """`others`: files of no unit and no group; `stamps_in`: size and mtime of each file read.

    looked   when those files were looked at, in nanoseconds: what changed shortly before is read again
    listed   what the published manifest lists; None where it was left as it was
    """

    format: int = STATE_FORMAT
    units: dict[str, UnitState] = {}
    groups: dict[str, GroupState] = {}
    exports: ExportState | None = None
    others: FileRecords = {}
    stamps_in: dict[str, FileStamp] = {}
    heads: dict[str, HeadScan] = {}
    looked: int = 0
    listed: FileTotals | None = None

    def common(self) -> FileRecords:
        """Every file that is of no unit."""
        files = dict(self.others)
        for group in self.groups.values():
            files.update(group.files)
        if self.exports:
            files.update(self.exports.files)
        return files


class StateCache:
    """What a process that builds again and again keeps of the last build, instead of reading and writing it each time.

    The state on disk grows old meanwhile, which costs the next process some time and never a byte. Where another process
    has written it, it is read again.
    """

    def __init__(self) -> None:
        self._state: State | None = None
        self._stamp: FileStamp | None = None
        self._owed = False
        self.fresh = False  # whether the state recalled is that of the last build here, whose files we wrote ourselves
        self.briefs: dict[str, tuple[msgspec.Raw, Any]] = {}  # slug → encoded brief, and what it says

    def recall(self, path: Path) -> State:
        """The state of the last build."""
        self.fresh = self._state is not None and self._stamp == _stamp(path)
        if self._state is None or not self.fresh:
            self._state = load_state(path)
        return self._state

    def take_up(self, path: Path) -> None:
        """Reads what a process that we started has written just now: as good as if we had."""
        self._state, self._stamp, self._owed = load_state(path), _stamp(path), False

    def keep(self, path: Path, state: State, written: bool) -> None:
        """Takes   written: whether the state is on disk as well"""
        self._state, self._stamp, self._owed = state, _stamp(path), not written

    def write(self, path: Path) -> None:
        """Puts the state on disk where that is owed, so that another process begins where this one is."""
        if self._state is not None and self._owed and self._stamp == _stamp(path):
            pending = path.with_suffix(".pending")
            write_sealed(pending, encoded(self._state))
            pending.replace(path)
            self._stamp, self._owed = _stamp(path), False


def _stamp(path: Path) -> FileStamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def load_state(path: Path) -> State:
    """The last state; an empty one where there is none, or where it is damaged."""
    try:
        content = unsealed(path.read_bytes())
        state: State = unpacker(State).decode(content) if content is not None else State()
    except (OSError, msgspec.DecodeError):
        return State()
    return state if state.format == STATE_FORMAT else State()


def encoded(state: State) -> Iterator[bytes]:
    """The state in the order of its fields, some at a time."""
    names = State.__struct_fields__
    yield bytes((0x80 + len(names),))  # msgpack's map of so many, up to 15
    for name in names:
        value = getattr(state, name)
        yield pack(name)
        yield from _pairs(value) if isinstance(value, dict) else (pack(value),)


def _pairs(value: dict[str, Any]) -> Iterator[bytes]:
    yield b"\xdf" + len(value).to_bytes(4, "big")  # msgpack's map of any size
    left = iter(value.items())
    while some := dict(islice(left, _AT_A_TIME)):
        yield pack(some)[1 if len(some) < 16 else 3 :]  # without the size of this part of it
