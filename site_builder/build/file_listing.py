"""Shell: every file of a site in order, and how many there are: read unit by unit, never held all at once."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Literal

from site_builder.build.published_files import PublishedFiles
from site_builder.build.state import FileRecords, FileTotals, UnitState
from site_builder.data.manifest import NAME, ListedFile, amended, lines_of
from site_builder.unit.outputs import FileRecord

_FEW = 8  # where one unit in so many has changed at most, the last manifest is amended


class Tally:
    """Files, pages and bytes of a site."""

    def __init__(self) -> None:
        self.files = self.pages = self.bytes = 0

    def counted(self) -> FileTotals:
        return self.files, self.pages, self.bytes

    def add(self, part: Iterable[ListedFile], sign: Literal[1, -1] = 1) -> None:
        for path, record in part:
            self.files += sign
            self.pages += sign * path.endswith(".html")
            self.bytes += sign * record.size

    def counting(self, parts: Iterable[list[ListedFile]]) -> Iterator[list[ListedFile]]:
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


def manifest_lines(
    published: PublishedFiles, common: FileRecords, units: Mapping[str, UnitState], tally: Tally
) -> Iterable[bytes | memoryview]:
    """The manifest's lines of all files: where few have changed, those of the published manifest, amended."""
    before, there = published.before, published.shared.get(NAME)
    same = sum(before.units.get(slug) is unit for slug, unit in units.items())
    changed = max(len(before.units), len(units)) - same
    last = published.content(NAME) if there and before.listed and changed * _FEW <= len(units) else b""
    if there is None or before.listed is None or sha256(last).hexdigest() != there.sha256:
        return lines_of(tally.counting(every_file(common, units)))
    changes = published.changes(units, common)
    changes.pop(NAME, None)
    tally.files, tally.pages, tally.bytes = before.listed
    tally.add(((path, old) for path, (old, _) in changes.items() if old), -1)
    tally.add((path, new) for path, (_, new) in changes.items() if new)
    return amended(last, {path: new for path, (_, new) in changes.items()})
