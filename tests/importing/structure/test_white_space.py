"""White space around words: which is the text's and comes back, which is laid out and said to be left out."""

import pytest

from site_builder.importing.lines.edges import Edges, edges
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.structure.white_space import with_white_space
from tests.importing.structure.test_wraps import spaced

ENDS = "行首、行尾的空格和制表符等 {} 处按版式处理，没有录入"


def indents(named: str, times: int = 1) -> str:
    return f"段首缩进（{named}）{times} 处按版式处理，没有录入：页面上的段落自有缩进"


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("\u2003\u2003甲", "甲", [indents("两个U+2003")]),
        ("  \u3000甲", "甲", [indents("两个空格、一个全角空格")]),
        ("    甲", "甲", [indents("四个空格")]),
        ("\u3000 \u00a0甲", "甲", [indents("一个全角空格、一个空格、一个不换行空格")]),
        ("\u2003 甲", "\u2003 甲", []),
        ("　　甲 ", "甲", [indents("两个全角空格"), ENDS.format(1)]),
        (" 甲\t", "甲", [ENDS.format(2)]),
        ("甲\u3000 ", "甲\u3000", [ENDS.format(1)]),
        ("甲", "甲", []),
    ],
)
def test_around_one_line(text: str, words: str, said: list[str]) -> None:
    assert spaced(("甲", 1), text=text) == [words, *said]


def test_indents_are_counted_by_kind_the_most_frequent_first() -> None:
    text = "    甲\n　　甲\n\t甲\n　　甲\n　　甲\n    甲\n\u2003\u2003甲\n  　甲 "
    assert spaced(*(("甲", line) for line in range(1, 9)), text=text)[8:] == [
        indents("两个全角空格", 3), indents("四个空格", 2), indents("一个制表符"), indents("两个U+2003"), ENDS.format(1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "blocks", "told"),
    [
        ("甲。\u00a0乙。\u3000 丙。\u00a0", ["甲。", "乙。", "丙。"], ["甲。", "\u00a0乙。", "\u3000丙。\u00a0"]),
        ("\u00a0甲。乙。\u00a0", ["甲。", "丙。", "乙。"], ["\u00a0甲。", "丙。", "乙。\u00a0"]),
        ("甲。乙。\u00a0", ["乙。", "甲。"], ["乙。", "甲。"]),
        ("甲甲", ["甲", "甲", "甲"], ["甲", "甲", "甲"]),
    ],
)  # fmt: skip
def test_blocks_of_one_line(text: str, blocks: list[str], told: list[str]) -> None:
    assert spaced(*((words, 1) for words in blocks), text=text)[: len(told)] == told


def test_a_row_whose_cells_are_not_known_one_by_one_stays_as_it_is() -> None:
    assert spaced(("甲\t乙", 1), text="\u00a0甲|\u00a0乙\u00a0") == ["甲\t乙", ENDS.format(2)]


@pytest.mark.parametrize(("before", "found"), [(199, True), (200, False)])
def test_how_many_lines_of_one_number_are_looked_at(before: int, found: bool) -> None:
    """A web page may be a single line of its file: two hundred are enough."""
    held = [*(Line(1, "甲") for _ in range(before)), Line(1, "丙", edges=(edges("\u00a0丙"),))]
    (block,) = with_white_space([DraftBlock("paragraph", "丙", 1)], held).blocks
    assert (block.text == "\u00a0丙") is found


def test_equal_words_are_found_one_after_the_other() -> None:
    held = [Line(1, "甲"), Line(1, "乙", edges=(edges("\u00a0乙"),)), Line(1, "甲", edges=(edges("\u00a0甲\u00a0"),))]
    blocks = [DraftBlock("paragraph", words, 1) for words in "甲乙甲"]
    assert [each.text for each in with_white_space(blocks, held).blocks] == ["甲", "\u00a0乙", "\u00a0甲\u00a0"]


def test_what_was_between_lines_that_were_joined_is_counted() -> None:
    layout = (Edges("　　", " "), Edges("　　", ""), Edges(" ", "\u3000"))
    held = [Line(1, "甲", layout=layout), Line(2, "乙", layout=(Edges("　　", " "),))]
    assert with_white_space([], held).said == (indents("两个全角空格", 3), ENDS.format(4))


def test_a_line_without_a_word_about_its_edges_stays_as_it_is() -> None:
    assert [each.text for each in with_white_space([DraftBlock("paragraph", "甲", 1)], [Line(1, "甲")]).blocks] == [
        "甲"
    ]
