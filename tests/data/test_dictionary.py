"""The dictionary and the schemas say what is published: all of it, and nothing else."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from site_builder.data.json_types import ManifestJson, SiteJson, schema_of
from site_builder.data.tables import DESCRIBED, TABLES
from site_builder.views.notice_json_types import NoticeJson
from tests.cases import either
from tests.conftest import Space, some


def strict(schema: Any) -> Any:
    """The schema, closed: a key that it does not describe is a mistake of ours."""
    if isinstance(schema, dict):
        closed = {key: strict(value) for key, value in schema.items()}
        return {**closed, "additionalProperties": False} if "properties" in schema else closed
    return [strict(value) for value in schema] if isinstance(schema, list) else schema


def mistakes(schema: Any, value: Any) -> list[str]:
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(value)]


def published(out: Path, name: str) -> Any:
    return json.loads((out / "data/schemas" / f"{name}.json").read_text("utf-8"))


def test_every_notice_is_as_its_schema_says(demo: Path) -> None:
    schema = published(demo, "notice")
    paths = sorted((demo / "data/notices").glob("*.json"))
    assert len(paths) >= 10
    for path in paths[:: either(3, 1)]:
        value = json.loads(path.read_text("utf-8"))
        assert mistakes(schema, value) == [], path.name
        assert mistakes(strict(schema), value) == [], path.name


def test_the_schema_finds_what_is_wrong(demo: Path) -> None:
    schema = published(demo, "notice")
    value = json.loads((demo / "data/notices/2026-amr.json").read_text("utf-8"))
    value["problems"][0]["status"] = "finished"
    value["window"]["opens"] = "2026-10-32"
    del value["text_sha256"]
    assert {line.split(":")[0] for line in mistakes(schema, value)} == {"$", "$.problems[0].status", "$.window"}


def test_a_new_key_is_no_mistake(demo: Path) -> None:
    value = json.loads((demo / "data/notices/2026-amr.json").read_text("utf-8"))
    assert mistakes(published(demo, "notice"), {**value, "approved": True}) == []


@pytest.mark.parametrize(("path", "name"), [("data/site.json", "site"), ("manifest.json", "manifest")])
def test_the_other_files_are_as_their_schemas_say(demo: Path, path: str, name: str) -> None:
    value = json.loads((demo / path).read_text("utf-8"))
    assert mistakes(strict(published(demo, name)), value) == []


def test_every_line_of_ndjson_is_as_its_schema_says(demo: Path) -> None:
    schema = strict(published(demo, "problems"))
    validator = Draft202012Validator(schema)
    for line in some((demo / "data/problems.ndjson").read_text("utf-8").splitlines()):
        assert list(validator.iter_errors(json.loads(line))) == []


def test_schemas_name_themselves_and_are_listed(demo: Path) -> None:
    page = (demo / "data/index.html").read_text("utf-8")
    for path in some((demo / "data/schemas").glob("*.json")):
        assert json.loads(path.read_text("utf-8"))["$id"] == f"https://taizhang.invalid/data/schemas/{path.name}"
        assert f'href="/data/schemas/{path.name}"' in page


def test_every_key_of_the_contract_is_in_the_schema() -> None:
    notice = schema_of(NoticeJson)["$defs"]
    wanted = {
        "NoticeJson": "id url kind title organ inspection published window window_state contacts signed text text_sha256 "
        "sections problems targets stated corrections attachments milestones feedback commitments",
        "ProblemJson": "id url number title states origin category text measures status continuing marks responsible due "
        "entries facts closing same_as",
        "EntryJson": "as_of happened status about suggested basis",
        "TargetJson": "id item quote metric comparator value unit period",
    }
    for name, keys in wanted.items():
        assert set(keys.split()) <= set(notice[name]["properties"]), name
    assert {"day", "problems", "by_status"} <= set(schema_of(SiteJson)["$defs"]["SiteJson"]["properties"])
    assert {"files", "next_change"} <= set(schema_of(ManifestJson)["$defs"]["ManifestJson"]["properties"])


def test_the_dictionary_has_every_column_in_two_languages(demo: Path) -> None:
    tables = json.loads((demo / "data/dictionary.json").read_text("utf-8"))["tables"]
    rows = list(csv.DictReader(io.StringIO((demo / "data/dictionary.csv").read_text("utf-8-sig"), newline="")))
    columns = [(table.name, column.name) for table in DESCRIBED for column in table.columns]
    assert [(table["name"], column["name"]) for table in tables for column in table["columns"]] == columns
    assert [(row["table"], row["column"]) for row in rows] == columns
    for row in rows:
        assert any(char > "\u4e00" for char in row["chinese"]), row
        assert row["english"].isascii(), row
    page = (demo / "data/index.html").read_text("utf-8")
    assert all(f">{row['chinese']}</td>" in page for row in rows)


def test_codes_of_the_data_are_in_the_dictionary(demo: Path) -> None:
    """Every value of a column that has codes is one of them."""
    import sqlite3

    base = sqlite3.connect(demo / "data/ledger.sqlite")
    for table in TABLES:
        for column in table.columns:
            if column.values:
                found = base.execute(f'SELECT DISTINCT "{column.name}" FROM "{table.name}"')
                values = {each for (cell,) in found if cell is not None for each in str(cell).split()}
                assert values <= set(column.values), (table.name, column.name)


def test_the_dataset_is_described_for_search_engines(demo: Path) -> None:
    page = (demo / "data/index.html").read_text("utf-8")
    graph = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])["@graph"]
    dataset = next(node for node in graph if node["@type"] == "Dataset")
    assert 50 <= len(dataset["description"]) <= 5000
    for key in ("name", "url", "creator", "dateModified", "temporalCoverage", "variableMeasured", "inLanguage"):
        assert dataset[key], key
    for download in dataset["distribution"]:
        path = download["contentUrl"].removeprefix("https://taizhang.invalid/")
        assert (demo / path).is_file(), path
        assert "/" in download["encodingFormat"]


def test_a_notice_with_little_in_it_is_as_the_schema_says(space: Space) -> None:
    head = "title: null\nkind: work-report\norgan: null\npublished: null\nwindow: none\n"
    space.notice(head=head, text="全文只有一段。\n")
    space.build()
    assert mistakes(strict(published(space.out, "notice")), space.json()) == []
