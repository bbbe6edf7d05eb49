"""Natural slips, one a row of table.yaml: each is named at its own line, with the code of its cause, and mended where it can be."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from site_builder.records.source import YamlLoader
from tests.rules.space import BASE
from tests.slips.damage import Damage
from tests.slips.judge import World

_FILES = {"L": "notices/2026-shuiwu/ledger.yaml", "N": "notices/2026-shuiwu/notice.md"}
ROWS: list[dict[str, Any]] = yaml.load((Path(__file__).parent / "table.yaml").read_bytes(), YamlLoader)


@cache
def world() -> World:
    return World(dict(BASE))


def slipped(row: dict[str, Any]) -> Damage:
    path = _FILES[row["in"]]
    sound = BASE[path]
    assert sound.count(row["old"]) == 1
    first = sound[: sound.index(row["old"])].count("\n") + 1
    lines = frozenset(range(first, first + row["new"].count("\n") + 1))
    return Damage(row["code"], path, lines, sound.replace(row["old"], row["new"]))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['in']}-{number}-{row['code']}" for number, row in enumerate(ROWS)])
def test_a_slip_is_named_and_mended(row: dict[str, Any]) -> None:
    damage = slipped(row)
    verdict = world().judge(damage)
    if row["code"] == "unchanged":
        assert verdict.outcome == "unchanged"
        return
    here = [f for f in verdict.findings if f.at.path == f"content/{damage.path}" and f.at.line in damage.lines]
    assert (row["code"], min(damage.lines) + row["line"]) in {(f.code, f.at.line) for f in here}, verdict
    told = next(f for f in here if (f.code, f.at.line) == (row["code"], min(damage.lines) + row["line"]))
    assert [told.at.column, told.at.length] == row["at"]
    said = {"says": told.what, "why": told.why, "mend": told.mend}
    assert {key: said[key] for key in said if key in row} == {key: row[key] for key in said if key in row}
    fixed = world().fixed(damage)
    sound = BASE[damage.path]
    assert row["fixed"] == ("exactly" if fixed == sound else "otherwise" if fixed != damage.text else "no")


def test_the_table_is_large_and_most_of_it_is_mended() -> None:
    mended = Counter(row["fixed"] for row in ROWS)
    assert len(ROWS) >= 200
    assert mended["exactly"] * 2 > len(ROWS)
    assert not {row["code"] for row in ROWS} & {"silent", "elsewhere", "listed"}
