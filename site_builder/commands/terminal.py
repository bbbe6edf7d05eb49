"""What a person sees while a command works: lines, and a bar where there is a terminal."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from site_builder.commands.project import as_called
from site_builder.records.encoding import indented_json
from site_builder.records.findings import SiteError
from site_builder.system.memory import peak_memory

LISTED = 20  # lines of what left or is withheld


def say(line: str) -> None:
    print(as_called(line), file=sys.stderr, flush=True)


def say_result(result: Mapping[str, Any], out: Path, seconds: float, drafts: bool) -> None:
    """Prints the summary of a build.

    Takes   result: of the build, by field name; seconds: the whole took; drafts: whether drafts were built too
    """
    kept = f"，{result['units_kept']} 份未变" if result["units_kept"] else ""
    say(
        f"{out}：{result['notices']} 份通报，{result['items']} 个事项，{result['pages']} 页，{result['files']} 个文件；"
        f"重做 {result['units_made']} 份{kept}，写入 {result['written']}，移除 {result['removed']}；{seconds:.2f} 秒"
    )
    say_left(result)
    if result.get("unapproved") and not drafts:
        say(f"{len(result['unapproved'])} 份没有审批齐，未公开：{'、'.join(result['unapproved'])}；check 说明差哪一步")
    if result["warnings"]:
        say(f"另有 {result['warnings']} 条提醒，用 python build.py check 查看")
    if result["acknowledged"]:
        say(f"{result['acknowledged']} 条提醒已核对（acknowledged）")
    if result["next_change"]:
        say(f"下次须重新生成：{result['next_change']}")


def say_left(result: Mapping[str, Any]) -> None:
    """What was public at the last build and is not now, and what is withheld."""
    gone, held = result.get("gone", ()), result.get("withheld", ())
    if gone:
        say(f"少了 {len(gone)} 处（上次公开、这次没有）：")
        _say_first([f"{each['url']}  {each['why']}" for each in gone], "处")
    if held:
        say(f"{len(held)} 份没有公开：")
        _say_first(
            [f"{each['slug']}  {each['why']}{'，到 ' + each['until'] if each['until'] else ''}" for each in held], "份"
        )


def _say_first(lines: Sequence[str], counted: str) -> None:
    """The first lines of a list, and how many there are beside them."""
    for line in lines[:LISTED]:
        say(f"  {line}")
    if len(lines) > LISTED:
        say(f"  另有 {len(lines) - LISTED} {counted}，用 --stats FILE 看全部")


def write_stats(path: Path, result: Mapping[str, Any], seconds: float) -> None:
    """--stats: what was made, seconds in all and a stage, and the highest memory of a process in bytes (null
    where the system does not say)."""
    value = {**result, "total_seconds": round(seconds, 4), "peak_memory_bytes": peak_memory().highest}
    path.write_bytes(indented_json(value))


class _Plain:
    """Progress where there is no terminal: a line a stage."""

    def __init__(self) -> None:
        self._stage = ""

    def __enter__(self) -> "_Plain":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage:
            self._stage = stage
            say(f"{stage} {total} …")

    def close(self) -> None:
        return None


class _Live(_Plain):
    """A bar with stage, count and rate."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Bar(*columns, TextColumn("{task.speed:.0f}/秒"), console=Console(stderr=True), transient=True)
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> "_Live":
        self._bar.start()
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)

    def close(self) -> None:
        self._bar.stop()


def progress_bar() -> _Plain:
    return _Live() if sys.stderr.isatty() else _Plain()


def ask_of_another(out: Path, other: str) -> None:
    """Asks on a terminal, says it elsewhere. Errors  SiteError where the answer is no"""
    if not somebody_answers():
        say(f"注意：{out} 里原来是 {other} 的网站，换成了这一份内容的")
    elif not click.confirm(f"{out} 里是 {other} 的网站，会整个换成这一份内容的。继续吗？", default=False, err=True):
        raise SiteError("没有生成，网站保持原样；要生成到别处，加上 --out 文件夹")


def somebody_answers() -> bool:
    return sys.stdin.isatty()
