"""The dossier: a notice printed on A4, with its items, one QR code to its address, its hash and its dates; and the code of an item."""

import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
import segno
from lxml import html
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader

from tests.browser.conftest import opened
from tests.cases import part

NOTICE = "notices/2026-amr/"
Matrix = list[float]


@pytest.fixture(scope="module")
def pdf(browser: Browser, address: str) -> PdfReader:
    with opened(browser) as page:
        page.goto(address + NOTICE)
        content = page.pdf(prefer_css_page_size=True)
    return PdfReader(io.BytesIO(content))


def folded(text: str) -> str:
    """Printed words without white space. A few ideographs come back as the radicals their font draws them with."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def times(line: str, text: str) -> int:
    """How often the beginning of a line is in the folded text of the paper."""
    letters = (f"(?:{re.escape(letter)}|[\u2e80-\u2eff])" for letter in folded(line)[:24])
    return len(re.findall("".join(letters), text))


def test_the_dossier_is_whole(pdf: PdfReader, demo: Path) -> None:
    value = json.loads((demo / "data/notices/2026-amr.json").read_text("utf-8"))
    text = folded("".join(page.extract_text() for page in pdf.pages))
    width, height = (float(each) / 72 * 25.4 for each in pdf.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297), "A4"
    assert folded(value["title"]) in text
    missing = [line for line in value["text"].splitlines() if not times(line, text)]
    assert missing == [], "every paragraph of the notice is printed"
    for problem in value["problems"]:
        assert times(problem["title"], text) >= 2, "in the text and in the table of items"
    assert value["text_sha256"] in text
    assert "https://taizhang.invalid/notices/2026-amr/" in text
    assert folded("2026年10月28日至2026年11月27日") in text
    assert "还有" not in text.split("公开期限")[1][:60], "no countdown on paper"
    for screen_only in ("大字", "高对比", "搜索"):
        assert screen_only not in folded(pdf.pages[0].extract_text()), screen_only


def test_it_is_short_and_its_pages_are_full(pdf: PdfReader) -> None:
    lengths = [len(folded(page.extract_text())) for page in pdf.pages]
    assert len(lengths) <= 12 and min(lengths[:-1]) > 150, lengths


# a heading of a group of items: its status and how many there are
HEADS = re.compile(r"(原文未逐项标注|尚未整改|正在整改|基本完成[(（]取得阶段性成果[)）]|已完成整改|已销号)\d+项")


def lines_of(printed: PageObject) -> list[str]:
    """Lines of a printed page from top to bottom, without white space, the page's number last."""
    found: dict[int, str] = {}

    def take(text: str, cm: Matrix, tm: Matrix, *_: object) -> None:
        if text.strip():
            height = round(-(cm[5] + cm[3] * tm[5]))
            near = next((each for each in found if abs(each - height) < 4), height)
            found[near] = found.get(near, "") + folded(text)

    printed.extract_text(visitor_text=take)
    return [found[height] for height in sorted(found)]


@pytest.mark.parametrize("down", [0, *(pytest.param(down, marks=pytest.mark.audit) for down in (8, 16, 24))])
@pytest.mark.parametrize("path", part([NOTICE, "organs/yunzhou-eco/"], lambda _: "page"))
def test_no_heading_is_the_last_line_of_a_page(browser: Browser, address: str, path: str, down: int) -> None:
    """Wherever on the paper the page begins: so many mm further down."""
    with opened(browser) as page:
        page.goto(address + path)
        page.evaluate(f"document.body.style.paddingTop = '{down}mm'")
        content = page.pdf(prefer_css_page_size=True)
    pages = [lines_of(each) for each in PdfReader(io.BytesIO(content)).pages]
    assert [lines[-1] for lines in pages] == [f"{number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    assert sum(bool(HEADS.fullmatch(line)) for lines in pages for line in lines) >= 4
    assert [lines[-2] for lines in pages if HEADS.fullmatch(lines[-2])] == []
    assert len(pages[-1]) > 2, "the footer has no page of its own"


@pytest.mark.parametrize("path", [NOTICE, NOTICE + "p1/"])
def test_the_code_leads_to_its_page(demo: Path, browser: Browser, address: str, path: str) -> None:
    page = html.fromstring((demo / path / "index.html").read_bytes())
    drawn = page.xpath("//*[@class='dossier-code']/*[local-name()='svg']")
    assert len(drawn) == 1
    line = drawn[0].xpath("string(.//*[local-name()='path']/@d)")
    url = f"https://taizhang.invalid/{path}"
    codes = (segno.make(url, error="m", micro=False, mask=mask).svg_inline(border=4) for mask in range(8))
    assert line and any(f'd="{line}"' in code for code in codes), "one of the eight ways to draw this address"
    with opened(browser) as shown:
        shown.goto(address + path)
        assert not shown.locator(".dossier-code").is_visible(), "on paper, and where it is asked for"
        shown.emulate_media(media="print")
        box = shown.locator(".dossier-code svg").bounding_box()
        assert box is not None and box["width"] / 96 * 25.4 >= 25, "25 mm or more: a telephone reads it"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_of_an_item_is_shown_when_it_is_asked_for(browser: Browser, address: str, scheme: str) -> None:
    """By a link, so without a script; dark on white, as a telephone wants it, whatever the reader's colours are."""
    with opened(
        browser, viewport={"width": 320, "height": 640}, color_scheme=scheme, java_script_enabled=False
    ) as page:
        page.goto(address + NOTICE + "p1/")
        before = page.evaluate("document.documentElement.scrollHeight")
        page.get_by_role("link", name="二维码").click()
        code = page.locator(".dossier-code svg")
        assert code.is_visible() and "/p1/" in page.locator(".dossier-code").inner_text()
        assert code.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("document.documentElement.scrollHeight") > before
        page.go_back()
        assert not code.is_visible()
