"""Files that `init` writes beside the content, held to what reads them: cmd.exe, git, make."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from tests.conftest import ROOT


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "argv", ["taizhang"])
    assert CliRunner().invoke(main, ["init", str(tmp_path / "站点")]).exit_code == 0
    return tmp_path / "站点"


def test_the_file_to_double_click_is_the_same_on_every_code_page(project: Path) -> None:
    content = (project / "打开台账.bat").read_bytes()
    text = content.decode("ascii")
    assert text.count("\r\n") == text.count("\n") and text.endswith("\r\n")


def test_the_file_to_double_click_starts_the_preview_in_its_own_folder(project: Path) -> None:
    """A drive, a share (pushd maps one): and every label that is gone to is there; the window stays open after a failure."""
    lines = (project / "打开台账.bat").read_text("ascii").split("\n")
    assert 'pushd "%~dp0"' in lines and not any(line.startswith("cd ") for line in lines)
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert set(re.findall(r"goto (\w+)", "\n".join(lines))) == labels - {"ended"} | {"ended"}
    called = [line for line in lines if line.endswith("serve")]
    assert called == ["taizhang serve", "py -m site_builder serve"] and "serve" in main.commands
    assert "if errorlevel 1 pause" in lines


def test_git_keeps_what_is_filed_byte_by_byte(project: Path) -> None:
    """Evidence with the line ends of Windows is what its hash in the manifest says, in every checkout."""
    filed = project / "content/notices/n/files/依据.txt"
    filed.parent.mkdir(parents=True)
    filed.write_bytes(b"a\r\nb\n")
    (project / "content/notices/n/notice.md").write_bytes(b"a\r\nb\r\n")

    def git(*arguments: str) -> None:
        call = [
            "git",
            "-c",
            "user.name=e",
            "-c",
            "user.email=e@example.invalid",
            "-c",
            "core.autocrlf=true",
            *arguments,
        ]
        subprocess.run(call, cwd=project, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    shutil.rmtree(project / "content")
    git("checkout", "-q", "--", "content")
    assert filed.read_bytes() == b"a\r\nb\n"
    assert (project / "content/notices/n/notice.md").read_bytes() == b"a\nb\n"
    assert b"\r\n" in (project / "打开台账.bat").read_bytes()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")
@pytest.mark.parametrize(("demo", "day"), [(True, "2026-11-20"), (False, None)])
def test_only_the_demonstration_has_a_day_of_its_own(tmp_path: Path, demo: bool, day: str | None) -> None:
    """`make site`, as it would be carried out; and it ends by saying what comes next."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.yaml").write_text("title: x\n" + ("demo: true\n" if demo else ""))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/run.txt").touch()
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "DAY"))}
    said = subprocess.run(
        ["make", "-n", "site"], cwd=tmp_path, env=settings, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    assert re.findall(r"build(?: --today (\S+))?\s*$", said, re.MULTILINE) == [day or ""]
    end = said[said.index("下一步") :]
    assert "make serve" in end and "import 通报.docx" in end and " init " in end
