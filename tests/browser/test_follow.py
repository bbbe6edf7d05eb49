"""关注: a button, without an account; what has changed since the last visit; nothing of a notice is kept but address and hash."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import opened
from tests.browser.serving import served
from tests.conftest import DUE_LEDGER, HEAD, SITE, TEXT, Space

ENTRY = """\
p1:
  entries:
    - as_of: "2024-11-05"
      basis: report
      status: ongoing
      about: m2
      source: {file: "r.txt"}
      quote: "正在清理历年沉淀资金"
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Space, str]]:
    space = Space(tmp_path)
    space.write("site.yaml", SITE.replace("demo: true\n", ""))
    space.notice("a")
    space.notice("b", head=HEAD.replace("关于巡察", "关于另一巡察").replace("organ: amr", "organ: null"))
    space.build("2024-10-20")
    with served(space.out) as running:
        yield space, running


def rows(page: Page, address: str) -> dict[str, tuple[str, str]]:
    """Followed URL → (data-changed, what the row says)."""
    page.goto(f"{address}follow/")
    page.wait_for_selector("[data-followed]")
    found = page.locator("[data-followed]").evaluate_all(
        "all => all.map((e) => [e.dataset.followed, e.dataset.changed, e.textContent])"
    )
    return {url: (changed, words) for url, changed, words in found}


