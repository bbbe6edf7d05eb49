"""What is found in runs of characters, known once it was read: of a text only what stood in none before is looked at.

Words that are looked for have no punctuation in them, so each lies within one run, and what is found in a run does not depend
on where it stands. Notices of one site say much in the same sentences; where they do not, a run costs no more than before.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, NamedTuple, TypeVar

HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff〇"
_MOST: Final = 200_000  # runs that are remembered: some 30 MB
_What = TypeVar("_What")


class Found(NamedTuple, Generic[_What]):
    """A half-open range of a text, and what is found there."""

    start: int
    stop: int
    what: _What


class SeenRuns(Generic[_What]):
    """Runs of Chinese characters and given signs."""

    def __init__(self, signs: str, shortest: int, find: Callable[[str], Iterable[Found[_What]]]):
        """Takes   signs: that runs have beside Chinese characters
        shortest: characters of the shortest words that are looked for
        find: what stands in a text of several runs, each on a line
        """
        self._sign = re.compile(f"[{HAN}{re.escape(signs)}]")
        self._runs = re.compile(f"{self._sign.pattern}{{{shortest},}}")
        self._find = find
        self._empty: set[str] = set()
        self._known: dict[str, list[Found[_What]]] = {}  # of runs in which something is found, by its range in the run

    def found(self, text: str) -> Iterator[Found[_What]]:
        if len(self._empty) + len(self._known) > _MOST:
            self._empty.clear()
            self._known.clear()
        runs = set(self._runs.findall(text))
        if new := runs - self._empty - self._known.keys():
            self._read(list(new))
        for run in self._known.keys() & runs:
            for at in self._places(text, run):
                for start, stop, what in self._known[run]:
                    yield Found(at + start, at + stop, what)

    def _places(self, text: str, run: str) -> Iterator[int]:
        """Where a run stands as a whole, and not as a part of a longer one."""
        at = text.find(run)
        while at >= 0:
            end = at + len(run)
            if not (at and self._sign.match(text, at - 1)) and not self._sign.match(text, end):
                yield at
            at = text.find(run, end)

    def _read(self, runs: list[str]) -> None:
        starts, at = [], 0
        for run in runs:
            starts.append(at)
            at += len(run) + 1
        for start, stop, what in self._find("\n".join(runs)):
            number = bisect_right(starts, start) - 1
            found = Found(start - starts[number], stop - starts[number], what)
            self._known.setdefault(runs[number], []).append(found)
        self._empty.update(run for run in runs if run not in self._known)
