"""Lists that grow with the archive: no page that grows with it, and not a line that is lost on the way."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.site.paging import by_age, cut, in_order
from tests.cases import cases
from tests.conftest import Space
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


ITEM = """\
#### {n}. 第{n}件事 {{#p{n}}}

整改情况：印发《第{n}号管理办法》，计划于2023年{month}月前完成。
"""
DUE = """\
p{n}:
  due:
    - {{by: "2023-{month:02}", quote: "计划于2023年{month}月前完成"}}
"""
INSPECTION = 'r1: {level: 市委, round: 第一轮, type: 巡察, feedback: "2020-03-01"}\n'


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """360 items of six notices of one organ and inspection: more than any list has room for."""
    space = Space(tmp_path_factory.mktemp("archive"))
    space.write("inspections.yaml", INSPECTION)
    for place in range(6):
        months = [1 + n % 12 for n in range(1, 61)]
        text = "\n".join(ITEM.format(n=n, month=month) for n, month in enumerate(months, 1))
        ledger = "".join(DUE.format(n=n, month=month) for n, month in enumerate(months, 1))
        day = f"{2021 + place % 2}-0{1 + place}-10"
        space.notice(f"n{place}", text=text, ledger=ledger, head=archive_head(day))
    space.build("2026-11-20")
    return space.out


def archive_head(day: str) -> str:
    last = date.fromisoformat(day) + timedelta(days=30)
    return f"""\
title: 中共某局党组关于巡察整改情况的通报
kind: rectification
organ: amr
inspection: r1
published: "{day}"
window: {{kind: publication, opens: "{day}", closes: "{last}"}}
"""


def test_every_number_of_a_long_list_leads_to_all_that_it_counts(archive: Path) -> None:
    seen, wrong = wrong_numbers(archive)
    assert wrong == [] and seen > 100
    assert list(Site(archive).untold()) == []


def test_no_list_is_above_300_kilobytes(archive: Path) -> None:
    large = {page: page.stat().st_size for page in archive.rglob("*.html") if page.stat().st_size > 300_000}
    assert large == {}
    assert (archive / "marks/lapsed/2021/index.html").is_file()
    assert (archive / "cohorts/2020/all/index.html").is_file()
