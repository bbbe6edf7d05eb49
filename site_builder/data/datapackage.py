"""`/data/datapackage.json`: the open data as a Data Package, with types, codes, keys and foreign keys of every table.

Source  Data Package standard, version 2.0: Data Package, Data Resource, Table Schema
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from site_builder.data.line_files import csv_path
from site_builder.data.tables import DESCRIBED, JSON_TYPES, Column, Table
from site_builder.records.encoding import indented_json

PROFILES = "https://datapackage.org/profiles/2.0/"
_OTHERS = (  # (name, path, format, media type, title) of what is no table in CSV
    ("problems-lines", "problems.ndjson", "ndjson", "application/x-ndjson", "整改事项，一行一个 JSON"),
    ("quotations", "quotations.ndjson", "ndjson", "application/x-ndjson", "全部引语，Web Annotation 选择器，一行一条"),
    ("ledger", "ledger.sqlite", "sqlite", "application/vnd.sqlite3", "全部台账，SQLite 数据库"),
    ("totals", "site.json", "json", "application/json", "总数"),
)


class PackageHead(NamedTuple):
    """What the package says of the site. `url`: absolute, of `/data/`; `publisher`: who runs the site"""

    title: str
    url: str
    publisher: str
    description: str


def datapackage(head: PackageHead) -> bytes:
    """The descriptor."""
    value = {
        "$schema": f"{PROFILES}datapackage.json",
        "name": "taizhang",
        "id": head.url,
        "title": head.title,
        "description": head.description,
        "homepage": head.url,
        "keywords": ["整改", "巡察", "审计", "督察", "台账"],
        "contributors": [{"title": head.publisher, "roles": ["publisher"]}],
        "resources": [*map(_table, DESCRIBED), *_others()],
    }
    return indented_json(value)


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.chinese,
        "description": table.english,
        "path": csv_path(table).removeprefix("data/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{PROFILES}tabledialect.json", "delimiter": ",", "lineTerminator": "\r\n"},
        "schema": table_schema(table),
    }


def _others() -> Iterator[dict[str, Any]]:
    for name, path, form, media, title in _OTHERS:
        yield {"name": name, "title": title, "path": path, "format": form, "mediatype": media}


def table_schema(table: Table) -> dict[str, Any]:
    """A Table Schema. An empty cell is null: the text does not say."""
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}tableschema.json",
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [_foreign_key(columns, to) for columns, to in table.references if _always_whole(table, columns)]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": JSON_TYPES[column.type],
        "title": column.chinese,
        "description": column.english,
    }
    if column.name in table.key:
        field["constraints"] = {"required": True}
    if column.values and not column.many:
        codes = [int(code) if column.type == "INTEGER" else code for code in column.values]
        labels = column.values.values()
        field["categories"] = [{"value": code, "label": label} for code, label in zip(codes, labels, strict=True)]
        field.setdefault("constraints", {})["enum"] = codes
    return field


def _always_whole(table: Table, columns: tuple[str, ...]) -> bool:
    """Whether a reference is never half empty, such as a notice without an item: tools disagree on what that means."""
    return len(columns) == 1 or all(column in table.key for column in columns)


def _foreign_key(columns: tuple[str, ...], to: str) -> dict[str, Any]:
    key = next(table.key for table in DESCRIBED if table.name == to)
    return {"fields": list(columns), "reference": {"resource": to, "fields": list(key)}}
