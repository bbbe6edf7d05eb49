"""The same records and day give the same bytes, wherever and however they are built, without a network or a secret."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import part
from tests.conftest import ROOT, SITE, TEXT, Space

PROBE = """
import hashlib, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, {root!r})
from site_builder.build.inputs import Options
from site_builder.build.pipeline import build
out = Path({out!r})
build(Options(Path({content!r}), out, Path({templates!r}), date(2024, 10, 20), jobs={jobs}, search={search}))
"""
MANY = 30  # enough for a pool to be used


def digest(out: Path) -> str:
    """One hash of all names and bytes."""
    every = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file():
            every.update(path.relative_to(out).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return every.hexdigest()


class Copy:
    """A content that is built again and again, each time in a process and a folder of its own."""

    def __init__(self, folder: Path, templates: Path, search: bool):
        self.folder, self.templates, self.search = folder, templates, search
        self.space = Space(folder / "first")
        for n in range(MANY):
            self.space.notice(f"n{n:02}", text=TEXT.replace("台账不全", f"台账不全之{n}"))
        self.space.write("notices/n00/files/a.txt", "甲")
        self.space.write("pages/help.md", "# 帮助\n")
        self.number = 0

    def build(
        self, content: Path | None = None, env: dict[str, str] | None = None, cwd: Path | None = None, jobs: int = 1,
        prefix: tuple[str, ...] = (), python: str = sys.executable, umask: int = 0o022,
    ) -> str:  # fmt: skip
        self.number += 1
        out = self.folder / f"out{self.number}" / "public"
        out.parent.mkdir()
        code = PROBE.format(
            root=str(ROOT),
            out=str(out),
            content=str(content or self.space.content),
            templates=str(self.templates),
            jobs=jobs,
            search=self.search,
        )
        clean = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1", **(env or {})}
        subprocess.run(
            [*prefix, python, "-c", code], env=clean, cwd=cwd or self.folder, umask=umask, check=True, timeout=240
        )
        made = digest(out)
        shutil.rmtree(out.parent)
        return made


@pytest.fixture(scope="module", params=[False, pytest.param(True, marks=pytest.mark.audit)], ids=["pages", "search"])
def copy(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, templates: Path) -> Copy:
    return Copy(tmp_path_factory.mktemp("copies"), templates, request.param)


@pytest.fixture(scope="module")
def wanted(copy: Copy) -> str:
    return copy.build()


SURROUNDINGS: dict[str, dict[str, str]] = {
    "other locale, zone and hashes": {
        "LC_ALL": "tr_TR.UTF-8",
        "LANG": "tr_TR.UTF-8",
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "1",
    },
    "C, the other end of the world": {
        "LC_ALL": "C",
        "TZ": "Etc/GMT+12",
        "PYTHONHASHSEED": "4294967295",
        "PYTHONUTF8": "0",
    },
    "optimised, Chinese": {
        "LC_ALL": "zh_CN.GB18030",
        "TZ": "Asia/Shanghai",
        "PYTHONHASHSEED": "7",
        "PYTHONOPTIMIZE": "1",
    },
}


@pytest.mark.parametrize("name", part(SURROUNDINGS, lambda name: "surroundings"))
def test_surroundings(copy: Copy, wanted: str, name: str) -> None:
    assert copy.build(env=SURROUNDINGS[name], umask=random.Random(name).choice([0o077, 0o000])) == wanted


def test_without_docstrings_nothing_is_built(space: Space, templates: Path) -> None:
    """They describe the schemas: `python -OO` would give other bytes, so it is refused in one line."""
    space.notice()
    places = ["--content", str(space.content), "--out", str(space.out), "--templates", str(templates)]
    call = [sys.executable, "-OO", str(ROOT / "build.py")]
    for command in (["build", *places, "--no-search"], ["schema", "--into", str(space.folder / "schemas")]):
        done = subprocess.run([*call, *command], capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "-OO" in done.stderr
    assert not space.out.exists()
    assert not (space.folder / "schemas").exists()


@pytest.mark.audit  # in `make test` workers that are forked are compared with those that are spawned
def test_workers(copy: Copy, wanted: str) -> None:
    assert copy.build(jobs=2, env={"PYTHONHASHSEED": "3"}) == wanted


def test_order_place_and_times_of_files(copy: Copy, wanted: str, tmp_path: Path) -> None:
    """The content made anew in another order, in another place, with other times and modes."""
    files = [path for path in copy.space.content.rglob("*") if path.is_file()]
    random.Random(4).shuffle(files)
    for number, path in enumerate(files):
        target = tmp_path / "deep/er" / path.relative_to(copy.space.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        target.chmod(0o600 if number % 2 else 0o755)
        os.utime(target, (number * 1e6, number * 1e6))
    (tmp_path / "cwd").mkdir()
    assert copy.build(content=tmp_path / "deep/er/content", cwd=tmp_path / "cwd") == wanted


@pytest.mark.audit  # of a process; in `make test` the same by its sockets
def test_without_a_network(copy: Copy, wanted: str) -> None:
    """In a network namespace that has no interface up, not even loopback."""
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no network namespace may be made here")
    assert copy.build(prefix=("unshare", "-n")) == wanted


def test_no_socket_is_opened(copy: Copy, wanted: str, tmp_path: Path) -> None:
    """Where there are no namespaces: any use of a socket ends the build."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\ndef refuse(event, args):\n    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto', 'socket.bind'):\n"
        "        raise RuntimeError(event)\nsys.addaudithook(refuse)\n"
    )
    assert copy.build(env={"PYTHONPATH": str(tmp_path)}) == wanted


