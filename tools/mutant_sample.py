"""A sample of the mutants of a room: which of them does no quick test notice? The same sample for the same seed.

A room has thousands of mutants; a few hundred of them, drawn from every module, tell the share that stays unnoticed to a few percent.
`[tool.mutants.ROOM]` of pyproject.toml says which modules a room has, which tests look at plain values (units) and which at whole texts
and files (whole): a mutant counts as noticed if one of either fails. They are run here and not by `mutmut run`, which collects the
tests anew for each.

    python tools/mutant_sample.py sheets --seed 1                 # runs the sample, shows each survivor, in random order
    python tools/mutant_sample.py sheets --seed 2 --without 1     # another sample, none of the first among it
    python tools/mutant_sample.py sheets --seed 1 --minutes 20    # the beginning of the order, which is a sample too
    python tools/mutant_sample.py sheets --seed 1 --names         # only the names
"""

import argparse
import os
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest
from mutant_module import Module, difference
from mutant_runs import Became, Runs
from mutated_copy import ROOT, mutated_copy, sample


def main() -> None:
    asked = _asked()
    room = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutants"][asked.room]
    folder = asked.into.resolve() / asked.room
    mutants = mutated_copy(folder, room["modules"])
    least = room.get("least", 6)
    drawn = {name for seed in asked.without for name in sample(mutants, seed, least)}
    left = {path: [name for name in names if name not in drawn] for path, names in mutants.items()}
    chosen = sample(left, asked.seed, least)
    if asked.only:
        chosen = [name for names in mutants.values() for name in names if any(part in name for part in asked.only)]
    if asked.names:
        print("\n".join(chosen))
        return
    os.chdir(folder)
    sys.dont_write_bytecode = False  # modules with all their mutants take long to compile
    sys.path.insert(0, str(folder))
    tests = [*room["units"], *(room["whole"] if asked.tests == "all" else ())]
    slow = [f"--deselect={test}" for test in room["slow"]]
    told = Told(asked.minutes)
    pytest.main(
        ["-q", "-s", "-m", "not audit or beside", *slow, *tests],
        plugins=[Runs(chosen, room["units"], room.get("first", {}), told)],
    )
    told.report()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", type=int, nargs="*", default=[], help="seeds of samples that are left out")
    parser.add_argument("--names", action="store_true", help="print the names and run nothing")
    parser.add_argument("--tests", choices=("all", "units"), default="all", help="units: those of plain values alone")
    parser.add_argument("--only", nargs="*", help="these mutants instead of a sample; a word that a name has in it")
    parser.add_argument("--minutes", type=float, default=24 * 60, help="how long to go on")
    into = "folder of the mutated copy and of what its tests run"
    parser.add_argument("--into", type=Path, default=ROOT / "mutants", help=into)
    return parser.parse_args()


class Told:
    """Prints what became of each mutant as soon as it is known, and how many were noticed in the end."""

    def __init__(self, minutes: float) -> None:
        self.until: float | None = None
        self.minutes = minutes
        self.results: dict[str, Became] = {}
        self.modules: dict[str, Module] = {}

    def __call__(self, mutant: str, became: Became) -> None:
        again = mutant in self.results
        self.results[mutant] = became
        print(f"{became.how}: {mutant} ({became.ran} of {became.of} tests) {became.by}", flush=True)
        if became.how != "killed":
            name = mutant.rpartition(".")[0]
            module = self.modules.setdefault(name, Module(name))
            print("\n".join(f"    {line}" for line in difference(module, mutant)), flush=True)
        self.until = self.until or time.monotonic() + 60 * self.minutes
        if time.monotonic() > self.until and not again:
            raise KeyboardInterrupt

    def report(self) -> None:
        modules: dict[str, list[Became]] = defaultdict(list)
        for mutant, became in sorted(self.results.items()):
            modules[mutant.rpartition(".")[0]].append(became)
        print()
        for module, all_of_it in modules.items():
            print(_row(module, all_of_it))
        print(_row("together", list(self.results.values())))
        files = Counter(each.by.partition("::")[0] for each in self.results.values() if each.how == "killed")
        print("\nnoticed by")
        for file, number in files.most_common():
            print(f"{number:6} {file}")


def _row(name: str, results: Sequence[Became]) -> str:
    killed = sum(each.how == "killed" for each in results)
    return f"{name:60} {killed:4} of {len(results):4} {100 * killed / max(1, len(results)):5.1f} %"


if __name__ == "__main__":
    main()
