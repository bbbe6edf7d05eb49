"""A real preview in a process of its own, on a small site; it is always ended, by its own id."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Space

DAY = "2024-10-20"


class Answer(NamedTuple):
    """What came back for one request."""

    status: int
    headers: dict[str, str]
    body: str


class Running:
    """A preview that runs, and the folder of its content."""

    def __init__(self, space: Space, port: int, *options: str):
        self.space, self.port = space, port
        home = space.folder
        if not (home / "build.py").exists():
            shutil.copy(ROOT / "build.py", home)
            (home / "site_builder").symlink_to(ROOT / "site_builder")
        if not (home / "templates").exists():
            (home / "templates").symlink_to(ROOT / "templates")
        self.log = home / f"log-{time.monotonic_ns()}"
        command = [sys.executable, "build.py", "serve", "--port", str(port), "--today", DAY, *options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def until(self, words: str, count: int = 1, seconds: float = 60) -> str:
        """Waits until the terminal shows the words so many times; everything it shows."""
        end = time.monotonic() + seconds
        while self.said.count(words) < count:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, f"no {words!r} x {count} in:\n{self.said}"
            time.sleep(0.02)
        return self.said

    def get(self, path: str, method: str = "GET", address: str = "127.0.0.1", **headers: str) -> Answer:
        """One request with the path as it is: nothing tidies it up on the way."""
        connection = http.client.HTTPConnection(address, self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": f"127.0.0.1:{self.port}"} | headers).items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found = Answer(
            answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("utf-8", "replace")
        )
        connection.close()
        return found

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"

    def end(self, number: int = signal.SIGINT) -> int:
        """Ends the preview as Ctrl+C does; its exit status."""
        if self.process.poll() is None:
            os.kill(self.process.pid, number)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


Start = Callable[..., Running]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def start() -> Iterator[Start]:
    """start(space, *options, port=…, within=seconds): a preview that is up; it is ended after the test."""
    running: list[Running] = []

    def begin(
        space: Space, *options: str, port: int | None = None, ready: str = "预览  http", within: float = 60
    ) -> Running:
        made = Running(space, port or free_port(), *options)
        running.append(made)
        made.until(ready, seconds=within)
        return made

    yield begin
    for preview in running:
        preview.end()
