"""What a page shows of the records of its own notice and of others: chains, parts, links both ways, what is suggested."""

import re

import pytest
from lxml import html

from tests.conftest import HEAD, TEXT, Space, folded, shown_text


def step(title: str, published: str, follows: str | None) -> str:
    head = HEAD.replace("关于巡察整改情况的通报", title).replace("2024-10-17", published)
    return head.replace("2024-11-16", "2025-12-31") + (f"follows: {follows}\n" if follows else "")


def chain(space: Space, slug: str) -> list[str]:
    """Titles of the chain of a notice's page in order; the one that is read in brackets."""
    steps = html.fromstring(space.html(f"/notices/{slug}/")).xpath("//nav[@class='chain']//li")
    return [
        f"[{s.xpath('string(.//*[@aria-current]/text()[1])')}]"
        if s.xpath(".//@aria-current")
        else s.xpath("string(./a)")
        for s in steps
    ]


def test_every_notice_of_a_chain_shows_the_whole_of_it(space: Space) -> None:
    """方案 → 进展 → (first 销号, 后续 → second 销号): in order of publication, and one that stands alone shows none."""
    space.notice("plan", head=step("方案", "2024-01-01", None))
    space.notice("progress", head=step("进展", "2024-03-01", "plan"))
    space.notice("closed-1", head=step("第一批销号", "2024-04-01", "progress"))
    space.notice("after", head=step("后续", "2024-06-01", "progress"))
    space.notice("closed-2", head=step("第二批销号", "2024-08-01", "after"))
    space.notice("alone", head=step("另一份", "2024-05-01", None))
    space.build()
    titles = ["方案", "进展", "第一批销号", "后续", "第二批销号"]
    for slug, own in zip(("plan", "progress", "closed-1", "after", "closed-2"), titles, strict=True):
        assert chain(space, slug) == [f"[{title}]" if title == own else title for title in titles]
    assert chain(space, "alone") == []


def test_a_chain_keeps_its_order_where_a_notice_bears_no_date(space: Space) -> None:
    undated = "title: 后续\nkind: follow-up\norgan: amr\npublished: null\nwindow: unstated\nfollows: plan\n"
    space.notice("plan", head=step("方案", "2024-01-01", None))
    space.notice("after", head=undated)
    space.build()
    assert chain(space, "plan") == ["[方案]", "后续"]


def test_a_chain_follows_its_notices(space: Space) -> None:
    """A new last step reaches the page of the first, which did not change and does not name it."""
    space.notice("plan", head=step("方案", "2024-01-01", None))
    space.notice("progress", head=step("进展", "2024-03-01", "plan"))
    space.build("2024-10-20")
    assert chain(space, "plan") == ["[方案]", "进展"]
    space.notice("after", head=step("后续", "2024-10-21", "progress"))
    space.build("2024-10-20")
    assert chain(space, "plan") == ["[方案]", "进展"], "not public yet"
    space.build("2024-10-21")
    assert chain(space, "plan") == ["[方案]", "进展", "后续"]
    space.notice("progress", head=step("改了标题的进展", "2024-03-01", "plan"))
    space.build("2024-10-21")
    assert chain(space, "after") == ["方案", "改了标题的进展", "[后续]"]


PARTS = """\
p1:
  entries:
    - as_of: "2024-10-17"
      status: ongoing
      about: m2
      quote: "目前正在清理历年沉淀资金"
    - as_of: "2024-10-17"
      status: done
      about: "拨付时限"
      quote: "已制定《资金拨付办法》，压缩拨付时限"
    - as_of: "2024-10-18"
      about: m2
      basis: report
      quote: "清理进度过半"
      source: {file: "r.txt"}
"""


def test_entries_about_a_part_stand_beside_it(space: Space) -> None:
    """Behind the very words of the part, newest first; the text between them stays whole and in its order."""
    space.write("notices/n/files/r.txt", "截至10月18日，清理进度过半。")
    space.notice(ledger=PARTS, text=TEXT.replace("2025年6月前完成。", "2025年6月前完成。\n- 三是长期坚持。"))
    space.build()
    page = space.html("/notices/n/p1/")
    pieces = html.fromstring(page).xpath("//section[@id='text']/*[self::div or self::section]")
    told = [re.sub(r"\s+", "", piece.text_content()) for piece in pieces]
    kinds = [piece.get("class").split()[0] for piece in pieces]
    assert kinds == ["prose", "beside", "prose", "beside", "prose"]
    assert told[0].endswith("压缩拨付时限。") and told[1].startswith("“拨付时限”的进展")
    assert told[2].endswith("2025年6月前完成。") and told[3].startswith("措施2的进展")
    assert told[3].index("清理进度过半") < told[3].index("正在清理历年沉淀资金"), "newest first"
    assert folded(shown_text(page, "document")) == folded(space.json()["problems"][0]["text"])
    assert (
        html.fromstring(page).xpath("//h2[.='进展记录']/following-sibling::*[1]")[0].text_content()[:5] == "原文未载明"
    )


