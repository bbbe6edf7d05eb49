"""A record with markup, template syntax, quotes and ends of every format in each of its fields comes out as text everywhere."""

import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree
from playwright.sync_api import Dialog

from tests.browser.serving import served
from tests.cases import in_part
from tests.conftest import SITE, Space

EVIL = "</script><script>alert('甲')</script>{{ 7*7 }}{% x %}\"'`]]><img src=x onerror=alert(2)>&amp;=1+1"


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def evil_site(space: Space) -> None:
    q = quoted
    space.write(
        "site.yaml",
        SITE.replace('"试验台账"', q("站名" + EVIL))
        + f"footer:\n  sponsor: {q('主办' + EVIL)}\n  contact: {q('联系' + EVIL)}\n",
    )
    contact = f"  contact:\n    phones: [{q('0000-8300001')}]\n    addresses: [{q('地址' + EVIL)}]\n"
    space.write("organs.yaml", f"amr:\n  name: {q('单位' + EVIL)}\n  short: {q('简称' + EVIL)}\n{contact}")
    space.write("themes.yaml", f't:\n  title: {q("专题" + EVIL)}\n  items: ["n/p1"]\n')
    space.write("notices/n/files/a.txt", "报告正文。\n" * 900 + f"已完成全部台账补录{EVIL}")
    head = (
        f'title: {q("标题" + EVIL)}\nkind: rectification\norgan: amr\npublished: "2024-10-17"\n'
        f"inspection:\n  level: {q('市委' + EVIL)}\n  round: {q('轮次' + EVIL)}\n  teams: [{q('巡察组' + EVIL)}]\n"
        'window:\n  kind: publication\n  opens: "2024-10-17"\n  closes: "2024-11-16"\n'
        f'source: {{name: {q("来源" + EVIL)}, url: "https://x.invalid/?a=1&b=\'"}}\n'
        f"contacts:\n  addresses: [{q('通讯地址' + EVIL)}]\nsigned:\n  by: [{q('落款' + EVIL)}]\n"
        f'attachments:\n  - file: "a.txt"\n    title: {q("附件" + EVIL)}\n'
    )
    text = (
        f"## 整改情况{EVIL} {{role=problems}}\n### 方面{EVIL}\n#### 1. 事项{EVIL} {{#p1}}\n- 一是措施正在推进{EVIL}\n"
        f"- 二是已经印发办法\n\n| 表{EVIL} | 乙 |\n|---|---|\n| 格{EVIL} | 丁 |\n\n段落{EVIL}\n"
    )
    ledger = (
        f"p1:\n  responsible:\n    - {{unit: {q('推进' + EVIL)}, role: {q('牵头' + EVIL)}, quote: {q('一是措施正在推进' + EVIL)}}}\n"
        f'  entries:\n    - as_of: "2024-10-17"\n      about: m1\n      status: ongoing\n      quote: {q("措施正在推进" + EVIL)}\n'
        f'    - as_of: "2024-10-18"\n      status: partial\n      basis: editor\n      note: {q("归纳" + EVIL)}\n'
        f'notice:\n  corrections:\n    - {{date: "2024-10-18", kind: correction, what: {q("更正" + EVIL)}, why: {q("缘由" + EVIL)}, before: {q("前" + EVIL)}, after: {q("后" + EVIL)}}}\n'  # noqa: E501
    )
    space.notice("n", head=head, text=text, ledger=ledger)
    space.write("pages/help.md", f"# 帮助{EVIL}\n\n{EVIL}\n")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    space = Space(tmp_path_factory.mktemp("evil"))
    evil_site(space)
    space.build("2024-10-20", search=True)
    return space.out


