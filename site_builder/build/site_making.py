"""Shell: everything around the units: site pages, files, exports, search, compressed siblings, the manifest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date
from itertools import chain

from site_builder.build.export_files import begin_exports, exports_fingerprint, rows_of
from site_builder.build.file_listing import Tally, every_file, manifest_lines
from site_builder.build.group_making import (
    GroupJob,
    GroupResult,
    SiteRecords,
    exported_book,
    made_group,
    make_exports,
    make_groups,
)
from site_builder.build.inputs import Inputs, Options
from site_builder.build.published_files import PublishedFiles
from site_builder.build.publishing import SitePaths
from site_builder.build.staging import Staging, dropped_if_same, staged, streamed
from site_builder.build.state import ExportState, FileRecords, FileTotals, GroupState, State, StateCache, UnitState
from site_builder.build.store import Store
from site_builder.build.unit_making import Progress
from site_builder.build.workers import Blueprint, Serial, frame_of, renderer_for
from site_builder.data.manifest import NAME, manifest
from site_builder.records.encoding import digest, pack, unpacker
from site_builder.rendering.render import Output
from site_builder.site.file_groups import file_groups, sitemap_group
from site_builder.site.page_groups import page_groups
from site_builder.site.search_labels import search_labels, search_suggestions
from site_builder.site.site_context import Group, SiteContext
from site_builder.unit.card_digests import AspectDigests
from site_builder.unit.cards import Brief, Grave
from site_builder.unit.outputs import FileRecord
from site_builder.unit.search_documents import SearchDocument
from site_builder.views.page_frame import Frame

# Groups that a preview may leave as they are for the moment, as it does with the search index.
SLOW = frozenset({"calendars", "sitemap", "feeds", "documents", "titles"})


_LARGE = 1_000_000  # bytes of exports that are worth a thread
# What another process makes meanwhile where it does not make the exports, which take as long as all groups: about half.
# There is one such process, whatever their number, for it needs the whole site in memory.
SHARE = ("feeds", "calendars", "titles")


class SiteMaker:
    """Makes what is of no unit, as far as it has changed.

    files   what is made or kept, by path
    staged  those of them that wait to be published
    busy    whether another process makes the exports
    """

    def __init__(
        self,
        options: Options,
        paths: SitePaths,
        published: PublishedFiles,
        store: Store,
        blueprint: Blueprint,
        progress: Progress,
    ):
        self.options, self.paths, self.published, self.store = options, paths, published, store
        self.blueprint, self.progress = blueprint, progress
        self.staging = Staging(str(paths.staging), renderer_for(blueprint))
        self.files: FileRecords = {}
        self.staged: list[str] = []
        self.groups: dict[str, GroupState] = {}
        self.exports: ExportState | None = None
        self.listed: FileTotals | None = None
        self.busy = False

    def make(
        self, records: SiteRecords, site: SiteContext, base: bytes, marks: Mapping[str, AspectDigests], pool: Executor
    ) -> None:
        """Pages, files and exports.

        Takes   base: changes with what all groups depend on
                pool: makes them where it has processes of its own
        """
        with ThreadPoolExecutor(2) as threads:  # none is started as long as nothing is given to them
            packed = b"" if isinstance(pool, Serial) else pack(records)
            exported = site.registers.settings.exports
            exports = self.export(site, marks, pool, packed, threads) if exported else None
            self.make_groups(site, base, marks, pool, packed)
            if exports:
                self.take_exports(exports())

    def make_groups(
        self, site: SiteContext, base: bytes, marks: Mapping[str, AspectDigests], pool: Executor, packed: bytes
    ) -> None:
        frame = frame_of(self.blueprint)
        keys: dict[str, bytes] = {}
        anew: dict[str, Group] = {}
        for group in (*page_groups(site, frame), *file_groups(site, frame)):
            keys[group.name] = self.key(group, base, marks)
            if not self.kept_as_it_is(group, keys[group.name]):
                anew[group.name] = group
        for report in self.carry_out(anew, Serial() if self.busy else pool, packed):
            self.take(report, keys[report.name])
        self.groups = {name: self.groups[name] for name in keys}
        own = [path for group in self.groups.values() for path in group.files if path.endswith(".html")]
        sitemap = sitemap_group(site, frame, own)
        if not self.kept_as_it_is(sitemap, key := self.key(sitemap, base, marks)):
            self.take(made_group(sitemap, self.staging, self.before(sitemap)), key)
        for state in self.groups.values():
            self.files.update(state.files)

    def stage(self, output: Output) -> FileRecord:
        """A file's record; the file waits in staging unless the same bytes are published."""
        there = self.published.shared.get(output.path)
        record, written = staged(self.paths.staging, output, there)
        if written:
            self.staged.append(output.path)
        self.files[output.path] = record
        return record

    def changed(self, path: str, record: FileRecord) -> FileRecord:
        """The record of a file that was written to staging; it waits there unless the same bytes are published."""
        record, new = dropped_if_same(self.paths.staging / path, record, self.published.shared.get(path))
        if new:
            self.staged.append(path)
        return record

    # -- groups

    def key(self, group: Group, base: bytes, marks: Mapping[str, AspectDigests]) -> bytes:
        """Changes with whatever the files of a group depend on."""
        closure = b"".join(self.staging.renderer.closure(name) for name in group.templates)
        cards = b"".join(marks[card.slug].of(facet) for card in group.cards for facet in group.reads)
        return digest(
            base + closure + cards + pack((group.name, [card.slug for card in group.cards], group.parameters))
        )

    def kept_as_it_is(self, group: Group, key: bytes) -> bool:
        """Whether nothing that the group depends on has changed and its files stand; then it is done."""
        old = self.published.before.groups.get(group.name)
        whole = old is not None and self.published.all_intact(old.files)
        later = self.options.stale_search and group.name in SLOW
        if old is not None and whole and (old.key == key or later):
            self.options.say_why(group.name, None)
            self.groups[group.name] = old
            return True
        self.options.say_why(group.name, "所列的记录、设置或模板变了" if whole else "新的，或文件不在")
        return False

    def take(self, report: GroupResult, key: bytes) -> None:
        self.groups[report.name] = GroupState(key, report.files)
        self.staged += report.staged
        self.options.say_pages(lambda: report.files, report.staged)

    def before(self, group: Group) -> FileRecords:
        """The files of a group as they stand."""
        old = self.published.before.groups.get(group.name)
        there = self.published.shared
        return {path: there[path] for path in old.files if path in there} if old else {}

    def carry_out(self, anew: Mapping[str, Group], pool: Executor, packed: bytes) -> Iterator[GroupResult]:
        """Takes   pool: makes some of them meanwhile, where it has processes of its own"""
        away = [] if isinstance(pool, Serial) else [name for name in anew if name.partition("/")[0] in SHARE]
        orders = [GroupJob(name, self.before(anew[name])) for name in away]
        future = pool.submit(make_groups, self.blueprint, packed, orders) if orders else None
        for name, group in anew.items():
            if name not in away:
                yield made_group(group, self.staging, self.before(group))
        if future:
            yield from unpacker(list[GroupResult]).decode(future.result())

    # -- exports

    def export(
        self, site: SiteContext, marks: Mapping[str, AspectDigests], pool: Executor, packed: bytes, threads: Executor
    ) -> Callable[[], ExportState]:
        """The site-wide exports, begun now: made again when a row of theirs may have changed.

        Takes   threads: write them where they are large and `pool` has no processes
        """
        book, shape = exported_book(site), self.blueprint.frame
        rows = rows_of(book, {slug: found.of("whole") for slug, found in marks.items() if found.digests})
        old = self.published.before.exports
        whole = old is not None and self.published.all_intact(old.files)
        if (
            old is not None
            and whole
            and (self.options.stale_search or old.key == exports_fingerprint(book, rows, shape))
        ):
            self.options.say_why("exports", None)
            return lambda: old
        self.options.say_why("exports", "所列的记录变了" if whole else "新的，或文件不在")
        last = old if whole else None
        if isinstance(pool, Serial):
            known = last is not None and self.published.trusted
            large = last is not None and sum(file.size for file in last.files.values()) > _LARGE
            runner = threads if large else pool
            return begin_exports(
                threads=runner,
                book=book,
                rows=rows,
                shape=shape,
                last=last,
                out=self.paths.out,
                staging=self.paths.staging,
                known=known,
            )
        self.busy = True
        future = pool.submit(make_exports, self.blueprint, packed, rows, last=last, out=str(self.paths.out))
        decoder = unpacker(ExportState)
        return lambda: decoder.decode(future.result())

    def take_exports(self, exports: ExportState) -> None:
        """Publishes those of the exports whose bytes have changed."""
        for path, record in exports.files.items():
            if record is not self.published.shared.get(path):
                exports.files[path] = self.changed(path, record)
        self.exports = exports
        self.files.update(exports.files)

    def index(self, site: SiteContext, frame: Frame, units: Mapping[str, UnitState]) -> None:
        """The search bundle: shards that have not changed are kept as they are."""
        from site_builder.search.indexing import search_index

        there = self.published.shared
        if self.options.stale_search:
            self.files.update({path: record for path, record in there.items() if path.startswith("pagefind/")})
            return
        decoder = unpacker(tuple[SearchDocument, ...])
        words = [unit.words for unit in units.values() if unit.words]
        documents = [document for name in words for document in decoder.decode(self.store.get(name))]
        self.progress("搜索索引", 0, len(documents))
        made = search_index(
            documents,
            state=self.paths.search,
            base_path=frame.routes.base,
            labels=search_labels(site),
            suggestions=search_suggestions(site),
        )
        for name, sealed_file in made.files.items():
            path = f"pagefind/{name}"
            if path in there and there[path].sha256 == sealed_file.sha256:
                self.files[path] = there[path]
            else:
                self.stage(Output(path, made.read(name)))
        self.progress("搜索索引", len(documents), len(documents))

    def compress(self, units: Mapping[str, UnitState], staged_units: Iterable[str]) -> None:
        """Compressed siblings of every file that is worth it."""
        from site_builder.build.compressing import sibling_names, siblings, worth_compressing

        there, waiting = self.published.shared, {*staged_units, *self.staged}
        for path, record in list(chain.from_iterable(every_file(self.files, units))):
            if not worth_compressing(path, record.size):
                continue
            names = sibling_names(path)
            if path not in waiting and all(name in there for name in names):
                self.files.update({name: there[name] for name in names})
                continue
            content = ((self.paths.staging if path in waiting else self.paths.out) / path).read_bytes()
            for name, packed in siblings(path, content):
                self.stage(Output(name, packed))

    def list(self, units: Mapping[str, UnitState], site: SiteContext, next_change: date | None) -> Tally:
        """The manifest of everything; gives what it counted. In a preview the first one stays, and nothing is counted."""
        tally = Tally()
        there = self.published.shared.get(NAME)
        if there is not None and self.options.stale_search and self.published.trusted:
            self.files[NAME] = there
            return tally
        texts = {slug: unit.text_sha256 for slug, unit in units.items() if unit.text_sha256}
        drafts = self.options.drafts
        lines = manifest_lines(self.published, self.files, units, tally)
        record = streamed(self.paths.staging / NAME, manifest(lines, texts, site.graves, next_change, drafts))
        self.listed = tally.counted()
        record = self.files[NAME] = self.changed(NAME, record)
        tally.add([(NAME, record)])
        return tally

    def left(self, units: dict[str, UnitState], inputs: Inputs) -> State:
        """What the next build finds."""
        state = State(units=units, groups=self.groups, exports=self.exports, listed=self.listed)
        known = state.common()
        state.others = {path: record for path, record in self.files.items() if path not in known}
        state.stamps_in, state.looked, state.heads = inputs.stamps, inputs.looked, inputs.heads
        return state


def records_of(inputs: Inputs, units: Mapping[str, UnitState], memory: StateCache | None = None) -> SiteRecords:
    """What the site is made from; briefs that are remembered are not decoded again."""
    decoder = unpacker(Brief | Grave | None)
    known = memory.briefs if memory else {}
    read = {}
    for slug, unit in units.items():
        last = known.get(slug)
        read[slug] = last if last is not None and last[0] is unit.brief else (unit.brief, decoder.decode(unit.brief))
    if memory:
        memory.briefs = read
    found = [brief for _, brief in read.values()]
    return SiteRecords(
        briefs=tuple(each for each in found if isinstance(each, Brief)),
        graves=tuple(each for each in found if isinstance(each, Grave)),
        pages=inputs.texts(),
        cards={slug: unit.card for slug, unit in units.items() if unit.card},
    )
