"""What an editor needs without a terminal: the workbook out and in again, a draft put aside, and the site generated."""

import io
import json
import os
import re
from urllib.parse import quote
from urllib.request import Request, urlopen

import openpyxl
import pytest

from site_builder.desk.whose_ledger import likely_notices
from site_builder.importing.tables.table_reading import tables_of
from site_builder.sheets.filled import read_filled
from tests.conftest import HEAD, LEDGER, TEXT
from tests.desk.conftest import RunningDesk

IDENTITY = "11010119900307" + "7774"  # made up; the check digit is right
NEWS = "又补录台账12本，已上架。"


def filled(desk: RunningDesk) -> bytes:
    """The workbook of the notice as the desk hands it out, with one cell filled in."""
    asked = Request(f"http://{desk.host}/_desk/{desk.slug}/workbook.xlsx", headers={"Cookie": desk.cookie})
    with urlopen(asked, timeout=30) as answer:
        assert f"{desk.slug}-" in answer.headers["content-disposition"]
        book = openpyxl.load_workbook(io.BytesIO(answer.read()))
    sheet = book.worksheets[0]
    names = {cell.value: cell.column for cell in sheet[3]}
    row = next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, names["编号"]).value == "p2")
    sheet.cell(row, names["本次进展"]).value = NEWS
    sheet.cell(row, names["本次日期"]).value = "2024-10-19"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_filled_workbook_dropped_on_the_first_page_goes_to_its_notice_and_can_be_undone(desk: RunningDesk) -> None:
    before, slugs = desk.file("ledger.yaml"), {each["slug"] for each in desk.ask("/_desk/api/home").json["notices"]}
    told = desk.ask(f"/_desk/api/import?name={quote('报送.xlsx')}", filled(desk)).json
    assert (told["slug"], told["refused"], len(told["added"])) == (desk.slug, False, 1) and NEWS in told["added"][0]
    assert NEWS in desk.file("ledger.yaml") and 'file: "报送.xlsx"' in desk.file("ledger.yaml")
    assert {each["slug"] for each in desk.ask("/_desk/api/home").json["notices"]} <= slugs | {desk.slug}
    assert desk.ask(desk.api("undo"), {}).status == 200
    assert desk.file("ledger.yaml") == before
    assert not (desk.running.space.content / "notices" / desk.slug / "files").exists()


def judged(desk: RunningDesk) -> dict[str, int]:
    """The sum of the review sheet."""
    shown = desk.ask(f"/_desk/{desk.slug}/sheet/").body
    told = re.findall(r"<td>(\d+)</td>", shown.partition("合计</th>")[2].partition("</tr>")[0])
    return dict(zip(("accepted", "changed", "rejected", "returned", "open"), map(int, told), strict=True))


def test_what_a_filled_workbook_brought_is_not_counted_as_accepted_by_anybody(desk: RunningDesk) -> None:
    before = judged(desk)
    desk.ask(desk.api("workbook") + f"?name={quote('报送.xlsx')}", filled(desk))
    assert judged(desk) == before | {"returned": before["returned"] + 1}
    assert "收回台账带进来的" in desk.ask(f"/_desk/{desk.slug}/sheet/").body


def test_a_finding_in_a_paper_names_the_paper(desk: RunningDesk) -> None:
    files = desk.running.space.content / "notices" / desk.slug / "files"
    files.mkdir()
    (files / "名单.csv").write_text(f"姓名,身份证号\n甲,{IDENTITY}\n", "utf-8")
    ledger = files.parent / "ledger.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("已完成全部台账补录", "没有这几个字"), "utf-8")
    told = {each["code"]: (each["where"], each["words"]) for each in desk.view()["findings"]}
    assert any(where.startswith("文件 files/名单.csv 第") for where, _ in told.values()), told
    assert ("台账第 19 行", "没有这几个字") in {(where, words.strip('"')) for where, words in told.values()}, told


def test_what_does_not_match_is_said_and_nothing_is_written(desk: RunningDesk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(desk)))
    sheet = book.worksheets[0]
    names = {cell.value: cell.column for cell in sheet[3]}
    for row in range(4, sheet.max_row + 1):
        sheet.cell(row, names["本次日期"]).value = "改天"
    kept = io.BytesIO()
    book.save(kept)
    before = desk.file("ledger.yaml")
    told = desk.ask(desk.api("workbook") + f"?name={quote('报送.xlsx')}", kept.getvalue()).json
    assert told["refused"] and "读不出日期" in "".join(told["left"]) and told["added"] == []
    assert desk.file("ledger.yaml") == before


def test_a_draft_that_nobody_wants_is_put_aside_and_a_published_notice_is_not(desk: RunningDesk) -> None:
    space = desk.running.space
    space.notice("public", head=HEAD, text=TEXT, ledger=LEDGER)
    refused = desk.ask(desk.api("discard", "public"), {})
    assert refused.status == 409 and "撤下" in refused.json["error"]
    kept = desk.file("notice.md")
    assert desk.ask(desk.api("discard"), {}).json == {"slug": desk.slug}
    assert not (space.content / "notices" / desk.slug).exists()
    assert (space.folder / ".desk-journal" / "discarded" / f"{desk.slug}-1" / "notice.md").read_text() == kept
    assert desk.slug not in {each["slug"] for each in desk.ask("/_desk/api/home").json["notices"]}


