"""What scripts outside may rely on (docs/contract.md, Hooks for scripts): names that are never changed."""

import json
import re
from pathlib import Path

from lxml import html
from playwright.sync_api import Browser

from tests.browser.conftest import opened
from tests.conftest import some

STATUSES = {"unstated", "not-started", "ongoing", "partial", "done", "closed"}
MARKS = {"lapsed", "overdue", "stale", "reopened"}
STATES = {"upcoming", "open", "last-day", "closed", "unstated", "none"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parsed(file: Path) -> html.HtmlElement:
    return html.document_fromstring(file.read_text("utf-8").encode())


def test_statuses_marks_and_windows_are_named(demo: Path) -> None:
    statuses, marks, states = set(), set(), set()
    for file in demo.rglob("*.html"):
        page = parsed(file)
        statuses |= set(page.xpath("//@data-status"))
        marks |= set(page.xpath("//@data-mark"))
        for badge in page.xpath("//*[@data-window-state]"):
            state = badge.get("data-window-state")
            states.add(state)
            days = badge.xpath(".//time/@datetime")
            dated = state not in ("unstated", "none")
            assert len(days) == (2 if dated else 0) and all(DAY.fullmatch(day) for day in days), (file, days)
            assert sorted(days) == days
    assert statuses == STATUSES
    assert marks == MARKS
    assert states <= STATES and len(states) >= 4


def test_the_problem_page_names_the_status_of_the_data(demo: Path) -> None:
    value = json.loads((demo / "data/notices/2026-amr.json").read_text("utf-8"))
    for problem in some(value["problems"]):
        page = parsed(demo / problem["url"].strip("/") / "index.html")
        answer = page.find_class("answer")[0]
        assert answer.xpath("(.//@data-status)[1]") == [problem["status"]]
        assert answer.xpath(".//@data-mark") == problem["marks"]


def test_items_and_measures_have_their_anchors(demo: Path) -> None:
    for file in some(sorted((demo / "data/notices").glob("*.json"))):
        value = json.loads(file.read_text("utf-8"))
        if "problems" not in value:
            continue
        text = parsed(demo / value["url"].strip("/") / "index.html").find_class("document")[0]
        for problem in value["problems"]:
            assert len(text.xpath(f".//*[@id='{problem['id']}']")) == 1
            for measure in problem["measures"]:
                place = text.xpath(f".//*[@id='{problem['id']}-{measure['id']}']")
                assert len(place) == 1 and measure["text"][:8] in place[0].text_content()


def test_a_problem_page_says_nothing_twice(demo: Path) -> None:
    """What the text says stands in the text alone; beside it stand quoted words, the sentence of the answer and other notices'."""
    for file in some(sorted(demo.glob("notices/*/p*/index.html"))):
        page = parsed(file)
        if page.xpath("//body/@data-page") != ["problem"]:
            continue
        text = "".join("".join(each.text_content() for each in page.find_class("document")).split())
        for quotation in page.xpath("//main//blockquote[not(ancestor::*[@class='answer' or @class='related'])]"):
            sentence = "".join("".join(quotation.xpath("./p/text() | ./p/mark//text()")).split())
            assert sentence not in text, (file, sentence)
        sections = page.xpath("//main//h2")
        titles = [each.text_content().strip() for each in sections]
        assert len(titles) == len(set(titles)), (file, titles)


def test_ids_are_said_once_a_page(demo: Path) -> None:
    for file in some(demo.rglob("*.html")):
        ids = parsed(file).xpath("//@id")
        assert len(ids) == len(set(ids)), (file, [each for each in ids if ids.count(each) > 1])


def test_search_results_carry_the_url_of_the_data(browser: Browser, address: str, demo: Path) -> None:
    known = set()
    for file in (demo / "data/notices").glob("*.json"):
        value = json.loads(file.read_text("utf-8"))
        known |= {value["url"], *(problem["url"] for problem in value.get("problems", []))}
    with opened(browser) as page:
        page.goto(f"{address}search/?q=电梯&limit=5")
        page.wait_for_selector("#search-status[data-state='done']")
        urls = page.locator("#search-results > li").evaluate_all("all => all.map((e) => e.dataset.url)")
        total = int(page.locator("#search-status").get_attribute("data-total") or -1)
        assert 0 < len(urls) <= 5 and total >= len(urls)
        assert set(urls) <= known
        assert urls[0] == "/notices/2026-amr/p5/"
        page.locator("#search-results a").first.click()
        assert page.locator("body").get_attribute("data-page") == "problem"
