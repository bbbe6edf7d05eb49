"""Size and time of change of everything a build reads. Imports next to nothing: the early check reads it first."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

FileStamp = tuple[int, int]  # bytes, nanoseconds of the last change
PACKAGE = Path(__file__).resolve().parents[1]


def input_stamps(content: Path, templates: Path) -> dict[str, FileStamp]:
    """Stamps of all files that decide a site, by path: content, templates, and this program itself."""
    found = dict(stamps_below(content))
    found.update(stamps_below(templates))
    found.update(stamps_below(PACKAGE, (".py",)))
    return found


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


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of one file; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def now_ns() -> int:
    """For comparing with times of change of files only; no page depends on it."""
    return time.time_ns()
