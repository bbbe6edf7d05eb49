"""The state on disk, and in the memory of a process that builds again and again."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import DecodeError, Raw
from msgspec.structs import replace as changed

from site_builder.build.hidden_state import forget_hidden, hidden_part, keep_hidden, parted, with_hidden
from site_builder.build.input_stamps import FileStamp, stamp_of
from site_builder.build.site_paths import SitePaths
from site_builder.build.state import STATE_FORMAT, State
from site_builder.build.store import read_sealed, write_sealed
from site_builder.build.thresholds import STATE_PART
from site_builder.records.encoding import pack, unpacker
from site_builder.system.renaming import replace

_decoder = unpacker(State)


def load_state(paths: SitePaths) -> State:
    """The state of the last build; an empty one where there is none, or where it is damaged."""
    content = read_sealed(paths.state)
    try:
        state: State = _decoder.decode(content) if content is not None else State()
    except DecodeError:
        return State()
    if state.format != STATE_FORMAT:
        return State()
    aside = hidden_part(paths.private, state.hidden)
    return state if aside is None else with_hidden(state, aside)


def put_aside(paths: SitePaths, state: State) -> State:
    """Keeps what a state says of hidden notices in its own place; gives the rest, which may lie beside the site."""
    if paths.private is not None:
        public, hidden = parted(state)
        with suppress(OSError):  # a full disk there is no reason not to publish
            return changed(public, hidden=keep_hidden(paths.private, b"".join(encoded_state(hidden))))
    return changed(parted(state, elsewhere=False)[0], hidden=b"")


def encoded_state(state: State) -> Iterator[bytes]:
    """The state as msgpack, some at a time: encoded at once, it would need its own size of memory again."""
    names = State.__struct_fields__
    yield bytes((0x80 + len(names),))  # msgpack's map of so many, up to 15
    for name in names:
        value = getattr(state, name)
        yield pack(name)
        yield from _encoded_map(value) if isinstance(value, dict) else (pack(value),)


def _encoded_map(value: dict[str, Any]) -> Iterator[bytes]:
    yield b"\xdf" + len(value).to_bytes(4, "big")  # msgpack's map of any size
    left = iter(value.items())
    while some := dict(islice(left, STATE_PART)):
        yield pack(some)[1 if len(some) < 16 else 3 :]  # without the size of this part of it


class StateCache:
    """The state of the last build in memory, for a process that builds again and again.

    The state on disk goes stale meanwhile, which costs the next process some time and never a byte. Where another
    process has written it, it is read again.

    fresh   whether the state that was loaded last is that of the last build of this process, which wrote all its files
    briefs  slug → encoded brief, and the brief
    """

    def __init__(self) -> None:
        self._state: State | None = None
        self._stamp: FileStamp | None = None
        self._unwritten = False
        self.fresh = False
        self.briefs: dict[str, tuple[Raw, Any]] = {}

    def load(self, paths: SitePaths) -> State:
        """The state of the last build, from memory where the file is the one that this process knows."""
        self.fresh = self._state is not None and self._stamp == stamp_of(paths.state)
        if self._state is None or not self.fresh:
            self._state = load_state(paths)
        return self._state

    def reload(self, paths: SitePaths) -> None:
        """Reads the state that a process started by this one has written, and trusts it like one of its own."""
        self._state, self._stamp, self._unwritten = load_state(paths), stamp_of(paths.state), False

    def keep(self, path: Path, state: State, written: bool) -> None:
        """Takes   written: whether the state is on disk as well"""
        self._state, self._stamp, self._unwritten = state, stamp_of(path), not written

    def write(self, paths: SitePaths) -> None:
        """Writes the state where it is in memory only, so that another process goes on from here."""
        path = paths.state
        if self._state is not None and self._unwritten and self._stamp == stamp_of(path):
            pending = path.with_suffix(".pending")
            public = put_aside(paths, self._state)
            write_sealed(pending, encoded_state(public))
            replace(pending, path)
            if paths.private:
                forget_hidden(paths.private, public.hidden)
            self._stamp, self._unwritten = stamp_of(path), False
