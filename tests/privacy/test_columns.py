"""Cells that only their header, key or field makes personal: each is found, in every layout; the same shapes below other headers are not."""

import random
from collections import Counter

import pytest

from site_builder.rules.personal import personal_data
from tests.privacy.layouts import LABELS, LAYOUTS, Table, harmless_table, keyed, over_cells, personal_table


def lost(table: Table) -> list[str]:
    found = [table.text[each.start : each.stop] for each in personal_data(table.text)]
    return [value for value in table.values if not any(value in words or words in value for words in found)]


def accused(table: Table) -> list[str]:
    return [
        table.text[each.start : each.stop]
        for each in personal_data(table.text)
        if each.kind not in ("name", "mail") and each.certain
    ]


def of(seed: int, number: int, make: object = personal_table) -> list[Table]:
    chance = random.Random(seed)
    return [make(chance) for _ in range(number)]  # type: ignore[operator]


def judge(seed: int, number: int) -> None:
    missed = [(table.name, table.text, gone) for table in of(seed, number) if (gone := lost(table))]
    assert len(missed) <= 0.01 * number, missed
    missed = [(table.name, table.text, gone) for table in of(seed, number, keyed) if (gone := lost(table))]
    assert len(missed) <= 0.01 * number, missed
    missed = [(table.name, table.text, gone) for table in of(seed, number, over_cells) if (gone := lost(table))]
    assert len(missed) <= 0.01 * number, missed
    wrong = [(table.name, table.text, told) for table in of(seed, number, harmless_table) if (told := accused(table))]
    assert len(wrong) <= 0.005 * number, wrong


def test_columns_fields_and_keys() -> None:
    judge(5, 600)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(40, 45))
def test_many_more_tables(seed: int) -> None:
    judge(seed, 5_000)


def test_the_tables_are_many() -> None:
    names = Counter(table.name.rsplit("/", 1)[0] for table in of(1, 8_000))
    assert len(names) > 0.95 * len(LAYOUTS) * sum(len(labels) for labels, _ in LABELS)
