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

from site_builder.approval import given, kept_back, lacking
from site_builder.cards import Card, Grave
from site_builder.context import Context
from site_builder.disk import Sources, Templates, as_text, decode, read_sources
from site_builder.encoding import pack, sealed, unpacker, unsealed
from site_builder.facets import marks_of
from site_builder.findings import Finding, Span
from site_builder.keeping import Kept, put_whole
from site_builder.layout import Frame, site_view
from site_builder.records import Notice, read_notice
from site_builder.registers import Registers
from site_builder.render import Output, Renderer, SharedCode
from site_builder.rules import Case, check_notice
from site_builder.staging import Staging
from site_builder.state import Files, UnitState
from site_builder.unit import Unit, unit_card, unit_outputs

WIDTH = 16  # of an executor that does not say how many calls it works on at a time


class Blueprint(Struct, frozen=True):
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
    kept: str | None
    organs: frozenset[str]
    known: frozenset[str]
    search: bool
    code: str | None


class Order(Struct, frozen=True):
    """One unit to make. `before`: its files as published, so that equal ones are neither rendered nor written again."""

    slug: str
    title: str
    context: Context
    key: bytes = b""
    before: Files = {}


class UnitReport(Struct, frozen=True):
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
        put_whole(f"{folder}/{key}", sealed(content))

    return SharedCode(load, keep)


def renderer_for(blueprint: Blueprint) -> Renderer:
    if blueprint.key not in _renderers:
        _renderers.clear()
        view = site_view(blueprint.registers, blueprint.pages, blueprint.assets)
        _renderers[blueprint.key] = Renderer(blueprint.templates.texts, view, template_code(blueprint.code))
    return _renderers[blueprint.key]


def frame_of(blueprint: Blueprint) -> Frame:
    return Frame(blueprint.registers, blueprint.drafts, blueprint.assets)


class Workshop:
    """Makes units to one blueprint; templates are compiled once a process for as long as they stay the same."""

    def __init__(self, blueprint: Blueprint):
        self.blueprint = blueprint
        self.frame = frame_of(blueprint)
        self.staging = Staging(blueprint.staging or "", renderer_for(blueprint))
        self.kept = Kept(blueprint.kept or "")

    def make(self, order: Order) -> UnitReport:
        """One unit: every finding of the notice, and its files in staging where there are no errors."""
        blueprint = self.blueprint
        content = Path(blueprint.content)
        folder = f"{blueprint.shown}/notices/{order.slug}"
        findings: list[Finding] = []
        sources = read_sources(content, order.slug)
        texts = decode(sources, folder, findings)
        notice = read_notice(order.slug, texts.notice, texts.ledger, folder, findings) if texts else None
        if notice is None or texts is None:
            return UnitReport(order.slug, tuple(findings))
        notice = self._approved(notice, sources, findings)
        context = self._context(order)
        shared = frozenset(blueprint.registers.inspections)
        case = Case(notice, context, texts.files, blueprint.known, blueprint.day, blueprint.organs, shared)
        findings.extend(check_notice(case))
        if notice.head.draft and not blueprint.drafts:
            findings = [finding.softened() for finding in findings]
        if blueprint.staging is None or any(finding.severity == "error" for finding in findings):
            return UnitReport(order.slug, tuple(findings))
        unit = unit_outputs(notice, context, texts.files, blueprint.day, order.title, self.frame)
        attached = unit.card.files if isinstance(unit.card, Card) else ()
        base = f"notices/{order.slug}/files/"
        unit.outputs.extend(Output(base + file.name, sources.files[file.name]) for file in attached)
        files, waiting = self.staging.put([*unit.outputs, *unit.pages], order.before)
        warnings = sum(1 for finding in findings if finding.severity == "warning")
        return UnitReport(order.slug, tuple(findings), self._state(order.key, unit, files, warnings), waiting)

    def card(self, order: Order) -> Card | Grave | None:
        """The card of one notice; None where it is not public or cannot be read."""
        content = Path(self.blueprint.content)
        folder = f"{self.blueprint.shown}/notices/{order.slug}"
        sources = read_sources(content, order.slug)
        texts = decode(sources, folder, [])
        notice = read_notice(order.slug, texts.notice, texts.ledger, folder, []) if texts else None
        if notice is None or texts is None:
            return None
        notice = self._approved(notice, sources, [])
        return unit_card(notice, self._context(order), texts.files, self.blueprint.day, order.title)

    def _approved(self, notice: Notice, sources: Sources, findings: list[Finding]) -> Notice:
        """The notice, as a draft where the site requires steps of approval that it has not."""
        text = None if sources.approval is None else as_text(sources.approval)
        left = lacking(self.blueprint.registers.settings, given(notice, sources.ledger, text, findings))
        if not left or notice.head.draft:
            return notice
        why = f"现在的正文和台账还差：{'、'.join(left)}"
        mend = "审批以后在 approval.yaml 里记下这几步；改过正文或台账的，要重新审批"
        findings.append(Finding(Span(notice.path), "R030", "没有审批齐，暂不公开", why, mend, "warning"))
        return notice._replace(head=kept_back(notice.head))

    def _context(self, order: Order) -> Context:
        return order.context.with_texts(lambda slug, words: _text_of(self.blueprint.content, slug, words))

    def _state(self, key: bytes, unit: Unit, files: Files, warnings: int) -> UnitState:
        """What is kept of a unit, with its card and what is searched put aside."""
        card = unit.card
        public = card if isinstance(card, Card) else None
        whole = self.kept.put(pack(card)) if public else None
        return UnitState(
            key,
            unit.epoch.day,
            unit.epoch.next_change,
            Raw(pack(files)),
            Raw(pack(public.brief if public else card)),
            marks_of(card, whole or b""),
            whole,
            self.kept.put(pack(list(unit.search))) if self.blueprint.search else None,
            public.text_sha256 if public else None,
            warnings,
        )


@lru_cache(64)
def _text_of(content: str, slug: str, words: bytes) -> str:
    """The text of a notice that another quotes. `words`: changes with it."""
    notice = read_notice(slug, as_text(read_sources(Path(content), slug).notice), None, slug, [])
    return notice.outline.text if notice else ""


def make_units(blueprint: Blueprint, orders: Sequence[Order]) -> bytes:
    """Several units, as msgpack: what crosses a process is small and typed."""
    workshop = Workshop(blueprint)
    collecting = gc.isenabled()
    gc.disable()  # the default collector doubles the time of Markdown; a batch is short
    try:
        reports = [workshop.make(order) for order in orders]
    finally:
        if collecting:
            gc.enable()
    return pack(reports)


_decoder = unpacker(list[UnitReport])


def reports_of(encoded: bytes) -> list[UnitReport]:
    reports: list[UnitReport] = _decoder.decode(encoded)
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
    return int(getattr(executor, "width", 0) or getattr(executor, "_max_workers", WIDTH))


def give_up(broken: Executor | None) -> None:
    """Lets a pool end one of whose processes has died while it was being sent something.

    Python waits for ever that it be read, up to 3.11.4 (gh-94777); Debian 12 has 3.11.2.
    """
    if sys.version_info < (3, 11, 5) and (queue := getattr(broken, "_call_queue", None)):
        queue._reader.close()
