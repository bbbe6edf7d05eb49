"""The search page in Chromium under a strict policy: exact, ranked, filtered, linked, by keyboard, honest."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import randrange
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from site_builder.search import tokens
from site_builder.search.indexing import write_index
from site_builder.unit.search_documents import SearchDocument
from tests.cases import either
from tests.search.acceptance import ask, check_search
from tests.search.generated import documents, labels
from tests.search.serving import served, write_site

BASE = "/zgtz/"
N = f"{BASE}notices/"
BLOCKS = (
    "2.关于抽查不到位的问题",
    "推行双随机、一公开监管，清退16.1万元；",
    "“20+8”产业集群用 PDCA 法，依据《抽查办法》办理。",
)
# The first character of each of Unicode's extensions B to I of Chinese characters, one block apart by a sign.
RARE = "某𠀀𪜀𫝀𫠠𬺰、\U0002ebf0\U00030000\U00031350村"


Filters = dict[str, tuple[str, ...]]


def made_by_hand() -> list[SearchDocument]:
    """A notice with two items, and an item of another that has the words of the first apart and without punctuation."""
    shown: dict[str, Any] = {"organ": "甲州市监管局", "window_kind": "publication"}
    when = {"opens": "2024-03-01", "closes": "2024-03-31", "published": "2024-03-01"}
    base: Filters = {"organ": ("jia",), "kind": ("rectification",)}
    done: Filters = {**base, "status": ("done",), "mark": ("lapsed",)}
    other = {"opens": "2025-01-01", "closes": "2999-01-01", "published": "2025-01-01"}
    first = SearchDocument(
        url=f"{N}a/p2/",
        title=BLOCKS[0],
        blocks=BLOCKS,
        anchors=("", "m1", "m2"),
        filters=done,
        **when,
        **shown,
        status="done",
    )
    whole = SearchDocument(
        url=f"{N}a/",
        title="甲州市整改通报",
        blocks=("甲州市整改通报", *BLOCKS),
        anchors=(),
        filters=base,
        **when,
        **shown,
    )
    apart = ("1.关于监管的事项", "实行双随机一公开。", "清退资金已到账。", "监管加强。", "208万")
    second = SearchDocument(
        url=f"{N}b/p1/",
        title=apart[0],
        blocks=apart,
        anchors=(),
        filters={**base, "status": ("ongoing",)},
        **other,
        **shown,
        status="x",
    )
    yi: Filters = {"organ": ("yi",)}
    undated = SearchDocument(
        url=f"{N}c/",
        title="未署日期的通报",
        blocks=("抽查", "<b>粗</b>&amp;", RARE),
        anchors=(),
        filters=yi,
        organ="乙局",
    )
    return [first, whole, second, undated]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("search")
    made = made_by_hand()
    write_site(made, root / "site", BASE)
    suggestions = [
        {"text": "甲州市监管局", "url": f"{BASE}organs/jia/", "kind": "organ"},
        {"text": "甲州市整改通报", "url": f"{N}a/", "kind": "notice"},
    ]
    words = {
        "status": {"done": "已完成整改"},
        "organ": {"jia": "甲州市监管局", "yi": "乙局"},
        "mark": {"lapsed": "时限已过"},
    }
    out = root / "site" / "zgtz" / "pagefind"
    write_index(made, out, state=root / "state", base_path=BASE, labels=words, suggestions=suggestions)
    with served(root / "site") as running:
        yield running + BASE


@contextmanager
def searching(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(f"{address}search/")
    yield opened
    context.close()
    assert [text for text in said if "favicon" not in text and "404" not in text] == []


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with searching(browser, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def asked(browser: Browser, address: str) -> Iterator[Page]:
    """One page that is asked one query after the other, as somebody types them."""
    with searching(browser, address) as opened:
        yield opened


def found(page: Page, **wanted: Any) -> list[str]:
    return [url.removeprefix(N) for url in ask(page, **wanted)["urls"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("随机、一", ["a/p2/", "a/", "b/p1/"]),
        ("１６.１万元", ["a/p2/", "a/"]),
        ("20+8", ["a/p2/", "a/"]),
        ("208", ["b/p1/"]),
        ("pdca", ["a/p2/", "a/"]),
        ("《抽查办法》", ["a/p2/", "a/"]),
        ("账", ["b/p1/"]),
        ("抽查", ["a/p2/", "a/", "c/"]),
        ("抽查 问题", ["a/p2/", "a/"]),
        ("监管 清退", ["a/p2/", "a/", "b/p1/"]),
        ("整改通报", ["a/"]),
        ("<b>", ["c/"]),
        ("𠀀𪜀", ["c/"]),
        ("𬺰、\U0002ebf0", ["c/"]),
        ("𬺰\U0002ebf0\U00030000\U00031350村", ["c/"]),
        ("𬺰\U00031350", []),
        ("随公", []),
        ("问题推行", []),
        ("办理理", []),
    ],
)
def test_finds_what_is_there_best_first(asked: Page, query: str, expected: list[str]) -> None:
    assert found(asked, q=query) == expected


def test_punctuation_is_let_go_second_and_that_is_said(asked: Page) -> None:
    answer = ask(asked, q="双随机一公开")
    assert [url.removeprefix(N) for url in answer["urls"]] == ["b/p1/", "a/p2/", "a/"]
    assert answer["text"] == "“双随机一公开”共找到 3 条，其中 2 条仅标点不同。"
    assert ask(asked, q="清退1“6.1”万元")["total"] == 0
    assert ask(asked, q="监管,清退")["text"] == "“监管,清退”共找到 2 条。"
    assert ask(asked, q="监管清退")["text"] == "没有与“监管清退”逐字相同的内容，找到 2 条仅标点不同的。"


def test_filters_are_ors_within_and_ands_between(asked: Page) -> None:
    assert found(asked, status=["done", "ongoing"]) == ["b/p1/", "a/p2/"]
    assert found(asked, status="done", organ="jia") == ["a/p2/"]
    assert found(asked, status="done", organ="yi") == []
    assert found(asked, year="undated") == ["c/"]
    assert found(asked, mark="lapsed", q="抽查") == ["a/p2/"]
    assert found(asked, window="open") == ["b/p1/"]
    assert found(asked, window="closed") == ["a/p2/", "a/"]


def test_sorts_by_date_alone_with_the_undated_last(asked: Page) -> None:
    assert found(asked, organ=["jia", "yi"], sort="newest") == ["b/p1/", "a/p2/", "a/", "c/"]
    assert found(asked, organ=["jia", "yi"], sort="oldest") == ["a/p2/", "a/", "b/p1/", "c/"]


def test_facets_count_the_results(asked: Page) -> None:
    ask(asked, q="抽查", organ="jia")
    counts = asked.eval_on_selector_all(
        "#search-facets input", "boxes => boxes.map(b => [b.name, b.value, b.labels[0].textContent, b.checked])"
    )
    assert ["organ", "jia", "甲州市监管局 2", True] in counts
    assert ["organ", "yi", "乙局 1", False] in counts
    assert ["status", "done", "已完成整改 1", False] in counts
    assert ["window", "closed", "公开期限已届满 2", False] in counts


def test_the_address_is_the_state_back_and_forward(page: Page, address: str) -> None:
    page.fill("#q", "抽查")
    page.press("#q", "Enter")
    page.wait_for_selector("#search-status[data-state=done][data-total='3']")
    page.check("#facet-status-done")
    page.wait_for_selector("#search-status[data-total='1']")
    assert page.evaluate("location.search") == "?q=%E6%8A%BD%E6%9F%A5&status=done"
    assert page.evaluate("document.activeElement.id") == "facet-status-done"
    page.go_back()
    page.wait_for_selector("#search-status[data-total='3']")
    page.go_forward()
    page.wait_for_selector("#search-status[data-total='1']")
    page.select_option('select[name="sort"]', "newest")
    page.wait_for_url("**sort=newest")


def test_a_result_shows_its_text_and_leads_to_the_words(page: Page) -> None:
    ask(page, q="双随机")
    item = page.locator("#search-results > li").first
    shown = page.locator(f'#search-results > li[data-url="{N}a/p2/"]')
    assert item.get_attribute("data-url") == f"{N}b/p1/"
    assert shown.locator("mark").all_text_contents() == ["双随机"]
    assert "推行双随机、一公开监管" in shown.inner_text()
    assert shown.locator('[data-status="done"]').inner_text() == "已完成整改"
    shown.locator("a").click()
    page.wait_for_selector("mark.search-mark")
    assert page.evaluate("location.pathname + location.search") == f"{N}a/p2/?hl=%E5%8F%8C%E9%9A%8F%E6%9C%BA"
    assert page.evaluate("location.hash") == "#m1"
    assert page.locator("main mark").all_text_contents() == ["双随机"]


def test_text_is_never_markup(asked: Page) -> None:
    ask(asked, q="<b>粗")
    assert asked.locator("#search-results b").count() == 0
    assert asked.locator("#search-results mark").all_text_contents() == ["<b>粗"]


def test_nothing_found_is_said_and_the_words_are_offered(asked: Page) -> None:
    answer = ask(asked, q="双随机 无此词语")
    assert (answer["total"], answer["text"]) == (0, "没有找到“双随机 无此词语”。")
    assert asked.locator("#search-nothing a").all_text_contents() == ["双随机（3 条）"]
    ask(asked, q="产业集群抽查")
    assert asked.locator("#search-nothing a").all_text_contents() == ["产业集群（2 条）", "抽查（3 条）"]


def test_more_shows_the_next_and_takes_the_focus_there(page: Page) -> None:
    answer = ask(page, q="抽查", limit=1)
    assert (answer["total"], len(answer["urls"])) == (3, 1)
    page.click("#search-more")
    page.wait_for_selector("#search-results > li:nth-child(3)")
    assert page.evaluate("document.activeElement.closest('li').dataset.url") == f"{N}a/"


def test_slash_and_suggestions_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{N}b/p1/".join([address.removesuffix(BASE), ""]))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.wait_for_selector('#q[role="combobox"]')
    page.keyboard.type("整改")
    assert page.locator('[role="option"]').all_text_contents() == ["甲州市整改通报 通报"]
    assert page.get_attribute("#q", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "suggestions-0-0"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{N}a/")


def test_suggestions_close_when_words_are_asked(page: Page) -> None:
    page.focus("#q")
    page.wait_for_selector('#q[role="combobox"]')
    page.keyboard.type("整改")
    page.wait_for_selector('[role="option"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-status[data-state=done]")
    assert suggested(page) == (0, "false")


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ("suggest.json", "整改"),
        ("spellings.pf_table", "jiazhoushi"),  # which is asked for where words may be pinyin
    ],
)
def test_suggestions_that_come_too_late_stay_away(page: Page, late: str, words: str) -> None:
    """A list that comes after Enter would lie over the results."""
    held: list[Route] = []
    asked: list[str] = []
    if late != "suggest.json":
        page.focus("#q")
        page.wait_for_selector('#q[role="combobox"]')
    page.route(f"**/{late}", lambda route: held.append(route) if not asked else route.continue_())
    page.focus("#q")
    page.keyboard.type(words)
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    assert held
    asked.append(words)
    for route in held:
        route.continue_()
    page.wait_for_selector('#q[role="combobox"]')
    page.wait_for_selector("#search-status[data-state=done]")
    page.wait_for_timeout(300)
    assert suggested(page) == (0, "false")


def suggested(page: Page) -> tuple[int, str | None]:
    """How many suggestions are seen, and what the box says of its list."""
    return page.locator('[role="option"]:visible').count(), page.get_attribute("#q", "aria-expanded")


def test_a_file_that_does_not_come_is_not_taken_for_nothing_found(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/*.pf_index", lambda route: route.fulfill(status=503))
    page.goto(f"{address}search/?q=抽查")
    page.wait_for_selector("#search-status[data-error]")
    assert "没有载入成功" in page.inner_text("#search-status")
    page.unroute("**/*.pf_index")
    assert ask(page, q="抽查")["total"] == 3
    page.close()


def test_both_sides_spell_words_alike(asked: Page) -> None:
    texts = [
        "２０＋８　产业",
        "İstanbul ΟΔΟΣ",
        "ﬁ①㎡…—",
        "𠮷野家\u200b",
        "é e\u0301",
        "机、一1.5“x”",
        "\u00a0\u3000\ufeff",
        "한글ｶﾞ",
        RARE,
    ]
    read = "texts => import('/zgtz/scripts/search-text.js').then(m => texts.map(x => [m.fold(x), m.wordsOf(m.fold(x)), m.lettersOf(m.fold(x))]))"
    for text, (folded, words, letters) in zip(texts, asked.evaluate(read, texts), strict=True):
        mine = tokens.normalize(text)
        pairs = list(tokens.pairs(mine))
        assert letters == "".join(filter(tokens.is_letter, mine)), json.dumps(text)
        assert (folded, words) == (mine, pairs[:-1] if len(pairs) > 1 else pairs), json.dumps(text)


def test_whatever_is_drawn_from_the_text_is_found(browser: Browser, tmp_path: Path) -> None:
    seed = randrange(10**6)
    made = documents(either(40, 200), seed, BASE)
    write_site(made, tmp_path / "site", BASE, pages=False)
    out = tmp_path / "site" / "zgtz" / "pagefind"
    write_index(made, out, state=tmp_path / "state", base_path=BASE, labels=labels(made), shard_size=either(40, 120))
    with served(tmp_path / "site") as address:
        figures = check_search(
            address + BASE, made, seed, either(3, 90), ["双随机一公开", "专项资金"], browser=browser, cold=3
        )
    told = figures.summary()
    print(told)
    assert figures.failures == [], f"seed {seed}"
    assert (told["recall"], told["exact_first"], told["misses_empty"]) == (1.0, 1.0, 1.0)
    assert told["cold_bytes"]["median"] <= 300_000
