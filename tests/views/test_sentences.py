"""Every sentence of a text has its address, and no character is lost or moved by it."""

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from site_builder.records.quotes import sentences
from tests.conftest import HEAD, LEDGER, TEXT, Space, folded, shown_text

LONG = TEXT.replace("整改情况：\n- 一是", "整改情况：已部署。分工明确！\n- 一是", 1).replace(
    "压缩拨付时限。", "压缩拨付时限。时限缩短三天；“今后不再超期。”已向社会公开。"
)


def addresses(space: Space, url: str = "/notices/n/") -> dict[str, str]:
    page = html.fromstring(space.html(url))
    found = page.xpath("//*[contains(@class, 'document')]//span[@id]")
    return {each.get("id"): each.text_content() for each in found}


def test_sentences_count_within_their_measure_item_or_heading(space: Space) -> None:
    space.notice(text="前言一句。前言又一句。\n\n" + LONG + "## 三、下一步打算\n将继续努力。\n")
    space.build()
    assert addresses(space) == {
        "s0-s1": "前言一句。",
        "s0-s2": "前言又一句。",
        "p1-s1": "整改情况：已部署。",
        "p1-s2": "分工明确！",
        "p1-m1-s1": "一是已制定《资金拨付办法》，压缩拨付时限。",
        "p1-m1-s2": "时限缩短三天；",
        "p1-m1-s3": "“今后不再超期。”",
        "p1-m1-s4": "已向社会公开。",
        "p1-m2-s1": "二是目前正在清理历年沉淀资金，计划于2025年6月前完成。",
        "p2-m1-s1": "整改情况：已完成全部台账补录，问题已整改到位。",
        "s3-s1": "将继续努力。",
    }


def test_a_sentence_has_the_same_address_on_the_page_of_its_item(space: Space) -> None:
    about = '    - {as_of: "2024-10-17", about: m1, quote: "已制定《资金拨付办法》"}\n'
    space.notice(
        text=LONG,
        head=HEAD + 'source: {name: 某网, url: "https://gov.invalid/a"}\n',
        ledger="p1:\n  entries:\n" + about,
    )
    space.build()
    whole = addresses(space)
    for item in ("p1", "p2"):
        own = {key: words for key, words in whole.items() if key.startswith(f"{item}-")}
        assert own and addresses(space, f"/notices/n/{item}/") == own
    page = html.fromstring(space.html("/notices/n/p1/"))
    assert page.xpath("//*[@id='text']/@data-source") == ["https://gov.invalid/a"]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) and "m1" in ids


def test_quoted_words_over_two_sentences_are_marked_in_both(space: Space) -> None:
    quote = "压缩拨付时限。时限缩短三天"
    space.notice(text=LONG, ledger=LEDGER + '    - {as_of: "2024-10-18", quote: "已完成全部台账补录"}\n')
    space.write(
        "notices/n/ledger.yaml", f'p1:\n  entries:\n    - {{as_of: "2024-10-17", about: m1, quote: "{quote}"}}\n'
    )
    space.build()
    marked = html.fromstring(space.html("/notices/n/")).xpath("//span/a[@class='quoted']")
    assert [(a.getparent().get("id"), a.text) for a in marked] == [
        ("p1-m1-s1", "压缩拨付时限。"),
        ("p1-m1-s2", "时限缩短三天"),
    ]


@given(st.text("甲乙。！；？”’）\n a", max_size=60))
def test_sentences_join_to_the_text(text: str) -> None:
    found = sentences(text)
    assert "".join(text[start:stop] for start, stop in found) == text
    assert all(start < stop for start, stop in found) or text == ""
    assert all(not re.search(r"[。！？；][^。！？；”’」』）)\n]", text[start:stop]) for start, stop in found)


def test_no_character_of_the_text_is_lost(space: Space) -> None:
    space.notice(text=LONG, head=HEAD)
    space.build()
    assert folded(shown_text(space.html("/notices/n/"), "document")) == folded(space.json()["text"])


def test_a_letter_quotes_item_address_and_hash(space: Space) -> None:
    space.notice()
    space.build()
    item = space.json()["problems"][0]
    page = html.fromstring(space.html(item["url"]))
    letter = page.xpath("string(//*[@data-letter])")
    for part in (item["title"], f"https://tz.invalid{item['url']}", item["text_sha256"]):
        assert part in letter
    links = page.xpath("//a[starts-with(@href, 'mailto:')]/@href")  # another asks for a correction
    assert [unquote(link.partition("&body=")[2]) for link in links].count(letter) == 1
