"""docs/comparison.md says what a reader can do, each with the address in the demonstration that shows it."""

import re
from pathlib import Path

from lxml import html

from tests.conftest import ROOT

PATH = re.compile(r"`(/[^`\s]*)`")


def test_every_address_of_the_comparison_is_in_the_demonstration(demo: Path) -> None:
    text = (ROOT / "docs" / "comparison.md").read_text("utf-8")
    missing = []
    for address in PATH.findall(text):
        path, _, anchor = address.partition("#")
        file = demo / path.strip("/") / "index.html" if path.endswith("/") else demo / path.strip("/")
        if not file.exists() or (anchor and not html.fromstring(file.read_bytes()).xpath(f"//*[@id='{anchor}']")):
            missing.append(address)
    assert missing == []


def test_every_row_of_the_comparison_has_an_address() -> None:
    rows = [line for line in (ROOT / "docs" / "comparison.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    claims = [row for row in rows if not row.startswith(("| A reader can", "| The reader wants"))]
    assert len(claims) > 30
    assert [row for row in claims if not PATH.search(row.rsplit("|", 2)[1])] == []


def test_the_pages_show_what_the_comparison_says_of_them(demo: Path) -> None:
    """What each of the less plain rows must find on its page."""
    found = {
        "notices/2025-eco-plan/p1": ("改期 2 次", "最近一次改期理由", "理由：受管网施工"),
        "notices/2025-eco-plan/p6": ('data-mark="lapsed"',),
        "notices/2026-amr/p8": ('data-mark="overdue"',),
        "notices/2026-amr/p15": ('data-mark="reopened"', "理由："),
        "notices/2025-college-audit/p3": ('<span class="figure">7.55</span>万元 <span class="tag">计划</span>',),
        "notices/2025-college-audit/p4": ('data-mark="stale"',),
        "notices/2025-eco-plan/p10": ('class="beside"', "“土方工程”的进展"),
        "notices/2025-eco-plan/p3": ("他方核查",),
        "notices/2025-eco-plan/t2": ("达到",),
        "notices/2026-eco-closure-2": ('class="chain"', "整改方案", "后续进展", "（本份）"),
        "notices/2026-eco-closure-1": ("据此销号的事项", "自次日起算"),
        "notices/2026-amr": ("原文自述的总数与本站列出的数目", "其中 1 项另有来源"),
        "notices/2025-bus-safety": ("已经撤下",),
        "organs/yunzhou-sci": ("现在请向该单位反映",),
        "organs/yunzhou-amr": ("名称沿革",),
    }
    lacking = {
        path: [each for each in words if each not in (demo / path / "index.html").read_text("utf-8")]
        for path, words in found.items()
    }
    assert {path: words for path, words in lacking.items() if words} == {}
