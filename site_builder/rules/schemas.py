"""JSON Schemas of the content files, generated from the record types, with descriptions in Chinese.

With them an IDE can complete and explain keys; .vscode/settings.json maps files to schemas.
"""

import json
from collections.abc import Mapping
from typing import Any, Literal, get_args

from msgspec import Struct
from msgspec.json import schema_components

from site_builder.records import vocabulary
from site_builder.records.ledger_model import Ledgers
from site_builder.records.model import Head, Inspection
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.register_model import Organ, Settings, Theme, WorkingDays
from site_builder.records.vocabulary import (
    BASES,
    COMPARATORS,
    KINDS,
    ROLES,
    STATES,
    STATUS_WORDS,
    STATUSES,
    WINDOW_KINDS,
)
from site_builder.rules.key_descriptions import KEYS, RECORDS

_DIALECT = "http://json-schema.org/draft-07/schema#"  # the version that YAML language servers support
_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_PATTERNS: dict[type, str] = {
    PartialDate: rf"^(\d{{4}}|\d{{4}}-(0[1-9]|1[0-2])|{_DAY})$",
    Timestamp: rf"^{_DAY}([ T]\d{{2}}:\d{{2}}(:\d{{2}})?)?$",
}
_MORE_WORDS = {
    "correction": "更正",
    "redaction": "删除",
    "keep": "保留",
    "noindex": "不让搜索引擎收录",
    "withdraw": "撤下",
    "government": "政府网站",
    "party": "党的机关网站",
    "institution": "事业单位网站",
    "enterprise": "企业网站",
    "unofficial": "非官方网站",
}
_TABLES: tuple[Mapping[Any, str], ...] = (
    KINDS,
    STATUSES,
    BASES,
    STATES,
    ROLES,
    WINDOW_KINDS,
    COMPARATORS,
    _MORE_WORDS,
)
_WORDS: dict[str, str] = {str(word): meaning for table in _TABLES for word, meaning in table.items()}
_ORDERS: dict[frozenset[str], tuple[str, ...]] = {
    frozenset(get_args(each)): get_args(each)
    for each in vars(vocabulary).values()
    if getattr(each, "__origin__", None) is Literal
}
Schema = dict[str, Any]


def schemas() -> dict[str, bytes]:
    """All schemas by file name, for `python build.py schema`."""
    return {f"{name}.json": _written(schema) for name, schema in _schemas().items()}


