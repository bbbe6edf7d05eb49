"""The whole build, in reading order.

heads → contexts → units (in any executor) → cards → site pages and files → search → manifest → publish

What is still good since the last build is decided in `build/plan.py`.
"""

import time
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from msgspec import to_builtins

from site_builder.build.blueprints import asset_files, blueprint_of
from site_builder.build.disk import slugs
from site_builder.build.executors import Serial, executor_for, give_up
from site_builder.build.file_listing import every_file
from site_builder.build.hidden_state import forget_hidden
from site_builder.build.inputs import Inputs, Options, read_inputs
from site_builder.build.leaving import Gone, Withheld, gone, withheld
from site_builder.build.locking import locked
from site_builder.build.plan import site_key
from site_builder.build.progress import Progress, silent
from site_builder.build.published_files import PublishedFiles
from site_builder.build.publishing import clear_staging, finish, foreign_files, publish, refuse_foreign
from site_builder.build.site_making import SiteMaker
from site_builder.build.site_paths import SitePaths
from site_builder.build.site_records import decoded_briefs, site_context
from site_builder.build.state import State, UnitState
from site_builder.build.state_file import StateCache, encoded_state, load_state, put_aside
from site_builder.build.store import Store, StoreError
from site_builder.build.thresholds import STATE_IN_MEMORY, WALK_UP_TO
from site_builder.build.unchanged import EarlyCheck, save_last_build
from site_builder.build.unit_jobs import Blueprint, UnitJob
from site_builder.build.unit_making import Staged, UnitMaker
from site_builder.build.workers import UnitBuilder
from site_builder.data.file_record import MANIFEST, PROOFS
from site_builder.records.approval import lacking
from site_builder.records.findings import ContentError, SiteError, errors, refuse_without_docstrings
from site_builder.rendering.render import Output
from site_builder.site.site_context import SiteContext
from site_builder.unit.cards import Card
from site_builder.views.context import ContextBuilder


@dataclass
class BuildResult:
    """What a build did, for the terminal and --stats. `seconds`: stage → wall time."""

    notices: int = 0
    items: int = 0
    pages: int = 0
    units_made: int = 0
    units_kept: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0
    bytes: int = 0
    warnings: int = 0
    acknowledged: int = 0
    drafts: int = 0
    unapproved: list[str] = field(default_factory=list)
    next_change: str | None = None
    gone: list[Gone] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    options: Options,
    progress: Progress = silent,
    executor: Executor | None = None,
    memory: StateCache | None = None,
    early: EarlyCheck | None = None,
) -> BuildResult:
    """Builds the site, or raises ContentError with every mistake and leaves the published site as it was.

    Takes   options: what is built, and how
            progress: is called as units are made and pages are indexed
            executor: makes the units; None = processes of this build's own
            memory: where a process that builds again and again keeps the state
            early: the early check of the same folders
    Errors  ContentError, SiteError, OSError
    """
    refuse_without_docstrings()
    paths = SitePaths(options.out, options.content)
    refuse_foreign(paths)
    with locked(paths):
        finish(paths)
        with suppress(StoreError):  # the store is damaged: then the build begins without state
            return _Build(
                options=options, paths=paths, progress=progress, executor=executor, memory=memory, early=early
            ).run()
        try:
            return _Build(
                options=options._replace(clean=True),
                paths=paths,
                progress=progress,
                executor=executor,
                memory=memory,
                early=None,
            ).run()
        except StoreError as lost:
            raise SiteError(f"刚写到 {paths.store} 的文件 {lost} 读不回来；检查磁盘，或换一个 --out") from None


