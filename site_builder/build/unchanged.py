"""The shortest way to say that nothing has changed: what went in and what came out, by size and time of change.

Imports next to nothing, so that an unchanged site of thousands of pages is recognised in a fraction of a second. Where
anything is doubtful the whole build runs, which decides by content.
"""

import os
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from site_builder import VERSION
from site_builder.build.output_check import SEEN, STATE, Looking, intact_count
from site_builder.records.encoding import sealed, unsealed

FileStamp = tuple[int, int]  # bytes, nanoseconds of the last change
LAST_BUILD_FORMAT = 4
COUNTED = 5000
# A file changed so shortly before it was looked at may change again within the same tick of the file system's clock.
RACY_NANOSECONDS = 2_000_000_000
PACKAGE = Path(__file__).resolve().parents[1]


class LastBuild(msgspec.Struct):
    """What the last build saw. `parameters`: its options; `result`: what it said."""

    format: int
    parameters: list[str]
    inputs: dict[str, FileStamp]
    at: int
    result: dict[str, Any]


class EarlyCheck(NamedTuple):
    """What was seen before anything slow was imported.

    inputs   stamps of everything a build reads
    at       when they were looked at, in nanoseconds of the file system's kind of clock
    result   what a build now would say that finds nothing to do; None where there may be something
    outputs  who finds out whether the published files are as they were left
    all      whether all notices will be made again although there is a state
    """

    inputs: dict[str, FileStamp]
    at: int
    result: dict[str, Any] | None = None
    outputs: Looking | None = None
    all: bool = False

    def outputs_intact(self) -> bool:
        """Whether the published files are as the build left them whose state is there now; the site is locked."""
        return self.outputs is not None and self.outputs.still_true()


def build_parameters(
    content: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool
) -> list[str]:
    """What decides the bytes of a site beside the files that are read."""
    return [str(content), str(templates), str(day), str(drafts), str(search), str(precompress), VERSION]


def early_check(
    content: Path, out: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool
) -> EarlyCheck:
    """Looks at what goes in; at what came out, here where nothing else has changed, else in another process meanwhile."""
    folder = out.parent / f".{out.name}.state"
    at, inputs = now(), inputs_of(content, templates)
    seen = None if (folder / "journal.json").exists() else _seen(folder / SEEN)
    if seen is None:
        return EarlyCheck(inputs, at)
    same = (
        seen.parameters
        == build_parameters(
            content=content, templates=templates, day=day, drafts=drafts, search=search, precompress=precompress
        )
        and seen.inputs == inputs
    )
    if not same or any(stamp[1] > seen.at - RACY_NANOSECONDS for stamp in inputs.values()):
        return EarlyCheck(
            inputs, at, outputs=_look(folder, out), all=_remakes_all(content, templates, seen.inputs, inputs)
        )
    files = intact_count(folder / STATE, out)
    stray = files is not None and files <= COUNTED and sum(1 for _ in stamps_below(out)) != files
    if files is None or stray:  # in larger sites --verify-outputs looks for what somebody put there
        return EarlyCheck(inputs, at)
    made = seen.result["units_made"] + seen.result["units_kept"]
    nothing = {"units_made": 0, "units_kept": made, "written": 0, "removed": 0, "seconds": {}}
    return EarlyCheck(inputs, at, seen.result | nothing)


def _look(folder: Path, out: Path) -> Looking | None:
    try:
        return Looking(folder, out)
    except OSError:  # no more processes: then the build looks itself
        return None


def _remakes_all(content: Path, templates: Path, then: dict[str, FileStamp], inputs: dict[str, FileStamp]) -> bool:
    """Whether what has changed since is part of every notice's pages: settings, templates, this program."""
    folders = tuple(f"{folder}{os.sep}" for folder in (templates, PACKAGE))
    other = {path for path, _ in then.items() ^ inputs.items()}
    return any(path == str(content / "site.yaml") or path.startswith(folders) for path in other)


def _seen(path: Path) -> LastBuild | None:
    """What the last build saw; None where that is not known."""
    try:
        content = unsealed(path.read_bytes())
        seen = msgspec.msgpack.decode(content, type=LastBuild) if content is not None else None
    except (OSError, msgspec.DecodeError):
        return None
    return seen if seen is not None and seen.format == LAST_BUILD_FORMAT else None


def stamps_below(folder: Path, suffixes: tuple[str, ...] = ()) -> Iterator[tuple[str, FileStamp]]:
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


def inputs_of(content: Path, templates: Path) -> dict[str, FileStamp]:
    """Stamps of everything a build reads: content, templates, and this program itself."""
    found = dict(stamps_below(content))
    found.update(stamps_below(templates))
    found.update(stamps_below(PACKAGE, (".py",)))
    return found


def save_last_build(
    seen_at: Path, parameters: Iterable[str], inputs: dict[str, FileStamp], begun: int, result: dict[str, Any]
) -> None:
    """Keeps what a build saw. Takes begun: when it began to look, in nanoseconds of the file system's kind of clock."""
    encoded = msgspec.msgpack.encode(LastBuild(LAST_BUILD_FORMAT, list(parameters), inputs, begun, result))
    pending = seen_at.with_suffix(".next")
    pending.write_bytes(sealed(encoded))
    os.replace(pending, seen_at)


def now() -> int:
    """For comparing with times of change of files only; no page depends on it."""
    return time.time_ns()
