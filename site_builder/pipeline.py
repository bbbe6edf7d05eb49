"""The whole build, in reading order.

heads → contexts → units (in any executor) → cards → site pages and files → search → manifest → publish
"""

import time
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, Executor
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from itertools import chain

from site_builder.approval import lacking
from site_builder.cards import Card
from site_builder.context import Surroundings
from site_builder.disk import slugs
from site_builder.encoding import digest, pack
from site_builder.findings import ContentError, SiteError, errors, refuse_without_docstrings
from site_builder.glance import COUNTED, SEEN, Glance, remember
from site_builder.group_making import site_of
from site_builder.inputs import Inputs, Options, asset_files, blueprint_of, frame_stamps, read_inputs
from site_builder.keeping import Kept, Lost
from site_builder.listing import every_file
from site_builder.publishing import Site as Place
from site_builder.publishing import clear_staging, finish, foreign_files, locked, publish
from site_builder.render import Output
from site_builder.site_making import SiteMaker, records_of
from site_builder.standing import Standing
from site_builder.state import Memory, State, UnitState, encoded, load_state
from site_builder.unit_making import Progress, Staged, UnitMaker
from site_builder.workers import Blueprint, Order, Serial, Workshop, executor_for, frame_of, give_up

FRAME = "frame"  # beside the state: what `frame_stamps` said at the last build
FEW = 16  # units: a preview that made no more leaves its state in memory for the moment


def silent(stage: str, done: int, total: int) -> None:
    return None


@dataclass
class Result:
    """What a build did: for the terminal and --stats."""

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
    drafts: int = 0
    unapproved: list[str] = field(default_factory=list)
    next_change: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    options: Options,
    progress: Progress = silent,
    executor: Executor | None = None,
    memory: Memory | None = None,
    glance: Glance | None = None,
) -> Result:
    """Builds the site, or raises ContentError with every mistake and leaves the published site as it was.

    Takes   memory: of the last build of this site by this process
            glance: at the same content and templates, a moment ago
    """
    refuse_without_docstrings()
    place = Place(options.out)
    place.refuse_foreign()
    with locked(place):
        finish(place)
        with suppress(Lost):  # damaged: then nothing that is kept is relied upon
            return _Build(options, place, progress, executor, memory, glance).run()
        try:
            return _Build(options._replace(clean=True), place, progress, executor, memory, None).run()
        except Lost as lost:
            raise SiteError(f"刚写到 {place.kept} 的文件 {lost} 读不回来；检查磁盘，或换一个 --out") from None


