"""The page of a cited file shows its text with the quoted words marked, and is there as long as something shown cites it."""

from urllib.parse import quote, unquote

import openpyxl
import pytest
from lxml import html

from site_builder.build.attached_files import file_info
from site_builder.records.quotes import Found
from site_builder.views.evidence_pages import _marks
from site_builder.views.file_info import FileInfo
from site_builder.views.shown_text import AROUND, MOST, ShownText, anchor_of
from tests.conftest import HEAD, LEDGER, Space
from tests.importing.office.make import HERE, plain_lines
from tests.importing.office.ofd_file import ofd, pages_of
from tests.sheets.books import saved

WORDS = "现场检查后确认已完成全部补录工作"
TEXT = f"核查<意见> & 附表\n\n  经<b>{WORDS}，资料 & 凭证齐全。\n"
REPORT = """\
p2:
  entries:
    - as_of: "2024-10-18"
      status: done
      basis: report
      quote: "{words}"
      source: {{file: "{name}"{more}}}
"""


def cite(
    space: Space, name: str = "核查 (1).txt", content: str | bytes = TEXT, words: str = WORDS, more: str = ""
) -> None:
    space.write(f"notices/n/files/{name}", content)
    space.notice(ledger=REPORT.format(words=words, name=name, more=more))


def page(space: Space, name: str = "核查 (1).txt", slug: str = "n") -> html.HtmlElement | None:
    path = space.out / f"notices/{slug}/evidence/{name}/index.html"
    return html.fromstring(path.read_bytes()) if path.exists() else None


def marks(tree: html.HtmlElement) -> dict[str, str]:
    return {mark.get("id"): mark.text_content() for mark in tree.xpath("//main//mark")}


def test_the_words_are_marked_where_the_item_points(space: Space) -> None:
    cite(space)
    space.build()
    item = html.fromstring(space.html("notices/n/p2/"))
    (link,) = set(item.xpath("//a[@class='quote__source']/@href[contains(., '/evidence/')]"))
    path, _, anchor = link.partition("#")
    assert path == f"/notices/n/evidence/{quote('核查 (1).txt')}/"
    tree = html.fromstring((space.out / unquote(path).strip("/") / "index.html").read_bytes())
    assert marks(tree) == {anchor: WORDS}
    assert [p.text_content() for p in tree.xpath("//*[@class='file-text']/p")] == [
        "核查<意见> & 附表",
        f"经<b>{WORDS}，资料 & 凭证齐全。",
    ]
    assert tree.xpath("//*[@data-item]/@data-item") == ["/notices/n/p2/"]
    assert tree.xpath("//*[@data-item]//@data-status") == ["done", "done"]  # of the item, and of the record
    file = f"/notices/n/files/{quote('核查 (1).txt')}"
    assert (space.out / unquote(file).strip("/")).read_text("utf-8") == TEXT
    assert file in tree.xpath("//a[@download]/@href") and file in item.xpath("//a[@class='evidence__file']/@href")
    assert "以原文件为准" in tree.xpath("string(//main)")


def test_the_json_still_names_the_file(space: Space) -> None:
    cite(space)
    space.build()
    source = space.json()["problems"][1]["entries"][0]["basis"]["source"]
    assert source["url"] == f"/notices/n/files/{quote('核查 (1).txt')}"


@pytest.mark.parametrize(
    ("head", "day", "there"),
    [
        (HEAD, "2024-10-18", True),
        (HEAD, "2024-10-17", False),  # the record's day has not come
        (HEAD + "draft: true\n", "2024-10-20", False),
        (HEAD + 'withdrawn: "2024-10-19"\n', "2024-10-20", False),
    ],
)
def test_it_is_there_as_long_as_something_shown_cites_it(space: Space, head: str, day: str, there: bool) -> None:
    cite(space)
    space.notice("n", head=head, ledger=(space.content / "notices/n/ledger.yaml").read_text("utf-8"))
    space.build(day)
    assert (page(space) is not None) == there
    assert any(WORDS.encode() in content for content in space.tree().values()) == there


def test_an_attachment_that_nothing_cites_has_none(space: Space) -> None:
    space.write("notices/n/files/a.txt", TEXT)
    space.notice(head=HEAD + 'attachments:\n  - file: "a.txt"\n')
    space.build()
    assert page(space, "a.txt") is None
    assert "/evidence/" not in space.html("notices/n/") and "/notices/n/files/a.txt" in space.html("notices/n/")


def test_the_notice_leads_to_it_where_an_attachment_is_cited(space: Space) -> None:
    cite(space, "a.txt")
    ledger = (space.content / "notices/n/ledger.yaml").read_text("utf-8")
    space.notice(head=HEAD + 'attachments:\n  - {file: "a.txt", title: "附件一"}\n', ledger=ledger)
    space.build()
    links = html.fromstring(space.html("notices/n/")).xpath("//*[@class='evidence']/a/@href")
    assert links == ["/notices/n/evidence/a.txt/", "/notices/n/files/a.txt"]
    tree = page(space, "a.txt")
    assert tree is not None and tree.xpath("string(//h1)") == "附件一"


