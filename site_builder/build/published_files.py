"""Shell: what is published already, and whether it is as the last build left it."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from site_builder.build.output_check import sha256_of
from site_builder.build.state import FileRecords, State, UnitState
from site_builder.unit.outputs import FileRecord


class PublishedFiles:
    """The published site beside what the last build knows of it.

    Takes   by_content: files are compared by content and not by size and mtime
            intact_count: whether it is known that all files are as they were left
    """

    def __init__(self, before: State, out: Path, by_content: bool, intact_count: Callable[[], bool]):
        self.before = before
        self._out, self._by_content, self._as_known = str(out) + os.sep, by_content, intact_count

    @cached_property
    def trusted(self) -> bool:
        """Whether files are not looked at: a preview wrote them itself a moment ago, or they have been looked at."""
        return not self._by_content and self._as_known()

    def intact(self, files: Mapping[str, FileRecord]) -> FileRecords:
        """Those of these files that stand as we left them."""
        if self.trusted:
            return dict(files)
        return {path: record for path, record in files.items() if self._intact(path, record)}

    def _intact(self, path: str, record: FileRecord) -> bool:
        try:
            stat = os.stat(self._out + path)
        except OSError:
            return False
        if stat.st_mtime_ns != record.mtime or stat.st_size != record.size:
            return False
        return not self._by_content or sha256_of(self._out + path) == record.sha256

    def content(self, path: str) -> bytes:
        """A published file; nothing where it cannot be read."""
        try:
            return Path(self._out + path).read_bytes()
        except OSError:
            return b""

    @cached_property
    def shared(self) -> FileRecords:
        """Files of no unit that stand as we left them."""
        return self.intact(self.before.common())

    def all_intact(self, files: Mapping[str, FileRecord]) -> bool:
        """Whether these files of no unit stand."""
        return all(self.has_bytes(path, record) for path, record in files.items())

    def has_bytes(self, path: str, record: FileRecord) -> bool:
        """Whether a file of no unit stands with these bytes."""
        there = self.shared.get(path)
        return there is not None and there.sha256 == record.sha256

    def changes(
        self, units: Mapping[str, UnitState], common: FileRecords
    ) -> dict[str, tuple[FileRecord | None, FileRecord | None]]:
        """Files that the last build or this one does not have, or with other bytes: what they were, and what they are."""
        then, now = self.before.common(), dict(common)
        for slug in self.before.units.keys() | units.keys():
            old, new = self.before.units.get(slug), units.get(slug)
            if old is not new:
                were, are = (old.files() if old else {}), (new.files() if new else {})
                then.update(_but(were, are))  # not all of both, which after a change of templates are all files
                now.update(_but(are, were))
        both = ((path, then.get(path), now.get(path)) for path in then.keys() | now.keys())
        return {path: (old, new) for path, old, new in both if not (old and new and old.sha256 == new.sha256)}

    def stale_files(self, units: Mapping[str, UnitState], common: FileRecords) -> list[str]:
        """Files of the last build that this one does not have."""
        return sorted(path for path, (_, new) in self.changes(units, common).items() if new is None)


def _but(files: FileRecords, others: FileRecords) -> Iterator[tuple[str, FileRecord]]:
    """Those of the files that are not among the others with the same bytes."""
    for path, record in files.items():
        other = others.get(path)
        if other is None or other.sha256 != record.sha256:
            yield path, record
