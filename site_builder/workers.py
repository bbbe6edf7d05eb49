"""Makes units, here or in another process: reads a notice, writes its files to staging, gives back a card, never HTML."""

import gc
import os
from collections.abc import Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from msgspec import Struct

from site_builder.cards import Card, Grave
from site_builder.context import Context
from site_builder.disk import Templates, decode, read_sources
from site_builder.encoding import pack, sealed, unpacker, unsealed
from site_builder.findings import Finding
from site_builder.layout import Frame, site_view
from site_builder.records import read_notice
from site_builder.registers import Registers
from site_builder.render import Output, Page, Renderer, SharedCode
from site_builder.rules import Case, check_notice
from site_builder.search.documents import SearchDocument
from site_builder.unit import FileRecord, unit_card, unit_outputs


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
    organs: frozenset[str]
    known: frozenset[str]
    search: bool
    code: str | None


class Order(Struct, frozen=True):
    """One unit to make. `before`: its files as published, so that equal ones are neither rendered nor written again."""

    slug: str
    title: str
    context: Context
    before: dict[str, FileRecord]


class UnitReport(Struct, frozen=True):
    """What a worker gives back for one unit."""

    slug: str
    files: dict[str, FileRecord]
    card: Card | Grave | None
    findings: tuple[Finding, ...]
    search: tuple[SearchDocument, ...]
    valid_from: date = date.min
    next_change: date | None = None


_renderers: dict[bytes, Renderer] = {}


def template_code(folder: str | None) -> SharedCode:
    """Compiled templates kept between builds in a folder; losing it costs time, never a byte."""
    if folder is None:
        return SharedCode(lambda key: None, lambda key, content: None)

    def load(key: str) -> bytes | None:
        try:
            return unsealed((Path(folder) / key).read_bytes())
        except OSError:
            return None

    def keep(key: str, content: bytes) -> None:
        Path(folder).mkdir(parents=True, exist_ok=True)
        pending = Path(folder) / f"{key}.{uuid4().hex}"  # processes of two machines may have one number
        pending.write_bytes(sealed(content))
        pending.replace(Path(folder) / key)

    return SharedCode(load, keep)


def renderer_for(blueprint: Blueprint) -> Renderer:
    if blueprint.key not in _renderers:
        _renderers.clear()
        view = site_view(blueprint.registers, blueprint.pages, blueprint.assets)
        _renderers[blueprint.key] = Renderer(blueprint.templates.texts, view, template_code(blueprint.code))
    return _renderers[blueprint.key]


class Workshop:
    """Makes units to one blueprint; templates are compiled once a process for as long as they stay the same."""

    def __init__(self, blueprint: Blueprint):
        self.blueprint = blueprint
        self.frame = Frame(blueprint.registers, blueprint.drafts, blueprint.assets)
        self.renderer = renderer_for(blueprint)

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
            return UnitReport(order.slug, {}, None, tuple(findings), ())
        shared = frozenset(blueprint.registers.inspections)
        case = Case(notice, order.context, texts.files, blueprint.known, blueprint.day, blueprint.organs, shared)
        findings.extend(check_notice(case))
        if notice.head.draft and not blueprint.drafts:
            findings = [finding.softened() for finding in findings]
        if blueprint.staging is None or any(finding.severity == "error" for finding in findings):
            return UnitReport(order.slug, {}, None, tuple(findings), ())
        unit = unit_outputs(notice, order.context, texts.files, blueprint.day, order.title, self.frame)
        outputs = list(unit.outputs)
        if isinstance(unit.card, Card):
            base = f"notices/{order.slug}/files/"
            outputs += [Output(base + file.name, sources.files[file.name]) for file in unit.card.files]
        files = {output.path: self._stage(output, order.before) for output in outputs}
        files |= {page.path: self._render(page, order.before) for page in unit.pages}
        search = tuple(unit.search) if blueprint.search else ()
        return UnitReport(order.slug, files, unit.card, tuple(findings), search, unit.epoch.day, unit.epoch.next_change)

    def card(self, order: Order) -> Card | Grave | None:
        """The card of one notice; None where it is not public or cannot be read."""
        content = Path(self.blueprint.content)
        folder = f"{self.blueprint.shown}/notices/{order.slug}"
        texts = decode(read_sources(content, order.slug), folder, [])
        notice = read_notice(order.slug, texts.notice, texts.ledger, folder, []) if texts else None
        if notice is None or texts is None:
            return None
        return unit_card(notice, order.context, texts.files, self.blueprint.day, order.title)

    def _render(self, page: Page, before: dict[str, FileRecord]) -> FileRecord:
        """A page's file, rendered only where its fingerprint is not that of the published one."""
        fingerprint = self.renderer.fingerprint(page)
        old = before.get(page.path)
        if old and old.fingerprint == fingerprint:
            return old
        return self._stage(Output(page.path, self.renderer.render(page)), before, fingerprint)

    def _stage(self, output: Output, before: dict[str, FileRecord], fingerprint: bytes | None = None) -> FileRecord:
        return staged(self.blueprint.staging or "", output, before.get(output.path), fingerprint)


def staged(
    staging: str | Path, output: Output, there: FileRecord | None, fingerprint: bytes | None = None
) -> FileRecord:
    """A file's record; it is written below `staging` unless the published file, `there`, has the same bytes."""
    digest = sha256(output.content).hexdigest()
    if there is not None and there.sha256 == digest:
        return FileRecord(digest, there.size, False, fingerprint, there.mtime)
    mtime = write_staged(staging, output)
    return FileRecord(digest, len(output.content), True, fingerprint, mtime)


def write_staged(staging: str | Path, output: Output) -> int:
    """Writes a file below `staging`; gives the time of its change, in nanoseconds."""
    path = f"{staging}/{output.path}"  # not a Path: tens of thousands of files pass here
    try:
        return _write(path, output.content)
    except FileNotFoundError:
        folder = path.rpartition("/")[0]
        try:
            os.mkdir(folder)
        except OSError:  # deeper, or made by another meanwhile
            os.makedirs(folder, exist_ok=True)
        return _write(path, output.content)


def _write(path: str, content: bytes) -> int:
    with open(path, "wb", buffering=0) as file:
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
        return os.fstat(file.fileno()).st_mtime_ns


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
    return ProcessPoolExecutor(workers)
