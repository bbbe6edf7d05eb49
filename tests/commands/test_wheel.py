"""The wheel: one package at its top, installed in fresh environments of the lowest and the newest Python here, used from other
folders; it writes nothing outside the project's folder. An upgrade in the three lines that are written for a site's owner."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import PROSE_NOTICE

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
ENVIRONMENT.pop("PYTHONPATH", None)
ENVIRONMENT["TAIZHANG_CACHE"] = ""  # nothing is left in the home of who runs tests
ENVIRONMENT.pop("TAIZHANG_STATE", None)
IN_THE_SOURCE = ("site_builder/", "templates/", "content/", "schemas/", "docs/")


def run(*command: str | Path, cwd: Path, user: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=ENVIRONMENT | (user or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@cache
def pythons() -> list[str]:
    """The lowest and the newest Python on this machine that the program promises to run on."""
    named = [shutil.which(f"python3.{minor}") for minor in range(11, 20)]
    kept = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    found: dict[tuple[int, ...], str] = {}
    for each in [sys.executable, *filter(None, named), *map(str, kept)]:
        ask = [each, "-c", "import sys, venv, ensurepip, sqlite3, ssl; print(*sys.version_info[:2])"]
        said = subprocess.run(ask, capture_output=True, text=True, check=False).stdout.split()
        if len(said) == 2 and (version := (int(said[0]), int(said[1]))) >= (3, 11):
            found.setdefault(version, each)
    return [found[version] for version in sorted({min(found), max(found)})]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


class Installed(NamedTuple):
    """The folder of commands of a fresh environment, and that environment's folder."""

    commands: Path
    home: Path

    @property
    def taizhang(self) -> Path:
        return self.commands / "taizhang"


def old_wheel(folder: Path) -> Path:
    """A release as they were laid out before: a module `build`, a folder `templates` and the package, all at the top."""
    path = folder / "taizhang-0.0.9-py3-none-any.whl"
    about = "taizhang-0.0.9.dist-info"
    files = {
        "build.py": "def main():\n    print('old')\n",
        "templates/base.html": "old",
        "site_builder/__init__.py": "VERSION = '0.0.9'\n",
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: taizhang\nVersion: 0.0.9\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: hand\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": "[console_scripts]\ntaizhang = build:main\n",
    }
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
        packed.writestr(f"{about}/RECORD", "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"]))
    return path


