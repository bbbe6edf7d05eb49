"""The runner: real processes, measured; and sites it refuses to compare."""

import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from benchmarks.comparing import pages_of, require_same
from benchmarks.measuring import BenchmarkError, measured
from benchmarks.records import Notice, notices
from benchmarks.run import compare
from benchmarks.sides import ADDED, Ours, edited

BUILDER = """
import pathlib, sys
out, words, template, *pages = sys.argv[1:]
for page in pages:
    path = pathlib.Path(out, page, "index.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words + template, encoding="utf-8")
"""


@dataclass
class Stub:
    """A generator of a few lines, run as a real process. `deaf`: does not see edits; `lacking`: a page it forgets."""

    name: str
    folder: Path
    deaf: bool = False
    lacking: str = ""
    words: str = "-"
    template: str = "-"
    pages: list[str] = field(default_factory=list)

    @property
    def out(self) -> Path:
        return self.folder / "public"

    def prepare(self, records: list[Notice]) -> None:
        urls = [f"notices/{n.slug}/{part}" for n in records for part in ("", "ledger/", "p1/", "p2/")]
        self.pages = [url for url in urls if not (self.lacking and url.endswith(self.lacking))]

    def forget(self, code: bool = False) -> None:
        pass

    def edit_notice(self, records: list[Notice], position: int, number: int) -> None:
        self.words = "-" if self.deaf else ADDED.format(number)

    def edit_template(self, number: int) -> None:
        self.template = f"（版式{number}）"

    def command(self, day: date) -> list[str]:
        return [sys.executable, "-c", BUILDER, str(self.out), self.words, self.template, *self.pages]

    def environment(self, day: date) -> dict[str, str]:
        return {}


@pytest.mark.audit
def test_sites_with_the_same_pages_are_compared_in_turn(tmp_path: Path) -> None:
    said: list[str] = []
    sides = [Stub("甲", tmp_path / "a"), Stub("乙", tmp_path / "b")]

    figures = compare(sides, list(notices(2, 2, seed=1)), 2, said.append)

    assert figures["pages"] == 8
    assert [line.split("：")[0] for line in said[:2]] == ["1/2 装好后第一次 甲", "1/2 装好后第一次 乙"]
    assert said[12].startswith("2/2 装好后第一次 乙")
    assert {side: len(runs) for side, runs in figures["costs"]["edit"].items()} == {"甲": 2, "乙": 2}


@pytest.mark.audit
def test_sites_with_other_pages_are_refused(tmp_path: Path) -> None:
    sides = [Stub("甲", tmp_path / "a"), Stub("乙", tmp_path / "b", lacking="p2/")]
    with pytest.raises(BenchmarkError, match=r"页面不同，不作比较：甲 有而 乙 没有的 2 页，如 notices/.*/p2/"):
        compare(sides, list(notices(2, 2, seed=1)), 1, lambda line: None)


@pytest.mark.audit
def test_a_site_that_does_not_show_the_edit_is_refused(tmp_path: Path) -> None:
    sides = [Stub("甲", tmp_path / "a"), Stub("乙", tmp_path / "b", deaf=True)]
    with pytest.raises(BenchmarkError, match="乙 的页面上没有改动后的文字"):
        compare(sides, list(notices(2, 2, seed=1)), 1, lambda line: None)


def test_empty_sites_are_no_match() -> None:
    with pytest.raises(BenchmarkError, match="没有页面"):
        require_same({"甲": set(), "乙": set()})


def test_the_cost_of_a_process_and_its_child_is_taken() -> None:
    """Both hold 60 MB, and the child works for 0.2 s of CPU."""
    child = (
        "import time\n"
        "held = bytes(range(256)) * 234_375\n"
        "end = time.process_time() + 0.2\n"
        "while time.process_time() < end: pass"
    )
    held = "held = bytes(range(256)) * 234_375"
    code = f"import subprocess, sys; {held}; subprocess.run([sys.executable, '-c', {child!r}], check=True)"

    cost = measured([sys.executable, "-c", code])

    assert cost.cpu > 0.2
    assert cost.wall > 0.2
    assert 130_000_000 < cost.memory < 250_000_000


def test_a_build_that_fails_is_no_figure() -> None:
    with pytest.raises(BenchmarkError, match=r"以 3 结束\n坏了"):
        measured([sys.executable, "-c", "print('坏了'); raise SystemExit(3)"], {"PYTHONUTF8": "1"})


@pytest.mark.audit
def test_our_side_builds_what_it_was_given(tmp_path: Path) -> None:
    records = list(notices(2, 3, seed=1))
    side = Ours(tmp_path, jobs=1)
    side.prepare(records)
    side.edit_notice(records, 1, 7)
    side.edit_template(7)

    measured(side.command(date(2026, 11, 20)))

    pages = pages_of(side.out)
    wanted = {f"notices/{n.slug}/{part}" for n in records for part in ("", "ledger/", *(f"{i.id}/" for i in n.items))}
    assert wanted <= pages
    folder = side.out / "notices" / records[1].slug
    assert ADDED.format(7) in (folder / "p1" / "index.html").read_text("utf-8")
    assert "（版式7）" in (folder / "ledger" / "index.html").read_text("utf-8")
    assert edited(records[1], 7) != records[1]
