"""The whole build, in reading order.

heads → contexts → units (in any executor) → cards → site pages and files → search → manifest → publish
"""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from site_builder.cards import Card, Grave
from site_builder.context import contexts
from site_builder.encoding import pack, sealed, unpacker, unsealed
from site_builder.exporting import key_of, rows_of, write_exports
from site_builder.findings import ContentError, Finding, SiteError, errors, refuse_without_docstrings
from site_builder.glance import COUNTED, SEEN, remember
from site_builder.inputs import Inputs, Options, asset_files, blueprint_of, digest, read_inputs, unit_key
from site_builder.layout import Frame
from site_builder.manifest import manifest
from site_builder.publishing import Site as Place
from site_builder.publishing import clear_staging, finish, foreign_files, locked, publish
from site_builder.render import Output, Page, Renderer
from site_builder.search.documents import SearchDocument
from site_builder.search_words import search_labels, suggestions
from site_builder.site_files import file_groups, sitemap_group
from site_builder.site_pages import Group, Site, page_groups
from site_builder.state import GroupState, Memory, State, UnitState, encode_state, load_state
from site_builder.tables import Book, book_of
from site_builder.unit import FileRecord
from site_builder.workers import (
    Blueprint,
    Order,
    Serial,
    UnitReport,
    Workshop,
    executor_for,
    make_units,
    renderer_for,
    reports_of,
    staged,
)

Progress = Callable[[str, int, int], None]  # stage, done, total
FEW = 16  # units: a preview that made no more leaves its state in memory for the moment
# Groups that a preview may leave as they are for the moment, as it does with the search index.
SLOW = frozenset({"calendars", "sitemap", "feeds", "documents", "titles"})


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
    drafts: int = 0
    next_change: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    options: Options, progress: Progress = silent, executor: Executor | None = None, memory: Memory | None = None
) -> Result:
    """Builds the site, or raises ContentError with every mistake and leaves the published site as it was.

    Takes   memory: of the last build of this site by this process
    """
    refuse_without_docstrings()
    place = Place(options.out)
    place.refuse_foreign()
    with locked(place):
        finish(place)
        return _Build(options, place, progress, executor, memory).run()


