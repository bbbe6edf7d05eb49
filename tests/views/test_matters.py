"""One matter in several notices: what a later one published is named, and nobody says that nothing was published."""

import pytest
from lxml import html

from site_builder.views.neighbours import Reference, Scan, matters
from tests.conftest import DUE_LEDGER, HEAD, LEDGER, TEXT, Space

LATER = HEAD.replace("关于巡察整改", "后续整改").replace("2024-10-17", "2025-07-20").replace("2024-11-16", "2025-08-20")
PLAN = HEAD.replace("关于巡察整改", "整改方案").replace("2024-10-17", "2024-10-01", 1)
LAPSED = "载明时限（措施2）：2025年6月，时限已过，未见后续公开。"
TOLD = "载明时限（措施2）：2025年6月，此后已有公开《后续整改情况的通报》。"
ONGOING = """\
    - as_of: "2024-10-18"
      status: ongoing
      quote: "目前正在清理历年沉淀资金"
"""


def same_as(notice: str, item: str = "p1") -> str:
    return f'  same_as:\n    - {{notice: {notice}, item: {item}, quote: "已制定《资金拨付办法》"}}\n'


def page(space: Space, url: str) -> html.HtmlElement:
    return html.fromstring(space.html(url))


def told(space: Space, url: str = "/notices/n/p1/") -> str:
    """What the box at the head of an item's page says of its due date."""
    found: list[str] = page(space, url).xpath("//*[@class='answer__known']/li[contains(., '时限')]/text()")
    return found[0]


def lapsed(space: Space) -> list[str]:
    return [str(each) for each in page(space, "/due/").xpath("//*[@id='lapsed']//@data-item")]


@pytest.mark.parametrize(
    ("own", "later", "plan", "says"),
    [
        ("", "", None, LAPSED),
        ("", same_as("n"), None, TOLD),
        (same_as("later"), "", None, TOLD),
        (same_as("plan"), same_as("plan"), "", TOLD),
        (same_as("plan"), "", "p1:\n" + same_as("later"), TOLD),
        ("", same_as("n", "p2"), None, LAPSED),
    ],
    ids=["not linked", "from there", "from here", "both to a plan", "by way of a plan", "another item"],
)
def test_what_a_later_notice_says_is_not_unseen(
    space: Space, own: str, later: str, plan: str | None, says: str
) -> None:
    space.notice(ledger=DUE_LEDGER + own)
    space.notice("later", head=LATER, ledger=f"p1:\n{later}" if later else None)
    if plan is not None:
        space.notice("plan", head=PLAN, ledger=plan or None)
    space.build("2025-07-19")
    assert (told(space), lapsed(space)) == (LAPSED, ["/notices/n/p1/"]), "on the day before"
    space.build("2025-07-20")
    assert told(space) == says
    seen = says == LAPSED
    assert lapsed(space) == (["/notices/n/p1/"] if seen else [])
    assert space.json()["problems"][0]["marks"] == (["lapsed"] if seen else [])
    state = page(space, "/notices/n/p1/").find_class("due__state")[0]
    assert state.xpath(".//@href") == ([] if seen else ["/notices/later/p1/"])


def test_what_was_published_before_the_day_says_nothing_after_it(space: Space) -> None:
    space.notice(ledger=DUE_LEDGER)
    space.notice("later", head=LATER.replace("2025-07-20", "2025-06-20"), ledger="p1:\n" + same_as("n"))
    space.build("2025-07-20")
    assert (told(space), lapsed(space)) == (LAPSED, ["/notices/n/p1/"])


def test_a_later_notice_that_was_withdrawn_was_published_but_is_not_named(space: Space) -> None:
    space.notice(ledger=DUE_LEDGER)
    space.notice("later", head=LATER + "after_close: withdraw\n", ledger="p1:\n" + same_as("n"))
    space.build("2025-08-21")
    assert told(space) == "载明时限（措施2）：2025年6月，此后已有公开。"
    assert "后续整改" not in space.html("/notices/n/p1/") and lapsed(space) == []


def test_what_is_done_before_its_day_is_not_said_to_be_public_after_it(space: Space) -> None:
    """The words of a due date that is met: 此后已有公开 would speak of a day that is yet to come. The head says 已完成整改, and no day."""
    due = '  due:\n    - {by: "2025-06", quote: "计划于2025年6月前完成"}\n'
    text = TEXT.replace("问题已整改到位", "问题已整改到位，原计划于2025年6月前完成")
    space.notice(text=text, ledger=LEDGER.replace("p2:\n", f"p2:\n{due}"))
    space.build("2024-10-20")
    assert page(space, "/notices/n/p2/").find_class("due__state")[0].text_content() == "已写明完成"
    assert "SUMMARY:载明时限（已写明完成）：" in (space.out / "due.ics").read_text("utf-8")