TABLE = """\
## 二、整改情况 {role=problems}
### 1. 关于“设备老旧”问题 {#p1}
清单如下：
| 设备 | 进展 |
| --- | --- |
| 甲泵 | 目前正在更换 |
| 乙泵 | 已更换 |

下一步抓紧更换。
"""


def test_a_table_is_never_cut(space: Space) -> None:
    words = 'p1:\n  entries:\n    - as_of: "2024-10-17"\n      status: ongoing\n      about: "甲泵"\n      quote: "正在更换"\n'
    space.notice(text=TABLE, ledger=words)
    space.build()
    page = html.fromstring(space.html("/notices/n/p1/"))
    assert [len(table.xpath(".//tr")) for table in page.xpath("//*[@class='prose document']//table")] == [3]
    assert len(page.find_class("beside")) == 1


def test_words_of_a_table_are_marked_in_place(space: Space) -> None:
    words = 'p1:\n  entries:\n    - as_of: "2024-10-17"\n      status: ongoing\n      about: "甲泵"\n      quote: "正在更换"\n'
    space.notice(text=TABLE, ledger=words)
    space.build()
    table = html.fromstring(space.html("/notices/n/")).xpath("//article//table")[0]
    assert [cell.text_content() for cell in table.xpath(".//td[a]")] == ["目前正在更换"]
    assert [(a.text, a.get("href")) for a in table.iter("a")] == [("正在更换", "/notices/n/p1/#e1")]
    assert table.get("aria-label") == "1. 关于“设备老旧”问题：设备、进展"


def test_a_closing_and_the_notice_it_names_lead_to_each_other(space: Space) -> None:
    closed = TEXT + "经云州市督察整改办公室核查，同意销号。\n"
    space.notice("c", head=step("销号公示", "2024-10-01", None).replace("rectification", "closure"), text=closed)
    space.notice("n", ledger='p2:\n  closing: {date: "2024-10-18", by: "云州市督察整改办公室", notice: "c"}\n')
    space.build("2024-10-20")
    assert 'href="/notices/c/"' in space.html("/notices/n/p2/")
    section = html.fromstring(space.html("/notices/c/")).xpath("//h2[.='据此销号的事项']/..")
    assert section[0].xpath(".//a/@href") == ["/notices/n/p2/"]


def test_the_same_matter_is_quoted_on_both_sides(space: Space) -> None:
    words = "一是已制定《资金拨付办法》"
    space.notice("a", ledger=f'p1:\n  same_as:\n    - {{notice: "b", item: p2, quote: "{words}"}}\n')
    space.notice("b")
    space.build()
    for url, link in (("/notices/a/p1/", "/notices/b/p2/"), ("/notices/b/p2/", "/notices/a/p1/")):
        related = html.fromstring(space.html(url)).find_class("related")
        assert [each.xpath(".//a/@href")[0] for each in related] == [link]
        assert words in related[0].text_content(), url


SUGGESTED = """\
p1:
  responsible:
    - {unit: "财务科", quote: "由财务科负责", suggested: true}
  due:
    - {by: "2025-06", about: m2, quote: "计划于2025年6月前完成", suggested: true}
  facts:
    - {label: "办法", kind: documents, value: "1", unit: "件", quotes: ["共有1件办法出台"], suggested: true}
p2:
  entries:
    - as_of: "2024-10-17"
      status: done
      suggested: true
      quote: "已完成全部台账补录，问题已整改到位"
"""


