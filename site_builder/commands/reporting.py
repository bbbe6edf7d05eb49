"""`report`: the duties of the site in `public/`, checked as far as a program can, and the figures of a month."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from site_builder.build.blueprints import blueprint_of
from site_builder.build.decoding import text_of_file
from site_builder.build.inputs import Options, read_inputs
from site_builder.build.pipeline import cards_on
from site_builder.build.progress import silent
from site_builder.build.state import State
from site_builder.commands.privacy_check import privacy_of
from site_builder.commands.signature_check import given_trust, signature_of
from site_builder.commands.signing import unlike_manifest
from site_builder.commands.site_copy import copy_of
from site_builder.commands.verifying import differences
from site_builder.data.file_record import MANIFEST
from site_builder.data.json_types import ManifestJson
from site_builder.data.manifest import read_manifest
from site_builder.proof.duties import Delay, SiteFacts, duties
from site_builder.proof.month_figures import month_before, month_figures
from site_builder.proof.page_scan import PageScan, remote_in_script, remote_in_style, scanned
from site_builder.proof.report_text import SelfReport
from site_builder.records.approval import read_steps
from site_builder.records.findings import SiteError
from site_builder.records.partial_dates import PartialDate
from site_builder.records.register_model import WorkingDays
from site_builder.records.registers import Registers
from site_builder.records.working_days import NoCalendar, is_workday, working_days
from site_builder.unit.cards import Card

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_ITEM_PAGE = re.compile(r"notices/[^/]+/(?:p[1-9]\d*/)?index\.html")


def self_report(
    site: Path, content: Path, templates: Path, day: date, month: str | None = None, archive: Path | None = None
) -> SelfReport:
    """The report.

    Takes   site: the published folder; content, templates: what it is made of; day: today
            month: 2026-10; None = the one before `day`
            archive: a WACZ that is held to the site; None = none
    Errors  SiteError
    """
    if month is not None and not _MONTH.fullmatch(month):
        raise SiteError(f"{month} 不是月份；写成 2026-10")
    options = Options(content, content, templates, day, search=False)
    inputs = read_inputs(options, State())
    cards = cards_on(inputs, blueprint_of(inputs, options, None))
    registers = inputs.registers
    facts = _facts(site, content, registers, cards, archive)
    figures = month_figures(cards, month or month_before(day), registers.origin)
    return SelfReport(registers.settings.title, registers.settings.base_url, day, duties(facts), figures)


def _facts(site: Path, content: Path, registers: Registers, cards: list[Card], archive: Path | None) -> SiteFacts:
    """What is to be seen of a site."""
    unlike = [f"{each.path} {each.why}".strip() for each in unlike_manifest(site)]
    manifest = read_manifest((site / MANIFEST).read_bytes(), str(site / MANIFEST))
    scans = {path: scanned((site / path).read_bytes(), registers.origin) for path in _there(site, manifest, ".html")}
    public = [card for card in cards if card.slug in manifest.notices]
    tombs = {f"notices/{slug}/index.html" for slug in manifest.withdrawn}
    signature, forged = _signature(site, manifest)
    told, sound = _archive(archive, manifest, site) if archive else (None, False)
    return SiteFacts(
        operator=registers.settings.operator,
        base_url=registers.settings.base_url,
        files=frozenset(manifest.files),
        notices=tuple(sorted(manifest.notices)),
        items=sum(len(card.items) for card in public),
        exports=registers.settings.exports,
        unlike=tuple(unlike),
        foreign=tuple(_foreign(site, manifest, scans)),
        letterless=tuple(
            path
            for path, scan in scans.items()
            if _ITEM_PAGE.fullmatch(path) and _own(path, manifest) and path not in tombs and not scan.letter
        ),
        corrections=sum(change.kind in ("correction", "redaction") for card in public for change in card.changes),
        flawed=tuple(f"{path} {flaw}" for path, scan in scans.items() for flaw in scan.flaws),
        pages=len(scans),
        private=tuple(_private(site, manifest)),
        delays=tuple(_delays(content, public, registers.calendar)),
        signature=signature,
        forged=forged,
        archive=told,
        archive_sound=sound,
    )


def _there(site: Path, manifest: ManifestJson, ending: str) -> Iterator[str]:
    return (path for path in sorted(manifest.files) if path.endswith(ending) and (site / path).is_file())


def _own(path: str, manifest: ManifestJson) -> bool:
    """Whether a page is of a public notice: a year, or what leads on to another address, is none."""
    return path.split("/")[1] in manifest.notices


def _foreign(site: Path, manifest: ManifestJson, scans: Mapping[str, PageScan]) -> Iterator[str]:
    yield from (f"{path} {url}" for path, scan in scans.items() for url in scan.foreign)
    for path in _there(site, manifest, ".css"):
        yield from (f"{path} {url}" for url in remote_in_style((site / path).read_text("utf-8", "replace")))
    for path in _there(site, manifest, ".js"):
        if path.startswith("assets/"):  # the index's own script is a library: the policy of each page binds it
            yield from (f"{path} {url}" for url in remote_in_script((site / path).read_text("utf-8", "replace")))


def _private(site: Path, manifest: ManifestJson) -> Iterator[str]:
    look = privacy_of(str(site))
    for path in sorted(manifest.files):
        if (site / path).is_file():
            yield from (f"{path} {what}" for what in look(path, (site / path).read_bytes()))


def _delays(content: Path, cards: list[Card], calendar: Mapping[str, WorkingDays]) -> Iterator[Delay]:
    """For each public notice: how long it took from its approval."""
    workday = is_workday(calendar)
    for card in sorted(cards, key=lambda each: each.slug):
        steps = read_steps(text_of_file(content / "notices" / card.slug / "approval.yaml") or "", "", [])
        days = [date.fromisoformat(each.date) for each in steps if re.fullmatch(r"\d{4}-\d{2}-\d{2}", each.date)]
        if not days or not card.published:
            yield Delay(card.slug, None)
            continue
        approved, published = max(days), PartialDate(card.published[:10]).earliest
        try:
            count = working_days(approved, published, workday) - workday(approved) if published > approved else 0
        except NoCalendar:
            yield Delay(card.slug, None)
        else:
            yield Delay(card.slug, count)


def _signature(site: Path, manifest: ManifestJson) -> tuple[str, str]:
    """(what is said of the signature, why it does not hold)."""
    with closing(copy_of(str(site))) as copy:
        found = signature_of(copy, copy.manifest(), manifest, given_trust(None, None, str(site)))
    return "；".join(found.said), "；".join(f"{each.path} {each.why}" for each in found.wrong)


def _archive(path: Path, manifest: ManifestJson, site: Path) -> tuple[str, bool]:
    """(what is said of an archive, whether it is whole and of this very site)."""
    with closing(copy_of(str(path))) as copy:
        if not copy.lasting:
            raise SiteError(f"{path} 不是归档；用 python build.py archive 归档一次")
        content = copy.manifest()
        theirs = read_manifest(content, str(path))
        wrong = list(differences(copy=copy, manifest=theirs, day=date.min, inspect=None, jobs=1, progress=silent))
        wrong += copy.damage()
        same = content == (site / MANIFEST).read_bytes()
    if wrong:
        return f"{path.name} 有 {len(wrong)} 处不符：{wrong[0].path} {wrong[0].why}", False
    return (
        f"{path.name}：{len(theirs.files)} 个文件，{'与现在的网站相同' if same else '不是现在的网站，须再归档一次'}",
        same,
    )