def at(page: Page, day: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00+08:00")


def follow(page: Page, address: str, *paths: str) -> None:
    for path in paths:
        page.goto(address + path)
        page.locator("[data-follow]").click()
        assert page.locator("[data-follow]").get_attribute("aria-pressed") == "true"


def test_what_has_changed_since_the_last_visit(browser: Browser, site: tuple[Space, str]) -> None:
    space, address = site
    every = {"/notices/a/p1/", "/notices/a/p2/", "/notices/a/", "/organs/amr/", "/notices/b/"}
    with opened(browser, "2024-10-25T12:00:00+08:00") as page:
        follow(page, address, *(url[1:] for url in every))
        before = rows(page, address)
        assert {url: changed for url, (changed, _) in before.items()} == dict.fromkeys(every, "false")
        assert "关于“拨付迟缓”问题" in before["/notices/a/p1/"][1]
        space.write("notices/a/files/r.txt", "截至目前，正在清理历年沉淀资金。")
        space.notice("a", ledger=ENTRY)
        space.build("2024-11-06")
        at(page, "2024-11-06")
        changed = {"/notices/a/p1/": "true", "/notices/a/": "true", "/organs/amr/": "true"}
        wanted = dict.fromkeys(every, "false") | changed
        assert {url: told for url, (told, _) in rows(page, address).items()} == wanted
        assert {url: told for url, (told, _) in rows(page, address).items()} == wanted, "a reload takes nothing away"
        at(page, "2024-11-08")
        rows(page, address)
        at(page, "2024-11-09")
        assert {told for told, _ in rows(page, address).values()} == {"false"}


def test_a_text_that_is_not_what_it_was_is_told(browser: Browser, site: tuple[Space, str]) -> None:
    space, address = site
    with opened(browser, "2024-10-25T12:00:00+08:00") as page:
        follow(page, address, "notices/a/p1/")
        space.notice("a", text=TEXT.replace("压缩拨付时限", "缩短拨付时限"))
        space.build("2024-10-25")
        changed, words = rows(page, address)["/notices/a/p1/"]
        assert changed == "true" and "校验值变了" in words


def test_the_host_is_asked_anew(browser: Browser, site: tuple[Space, str]) -> None:
    """A host lets browsers keep pages: what one kept is what was there at the last visit."""
    _, address = site
    with opened(browser, "2024-10-25T12:00:00+08:00") as page:
        follow(page, address, "notices/a/p1/")
        asked: list[Request] = []
        page.on("request", lambda each: asked.append(each))
        rows(page, address)
        fetched = [each.all_headers() for each in asked if each.resource_type == "fetch"]
        assert fetched and {each.get("cache-control") for each in fetched} == {"max-age=0"}


def test_nothing_is_kept_of_a_notice_and_a_withdrawn_one_has_no_title(
    browser: Browser, site: tuple[Space, str]
) -> None:
    space, address = site
    with opened(browser, "2024-10-25T12:00:00+08:00") as page:
        follow(page, address, "notices/a/", "notices/a/p1/", "organs/amr/")
        rows(page, address)
        kept = page.evaluate("JSON.stringify(Object.fromEntries(Object.entries(localStorage)))")
        assert not any("\u4e00" <= char <= "\u9fff" for char in kept), kept
        pages = json.loads(json.loads(kept)["taizhang-follow"])["pages"]
        assert sorted(pages) == ["/notices/a/", "/notices/a/p1/", "/organs/amr/"]
        assert [len(each) for each in pages.values()] == [64, 64, 0]
        space.notice("a", head=HEAD + "after_close: withdraw\n")
        space.build("2024-12-01")
        at(page, "2024-12-01")
        found = rows(page, address)
        for url in ("/notices/a/", "/notices/a/p1/"):
            assert found[url][0] == "true" and "已撤下" in found[url][1]
            assert "关于巡察整改" not in found[url][1] and "拨付" not in found[url][1]


def test_without_script_no_button_is_seen(browser: Browser, site: tuple[Space, str]) -> None:
    with opened(browser, None, java_script_enabled=False) as page:
        page.goto(f"{site[1]}notices/a/")
        assert not page.locator("[data-follow]").is_visible()
        page.goto(f"{site[1]}follow/")
        assert page.locator("noscript").is_visible()


def test_a_sentence_that_is_selected_offers_its_address(browser: Browser, site: tuple[Space, str]) -> None:
    space, address = site
    url = "source: {name: 某网, url: 'https://gov.invalid/a.html'}\n"
    space.notice("a", head=HEAD + url)
    space.build("2024-10-25")
    with opened(browser, "2024-10-25T12:00:00+08:00") as page:
        page.goto(f"{address}notices/a/#p1-m2-s1")
        assert page.locator("#p1-m2-s1").evaluate("e => e.matches(':target')")
        page.locator("#p1-m1-s1").evaluate("e => getSelection().selectAllChildren(e)")
        page.wait_for_selector(".sentence-link a")
        links = page.locator(".sentence-link a").evaluate_all("all => all.map((e) => e.getAttribute('href'))")
        assert links[0] == "#p1-m1-s1"
        assert links[1].startswith("https://gov.invalid/a.html#:~:text=%E4%B8%80%E6%98%AF")
        page.evaluate("getSelection().removeAllRanges()")
        page.wait_for_selector(".sentence-link", state="hidden")
        page.goto(f"{address}notices/a/p1/#p1-m2-s1")
        assert page.locator("#p1-m2-s1").evaluate("e => e.matches(':target')")
        page.locator("#p1-m2-s1").evaluate("e => getSelection().selectAllChildren(e)")
        page.wait_for_selector(".sentence-link a")
        links = page.locator(".sentence-link a").evaluate_all("all => all.map((e) => e.getAttribute('href'))")
        assert links[0] == "#p1-m2-s1" and links[1].startswith("https://gov.invalid/a.html#:~:text=")


def test_a_day_that_has_passed_is_said_though_nothing_was_published(browser: Browser, site: tuple[Space, str]) -> None:
    space, address = site
    space.notice("a", ledger=DUE_LEDGER)
    space.build("2024-10-20")
    with opened(browser, at=None) as page:
        at(page, "2024-10-20")
        follow(page, address, "notices/a/p1/")
        assert "现在标着" not in rows(page, address)["/notices/a/p1/"][1]
        space.build("2025-07-05")
        at(page, "2025-07-05")
        changed, words = rows(page, address)["/notices/a/p1/"]
    assert changed == "false"
    assert "没有新的公开内容" in words and "现在标着：时限已过·未见后续公开" in words
