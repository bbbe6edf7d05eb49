"""What commands print, and their exit status: 0 fine, 1 errors or refusal, 2 environment."""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import TemplateError
from msgspec import to_builtins

from site_builder.build.disk import refuse_no_project, root_of
from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.build.unchanged import EarlyCheck
from site_builder.commands.init import remark_on_format
from site_builder.commands.project import as_called
from site_builder.commands.terminal import ask_of_another, progress_bar, say, say_result, write_stats
from site_builder.records.findings import (
    ContentError,
    Finding,
    SiteError,
    as_github,
    as_json,
    as_sarif,
    as_text,
    errors,
    in_one_line,
    nearest,
    refuse_without_docstrings,
)
from site_builder.records.vocabulary import KINDS, Kind
from site_builder.system.refusals import said_of
from site_builder.system.streams import for_programs


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


def run_build(
    day: date,
    content: Path,
    out: Path,
    templates: Path,
    drafts: bool,
    jobs: int,
    executor: str | None,
    no_search: bool,
    clean: bool,
    explain: bool,
    precompress: bool,
    verify_outputs: bool,
    stats: Path | None,
    early: EarlyCheck | None,
) -> int:
    """`build`: shows progress, then what was made, or every mistake.

    Takes   the options of the command line; executor: URL of a cluster; stats: file to write figures to
            early: what was found before anything slow was imported, None = not looked
    Gives   the exit status
    """
    said = say if explain else None
    options = Options(
        content=content,
        out=out,
        templates=templates,
        today=day,
        drafts=drafts,
        jobs=jobs,
        search=not no_search,
        clean=clean,
        explain=said,
        verify_outputs=verify_outputs,
        precompress=precompress,
        replacing=lambda other: ask_of_another(out, other),
    )
    started = time.perf_counter()
    gc.disable()  # a build creates many objects and drops few: collecting cycles takes a fifth of the time and finds none

    def work() -> int:
        remark_on_format(content)
        with progress_bar() as progress, _executor(executor) as workers:
            try:
                result = build(options, progress, workers, early=early)
            except ContentError as error:
                progress.close()
                say_findings(error.findings, root_of(content))
                return 1
        seconds = time.perf_counter() - started
        told = to_builtins(result)
        say_result(told, out, seconds, drafts)
        if (out / "index.html").is_file() and not (out / "index.html").stat().st_mode & 0o004 and os.name == "posix":
            say("注意：别的用户读不了网站的文件（umask）；网站服务器以别的用户运行的，先 umask 022，再用 --clean 生成")
        if stats:
            write_stats(stats, told, seconds)
        return 0

    return guarded(work)


def _executor(url: str | None) -> AbstractContextManager[Executor | None]:
    if url is None:
        return nullcontext()
    from site_builder.cluster.dask_executor import cluster_executor

    return cluster_executor(url)


def say_findings(findings: Iterable[Finding], root: Path) -> None:
    """Findings on stderr with their source lines, and their number."""
    found, lines = printable(findings, root)
    say(as_text(found, lines))
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
    from site_builder.commands.fixing import differences, fix_all
    from site_builder.rules.personal import redacted

    left, changes = fix_all(look, root)
    show = print if form == "text" else say
    for line in differences(changes):
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
        print(as_called(as_text(findings, lines)))
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


def a_day(words: str) -> date:
    """Raises ValueError in an editor's words."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words} 不是日期，写成 2026-11-20") from None


def one_of(known: Iterable[str]) -> Callable[[str], str]:
    def check(words: str) -> str:
        if words not in known:
            raise ValueError(f"没有 {words}{nearest(words, known)}")
        return words

    return check


def organ_words(known: Sequence[str]) -> Callable[[str], str]:
    """An id of organs.yaml, or the full name of an organ in Chinese. Raises ValueError in an editor's words"""

    def check(words: str) -> str:
        if not words:
            raise ValueError("通报总有发布单位：写编号，或单位的全称")
        return one_of(known)(words) if words.isascii() else words

    return check


