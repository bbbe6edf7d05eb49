"""Every kind of page in Chromium: silent under a strict policy, whole at 320 px, readable with no script, accessible."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations
from tests.browser.conftest import lost, opened
from tests.browser.kinds import pages_of
from tests.cases import either, part
from tests.conftest import some

LARGE = "localStorage.setItem('taizhang-large', 'on')"
LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable"]  # of axe's rules, those that a size can break
QUERY = "?q=整改&status=ongoing"

# Elements of the page that stick out of it, other than inside a box of their own that scrolls.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1)
    && !e.closest('.table-scroll, .visually-hidden, .skip-link') && !e.closest('[hidden]');
}).map((e) => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)"""

# Words of <main> that are in the file and not to be seen, other than in what a reader can open or hear.
UNSEEN = """() => [...document.querySelectorAll('main *')].filter((e) =>
  [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
  && !e.closest('details:not([open]), [hidden], .visually-hidden, option, svg, .dossier-code')
  && !(e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getClientRects().length)
).map((e) => e.outerHTML.slice(0, 120))"""


TYPE = "(size) => { document.documentElement.style.fontSize = size; }"
LEVELS = "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map((h) => +h.tagName[1])"


class Visit(NamedTuple):
    """What a page of 1280 px showed: axe's violations, the accessibility tree, the levels of its headings."""

    violations: list[str]
    tree: str
    levels: list[int]


class Tour(NamedTuple):
    """Visits by kind of page, what the browser complained of on the way, and what stuck out of a screen of 320 px.

    doubled  the same with type of 200 %
    """

    visits: dict[str, Visit]
    said: list[str]
    wide: dict[str, list[str]]
    doubled: dict[str, list[str]]


def too_wide(page: Page, kind: str) -> dict[str, list[str]]:
    """What sticks out of a screen of 320 px, by kind of page and width."""
    width, out = page.evaluate("document.documentElement.scrollWidth"), page.evaluate(STICKING_OUT)
    return {f"{kind} {width}": out[:3]} if width > 320 or out else {}


