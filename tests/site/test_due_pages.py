"""`/due/` and `/windows/`: what is due, in groups that follow from the records alone; windows as bars."""

from lxml import html

from tests.conftest import DUE_LEDGER, HEAD, TEXT, Space

TWO = TEXT.replace("计划于2025年6月前完成", "计划于2025年6月15日前完成，全部工作计划于2025年7月前完成")
LEDGER = """\
p1:
  due:
    - by: "2025-06-15"
      about: m2
      quote: "计划于2025年6月15日前完成"
    - by: "2025-07"
      about: "全部工作"
      quote: "计划于2025年7月前完成"
"""


def page(space: Space, url: str = "/due/") -> html.HtmlElement:
    return html.fromstring(space.html(url))


def groups(space: Space) -> dict[str, list[str]]:
    found = page(space).xpath("//section[contains(@class, 'due-group')]")
    return {each.get("id"): each.xpath(".//@data-item") for each in found}


def test_an_item_is_in_the_group_of_each_of_its_days(space: Space) -> None:
    space.notice(text=TWO, ledger=LEDGER)
    space.build("2024-10-20")
    assert groups(space) == {"due-2025-06": ["/notices/n/p1/"], "due-2025-07": ["/notices/n/p1/"]}
    space.build("2025-06-20")
    assert groups(space) == {"lapsed": ["/notices/n/p1/"], "due-2025-07": ["/notices/n/p1/"]}
    space.build("2025-08-01")
    assert groups(space) == {"lapsed": ["/notices/n/p1/"]}
    assert [t.text_content() for t in page(space).xpath("//*[@class='due-item__days']/span")] == [
        "2025年6月15日（措施2）",
        "2025年7月（全部工作）",
    ]


def test_what_is_answered_is_not_due(space: Space) -> None:
    done = DUE_LEDGER + '    - {as_of: "2024-10-18", status: done, about: m1, quote: "已制定《资金拨付办法》"}\n'
    space.notice(ledger=done)
    space.build("2025-07-10")
    assert groups(space) == {"lapsed": ["/notices/n/p1/"]}, "words on another part answer nothing"
    space.notice()
    space.build("2025-07-10")
    assert groups(space) == {} and page(space).find_class("empty")


def test_a_day_stands_in_the_calendar_and_on_the_line(space: Space) -> None:
    space.notice(text=TWO, ledger=LEDGER)
    space.build("2024-10-20")
    found = page(space)
    assert found.xpath("//table[@data-month='2025-06']//td[a]/@data-day") == ["15"]
    assert found.xpath("//table[@data-month='2025-07']") == [], "a month alone is no day"
    assert found.xpath("//*[@class='plot__picture']//a/@href") == ["#due-2025-06", "#due-2025-07"]
    assert found.xpath("//*[@class='plot__picture']//a/@data-count") == ["1", "1"]


def test_the_page_names_no_day_and_stays_until_something_is_due(space: Space) -> None:
    space.notice(text=TWO, ledger=LEDGER)
    space.build("2024-10-20")
    before = space.html("/due/").replace("2024-10-20", "").replace("2024年10月20日", "")
    space.build("2024-12-24")
    after = space.html("/due/").replace("2024-12-24", "").replace("2024年12月24日", "")
    assert before == after, "but for the day of the demonstration in the banner"


def test_windows_are_bars_and_no_group_is_always_empty(space: Space) -> None:
    space.notice("a")
    space.notice("b", head=HEAD.replace("2024-10-17", "2024-08-01").replace("2024-11-16", "2024-08-31"))
    space.build("2024-10-20")
    found = page(space, "/windows/")
    assert found.xpath("//@data-window-group") == ["open", "closed", "unstated", "none"]
    assert found.xpath("//section[@data-window-group][@hidden]/@data-window-group") == ["unstated", "none"]
    bars = found.xpath("//*[@data-window-group='open']//*[@class='window-bar__days']")
    assert [(b.get("x"), b.get("width")) for b in bars] == [("26.67%", "50.0%")]
    assert "总是空的" not in found.text_content()
