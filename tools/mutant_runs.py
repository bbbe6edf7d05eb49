"""Runs the tests that come to each mutant, in processes split off from one that has collected them.

Which tests come to a mutant is seen once, without a fault: a test comes to it if it runs the statement that the mutant changes.
All others would do the same with the mutant as without. The quickest of them run first, those of plain values before those of whole
texts and files, until one fails or their time is up; what had no time for all of them is tried once more at the end.
"""

import contextlib
import functools
import gc
import hashlib
import io
import json
import os
import random
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import coverage
import pytest
from _pytest.runner import runtestprotocol
from mutant_module import Module
from mutmut.mutation import trampoline

_LONGEST: Final = 15  # seconds of the processor, as they pass without a fault, for the tests of one mutant
_SECOND: Final = 120  # and for those that were left, once all mutants have been tried
_SPARE: Final = 5  # times as long as without the fault, and the test ends: a mutant that never ends is noticed
_MEMORY: Final = 6 << 30  # bytes
_STARTED: Final = 2  # seconds of the processor that a test may take besides
_FAILED, _PASSED = 1, 0


class Seen(NamedTuple):
    """What all tests do without a fault."""

    seconds: list[float | None]  # of each test; None where it fails even so
    tests: dict[str, dict[int, int]]  # by module and line: the tests that run it, a bit for each


class Became(NamedTuple):
    """What became of a mutant."""

    how: str  # killed, survived, no test
    by: str  # the test that noticed
    ran: int  # tests
    of: int  # that come to it


class Runs:
    """A plugin of pytest that runs the tests of each mutant in place of all tests once."""

    def __init__(
        self,
        mutants: Sequence[str],
        units: Sequence[str],
        first: dict[str, list[str]],
        told: Callable[[str, Became], None],
    ) -> None:
        self.mutants, self.units, self.first, self.told = mutants, tuple(units), first, told

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if "__mutmut_" not in item.nodeid]  # the doctests of a mutant

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = session.items
        seen = self._without_faults(items)
        for item, seconds in zip(items, seen.seconds, strict=True):
            if seconds is None:
                print(f"fails without a fault and is left out: {item.nodeid}", file=sys.stderr)
        caches = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
        modules: dict[str, Module] = {}
        left: dict[str, list[tuple[pytest.Item, float]]] = {}  # tests that a survivor had no time for
        with contextlib.suppress(KeyboardInterrupt):  # stopped early: the order is random, what was run is a sample too
            for mutant in random.Random(0).sample(self.mutants, len(self.mutants)):
                name = mutant.rpartition(".")[0]
                module = modules.setdefault(name, Module(name))
                tests = self._order(items, seen, module, mutant)
                became = self._run(mutant, tests, caches, _LONGEST)
                if became.how == "survived" and became.ran < became.of:
                    left[mutant] = tests[became.ran :]
                self.told(mutant, became)
        for mutant, tests in left.items():
            self.told(mutant, self._run(mutant, tests, caches, _SECOND))
        return True

    def _order(
        self, items: list[pytest.Item], seen: Seen, module: Module, mutant: str
    ) -> list[tuple[pytest.Item, float]]:
        """The tests that come to the statement a mutant changes, with their seconds: first those that name the module or its rules."""
        bits = 0
        for line in module.lines(mutant):
            bits |= seen.tests.get(module.name, {}).get(line, 0)
        near = re.compile("|".join((*module.named, *self.first.get(module.named[0].partition("_")[0], ()))))
        reach = [
            (not near.search(item.nodeid), not item.nodeid.startswith(self.units), seconds, number)
            for number, item in enumerate(items)
            if bits >> number & 1 and (seconds := seen.seconds[number]) is not None
        ]
        return [(items[number], seconds) for _, _, seconds, number in sorted(reach)]

    def _run(
        self, mutant: str, tests: list[tuple[pytest.Item, float]], caches: Sequence[object], longest: float
    ) -> Became:
        if not tests:
            return Became("no test", "", 0, 0)
        spent = 0.0
        chosen: list[tuple[pytest.Item, float]] = []
        for item, seconds in tests:
            if chosen and spent + seconds > longest:
                break
            chosen.append((item, seconds))
            spent += seconds
        into, out = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(into)
            run_one(mutant, chosen, out, caches)
        os.close(out)
        with os.fdopen(into) as file:
            last = file.read().splitlines()[-1:]
        _, status = os.waitpid(pid, 0)
        if os.waitstatus_to_exitcode(status) == _PASSED:
            return Became("survived", "", len(chosen), len(tests))
        return Became("killed", "".join(last), len(chosen), len(tests))

    def _without_faults(self, items: list[pytest.Item]) -> Seen:
        """What the tests do without a fault, seen in a process of its own and kept while nothing changes."""
        digest = digest_of([item.nodeid for item in items])
        kept = Path("seen.json")
        if not kept.exists() or json.loads(kept.read_text("utf-8"))["digest"] != digest:
            if (pid := os.fork()) == 0:
                with contextlib.suppress(BaseException):
                    kept.write_text(json.dumps({"digest": digest, **watched(items)}), "utf-8")
                    os._exit(_PASSED)
                os._exit(_FAILED)
            if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != _PASSED:
                sys.exit("the tests could not be run without a fault")
        told = json.loads(kept.read_text("utf-8"))
        tests = {
            module: {int(line): int(bits, 16) for line, bits in lines.items()}
            for module, lines in told["tests"].items()
        }
        return Seen(told["seconds"], tests)


