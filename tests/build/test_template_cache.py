"""$TAIZHANG_CACHE: compiled templates for all sites of a machine. They save time and never change a byte."""

from pathlib import Path
from typing import Any

import jinja2
import pytest

from site_builder.build import workers
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


def test_without_it_they_are_kept_with_the_site(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAIZHANG_CACHE", raising=False)
    space.notice()
    assert cold(space, "first", monkeypatch) > 20
    assert any((space.folder / ".first.state" / "code").iterdir())
