"""The manual: a page for every code, and docs/rules.md is that manual."""

import re
from pathlib import Path

import pytest

from site_builder.rules import CODES, manual, manual_page
from site_builder.rules.registry import RULES

ROOT = Path(__file__).parents[2]


def test_docs_are_the_manual() -> None:
    """To write it anew: python -c "from site_builder.rules import manual_page; print(manual_page(), end='')" > docs/rules.md"""
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == manual_page()


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_and_how_to_mend(code: str) -> None:
    page = manual(code)
    assert page.startswith(f"{code} {CODES[code]}（")
    assert re.search(r"(?m)^改法：", page)
    assert "。" not in CODES[code]
    assert RULES[code].code == code


def test_every_code_in_the_source_has_a_page() -> None:
    """Findings that are made while files are read carry codes as text."""
    said = set()
    for path in (ROOT / "site_builder").rglob("*.py"):
        said |= set(re.findall(r'"([RBLWCTYKPSH]\d{3})"', path.read_text(encoding="utf-8")))
    assert said - set(CODES) == set()


def test_manual_of_a_rule() -> None:
    assert manual("B006") == (
        "B006 编者归纳（basis: editor）要有 note，说明怎样得出（错误）\n\n"
        "读者要分得清哪些是原文的话，哪些是本站编者的话。\n\n"
        "改法：补上 note，写明根据什么、怎样得出。\n"
    )
