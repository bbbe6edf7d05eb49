"""Makes everything around the units: assets, site pages, exports, search index, compressed siblings, manifest."""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from itertools import chain

from msgspec import Raw

from site_builder.build.executors import Serial
from site_builder.build.export_files import write_exports
from site_builder.build.file_listing import Listing, Place, Tally, every_file
from site_builder.build.group_making import GroupMaker
from site_builder.build.inputs import Inputs, Options
from site_builder.build.plan import export_reason, export_rows, exports_key, groups_key
from site_builder.build.progress import Progress
from site_builder.build.published_files import PublishedFiles
from site_builder.build.site_paths import SitePaths
from site_builder.build.site_records import exported_book
from site_builder.build.staging import Staging, dropped_if_same, staged, streamed
from site_builder.build.state import ExportState, GroupState, State, UnitState
from site_builder.build.store import Store
from site_builder.build.thresholds import EXPORT_THREAD_FROM
from site_builder.build.unit_jobs import Blueprint
from site_builder.build.workers import frame_of, renderer_for
from site_builder.data.file_record import MANIFEST, FileRecord, FileRecords
from site_builder.data.manifest import manifest
from site_builder.records.encoding import pack, sha256_hex, unpacker
from site_builder.rendering.render import Output
from site_builder.site.search_labels import search_labels, search_suggestions
from site_builder.site.site_context import SiteContext
from site_builder.unit.aspects import AspectDigests
from site_builder.unit.search_documents import SearchDocument


