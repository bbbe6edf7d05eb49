"""The published files compared with the state of the last build: which are intact, and which are stale.

Imports next to nothing: the early check reads it first.
"""

import hashlib
import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from site_builder.build.file_table import FileTable, stamps_of
from site_builder.build.state import State, UnitState
from site_builder.data.file_record import FileRecord, FileRecords


def file_sha256(path: str | Path) -> str:
    """Of a file, in hex. Errors  OSError"""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class PublishedFiles:
    """The site as it is published.

    A file is intact while its size and time of change are those that the last build recorded, or its content where that
    is asked for.
    """

    def __init__(self, before: State, out: Path, by_content: bool = False, trusted: bool = False):
        """Takes   before: the state of the last build
        out: the output folder
        by_content: whether files are compared by content
        trusted: whether all files are known to be intact, for this process wrote them itself a moment ago
        """
        self.before, self.trusted = before, trusted and not by_content
        self._folder, self._by_content = str(out) + os.sep, by_content

    def intact(self, files: Mapping[str, FileRecord]) -> FileRecords:
        """Those of these files that are intact."""
        if self.trusted:
            return dict(files)
        return {path: record for path, record in files.items() if self._intact(path, record)}

    def _intact(self, path: str, record: FileRecord) -> bool:
        try:
            stat = os.stat(self._folder + path)
        except OSError:
            return False
        if stat.st_mtime_ns != record.mtime or stat.st_size != record.size:
            return False
        return not self._by_content or file_sha256(self._folder + path) == record.sha256

    def unit_intact(self, unit: UnitState) -> bool:
        """Takes   unit: of the last build"""
        return self.trusted or (self._all_intact(unit.own, unit.folder) and self._all_intact(unit.outside, ""))

    def _all_intact(self, files: FileTable, folder: str) -> bool:
        """Takes   folder: of the files, with a slash at its end"""
        if self._by_content:
            return all(self._intact(path, record) for path, record in files.records(folder).items())
        stat, where, seen = os.stat, self._folder + folder, list[int]()
        try:
            for name in files.paths():
                found = stat(where + name)
                seen += (found.st_size, found.st_mtime_ns)
        except OSError:
            return False
        return stamps_of(seen) == files.stamps

    def count_if_intact(self) -> int | None:
        """How many files the site has; None where one of them is not intact, or nothing is known of them."""
        if self.before.empty:
            return None
        common = self.before.common()
        if len(self.common) != len(common) or not all(map(self.unit_intact, self.before.units.values())):
            return None
        return len(common) + sum(unit.number for unit in self.before.units.values())

    @cached_property
    def common(self) -> FileRecords:
        """The intact files that are of no unit."""
        return self.intact(self.before.common())

    def common_intact(self, files: Mapping[str, FileRecord]) -> bool:
        """Whether these files of no unit are published with these bytes."""
        return all(path in self.common and self.common[path].sha256 == record.sha256 for path, record in files.items())

    def stale_files(self, units: Mapping[str, UnitState], common: FileRecords) -> list[str]:
        """Files of the last build that this one does not have.

        Takes   units, common: of this build
        """
        both = [(self.before.units.get(slug), units.get(slug)) for slug in self.before.units.keys() | units.keys()]
        changed = [(old, new) for old, new in both if old is not new]
        stale = set(self.before.common())
        for old, new in changed:  # one at a time: after a change of templates they have nearly all files of the site
            stale |= (old.files() if old else {}).keys() - (new.files() if new else {}).keys()
        for _, new in changed if stale else ():
            stale -= (new.files() if new else {}).keys()
        return sorted(stale - common.keys())
