"""Every row of `neighbours.tsv` is read as it was: what a change of a bound or a word does to texts beside those of the tables."""

import pytest

from tests.importing.structure.neighbours import FILE, TABLES
from tests.neighbours import Part, parts


@pytest.mark.parametrize("part", parts(TABLES, FILE))
def test_what_stands_a_little_beside(part: Part) -> None:
    assert part.changed() == [], "on purpose? look at each, then: python -m tests.importing.structure.neighbours"
