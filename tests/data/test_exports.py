"""Every export is read back by another library, and says the same as the others, the pages' JSON and the search index."""

import csv
import gzip
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from site_builder.data.formats import inert, table_csv
from site_builder.data.tables import ITEMS, TABLES, last_due
from site_builder.unit.cards import DueCard
from tests.conftest import HEAD, LEDGER, TEXT, Space, some


def csv_rows(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "data/problems.csv").read_text("utf-8-sig"), newline="")))


def ndjson_rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "data/problems.ndjson").read_text("utf-8").splitlines()]


def database(out: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"file:{out / 'data/ledger.sqlite'}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    return base


def notices(out: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted((out / "data/notices").glob("*.json"))]


def searched(out: Path) -> list[str]:
    """URLs of the documents in the shipped search index."""
    texts = sorted((out / "pagefind").glob("*/text/*.pf_table"))
    return [json.loads(gzip.decompress(path.read_bytes()))[0] for path in texts]


def test_the_counts_agree_everywhere_and_are_printed(demo: Path) -> None:
    pages = notices(demo)
    items = sorted(problem["url"] for notice in pages for problem in notice["problems"])
    base = database(demo)
    totals = json.loads((demo / "data/site.json").read_text("utf-8"))
    assert len(items) > 90
    assert sorted(row["url"] for row in csv_rows(demo)) == items
    assert sorted(row["url"] for row in ndjson_rows(demo)) == items
    assert sorted(row["url"] for row in base.execute("SELECT url FROM problems")) == items
    assert sorted(searched(demo)) == sorted([*items, *(notice["url"] for notice in pages)])
    assert totals["problems"] == sum(totals["by_status"].values()) == len(items)
    row = re.compile(r'<tr><th scope="row">([^<]+)<span class="sub">([^<]+)</span>.*?<a class="figure"[^>]*>([\d,]+)<')
    page = (demo / "data/index.html").read_text("utf-8")
    printed = {what: (where, count) for what, where, count in row.findall(page)}
    everywhere = "页面、problems.csv、problems.ndjson、ledger.sqlite、搜索"
    assert printed["事项"] == (everywhere, str(len(items)))
    assert printed["通报"] == ("页面、搜索", str(len(pages)))
    (sum_of_statuses,) = re.findall("按状态相加：(.*?)</span>", page)
    parts = [int(part) for part in re.findall(r'data-count="(\d+)"', sum_of_statuses)]
    assert parts == [count for count in totals["by_status"].values() if count]


def test_the_statuses_are_those_of_each_notice(demo: Path) -> None:
    said = {p["url"]: (p["status"], " ".join(p["marks"])) for n in notices(demo) for p in n["problems"]}
    assert {row["url"]: (row["status"], row["marks"]) for row in csv_rows(demo)} == said
    assert {row["url"]: (row["status"], row["marks"]) for row in ndjson_rows(demo)} == said
    rows = database(demo).execute("SELECT url, status, marks FROM problems")
    assert {row["url"]: (row["status"], row["marks"]) for row in rows} == said


def test_a_status_comes_with_the_words_it_rests_on(demo: Path) -> None:
    for row in some(ndjson_rows(demo)):
        assert (row["quote"] is None) == (row["status"] == "unstated"), row["url"]
        assert row["basis"] in ((None,) if row["status"] == "unstated" else ("notice", "report", "editor"))


def test_the_database_is_sound(demo: Path) -> None:
    base = database(demo)
    assert [tuple(row) for row in base.execute("PRAGMA integrity_check")] == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA foreign_key_list(problems)").fetchall()
    counted = {table.name: base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] for table in TABLES}
    assert min(counted.values()) > 0, counted
    for table in TABLES:
        english = base.execute(f'SELECT * FROM "v_{table.name}"')
        chinese = base.execute(f'SELECT * FROM "{table.chinese}"')
        assert [d[0] for d in english.description] == [c.name for c in table.columns]
        assert [d[0] for d in chinese.description] == [c.chinese for c in table.columns]
        assert len(chinese.fetchall()) == counted[table.name]


def test_csv_and_ndjson_hold_the_same_cells(demo: Path) -> None:
    for written, whole in zip(csv_rows(demo), ndjson_rows(demo), strict=True):
        assert list(written) == list(whole) == [column.name for column in ITEMS.columns]
        for name, cell in whole.items():
            assert written[name] == ("" if cell is None else str(inert(cell)))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("一、=1", "一、=1"),
        (-1, -1),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(cell: Any, shown: Any) -> None:
    assert inert(cell) == shown


