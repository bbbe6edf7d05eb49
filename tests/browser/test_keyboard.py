"""By keyboard alone: skip link, `/`, switches that a reader's browser remembers, focus that is seen."""

from playwright.sync_api import Browser, Page

from tests.browser.conftest import opened

NOTICE = "notices/2026-amr/"
FOCUSED = "document.activeElement.matches({!r})"


def on(page: Page, selector: str) -> bool:
    return bool(page.evaluate(FOCUSED.format(selector)))


def test_the_first_stop_skips_to_the_text(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + NOTICE)
        page.keyboard.press("Tab")
        assert on(page, ".skip-link") and page.locator(".skip-link").bounding_box()["x"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert on(page, "main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_slash_goes_to_the_search_box_that_is_seen(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        for path, box in ((NOTICE, "#site-q"), ("", "#home-q"), ("search/", "#q"), ("404.html", "#lost-q")):
            page.goto(address + path)
            page.keyboard.press("/")
            assert on(page, box), path
            assert page.locator(box).input_value() == "", "the key itself is not typed"
        page.goto(address + NOTICE)
        page.keyboard.press("/")
        page.keyboard.type("水务/局")
        assert page.locator("#site-q").input_value() == "水务/局", "in the box a slash is a slash"
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=**")


def test_every_stop_is_seen(browser: Browser, address: str) -> None:
    """Walking through a problem page, what has the focus has an outline and lies on the screen."""
    look = """() => {
      const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
      const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return [e.tagName, e.textContent.trim().slice(0, 20), seen && style.outlineStyle !== 'none'];
    }"""
    with opened(browser, reduced_motion="reduce") as page:
        page.goto(f"{address}notices/2026-amr/p5/")
        names = []
        for _ in range(60):
            page.keyboard.press("Tab")
            tag, name, seen = page.evaluate(look)
            if tag == "BODY":
                break
            assert seen, (tag, name)
            names.append(name)
        assert {"大字", "通报", "措施2"} <= set(names)
        assert "栏目" not in names and "关于本站" in names


def test_switches_work_by_keyboard_and_are_remembered(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(address + NOTICE)
        plain = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.document p')).fontSize)")
        page.get_by_role("button", name="大字").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="高对比").focus()
        page.keyboard.press("Enter")
        page.goto(f"{address}organs/")
        root = page.locator("html")
        assert (root.get_attribute("data-size"), root.get_attribute("data-contrast")) == ("large", "high")
        assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
        page.goto(address + NOTICE)
        large = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.document p')).fontSize)")
        assert large >= 1.25 * plain and large >= 23
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
        assert page.context.cookies() == [], "kept in the reader's browser, sent nowhere"
        page.get_by_role("button", name="大字").press("Space")
        page.reload()
        assert root.get_attribute("data-size") is None


def test_the_contents_follow_the_reader(browser: Browser, address: str) -> None:
    with opened(browser, reduced_motion="reduce") as page:
        page.goto(address + NOTICE)
        for anchor in ("p3", "p9"):
            page.evaluate(f"document.getElementById('{anchor}').scrollIntoView()")
            page.wait_for_selector(f".contents a[aria-current][href='#{anchor}']")
            assert page.locator(".contents a[aria-current]").bounding_box()["y"] < 900, "the list scrolls along"  # type: ignore[index]


def test_forced_colours_keep_what_colour_said(browser: Browser, address: str) -> None:
    with opened(browser, forced_colors="active") as page:
        page.goto(address + NOTICE)
        bar = page.locator(".share-bar rect")
        fills = bar.evaluate_all("all => all.map((e) => getComputedStyle(e).stroke)")
        assert len(fills) > 2 and "none" not in fills, "parts of the bar stay apart"
        assert page.locator(".notice-ledger .shape").first.is_visible()
