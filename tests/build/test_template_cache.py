"""Compiled templates and patterns for all sites of a user. They save time and never change a byte."""

import os
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import jinja2
import pytest

from site_builder.build import code_cache, workers
from site_builder.rendering.render import SharedCode
from tests.conftest import LEDGER, Space


def cold(space: Space, out: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Builds as a new process would; gives how many templates were compiled."""
    made: list[str] = []
    compile_ = jinja2.Environment.compile
    monkeypatch.setattr(SharedCode, "_memory", {})

    def counted(self: jinja2.Environment, *args: Any, **named: Any) -> Any:
        made.append("")
        return compile_(self, *args, **named)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    workers._renderers.clear()
    space.build(out=space.folder / out)
    workers._renderers.clear()
    monkeypatch.setattr(jinja2.Environment, "compile", compile_)
    return len(made)


def test_templates_are_compiled_once_for_all_sites(
    space: Space, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAIZHANG_CACHE", str(tmp_path / "cache"))
    space.notice(ledger=LEDGER)
    assert cold(space, "first", monkeypatch) > 20
    kept = [file for file in (tmp_path / "cache").rglob("*") if file.is_file()]
    assert len(kept) > 20 and not (space.folder / ".first.state" / "code").exists()
    assert cold(space, "second", monkeypatch) == 0
    assert space.tree(space.folder / "second") == space.tree(space.folder / "first")
    for file in kept:
        file.write_bytes(b"\x00" + file.read_bytes()[1:])
    assert cold(space, "third", monkeypatch) > 20
    assert space.tree(space.folder / "third") == space.tree(space.folder / "first")


def test_the_user_has_a_folder_for_all_sites(space: Space, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAIZHANG_CACHE")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "user"))
    space.notice()
    assert cold(space, "first", monkeypatch) > 20
    assert len(list((tmp_path / "user").rglob("taizhang/templates/*/*"))) > 20
    assert cold(space, "second", monkeypatch) == 0


def test_with_an_empty_name_they_are_kept_with_the_site(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_CACHE", "")
    space.notice()
    assert cold(space, "first", monkeypatch) > 20
    assert any((space.folder / ".first.state" / "code").iterdir())


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="on Windows the folder is in the user's profile")
@pytest.mark.parametrize("why", ["others may write there", "it is a file", "nobody knows the home"])
def test_where_the_user_has_none_they_are_kept_with_the_site(
    space: Space, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    monkeypatch.delenv("TAIZHANG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    if why == "others may write there":
        (tmp_path / "user" / "taizhang").mkdir(parents=True)
        (tmp_path / "user" / "taizhang").chmod(0o777)
    elif why == "it is a file":
        (tmp_path / "user").write_text("")
    else:
        monkeypatch.setenv("XDG_CACHE_HOME", "not absolute")
        monkeypatch.setattr(Path, "home", Mock(side_effect=RuntimeError))
    space.notice()
    assert cold(space, "first", monkeypatch) > 20
    assert any((space.folder / ".first.state" / "code").iterdir())


def test_what_is_old_is_forgotten_where_it_is_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_cache, "_MOST", 4)
    for age in range(4):
        (tmp_path / str(age)).write_text("")
        os.utime(tmp_path / str(age), (1000 - age, 1000 - age))
    code_cache.tidy(str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 4
    (tmp_path / "new").write_text("")
    code_cache.tidy(str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "new"]
    code_cache.tidy(str(tmp_path / "none"))
