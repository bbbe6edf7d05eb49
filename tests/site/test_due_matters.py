"""`/due/` lists a matter once for each organ that gives it a day: the newest notice's item, the earlier ones named below it."""

import sqlite3
from pathlib import Path

import pytest
from lxml import html

from site_builder.site import paging
from tests.conftest import DUE_LEDGER, HEAD, ORGANS, TEXT, Space
from tests.site.counting import wrong_numbers

TITLE = "整改进展情况的通报"
LATER = (
    HEAD.replace("关于巡察整改情况的通报", TITLE)
    .replace("2024-10-17", "2025-01-20")
    .replace("2024-11-16", "2025-02-20")
)
SEPTEMBER = TEXT.replace("2025年6月", "2025年9月")
DAY = "2025-03-01"


def same_as(notice: str = "n", item: str = "p1") -> str:
    return f'  same_as:\n    - {{notice: {notice}, item: {item}, quote: "已制定《资金拨付办法》"}}\n'


def ledger(by: str = "2025-06", link: str = "") -> str:
    return DUE_LEDGER.replace("2025-06", by).replace("2025年6月", f"{by[:4]}年{int(by[5:])}月") + link


def later(space: Space, by: str = "2025-06", link: str | None = None, head: str = LATER, slug: str = "later") -> None:
    """A later notice about the matter of n/p1."""
    text = TEXT if by == "2025-06" else SEPTEMBER
    space.notice(slug, head=head, text=text, ledger=ledger(by, same_as() if link is None else link))


def listed(space: Space) -> dict[str, dict[str, list[str]]]:
    """Group and the number in its heading → items, each with the lines below it."""
    found = html.fromstring(space.html("/due/")).find_class("due-group")
    return {
        f"{group.get('id')} {group.find_class('heading-count')[0].text}": {
            item.get("data-item"): [line.text_content() for line in item.find_class("due-item__before")]
            for item in group.xpath(".//*[@data-item]")
        }
        for group in found
    }


def test_a_matter_of_two_notices_is_listed_once(space: Space) -> None:
    space.notice(ledger=ledger())
    later(space)
    space.build(DAY)
    assert listed(space) == {"due-2025-06 1 项": {"/notices/later/p1/": ["此前：《关于巡察整改情况的通报》第1项"]}}, (
        "the day of both stands at the head"
    )
    links = html.fromstring(space.html("/due/")).xpath("//*[@class='due-item__before']//@href")
    assert links == ["/notices/n/p1/"]


def test_the_earlier_day_is_named_where_it_is_another(space: Space) -> None:
    space.notice(ledger=ledger())
    later(space, by="2025-09")
    space.build(DAY)
    line = "此前：《关于巡察整改情况的通报》第1项写的是 2025年6月（措施2）"
    assert listed(space) == {"due-2025-09 1 项": {"/notices/later/p1/": [line]}}
    space.build("2025-08-01")
    assert listed(space) == {"due-2025-09 1 项": {"/notices/later/p1/": [line]}}, "it has passed meanwhile"
    assert 'data-item="/notices/n/p1/"' in space.html("/marks/lapsed/"), "which its own page and the list of marks say"


def test_what_gives_the_day_is_listed_whoever_writes_of_it_last(space: Space) -> None:
    space.notice(ledger=ledger())
    space.notice("later", head=LATER, ledger="p1:\n" + same_as())
    space.build(DAY)
    assert listed(space) == {"due-2025-06 1 项": {"/notices/n/p1/": []}}


@pytest.mark.parametrize(
    ("head", "link"),
    [
        (LATER, ""),
        (LATER.replace("organ: amr", "organ: water"), None),
        (LATER.replace("organ: amr", "organ: null"), None),
    ],
    ids=["not said to be one matter", "another organ", "no organ"],
)
def test_days_of_their_own_are_listed_on_their_own(space: Space, head: str, link: str | None) -> None:
    space.write("organs.yaml", ORGANS + 'water:\n  name: "云州市水务局"\n')
    space.notice(ledger=ledger())
    later(space, head=head, link=link)
    space.build(DAY)
    assert listed(space) == {"due-2025-06 2 项": {"/notices/later/p1/": [], "/notices/n/p1/": []}}


@pytest.mark.parametrize("more", ["draft: true\n", "after_close: withdraw\n", 'withdrawn: "2025-02-28"\n'])
def test_a_notice_that_is_not_public_stands_for_nothing(space: Space, more: str) -> None:
    space.notice(ledger=ledger())
    later(space)
    space.build(DAY)
    later(space, head=LATER + more)
    space.build(DAY)
    assert listed(space) == {"due-2025-06 1 项": {"/notices/n/p1/": []}}
    assert TITLE not in space.html("/due/")


def test_items_of_one_notice_stand_beside_each_other(space: Space) -> None:
    """What a plan has as one item and the newest notice as two, none of which is earlier."""
    text = TEXT.replace("问题已整改到位", "已制定《资金拨付办法》，计划于2025年6月前完成")
    second = 'p2:\n  due:\n    - {by: "2025-06", quote: "计划于2025年6月前完成"}\n'
    both = ledger(link=same_as()) + second + same_as()
    space.notice(ledger=ledger())
    space.notice("later", head=LATER, text=text, ledger=both)
    space.build(DAY)
    line = "此前：《关于巡察整改情况的通报》第1项"
    assert listed(space) == {"due-2025-06 2 项": {"/notices/later/p1/": [line], "/notices/later/p2/": [line]}}


def test_calendars_and_data_have_every_record(space: Space) -> None:
    space.notice(ledger=ledger())
    later(space)
    space.build(DAY)
    assert (space.out / "due.ics").read_bytes().count(b"BEGIN:VEVENT") == 2
    rows = sqlite3.connect(space.out / "data/ledger.sqlite").execute("SELECT notice, item FROM due").fetchall()
    assert sorted(rows) == [("later", "p1"), ("n", "p1")]


def test_long_lists_are_those_of_a_clean_build(space: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a list of a month says changes with notices that are due in another one."""
    monkeypatch.setattr(paging.ROOM, "of_dues", (1, 1))

    def nothing() -> None:
        """The first build."""

    def joined() -> None:
        later(space, by="2025-09")

    def renamed() -> None:
        space.notice(head=HEAD.replace("关于巡察", "关于审计"), ledger=ledger())

    def parted() -> None:
        later(space, by="2025-09", link="")

    for slug in ("n", "a", "b"):
        space.notice(slug, ledger=ledger())
        later(space, by="2025-09", link="", slug=f"{slug}-2")
    for day in (DAY, "2025-12-01"):
        for step in (nothing, joined, renamed, parted):
            step()
            space.build(day)
            space.build(day, out=space.folder / "clean", clean=True)
            assert space.tree() == space.tree(space.folder / "clean")
            assert list(space.out.glob("due/2025-*/") if day == DAY else space.out.glob("due/lapsed/2025/"))
            total, wrong = wrong_numbers(Path(space.out))
            assert total and wrong == []
