"""Every rule over every file, nothing written: the same reading and the same rules as a build."""

from collections.abc import Iterable
from concurrent.futures import as_completed
from datetime import date
from pathlib import Path

from site_builder.context import contexts
from site_builder.findings import ContentError, Finding
from site_builder.inputs import Options, blueprint_of, read_inputs
from site_builder.state import State
from site_builder.workers import Order, executor_for, make_units, reports_of


def check(content: Path, day: date, against: str | None, jobs: int, templates: Path, drafts: bool) -> list[Finding]:
    """All findings, unsorted.

    Takes   against: a git revision whose published texts and ledgers must not have changed in silence
    """
    options = Options(content, content, templates, day, drafts=drafts, jobs=jobs, search=False)
    try:
        inputs = read_inputs(options, State())
    except ContentError as error:
        return list(error.findings)
    findings = list(inputs.findings)
    around = contexts(inputs.scans, inputs.registers, drafts)
    orders = [Order(scan.slug, scan.title, around[scan.slug]) for scan in inputs.scans]
    blueprint = blueprint_of(inputs, options, None)
    executor = executor_for(jobs, len(orders))
    with executor:
        batches = [orders[i : i + 16] for i in range(0, len(orders), 16)]
        for future in as_completed([executor.submit(make_units, blueprint, batch) for batch in batches]):
            for report in reports_of(future.result()):
                findings.extend(report.findings)
    if against:
        findings.extend(_history(against, content, day))
    return list(dict.fromkeys(findings))


def _history(revision: str, content: Path, day: date) -> Iterable[Finding]:
    from site_builder.history import against

    return against(revision, content, day)
