"""Where units are made: in this process, in several, or in whatever executor a caller has."""

import os
import sys
from concurrent.futures import Executor, Future
from typing import Any

from site_builder.build.thresholds import NEW_PROCESSES_FROM, PROCESSES_FROM, UNKNOWN_WIDTH
from site_builder.system.processes import end_with_parent

MOST = 61  # processes that Windows can wait for


class Serial(Executor):
    """Runs each call at once, in this process: the executor of small sites and of tests."""

    width = 1

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  a future carries whatever its call raised
            future.set_exception(error)
        return future


def executor_for(jobs: int, units: int) -> Executor:
    """Processes where there is enough work for them. Takes   jobs: how many; 0 = one a core"""
    workers = min(jobs, MOST) or _cores()
    if workers == 1 or units < PROCESSES_FROM:
        return Serial()
    from concurrent.futures import ProcessPoolExecutor  # takes long to import
    from multiprocessing import get_start_method

    if units < NEW_PROCESSES_FROM and get_start_method() != "fork":
        return Serial()
    return ProcessPoolExecutor(workers, initializer=end_with_parent)


def _cores() -> int:
    """How many cores this process may use."""
    here = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(here, MOST)


def width_of(executor: Executor) -> int:
    """How many calls an executor works on at a time; a guess where it does not say. Python's own say it privately."""
    return int(getattr(executor, "width", 0) or getattr(executor, "_max_workers", UNKNOWN_WIDTH))


def give_up(broken: Executor | None) -> None:
    """Lets a pool shut down although one of its processes has died while it was sent something.

    Up to 3.11.4 Python waits for ever until that is read (gh-94777); Debian 12 has 3.11.2.
    """
    if sys.version_info < (3, 11, 5) and (queue := getattr(broken, "_call_queue", None)):
        queue._reader.close()
