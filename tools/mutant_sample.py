"""A sample of the mutants of a room: which of them does no quick test of the room notice? The same sample for the same seed.

A room has thousands of mutants; a few hundred of them, drawn from every module, tell the share that stays unnoticed to a few
percent. mutmut makes the mutants (all of a function beside the original one, chosen by name while it runs). They are run here and not
by `mutmut run`, which collects the tests anew for each: here they are collected once, and a process is split off for each mutant,
before anything has run, so that no cache keeps what was computed without the fault. `[tool.mutants.ROOM]` of pyproject.toml says
which modules and quick tests a room has.

    python tools/mutant_sample.py sheets --seed 1                 # runs the sample, shows the survivors
    python tools/mutant_sample.py sheets --seed 2 --without 1     # another sample, none of the first among it
    python tools/mutant_sample.py sheets --seed 1 --names         # only the names
"""

import argparse
import ast
import contextlib
import difflib
import hashlib
import io
import json
import os
import random
import resource
import shutil
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation import trampoline
from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT: Final = Path(__file__).resolve().parent.parent
_COPIED: Final = ("site_builder", "tests", "templates", "content", "schemas", "docs", "build.py", "pyproject.toml")
_LEAST: Final = 6  # mutants of each module
_SHARE: Final = 0.025  # of those it has, where that is more
_TIMES: Final = 3  # as long as without the fault, and the tests end: a mutant that never ends is noticed
_FAILED, _PASSED = 1, 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("room")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", type=int, nargs="*", default=[], help="seeds of samples that are left out")
    parser.add_argument("--names", action="store_true", help="print the names and run nothing")
    parser.add_argument(
        "--tests",
        choices=("all", "whole", "units"),
        default="all",
        help="whole: of whole texts and files; units: of single functions",
    )
    parser.add_argument("--only", nargs="*", help="these mutants instead of a sample; a word that a name has in it")
    parser.add_argument(
        "--into", type=Path, default=ROOT / "mutants", help="folder of the mutated copy and its results"
    )
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    room = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutants"][asked.room]
    folder = asked.into.resolve() / asked.room
    mutants = mutated_copy(folder, room["modules"])
    drawn = {name for seed in asked.without for name in sample(mutants, seed)}
    left = {path: [name for name in names if name not in drawn] for path, names in mutants.items()}
    chosen = sample(left, asked.seed)
    if asked.only:
        chosen = [name for names in mutants.values() for name in names if any(part in name for part in asked.only)]
    if asked.names:
        print("\n".join(chosen))
        return
    os.chdir(folder)
    sys.dont_write_bytecode = False  # modules with all their mutants take long to compile
    sys.path.insert(0, str(folder))
    tests = [*(room["whole"] if asked.tests != "units" else ()), *(room["units"] if asked.tests != "whole" else ())]
    slow = [f"--deselect={test}" for test in room["slow"]]
    pytest.main(["-q", "-s", "-m", "not audit", *slow, *tests], plugins=[Runs(chosen, asked.workers)])


def mutated_copy(folder: Path, patterns: Sequence[str]) -> dict[Path, list[str]]:
    """A copy of the repository in a folder, with all mutants of the modules of a room; their names, by module.

    Only modules that have changed since the last time are mutated anew.
    """
    paths = [path.relative_to(ROOT) for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    folder.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder / "tests", ignore_errors=True)
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=_but(paths), dirs_exist_ok=True)
        else:
            shutil.copy2(ROOT / name, folder / name)
    kept = folder / "mutated.json"
    known = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    for path in paths:
        source = (ROOT / path).read_text("utf-8")
        if (digest := hashlib.sha256(source.encode()).hexdigest()) != known.get(str(path), {}).get("digest"):
            mutated = mutate_file_contents(str(path), source)
            (folder / path).write_text(mutated.code, "utf-8")
            names = [get_mutant_name(path, name) for name in mutated.mutant_names]
            known[str(path)] = {"digest": digest, "names": names}
            kept.write_text(json.dumps(known), "utf-8")
    return {path: known[str(path)]["names"] for path in paths}


def _but(paths: Sequence[Path]) -> Callable[[str, list[str]], set[str]]:
    """What copytree leaves out: modules that are mutated, and bytecode."""
    modules = {str(ROOT / path) for path in paths}
    return lambda folder, names: {name for name in names if name == "__pycache__" or f"{folder}/{name}" in modules}


def sample(mutants: dict[Path, list[str]], seed: int) -> list[str]:
    """Some mutants of each module, drawn apart: a module that changes does not change what is drawn from the others."""
    chosen = []
    for path, names in mutants.items():
        size = min(len(names), max(_LEAST, round(len(names) * _SHARE)))
        chosen += sorted(random.Random(f"{seed} {path}").sample(names, size))
    return chosen


