"""A slip in a line of YAML, and what lines of content files look like."""

import re
import unicodedata
from typing import NamedTuple

from site_builder.records.findings import Edit, Finding, Fix, Span

# White space other than the half-width blank. Each character by itself, for both a pattern's class and strip() take it.
BLANKS = "\t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u3000\ufeff"

KEY = re.compile(r"( *(?:- +)*)([\"']?[A-Za-z_][\w-]*[\"']?)")


class YamlSlip(NamedTuple):
    """What is wrong in a line, and the edits that mend it. `column`: from 1."""

    line: int
    column: int
    length: int
    code: str
    what: str
    why: str
    mend: str
    edits: tuple[Edit, ...] = ()
    severity: str = "error"

    def finding(self, path: str) -> Finding:
        at = Span(path=path, line=self.line, column=self.column, length=max(1, self.length))
        return Finding(
            at=at, code=self.code, what=self.what, why=self.why, mend=self.mend, fix=Fix(edits=self.edits),
            severity="warning" if self.severity == "warning" else "error",
        )  # fmt: skip


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def narrow(word: str) -> str:
    """A word as a key or code is written: half width, small letters, - for _ and blanks.

    >>> narrow(" Ｄone "), narrow("not_started")
    ('done', 'not-started')
    """
    return re.sub(r"[\s_‐–—-]+", "-", unicodedata.normalize("NFKC", word).strip().lower())
