"""Whatever an editor writes is a finding or is right: never a traceback, and always a place in a file that is there."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.rules.personal import personal_data, redacted
from tests.cases import either
from tests.rules.space import BASE, findings_of

_L, _N = "notices/2026-shuiwu/ledger.yaml", "notices/2026-shuiwu/notice.md"
_PIECES = st.sampled_from(
    ["---\n", "# ", "## 一、", "#### 1. x {#p1}", "{#p9 role=x", "- ", "| a | b |\n|---|\n", "\\|", "“", "《》", "13700000002", "X月",
     "p1:\n", "  entries:\n", "    - ", "quote: ", "status: done\n", "as_of: ", '"2026-01"', "2026-13-45", "null", "{", "}", "[", "]",
     ": ", ", ", "\n", "  ", "\t", '"', "&a ", "*a", "!x ", "about: m1\n", "targets:\n  t1:\n", "notice:\n", "〔待填：x〕", "\u200b", "\ufffd"]
)  # fmt: skip
_TEXT = st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=12).map("".join)
_FEW = settings(max_examples=either(20, 120), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sound(texts: dict[str, str]) -> None:
    for finding in findings_of(texts):
        path = finding.at.path.removeprefix("content/")
        assert path in texts
        lines = re.split("\r\n|\r|\n", texts[path])  # as editors count them
        assert 1 <= finding.at.line <= len(lines) + 1
        assert finding.at.column >= 1
        assert "\n" not in finding.what


@_FEW
@given(st.sampled_from([name for name in BASE if name != "site.yaml"]), st.integers(0, 2000), st.integers(0, 30), _TEXT)
def test_a_random_edit(name: str, start: int, length: int, words: str) -> None:
    text = BASE[name]
    at = start % (len(text) + 1)
    sound({**BASE, name: text[:at] + words + text[at + length :]})


@_FEW
@given(_TEXT)
def test_random_text_of_a_notice(words: str) -> None:
    head = BASE["notices/2026-fangan/notice.md"].split("---\n")[1]
    sound({**BASE, "notices/2026-fangan/notice.md": f"---\n{head}---\n{words}"})


@_FEW
@given(_TEXT)
def test_random_ledger(words: str) -> None:
    sound({**BASE, _L: words})


@_FEW
@given(_TEXT)
def test_random_page(words: str) -> None:
    sound({**BASE, "pages/about.md": words})


@_FEW
@given(
    st.text(max_size=60),
    st.sampled_from(["13700000002", "11010519491231002X", "a.b@qq.com", "云A8P661"]),
    st.text(max_size=9),
)
def test_hidden_keeps_every_place_and_hides(before: str, secret: str, after: str) -> None:
    text = f"{before} {secret} {after}"
    shown = redacted(text)
    assert len(shown) == len(text)
    assert secret not in shown
    assert [p for p in personal_data(shown) if p.kind != "address"] == []
