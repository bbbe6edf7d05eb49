"""A path that is too long is called so, with what to do about it."""

import errno
from pathlib import Path

import pytest

from site_builder.records.findings import SiteError
from site_builder.system.refusals import said_of
from tests.conftest import Space


def test_windows_says_that_a_long_path_is_not_there() -> None:
    long = "D:\\" + "x" * 260
    said = said_of(FileNotFoundError(errno.ENOENT, "系统找不到指定的路径。", long), windows=True)
    assert said.startswith("路径太长（263 个字符）") and "LongPathsEnabled" in said
    assert "路径太长" not in said_of(FileNotFoundError(errno.ENOENT, "系统找不到指定的路径。", "D:\\x"), windows=True)


def test_a_name_that_no_disk_takes(space: Space) -> None:
    space.notice()
    with pytest.raises((OSError, SiteError)) as caught:
        space.build(out=space.folder / ("x" * 300))
    assert isinstance(caught.value, OSError) and said_of(caught.value).startswith("路径太长")


def test_a_path_of_200_characters_is_nothing_special(tmp_path: Path) -> None:
    folder = tmp_path / ("长 " * 30) / ("x" * 130)
    folder.mkdir(parents=True)
    assert len(str(folder)) > 200
    space = Space(folder)
    space.notice("n" * 100)
    space.build()
    assert (space.out / "notices" / ("n" * 100) / "index.html").is_file()