class _Build:
    def __init__(
        self,
        options: Options,
        place: Place,
        progress: Progress,
        executor: Executor | None,
        memory: Memory | None,
        glance: Glance | None,
    ):
        self.options, self.place, self.progress, self.executor = options, place, progress, executor
        self.result = Result()
        self.memory, self.glance = memory, glance
        self._pool: Executor | None = None  # the processes of this build
        self.frame = frame_stamps(options)
        self.start_workers()
        recall = memory.recall if memory else load_state
        self.before = State() if options.clean else recall(place.state)
        self.standing = Standing(self.before, place.out, options.verify_outputs, self.outputs_as_left)
        self.kept = Kept(place.kept)
        self._clock = time.perf_counter()

    def outputs_as_left(self) -> bool:
        if self.memory is not None:
            return self.options.stale_search and self.memory.fresh
        return self.glance is not None and self.glance.outputs_as_left(self.place.folder)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.result.seconds[stage] = round(now - self._clock, 4)
        self._clock = now

    def run(self) -> Result:
        try:
            return self._run()
        except BrokenExecutor:
            give_up(self.executor or self._pool)
            raise SiteError("一个工作进程中途退出（多半是内存不足）；减少 --jobs 再试") from None
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)

    def workers(self, units: int) -> Executor:
        """Who makes so many units: processes are started once, as soon as there is enough for them to do."""
        if self.executor is not None:
            return self.executor
        if self._pool is None or isinstance(self._pool, Serial):
            self._pool = executor_for(self.options.jobs, units)
        return self._pool

    def start_workers(self) -> None:
        """Starts processes while this one is small, where all units will be made again although there is a state.

        They begin as copies of this process, and would carry the state that it has read.
        """
        last = self.place.folder / FRAME
        if self.memory or self.options.clean or not last.exists() or last.read_bytes() == self.frame:
            return
        workers = self.workers(len(slugs(self.options.content)))
        if not isinstance(workers, Serial) and workers is not self.executor:
            with suppress(BrokenExecutor):  # which is told as soon as there is work for them
                workers.submit(int).result()

    def own_workers(self, units: int) -> Executor:
        """Processes of this build, where there is enough for them to do; a cluster makes units only."""
        return Serial() if self.executor is not None else self.workers(units)

    def _run(self) -> Result:
        options, result = self.options, self.result
        inputs = read_inputs(options, self.before, self.workers, self.glance)
        self.lap("read")
        wrong = bool(errors(inputs.findings))  # then units are only checked, so that every mistake is told
        blueprint = blueprint_of(inputs, options, None if wrong else str(self.place.staging))
        clear_staging(self.place)
        made = UnitMaker(options, self.standing, self.kept, self.workers, self.progress).make(inputs, blueprint)
        self.lap("units")
        inputs = inputs._replace(scans=[])  # nobody asks for them any more, and they take some memory
        findings = made.findings + inputs.findings
        if errors(findings):
            clear_staging(self.place)
            raise ContentError(sorted(findings))
        result.units_made, result.units_kept = made.anew, len(made.units) - made.anew
        result.warnings = len(findings) + sum(unit.warnings for unit in made.units.values())
        result.drafts = sum(head.draft for head in inputs.heads.values())
        settings = inputs.registers.settings
        result.unapproved = [s for s, h in inputs.heads.items() if not h.draft and lacking(settings, h.approved)]
        self.finish(inputs, blueprint, made.units, made.staged)
        return result

    def finish(self, inputs: Inputs, blueprint: Blueprint, units: dict[str, UnitState], staged: Staged) -> None:
        """Site pages, files, search, manifest; then everything is published at once."""
        options, result = self.options, self.result
        maker = SiteMaker(options, self.place, self.standing, self.kept, blueprint, self.progress)
        for path, content in asset_files(inputs.templates).items():
            maker.stage(Output(path, content))
        records = records_of(inputs, units, self.memory)
        site, frame = site_of(blueprint, records), frame_of(blueprint)
        base = digest(blueprint.frame + pack((inputs.registers, inputs.pages, site.graves)))
        marks = {slug: unit.marks for slug, unit in units.items()}
        maker.make(records, site, base, marks, self.own_workers(result.units_made))
        self.lap("site")
        if options.search:
            maker.index(site, frame, units)
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

    def publish(self, inputs: Inputs, maker: SiteMaker, units: dict[str, UnitState], staged: Staged) -> None:
        place, result, quick = self.place, self.result, self.options.stale_search
        extra = self.unplanned(maker, units)
        state = maker.left(units, inputs)
        result.written, result.removed = len(staged) + len(maker.staged), len(extra)
        place.out.mkdir(parents=True, exist_ok=True)
        (place.folder / SEEN).unlink(missing_ok=True)
        write = self.memory is None or not quick or result.units_made > FEW
        publish(place, chain(staged, maker.staged), extra, encoded(state) if write else None)
        if self.memory:
            self.memory.keep(place.state, state, write)
        if write:
            self.kept.forget({name for unit in units.values() for name in (unit.card, unit.words) if name})
        self.lap("publish")
        if not quick:
            (place.folder / FRAME).write_bytes(self.frame)
            remember(place.folder / SEEN, self.options.told(), inputs.stamps, inputs.looked, asdict(result))

    def unplanned(self, maker: SiteMaker, units: Mapping[str, UnitState]) -> list[str]:
        """Files to remove: those of the last build, and whatever else stands there.

        In a preview, and in a large site, the folders are not looked through for what others put there, as long as it is
        known what the last build left; --verify-outputs does look.
        """
        if not self.place.out.exists():
            return []
        known = bool(self.before.units or self.before.groups)
        if known and (self.options.stale_search or self.result.files > COUNTED) and not self.options.verify_outputs:
            return self.standing.left_over(units, maker.files)
        planned = {path for part in every_file(maker.files, units) for path, _ in part}
        return foreign_files(self.place.out, planned)


def cards_on(inputs: Inputs, blueprint: Blueprint) -> list[Card]:
    """Cards of all public notices, made here without rendering a page."""
    workshop = Workshop(blueprint)
    around = Surroundings(inputs.scans, inputs.registers, blueprint.drafts)
    made = (workshop.card(Order(scan.slug, scan.title, around.of(scan))) for scan in inputs.scans)
    return [card for card in made if isinstance(card, Card)]
