"""No address that was published disappears without a redirect."""

from pathlib import Path

from tests.conftest import Space
from tests.data.release import RELEASED, lost, urls


def test_every_released_url_is_still_there(demo: Path) -> None:
    released = RELEASED.read_text("utf-8").splitlines()
    assert len(released) > 250
    assert "/notices/2026-amr/p8/" in released
    assert lost(released, demo) == []


def test_a_renamed_notice_is_lost_until_a_redirect_leads_on(space: Space) -> None:
    space.notice("old")
    space.build()
    released = list(urls(space.out))
    space.remove("old")
    space.notice("new")
    space.build()
    gone = lost(released, space.out)
    assert {"/notices/old/", "/notices/old/p1/", "/data/notices/old.json"} <= set(gone)
    space.write(
        "redirects.yaml",
        "".join(f'"{url}": "{url.replace("old", "new")}"\n' for url in gone if url.endswith("/")),
    )
    space.build()
    files = [url for url in gone if not url.endswith("/")]  # a static host cannot redirect a file: the web server must
    assert sorted(lost(released, space.out)) == sorted(files)
