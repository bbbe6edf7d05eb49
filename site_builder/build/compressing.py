"""Precompressed siblings for hosts that serve them: `page.html.gz`, and `.br` with the extra `brotli`."""

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

from site_builder.records.encoding import gzipped

ENDINGS = (
    ".html",
    ".css",
    ".js",
    ".json",
    ".ndjson",
    ".csv",
    ".xml",
    ".ics",
    ".svg",
    ".txt",
    ".map",
    ".sqlite",
    "/ledger.xlsx",
)
SMALLEST = 1024  # bytes: below it the header weighs more than what is saved
QUALITY = 8  # of brotli: the best, 11, makes a page smaller by a twelfth in twenty times the time


def worth_compressing(path: str, size: int) -> bool:
    """Whether a file gets siblings. Fragments of the search index are compressed already."""
    return size >= SMALLEST and path.endswith(ENDINGS)


def siblings(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the compressed forms of a file; the same bytes each time with the same libraries."""
    yield f"{path}.gz", gzipped(content, 9)
    brotli = _brotli()
    if brotli is not None:
        yield f"{path}.br", brotli.compress(content, quality=QUALITY)


def sibling_names(path: str) -> tuple[str, ...]:
    """The paths that `siblings` gives here: without the library brotli there is no .br."""
    return (f"{path}.gz", f"{path}.br") if _brotli() is not None else (f"{path}.gz",)


@cache
def _brotli() -> Any:
    for name in ("brotli", "brotlicffi"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None
