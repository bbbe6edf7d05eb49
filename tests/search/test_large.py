"""Search at ten thousand pages: exact as ever, and within the figures of docs/search.md."""

from random import randrange

import pytest
from playwright.sync_api import Browser

from tests.search.generated import documents
from tests.search.large import BASE, measure


@pytest.mark.audit
def test_ten_thousand_pages(browser: Browser) -> None:
    seed = randrange(10**6)
    told = measure(documents(10_000, seed, BASE), seed, queries=150, cold=15, browser=browser)
    print(told)
    search = told["search"]
    assert told["failures"] == [], f"seed {seed}"
    assert (search["recall"], search["misses_empty"]) == (1.0, 1.0)
    assert search["exact_first"] >= 0.98  # of several common terms no more than LOOKED_AT texts are looked at
    assert search["cold_bytes"]["median"] <= 450_000
    assert told["memory_of_pagefind"] < 2 * 1024**3
    assert told["seconds"]["one edit"] < told["seconds"]["all"] / 2
