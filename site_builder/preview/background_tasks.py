"""Warnings and the search index, updated in a background process while nobody is saving.

A save kills that process and need not wait for it: a build can be killed at any moment and leaves the site whole.
"""

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
from site_builder.system.processes import end, start

IDLE = 1.0  # seconds without a save before the index is made
HERE = Path(__file__).resolve().parents[2]


class Indexing:
    """At most one background process, which checks and then builds with search."""

    def __init__(self, preview: Preview, news: Callable[[], None]):
        """Takes   news: is called when the preview has other warnings to show"""
        self.preview, self.news = preview, news
        self._wanted_since: float | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def want(self, warnings: int = 0) -> None:
        """The index has become stale. Takes   warnings: how many the build has counted"""
        self._wanted_since = time.monotonic()
        if not warnings:
            self.preview.warned(())

    def forget(self) -> None:
        """No index is needed: the content has errors, and the next build without errors will need one."""
        self._wanted_since = None

    def look(self) -> None:
        """Starts the process once it is wanted and nobody has saved for a while; says when it is finished."""
        if self._process is not None:
            self._read_warnings()
            if self._process.poll() is None:
                return
            if self._process.returncode == 0:
                self.preview.reload_state()
                say(f"搜索索引已更新；{time.monotonic() - self._started:.1f} 秒")
            else:
                say("搜索索引没有更新；下次保存后再试")
            self._process = None
        elif self._wanted_since is not None and time.monotonic() - self._wanted_since >= IDLE:
            self._wanted_since, self._started = None, time.monotonic()
            self._process = self._start()

    def _read_warnings(self) -> None:
        """Reads the warnings as soon as they are written, which is long before a large index is."""
        try:
            found = msgspec.json.decode(self.preview.noticed.read_bytes(), type=list[Finding])
        except (OSError, msgspec.DecodeError):  # not yet, or half of it
            return
        self.preview.noticed.unlink(missing_ok=True)
        self.preview.warned(found)
        self.news()

    def _start(self) -> subprocess.Popen[bytes]:
        preview = self.preview
        preview.write_state()
        preview.noticed.unlink(missing_ok=True)
        told = [str(preview.content), str(preview.out), str(preview.templates), preview.day.isoformat()]
        told.append(str(preview.noticed) if preview.counted else "")
        told += ["drafts" if preview.drafts else "", "/".join(sorted(preview.aside))]
        command = [sys.executable, "-m", __name__, *told]
        return start(command, HERE)

    def stop(self) -> None:
        """Kills the process, and all that it has started; what it was doing is wanted again."""
        if self._process is None:
            return
        end(self._process)
        self._process = None
        self._wanted_since = time.monotonic()


def index_once(content: str, out: str, templates: str, day: str, noticed: str, drafts: str, aside: str) -> int:
    """The background process. Errors in the content are not reported here: the next build of the preview reports them.

    Takes   content, out, templates, day: of the build, as words of a command line
            noticed: the file for the warnings; '' = there are none
            drafts: '' = without drafts
            aside: drafts that the preview leaves out, with slashes between them
    """
    options = Options(Path(content), Path(out), Path(templates), date.fromisoformat(day), bool(drafts), preview=True)
    options = options._replace(aside=frozenset(aside.split("/")) - {""})
    try:
        if noticed:
            found = check(
                content=options.content,
                day=options.today,
                against=None,
                jobs=0,
                templates=options.templates,
                drafts=options.drafts,
                preview=True,
            ).findings
            Path(noticed).write_bytes(msgspec.json.encode(sorted(found)))
        build(options)
    except (ContentError, SiteError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(index_once(*sys.argv[1:]))
