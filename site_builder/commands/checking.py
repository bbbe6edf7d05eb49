"""Every rule over every file, nothing written: the same reading and the same rules as a build."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from site_builder.build.blueprints import blueprint_of
from site_builder.build.disk import slugs
from site_builder.build.executors import executor_for
from site_builder.build.inputs import Options, read_inputs
from site_builder.build.second_pass import second_readings
from site_builder.build.state import State
from site_builder.build.unit_jobs import UnitJob
from site_builder.build.unit_making import results
from site_builder.records.findings import ContentError, Finding
from site_builder.rules.since import GONE
from site_builder.views.context import ContextBuilder


class Checked(NamedTuple):
    """All findings, unsorted, and how many warnings were acknowledged."""

    findings: list[Finding]
    acknowledged: int


def check(
    content: Path,
    day: date,
    against: str | None,
    jobs: int,
    templates: Path,
    drafts: bool,
    against_published: str | None = None,
    allow_gone: bool = False,
    preview: bool = False,
) -> Checked:
    """What every rule finds in every file.

    Takes   against: a git revision whose published texts and ledgers must not have changed in silence
            against_published: a folder or address of the site that is public now, for the same question
            allow_gone: what left since then is meant: a warning
            preview: the site is only looked at: what it lacks to be published is a warning
    """
    options = Options(content, content, templates, day, drafts=drafts, jobs=jobs, search=False, preview=preview)
    with executor_for(jobs, len(slugs(content))) as executor:
        try:
            inputs = read_inputs(options, State(), lambda number: executor)
        except ContentError as error:
            return Checked(list(error.findings), 0)
        findings, acknowledged, number = list(inputs.findings), 0, len(inputs.scans)
        around = ContextBuilder(inputs.scans, inputs.registers, drafts)
        readings = second_readings(executor, content, inputs)
        orders = (
            UnitJob(
                slug=scan.slug,
                title=scan.title,
                context=around.of(scan),
                reading=readings.get(scan.slug),
            )
            for scan in inputs.scans
        )
        for report in results(executor, blueprint_of(inputs, options, None), orders, number):
            findings.extend(report.findings)
            acknowledged += report.acknowledged
    if against:
        found = _history(against, content, day)
        findings.extend(each.softened() if allow_gone and each.code in GONE else each for each in found)
    if against_published:
        found = _published(against_published, content, day)
        findings.extend(each.softened() if allow_gone and each.code in GONE else each for each in found)
    return Checked(list(dict.fromkeys(findings)), acknowledged)


def _history(revision: str, content: Path, day: date) -> Iterable[Finding]:
    from site_builder.commands.history import against

    return against(revision, content, day)


def _published(place: str, content: Path, day: date) -> Iterable[Finding]:
    from site_builder.commands.published import against_published

    return against_published(place, content, day)
