"""Lists that grow with the archive: no page that grows with it, and not a line that is lost on the way."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.content import write_content
from benchmarks.records import LAST_DAY, notices
from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.site import file_groups
from site_builder.site.paging import by_age, cut, in_order
from site_builder.unit import feeds
from site_builder.unit.feeds import feed_entries
from tests.cases import cases
from tests.conftest import HEAD, LEDGER, TEMPLATES, Space, some
from tests.site.counting import Site, wrong_numbers

SIZES = st.integers(min_value=1, max_value=12)
LISTS = st.lists(st.integers(), max_size=100)


@given(LISTS, SIZES)
@settings(max_examples=cases(100))
def test_pages_have_every_line_once_and_are_short(lines: list[int], size: int) -> None:
    pages = list(by_age(lines, "/x/", size))
    assert [line for page in pages for line in page.lines] == lines
    assert all(len(page.lines) == size for page in pages[1:])
    assert len(pages[0].lines) < 2 * size
    assert len({page.url for page in pages}) == len(pages) and pages[0].url == "/x/"
    for page in pages if len(pages) > 1 else ():
        assert page.pages and page.pages.total == len(lines)
        assert [link[0].url for link in page.pages.links if link and link[1]] == [page.url]
    front = list(in_order(lines, "/x/", size))
    assert [line for page in front for line in page.lines] == lines
    assert all(len(page.lines) <= size for page in front)


@given(LISTS, LISTS, SIZES)
@settings(max_examples=cases(100))
def test_a_full_page_stays_as_it_is_when_lines_are_added(new: list[int], old: list[int], size: int) -> None:
    before = {page.url: page.lines for page in list(by_age(old, "/x/", size))[1:]}
    after = {page.url: page.lines for page in by_age([*new, *old], "/x/", size)}
    assert before.items() <= after.items()


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(0, 100), st.integers(0, 30))
@settings(max_examples=cases(100))
def test_a_page_never_shows_more_than_it_has_room_for(sizes: list[int], most: int, each: int) -> None:
    shown = cut(sizes, most, each)
    assert sum(shown) <= most
    assert all(own <= size for own, size in zip(shown, sizes, strict=True))
    if sum(sizes) <= most:
        assert shown == sizes


@pytest.mark.audit
def test_every_number_of_a_long_list_leads_to_all_that_it_counts(archive: Path) -> None:
    seen, wrong = wrong_numbers(archive)
    assert wrong == [] and seen > 300
    assert list(Site(archive).untold()) == []


def test_no_line_of_a_list_is_lost(archive: Path) -> None:
    site = Site(archive)
    items = {url for url in site.urls if site.page(url).xpath("//body/@data-page") == ["problem"]}
    notices = {url for url in site.urls if site.page(url).xpath("//body/@data-page") == ["notice"]}
    assert set(site.listed("/titles/")) == items
    years = site.page("/notices/").xpath("//nav[@class='years']//a[span]/@href")
    assert {link for url in some(years) for link in cards(site, url)} == notices
    windows = site.page("/windows/").xpath("//nav[@class='rest']//a/@href")
    shown = set(site.page("/windows/").xpath("//*[@class='notice-card__title']/a/@href"))
    assert shown | {link for url in some(windows) for link in cards(site, url)} == notices
    for url in windows:
        assert {closes[:4] for closes in whole(site, url, "//main//@data-closes")} <= {url.split("/")[3]}
    months = site.page("/changes/").xpath("//nav[@class='years']//a/@href")
    first = {link for url in some(months) for link in whole(site, url, "//*[@class='change__title']/a/@href")}
    assert notices <= first


def cards(site: Site, url: str) -> set[str]:
    return whole(site, url, "//*[@class='notice-card__title']/a/@href")


def whole(site: Site, url: str, path: str) -> set[str]:
    """What all pages of a list have."""
    found: set[str] = set()
    while url:
        page = site.page(url)
        found |= set(page.xpath(path))
        url = next(iter(page.xpath("//nav[@class='pages']/a[@rel='next']/@href")), "")
    return found


def test_calendars_sitemap_and_rows_are_whole_in_their_parts(archive: Path) -> None:
    site = Site(archive)
    for name in ("windows", "due"):
        files = sorted(archive.glob(f"{name}*.ics"))
        events = [line for file in files for line in file.read_text("utf-8").splitlines() if line.startswith("UID:")]
        assert len(files) > 1 and len(events) == len(set(some(events)))
        linked = site.page(f"/{name}/").xpath("//p[@class='lead']//a/@href")
        assert {f"/{file.name}" for file in files} == set(linked)
    parts = sorted(archive.glob("data/problems-*.csv"))
    lines = (archive / "data/problems.csv").read_text("utf-8-sig").splitlines()
    assert len(parts) > 1
    assert [line for part in parts for line in part.read_text("utf-8-sig").splitlines()[1:]] == lines[1:]


def test_feeds_have_what_they_would_have_of_all_cards(
    archive: Path, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of five entries, those of the newest notices, whichever cards were read."""
    for number in range(12):
        day = f"2025-{1 + number:02}-10"  # older than all of them: what was done
        space.notice(
            f"n{number}", head=HEAD.replace("2024-10-17", day).replace("2024-11-16", "2026-12-30"), ledger=LEDGER
        )
    monkeypatch.setattr(file_groups, "FEED_LENGTH", 5)
    monkeypatch.setattr(feeds, "FEED_LENGTH", 5)
    space.build("2025-12-31")
    few = (space.out / "feed.xml").read_bytes()
    monkeypatch.setattr(file_groups, "newest_entries", lambda site, cards: feed_entries(map(site.opened, cards)))
    space.build("2025-12-31", clean=True)
    assert (space.out / "feed.xml").read_bytes() == few and few.count(b"<entry>") == 5


@pytest.mark.audit
def test_no_list_of_three_hundred_notices_is_above_300_kilobytes(tmp_path: Path) -> None:
    write_content(notices(300, 20, seed=1), tmp_path / "content")
    build(Options(tmp_path / "content", tmp_path / "public", templates=TEMPLATES, today=LAST_DAY, search=False))
    large = [page for page in (tmp_path / "public").rglob("*.html") if page.stat().st_size > 300_000]
    assert large == []
    seen, wrong = wrong_numbers(tmp_path / "public")
    assert wrong == [] and seen > 5000
