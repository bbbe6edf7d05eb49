"""What import writes is read back with the same characters."""

import pytest

from site_builder.importing.structure.draft_blocks import DraftBlock
from site_builder.importing.writer import text_file
from site_builder.records.outline import read_outline


@pytest.mark.parametrize(
    "words",
    ["# 甲", "#甲", "- 甲", "-", "-甲", "| 甲", "\\# 甲", "\\-甲", "\\", "\\\\| 甲", "\\甲 \\# 乙", "甲\\#乙", "1. 甲"],
)
@pytest.mark.parametrize("kind", ["paragraph", "item"])
def test_words_that_look_like_marks_are_words(kind: str, words: str) -> None:
    blocks = [
        DraftBlock("paragraph", "前文。", 1),
        DraftBlock("item" if kind == "item" else "paragraph", words, 2, level=1),
    ]
    read = read_outline(text_file(blocks, "problem"), "notice.md", 1, "problem", []).blocks
    assert [(block.kind, block.text) for block in read] == [("paragraph", "前文。"), (kind, words)]
