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
from typing import Any

import msgspec

from site_builder import VERSION

Stamp = tuple[int, int]  # bytes, nanoseconds of the last change
FORMAT = 2
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
    outputs: list[dict[str, Stamp]]  # some at a time
    at: int
    result: dict[str, Any]


def told(content: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool) -> list[str]:
    """What decides the bytes of a site beside the files that are read."""
    return [str(content), str(templates), str(day), str(drafts), str(search), str(precompress), VERSION]


def last_result(
    content: Path, out: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool
) -> dict[str, Any] | None:
    """What a build now would say that finds nothing to do; None where there may be something."""
    folder = out.parent / f".{out.name}.state"
    if (folder / "journal.json").exists():
        return None
    words = told(content, templates, day, drafts, search, precompress)
    last = nothing_changed(folder / SEEN, words, content, templates, out)
    if last is None:
        return None
    made = last["units_made"] + last["units_kept"]
    return {**last, "units_made": 0, "units_kept": made, "written": 0, "removed": 0, "seconds": {}}


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


def nothing_changed(
    seen_at: Path, told: Iterable[str], content: Path, templates: Path, out: Path
) -> dict[str, Any] | None:
    """What the last build said, where a build now would write the same bytes to files that are all in place."""
    try:
        kept = seen_at.read_bytes()
        if zlib.crc32(kept[4:]).to_bytes(4) != kept[:4]:
            return None  # damaged
        seen = msgspec.msgpack.decode(kept[4:], type=Seen)
    except (OSError, msgspec.DecodeError):
        return None
    if seen.format != FORMAT or seen.told != list(told) or seen.inputs != inputs_of(content, templates):
        return None
    if any(stamp[1] > seen.at - RACY for stamp in seen.inputs.values()):
        return None
    folder = str(out) + os.sep
    try:
        for part in seen.outputs:
            for path, stamp in part.items():
                stat = os.stat(folder + path)
                if (stat.st_size, stat.st_mtime_ns) != stamp:
                    return None
    except OSError:
        return None
    files = sum(map(len, seen.outputs))
    if files <= COUNTED and sum(1 for _ in stamps_below(out)) != files:
        return None  # somebody put a file there; in larger sites --verify-outputs looks for it
    return seen.result


def remember(
    seen_at: Path,
    told: Iterable[str],
    inputs: dict[str, Stamp],
    outputs: Iterable[msgspec.Raw],
    begun: int,
    result: dict[str, Any],
) -> None:
    """Keeps what a build saw.

    Takes   outputs: encoded stamps by path, some at a time
            begun: when it began to look, in nanoseconds of the file system's kind of clock
    """
    seen = {"format": FORMAT, "told": list(told), "inputs": inputs, "outputs": list(outputs), "at": begun}
    encoded = msgspec.msgpack.encode(seen | {"result": result})
    pending = seen_at.with_suffix(".next")
    pending.write_bytes(zlib.crc32(encoded).to_bytes(4) + encoded)
    os.replace(pending, seen_at)


def now() -> int:
    """For comparing with times of change of files only; no page depends on it."""
    return time.time_ns()
