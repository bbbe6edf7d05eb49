"""What a rule is: a permanent code, a severity, a manual page, and a check of one notice or of the site.

A check yields slips, to which the rule adds its code and severity, so each code is written in one place only.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from inspect import cleandoc
from typing import Any, Literal, NamedTuple

from site_builder.reader.readings import NOTHING_READ, SecondReading
from site_builder.records.findings import NO_FIX, Finding, Fix, Severity, Span
from site_builder.records.notice import Notice
from site_builder.records.registers import Registers
from site_builder.records.source import Field
from site_builder.views.context import Context
from site_builder.views.file_info import FileInfo

FAMILIES: dict[str, str] = {
    "Y": "YAML 的写法",
    "R": "记录",
    "B": "依据",
    "L": "台账",
    "W": "期限",
    "C": "数目",
    "T": "文字",
    "K": "链接和网址",
    "P": "个人信息",
    "E": "再读一遍：用词、照搬、张冠李戴（只给编辑看）",
    "S": "网站设置",
    "F": "文件和文件夹",
    "H": "与先前版本、与公开的网站比较（check --against、--against-published）",
}
SECOND = "E"  # the family of the second reader, which runs in `check` and at the desk, but not in a build


class OtherFiles(NamedTuple):
    """The raw files of another notice; `folder`: what findings call its folder."""

    notice: str
    ledger: str
    folder: str


def _nobody(slug: str) -> OtherFiles | None:
    return None


class Case(NamedTuple):
    """One notice with everything that its rules may use.

    known     existing slugs; only those that the notice mentions are looked up
    organs, inspections     existing ids, to suggest the nearest one
    reading   what the second reader found in the notice, and whether it ran
    other     slug → the files of another notice, for comparison
    approved  the day of its approval, if any
    """

    notice: Notice
    context: Context
    files: Mapping[str, FileInfo]
    known: frozenset[str]
    day: date
    organs: frozenset[str] = frozenset()
    inspections: frozenset[str] = frozenset()
    reading: SecondReading = NOTHING_READ
    read_twice: bool = True
    other: Callable[[str], OtherFiles | None] = _nobody
    approved: date | None = None

    @property
    def folder(self) -> str:
        return self.notice.path.rpartition("/")[0]


class SiteCase(NamedTuple):
    """The content files other than notices.

    trees     file name (site.yaml …) → its fields
    slugs     slug → ids of its items; None where they are unknown
    pages     name of pages/<name>.md → its text
    wording   name of a word list → its text
    """

    registers: Registers
    folder: str
    trees: Mapping[str, Field]
    slugs: Mapping[str, frozenset[str] | None]
    pages: Mapping[str, str]
    wording: Mapping[str, str] = {}


class Slip(NamedTuple):
    """A finding before its rule adds code and severity.

    soft    a warning although the rule is an error; hard: an error although the rule is a warning
    code    of another rule, where one check serves several rules
    fix     the edit that `check --fix` makes
    """

    at: Span
    what: str
    why: str = ""
    mend: str = ""
    soft: bool = False
    code: str = ""
    fix: Fix = NO_FIX
    hard: bool = False


Subject = Literal["notice", "site"]


class Rule(NamedTuple):
    """A rule. `check` is None where its mistake is found while parsing, or by comparison with an older state.

    subject     what the check takes: a Case or a SiteCase
    """

    code: str
    severity: Severity
    manual: str
    check: Callable[[Any], Iterator[Slip]] | None
    subject: Subject = "notice"

    @property
    def title(self) -> str:
        return self.manual.split("\n", 1)[0]

    @property
    def of_second_reader(self) -> bool:
        return self.code.startswith(SECOND)

    def finding(self, slip: Slip) -> Finding:
        severity: Severity = "warning" if slip.soft else "error" if slip.hard else self.severity
        return Finding(
            at=slip.at,
            code=slip.code or self.code,
            what=slip.what,
            why=slip.why,
            mend=slip.mend,
            severity=severity,
            fix=slip.fix,
        )

    def findings(self, case: Any) -> Iterator[Finding]:
        if self.check is not None:
            yield from map(self.finding, self.check(case))


def error(code: str, subject: Subject = "notice") -> Callable[[Callable[[Any], Iterator[Slip]]], Rule]:
    """Decorator: makes a check an error rule, whose findings stop a build; its docstring is the manual page."""
    return lambda check: Rule(code, "error", cleandoc(check.__doc__ or ""), check, subject)


def warning(code: str, subject: Subject = "notice") -> Callable[[Callable[[Any], Iterator[Slip]]], Rule]:
    """Decorator: makes a check a warning rule: it can have false positives, so it never stops a build."""
    return lambda check: Rule(code, "warning", cleandoc(check.__doc__ or ""), check, subject)


def manual_only(code: str, manual: str, severity: Severity = "error") -> Rule:
    """A rule that only consists of a manual page; its mistake is found elsewhere."""
    return Rule(code, severity, cleandoc(manual), None)
