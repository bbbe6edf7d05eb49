"""The command `build`: progress while it works, then what was made, or every mistake."""

import os
import time
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from msgspec import to_builtins

from site_builder.build.disk import root_of
from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.build.unchanged import EarlyCheck
from site_builder.commands.console import guarded, say_findings
from site_builder.commands.settings_remarks import remark_on_format, remark_on_placeholders
from site_builder.commands.terminal import ask_of_another, progress_bar, say, say_result, write_stats
from site_builder.records.findings import (
    ContentError,
)


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
        remark_on_placeholders(content)
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
