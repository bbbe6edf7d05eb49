"""Publishes what is staged: a journal, then atomic renames. What a killed build has begun the next one finishes."""

import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from errno import EEXIST, ENOTEMPTY, EXDEV
from pathlib import Path

import msgspec

from site_builder.build.site_paths import SitePaths
from site_builder.build.store import write_sealed
from site_builder.data.file_record import MANIFEST
from site_builder.records.findings import SiteError
from site_builder.system.renaming import remove_folder, replace, unlink

PARTS = ".parts"  # beside the staging folder: what workers of a cluster have written, until it is taken
HOME = "index.html"


class Journal(msgspec.Struct, frozen=True):
    """The content of a journal.

    write   files, and folders that are new as a whole, to move from staging into place
    remove  files to remove
    """

    write: tuple[str, ...]
    remove: tuple[str, ...]

    def __post_init__(self) -> None:
        if any(path.startswith("/") or ".." in path.split("/") for path in (*self.write, *self.remove)):
            raise ValueError("a path that leaves the site")


def refuse_foreign(site: SitePaths) -> None:
    """Refuses an output folder that holds other things than a site of ours."""
    if not site.out.exists():
        return
    if not site.out.is_dir():
        raise SiteError(f"{site.out} 不是文件夹；换一个 --out")
    names = [name for name in os.listdir(site.out) if not name.startswith(".")]
    if names and not (site.out / MANIFEST).is_file() and not site.journal.exists():
        raise SiteError(f"{site.out} 里有不是本程序生成的文件（{names[0]} 等）；换一个空的 --out，或先移走它们")


def clear_staging(site: SitePaths) -> None:
    """Empties the staging folder, and removes what the indexing of a killed build has left; a link is removed, never followed."""
    for left in (site.staging, *site.search.glob("index-*")):
        if left.is_symlink():
            left.unlink()
        elif left.exists():
            remove_folder(left)
    shutil.rmtree(f"{site.staging}{PARTS}", ignore_errors=True)  # workers of a killed build may still write there
    site.staging.mkdir(parents=True)


def order_of(paths: Iterable[str], present: Sequence[str] | set[str]) -> list[str]:
    """The order of publication: new files before changed ones, lists after the pages they link to, then the home page, the
    manifest last. So at no moment does a page link to a file that is not there.

    Takes   paths: to publish
            present: those of them that are published already
    """
    there = set(present)

    def rank(path: str) -> tuple[int, str]:
        if path in (HOME, MANIFEST):
            return 5 + (path == MANIFEST), path
        top, _, below = path.partition("/")
        deep = top == "notices" and (below.count("/") > 1 or "." not in below)  # a page below a notice, or a folder
        if path in there:
            return (3 if deep else 4), path
        return (0 if top in ("assets", "pagefind") else 1 if deep else 2), path

    return sorted(paths, key=rank)


def publish(site: SitePaths, write: Iterable[str], remove: Iterable[str], state: Iterable[bytes] | None) -> None:
    """Moves staged files into place, removes stale ones and replaces the state. It can be killed and finished at any point.

    Takes   site: its paths
            write: staged files
            remove: stale files
            state: the new state, encoded, some at a time; None = the one that is there stays
    """
    moves, there = _moves(site, write)
    remove = sorted(remove)
    _refuse_links(site.out, (*moves, *remove))
    plan = Journal(tuple(order_of(moves, there)), tuple(remove))
    if state is None:
        site.next_state.unlink(missing_ok=True)
    else:
        write_sealed(site.next_state, state)
    pending = site.folder / "journal.next"
    pending.write_bytes(msgspec.json.encode(plan))
    _sync(pending)
    replace(pending, site.journal)
    finish(site)


def _refuse_links(out: Path, paths: Iterable[str]) -> None:
    """A folder of the site that is a link leads to somebody else's files: nothing is written or removed through it."""
    folders = {path.rpartition("/")[0] for path in paths}
    every = {
        "/".join(names[:count])
        for folder in folders
        if (names := folder.split("/"))
        for count in range(1, len(names) + 1)
    }
    for folder in sorted(every - {""}):
        if os.path.islink(f"{out}/{folder}"):
            raise SiteError(f"{out}/{folder} 是指向别处的链接，不能往里写；移走这个链接再生成")


