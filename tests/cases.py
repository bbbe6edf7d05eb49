"""How much of what is known is tried: `make test` takes a part of each kind, `make audit` all of it and several times the drawn cases."""

import os
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import pytest

_TIMES = int(os.environ.get("TAIZHANG_CASES", "1"))
Thing = TypeVar("Thing")


def cases(number: int) -> int:
    """Takes   number: of `make test`"""
    return number * _TIMES


def either(usual: Thing, whole: Thing) -> Thing:
    """The first in `make test`, the second in `make audit`: lengths and numbers that prove the same, one sooner and one with more."""
    return usual if _TIMES == 1 else whole


def part(things: Iterable[Any], kind: Callable[[Any], Hashable], name: Callable[[Any], str] | None = None) -> list[Any]:
    """Parameters of a test: of each kind the first thing, in the order in which they stand; all others are marked `audit`.

    Takes   name: of a thing, which becomes the id of its case
    """
    met: set[Hashable] = set()
    found = []
    for thing in things:
        marks = [pytest.mark.audit] if kind(thing) in met else []
        met.add(kind(thing))
        found.append(pytest.param(thing, marks=marks, id=name(thing) if name else None))
    return found


def in_part(things: Iterable[Thing], kind: Callable[[Thing], Hashable]) -> list[Thing]:
    """What a test goes through by itself: of each kind the first thing in `make test`, all of them in `make audit`."""
    whole = list(things)
    first: dict[Hashable, Thing] = {}
    for thing in whole:
        first.setdefault(kind(thing), thing)
    return either(list(first.values()), whole)
