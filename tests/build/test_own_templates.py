"""What a project brings of templates is laid over those of the installed program; a file that nothing would use is refused."""

from pathlib import Path

import pytest

from site_builder.records.findings import SiteError
from tests.conftest import Space, some

HEADER = "{% macro site_header(site, layout) %}<header class='host'>云州市人民政府门户</header>{% endmacro %}"


def own(space: Space, name: str, text: str) -> Path:
    path = space.folder / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_the_hosts_header_is_on_every_page_and_its_picture_is_shipped(space: Space) -> None:
    space.notice()
    own(space, "override/site_header.html", HEADER)
    own(space, "assets/favicon.svg", "<svg/>")
    space.build()
    for file in some(space.out.rglob("*.html")):
        assert "云州市人民政府门户" in file.read_text("utf-8"), file
    assert b"<svg/>" in {path.read_bytes() for path in (space.out / "assets").rglob("*.svg")}


def test_a_change_of_it_is_seen(space: Space) -> None:
    space.notice()
    space.build_after_early_check()
    own(space, "override/site_header.html", HEADER)
    assert space.build_after_early_check().units_made == 1
    assert "云州市人民政府门户" in space.html("/notices/n/")
    own(space, "override/site_header.html", HEADER.replace("云州市", "临溪市"))
    assert space.early_check().every_unit
    space.build_after_early_check()
    assert "临溪市人民政府门户" in space.html("/notices/n/")


@pytest.mark.parametrize(
    "name, says",
    [
        ("override/site_heder.html", "最接近的是 site_header.html"),
        ("site_header.html", "templates/override/"),
        ("override/styles/tokens.css", "不会被用到"),
    ],
)
def test_what_nothing_would_use_is_refused_by_name(space: Space, name: str, says: str) -> None:
    space.notice()
    own(space, name, HEADER)
    with pytest.raises(SiteError, match=says) as caught:
        space.build()
    assert name in str(caught.value)
