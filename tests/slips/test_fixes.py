"""What the edits of a finding do to a line that was meant as markup: the finding is gone, and no character of the words with it.

The lines are made of the signs that matter, in every order; a sound text has no finding at all.
"""

import random
import re
from collections.abc import Iterator

import pytest

from site_builder.commands.fixing import edited_text
from site_builder.records.findings import Finding
from site_builder.records.slip import BLANKS
from site_builder.rules.text_slips import signs_are_whole
from tests.cases import either
from tests.rules.small import HEAD, small_case, told

STARTS = [
    "",
    " ",
    "  ",
    "\t",
    "\u3000",
    "\u2003",
    "- ",
    "-",
    "－ ",
    "  - ",
    "## ",
    "##",
    "＃",
    "\t## ",
    "| ",
    "｜",
    "\\",
]
WORDS = ["甲", "一是乙", "二是丙", "-5度", "1. 甲", "甲 | 乙", "- 丁", "---", ""]
ENDS = [
    "",
    " ",
    "-",
    " -",
    " {#p1}",
    "{#P1}",
    " ｛#p1｝",
    " {#p1}-",
    " {#p1}{role=other}",
    " {#p1}-{#p2}",
    "\u2003",
    " {#p1}\u200b",
]
SOUND = [
    "- 甲\n  - 一是乙\n  - 二是丙\n- 丁\n",
    "- 一是甲\n\n- 二是乙\n",
    "  | 甲 |\n  | --- |\n  | 乙 |\n",
    "\t## 甲\n",
    "## 甲 {#p1}\n\n- 乙\n\n### 丙 {#p2 role=other}\n",
]
_DASHES = re.compile(rf"^[ {BLANKS}]*[-－]", re.MULTILINE)  # of a line that becomes an item of a list
_LISTED = re.compile(rf"^[ {BLANKS}]*-(?=[ {BLANKS}])", re.MULTILINE)
_SIGNS = re.compile(rf"[\s{BLANKS}#＃{{}}｛｝|｜\\]|p\d|P\d|role=\w+")


def texts(count: int, seed: int) -> Iterator[str]:
    draw = random.Random(seed)
    for _ in range(count):
        lines = [draw.choice(STARTS) + draw.choice(WORDS) + draw.choice(ENDS) for _ in range(draw.randint(1, 4))]
        yield draw.choice(("\n", "\n\n")).join(lines) + "\n"


def words_of(text: str, code: str) -> str:
    """The characters that no edit may take away or add: all but blanks and the signs of markup."""
    return _SIGNS.sub("", (_DASHES if code == "T014" else _LISTED).sub("", text))


def edited(text: str, finding: Finding) -> str:
    before = f"{HEAD}---\n"
    return edited_text(before + text, list(finding.fix.edits)).removeprefix(before)


def key(finding: Finding) -> tuple[str, int, str]:
    return finding.code, finding.at.line, finding.what


@pytest.mark.parametrize("seed", range(either(1, 8)))
def test_a_fix_removes_its_finding_and_no_words(seed: int) -> None:
    fixed = 0
    for text in texts(either(400, 4000), seed):
        for finding in told(signs_are_whole, text):
            if finding.fix.edits:
                fixed += 1
                after = edited(text, finding)
                assert after != text, (text, finding)
                assert words_of(after, finding.code) == words_of(text, finding.code), (text, after, finding)
                assert key(finding) not in {key(each) for each in told(signs_are_whole, after)}, (text, after, finding)
    assert fixed > 100


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_text_has_no_finding(text: str) -> None:
    assert told(signs_are_whole, text) == []
    assert small_case(text).notice.body.strip("\n") == text.strip("\n")
