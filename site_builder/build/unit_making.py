"""Makes the units that are not good any more, in any executor, and keeps the others."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.build.executors import width_of
from site_builder.build.inputs import Inputs, Options
from site_builder.build.plan import outputs_reason, shared_key, unit_key, unit_reason
from site_builder.build.published_files import PublishedFiles
from site_builder.build.state import UnitState
from site_builder.build.store import Store
from site_builder.build.thresholds import BATCH, BATCHES_AHEAD
from site_builder.build.workers import Blueprint, UnitJob, UnitResult, make_units, results_of
from site_builder.records.findings import Finding
from site_builder.views.context import ContextBuilder
from site_builder.views.neighbours import Scan

Progress = Callable[[str, int, int], None]  # stage, done, total


class Staged:
    """Paths of files of units that wait in staging. Those of a unit that is all new are read from its state when they are
    asked for: a new site has very many."""

    def __init__(self) -> None:
        self._parts: list[UnitState | tuple[str, ...]] = []
        self._number = 0

    def add(self, result: UnitResult) -> None:
        all_of_it = result.unit is not None and len(result.staged) == len(result.unit.files())
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
    """

    units: dict[str, UnitState]
    findings: list[Finding]
    staged: Staged
    anew: int


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

    def make(self, inputs: Inputs, blueprint: Blueprint) -> Made:
        around = ContextBuilder(inputs.scans, inputs.registers, self.options.drafts)
        stored = self.store.names()
        shared = b""
        units: dict[str, UnitState] = {}
        wanted: list[tuple[Scan, bytes]] = []
        for scan in inputs.scans:
            slug, context = scan.slug, around.of(scan)
            shared = shared or shared_key(context, blueprint.units)
            key = unit_key(inputs.digests[slug], context, shared)
            old = self.published.before.units.get(slug)
            why = self.reason(old, key, stored)
            self.options.say_why(slug, why)
            if why is None and old is not None:
                units[slug] = old
            else:
                wanted.append((scan, key))
        findings: list[Finding] = []
        staged = Staged()
        jobs = (self.job(scan, key, around) for scan, key in wanted)
        for done, result in enumerate(results(self.workers(len(wanted)), blueprint, jobs, len(wanted)), 1):
            self.progress("通报", done, len(wanted))
            findings.extend(finding for finding in result.findings if finding.severity == "error")
            if result.unit:
                units[result.slug] = result.unit
                staged.add(result)
                self.options.say_pages(result.unit.files, result.staged)
        return Made({s.slug: units[s.slug] for s in inputs.scans if s.slug in units}, findings, staged, len(wanted))

    def job(self, scan: Scan, key: bytes, around: ContextBuilder) -> UnitJob:
        """Takes   scan, key: of the unit; around: gives its context
        Gives   what a worker needs for it
        """
        old = self.published.before.units.get(scan.slug)
        return UnitJob(
            slug=scan.slug,
            title=scan.title,
            context=around.of(scan),
            key=key,
            before=self.published.intact(old.files()) if old else {},
        )

    def reason(self, old: UnitState | None, key: bytes, stored: set[bytes]) -> str | None:
        """Why a unit must be made again; None = it is good as it stands."""
        options = self.options
        search = options.search and not options.stale_search
        if why := unit_reason(old, key, day=options.today, stored=stored, search=search):
            return why
        return outputs_reason(old is not None and self.published.unit_intact(old))


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
    return replace(result, unit=replace(unit, records=unit.records.copy(), brief=unit.brief.copy()))
