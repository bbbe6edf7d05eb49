"""A site is not replaced by another's by mistake: on a terminal one is asked, elsewhere it is said."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.commands import terminal
from tests.conftest import Space


def built(content: Path, out: Path, answer: str = "") -> Result:
    given = [
        "build",
        "--content",
        str(content),
        "--out",
        str(out),
        "--today",
        "2024-10-20",
        "--no-search",
        "--jobs",
        "1",
    ]
    return CliRunner().invoke(main, given, input=answer)


@pytest.mark.parametrize(("answer", "status"), [("n\n", 2), ("\n", 2), ("y\n", 0)])
def test_on_a_terminal_one_is_asked(space: Space, answer: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    space.notice("a")
    other = shutil.copytree(space.content, space.folder / "other" / "content")
    (other / "notices" / "a").rename(other / "notices" / "b")
    assert built(space.content, space.out).exit_code == 0
    before = space.tree()
    monkeypatch.setattr(terminal, "somebody_answers", lambda: True)
    done = built(other, space.out, answer)
    assert done.exit_code == status and f"是 {space.content} 的网站" in done.output
    assert (space.tree() == before) == (status == 2)
    assert built(space.content if status else other, space.out, "").exit_code == 0, "its own is made without a question"


def test_elsewhere_it_is_said_and_a_moved_folder_is_the_same(space: Space) -> None:
    space.notice("a")
    assert built(space.content, space.out).exit_code == 0
    moved = space.content.rename(space.folder / "moved")
    assert "注意" not in built(moved, space.out).output
    shutil.copytree(moved, space.folder / "copy")
    done = built(space.folder / "copy", space.out)
    assert done.exit_code == 0 and f"原来是 {moved} 的网站" in done.output
