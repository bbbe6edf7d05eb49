"""A fixture for files that look into many sites alike: the same bytes under the same path are searched for personal data once."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from site_builder.commands import privacy_check
from tests.cases import either


@pytest.fixture(scope="module")
def looked_into_once() -> Iterator[None]:
    yield from _looking(cache(privacy_check.private))


@pytest.fixture(scope="module")
def looked_into_in_part() -> Iterator[None]:
    """The same; in `make test` one file of each kind (folder, depth and ending), for the others are made alike."""
    look, seen = cache(privacy_check.private), dict[tuple[str, int, str], set[str]]()

    def some(path: str, content: bytes, declared: frozenset[str]) -> list[str]:
        alike = seen.setdefault((path.partition("/")[0], path.count("/"), path.rpartition(".")[2]), set())
        if path not in alike and len(alike) == either(1, 10**6):
            return []
        alike.add(path)
        return look(path, content, declared)

    yield from _looking(some)


def _looking(look: Callable[[str, bytes, frozenset[str]], list[str]]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            privacy_check, "private", lambda path, content, declared: look(path, content, frozenset(declared))
        )
        yield
