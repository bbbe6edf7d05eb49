"""Runs of digits and numerals read as numbers: which of them belong together, which digits a number must have. Nobody's data."""

import pytest

from site_builder.rules.personal_groups import Number
from site_builder.rules.personal_masks import mask
from site_builder.rules.personal_numbers import _stretches, check_digit, luhn, numbers
from tests.privacy.neighbours import told

IDENTITY = "110***************"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # one number ends, another begins
        ("13700000002、13700000003", "mobile 0-11 137****0002; mobile 12-23 137****0003"),
        ("137 0000 0002 137 0000 0003", "mobile 0-13 137****0002; mobile 14-27 137****0003"),
        ("6222000000000009 13700000002", "card 0-16 6222********0009; mobile 17-28 137****0002"),
        ("110105 19491231 002X 13700000002", f"identity 0-20 {IDENTITY}; mobile 21-32 137****0002"),
        ("1370000000213700000003", ""),
        # a run of few digits first
        ("12345      13700000002", "mobile 11-22 137****0002"),
        ("编号1234567890123，13700000002，13700000003", "mobile 16-27 137****0002; mobile 28-39 137****0003"),
        # of several numbers that begin alike the longest identity number, and the shortest card
        ("身份证110105 200510 150 021", f"identity 3-24 {IDENTITY}"),
        ("身份证11010519491231002 1", f"identity 3-22 {IDENTITY}"),
        ("身份证11010519491231002甲1", "identity 3-20 110**************"),
        ("卡号6222000000000009 00", "card 2-18 6222********0009"),
        # numerals beside digits
        ("13700000003、一三七〇〇〇〇〇〇〇二", "mobile 0-11 137****0003; mobile 12-23 137****0002"),
        ("甲一三七〇〇〇〇〇〇〇二乙一三七〇〇〇〇〇〇〇三", "mobile 1-12 137****0002; mobile 13-24 137****0003"),
        ("137零零零00002", "mobile 0-11 137****0002"),
        ("137零零000002", ""),
        ("137〇〇000002", "mobile 0-11 137****0002"),
        ("137〇零000002", ""),
        ("电话137〇零000002", "mobile 2-13 137****0002"),
        ("13700000一二三", "mobile 0-11 137****0123"),
        ("137000001二三", ""),
        # signs between the parts of an identity number
        ("身份证110105，19491231，0021", f"identity 3-23 {IDENTITY}"),
        ("身份证110105，19491，2310021", ""),
        ("身份证11010，519491231，0021", ""),
        ("110105，19491231，0021", ""),
        ("身份证110105[1949]12310021", f"identity 3-23 {IDENTITY}"),
        ("身份证110105]1949[12310021", f"identity 3-23 {IDENTITY}"),
        ("110105[1949]12310021", ""),
        ("身 份 证 110105194912310021", f"identity 6-24 {IDENTITY}"),
        ("身份证11010519491231002   X", f"identity 3-24 {IDENTITY}"),
        ("身份证11010519491231002    X", "identity 3-20 110**************"),
        # without a label, and with the wrong check digit
        ("110105194912310021a", ""),
        ("1101 0519 4912 310021", f"identity 0-21 {IDENTITY} ?"),
        ("1101 05 1949 1231 0021", ""),
        ("110105202012310022", f"identity 0-18 {IDENTITY} ?"),
        ("110105202112310022", ""),
        # days of birth
        ("身份证110105194912320021", ""),
        ("身份证110105194912100021", f"identity 3-21 {IDENTITY}"),
        ("身份证110105194912000021", ""),
        ("身份证110105190012100021", f"identity 3-21 {IDENTITY}"),
        ("身份证110105189912100021", ""),
        # cards
        ("6222.0000.0000.0009", "card 0-19 6222********0009"),
        ("6222.0000.0000 0009", ""),  # figures
        ("卡号6222.0000.0000 0009", "card 2-21 6222********0009"),
        ("转到620105202112310025。", ""),  # a place, a day and a number: of no card, though its digits sum up
        ("转到620105202113310024。", "card 2-20 6201**********0024"),
    ],
)
def test_a_run_of_digits(text: str, found: str) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", []),
        ("13700000002", [0]),
        ("13700000002、13700000003", [0, 12]),
        ("一三七〇〇〇〇〇〇〇二", [0]),
        ("13700000002一", [0]),
        ("13700000003、13700000004、一三七〇〇〇〇〇〇〇二", [0, 12, 24]),
        ("13700000003、13700000004、13700000005、一三七〇〇〇〇〇〇〇二", [0, 12, 24, 36]),
        ("一三七〇〇〇〇〇〇〇二、13700000003", [12, 0]),  # numerals are read last
        ("13700000003、一三七〇〇〇〇〇〇〇二、13700000004、一三七〇〇〇〇〇〇〇五", [0, 24, 12, 36]),
    ],
)
def test_each_number_once(text: str, starts: list[int]) -> None:
    assert [each.start for each in numbers(text)] == starts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("110105194912310021", Number("identity", 0, 18, False)),
        ("11010519491231002X", Number("identity", 0, 18, True)),
        ("图斑编号:11010519491231002X", Number("identity", 5, 23, False)),
        ("人编号:11010519491231002X", Number("identity", 4, 22, True)),
        ("6222000000000009", Number("card", 0, 16, True)),
        ("13700000002", Number("mobile", 0, 11, True)),
    ],
)
def test_how_certain_a_number_is(text: str, found: Number) -> None:
    assert list(numbers(text)) == [found]