def _moves(site: SitePaths, write: Iterable[str]) -> tuple[list[str], set[str]]:
    """What to move, and which of it is published already. A folder that is new is moved as a whole: one rename for many."""
    out, moves, there = str(site.out), [], set()
    new: set[str] = set()  # uppermost folders that are
    old: set[str] = {""}

    def stands(folder: str) -> bool:
        if folder in old:
            return True
        if folder in new or not stands(folder.rpartition("/")[0]):
            return False
        (old if (standing := os.path.exists(f"{out}/{folder}")) else new).add(folder)
        return standing

    for path in write:
        if stands(path.rpartition("/")[0]):
            moves.append(path)
            if os.path.exists(f"{out}/{path}"):
                there.add(path)
    return [*new, *moves], there


def finish(site: SitePaths) -> bool:
    """Completes an existing journal, however far it has been carried out. Gives   whether there was one"""
    try:
        plan = msgspec.json.decode(site.journal.read_bytes(), type=Journal)
    except FileNotFoundError:
        return False
    except msgspec.DecodeError:  # damaged: the state is still that of the build before, so all else is made again
        site.journal.unlink()
        return False
    last = [path for path in plan.write if path == MANIFEST]
    for path in plan.write:
        if path != MANIFEST:
            _place(site, path)
    for path in plan.remove:
        _remove(site.out, path)
    for path in last:
        _place(site, path)
    if site.next_state.exists():
        replace(site.next_state, site.state)
    site.journal.unlink()
    return True


def _place(site: SitePaths, path: str) -> None:
    source, target = f"{site.staging}/{path}", f"{site.out}/{path}"
    try:
        _move(source, target)
    except FileNotFoundError:
        if not os.path.exists(source):  # moved before the build was stopped
            return
        _make_way(site.out, path)  # Windows says the same where a file stands in the place of a folder
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _move(source, target)
    except (IsADirectoryError, NotADirectoryError):
        _make_way(site.out, path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        _move(source, target)
    except OSError as error:
        if error.errno not in (ENOTEMPTY, EEXIST, EXDEV) or not os.path.isdir(source):
            raise
        # A folder stands there by now, or on another file system than the state: what is in it moves one by one.
        os.makedirs(target, exist_ok=True)
        for name in sorted(os.listdir(source)):
            _place(site, f"{path}/{name}")
        os.rmdir(source)


def _move(source: str, target: str) -> None:
    """An atomic rename; where the site is on another file system than staging (a mounted volume), a copy and a rename."""
    try:
        replace(source, target)
    except OSError as error:
        if error.errno != EXDEV or os.path.isdir(source):
            raise
        pending = os.path.join(os.path.dirname(target), f".{os.path.basename(target)}.next")
        with suppress(FileNotFoundError):  # a link that stands there would be followed
            unlink(pending)
        shutil.copy2(source, pending)
        replace(pending, target)
        unlink(source)


def _make_way(out: Path, path: str) -> None:
    """Removes a file where a folder is needed, or a folder where a file is."""
    target = out / path
    for parent in [target, *target.parents]:
        if parent == out:
            break
        if parent.is_file() or parent.is_symlink():
            unlink(parent)
    if target.is_dir():
        remove_folder(target)


def _remove(out: Path, path: str) -> None:
    target = out / path
    try:
        unlink(target)  # what must go and cannot is no success
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return
    folder = target.parent
    while folder != out:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)  # Windows flushes none that is only read
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def foreign_files(out: Path, planned: set[str]) -> list[str]:
    """Files in the output folder that are not among the planned ones; hidden files at its top belong to the host."""
    found: list[str] = []
    start = len(str(out)) + 1
    for root, folders, names in os.walk(out):
        prefix = root[start:].replace(os.sep, "/") + "/" if len(root) > start else ""
        if not prefix:
            folders[:] = [name for name in folders if not name.startswith(".")]
            names = [name for name in names if not name.startswith(".")]
        names += [name for name in folders if os.path.islink(f"{root}/{name}")]
        found.extend(prefix + name for name in names if prefix + name not in planned)
    return sorted(found)