def run_new(content: Path, day: date, asking: bool, **given: Any) -> int:
    """`new`: asks for what was not given where somebody can answer."""
    from site_builder.commands.organ_register import OrganRegister
    from site_builder.commands.scaffold import Days, new_notice, organs_in, suggested_slug

    def ask(name: str, question: str, default: str = "", check: Callable[[str], Any] = str) -> str:
        """The option as given, else the answer; asks again while `check` raises ValueError.

        Takes   name: of the option; default: where nothing is answered
        """
        import click

        if given[name] is not None or not asking:
            return str(given[name] or default)

        def answer(words: str) -> str:
            try:
                check(words)
            except ValueError as error:
                raise click.BadParameter(str(error)) from None
            return words

        return str(click.prompt(question, default=default, show_default=bool(default), value_proc=answer))

    def work() -> int:
        refuse_no_project(content)
        known = organs_in(content)
        listed = f"单位编号（{'、'.join(known[:8])}{'…' if known[8:] else ''}），或新单位的全称"
        if given["organ"] is None and not asking:
            raise SiteError(
                f"没有写明单位，也没有终端可以问：用 --organ 写{listed if known else '单位的全称'}；什么也没有新建"
            )
        organ = ask("organ", listed if known else "单位全称（organs.yaml 里还没有单位）", check=organ_words(known))
        register, name = OrganRegister(content / "organs.yaml"), organ
        if not name.isascii():
            organ = register.identify(name)
        title = ask("title", "标题")
        kind = ask(
            "kind",
            f"种类（{'、'.join(f'{key} {name}' for key, name in KINDS.items())}）",
            "rectification",
            one_of(KINDS),
        )
        published = date.fromisoformat(ask("published", "公开日期", str(day), a_day))
        slug = ask("slug", "通报编号", suggested_slug(published, organ))
        opens = ask("opens", "公开期限第一天（没有就留空）", check=lambda words: words and a_day(words))
        closes = ask("closes", "公开期限最后一天", check=a_day) if opens else ""
        days = Days(date.fromisoformat(opens), date.fromisoformat(closes)) if opens and closes else None
        if not name.isascii() and (added := register.add(organ, name)):
            say(added)
        folder = new_notice(
            content=content,
            slug=slug,
            title=title or None,
            kind=cast(Kind, kind),
            organ=organ,
            published=published,
            days=days,
            items=given["items"],
        )
        say(
            f"{folder / 'notice.md'}：填好标出的地方，用 python build.py check --drafts 检查，删去 draft: true 以后公开"
        )
        return 0

    return guarded(work)


def run_verify(
    target: str, day: date, jobs: int, privacy: bool, signers: Path | None = None, roots: Path | None = None
) -> int:
    """`verify`: compares a copy of the site with its manifest.

    Takes   target: URL or folder; jobs: requests at a time; privacy: also look for personal data in every file
            signers, roots: who may sign and stamp; None = what lies beside the folder
    Gives   the exit status
    """
    from site_builder.commands.privacy_check import privacy_of
    from site_builder.commands.signature_check import given_trust
    from site_builder.commands.verifying import verify

    def work() -> int:
        trust = given_trust(signers, roots, target)
        return verify(target, day, inspect=privacy_of(target) if privacy else None, jobs=jobs, trust=trust)

    return guarded(work)


def run_sign(out: Path, key: Path, content: Path, day: date, timestamp: bool) -> int:
    """`sign`: signs the manifest of a site. Takes   timestamp: whether the server of site.yaml is asked"""
    from site_builder.commands.signing import server_of, sign

    return guarded(lambda: sign(out, key, server_of(content) if timestamp else None, day))


def run_archive(site: Path, content: Path, target: Path | None, since: str | None, key: Path | None) -> int:
    """`archive`: packs the site. Takes   target: the file; since: a revision; key: signs the archive"""
    from site_builder.commands.archiving import archive

    return guarded(lambda: archive(site, content, target, since, key))