@pytest.fixture(scope="module")
def tour(browser: Browser, address: str, layouts: dict[str, str]) -> Tour:
    """Every layout (in the audit every kind) of page, opened once: first at 320 px, as it is loaded by a telephone, then at 1280."""
    said: list[str] = []
    visits: dict[str, Visit] = {}
    wide: dict[str, list[str]] = {}
    doubled: dict[str, list[str]] = {}
    with opened(browser, reduced_motion="reduce") as page:
        page.on("console", lambda message: said.append(f"{page.url} {message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url} {error}"))
        page.on(
            "requestfailed",
            lambda request: said.append(f"{page.url} no {request.url} {request.failure}") if lost(request) else None,
        )
        page.on("response", lambda r: said.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("request", lambda r: said.append(f"leaves: {r.url}") if not r.url.startswith(address) else None)
        for kind, path in layouts.items():
            page.set_viewport_size({"width": 320, "height": 640})
            page.goto(address + path + (QUERY if kind == "search" else ""))
            if kind == "search":
                page.wait_for_selector("#search-results > li")
            wide |= too_wide(page, kind)
            page.evaluate(TYPE, "200%")
            doubled |= too_wide(page, kind)
            page.evaluate(TYPE, "")
            page.set_viewport_size({"width": 1280, "height": 900})
            tree, levels = page.locator("body").aria_snapshot(), page.evaluate(LEVELS)
            visits[kind] = Visit(violations(page), tree, levels)
        page.goto(f"{address}search/")
        page.wait_for_load_state("networkidle")
        page.locator(".site-header .searchbox__input, #q").locator("visible=true").first.press_sequentially("水务")
        page.wait_for_timeout(200)
    return Tour(visits, said, wide, doubled)


def test_no_page_complains(tour: Tour) -> None:
    assert tour.said == []


def test_every_page_fits_a_narrow_screen(tour: Tour) -> None:
    """320 px is also what a screen of 1280 px has at 400 %."""
    assert tour.visits and tour.wide == {}


def test_every_page_fits_a_narrow_screen_with_type_of_200_per_cent(tour: Tour) -> None:
    """Type alone is twice as large, as a browser's own setting makes it: media queries and the screen stay as they are."""
    assert (len(tour.visits) > 10, tour.doubled) == (True, {})


# Whatever stands alone to be pressed and is not 44 px high; links in running text are as high as a line.
SMALL = """() => [...document.querySelectorAll(
  'button, input:not([type=hidden]), select, summary, nav a, .more a, .jump a, .links a, .cards h2 a')]
  .filter((e) => e.checkVisibility() && !e.closest('.skip-link') && e.getBoundingClientRect().height < 43.5)
  .map((e) => `${e.tagName}.${e.className}.${e.parentElement.className} ${e.getBoundingClientRect().height}`)"""


def test_large_type_fits_and_has_large_targets(browser: Browser, address: str, layouts: dict[str, str]) -> None:
    """A narrow screen still holds every page, and what is to be pressed is large on a wide one."""
    wide: dict[str, list[str]] = {}
    small: dict[str, list[str]] = {}
    with opened(browser) as page:
        page.add_init_script(LARGE)
        for kind, path in layouts.items():
            page.set_viewport_size({"width": 320, "height": 640})
            page.goto(address + path + (QUERY if kind == "search" else ""))
            if kind == "search":
                page.wait_for_selector("#search-results > li")
            wide |= too_wide(page, kind)
            page.set_viewport_size({"width": 1280, "height": 900})
            if lines := page.evaluate(SMALL):
                small[kind] = lines[:4]
    assert (wide, small) == ({}, {})


def test_the_ledger_fits_a_screen_of_1280_pixels(browser: Browser, address: str, demo: Path) -> None:
    """With all its columns; where there is no room for columns its rows are cards."""
    wide: dict[str, int] = {}
    with opened(browser, viewport={"width": 1280, "height": 800}) as page:
        for path in pages_of(demo)["ledger"]:
            page.goto(address + path)
            right = page.evaluate(
                "Math.max(0, ...[...document.querySelectorAll('.ledger th, .ledger td')].map((e) => e.getBoundingClientRect().right))"
            )
            if right > 1280 or page.evaluate("document.documentElement.scrollWidth") > 1280:
                wide[path] = right
        page.set_viewport_size({"width": 700, "height": 800})
        cells = page.locator(".ledger tbody tr[data-item]").first.locator("td[data-label]")
        boxes = [cell.bounding_box() for cell in cells.all()]
        assert len({box["x"] for box in boxes if box}) == 1, "one below the other"
    assert wide == {}


def test_the_answer_is_on_the_first_screen(browser: Browser, address: str, demo: Path) -> None:
    """Of a small telephone: the status of an item stands above the fold, and columns fold into one line."""
    below: dict[str, float] = {}
    with opened(browser, viewport={"width": 360, "height": 640}) as page:
        for path in pages_of(demo)["problem"][:: either(48, 6)]:
            page.goto(address + path)
            box = page.locator(".answer__status").bounding_box()
            assert box is not None
            if box["y"] + box["height"] > 640:
                below[path] = box["y"]
        assert page.locator(".site-header").bounding_box()["height"] < 170  # type: ignore[index]
        assert not page.locator(".site-nav__list").is_visible()
        page.locator(".site-nav summary").click()
        assert page.locator(".site-nav__list a").first.is_visible()
    assert below == {}


# Elements whose lower edge lies below the first screen, of those that hold the answer of a page.
BELOW = """(selectors) => selectors.filter((selector) => {
  const found = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  return found.length === 0 || found[0].getBoundingClientRect().bottom > innerHeight;
})"""
ANSWERS = {
    "notice": [".glance__words", ".glance .share-bar", ".contact-line", ".window__state"],
    "problem": [".answer__status"],
}


@pytest.mark.parametrize("size", part([(320, 640), (768, 1024), (1280, 800)], lambda _: "width", "{0[0]}".format))
def test_state_bar_and_contact_are_on_the_first_screen(
    browser: Browser, address: str, demo: Path, size: tuple[int, int]
) -> None:
    """Of notices with statuses and of items, at each width: of every third and twenty-fourth in `make test`, by their length."""
    below: dict[str, list[str]] = {}
    with opened(browser, viewport={"width": size[0], "height": size[1]}) as page:
        for kind, selectors in ANSWERS.items():
            for path in pages_of(demo)[kind][:: either(3, 1) if kind == "notice" else either(48, 6)]:
                page.goto(address + path)
                plain = page.locator(".share-bar").count() == 0
                wanted = [each for each in selectors if not (plain and each.startswith(".glance"))]
                if found := page.evaluate(BELOW, wanted):
                    below[path] = found
    assert below == {}


# Words of a title that stand on two lines, but for those too long for one.
TORN = """() => {
  const words = new Intl.Segmenter('zh', { granularity: 'word' }), torn = [];
  for (const title of document.querySelectorAll('main h1, .notice-card__title, .item-card__title')) {
    const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    const places = [];
    while (walker.nextNode()) [...walker.currentNode.data].forEach((c, i) => places.push([walker.currentNode, i]));
    for (const { segment, index, isWordLike } of words.segment(title.textContent)) {
      const tops = new Set(places.slice(index, index + segment.length).map(([node, i]) => {
        const range = document.createRange();
        range.setStart(node, i); range.setEnd(node, i + 1);
        return Math.round(range.getBoundingClientRect().top);
      }));
      if (isWordLike && tops.size > 1) torn.push(segment);
      const top = (at) => {
        const range = document.createRange(), [node, i] = places[at];
        range.setStart(node, i); range.setEnd(node, i + 1);
        return Math.round(range.getBoundingClientRect().top);
      };
      if (/^[”’）》】、，。；：]/.test(segment) && index && top(index) !== top(index - 1)) torn.push(segment);
    }
  }
  return torn;
}"""


def test_titles_break_between_words(browser: Browser, address: str, demo: Path) -> None:
    torn: dict[str, list[str]] = {}
    said = {
        p: html.fromstring((demo / p / "index.html").read_bytes()) for p in pages_of(demo)["problem"][:: either(80, 10)]
    }
    with opened(browser) as page:
        for path in [*said, "", "status/ongoing/", "notices/"]:
            page.goto(address + path)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                if found := page.evaluate(TORN):
                    torn[f"{path} {width}"] = found
            if path in said:
                assert page.locator("h1").text_content() == said[path].xpath("string(//h1)"), "no character more"
    assert torn == {}


@pytest.mark.parametrize("script", [True, False])
def test_columns_are_in_sight_where_there_is_room(browser: Browser, address: str, script: bool) -> None:
    with opened(browser, at=None, java_script_enabled=script, viewport={"width": 768, "height": 900}) as page:
        page.goto(f"{address}organs/")
        assert page.locator(".site-nav__list a").first.is_visible()
        assert not page.locator(".site-nav summary").is_visible()


def test_every_page_is_whole_without_script(
    browser: Browser, address: str, kinds: dict[str, str], layouts: dict[str, str]
) -> None:
    unseen: dict[str, list[str]] = {}
    with opened(browser, at=None, java_script_enabled=False) as page:
        for kind, path in layouts.items():
            page.goto(address + path)
            assert page.locator("main h1").is_visible(), kind
            assert page.locator("[data-tools]").is_hidden(), "switches that cannot work are not shown"
            if found := page.evaluate(UNSEEN):
                unseen[kind] = found[:3]
        page.goto(address + kinds["search"])
        assert page.locator("#search-noscript a").count() > 10
    assert unseen == {}


def test_every_page_is_accessible(tour: Tour) -> None:
    assert {kind: visit.violations[:5] for kind, visit in some(tour.visits.items()) if visit.violations} == {}


@pytest.mark.audit
@pytest.mark.parametrize("mode", ["large", "narrow", "dark"])
def test_every_page_is_accessible_in_other_sizes_and_colours(
    browser: Browser, address: str, kinds: dict[str, str], mode: str
) -> None:
    found: dict[str, list[str]] = {}
    width = 412 if mode == "narrow" else 1280
    scheme = "dark" if mode == "dark" else "light"
    with opened(
        browser, reduced_motion="reduce", color_scheme=scheme, viewport={"width": width, "height": 900}
    ) as page:
        if mode == "large":
            page.add_init_script(LARGE)
        for kind, path in kinds.items():
            page.goto(address + path + (QUERY if kind == "search" else ""))
            if kind == "search":
                page.wait_for_selector("#search-results > li")
            if lines := violations(page, LOOKS):
                found[f"{kind} {path}"] = lines[:5]
    assert found == {}


def test_the_checker_finds_what_is_wrong(browser: Browser) -> None:
    with opened(browser) as page:
        page.set_content(
            '<html lang="zh-CN"><title>x</title><main><h1>题</h1><img src="x"><p style="color:#aaa">太浅的字</p></main>'
        )
        rules = {line.partition(":")[0] for line in violations(page)}
    assert {"image-alt", "color-contrast"} <= rules


def test_a_screen_reader_hears_the_page_in_its_order(tour: Tour) -> None:
    """Skip link, banner, navigation, main with its one h1, footer: the order of the accessibility tree."""
    for kind, (_, tree, levels) in some(tour.visits.items()):
        places = [
            tree.find(each) for each in ("跳到正文", "- banner", '- navigation "栏目"', "- main", "- contentinfo")
        ]
        assert -1 not in places and places == sorted(places), (kind, places)
        assert tree.count("[level=1]") == 1, kind
        steps = [b - a for a, b in pairwise(levels)]
        assert levels[:1] == [1] and max(steps, default=0) <= 1, (kind, levels)


def test_every_table_has_a_name_and_every_heading_cell_a_scope(demo: Path) -> None:
    """A caption; for tables of a text, which holds its words alone, an accessible name."""
    seen = 0
    for paths in pages_of(demo).values():
        for path in paths:
            file = demo / (path if path.endswith(".html") else path + "index.html")
            for table in html.fromstring(file.read_bytes()).iter("table"):
                seen += 1
                own = bool(table.xpath("ancestor::*[contains(@class, 'prose')]"))
                name = table.get("aria-label") if own else table.xpath("string(caption)")
                assert name and name.strip(), (path, own)
                assert not table.xpath(".//th[not(@scope)]"), path
    assert seen > 100


def test_every_page_says_what_it_is(demo: Path) -> None:
    for paths in some(pages_of(demo).values()):
        for path in paths:
            text = (demo / (path if path.endswith(".html") else path + "index.html")).read_text("utf-8")
            assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN"'), path
            for once in ("<title>", '<meta name="description"', 'rel="canonical"', 'property="og:title"', "<main "):
                assert text.count(once) == 1, (path, once)
            assert " style=" not in text and "<style" not in text and "javascript:" not in text, path
