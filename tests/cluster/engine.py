"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own that can be killed."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT

# A build that waits for workers two seconds instead of ten.
IMPATIENT = (
    "import sys; sys.path.insert(0, '.'); import site_builder.cluster.dask_executor as c; c.SCHEDULER_TIMEOUT = 2.0; "
)
MAIN = "from site_builder import cli; cli.main()"
DAY = ["--today", "2026-11-20", "--no-search"]


class Engine:
    """A scheduler and its workers. They are started elsewhere than the builder, as on another machine."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: dict[str, subprocess.Popen[bytes]] = {}  # by name
        self._number = 0
        self.address = ""
        self.scheduler = self._start("scheduler", "dask_scheduler", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        self.address = self._said("scheduler", r"Scheduler at:\s+tcp://(\S+)")

    @property
    def url(self) -> str:
        return f"dask://{self.address}"

    def staffed(self, number: int = 2) -> "Engine":
        """So many workers, those that live among them."""
        self.workers = {name: process for name, process in self.workers.items() if process.poll() is None}
        for name in list(self.workers)[number:]:
            self.kill(name)
        new = []
        while len(self.workers) < number:
            self._number += 1
            name = f"w{self._number}"
            about = ["--no-nanny", "--nthreads", "1", "--name", name, "--local-directory", str(self.folder)]
            self.workers[name] = self._start(name, "dask_worker", self.address, *about)
            new.append(name)
        for name in new:
            self._said(name, r"Registered to:")
        return self

    def kill(self, name: str) -> None:
        process = self.workers.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def busy(self) -> set[str]:
        """Workers that have units in hand, by the scheduler's own account."""
        from distributed import Client

        with Client(f"tcp://{self.address}", set_as_default=False) as client:
            names = {address: worker["name"] for address, worker in client.scheduler_info()["workers"].items()}
            return {names[address] for address, tasks in client.processing().items() if tasks}

    def _start(self, name: str, module: str, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--host", "127.0.0.1"]
        log = (self.folder / f"{name}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [*command, "--no-dashboard"],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        self.processes.append(process)
        return process

    def _said(self, name: str, words: str) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if found := re.search(words, (self.folder / f"{name}.log").read_text("utf-8")):
                return found[found.re.groups]
            time.sleep(0.02)
        raise AssertionError(f"{name} did not start: {(self.folder / f'{name}.log').read_text('utf-8')}")

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@contextmanager
def engine(folder: Path) -> Iterator[Engine]:
    running = Engine(folder)
    try:
        yield running
    finally:
        running.close()


class Building:
    """`build.py build` as a process that can be watched."""

    def __init__(self, url: str, content: Path, out: Path, *more: str, code: str = IMPATIENT + MAIN):
        self.parts = out.parent / f".{out.name}.state" / "staging.parts"
        places = ["--content", str(content), "--out", str(out), "--executor", url]
        command = [sys.executable, "-c", code, "build", *places, *DAY, *more]
        self.process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)

    def until_units_are_made(self) -> None:
        """Returns as soon as a worker has written a file that the builder has not taken yet."""
        while not any(self.parts.rglob("*.html")):
            assert self.process.poll() is None, f"the build was over before a worker was seen: {self.said()[1]}"
            time.sleep(0.002)

    def said(self) -> tuple[int, str]:
        """Exit status and standard error."""
        try:
            _, errors = self.process.communicate(timeout=60)
        finally:
            self.process.kill()
        return self.process.returncode, errors


def stopped_at_work(engine: Engine, building: Building, names: Sequence[str]) -> None:
    """Halts these workers at a moment when each has units in hand."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        building.until_units_are_made()
        for name in names:
            engine.workers[name].send_signal(signal.SIGSTOP)
        if set(names) <= engine.busy():
            return
        for name in names:
            engine.workers[name].send_signal(signal.SIGCONT)
    raise AssertionError("no moment at which these workers had units in hand")
