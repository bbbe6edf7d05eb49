"""For random ledgers and days: Σ by status = items in every form, no mark without its rule, what is hidden is nowhere."""

import csv
import io
import json
import sqlite3
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.records.partial_dates import PartialDate
from tests.cases import cases
from tests.conftest import HEAD, Space

DAYS = st.dates(date(2024, 10, 17), date(2026, 12, 31))
WORDS = {
    "not-started": "尚未开展清理工作的有三家",
    "ongoing": "目前正在推进制度修订工作",
    "partial": "基本完成了年度清理任务",
    "done": "已全部完成整改任务并验收",
}
TEXT = "## 二、整改情况 {role=problems}\n" + "".join(
    f"### {n}. 关于第{n}类问题 {{#p{n}}}\n- 一是建立台账{n}，计划于2025年6月前完成。\n" for n in range(1, 5)
)


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    days = sorted(draw(st.lists(DAYS, max_size=4)))
    kinds = [draw(st.sampled_from([None, *WORDS])) for _ in days]
    about = [draw(st.sampled_from([None, None, "m1"])) for _ in days]
    return [{"as_of": str(d), "status": s, "about": a} for d, s, a in zip(days, kinds, about, strict=True)]


@st.composite
def ledgers(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    return {
        f"p{n}": {"entries": draw(entries()), "due": draw(st.booleans())} for n in range(1, 5) if draw(st.booleans())
    }


def yaml_of(records: dict[str, dict[str, Any]]) -> str:
    lines: list[str] = []
    for item, record in records.items():
        lines.append(f"{item}:\n  review_by: null")
        if record["due"]:
            lines.append('  due:\n    - {by: "2025-06", quote: "计划于2025年6月前完成"}')
        lines += ["  entries:"] if record["entries"] else []
        finished = False
        for entry in record["entries"]:
            words = WORDS[entry["status"] or "ongoing"]
            lines.append(f'    - as_of: "{entry["as_of"]}"\n      basis: report\n      quote: "{words}"')
            lines.append('      source: {file: "r.txt"}')
            lines += [f"      status: {entry['status']}"] if entry["status"] else []
            lines += ["      about: m1"] if entry["about"] else []
            if finished:
                lines.append('      reason: "回头看时发现反弹"')
            finished = finished or entry["status"] == "done"
    return "\n".join(lines) + "\n"


@settings(max_examples=cases(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), DAYS)
def test_counts_agree_and_marks_follow_their_rules(records: dict[str, dict[str, Any]], day: date) -> None:
    with tempfile.TemporaryDirectory() as folder:
        space = Space(Path(folder))
        space.write("notices/n/files/r.txt", "。".join(WORDS.values()) + "。")
        space.notice(text=TEXT, head=HEAD.replace("2024-11-16", "2024-10-31"), ledger=yaml_of(records))
        assert space.findings(str(day)) == []
        problems = space.json()["problems"]
        totals = json.loads((space.out / "data/site.json").read_text("utf-8"))
        rows = list(csv.DictReader(io.StringIO((space.out / "data/problems.csv").read_text("utf-8-sig"))))
        lines = (space.out / "data/problems.ndjson").read_text("utf-8").splitlines()
        base = sqlite3.connect(space.out / "data/ledger.sqlite")
        (stored,) = base.execute("SELECT count(*) FROM problems").fetchone()
        base.close()
        assert len(problems) == sum(totals["by_status"].values()) == len(rows) == len(lines) == stored == 4
        assert [row["status"] for row in rows] == [problem["status"] for problem in problems]
        for problem in problems:
            own = records.get(problem["id"], {"entries": [], "due": False})
            seen = [e for e in own["entries"] if date.fromisoformat(e["as_of"]) <= day]
            whole = [e["status"] for e in seen if e["status"] and not e["about"]]
            assert problem["status"] == (whole[-1] if whole else "unstated")
            check_marks(set(problem["marks"]), own, seen, whole, day)


def check_marks(marks: set[str], own: dict[str, Any], seen: list[dict[str, Any]], whole: list[str], day: date) -> None:
    end = PartialDate("2025-06").latest
    later = [e for e in seen if date.fromisoformat(e["as_of"]) > end]
    finished = bool(whole) and whole[-1] == "done"
    if "lapsed" in marks:
        assert own["due"] and day > end and not later and not finished
    if "overdue" in marks:
        assert own["due"] and any(e["status"] in ("ongoing", "not-started") and not e["about"] for e in later)
    if "stale" in marks:
        assert day - max(date.fromisoformat(e["as_of"]) for e in seen) > timedelta(days=365) and not finished
    if "reopened" in marks:
        assert "done" in whole[:-1] and not finished
