"""Makes units, here or in another process: reads a notice, writes its files to staging, gives back a card, never HTML."""

import gc
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Raw, Struct

from site_builder.build.disk import Templates, decode_sources, decoded_leniently, read_sources
from site_builder.build.staging import Staging
from site_builder.build.state import FileRecords, UnitState
from site_builder.build.store import Store, write_atomically
from site_builder.records.encoding import pack, sealed, unpacker, unsealed
from site_builder.records.findings import Finding
from site_builder.records.notice import read_notice
from site_builder.records.registers import Registers
from site_builder.rendering.render import Output, Renderer, SharedCode
from site_builder.rules import Case, check_notice
from site_builder.unit.card_digests import aspect_digests
from site_builder.unit.cards import Card, Grave
from site_builder.unit.outputs import Unit, unit_card, unit_outputs
from site_builder.views.context import Context
from site_builder.views.page_frame import Frame, site_view

DEFAULT_WIDTH = 16  # of an executor that does not say how many calls it works on at a time


class Blueprint(Struct, frozen=True, kw_only=True):
    """What all units of a build share.

    key     of everything, so that a worker compiles templates once
    units   what every unit depends on: the frame of pages, settings, this program, the templates of notices
    frame   the same without templates, for site pages, which know their own
    shown   how findings name the content folder: from where the builder stands, not a worker
    """

    key: bytes
    units: bytes
    frame: bytes
    templates: Templates
    registers: Registers
    pages: tuple[tuple[str, str], ...]
    assets: dict[str, str]
    day: date
    drafts: bool
    content: str
    shown: str
    staging: str | None
    store: str | None
    organs: frozenset[str]
    known: frozenset[str]
    search: bool
    code: str | None


class UnitJob(Struct, frozen=True, kw_only=True):
    """One unit to make. `before`: its files as published, so that equal ones are neither rendered nor written again."""

    slug: str
    title: str
    context: Context
    key: bytes = b""
    before: FileRecords = {}


class UnitResult(Struct, frozen=True, kw_only=True):
    """What a worker gives back for one unit, None where it is not made; `staged`: files that wait to be published."""

    slug: str
    findings: tuple[Finding, ...]
    unit: UnitState | None = None
    staged: tuple[str, ...] = ()


_renderers: dict[bytes, Renderer] = {}


