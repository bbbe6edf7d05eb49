"""Every file of a site in order, and how many there are: read unit by unit, never held all at once."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from site_builder.state import UnitState
from site_builder.unit import FileRecord


class Tally:
    """Files, pages and bytes of a site."""

    def __init__(self) -> None:
        self.files = self.pages = self.bytes = 0

    def add(self, path: str, record: FileRecord) -> None:
        self.files += 1
        self.pages += path.endswith(".html")
        self.bytes += record.size

    def counting(self, files: Iterable[tuple[str, FileRecord]]) -> Iterator[tuple[str, FileRecord]]:
        for path, record in files:
            self.add(path, record)
            yield path, record


def every_file(common: Mapping[str, FileRecord], units: Mapping[str, UnitState]) -> Iterator[tuple[str, FileRecord]]:
    """All files of a site, sorted by path. Those of one unit after another are read, not all at once."""
    elsewhere = list(common.items())
    first: dict[str, UnitState] = {}
    for slug, unit in units.items():
        first[f"notices/{slug}/"] = unit
        elsewhere += [
            (path, record) for path, record in unit.files().items() if not path.startswith(f"notices/{slug}/")
        ]

    def below() -> Iterator[tuple[str, FileRecord]]:
        for prefix, unit in sorted(first.items()):
            yield from sorted((path, record) for path, record in unit.files().items() if path.startswith(prefix))

    return heapq.merge(sorted(elsewhere, key=itemgetter(0)), below(), key=itemgetter(0))
