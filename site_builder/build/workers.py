"""The work of one worker, here or in another process: reads notices, writes their files to staging, gives back states.

HTML never crosses a process: what comes back of a unit is what the next build needs of it.
"""

import gc
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from msgspec import Raw
from msgspec.structs import replace

from site_builder.build.decoding import decoded_leniently
from site_builder.build.disk import Sources, decode_sources, read_sources, read_texts
from site_builder.build.staging import Staging
from site_builder.build.state import UnitState, tables_of
from site_builder.build.store import Store, read_sealed, write_atomically
from site_builder.build.unit_jobs import Blueprint, UnitJob, UnitResult
from site_builder.data.file_record import FileRecords
from site_builder.reader.readings import NOTHING_READ
from site_builder.records.approval import approved_on, given, hashes, kept_back, lacking
from site_builder.records.encoding import pack, sealed, unpacker
from site_builder.records.findings import Finding, SiteError, Span
from site_builder.records.notice import Notice, read_notice
from site_builder.rendering.render import Output, Renderer, SharedCode
from site_builder.rules import Case, checked
from site_builder.rules.rule import OtherFiles
from site_builder.unit.card_digests import aspect_digests
from site_builder.unit.cards import Card, Grave
from site_builder.unit.outputs import Unit, unit_card, unit_outputs, unit_pages
from site_builder.views.context import Context
from site_builder.views.file_info import FileInfo
from site_builder.views.page_frame import Frame, site_view

_renderers: dict[bytes, Renderer] = {}


def template_code(folder: str | None) -> SharedCode:
    """Compiled templates, kept between builds in a folder; losing that costs time, never a byte."""
    if folder is None:
        return SharedCode(lambda key: None, lambda key, content: None)

    def load(key: str) -> bytes | None:
        content = read_sealed(f"{folder}/{key}")
        return None if content is None else bytes(content)

    def keep(key: str, content: bytes) -> None:
        with suppress(OSError):  # of a full disk, where the site has another
            write_atomically(f"{folder}/{key}", b"".join(sealed([content])))

    return SharedCode(load, keep)


def renderer_for(blueprint: Blueprint) -> Renderer:
    if blueprint.key not in _renderers:
        _renderers.clear()
        view = site_view(blueprint.registers, blueprint.pages, blueprint.assets, blueprint.day)
        _renderers[blueprint.key] = Renderer(blueprint.templates.texts, view, template_code(blueprint.code))
    return _renderers[blueprint.key]


def frame_of(blueprint: Blueprint) -> Frame:
    return Frame(blueprint.registers, blueprint.drafts, blueprint.assets)


