"""Firefox for Playwright, which speaks WebDriver BiDi with it; run as a program, this stands in for Firefox's own.

Debian's Firefox lacks one command with which Playwright begins every page (colours and motion that the page is told of).
It is answered here, and everything else goes through as it is.
"""

import asyncio
import json
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

LACKING = "emulation.setMediaFeaturesOverride"
SAID = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
LARGEST = 2**30  # bytes of a message: pictures of pages are in them


def firefox_path() -> str | None:
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def firefox(playwright: Playwright, folder: Path) -> Iterator[Browser]:
    """A Firefox that runs. Takes   folder: where the program that stands in for it is written"""
    program = folder / "firefox"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {__file__} {firefox_path()} "$@"\n', "utf-8")
    program.chmod(0o755)
    made = playwright.firefox.launch(channel="moz-firefox", executable_path=program, timeout=120_000)
    try:
        yield made
    finally:
        made.close()


class Between(WebSocketHandler):
    """One connection of Playwright's and one to Firefox."""

    behind: Any

    def initialize(self, address: str) -> None:
        self.address = address

    def check_origin(self, origin: str) -> bool:
        return True

    async def open(self, path: str) -> None:
        self.waiting: list[str] = []
        self.behind = None
        behind = await websocket_connect(self.address + path, max_message_size=LARGEST)
        for message in self.waiting:
            await behind.write_message(message)
        self.behind = behind
        asyncio.create_task(self.answers())

    async def answers(self) -> None:
        while (message := await self.behind.read_message()) is not None:
            await self.write_message(message)
        self.close()

    async def on_message(self, message: str | bytes) -> None:
        told = json.loads(message)
        if told.get("method") == LACKING:
            await self.write_message(json.dumps({"type": "success", "id": told["id"], "result": {}}))
        elif self.behind is None:
            self.waiting.append(str(message))
        else:
            await self.behind.write_message(message)

    def on_close(self) -> None:
        if self.behind is not None:
            self.behind.close()


async def stand_in(command: list[str]) -> int:
    """Starts Firefox, and says another address than Firefox does."""
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, process.terminate)
    assert process.stderr
    async for line in process.stderr:
        if found := SAID.search(line):
            sockets = bind_sockets(0, address="127.0.0.1")
            pages = Application(
                [(r"(/.*)", Between, {"address": found[1].decode()})], websocket_max_message_size=LARGEST
            )
            HTTPServer(pages).add_sockets(sockets)
            line = line.replace(found[1], f"ws://127.0.0.1:{sockets[0].getsockname()[1]}".encode())
        sys.stderr.buffer.write(line)
        sys.stderr.flush()
    return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(stand_in(sys.argv[1:])))
