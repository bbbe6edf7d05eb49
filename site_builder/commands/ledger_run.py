"""The commands about ledgers and days: `sheet`, `import --progress`, `due`."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from site_builder.commands.console import guarded
from site_builder.commands.terminal import say
from site_builder.system.streams import for_programs


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
    from site_builder.commands.import_progress import import_progress, progress_json, progress_lines

    def work() -> int:
        results = []
        for number, file in enumerate(files, 1):
            say(f"[{number}/{len(files)}] {file}")
            results.append(import_progress(file, into, slug, str(day)))
            say("\n".join(progress_lines(results[-1], f"{into.name}/{slug}")))
        if any(each.added and not each.refused for each in results):
            say("下一步：用 python build.py check 检查，再生成网站")
        if report is not None:
            report.write_bytes(progress_json(results))
        return 1 if any(each.refused for each in results) else 0

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