def test_a_heading_that_is_a_formula_is_inert_in_csv_and_itself_elsewhere(space: Space) -> None:
    heading = '=HYPERLINK("https://bad.invalid","看")，“甲”'
    space.notice(text=TEXT.replace("关于“台账不全”问题", heading), ledger=LEDGER)
    space.build()
    titles = {row["title"] for row in csv_rows(space.out)}
    assert f"'{heading}" in titles
    assert heading in {row["title"] for row in ndjson_rows(space.out)}
    assert heading in {row["title"] for row in database(space.out).execute("SELECT title FROM problems")}


def test_line_ends_and_quotation_marks_survive_csv() -> None:
    written = table_csv(["甲"], [['他说"好"，\n然后']])
    assert written == '\ufeff甲\r\n"他说""好""，\n然后"\r\n'.encode()
    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))) == [["甲"], ['他说"好"，\n然后']]


def test_the_same_bytes_each_time_and_rewritten_only_when_rows_change(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.build("2024-10-20")
    paths = [space.out / "data" / name for name in ("problems.csv", "problems.ndjson", "ledger.sqlite")]
    first = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    space.write("pages/about.md", "# 说明\n")
    space.build("2024-10-21")
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == first
    space.build("2024-10-21", out=space.folder / "again")
    assert [(space.folder / "again/data" / path.name).read_bytes() for path in paths] == [b for b, _ in first]
    space.build("2025-07-01")  # the due day has passed: a mark comes
    assert [path.read_bytes() for path in paths] != [b for b, _ in first]


def test_exports_can_be_switched_off(space: Space) -> None:
    space.notice(ledger=LEDGER)
    space.write("site.yaml", (space.content / "site.yaml").read_text("utf-8") + "exports: false\n")
    space.build()
    assert {path.name for path in (space.out / "data").iterdir() if path.is_file()} == {"index.html", "site.json"}
    assert {path.name for path in (space.out / "data/schemas").iterdir()} == {
        "notice.json",
        "site.json",
        "manifest.json",
    }
    assert "problems.csv" not in space.html("/data/")
    assert (space.out / "data/notices/n.json").exists()


def test_a_notice_that_is_not_public_is_in_no_export(space: Space) -> None:
    """Neither its id where another one follows it, nor an organ that has nothing else."""
    organs = (space.content / "organs.yaml").read_text("utf-8")
    space.write("organs.yaml", organs + 'secret:\n  name: "尚未公开的单位"\n')
    later = HEAD.replace("2024-10-17", "2024-12-01").replace("2024-11-16", "2024-12-31").replace("amr", "secret")
    space.notice("embargoed", head=later)
    space.notice("n", head=HEAD + "follows: embargoed\n", ledger=LEDGER)
    space.build("2024-10-20")
    for path in ("problems.csv", "problems.ndjson", "ledger.sqlite", "site.json"):
        content = (space.out / "data" / path).read_bytes()
        assert b"embargoed" not in content, path
        assert "尚未公开的单位".encode() not in content, path
    assert database(space.out).execute("SELECT id FROM notices").fetchone()[0] == "n"
    space.build("2024-12-02")
    assert b"embargoed" in (space.out / "data/ledger.sqlite").read_bytes()


def test_the_latest_due_date_is_the_one_that_can_mean_the_last_day(demo: Path) -> None:
    base = database(demo)
    rows = base.execute(
        "SELECT p.due, max(d.latest) AS last FROM problems AS p "
        "JOIN due AS d ON d.notice = p.notice AND d.item = p.id GROUP BY p.notice, p.id"
    ).fetchall()
    assert len(rows) > 20
    for row in rows:
        assert row["last"].startswith(row["due"])


@pytest.mark.parametrize(
    ("written", "last"),
    [
        (("2020", "2020-06"), "2020"),
        (("2020-12", "2020-11-30"), "2020-12"),
        (("2019", "2020-01"), "2020-01"),
        ((), None),
    ],
)
def test_a_year_is_read_at_its_latest(written: tuple[str, ...], last: str | None) -> None:
    class Item:
        due = [DueCard(by=by, about=None, quote="", state="coming", told="", sequence=0) for by in written]

    assert last_due(Item) == last  # type: ignore[arg-type]


def test_a_successor_shows_with_the_organ_it_follows(space: Space) -> None:
    space.write("organs.yaml", 'amr: {name: "甲", successor: b}\nb: {name: "乙"}\nc: {name: "丙"}\n'.replace("{", "{ "))
    space.notice()
    space.build()
    rows = database(space.out).execute("SELECT id, successor FROM organs ORDER BY id")
    assert [tuple(row) for row in rows] == [("amr", "b"), ("b", None)]
