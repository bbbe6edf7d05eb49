"""Consoles of any code page: no command ends because a sign is missing there, and programs always read UTF-8."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cases import in_part
from tests.conftest import ROOT, Space

COMMANDS = [
    ("--help",),
    ("check",),
    ("check", "--format", "json"),
    ("check", "--format", "github"),
    ("check", "--format", "sarif"),
    ("build", "--no-search"),
    ("rules",),
    ("rules", "B001"),
    ("due",),
    ("changes",),
    ("verify", "public"),
    ("import", "通报.txt"),
    ("new", "--slug", "x", "--organ", "amr"),
    ("nothing",),
]
# Signs that GBK lacks: an emoji, a rare character of a place name, traditional marks of Latin.
RARE = "关于😀𠮷é整改情况的通报"


def run(space: Space, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-m", "site_builder", *arguments],
        cwd=space.folder,
        env=clean | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=120,
    )


@pytest.fixture
def rare(space: Space) -> Space:
    space.notice(text=f"## 一、{RARE} {{role=problems}}\n### 1. {RARE} {{#p1}}\n- 一是{RARE}。\n- 已完成{RARE}\n")
    space.write("notices/bad/notice.md", f"---\ntitle: {RARE}\nkind: nonsense😀\n---\n正文\n")
    (space.folder / "通报.txt").write_text(f"{RARE}\n", "utf-8")
    return space


@pytest.mark.parametrize("encoding", ["cp936", pytest.param("cp1252", marks=pytest.mark.audit)])
def test_no_command_ends_because_of_a_sign(rare: Space, encoding: str) -> None:
    """In `make test` of each command its first form: `check` with its words, `rules` with its list."""
    for command in in_part(COMMANDS, lambda command: command[0]):
        done = run(rare, {"PYTHONIOENCODING": encoding}, *command)
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert done.returncode in (0, 1, 2) and "Traceback" not in said and "Unicode" not in said, (command, said)


def test_a_console_of_gbk_is_written_gbk(rare: Space) -> None:
    done = run(rare, {"PYTHONIOENCODING": "gbk"}, "check")
    assert "处错误" in done.stdout.decode("gbk")


def test_what_programs_read_is_utf_8_everywhere(rare: Space) -> None:
    done = run(rare, {"PYTHONIOENCODING": "gbk"}, "check", "--format", "json")
    assert any("😀" in json.dumps(each, ensure_ascii=False) for each in json.loads(done.stdout))
    assert "nonsense😀" in run(rare, {"PYTHONIOENCODING": "cp1252"}, "check", "--format", "github").stdout.decode()


def test_where_nobody_chose_a_code_page_without_chinese_utf_8_is_written(rare: Space) -> None:
    done = run(rare, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "check")
    assert "处错误" in done.stdout.decode("utf-8")


def test_a_file_that_is_written_is_utf_8_whatever_the_locale(rare: Space, tmp_path: Path) -> None:
    rare.remove("bad")
    locale = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert run(rare, locale, "build", "--no-search", "--today", "2024-10-20", "--jobs", "1").returncode == 0
    there = rare.tree()
    assert run(rare, {}, "build", "--no-search", "--today", "2024-10-20", "--jobs", "1", "--clean").returncode == 0
    assert rare.tree() == there
