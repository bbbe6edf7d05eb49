"""Processes are begun where they pay: fewer notices where one is a copy of this process than where it imports everything anew."""

import multiprocessing
import os

import pytest

from site_builder.build.executors import executor_for, width_of


@pytest.mark.parametrize(
    "start, jobs, units, width",
    [
        ("fork", 0, 9, 1),
        ("fork", 0, 10, 3),
        ("fork", 2, 10, 2),
        ("fork", 1, 1000, 1),
        ("spawn", 0, 23, 1),
        ("spawn", 0, 24, 3),
        ("forkserver", 2, 23, 1),
    ],
)
def test_how_many(start: str, jobs: int, units: int, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda: start)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2}, raising=False)
    with executor_for(jobs, units) as executor:
        assert width_of(executor) == width
