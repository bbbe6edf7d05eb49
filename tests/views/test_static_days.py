"""Words of the day in the files themselves: on the last day of a window they say until when, which stays true."""

import pytest
from lxml import html

from tests.conftest import Space

OF_TODAY = ("今天", "公开中", "还有", "最后一天")


@pytest.mark.parametrize("day", ["2024-10-20", "2024-11-16"])
def test_a_file_says_until_when_and_not_what_day_it_is(space: Space, day: str) -> None:
    space.notice()
    space.build(day)
    for url in ("/", "/windows/", "/notices/n/", "/notices/n/p1/"):
        page = html.fromstring(space.html(url))
        for hidden in page.xpath("//main//*[@hidden] | //noscript"):
            hidden.drop_tree()
        main = page.xpath("//main")[0].text_content()
        assert "到2024年11月16日为止" in main, url
        assert [word for word in OF_TODAY if word in main] == [], url


def test_what_an_empty_block_would_say_is_not_shown(space: Space) -> None:
    """A home page whose one notice is open has no other notices; where there are some, they are shown."""
    space.notice()
    space.build("2024-10-20")
    assert html.fromstring(space.html("/")).xpath("//*[@data-window-group='rest']/@hidden") != []
    space.build("2024-12-01")
    assert html.fromstring(space.html("/")).xpath("//*[@data-window-group='rest']/@hidden") == []


def test_a_page_names_the_team_of_its_own_text(space: Space) -> None:
    """Of the teams of a round, which the register lists together."""
    space.write("inspections.yaml", 'r:\n  level: "市委"\n  teams: ["市委第一巡察组", "市委第二巡察组"]\n')
    text = "市委第二巡察组进行了巡察。\n" + "## 一、整改情况 {role=summary}\n正文。\n"
    head = 'title: "通报"\nkind: rectification\norgan: amr\npublished: "2024-10-17"\nwindow: none\ninspection: r\n'
    space.notice(text=text, head=head)
    space.build("2024-10-20")
    said = html.fromstring(space.html("/notices/n/")).xpath("//dt[.='工作组']/following-sibling::dd/text()")
    assert said == ["市委第二巡察组"]
    assert "市委第一巡察组、市委第二巡察组" in space.html("/inspections/r/")
