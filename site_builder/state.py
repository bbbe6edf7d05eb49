"""What the last build leaves for the next: keys, fingerprints, files, cards. Losing it costs time, never a byte."""

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from site_builder.encoding import pack, unpacker
from site_builder.unit import FileRecord

FORMAT = 3


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
        files = {path: FileRecord(record.sha256, record.size) for path, record in self.files.items()}
        return msgspec.structs.replace(self, files=files)


class State(Struct):
    """`stamps`: size and mtime in nanoseconds of each published file, as recorded after writing."""

    format: int = FORMAT
    units: dict[str, UnitState] = {}
    pages: dict[str, tuple[bytes, FileRecord]] = {}
    files: dict[str, FileRecord] = {}
    stamps: dict[str, tuple[int, int]] = {}


def load_state(path: Path) -> State:
    """The last state; an empty one where there is none, or where it cannot be read."""
    try:
        state: State = unpacker(State).decode(path.read_bytes())
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return State()
    return state if state.format == FORMAT else State()


def encode_state(state: State) -> bytes:
    return pack(state)
