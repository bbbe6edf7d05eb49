"""The pages of a built site by kind: `data-page` of their body, which the public contract names."""

import re
from pathlib import Path

_KIND = re.compile(rb'<body data-page="([a-z]+)"')
LEAVING = "redirect"  # goes elsewhere at once: what is there is looked at
_NAMES = (
    "home notice notices problem ledger target organ organs windows due status inspection inspections cohort cohorts documents themes "
    "theme mark changes search data definitions titles follow text tombstone notfound"
)
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
