"""Writes that have reached the disk when they return."""

import os
from pathlib import Path

from site_builder.system.renaming import replace


def write_whole(path: Path, content: bytes) -> None:
    """Replaces a file atomically: write, fsync, rename. After a crash it has either the old or the new content.

    Errors  as `replace`; OSError
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    replace(fresh, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flushes a folder's entries to disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