class _Build:
    def __init__(
        self, options: Options, place: Place, progress: Progress, executor: Executor | None, memory: Memory | None
    ):
        self.options = options
        self.place = place
        self.progress = progress
        self.executor = executor
        self.result = Result()
        self.memory = memory
        recall = memory.recall if memory else load_state
        self.before = State() if options.clean else recall(place.state)
        self.after = State()
        self.files: dict[str, FileRecord] = {}  # every file of the site that is being made
        self._pool: Executor | None = None  # the processes of this build
        self._clock = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.result.seconds[stage] = round(now - self._clock, 4)
        self._clock = now

    def run(self) -> Result:
        try:
            return self._run()
        except BrokenExecutor:
            raise SiteError("一个工作进程中途退出（多半是内存不足）；减少 --jobs 再试") from None
        finally:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)

    def workers(self, units: int) -> Executor:
        """Who makes so many units: processes are started once, as soon as there is enough for them to do."""
        if self.executor is not None:
            return self.executor
        if self._pool is None or isinstance(self._pool, Serial):
            self._pool = executor_for(self.options.jobs, units)
        return self._pool

    def _run(self) -> Result:
        inputs = read_inputs(self.options, self.before, self.workers)
        self.lap("read")
        wrong = bool(errors(inputs.findings))  # then units are only checked, so that every mistake is told
        blueprint = blueprint_of(inputs, self.options, None if wrong else str(self.place.staging))
        clear_staging(self.place)
        for path, content in asset_files(inputs.templates).items():
            self.stage(Output(path, content))
        units, findings = self.make(inputs, blueprint)
        self.lap("units")
        findings += inputs.findings
        if errors(findings):
            clear_staging(self.place)
            raise ContentError(sorted(findings))
        self.result.warnings = len(findings) + sum(unit.warnings for unit in units.values())
        self.after.units = units
        self.result.drafts = sum(head.head.draft for head in inputs.heads.values())
        self.after.stamps_in, self.after.looked, self.after.heads = inputs.stamps, inputs.looked, inputs.heads
        self.finish(inputs, blueprint)
        return self.result

    # -- what is published already

    @property
    def trusting(self) -> bool:
        """Whether a preview takes what it has written itself a moment ago as it is; the build that follows looks."""
        return self.options.stale_search and self.memory is not None and self.memory.fresh

    @cached_property
    def present(self) -> Mapping[str, FileRecord]:
        """Published files that are as we left them, by size and mtime (with verify_outputs by content)."""
        if self.trusting:
            return self.before.files()
        sound: dict[str, FileRecord] = {}
        out = str(self.place.out) + os.sep
        for path, record in self.before.files().items():
            try:
                stat = os.stat(out + path)
            except OSError:
                continue
            if stat.st_mtime_ns == record.mtime and stat.st_size == record.size:
                sound[path] = record
        if self.options.verify_outputs:
            return {path: r for path, r in sound.items() if _file_sha256(self.place.out / path) == r.sha256}
        return sound

    def published(self, path: str, record: FileRecord) -> bool:
        there = self.present.get(path)
        return there is not None and there.sha256 == record.sha256

    def stage(self, output: Output, fingerprint: bytes | None = None) -> FileRecord:
        """Keeps a file's record; writes it to staging unless the same bytes are published."""
        record = staged(self.place.staging, output, self.present.get(output.path), fingerprint)
        self.files[output.path] = record
        return record

    # -- units

    def make(self, inputs: Inputs, blueprint: Blueprint) -> tuple[dict[str, UnitState], list[Finding]]:
        """Units that are still good, and the others made anew."""
        around = contexts(inputs.scans, inputs.registers, self.options.drafts)
        titles = {scan.slug: scan.title for scan in inputs.scans}
        units: dict[str, UnitState] = {}
        orders: list[tuple[Order, bytes]] = []
        for slug, context in around.items():
            key = unit_key(inputs.digests[slug], context, blueprint.units)
            old = self.before.units.get(slug)
            why = self.reason(old, key)
            self.explain(slug, why)
            if why is None and old is not None:
                units[slug] = old
            else:
                files = old.files if old else {}
                before = {path: record for path, record in files.items() if self.published(path, record)}
                orders.append((Order(slug, titles[slug], context, before), key))
        self.result.units_kept, self.result.units_made = len(units), len(orders)
        findings: list[Finding] = []
        for report, key in self.carry_out(blueprint, orders):
            findings.extend(f for f in report.findings if f.severity == "error")
            units[report.slug] = self.unit_state(report, key)
        ordered = {slug: units[slug] for slug in around}
        for unit in ordered.values():
            self.files.update(unit.files)
        return ordered, findings

    def reason(self, old: UnitState | None, key: bytes) -> str | None:
        """Why a unit must be made again; None = it is good as it stands."""
        if old is None:
            return "新的"
        if old.key != key:
            return "原文、台账、附件、模板、设置或相关记录变了"
        day = self.options.today
        if day < old.valid_from or (old.next_change is not None and day >= old.next_change):
            return "到了状态变化的日子"
        if not self.trusting and any(not self.published(path, record) for path, record in old.files.items()):
            return "输出的文件不在或被改过"
        if self.options.search and not self.options.stale_search and self.text_of(old.key) is None:
            return "搜索用的文字不在或坏了"
        return None

    def explain(self, what: str, why: str | None) -> None:
        if self.options.explain:
            self.options.explain(f"保留 {what}" if why is None else f"重做 {what}：{why}")

    def text_file(self, key: bytes) -> Path:
        """Where the searched text of a unit is kept between builds."""
        return self.place.folder / "texts" / key.hex()

    def text_of(self, key: bytes) -> bytes | None:
        """The searched text of a unit, encoded; None where it is not there or is damaged."""
        try:
            return unsealed(self.text_file(key).read_bytes())
        except OSError:
            return None

    def carry_out(
        self, blueprint: Blueprint, orders: Sequence[tuple[Order, bytes]]
    ) -> Iterable[tuple[UnitReport, bytes]]:
        keys = {order.slug: key for order, key in orders}
        size = max(1, min(16, len(orders) // 16))
        batches = [[order for order, _ in orders[i : i + size]] for i in range(0, len(orders), size)]
        executor = self.workers(len(orders))
        done = 0
        for future in as_completed([executor.submit(make_units, blueprint, batch) for batch in batches]):
            for report in reports_of(future.result()):
                done += 1
                self.progress("通报", done, len(orders))
                yield report, keys[report.slug]

    def unit_state(self, report: UnitReport, key: bytes) -> UnitState:
        if self.options.search:
            path = self.text_file(key)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(sealed(pack(report.search)))
        warnings = sum(1 for finding in report.findings if finding.severity == "warning")
        card = msgspec.Raw(pack(report.card))
        return UnitState(key, report.valid_from, report.next_change, report.files, card, warnings)

    # -- the site around the units

    def finish(self, inputs: Inputs, blueprint: Blueprint) -> None:
        """Site pages, files, search, manifest; then everything is published at once."""
        cards, graves, marks = cards_of(self.after.units, self.memory)
        site = Site(inputs.registers, tuple(cards), tuple(graves), inputs.texts(), self.options.today)
        frame = Frame(inputs.registers, self.options.drafts, blueprint.assets)
        renderer = renderer_for(blueprint)
        base = digest(blueprint.frame + pack((inputs.registers, inputs.pages, graves)))
        for group in (*page_groups(site, frame), *file_groups(site, frame)):
            self.group(group, renderer, base, marks)
        own = [path for group in self.after.groups.values() for path in group.files if path.endswith(".html")]
        self.group(sitemap_group(site, frame, own), renderer, base, marks)
        if inputs.registers.settings.exports:
            self.export(book_of(site.organs, inputs.registers.inspections, site.public), blueprint.frame, marks)
        self.lap("site")
        if self.options.search:
            self.index(site, frame)
            self.lap("search")
        if self.options.precompress:
            self.compress()
        drafts = {slug for slug, scan in inputs.heads.items() if scan.head.draft and not self.options.drafts}
        units = [unit for slug, unit in self.after.units.items() if slug not in drafts]
        coming = [unit.next_change for unit in units if unit.next_change]
        next_change = min(coming, default=None)
        listing = manifest(dict(self.files), cards, graves, next_change, self.options.drafts)
        self.stage(Output("manifest.json", listing))
        result, files = self.result, self.files
        result.next_change = str(next_change) if next_change else None
        result.notices, result.items = len(cards), sum(len(card.items) for card in cards)
        result.pages = sum(1 for path in files if path.endswith(".html"))
        self.publish(inputs)

    def group(self, group: Group, renderer: Renderer, base: bytes, marks: Mapping[str, bytes]) -> None:
        """Site pages that depend on the same cards: made again when one of those, or what they are told, changed."""
        closure = b"".join(renderer.closure(name) for name in group.templates)
        cards = b"".join(marks[card.slug] for card in group.cards)
        key = digest(base + closure + cards + pack((group.name, group.told)))
        old = self.before.groups.get(group.name)
        whole = old is not None and all(self.published(path, record) for path, record in old.files.items())
        later = self.options.stale_search and group.name in SLOW
        if old is not None and whole and (old.key == key or later):
            self.explain(group.name, None)
            key, files = old.key, old.files
        else:
            self.explain(group.name, "所列的记录、设置或模板变了" if whole else "新的，或文件不在")
            files = dict(self.made(each, renderer) for each in group.make())
        self.files.update(files)
        self.after.groups[group.name] = GroupState(key, files)

    def made(self, made: Page | Output, renderer: Renderer) -> tuple[str, FileRecord]:
        """A file of a group: a page is rendered only where its fingerprint is not that of the published one."""
        if isinstance(made, Output):
            return made.path, self.stage(made)
        fingerprint = renderer.fingerprint(made)
        there = self.present.get(made.path)
        if there is not None and there.fingerprint == fingerprint:
            return made.path, there
        return made.path, self.stage(Output(made.path, renderer.render(made)), fingerprint)

    def export(self, book: Book, shape: bytes, marks: Mapping[str, bytes]) -> None:
        """The site-wide exports: made again when a row of theirs may have changed, published when one has."""
        rows = rows_of(book, marks)
        old = self.before.exports
        whole = old is not None and all(self.published(path, record) for path, record in old.files.items())
        if old is not None and whole and (self.options.stale_search or old.key == key_of(book, rows, shape)):
            self.explain("exports", None)
            made = old
        else:
            self.explain("exports", "所列的记录变了" if whole else "新的，或文件不在")
            staging = self.place.staging
            made = write_exports(book, rows, shape, old if whole else None, self.place.out, staging)
            for path in [path for path, record in made.files.items() if self.published(path, record)]:
                (staging / path).unlink()
                made.files[path] = self.present[path]
        self.after.exports = made
        self.files.update(made.files)

    def index(self, site: Site, frame: Frame) -> None:
        """The search bundle: shards that have not changed are kept as they are."""
        from site_builder.search import search_index

        if self.options.stale_search:
            kept = {path: record for path, record in self.present.items() if path.startswith("pagefind/")}
            self.files.update(kept)
            return
        decoder = unpacker(tuple[SearchDocument, ...])
        documents = [
            document
            for unit in self.after.units.values()
            for document in decoder.decode(self.text_of(unit.key) or pack(()))
        ]
        self.progress("搜索索引", 0, len(documents))
        base, labels = frame.routes.base, search_labels(site)
        made = search_index(
            documents, state=self.place.search, base_path=base, labels=labels, suggestions=suggestions(site)
        )
        for path, sealed_file in made.files.items():
            there = self.present.get(f"pagefind/{path}")
            if there is not None and there.sha256 == sealed_file.sha256:
                self.files[f"pagefind/{path}"] = there
            else:
                self.stage(Output(f"pagefind/{path}", made.read(path)))
        self.progress("搜索索引", len(documents), len(documents))

    def compress(self) -> None:
        """Compressed siblings of every file that is worth it."""
        from site_builder.compressing import sibling_names, siblings, worth_compressing

        for path, record in sorted(self.files.items()):
            if not worth_compressing(path, record.size):
                continue
            names = sibling_names(path)
            if not record.staged and all(name in self.present for name in names):
                self.files.update({name: self.present[name] for name in names})
                continue
            content = ((self.place.staging if record.staged else self.place.out) / path).read_bytes()
            for name, packed in siblings(path, content):
                self.stage(Output(name, packed))

    # -- publication

    def publish(self, inputs: Inputs) -> None:
        place, files = self.place, self.files
        written = [path for path, record in files.items() if record.staged]
        extra = self.unplanned()
        after, result = self.after, self.result
        after.units = {slug: unit.published() for slug, unit in after.units.items()}
        after.groups = {name: group.published() for name, group in after.groups.items()}
        after.exports = after.exports.published() if after.exports else None
        known = after.files()
        after.others = {path: files[path].settled() for path in files.keys() - known.keys()}
        result.files, result.written, result.removed = len(files), len(written), len(extra)
        result.bytes = sum(record.size for record in files.values())
        place.out.mkdir(parents=True, exist_ok=True)
        (place.folder / SEEN).unlink(missing_ok=True)
        write = self.memory is None or not self.options.stale_search or result.units_made > FEW
        publish(place, written, extra, encode_state(after) if write else None)
        if self.memory:
            self.memory.keep(place.state, after, write)
        self.forget_texts()
        self.lap("publish")
        if not self.options.stale_search:
            told, seen = self.options.told(), place.folder / SEEN
            stamps = {path: (record.size, record.mtime) for path, record in files.items()}
            remember(seen, told, inputs.stamps, stamps, inputs.looked, asdict(result))

    def unplanned(self) -> list[str]:
        """Files to remove: those of the last build, and whatever else stands there.

        In a preview, and in a large site, the folders are not looked through for what others put there, as long as it is
        known what the last build left; --verify-outputs does look.
        """
        before = self.before.files()
        if before and (self.options.stale_search or len(before) > COUNTED) and not self.options.verify_outputs:
            return sorted(set(before) - set(self.files))
        return foreign_files(self.place.out, set(self.files)) if self.place.out.exists() else []

    def forget_texts(self) -> None:
        """Searched texts of units that are no more."""
        folder = self.place.folder / "texts"
        keep = {unit.key.hex() for unit in self.after.units.values()}
        for name in os.listdir(folder) if folder.is_dir() else ():
            if name not in keep:
                (folder / name).unlink(missing_ok=True)


def cards_of(
    units: Mapping[str, UnitState], memory: Memory | None = None
) -> tuple[list[Card], list[Grave], dict[str, bytes]]:
    """Cards, tombstones, and a digest of each by slug; those that are remembered are not decoded again."""
    decoder = unpacker(Card | Grave | None)
    known = memory.cards if memory else {}
    read: dict[str, tuple[msgspec.Raw, Any, bytes]] = {}
    for slug, unit in units.items():
        last = known.get(slug)
        same = last is not None and last[0] is unit.card
        read[slug] = last if same and last else (unit.card, decoder.decode(unit.card), digest(bytes(unit.card)))
    if memory:
        memory.cards = read
    cards = [card for _, card, _ in read.values() if isinstance(card, Card)]
    graves = [card for _, card, _ in read.values() if isinstance(card, Grave)]
    return cards, graves, {slug: mark for slug, (_, _, mark) in read.items()}


def cards_on(inputs: Inputs, blueprint: Blueprint) -> list[Card]:
    """Cards of all public notices, made here without rendering a page."""
    workshop = Workshop(blueprint)
    around = contexts(inputs.scans, inputs.registers, blueprint.drafts)
    made = (workshop.card(Order(scan.slug, scan.title, around[scan.slug], {})) for scan in inputs.scans)
    return [card for card in made if isinstance(card, Card)]


def _file_sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
