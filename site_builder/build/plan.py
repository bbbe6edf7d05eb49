"""The decisions of an incremental build: what is still good, and why the rest is made again. Values in, values out.

Everything that is made has a cache key (fingerprint): a digest of all its dependencies. A reason is a line for
--explain; None means that what the last build made is still good.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from site_builder.build.input_stamps import FileStamp
from site_builder.build.state import ExportState, GroupState, UnitState
from site_builder.build.thresholds import RACY_NANOSECONDS
from site_builder.data.file_record import FileRecord
from site_builder.data.tables import Book
from site_builder.records.encoding import digest, pack
from site_builder.records.registers import Registers
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.aspects import Aspect, AspectDigests
from site_builder.views.context import Context
from site_builder.views.neighbours import Scan

NEW = "新的"
SOURCES = "原文、台账、附件、模板、设置或相关记录变了"
DAY = "到了状态变化的日子"
OUTPUTS = "输出的文件不在或被改过"
CARD = "留存的摘要不在"
WORDS = "搜索用的文字不在"
GROUP_DEPENDENCIES = "所列的记录、设置或模板变了"
EXPORT_ROWS = "所列的记录变了"
NEW_OR_GONE = "新的，或文件不在"
CONTENT = "内容变了"

# Groups of site pages that a preview leaves stale for the moment, as it does with the search index.
SLOW_GROUPS = frozenset({"calendars", "sitemap", "feeds", "documents", "titles"})
_SHARED = ("settings", "base", "origin", "calendar", "drafts")
_OWN = [name for name in Context.__struct_fields__ if name not in _SHARED]


# -- sources


def unchanged_sources(
    folder: str, now: Mapping[str, FileStamp], then: Mapping[str, FileStamp], looked: int
) -> set[str]:
    """Notices whose files need not be read again, as their stamps are the same.

    A file that changed shortly before it was read may have changed again within the same tick of the file system's
    clock, so it counts as changed.

    Takes   folder: of the notices, with a slash at its end
            now, then: stamps of all files that are read now and were read by the last build
            looked: when the stamps of `then` were taken, in nanoseconds
    Gives   slugs, of `then`
    """
    racy = looked - RACY_NANOSECONDS
    doubtful = {path for path, _ in now.items() ^ then.items()}
    doubtful.update(path for path, (_, mtime) in now.items() if mtime >= racy)
    return _notices(folder, then) - _notices(folder, doubtful)


def _notices(folder: str, paths: Iterable[str]) -> set[str]:
    return {path[len(folder) :].partition("/")[0] for path in paths if path.startswith(folder)}


# -- units


def shared_key(context: Context, units: bytes) -> bytes:
    """The part of a unit's key that is the same for all units of a build.

    Takes   context: of any notice of the build
            units: changes with the frame of pages, the settings, the templates of notices and this program
    """
    return digest(units, pack([getattr(context, name) for name in _SHARED]))


def unit_key(sources: bytes, context: Context, shared: bytes) -> bytes:
    """The cache key of a unit.

    Takes   sources: the digest of its files
            context: of the notice
            shared: of `shared_key`
    """
    return digest(sources, shared, pack([getattr(context, name) for name in _OWN]))


def contexts_key(scans: Sequence[Scan], registers: Registers, shared: bytes) -> bytes:
    """Changes with all that the contexts of a build are made of: as long as it is the same, so is each unit's key while its sources are.

    Takes   shared: of `shared_key`
    """
    return digest(shared, pack((scans, registers)))


def unit_reason(old: UnitState | None, key: bytes, *, day: date, stored: Collection[bytes], search: bool) -> str | None:
    """Why a unit is made again, as far as can be said without a look at its published files.

    Takes   old: as the last build made it
            stored: names of all that the store holds
            search: whether the search index is made, for which its text is needed
    """
    if old is None:
        return NEW
    if old.key != key:
        return SOURCES
    if not old.holds_on(day):
        return DAY
    if old.card and old.card not in stored:
        return CARD
    if search and old.words not in stored:
        return WORDS
    return None


def outputs_reason(intact: bool) -> str | None:
    """Why a unit whose cache key is the same is made again all the same. Takes   intact: whether its published files are those of the last build"""
    return None if intact else OUTPUTS


# -- groups of site pages


def site_key(frame: bytes, registers: Registers, site: SiteContext) -> bytes:
    """What every group depends on.

    Takes   frame: changes with the frame of pages, in which pages of text are named, the settings and this program
    """
    return digest(frame, pack((registers, site.graves)))


class Columns:
    """The digests of all cards, aspect by aspect: hundreds of groups ask for the same of thousands."""

    def __init__(self, marks: Mapping[str, AspectDigests]):
        """Takes   marks: slug → digests of its card's aspects"""
        self._marks, self._columns = marks, dict[Aspect, dict[str, bytes]]()

    def of(self, aspect: Aspect, slugs: Iterable[str]) -> bytes:
        """The digests of one aspect of these cards, joined."""
        column = self._columns.get(aspect)
        if column is None:
            column = self._columns[aspect] = {slug: marks.of(aspect) for slug, marks in self._marks.items()}
        return b"".join(map(column.__getitem__, slugs))