@pytest.mark.parametrize(
    ("url", "places"),
    [
        ("/notices/n/p1/", ["responsible", "due", "facts"]),
        ("/notices/n/p2/", ["answer__status", "entry"]),
        ("/notices/n/ledger/", ["responsible-line", "due-line", "ledger__state"]),
        ("/notices/n/", ["item-table", "due-line"]),
        ("/status/done/", ["item-card__state"]),
    ],
)
def test_what_is_suggested_is_marked_wherever_it_is_shown(space: Space, url: str, places: list[str]) -> None:
    text = TEXT.replace("压缩拨付时限。", "压缩拨付时限，由财务科负责，共有1件办法出台。")
    space.notice(text=text, ledger=SUGGESTED)
    space.build(drafts=True)
    page = html.fromstring(space.html(url))
    for place in places:
        assert "待校核" in "".join(each.text_content() for each in page.find_class(place)), (url, place)
    space.notice(text=text, ledger=SUGGESTED.replace(", suggested: true", "").replace("      suggested: true\n", ""))
    space.build(drafts=True)
    assert "待校核" not in space.html(url)


def test_each_change_has_an_address_on_the_page_of_its_notice(space: Space) -> None:
    """First publication, two corrections of one day and an entry: what /changes/ and the feed point to is there."""
    said = [
        f'    - {{date: "2024-10-18", kind: correction, what: "第{n}处", why: "笔误", before: "甲", after: "乙"}}\n'
        for n in (1, 2)
    ]
    space.write("notices/n/files/r.txt", "截至10月18日，清理进度过半。")
    space.notice(text=TEXT, ledger=PARTS + "notice:\n  corrections:\n" + "".join(said))
    space.build()
    own = html.fromstring(space.html("/notices/n/"))
    ids = own.xpath("//*[contains(@class, 'change ')]/@id")
    assert ids == ["history-p1-e3", "history-2024-10-18-2", "history-2024-10-18", "history-first"]
    links = html.fromstring(space.html("/changes/")).xpath("//p[@class='change__title']/a/@href")
    corrections = [link for link in links if "#history-" in link]
    assert [link.partition("#")[2] for link in corrections if link.partition("#")[2] not in ids] == []
    assert len(corrections) == 2
    feed = space.html("/notices/n/feed.xml")
    assert all(f"https://tz.invalid{link}" in feed for link in corrections)


def test_totals_of_the_text_lead_to_what_is_listed(space: Space) -> None:
    """Items on the page, measures in the 台账; items of another origin by name."""
    text = TEXT.replace("#### 2. 关于“台账不全”问题 {#p2}", '#### 2. 关于“台账不全”问题 {#p2 origin="市审计局移交"}')
    space.notice(head=HEAD + "stated: {problems: 3, measures: 4, done: 1}\n", text=text)
    space.build()
    table = html.fromstring(space.html("/notices/n/")).xpath("//table[@class='stated-table']/tbody")[0]
    told = [[" ".join(cell.text_content().split()) for cell in row] for row in table]
    assert told == [["事项", "3", "2 其中 1 项另有来源：第 2 项"], ["措施", "4", "3"], ["已完成整改", "1", "0"]]
    links = [(a.get("href"), a.get("data-count")) for a in table.xpath(".//a")]
    assert links == [("#ledger", "2"), ("/notices/n/p2/", None), ("/notices/n/ledger/", None)]


def test_the_history_tells_from_what_to_what_a_status_went(space: Space) -> None:
    """For the whole item and for each part by itself; the first one is told alone."""
    space.write(
        "notices/n/files/r.txt",
        "发现缺漏，目前正在补录。\n补录目前正在进行。\n台账补录问题已整改到位。\n旧档案已清理完毕。\n",
    )
    words = [
        ("2024-10-25", "ongoing", "发现缺漏，目前正在补录", ""),
        ("2024-10-26", "ongoing", "补录目前正在进行", ""),
        ("2024-10-27", "done", "旧档案已清理完毕", "      about: 台账补录\n"),
        ("2024-10-28", "done", "台账补录问题已整改到位", ""),
    ]
    entries = "".join(
        f'    - as_of: "{day}"\n      status: {status}\n      basis: report\n{about}      quote: "{quote}"\n      reason: 复查\n'
        '      source: {file: "r.txt"}\n'
        for day, status, quote, about in words
    )
    space.notice(
        ledger='p2:\n  entries:\n    - {status: done, quote: "已完成全部台账补录，问题已整改到位"}\n' + entries
    )
    space.build("2024-11-01")
    page = html.fromstring(space.html("/changes/"))
    assert page.xpath("//*[@class='change__what']/text()") == [
        "进展记录：由“正在整改”变为“已完成整改”",
        "进展记录（台账补录）：已完成整改",
        "进展记录：仍是“正在整改”",
        "进展记录：由“已完成整改”变为“正在整改”",
        "首次公开",
    ]
