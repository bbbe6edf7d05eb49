"""`serve`: builds, watches, rebuilds what was saved, and shows it in the browser at once."""

import asyncio
import errno
import os
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from site_builder.build.disk import refuse_no_project
from site_builder.build.input_stamps import own_templates
from site_builder.build.locking import keep_to_oneself
from site_builder.build.pipeline import BuildResult
from site_builder.commands.console import guarded
from site_builder.commands.terminal import say
from site_builder.desk.access_control import LOOPBACK
from site_builder.desk.opening import DeskServer
from site_builder.preview.answering import PANEL_ONLY, application, tell
from site_builder.preview.background_tasks import Indexing
from site_builder.preview.rebuilding import Preview, Stopped
from site_builder.preview.request_paths import EVERYWHERE
from site_builder.preview.watching import saves
from site_builder.records.findings import SiteError
from site_builder.system.file_lock import LockedError, held

PORTS = 50  # how many ports are tried from the one asked for
SIDE_BY_SIDE = 8  # how many previews of one project may run at a time
LOOK_EVERY = 0.2  # seconds between two looks at the work behind the preview, while nothing is saved
DAY_CHECK = 30.0  # seconds between two looks at the calendar: a preview may be left open overnight


def serve(
    content: Path, templates: Path, home: Path, the_day: Callable[[], date], *, port: int, host: str, drafts: bool
) -> int:
    """Runs the preview until it is interrupted; gives the exit status.

    Takes   content, templates: folders
            home: the project folder; the site is built into its .preview/
            the_day: gives the day of the build
            port: to listen on, or the next free one
            host: to listen on
            drafts: whether drafts are shown
    """

    def work() -> int:
        refuse_no_project(content)
        with output_folder(home) as out:
            preview = Preview(content.resolve(), templates, out, the_day, drafts)
            return asyncio.run(_run(preview, host, port))

    return guarded(work)


@contextmanager
def output_folder(home: Path) -> Iterator[Path]:
    """.preview/, or .preview-2/ … while another preview runs, so that two days can be compared."""
    for number in range(1, SIDE_BY_SIDE + 1):
        out = home / (".preview" if number == 1 else f".preview-{number}")
        state = home / f".{out.name}.state"
        keep_to_oneself(state)
        with ExitStack() as held_here:
            try:
                held_here.enter_context(held(state / "serving"))
            except LockedError:
                continue
            keep_to_oneself(out)  # it shows drafts
            yield out
            return
    raise SiteError(f"已有 {SIDE_BY_SIDE} 个预览在运行；先结束一个（在它的终端按 Ctrl+C）")


async def _run(preview: Preview, host: str, port: int) -> int:
    sockets, free = listen(host, port)
    if free != port:
        say(f"端口 {port} 被占用，改用 {free}")
    desk = _desk(preview) if host in LOOPBACK else None
    pages = application(preview, host, desk.routes if desk else ())
    server = HTTPServer(pages, max_body_size=1024, idle_connection_timeout=300)
    server.add_sockets(sockets)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    _on_signals(loop, stop)
    watching = asyncio.create_task(_watch(preview, _address(host, free), desk))
    fresh = desk.start() if desk else None
    ending = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({watching, ending}, return_when=asyncio.FIRST_COMPLETED)
        if watching.done():
            watching.result()  # raises what ended it
    finally:
        preview.stopping.set()  # the build that runs ends at its next step
        watching.cancel()
        if fresh:
            fresh.cancel()
        server.stop()
    say("预览结束")
    return 0


def _desk(preview: Preview) -> DeskServer:
    return DeskServer(preview.content, preview.templates, preview.the_day, preview.known)


