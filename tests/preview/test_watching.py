"""Saves as editors make them, as the operating system reports them and as polling finds them."""

import asyncio
import os
import shutil
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
import watchfiles

from site_builder.preview import watching
from site_builder.preview.watching import saves
from tests.cases import part

QUIET = 0.3  # seconds
Thing = TypeVar("Thing")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notices" / "n" / "notice.md"
    path.parent.mkdir(parents=True)
    path.write_text("old", "utf-8")
    return path


def apart(work: Coroutine[Any, Any, Thing]) -> Thing:
    """In an event loop and a thread of its own: that of the browser's tests runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def seen(notice: Path, save: Callable[[], object], patience: int = 50) -> list[str]:
    """What the first save that is reported changes, relative to the folder of notices; [] where none is in that time."""
    root = notice.parents[1]

    async def watched() -> list[str]:
        found = saves([root], QUIET)
        assert await anext(found) == []
        save()
        reported = [await anext(found)]
        while not reported[-1] and len(reported) < patience:
            reported.append(await anext(found))
        return reported[-1]

    return [os.path.relpath(path, os.path.realpath(root)) for path in apart(watched())]


def unseen(notice: Path, save: Callable[[], object]) -> bool:
    return seen(notice, save, 2) == []


def test_in_place(notice: Path) -> None:
    assert seen(notice, lambda: notice.write_text("newer", "utf-8")) == ["n/notice.md"]


def test_same_size_same_second(notice: Path) -> None:
    assert seen(notice, lambda: notice.write_text("new", "utf-8")) == ["n/notice.md"]


def test_by_renaming_with_the_old_times(notice: Path) -> None:
    def save() -> None:
        stat = notice.stat()
        other = notice.with_name(".other")
        other.write_text("new", "utf-8")
        os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        other.replace(notice)

    assert seen(notice, save) == ["n/notice.md"]


def test_new_and_gone(notice: Path) -> None:
    assert seen(notice, lambda: notice.with_name("ledger.yaml").write_text("")) == ["n/ledger.yaml"]
    assert seen(notice, notice.unlink) == ["n/notice.md"]


def test_a_folder_that_is_moved_in_or_out(notice: Path, tmp_path: Path) -> None:
    """The system reports the folder, and not what is in it."""
    outside = tmp_path / "other"
    shutil.copytree(notice.parent, outside)
    assert seen(notice, lambda: outside.rename(notice.parents[1] / "other")) == ["other"]
    assert "other" in seen(notice, lambda: (notice.parents[1] / "other").rename(outside))


def test_an_empty_folder_is_no_change(notice: Path) -> None:
    assert unseen(notice, lambda: (notice.parent / "files").mkdir())


@pytest.mark.parametrize(
    "name", part([".notice.md.swp", "notice.md~", "~$附件.docx", "4913", ".git/index"], lambda name: name[0] == ".")
)
def test_what_editors_put_beside_a_file(notice: Path, name: str) -> None:
    (notice.parent / ".git").mkdir()
    assert unseen(notice, lambda: (notice.parent / name).write_text("x"))


def test_nothing_happened(notice: Path) -> None:
    assert unseen(notice, lambda: notice.read_text("utf-8"))


def test_a_folder_below_a_hidden_one(tmp_path: Path) -> None:
    """Only what is hidden below the watched folder is passed over."""
    notice = tmp_path / ".project/notices/n/notice.md"
    notice.parent.mkdir(parents=True)
    assert seen(notice, lambda: notice.write_text("new")) == ["n/notice.md"]


def test_a_file_that_is_emptied_first_is_taken_when_it_is_written(notice: Path) -> None:
    def save() -> None:
        notice.write_text("")
        threading.Timer(0.01, notice.write_text, ["whole", "utf-8"]).start()

    assert seen(notice, save) == ["n/notice.md"]
    assert notice.read_text("utf-8") == "whole"


def test_what_is_saved_between_two_looks(notice: Path) -> None:
    """While a build runs nobody waits for a save; it is reported afterwards."""
    other = notice.with_name("ledger.yaml")

    async def watched() -> list[list[str]]:
        found = saves([notice.parents[1]], QUIET)
        await anext(found)
        notice.write_text("newer", "utf-8")
        first = await anext(found)
        other.write_text("x")
        await asyncio.sleep(2 * QUIET)
        return [first, await anext(found)]

    assert [[Path(path).name for path in paths] for paths in apart(watched())] == [["notice.md"], ["ledger.yaml"]]


@contextmanager
def no_more_watches(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool | None]]:
    """The system has no room for another watch; gives how the library was asked to watch."""
    asked: list[bool | None] = []
    honest = watchfiles.awatch

    def limited(*paths: str, force_polling: bool | None, **how: object) -> object:
        asked.append(force_polling)
        if not force_polling:
            raise RuntimeError("OS file watch limit reached.")
        return honest(*paths, force_polling=True, poll_delay_ms=20, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(watching, "awatch", limited)
    yield asked


def test_more_folders_than_the_system_watches_are_polled(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(notice, (1_600_000_000, 1_600_000_000))  # polling tells times apart by the second
    with no_more_watches(monkeypatch) as asked:
        assert seen(notice, lambda: notice.write_text("newer", "utf-8")) == ["n/notice.md"]
    assert asked == [None, True]


def test_a_folder_that_goes_while_it_is_looked_at_is_a_change(notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody removes a notice while its folder is searched for files: the preview goes on."""
    honest = Path.is_dir

    def removed(path: Path) -> bool:
        there = honest(path)
        if path == notice.parent:
            shutil.rmtree(path)
        return there

    monkeypatch.setattr(Path, "is_dir", removed)
    assert watching.concerns_a_build([notice.parents[1]], watchfiles.Change.added, str(notice.parent))
