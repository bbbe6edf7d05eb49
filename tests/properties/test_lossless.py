"""Whatever characters a notice's text has, its page shows them, in order, none more and none less."""

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
