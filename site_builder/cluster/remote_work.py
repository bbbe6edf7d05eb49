"""Calls that run on another machine, which has the same program and shares the same folders.

What may differ there is checked: the version of the program, the sources that are read, and whether the files that were
written are visible from here. Each attempt at a batch writes to a folder of its own, so that a worker that is thought
lost, but still writes, cannot damage the files of another.
"""

import os
import pickle
import socket
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple
from uuid import uuid4

from msgspec import structs

from site_builder.build.blueprints import code_digest
from site_builder.build.disk import read_sources
from site_builder.build.publishing import PARTS
from site_builder.build.state import tables_of
from site_builder.build.unit_jobs import Blueprint, UnitResult
from site_builder.build.workers import results_of
from site_builder.records.encoding import digest, pack
from site_builder.records.findings import SiteError

LOOKS = 5  # times, a second apart, that a worker looks for the sources of the builder: network folders take a moment
# Libraries whose other versions may give other bytes.
_LIBRARIES = (
    "charset-normalizer",
    "chinesecalendar",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "msgspec",
    "olefile",
    "pillow",
    "pypdf",
    "pypdfium2",
    "pyyaml",
    "segno",
    "xlrd",
)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


# Taken at import: a worker runs the program that it has loaded, whatever becomes of its files.
PROGRAM = digest(code_digest() + pack([*sys.version_info[:2], *map(_version, _LIBRARIES)]))


class Work(NamedTuple):
    """A call. `sources`: slug → digest of the files of each notice that it reads; all paths are absolute."""

    call: Callable[..., bytes]
    arguments: tuple[Any, ...]
    content: Path
    sources: Mapping[str, bytes]


def work_of(call: Callable[..., bytes], first: Any, second: Any, *others: Any) -> Work:
    """The call, so that any machine can carry it out.

    Takes   call: makes units or reads notices
            first: a blueprint, or the content folder
            second: jobs of the blueprint, or slugs
            others: more arguments
    """
    if isinstance(first, Blueprint):
        content, slugs = Path(first.content).absolute(), [order.slug for order in second]
        staging = f"{Path(first.staging).absolute()}{PARTS}" if first.staging else None
        code = str(Path(first.code).absolute()) if first.code else None
        store = str(Path(first.store).absolute()) if first.store else None
        first = structs.replace(first, content=str(content), staging=staging, code=code, store=store)
    else:
        first = content = Path(first).absolute()
        slugs = list(second)
    return Work(call, (first, second, *others), content, {slug: read_sources(content, slug).digest() for slug in slugs})


_one_at_a_time = Lock()  # the threads of a worker would only take turns


def work_there(program: bytes, pickled: bytes) -> tuple[bytes, str | None]:
    """Carries out a call on a worker; gives its result, and the folder that files were written to.

    Takes   program: digest of the builder's program
            pickled: Work
    Errors  SiteError where the program or the sources there are not those of the builder
    """
    if program != PROGRAM:
        raise SiteError(f"{_where()}的程序或程序库与本机版本不同；换成同一版本，重启工作进程和调度器")
    work: Work = pickle.loads(pickled)
    with _one_at_a_time:
        _await_sources(work)
        first, *others = work.arguments
        if not isinstance(first, Blueprint) or first.staging is None:
            return work.call(*work.arguments), None
        part = f"{first.staging}/{uuid4().hex}"
        return work.call(structs.replace(first, staging=part), *others), part


def _where() -> str:
    return f"工作进程（{socket.gethostname()}）"


def _await_sources(work: Work) -> None:
    for look in range(LOOKS):
        time.sleep(1 if look else 0)
        other = _differing(work)
        if other is None:
            return
    raise SiteError(f"{_where()}读到的 {other} 与本机不同；内容文件夹须以同一路径共享给各台机器")


def _differing(work: Work) -> Path | None:
    """The first notice whose files differ from the builder's."""
    for slug, wanted in work.sources.items():
        try:
            same = read_sources(work.content, slug).digest() == wanted
        except OSError:
            same = False
        if not same:
            return work.content / "notices" / slug
    return None


def collected(result: bytes, part: str | None) -> bytes:
    """A result, after its files were moved to the staging folder; with times of change as they are seen from here."""
    if part is None:
        return result
    reports = [_seen(part, report) for report in results_of(result)]
    folder = Path(part)
    if folder.is_dir():  # nothing was written where every notice has errors
        _merge(folder, folder.parent.with_name(folder.parent.name.removesuffix(PARTS)))
    return pack(reports)


def _seen(part: str, report: UnitResult) -> UnitResult:
    if report.unit is None or not report.staged:
        return report
    files = report.unit.files()
    for path in report.staged:
        try:
            stat = os.stat(f"{part}/{path}")
        except FileNotFoundError:
            stat = None
        if stat is None or stat.st_size != files[path].size:
            raise SiteError(f"看不到工作进程写的文件 {part}/{path}；输出文件夹所在的文件夹须以同一路径共享给各台机器")
        files[path] = structs.replace(files[path], mtime=stat.st_mtime_ns)
    own, outside = tables_of(report.slug, files)
    return structs.replace(report, unit=structs.replace(report.unit, own=own, outside=outside))


def _merge(source: Path, target: Path) -> None:
    """Moves the content of a folder into another; a folder as a whole, where the other has none of that name."""
    for entry in list(source.iterdir()):
        try:
            entry.replace(target / entry.name)
        except OSError:
            if not entry.is_dir():
                raise
            _merge(entry, target / entry.name)
    source.rmdir()
