"""Runs `build` for the editor: the site is written to public/ by the same command as on the command line, in a process of its own."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from site_builder.build.input_stamps import PACKAGE
from site_builder.desk.edits import RefusedError

LONGEST = 3600  # seconds that a build may take
_SHOWN = 60  # lines of what a build says that are shown
_ONE = Lock()


def generate(content: Path, day: date) -> dict[str, Any]:
    """Builds the site beside the content. Gives {done, folder, notices, pages, withheld, next, said}.

    Takes   content: the content folder; day: the day of the build
    Raises  RefusedError where a build already runs, or takes too long
    """
    project = content.resolve().parent
    if not _ONE.acquire(blocking=False):
        raise RefusedError("正在生成，请等它做完")
    try:
        with TemporaryDirectory(prefix="taizhang-") as folder:
            stats = Path(folder) / "stats.json"
            ran = _build(content.resolve(), project / "public", day, stats)
            result = json.loads(stats.read_bytes()) if stats.is_file() else {}
    except subprocess.TimeoutExpired:
        raise RefusedError("一小时还没有做完，停下了；网站还是原样") from None
    finally:
        _ONE.release()
    said = [line.rstrip() for line in ran.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
    return {
        "done": ran.returncode == 0,
        "folder": str(project / "public"),
        "notices": result.get("notices", 0),
        "pages": result.get("pages", 0),
        "withheld": result.get("withheld", []),
        "next": result.get("next_change"),
        "said": said[-_SHOWN:],
    }


def _build(content: Path, out: Path, day: date, stats: Path) -> "subprocess.CompletedProcess[bytes]":
    """The process that has built. Takes   out: the folder of the site; stats: file that gets the figures"""
    command = [sys.executable, "-m", "site_builder", "build", "--content", str(content), "--out", str(out)]
    command += ["--today", day.isoformat(), "--stats", str(stats)]
    way = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    return subprocess.run(
        command,
        cwd=content.parent,
        env=os.environ | {"PYTHONPATH": way, "PYTHONUTF8": "1", "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=LONGEST,
        check=False,
    )
