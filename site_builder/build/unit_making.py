"""Shell: which units are still good, and the others made anew, in any executor."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from site_builder.build.inputs import Inputs, Options, shared_key, unit_key
from site_builder.build.published_files import PublishedFiles
from site_builder.build.state import UnitState
from site_builder.build.store import Store
from site_builder.build.workers import Blueprint, UnitJob, UnitResult, make_units, reports_of, width_of
from site_builder.records.findings import Finding
from site_builder.views.context import ContextBuilder, Scan

Progress = Callable[[str, int, int], None]  # stage, done, total
BATCH = 16  # units at most that a worker makes at a time
AHEAD = 4  # batches a worker: one that it makes, and others on their way, so that it need not wait


class Staged:
    """Paths of files of units that wait in staging, written out when they are asked for: a new site has very many."""

    def __init__(self) -> None:
        self._parts: list[UnitState | tuple[str, ...]] = []
        self._number = 0

    def add(self, report: UnitResult) -> None:
        all_of_it = report.unit is not None and len(report.staged) == len(report.unit.files())
        self._parts.append(report.unit if report.unit is not None and all_of_it else report.staged)
        self._number += len(report.staged)

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[str]:
        for part in self._parts:
            yield from part.files() if isinstance(part, UnitState) else part


class Made(NamedTuple):
    """All units of the site in order, what is wrong in those made now, and which files of theirs wait in staging."""

    units: dict[str, UnitState]
    findings: list[Finding]
    staged: Staged
    anew: int


class UnitMaker:
    """Takes   workers: who makes so many units"""

    def __init__(
        self,
        options: Options,
        published: PublishedFiles,
        store: Store,
        workers: Callable[[int], Executor],
        progress: Progress,
    ):
        self.options, self.published, self.store = options, published, store
        self.workers, self.progress = workers, progress

    def make(self, inputs: Inputs, blueprint: Blueprint) -> Made:
        around = ContextBuilder(inputs.scans, inputs.registers, self.options.drafts)
        shared = b""
        units: dict[str, UnitState] = {}
        wanted: list[tuple[Scan, bytes]] = []
        for scan in inputs.scans:
            slug, context = scan.slug, around.of(scan)
            shared = shared or shared_key(context, blueprint.units)
            key = unit_key(inputs.digests[slug], context, shared)
            old = self.published.before.units.get(slug)
            why = self.reason(old, key)
            self.options.say_why(slug, why)
            if why is None and old is not None:
                units[slug] = old
            else:
                wanted.append((scan, key))
        findings: list[Finding] = []
        staged = Staged()
        orders = (self.order(scan, key, around) for scan, key in wanted)
        for done, report in enumerate(reports(self.workers(len(wanted)), blueprint, orders, len(wanted)), 1):
            self.progress("通报", done, len(wanted))
            findings.extend(finding for finding in report.findings if finding.severity == "error")
            if report.unit:
                units[report.slug] = report.unit
                staged.add(report)
                self.options.say_pages(report.unit.files, report.staged)
        return Made({s.slug: units[s.slug] for s in inputs.scans if s.slug in units}, findings, staged, len(wanted))

    def order(self, scan: Scan, key: bytes, around: ContextBuilder) -> UnitJob:
        old = self.published.before.units.get(scan.slug)
        return UnitJob(
            slug=scan.slug,
            title=scan.title,
            context=around.of(scan),
            key=key,
            before=self.published.intact(old.files()) if old else {},
        )

    def reason(self, old: UnitState | None, key: bytes) -> str | None:
        """Why a unit must be made again; None = it is good as it stands."""
        if old is None:
            return "新的"
        if old.key != key:
            return "原文、台账、附件、模板、设置或相关记录变了"
        day = self.options.today
        if day < old.valid_from or (old.next_change is not None and day >= old.next_change):
            return "到了状态变化的日子"
        if not self.published.trusted:
            files = old.files()
            if len(self.published.intact(files)) < len(files):
                return "输出的文件不在或被改过"
        if old.card and not self.store.has(old.card):
            return "留存的摘要不在"
        if self.options.search and not self.options.stale_search and not (old.words and self.store.has(old.words)):
            return "搜索用的文字不在"
        return None


def reports(executor: Executor, blueprint: Blueprint, orders: Iterable[UnitJob], number: int) -> Iterator[UnitResult]:
    """Has units made; tells of each as it comes, in any order.

    Orders are taken as they can be worked on, and reports let go of: there may be more of both than memory has room for.

    Takes   number: of orders
    """
    size = max(1, min(BATCH, number // BATCH))
    ahead = AHEAD * width_of(executor)
    left, waiting = iter(orders), set[Future[bytes]]()
    while True:
        while len(waiting) < ahead and (batch := list(islice(left, size))):
            waiting.add(executor.submit(make_units, blueprint, batch))
        if not waiting:
            return
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            yield from map(_alone, reports_of(future.result()))
        del done, future


def _alone(report: UnitResult) -> UnitResult:
    """The same, holding on to its own bytes and not to those of its whole batch."""
    unit = report.unit
    if unit is None:
        return report
    return replace(report, unit=replace(unit, records=unit.records.copy(), brief=unit.brief.copy()))
