"""JSON Schemas: complete descriptions, and they take what `check` takes."""

import json
from typing import Any

import jsonschema
import pytest
import yaml
from msgspec.structs import fields

from site_builder.records import registers
from site_builder.records.notice_parts import split_notice
from site_builder.records.record_types import RECORD_TYPES
from site_builder.rules.key_descriptions import KEYS, RECORDS
from site_builder.rules.schemas import schemas
from tests.rules.space import BASE

ALL = {name: json.loads(content) for name, content in schemas().items()}


class Loader(yaml.SafeLoader):
    """YAML as language servers read it: days are text."""

    yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in forms if not tag.endswith("timestamp")]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def mistakes(name: str, text: str) -> list[str]:
    value: Any = yaml.load(text, Loader)
    return [f"{list(e.path)}: {e.message}" for e in jsonschema.Draft7Validator(ALL[name]).iter_errors(value)]


def test_every_key_of_every_record_is_described() -> None:
    records = {name: RECORD_TYPES.get(name) or getattr(registers, name) for name in RECORDS}
    assert {name: list(KEYS[name]) for name in RECORDS} == {
        name: [field.encode_name for field in fields(record)] for name, record in records.items()
    }
    assert all(text.strip() for record in KEYS.values() for text in record.values())


def test_no_record_is_left_out() -> None:
    assert set(RECORD_TYPES) - {"Record"} <= set(RECORDS)


@pytest.mark.parametrize("name", ALL)
def test_schema_is_a_schema_and_speaks_chinese(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(ALL[name])
    described = [part["description"] for part in ALL[name].get("properties", {}).values()]
    assert all(any("\u4e00" <= char <= "\u9fff" for char in text) for text in described)


@pytest.mark.parametrize("file", [name for name in BASE if name.endswith((".yaml", "notice.md"))])
def test_sound_content_fits(file: str) -> None:
    if file.endswith("notice.md"):
        parts = split_notice(BASE[file])
        assert parts and mistakes("head.json", parts.head) == []
    else:
        assert mistakes(file.split("/")[-1].replace(".yaml", ".json"), BASE[file]) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("site.json", "title: x\nbase_url: https://x/\nafter_close: keep\n"),
        ("site.json", "title: x\nbase_url: https://x/\nafter_close: later\noperator: party\n"),
        ("organs.json", "amr:\n  short: x\n"),
        ("ledger.json", "p1:\n  entrys: []\n"),
        ("ledger.json", "q1:\n  entries: []\n"),
        ("ledger.json", "p1:\n  entries:\n    - status: finished\n"),
        ("ledger.json", 'p1:\n  due:\n    - {by: "2020年", quote: x}\n'),
        ("ledger.json", "targets:\n  p1: {quote: x, metric: y}\n"),
        ("head.json", "title: null\nkind: report\norgan: null\npublished: null\nwindow: none\n"),
        ("head.json", "title: null\nkind: closure\norgan: null\npublished: null\nwindow: never\n"),
        ("calendar.json", '"31": {holidays: []}\n'),
    ],
)
def test_a_mistake_does_not_fit(name: str, text: str) -> None:
    assert mistakes(name, text) != []


def test_kinds_stand_in_the_order_of_the_vocabulary_with_their_names() -> None:
    kind = ALL["head.json"]["properties"]["kind"]
    assert kind["enum"][0] == "rectification"
    assert kind["enumDescriptions"][0] == "整改通报"
