"""Quoted words are found with white space and full/half width folded, and nothing else."""

import pytest

from site_builder.records.quotes import (
    _SPACES,
    Found,
    comparable,
    find,
    first_holding,
    occurrences,
    sentence,
    sentences,
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("甲", ["甲"]),
        ("甲。", ["甲。"]),
        ("甲。乙", ["甲。", "乙"]),
        ("甲！乙？", ["甲！", "乙？"]),
        ("“甲。”乙；丙", ["“甲。”", "乙；", "丙"]),
    ],
)
def test_sentences_leave_no_gap(text: str, parts: list[str]) -> None:
    assert [text[each.start : each.stop] for each in sentences(text)] == parts


def test_every_space_is_known() -> None:
    assert set(_SPACES) == {chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000 and chr(c).isspace()}


@pytest.mark.parametrize(
    ("quote", "text", "count"),
    [
        ("收回1笔", "目前已收回1笔。", 1),
        ("收回１笔，", "目前已收回1笔,余款待收", 1),
        ("收 回\n1笔", "目前已收回1笔", 1),
        ("已完成", "已完成一半，已完成全部", 2),
        ("啊啊", "啊啊啊", 2),
        ("整改", "整妀", 0),
        ("", "任何", 0),
        ("①", "1", 0),
        ("啊", "啊", 1),
        ("甲乙甲", "甲乙甲乙甲乙甲", 3),
        (" \u3000", "任何 ", 0),
    ],
)
def test_occurrences(quote: str, text: str, count: int) -> None:
    assert occurrences(quote, text) == count


def test_a_quotation_is_shown_as_it_stands_in_the_text() -> None:
    text = "前文。 目前 已收回１笔；后文"
    found = find("目前已收回1笔", text)
    assert found is not None
    assert text[slice(*found)] == "目前 已收回１笔"
    assert text[slice(*sentence(text, found))] == " 目前 已收回１笔；"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("目前　已收回 １笔！\n", "目前已收回1笔!"), ("（ＡＢ～）", "(AB~)"), ("“①〇”……", "“①〇”……"), ("", "")],
)
def test_folding(text: str, folded: str) -> None:
    assert comparable(text) == folded


@pytest.mark.parametrize(
    ("quote", "text", "stands"),
    [
        ("甲", "甲乙甲", "甲"),
        ("甲", "乙甲", "甲"),
        ("甲1", "甲　１乙甲1", "甲1"),  # the very words come first
        ("甲1", "甲　１乙甲 1", "甲　１"),
        ("甲1", "甲１", "甲１"),
        (" 甲", "乙 甲", "甲"),
        ("甲 ", "乙甲 丙", "甲"),
        ("甲 乙", "甲乙", "甲乙"),
        ("甲 乙", "甲 乙", "甲 乙"),
        ("丙", "甲乙", None),
        ("", "甲乙", None),
        (" ", "甲 乙", None),
        ("甲 丙", "甲乙", None),
    ],
)
def test_the_place_is_that_of_the_words_themselves(quote: str, text: str, stands: str | None) -> None:
    found = find(quote, text)
    assert (text[slice(*found)] if found else None) == stands
    assert found is None or stands is None or found.start == text.index(stands)


def test_the_first_text_with_the_very_words_comes_before_an_earlier_one_that_has_them_folded() -> None:
    texts = ["无", "前 甲１", "前前甲1", "甲1"]
    assert first_holding("甲1", texts, (0, 1, 2, 3)) == (2, Found(2, 4))
    assert first_holding("甲1", texts, (3, 2)) == (3, Found(0, 2))
    assert first_holding("甲1", texts, (0, 1)) == (1, Found(2, 4))
    assert first_holding("甲1", texts, (0,)) is None
    assert first_holding(" 甲", ["甲", " 甲"], (0, 1)) == (1, Found(1, 2))
    assert first_holding("", texts, (0, 1)) is first_holding(" ", ["甲乙"], (0,)) is None


@pytest.mark.parametrize(
    ("text", "quote", "whole"),
    [
        ("甲。乙。丙。", "甲", "甲。"),
        ("甲。乙。丙。", "乙。", "乙。"),
        ("甲。乙。丙。", "丙", "丙。"),
        ("甲。乙。丙", "丙", "丙"),
        ("甲。乙；丙？丁!戊", "丙", "丙？"),
        ("甲。乙丙。丁", "丙。丁", "乙丙。丁"),
        ("说“甲。”乙。丙", "乙", "乙。"),
        ("甲\n乙\n丙", "乙", "乙\n"),
        ("甲……乙，丙。", "乙", "甲……乙，丙。"),
    ],
)
def test_the_whole_sentence_around_the_words(text: str, quote: str, whole: str) -> None:
    found = find(quote, text)
    assert found is not None
    assert text[slice(*sentence(text, found))] == whole
