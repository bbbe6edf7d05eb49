"""Every figure is a link, and every count a list of exactly what it counts."""

from pathlib import Path

from lxml import html

from tests.conftest import HEAD, LEDGER, Space, some
from tests.site.counting import Site, wrong_numbers

FIGURES = "normalize-space() != '' and translate(normalize-space(), '0123456789,', '') = ''"


def test_every_number_of_the_demonstration_leads_to_its_list(demo: Path) -> None:
    seen, wrong = wrong_numbers(demo)
    assert wrong == []
    assert seen > 300


def test_no_number_of_items_or_notices_stands_alone(demo: Path) -> None:
    assert list(Site(demo).untold()) == []


def test_a_number_that_stands_alone_is_seen(tmp_path: Path) -> None:
    main = """<main><p>共 3 项，另见第 2 项。<a href="/x/">9 项</a></p>
      <section><h2>甲 <span>2 项</span></h2><p data-item="/a/"></p><p data-item="/b/"></p></section>
      <section><h2>乙 1 份</h2><ul><li>丙</li><li>丁</li></ul></section><blockquote>隐患 7 项</blockquote></main>"""
    (tmp_path / "index.html").write_text(f"<!DOCTYPE html><body>{main}</body>", "utf-8")
    assert list(Site(tmp_path).untold()) == ["/ 共 3 项，另见第 2 项。", "/ 乙 1 份"]


def test_every_item_that_is_listed_has_its_page(demo: Path) -> None:
    site = Site(demo)
    listed = {item for url in site.urls for item in site.page(url).xpath("//@data-item")}
    assert {item for item in some(listed) if not (demo / item.strip("/") / "index.html").is_file()} == set()
    every = {url for url in site.urls if site.page(url).xpath("//body/@data-page") == ["problem"]}
    assert listed == every


def test_the_kinds_of_pages_that_count_have_numbers(demo: Path) -> None:
    kinds: dict[str, int] = {}
    site = Site(demo)
    for url in site.urls:
        page = site.page(url)
        (kind,) = page.xpath("//body/@data-page")
        kinds[kind] = kinds.get(kind, 0) + len(page.xpath("//main//@data-count"))
    for kind in ("home", "notice", "notices", "organ", "organs", "inspection", "inspections", "status", "mark", "data"):
        assert kinds[kind] > 0, kind


def test_no_bare_figure_stands_in_a_table_of_totals(demo: Path) -> None:
    """A cell that is a number and no more is a link, in every table that counts."""
    site = Site(demo)
    bare = [
        (url, cell.text_content())
        for url in site.urls
        for cell in site.page(url).xpath(
            f"//main//table[contains(@class, 'status-table') or contains(@class, 'wide-table')]//td[{FIGURES}]"
        )
        if not cell.xpath(".//a") and cell.text_content().strip() != "0"
    ]
    assert bare == []


def test_the_home_page_shows_no_notice_twice(demo: Path) -> None:
    links = html.fromstring((demo / "index.html").read_bytes()).xpath("//*[@class='notice-card__title']/a/@href")
    assert len(some(links)) == len(set(links))


def test_a_status_of_more_than_a_page_is_counted_with_its_years(space: Space) -> None:
    """Of 210 items the page of the status shows 200; the number on the home page counts all."""
    text = "".join(f"#### {n}. 第{n}件 {{#p{n}}}\n整改情况：已部署。\n" for n in range(1, 106))
    for slug, year in (("a", "2023"), ("b", "2024")):
        space.notice(slug, text=text, head=HEAD.replace("2024-", f"{year}-"))
    space.build("2024-12-31")
    seen, wrong = wrong_numbers(space.out)
    assert wrong == [] and seen > 10
    assert len(Site(space.out).page("/status/unstated/").xpath("//main//@data-item")) == 200


def test_numbers_of_an_organ_are_its_own(space: Space) -> None:
    space.write("organs.yaml", 'amr:\n  name: "甲局"\nedu:\n  name: "乙局"\n')
    space.notice("a", ledger=LEDGER)
    space.notice("b", ledger=LEDGER, head=HEAD.replace("organ: amr", "organ: edu"))
    space.build("2025-08-01")
    page = html.fromstring(space.html("/organs/amr/"))
    assert page.xpath("//*[@id='done']//@data-item") == ["/notices/a/p2/"]
    assert page.xpath("//*[@id='mark-lapsed']//@data-item") == ["/notices/a/p1/"]
    assert page.xpath("//a[@href='#mark-lapsed']/@data-count") == ["1"]
    marked = html.fromstring(space.html("/marks/lapsed/"))
    assert marked.xpath("//main//@data-item") == ["/notices/b/p1/", "/notices/a/p1/"]
