"""The early check: the shortest way to say that nothing has changed, by size and time of change of all files.

Imports next to nothing, so that an unchanged site of thousands of pages is recognised in a fraction of a second. Where
anything is doubtful the whole build runs, which decides by content.
"""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from site_builder import VERSION
from site_builder.build.input_stamps import PACKAGE, FileStamp, input_stamps, now_ns, own_templates, stamps_below
from site_builder.build.published_files import PublishedFiles
from site_builder.build.site_paths import SitePaths
from site_builder.build.state_file import load_state
from site_builder.build.store import read_sealed, write_sealed
from site_builder.build.thresholds import RACY_NANOSECONDS, WALK_UP_TO
from site_builder.data.file_record import PROOFS
from site_builder.system.renaming import replace

LAST_BUILD_FORMAT = 6


class LastBuild(msgspec.Struct):
    """Parameters, inputs and result of the last build.

    parameters  its options, as `build_parameters` gives them
    inputs      stamps of everything that it read
    at          when they were taken, in nanoseconds
    result      the fields of its BuildResult
    """

    format: int
    parameters: list[str]
    inputs: dict[str, FileStamp]
    at: int
    result: dict[str, Any]


class EarlyCheck(NamedTuple):
    """What was seen before anything slow was imported.

    inputs      stamps of everything a build reads
    at          when they were taken, in nanoseconds of the file system's kind of clock
    result      what a build would say that finds nothing to do; None where there may be something
    every_unit  whether all notices will be made again although there is a state
    """

    inputs: dict[str, FileStamp]
    at: int
    result: dict[str, Any] | None = None
    every_unit: bool = False


def build_parameters(
    content: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool
) -> list[str]:
    """What decides the bytes of a site beside the files that are read.

    Takes   content, templates: folders
            day: of the build
            drafts, search, precompress: as the options of the command line
    """
    return [str(content), str(templates), str(day), str(drafts), str(search), str(precompress), VERSION]


def early_check(
    content: Path, out: Path, templates: Path, day: date, drafts: bool, search: bool, precompress: bool
) -> EarlyCheck:
    """Looks at the inputs; where none has changed, at the outputs as well.

    Takes   as `build_parameters`; out: the output folder
    """
    paths = SitePaths(out, content)
    at, inputs = now_ns(), input_stamps(content, templates)
    last = None if paths.journal.exists() or paths.last_build is None else _last_build(paths.last_build)
    if last is None:
        return EarlyCheck(inputs, at)
    parameters = build_parameters(
        content=content, templates=templates, day=day, drafts=drafts, search=search, precompress=precompress
    )
    same = last.parameters == parameters and last.inputs == inputs
    if not same or any(mtime > last.at - RACY_NANOSECONDS for _, mtime in inputs.values()):
        return EarlyCheck(inputs, at, every_unit=_touches_every_unit(content, templates, last.inputs, inputs))
    if not _outputs_intact(paths):
        return EarlyCheck(inputs, at)
    units = last.result["units_made"] + last.result["units_kept"]
    nothing = {"units_made": 0, "units_kept": units, "written": 0, "removed": 0, "seconds": {}}
    return EarlyCheck(inputs, at, last.result | nothing)


def _outputs_intact(paths: SitePaths) -> bool:
    """Whether all published files are as the last build left them, and nothing else is there.

    In a large site the folders are not searched for what somebody put there; --verify-outputs does.
    """
    files = PublishedFiles(load_state(paths), paths.out).count_if_intact()
    if files is None:
        return False
    proofs = sum(1 for name in PROOFS if (paths.out / name).is_file())
    return files > WALK_UP_TO or sum(1 for _ in stamps_below(paths.out)) == files + proofs


def _touches_every_unit(content: Path, templates: Path, then: dict[str, FileStamp], now: dict[str, FileStamp]) -> bool:
    """Whether something has changed on which every notice's pages depend: settings, templates, this program."""
    own = own_templates(content)
    folders = tuple(f"{folder}{os.sep}" for folder in (templates, PACKAGE, *([own] if own else [])))
    changed = {path for path, _ in then.items() ^ now.items()}
    return any(path == str(content / "site.yaml") or path.startswith(folders) for path in changed)


def _last_build(path: Path) -> LastBuild | None:
    """What is known of the last build; None where that is nothing."""
    content = read_sealed(path)
    try:
        last = msgspec.msgpack.decode(content, type=LastBuild) if content is not None else None
    except msgspec.DecodeError:
        return None
    return last if last is not None and last.format == LAST_BUILD_FORMAT else None


def save_last_build(
    path: Path, parameters: Iterable[str], inputs: dict[str, FileStamp], at: int, result: dict[str, Any]
) -> None:
    """Writes what the next early check compares with.

    Takes   path: of the file
            parameters, inputs, at, result: the fields of LastBuild
    """
    pending = path.with_suffix(".next")
    write_sealed(pending, [msgspec.msgpack.encode(LastBuild(LAST_BUILD_FORMAT, list(parameters), inputs, at, result))])
    replace(pending, path)
