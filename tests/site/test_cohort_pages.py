"""`/cohorts/`: what was published of the items of a year until one, two … years after the feedback, said and verified apart."""

from lxml import html

from tests.conftest import HEAD, TEXT, Space

LEDGER = """\
p1:
  entries:
    - {as_of: "2024-10-17", status: ongoing, quote: "二是目前正在清理历年沉淀资金"}
    - {as_of: "2025-03-01", status: done, basis: report, source: {file: "r.txt"}, quote: "全部沉淀资金已清理完毕，问题已整改到位"}
p2:
  entries:
    - {as_of: "2024-10-17", status: done, quote: "已完成全部台账补录，问题已整改到位"}
"""
INSPECTED = HEAD + 'inspection:\n  level: "市委"\n  feedback: "2024-02-29"\n'


def cells(space: Space) -> list[list[str]]:
    page = html.fromstring(space.html("/cohorts/"))
    return [["".join(c.text_content().split()) for c in row.xpath("./th|./td")] for row in page.xpath("//tbody/tr")]


def test_items_as_they_stood_at_each_age(space: Space) -> None:
    space.write("notices/n/files/r.txt", "全部沉淀资金已清理完毕，问题已整改到位。")
    space.notice(head=INSPECTED, text=TEXT, ledger=LEDGER)
    space.build("2024-12-01")
    assert cells(space) == [["到现在", "1／2", "0／2", "2"]]
    space.build("2025-02-28")
    assert cells(space) == [["到现在", "1／2", "0／2", "2"]], "a year from the 29th of February is not over on the 28th"
    space.build("2026-12-01")
    assert cells(space) == [
        ["反馈后满1年", "1／2", "0／2", "2"],
        ["反馈后满2年", "2／2", "0／2", "2"],
        ["到现在", "2／2", "0／2", "2"],
    ]
    year = html.fromstring(space.html("/cohorts/2024/"))
    assert year.xpath("//*[@id='y1-done']//@data-item") == ["/notices/n/p2/"]
    assert year.xpath("//*[@id='y1-ongoing']//@data-item") == ["/notices/n/p1/"]


def test_without_a_day_of_feedback_there_is_no_such_page(space: Space) -> None:
    space.notice()
    space.build()
    assert not (space.out / "cohorts").exists()
    assert "/cohorts/" not in space.html("/")
