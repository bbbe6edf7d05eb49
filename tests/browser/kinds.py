"""The pages of a built site by kind: `data-page` of their body, which the public contract names."""

import re
from pathlib import Path

from tests.cases import either, in_part

_KIND = re.compile(rb'<body data-page="([a-z]+)"')
LEAVING = "redirect"  # goes elsewhere at once: what is there is looked at
_NAMES = (
    "home notice notices problem ledger target evidence organ organs windows due status inspection inspections cohort cohorts documents themes "
    "theme mark changes search data definitions titles follow text tombstone notfound"
)
# Kinds whose pages are lists of the same cards or rows in the same layout: one of them stands for all.
_ALIKE = (
    ("status", "mark", "theme"),
    ("notices", "windows"),
    ("organs", "inspections", "cohorts", "themes", "documents"),
    ("inspection", "organ"),
    ("titles", "changes"),
    ("text", "tombstone", "notfound"),
)
_LAYOUT = {kind: alike[0] for alike in _ALIKE for kind in alike}
WANTED = tuple(re.findall(r"\w+", _NAMES))


def pages_of(root: Path) -> dict[str, list[str]]:
    """Kind → paths of its pages, the longest page first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in root.rglob("*.html"):
        content = file.read_bytes()
        kind = _KIND.search(content)
        assert kind, f"{file} has no data-page"
        path = file.relative_to(root).as_posix().removesuffix("index.html")
        found.setdefault(kind[1].decode(), []).append((-len(content), path))
    return {kind: [path for _, path in sorted(pages)] for kind, pages in sorted(found.items())}


def one_of_each(root: Path) -> dict[str, str]:
    """Kind → its longest page. Every kind of the site is there, or the demonstration shows too little."""
    pages = pages_of(root)
    assert set(WANTED) == set(pages) - {LEAVING}, set(WANTED) ^ set(pages)
    return {kind: pages[kind][0] for kind in WANTED}


def one_of_each_layout(root: Path) -> dict[str, str]:
    """Kind → a page of it: in `make test` one of middle length, of one kind of each layout; in `make audit` the longest of every kind."""
    pages = pages_of(root)
    # The kind that stands for the others comes first.
    ordered = sorted(one_of_each(root), key=lambda kind: _LAYOUT.get(kind) != kind)
    kinds = in_part(ordered, lambda kind: _LAYOUT.get(kind, kind))
    return {kind: pages[kind][either(len(pages[kind]) // 2, 0)] for kind in kinds}
