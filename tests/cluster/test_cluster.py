"""The build on a real Dask cluster of worker processes: the bytes of a local build, whatever happens to the workers."""

import shutil
import socket
import socketserver
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from benchmarks.content import write_content
from benchmarks.records import notices
from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from site_builder.cluster.dask_executor import cluster_executor
from site_builder.records.findings import SiteError
from tests.cluster.engine import DAY, MAIN, Building, Engine, engine, stopped_at_work
from tests.conftest import DEMO_DAY, ROOT, TEMPLATES, TEXT, Space


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """40 notices of some 6 items."""
    content = tmp_path_factory.mktemp("generated") / "content"
    write_content(notices(40, 6, 1), content)
    return content


def tree(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def local(content: Path, out: Path, templates: Path = TEMPLATES) -> dict[str, bytes]:
    """A serial build in this process."""
    build(Options(content, out, templates, DEMO_DAY, jobs=1, search=False))
    return tree(out)


@pytest.mark.audit
@pytest.mark.parametrize("what", ["demonstration", "generated"])
def test_a_worker_killed_half_way(cluster: Engine, generated: Path, tmp_path: Path, what: str) -> None:
    content = generated if what == "generated" else ROOT / "content"
    number = sum(1 for _ in content.glob("notices/*/notice.md"))
    victim, survivor = cluster.staffed(2).workers
    building = Building(cluster.url, content, tmp_path / "far")
    stopped_at_work(cluster, building, [victim])
    cluster.kill(victim)
    status, said = building.said()
    assert status == 0, said
    assert f"通报 {number} …" in said and f"重做 {number} 份" in said
    assert cluster.workers[survivor].poll() is None
    assert tree(tmp_path / "far") == local(content, tmp_path / "near")
    assert not building.parts.exists()


@pytest.mark.audit
def test_nothing_is_left_to_do_afterwards(cluster: Engine, generated: Path, tmp_path: Path) -> None:
    """Files that were written elsewhere are known here, by their times of change: not one is made again."""
    cluster.staffed(2)
    assert Building(cluster.url, generated, tmp_path / "far").said()[0] == 0
    result = build(Options(generated, tmp_path / "far", TEMPLATES, DEMO_DAY, jobs=1, search=False))
    assert (result.units_made, result.written, result.removed) == (0, 0, 0)


@pytest.mark.audit
@pytest.mark.parametrize("who", ["workers", "scheduler"])
def test_everybody_is_killed(cluster: Engine, generated: Path, tmp_path: Path, who: str) -> None:
    out, content = tmp_path / "public", tmp_path / "content"
    before = local(ROOT / "content", out)
    shutil.copytree(generated, content)
    other = Engine(tmp_path) if who == "scheduler" else cluster
    try:
        both = list(other.staffed(2).workers)
        building = Building(other.url, content, out)
        stopped_at_work(other, building, both)
        if who == "scheduler":
            other.scheduler.kill()
        for name in both:
            other.kill(name)
        begun = time.monotonic()
        status, said = building.said()
    finally:
        if other is not cluster:
            other.close()
    lines = [line for line in said.splitlines() if not line.endswith(" …")]
    assert lines.pop(0).startswith("注意："), "the site was made of another content folder"
    assert status == 2, said
    wanted = {"workers": f"调度器 {other.address} 没有工作进程", "scheduler": f"与调度器 {other.address} 的连接断了"}
    assert len(lines) == 1 and lines[0].startswith(f"无法继续：{wanted[who]}"), said
    assert time.monotonic() - begun < 60
    assert tree(out) == before
    assert not building.parts.exists()
    build(Options(content, out, TEMPLATES, DEMO_DAY, jobs=1, search=False))
    assert tree(out) == local(content, tmp_path / "clean")


@pytest.mark.audit
def test_the_same_workers_build_again(cluster: Engine, tmp_path: Path) -> None:
    """What they keep (compiled templates, settings, quotations) is not what they build with next time."""
    cluster.staffed(2)
    space = Space(tmp_path)
    for n in range(8):
        space.notice(f"n{n}", text=TEXT.replace("台账不全", f"台账不全之{n}"))
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    more = ["--templates", str(templates)]
    assert Building(cluster.url, space.content, space.out, *more).said()[0] == 0
    assert space.tree() == local(space.content, tmp_path / "clean-1", templates)
    page = templates / "pages/problem.html"
    page.write_text(page.read_text("utf-8").replace("<section", '<section data-edited="yes"', 1), "utf-8")
    space.notice("n3", text=TEXT.replace("台账不全", "台账残缺"))
    space.write("site.yaml", (space.content / "site.yaml").read_text("utf-8").replace("试验台账", "改名台账"))
    assert Building(cluster.url, space.content, space.out, *more).said()[0] == 0
    made = space.html("/notices/n3/p2/")
    assert 'data-edited="yes"' in made and "台账残缺" in made and "改名台账" in made
    assert space.tree() == local(space.content, tmp_path / "clean-2", templates)


@pytest.mark.audit
def test_a_mistake_is_told_as_by_a_local_build(cluster: Engine, space: Space) -> None:
    cluster.staffed(2)
    space.notice("n", text=TEXT.replace("{#p2}", "{#p2 states=nothing}"))
    status, said = Building(cluster.url, space.content, space.out).said()
    near = subprocess.run(
        [sys.executable, "build.py", "build", "--content", str(space.content), "--out", str(space.out), *DAY],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (status, said) == (near.returncode, near.stderr) == (1, said)
    assert "content/notices/n/notice.md:17:" in said


REFUSED = [
    ("dask://127.0.0.1:{free}", "连不上调度器 127.0.0.1:{free}：Connection refused"),
    ("dask://127.0.0.1:{deaf}", "连不上调度器 127.0.0.1:{deaf}：没有回答"),
    ("dask://127.0.0.1:{mail}", "连不上调度器 127.0.0.1:{mail}：那里不是 Dask 调度器"),
    ("dask://nowhere.invalid:8786", "连不上调度器 nowhere.invalid:8786"),
]


@contextmanager
def mail_server() -> Iterator[int]:
    """One that greets whoever comes, and its port."""

    class Greeter(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.sendall(b"220 mail.invalid ESMTP ready\r\n")

    with socketserver.TCPServer(("127.0.0.1", 0), Greeter) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        REFUSED[0],
        *(pytest.param(*each, marks=pytest.mark.audit) for each in REFUSED[1:]),
    ],  # who does not answer takes time
    ids=["free", "deaf", "mail", "unknown"],
)
def test_an_address_that_is_none(space: Space, url: str, says: str) -> None:
    """One line, soon, and nothing written: nobody listens, nobody answers, or somebody else does."""
    space.notice()
    with socket.create_server(("127.0.0.1", 0)) as deaf, mail_server() as mail, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ports = {"deaf": deaf.getsockname()[1], "mail": mail, "free": free.getsockname()[1]}
        begun = time.monotonic()
        status, said = Building(url.format(**ports), space.content, space.out).said()
    assert (status, len(said.splitlines())) == (2, 1), said
    assert said.startswith("无法继续：" + says.format(**ports))
    assert time.monotonic() - begun < 30  # the library gives up in minutes
    assert not space.out.exists()


@pytest.mark.parametrize(
    "url", ["dask://127.0.0.1", "dask://127.0.0.1:eight", "dask://127.0.0.1:8786/status", "spark://127.0.0.1:7077"]
)
def test_an_address_of_another_form(url: str) -> None:
    with pytest.raises(SiteError, match="不认识的 --executor .*；写成 dask://主机:端口"):
        cluster_executor(url)


def test_a_scheduler_without_workers(cluster: Engine, space: Space) -> None:
    space.notice()
    cluster.staffed(0)
    status, said = Building(cluster.url, space.content, space.out).said()
    assert (status, said) == (
        2,
        f"无法继续：调度器 {cluster.address} 没有工作进程；用 dask worker {cluster.address} 启动工作进程，再试\n",
    )


def test_without_dask(space: Space) -> None:
    space.notice()
    without = "import sys; sys.modules['distributed'] = None; sys.path.insert(0, '.'); " + MAIN
    status, said = Building("dask://127.0.0.1:8786", space.content, space.out, code=without).said()
    assert (status, said) == (2, "无法继续：缺少 Dask；先在项目文件夹里运行 .venv/bin/pip install -e '.[cluster]'\n")
