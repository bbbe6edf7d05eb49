"""The handbook for editors is true: every command and file on its pages is taken, in order, in a copy of the demonstration."""

from pathlib import Path

import pytest

from tests.docs.pages import HANDBOOK, Desk, steps_of

PAGES = sorted(HANDBOOK.glob("*.md"))
TASKS = [page for page in PAGES if page.name != "README.md"]


@pytest.mark.parametrize("page", TASKS, ids=lambda page: page.stem)
def test_page(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = list(steps_of(page))
    assert any(step.verb == "run" for step in steps)
    desk = Desk(tmp_path, monkeypatch)
    for step in steps:
        try:
            desk.take(step)
        except AssertionError as error:
            raise AssertionError(f"docs/handbook/{page.name}:{step.line}: {error}") from None


def test_every_page_is_in_the_index() -> None:
    index = (HANDBOOK / "README.md").read_text("utf-8")
    assert [page.name for page in TASKS if f"({page.name})" not in index] == []
