"""python -m benchmarks.elsewhere: from how many notices on a cluster pays.

Two workers run on this machine and share its cores with the build, so its clock says nothing of two machines more. What is taken
is CPU: that of the machine that holds the site, and that of each worker. On machines of their own the workers work at the same time,
so a build takes about what the first has to do beside the share of one of them; files on their way are not counted.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import click

from benchmarks.content import write_content
from benchmarks.measuring import measured
from benchmarks.records import LAST_DAY, notices
from benchmarks.sides import PROJECT

READY = 60  # seconds for scheduler and workers to answer
_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(pid: int) -> float:
    """Seconds of CPU of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


@contextmanager
def cluster(folder: Path, number: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and workers on this machine; gives its address and the processes of the workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    dask, url = str(Path(sys.executable).with_name("dask")), f"127.0.0.1:{port}"
    log = (folder / "cluster.log").open("wb")

    def started(*command: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
        return subprocess.Popen([dask, *command], cwd=folder, stdout=log, stderr=subprocess.STDOUT, env=environment)

    running = [started("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    _await(port)
    for _ in range(number):
        running.append(started("worker", f"tcp://{url}", "--nthreads", "1", "--no-dashboard", "--no-nanny"))
    time.sleep(8)  # until they have imported what they need
    try:
        yield f"dask://{url}", [process.pid for process in running[1:]]
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(20)
        log.close()


def _await(port: int) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise click.ClickException("调度器没有应答")


def command(content: Path, out: Path, *more: str) -> list[str]:
    build = [sys.executable, str(PROJECT / "build.py"), "build", "--no-search", "--today", str(LAST_DAY)]
    return [*build, "--content", str(content), "--out", str(out), *more]


@click.command()
@click.option("--sizes", default="20,40,80,160,320", help="通报份数，用逗号分开")
@click.option("--runs", type=click.IntRange(min=1), default=3)
@click.option("--workers", type=click.IntRange(min=1), default=2)
def main(sizes: str, runs: int, workers: int) -> None:
    """多少份通报起，分给集群才合算。"""
    base = Path(tempfile.mkdtemp(prefix="taizhang-elsewhere-"))
    try:
        with cluster(base, workers) as (url, pids):
            click.echo("份数  一台机器  分给集群：本机 + 每个工作进程 = 合计")
            for size in map(int, sizes.split(",")):
                folder = base / str(size)
                write_content(notices(size, 20, 1), folder / "content")
                alone, here, there = [], [], []
                for _ in range(runs):
                    for name in ("alone", "far"):
                        shutil.rmtree(folder / name, ignore_errors=True)
                        shutil.rmtree(folder / f".{name}.state", ignore_errors=True)
                    alone.append(measured(command(folder / "content", folder / "alone", "--jobs", "1")).cpu)
                    before = sum(map(cpu_of, pids))
                    here.append(measured(command(folder / "content", folder / "far", "--executor", url)).cpu)
                    there.append((sum(map(cpu_of, pids)) - before) / workers)
                one, own, each = median(alone), median(here), median(there)
                click.echo(
                    f"{size}  {one:.1f} 秒  {own:.1f} + {each:.1f} = {own + each:.1f} 秒  {one / (own + each):.2f} 倍"
                )
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
