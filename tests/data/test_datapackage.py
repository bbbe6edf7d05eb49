"""The data package and the catalogue, as others' tools read them."""

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system
from pyld import jsonld

from site_builder.data.line_files import csv_path
from site_builder.data.tables import DESCRIBED, TABLES
from tests.conftest import LEDGER, Space, some

DCAT = "http://www.w3.org/ns/dcat#"


@pytest.fixture(scope="module")
def offline() -> Iterator[None]:
    """Nothing is fetched: not even a profile that a descriptor names."""

    def refused(url: str, options: Any) -> Any:
        raise AssertionError(url)

    before = jsonld.get_document_loader()
    jsonld.set_document_loader(refused)
    yield
    jsonld.set_document_loader(before)


def mistakes(folder: Path) -> list[str]:
    """What frictionless finds: types, codes, keys, foreign keys of every row."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    found = [f"{task.name}: {error.type} {error.note}" for task in report.tasks for error in task.errors]
    return found + [error.note for error in report.errors]


def test_every_table_keeps_to_its_types_and_keys(demo: Path) -> None:
    assert mistakes(demo / "data") == []
    package = json.loads((demo / "data/datapackage.json").read_text("utf-8"))
    names = [resource["name"] for resource in package["resources"]]
    assert names[: len(DESCRIBED)] == [table.name for table in DESCRIBED]
    for resource in package["resources"]:
        assert (demo / "data" / resource["path"]).is_file(), resource["name"]


@pytest.mark.parametrize(
    ("file", "column", "value", "wrong"),
    [
        ("tables/entries.csv", "item", "p999", "entries: foreign-key"),
        pytest.param("tables/notices.csv", "organ", "nobody", "notices: foreign-key", marks=pytest.mark.audit),
        ("problems.csv", "status", "finished", "problems: constraint-error"),
        ("problems.csv", "measures", "many", "problems: type-error"),
        pytest.param("tables/due.csv", "notice", "", "due: ", marks=pytest.mark.audit),
    ],
)
def test_a_wrong_cell_is_found(demo: Path, tmp_path: Path, file: str, column: str, value: str, wrong: str) -> None:
    data = Path(shutil.copytree(demo / "data", tmp_path / "data"))
    text = (data / file).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    rows[0][column] = value
    with (data / file).open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    found = mistakes(data)
    assert found and found[0].startswith(wrong), found


def test_tables_are_those_of_the_database(demo: Path) -> None:
    base = sqlite3.connect(demo / "data/ledger.sqlite")
    for table in some(TABLES):
        text = (demo / csv_path(table)).read_text("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert header == [column.name for column in table.columns]
        stored = base.execute(f'SELECT * FROM "{table.name}"').fetchall()
        plain = [["" if cell is None else str(cell) for cell in row] for row in stored]
        assert sorted([cell.removeprefix("'") for cell in row] for row in rows) == sorted(
            [cell.removeprefix("'") for cell in row] for row in plain
        ), table.name


def test_the_catalogue_names_every_file(demo: Path, offline: None) -> None:
    value = json.loads((demo / "data/catalog.jsonld").read_text("utf-8"))
    (catalogue,) = jsonld.expand(value)
    assert catalogue["@type"] == [f"{DCAT}Catalog"]
    (dataset,) = catalogue[f"{DCAT}dataset"]
    assert dataset["http://purl.org/dc/terms/modified"][0]["@type"].endswith("#date")
    urls = [
        each[f"{DCAT}downloadURL"][0]["@id"].removeprefix("https://taizhang.invalid/")
        for each in dataset[f"{DCAT}distribution"]
    ]
    assert {csv_path(table) for table in DESCRIBED} < set(urls)
    for url in some(urls):
        assert (demo / url).is_file(), url


def test_a_site_without_exports_has_none_of_them(space: Space) -> None:
    space.write("site.yaml", (space.content / "site.yaml").read_text("utf-8") + "exports: false\n")
    space.notice(ledger=LEDGER)
    space.build()
    left = {path for path in space.tree() if path.startswith("data/") and "/notices/" not in path}
    assert left == {
        "data/index.html",
        "data/definitions/index.html",
        "data/site.json",
        "data/schemas/notice.json",
        "data/schemas/site.json",
        "data/schemas/manifest.json",
    }