def test_a_notice_that_was_public_once_cannot_be_put_aside(desk: RunningDesk) -> None:
    assert desk.act(do="publish").status == 200
    assert desk.ask(desk.api("undo"), {}).status == 200  # it is a draft again
    refused = desk.ask(desk.api("discard"), {})
    assert refused.status == 409 and "曾经发布" in refused.json["error"]


def test_the_site_is_generated_without_a_terminal_and_a_mistake_leaves_it_as_it_was(own: RunningDesk) -> None:
    space = own.running.space
    space.notice("public", head=HEAD, text=TEXT, ledger=LEDGER)
    told = own.ask("/_desk/api/generate", {}).json
    page = space.folder / "public" / "notices" / "public" / "index.html"
    assert told["done"] and told["notices"] == 1 and told["folder"] == str(space.folder / "public"), told
    assert [each["slug"] for each in told["withheld"]] == ["n"]
    made = page.read_bytes()
    space.notice("public", head=HEAD, text=TEXT, ledger=LEDGER.replace("quote: ", "quote: 错", 1).replace('错"', '"错'))
    told = own.ask("/_desk/api/generate", {}).json
    assert not told["done"] and "网站保持原样" in "".join(told["said"]), json.dumps(told, ensure_ascii=False)
    assert page.read_bytes() == made


@pytest.mark.parametrize("opens", ["2024-10-16", "2024年10月16日", "2024.10.16", "2024/10/16"])
def test_dates_are_taken_as_offices_write_them(desk: RunningDesk, opens: str) -> None:
    assert desk.act(do="window", kind="publication", opens=opens, closes="2024-11-15", quote="").status == 200
    assert 'opens: "2024-10-16"' in desk.file("notice.md")


def own_form(*rows: tuple[str, str]) -> bytes:
    """A ledger in an office's own form: problem and progress."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["序号", "存在问题", "整改进展", "备注"])
    for number, (problem, said) in enumerate(rows, 1):
        sheet.append([number, problem, said, ""])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


OURS = own_form(("关于“拨付迟缓”问题", "已拨付到位，剩余资金正在审核。"), ("关于“台账不全”问题", NEWS))


def test_a_table_with_the_items_of_a_notice_that_is_here_is_asked_about(desk: RunningDesk) -> None:
    before = set(os.listdir(desk.running.space.content / "notices"))
    told = desk.ask(f"/_desk/api/import?name={quote('进展.xlsx')}", OURS).json
    assert (
        told["refused"]
        and {"slug": desk.slug, "rows": 2, "of": 2, "title": "关于巡察整改情况的通报", "published": "2024-10-17"}
        in told["likely"]
    )
    assert set(os.listdir(desk.running.space.content / "notices")) == before
    added = desk.ask(desk.api("workbook") + f"?name={quote('进展.xlsx')}", OURS).json
    assert not added["refused"] and any(NEWS in each for each in added["added"])


MINE = [("关于“拨付迟缓”问题", "甲"), ("关于“台账不全”问题", "乙")]
FOREIGN = [("河道采砂监管缺位", "丙"), ("垃圾清运不及时的问题", "丁"), ("湿地补偿没有兑现", "戊")]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        (MINE, True),
        (MINE + FOREIGN[:2], True),
        (MINE + FOREIGN, False),
        (MINE[:1] + FOREIGN[:1], False),  # one row may be alike by chance
        (FOREIGN, False),
        ([("拨付迟缓", "甲"), ("台账不全", "乙")], False),  # too short to be of one notice alone
    ],
)
def test_of_whose_items_a_table_is(desk: RunningDesk, rows: list[tuple[str, str]], asked: bool) -> None:
    filled_in_ = read_filled(tables_of(own_form(*rows), "表.xlsx").grids)  # type: ignore[union-attr]
    assert filled_in_ is not None
    found = likely_notices(filled_in_, desk.running.space.content)
    assert (desk.slug in [each.slug for each in found], bool(found)) == (asked, asked)


def test_what_a_title_puts_in_quotation_marks_names_its_item(desk: RunningDesk) -> None:
    told = desk.ask(desk.api("workbook") + "?name=a.xlsx", own_form(("台账不全", NEWS), ("拨付", "已拨付。"))).json
    assert [NEWS in each for each in told["added"]] == [True]
    assert ["没有这一项" in each for each in told["left"]] == [True]


def test_a_title_that_begins_with_a_quotation_is_matched_as_it_stands(desk: RunningDesk) -> None:
    notice = desk.running.space.content / "notices" / desk.slug / "notice.md"
    notice.write_text(notice.read_text("utf-8").replace("关于“台账不全”问题", "“三公”经费超支"), "utf-8")
    told = desk.ask(
        desk.api("workbook") + "?name=a.xlsx", own_form(("“三公”经费超支", NEWS), ("三公", "已退回。"))
    ).json
    assert [NEWS in each for each in told["added"]] == [True]
    assert ["没有这一项" in each for each in told["left"]] == [True]  # two characters name no item