def test_no_secret_is_read(copy: Copy, wanted: str) -> None:
    """What CI keeps in its environment changes nothing and stands in no file."""
    secrets = {
        "GITHUB_TOKEN": "秘密甲乙丙",
        "AWS_SECRET_ACCESS_KEY": "秘密甲乙丙",
        "USER": "秘密甲乙丙",
        "HOSTNAME": "秘密甲乙丙",
    }
    assert copy.build(env=secrets) == wanted


def test_the_day_comes_from_source_date_epoch(space: Space, templates: Path) -> None:
    """20 October 2024, 00:30 in the site's zone is the day before in UTC."""
    space.write("site.yaml", SITE)
    space.notice()
    trees = []
    for number, (day, epoch) in enumerate([("2024-10-20", None), (None, "1729355400")]):
        out = space.folder / f"out{number}/public"
        call = [
            sys.executable,
            str(ROOT / "build.py"),
            "--content",
            str(space.content),
            "--out",
            str(out),
            "--templates",
            str(templates),
        ]
        env = {**os.environ, "TZ": "America/New_York", **({"SOURCE_DATE_EPOCH": epoch} if epoch else {})}
        subprocess.run(
            [*call, "--no-search", *(["--today", day] if day else [])],
            env=env,
            check=True,
            capture_output=True,
            timeout=60,
        )
        trees.append(space.tree(out))
    assert trees[0] == trees[1]


def _venv(version: str) -> str | None:
    """A Python of this version that has what the build needs; None where there is none.

    TAIZHANG_PYTHONS names a folder of environments beside the places where they are looked for anyway.
    """
    named = os.environ.get("TAIZHANG_PYTHONS")
    beside = [Path(named) / f"venv-{version}/bin/python"] if named else []
    for found in (*beside, ROOT / f".venv-{version}/bin/python", *Path("/opt").glob(f"*{version}*/bin/python")):
        needed = [str(found), "-c", "import jinja2, msgspec, markdown_it, yaml, pagefind_bin"]
        if found.exists() and subprocess.run(needed, capture_output=True, check=False).returncode == 0:
            return str(found)
    return None


@pytest.mark.audit
@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_other_pythons(copy: Copy, wanted: str, version: str) -> None:
    """An environment .venv-3.12 beside the usual one: python3.12 -m venv .venv-3.12; pip install -r requirements/run.txt"""
    python = _venv(version)
    if python is None:
        pytest.skip(f"no Python {version} with the requirements is at hand (.venv-{version})")
    assert copy.build(python=python) == wanted
