"""Nothing on a page moves by itself: not while it loads, not when its scripts have said what is true today."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import opened
from tests.cases import part

# A line that comes in two parts may settle by a pixel; Lighthouse gives full marks up to 0.1.
FLOOR = 0.001
WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput && each.value > FLOOR) window.moved.push(...each.sources.map((source) =>
    `${each.value.toFixed(4)} ${source.node?.nodeName}.${source.node?.className ?? source.node?.data}`));
}).observe({ type: "layout-shift", buffered: true });
""".replace("FLOOR", str(FLOOR))


def moved(page: Page, url: str) -> list[str]:
    """What has moved on a page until it is at rest: how far, and which element."""
    page.goto(url)
    if "?q=" in url:
        page.wait_for_selector("#search-status[data-state='done']")
    if url.endswith("/follow/"):
        page.wait_for_selector("[data-followed]")
    page.wait_for_timeout(80)
    found: list[str] = page.evaluate("window.moved")
    return found


@pytest.mark.parametrize("width", part([320, 768, 1280], lambda _: "every page"))
def test_no_page_moves(browser: Browser, address: str, layouts: dict[str, str], width: int) -> None:
    found: dict[str, list[str]] = {}
    with opened(browser, viewport={"width": width, "height": 640 if width == 320 else 800}) as page:
        page.goto(f"{address}notices/2026-amr/")
        page.locator("[data-follow]").click()
        page.add_init_script(WATCH)
        for kind, path in {**layouts, "results": "search/?q=整改&status=ongoing"}.items():
            if lines := moved(page, address + path):
                found[f"{kind} {path}"] = lines[:4]
    assert found == {}


@pytest.mark.parametrize("width", [900, 1280])
def test_the_header_waits_for_nothing_that_comes_later(browser: Browser, address: str, width: int) -> None:
    """A long page is drawn while it is read, and may be cut anywhere: what stands must stand where it will be in the end."""
    with opened(browser, viewport={"width": width, "height": 800}) as page:
        page.goto(f"{address}notices/2026-amr/")
        found = page.evaluate("""() => {
            const box = document.querySelector(".site-header .searchbox"), places = () => JSON.stringify(box.getBoundingClientRect());
            const whole = places();
            while (box.nextElementSibling) box.nextElementSibling.remove();
            return [whole, places()];
        }""")
        assert found[0] == found[1]


def test_what_moves_is_seen(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.add_init_script(WATCH)
        page.goto(f"{address}organs/")
        page.wait_for_timeout(100)
        page.evaluate("document.querySelector('main').style.paddingTop = '200px'")
        page.wait_for_timeout(200)
        assert page.evaluate("window.moved.length") > 0
