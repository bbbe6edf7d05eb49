"""A fixture for files that look into many sites alike: the same bytes under the same path are searched for personal data once."""

from collections.abc import Iterator
from functools import cache

import pytest

from site_builder.commands import privacy_check


@pytest.fixture(scope="module")
def looked_into_once() -> Iterator[None]:
    look = cache(privacy_check.private)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            privacy_check, "private", lambda path, content, declared: look(path, content, frozenset(declared))
        )
        yield
