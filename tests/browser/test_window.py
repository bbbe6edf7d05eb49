"""The window badge with the clock driven: a page that was not built today still says what is true today."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import opened
from tests.browser.serving import served
from tests.cases import part
from tests.conftest import HEAD, SITE, Space

OBJECTION = """\
title: "拟销号公示"
kind: closure
organ: amr
published: "2024-12-20"
window:
  kind: objection
  opens: "2024-12-20"
  closes: "2025-01-02"
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Built on 20 October 2024 and on 20 December 2024, and never again."""
    folder: Path = tmp_path_factory.mktemp("window")
    october, december = Space(folder / "october"), Space(folder / "december")
    for space in (october, december):
        space.write("site.yaml", SITE.replace("demo: true\n", ""))
    october.notice("n", head=HEAD)
    october.build("2024-10-20", out=folder / "site" / "october")
    december.notice("n", head=OBJECTION)
    december.build("2024-12-20", out=folder / "site" / "december")
    october.write("site.yaml", SITE)
    october.build("2024-10-20", out=folder / "site" / "demo")
    with served(folder / "site") as running:
        yield running


def month_of(url: str) -> str:
    return url.split("/")[3]


def from_its_month(route: Route) -> None:
    """The pages were built for the root: their assets are asked for below the folder of their month."""
    request = route.request
    route.continue_(url=request.url.replace("/assets/", f"/{month_of(request.frame.url)}/assets/"))


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """One page for every moment: `at` sets its clock before it goes anywhere."""
    with opened(browser) as page:
        page.route("**/assets/**", from_its_month)
        yield page


def at_moment(page: Page, url: str, at: str) -> Page:
    page.clock.set_fixed_time(at)
    page.goto(url)
    return page


def badge(browser: Browser, url: str, at: str | None, **options: object) -> tuple[str, str]:
    """(state, words) of the badge at the head of a notice, in a browser of its own."""
    with opened(browser, at, **options) as page:
        page.route("**/assets/**", from_its_month)
        page.goto(url)
        return badge_on(page)


def badge_on(page: Page) -> tuple[str, str]:
    shown = page.locator(".byline [data-window-state]")
    days = shown.locator("time").evaluate_all("all => all.map((each) => each.dateTime)")
    assert days == (["2024-10-17", "2024-11-16"] if month_of(page.url) != "december" else ["2024-12-20", "2025-01-02"])
    return shown.get_attribute("data-window-state") or "", shown.locator("[data-window-text]").inner_text()


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        ("2024-10-16T23:59:00+08:00", "upcoming", "即将公开"),
        ("2024-10-17T00:01:00+08:00", "open", "公开中，还有31天"),
        ("2024-11-15T12:00:00+08:00", "open", "公开中，还有2天"),
        ("2024-11-16T00:00:01+08:00", "last-day", "今天最后一天"),
        ("2024-11-16T23:59:59+08:00", "last-day", "今天最后一天"),
        ("2024-11-17T00:00:01+08:00", "closed", "公开期限已届满"),
    ],
)
def test_a_page_of_last_month_is_right_today(window: Page, address: str, at: str, state: str, words: str) -> None:
    assert badge_on(at_moment(window, f"{address}october/notices/n/", at)) == (state, words)


@pytest.mark.parametrize("zone", part(["America/Los_Angeles", "Pacific/Kiritimati", "Asia/Shanghai"], lambda _: "zone"))
def test_the_day_is_the_sites_wherever_the_reader_is(browser: Browser, address: str, zone: str) -> None:
    """01:00 on the day after in China is still the last day, by the clock on the wall, in Los Angeles."""
    url = f"{address}october/notices/n/"
    assert badge(browser, url, "2024-11-17T01:00:00+08:00", timezone_id=zone)[0] == "closed"
    assert badge(browser, url, "2024-11-16T01:00:00+08:00", timezone_id=zone)[0] == "last-day"


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        ("2024-12-31T23:30:00+08:00", "open", "公示中，还有3天"),
        ("2025-01-01T00:30:00+08:00", "open", "公示中，还有2天"),
        ("2025-01-02T09:00:00+08:00", "last-day", "今天截止"),
        ("2025-01-03T00:00:00+08:00", "closed", "公示期已截止"),
    ],
)
def test_over_new_year(window: Page, address: str, at: str, state: str, words: str) -> None:
    assert badge_on(at_moment(window, f"{address}december/notices/n/", at)) == (state, words)


def test_without_script_there_are_dates_and_no_countdown(browser: Browser, address: str) -> None:
    state, words = badge(browser, f"{address}october/notices/n/", None, java_script_enabled=False)
    assert (state, words) == ("open", "到2024年11月16日为止")


@pytest.mark.parametrize("month", ["october", "december"])
def test_without_script_no_word_is_of_the_day_of_the_build(browser: Browser, address: str, month: str) -> None:
    """What is seen is as true on a copy that is a day old, or a year: until when, not how it stands today."""
    with opened(browser, None, java_script_enabled=False) as page:
        page.goto(f"{address}{month}/notices/n/")
        seen = page.locator("main").inner_text()
    assert [word for word in ("今天", "公开中", "公示中", "还有", "最后一天") if word in seen] == []


@pytest.mark.parametrize(
    ("month", "at", "lead"),
    [
        ("october", "2024-11-16T12:00:00+08:00", "今天是公开期限最后一天。"),
        ("october", "2025-03-01T12:00:00+08:00", "公开期限已届满。联系渠道仍然有效"),
        (
            "october",
            "2024-11-01T12:00:00+08:00",
            "公开期限内，对整改情况有意见建议的，可以向下列单位反映；公开期限到2024年11月16日为止。",
        ),
        (
            "december",
            "2024-12-25T12:00:00+08:00",
            "公示期内，对公示事项有异议的，可以向下列单位提出；公示期到2025年1月2日为止。",
        ),
        ("december", "2025-03-01T12:00:00+08:00", "公示期已截止，不再受理本次公示的异议"),
    ],
)
def test_the_contact_block_follows_the_window(window: Page, address: str, month: str, at: str, lead: str) -> None:
    page = at_moment(window, f"{address}{month}/notices/n/", at)
    shown = page.locator(".contact__lead:visible")
    assert shown.count() == 1
    assert shown.inner_text().startswith(lead)
    assert page.locator(".contact").get_by_text("0000-8300001").is_visible(), "the channel stays"


def test_a_page_left_open_over_midnight_is_right_when_one_comes_back(window: Page, address: str) -> None:
    page = at_moment(window, f"{address}october/notices/n/", "2024-11-16T23:59:00+08:00")
    shown = page.locator(".byline [data-window-state]")
    assert shown.get_attribute("data-window-state") == "last-day"
    page.clock.set_fixed_time("2024-11-17T08:00:00+08:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert shown.get_attribute("data-window-state") == "closed"


def test_a_demonstration_is_read_as_of_the_day_it_was_built_for(address: str, browser: Browser, window: Page) -> None:
    """Opened eight years on, its groups and badges still say one thing; its banner says which day that is."""
    later = "2032-01-01T12:00:00+08:00"
    assert badge_on(at_moment(window, f"{address}demo/notices/n/", later)) == ("open", "公开中，还有28天")
    assert badge_on(at_moment(window, f"{address}october/notices/n/", later))[0] == "closed"
    with opened(browser, None) as page:
        page.goto(f"{address}demo/notices/n/")
        assert "按2024年10月20日这一天展示" in page.locator(".banners").inner_text()
        page.goto(f"{address}october/notices/n/")
        assert "2024年10月20日" not in page.locator("body").inner_text()


GROUPS = """() => Object.fromEntries([...document.querySelectorAll('[data-window-group]')].map((group) => [
  group.dataset.windowGroup,
  [group.checkVisibility(), group.querySelectorAll('[data-window-state]').length,
   [...group.querySelectorAll('[data-window-empty]')].some((e) => e.checkVisibility())],
]))"""


@pytest.mark.parametrize(
    ("path", "at", "expected"),
    [
        ("windows/", "2024-11-16T23:59:00+08:00", {"open": [True, 1, False], "closed": [False, 0, False]}),
        ("windows/", "2024-11-17T00:00:00+08:00", {"open": [True, 0, True], "closed": [True, 1, False]}),
        ("", "2024-11-16T12:00:00+08:00", {"open": [True, 1, False], "rest": [False, 0, False]}),
        ("", "2024-11-17T12:00:00+08:00", {"open": [True, 0, True], "rest": [True, 1, False]}),
    ],
)
def test_a_page_that_was_not_rebuilt_groups_by_the_badge(
    window: Page, address: str, path: str, at: str, expected: dict[str, list[object]]
) -> None:
    found = at_moment(window, f"{address}october/{path}", at).evaluate(GROUPS)
    assert {code: found[code] for code in expected} == expected
