"""Notices of a few lines, and what one rule says of them."""

from typing import NamedTuple

from site_builder.commands.fixing import edited_text
from site_builder.records.findings import Finding
from site_builder.records.notice import read_notice
from site_builder.rules.rule import Case, Rule
from tests.rules.test_quotations import case_of

AROUND = case_of()  # what is around a notice
HEAD = '---\ntitle: "临溪水务集团整改情况通报"\nkind: rectification\norgan: linxi-water\npublished: "2026-10-12"\nwindow: none\n'
FOLDER = "content/notices/2026-xiao"


def small_case(body: str, ledger: str | None = None, head: str = "") -> Case:
    """A notice with these words below its head. Takes   head: further lines of it"""
    notice = read_notice("2026-xiao", f"{HEAD}{head}---\n{body}", ledger, FOLDER, [])
    assert notice is not None
    return AROUND._replace(notice=notice)


class Told(NamedTuple):
    """A finding as a row of a table has it; `line`: of the words below the head, from 1."""

    code: str
    line: int
    column: int
    length: int
    what: str
    why: str
    mend: str
    severity: str


def told(rule: Rule, body: str, ledger: str | None = None, head: str = "") -> list[Finding]:
    """What a rule says of these words, in order."""
    return sorted(rule.findings(small_case(body, ledger, head)))


def row_of(found: Finding, head: str = "") -> Told:
    """A finding of the text as a row."""
    assert found.at.path == f"{FOLDER}/notice.md"
    line = found.at.line - (HEAD + head).count("\n") - 1
    return Told(found.code, line, found.at.column, found.at.length, found.what, found.why, found.mend, found.severity)


def mended(rule: Rule, body: str) -> str:
    """The words after all edits that the rule has for them."""
    before = HEAD + "---\n"
    edits = [edit for finding in told(rule, body) for edit in finding.fix.edits]
    return edited_text(before + body, edits).removeprefix(before)
