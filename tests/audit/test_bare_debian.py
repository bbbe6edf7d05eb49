"""Machines that have nothing yet: bare Debian roots, made by mmdebstrap. The two `make` commands to the letter of the README, the steps
of the Dockerfile with what the program does in the container, and the wheel on the Python of Debian's unstable suite."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(
        shutil.which("mmdebstrap") is None or os.geteuid() != 0,
        reason="needs mmdebstrap and root: sh tests/audit/install.sh",
    ),
]
# What the README says the two commands need, and nothing else.
README_NEEDS = ("python3", "python3-venv", "make", "git")
SUITES = {"bookworm": "12", "trixie": "13"}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class Root:
    """A root that commands are carried out in, with /proc and /dev of their own mount name space."""

    def __init__(self, folder: Path):
        self.folder = folder

    def run(self, command: str, user: str = "root", cwd: str = "/", **environment: str) -> str:
        """What a command of the shell says; it must succeed."""
        around = (
            'mount --bind /proc "$0/proc" && mount --rbind /dev "$0/dev" && '
            'exec chroot --userspec="$1" "$0" /usr/bin/env -i "${@:4}" /bin/sh -ec "cd $2; $3"'
        )
        told = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root" if user == "root" else "/tmp",
            "LANG": "C.UTF-8",
        }
        told |= {name: os.environ[name] for name in ("PIP_DEFAULT_TIMEOUT",) if name in os.environ} | environment
        settings = [f"{name}={value}" for name, value in told.items()]
        done = subprocess.run(
            ["unshare", "--mount", "bash", "-c", around, str(self.folder), user, cwd, command, *settings],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout[-6000:]}"
        return done.stdout

    def copy_repository(self, to: str) -> None:
        """The files that git tracks, as a clone has them."""
        place = self.folder / to.lstrip("/")
        place.mkdir(parents=True)
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
        for name in filter(None, listed.decode().split("\0")):
            if (ROOT / name).is_file():  # a file may be removed and not committed yet
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, place / name)

    def clone(self, to: str) -> None:
        """A clone of the repository as it stands here, changes that are not committed too; with a history of one commit."""
        self.copy_repository(to)
        who = ("-c", "user.name=clone", "-c", "user.email=clone@taizhang.invalid")
        for command in (("init", "-q"), ("add", "--all", "--force"), (*who, "commit", "-q", "-m", "clone")):
            subprocess.run(["git", "-C", str(self.folder / to.lstrip("/")), *command], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Root]]:
    made: list[Path] = []

    def make(suite: str, *packages: str) -> Root:
        folder = tmp_path_factory.mktemp(suite) / "root"
        made.append(folder)
        call = [
            "mmdebstrap",
            "--variant=minbase",
            '--aptopt=Acquire::Check-Valid-Until "false"',  # a mirror may stand still
            *([f"--include={','.join(packages)}"] if packages else []),
            suite,
            str(folder),
        ]
        done = subprocess.run([*call, *mirror(suite)], capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        for path in ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf"):
            if Path(path).is_file():
                shutil.copy(path, folder / path.lstrip("/"))
        return Root(folder)

    yield make
    for folder in made:
        shutil.rmtree(folder, ignore_errors=True)


def mirror(suite: str) -> list[str]:
    """The line of a source of packages that this machine uses, for another suite."""
    for path in sorted(Path("/etc/apt/sources.list.d").glob("*.sources")):
        found = re.search(r"(?m)^URIs: (\S+/debian/?)$", path.read_text("utf-8"))
        if found:
            return [f"deb {found[1]} {suite} main"]
    return []


def trust(root: Root) -> None:
    """This machine's certificates: some networks have their own."""
    if CERTIFICATES.is_file():
        place = root.folder / str(CERTIFICATES).lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CERTIFICATES, place)


