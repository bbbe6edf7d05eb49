"""Every file of a site in the order of the manifest, read unit by unit: never held in memory all at once."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from site_builder.build.state import State, UnitState
from site_builder.data.file_record import FileRecord
from site_builder.data.manifest import BETWEEN, LIST, ListedFile, lines_of

Place = tuple[int, int]  # bytes from the beginning of the list of files


class Tally:
    """Counts files, pages and bytes of a site."""

    def __init__(self) -> None:
        self.files = self.pages = self.bytes = 0

    def add(self, part: Iterable[ListedFile]) -> None:
        for path, record in part:
            self.files += 1
            self.pages += path.endswith(".html")
            self.bytes += record.size

    def add_own(self, unit: UnitState) -> None:
        """The files of a unit that are in its folder."""
        self.files += len(unit.own)
        self.pages += unit.own.ending(".html")
        self.bytes += unit.own.size()


def every_file(common: Mapping[str, FileRecord], units: Mapping[str, UnitState]) -> Iterator[list[ListedFile]]:
    """All files of a site, sorted by path, some at a time: those of a unit together, and those between two units."""
    for unit, others in _divided(common, units):
        yield _together(unit, others) if unit else others


def _divided(
    common: Mapping[str, FileRecord], units: Mapping[str, UnitState]
) -> Iterator[tuple[UnitState | None, list[ListedFile]]]:
    """Each unit with the files that others have in its folder, and what is listed between two units."""
    folders = sorted((unit.folder, unit) for unit in units.values())
    elsewhere = dict(common)
    for _, unit in folders:
        elsewhere.update(unit.outside.records(""))
    rest, start = sorted(elsewhere.items()), 0
    for folder, unit in folders:
        first = bisect_left(rest, folder, start, key=itemgetter(0))
        if start < first:
            yield None, rest[start:first]
        start = bisect_left(rest, folder[:-1] + "0", first, key=itemgetter(0))  # "0" comes after "/"
        yield unit, rest[first:start]
    yield None, rest[start:]


def _together(unit: UnitState, others: list[ListedFile]) -> list[ListedFile]:
    return sorted([*unit.own.records(unit.folder).items(), *others])


class Listing:
    """The list of files in the manifest. What is in the published one is copied from there.

    places  of this list: slug → lines of the files in its folder, where nobody else has files there
    tally   what was listed
    """

    def __init__(self, before: State, published: bytes):
        """Takes   published: the manifest of the last build; empty where there is none, or where it is another"""
        self._before = before
        self._old = memoryview(published)[published.find(LIST) + len(LIST) :]
        self._known = before.listed if published else {}
        self.places: dict[str, Place] = {}
        self.tally = Tally()

    def lines(self, common: Mapping[str, FileRecord], units: Mapping[str, UnitState]) -> Iterator[bytes | memoryview]:
        """The list, some lines at a time. Takes   common: files of no unit"""
        size, between = 0, b""
        first = after = 0  # of a run of lines that follow one another in the published list
        for unit, others in _divided(common, units):
            self.tally.add(others)
            if unit:
                self.tally.add_own(unit)
            known = self._known.get(unit.slug) if unit and not others and self._same(unit) else None
            if unit and known and first < after and known[0] == after + len(BETWEEN):
                self.places[unit.slug] = (size + known[0] - first, size + known[1] - first)
                after = known[1]
                continue
            if first < after:
                yield self._old[first:after]
                size += after - first
                first = after = 0
            if not known and not (lines := lines_of(_together(unit, others) if unit else others)):
                continue
            yield between
            size += len(between)
            between = BETWEEN
            if unit and known:
                self.places[unit.slug] = (size, size + known[1] - known[0])
                first, after = known
                continue
            yield lines
            if unit and not others:
                self.places[unit.slug] = (size, size + len(lines))
            size += len(lines)
        if first < after:
            yield self._old[first:after]

    def _same(self, unit: UnitState) -> bool:
        return self._before.units.get(unit.slug) is unit
