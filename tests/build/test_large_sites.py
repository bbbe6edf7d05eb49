"""What grows with the archive is had a piece at a time, and the bytes are those of the whole."""

from multiprocessing import active_children
from pathlib import Path
from xml.etree import ElementTree

import pytest

from site_builder.build import pipeline
from site_builder.build.site_paths import SitePaths
from site_builder.build.state import State
from site_builder.build.state_file import encoded_state, load_state
from site_builder.records.encoding import unpacker
from site_builder.rendering import render
from site_builder.site import sitemap_files
from tests.conftest import LEDGER, SITE, Space

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@pytest.mark.parametrize("files", [0, 1, 15, 16, 256, 257, 700])
def test_a_state(files: int) -> None:
    """Msgpack has three ways to write how much a map holds; a part of a map is written without."""
    state = State(stamps={f"content/{number}": (number, 1) for number in range(files)}, looked=7)
    pieces = list(encoded_state(state))
    assert unpacker(State).decode(b"".join(pieces)) == state
    assert max(map(len, pieces)) < 6000  # of some twenty bytes a file


def test_a_long_page(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    space.notice("a", ledger=LEDGER)
    space.notice("b")
    space.build()
    monkeypatch.setattr(render, "_AT_A_TIME", 3)
    space.build(out=space.folder / "pieces")
    assert space.tree(space.folder / "pieces") == space.tree()
    assert "拨付迟缓" in space.html("/titles/")
    before = (space.out / "titles/index.html").stat()
    space.write("site.yaml", SITE.replace("stale_after_days: 365", "stale_after_days: 366"))
    space.build()  # every group of pages is made again; what has the same bytes is not written again
    assert (space.out / "titles/index.html").stat() == before


def addresses(sitemap: Path) -> list[str]:
    return [node.text or "" for node in ElementTree.parse(sitemap).iter(f"{{{SITEMAP}}}loc")]


@pytest.mark.parametrize("most", [3, 4, 5, 1000])
def test_a_sitemap(space: Space, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of as many files as it takes, each as an XML library writes it."""
    space.notice()
    space.build()
    every = addresses(space.out / "sitemap.xml")
    monkeypatch.setattr(sitemap_files, "SITEMAP_URLS", most)
    space.build(clean=True)
    named = addresses(space.out / "sitemap.xml") if most < len(every) else ["https://tz.invalid/sitemap.xml"]
    parts = [space.out / address.removeprefix("https://tz.invalid/") for address in named]
    found = [addresses(part) for part in parts]
    assert sum(found, []) == every
    assert max(map(len, found)) <= most and min(map(len, found)) > 0
    assert {part.name for part in parts} <= {"sitemap.xml"} | {
        f"sitemap-{name}{more}.xml" for name in ("pages", "2024") for more in ("", *(f"-{n}" for n in range(2, 40)))
    }
    ElementTree.register_namespace("", SITEMAP)
    for part in parts:
        tree = ElementTree.parse(part).getroot()
        assert part.read_bytes() == ElementTree.tostring(tree, "utf-8", xml_declaration=True) + b"\n"


def test_workers_begin_without_the_state(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are copies of this process: where all units will be made again, they are started before it has read a state."""
    for number in range(24):
        space.notice(f"n{number:02}")
    space.build_after_early_check(jobs=2)
    there: list[int] = []

    def loaded(paths: SitePaths) -> State:
        there.append(len(active_children()))
        return load_state(paths)

    monkeypatch.setattr(pipeline, "load_state", loaded)
    space.notice("n00", ledger=LEDGER)
    assert space.build_after_early_check(jobs=2).units_made == 1
    space.write("site.yaml", SITE.replace("试验台账", "另一台账"))
    assert space.build_after_early_check(jobs=2).units_made == 24
    assert there == [0, 2]
    assert "另一台账" in space.html("/notices/n00/")
