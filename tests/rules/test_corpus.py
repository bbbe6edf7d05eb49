"""Every broken content through the program itself: `check` names the place, `build` publishes nothing, nobody sees a traceback.

`make test` takes the first content of each family of rules and each severity; all of them are in test_cases.py without the program around them.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from tests.cases import part
from tests.rules.space import BASE, Expected, edited
from tests.rules.test_cases import _FILES, BROKEN, Row

DAY = "2026-11-20"


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def tree(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sound content, published."""
    folder = tmp_path_factory.mktemp("sound")
    write(folder / "content", BASE)
    options = ("--content", str(folder / "content"), "--out", str(folder / "public"), "--today", DAY)
    assert run("build", *options, "--no-search", "--jobs", "1").exit_code == 0
    return folder / "public"


def places_of(row: Row) -> list[Expected]:
    if "line" in row.fields:
        path = _FILES.get(row.fields["path"], row.fields["path"])
        return [Expected(path, row.fields["line"], row.fields.get("column", 1))]
    return sorted(edited(row.edits)[1])


def family(row: Row) -> tuple[str, str | None]:
    """The letter of the rule, and what the case says of its severity."""
    return row.fields["code"][0], row.fields.get("severity")


@pytest.mark.parametrize("row", part(BROKEN, family, lambda row: row.name))
def test_check_and_build(row: Row, tmp_path: Path, public: Path) -> None:
    write(tmp_path / "content", edited(row.edits)[0])
    content = ("--content", str(tmp_path / "content"), "--today", DAY, "--jobs", "1")
    checked = run("check", *content, "--format", "json")
    found = json.loads(checked.stdout)
    own = [each for each in found if each["code"] == row.fields["code"]]
    at = [Expected(f["file"].removeprefix("content/"), f["line"], f["column"]) for f in own]
    assert sorted(at) == places_of(row), found
    wrong = any(each["severity"] == "error" for each in found)
    assert checked.exit_code == (1 if wrong else 0)
    if wrong:
        before = tree(public)
        built = run("build", *content, "--out", str(public), "--no-search")
        assert built.exit_code == 1
        assert tree(public) == before
