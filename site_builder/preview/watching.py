"""What changed on disk: snapshots of folders, compared as values."""

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

SETTLED = 0.02  # seconds without a change after which a save is taken as finished
SETTLE_TIMEOUT = 50  # looks at a file that goes on changing before it is built as it is


class Stamp(NamedTuple):
    """A file as os.stat sees it; an editor that saves by renaming gives it a new inode."""

    mtime_ns: int
    size: int
    inode: int


Snapshot = dict[str, Stamp]


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """Stamps of all files below the folders by path; what editors put beside a file while they work is none of them."""
    found: Snapshot = {}
    todo = [str(folder) for folder in folders]
    while todo:
        try:
            with os.scandir(todo.pop()) as entries:
                for entry in entries:
                    if passing(entry.name):
                        continue
                    if entry.is_dir():
                        todo.append(entry.path)
                        continue
                    stat = entry.stat()
                    found[entry.path] = Stamp(stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:  # a folder or file that went away while we looked
            continue
    return found


def passing(name: str) -> bool:
    """Hidden, backup and lock files: .x.swp, x~, ~$x.docx, 4913 (vim trying whether it may write).

    >>> [passing(name) for name in ("notice.md", ".notice.md.swp", "ledger.yaml~", "~$report.docx")]
    [False, True, True, True]
    """
    return name.startswith((".", "~$")) or name.endswith(("~", ".swp", ".tmp")) or name == "4913"


def changed_paths(before: Snapshot, after: Snapshot) -> list[str]:
    """Paths that are new, changed or gone, sorted."""
    if before == after:
        return []
    kept = before.keys() & after.keys()
    return sorted((before.keys() ^ after.keys()) | {path for path in kept if before[path] != after[path]})


def settled(folders: Iterable[Path], before: Snapshot) -> Snapshot:
    """The folders once a save is finished: an editor may empty a file before it writes it.

    Takes   before: the snapshot to compare with; it is given back where nothing has changed
    """
    folders = list(folders)
    last = snapshot(folders)
    if last == before:
        return before
    for _ in range(SETTLE_TIMEOUT):
        time.sleep(SETTLED)
        now = snapshot(folders)
        if now == last:
            break
        last = now
    return last


def pause(spent: float) -> float:
    """Seconds to wait after a look that took `spent`, so that looking takes a seventh of a core at most.

    >>> pause(0.001), pause(0.03)
    (0.1, 0.18)
    """
    return max(0.1, round(6 * spent, 3))