def _written(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def _schemas() -> dict[str, Schema]:
    text = {"type": "string"}
    return {
        "site": _file(Settings, "网站设置 site.yaml"),
        "organs": _by_id(Organ, "单位 organs.yaml：编号之下是单位"),
        "inspections": _by_id(Inspection, "巡察、督察 inspections.yaml：编号之下是一次巡察"),
        "themes": _by_id(Theme, "专题 themes.yaml：编号之下是专题"),
        "redirects": _root({"type": "object", "additionalProperties": text}, "旧网址 → 现在的网址，都以 / 开头", {}),
        "calendar": _by_id(WorkingDays, "节假日 calendar.yaml：年份之下是放假和调休", r"^\d{4}$"),
        "head": _file(Head, "通报的文件头（notice.md 开头两行 --- 之间）"),
        "ledger": _ledger(),
    }


def _components(record: type[Struct]) -> dict[str, Schema]:
    """The definitions of a record and all records in it, with descriptions, without parts that editors do not need."""
    _, parts = schema_components([record], schema_hook=lambda kind: {"type": "string"})
    return {name: _described(name, part) for name, part in parts.items()}


def _described(name: str, part: Schema) -> Schema:
    properties = {key: _property(name, key, value) for key, value in part.get("properties", {}).items()}
    kept = {key: value for key, value in part.items() if key not in ("title", "description", "properties")}
    return {"description": RECORDS[name], **kept, "properties": properties}


def _property(record: str, key: str, value: Schema) -> Schema:
    value = _tidied(value)
    value = _dated(record, key, value)
    if (record, key) == ("Head", "window"):
        value = {"anyOf": [{"enum": ["unstated", "none"]}, {"$ref": "#/$defs/Window"}, {"type": "null"}]}
    if (record, key) == ("Settings", "format"):  # text to us, a number to whoever writes `format: 1`
        value = {"type": ["integer", "string", "null"]}
    if "$ref" in value:  # draft 7 ignores siblings of $ref
        value = {"allOf": [{"$ref": value["$ref"]}]}
    described = {"description": KEYS[record][key], **value}
    described.pop("default", None)
    return described


def _tidied(value: Any) -> Any:
    """The schema with choices in the vocabulary's order and with Chinese names; integers may be quoted."""
    if isinstance(value, list):
        return [_tidied(each) for each in value]
    if not isinstance(value, dict):
        return value
    tidy = {key: _tidied(each) for key, each in value.items() if key != "description"}
    if "enum" in tidy:
        options = _ORDERS.get(frozenset(tidy["enum"]), tuple(tidy["enum"]))
        names = [_WORDS.get(option, option) for option in options]
        if "not-started" in options:  # Chinese words are accepted instead of codes
            names += [STATUSES[code] for code in STATUS_WORDS.values()]
            options = (*options, *STATUS_WORDS)
        return {"enum": list(options), "enumDescriptions": names}
    if tidy.get("type") == "integer":
        return {"type": ["integer", "string"], "pattern": r"^\d{1,9}$"}
    return tidy


def _dated(record: str, key: str, value: Schema) -> Schema:
    """Adds patterns for dates with precision, which msgspec only knows as text."""
    pattern = _DATED.get((record, key))
    if pattern is None:
        return value
    text = {"type": "string", "pattern": pattern}
    return {"anyOf": [text, {"type": "null"}]} if "anyOf" in value else text


def _dated_keys() -> dict[tuple[str, str], str]:
    from msgspec.structs import fields

    from site_builder.records.record_types import RECORD_TYPES

    found: dict[tuple[str, str], str] = {}
    for name in RECORDS:
        record = RECORD_TYPES.get(name)
        for field in fields(record) if record is not None else ():
            kinds = get_args(field.type) or (field.type,)
            for kind in kinds:
                if kind in _PATTERNS:
                    found[name, field.encode_name] = _PATTERNS[kind]
    return found


_DATED = _dated_keys()


def _file(record: type[Struct], title: str) -> Schema:
    parts = _components(record)
    return _root(parts.pop(record.__name__), title, parts)


def _by_id(record: type[Struct], title: str, pattern: str = r"^[A-Za-z0-9][A-Za-z0-9._-]*$") -> Schema:
    reference = {"$ref": f"#/$defs/{record.__name__}"}
    body = {"type": "object", "patternProperties": {pattern: reference}, "additionalProperties": False}
    return _root(body, title, _components(record))


def _ledger() -> Schema:
    parts = _components(Ledgers)
    keys = parts.pop("Ledgers")["properties"]
    item = {"anyOf": [{"$ref": "#/$defs/Ledger"}, {"type": "null"}]}
    properties = {"notice": keys["notice"]}
    for name, record, letter in (("targets", "Target", "t"), ("commitments", "Commitment", "c")):
        properties[name] = {
            "description": KEYS["Ledgers"][name],
            "type": "object",
            "patternProperties": {rf"^{letter}[1-9]\d*$": {"$ref": f"#/$defs/{record}"}},
            "additionalProperties": False,
        }
    body = {
        "type": ["object", "null"],
        "properties": properties,
        "patternProperties": {r"^p[1-9]\d*$": item},
        "additionalProperties": False,
    }
    return _root(body, "台账 ledger.yaml：事项编号之下是各事项的台账", parts)


def _root(body: Schema, title: str, parts: dict[str, Schema]) -> Schema:
    return {"$schema": _DIALECT, "title": title, **body, **({"$defs": parts} if parts else {})}


def modeline(name: str, depth: int) -> str:
    """The comment that tells a YAML language server the schema of a file.

    Takes   depth: number of folders from the one that contains schemas/ down to the file

    >>> modeline("ledger", 3)
    '# yaml-language-server: $schema=../../../schemas/ledger.json'
    """
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{name}.json"
