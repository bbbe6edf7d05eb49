"""Shell: everything around the units: site pages, files, exports, search, compressed siblings, the manifest."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter

from site_builder.cards import Brief, Card, Grave
from site_builder.encoding import digest, pack, unpacker
from site_builder.exporting import key_of, rows_of, write_exports
from site_builder.facets import Marks
from site_builder.inputs import Inputs, Options
from site_builder.keeping import Kept
from site_builder.layout import Frame
from site_builder.manifest import NAME, manifest
from site_builder.publishing import Site as Place
from site_builder.render import Output, Page
from site_builder.search.documents import SearchDocument
from site_builder.search_words import search_labels, suggestions
from site_builder.site_files import file_groups, sitemap_group
from site_builder.site_pages import Group, Site, page_groups
from site_builder.staging import staged, streamed
from site_builder.standing import Standing
from site_builder.state import Exported, Files, GroupState, Memory, State, UnitState
from site_builder.tables import Book, book_of
from site_builder.unit import FileRecord
from site_builder.unit_making import Progress
from site_builder.workers import Blueprint, renderer_for

# Groups that a preview may leave as they are for the moment, as it does with the search index.
SLOW = frozenset({"calendars", "sitemap", "feeds", "documents", "titles"})


class SiteMaker:
    """Makes what is of no unit, as far as it has changed.

    files   what is made or kept, by path
    staged  those of them that wait to be published
    """

    def __init__(
        self, options: Options, place: Place, standing: Standing, kept: Kept, blueprint: Blueprint, progress: Progress
    ):
        self.options, self.place, self.standing, self.kept = options, place, standing, kept
        self.blueprint, self.progress = blueprint, progress
        self.renderer = renderer_for(blueprint)
        self.files: Files = {}
        self.staged: list[str] = []
        self.groups: dict[str, GroupState] = {}
        self.exports: Exported | None = None

    def site(self, inputs: Inputs, briefs: Mapping[str, Brief | Grave | None], units: Mapping[str, UnitState]) -> Site:
        """All that site pages are made from."""
        decoder = unpacker(Card)

        def opened(brief: Brief) -> Card:
            card: Card = decoder.decode(self.kept.get(units[brief.slug].card or b""))
            return card

        cards = tuple(card for card in briefs.values() if isinstance(card, Brief))
        graves = tuple(card for card in briefs.values() if isinstance(card, Grave))
        return Site(inputs.registers, cards, graves, inputs.texts(), self.options.today, opened)

    def make(self, site: Site, frame: Frame, pages: Mapping[str, str], marks: Mapping[str, Marks]) -> None:
        """Pages, files and exports."""
        base = digest(self.blueprint.frame + pack((site.registers, pages, site.graves)))
        for group in (*page_groups(site, frame), *file_groups(site, frame)):
            self.group(group, base, marks)
        own = [path for group in self.groups.values() for path in group.files if path.endswith(".html")]
        self.group(sitemap_group(site, frame, own), base, marks)
        if site.registers.settings.exports:
            book = book_of(site.organs, site.registers.inspections, site.public, site.opened)
            self.export(book, self.blueprint.frame, marks)

    def explain(self, what: str, why: str | None) -> None:
        if self.options.explain:
            self.options.explain(f"保留 {what}" if why is None else f"重做 {what}：{why}")

    def stage(self, output: Output, fingerprint: bytes | None = None) -> FileRecord:
        """A file's record; the file waits in staging unless the same bytes are published."""
        there = self.standing.common.get(output.path)
        record, written = staged(self.place.staging, output, there, fingerprint)
        if written:
            self.staged.append(output.path)
        self.files[output.path] = record
        return record

    def group(self, group: Group, base: bytes, marks: Mapping[str, Marks]) -> None:
        """Made again when one of its cards, or what it is told, changed."""
        closure = b"".join(self.renderer.closure(name) for name in group.templates)
        cards = b"".join(marks[card.slug][facet] for card in group.cards for facet in group.reads)
        key = digest(base + closure + cards + pack((group.name, [card.slug for card in group.cards], group.told)))
        old = self.standing.before.groups.get(group.name)
        whole = old is not None and self.standing.whole(old.files)
        later = self.options.stale_search and group.name in SLOW
        if old is not None and whole and (old.key == key or later):
            self.explain(group.name, None)
            self.groups[group.name] = old
        else:
            self.explain(group.name, "所列的记录、设置或模板变了" if whole else "新的，或文件不在")
            self.groups[group.name] = GroupState(key, dict(map(self.made, group.make())))
        self.files.update(self.groups[group.name].files)

    def made(self, made: Page | Output) -> tuple[str, FileRecord]:
        """A file of a group: a page is rendered only where its fingerprint is not that of the published one."""
        if isinstance(made, Output):
            return made.path, self.stage(made)
        fingerprint = self.renderer.fingerprint(made)
        there = self.standing.common.get(made.path)
        if there is not None and there.fingerprint == fingerprint:
            return made.path, there
        return made.path, self.stage(Output(made.path, self.renderer.render(made)), fingerprint)

    def export(self, book: Book, shape: bytes, marks: Mapping[str, Marks]) -> None:
        """The site-wide exports: made again when a row of theirs may have changed, published when one has."""
        rows = rows_of(book, {slug: found["whole"] for slug, found in marks.items() if found})
        old = self.standing.before.exports
        whole = old is not None and self.standing.whole(old.files)
        if old is not None and whole and (self.options.stale_search or old.key == key_of(book, rows, shape)):
            self.explain("exports", None)
            self.exports = old
        else:
            self.explain("exports", "所列的记录变了" if whole else "新的，或文件不在")
            staging = self.place.staging
            self.exports = write_exports(book, rows, shape, old if whole else None, self.place.out, staging)
            for path, record in self.exports.files.items():
                if self.standing.same(path, record):
                    (staging / path).unlink()
                    self.exports.files[path] = self.standing.common[path]
                else:
                    self.staged.append(path)
        self.files.update(self.exports.files)

    def index(self, site: Site, frame: Frame, units: Mapping[str, UnitState]) -> None:
        """The search bundle: shards that have not changed are kept as they are."""
        from site_builder.search import search_index

        there = self.standing.common
        if self.options.stale_search:
            self.files.update({path: record for path, record in there.items() if path.startswith("pagefind/")})
            return
        decoder = unpacker(tuple[SearchDocument, ...])
        words = [unit.words for unit in units.values() if unit.words]
        documents = [document for name in words for document in decoder.decode(self.kept.get(name))]
        self.progress("搜索索引", 0, len(documents))
        made = search_index(
            documents,
            state=self.place.search,
            base_path=frame.routes.base,
            labels=search_labels(site),
            suggestions=suggestions(site),
        )
        for name, sealed_file in made.files.items():
            path = f"pagefind/{name}"
            if path in there and there[path].sha256 == sealed_file.sha256:
                self.files[path] = there[path]
            else:
                self.stage(Output(path, made.read(name)))
        self.progress("搜索索引", len(documents), len(documents))

    def compress(self, units: Mapping[str, UnitState], staged_units: Iterable[str]) -> None:
        """Compressed siblings of every file that is worth it."""
        from site_builder.compressing import sibling_names, siblings, worth_compressing

        there, waiting = self.standing.common, {*staged_units, *self.staged}
        for path, record in list(every_file(self.files, units)):
            if not worth_compressing(path, record.size):
                continue
            names = sibling_names(path)
            if path not in waiting and all(name in there for name in names):
                self.files.update({name: there[name] for name in names})
                continue
            content = ((self.place.staging if path in waiting else self.place.out) / path).read_bytes()
            for name, packed in siblings(path, content):
                self.stage(Output(name, packed))

    def list(self, units: Mapping[str, UnitState], site: Site, next_change: date | None) -> "Tally":
        """The manifest of everything; gives what it counted."""
        tally = Tally()
        texts = {slug: unit.text_sha256 for slug, unit in units.items() if unit.text_sha256}
        drafts = self.options.drafts
        chunks = manifest(tally.counting(every_file(self.files, units)), texts, site.graves, next_change, drafts)
        record = streamed(self.place.staging / NAME, chunks)
        there = self.standing.common.get(NAME)
        if there is not None and there.sha256 == record.sha256:
            (self.place.staging / NAME).unlink()
            record = there
        else:
            self.staged.append(NAME)
        self.files[NAME] = record
        tally.add(NAME, record)
        return tally

    def left(self, units: dict[str, UnitState], inputs: Inputs) -> State:
        """What the next build finds."""
        state = State(units=units, groups=self.groups, exports=self.exports)
        known = state.common()
        state.others = {path: record for path, record in self.files.items() if path not in known}
        state.stamps_in, state.looked, state.heads = inputs.stamps, inputs.looked, inputs.heads
        return state


