"""The wheel: one package at its top, installed in a fresh environment, used from other folders; it writes nothing into itself."""

import os
import subprocess
import sys
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
ENVIRONMENT.pop("PYTHONPATH", None)


def run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, ROOT, cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment that has the wheel, and PyPA's `build` beside it."""
    home = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(home, with_pip=True)
    commands = home / ("Scripts" if os.name == "nt" else "bin")
    run(commands / "python", "-m", "pip", "install", "--quiet", wheel, "build", cwd=home)
    return commands


def content_of(folder: Path) -> dict[str, str]:
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_has_one_package_at_its_top(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert {name.split("/")[0] for name in names} == {"site_builder", wheel.name.rsplit("-", 3)[0] + ".dist-info"}
    needed = {"templates/base.html", "demonstration/site.yaml", "starter/site.yaml", "preview/panel.js"}
    assert {f"site_builder/{name}" for name in needed} <= set(names)
    assert [name for name in names if "test" in name.split("/")[-1] and name.endswith(".py")] == []


def test_an_office_uses_it(installed: Path, tmp_path: Path) -> None:
    """init, import, check, build with search: from the project, from a folder in it; `python -m` as well."""
    taizhang = installed / "taizhang"
    before = content_of(installed.parent)
    office = tmp_path / "办公室 一"
    office.mkdir()
    assert "taizhang import" in run(taizhang, "init", ".", cwd=office)
    lines = ["关于市委巡察整改进展情况的通报", "", "根据市委统一部署，市委第一巡察组于2024年3月5日至4月30日对市水务局党组开展了巡察，",
             "2024年6月12日反馈了巡察意见。现将整改进展情况予以公布。", "", "一、反馈问题整改落实情况", "",
             "1.关于管网改造进度缓慢的问题。", "整改情况：一是成立工作专班，逐段核查管网，建立清单。二是已完成老旧管网改造12公里，全部验收合格。", "",
             "联系电话：0000-8300000；电子邮箱：water@example.org。", "", "市水务局党组", "2024年12月10日"]  # fmt: skip
    (office / "通报.txt").write_text("\n".join(lines), "utf-8")
    run(taizhang, "import", "通报.txt", cwd=office)
    inner = next((office / "content/notices").iterdir())
    run(taizhang, "check", cwd=inner)
    run(installed / "python", "-m", "site_builder", "build", "--drafts", cwd=inner)
    assert (office / "public/index.html").is_file() and (office / "public/pagefind").is_dir()
    assert "usage" in run(installed / "python", "-m", "build", "--help", cwd=office).lower()
    assert content_of(installed.parent) == before
