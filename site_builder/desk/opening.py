"""Mounts the desk on the preview's server: its routes, the URL with the secret, and the background update of the list."""

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
from site_builder.desk.access_control import AccessControl
from site_builder.desk.desk_service import DeskService
from site_builder.desk.handlers import routes
from site_builder.records.findings import Finding, SiteError

_PAUSE = 1.0  # seconds between updates of the list; at least ten times as long as an update takes


class DeskServer:
    """The desk as a part of the preview's server."""

    def __init__(
        self, content: Path, templates: Path, the_day: Callable[[], date], known: Callable[[], tuple[Finding, ...]]
    ):
        """Takes   the_day: gives the current day of the site; known: gives the findings of the preview's last check"""
        self.access = AccessControl()
        self.service = DeskService(content, the_day, known, templates)
        self.routes: list[tuple[str, Any, dict[str, Any]]] = list(routes(self.service, self.access, templates))

    def greet(self, address: str) -> None:
        """Prints the URL with the secret, and opens it in a browser if the terminal is interactive."""
        say(f"校核台  {address}{self.access.way_in}")
        if sys.stdin.isatty() and sys.stdout.isatty():
            webbrowser.open_new_tab(f"{address}{self.access.way_in}")

    def start(self) -> "asyncio.Task[None]":
        """Starts the background update of the list, which runs until cancelled; an unexpected exception is printed with its traceback."""
        task = asyncio.create_task(self.keep_fresh())
        task.add_done_callback(
            lambda ended: None if ended.cancelled() else traceback.print_exception(ended.exception())
        )
        return task

    async def keep_fresh(self) -> None:
        """Completes changes interrupted by a crash, then keeps updating the summaries of changed notices, one at a time."""
        try:
            for slug in await asyncio.to_thread(self.service.recover):
                say(f"校核台  上次没有写完的改动已经补上：{slug}")
        except (OSError, SiteError) as error:
            say(f"校核台  没有看成上次有没有没写完的改动：{error}；改到那一份时会补上")
        trouble = ""
        while True:
            started = time.perf_counter()
            looking = self.service.summaries.refresh()
            try:
                while await asyncio.to_thread(next, looking, None) is not None:
                    await asyncio.sleep(0)
            except (OSError, SiteError) as error:  # the list goes on as soon as somebody has mended it
                if (now := str(error)) != trouble:
                    say(f"校核台  通报的列表没有更新：{now}")
                trouble = now
            else:
                trouble = ""
            await asyncio.sleep(max(_PAUSE, 10 * (time.perf_counter() - started)))
