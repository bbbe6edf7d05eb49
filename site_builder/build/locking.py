"""The lock of a site: one build at a time, in whatever process."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.build.hidden_state import BESIDE_CONTENT, take_place
from site_builder.build.site_paths import SitePaths
from site_builder.records.findings import SiteError
from site_builder.system.file_lock import LockedError, held

_holding: dict[int, int] = {}  # descriptors of the locks that this process holds → its id


def _die_with_the_holder() -> None:
    """In a worker that was forked while the lock is held: it holds the lock too, so it must not outlive its parent."""
    if _holding and _PRCTL is not None:
        _PRCTL(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() not in _holding.values():  # it died before that was asked for
            os._exit(1)
        _holding.clear()


_PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
if hasattr(os, "register_at_fork"):  # Windows starts every process anew
    os.register_at_fork(after_in_child=_die_with_the_holder)


def keep_to_oneself(folder: Path) -> None:
    """A folder that only who builds may look into.

    The one beside a site may lie below what a server serves; where that runs as the same user, Apache is told to keep out.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    fence = folder / ".htaccess"
    if not fence.exists():
        fence.write_bytes(b"Require all denied\n")


def _prepare_private(site: SitePaths) -> None:
    """The folder for what is hidden; where it cannot be made (a full disk, content that may only be read), nothing of it is kept."""
    if site.private is None:
        return
    try:
        if site.private.parent.name == BESIDE_CONTENT and not site.private.parent.exists():
            keep_to_oneself(site.private.parent)
            (site.private.parent / ".gitignore").write_bytes(b"*\n")
        keep_to_oneself(site.private)
        take_place(site.private, site.out)
    except OSError:
        site.private = site.last_build = None


@contextmanager
def locked(site: SitePaths) -> Iterator[None]:
    """Holds the lock of a site: one build at a time. It is released when its holder ends, even when that is killed."""
    keep_to_oneself(site.folder)
    (site.folder / "seen.msgpack").unlink(missing_ok=True)  # of older releases, although it names hidden notices
    path = site.folder / "lock"
    try:
        with held(path) as descriptor:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
            _holding[descriptor] = os.getpid()
            try:
                _prepare_private(site)
                yield
            finally:
                _holding.pop(descriptor, None)
    except LockedError:
        holder = path.read_text("utf-8").strip()
        raise SiteError(f"另一次构建正在进行（进程 {holder or '未知'}）；等它结束再试") from None