class Tally:
    """Files, pages and bytes of a site."""

    def __init__(self) -> None:
        self.files = self.pages = self.bytes = 0

    def add(self, path: str, record: FileRecord) -> None:
        self.files += 1
        self.pages += path.endswith(".html")
        self.bytes += record.size

    def counting(self, files: Iterable[tuple[str, FileRecord]]) -> Iterator[tuple[str, FileRecord]]:
        for path, record in files:
            self.add(path, record)
            yield path, record


def every_file(common: Mapping[str, FileRecord], units: Mapping[str, UnitState]) -> Iterator[tuple[str, FileRecord]]:
    """All files of a site, sorted by path. Those of one unit after another are read, not all at once."""
    elsewhere = list(common.items())
    first: dict[str, UnitState] = {}
    for slug, unit in units.items():
        first[f"notices/{slug}/"] = unit
        elsewhere += [
            (path, record) for path, record in unit.files().items() if not path.startswith(f"notices/{slug}/")
        ]

    def below() -> Iterator[tuple[str, FileRecord]]:
        for prefix, unit in sorted(first.items()):
            yield from sorted((path, record) for path, record in unit.files().items() if path.startswith(prefix))

    return heapq.merge(sorted(elsewhere, key=itemgetter(0)), below(), key=itemgetter(0))


def briefs_of(units: Mapping[str, UnitState], memory: Memory | None = None) -> dict[str, Brief | Grave | None]:
    """What lists say of each notice; what is remembered is not decoded again."""
    decoder = unpacker(Brief | Grave | None)
    known = memory.briefs if memory else {}
    read = {}
    for slug, unit in units.items():
        last = known.get(slug)
        read[slug] = last if last is not None and last[0] is unit.brief else (unit.brief, decoder.decode(unit.brief))
    if memory:
        memory.briefs = read
    return {slug: brief for slug, (_, brief) in read.items()}
