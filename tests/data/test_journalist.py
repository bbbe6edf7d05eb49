"""A journalist downloads one file and asks one question; docs/data.md has the statement, the site has the answer."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import DUE_LEDGER as DUE
from tests.conftest import ROOT, Space
from tests.data.test_exports import notices

QUESTION = re.search(r"```sql\n(.+?)```", (ROOT / "docs/data.md").read_text("utf-8"), re.DOTALL)


def answer(out: Path, day: str) -> list[tuple[str, str]]:
    """(organ, URL of the item) by the statement of the docs."""
    assert QUESTION
    base = sqlite3.connect(out / "data/ledger.sqlite")
    base.row_factory = sqlite3.Row
    return [(row["organ_name"], row["url"]) for row in base.execute(QUESTION[1], {"day": day})]


def marked(out: Path) -> set[str]:
    """URLs of items whose own page bears the mark."""
    found = set()
    for path in out.glob("notices/*/p*/index.html"):
        head = path.read_text("utf-8").partition("</h1>")[2].partition("<h2")[0]
        if 'data-mark="lapsed"' in head:
            found.add(f"/{path.parent.relative_to(out).as_posix()}/")
    return found


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_prints_the_same_statement(page: str) -> None:
    assert QUESTION and QUESTION[1] in (ROOT / page).read_text("utf-8")


def test_one_statement_gives_the_lapsed_items_of_the_site(demo: Path) -> None:
    rows = answer(demo, "2026-11-20")
    site = {p["url"]: n["organ"]["name"] for n in notices(demo) for p in n["problems"] if "lapsed" in p["marks"]}
    assert len(site) >= 5
    assert {url: organ for organ, url in rows} == site
    assert [organ for organ, _ in rows] == sorted(organ for organ, _ in rows)
    assert json.loads((demo / "data/site.json").read_text("utf-8"))["by_mark"]["lapsed"] == len(site)
    view = sqlite3.connect(demo / "data/ledger.sqlite").execute("SELECT url FROM v_lapsed")
    assert sorted(url for (url,) in view) == sorted(url for _, url in rows)


def test_the_pages_bear_the_mark(demo: Path) -> None:
    assert {url for _, url in answer(demo, "2026-11-20")} == marked(demo)


SAYS = {"done": "清理工作已全部完成", "ongoing": "清理工作仍在持续推进"}
REPORT = """\
    - as_of: "{day}"
      status: {status}
      about: {about}
      basis: report
      quote: "{quote}"
      source:
        file: "r.txt"
"""


def report(day: str, status: str, about: str) -> str:
    return REPORT.format(day=day, status=status, about=about, quote=SAYS[status])


@pytest.mark.parametrize(
    ("day", "entry", "lapsed"),
    [
        ("2025-06-30", "", False),  # the last day is in
        ("2025-07-01", "", True),
        ("2025-07-01", report(day="2025-06-30", status="done", about="m2"), False),  # done before the day
        ("2025-07-01", report(day="2025-06-30", status="ongoing", about="m2"), True),
        ("2025-07-02", report(day="2025-07-01", status="ongoing", about="m2"), False),  # overdue, not silent
        ("2025-07-02", report(day="2025-07-01", status="ongoing", about="m1"), False),  # something was published
        ("2025-07-01", report(day="2025-06", status="ongoing", about="m2"), True),
    ],
)
def test_statement_and_site_agree_on_every_kind_of_case(space: Space, day: str, entry: str, lapsed: bool) -> None:
    space.write("notices/n/files/r.txt", "清理工作已全部完成。\n清理工作仍在持续推进。\n")
    space.notice(ledger=DUE + entry)
    space.build(day)
    marks = next(p["marks"] for p in space.json()["problems"] if p["id"] == "p1")
    assert ("lapsed" in marks) is lapsed
    assert [url for _, url in answer(space.out, day)] == (["/notices/n/p1/"] if lapsed else [])
