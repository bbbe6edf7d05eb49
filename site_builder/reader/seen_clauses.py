"""What is found in clauses, known once it was read: of a text only the clauses that stood in none before are looked at.

Words that are looked for have no such mark in them, so each lies within one clause, and what is found in a clause does not depend
on where it stands. Notices of one site say much in the same words; where they do not, a clause costs little more than before.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, NamedTuple, TypeVar

MARKS: Final = "\n，。；"
FIGURES: Final = "0123456789"
_MOST: Final = 200_000  # clauses that are remembered: some 30 MB
_What = TypeVar("_What")


class Standing(NamedTuple, Generic[_What]):
    """A half-open range of a text, and what is found there."""

    start: int
    stop: int
    what: _What


class SeenClauses(Generic[_What]):
    """Clauses between marks. What stands in a new one between figures may be known all the same."""

    def __init__(self, marks: str, figures: str, find: Callable[[str], Iterable[Standing[_What]]]):
        """Takes   marks, figures: of both none stands in what is looked for; the line end is a mark
        find: what stands in a text of several lines
        """
        self._marks, self._find = marks, find
        self._parts = re.compile(f"[^{re.escape(marks + figures)}]+")
        self._clauses: dict[str, list[Standing[_What]]] = {}  # in which something is found, by its range in them
        self._of_parts: dict[str, list[Standing[_What]]] = {}
        self._empty: set[str] = set()  # clauses and parts in which nothing is

    def found(self, text: str) -> Iterator[Standing[_What]]:
        if len(self._empty) + len(self._clauses) > _MOST:
            for known in (self._empty, self._clauses, self._of_parts):
                known.clear()
        lines = text
        for mark in self._marks:
            lines = lines.replace(mark, "\n")
        clauses = set(lines.split("\n"))
        if new := clauses - self._empty - self._clauses.keys():
            self._read(new)
        for clause in self._clauses.keys() & clauses:
            for at in _places(lines, clause):
                for start, stop, what in self._clauses[clause]:
                    yield Standing(at + start, at + stop, what)

    def _read(self, clauses: set[str]) -> None:
        parts = set(self._parts.findall("\n".join(clauses)))
        if new := parts - self._empty - self._of_parts.keys():
            self._read_parts(list(new))
        if self._of_parts.keys().isdisjoint(parts):
            self._empty |= clauses
            return
        for clause in clauses:
            if found := [
                Standing(part.start() + start, part.start() + stop, what)
                for part in self._parts.finditer(clause)
                for start, stop, what in self._of_parts.get(part.group(), ())
            ]:
                self._clauses[clause] = found
            else:
                self._empty.add(clause)

    def _read_parts(self, parts: list[str]) -> None:
        starts, at = [], 0
        for part in parts:
            starts.append(at)
            at += len(part) + 1
        for start, stop, what in self._find("\n".join(parts)):
            number = bisect_right(starts, start) - 1
            found = Standing(start - starts[number], stop - starts[number], what)
            self._of_parts.setdefault(parts[number], []).append(found)
        self._empty.update(part for part in parts if part not in self._of_parts)


def _places(lines: str, line: str) -> Iterator[int]:
    """Where a line stands as a whole, and not as a part of a longer one."""
    at = lines.find(line)
    while at >= 0:
        end = at + len(line)
        if lines[at - 1 : at] in ("", "\n") and lines[end : end + 1] in ("", "\n"):
            yield at
        at = lines.find(line, end)
