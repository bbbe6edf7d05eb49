"""Patterns that were kept are those that Python would compile; what is lost or damaged is compiled as ever."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from site_builder.build.kept_patterns import KeptPatterns

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
    re.purge()
    return [re.compile(pattern, flags) for pattern, flags in PATTERNS]


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
    wanted = compiled()
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
    re.compile("words of a hidden notice")
    patterns.keep()
    assert (tmp_path / "patterns").read_bytes() == before