@pytest.mark.parametrize(
    ("number", "last"),
    [
        ("11010519491231002", "X"),
        ("12345678912345678", "3"),
        ("11111111111111111", "0"),
        ("10000000000000000", "5"),
        ("01000000000000000", "3"),
        ("00100000000000000", "2"),
        ("00010000000000000", "7"),
        ("00001000000000000", "4"),
        ("00000100000000000", "8"),
        ("00000010000000000", "X"),
        ("00000001000000000", "0"),
        ("00000000100000000", "6"),
        ("00000000010000000", "9"),
        ("00000000001000000", "5"),
        ("00000000000100000", "3"),
        ("00000000000010000", "2"),
        ("00000000000001000", "7"),
        ("00000000000000100", "4"),
        ("00000000000000010", "8"),
        ("00000000000000001", "X"),
    ],
)
def test_the_check_digit_of_an_identity_number(number: str, last: str) -> None:
    assert [each for each in "0123456789X" if check_digit(number + each)] == [last]
    assert check_digit(number + last.lower())


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("4111111111111111", True),
        ("1411111111111111", False),
        ("6222000000000009", True),
        ("00", True),
        ("18", True),  # twice one, and eight
        ("59", True),  # twice five is ten, of which nine are taken
        ("91", True),
        ("19", False),
        ("10", False),
    ],
)
def test_the_check_sum_of_a_card(digits: str, right: bool) -> None:
    assert luhn(digits) == right


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("1234567890", None),
        ("12345678901", "12345678901"),
        ("甲12345678901乙", "12345678901"),
        ("1 2-3.4/5(6)7\n8|9,0:1", "1 2-3.4/5(6)7\n8|9,0:1"),
        ("1\u200b2、3^4[5]6~7*8+9\t0\\1", "1\u200b2、3^4[5]6~7*8+9\t0\\1"),
        ("12345甲678901", None),
        ("12345X678901", None),
        ("X1234567890X", None),
        ("12345678901零", "12345678901"),
    ],
)
def test_a_stretch_that_may_hold_a_number(text: str, stretch: str | None) -> None:
    found = _stretches(r"\d").search(text)
    assert (found and found[0]) == stretch


def test_numbers_in_numerals_are_masked_in_digits() -> None:
    assert mask("card", "六二二二零零零零零零零零零零零九") == "6222********0009"
    assert mask("identity", "一一〇一〇五一九四九一二三一〇〇二X") == IDENTITY
