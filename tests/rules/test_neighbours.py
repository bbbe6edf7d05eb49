"""Every row of `neighbours.tsv` is judged as it was: what a change of a bound or a word does to contents beside the cases."""

import pytest

from tests.neighbours import Part, parts
from tests.rules.neighbours import FILE, TABLES


@pytest.mark.parametrize("part", parts(TABLES, FILE, every=24))
def test_what_stands_a_little_beside(part: Part) -> None:
    assert part.changed() == [], "on purpose? look at each, then: python -m tests.rules.neighbours"