def _on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Ends the preview on Ctrl+C and on a termination signal; on Windows, whose event loops get no signals, by Python's own handler."""
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def listen(host: str, port: int) -> tuple[list[socket.socket], int]:
    """Sockets on the requested port, or on the next free one."""
    for free in range(port, min(port + PORTS, 65536)):
        try:
            return bind_sockets(free, address=host), free
        except socket.gaierror:
            raise SiteError(f"没有 {host} 这个地址；--host 写本机的 IP 地址，或不写") from None
        except PermissionError:
            raise SiteError(f"不许用端口 {free}；用 --port 换一个 1024 以上的") from None
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise SiteError(f"本机没有 {host} 这个地址；--host 写本机的 IP 地址，或不写") from None
            if error.errno != errno.EADDRINUSE:
                raise
    raise SiteError(f"端口 {port} 起的 {PORTS} 个都被占用；用 --port 换一个")


def _address(host: str, port: int) -> str:
    name = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


async def _watch(preview: Preview, address: str, desk: DeskServer | None) -> None:
    """Builds once, then after every change of content, templates or the day."""
    indexing = Indexing(preview, lambda: tell(PANEL_ONLY))
    say(f"正在生成 {preview.content} …")
    own = own_templates(preview.content)
    saved = saves((preview.content, preview.templates, *([own] if own else [])), LOOK_EVERY)
    try:
        changed, _ = await asyncio.gather(anext(saved), _rebuild(preview, indexing, ()))
        _greet(preview, address, desk)
        while True:
            await _rebuild(preview, indexing, changed or await _next_change(preview, indexing, saved))
            changed = []
    finally:
        indexing.stop()


def _greet(preview: Preview, address: str, desk: DeskServer | None) -> None:
    drafts = "含草稿和待校核的记录" if preview.drafts else "不含草稿"
    say(f"\n预览  {address}{preview.base}")
    say(f"日子  当作 {preview.day.isoformat()}，{drafts}；保存文件后页面自动刷新，Ctrl+C 结束")
    if not any(address.startswith((f"http://{name}:", f"http://[{name}]:")) for name in LOOPBACK):
        say("注意  同一网络里的人都能打开这个地址；校核台只在本机用，这次没有开")
    if desk:
        desk.greet(address)
    say("")


async def _next_change(preview: Preview, indexing: Indexing, saved: AsyncIterator[list[str]]) -> list[str]:
    """Waits for a save to be finished, or for the day to end; the paths that changed (none: the day did)."""
    looked_at_day = time.monotonic()
    async for changed in saved:
        if changed:
            return changed
        indexing.look()
        if time.monotonic() - looked_at_day > DAY_CHECK:
            looked_at_day = time.monotonic()
            if preview.the_day() != preview.day:
                break
    return []


async def _rebuild(preview: Preview, indexing: Indexing, changed: Sequence[str]) -> None:
    """Builds once, in a thread; reports the outcome on the terminal and to the browser."""
    indexing.stop()
    started = time.perf_counter()
    (made,) = await asyncio.gather(asyncio.to_thread(preview.rebuild), return_exceptions=True)
    if isinstance(made, Stopped):
        return
    if isinstance(made, BaseException):
        preview.broken(made)
    if isinstance(made, BuildResult):
        indexing.want(made.warnings)
    else:
        indexing.forget()
    tell("*" if isinstance(made, BuildResult) else PANEL_ONLY)
    _say_build(preview, made if isinstance(made, BuildResult) else None, changed, time.perf_counter() - started)


def _say_build(preview: Preview, result: BuildResult | None, changed: Sequence[str], seconds: float) -> None:
    names = [os.path.relpath(path, preview.content.parent) for path in changed]
    what = f"{names[0]}{f' 等 {len(names)} 个文件' if len(names) > 1 else ''} 改了：" if names else ""
    if result is None:
        say(what)
        preview.say_trouble()
        return
    kept = f"，{result.units_kept} 份未变" if result.units_kept else ""
    warnings = f"；{result.warnings} 条提醒，列在网页下方" if result.warnings else ""
    preview.say_trouble()
    say(f"{what}重做 {result.units_made} 份{kept}，写入 {result.written} 个文件；{seconds:.2f} 秒{warnings}")
