"""A finding: one mistake in content, with its place, its reason and the edit that mends it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, structs

Severity = Literal["error", "warning"]


class Span(Struct, frozen=True, order=True, kw_only=True):
    """A place in a content file; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


class Edit(Struct, frozen=True, order=True, kw_only=True):
    """Characters of one line that others take the place of; columns count from 1, `text` may hold line ends."""

    line: int
    column: int
    length: int
    text: str


class Fix(Struct, frozen=True, order=True, kw_only=True):
    """What `check --fix` does: edits of the file, its new name in the same folder, or the encoding that it is in now."""

    edits: tuple[Edit, ...] = ()
    rename: str = ""
    encoding: str = ""

    def __bool__(self) -> bool:
        return bool(self.edits or self.rename or self.encoding)


NO_FIX = Fix()


class Finding(Struct, frozen=True, order=True, kw_only=True):
    """`what` is one line without a full stop; `why` gives the two facts that disagree; `mend` is an edit.

    `fix` is there where one right answer is; `approval`: names and values of the hashes that a missing step is held to.
    """

    at: Span
    code: str
    what: str
    why: str = ""
    mend: str = ""
    severity: Severity = "error"
    fix: Fix = NO_FIX
    approval: tuple[tuple[str, str], ...] = ()

    def softened(self) -> "Finding":
        return structs.replace(self, severity="warning")


class SiteError(Exception):
    """A broken machine or a refusal: one line that says how to mend it. Exit status 2."""


def refuse_without_docstrings() -> None:
    """`python -OO` leaves docstrings out, which describe the schemas and are the manual of the rules."""
    if __doc__ is None:
        raise SiteError(
            "python -OO（PYTHONOPTIMIZE=2）去掉了规则手册和 JSON Schema 的说明；改用 python 或 python -O 运行"
        )


class ContentError(Exception):
    """Content with findings that stop a build."""

    def __init__(self, findings: Sequence[Finding]):
        first = "".join(f", first: {each.at.path}:{each.at.line} {each.code} {each.what}" for each in findings[:1])
        super().__init__(f"{len(findings)} findings{first}")
        self.findings = findings


def errors(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "error"]


def errors_last(findings: Iterable[Finding]) -> list[Finding]:
    """As they are printed: the end of a long list is what is seen on a terminal, so what stops a build stands there."""
    return sorted(findings, key=lambda finding: finding.severity == "error")


def nearest(word: str, known: Iterable[str]) -> str:
    """'；最接近的是 "organ"' for a known word like this one, else ''."""
    import difflib  # takes long, and few words are wrong

    match = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"；最接近的是 {match[0]}" if match else ""


# A terminal obeys these, and a host that runs the check takes a line that begins with :: for an order to itself.
_SHOWN = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_SHOWN |= dict.fromkeys(
    (*range(0x80, 0xA0), 0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)),
    0xFFFD,
)


def in_one_line(words: str) -> str:
    """Words sign by sign as they can be printed: what would end the line, act on a terminal or turn its words is a sign for it.

    >>> in_one_line("甲\\n::error::乙\\x1b[2J")
    '甲␊::error::乙␛[2J'
    """
    return words.translate(_SHOWN)


def as_text(findings: Sequence[Finding], lines: Mapping[str, Sequence[str]]) -> str:
    """Findings for a terminal: a clickable first line, the source line with a caret, why and mend.

    Where the next finding differs in nothing but its line, only its first line is printed.

    Takes   lines: source lines of each path named in a finding; a path may be missing
    """
    out, before = [], None
    for finding in findings:
        said = (finding.at.path, finding.code, finding.what, finding.why, finding.mend)
        out.append(_place(finding) if said == before else _entry(finding, lines.get(finding.at.path, ())))
        before = said
    return "\n".join(out)


def _place(finding: Finding) -> str:
    at = finding.at
    return in_one_line(f"{at.path}:{at.line}:{at.column}: {finding.severity} {finding.code} {finding.what}")


def _entry(finding: Finding, lines: Sequence[str]) -> str:
    at = finding.at
    out = [_place(finding)]
    if 0 < at.line <= len(lines):
        start = max(0, at.column - 1 - 30)
        shown = in_one_line(lines[at.line - 1][start : start + 80].replace("\t", " "))
        # a host that runs the check takes a line that begins so for an order to itself
        out.append(("  | " if shown.lstrip().startswith(("::", "##[")) else "    ") + shown)
        before = shown[: at.column - 1 - start]
        out.append("    " + "".join("　" if ord(char) > 0x2E80 else " " for char in before) + "^" * min(at.length, 40))
    if finding.why:
        out.append("  原因  " + in_one_line(finding.why.replace("\n", " ")))
    if finding.mend:
        out.append("  改法  " + in_one_line(finding.mend.replace("\n", " ")))
    if finding.fix:
        out.append("  改成  " + in_one_line(replacement(finding, lines)) + "    （check --fix 会这样改）")
    return "\n".join(out)


def replacement(finding: Finding, lines: Sequence[str]) -> str:
    """What a fix leaves: the line as it will be, the new name, or the encoding."""
    fix = finding.fix
    if fix.rename:
        return fix.rename
    if fix.encoding:
        return "UTF-8"
    number = fix.edits[0].line
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return edited_line(line, [edit for edit in fix.edits if edit.line == number]).strip("\n")


def edited_line(line: str, edits: Iterable[Edit]) -> str:
    """A line after edits; of two that overlap the first counts.

    >>> edited_line("status：done", [Edit(line=1, column=7, length=1, text=": ")])
    'status: done'
    """
    out, at = [], 0
    for edit in sorted(edits):
        start = edit.column - 1
        if start >= at:
            out += [line[at:start], edit.text]
            at = start + edit.length
    return "".join(out) + line[at:]


def as_json(findings: Sequence[Finding]) -> str:
    return json.dumps([_flat(finding) for finding in findings], ensure_ascii=False, indent=2, default=structs.asdict)


def _flat(finding: Finding) -> dict[str, Any]:
    at = structs.asdict(finding.at)
    return {
        "file": at.pop("path"),
        **at,
        "code": finding.code,
        "severity": finding.severity,
        "what": finding.what,
        "why": finding.why,
        "mend": finding.mend,
        **({"fix": structs.asdict(finding.fix)} if finding.fix else {}),
        **({"approval": dict(finding.approval)} if finding.approval else {}),
    }


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands, one a line: GitHub shows them beside the changed lines."""
    return "\n".join(
        f"::{finding.severity} file={_property(finding.at.path)},line={finding.at.line},col={finding.at.column},"
        f"title={_property(finding.code)}::{_message(_sentence(finding))}"
        for finding in findings
    )


def _sentence(finding: Finding) -> str:
    return "\n".join(part for part in (finding.what, finding.why, finding.mend) if part)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Sequence[Finding], manual: Mapping[str, str]) -> str:
    """SARIF 2.1.0. `manual` gives each rule's first line by its code."""
    codes = sorted({finding.code for finding in findings})
    results = [
        {
            "ruleId": finding.code,
            "level": finding.severity,
            "message": {"text": _sentence(finding)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": finding.at.path},
                        "region": {"startLine": finding.at.line, "startColumn": finding.at.column},
                    }
                }
            ],
        }
        for finding in findings
    ]
    rules = [{"id": code, "shortDescription": {"text": manual.get(code, code)}} for code in codes]
    run = {"tool": {"driver": {"name": "taizhang", "rules": rules}}, "results": results}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
