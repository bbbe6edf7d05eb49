"""Size and time of change of everything a build reads. Imports next to nothing: the early check reads it first."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from site_builder.records.findings import SiteError

FileStamp = tuple[int, int]  # bytes, nanoseconds of the last change
PACKAGE = Path(__file__).resolve().parents[1]


def input_stamps(content: Path, templates: Path) -> dict[str, FileStamp]:
    """Stamps of all files that decide a site, by path: content, templates, and this program itself."""
    found = dict(stamps_below(content))
    found.update(stamps_below(templates))
    if own := own_templates(content):
        found.update(stamps_below(own))
    found.update(stamps_below(PACKAGE, (".py", ".tsv")))
    return found


def own_templates(content: Path) -> Path | None:
    """The folder templates/ of a project that is built with this program's templates and brings some of its own; else None."""
    folder = content.resolve().parent / "templates"
    return folder if folder.is_dir() and not (folder / "base.html").is_file() else None


def stamps_below(folder: Path, suffixes: tuple[str, ...] = ()) -> Iterator[tuple[str, FileStamp]]:
    """Every file below a folder with its stamp, hidden ones left out; links are followed to files only."""
    todo = [str(folder)]
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name == "__pycache__":
                        continue
                    if not entry.name.isascii():
                        refuse_broken_name(entry.path)
                    if entry.is_dir(follow_symlinks=False):
                        todo.append(entry.path)
                    elif not suffixes or entry.name.endswith(suffixes):
                        stat = entry.stat()
                        yield entry.path, (stat.st_size, stat.st_mtime_ns)
        except FileNotFoundError:
            continue


def refuse_broken_name(path: str) -> None:
    """A name that is no UTF-8 can be no address, and nothing can be written about it."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "replace")
        raise SiteError(f"文件名不是 UTF-8 编码：{shown}；改名，或从内容文件夹移走") from None


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
