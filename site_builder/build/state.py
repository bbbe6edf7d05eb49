"""What one build leaves for the next: fingerprints and file records. Losing it costs time, never a byte.

Only types, and imports next to nothing: the early check decodes a state before anything slow is imported.
"""

from datetime import date

from msgspec import Raw, Struct

from site_builder.build.file_table import FileTable, table_of
from site_builder.build.input_stamps import FileStamp
from site_builder.data.file_record import FileRecords
from site_builder.unit.aspects import AspectDigests

STATE_FORMAT = 19


class UnitState(Struct, frozen=True, kw_only=True):
    """A unit as it was made. `brief` is decoded on first access only: an archive has many notices.

    slug         of its notice
    sources      digest of the notice's files
    key          its cache key: changes with everything that its files depend on, but the day
    facts        the same without templates: what its findings and its files that are no pages depend on
    valid_from   the first day on which its files are what they are
    next_change  the first day after that on which they are not; None = never
    own          its files below its folder
    outside      its other files
    brief        Brief, Grave or None
    marks        digests of its card's aspects
    card         name of its card in the store; None where it is not public
    words        name of its searched text in the store; None where nothing is searched
    text_sha256  of the notice's text, in hex; None where it is not public
    warnings     how many it has
    """

    slug: str
    sources: bytes
    key: bytes
    facts: bytes
    valid_from: date
    next_change: date | None
    own: FileTable
    outside: FileTable
    brief: Raw
    marks: AspectDigests
    card: bytes | None
    words: bytes | None
    text_sha256: str | None
    warnings: int
    acknowledged: int

    @property
    def folder(self) -> str:
        """Of its pages, with a slash at its end."""
        return folder_of(self.slug)

    @property
    def number(self) -> int:
        """Of its files."""
        return len(self.own) + len(self.outside)

    def files(self) -> FileRecords:
        return self.own.records(self.folder) | self.outside.records("")

    def holds_on(self, day: date) -> bool:
        """Whether the files are on this day what they were when they were made."""
        return self.valid_from <= day and (self.next_change is None or day < self.next_change)


def folder_of(slug: str) -> str:
    return f"notices/{slug}/"


def tables_of(slug: str, files: FileRecords) -> tuple[FileTable, FileTable]:
    """The files of a unit in its folder, and those elsewhere."""
    folder = folder_of(slug)
    own = {path: file for path, file in files.items() if path.startswith(folder)}
    return table_of(own, folder), table_of({path: file for path, file in files.items() if path not in own}, "")


class GroupState(Struct, frozen=True):
    """Site pages that were made together, and their cache key."""

    key: bytes
    files: FileRecords


class ExportState(Struct, frozen=True, kw_only=True):
    """The site-wide exports.

    key    their cache key
    shape  changes with all that their bytes depend on beside rows
    rows   notice → digest of what its rows are made of, in the order of the lines
    sizes  file of lines → bytes of each notice's lines, in that order
    headers  file of lines → bytes before the first of them
    prints  file of lines → digests of the header, and of each notice's lines
    files  their records
    """

    key: bytes
    shape: bytes
    rows: dict[str, bytes]
    sizes: dict[str, tuple[int, ...]]
    headers: dict[str, int]
    prints: dict[str, bytes]
    files: FileRecords


class State(Struct, kw_only=True):
    """A whole build.

    units   by slug
    groups  by name
    others  files of no unit, no group and no export
    stamps  of every file that was read
    looked  when those stamps were taken, in nanoseconds: what changed shortly before is read again
    heads   slug → HeadScan, encoded: decoded by those who ask, who import what it is made of
    content the content folder of which the site was made
    notices the folder of the notices, as the stamps have it
    hidden  name of the part about notices that are not public, which is kept elsewhere; empty = there is none
    templates  template of a unit's page → digest of it and of all that it reaches, when the units were made
    contexts  changes with all that contexts are made of
    grouped   changes with all that groups are made of; empty where some of them were left stale
    listed    slug → where the manifest lists the files in its folder, if nobody else has files there
    """

    format: int = STATE_FORMAT
    units: dict[str, UnitState] = {}
    groups: dict[str, GroupState] = {}
    exports: ExportState | None = None
    others: FileRecords = {}
    stamps: dict[str, FileStamp] = {}
    looked: int = 0
    heads: dict[str, Raw] = {}
    content: str = ""
    notices: str = ""
    hidden: bytes = b""
    templates: dict[str, bytes] = {}
    contexts: bytes = b""
    grouped: bytes = b""
    listed: dict[str, tuple[int, int]] = {}

    @property
    def empty(self) -> bool:
        """Whether there was no build, or nothing is known of it."""
        return not (self.units or self.groups)

    def common(self) -> FileRecords:
        """Every file that is of no unit."""
        files = dict(self.others)
        for group in self.groups.values():
            files.update(group.files)
        if self.exports:
            files.update(self.exports.files)
        return files