@pytest.mark.parametrize("suite", SUITES)
def test_the_two_commands_on_a_fresh_machine(root: Callable[..., Root], suite: str) -> None:
    """make site and make test, whole, in a clone, as root, with nothing but what the README names. On a machine of two cores a suite
    of Debian takes as long as `make test` does there, and five minutes for what both commands download."""
    fresh = root(suite, *README_NEEDS)
    trust(fresh)
    assert (fresh.folder / "etc/debian_version").read_text().startswith(SUITES[suite])
    fresh.clone("/work")
    said = fresh.run("make site", cwd="/work")
    assert "11 份通报，98 个事项" in said and "make serve" in "".join(said.splitlines()[-4:])
    assert (fresh.folder / "work/public/pagefind/pagefind.js").is_file()
    said = fresh.run("make test", cwd="/work")
    passed = re.search(r"(\d+) passed", said)
    assert passed and int(passed[1]) > 1000 and " failed" not in said, said[-6000:]


def steps() -> list[tuple[str, str]]:
    """(instruction, argument) of the Dockerfile, lines joined."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    return [(line.split()[0], line.partition(" ")[2].strip()) for line in text.splitlines() if line and line[0] != "#"]


def test_the_steps_of_the_dockerfile(root: Callable[..., Root]) -> None:
    told = steps()
    assert told[0] == ("FROM", "debian:trixie-slim")
    made = root("trixie")
    user, cwd, environment, entry = "root", "/", dict[str, str](), list[str]()
    for instruction, argument in told[1:]:
        if instruction == "RUN":
            made.run(argument, user, cwd, **environment)
            trust(made)
        elif instruction == "COPY":
            assert argument == ". /src"
            made.copy_repository("/src")
        elif instruction == "USER":
            user = argument
        elif instruction == "WORKDIR":
            cwd = argument
        elif instruction == "ENV":
            environment |= dict(each.split("=", 1) for each in argument.split())
        elif instruction == "ENTRYPOINT":
            entry = json.loads(argument)
        else:
            assert instruction == "EXPOSE", instruction
    assert user == "taizhang" and entry == ["taizhang"]
    program = entry[0]
    made.run(f"{program} init . --demo", user, cwd, **environment)
    made.run(f"{program} check --today 2026-11-20", user, cwd, **environment)
    said = made.run(f"{program} build --today 2026-11-20", user, cwd, **environment)
    assert "11 份通报，98 个事项" in said and (made.folder / "site/public/pagefind/pagefind.js").is_file()
    assert made.run("id -u", user, cwd).strip() == "10001"
    outside = made.run(
        "find / -xdev -newer /site/content/site.yaml -user taizhang -not -path '/site*' -not -path '/proc/*'", cwd="/"
    )
    assert outside.strip() == ""
    size = int(made.run("du -sm --exclude=/proc --exclude=/dev --exclude=/site / | cut -f1").split()[-1])
    assert size < 600, f"{size} MB"


def digests(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}


def test_the_newest_python_gives_the_bytes_of_this_one(root: Callable[..., Root], tmp_path: Path) -> None:
    """The wheel on Debian's unstable suite, with its Python, SQLite and zlib, on another file system than here where there is one."""
    made = root("sid", "python3", "python3-venv")
    trust(made)
    made.copy_repository("/src")
    made.run(
        "python3 -m venv /opt/v && /opt/v/bin/python -m pip install --quiet --require-hashes -r /src/requirements/run.txt"
    )
    made.run("/opt/v/bin/python -m pip install --quiet --no-deps /src && rm -rf /src")
    newest = made.run("/opt/v/bin/python -c 'import sys; print(*sys.version_info[:2])'").split()
    assert tuple(map(int, newest)) >= (3, 14)
    made.run("/opt/v/bin/taizhang init /site --demo")
    made.run("/opt/v/bin/taizhang check --today 2026-11-20", cwd="/site")
    made.run("/opt/v/bin/taizhang build --today 2026-11-20", cwd="/site")
    shutil.copytree(ROOT / "content", tmp_path / "content")
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "build",
        "--today",
        "2026-11-20",
        "--content",
        str(tmp_path / "content"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert digests(made.folder / "site/public") == digests(tmp_path / "public")
