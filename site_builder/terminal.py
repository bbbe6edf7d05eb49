"""What a person sees while a command works: lines, and a bar where there is a terminal."""

import sys
from typing import Any


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class _Plain:
    """Progress where there is no terminal: a line a stage."""

    def __init__(self) -> None:
        self._stage = ""

    def __enter__(self) -> "_Plain":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._stage = stage
            say(f"{stage} {total} …")

    def close(self) -> None:
        return None


class _Live(_Plain):
    """A bar with stage, count and rate."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Bar(*columns, TextColumn("{task.speed:.0f}/秒"), console=Console(stderr=True), transient=True)
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> "_Live":
        self._bar.start()
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)

    def close(self) -> None:
        self._bar.stop()


def progress_bar() -> _Plain:
    return _Live() if sys.stderr.isatty() else _Plain()