def test_an_item_with_a_status_says_its_due_date_at_the_head_too(space: Space) -> None:
    space.notice(ledger=DUE_LEDGER + ONGOING)
    space.build("2024-10-20")
    assert told(space) == "载明时限（措施2）：2025年6月，时限未到。"


def pointer(space: Space, slug: str) -> list[str]:
    return [str(url) for url in page(space, f"/notices/{slug}/p1/").xpath("//*[@class='answer__later']/a/@href")]


def related(space: Space, slug: str) -> list[str]:
    return [str(url) for url in page(space, f"/notices/{slug}/p1/").xpath("//li[@class='related']/p[1]/a/@href")]


def test_an_older_page_points_to_the_newest_that_is_said_of_its_matter(space: Space) -> None:
    space.notice("plan", head=PLAN)
    space.notice("n", ledger="p1:\n" + same_as("plan"))
    space.notice("later", head=LATER, ledger="p1:\n" + same_as("plan"))
    space.build("2025-07-20")
    assert {slug: pointer(space, slug) for slug in ("plan", "n", "later")} == {
        "plan": ["/notices/later/p1/"],
        "n": ["/notices/later/p1/"],
        "later": [],
    }
    assert related(space, "n") == ["/notices/plan/p1/", "/notices/later/p1/"]
    cited = '  entries:\n    - {as_of: "2025-07-20", basis: report, source: {notice: later}, quote: "压缩拨付时限"}\n'
    space.notice("n", ledger="p1:\n" + cited + same_as("plan"))
    space.build("2025-07-20")
    assert pointer(space, "n") == [], "its own records go as far"


def test_progress_in_a_later_notice_is_no_silence(space: Space) -> None:
    """`stale`: for longer than 365 days nothing new; counted from what any notice said of the matter, on the day itself."""
    space.notice(ledger="p1:\n  entries:\n" + ONGOING)
    space.notice("later", head=LATER, ledger="p1:\n" + same_as("n"))
    found = []
    for day in ("2025-10-19", "2026-07-20", "2026-07-21"):
        space.build(day)
        found.append(space.json()["problems"][0]["marks"])
    assert found == [[], [], ["stale"]]


def scan(slug: str, published: str, *refs: tuple[str, str, str], public: bool = True) -> Scan:
    references = tuple(Reference(notice=n, relation="same_as", item=own, target=theirs) for own, n, theirs in refs)
    return Scan(
        slug=slug, title=slug, kind="rectification", organ=None, published=published, inspection=None, window=None,
        public=public, withdrawn=False, references=references, items={"p1": "一", "p2": "二"}, words=b"",
    )  # fmt: skip


def test_all_that_hangs_together_is_one_matter_earliest_first() -> None:
    scans = [
        scan("c", "2024-03-01", ("p1", "b", "p1")),
        scan("d", "2024-01-01", ("p2", "a", "p1"), ("p1", "gone", "p1")),
        scan("a", "2024-04-01"),
        scan("b", "2024-02-01", ("p1", "a", "p1"), ("p2", "a", "p2")),
    ]
    found = {place: [(other.slug, item) for other, item in own] for place, own in matters(scans).items()}
    one, other = [("d", "p2"), ("b", "p1"), ("c", "p1"), ("a", "p1")], [("b", "p2"), ("a", "p2")]
    assert found == {**dict.fromkeys(one, one), **dict.fromkeys(other, other)}


def test_what_is_not_public_joins_nothing(space: Space) -> None:
    """Nothing shows that a draft, or a notice whose day has not come, speaks of the same matters."""
    space.notice("a", head=PLAN)
    space.notice("b", head=LATER)
    space.notice(
        "draft", head=LATER + "draft: true\n", ledger="p1:\n" + same_as("a") + same_as("b")[len("  same_as:\n") :]
    )
    space.build("2025-07-20")
    assert related(space, "a") == [] and pointer(space, "a") == []


def test_a_notice_may_bear_the_time_of_its_day(space: Space) -> None:
    space.notice("n", ledger="p1:\n" + same_as("later"))
    space.notice("later", head=LATER.replace('published: "2025-07-20"', 'published: "2025-07-20 08:30"'))
    space.build("2025-07-20")
    assert pointer(space, "n") == ["/notices/later/p1/"]