def test_a_preview_alone_shows_what_was_suggested(space: Space) -> None:
    cite(space)
    ledger = (space.content / "notices/n/ledger.yaml").read_text("utf-8")
    space.notice(ledger=ledger.replace("      status: done", "      suggested: true\n      status: done"))
    space.build()
    assert page(space) is None
    space.build(drafts=True)
    assert page(space) is not None


def test_a_file_that_is_replaced_or_no_longer_cited(space: Space) -> None:
    """As a clean build has it, each time."""
    for number, (content, ledger) in enumerate([(TEXT, None), (TEXT + "又记。\n", None), (TEXT, LEDGER)]):
        cite(space, content=content)
        if ledger:
            space.notice(ledger=ledger)
        space.build(clean=number == 0)
        space.build(out=space.folder / "clean", clean=True)
        assert space.tree() == space.tree(space.folder / "clean")
        tree = page(space)
        assert (tree is None) == (ledger is not None)
        assert tree is None or ("又记。" in tree.text_content()) == ("又记" in content)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for name, cells in {
        "台账": {"A1": "序号", "C1": "进展", "A2": "1", "C2": WORDS},
        "别表": {"B3": "余款<待收>"},
    }.items():
        sheet = book.create_sheet(name)
        for place, words in cells.items():
            sheet[place] = words
    return saved(book)


@pytest.mark.parametrize("more", [', cell: "台账!C2"', ""])
def test_cells_stand_in_tables(space: Space, more: str) -> None:
    cite(space, "a.xlsx", workbook(), more=more)
    space.build()
    tree = page(space, "a.xlsx")
    assert tree is not None
    tables = {
        table.findtext("caption"): [[cell.text_content() for cell in row] for row in table.iter("tr")]
        for table in tree.iter("table")
    }
    assert tables == {
        "台账": [["行", "A", "C"], ["1", "序号", "进展"], ["2", "1", WORDS]],
        "别表": [["行", "B"], ["3", "余款<待收>"]],
    }
    assert marks(tree) == {anchor_of(WORDS, "台账!C2" if more else None): WORDS}


FIRST, SECOND = "逐条研究反馈意见，成立由书记任组长的专班", "欢迎干部群众对巡察整改落实情况进行监督"


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", (HERE / "notice.pdf").read_bytes()), ("a.ofd", ofd(pages_of(plain_lines())))],
)
def test_pages_are_told_apart_and_every_line_stands_once(name: str, content: bytes) -> None:
    info = file_info(name, content)
    text = ShownText(info)
    assert [part.heading for part in text.parts] == ["第 1 页", "第 2 页"]
    shown = [text.text[start:stop] for part in text.parts for start, stop in part.lines]
    assert shown == [line for line in (info.text or "").split("\n") if line]
    ends = text.parts[0].lines[-1].stop
    for words, number in ((FIRST, 1), (SECOND, 2)):
        found = text.find(words, page=number)
        assert found and text.text[slice(*found)] == words and (found.start < ends) == (number == 1)
    assert text.find(FIRST, page=2) is None


def of_pages(text: str, *pages: str) -> ShownText:
    return ShownText(FileInfo(name="a.pdf", size=1, sha256="", text=text, pages=pages))


def test_a_paragraph_over_two_pages_stands_on_the_first() -> None:
    text = of_pages("甲\n乙\n丙", "甲\n乙", "乙\n丙")
    assert [[text.text[slice(*line)] for line in part.lines] for part in text.parts] == [["甲", "乙"], ["丙"]]
    assert text.find("乙", page=2) == (2, 3)


def test_pages_that_do_not_make_up_the_text_are_not_shown_as_such() -> None:
    text = of_pages("甲\n乙", "甲", "丁")
    assert [part.heading for part in text.parts] == [None]
    assert text.find("乙", page=2) == (2, 3)


def test_quotations_over_each_other_have_an_anchor_each() -> None:
    """甲乙丙丁: 甲乙丙, 乙丙丁, 乙."""
    found = {"words-a": Found(0, 3), "words-b": Found(1, 4), "words-c": Found(1, 2)}
    assert _marks(found) == [(0, 1, ("words-a",)), (1, 4, ("words-b", "words-c"))]


def test_of_a_long_file_the_beginning_and_the_quoted_words_are_shown(space: Space) -> None:
    line = "材料" * 500 + "\n"
    content = line * 250 + f"末段前{'远' * 300}{WORDS}。\n" + line
    cite(space, "a.txt", content)
    space.build()
    tree = page(space, "a.txt")
    assert tree is not None
    assert list(marks(tree).values()) == [WORDS]
    shown = tree.xpath("string(//*[@class='file-text'])")
    assert MOST < len(shown) < MOST + 2 * AROUND + len(WORDS) + 500
    assert "末段前" not in shown and "……" + "远" * AROUND + WORDS in shown
    assert "本页只显示前 200,000 字" in tree.text_content()


def test_neither_the_sitemap_nor_the_search_has_it(space: Space) -> None:
    cite(space)
    space.build(search=True)
    assert b"/evidence/" not in (space.out / "sitemap.xml").read_bytes()
    assert all(b"/evidence/" not in content for path, content in space.tree().items() if path.startswith("pagefind/"))
