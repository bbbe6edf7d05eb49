"""The lines of a text with their parsed kinds, as the checks for damaged markup use them."""

from collections.abc import Sequence
from typing import NamedTuple

from site_builder.records.findings import NO_FIX, Edit, Fix, Span
from site_builder.rules.rule import Case, Slip


class BodyLine(NamedTuple):
    """A line of the text. `kind`: what it was parsed as (heading, item, row …); '' where no block starts in it."""

    number: int
    text: str
    kind: str


class BodyLines(NamedTuple):
    path: str
    lines: Sequence[BodyLine]
    item_level: int
    section_level: int

    def near(self, at: int, step: int) -> BodyLine | None:
        """The nearest non-blank line above (step -1) or below (step 1)."""
        at += step
        while 0 <= at < len(self.lines):
            if self.lines[at].text.strip():
                return self.lines[at]
            at += step
        return None

    def in_a_list(self, at: int) -> bool:
        return any(
            other is not None and other.text.lstrip(" ").startswith("- ")
            for other in (self.near(at, -1), self.near(at, 1))
        )

    def slip(self, at: int, column: int, length: int, code: str, what: str, why: str, mend: str, text: str | None = None,
             soft: bool = False) -> Slip:  # fmt: skip
        """A slip at a column of a line. Takes   text: the replacement that fixes it; None = no automatic fix"""
        line = self.lines[at]
        span = Span(path=self.path, line=line.number, column=column + 1, length=max(1, length))
        fix = (
            NO_FIX
            if text is None
            else Fix(edits=(Edit(line=line.number, column=column + 1, length=length, text=text),))
        )
        return Slip(at=span, what=what, why=why, mend=mend, soft=soft, code=code, fix=fix)


def lines_of(case: Case) -> BodyLines:
    notice = case.notice
    kinds: dict[int, str] = {block.line: block.kind for block in notice.outline.blocks}
    blocks = notice.outline.blocks
    levels = [blocks[problem.start].level for problem in notice.outline.problems]
    sections = [blocks[section.start].level for section in notice.outline.sections]
    lines = [
        BodyLine(number, text.removesuffix("\r"), kinds.get(number, ""))
        for number, text in enumerate(notice.body.split("\n"), notice.body_line)
    ]
    return BodyLines(notice.path, lines, max(set(levels), key=levels.count, default=4), min(sections, default=2))


def text_start(text: str) -> str:
    return text[:12] + ("…" if len(text) > 12 else "")
