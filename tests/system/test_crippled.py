"""An interpreter without what Windows lacks (fork, fcntl, resource, pwd …): every command that an office uses works in it."""

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import PROSE_NOTICE, ROOT, Space
from tests.preview.conftest import free_port

CRIPPLED = {
    **os.environ,
    "PYTHONPATH": f"{Path(__file__).parent / 'crippled'}{os.pathsep}{ROOT}",
    "PYTHONTZPATH": "",  # Windows has no time zones of its own
}
WHOLE = {**os.environ, "PYTHONPATH": str(ROOT)}


def run(*arguments: str, cwd: Path, environment: dict[str, str] = CRIPPLED, status: int = 0) -> str:
    """A command as a process of its own; what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "site_builder", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=240,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == status, said
    return said


def tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_it_lacks_what_windows_lacks(tmp_path: Path) -> None:
    code = (
        "import os, multiprocessing\n"
        "assert not hasattr(os, 'fork') and multiprocessing.get_start_method() == 'spawn'\n"
        "for name in ('fcntl', 'resource', 'pwd'):\n"
        "    try: __import__(name)\n"
        "    except ImportError: continue\n"
        "    raise SystemExit(name)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=CRIPPLED, check=True, cwd=tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project in a folder whose path has spaces, Chinese and more than 200 characters."""
    long = f"整改 公开 {'台账' * 20} " + "x" * 100
    folder = tmp_path / long / "我的 网站"
    folder.mkdir(parents=True)
    assert len(str(folder)) > 200
    run("init", ".", "--title", "试验台账", "--base-url", "https://tz.invalid/zgtz/", cwd=folder)
    return folder


@pytest.mark.audit
def test_an_office_works_without_them(office: Path) -> None:
    """init, import, check, build with search, sheet; the same bytes as with them."""
    (office / "通报 一.txt").write_text(PROSE_NOTICE, "utf-8")
    run("import", "通报 一.txt", cwd=office)
    (slug,) = (path.name for path in (office / "content/notices").iterdir())
    assert "0 处错误" in run("check", cwd=office)
    run("build", "--drafts", "--jobs", "2", "--today", "2024-12-20", "--stats", "stats.json", cwd=office)
    assert (office / "public/pagefind/pagefind.js").is_file()
    run("sheet", slug, cwd=office)
    assert (office / f"{slug}-整改台账.xlsx").read_bytes()[:2] == b"PK"
    here = tree(office / "public")
    shutil.rmtree(office / "public")
    shutil.rmtree(office / ".public.state")
    run("build", "--drafts", "--jobs", "1", "--today", "2024-12-20", cwd=office, environment=WHOLE)
    assert tree(office / "public") == here


def test_processes_by_spawn_give_the_bytes_of_those_by_fork(space: Space) -> None:
    """Enough notices for processes; then an edit, so that the second build of each begins from a state."""
    from site_builder.build.thresholds import NEW_PROCESSES_FROM

    for number in range(NEW_PROCESSES_FROM + 1):
        space.notice(f"n{number}")
    made = []
    for environment in (WHOLE, CRIPPLED):
        options = ("build", "--no-search", "--jobs", "2", "--today", "2024-10-20", "--out", str(space.folder / "out"))
        run(*options, cwd=space.folder, environment=environment)
        first = tree(space.folder / "out")
        space.notice("n1", text="## 一、甲 {role=problems}\n### 1. 乙 {#p1}\n- 一是丙。\n")
        run(*options, cwd=space.folder, environment=environment)
        made.append((first, tree(space.folder / "out")))
        space.notice("n1")
        shutil.rmtree(space.folder / "out")
        shutil.rmtree(space.folder / ".out.state")
    assert made[0] == made[1] and made[0][0] != made[0][1]


@pytest.fixture
def served(office: Path) -> Iterator[tuple[Path, int]]:
    """A preview of the office's site that is up: the file of what it says, and its port."""
    port, log = free_port(), office / "log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "site_builder", "serve", "--port", str(port)],
            cwd=office,
            env=CRIPPLED,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
    try:
        until(log, "预览  http", process)
        yield log, port
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert "预览结束" in log.read_text("utf-8")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def until(log: Path, words: str, process: subprocess.Popen[bytes] | None = None) -> None:
    end = time.monotonic() + 90
    while words not in log.read_text("utf-8"):
        assert process is None or process.poll() is None, log.read_text("utf-8")
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.05)


def test_the_preview_and_the_desk_work_without_them(served: tuple[Path, int], office: Path) -> None:
    """The page, a save, the index made by a process behind it, the desk behind its address, a second preview beside it; the end."""
    log, port = served
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/zgtz/")
    page = connection.getresponse()
    body = page.read().decode()
    assert page.status == 200 and "试验台账" in body, body + log.read_text("utf-8")
    found = re.search(r"校核台  http://127.0.0.1:\d+(\S+)", log.read_text("utf-8"))
    assert found
    connection.request("GET", found[1])
    assert connection.getresponse().read() is not None
    connection.close()
    until(log, "搜索索引已更新")
    (office / "content/organs.yaml").write_text('water:\n  name: "临溪市水务局"\n', "utf-8")
    until(log, "organs.yaml 改了")
