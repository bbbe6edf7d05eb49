"""What the long tests stand on: the checkers, a copy of the site for search engines, a real nginx."""

import os
import re
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from socket import socket
from typing import NamedTuple

import pytest

from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
from tests.conftest import DEMO_DAY, ROOT, TEMPLATES

CHECKERS = ROOT / ".venv" / "audit" / "node_modules"


def checker(path: str) -> Path:
    """A file of the checkers that tests/audit/install.sh installs."""
    found = CHECKERS / path
    assert found.exists(), f"{found} is not there: sh tests/audit/install.sh .venv/audit"
    return found


class Host(NamedTuple):
    """A running nginx: its address with a slash at the end, and its error log."""

    address: str
    log: Path


@contextmanager
def nginx(root: Path, folder: Path, path: str = "/", inside: Path | None = None) -> Iterator[Host]:
    """The shipped example configuration, but for its port, its root and, below a sub-path, its page for what is not there.

    Takes   path: of the site on the host (`/zgtz/`); then `root` is the folder above the site's
            inside: the folder of an older site; then ours is at a path of it, by the example for that
    """
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    port = free_port()
    example = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    own = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", example)
    own = re.sub(r"root /srv/taizhang/public;", f"root {root};", own)
    assert own.count(f"127.0.0.1:{port}") == 1 and own.count(str(root)) == 1
    own = re.sub(r"(error_page [^;]*)/404.html;", rf"\1{path}404.html;", own)
    if inside:
        below = (ROOT / "deploy" / "nginx-subpath.conf").read_text("utf-8")
        below = below.replace("/srv/taizhang/public/", f"{root}/").replace("/zgtz", path.rstrip("/"))
        maps = example.partition("server {")[0]
        own = f"{maps}server {{\n  listen 127.0.0.1:{port};\n  root {inside};\n  location /login {{ return 200 old; }}\n{below}}}\n"
    for name in ("body", "proxy", "fastcgi", "uwsgi", "scgi"):
        (folder / name).mkdir()
    temporary = "".join(
        f"  {name}_temp_path {folder}/{short};\n"
        for name, short in (
            ("client_body", "body"),
            ("proxy", "proxy"),
            ("fastcgi", "fastcgi"),
            ("uwsgi", "uwsgi"),
            ("scgi", "scgi"),
        )
    )
    user = "user root;\n" if os.geteuid() == 0 else ""  # pytest's folders are for their owner alone
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log {folder}/error.log warn;\n"
        f"events {{}}\nhttp {{\n  access_log off;\n{temporary}{own}\n}}\n",
        "utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with subprocess.Popen(command) as process:
        try:
            _wait(f"http://127.0.0.1:{port}{path}", process)
            yield Host(f"http://127.0.0.1:{port}{path}", folder / "error.log")
        finally:
            process.terminate()


def free_port() -> int:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        assert process.poll() is None, "nginx refused its configuration"
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


@pytest.fixture(scope="session")
def host(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    if not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()):
        pytest.skip("no nginx on this machine")
    with nginx(demo, tmp_path_factory.mktemp("nginx")) as running:
        yield running


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration as an authority would publish it: not a demonstration, so that search engines may list it, and
    built today, as a site is built anew each day: on a page of last month a script must move what has ended since."""
    folder = tmp_path_factory.mktemp("listed")
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    settings = content / "site.yaml"
    real = settings.read_text("utf-8").replace("demo: true\n", "").replace("robots: noindex\n", "")
    assert "noindex" not in real and "demo:" not in real
    settings.write_text(real, "utf-8")
    build(Options(content, folder / "public", TEMPLATES, max(DEMO_DAY, date.today()), jobs=1))
    return folder / "public"
