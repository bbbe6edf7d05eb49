"""Renames and removals that wait for other programs. Windows refuses them while a virus scanner, an editor or a
synchronised folder has the file open, mostly for a moment."""

import os
import shutil
import time
from collections.abc import Callable
from errno import EEXIST, EISDIR, EXDEV
from pathlib import Path

from site_builder.records.findings import SiteError

WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)  # seconds between the tries
AnyPath = str | Path


def replace(source: AnyPath, target: AnyPath) -> None:
    """An atomic rename over whatever file stands there.

    Errors  SiteError, by name, where the target stays in use; IsADirectoryError where a folder stands where a file
            should or the other way round, on every system; FileExistsError for a folder on a folder; other OSError
    """

    def rename() -> None:
        try:
            os.replace(source, target)
        except PermissionError:
            _say_of_folders(source, target)
            raise

    _persistently(rename, target)


def write_beside(path: Path, content: bytes) -> None:
    """A file written whole or not at all: first beside it, under a hidden name, which a content folder passes over.

    Errors  as `replace`; OSError
    """
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    replace(fresh, path)


def _say_of_folders(source: AnyPath, target: AnyPath) -> None:
    """Windows calls it a matter of permission where something else stands in the way."""
    if not os.path.lexists(target):
        return
    moved, stands = os.path.isdir(source), os.path.isdir(target)
    if moved and stands:
        raise FileExistsError(EEXIST, "a folder stands there", os.fspath(target))
    if moved != stands:
        raise IsADirectoryError(EISDIR, "a folder and a file", os.fspath(target))


def move(source: AnyPath, target: AnyPath) -> None:
    """Moves a file or folder to a place where nothing stands. Errors  SiteError, by name; OSError"""

    def rename() -> None:
        try:
            os.rename(source, target)
        except OSError as error:
            if error.errno != EXDEV:
                raise
            shutil.move(source, target)

    _persistently(rename, source)


def unlink(path: AnyPath) -> None:
    """Removes a file. Errors  SiteError, by name; FileNotFoundError; PermissionError for a folder, on some systems"""

    def remove() -> None:
        try:
            os.unlink(path)
        except PermissionError:
            if os.path.isdir(path):
                raise IsADirectoryError(EISDIR, "a folder", os.fspath(path)) from None
            raise

    _persistently(remove, path)


def remove_folder(path: AnyPath) -> None:
    """Removes a folder with all that is in it. Errors  SiteError, by name; OSError"""
    _persistently(lambda: shutil.rmtree(path), path)


def _persistently(action: Callable[[], object], path: AnyPath) -> None:
    """Tries again while permission is refused. Errors  SiteError, naming the file, after the last try"""
    for wait in (*WAITS, None):
        try:
            action()
            return
        except PermissionError as error:
            if wait is None:
                raise SiteError(
                    f"{_named(error, path)} 动不了：多半正被别的程序打开（Word、WPS、杀毒软件、网盘同步）；"
                    "关掉它再试。没有打开的，检查这个文件夹的权限"
                ) from None
            time.sleep(wait)


def _named(error: PermissionError, path: AnyPath) -> str:
    """The file that the system names where it names one below the path, else the path."""
    named = os.fspath(error.filename) if isinstance(error.filename, str | os.PathLike) else ""
    whole = os.fspath(path)
    return named if named.startswith(whole) else whole
