"""Other ways of writing: found where nothing is verbatim, told by their spelling, never before or among what is exact."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from site_builder.search.indexing import write_index
from site_builder.search.spellings import spelling_table, title_table
from site_builder.unit.search_documents import SearchDocument
from tests.search.acceptance import ask
from tests.search.serving import served, write_site

BASE = "/zgtz/"
TEXTS = {
    "a": ("关于收费不规范的问题", "2024年3月至5月清退1,000万元，涉及2021-2023年度的收费。"),
    "b": ("关于监管缺位的问题", "二○二三年十月制定监督检查办法，处理面积2500平方米。"),
    "c": ("关于臺賬的事項", "補錄臺賬三十份。"),
    "d": ("关于年份写法的问题", "二〇二四年和2024年两种写法都有。"),
}
NAMES = [
    {"text": "云州市市场监督管理局", "url": f"{BASE}organs/amr/", "kind": "单位"},
    {"text": "水环境与供水", "url": f"{BASE}themes/water/", "kind": "专题"},
]
LABELS = {"mark": {"overdue": "逾期", "lapsed": "时限已过·未见后续公开"}, "status": {"done": "已完成整改"}}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = tmp_path_factory.mktemp("spellings")
    documents = [
        SearchDocument(
            url=f"{BASE}notices/{key}/p1/", title=title, blocks=(title, text), published="2024-01-01", status="done"
        )
        for key, (title, text) in TEXTS.items()
    ]
    organ = "云州市市场监督管理局"
    documents.append(SearchDocument(url=f"{BASE}notices/e/p1/", title="关于电梯的问题", blocks=(f"由{organ}负责。",)))
    write_site(documents, root, BASE)
    write_index(
        documents,
        root / "zgtz/pagefind",
        state=tmp_path_factory.mktemp("state"),
        base_path=BASE,
        labels=LABELS,
        suggestions=NAMES,
    )
    with served(root) as running:
        yield running + BASE


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{address}search/")
    yield opened
    context.close()


@pytest.fixture(scope="module")
def asked(browser: Browser, address: str) -> Iterator[Page]:
    """One page that is asked one query after the other, as somebody types them."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{address}search/")
    yield opened
    context.close()


def found(page: Page, query: str) -> list[str]:
    return [url.removeprefix(f"{BASE}notices/").removesuffix("/p1/") for url in ask(page, q=query)["urls"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("監管缺位", ["b"]),  # traditional for simplified
        ("台账三十份", ["c"]),
        ("补录台账三十份", ["c"]),  # simplified for traditional
        ("二〇二三年十月", ["b"]),
        ("二◯二三年", ["b"]),
        ("二零二三年", ["a", "b"]),
        ("2023年十月", ["b"]),
        ("二〇二四年3月", ["a"]),
        ("1000万元", ["a"]),
        ("１０００万元", ["a"]),
        ("2,500平方米", ["b"]),
        ("2021~2023年度", ["a"]),
        ("2021—2023年度", ["a"]),
        ("2021～2023年度", ["a"]),
        ("scjdglj", ["e"]),
        ("shichangjiandu", ["e"]),
        ("yzsscjd", ["e"]),
        ("jianguanquewei", ["b"]),  # words of an item's title
        ("shoufeibgf", ["a"]),
        ("nfxf", ["d"]),
        ("jianguanquewei 2500", ["b"]),
        ("jianguanqwx", []),
        ("監管缺位 二〇二三年", ["b"]),
        ("10,00万元", []),
        ("二三年二", []),
    ],
)
def test_a_way_of_writing_is_no_obstacle(asked: Page, query: str, expected: list[str]) -> None:
    assert found(asked, query) == expected


def test_what_was_taken_for_what_is_said(asked: Page) -> None:
    assert ask(asked, q="1000万元")["text"] == "没有与“1000万元”逐字相同的内容，按“1,000万元”等写法找到 1 条。"
    assert asked.locator("#search-results mark").all_text_contents() == ["1,000万元"]


def test_what_is_exact_stands_alone_and_the_rest_below_it(asked: Page) -> None:
    answer = ask(asked, q="二〇二四年")
    assert answer["total"] == 1 and answer["text"] == "“二〇二四年”共找到 1 条。"
    asked.wait_for_selector("#search-other li")
    others = asked.locator("#search-other li").evaluate_all("all => all.map((e) => e.dataset.url)")
    assert others == [f"{BASE}notices/a/p1/"]
    assert "“2024年”" in asked.locator("#search-other-heading").inner_text()
    ask(asked, q="电梯")
    assert asked.locator("#search-other").count() == 0


