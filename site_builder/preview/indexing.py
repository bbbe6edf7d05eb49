"""The search index of the preview, brought up to date when nobody is saving: in a process that a save may end.

A build can be killed at any moment and leaves the site whole; so this one is, and the save need not wait for it.
"""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from site_builder.findings import ContentError, SiteError
from site_builder.inputs import Options
from site_builder.pipeline import build
from site_builder.preview.rebuilding import Preview
from site_builder.terminal import say

IDLE = 1.0  # seconds without a save before the index is made
HERE = Path(__file__).resolve().parents[2]


class Indexing:
    """At most one build with search, behind the builds that are seen."""

    def __init__(self, preview: Preview):
        self.preview = preview
        self._wanted_since: float | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0

    def want(self) -> None:
        """The site has changed and its index has not."""
        self._wanted_since = time.monotonic()

    def forget(self) -> None:
        """The site has not changed: content is broken, and the next sound build will want an index."""
        self._wanted_since = None

    def look(self) -> None:
        """Starts the build once it is wanted and quiet, and says when it is finished."""
        if self._process is not None:
            if self._process.poll() is None:
                return
            if self._process.returncode == 0:
                say(f"搜索索引已更新；{time.monotonic() - self._started:.1f} 秒")
            else:
                say("搜索索引没有更新；下次保存后再试")
            self._process = None
        elif self._wanted_since is not None and time.monotonic() - self._wanted_since >= IDLE:
            self._wanted_since, self._started = None, time.monotonic()
            self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        preview = self.preview
        told = [str(preview.content), str(preview.out), str(preview.templates), preview.day.isoformat()]
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
        self.want()


def main(content: str, out: str, templates: str, day: str, drafts: str) -> int:
    """The build itself. Content that was broken in the meantime is the other build's to tell."""
    try:
        build(Options(Path(content), Path(out), Path(templates), date.fromisoformat(day), bool(drafts)))
    except (ContentError, SiteError, OSError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
