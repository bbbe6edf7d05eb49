"""A copy of the process does a piece of work; one that fails or is killed says nothing."""

import os
import signal
import sys
import threading

import pytest

from site_builder.system.second_process import begun

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="there is no second process"
)


def test_what_comes_out_of_the_work() -> None:
    seen = ["before"]
    copy = begun(lambda: (seen[0] * 100_000).encode())
    seen[0] = "after"
    assert copy is not None
    assert copy.result() == b"before" * 100_000


def test_a_copy_that_fails_or_is_killed(capfd: pytest.CaptureFixture[str]) -> None:
    failed = begun(lambda: bytes(-1))
    killed = begun(lambda: os.kill(os.getpid(), signal.SIGKILL) or b"")  # type: ignore[func-returns-value]
    assert failed is not None and killed is not None
    assert (failed.result(), killed.result()) == (None, None)
    assert capfd.readouterr() == ("", "")


def test_one_that_is_not_needed_ends() -> None:
    copy = begun(lambda: signal.pause() or b"")  # type: ignore[func-returns-value]
    assert copy is not None
    copy.end()
    with pytest.raises(ProcessLookupError):
        os.kill(copy._process, 0)


def test_beside_another_thread_there_is_none() -> None:
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert begun(lambda: b"") is None
    finally:
        waiting.set()
        thread.join()
