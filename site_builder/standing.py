"""Shell: what is published already, and whether it is as the last build left it."""

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from site_builder.state import Files, State, UnitState
from site_builder.unit import FileRecord


class Standing:
    """The published site beside what the last build knows of it.

    Takes   by_content: files are compared by content and not by size and mtime
            trusted: files are not looked at, for a preview that wrote them itself a moment ago
    """

    def __init__(self, before: State, out: Path, by_content: bool, trusted: bool):
        self.before, self.trusted = before, trusted
        self._out, self._by_content = str(out) + os.sep, by_content

    def sound(self, files: Mapping[str, FileRecord]) -> Files:
        """Those of these files that stand as we left them."""
        if self.trusted:
            return dict(files)
        return {path: record for path, record in files.items() if self._as_left(path, record)}

    def _as_left(self, path: str, record: FileRecord) -> bool:
        try:
            stat = os.stat(self._out + path)
        except OSError:
            return False
        if stat.st_mtime_ns != record.mtime or stat.st_size != record.size:
            return False
        return not self._by_content or sha256(Path(self._out + path).read_bytes()).hexdigest() == record.sha256

    @cached_property
    def common(self) -> Files:
        """Files of no unit that stand as we left them."""
        return self.sound(self.before.common())

    def whole(self, files: Mapping[str, FileRecord]) -> bool:
        """Whether these files of no unit stand."""
        return all(self.same(path, record) for path, record in files.items())

    def same(self, path: str, record: FileRecord) -> bool:
        """Whether a file of no unit stands with these bytes."""
        there = self.common.get(path)
        return there is not None and there.sha256 == record.sha256

    def left_over(self, units: Mapping[str, UnitState], common: Iterable[str]) -> list[str]:
        """Files of the last build that this one does not have."""
        then, now = set(self.before.common()), set(common)
        for slug in self.before.units.keys() | units.keys():
            old, new = self.before.units.get(slug), units.get(slug)
            if old is not new:
                then.update(old.files() if old else ())
                now.update(new.files() if new else ())
        return sorted(then - now)
