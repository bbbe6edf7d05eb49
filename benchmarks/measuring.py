"""Runs a command and takes what it cost from the operating system's account of it."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class BenchmarkError(Exception):
    """A run that gives no figure: a build that failed, sites that cannot be compared."""


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `cpu` in seconds, CPU with all child processes; `memory` in bytes.

    `memory` adds up the high-water marks of the process and its children. Pages they share are counted again in
    each, so the figure is never too small, and too large for a build with workers.
    """

    wall: float
    cpu: float
    memory: int


def measured(command: Sequence[str], environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Cost:
    """Runs the command to its end.

    Errors  BenchmarkError with the last lines of its output where it does not end with 0
    """
    inherited = _high_water(os.getpid())  # the kernel counts what the process was before it became the command
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    marks = _Marks(process.pid)
    watcher = threading.Thread(target=marks.watch, daemon=True)
    watcher.start()
    said = process.stdout.read() if process.stdout else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stdout:
        process.stdout.close()
    marks.ended.set()
    watcher.join()
    if process.returncode:
        tail = "\n".join(said.decode("utf-8", "replace").splitlines()[-8:])
        raise BenchmarkError(f"{' '.join(command)} 以 {process.returncode} 结束\n{tail}")
    largest = usage.ru_maxrss * 1024  # Linux counts in kibibytes
    largest = largest if largest > inherited else 0
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(largest, marks.total(process.pid, largest)))


class _Marks:
    """High-water marks of a process and its children, read while they run: they only rise, so the last is the peak."""

    def __init__(self, pid: int):
        self.pid = pid
        self.peaks: dict[int, int] = {}
        self.ended = threading.Event()

    def watch(self) -> None:
        while not self.ended.wait(0.02):
            for pid in self._family():
                self.peaks[pid] = max(self.peaks.get(pid, 0), _high_water(pid))

    def total(self, pid: int, largest: int) -> int:
        """Sum over all processes; the command's own mark is the kernel's last word where that is larger."""
        children = sum(peak for each, peak in self.peaks.items() if each != pid)
        own = self.peaks.get(pid, 0)
        return children + (own if children else max(own, largest))

    def _family(self) -> list[int]:
        found, waiting = [], [self.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting.extend(_children(pid))
        return found


def _children(pid: int) -> list[int]:
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found.extend(int(child) for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split())
    except OSError:  # it has ended
        return found
    return found


def _high_water(pid: int) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0
