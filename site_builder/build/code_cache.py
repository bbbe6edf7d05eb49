"""Where compiled templates and patterns are kept: for all sites of a user, or with a site.

What is kept there is run, so only the user who runs the program may write there. Losing it costs time, never a byte.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from site_builder.build.site_paths import SitePaths
from site_builder.system.renaming import unlink

_MOST = 2000  # files: a version of the program has about a hundred, and each edit of a template adds one


def code_folder(paths: SitePaths) -> str:
    """The folder for a site: that of the user, and where there is none the one beside the site."""
    return shared_code() or str(paths.code)


def shared_code() -> str | None:
    """The folder for all sites of this user, which is made; None where there is none that this user alone writes to.

    $TAIZHANG_CACHE names another folder, which is believed; with an empty value each site keeps its own.
    """
    named = os.environ.get("TAIZHANG_CACHE")
    if named == "":
        return None
    try:
        root = Path(named or _user_cache() / "taizhang")
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not named and not _own(root):
            return None
        folder = root / "templates" / (sys.implementation.cache_tag or "python")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return str(folder) if os.access(folder, os.W_OK | os.X_OK) else None
    except (OSError, RuntimeError):  # nothing may be made there; nobody knows the home
        return None


def tidy(folder: str) -> None:
    """Forgets the older half of what is kept once it is many: of versions and of templates that are no more."""
    with suppress(OSError):
        files = [entry for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)]
        if len(files) > _MOST:
            for entry in sorted(files, key=lambda entry: entry.stat().st_mtime_ns)[: len(files) // 2]:
                unlink(entry.path)


def _user_cache() -> Path:
    """The folder that the system has for this. Errors  RuntimeError: this user has no home"""
    named = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", ""))
    if named.is_absolute():
        return named
    home = Path.home()
    if not home.is_dir():
        raise RuntimeError(home)
    return home / {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(sys.platform, ".cache")


def _own(root: Path) -> bool:
    """Whether nobody else may put a file there."""
    if not hasattr(os, "geteuid"):
        return True  # on Windows the folder is in the user's profile
    found = root.lstat()
    return found.st_uid == os.geteuid() and not stat.S_IMODE(found.st_mode) & (stat.S_IWGRP | stat.S_IWOTH)
