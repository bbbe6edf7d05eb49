"""The commands `check` and `rules`: findings in the requested format."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from site_builder.build.disk import root_of
from site_builder.commands.console import guarded, printable
from site_builder.commands.project import as_called
from site_builder.commands.terminal import say
from site_builder.records.findings import (
    Finding,
    as_github,
    as_json,
    as_sarif,
    as_text,
    errors,
    errors_last,
    nearest,
)
from site_builder.system.streams import for_programs


def run_check(
    content: Path,
    templates: Path,
    day: date,
    against: str | None,
    form: str,
    strict: bool,
    drafts: bool,
    jobs: int,
    against_published: str | None = None,
    fix: bool = False,
    allow_gone: bool = False,
) -> int:
    """`check`: runs every rule over every file and writes nothing but what --fix mends.

    Takes   against: a git revision to compare with; against_published: the site that is public now
            form: text, json, github or sarif; strict: warnings count as errors
            fix: mends what has one right answer; allow_gone: what left since `against` is a warning
    Gives   the exit status
    """
    from site_builder.commands.checking import check

    def work() -> int:
        counted = 0

        def look() -> list[Finding]:
            nonlocal counted
            found = check(
                content=content,
                day=day,
                against=against,
                jobs=jobs,
                templates=templates,
                drafts=drafts,
                against_published=against_published,
                allow_gone=allow_gone,
            )
            counted = found.acknowledged
            return found.findings

        findings = _fixed(look, root_of(content), form) if fix else look()
        say_check(findings, content, form, counted)
        return 1 if errors(findings) or (strict and findings) else 0

    return guarded(work)


def _fixed(look: Callable[[], list[Finding]], root: Path, form: str) -> list[Finding]:
    """What is left after --fix, whose changes are shown."""
    from site_builder.commands.fixing import fix_all, fix_differences
    from site_builder.rules.personal import redacted

    left, changes = fix_all(look, root)
    show = print if form == "text" else say
    for line in fix_differences(changes):
        show(redacted(line))
    show(f"改了 {len(changes)} 个文件" if changes else "没有能自动改的")
    return left


def say_check(found: Iterable[Finding], content: Path, form: str, acknowledged: int = 0) -> None:
    """What a check found, in one of its forms.

    Takes   content: the folder that places are shown under; form: text, json or github; acknowledged: warnings that were left out as seen
    """
    findings, lines = printable(found, root_of(content))
    if form != "text":
        for_programs()
    if form == "json":
        print(as_json(findings))
    elif form == "sarif":
        from site_builder.rules import CODES

        print(as_sarif(findings, CODES))
    elif form == "github":
        print(as_github(findings))
    elif findings:
        print(as_called(as_text(errors_last(findings), lines)))
    wrong = len(errors(findings))
    if form == "text":
        settled = f"；{acknowledged} 条提醒已核对（acknowledged）" if acknowledged else ""
        print((f"{wrong} 处错误，{len(findings) - wrong} 条提醒" if findings else "没有错误，没有提醒") + settled)


def run_rules(code: str | None) -> int:
    from site_builder.rules import CODES, manual

    if code is None:
        for each, line in CODES.items():
            print(f"{each}  {line}")
        return 0
    if code.upper() not in CODES:
        say(f"没有规则 {code}{nearest(code.upper(), CODES)}；python build.py rules 列出全部")
        return 1
    print(as_called(manual(code.upper())))
    return 0
