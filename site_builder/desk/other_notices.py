"""A cache of the other notices, with which an edited one is compared; each is reread when its files change."""

from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import Sources, read_sources, read_wording
from site_builder.build.input_stamps import stamp_of
from site_builder.reader.readings import SecondReading
from site_builder.reader.second_look import Look, NamesInHeads, SecondReader, names_of_heads
from site_builder.reader.shared_prints import PrintSheet, all_holders, readings
from site_builder.records.findings import SiteError
from site_builder.records.model import Head
from site_builder.records.notice import read_head
from site_builder.records.registers import Registers

Stamp = tuple[tuple[str, int, int], ...]


class OtherNotices:
    """What the second reader needs of every notice, cached by size and mtime of its files. Takes   content: the content folder"""

    def __init__(self, content: Path):
        self.content = content
        self._reader: SecondReader | None = None
        self._names: NamesInHeads | None = None
        self._stamps: dict[str, Stamp] = {}
        self._sheets: dict[str, PrintSheet] = {}
        self._heads: dict[str, Head] = {}

    def refresh(self, registers: Registers, known: Collection[str]) -> None:
        """Rereads whatever is stale: word lists, registers, notices. Takes   known: slugs of all notices"""
        reader = SecondReader(read_wording(self.content, []), registers)
        if self._reader is None or self._reader.key != reader.key:
            self._reader = reader
        for slug in self._stamps.keys() - set(known):
            self._forget(slug)
        for slug in known:
            stamp = _stamp(self.content / "notices" / slug)
            if self._stamps.get(slug) != stamp:
                self._forget(slug)
                self._stamps[slug] = stamp
                self._read(slug)
        self._names = NamesInHeads(names_of_heads(self._heads, registers), registers)

    def _forget(self, slug: str) -> None:
        for each in (self._stamps, self._sheets, self._heads):
            each.pop(slug, None)

    def _read(self, slug: str) -> None:
        try:
            sources = read_sources(self.content, slug)
        except (OSError, SiteError):
            return
        head = read_head(decoded_leniently(sources.notice), "", []).head
        if head is not None:
            self._heads[slug] = head
            self._sheets[slug] = self._look(slug, sources, head).sheet

    def _look(self, slug: str, sources: Sources, head: Head) -> Look:
        assert self._reader is not None
        text, ledger = decoded_leniently(sources.notice), decoded_leniently(sources.ledger or b"")
        return self._reader.look(slug, text, ledger, sources.files, head)

    def reading(self, slug: str, sources: Sources, head: Head) -> SecondReading:
        """What the second reader finds in a notice with these files."""
        look = self._look(slug, sources, head)
        named = self._names.hits(decoded_leniently(sources.notice), head) if self._names else ()
        sheets = {**self._sheets, slug: look.sheet}
        reading = readings(all_holders(sheets), sheets).get(slug, SecondReading())
        return replace(reading, hits=(*look.hits, *named))


def _stamp(folder: Path) -> Stamp:
    """Size and mtime of the files that are compared."""
    files = [folder / "notice.md", folder / "ledger.yaml"]
    if (folder / "files").is_dir():
        files += sorted((folder / "files").iterdir())
    return tuple((path.name, *stamp) for path in files if (stamp := stamp_of(path)))
