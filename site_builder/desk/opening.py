"""Puts the desk on the preview's server: its routes, the address that lets in, and the list that is kept fresh."""

import asyncio
import sys
import time
import traceback
import webbrowser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from site_builder.commands.terminal import say
from site_builder.desk.door import Door
from site_builder.desk.handlers import routes
from site_builder.desk.office import Office
from site_builder.records.findings import Finding

_PAUSE = 1.0  # seconds between two looks at all notices; ten times as long as one took, where that is more


class DeskServer:
    """Takes   known: the findings that the preview shows"""

    def __init__(
        self, content: Path, templates: Path, the_day: Callable[[], date], known: Callable[[], tuple[Finding, ...]]
    ):
        """Takes   the_day: what today is for claims; known: the findings of the last check"""
        self.door = Door()
        self.office = Office(content, the_day, known)
        self.routes: list[tuple[str, Any, dict[str, Any]]] = list(routes(self.office, self.door, templates))

    def greet(self, address: str) -> None:
        """Says the address with its secret, and opens it where somebody sits before the terminal."""
        say(f"校核台  {address}{self.door.way_in}")
        if sys.stdin.isatty() and sys.stdout.isatty():
            webbrowser.open_new_tab(f"{address}{self.door.way_in}")

    def start(self) -> "asyncio.Task[None]":
        """Keeps the list fresh until it is cancelled; a mistake of ours is said in full on the terminal."""
        task = asyncio.create_task(self.keep_fresh())
        task.add_done_callback(
            lambda ended: None if ended.cancelled() else traceback.print_exception(ended.exception())
        )
        return task

    async def keep_fresh(self) -> None:
        """Finishes what a killed server had begun; then looks at every notice that changed, one at a time."""
        for slug in await asyncio.to_thread(self.office.writer.recover):
            say(f"校核台  上次没有写完的改动已经补上：{slug}")
        while True:
            started = time.perf_counter()
            looking = self.office.look()
            while await asyncio.to_thread(next, looking, None) is not None:
                await asyncio.sleep(0)
            await asyncio.sleep(max(_PAUSE, 10 * (time.perf_counter() - started)))