class SiteMaker:
    """Makes all files of a build that are of no unit.

    files   what is made or kept, by path
    staged  those of them that wait to be published
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
        """Takes   options, blueprint: of the build
        paths: of the site
        published: the files of the last build
        store: where cards and searched texts are kept
        progress: is called before and after the search index is made
        """
        self.options, self.paths, self.published, self.store = options, paths, published, store
        self.frame, self.progress = frame_of(blueprint), progress
        self.export_shape, self.closures, self.templates = blueprint.frame, blueprint.closures, blueprint.key
        self.staging = Staging(str(paths.staging), renderer_for(blueprint))
        self.files: FileRecords = {}
        self.staged: list[str] = []
        self.groups: dict[str, GroupState] = {}
        self.exports: ExportState | None = None
        self.grouped = b""
        self.listed: dict[str, Place] = {}

    def make(
        self, site: SiteContext, site_key: bytes, units: Mapping[str, UnitState], processes: Executor | None
    ) -> None:
        """Site pages, files and exports.

        Takes   site: what they are made from
                site_key: changes with what every group depends on
                units: all of the site
                processes: of this build, if it has any
        """
        marks = {slug: unit.marks for slug, unit in units.items()}
        grouped = groups_key(site_key, self.templates, site, units.values())
        maker = GroupMaker(self.options, self.published, self.staging, site_key, marks)
        with ThreadPoolExecutor(1) as thread:  # it is not started as long as nothing is given to it
            exports = self._begin_exports(site, marks, processes, thread) if site.registers.settings.exports else None
            if not maker.keep(grouped):
                maker.make(site, self.frame)
        self.groups, self.grouped = maker.groups, b"" if maker.stale else grouped
        self.staged += maker.staged
        for group in self.groups.values():
            self.files.update(group.files)
        if exports:
            self._take_exports(exports.result())

    def stage(self, output: Output) -> FileRecord:
        """A file's record; the file waits in staging unless the same bytes are published."""
        record, written = staged(self.paths.staging, output, self.published.common.get(output.path))
        if written:
            self.staged.append(output.path)
        self.files[output.path] = record
        return record

    def _keep_if_changed(self, path: str, record: FileRecord) -> FileRecord:
        """As `stage`, for a file that is in the staging folder already."""
        record, written = dropped_if_same(self.paths.staging / path, record, self.published.common.get(path))
        if written:
            self.staged.append(path)
        return record

    # -- exports

    def _begin_exports(
        self, site: SiteContext, marks: Mapping[str, AspectDigests], processes: Executor | None, thread: Executor
    ) -> Future[ExportState]:
        """The exports, which take about as long as all groups: one of the processes makes them meanwhile, if there are any.

        Where there is none, a thread copies large ones: most of that time is spent outside Python.
        """
        book, old = exported_book(site), self.published.before.exports
        rows = export_rows(book, marks)
        intact = old is not None and self.published.common_intact(old.files)
        key = exports_key(book, rows, self.export_shape)
        why = export_reason(old, key, intact=intact, postponed=self.options.stale_search)
        self.options.say_why("exports", why)
        if why is None:
            return Serial().submit(lambda: old)
        last = old if intact else None
        large = last is not None and sum(file.size for file in last.files.values()) >= EXPORT_THREAD_FROM
        return (processes or (thread if large else Serial())).submit(
            write_exports,
            book=book,
            rows=rows,
            shape=self.export_shape,
            last=last,
            out=self.paths.out,
            staging=self.paths.staging,
            trusted=self.published.trusted,
        )

    def _take_exports(self, exports: ExportState) -> None:
        """Publishes those of the exports whose bytes have changed."""
        for path, record in exports.files.items():
            if record != self.published.common.get(path):  # else it was left as it is
                exports.files[path] = self._keep_if_changed(path, record)
        self.exports = exports
        self.files.update(exports.files)

    # -- what is made of all files and units

    def index(self, site: SiteContext, units: Mapping[str, UnitState]) -> None:
        """The search index: shards that have not changed are kept as they are. A preview leaves all of it stale."""
        from site_builder.search.indexing import search_index

        published = self.published.common
        if self.options.stale_search:
            self.files.update({path: record for path, record in published.items() if path.startswith("pagefind/")})
            return
        decoder = unpacker(tuple[SearchDocument, ...])
        words = [unit.words for unit in units.values() if unit.words]
        documents = [document for name in words for document in decoder.decode(self.store.get(name))]
        self.progress("搜索索引", 0, len(documents))
        made = search_index(
            documents,
            state=self.paths.search,
            base_path=self.frame.routes.base,
            labels=search_labels(site),
            suggestions=search_suggestions(site),
        )
        for name, kept in made.files.items():
            path = f"pagefind/{name}"
            if path in published and published[path].sha256 == kept.sha256:
                self.files[path] = published[path]
            else:
                self.stage(Output(path, made.read(name)))
        self.progress("搜索索引", len(documents), len(documents))

    def compress(self, units: Mapping[str, UnitState], staged_units: Iterable[str]) -> None:
        """Compressed siblings of every file that is worth it."""
        from site_builder.build.compressing import sibling_names, siblings, worth_compressing

        published, waiting = self.published.common, {*staged_units, *self.staged}
        for path, record in list(chain.from_iterable(every_file(self.files, units))):
            if not worth_compressing(path, record.size):
                continue
            names = sibling_names(path)
            if path not in waiting and all(name in published for name in names):
                self.files.update({name: published[name] for name in names})
                continue
            content = ((self.paths.staging if path in waiting else self.paths.out) / path).read_bytes()
            for name, packed in siblings(path, content):
                self.stage(Output(name, packed))

    def list(self, units: Mapping[str, UnitState], site: SiteContext, next_change: date | None) -> Tally:
        """The manifest of everything; gives what it counted. A preview leaves it stale, and nothing is counted."""
        published, before = self.published.common.get(MANIFEST), self.published.before
        if published is not None and self.options.stale_search and self.published.trusted:
            same = {slug for slug, unit in units.items() if before.units.get(slug) is unit}
            self.files[MANIFEST] = published
            self.listed = {slug: place for slug, place in before.listed.items() if slug in same}
            return Tally()
        texts = {slug: unit.text_sha256 for slug, unit in units.items() if unit.text_sha256}
        old = (self.paths.out / MANIFEST).read_bytes() if published else b""
        listing = Listing(before, old if published and sha256_hex(old) == published.sha256 else b"")
        files = listing.lines(self.files, units)
        lines = manifest(files, texts, site.graves, next_change, self.options.drafts)
        record = streamed(self.paths.staging / MANIFEST, lines)
        record = self.files[MANIFEST] = self._keep_if_changed(MANIFEST, record)
        listing.tally.add([(MANIFEST, record)])
        self.listed = listing.places
        return listing.tally

    def state(self, units: dict[str, UnitState], inputs: Inputs) -> State:
        """What the next build needs to know of this one."""
        state = State(units=units, groups=self.groups, exports=self.exports, stamps=inputs.stamps, looked=inputs.looked)
        state.content, state.notices = str(self.options.content.resolve()), str(self.options.content / "notices")
        state.templates = self.closures
        known = state.common()
        state.others = {path: record for path, record in self.files.items() if path not in known}
        state.grouped, state.listed = self.grouped, self.listed
        state.heads = {slug: Raw(pack(head)) for slug, head in inputs.heads.items()}
        return state
