"""Cards → CSV, NDJSON, SQLite, totals: each from the columns in tables.py and a small writer."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from site_builder.cards import Card
from site_builder.model import Organ
from site_builder.tables import DUES, ENTRIES, NOTICES, ORGANS, PROBLEMS, TABLES, TARGETS, Cell, Column, problem_rows
from site_builder.vocabulary import STATUSES

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def problems_csv(cards: Iterable[Card]) -> bytes:
    """RFC 4180, with a BOM for Excel; a cell that would be a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in PROBLEMS])
    writer.writerows([_inert(cell) for cell in row] for row in problem_rows(cards))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _inert(cell: Cell) -> Cell:
    return "'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def problems_ndjson(cards: Iterable[Card]) -> bytes:
    names = [column.name for column in PROBLEMS]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in problem_rows(cards))
    return "".join(line + "\n" for line in lines).encode()


def totals(cards: Sequence[Card], day: date) -> dict[str, Any]:
    """`/data/site.json`: the only file that names the day of the build."""
    items = [item for card in cards for item in card.items]
    by_status = {code: sum(1 for item in items if item.status == code) for code in STATUSES}
    marks: dict[str, int] = {}
    for item in items:
        for mark in item.marks:
            marks[mark] = marks.get(mark, 0) + 1
    kinds: dict[str, int] = {}
    windows: dict[str, int] = {}
    for card in cards:
        kinds[card.kind] = kinds.get(card.kind, 0) + 1
        windows[card.window.state] = windows.get(card.window.state, 0) + 1
    return {
        "day": str(day),
        "notices": len(cards),
        "problems": len(items),
        "measures": sum(item.measures for item in items),
        "organs": len({card.organ for card in cards if card.organ}),
        "targets": sum(len(card.targets) for card in cards),
        "by_status": by_status,
        "by_mark": dict(sorted(marks.items())),
        "by_kind": dict(sorted(kinds.items())),
        "by_window": dict(sorted(windows.items())),
    }


def site_json(cards: Sequence[Card], day: date) -> bytes:
    return (json.dumps(totals(cards, day), ensure_ascii=False, indent=1) + "\n").encode()


_KEYS = {
    "organs": ["PRIMARY KEY (id)"],
    "notices": ["PRIMARY KEY (id)", "FOREIGN KEY (organ) REFERENCES organs (id)"],
    "problems": ["PRIMARY KEY (notice, id)", "FOREIGN KEY (notice) REFERENCES notices (id)"],
    "entries": ["PRIMARY KEY (notice, item, id)", "FOREIGN KEY (notice, item) REFERENCES problems (notice, id)"],
    "due": ["FOREIGN KEY (notice, item) REFERENCES problems (notice, id)"],
    "targets": ["PRIMARY KEY (notice, id)", "FOREIGN KEY (notice) REFERENCES notices (id)"],
}
_INDEXES = (
    "CREATE INDEX problems_status ON problems (status)",
    "CREATE INDEX problems_organ ON problems (organ)",
    "CREATE INDEX due_latest ON due (latest)",
)


def ledger_sqlite(organs: dict[str, Organ], cards: Sequence[Card]) -> bytes:
    """A database of all tables, the same bytes for the same rows; views `v_…` in English and Chinese."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    base.execute("PRAGMA page_size = 4096")
    base.execute("BEGIN")
    for name, columns in TABLES.items():
        base.execute(_create(name, columns))
    _fill(base, "organs", ORGANS, ([c.get(k, o) for c in ORGANS] for k, o in organs.items()))
    _fill(base, "notices", NOTICES, ([c.get(card) for c in NOTICES] for card in cards))
    _fill(base, "problems", PROBLEMS, problem_rows(cards))
    pairs = [(card, item) for card in cards for item in card.items]
    _fill(base, "entries", ENTRIES, ([c.get(a, i, e) for c in ENTRIES] for a, i in pairs for e in i.entries))
    _fill(base, "due", DUES, ([c.get(a, i, d) for c in DUES] for a, i in pairs for d in i.due))
    _fill(base, "targets", TARGETS, ([c.get(a, t) for c in TARGETS] for a in cards for t in a.targets))
    for statement in _INDEXES:
        base.execute(statement)
    for name, columns in TABLES.items():
        base.execute(f'CREATE VIEW "v_{name}" AS SELECT * FROM "{name}"')
        shown = ", ".join(f'"{c.name}" AS "{c.chinese}"' for c in columns)
        base.execute(f'CREATE VIEW "{_CHINESE[name]}" AS SELECT {shown} FROM "{name}"')
    base.execute("COMMIT")
    base.execute("VACUUM")
    return base.serialize()


_CHINESE = {
    "organs": "单位",
    "notices": "通报",
    "problems": "整改事项",
    "entries": "进展记录",
    "due": "时限",
    "targets": "指标",
}


def _create(name: str, columns: Sequence[Column]) -> str:
    rows = [f'"{column.name}" {column.type}' for column in columns] + _KEYS[name]
    return f'CREATE TABLE "{name}" ({", ".join(rows)})'


def _fill(base: sqlite3.Connection, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    base.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', rows)  # noqa: S608
