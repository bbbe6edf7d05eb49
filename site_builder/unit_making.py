"""Shell: which units are still good, and the others made anew, in any executor."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from typing import NamedTuple

from site_builder.context import contexts
from site_builder.findings import Finding
from site_builder.inputs import Inputs, Options, shared_key, unit_key
from site_builder.keeping import Kept
from site_builder.standing import Standing
from site_builder.state import UnitState
from site_builder.workers import Blueprint, Order, UnitReport, make_units, reports_of

Progress = Callable[[str, int, int], None]  # stage, done, total
BATCH = 16  # units at most that a worker makes at a time


class Made(NamedTuple):
    """All units of the site in order, what is wrong in those made now, and which files of theirs wait in staging."""

    units: dict[str, UnitState]
    findings: list[Finding]
    staged: list[str]
    anew: int


class UnitMaker:
    """Takes   workers: who makes so many units"""

    def __init__(
        self,
        options: Options,
        standing: Standing,
        kept: Kept,
        workers: Callable[[int], Executor],
        progress: Progress,
    ):
        self.options, self.standing, self.kept = options, standing, kept
        self.workers, self.progress = workers, progress

    def make(self, inputs: Inputs, blueprint: Blueprint) -> Made:
        around = contexts(inputs.scans, inputs.registers, self.options.drafts)
        shared = b""
        units: dict[str, UnitState] = {}
        orders: list[Order] = []
        for scan in inputs.scans:
            slug, context = scan.slug, around[scan.slug]
            shared = shared or shared_key(context, blueprint.units)
            key = unit_key(inputs.digests[slug], context, shared)
            old = self.standing.before.units.get(slug)
            why = self.reason(old, key)
            self.options.say_why(slug, why)
            if why is None and old is not None:
                units[slug] = old
            else:
                orders.append(Order(slug, scan.title, context, key, self.standing.sound(old.files()) if old else {}))
        findings: list[Finding] = []
        staged: list[str] = []
        for report in self.carry_out(blueprint, orders):
            findings.extend(finding for finding in report.findings if finding.severity == "error")
            staged.extend(report.staged)
            if report.unit:
                units[report.slug] = report.unit
                self.options.say_pages(report.unit.files, report.staged)
        return Made({s.slug: units[s.slug] for s in inputs.scans if s.slug in units}, findings, staged, len(orders))

    def reason(self, old: UnitState | None, key: bytes) -> str | None:
        """Why a unit must be made again; None = it is good as it stands."""
        if old is None:
            return "新的"
        if old.key != key:
            return "原文、台账、附件、模板、设置或相关记录变了"
        day = self.options.today
        if day < old.valid_from or (old.next_change is not None and day >= old.next_change):
            return "到了状态变化的日子"
        if not self.standing.trusted:
            files = old.files()
            if len(self.standing.sound(files)) < len(files):
                return "输出的文件不在或被改过"
        if old.card and not self.kept.has(old.card):
            return "留存的摘要不在"
        if self.options.search and not self.options.stale_search and not (old.words and self.kept.has(old.words)):
            return "搜索用的文字不在"
        return None

    def carry_out(self, blueprint: Blueprint, orders: Sequence[Order]) -> Iterator[UnitReport]:
        size = max(1, min(BATCH, len(orders) // BATCH))
        batches = [orders[start : start + size] for start in range(0, len(orders), size)]
        executor = self.workers(len(orders))
        done = 0
        for future in as_completed([executor.submit(make_units, blueprint, batch) for batch in batches]):
            for report in reports_of(future.result()):
                done += 1
                self.progress("通报", done, len(orders))
                yield report
