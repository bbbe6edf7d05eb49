"""A build where other programs hold files open, and where the system says so as Windows does."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.desk.durable_files import write_whole
from site_builder.records.findings import SiteError
from site_builder.system import renaming
from site_builder.system.renaming import move, remove_folder, replace, unlink
from tests.conftest import TEXT, Space

Action = Callable[..., None]


@pytest.fixture
def refuse(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, int], list[str]]:
    """refuse(function of os, part of a path, times): it is refused so often, as when the file is open; gives what was refused."""
    monkeypatch.setattr(renaming, "WAITS", (0.0,) * 5)

    def set_up(name: str, part: str, times: int) -> list[str]:
        whole, refused = getattr(os, name), list[str]()

        def function(*paths: str | Path, **options: object) -> None:
            if part in str(paths[-1]) and len(refused) < times:
                refused.append(str(paths[-1]))
                raise PermissionError(errno.EACCES, "另一个程序正在使用此文件，进程无法访问。", *map(str, paths[:1]))
            whole(*paths, **options)

        monkeypatch.setattr(os, name, function)
        return refused

    return set_up


@pytest.mark.parametrize(
    "place", ["notices/n/index.html", "manifest.json", "index.html", "state.msgpack", "journal.json"]
)
def test_a_file_that_is_open_for_a_moment(space: Space, refuse: Callable[..., list[str]], place: str) -> None:
    space.notice()
    space.build()
    space.notice(text=TEXT.replace("台账不全", "台账残缺"))
    refused = refuse("replace", place, 4)
    space.build()
    assert len(refused) == 4
    space.build(out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


@pytest.mark.parametrize("place", ["notices/n/index.html", "manifest.json"])
def test_a_file_that_stays_open_is_named_and_the_next_build_finishes(
    space: Space, refuse: Callable[..., list[str]], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    space.notice()
    space.build()
    space.notice(text=TEXT.replace("台账不全", "台账残缺"))
    refuse("replace", place, 10**6)
    with pytest.raises(SiteError, match=f"{space.out}/{place} 动不了：多半正被别的程序打开"):
        space.build()
    monkeypatch.undo()
    space.build()
    space.build(out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")


def test_what_left_is_removed_as_soon_as_nobody_has_it_open(space: Space, refuse: Callable[..., list[str]]) -> None:
    space.notice()
    space.notice("gone")
    space.build()
    space.remove("gone")
    refused = refuse("unlink", "notices/gone/index.html", 3)
    space.build()
    assert len(refused) == 3 and not (space.out / "notices/gone").exists()


def test_the_desk_waits_too(tmp_path: Path, refuse: Callable[..., list[str]]) -> None:
    (tmp_path / "notice.md").write_bytes(b"old")
    refuse("replace", "notice.md", 2)
    write_whole(tmp_path / "notice.md", b"new")
    assert (tmp_path / "notice.md").read_bytes() == b"new"
    refuse("replace", "notice.md", 10**6)
    with pytest.raises(SiteError, match="notice.md 动不了"):
        write_whole(tmp_path / "notice.md", b"newer")
    assert (tmp_path / "notice.md").read_bytes() == b"new"


@pytest.mark.parametrize("action, name", [(unlink, "unlink"), (remove_folder, "rmdir")])
def test_removals_are_tried_again(tmp_path: Path, refuse: Callable[..., list[str]], action: Action, name: str) -> None:
    target = tmp_path / "x"
    target.touch() if name == "unlink" else target.mkdir()
    refused = refuse(name, "x", 5)
    action(target)
    assert len(refused) == 5 and not target.exists()


def test_a_folder_is_moved_once_nobody_looks_into_it(tmp_path: Path, refuse: Callable[..., list[str]]) -> None:
    (tmp_path / "made").mkdir()
    refused = refuse("rename", "ready", 3)
    move(tmp_path / "made", tmp_path / "ready")
    assert len(refused) == 3 and (tmp_path / "ready").is_dir()


def as_windows_says(source: str | Path, target: str | Path, whole: Action = os.replace) -> None:
    """os.replace as Windows has it: no folder over anything, nothing over a folder; a file in the way is a path not found."""
    if next(parent for parent in Path(target).parents if parent.exists()).is_file():
        raise FileNotFoundError(errno.ENOENT, "系统找不到指定的路径。", str(source))
    if Path(target).exists() and (Path(source).is_dir() or Path(target).is_dir()):
        raise PermissionError(errno.EACCES, "拒绝访问。", str(source))
    whole(source, target)


def test_files_and_folders_that_take_each_others_place(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page becomes a folder, a folder a file, and a folder stands where one is moved as a whole."""
    monkeypatch.setattr(renaming, "WAITS", ())
    monkeypatch.setattr(os, "replace", as_windows_says)
    space.notice()
    space.build()
    notices = space.out / "notices/n"
    (notices / "p1/index.html").unlink()
    (notices / "p1").rmdir()
    (notices / "p1").write_text("a file where a folder should be")
    (notices / "index.html").unlink()
    (notices / "index.html/x").mkdir(parents=True)
    space.build(verify_outputs=True)
    space.notice("m")
    (space.out / "notices/m/left").mkdir(parents=True)
    space.build(clean=True)
    space.build(out=space.folder / "clean")
    assert space.tree() == space.tree(space.folder / "clean")
    with pytest.raises(IsADirectoryError):
        replace(space.out / "index.html", space.out / "notices")
    with pytest.raises(FileExistsError):
        replace(space.out / "notices/m", space.out / "notices/n")
