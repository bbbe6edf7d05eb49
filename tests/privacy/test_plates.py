"""Number plates: how few digits one has, over which lines and cells it may go, how near a word for cars must be. Nobody's data."""

import pytest

from site_builder.rules.personal_plates import plates
from tests.privacy.neighbours import told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # two digits at least, or one where the last sign says what kind of plate it is
        ("云ABCD12", "plate 0-7 云A*****"),
        ("云ABCDE1", ""),
        ("云ABCD1X", ""),
        ("云ABCD1挂", "plate 0-7 云A*****"),
        ("云ABCDE挂", ""),
        ("云A1BCD学", "plate 0-7 云A*****"),
        ("云AB12CD", "plate 0-7 云A*****"),
        ("云A·BCD12", "plate 0-8 云A*****"),
        ("云ab12cd", "plate 0-7 云a*****"),
        ("云·挂，挂云A12345", "plate 5-12 云A*****"),
        # one right behind the other
        ("云A1234挂云B1234挂", "plate 0-7 云A*****; plate 7-14 云B*****"),
        ("云ABCDE1、云A12345", "plate 8-15 云A*****"),
        # of forces and embassies: a sign of either is enough
        ("WJ12345", "plate 0-7 WJ*****"),
        ("WJ云12345", "plate 0-8 WJ******"),
        ("警车WJ 云 12345停放", "plate 2-12 WJ******"),
        ("WJ123456", ""),
        ("号牌使123456", "plate 0-9 号牌*******"),
        ("号牌使123456和WJ12345", "plate 0-9 号牌*******; plate 10-17 WJ*****"),
        ("外交使123456", ""),
        # the province in full, or a machine of a farm
        ("牌照北京A12345", "plate 2-10 北京******"),
        ("牌照：黑龙江A12345", "plate 3-12 黑龙*******"),
        ("牌证云12 A1234", "plate 2-11 云1******"),
        ("牌证云12-A1234、云12-A1235", "plate 2-11 云1******"),
        ("北京A12345", "plate 1-8 京A*****"),
        # over two lines or cells, the second of letters and digits
        ("云A1\nB345", "plate 0-8 云A*****"),
        ("云A1\n2345", ""),
        ("云A1\nBCDE", ""),
        ("云AB|12C4", "plate 0-8 云A*****"),
        ("云AB|1234挂", "plate 0-9 云A******"),
        ("云A |1B345", "plate 0-9 云A*****"),
        ("云A\tB1\t345", ""),
        ("云|A1B|345", ""),
        # over any of them near a word for cars
        ("车云A1|23\n45", "plate 1-10 云A*****"),
        ("车云A|12345", "plate 1-9 云A*****"),
        ("云\nA12345，酒后", "plate 0-8 云A*****"),
        ("云A|12345元车", ""),
    ],
)
def test_a_plate(text: str, found: str) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "near"),
    [("车~云A|12345", 15), ("云A|12345~车", 15), ("违停~云A|12345", 14), ("云A|12345~违停", 14)],
)
def test_how_far_a_word_for_cars_may_be(text: str, near: int) -> None:
    found = [told(text.replace("~", "甲" * count)) != "" for count in (0, near, near + 1)]
    assert found == [True, True, False]


def test_plates_of_a_force_in_a_folded_text() -> None:
    assert list(plates("WJ云1234X")) == list(plates("WJ云12345")) == [("plate", 0, 8, True)]
