"""The whole build, in reading order.

    heads → contexts → units (in any executor) → cards → site pages and files → search → manifest → publish
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder import VERSION
from site_builder.cards import Card, Grave
from site_builder.context import Context, Scan, contexts
from site_builder.disk import Sources, Templates, read_pages, read_registers_texts, read_sources, read_templates, slugs
from site_builder.encoding import pack, unpacker
from site_builder.findings import ContentError, Finding, errors
from site_builder.layout import Frame, site_view
from site_builder.manifest import manifest
from site_builder.publishing import Site as Place
from site_builder.publishing import clear_staging, finish, foreign_files, locked, publish
from site_builder.registers import Registers, read_registers
from site_builder.render import Renderer, asset_name, stylesheet
from site_builder.rules import check_site
from site_builder.scanning import scan_notices
from site_builder.search_documents import search_labels, suggestions
from site_builder.site_files import data_page, site_files, sitemap, sitemap_urls
from site_builder.site_pages import Site, site_pages, texts_of
from site_builder.state import State, UnitState, encode_state, load_state
from site_builder.unit import FileRecord, Output
from site_builder.workers import (
    Blueprint,
    Order,
    UnitReport,
    Workshop,
    executor_for,
    make_units,
    reports_of,
    write_staged,
)


class Options(NamedTuple):
    """What a build is told. `today` is the only day there is."""

    content: Path
    out: Path
    templates: Path
    today: date
    drafts: bool = False
    jobs: int = 0
    search: bool = True
    clean: bool = False
    explain: Callable[[str], None] | None = None


Progress = Callable[[str, int, int], None]  # stage, done, total


def silent(stage: str, done: int, total: int) -> None:
    return None


@dataclass
class Result:
    """What a build did: for the terminal and --stats."""

    notices: int = 0
    items: int = 0
    pages: int = 0
    units_made: int = 0
    units_kept: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0
    bytes: int = 0
    warnings: int = 0
    next_change: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)


class Inputs(NamedTuple):
    """Everything read from disk before a unit is made."""

    registers: Registers
    pages: dict[str, str]
    templates: Templates
    scans: list[Scan]
    digests: dict[str, bytes]
    findings: list[Finding]
    slugs: list[str]


def build(options: Options, progress: Progress = silent, executor: Executor | None = None) -> Result:
    """Builds the site, or raises ContentError with every mistake and leaves the published site as it was."""
    place = Place(options.out)
    place.refuse_foreign()
    with locked(place):
        finish(place)
        return _Build(options, place, progress, executor).run()


class _Build:
    def __init__(self, options: Options, place: Place, progress: Progress, executor: Executor | None):
        self.options = options
        self.place = place
        self.progress = progress
        self.executor = executor
        self.result = Result()
        self.before = State() if options.clean else load_state(place.state)
        self.after = State()
        self._clock = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.result.seconds[stage] = round(now - self._clock, 4)
        self._clock = now

    def run(self) -> Result:
        inputs = read_inputs(self.options, self.before)
        self.lap("read")
        blueprint = blueprint_of(inputs, self.options, str(self.place.staging))
        clear_staging(self.place)
        self.stage_assets(inputs.templates)
        units, findings = self.make(inputs, blueprint)
        self.lap("units")
        findings += inputs.findings
        if errors(findings):
            clear_staging(self.place)
            raise ContentError(sorted(findings))
        self.result.warnings = len(findings) + sum(unit.warnings for unit in units.values())
        self.after.units = units
        self.finish(inputs, blueprint)
        return self.result

    def stage_assets(self, templates: Templates) -> None:
        for path, content in asset_files(templates).items():
            self.stage(Output(path, content))

    def stage(self, output: Output) -> FileRecord:
        """Keeps a file's record; writes it to staging unless the same bytes are published."""
        digest = hashlib.sha256(output.content).hexdigest()
        record = FileRecord(digest, len(output.content))
        if not self.published(output.path, digest):
            write_staged(self.place.staging, output)
            record = FileRecord(digest, len(output.content), staged=True)
        self.after.files[output.path] = record
        return record

    @cached_property
    def present(self) -> dict[str, str]:
        """SHA-256 of published files that are as we left them, by size and mtime."""
        sound: dict[str, str] = {}
        out = str(self.place.out) + "/"
        for path, stamp in self.before.stamps.items():
            try:
                stat = os.stat(out + path)
            except OSError:
                continue
            if (stat.st_size, stat.st_mtime_ns) == stamp and path in self.before.files:
                sound[path] = self.before.files[path].sha256
        return sound

    def published(self, path: str, digest: str) -> bool:
        return self.present.get(path) == digest

    def make(self, inputs: Inputs, blueprint: Blueprint) -> tuple[dict[str, UnitState], list[Finding]]:
        """Units that are still good, and the others made anew."""
        options = self.options
        frame_key = blueprint.key
        made: dict[str, UnitState] = {}
        orders: list[tuple[Order, bytes]] = []
        around = contexts(inputs.scans, inputs.registers, options.drafts)
        titles = {scan.slug: scan.title for scan in inputs.scans}
        for slug, context in around.items():
            key = unit_key(inputs.digests[slug], context, frame_key)
            old = self.before.units.get(slug)
            why = self.reason(old, key)
            if options.explain:
                options.explain(f"{'保留' if why is None else '重做'} {slug}{'' if why is None else '：' + why}")
            if why is None and old is not None:
                made[slug] = old
                continue
            files = old.files if old else {}
            before = {path: digest for path in files if (digest := self.present.get(path))}
            orders.append((Order(slug, titles[slug], context, before), key))
        self.result.units_kept, self.result.units_made = len(made), len(orders)
        findings: list[Finding] = []
        for report, key in self.carry_out(blueprint, orders):
            findings.extend(f for f in report.findings if f.severity == "error")
            made[report.slug] = self.unit_state(report, key, around[report.slug])
        for unit in made.values():
            self.after.files.update(unit.files)
        return made, findings

    def reason(self, old: UnitState | None, key: bytes) -> str | None:
        """Why a unit must be made again; None = it is good as it stands."""
        if old is None:
            return "新的"
        if old.key != key:
            return "原文、台账、附件、模板、设置或相关记录变了"
        day = self.options.today
        if day < old.valid_from or (old.next_change is not None and day >= old.next_change):
            return "到了状态变化的日子"
        if any(not self.published(path, record.sha256) for path, record in old.files.items()):
            return "输出的文件不在或被改过"
        if self.options.search and not self.search_file(old.key).exists():
            return "搜索用的文字不在"
        return None

    def search_file(self, key: bytes) -> Path:
        return self.place.folder / "texts" / key.hex()

    def carry_out(
        self, blueprint: Blueprint, orders: Sequence[tuple[Order, bytes]]
    ) -> Iterable[tuple[UnitReport, bytes]]:
        keys = {order.slug: key for order, key in orders}
        size = max(1, min(16, len(orders) // 16))
        batches = [[order for order, _ in orders[i : i + size]] for i in range(0, len(orders), size)]
        executor = self.executor or executor_for(self.options.jobs, len(orders))
        done = 0
        try:
            futures = [executor.submit(make_units, blueprint, batch) for batch in batches]
            for future in as_completed(futures):
                for report in reports_of(future.result()):
                    done += 1
                    self.progress("通报", done, len(orders))
                    yield report, keys[report.slug]
        finally:
            if self.executor is None:
                executor.shutdown(cancel_futures=True)

    def unit_state(self, report: UnitReport, key: bytes, context: Context) -> UnitState:
        if report.search:
            path = self.search_file(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pack(report.search))
        elif self.options.search:
            path = self.search_file(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pack(()))
        card = msgspec.Raw(pack(report.card))
        warnings = sum(1 for finding in report.findings if finding.severity == "warning")
        return UnitState(key, report.valid_from, report.next_change, report.files, card, warnings)

    def finish(self, inputs: Inputs, blueprint: Blueprint) -> None:
        """Site pages, files, search, manifest; then everything is published at once."""
        cards, graves = cards_of(self.after.units.values())
        pages = tuple(texts_of(inputs.pages, inputs.registers.base_path))
        site = Site(inputs.registers, tuple(cards), tuple(graves), pages, self.options.today)
        frame = Frame(inputs.registers, self.options.drafts, blueprint.assets)
        renderer = Renderer(inputs.templates.texts, site_view(inputs.registers, blueprint.pages, blueprint.assets))
        made = [*site_pages(site, frame), data_page(site, frame)]
        for page in made:
            self.site_page(renderer, page)
        for output in site_files(site, frame):
            self.stage(output)
        self.stage(Output("sitemap.xml", sitemap(frame, sitemap_urls(site, frame, made))))
        self.lap("site")
        if self.options.search:
            self.index(site, frame)
            self.lap("search")
        coming = [unit.next_change for unit in self.after.units.values() if unit.next_change]
        next_change = min(coming, default=None)
        listed = dict(self.after.files)
        self.stage(Output("manifest.json", manifest(listed, cards, graves, next_change, self.options.drafts)))
        self.result.next_change = str(next_change) if next_change else None
        self.result.notices, self.result.items = len(cards), sum(len(card.items) for card in cards)
        self.result.pages = sum(1 for path in self.after.files if path.endswith(".html"))
        self.publish()
        self.lap("publish")

    def site_page(self, renderer: Renderer, page: object) -> None:
        """Renders a site page unless its fingerprint says that its bytes are the published ones."""
        path, fingerprint = page.path, renderer.fingerprint(page)  # type: ignore[attr-defined,arg-type]
        old = self.before.pages.get(path)
        if old and old[0] == fingerprint and self.published(path, old[1].sha256):
            record = FileRecord(old[1].sha256, old[1].size)
            self.after.files[path] = record
        else:
            record = self.stage(Output(path, renderer.render(page)))  # type: ignore[arg-type]
        self.after.pages[path] = (fingerprint, FileRecord(record.sha256, record.size))

    def index(self, site: Site, frame: Frame) -> None:
        """The search bundle: shards that have not changed are kept as they are."""
        from site_builder.search import SearchDocument, write_index

        decoder = unpacker(tuple[SearchDocument, ...])
        documents = [
            document
            for unit in self.after.units.values()
            for document in decoder.decode(self.search_file(unit.key).read_bytes())
        ]
        self.progress("搜索索引", 0, len(documents))
        folder = self.place.folder / "bundle"
        write_index(
            documents,
            folder,
            state=self.place.search,
            base_path=frame.routes.base,
            labels=search_labels(site),
            suggestions=suggestions(site),
        )
        for root, _, names in os.walk(folder):
            for name in sorted(names):
                path = Path(root) / name
                relative = path.relative_to(folder).as_posix()
                self.stage(Output(f"pagefind/{relative}", path.read_bytes()))
        self.progress("搜索索引", len(documents), len(documents))

    def publish(self) -> None:
        place, files = self.place, self.after.files
        staged = [path for path, record in files.items() if record.staged]
        extra = foreign_files(place.out, set(files)) if place.out.exists() else []
        stamps: dict[str, tuple[int, int]] = {}
        for path, record in files.items():
            if record.staged:
                stat = os.stat(place.staging / path)
                stamps[path] = (stat.st_size, stat.st_mtime_ns)
            else:
                stamps[path] = self.before.stamps[path]
        self.after.files = {path: FileRecord(r.sha256, r.size) for path, r in files.items()}
        self.after.stamps = stamps
        self.after.units = {slug: unit.published() for slug, unit in self.after.units.items()}
        self.result.files, self.result.written, self.result.removed = len(files), len(staged), len(extra)
        self.result.bytes = sum(record.size for record in files.values())
        place.out.mkdir(parents=True, exist_ok=True)
        publish(place, staged, extra, encode_state(self.after))
        self.forget_texts()

    def forget_texts(self) -> None:
        """Search texts of units that are no more."""
        folder = self.place.folder / "texts"
        keep = {unit.key.hex() for unit in self.after.units.values()}
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in keep:
                path.unlink(missing_ok=True)


def read_inputs(options: Options, before: State | None = None) -> Inputs:
    """Registers, templates and the heads of all notices, with every finding so far."""
    findings: list[Finding] = []
    content = options.content
    if not content.is_dir():
        from site_builder.findings import SiteError

        raise SiteError(f"没有内容文件夹 {content}；用 --content 指定，或用 python build.py new 建立")
    texts = read_registers_texts(content, findings)
    registers = read_registers(texts, content.name, findings)
    if registers is None:
        raise ContentError(sorted(findings))
    pages = read_pages(content, findings)
    names = slugs(content)
    findings += check_site(registers, texts, content.name, names, pages)
    templates = read_templates(options.templates)
    sources: Mapping[str, Sources] = {slug: read_sources(content, slug) for slug in names}
    digests = {slug: source.digest() for slug, source in sources.items()}
    scans = scan_notices(sources, registers, content.name, options.today, options.drafts, findings)
    return Inputs(registers, pages, templates, scans, digests, findings, names)


def asset_files(templates: Templates) -> dict[str, bytes]:
    """Stylesheet and scripts under names that change with them; files of templates/assets as they are."""
    sheet = stylesheet(templates.texts).encode()
    files = {f"assets/{asset_name('site.css', sheet)}": sheet, **templates.assets}
    scripts = {name.removeprefix("scripts/"): text for name, text in templates.texts.items() if name.endswith(".js")}
    folder = hashlib.blake2b("\0".join(k + "\0" + v for k, v in sorted(scripts.items())).encode(), digest_size=5)
    files |= {f"assets/{folder.hexdigest()}/{name}": text.encode() for name, text in scripts.items()}
    return files


def asset_urls(templates: Templates, base: str) -> dict[str, str]:
    """Logical name → URL."""
    urls: dict[str, str] = {}
    for path in asset_files(templates):
        name = path.rpartition("/")[2]
        urls["site.css" if name.startswith("site-") and name.endswith(".css") else name] = base + path
    return urls


def blueprint_of(inputs: Inputs, options: Options, staging: str | None) -> Blueprint:
    registers, base = inputs.registers, inputs.registers.base_path
    assets = asset_urls(inputs.templates, base)
    pages = tuple((name, title) for name, title, _ in texts_of(inputs.pages, base))
    view = site_view(registers, pages, assets)
    state = hashlib.blake2b(digest_size=16)
    state.update(VERSION.encode() + pack((view, registers.settings, options.drafts, sorted(inputs.templates.texts.items()))))
    return Blueprint(
        state.digest(),
        inputs.templates,
        registers,
        pages,
        assets,
        options.today,
        options.drafts,
        str(options.content),
        staging,
        frozenset(registers.organs),
        frozenset(inputs.slugs),
        options.search,
    )


def unit_key(digest: bytes, context: Context, frame: bytes) -> bytes:
    return hashlib.blake2b(digest + frame + pack(context), digest_size=16).digest()


def cards_of(units: Iterable[UnitState]) -> tuple[list[Card], list[Grave]]:
    decoder = unpacker(Card | Grave | None)
    found = [decoder.decode(unit.card) for unit in units]
    return [c for c in found if isinstance(c, Card)], [g for g in found if isinstance(g, Grave)]


def cards_on(inputs: Inputs, blueprint: Blueprint) -> list[Card]:
    """Cards of all public notices, made here without rendering a page."""
    workshop = Workshop(blueprint)
    around = contexts(inputs.scans, inputs.registers, blueprint.drafts)
    made = (workshop.card(Order(scan.slug, scan.title, around[scan.slug], {})) for scan in inputs.scans)
    return [card for card in made if isinstance(card, Card)]
