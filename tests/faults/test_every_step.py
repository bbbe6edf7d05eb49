"""A build that fails or is killed at any step leaves a whole site, and the next build gives the bytes of a clean one."""

import errno
import random
from pathlib import Path
from typing import Any

import pytest

from site_builder.build import staging, store
from tests.cases import either
from tests.faults.trial import Change, dead_links, killed_at, watched

SEED = 20241120


def points(steps: int, wanted: int) -> list[int]:
    """Steps to try, seeded; the last ones, where files change in public, are always among them."""
    chosen = random.Random(SEED).sample(range(1, steps + 1), min(wanted, steps))
    return sorted({*chosen, *range(max(1, steps - 2), steps + 1)})


def failures(change: Change, steps: list[int], error: OSError) -> dict[int, str]:
    lost = {}
    for step in steps:
        change.reset()
        try:
            with watched(change.space.folder, at=step, error=error):
                change.space.build(**change.options)
        except OSError as raised:
            assert raised is error
        else:  # an emptied folder that could not be removed is no failure, but nothing else may be passed over
            assert change.space.tree() == change.new, step
        if what := change.lost():
            lost[step] = what
    return lost


def kills(change: Change, steps: list[int]) -> dict[int, str]:
    lost = {}
    for step in steps:
        change.reset()
        assert killed_at(change, step)
        if what := change.lost():
            lost[step] = what
    return lost


def test_dead_links_are_seen() -> None:
    """The check that all of these rest on."""
    home = b'<a href="/b/?q=1#x">b</a><link rel="stylesheet" href="/assets/s.css">'
    tree = {"index.html": home, "b/index.html": b'<a href="../c/">c</a>', "d/index.html": b'<a href="/nowhere/">'}
    assert dead_links(tree, set()) == ["index.html → assets/s.css", "b/index.html → c/index.html"]
    assert "d/index.html → nowhere/index.html" in dead_links(tree, {"d/index.html"})


def test_killed_at_some_steps(change: Change) -> None:
    assert kills(change, points(change.steps(), either(3, 12))) == {}


def test_some_steps_fail(change: Change) -> None:
    assert failures(change, points(change.steps(), either(3, 12)), OSError(errno.EIO, "I/O error")) == {}


@pytest.mark.audit
def test_killed_at_every_step(change: Change) -> None:
    steps = change.steps()
    assert steps >= 200
    assert kills(change, list(range(1, steps + 1))) == {}


@pytest.mark.audit
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=["full", "read-only", "no permission"])
def test_every_step_fails(change: Change, code: int) -> None:
    steps = change.steps()
    assert steps >= 200
    assert failures(change, list(range(1, steps + 1)), OSError(code, "injected")) == {}


def torn(change: Change, writes: list[int], monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """The n-th file is written by half, then the disk is full."""
    lost = {}
    for at in writes:
        change.reset()
        with monkeypatch.context() as patched:
            _cut_at(at, patched)
            try:
                change.space.build(**change.options)
            except OSError as full:
                assert full.errno == errno.ENOSPC
            else:  # what is kept of hidden notices in the user's folder: where that is full, it is not kept
                assert change.space.tree() == change.new, at
        if what := change.lost():
            lost[at] = what
    return lost


def count_writes(change: Change, monkeypatch: pytest.MonkeyPatch) -> int:
    change.reset()
    with monkeypatch.context() as patched:
        seen = _cut_at(0, patched)
        change.space.build(**change.options)
    return -seen[0]


def _cut_at(at: int, patched: pytest.MonkeyPatch) -> list[int]:
    """Both ways in which whole files are written, so that the `at`-th one is cut. Gives what is left to count."""
    left = [at]
    whole, page = Path.write_bytes, store.write_file

    def cut(parent_is_there: bool) -> bool:
        left[0] -= parent_is_there
        return parent_is_there and left[0] == 0

    def half(path: Path, content: Any) -> int:
        if cut(path.parent.is_dir()):
            whole(path, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, content)

    def half_page(path: str, content: bytes) -> Any:
        if cut(Path(path).parent.is_dir()):
            page(path, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        return page(path, content)

    patched.setattr(Path, "write_bytes", half)
    for module in (store, staging):
        patched.setattr(module, "write_file", half_page)
    return left


def test_a_file_half_written(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = count_writes(change, monkeypatch)
    assert torn(change, points(writes, either(2, 6)), monkeypatch) == {}


@pytest.mark.audit
def test_every_file_half_written(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = count_writes(change, monkeypatch)
    assert torn(change, list(range(1, writes + 1)), monkeypatch) == {}