def test_the_table_is_fetched_only_when_nothing_is_found(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    ask(page, q="监管")
    ask(page, q="二〇二四年")
    assert not any("spellings" in url for url in fetched)
    ask(page, q="監管")
    assert any("spellings" in url for url in fetched)
    assert not any("titles" in url for url in fetched), "for Latin letters alone"
    ask(page, q="jianguan")
    assert any("titles" in url for url in fetched)


def test_a_first_search_fetches_little_for_other_spellings(browser: Browser, address: str) -> None:
    """Their code and nothing else: 5 % of the rest at most, compressed as it is served."""
    context = browser.new_context()
    page = context.new_page()
    sizes: dict[str, int] = {}

    def weigh(request: Request) -> None:
        answer = request.response()
        sizes[request.url] = len(gzip.compress(answer.body(), 9)) if answer else 0

    page.on("requestfinished", weigh)
    page.goto(f"{address}search/?q=监管")
    page.wait_for_selector("#search-status[data-state=done]")
    page.wait_for_timeout(100)
    context.close()
    own = [size for url, size in sizes.items() if "variants" in url or "spellings" in url or "titles" in url]
    assert len(own) == 1 and len(sizes) > 8
    assert own[0] <= 0.05 * (sum(sizes.values()) - own[0])


def test_a_name_is_suggested_by_its_pinyin(page: Page) -> None:
    page.focus("#q")
    page.wait_for_selector('#q[role="combobox"]')
    for typed, name in (
        ("scjdglj", "云州市市场监督管理局 单位"),
        ("shuihuanj", "水环境与供水 专题"),
        ("shj", "水环境与供水 专题"),
    ):
        page.fill("#q", "")
        page.keyboard.type(typed)
        page.wait_for_selector("[role=option]")
        assert page.locator("[role=option]").all_text_contents() == [name]


def test_words_for_marks_and_statuses_lead_to_their_pages(asked: Page) -> None:
    for query, href in (("逾期", "marks/overdue/"), ("未见后续公开", "marks/lapsed/"), ("已完成整改", "status/done/")):
        ask(asked, q=query)
        assert asked.locator("#search-names a").get_attribute("href") == BASE + href
    ask(asked, q="电梯")
    assert asked.locator("#search-names").count() == 0


def test_nothing_found_leads_on(asked: Page) -> None:
    assert found(asked, "没有这样的话") == []
    assert asked.locator("#search-lead a").first.get_attribute("href") == f"{BASE}titles/"


def test_the_excerpt_is_not_the_title_again(asked: Page) -> None:
    ask(asked, q="收费不规范")
    shown = asked.locator("#search-results li").first
    assert shown.locator(".search-result__excerpt").inner_text().startswith("2024年3月至5月清退1,000万元")


def test_back_from_a_result_is_the_place_that_was_left(page: Page) -> None:
    page.set_viewport_size({"width": 400, "height": 300})
    ask(page, q="问题")
    page.evaluate("scrollTo(0, 180)")
    there = page.evaluate("scrollY")
    assert there > 100
    page.locator("#search-results a").nth(2).evaluate("e => e.click()")
    page.wait_for_selector("body[data-page=problem]")
    page.go_back()
    page.wait_for_selector("#search-status[data-state=done]")
    page.wait_for_function(f"Math.abs(scrollY - {there}) < 40")


def test_readings_of_a_name_are_those_of_its_words() -> None:
    table = spelling_table(["银行行长", "重庆"])
    readings = table["readings"]
    assert isinstance(readings, dict)
    assert "行" in readings["hang"] and "重" in readings["chong"] and "庆" in readings["qing"]
    assert (
        isinstance(table["simplified"], str) and "監监" in table["simplified"] and "监監" in str(table["traditional"])
    )


def test_titles_are_told_once_with_every_reading_of_their_characters() -> None:
    table = title_table(["银行行长", "重庆A", "银行行长"])
    assert table["titles"] == ["银行行长", "重庆A"]
    readings = table["readings"]
    assert isinstance(readings, dict)
    assert (
        "行" in readings["hang"]
        and "行" in readings["xing"]
        and "长" in readings["zhang"]
        and "重" in readings["chong"]
    )
    assert not any("A" in chars for chars in readings.values())
