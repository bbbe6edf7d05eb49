"""Patterns that were kept are those that Python would compile; what is lost or damaged is compiled as ever."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.kept_patterns import KeptPatterns
from tests.conftest import ROOT

PATTERNS: tuple[tuple[Any, int], ...] = (
    ("[一-鿿0-9]{2,4}(?P<year>年)(?:(?P<month>月)|日)?", 0),
    ("[一-鿿0-9]{2,4}(?P<year>年)(?:(?P<month>月)|日)?", re.IGNORECASE),
    ("^(k|ſ|é)++$", re.IGNORECASE | re.MULTILINE),
    ("(?x) a  # a note", 0),
    (rb"\w+(?=\x00)", re.ASCII),
)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    re.purge()
    yield
    re.purge()


def compiled() -> list[re.Pattern[Any]]:
    """What a module gives that compiles them as it is imported."""
    re.purge()
    sys.modules.pop("compiling", None)
    found: list[re.Pattern[Any]] = import_module("compiling").FOUND
    return found


@pytest.fixture(autouse=True)
def module(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("modules")
    text = f"import re\ndef made(each): return re.compile(*each)\nFOUND = [made(each) for each in {PATTERNS!r}]\n"
    (folder / "compiling.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(folder)


def kept(folder: Path) -> None:
    patterns = KeptPatterns(str(folder))
    with patterns:
        compiled()
    patterns.keep()


def again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[re.Pattern[Any]], int]:
    """What a second import gives, and how many patterns were compiled for it."""
    patterns, numbers = KeptPatterns(str(folder)), list[int]()
    usual: Callable[..., re.Pattern[Any]] | None = patterns._usual
    assert usual

    def counted(*given: Any) -> re.Pattern[Any]:
        numbers.append(1)
        return usual(*given)

    monkeypatch.setattr(patterns, "_usual", counted)
    with patterns:
        found = compiled()
    return found, len(numbers)


def test_patterns_that_were_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [re.compile(*each) for each in PATTERNS]
    kept(tmp_path)
    found, anew = again(tmp_path, monkeypatch)
    assert (found, anew) == (wanted, 0), "patterns are equal where their code is"
    assert [each.groupindex for each in found] == [each.groupindex for each in wanted]
    match = found[0].search("在2024年月")
    assert match is not None and match.groupdict() == {"year": "年", "month": "月"} and match.lastgroup == "month"


@pytest.mark.parametrize("harm", ["flip", "cut", "lose", "another Python", "no folder"])
def test_what_is_lost_is_compiled(tmp_path: Path, harm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted, file = compiled(), tmp_path / "patterns"
    if harm == "no folder":
        kept(tmp_path / "code")
        assert not (tmp_path / "code").exists(), "a build that was refused leaves nothing"
    else:
        kept(tmp_path)
    if harm == "flip":
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif harm == "cut":
        file.write_bytes(file.read_bytes()[:-1])
    elif harm == "lose":
        file.unlink()
    elif harm == "another Python":
        monkeypatch.setattr(sys, "version", "3.99")
    assert again(tmp_path, monkeypatch) == (wanted, len(PATTERNS))


def test_nothing_of_the_content_is_kept(tmp_path: Path) -> None:
    kept(tmp_path)
    before = (tmp_path / "patterns").read_bytes()
    patterns = KeptPatterns(str(tmp_path))
    with patterns:
        compiled()
        assert re.compile("words of a hidden notice").search("words of a hidden notice")
    patterns.keep()
    assert (tmp_path / "patterns").read_bytes() == before


def test_commands_keep_and_take_them(tmp_path: Path) -> None:
    """`check` in two processes, and what each compiles."""
    count = (
        "import re._compiler as engine, sys\nusual, made = engine.compile, []\n"
        "engine.compile = lambda *given: made.append(given[0]) or usual(*given)\n"
        "from site_builder.cli import main\ntry: main()\nexcept SystemExit: print(len(made))\n"
    )
    command = [sys.executable, "-c", count, "rules", "B001"]
    environment = os.environ | {"TAIZHANG_CACHE": str(tmp_path / "cache")}
    told = [
        int(subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.split()[-1])
        for _ in range(2)
    ]
    assert told[0] > 300 and told[1] < told[0] / 5, told