@pytest.fixture(
    scope="module",
    params=["with these libraries", *(pytest.param(each, marks=pytest.mark.audit) for each in ("lowest", "newest"))],
)
def installed(request: pytest.FixtureRequest, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A fresh environment with the last release, then this wheel by the line for owners, and PyPA's `build` beside it.

    `make test` lends it the libraries of these tests, for to install them takes longer than all the rest; the audit installs everything.
    """
    home = tmp_path_factory.mktemp("fresh") / "env"
    lent = request.param == "with these libraries"
    python = sys.executable if lent else pythons()[-1 if request.param == "newest" else 0]
    run(python, "-m", "venv", *(("--without-pip",) if lent else ()), home, cwd=home.parent)
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    there = commands / "python"
    pip: tuple[str | Path, ...] = (there, "-m", "pip", "install", "--quiet")
    if lent:
        pip = (sys.executable, "-m", "pip", "--python", there, "install", "--quiet", "--no-deps")
    run(*pip, old_wheel(home.parent), cwd=home)
    assert run(commands / "taizhang", cwd=home) == "old\n"
    if lent:
        (own,) = home.rglob("site-packages")
        (own / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    run(*pip, "--upgrade", wheel, *(() if lent else ("build",)), cwd=home)
    return Installed(commands, home)


def content_of(folder: Path) -> dict[str, str]:
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_has_one_package_at_its_top(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert {name.split("/")[0] for name in names} == {"site_builder", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    needed = {"templates/base.html", "demonstration/site.yaml", "starter/site.yaml", "preview/panel.js"}
    assert {f"site_builder/{name}" for name in needed} <= set(names)
    assert [name for name in names if "test" in name.split("/")[-1] and name.endswith(".py")] == []


def test_an_office_uses_it(installed: Installed, tmp_path: Path) -> None:
    """init, import, check, build with search, sheet: from the project, from a folder in it; `python -m` as well.

    Nothing outside the project is written: not where the program is, not at home, not among temporary files.
    """
    taizhang, home, temporary = installed.taizhang, tmp_path / "home", tmp_path / "temporary"
    home.mkdir()
    temporary.mkdir()
    user = {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(temporary), "TEMP": str(temporary)}
    user |= {"XDG_CACHE_HOME": str(home / ".cache"), "XDG_CONFIG_HOME": str(home / ".config")}
    before = content_of(installed.home)
    office = tmp_path / "办公室 一"
    office.mkdir()
    assert "taizhang import" in run(taizhang, "init", ".", cwd=office, user=user)
    (office / "通报.txt").write_text(PROSE_NOTICE, "utf-8")
    run(taizhang, "import", "通报.txt", cwd=office, user=user)
    inner = next((office / "content/notices").iterdir())
    run(taizhang, "check", cwd=inner, user=user)
    run(installed.commands / "python", "-m", "site_builder", "build", "--drafts", "--jobs", "2", cwd=inner, user=user)
    assert (office / "public/index.html").is_file() and (office / "public/pagefind").is_dir()
    run(taizhang, "sheet", inner.name, "--out", "台账.xlsx", cwd=office, user=user)
    if not any(installed.home.rglob("lent.pth")):
        assert "usage" in run(installed.commands / "python", "-m", "build", "--help", cwd=office).lower()
    assert content_of(installed.home) == before
    assert [*home.rglob("*"), *temporary.rglob("*")] == []


FRESH = pytest.mark.parametrize("installed", ["lowest", "newest"], indirect=True)


@pytest.mark.audit
@FRESH
def test_an_upgrade_in_three_lines(installed: Installed, tmp_path: Path) -> None:
    """pip install --upgrade (as the fixture does), migrate, check: of the last release's layout nothing is left in the
    environment, and everything in the content folder, with one line more."""
    packages = next(installed.home.rglob("site_builder/__init__.py")).parent.parent
    assert not (packages / "templates").exists() and not (packages / "build.py").exists()
    assert (packages / "build/__init__.py").is_file()  # PyPA's
    run(installed.taizhang, "init", ".", "--demo", cwd=tmp_path)
    for path in [
        *tmp_path.glob(".*"),
        tmp_path / "README.md",
        tmp_path / "schemas",
    ]:  # the last release wrote none of them
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    settings = tmp_path / "content/site.yaml"
    new = settings.read_text("utf-8")
    settings.write_text(
        "".join(line for line in new.splitlines(keepends=True) if not line.startswith("format:")), "utf-8"
    )
    before = content_of(tmp_path / "content")
    assert "taizhang migrate" in run(installed.taizhang, "build", "--no-search", "--today", "2026-11-20", cwd=tmp_path)
    assert "+format: 1" in run(installed.taizhang, "migrate", cwd=tmp_path)
    assert "0 处错误" in run(installed.taizhang, "check", "--today", "2026-11-20", cwd=tmp_path)
    after = content_of(tmp_path / "content")
    assert {path for path in before | after if before.get(path) != after.get(path)} == {str(settings)}
    assert settings.read_text("utf-8") == new
    said = run(installed.taizhang, "init", ".", cwd=tmp_path)  # what a new version writes beside the content is added
    assert "写了" in said and (tmp_path / ".gitattributes").is_file() and content_of(tmp_path / "content") == after


@pytest.mark.audit
@FRESH
def test_a_release_is_the_same_bytes_twice_and_holds_what_is_listed(installed: Installed, tmp_path: Path) -> None:
    """Source and wheel of two clones, in folders of other names, at other times, for other users."""
    made: list[dict[str, bytes]] = []
    for name, mask, when in (("one", 0o022, 1_700_000_000), ("two here", 0o077, 1_800_000_000)):
        before = os.umask(mask)
        try:
            run("git", "clone", "--quiet", ROOT, tmp_path / name, cwd=tmp_path)
        finally:
            os.umask(before)
        for file in (tmp_path / name).rglob("*"):
            os.utime(file, (when, when))
        run(
            installed.commands / "python",
            "-m",
            "build",
            "--outdir",
            tmp_path / f"{name}.out",
            tmp_path / name,
            cwd=tmp_path,
        )
        made.append({file.name: file.read_bytes() for file in (tmp_path / f"{name}.out").iterdir()})
    assert made[0] == made[1] and len(made[0]) == 2
    tracked = run("git", "-c", "core.quotepath=off", "ls-files", cwd=tmp_path / "one").splitlines()
    with tarfile.open(next((tmp_path / "one.out").glob("*.tar.gz"))) as packed:
        source = {name.partition("/")[2] for name in packed.getnames()}
    above = {"README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md", "pyproject.toml", ".gitignore", "PKG-INFO"}
    assert source == {name for name in tracked if name.startswith(IN_THE_SOURCE)} | above
    with zipfile.ZipFile(next((tmp_path / "one.out").glob("*.whl"))) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    moved = {
        "templates/": "site_builder/templates/",
        "content/": "site_builder/demonstration/",
        "site_builder/": "site_builder/",
    }
    assert names == {
        moved[start] + name.removeprefix(start) for start in moved for name in tracked if name.startswith(start)
    }
