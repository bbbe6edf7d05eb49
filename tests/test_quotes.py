"""Quoted words are found with white space and full/half width folded, and nothing else."""

import pytest

from site_builder.quotes import _SPACES, find, occurrences, sentence


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
