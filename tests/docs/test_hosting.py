"""The page for operators says in Chinese what it says in English; no page sends anybody to a stranger's program."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.docs.pages import ROOT
from tests.docs.test_docs import PAGES, links_of
from tests.docs.test_readme import numbers

ENGLISH, CHINESE = ROOT / "docs/hosting.md", ROOT / "docs/hosting.zh-CN.md"
SAYS_HOW_TO_INSTALL = [
    *PAGES,
    *(path for path in (ROOT / "site_builder").rglob("*") if path.suffix in (".py", ".md", ".yml", ".bat")),
]


def parts(page: Path) -> list[tuple[str, str]]:
    """(kind, text) in order: headings by level (`h2`), code with its info string, all other words that are printed."""
    tokens = MarkdownIt().enable("table").parse(page.read_text("utf-8"))
    found = []
    for before, token in pairwise(tokens):
        if token.type == "inline":
            found.append((before.tag if before.type == "heading_open" else "words", token.content))
        elif token.type in ("fence", "code_block"):
            found.append(("code", f"{token.info}\n{token.content}"))
    return found


def sections(page: Path) -> list[list[str]]:
    """The figures of each section, sorted, for two languages put a sentence's words in another order."""
    found: list[list[str]] = [[]]
    for kind, text in parts(page):
        if re.fullmatch(r"h\d", kind):
            found.append([])
        elif kind == "words":
            found[-1] += numbers(text)
    return [sorted(each) for each in found]


def test_both_languages_have_the_same_headings() -> None:
    english, chinese = ([kind for kind, _ in parts(page) if kind[0] == "h"] for page in (ENGLISH, CHINESE))
    assert english == chinese
    assert english.count("h2") == 8


def test_both_languages_have_the_same_code() -> None:
    english, chinese = ([text for kind, text in parts(page) if kind == "code"] for page in (ENGLISH, CHINESE))
    assert english == chinese
    assert len(english) == 13


def test_both_languages_have_the_same_figures() -> None:
    assert sections(ENGLISH) == sections(CHINESE)


def test_both_languages_have_the_same_commands_keys_and_paths() -> None:
    """Code within a line that is ASCII; what is named once more to explain a block of code is in that block."""

    def spans(page: Path) -> set[str]:
        return {
            child.content
            for token in MarkdownIt().enable("table").parse(page.read_text("utf-8"))
            for child in token.children or ()
            if child.type == "code_inline" and child.content.isascii()
        }

    code = "".join(text for kind, text in parts(ENGLISH) if kind == "code")
    assert spans(ENGLISH) - spans(CHINESE) == set()
    assert {each for each in spans(CHINESE) - spans(ENGLISH) if each not in code} == set()


def test_both_languages_link_the_same_places_and_each_other() -> None:
    english, chinese = ([link for _, link in links_of(page)] for page in (ENGLISH, CHINESE))
    assert (english[0], chinese[0]) == ("hosting.zh-CN.md", "hosting.md")
    assert set(english[1:]) == set(chinese[1:])


@pytest.mark.parametrize(
    "name", ["Makefile", "docs/handbook/publish.md", "site_builder/starter/ci/gitlab/gitlab-ci.yml"]
)
def test_who_reads_chinese_is_sent_to_the_chinese_page(name: str) -> None:
    assert re.findall(r"hosting[\w.-]*\.md", (ROOT / name).read_text("utf-8")) == ["hosting.zh-CN.md"]


def test_nobody_is_told_to_install_what_an_index_has_under_our_name() -> None:
    """The program is not in the index: there the name is free, and whoever takes it would be run."""
    by_name = re.compile(r"""\b(?:pip|pipx|tool) install (?:-\S+ )*["']?taizhang(?![\w-])""")
    assert by_name.search('pip install "taizhang[timestamp]"') and not by_name.search(
        "pip install ./wheels/taizhang-1.whl"
    )
    told = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in SAYS_HOW_TO_INSTALL}
    assert [name for name, text in told.items() if by_name.search(text)] == []
