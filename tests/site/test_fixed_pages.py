"""Files of the whole site: the sitemap and the redirects for the host."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import HEAD, Space


def test_the_map_for_the_host_does_not_lead_to_what_is_hidden(space: Space) -> None:
    later = HEAD.replace("2024-10-17", "2024-12-01").replace("2024-11-16", "2024-12-31")
    space.notice("n")
    space.notice("embargoed", head=later)
    space.write(
        "redirects.yaml",
        '"/old/": "/notices/n/"\n"/older/": "/notices/embargoed/p1/"\n"/away/": "https://a.invalid/x"\n',
    )
    shown = "/old/ /notices/n/;\n/away/ https://a.invalid/x;\n"
    space.build("2024-10-20")
    assert (space.out / "nginx-redirects.map").read_text("utf-8") == shown
    space.build("2024-12-01")
    assert "/older/ /notices/embargoed/p1/;" in (space.out / "nginx-redirects.map").read_text("utf-8")


@pytest.mark.parametrize("kind", ["sitemap.xml"])
def test_sitemap_has_true_days(demo: Path, kind: str) -> None:
    """An item's day is that of its own last words, not that of the build."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.fromstring((demo / kind).read_bytes())
    days = {node.findtext(f"{space}loc"): node.findtext(f"{space}lastmod") for node in root}
    assert len(days) == len(root)
    for address, day in days.items():
        path = (address or "").removeprefix("https://taizhang.invalid/")
        assert (demo / path / "index.html").is_file(), path
        assert day is None or day <= "2026-11-20"
    assert days["https://taizhang.invalid/notices/2026-water/p7/"] == "2026-11-16"
    assert days["https://taizhang.invalid/notices/2026-water/p1/"] != "2026-11-16"


def test_a_page_does_not_link_to_what_is_not_public_yet(space: Space) -> None:
    """The address of an embargoed notice, or of a draft, is not on the page before its day; from then on the link is there."""
    later = HEAD.replace("2024-10-17", "2024-12-17").replace("2024-11-16", "2025-01-16")
    space.notice(head=HEAD)
    space.notice(slug="ahead", head=later)
    space.notice(slug="unfinished", head=HEAD + "draft: true\n")
    words = "见[年底的](/notices/ahead/)、[其中一项](/notices/ahead/p1/#text)、[草稿](/notices/unfinished/)和[已公开的](/notices/n/)。"
    space.write("pages/help.md", f'---\ntitle: "说明"\n---\n{words}\n')
    space.build("2024-10-20")
    page = space.html("/help/")
    assert "见年底的、其中一项、草稿和<a" in page and 'href="/notices/n/"' in page
    assert not [
        name for name, content in space.tree().items() if b"notices/ahead" in content or b"unfinished" in content
    ]
    space.build("2024-12-18")
    assert 'href="/notices/ahead/"' in space.html("/help/") and "unfinished" not in space.html("/help/")