def group_key(group: Group, site: bytes, templates: bytes, marks: Columns) -> bytes:
    """The cache key of a group: the aspects that it reads of the cards that it lists, and the rest of its dependencies.

    Takes   site: of `site_key`
            templates: digests of all templates that its pages reach
            marks: of all cards
    """
    slugs = [card.slug for card in group.cards]
    cards = b"".join(marks.of(aspect, slugs) for aspect in group.reads)
    return digest(site, templates, cards, pack((group.name, slugs, group.parameters)))


def groups_key(site: bytes, templates: bytes, context: SiteContext, units: Iterable[UnitState]) -> bytes:
    """Changes with all that any group of a build depends on: as long as it is the same, so are all their keys.

    Takes   site: of `site_key`
            templates: changes with any template
            units: in order
    """
    parts = chain.from_iterable((unit.slug.encode(), unit.brief, unit.marks.parts) for unit in units)
    return digest(site, templates, pack((context.pages, context.day)), *(memoryview(part) for part in parts))


def group_reason(old: GroupState | None, key: bytes, *, intact: bool, postponed: bool = False) -> str | None:
    """Why a group is made again.

    Takes   intact: whether the files that the last build made are intact
            postponed: whether it may be stale for the moment
    """
    return _reason(old.key if old and intact else None, key, GROUP_DEPENDENCIES, postponed)


def _reason(old: bytes | None, key: bytes, changed: str, postponed: bool) -> str | None:
    """Why something is made again; None = it is kept.

    Takes   old: the cache key of what there is; None = there is nothing intact
            key: the cache key now
            changed: the reason where they differ
            postponed: whether it may be stale for the moment
    Gives   the reason
    """
    if old is None:
        return NEW_OR_GONE
    return None if old == key or postponed else changed


def postponed(name: str, stale_search: bool) -> bool:
    """Whether a group may be stale for the moment: what is slow to make, in a preview."""
    return stale_search and name in SLOW_GROUPS


# -- exports


def export_rows(book: Book, marks: Mapping[str, AspectDigests]) -> dict[str, bytes]:
    """For each notice, in the order of the lines, a digest that changes with its rows."""
    return {card.slug: marks[card.slug].of("whole") + bytes([card.follows is None]) for card in book.cards}


def exports_key(book: Book, rows: Mapping[str, bytes], shape: bytes) -> bytes:
    """The cache key of the exports.

    Takes   rows: of `export_rows`
            shape: changes with all that their bytes depend on beside rows
    """
    return digest(pack((shape, list(rows.items()), book.organs, book.inspections)))


def export_reason(old: ExportState | None, key: bytes, *, intact: bool, postponed: bool) -> str | None:
    """Why the exports are made again. Takes   as `group_reason`"""
    return _reason(old.key if old and intact else None, key, EXPORT_ROWS, postponed)


# -- files


def page_reason(published: FileRecord | None, fingerprint: bytes) -> str | None:
    """Why a page is rendered again. Takes   published: its intact file"""
    return None if published is not None and published.fingerprint == fingerprint else CONTENT


def file_reason(published: FileRecord | None, sha256: str) -> str | None:
    """Why a file is written again. Takes   published: the intact file; sha256: of the bytes that were made"""
    return None if published is not None and published.sha256 == sha256 else CONTENT
