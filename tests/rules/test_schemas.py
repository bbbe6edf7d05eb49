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
from site_builder.records.vocabulary import STATUS_WORDS, STATUSES
from site_builder.rules.key_descriptions import KEYS, RECORDS
from site_builder.rules.schemas import _tidied, schemas
from tests.conftest import ROOT
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


@pytest.mark.parametrize(
    ("value", "tidy"),
    [
        ({"type": "string", "description": "x"}, {"type": "string"}),
        ({"type": "integer", "default": 3}, {"type": ["integer", "string"], "pattern": r"^\d{1,9}$"}),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]},
         {"anyOf": [{"type": ["integer", "string"], "pattern": r"^\d{1,9}$"}, {"type": "null"}]}),
        ({"enum": ["withdraw", "keep", "noindex"]},
         {"enum": ["keep", "noindex", "withdraw"], "enumDescriptions": ["保留", "不让搜索引擎收录", "撤下"]}),
        ({"enum": ["b", "a"]}, {"enum": ["b", "a"], "enumDescriptions": ["b", "a"]}),
        ({"items": [{"enum": ["a"]}]}, {"items": [{"enum": ["a"], "enumDescriptions": ["a"]}]}),
    ],
)  # fmt: skip
def test_a_value_as_an_editor_needs_it(value: dict[str, Any], tidy: dict[str, Any]) -> None:
    assert _tidied(value) == tidy


def test_a_status_may_be_said_in_chinese() -> None:
    tidy = _tidied({"enum": sorted(STATUSES)})
    assert tidy["enum"] == [*STATUSES, *STATUS_WORDS]
    assert tidy["enumDescriptions"] == [*STATUSES.values(), *(STATUSES[code] for code in STATUS_WORDS.values())]


def test_the_parts_of_every_file() -> None:
    made = {name: json.loads(content) for name, content in schemas().items()}
    assert {name.removesuffix(".json") for name in made} == {
        "site", "organs", "inspections", "themes", "redirects", "calendar", "head", "ledger"
    }  # fmt: skip
    assert {each["$schema"] for each in made.values()} == {"http://json-schema.org/draft-07/schema#"}
    assert made["site.json"]["title"] == "网站设置 site.yaml" and all(each["title"] for each in made.values())
    redirects, calendar, ledger = made["redirects.json"], made["calendar.json"], made["ledger.json"]
    assert redirects["type"] == "object" and redirects["additionalProperties"] == {"type": "string"}
    assert "$defs" not in redirects
    assert calendar["patternProperties"] == {r"^\d{4}$": {"$ref": "#/$defs/WorkingDays"}}
    assert calendar["additionalProperties"] is False and calendar["type"] == "object"
    organs = made["organs.json"]["patternProperties"]
    assert organs == {r"^[A-Za-z0-9][A-Za-z0-9._-]*$": {"$ref": "#/$defs/Organ"}}
    assert ledger["type"] == ["object", "null"] and ledger["additionalProperties"] is False
    assert ledger["patternProperties"] == {r"^p[1-9]\d*$": {"anyOf": [{"$ref": "#/$defs/Ledger"}, {"type": "null"}]}}
    for name, record, letter in (("targets", "Target", "t"), ("commitments", "Commitment", "c")):
        part = ledger["properties"][name]
        assert part["patternProperties"] == {rf"^{letter}[1-9]\d*$": {"$ref": f"#/$defs/{record}"}}
        assert (part["type"], part["additionalProperties"]) == ("object", False) and part["description"]
    head = made["head.json"]
    window = {"anyOf": [{"enum": ["unstated", "none"]}, {"$ref": "#/$defs/Window"}, {"type": "null"}]}
    assert {key: head["properties"]["window"][key] for key in window} == window
    assert head["properties"]["published"]["anyOf"][1] == {"type": "null"}
    assert head["properties"]["published"]["anyOf"][0]["type"] == "string"
    assert all("default" not in each for each in head["properties"].values())
    assert head["$defs"]["Window"]["properties"]["kind"]["enumDescriptions"] == ["公开期限", "公示期"]


@pytest.mark.parametrize("name", ["site", "organs", "inspections", "themes", "redirects", "calendar"])
def test_registers_of_the_demonstration_are_not_complained_about(name: str) -> None:
    path = ROOT / "content" / f"{name}.yaml"
    assert not path.exists() or mistakes(f"{name}.json", path.read_text("utf-8")) == []


@pytest.mark.parametrize("written", ["format: 1", 'format: "1"', "format:", ""])
def test_the_format_is_a_number_or_text(written: str) -> None:
    assert not any("format" in each for each in mistakes("site.json", f"title: 台账\n{written}\n"))


def test_the_files_beside_the_program_are_these() -> None:
    """To write them anew: python -m tests.docs.regenerate"""
    assert {path.name: path.read_bytes() for path in (ROOT / "schemas").glob("*.json")} == dict(schemas())