class UnitBuilder:
    """Makes units of one blueprint; a process compiles templates once for as long as they stay the same."""

    def __init__(self, blueprint: Blueprint):
        self.blueprint = blueprint
        self.frame = frame_of(blueprint)
        self.staging = Staging(blueprint.staging or "", renderer_for(blueprint))
        self.store = Store(blueprint.store or "")

    def make(self, job: UnitJob) -> UnitResult:
        """One unit: every finding of the notice, and its files in staging where there are no errors."""
        blueprint = self.blueprint
        content = Path(blueprint.content)
        folder = f"{blueprint.shown}/notices/{job.slug}"
        findings: list[Finding] = []
        sources = read_sources(content, job.slug)
        texts = decode_sources(sources, folder, findings)
        notice = read_notice(job.slug, texts.notice, texts.ledger, folder, findings) if texts else None
        if notice is None or texts is None:
            return UnitResult(slug=job.slug, findings=tuple(findings))
        notice = self._approved(notice, sources, findings)
        context = self._context(job)
        if job.kept is not None:
            return self._made_again(job, job.kept, notice, context, texts.files)
        shared = frozenset(blueprint.registers.inspections)
        case = Case(
            notice=notice,
            context=context,
            files=texts.files,
            known=blueprint.known,
            day=blueprint.day,
            organs=blueprint.organs,
            inspections=shared,
            reading=job.reading or NOTHING_READ,
            read_twice=job.reading is not None,
            other=lambda slug: other_files(content, slug, blueprint.shown),
            approved=approved_on(None if sources.approval is None else decoded_leniently(sources.approval)),
        )
        found = checked(case)
        findings.extend(found.findings)
        if notice.head.draft and not blueprint.drafts:
            findings = [finding.softened() for finding in findings]
        if blueprint.staging is None or any(finding.severity == "error" for finding in findings):
            return UnitResult(slug=job.slug, findings=tuple(findings), acknowledged=found.acknowledged)
        unit = unit_outputs(
            notice=notice, context=context, files=texts.files, day=blueprint.day, title=job.title, frame=self.frame
        )
        attached = unit.card.files if isinstance(unit.card, Card) else ()
        base = f"notices/{job.slug}/files/"
        unit.outputs.extend(Output(base + file.name, sources.files[file.name]) for file in attached)
        files, waiting = self.staging.put([*unit.outputs, *unit.pages], job.before)
        warnings = sum(1 for finding in findings if finding.severity == "warning")
        state = self._state(job, unit, files, warnings, found.acknowledged)
        return UnitResult(
            slug=job.slug, findings=tuple(findings), unit=state, staged=waiting, acknowledged=found.acknowledged
        )

    def _made_again(
        self, job: UnitJob, kept: UnitState, notice: Notice, context: Context, files: Mapping[str, FileInfo]
    ) -> UnitResult:
        """Renders again the pages whose templates have changed, of a unit that is otherwise unchanged; its rules are not run again."""
        pages = unit_pages(
            notice=notice,
            context=context,
            files=files,
            day=self.blueprint.day,
            title=job.title,
            frame=self.frame,
            templates=job.changed,
        )
        records, waiting = self.staging.put(pages, job.before)
        own, outside = tables_of(job.slug, kept.files() | records)
        again = replace(kept, key=job.key, own=own, outside=outside)
        return UnitResult(slug=job.slug, findings=(), unit=again, staged=waiting, acknowledged=kept.acknowledged)

    def card(self, job: UnitJob) -> Card | Grave | None:
        """The card of one notice; None where it is not public or cannot be read."""
        content = Path(self.blueprint.content)
        folder = f"{self.blueprint.shown}/notices/{job.slug}"
        sources = read_sources(content, job.slug)
        texts = decode_sources(sources, folder, [])
        notice = read_notice(job.slug, texts.notice, texts.ledger, folder, []) if texts else None
        if notice is None or texts is None:
            return None
        notice = self._approved(notice, sources, [])
        return unit_card(notice, self._context(job), texts.files, self.blueprint.day, job.title)

    def _approved(self, notice: Notice, sources: Sources, findings: list[Finding]) -> Notice:
        """The notice, as a draft where the site requires steps of approval that it has not."""
        text = None if sources.approval is None else decoded_leniently(sources.approval)
        left = lacking(self.blueprint.registers.settings, given(notice, sources.ledger, text, findings))
        if not left or notice.head.draft:
            return notice
        why = f"现在的正文和台账还差：{'、'.join(left)}"
        mend = "审批以后在 approval.yaml 里记下这几步；改过正文或台账的，要重新审批"
        findings.append(
            Finding(
                at=Span(path=notice.path),
                code="R040",
                what="没有审批齐，暂不公开",
                why=why,
                mend=mend,
                severity="warning",
                approval=tuple(hashes(notice, sources.ledger).items()),
            )
        )
        return notice._replace(head=kept_back(notice.head))

    def _context(self, job: UnitJob) -> Context:
        return job.context.with_texts(lambda slug, words: _text_of(self.blueprint.content, slug, words))

    def _state(self, job: UnitJob, unit: Unit, files: FileRecords, warnings: int, acknowledged: int) -> UnitState:
        """What the next build needs of a unit; its card and its searched text go to the store.

        Takes   warnings, acknowledged: how many
        """
        card = unit.card
        public = card if isinstance(card, Card) else None
        whole = self.store.put(pack(card)) if public else None
        own, outside = tables_of(job.slug, files)
        return UnitState(
            slug=job.slug,
            sources=job.sources,
            key=job.key,
            facts=job.facts,
            valid_from=unit.epoch.day,
            next_change=unit.epoch.next_change,
            own=own,
            outside=outside,
            brief=Raw(pack(public.brief if public else card)),
            marks=aspect_digests(card, whole or b""),
            card=whole,
            words=self.store.put(pack(list(unit.search))) if self.blueprint.search else None,
            text_sha256=public.text_sha256 if public else None,
            warnings=warnings,
            acknowledged=acknowledged,
        )


def other_files(content: Path, slug: str, folder: str) -> OtherFiles | None:
    """The two files of another notice as they are now; None where they cannot be read. Takes   folder: how findings name content"""
    try:
        notice, ledger = read_texts(content, slug)
    except (OSError, SiteError):
        return None
    return OtherFiles(decoded_leniently(notice), decoded_leniently(ledger or b""), f"{folder}/notices/{slug}")


@lru_cache(64)
def _text_of(content: str, slug: str, words: bytes) -> str:
    """The text of a notice that another quotes. Takes   words: a digest that changes with it"""
    return notice_text(Path(content), slug) or ""


def notice_text(content: Path, slug: str) -> str | None:
    """The text of a notice as it is now; None where its head cannot be read."""
    notice = read_notice(slug, decoded_leniently(read_sources(content, slug).notice), None, slug, [])
    return notice.outline.text if notice else None


def make_units(blueprint: Blueprint, jobs: Sequence[UnitJob]) -> bytes:
    """Makes several units; gives UnitResults as msgpack: what crosses a process is small and typed."""
    builder = UnitBuilder(blueprint)
    collecting = gc.isenabled()
    gc.disable()  # the default collector doubles the time of Markdown; a batch is short
    try:
        results = [builder.make(job) for job in jobs]
    finally:
        if collecting:
            gc.enable()
    return pack(results)


_decoder = unpacker(list[UnitResult])


def results_of(encoded: bytes) -> list[UnitResult]:
    results: list[UnitResult] = _decoder.decode(encoded)
    return results