class Runs:
    """A plugin of pytest that runs the tests of each mutant in place of all tests once."""

    def __init__(self, mutants: Sequence[str], workers: int) -> None:
        self.mutants, self.workers = mutants, workers

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tests, seconds = self._without_faults(session.items)
        results: dict[str, str] = {}
        with contextlib.suppress(
            KeyboardInterrupt
        ):  # stopped early: the order is random, so what was run is a sample as well
            for mutant, became in self._of_all(session.items, tests, seconds):
                results[mutant] = became
                print(became, mutant, file=sys.stderr, flush=True)
        report([mutant for mutant in self.mutants if mutant in results], results)
        return True

    def _without_faults(self, items: list[pytest.Item]) -> tuple[dict[str, list[int]], list[float]]:
        """Which tests come to which function, and how long each takes; in a process of its own."""
        into, out = os.pipe()
        if os.fork() == 0:
            told = self._stats(items)
            with os.fdopen(out, "w") as file:
                json.dump(told, file)
            os._exit(0)
        os.close(out)
        with os.fdopen(into) as file:
            tests, seconds = json.load(file)
        os.wait()
        return tests, seconds

    def _stats(self, items: list[pytest.Item]) -> tuple[dict[str, list[int]], list[float]]:
        seen: set[str] = set()
        trampoline.record_trampoline_hit = lambda name, caller: seen.add(name)
        trampoline.set_mutant_under_test("stats")
        tests, seconds = defaultdict(list), []
        for number, item in enumerate(items):
            seen.clear()
            begun = time.process_time()
            if not passes(item, items[number + 1] if number + 1 < len(items) else None):
                sys.exit(f"fails without a fault: {item.nodeid}")
            seconds.append(time.process_time() - begun)
            for name in seen:
                tests[name].append(number)
        return tests, seconds

    def _of_all(
        self, items: list[pytest.Item], tests: dict[str, list[int]], seconds: list[float]
    ) -> Iterator[tuple[str, str]]:
        running: dict[int, str] = {}
        for mutant in random.Random(0).sample(self.mutants, len(self.mutants)):
            of_it = sorted(tests.get(mutant.partition("__mutmut_")[0], []), key=seconds.__getitem__)
            if not of_it:
                yield mutant, "no test"
                continue
            while len(running) >= self.workers:
                yield ended(running)
            limit = 3 + round(sum(seconds[each] for each in of_it) * _TIMES)
            pid = os.fork()
            if pid == 0:
                run_one(mutant, [items[each] for each in of_it], limit)
            running[pid] = mutant
        while running:
            yield ended(running)


def ended(running: dict[int, str]) -> tuple[str, str]:
    """Waits for one of the processes; gives its mutant and what became of it."""
    pid, status = os.wait()
    return running.pop(pid), "survived" if os.waitstatus_to_exitcode(status) == _PASSED else "killed"


def run_one(mutant: str, items: list[pytest.Item], limit: int) -> None:
    """Runs tests until one fails, and ends the process. `limit` in seconds of the processor."""
    status = _FAILED
    with contextlib.suppress(BaseException):
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + limit, spent + limit + 1))
        sys.stdout = sys.stderr = io.StringIO()
        trampoline.set_mutant_under_test(mutant)
        following = [*items[1:], None]
        status = _PASSED if all(map(passes, items, following)) else _FAILED
    os._exit(status)


def passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(each.failed for each in runtestprotocol(item, log=False, nextitem=following))


def report(mutants: Sequence[str], results: dict[str, str]) -> None:
    """Prints how many were noticed, by module, and what each survivor changes."""
    modules: dict[str, list[str]] = defaultdict(list)
    for mutant in mutants:
        modules[mutant.rpartition(".")[0]].append(mutant)
    for module, names in modules.items():
        source = ast.parse(Path(module.replace(".", "/") + ".py").read_text("utf-8"))
        functions = {each.name: each for each in ast.walk(source) if isinstance(each, ast.FunctionDef)}
        for name in names:
            if results[name] != "killed":
                print(f"\n{results[name]}: {name}")
                print("\n".join(difference(functions, name.rpartition(".")[2])))
    print()
    for module, names in [*modules.items(), ("together", list(mutants))]:
        killed = sum(results[name] == "killed" for name in names)
        print(f"{module:60} {killed:4} of {len(names):4} {100 * killed / len(names):5.1f} %")


def difference(functions: dict[str, ast.FunctionDef], mutant: str) -> Iterator[str]:
    original, changed = (
        [line for line in ast.unparse(functions[name]).splitlines() if not line.startswith(("def ", "@"))]
        for name in (mutant.partition("__mutmut_")[0] + "__mutmut_orig", mutant)
    )
    yield from (
        line for line in difflib.unified_diff(original, changed, n=1, lineterm="") if line[:3] not in ("---", "+++")
    )


if __name__ == "__main__":
    main()
