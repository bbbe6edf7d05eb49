"""The page of the 台账: sections of the text between the rows, columns that say something, closings of the matter, the workbook beside it."""

from lxml import html

from tests.conftest import DUE_LEDGER, HEAD, TEXT, Space

MORE = TEXT + "### （二）作风方面\n#### 3. 关于“会议较多”问题 {#p3}\n整改情况：已精简会议。\n"


def ledger(space: Space) -> html.HtmlElement:
    return html.fromstring(space.html("/notices/n/ledger/"))


def columns(space: Space) -> list[str]:
    return [each.text_content() for each in ledger(space).xpath("//thead//th")]


def test_headings_of_the_text_stand_between_the_rows(space: Space) -> None:
    space.notice(text=MORE)
    space.build()
    rows = ledger(space).xpath("//table//tbody/tr")
    said = [row.get("data-item") or row.text_content().strip() for row in rows]
    assert said == [
        "（一）资金管理方面",
        "/notices/n/p1/",
        "/notices/n/p2/",
        "（二）作风方面",
        "/notices/n/p3/",
    ]
    for row in rows:
        cells = row.xpath("./th | ./td")
        assert sum(int(cell.get("colspan", 1)) for cell in cells) == len(columns(space))


def test_a_column_that_says_nothing_is_left_out(space: Space) -> None:
    space.notice()
    space.build()
    assert columns(space) == ["序号", "事项", "措施", "进展"]
    assert "各项均未载明时限" in ledger(space).xpath("string(//caption)")
    responsible = '  responsible:\n    - {unit: "资金科", role: "牵头", quote: "由资金科牵头"}\n'
    space.notice(text=TEXT.replace("一是已制定", "一是由资金科牵头，已制定"), ledger=DUE_LEDGER + responsible)
    space.build()
    assert columns(space) == ["序号", "事项", "措施", "责任", "时限", "进展", "依据"]


def test_the_workbook_stands_beside_it(space: Space) -> None:
    space.notice()
    space.build()
    (link,) = ledger(space).xpath("//a[@download]/@href")
    assert (space.out / link.lstrip("/")).is_file()


FIGURES = """\
p1:
  facts:
    - {label: "欠缴", value: "3", unit: "笔", quotes: ["一是已制定《资金拨付办法》"]}
"""


def test_a_table_of_figures_has_no_empty_column(space: Space) -> None:
    text = TEXT.replace("一是已制定《资金拨付办法》", "一是已制定《资金拨付办法》，欠缴3笔")
    ledger = FIGURES.replace("一是已制定《资金拨付办法》", "欠缴3笔")
    space.notice(text=text, ledger=ledger)
    space.build()
    heads = html.fromstring(space.html("/notices/n/p1/")).xpath("//table[contains(@class, 'facts')]//thead//th/text()")
    assert heads == ["内容", "数值"]
    space.notice(
        text=text.replace("3笔", "3笔，共9笔"),
        ledger=ledger.replace("unit:", 'of: "9", unit:').replace("欠缴3笔", "欠缴3笔，共9笔"),
    )
    space.build()
    heads = html.fromstring(space.html("/notices/n/p1/")).xpath("//table[contains(@class, 'facts')]//thead//th/text()")
    assert heads == ["内容", "数值", "总数"]


CLOSURE = HEAD.replace("kind: rectification", "kind: closure").replace("关于巡察整改情况的通报", "拟销号的公示")
SAME = '  same_as:\n    - {notice: n, item: p1, quote: "已制定《资金拨付办法》"}\n'
OTHER_CLOSED = 'p2:\n  closing: {date: "2024-10-18", by: "云州市督察整改办公室"}\n'
CLOSED = 'p1:\n  closing: {date: "2024-10-18", by: "云州市督察整改办公室", notice: closure}\n'


def closings(space: Space, slug: str) -> list[tuple[str, list[str]]]:
    """What the cell 销号 of each row says, and its links."""
    page = html.fromstring(space.html(f"/notices/{slug}/ledger/"))
    return [(cell.text_content(), cell.xpath(".//@href")) for cell in page.find_class("ledger__closing")]


def test_a_closing_notice_about_the_matter_is_named_where_no_closing_is_recorded(space: Space) -> None:
    """By its kind and title alone: whether it closes the item, its own words say."""
    space.notice(ledger=OTHER_CLOSED)
    space.notice("closure", head=CLOSURE.replace("organ: amr", "organ: null"), ledger="p1:\n" + SAME)
    space.build()
    assert closings(space, "n") == [
        ("未载明销号销号公示：《拟销号的公示》", ["/notices/closure/p1/"]),
        ("云州市督察整改办公室2024年10月18日", []),
    ]
    space.notice("closure", head=CLOSURE + 'withdrawn: "2024-10-20"\n', ledger="p1:\n" + SAME)
    space.build()
    assert closings(space, "n")[0] == ("未载明销号", [])
    space.notice("closure", head=CLOSURE.replace("kind: closure", "kind: follow-up"), ledger="p1:\n" + SAME)
    space.build()
    assert closings(space, "n")[0] == ("未载明销号", []), "another kind of notice about the matter is none"


def test_a_closing_notice_names_what_was_closed_by_it(space: Space) -> None:
    space.notice(ledger=CLOSED)
    space.notice("closure", head=CLOSURE.replace("organ: amr", "organ: null"), ledger="p1:\n" + SAME)
    space.build()
    assert closings(space, "n")[0] == ("云州市督察整改办公室2024年10月18日销号公示", ["/notices/closure/"])
    assert closings(space, "closure") == [
        ("据此销号：《关于巡察整改情况的通报》", ["/notices/n/p1/"]),
        ("未载明销号", []),
    ]
    assert "各项均未载明销号" not in space.html("/notices/closure/ledger/")
