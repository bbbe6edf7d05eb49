"""Rows → lines of CSV and NDJSON, and the SQL of the database; cards → totals. The columns are those of `tables.py`."""

import csv
import io
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from site_builder.data.tables import ITEMS, TABLES, Cell, Table
from site_builder.records.encoding import indented_json
from site_builder.records.vocabulary import STATUSES
from site_builder.unit.cards import Brief, added

_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
Rows = Iterable[Sequence[Cell]]
_VIEWS = {  # questions that are asked again and again, each with an English and a Chinese name
    ("v_lapsed", "v_时限已过"): """
SELECT p.organ_name, n.title AS notice_title, p.title, d.quote AS words, d."by", d.latest, p.url
FROM due AS d
JOIN problems AS p ON p.notice = d.notice AND p.id = d.item
JOIN notices AS n ON n.id = p.notice
WHERE d.state = 'lapsed'
ORDER BY p.organ_name, d.latest, p.url""",
    ("v_status_by_organ", "v_各单位状态"): """
SELECT organ, organ_name, status, status_label, count(*) AS items
FROM problems GROUP BY organ, organ_name, status, status_label
ORDER BY organ, status""",
}


def table_csv(names: Sequence[str], rows: Rows) -> bytes:
    """RFC 4180, with a BOM_UTF8 for Excel; a cell that would be a formula gets an apostrophe before it.

    >>> table_csv(["a", "b"], [["=1+1", None]])
    b"\\xef\\xbb\\xbfa,b\\r\\n'=1+1,\\r\\n"
    """
    return BOM_UTF8 + csv_lines([names]) + csv_lines(rows)


def csv_lines(rows: Rows) -> bytes:
    """Rows without a header."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode()


def inert(cell: Cell) -> Cell:
    """The cell, so that no spreadsheet takes it for a formula, not even after spaces."""
    return "'" + cell if isinstance(cell, str) and cell.lstrip(" \u3000").startswith(_FORMULA) else cell


def ndjson_lines(rows: Rows) -> bytes:
    """Items, one on each line, with cells as they are."""
    names = [column.name for column in ITEMS.columns]
    values = (dict(zip(names, row, strict=True)) for row in rows)
    return b"".join(msgspec.json.format(msgspec.json.encode(value), indent=0) + b"\n" for value in values)


def totals(cards: Sequence[Brief], day: date) -> dict[str, Any]:
    """`/data/site.json`: the only file that names the day of the build."""
    by_status = added(card.counts.statuses for card in cards)
    return {
        "day": str(day),
        "updated": max((card.updated for card in cards if card.updated), default=None),
        "notices": len(cards),
        "problems": sum(card.counts.problems for card in cards),
        "measures": sum(card.counts.measures for card in cards),
        "entries": sum(card.counts.entries for card in cards),
        "organs": len({card.organ for card in cards if card.organ}),
        "targets": sum(card.counts.targets for card in cards),
        "by_status": {code: by_status[code] for code in STATUSES},
        "by_mark": dict(sorted(added(card.counts.marks for card in cards).items())),
        "by_kind": _counted(card.kind for card in cards),
        "by_window": _counted(card.window.state for card in cards),
    }


def _counted(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(codes).items()))


def site_json(cards: Sequence[Brief], day: date) -> bytes:
    return indented_json(totals(cards, day))


def schema() -> Iterator[str]:
    """Tables, indexes of what is asked for, and every table once more as a view with Chinese names.

    Rows are stored by their key and nothing else, so that the same rows are the same bytes in whatever order they came.
    """
    yield from map(_create, TABLES)
    yield from _indexes_and_views()


def insertion(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _create(table: Table) -> str:
    rows = [f'"{c.name}" {c.type}{" NOT NULL" if c.name in table.key else ""}' for c in table.columns]
    rows.append(f"PRIMARY KEY ({_names(table.key)})")
    rows += [
        f'FOREIGN KEY ({_names(columns)}) REFERENCES "{to}" ({_names(primary_key(to))})'
        for columns, to in table.references
    ]
    lines = ",\n  ".join(rows)
    return f'CREATE TABLE "{table.name}" (\n  {lines}\n) WITHOUT ROWID'


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def primary_key(name: str) -> tuple[str, ...]:
    return next(table.key for table in TABLES if table.name == name)


def _indexes_and_views() -> Iterator[str]:
    yield "CREATE INDEX problems_status ON problems (status)"
    yield "CREATE INDEX problems_organ ON problems (organ)"
    yield "CREATE INDEX notices_organ ON notices (organ)"
    yield "CREATE INDEX due_latest ON due (latest)"
    yield "CREATE INDEX documents_name ON documents (name)"
    for table in TABLES:
        shown = ", ".join(f'"{column.name}" AS "{column.chinese}"' for column in table.columns)
        yield f'CREATE VIEW "v_{table.name}" AS SELECT * FROM "{table.name}"'
        yield f'CREATE VIEW "{table.chinese}" AS SELECT {shown} FROM "{table.name}"'
    for names, query in _VIEWS.items():
        for name in names:
            yield f'CREATE VIEW "{name}" AS{query}'
