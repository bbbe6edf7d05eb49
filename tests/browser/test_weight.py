"""A page is light: what a reader's telephone must fetch before it can show an item."""

import gzip
from pathlib import Path

from tests.browser.kinds import pages_of
from tests.conftest import some

KB = 1024


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_a_problem_page_and_its_stylesheet_are_15_kilobytes(demo: Path) -> None:
    sheet = packed(next((demo / "assets").glob("site-*.css")))
    pages = {path: packed(demo / path / "index.html") + sheet for path in pages_of(demo)["problem"]}
    heaviest = max(pages, key=lambda path: pages[path])
    assert pages[heaviest] <= 15 * KB, (heaviest, pages[heaviest])


def test_scripts_of_every_page_are_10_kilobytes(demo: Path) -> None:
    names = ("site.js", "searchbox.js")
    found = [file for name in names for file in (demo / "assets").rglob(name)]
    assert len(found) == len(names)
    assert sum(file.stat().st_size for file in found) <= 12 * KB
    assert sum(packed(file) for file in found) <= 10 * KB


def test_scripts_hold_nothing_back(demo: Path) -> None:
    """Scripts come after the text (defer, module); no page waits for one."""
    for kind, paths in pages_of(demo).items():
        file = demo / paths[0] if paths[0].endswith(".html") else demo / paths[0] / "index.html"
        for line in some(line for line in file.read_text("utf-8").splitlines() if "<script src" in line):
            assert " defer>" in line or ' type="module"' in line, (kind, line)


def test_assets_are_named_by_what_is_in_them(demo: Path) -> None:
    text = (demo / "index.html").read_text("utf-8")
    assert text.count("/assets/site-") == 1
    for file in some((demo / "assets").rglob("*.js")):
        assert len(file.parent.name) == 10 and file.parent.parent == demo / "assets"
