"""A fixture for files that look into many sites alike: the same bytes under the same path are searched for personal data once."""

import re
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
    """The same; in `make test` of the items of a notice only the pages of the first, for those of the others are made alike."""
    look = cache(privacy_check.private)
    later = re.compile(either(r"notices/[^/]+/p(?!1/)\d+/index\.html", r"(?!)"))
    yield from _looking(lambda path, *about: [] if later.fullmatch(path) else look(path, *about))


def _looking(look: Callable[[str, bytes, frozenset[str]], list[str]]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            privacy_check, "private", lambda path, content, declared: look(path, content, frozenset(declared))
        )
        yield
