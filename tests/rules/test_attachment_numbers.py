"""Numbers of items in the names of attachments, and names that are the same but for their number and ending."""

import pytest

from site_builder.rules import attachment_numbers as own


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("第十项佐证", {10}),
        ("第3条", {3}),
        ("第二个问题、第5个事项", {2, 5}),
        ("第二季度", set()),
        ("序号：12", {12}),
        ("问题 7", {7}),
        ("任务3项", set()),
        ("编号2024年", set()),
        ("", set()),
    ],
)
def test_numbers_in_a_name(words: str, numbers: set[int]) -> None:
    assert own.numbers_in(words) == numbers


@pytest.mark.parametrize(
    ("announced", "name", "same"),
    [
        ("附件1：整改台账", "附件2.整改台账.xlsx", True),
        ("《整改台账（终）》", "整改台账终.pdf", True),
        ("第3项整改台账", "整改台账.pdf", True),
        ("水务集团整改台账", "整改台账.pdf", True),  # one in the other
        ("整改台账", "水务集团整改台账.pdf", True),
        ("公示表", "整改公示表.pdf", False),  # three signs are too few for that
        ("整改台账", "整改清单.pdf", False),
        ("附件1", "附件1.pdf", False),  # nothing is left of them
        ("附件1", "台账.pdf", False),
        ("台账", "附件1.pdf", False),
    ],
)
def test_the_same_name(announced: str, name: str, same: bool) -> None:
    assert own._same_name(announced, name) == same


def test_how_numbers_are_said() -> None:
    assert own._said({3, 1}) == "第 1 项、第 3 项"
