"""The list of all notices on the desk's home page: a summary of each, cached until its files or the day change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from site_builder.build.disk import slugs
from site_builder.build.input_stamps import stamp_of
from site_builder.desk.opened import EDITED, IMPORTED, Opened
from site_builder.desk.todo import KINDS, URGENT, Summary, Todo, finding_todos, summary_of, urgency
from site_builder.desk.writing import Writer
from site_builder.records.findings import Finding


class Summaries:
    """Takes   content: the content folder; writer: which reads the files of its notices; the_day: gives the current day"""

    def __init__(self, content: Path, writer: Writer, the_day: Callable[[], date]):
        self.content, self.writer, self.the_day = content, writer, the_day
        self._cached: dict[str, tuple[object, Summary]] = {}

    def keep(self, opened: Opened) -> None:
        """Caches the summary of a notice with the stamps of its files."""
        self._cached[opened.slug] = (self._stamps(opened.slug), summary_of(opened))

    def forget(self, slug: str) -> None:
        self._cached.pop(slug, None)

    def refresh(self) -> Iterator[str]:
        """Updates stale summaries one notice at a time, yielding the slug of each."""
        names = slugs(self.content)
        for gone in self._cached.keys() - set(names):
            self.forget(gone)
        for name in names:
            stamps = self._stamps(name)
            if name not in self._cached or self._cached[name][0] != stamps:
                self._cached[name] = (stamps, self._read(name))
                yield name

    def _read(self, slug: str) -> Summary:
        try:
            files = {file: self.writer.read(slug, file) for file in (*EDITED, IMPORTED)}
            return summary_of(Opened(slug, files, self.the_day()))
        except (OSError, ValueError) as error:
            return Summary(
                slug=slug,
                title=slug,
                organ=None,
                published=None,
                draft=False,
                items=0,
                open=0,
                todo=(Todo("error", f"读不出来：{error}"),),
            )

    def _stamps(self, slug: str) -> object:
        return (self.the_day(), *(stamp_of(self.writer.path(slug, file)) for file in (*EDITED, IMPORTED)))

    def values(self, organs: Mapping[str, str], findings: Sequence[Finding]) -> dict[str, Any]:
        """The list as JSON values, the most urgent first; `ready`: whether these are all notices.

        Takes   organs: id → name; findings: of the preview's last check
        """
        names = slugs(self.content)
        by_slug: dict[str, list[Finding]] = {}
        for finding in findings:
            parts = finding.at.path.split("/notices/")
            if len(parts) > 1:
                by_slug.setdefault(parts[1].partition("/")[0], []).append(finding)
        known = [self._cached[name][1] for name in names if name in self._cached]
        whole = [
            msgspec.structs.replace(each, todo=(*each.todo, *finding_todos(by_slug.get(each.slug, []))))
            for each in known
        ]
        whole.sort(key=lambda each: (urgency(each), each.slug))
        return {
            "day": self.the_day().isoformat(),
            "kinds": KINDS,
            "ready": len(known) == len(names),
            "number": len(names),
            "notices": [
                msgspec.to_builtins(each)
                | {
                    "organ": organs.get(each.organ or "", each.organ),
                    "urgent": any(todo.kind in URGENT for todo in each.todo),
                }
                for each in whole
            ],
        }