def run_report(content: Path, templates: Path, day: date, out: Path | None, form: str, **options: Any) -> int:
    """`report`: prints the report, or writes it. Takes   form: markdown or json; options: site, month, archive"""
    from site_builder.commands.reporting import self_report
    from site_builder.proof.report_text import report_json, report_markdown

    def work() -> int:
        told = self_report(content=content, templates=templates, day=day, **options)
        text = report_json(told) if form == "json" else report_markdown(told)
        if out is None:
            print(text, end="")
        else:
            out.write_text(text, "utf-8", newline="\n")
            say(f"{out}")
        return 0

    return guarded(work)


def run_sheet(content: Path, templates: Path, slug: str, day: date, out: Path | None) -> int:
    """`sheet`: the workbook, and what to do with it.

    Takes   out: the file; None = named after the notice, in the current folder
    Gives   the exit status
    """
    from site_builder.commands.sheet import sheet_of

    def work() -> int:
        target = out or Path(f"{slug}-整改台账.xlsx")
        target.write_bytes(sheet_of(content, templates, slug, day))
        say(f"{target}：交给单位填黄色的四列；填好后用 python build.py import {target} --progress {slug} 收回")
        return 0

    return guarded(work)


def run_progress(files: Sequence[str], into: Path, slug: str, day: date, report: Path | None) -> int:
    """`import --progress`: what was added, what does not match and what contradicts the ledger.

    Takes   files: filled workbooks; into: the folder of notices; slug: of the notice; report: file for the same as JSON
    Gives   the exit status
    """
    from site_builder.commands.import_progress import as_json, import_progress, lines_of

    def work() -> int:
        results = []
        for number, file in enumerate(files, 1):
            say(f"[{number}/{len(files)}] {file}")
            results.append(import_progress(file, into, slug, str(day)))
            say("\n".join(lines_of(results[-1], f"{into.name}/{slug}")))
        if any(each.added and not each.refused for each in results):
            say("下一步：用 python build.py check 检查，再生成网站")
        if report is not None:
            report.write_bytes(as_json(results))
        return 1 if any(each.refused for each in results) else 0

    return guarded(work)


def run_schema(into: Path) -> int:
    from site_builder.rules.schemas import schemas

    def work() -> int:
        into.mkdir(parents=True, exist_ok=True)
        for name, content in schemas().items():
            (into / name).write_bytes(content)
            say(f"{into / name}")
        return 0

    return guarded(work)


def run_init(folder: Path, ci: Any, demo: bool, asking: bool, given: dict[str, Any]) -> int:
    """`init`: writes a project folder and says what comes next.

    Takes   asking: whether somebody is there to answer; given: title, base_url, operator, after_close as options
    Gives   the exit status
    """
    from site_builder.commands.init import asked, init

    def work() -> int:
        found = asked(dict(given)) if asking and not demo else given
        written = init(folder, **found, ci=ci, demo=demo)
        say(f"{folder}：写了 {len(written)} 个文件" if written else f"{folder}：该有的都有了，什么也没写")
        if folder != Path():
            say(f"下一步：cd {folder}")
        say("把一份通报变成记录：python build.py import 通报.docx；看网站：python build.py serve")
        return 0

    return guarded(work)


def run_due(content: Path, templates: Path, day: date, form: str, within: int) -> int:
    """`due`: prints what is due, lapsed or closing.

    Takes   form: text, json or ics; within: days to look ahead
    Gives   the exit status
    """
    from site_builder.commands.due_agenda import agenda, agenda_ics

    def work() -> int:
        if form == "ics":
            sys.stdout.buffer.write(agenda_ics(content, templates, day))
            return 0
        lines = agenda(content, templates, day, within)
        if form == "json":
            for_programs()
            print(json.dumps([line._asdict() for line in lines], ensure_ascii=False, indent=1))
        for line in lines if form == "text" else ():
            print(f"{line.day}  {line.what}  {line.place}  {line.title}")
        if form == "text" and not lines:
            print(f"{within} 天内没有到期的时限和期限")
        return 0

    return guarded(work)
