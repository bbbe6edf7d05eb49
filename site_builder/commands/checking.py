"""Every rule over every file, nothing written: the same reading and the same rules as a build."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.build.inputs import Options, blueprint_of, read_inputs
from site_builder.build.state import State
from site_builder.build.unit_making import results
from site_builder.build.workers import UnitJob, executor_for
from site_builder.records.findings import ContentError, Finding
from site_builder.views.context import ContextBuilder


class Checked(NamedTuple):
    """All findings, unsorted, and how many warnings were acknowledged."""

    findings: list[Finding]
    acknowledged: int


def check(content: Path, day: date, against: str | None, jobs: int, templates: Path, drafts: bool) -> Checked:
    """What every rule finds in every file.

    Takes   against: a git revision whose published texts and ledgers must not have changed in silence
    """
    options = Options(content, content, templates, day, drafts=drafts, jobs=jobs, search=False)
    try:
        inputs = read_inputs(options, State())
    except ContentError as error:
        return Checked(list(error.findings), 0)
    findings, acknowledged = list(inputs.findings), 0
    around = ContextBuilder(inputs.scans, inputs.registers, drafts)
    orders = (UnitJob(slug=scan.slug, title=scan.title, context=around.of(scan)) for scan in inputs.scans)
    with executor_for(jobs, number := len(inputs.scans)) as executor:
        for report in results(executor, blueprint_of(inputs, options, None), orders, number):
            findings.extend(report.findings)
            acknowledged += report.acknowledged
    if against:
        findings.extend(_history(against, content, day))
    return Checked(list(dict.fromkeys(findings)), acknowledged)


def _history(revision: str, content: Path, day: date) -> Iterable[Finding]:
    from site_builder.commands.history import against

    return against(revision, content, day)
