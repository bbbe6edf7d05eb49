"""The gallery of components is a page of the preview, and of nothing that is published."""

from pathlib import Path

from tests.conftest import Space
from tests.preview.conftest import Start


def test_in_the_preview_and_nowhere_else(space: Space, start: Start) -> None:
    space.notice()
    running = start(space)
    assert running.get("/_components").headers["location"] == "/_components/"
    for path in ("/_components/", "/_components/status/"):
        answer = running.get(path)
        assert answer.status == 200
        assert 'data-status="unstated"' in answer.body and 'data-page="components"' in answer.body
    assert running.get("/_components/none/").status == 404
    assert not (space.folder / ".preview" / "_components").exists()
    assert Path(space.folder / ".preview" / "index.html").exists()
