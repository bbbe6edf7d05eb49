"""What somebody meant who wrote a date, a yes or no, a code or a key in another way; nothing where two answers are possible."""

import pytest

from site_builder.records.meant import meant_choice, meant_date, meant_flag, meant_key


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024-1-7", "2024-01-07"),
        ("2024年1月", "2024-01"),
        ("2024 年 1 月 7 日", "2024-01-07"),
        ("2024—10—17", "2024-10-17"),
        ("2024。10。17", "2024-10-17"),
        ("2024、10、17", "2024-10-17"),
        ("2024_10_17", "2024-10-17"),
        ("2024-02-30", ""),
        ("2024-2", "2024-02"),
        ("20240230", ""),
        ("0999-1-1", "0999-01-01"),
        ("2024年0月", ""),
        ("2024年13月", ""),
        ("20241301", ""),
        ("2023.2.28", "2023-02-28"),
        ("2023/2/29", ""),
        ("2024-10-17-1", ""),
        ("明年", ""),
        ("", ""),
    ],
)
def test_a_date(text: str, meant: str) -> None:
    assert meant_date(text) == meant


@pytest.mark.parametrize(
    ("value", "meant"),
    [(" TRUE ", "true"), ("Ｙes", "true"), ("对", "true"), ("N", "false"), ("否", "false"), ("", ""), (None, ""), (["y"], "")],
)  # fmt: skip
def test_a_flag(value: object, meant: str) -> None:
    assert meant_flag(value) == meant


CODES = ("done", "closed", "not-started", "ongoing", "partial")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("DONE", "done"),
        ("“done”", "done"),
        ("not_started", "not-started"),
        ("已完成整改。", "done"),
        ("“已完成 整改”", "done"),
        ("close", "closed"),  # a letter less, more, other, two exchanged
        ("closedd", "closed"),
        ("clpsed", "closed"),
        ("colsed", "closed"),
        ("clos", ""),
        ("don", ""),  # too short to tell
        ("xxxx", ""),
    ],
)
def test_a_choice(value: str, meant: str) -> None:
    assert meant_choice(value, CODES, {"已完成整改": "done"}) == meant


def test_two_options_a_letter_away_are_none() -> None:
    assert meant_choice("abcd", ("abce", "abcf"), {}) == ""
    assert meant_choice("abcx", ("abcd", "abce"), {}) == ""
    assert meant_choice("abce", ("abcd", "ab"), {}) == "abcd"


@pytest.mark.parametrize(
    ("key", "known", "given", "meant"),
    [
        ("Quote", ("quote",), (), "quote"),
        ("as-of", ("as_of",), (), "as_of"),
        ("quote", ("quote",), ("quote",), ""),  # it has that one already
        ("quotes", ("quote", "quotesx"), (), ""),  # one letter from both
        ("stattus", ("status",), (), "status"),
        ("bo", ("by",), (), ""),
    ],
)
def test_a_key(key: str, known: tuple[str, ...], given: tuple[str, ...], meant: str) -> None:
    assert meant_key(key, known, given) == meant


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("xabcd", "abcd"), ("abcd", "abcdx"), ("bcde", "abcde"), ("abdc", "abcd"), ("bacd", "abcd"), ("abxd", "abcd")],
)
def test_one_slip_of_the_hand(wrong: str, right: str) -> None:
    assert meant_choice(wrong, (right,), {}) == right


@pytest.mark.parametrize("wrong", ["abcdxy", "cabd", "abxy", "dbca", "acdb", "xbcy"])
def test_two_slips_of_the_hand(wrong: str) -> None:
    assert meant_choice(wrong, ("abcd",), {}) == ""
