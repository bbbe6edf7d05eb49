"""Whatever characters a notice's text has, its page shows them, in order, none more and none less."""

import html
import json
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.writer import text_file
from site_builder.records.outline import read_outline
from tests.cases import cases
from tests.conftest import HEAD, Space, folded, shown_text

_CHARS = st.sampled_from(
    list("一二整改。，；“”《》*_`~<>&[]()!|\\#-+=:/'\"1aé㎡①Ａ　. \t{}^$@%") + ["**", "---", "- ", "{{", "<b>"]
)
_LINE = st.lists(_CHARS, min_size=1, max_size=14).map("".join).filter(lambda line: line.strip() != "")


def _blocks(line: str) -> tuple[str, str]:
    """A paragraph as an editor writes it, and its characters."""
    words = line.strip()
    begins = words.startswith(("#", "|", "-"))  # what a slip at the start of a line would look like is escaped
    return ("\\" + words if begins else words), words


@settings(max_examples=cases(20), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_LINE, min_size=1, max_size=8))
def test_every_character_is_on_the_page(lines: list[str]) -> None:
    written = [_blocks(line) for line in lines if not line.strip().startswith("\\")]
    body = "\n\n".join(source for source, _ in written)
    with tempfile.TemporaryDirectory() as folder:
        space = Space(Path(folder))
        space.notice(text=f"## 一、情况\n### 1. 甲 {{#p1}}\n\n{body}\n", head=HEAD)
        if space.findings():  # an unbalanced bracket may be a warning, never an error
            raise AssertionError(space.findings())
        expected = folded("一、情况1. 甲" + "".join(words for _, words in written))
        assert folded(shown_text(space.html("/notices/n/"), "document")) == expected
        value = json.loads((space.out / "data/notices/n.json").read_text("utf-8"))
        assert folded(value["text"]) == expected
        assert folded(value["problems"][0]["text"]) == expected.removeprefix(folded("一、情况1. 甲"))


BARS = ["A|B", "|", "||", "A\\|B", "\\|", "A\\", "|\\|", "\\\\|A"]


def test_a_bar_in_a_cell_is_a_bar_wherever_it_is_published(space: Space) -> None:
    """Written as `\\|`, it is `|` in the record's text, in the JSON's, on the page, and where words are quoted."""
    rows = [
        DraftBlock("row", "", 0, cells=("措施", "情况")),
        *(DraftBlock("row", "", 0, cells=(each, "已完成")) for each in BARS),
    ]
    table = text_file(rows, "problem")
    ledger = 'p1:\n  entries:\n    - as_of: "2024-10-17"\n      status: done\n      quote: "A|B\\t已完成"\n'
    space.notice(text=f"## 一、情况 {{role=problems}}\n\n### 1. 甲 {{#p1}}\n\n如下表。\n\n{table}", ledger=ledger)
    assert space.findings() == []
    text = space.json()["problems"][0]["text"]
    assert text == "\n".join(["如下表。", "措施\t情况", *(f"{each}\t已完成" for each in BARS)])
    rows_shown = re.findall(r"<tr>(<td>.*?)</tr>", space.html("/notices/n/"))
    shown = [html.unescape(re.sub("<[^>]+>", "", each)) for each in rows_shown]
    assert [each.removesuffix("已完成") for each in shown if each.endswith("已完成")] == BARS


@given(
    st.lists(
        st.tuples(*[st.text("A|\\甲 -:#{}", max_size=6)] * 2).filter(lambda cells: any(map(str.strip, cells))),
        min_size=1,
        max_size=4,
    )
)
def test_every_cell_can_be_written(rows: list[tuple[str, str]]) -> None:
    """Property: what import writes for any cell is read as that cell."""
    blocks = [DraftBlock("row", "", 0, cells=("甲", "乙")), *(DraftBlock("row", "", 0, cells=cells) for cells in rows)]
    read = read_outline(text_file(blocks, "problem"), "n", 1, "problem", [])
    assert read.text.split("\n") == ["甲\t乙", *("\t".join(cells) for cells in rows)]
