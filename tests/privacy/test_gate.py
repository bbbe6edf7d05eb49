"""Every row of `gate.tsv` is judged as it was: what a change of a bound or a word does to texts beside those of the corpus."""

import pytest

from tests.neighbours import Part, parts
from tests.privacy.gate import FILE, TABLES


@pytest.mark.parametrize("part", parts(TABLES, FILE, every=3))
def test_what_stands_a_little_beside(part: Part) -> None:
    assert part.changed() == [], "on purpose? look at each, then: python -m tests.privacy.gate"
