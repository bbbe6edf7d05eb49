"""The list of all notices on the desk's home page: a summary of each, cached until its files or the day change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from site_builder.build.disk import shown, slug_of, slugs
from site_builder.build.input_stamps import stamp_of
from site_builder.desk.opened import EDITED, Opened
from site_builder.desk.todo import (
    KINDS,
    URGENT,
    Summary,
    Todo,
    finding_todos,
    most_urgent_first,
    site_todos,
    summary_of,
)
from site_builder.desk.writing import Writer
from site_builder.importing.mark import IMPORTED
from site_builder.records.findings import Finding
from site_builder.system.refusals import words_of


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
        there = set(names)
        for gone in [
            name for name in list(self._cached) if name not in there
        ]:  # of a copy: requests add to it meanwhile
            self.forget(gone)
        for name in names:
            stamps = self._stamps(name)
            known = self._cached.get(name)  # read once: a request may forget it meanwhile
            if known is None or known[0] != stamps:
                self._cached[name] = (stamps, self._read(name))
                yield name

    def _read(self, slug: str) -> Summary:
        try:
            files = {file: self.writer.read(slug, file) for file in (*EDITED, IMPORTED)}
            return summary_of(Opened(slug, files, self.the_day()))
        except (OSError, ValueError) as error:
            why = words_of(error) if isinstance(error, OSError) else str(error)
            return Summary(slug=slug, title=slug, todo=(Todo("error", f"读不出来：{why}"),))

    def _stamps(self, slug: str) -> object:
        return (self.the_day(), *(stamp_of(self.writer.path(slug, file)) for file in (*EDITED, IMPORTED)))

    def values(self, organs: Mapping[str, str], findings: Sequence[Finding]) -> dict[str, Any]:
        """The list as JSON values, the most urgent first; `ready`: whether these are all notices; `site`: what is about none of them.

        Takes   organs: id → name; findings: of the preview's last check, and of what the site lacks
        """
        names, folder = slugs(self.content), shown(self.content)
        there, of_site = set(names), []
        by_slug: dict[str, list[Finding]] = {}
        for finding in findings:
            slug = slug_of(finding.at.path, folder)
            if slug in there:
                by_slug.setdefault(slug, []).append(finding)
            else:
                of_site.append(finding)
        known = [found[1] for name in names if (found := self._cached.get(name)) is not None]
        whole = [
            msgspec.structs.replace(each, todo=(*each.todo, *finding_todos(by_slug.get(each.slug, []))))
            for each in known
        ]
        return {
            "day": self.the_day().isoformat(),
            "kinds": KINDS,
            "urgent": sorted(URGENT),
            "ready": len(known) == len(names),
            "number": len(names),
            "site": msgspec.to_builtins(site_todos(of_site)),
            "notices": [
                msgspec.to_builtins(each)
                | {
                    "organ": organs.get(each.organ or "", each.organ),
                    "urgent": any(todo.kind in URGENT for todo in each.todo),
                }
                for each in most_urgent_first(whole)
            ],
        }
