"""Where a user's programs keep what they remember between runs: on each system elsewhere."""

import os
import sys
from pathlib import Path


def state_folder() -> Path | None:
    """The folder of this program; None where there is no home, or nothing may be written there.

    Source  XDG Base Directory Specification; Apple's and Microsoft's guides for application data
    """
    try:
        home = Path("~").expanduser()
    except RuntimeError:
        return None
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    root = base / "taizhang"
    there = next((folder for folder in (root, *root.parents) if folder.exists()), None)
    return root if root.is_absolute() and there and there.is_dir() and os.access(there, os.W_OK | os.X_OK) else None
