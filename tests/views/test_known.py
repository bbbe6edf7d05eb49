"""Status first: the head of a notice's and of an item's page, and what is said of an item without a status of its own."""

import re

import pytest
from lxml import html

from tests.conftest import DUE_LEDGER, LEDGER, TEXT, Space

ENTRY = '    - {{as_of: "2024-10-17", status: {status}, about: {about}, quote: "{quote}"}}\n'
DONE = ENTRY.format(status="done", about="m1", quote="已制定《资金拨付办法》")
ONGOING = ENTRY.format(status="ongoing", about="m2", quote="目前正在清理历年沉淀资金")
PART = ENTRY.format(status="ongoing", about='"历年沉淀资金"', quote="目前正在清理历年沉淀资金")
LOG = '    - {as_of: "2024-10-17", quote: "压缩拨付时限"}\n'
FACT = '  facts:\n    - {label: "应收账款", value: "12.5", unit: "万元", quotes: ["收回应收账款12.5万元"]}\n'
FIGURES = TEXT.replace("压缩拨付时限。", "压缩拨付时限，收回应收账款12.5万元。")


def answer(space: Space, item: str = "p1") -> html.HtmlElement:
    return html.fromstring(space.html(f"/notices/n/{item}/")).find_class("answer")[0]


def known(space: Space, item: str = "p1") -> list[str]:
    found = answer(space, item)
    return [found.find_class("answer__status--known")[0].text_content(), *found.xpath(".//ul/li/text()")]


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("", "原文列出两项措施，台账没有标注完成与否，以原文为准。"),
        (LOG, "原文列出两项措施，台账没有标注完成与否，以原文为准。"),
        (DONE, "两项措施中一项写明已完成。"),
        (DONE + ONGOING, "两项措施中一项写明正在整改，一项写明已完成。"),
        (ONGOING, "两项措施中一项写明正在整改。"),
        (PART, "“历年沉淀资金”写明正在整改。"),
        (DONE + PART, "两项措施中一项写明已完成；“历年沉淀资金”写明正在整改。"),
    ],
)
def test_what_entries_say_of_parts(space: Space, entries: str, words: str) -> None:
    space.notice(ledger=f"p1:\n  entries:\n{entries}" if entries else None)
    space.build()
    assert known(space)[0] == words


@pytest.mark.parametrize("url", ["/notices/n/", "/notices/n/p1/"])
@pytest.mark.parametrize("ledger", [None, f"p1:\n  entries:\n{PART}"], ids=["nothing recorded", "of a part"])
def test_where_nothing_is_recorded_of_the_whole_nothing_is_said_of_the_text(
    space: Space, ledger: str | None, url: str
) -> None:
    """The text may well say that it was done, and nobody has recorded it yet."""
    space.notice(text=TEXT.replace("压缩拨付时限。", "压缩拨付时限。该问题已全部完成整改。"), ledger=ledger)
    space.build()
    words = html.fromstring(space.html(url)).xpath("string(//main)").replace("原文未逐项标注", "")
    assert re.findall("(?:原文|整项)(?:没有|未(?!载明))[^。]*", words) == []
    assert "台账没有" in words


def test_due_dates_figures_and_papers_are_known_too(space: Space) -> None:
    space.notice(text=FIGURES, ledger=DUE_LEDGER + FACT)
    space.build()
    assert known(space) == [
        "两项措施中一项写明正在整改。",
        "载明时限（措施2）：2025年6月，时限未到。",
        "载明数字：应收账款12.5万元。",
        "写到《资金拨付办法》。",
    ]
    space.build("2025-07-01")
    assert known(space)[1] == "载明时限（措施2）：2025年6月，时限已过，未见后续公开。"


LATER_DONE = '    - {as_of: "2024-10-20", status: done, about: m1, quote: "已制定《资金拨付办法》"}\n'


@pytest.mark.parametrize(
    ("entries", "day"),
    [
        ("", "2024年10月17日"),
        (LOG.replace("10-17", "10-20"), "2024年10月17日"),
        (ONGOING.replace("10-17", "10-18") + LATER_DONE, "2024年10月20日"),
        (ONGOING.replace("10-17", "10-18") + LOG.replace("10-17", "10-20"), "2024年10月18日"),
    ],
    ids=["nothing: of the notice", "a log says nothing", "the newest", "without the log"],
)
def test_a_sentence_that_counts_bears_the_day_of_the_newest_it_counts(space: Space, entries: str, day: str) -> None:
    space.notice(ledger=f"p1:\n  entries:\n{entries}" if entries else None)
    space.build("2024-10-20")
    for url in ("/organs/amr/", "/status/unstated/"):
        card = html.fromstring(space.html(url)).xpath("//article[@data-item='/notices/n/p1/']")[0]
        assert card.find_class("item-card__day")[0].text_content() == f"截至 {day}", url


def test_an_item_with_a_status_says_the_status(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build()
    own = answer(space, "p2")
    assert own.find_class("answer__status")[0].xpath(".//@data-status") == ["done"]
    assert own.find_class("answer__status--known") == []
    assert answer(space).xpath(".//@data-status") == ["unstated"], "the small note keeps the hook"


def test_the_head_of_a_notice_counts_its_items_and_leads_to_them(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build()
    page = html.fromstring(space.html("/notices/n/"))
    (glance,) = page.find_class("glance")
    assert [(a.get("href"), a.get("data-count")) for a in glance.iter("a")] == [
        ("#ledger", "2"),
        ("#items-done", "1"),
        ("#items-unstated", "1"),
    ]
    assert "1" in glance.xpath("string(.//svg/@aria-label)") and len(glance.xpath(".//svg[@role='img']/*")) == 2
    listed = {code: page.xpath(f"//*[@id='items-{code}']//@data-item") for code in ("done", "unstated")}
    assert listed == {"done": ["/notices/n/p2/"], "unstated": ["/notices/n/p1/"]}
    assert page.find_class("contact-line")[0].text_content() == "向谁反映：云州市市场监管局 0000-8300001"
    order = [page.xpath("//main//*").index(each) for each in (glance, page.get_element_by_id("text"))]
    assert order == sorted(order), "before the text"


def test_a_notice_told_by_measures_says_so_and_draws_nothing(space: Space) -> None:
    space.notice()
    space.build()
    (glance,) = html.fromstring(space.html("/notices/n/")).find_class("glance")
    assert "台账没有逐项记下状态，见各项原文" in glance.text_content() and glance.xpath(".//svg") == []
