"""Whether two sites may be compared: the same notices, items, ledgers and lists, or no figures at all."""

import os
import re
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from benchmarks.measuring import BenchmarkError

COMPARED = ("notices/", "organs/", "status/")
# Further pages of a list, the lists of an organ's page, and what our pages of text lie below: Hugo has one page for each list
_OURS = re.compile(r"/page-\d+/$|^organs/[^/]+/[^/]+/|^t/$")


def pages_of(out: Path, kinds: Sequence[str] = COMPARED) -> set[str]:
    """URLs of a site's pages of the kinds compared, without base path: notices/…/p1/."""
    found: set[str] = set()
    for kind in kinds:
        for root, _, names in os.walk(out / kind):
            if "index.html" in names:
                found.add(Path(root).relative_to(out).as_posix() + "/")
    return {url for url in found if not _OURS.search(url)}


def require_same(sites: Mapping[str, Set[str]]) -> None:
    """Nothing where all sites have the same pages.

    Errors  BenchmarkError naming some pages that only one of two sites has
    """
    (first, expected), *others = sites.items()
    if not expected:
        raise BenchmarkError(f"{first} 没有页面，无从比较")
    for name, pages in others:
        for one, other, only in ((first, name, expected - pages), (name, first, pages - expected)):
            if only:
                shown = "、".join(sorted(only)[:5])
                raise BenchmarkError(f"页面不同，不作比较：{one} 有而 {other} 没有的 {len(only)} 页，如 {shown}")


def size_of(out: Path) -> tuple[int, int]:
    """Number of files and their bytes."""
    sizes = [(Path(root) / name).stat().st_size for root, _, names in os.walk(out) for name in names]
    return len(sizes), sum(sizes)