def template_code(folder: str | None) -> SharedCode:
    """Compiled templates kept between builds in a folder; losing it costs time, never a byte."""
    if folder is None:
        return SharedCode(lambda key: None, lambda key, content: None)

    def load(key: str) -> bytes | None:
        try:
            content = unsealed((Path(folder) / key).read_bytes())
            return None if content is None else bytes(content)
        except OSError:
            return None

    def keep(key: str, content: bytes) -> None:
        write_atomically(f"{folder}/{key}", sealed(content))

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
    """Makes units to one blueprint; templates are compiled once a process for as long as they stay the same."""

    def __init__(self, blueprint: Blueprint):
        self.blueprint = blueprint
        self.frame = frame_of(blueprint)
        self.staging = Staging(blueprint.staging or "", renderer_for(blueprint))
        self.store = Store(blueprint.store or "")

    def make(self, order: UnitJob) -> UnitResult:
        """One unit: every finding of the notice, and its files in staging where there are no errors."""
        blueprint = self.blueprint
        content = Path(blueprint.content)
        folder = f"{blueprint.shown}/notices/{order.slug}"
        findings: list[Finding] = []
        sources = read_sources(content, order.slug)
        texts = decode_sources(sources, folder, findings)
        notice = read_notice(order.slug, texts.notice, texts.ledger, folder, findings) if texts else None
        if notice is None or texts is None:
            return UnitResult(slug=order.slug, findings=tuple(findings))
        context = self._context(order)
        shared = frozenset(blueprint.registers.inspections)
        case = Case(
            notice=notice,
            context=context,
            files=texts.files,
            known=blueprint.known,
            day=blueprint.day,
            organs=blueprint.organs,
            inspections=shared,
        )
        findings.extend(check_notice(case))
        if notice.head.draft and not blueprint.drafts:
            findings = [finding.softened() for finding in findings]
        if blueprint.staging is None or any(finding.severity == "error" for finding in findings):
            return UnitResult(slug=order.slug, findings=tuple(findings))
        unit = unit_outputs(
            notice=notice, context=context, files=texts.files, day=blueprint.day, title=order.title, frame=self.frame
        )
        attached = unit.card.files if isinstance(unit.card, Card) else ()
        base = f"notices/{order.slug}/files/"
        unit.outputs.extend(Output(base + file.name, sources.files[file.name]) for file in attached)
        files, waiting = self.staging.put([*unit.outputs, *unit.pages], order.before)
        warnings = sum(1 for finding in findings if finding.severity == "warning")
        return UnitResult(
            slug=order.slug,
            findings=tuple(findings),
            unit=self._state(order.key, unit, files, warnings),
            staged=waiting,
        )

    def card(self, order: UnitJob) -> Card | Grave | None:
        """The card of one notice; None where it is not public or cannot be read."""
        content = Path(self.blueprint.content)
        folder = f"{self.blueprint.shown}/notices/{order.slug}"
        texts = decode_sources(read_sources(content, order.slug), folder, [])
        notice = read_notice(order.slug, texts.notice, texts.ledger, folder, []) if texts else None
        if notice is None or texts is None:
            return None
        return unit_card(notice, self._context(order), texts.files, self.blueprint.day, order.title)

    def _context(self, order: UnitJob) -> Context:
        return order.context.with_texts(lambda slug, words: _text_of(self.blueprint.content, slug, words))

    def _state(self, key: bytes, unit: Unit, files: FileRecords, warnings: int) -> UnitState:
        """What is kept of a unit, with its card and what is searched put aside."""
        card = unit.card
        public = card if isinstance(card, Card) else None
        whole = self.store.put(pack(card)) if public else None
        return UnitState(
            key=key,
            valid_from=unit.epoch.day,
            next_change=unit.epoch.next_change,
            records=Raw(pack(files)),
            brief=Raw(pack(public.brief if public else card)),
            marks=aspect_digests(card, whole or b""),
            card=whole,
            words=self.store.put(pack(list(unit.search))) if self.blueprint.search else None,
            text_sha256=public.text_sha256 if public else None,
            warnings=warnings,
        )


@lru_cache(64)
def _text_of(content: str, slug: str, words: bytes) -> str:
    """The text of a notice that another quotes. `words`: changes with it."""
    notice = read_notice(slug, decoded_leniently(read_sources(Path(content), slug).notice), None, slug, [])
    return notice.outline.text if notice else ""


def make_units(blueprint: Blueprint, orders: Sequence[UnitJob]) -> bytes:
    """Several units, as msgpack: what crosses a process is small and typed."""
    workshop = UnitBuilder(blueprint)
    collecting = gc.isenabled()
    gc.disable()  # the default collector doubles the time of Markdown; a batch is short
    try:
        reports = [workshop.make(order) for order in orders]
    finally:
        if collecting:
            gc.enable()
    return pack(reports)


_decoder = unpacker(list[UnitResult])


def reports_of(encoded: bytes) -> list[UnitResult]:
    reports: list[UnitResult] = _decoder.decode(encoded)
    return reports


class Serial(Executor):
    """Runs everything at once, here: the executor of small sites and of tests."""

    width = 1

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as error:  # noqa: BLE001  a future carries whatever its call raised
            future.set_exception(error)
        return future


def executor_for(jobs: int, units: int) -> Executor:
    """Processes where there is work for them; `jobs` 0 = one a core."""
    workers = jobs or len(os.sched_getaffinity(0))
    if workers == 1 or units < 24:
        return Serial()
    from concurrent.futures import ProcessPoolExecutor  # takes long to import

    return ProcessPoolExecutor(workers)


def width_of(executor: Executor) -> int:
    """How many calls an executor works on at a time; a guess where it does not say. Python's own do, in no public way."""
    return int(getattr(executor, "width", 0) or getattr(executor, "_max_workers", DEFAULT_WIDTH))


def give_up(broken: Executor | None) -> None:
    """Lets a pool end one of whose processes has died while it was being sent something.

    Python waits for ever that it be read, up to 3.11.4 (gh-94777); Debian 12 has 3.11.2.
    """
    if sys.version_info < (3, 11, 5) and (queue := getattr(broken, "_call_queue", None)):
        queue._reader.close()
