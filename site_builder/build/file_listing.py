"""Every file of a site in the order of the manifest, read unit by unit: never held in memory all at once."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from site_builder.build.state import UnitState
from site_builder.data.file_record import FileRecord
from site_builder.data.manifest import ListedFile


class Tally:
    """Counts files, pages and bytes of a site."""

    def __init__(self) -> None:
        self.files = self.pages = self.bytes = 0

    def add(self, part: Iterable[ListedFile]) -> None:
        for path, record in part:
            self.files += 1
            self.pages += path.endswith(".html")
            self.bytes += record.size

    def counting(self, parts: Iterable[list[ListedFile]]) -> Iterator[list[ListedFile]]:
        """The same parts, each counted as it passes."""
        for part in parts:
            self.add(part)
            yield part


def every_file(common: Mapping[str, FileRecord], units: Mapping[str, UnitState]) -> Iterator[list[ListedFile]]:
    """All files of a site, sorted by path, some at a time: those of a unit together, and those between two units."""
    folders = sorted((f"notices/{slug}/", unit) for slug, unit in units.items())
    elsewhere = dict(common)
    for folder, unit in folders:
        elsewhere.update((path, record) for path, record in unit.files().items() if not path.startswith(folder))
    rest, start = sorted(elsewhere.items()), 0
    for folder, unit in folders:
        first = bisect_left(rest, folder, start, key=itemgetter(0))
        if start < first:
            yield rest[start:first]
        start = bisect_left(rest, folder[:-1] + "0", first, key=itemgetter(0))  # "0" comes after "/"
        own = [(path, record) for path, record in unit.files().items() if path.startswith(folder)]
        yield sorted(own + rest[first:start])
    yield rest[start:]
