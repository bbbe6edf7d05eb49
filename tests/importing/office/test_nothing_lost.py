# ruff: noqa: E501  choices read better beside one another
"""No character of a page is lost: whatever stands where, it is in a line or in the list of what was set aside."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.importing.readers.dispatch import read_manuscript
from site_builder.importing.readers.unreadable import UnreadableError
from tests.cases import cases
from tests.importing.office.ofd_file import code, line, ofd

TURNS = ["", 'CTM="0 1 -1 0 0 0"', 'CTM="0.7 0.7 -0.7 0.7 0 0"', 'CTM="-1 0 0 -1 0 0"']
words = st.tuples(
    st.integers(1, 30), st.floats(-5, 200), st.floats(5, 150) | st.sampled_from([26.0, 34.0, 106.0, 114.0, 290.0]), st.sampled_from([3.0, 5.0, 7.0]), st.sampled_from([0, 0, 0, 0, 1, 2, 3])
)  # fmt: skip
grids = st.tuples(st.sampled_from([10.0, 40.0]), st.sampled_from([20.0, 100.0]), st.integers(1, 5), st.integers(1, 6))


@settings(max_examples=cases(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(words, max_size=14), min_size=1, max_size=3), st.lists(grids, max_size=2))
def test_every_character_is_in_a_line_or_aside(pages: list[list[tuple[int, float, float, float, int]]], tables: list[tuple[float, float, int, int]]) -> None:  # fmt: skip
    """Every character is there once, so that none can be taken for another's shadow."""
    drawn, made, next_char = [], [], 0x4E00
    ruled = "".join(
        line(x, y + 8 * n, x + 30 * columns, y + 8 * n) + line(x + 30 * min(n, columns), y, x + 30 * min(n, columns), y + 8 * rows)
        for x, y, columns, rows in tables
        for n in range(rows + 1)
    )  # fmt: skip
    for page in pages:
        objects = ruled
        for count, x, y, size, turn in page:
            text = "".join(chr(next_char + n) for n in range(count))
            next_char += count
            drawn += list(text)
            objects += code(text, x, y, size, TURNS[turn])
        made.append(objects)
    try:
        found = read_manuscript(ofd(made, head="甲"), "a.ofd")
    except UnreadableError as refused:
        assert refused.code in ("empty", "scan")
        return
    told = Counter("".join([*(each.text for each in found.lines), *(each.text for each in found.aside)]))
    assert [char for char in drawn if told[char] != 1 and char not in "第页甲"] == []
