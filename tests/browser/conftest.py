"""The demonstration under a strict policy, and pages that write down what the browser complains of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.kinds import one_of_each, one_of_each_layout
from tests.browser.serving import served

NOON = "2026-11-20T12:00:00+08:00"


@pytest.fixture(scope="session")
def address(demo: Path) -> Iterator[str]:
    with served(demo) as running:
        yield running


@pytest.fixture(scope="session")
def kinds(demo: Path) -> dict[str, str]:
    return one_of_each(demo)


@pytest.fixture(scope="session")
def layouts(demo: Path) -> dict[str, str]:
    return one_of_each_layout(demo)


@contextmanager
def opened(browser: Browser, at: str | None = NOON, **options: Any) -> Iterator[Page]:
    """A page of a fresh browser profile, its clock at a moment; options of the context go through."""
    options.setdefault("viewport", {"width": 1280, "height": 900})
    context = browser.new_context(**options)
    page = context.new_page()
    if at:
        page.clock.set_fixed_time(at)
    try:
        yield page
    finally:
        context.close()


def lost(request: Request) -> bool:
    """Whether a request failed, and not only because the page was left while it was under way."""
    return request.failure != "net::ERR_ABORTED"
