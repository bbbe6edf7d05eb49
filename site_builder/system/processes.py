"""Processes that are started to be ended with all that they have started, and workers that end with their parent."""

import multiprocessing
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

POSIX_GROUPS = hasattr(os, "killpg")


def start(command: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Starts a command without input that `end` can end with its children. Takes   folder: it runs in"""
    return subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, start_new_session=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process and its children at once, and waits for it."""
    if process.poll() is None:
        if POSIX_GROUPS:
            os.killpg(process.pid, signal.SIGKILL)
        elif os.name == "nt":
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if process.poll() is None and not POSIX_GROUPS:
            process.kill()
    process.wait()


def end_with_parent() -> None:
    """In a worker, first of all: when the process that started it ends, even when that is killed, it ends too.

    A worker waits for work on a pipe whose other end it has itself, so it would never learn of it.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
