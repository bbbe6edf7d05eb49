"""Saves as editors make them, seen by comparing snapshots."""

import os
import threading
import time
from pathlib import Path

import pytest

from site_builder.preview.watching import changed_paths, settled, snapshot


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notices" / "n" / "notice.md"
    path.parent.mkdir(parents=True)
    path.write_text("old", "utf-8")
    return path


def seen(notice: Path, save: object) -> list[str]:
    """Names that a save changes, relative to the folder of notices."""
    root = notice.parents[2]
    before = snapshot([root])
    save()  # type: ignore[operator]
    return [os.path.relpath(path, root / "notices") for path in changed_paths(before, snapshot([root]))]


def test_in_place(notice: Path) -> None:
    assert seen(notice, lambda: notice.write_text("newer", "utf-8")) == ["n/notice.md"]


def test_same_size_same_second(notice: Path) -> None:
    assert seen(notice, lambda: notice.write_text("new", "utf-8")) == ["n/notice.md"]


def test_by_renaming_with_the_old_times(notice: Path) -> None:
    def save() -> None:
        stat = notice.stat()
        other = notice.with_name("other")
        other.write_text("new", "utf-8")
        os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        other.replace(notice)

    assert seen(notice, save) == ["n/notice.md"]


def test_new_and_gone(notice: Path) -> None:
    assert seen(notice, lambda: notice.with_name("ledger.yaml").write_text("")) == ["n/ledger.yaml"]
    assert seen(notice, notice.unlink) == ["n/notice.md"]


@pytest.mark.parametrize("name", [".notice.md.swp", "notice.md~", "~$附件.docx", "4913", ".git"])
def test_what_editors_put_beside_a_file(notice: Path, name: str) -> None:
    assert seen(notice, lambda: notice.with_name(name).write_text("x")) == []


def test_nothing_happened(notice: Path) -> None:
    assert seen(notice, lambda: None) == []


def test_a_file_that_is_emptied_first_is_taken_when_it_is_written(notice: Path) -> None:
    root = notice.parents[2]
    before = snapshot([root])
    notice.write_text("")

    def finish() -> None:
        time.sleep(0.01)
        notice.write_text("whole", "utf-8")

    writer = threading.Thread(target=finish)
    writer.start()
    after = settled([root], before)
    writer.join()
    assert after[str(notice)].size == len("whole")
