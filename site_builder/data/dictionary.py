"""The data dictionary: what every column of the exports means, in Chinese and English, from the columns themselves."""

from collections.abc import Iterator
from typing import Any

from site_builder.data.formats import table_csv
from site_builder.data.tables import DESCRIBED, JSON_TYPES, Column, Table
from site_builder.records.encoding import indented_json

_HEADER = ("table", "column", "type", "empty", "chinese", "english", "values")


def dictionary_json() -> bytes:
    """`/data/dictionary.json`: tables, columns, codes."""
    tables = [
        {
            "name": table.name,
            "chinese": table.chinese,
            "english": table.english,
            "key": list(table.key),
            "references": [{"columns": list(columns), "table": to} for columns, to in table.references],
            "columns": [_column(table, column) for column in table.columns],
        }
        for table in DESCRIBED
    ]
    value = {
        "null": {"chinese": "空值一律表示原文未载明", "english": "null means that the text does not say"},
        "csv": {
            "chinese": "CSV 中会被表格软件当作公式的单元格，前面加了一个撇号；其他格式里没有",
            "english": "in CSV a cell that a spreadsheet would take for a formula has an apostrophe before it",
        },
        "tables": tables,
    }
    return indented_json(value)


def _column(table: Table, column: Column) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": column.name, "type": column.type, "empty": column.name not in table.key}
    shown |= {"chinese": column.chinese, "english": column.english}
    return {**shown, "values": dict(column.values)} if column.values else shown


def dictionary_csv() -> bytes:
    """`/data/dictionary.csv`: the same, one row for each column."""
    return table_csv(_HEADER, _rows())


def _rows() -> Iterator[tuple[str, ...]]:
    for table in DESCRIBED:
        for column in table.columns:
            values = "；".join(f"{code} {label}" for code, label in column.values.items())
            empty = "no" if column.name in table.key else "yes"
            yield table.name, column.name, column.type, empty, column.chinese, column.english, values


def row_schema(table: Table) -> dict[str, Any]:
    """JSON Schema of a row as NDJSON has it."""
    properties = {column.name: _cell_schema(table, column) for column in table.columns}
    names = [column.name for column in table.columns]
    said = {"title": table.name, "description": f"{table.chinese} ({table.english})"}
    return {**said, "type": "object", "required": names, "properties": properties}


def _cell_schema(table: Table, column: Column) -> dict[str, Any]:
    kind = JSON_TYPES[column.type]
    said = f"{column.chinese} ({column.english})"
    return {"type": kind if column.name in table.key else [kind, "null"], "description": said}
