"""Every row of `neighbours.tsv` is read as it was: what a change of a bound or a word does to texts beside those of the tables."""

import pytest

from tests.importing.structure.neighbours import FILE, TABLES
from tests.neighbours import Table, kept_in, result, shown

KEPT = kept_in(FILE)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_texts_beside_those_of_the_tables(table: Table) -> None:
    changed = [
        f"{arguments}\n  was {told}\n  is  {now}"
        for arguments, told in KEPT[table.name]
        if shown(now := result(table, arguments)) != told
    ]
    assert changed == [], "on purpose? look at each, then: python -m tests.importing.structure.neighbours"
