"""A running Dask cluster as an executor: `dask://host:port`. Needs the extra `cluster`; nothing else does."""

import logging
import pickle
import shutil
import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future, InvalidStateError
from contextlib import suppress
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

from site_builder.build.thresholds import UNKNOWN_WIDTH
from site_builder.build.unit_jobs import Blueprint
from site_builder.cluster.remote_work import PROGRAM, collected, work_of, work_there
from site_builder.records.findings import SiteError

SCHEDULER_TIMEOUT = 10.0  # seconds without a single worker; one that was killed is started again within three
_CLOSING = 5  # seconds


def cluster_executor(url: str) -> "Cluster":
    """The executor of a running Dask scheduler, whose workers share the content and output folders with this machine."""
    host, port = _place_of(url)
    address = url.removeprefix("dask://")
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise SiteError("缺少 Dask；先在项目文件夹里运行 .venv/bin/pip install -e '.[cluster]'") from None
    # What matters of it is said here, in one line; asyncio tells of answers that came too late for anybody to wait for them
    for logger in ("distributed", "distributed.client", "asyncio"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        _greeted(host, port)
        client = Client(f"tcp://{address}", timeout=SCHEDULER_TIMEOUT, set_as_default=False)
    except OSError as error:
        why = error.strerror or "没有回答"
        raise SiteError(f"连不上调度器 {address}：{why}；检查地址，看调度器是否在运行") from None
    try:
        client.wait_for_workers(1, timeout=SCHEDULER_TIMEOUT)
    except OSError:
        client.close(timeout=_CLOSING)
        raise _no_workers(address) from None
    return Cluster(client, address)


def _place_of(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        if parts.scheme == "dask" and parts.hostname and parts.port and not parts.path:
            return parts.hostname, parts.port
    except ValueError:
        pass
    raise SiteError(f"不认识的 --executor {url}；写成 dask://主机:端口")


def _greeted(host: str, port: int) -> None:
    """Waits for the first message of a scheduler: a frame of some 60 bytes, whose length comes first.

    Without this Dask would retry a closed port for long, and wait for ever where another program listens.
    """
    with socket.create_connection((host, port), timeout=SCHEDULER_TIMEOUT) as heard:
        length = int.from_bytes(heard.recv(8, socket.MSG_WAITALL), "little")
    if not 0 < length < 1 << 20:
        raise OSError(None, "那里不是 Dask 调度器")


class Cluster(Executor):
    """An executor whose calls run on the workers of a Dask scheduler. Their failures are SiteErrors of the futures."""

    def __init__(self, client: Any, address: str):
        self._client = client
        self._address = address
        self._engine: Executor = client.get_executor(pure=False, retries=2)
        self._open: set[Future[Any]] = set()
        self._parts: set[str] = set()
        self._over = Event()
        self._watch = Thread(target=self._watch_workers, daemon=True)
        self._watch.start()

    @property
    def width(self) -> int:
        """Twice the number of workers: others may join during a build."""
        return max(UNKNOWN_WIDTH, 2 * self._workers())

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        work = work_of(call, *arguments)
        blueprint = work.arguments[0]
        if isinstance(blueprint, Blueprint) and blueprint.staging:
            self._parts.add(blueprint.staging)
        promise: Future[Any] = Future()
        self._open.add(promise)
        done = self._engine.submit(work_there, PROGRAM, pickle.dumps(work))
        done.add_done_callback(lambda done: self._settle(promise, done))
        return promise

    def _settle(self, promise: Future[Any], done: "Future[tuple[bytes, str | None]]") -> None:
        try:
            if done.cancelled():
                raise SiteError(f"与调度器 {self._address} 的连接断了；看它是否还在运行，再试")
            outcome = collected(*done.result())
        except BaseException as error:  # noqa: BLE001  a future carries whatever its call raised
            self._fail([promise], _as_message(error))
        else:
            with suppress(InvalidStateError):  # given up meanwhile
                promise.set_result(outcome)
            self._open.discard(promise)

    def _fail(self, promises: Iterable[Future[Any]], error: BaseException) -> None:
        for promise in promises:
            with suppress(InvalidStateError):
                promise.set_exception(error)
            self._open.discard(promise)

    def _watch_workers(self) -> None:
        """Fails all open calls when there has been no worker for a while: Dask would wait for ever."""
        seen = time.monotonic()
        while not self._over.wait(0.5):
            if not self._open or self._workers():
                seen = time.monotonic()
            elif time.monotonic() - seen > SCHEDULER_TIMEOUT:
                self._fail([*self._open], _no_workers(self._address))

    def _workers(self) -> int:
        try:
            return len(self._client.sync(self._client.scheduler.ncores, callback_timeout=_CLOSING))
        except (OSError, RuntimeError):
            return 0

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Disconnects from the scheduler; calls that still run are given up, as Dask does with unwanted results."""
        self._over.set()
        self._watch.join()
        with suppress(OSError, RuntimeError):
            self._client.close(timeout=_CLOSING)
        for folder in self._parts:
            shutil.rmtree(folder, ignore_errors=True)


def _as_message(error: BaseException) -> BaseException:
    """The error of a worker as a message to the user, where the cause is the cluster or its setup."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return SiteError("做同一批通报的工作进程接连退出（多半是内存不足）；给它们更多内存再试")
    if isinstance(error, ModuleNotFoundError):
        return SiteError(f"工作进程缺少 {error.name}；装上与本机相同的程序，在项目文件夹里启动调度器和工作进程")
    return error


def _no_workers(address: str) -> SiteError:
    return SiteError(f"调度器 {address} 没有工作进程；用 dask worker {address} 启动工作进程，再试")