class _Build:
    def __init__(
        self,
        options: Options,
        paths: SitePaths,
        progress: Progress,
        executor: Executor | None,
        memory: StateCache | None,
        early: EarlyCheck | None,
    ):
        """Takes   as `build`; paths: of the site, which is locked"""
        self.options, self.paths, self.progress, self.executor = options, paths, progress, executor
        self.result = BuildResult()
        self.memory, self.early = memory, early
        self.contexts = b""
        self._pool: Executor | None = None  # the processes of this build
        self.start_workers()
        load = memory.load if memory else load_state
        self.last = load(paths)  # what it had public is compared even where nothing of it is used
        self.ask_of_another()
        self.before = State() if options.clean else self.last
        trusted = memory is not None and memory.fresh and options.stale_search
        self.published = PublishedFiles(self.before, paths.out, options.verify_outputs, trusted)
        self.store = Store(paths.store)
        self._clock = time.perf_counter()

    def ask_of_another(self) -> None:
        """Where the site was made of another content folder, which is still there: whoever builds may have mistaken one for the other."""
        other = self.last.content
        elsewhere = bool(other) and Path(other) != self.options.content.resolve()
        if self.options.replacing and elsewhere and (Path(other) / "site.yaml").is_file():
            self.options.replacing(other)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.result.seconds[stage] = round(now - self._clock, 4)
        self._clock = now

    def run(self) -> BuildResult:
        try:
            return self._run()
        except BrokenExecutor:
            give_up(self.executor or self._pool)
            raise SiteError("一个工作进程中途退出（多半是内存不足）；减少 --jobs 再试") from None
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)

    def workers(self, units: int) -> Executor:
        """The executor that makes so many units: processes are started once, as soon as there is enough for them to do."""
        if self.executor is not None:
            return self.executor
        if self._pool is None or isinstance(self._pool, Serial):
            self._pool = executor_for(self.options.jobs, units)
        return self._pool

    def start_workers(self) -> None:
        """Starts processes before the state is loaded, where all units will be made again although there is one.

        They begin as copies of this process, so a state that it holds would take the memory of each.
        """
        if self.early is None or not self.early.every_unit:
            return
        workers = self.workers(len(slugs(self.options.content)))
        if not isinstance(workers, Serial) and workers is not self.executor:
            with suppress(BrokenExecutor):  # it is reported once there is work for them
                workers.submit(int).result()

    def processes(self) -> Executor | None:
        """The processes that have made the units; None where there are none: a cluster makes units only."""
        return None if isinstance(self._pool, Serial) else self._pool

    def _run(self) -> BuildResult:
        options, result = self.options, self.result
        inputs = read_inputs(options, self.before, self.workers, self.early)
        self.lap("read")
        wrong = bool(errors(inputs.findings))  # then units are only checked, so that every mistake is reported
        blueprint = blueprint_of(inputs, options, None if wrong else str(self.paths.staging))
        clear_staging(self.paths)
        made = UnitMaker(options, self.published, self.store, self.workers, self.progress).make(inputs, blueprint)
        self.lap("units")
        inputs = inputs._replace(scans=[])  # they are not needed any more, and they take some memory
        findings = made.findings + inputs.findings
        if errors(findings):
            clear_staging(self.paths)
            raise ContentError(sorted(findings))
        result.units_made, result.units_kept = made.anew, len(made.units) - made.anew
        result.warnings = len(findings) + sum(unit.warnings for unit in made.units.values())
        result.acknowledged = sum(unit.acknowledged for unit in made.units.values())
        result.drafts = sum(head.draft for head in inputs.heads.values())
        settings = inputs.registers.settings
        result.unapproved = [s for s, h in inputs.heads.items() if not h.draft and lacking(settings, h.approved)]
        self.contexts = made.contexts
        self.finish(inputs, blueprint, made.units, made.staged)
        return result

    def finish(self, inputs: Inputs, blueprint: Blueprint, units: dict[str, UnitState], staged: Staged) -> None:
        """Makes site pages, files, search index and manifest; then publishes everything at once.

        Takes   inputs, blueprint: of the build
                units: all of the site
                staged: files of theirs that wait in staging
        """
        options, result = self.options, self.result
        maker = SiteMaker(
            options=options,
            paths=self.paths,
            published=self.published,
            store=self.store,
            blueprint=blueprint,
            progress=self.progress,
        )
        for path, content in asset_files(inputs.templates).items():
            maker.stage(Output(path, content))
        site = self.site_context(inputs, blueprint, units)
        maker.make(site, site_key(blueprint.frame, inputs.registers, site), units, self.processes())
        self.lap("site")
        if options.search:
            maker.index(site, units)
            self.lap("search")
        if options.precompress:
            maker.compress(units, staged)
        drafts = {slug for slug, scan in inputs.heads.items() if scan.draft and not options.drafts}
        coming = [unit.next_change for slug, unit in units.items() if slug not in drafts and unit.next_change]
        next_change = min(coming, default=None)
        tally = maker.list(units, site, next_change)
        result.next_change = str(next_change) if next_change else None
        result.notices, result.items = len(site.cards), sum(card.counts.problems for card in site.cards)
        result.files, result.pages, result.bytes = tally.files, tally.pages, tally.bytes
        self.publish(inputs, maker, units, staged)

    def site_context(self, inputs: Inputs, blueprint: Blueprint, units: dict[str, UnitState]) -> SiteContext:
        briefs = decoded_briefs(units, self.memory.briefs if self.memory else {})
        if self.memory:
            self.memory.briefs = briefs
        return site_context(inputs, blueprint, units, briefs, self.store)

    def publish(self, inputs: Inputs, maker: SiteMaker, units: dict[str, UnitState], staged: Staged) -> None:
        """Takes   as `finish`; maker: of everything that is of no unit"""
        paths, result, quick = self.paths, self.result, self.options.stale_search
        stale = self.stale_files(maker, units)
        if MANIFEST in maker.staged:  # it is not the one that was signed
            stale += [name for name in PROOFS if (paths.out / name).exists()]
        hidden = {slug: head for slug, head in inputs.heads.items() if slug not in units or units[slug].card is None}
        result.withheld = withheld(hidden, self.options.today, inputs.registers.settings, self.options.drafts)
        result.gone = gone(
            before=self.last,
            units=units,
            common=maker.files,
            heads=inputs.heads,
            held=result.withheld,
            store=self.store,
        )
        state = maker.state(units, inputs)
        state.contexts = self.contexts
        result.written, result.removed = len(staged) + len(maker.staged), len(stale)
        paths.out.mkdir(parents=True, exist_ok=True)
        if paths.last_build:
            paths.last_build.unlink(missing_ok=True)
        write = self.memory is None or not quick or result.units_made > STATE_IN_MEMORY
        kept = put_aside(paths, state) if write else None
        publish(paths, chain(staged, maker.staged), stale, encoded_state(kept) if kept else None)
        if kept and paths.private:
            forget_hidden(paths.private, kept.hidden)
        if self.memory:
            self.memory.keep(paths.state, state, write)
        if write:
            self.store.forget({name for unit in units.values() for name in (unit.card, unit.words) if name})
        self.lap("publish")
        if not quick and paths.last_build:
            save_last_build(
                paths.last_build,
                self.options.parameters(),
                inputs.stamps,
                inputs.looked,
                to_builtins(result) | {"gone": []},
            )

    def stale_files(self, maker: SiteMaker, units: Mapping[str, UnitState]) -> list[str]:
        """Files to remove: those of the last build that this one does not have, and whatever else is in the folder.

        In a preview, and in a large site, the folder is not searched for files that others put there, as long as it is
        known what the last build left; --verify-outputs does search it.
        """
        if not self.paths.out.exists():
            return []
        quick = self.options.stale_search or self.result.files > WALK_UP_TO
        if quick and not self.before.empty and not self.options.verify_outputs:
            return self.published.stale_files(units, maker.files)
        planned = {path for part in every_file(maker.files, units) for path, _ in part} | set(PROOFS)
        return foreign_files(self.paths.out, planned)


def cards_on(inputs: Inputs, blueprint: Blueprint) -> list[Card]:
    """Cards of all public notices, made in this process, without rendering a page."""
    builder = UnitBuilder(blueprint)
    around = ContextBuilder(inputs.scans, inputs.registers, blueprint.drafts)
    made = (builder.card(UnitJob(slug=scan.slug, title=scan.title, context=around.of(scan))) for scan in inputs.scans)
    return [card for card in made if isinstance(card, Card)]
