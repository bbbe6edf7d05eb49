"""Makes the units that are not good any more, in any executor, and keeps the others."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.build.executors import width_of
from site_builder.build.inputs import Inputs, Options
from site_builder.build.plan import contexts_key, outputs_reason, shared_key, unit_key, unit_reason
from site_builder.build.progress import Progress
from site_builder.build.published_files import PublishedFiles
from site_builder.build.state import UnitState
from site_builder.build.store import Store
from site_builder.build.thresholds import BATCH, BATCHES_AHEAD
from site_builder.build.unit_jobs import Blueprint, UnitJob, UnitResult
from site_builder.build.workers import make_units, results_of
from site_builder.records.findings import Finding
from site_builder.views.context import Context, ContextBuilder
from site_builder.views.neighbours import Scan


class Staged:
    """Paths of files of units that wait in staging. Those of a unit that is all new are read from its state when they are
    asked for: a new site has very many."""

    def __init__(self) -> None:
        self._parts: list[UnitState | tuple[str, ...]] = []
        self._number = 0

    def add(self, result: UnitResult) -> None:
        all_of_it = result.unit is not None and len(result.staged) == result.unit.number
        self._parts.append(result.unit if result.unit is not None and all_of_it else result.staged)
        self._number += len(result.staged)

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            yield from part.files() if isinstance(part, UnitState) else part


class Made(NamedTuple):
    """The units of a build.

    units     all of the site, in order; without those that have errors
    findings  errors in those that were made
    staged    files that wait to be published
    anew      how many were made
    contexts  of `contexts_key`
    """

    units: dict[str, UnitState]
    findings: list[Finding]
    staged: Staged
    anew: int
    contexts: bytes


class UnitMaker:
    """Makes all units of a build."""

    def __init__(
        self,
        options: Options,
        published: PublishedFiles,
        store: Store,
        workers: Callable[[int], Executor],
        progress: Progress,
    ):
        """Takes   options: of the build
        published: the files of the last build
        store: where cards and searched texts are kept
        workers: number of units → an executor that makes so many
        progress: is called after each unit
        """
        self.options, self.published, self.store = options, published, store
        self.workers, self.progress = workers, progress
        self.stored = store.names()

    def make(self, inputs: Inputs, blueprint: Blueprint) -> Made:
        around = ContextBuilder(inputs.scans, inputs.registers, self.options.drafts)
        shared, facts = self._shared_keys(inputs, blueprint, around)
        contexts = contexts_key(inputs.scans, inputs.registers, shared)
        keys = self._keys(inputs, around, shared, contexts == self.published.before.contexts)
        units: dict[str, UnitState] = {}
        wanted: list[Scan] = []
        for scan in inputs.scans:
            old = self.published.before.units.get(scan.slug)
            why = self.reason(old, keys[scan.slug])
            self.options.say_why(scan.slug, why)
            if why is None and old is not None:
                units[scan.slug] = old
            else:
                wanted.append(scan)
        findings: list[Finding] = []
        staged = Staged()
        changed = self.changed_templates(blueprint)
        jobs = (
            self.job(
                scan=scan,
                sources=inputs.digests[scan.slug],
                key=keys[scan.slug],
                facts=facts,
                context=around.of(scan),
                changed=changed,
            )
            for scan in wanted
        )
        for done, result in enumerate(results(self.workers(len(wanted)), blueprint, jobs, len(wanted)), 1):
            self.progress("通报", done, len(wanted))
            findings.extend(finding for finding in result.findings if finding.severity == "error")
            if result.unit:
                units[result.slug] = result.unit
                staged.add(result)
                self.options.say_pages(result.unit.files, result.staged)
        made = {scan.slug: units[scan.slug] for scan in inputs.scans if scan.slug in units}
        return Made(made, findings, staged, anew=len(wanted), contexts=contexts)

    def _shared_keys(self, inputs: Inputs, blueprint: Blueprint, around: ContextBuilder) -> tuple[bytes, bytes]:
        """What all keys of units have in common; and the same without templates."""
        if not inputs.scans:
            return b"", b""
        context = around.of(inputs.scans[0])
        return shared_key(context, blueprint.units), shared_key(context, blueprint.frame)

    def _keys(self, inputs: Inputs, around: ContextBuilder, shared: bytes, same: bool) -> dict[str, bytes]:
        """The cache keys of all units.

        Takes   shared: of `shared_key`
                same: whether all contexts are those of the last build
        """
        keys: dict[str, bytes] = {}
        for scan in inputs.scans:
            sources, old = inputs.digests[scan.slug], self.published.before.units.get(scan.slug)
            kept = same and old is not None and old.sources == sources
            keys[scan.slug] = old.key if old and kept else unit_key(sources, around.of(scan), shared)
        return keys

    def job(
        self,
        scan: Scan,
        sources: bytes,
        key: bytes,
        facts: bytes,
        context: Context,
        changed: frozenset[str] | None,
    ) -> UnitJob:
        """What a worker needs for a unit.

        Takes   sources: the digest of its files
                facts: of `shared_key`, without templates
                changed: of `changed_templates`
        """
        facts = unit_key(sources, context, facts)
        old = self.published.before.units.get(scan.slug)
        kept = old if old and changed is not None and old.facts == facts and self.holds(old) else None
        return UnitJob(
            slug=scan.slug,
            title=scan.title,
            context=context,
            sources=sources,
            key=key,
            facts=facts,
            kept=kept,
            changed=changed or frozenset(),
            before=kept.files() if kept else self.published.intact(old.files()) if old else {},  # what holds is intact
        )

    def changed_templates(self, blueprint: Blueprint) -> frozenset[str] | None:
        """The templates of units' pages that are not those of the last build; None where units have to be made whole."""
        before = self.published.before.templates
        if blueprint.staging is None or not before:
            return None
        return frozenset(name for name, digest in blueprint.closures.items() if before.get(name) != digest)

    def reason(self, old: UnitState | None, key: bytes) -> str | None:
        """Why a unit must be made again; None = it is good as it stands."""
        options = self.options
        search = options.search and not options.stale_search
        if why := unit_reason(old, key, day=options.today, stored=self.stored, search=search):
            return why
        return outputs_reason(old is not None and self.published.unit_intact(old))

    def holds(self, old: UnitState) -> bool:
        """Whether a unit of the last build is good but for what changes its key."""
        return self.reason(old, old.key) is None


def results(executor: Executor, blueprint: Blueprint, jobs: Iterable[UnitJob], number: int) -> Iterator[UnitResult]:
    """Has units made, and gives the result of each as it comes, in any order.

    Jobs are taken as workers become free, and results are not kept: there may be more of both than memory has room for.

    Takes   executor: where they are made
            blueprint: what all of them share
            jobs: one for each unit
            number: how many there are
    """
    size = max(1, min(BATCH, number // BATCH))
    ahead = BATCHES_AHEAD * width_of(executor)
    left, waiting = iter(jobs), set[Future[bytes]]()
    while True:
        while len(waiting) < ahead and (batch := list(islice(left, size))):
            waiting.add(executor.submit(make_units, blueprint, batch))
        if not waiting:
            return
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            yield from map(_alone, results_of(future.result()))
        del done, future


def _alone(result: UnitResult) -> UnitResult:
    """The same with copies of its bytes, so that those of its whole batch can be freed."""
    unit = result.unit
    if unit is None:
        return result
    return replace(result, unit=replace(unit, brief=unit.brief.copy()))
