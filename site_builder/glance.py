"""The shortest way to say that nothing has changed: what went in and what came out, by size and time of change.

Imports next to nothing, so that an unchanged site of thousands of pages is recognised in a fraction of a second. Where
anything is doubtful the whole build runs, which decides by content.
"""

import os
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from site_builder import VERSION
from site_builder.outputs import STATE, Looking, as_left

Stamp = tuple[int, int]  # bytes, nanoseconds of the last change
Mark = tuple[int, int, int]  # inode, bytes, nanoseconds
FORMAT = 3
SEEN = "seen.msgpack"
COUNTED = 5000
# A file changed so shortly before it was looked at may change again within the same tick of the file system's clock.
RACY = 2_000_000_000
PACKAGE = Path(__file__).resolve().parent


class Seen(msgspec.Struct):
    """What the last build saw. `told`: what it was told beside its files; `result`: what it said."""

    format: int
    told: list[str]
    inputs: dict[str, Stamp]
    at: int
    result: dict[str, Any]


class Glance(NamedTuple):
    """What was seen before anything slow was imported.

    inputs   stamps of everything a build reads
    at       when they were looked at, in nanoseconds of the file system's kind of clock
    result   what a build now would say that finds nothing to do; None where there may be something
    outputs  who finds out whether the published files are as they were left, and of which build
    """

    inputs: dict[str, Stamp]
    at: int
    result: dict[str, Any] | None
    outputs: tuple[Looking, tuple[Mark, ...]] | None

    def outputs_as_left(self, folder: Path) -> bool:
        """Whether the published files are as the build left them whose state is in this folder now; the site is locked."""
        return self.outputs is not None and self.outputs[1] == _marks(folder) and self.outputs[0].found()


def told(content: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool) -> list[str]:
    """What decides the bytes of a site beside the files that are read."""
    return [str(content), str(templates), str(day), str(drafts), str(search), str(precompress), VERSION]


def glance(
    content: Path, out: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool
) -> Glance:
    """Looks at what goes in; at what came out, here where nothing else has changed, else in another process meanwhile."""
    folder = out.parent / f".{out.name}.state"
    marks = _marks(folder)  # before anything is looked at
    at, inputs = now(), inputs_of(content, templates)
    seen = None if (folder / "journal.json").exists() else _seen(folder / SEEN)
    if seen is None:
        return Glance(inputs, at, None, None)
    same = seen.told == told(content, templates, day, drafts, search, precompress) and seen.inputs == inputs
    if not same or any(stamp[1] > seen.at - RACY for stamp in inputs.values()):
        return Glance(inputs, at, None, _look(folder, out, marks))
    files = as_left(folder / STATE, out)
    stray = files is not None and files <= COUNTED and sum(1 for _ in stamps_below(out)) != files
    if files is None or stray:  # in larger sites --verify-outputs looks for what somebody put there
        return Glance(inputs, at, None, None)
    made = seen.result["units_made"] + seen.result["units_kept"]
    nothing = {"units_made": 0, "units_kept": made, "written": 0, "removed": 0, "seconds": {}}
    return Glance(inputs, at, seen.result | nothing, None)


def _look(folder: Path, out: Path, marks: tuple[Mark, ...]) -> tuple[Looking, tuple[Mark, ...]] | None:
    try:
        return Looking(folder / STATE, out), marks
    except OSError:  # no more processes: then the build looks itself
        return None


def _seen(path: Path) -> Seen | None:
    """What the last build saw; None where that is not known."""
    try:
        kept = path.read_bytes()
        if zlib.crc32(kept[4:]).to_bytes(4) != kept[:4]:
            return None  # damaged
        seen = msgspec.msgpack.decode(kept[4:], type=Seen)
    except (OSError, msgspec.DecodeError):
        return None
    return seen if seen.format == FORMAT else None


def _marks(folder: Path) -> tuple[Mark, ...]:
    """Of the files that a build replaces: SEEN is gone before it changes an output, and the state is another after."""
    marks = []
    for name in (SEEN, STATE):
        try:
            stat = os.stat(folder / name)
            marks.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
        except OSError:
            marks.append((0, 0, 0))
    return tuple(marks)


def stamps_below(folder: Path, suffixes: tuple[str, ...] = ()) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder with its stamp, hidden ones left out; links are followed to files only."""
    todo = [str(folder)]
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name == "__pycache__":
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(entry.path)
                    elif not suffixes or entry.name.endswith(suffixes):
                        stat = entry.stat()
                        yield entry.path, (stat.st_size, stat.st_mtime_ns)
        except FileNotFoundError:
            continue


def inputs_of(content: Path, templates: Path) -> dict[str, Stamp]:
    """Stamps of everything a build reads: content, templates, and this program itself."""
    found = dict(stamps_below(content))
    found.update(stamps_below(templates))
    found.update(stamps_below(PACKAGE, (".py",)))
    return found


def remember(seen_at: Path, told: Iterable[str], inputs: dict[str, Stamp], begun: int, result: dict[str, Any]) -> None:
    """Keeps what a build saw. Takes begun: when it began to look, in nanoseconds of the file system's kind of clock."""
    encoded = msgspec.msgpack.encode(Seen(FORMAT, list(told), inputs, begun, result))
    pending = seen_at.with_suffix(".next")
    pending.write_bytes(zlib.crc32(encoded).to_bytes(4) + encoded)
    os.replace(pending, seen_at)


def now() -> int:
    """For comparing with times of change of files only; no page depends on it."""
    return time.time_ns()