def digest_of(names: Sequence[str]) -> str:
    told = hashlib.sha256("\n".join(names).encode())
    for folder in ("site_builder", "tests", "templates", "content"):
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                told.update(f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return told.hexdigest()


def watched(items: list[pytest.Item]) -> dict[str, object]:
    """Runs all tests; which lines of the mutated modules each of them ran, and how long it took."""
    names = [path for path, told in json.loads(Path("mutated.json").read_text("utf-8")).items() if told["names"]]
    cover = coverage.Coverage(data_file=None, config_file=False, include=[str(Path(path).resolve()) for path in names])
    seconds: list[float | None] = []
    trampoline.set_mutant_under_test("none")
    caches = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
    cover.start()
    for number, item in enumerate(items):
        empty(caches)
        cover.switch_context(str(number))
        begun = time.process_time()
        fine = passes(item, items[number + 1] if number + 1 < len(items) else None)
        seconds.append(round(time.process_time() - begun, 4) if fine else None)
    cover.stop()
    data, tests = cover.get_data(), {}
    for path in names:
        by_line = data.contexts_by_lineno(str(Path(path).resolve()))
        tests[module_of(path)] = {line: bits_of(numbers) for line, numbers in by_line.items()}
    return {"seconds": seconds, "tests": tests}


def module_of(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def bits_of(numbers: Sequence[str]) -> str:
    bits = 0
    for number in numbers:
        if number:
            bits |= 1 << int(number)
    return f"{bits:x}"


def empty(caches: Sequence[object]) -> None:
    """What was computed without the fault, or for another test, is not read again."""
    for each in caches:
        if (getattr(each, "__module__", "") or "").startswith("site_builder"):
            each.cache_clear()  # type: ignore[attr-defined]


def run_one(mutant: str, tests: Sequence[tuple[pytest.Item, float]], out: int, caches: Sequence[object]) -> None:
    """Runs tests until one fails, and ends the process; the name of each is written into `out` before it begins."""
    status = _FAILED
    with contextlib.suppress(BaseException):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        sys.stdout = sys.stderr = io.StringIO()
        empty(caches)
        trampoline.set_mutant_under_test(mutant)
        following = [*(item for item, _ in tests[1:]), None]
        for (item, seconds), after in zip(tests, following, strict=True):
            os.write(out, f"{item.nodeid}\n".encode())
            signal.setitimer(
                signal.ITIMER_VIRTUAL, _STARTED + _SPARE * seconds
            )  # the processor's time: it ends the process
            signal.alarm(60 + round(60 * seconds))  # and so does a wait for what never comes
            if not passes(item, after):
                os._exit(_FAILED)
        status = _PASSED
    os._exit(status)


def passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(each.failed for each in runtestprotocol(item, log=False, nextitem=following))
