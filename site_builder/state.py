"""What the last build leaves for the next: keys, fingerprints, files, cards. Losing it costs time, never a byte."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from site_builder.encoding import pack, sealed, unpacker, unsealed
from site_builder.glance import Stamp
from site_builder.scanning import HeadScan
from site_builder.unit import FileRecord

FORMAT = 7


def settled(files: dict[str, FileRecord]) -> dict[str, FileRecord]:
    """Records of files that are in place now."""
    return {path: record.settled() for path, record in files.items()}


class UnitState(Struct, frozen=True):
    """A unit as it was made: good while its key is the same and the day is within its epoch.

    `card` and `search` stay encoded until somebody asks: an unchanged notice is not looked at.
    """

    key: bytes
    valid_from: date
    next_change: date | None
    files: dict[str, FileRecord]
    card: msgspec.Raw
    warnings: int

    def published(self) -> "UnitState":
        """The same, once its files are in place."""
        if not any(record.staged for record in self.files.values()):
            return self
        return msgspec.structs.replace(self, files=settled(self.files))


class GroupState(Struct, frozen=True):
    """Site pages that were made together: good while their key is the same."""

    key: bytes
    files: dict[str, FileRecord]

    def published(self) -> "GroupState":
        """The same, once its files are in place."""
        return GroupState(self.key, settled(self.files))


class Exported(Struct, frozen=True):
    """The site-wide exports: good while their key is the same.

    shape   changes with all that their bytes depend on beside rows
    rows    notice → digest of what its rows are made of, in the order of the lines
    sizes   file of lines → bytes of each notice's lines, in that order
    """

    key: bytes
    shape: bytes
    rows: dict[str, bytes]
    sizes: dict[str, tuple[int, ...]]
    files: dict[str, FileRecord]

    def published(self) -> "Exported":
        """The same, once its files are in place."""
        return msgspec.structs.replace(self, files=settled(self.files))


class State(Struct):
    """`others`: files of no unit and no group; `stamps_in`: size and mtime of each file read.

    looked  when those files were looked at, in nanoseconds: what changed shortly before is read again
    """

    format: int = FORMAT
    units: dict[str, UnitState] = {}
    groups: dict[str, GroupState] = {}
    exports: Exported | None = None
    others: dict[str, FileRecord] = {}
    stamps_in: dict[str, Stamp] = {}
    heads: dict[str, HeadScan] = {}
    looked: int = 0

    def files(self) -> dict[str, FileRecord]:
        """Every file of the site."""
        files = dict(self.others)
        for unit in self.units.values():
            files.update(unit.files)
        for group in self.groups.values():
            files.update(group.files)
        if self.exports:
            files.update(self.exports.files)
        return files


class Memory:
    """What a process that builds again and again keeps of the last build, instead of reading and writing it each time.

    The state on disk grows old meanwhile, which costs the next process some time and never a byte. Where another process
    has written it, it is read again.
    """

    def __init__(self) -> None:
        self._state: State | None = None
        self._stamp: Stamp | None = None
        self._owed = False
        self.fresh = False  # whether the state recalled is that of the last build here, whose files we wrote ourselves
        self.cards: dict[str, tuple[msgspec.Raw, Any, bytes]] = {}  # slug → encoded card, card, digest

    def recall(self, path: Path) -> State:
        """The state of the last build."""
        self.fresh = self._state is not None and self._stamp == _stamp(path)
        if self._state is None or not self.fresh:
            self._state = load_state(path)
        return self._state

    def keep(self, path: Path, state: State, written: bool) -> None:
        """Takes   written: whether the state is on disk as well"""
        self._state, self._stamp, self._owed = state, _stamp(path), not written

    def write(self, path: Path) -> None:
        """Puts the state on disk where that is owed, so that another process begins where this one is."""
        if self._state is not None and self._owed and self._stamp == _stamp(path):
            pending = path.with_suffix(".pending")
            pending.write_bytes(encode_state(self._state))
            pending.replace(path)
            self._stamp, self._owed = _stamp(path), False


def _stamp(path: Path) -> Stamp | None:
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
    return state if state.format == FORMAT else State()


def encode_state(state: State) -> bytes:
    return sealed(pack(state))
