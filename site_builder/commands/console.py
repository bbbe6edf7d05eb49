"""What commands print, and their exit status: 0 fine, 1 errors or refusal, 2 environment."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from jinja2 import TemplateError

from site_builder.commands.terminal import say
from site_builder.records.findings import (
    ContentError,
    Finding,
    SiteError,
    as_text,
    errors,
    errors_last,
    in_one_line,
    refuse_without_docstrings,
)
from site_builder.system.refusals import said_of


def guarded(work: Callable[[], int]) -> int:
    """Runs a command; a broken machine is one line and exit status 2."""
    try:
        refuse_without_docstrings()
        return work()
    except SiteError as error:
        say(in_one_line(f"无法继续：{error}"))
        return 2
    except ContentError as error:
        say_findings(error.findings, Path())
        return 1
    except BrokenPipeError:  # whoever was reading, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except TemplateError as error:  # before OSError: a template that is not there is one as well
        place = getattr(error, "filename", None) or getattr(error, "name", None) or ""
        say(
            f"无法继续：模板 {place} {getattr(error, 'lineno', '') or ''}：{error.message}；改正 templates/ 里的这个文件"
        )
        return 2
    except OSError as error:
        say(f"无法继续：{said_of(error)}")
        return 2
    except KeyboardInterrupt:
        say("已中断；网站保持原样")
        return 130


def say_findings(findings: Iterable[Finding], root: Path) -> None:
    """Findings on stderr with their source lines, and their number."""
    found, lines = printable(findings, root)
    say(as_text(errors_last(found), lines))
    wrong = len(errors(found))
    say(f"\n{wrong} 处错误，{len(found) - wrong} 条提醒；未发布，网站保持原样" if wrong else f"\n{len(found)} 条提醒")


def printable(findings: Iterable[Finding], root: Path) -> tuple[list[Finding], dict[str, list[str]]]:
    """Findings, sorted, and their source lines, without personal data."""
    from site_builder.rules import presentable

    found = list(findings)
    return presentable(found, source_lines(found, root))


def source_lines(findings: Iterable[Finding], root: Path) -> dict[str, Sequence[str]]:
    lines: dict[str, Sequence[str]] = {}
    for path in {finding.at.path for finding in findings}:
        try:
            if not (root / path).is_file():  # a pipe would be waited for
                continue
            lines[path] = (root / path).read_text("utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            continue
    return lines
