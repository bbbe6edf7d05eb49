"""Work that a copy of this process does while this one goes on. Imports next to nothing: the early check uses it."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


class SecondProcess:
    """A copy of this process, with all that this one has in memory, that does one piece of work and ends."""

    def __init__(self, process: int, pipe: int):
        self._process, self._pipe = process, pipe

    def result(self) -> bytes | None:
        """Waits for what came out of the work; None where the copy failed or was killed."""
        with open(self._pipe, "rb") as out:
            found = out.read()
        _, status = os.waitpid(self._process, 0)
        return found if status == 0 else None

    def end(self) -> None:
        """Instead of `result`, where that is not needed any more."""
        os.close(self._pipe)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def begun(work: Callable[[], bytes]) -> SecondProcess | None:
    """Begins work in a copy of this process; None where there can be none, or nothing would be won.

    A copy has none of the other threads, and whatever these held stays held in it: so there must be none.
    """
    if sys.platform != "linux" or threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        return None
    out, into = os.pipe()
    try:
        process = os.fork()
    except OSError:  # there are too many
        os.close(out)
        os.close(into)
        return None
    if process == 0:
        status = 1
        try:
            os.close(out)
            with open(into, "wb") as file:
                file.write(work())
            status = 0
        finally:
            os._exit(status)
    os.close(into)
    return SecondProcess(process, out)