def test_in_html(evil: Path) -> None:
    """No element of it exists, nothing of it was a template, and its characters are those of the record."""
    for page in evil.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page
        assert "甲')</script>49" not in text, page
        tree = etree.HTML(text)
        assert {name for element in tree.iter() for name in element.attrib if name.startswith("on")} == set(), page
        assert [element.get("src") for element in tree.iter("img") if element.get("src") == "x"] == [], page
    shown = "".join(etree.HTML((evil / "notices/n/index.html").read_text("utf-8")).itertext())
    assert shown.count("{{ 7*7 }}") >= 6
    assert "一是措施正在推进" + EVIL in shown


def test_in_structured_data(evil: Path) -> None:
    """JSON-LD: what stands in a script element must not end it."""
    seen = 0
    for page in evil.rglob("*.html"):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.read_text("utf-8"), re.S):
            seen += EVIL in json.dumps(json.loads(block), ensure_ascii=False).replace('\\"', '"')
    assert seen > 0


def test_in_json(evil: Path) -> None:
    value = json.loads((evil / "data/notices/n.json").read_text("utf-8"))
    assert value["title"] == "标题" + EVIL
    assert value["organ"]["name"] == "单位" + EVIL
    assert value["problems"][0]["measures"][0]["text"] == "一是措施正在推进" + EVIL
    for path in evil.rglob("*.json"):
        json.loads(path.read_text("utf-8"))
    for line in (evil / "data/problems.ndjson").read_text("utf-8").splitlines():
        json.loads(line)


def test_in_xml(evil: Path) -> None:
    titles = []
    for path in evil.rglob("*.xml"):
        root = etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False))
        titles += ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert any("标题" + EVIL in title for title in titles)


def test_in_calendars(evil: Path) -> None:
    for path in evil.rglob("*.ics"):
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            assert {"SUMMARY", "UID", "DTSTART"} <= set(event)
    assert any(
        EVIL in str(e["SUMMARY"])
        for p in evil.rglob("*.ics")
        for e in Calendar.from_ical(p.read_bytes()).walk("VEVENT")
    )


def test_in_csv_and_sqlite(evil: Path) -> None:
    rows = list(csv.reader(io.StringIO((evil / "data/problems.csv").read_text("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert any("事项" + EVIL in cell for row in rows for cell in row)
    base = sqlite3.connect(f"file:{evil / 'data/ledger.sqlite'}?mode=ro", uri=True)
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_csv_is_a_formula(space: Space, start: str) -> None:
    """A spreadsheet computes a cell that begins so; the table for spreadsheets must not let it."""
    space.notice(
        text=f"## 情况 {{role=problems}}\n### {start.strip()}标题 {{#p1}}\n{start.strip()}正文措施已经落实。\n"
    )
    space.build()
    cells = [
        cell
        for row in csv.reader(io.StringIO((space.out / "data/problems.csv").read_text("utf-8-sig")))
        for cell in row
    ]
    assert [cell for cell in cells if cell[:1] in "=+@\t\r" and cell] == []


def test_in_a_browser(evil: Path, browser: Any) -> None:
    """Every page (one of each kind in `make test`) in Chromium: no dialog, no request beyond the site, no console message."""
    pages = sorted(path.relative_to(evil).as_posix().removesuffix("index.html") for path in evil.rglob("*.html"))
    said: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        said.append(f"dialog {dialog.message}")
        dialog.dismiss()

    with served(evil) as base:
        context = browser.new_context()
        page = context.new_page()
        page.on("dialog", dismiss)
        page.on("console", lambda message: said.append(f"console {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error {error}"))
        page.on(
            "request", lambda request: said.append(request.url) if not request.url.startswith((base, "data:")) else None
        )
        for path in in_part(pages, lambda path: (path.split("/")[0], path.count("/"))):
            page.goto(base + path, wait_until="load")
        page.goto(base + "search/?q=%E6%8E%AA%E6%96%BD", wait_until="load")
        page.wait_for_selector('#search-status[data-state="done"]', timeout=20_000)
        assert page.locator("#search-results > li").count() > 0
        assert page.locator("#search-results img, #search-results script").count() == 0
        context.close()
    assert said == []
