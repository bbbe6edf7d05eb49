"""Read by an interpreter at its start: takes from it what Windows lacks.

What this program and its libraries import is refused; Python's own modules, of which some are written for the system
they run on, keep what they need.
"""

import builtins
import multiprocessing
import os
import shutil
import signal
import sys
import time

MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "crypt"}
FUNCTIONS = """fork forkpty register_at_fork killpg setsid getpgid setpgid getuid geteuid getgid getegid mkfifo mknod chown lchown
fchown fchmod chroot sched_getaffinity sched_setaffinity sched_yield nice uname getloadavg sysconf statvfs fstatvfs lockf
posix_fallocate posix_fadvise pread pwrite wait3 wait4 O_NOFOLLOW O_DIRECTORY O_NONBLOCK O_NOCTTY O_SYNC"""
_import = builtins.__import__


def _refusing(name, globals=None, locals=None, fromlist=(), level=0):  # type: ignore[no-untyped-def]
    if level == 0 and name in MODULES:
        importer = (globals or {}).get("__name__", "")
        if importer.split(".")[0] not in sys.stdlib_module_names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return _import(name, globals, locals, fromlist, level)


import asyncio  # noqa: E402  Python's own, which is another one on Windows
import concurrent.futures.process  # noqa: E402,F401
import tempfile  # noqa: E402,F401
from asyncio import unix_events  # noqa: E402


def _none(*_: object) -> None:
    raise NotImplementedError


builtins.__import__ = _refusing
for each in FUNCTIONS.split():
    if hasattr(os, each):
        delattr(os, each)
if hasattr(os, "process_cpu_count"):  # of Python 3.13, which asks for it in its own way on each system
    os.process_cpu_count = os.cpu_count
os.supports_dir_fd.clear()
shutil._use_fd_functions = False  # type: ignore[attr-defined]
del time.tzset
unix_events.SelectorEventLoop.add_signal_handler = _none  # type: ignore[assignment]
for name in ("SIGALRM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGCHLD"):
    delattr(signal, name)
multiprocessing.set_start_method("spawn", force=True)
asyncio  # noqa: B018
