"""Every sign can be written as a character of the text, and what is written so is no slip."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.records.escapes import escaped, unescaped
from tests.cases import either
from tests.conftest import HEAD, TEXT, Space

SIGNS = [
    "\\", "#", "##", "＃", "|", "｜", "-", "－", "—", "*", "•", "<<<<<<<", "=======", ">>>>>>>", "<!--", "-->", "{#p1}", "｛#p1｝",
    "{role=other}", "states=", "role=", "{", "}", " ", "\t", "\u3000", "\u00a0", "。", "一是", "二是", "甲", "第一，", "1.",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SIGNS), max_size=9).map("".join)


@settings(max_examples=either(500, 2000))
@given(TEXTS, st.booleans())
def test_what_is_escaped_is_read_back(text: str, starts: bool) -> None:
    assert unescaped(escaped(text, starts), starts) == text


@pytest.mark.parametrize("text", ["整改情况：三项。", "甲-乙", "——甲", "A#B", "甲\\乙", "1.甲", "一是甲", "C:\\temp"])
def test_plain_text_is_written_as_it_is(text: str) -> None:
    assert escaped(text) == unescaped(text) == text


@pytest.mark.parametrize(
    ("text", "start", "inside"),
    [
        ("# 甲", "\\# 甲", "# 甲"),
        ("## 甲", "\\## 甲", "\\## 甲"),
        ("甲## 乙", "甲\\## 乙", "甲\\## 乙"),
        ("|甲|", "\\|甲|", "|甲|"),
        ("- 甲", "\\- 甲", "- 甲"),
        (" - 甲", "\\ - 甲", "\\ - 甲"),
        ("\u3000- 甲", "\u3000\\- 甲", "\u3000- 甲"),
        ("－甲", "\\－甲", "－甲"),
        ("——甲", "——甲", "——甲"),
        ("---", "---", "---"),
        ("-->", "\\-->", "\\-->"),
        ("--->", "\\-\\-->", "-\\-->"),
        ("<!-- 甲", "\\<!-- 甲", "\\<!-- 甲"),
        ("<<<<<<< 甲", "\\<<<<<<< 甲", "<<<<<<< 甲"),
        ("<<<<<<甲", "<<<<<<甲", "<<<<<<甲"),
        ("=======", "\\=======", "======="),
        (">>>>>>>", "\\>>>>>>>", ">>>>>>>"),
        ("|||||||", "\\|||||||", "|||||||"),
        ("。- 一是", "。\\- 一是", "。\\- 一是"),
        ("。- 甲", "。- 甲", "。- 甲"),
        ("{#p1}", "\\{#p1}", "\\{#p1}"),
        ("甲#p1", "甲\\#p1", "甲\\#p1"),
        ("role=other", "\\role=other", "\\role=other"),
        ("甲 ", "甲 \\", "甲 \\"),
        ("甲\t", "甲\t\\", "甲\t\\"),
        ("甲 \\", "甲 \\\\", "甲 \\\\"),
        ("甲\\", "甲\\", "甲\\"),
        (" 甲", "\\ 甲", "\\ 甲"),
        ("\t甲", "\\\t甲", "\\\t甲"),
        ("\\ 甲", "\\\\ 甲", "\\\\ 甲"),
        ("\\# 甲", "\\\\# 甲", "\\# 甲"),
        ("\\一是", "\\\\一是", "\\一是"),
        ("", "", ""),
    ],
)
def test_how_a_text_is_written(text: str, start: str, inside: str) -> None:
    assert (escaped(text), escaped(text, starts=False)) == (start, inside)
    assert (unescaped(start), unescaped(inside, starts=False)) == (text, text)


@settings(max_examples=either(8, 25), deadline=None)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=12))
@example(["--->", "---->", "---一是", "----二是甲", "---{#p1}", "－－-->"])
def test_no_text_is_refused_for_its_signs(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    space = Space(tmp_path_factory.mktemp("escapes"))
    lines = "\n\n".join(escaped(text) for text in texts)
    items = "\n".join(f"- {escaped(text)}" for text in texts)
    space.notice(text=f"{TEXT}\n{lines}\n\n甲：\n\n{items}\n", head=HEAD)
    assert [finding for finding in space.findings() if finding.code in ("T011", "T012", "T013", "T014", "T015", "T018")
            and finding.severity == "error"] == []  # fmt: skip
