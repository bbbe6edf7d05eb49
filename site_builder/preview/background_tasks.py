"""Warnings and the search index, brought up to date when nobody is saving: in a process that a save may end.

A build can be killed at any moment and leaves the site whole; so this one is, and the save need not wait for it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.commands.checking import check
from site_builder.commands.terminal import say
from site_builder.preview.rebuilding import Preview
from site_builder.records.findings import ContentError, Finding, SiteError

IDLE = 1.0  # seconds without a save before the index is made
HERE = Path(__file__).resolve().parents[2]


class Indexing:
    """At most one check and build with search, behind the builds that are seen."""

    def __init__(self, preview: Preview, news: Callable[[], None]):
        """Takes   news: told when the preview has other warnings to show"""
        self.preview, self.news = preview, news
        self._wanted_since: float | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def want(self, warnings: int = 0) -> None:
        """The site has changed and its index has not. Takes warnings: how many the build counted"""
        self._wanted_since = time.monotonic()
        if not warnings:
            self.preview.warned(())

    def forget(self) -> None:
        """The site has not changed: content is broken, and the next sound build will want an index."""
        self._wanted_since = None

    def look(self) -> None:
        """Starts the build once it is wanted and quiet, and says when it is finished."""
        if self._process is not None:
            self._hear()
            if self._process.poll() is None:
                return
            if self._process.returncode == 0:
                self.preview.take_up()
                say(f"搜索索引已更新；{time.monotonic() - self._started:.1f} 秒")
            else:
                say("搜索索引没有更新；下次保存后再试")
            self._process = None
        elif self._wanted_since is not None and time.monotonic() - self._wanted_since >= IDLE:
            self._wanted_since, self._started = None, time.monotonic()
            self._process = self._start()

    def _hear(self) -> None:
        """Takes up the warnings as soon as they are written, long before the index of a large site is."""
        try:
            found = msgspec.json.decode(self.preview.noticed.read_bytes(), type=list[Finding])
        except (OSError, msgspec.DecodeError):  # not yet, or half of it
            return
        self.preview.noticed.unlink(missing_ok=True)
        self.preview.warned(found)
        self.news()

    def _start(self) -> subprocess.Popen[bytes]:
        preview = self.preview
        preview.settle()
        preview.noticed.unlink(missing_ok=True)
        told = [str(preview.content), str(preview.out), str(preview.templates), preview.day.isoformat()]
        told.append(str(preview.noticed) if preview.counted else "")
        command = [sys.executable, "-m", __name__, *told, "drafts" if preview.drafts else ""]
        return subprocess.Popen(command, cwd=HERE, stdin=subprocess.DEVNULL, start_new_session=True)

    def stop(self) -> None:
        """Ends the build that runs, with all its processes; what it was to do is wanted again."""
        if self._process is None:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None
        self._wanted_since = time.monotonic()


def index_once(content: str, out: str, templates: str, day: str, noticed: str, drafts: str) -> int:
    """The work itself. Content that was broken in the meantime is the other build's to tell.

    Takes   noticed: the file for the warnings; '' = there are none to look for
    """
    options = Options(Path(content), Path(out), Path(templates), date.fromisoformat(day), bool(drafts))
    try:
        if noticed:
            found = check(
                content=options.content,
                day=options.today,
                against=None,
                jobs=0,
                templates=options.templates,
                drafts=options.drafts,
            ).findings
            Path(noticed).write_bytes(msgspec.json.encode(sorted(found)))
        build(options)
    except (ContentError, SiteError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(index_once(*sys.argv[1:]))
