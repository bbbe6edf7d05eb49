"""The views of one notice that several of its pages show: quotations in their sentence, entries, due dates, figures, evidence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from site_builder.claims.stated_dates import dates_in
from site_builder.records.cited_documents import CitedDocument, documents_of
from site_builder.records.ledger_model import Due, Entry, EvidenceSource, Fact, Responsible
from site_builder.records.notice import Notice
from site_builder.records.outline import Problem
from site_builder.records.quotes import Found, find, first_holding, sentence
from site_builder.records.vocabulary import (
    BASES,
    COMPARATORS,
    Mark,
    Status,
)
from site_builder.views.cited import Cited, as_shown
from site_builder.views.cited_files import CitedFiles
from site_builder.views.context import Context, Linked
from site_builder.views.derive import (
    Undone,
    current_dues,
    dated,
    due_finished,
    due_state,
    dues_on,
    entries_on,
    marks_of,
    status_of,
    words_say_undone,
)
from site_builder.views.file_info import FileInfo
from site_builder.views.prose import Counted, anchors_of, sentences_of
from site_builder.views.routes import Routes
from site_builder.views.shared_views import DONE_DUE, DUE_WORDS, about_label, day_label, share_of, status_view
from site_builder.views.view_models import (
    DueView,
    EntryView,
    EvidenceView,
    FactView,
    LaterView,
    Link,
    QuoteView,
    ResponsibleView,
)


class Place(NamedTuple):
    """Where a quotation is looked for: blocks of the notice, and the anchor of what it is given for."""

    start: int
    stop: int
    anchor: str


class Presenter:
    """Makes the small views of one notice on one day, and keeps those that several pages show.

    Of other notices it only ever sees what may be shown (`cited.as_shown`).
    """

    def __init__(self, notice: Notice, context: Context, files: Mapping[str, FileInfo], day: date):
        """Takes   files: name → file under the notice's files/; day: entries and corrections of later days are left out"""
        self.notice = as_shown(notice, context.links)
        self.context = context
        self.files = files
        self.day = day
        self.routes = Routes(context.base)
        self.cited_files = CitedFiles(files, notice.slug, self.routes)
        self.published = notice.head.published.day if notice.head.published else None
        self._texts = [block.text for block in notice.outline.blocks]
        self._cited = Cited(context.links)
        self._entries: dict[str, list[Entry]] = {}
        self._dues: dict[str, list[Due]] = {}
        self._entry_views: dict[str, list[EntryView]] = {}
        self._due_views: dict[str, tuple[DueView, ...]] = {}
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._hashes: dict[str, str] = {}
        self._documents: tuple[CitedDocument, ...] | None = None

    def text_sha256(self, problem: Problem | None = None) -> str:
        """SHA-256 of the text of an item, or with None of the whole notice."""
        item = problem.id if problem else ""
        if item not in self._hashes:
            text = problem.text if problem else self.notice.outline.text
            self._hashes[item] = sha256(text.encode()).hexdigest()
        return self._hashes[item]

    @cached_property
    def sentences(self) -> Counted:
        """Where the sentences of the text have their addresses: the same on the page of the notice and of an item."""
        return sentences_of(self.notice.outline, anchors_of(self.notice.outline))

    # -- quotations

    def place(self, problem: Problem, about: str | None) -> Place:
        measure = problem.measure(about) if about else None
        if measure:
            return Place(measure.start, measure.stop, f"{problem.id}-{measure.id}")
        return Place(problem.start + 1, problem.stop, problem.id)

    def block_holding(self, words: str, order: Iterable[int]) -> tuple[int, Found] | None:
        """The block, of those in `order`, that holds words, and their place in it."""
        return first_holding(words, self._texts, order)

    def quoted(self, words: str | None, problem: Problem | None, about: str | None = None) -> QuoteView | None:
        """Words of the notice in their sentence, linked to where they stand in its text."""
        if not words:
            return None
        place = self.place(problem, about) if problem else Place(0, len(self._texts), "")
        home = self.routes.notice(self.notice.slug)
        order = [*range(place.start, place.stop), *([problem.start] if problem else [])]
        there = self.block_holding(words, order)
        if there is None:
            return QuoteView(before="", words=words, after="", url=f"{home}#{place.anchor}" if place.anchor else home)
        index, found = there
        measures = problem.measures if problem else ()
        measure = next((m for m in measures if m.start <= index < m.stop), None)
        anchor = f"{place.anchor.partition('-')[0]}-{measure.id}" if measure else place.anchor
        text = self._texts[index]
        whole = sentence(text, found)
        return QuoteView(
            before=text[whole.start : found.start],
            words=text[found.start : found.stop],
            after=text[found.stop : whole.stop],
            url=f"{home}#{anchor}" if anchor else home,
        )

    def quoted_from(self, words: str | None, source: EvidenceSource | None) -> QuoteView | None:
        """Words of a cited file or notice in their sentence."""
        if not words:
            return None
        evidence = self.evidence(source)
        url = self.cited_files.words_url(words, source) or (evidence.url if evidence else None)
        text = self.cited_text(source)
        found = find(words, text) if text else None
        if not text or not found:
            return QuoteView(before="", words=words, after="", url=url)
        whole = sentence(text, found)
        before, inner, after = (
            text[whole.start : found.start],
            text[found.start : found.stop],
            text[found.stop : whole.stop],
        )
        return QuoteView(before=before.lstrip(), words=inner, after=after.rstrip(), url=url)

    def cited_text(self, source: EvidenceSource | None) -> str | None:
        if source and source.file and source.file in self.files:
            info = self.files[source.file]
            if source.cell:
                return info.cells.get(source.cell)
            return info.text if source.page is None else info.page(source.page)
        linked = self.linked(source.notice) if source else None
        return linked.text if linked and linked.public else None

    def evidence(self, source: EvidenceSource | None) -> EvidenceView | None:
        if source is None:
            return None
        if source.file:
            return self.cited_files.view(source.file, source.title, self.cited_files.place(source))
        linked = self.linked(source.notice)
        if linked and linked.public:
            return EvidenceView(title=source.title or linked.title, url=self.routes.notice(linked.slug))
        return EvidenceView(title=source.title or "本站未公开的文件", url=None)

    def linked(self, slug: str | None) -> Linked | None:
        return self._cited.link(slug)

    # -- entries and due dates

    def entries(self, item: str) -> list[Entry]:
        if item not in self._entries:
            self._entries[item] = entries_on(self.notice.ledger(item), self.day, self.context.drafts)
        return self._entries[item]

    def dues(self, item: str) -> list[Due]:
        if item not in self._dues:
            self._dues[item] = dues_on(self.notice.ledger(item), self.day, self.context.drafts)
        return self._dues[item]

    def dues_of_items(self) -> list[tuple[Due, str]]:
        """The due dates that count now, of all items, each with the URL of its item."""
        urls = {item: self.routes.problem(self.notice.slug, item) for item in self.notice.ledgers.items}
        return [(c[-1], url) for item, url in urls.items() for c in current_dues(self.dues(item))]

    def status(self, item: str) -> Status:
        return status_of(self.entries(item))

    def marks(self, item: str) -> tuple[Mark, ...]:
        if item not in self._marks:
            stale_after = self.context.settings.stale_after_days
            self._marks[item] = marks_of(
                dues=self.dues(item),
                entries=self.entries(item),
                published=self.published,
                day=self.day,
                stale_after=stale_after,
                undone=self._undone(item),
                elsewhere=self._spoken(item),
            )
        return self._marks[item]

    def matter(self, item: str) -> list[Linked]:
        """What other notices say of the same matter as an item, earliest first."""
        return [link for link in self.context.matters if link.item == item]

    def _spoken(self, item: str) -> list[date]:
        return [day for link in self.matter(item) if (day := link.published_day)]

    def later(self, item: str, after: date | None) -> LaterView | None:
        """The newest that another notice says of the same matter after a day. Takes   after: None where it is not known"""
        found = [link for link in self.matter(item) if after and (day := link.published_day) and day > after]
        shown = [link for link in found if link.public]
        return self.of_other(shown[-1]) if shown else None

    def of_other(self, link: Linked) -> LaterView:
        item = link.target or ""
        here = Link(self.routes.problem(link.slug, item), link.target_title or item)
        return LaterView(link=here, notice=link.title, published=link.published)

    def _undone(self, item: str) -> Undone:
        """When words of an item say that a matter is not done: read in their sentence, on the day that their paper bears."""

        def undone(entry: Entry) -> date | None:
            problem, source = self.notice.outline.problem(item), entry.source
            words = (
                self.quoted(entry.quote, problem, entry.about)
                if entry.basis != "report"
                else self.quoted_from(entry.quote, source)
            )
            whole = words.before + words.words + words.after if words else None
            said = words_say_undone(entry, self.published, whole)
            return None if said is None else min([said, *self._papers_day(source, said)])

        return undone

    def _papers_day(self, source: EvidenceSource | None, said: date) -> list[date]:
        """The day of a cited paper: when a notice was published; the last day that a file names, where all lie before."""
        linked = self.linked(source.notice) if source else None
        if linked and linked.published:
            return [date.fromisoformat(linked.published[:10])]
        text = self.cited_text(source) if source and source.file else None
        days = [told.last for told in dates_in(text[-4000:]) if told.year and told.first == told.last] if text else []
        return [max(days)] if days else []

    def entry(self, problem: Problem, entry: Entry, number: int) -> EntryView:
        words = (
            self.quoted_from(entry.quote, entry.source)
            if entry.basis == "report"
            else self.quoted(entry.quote, problem, entry.about)
        )
        return EntryView(
            id=f"e{number}",
            as_of=str(entry.as_of) if entry.as_of else (self.notice.head.published or None),
            happened=str(entry.happened) if entry.happened else None,
            status=status_view(entry.status, entry.continuing) if entry.status else None,
            about=entry.about,
            about_label=about_label(problem, entry.about),
            basis=entry.basis,
            basis_label=BASES[entry.basis],
            quote=words,
            evidence=self.evidence(entry.source),
            note=entry.note,
            reason=entry.reason,
            suggested=entry.suggested,
        )

    def entry_views(self, problem: Problem) -> list[EntryView]:
        """Shown entries of an item, oldest first, numbered as in the ledger."""
        if problem.id not in self._entry_views:
            shown = {id(entry) for entry in self.entries(problem.id)}
            every = self.notice.ledger(problem.id).entries
            views = [self.entry(problem, e, n) for n, e in enumerate(every, 1) if id(e) in shown]
            self._entry_views[problem.id] = views
        return self._entry_views[problem.id]

    def due_views(self, problem: Problem) -> tuple[DueView, ...]:
        if problem.id not in self._due_views:
            entries, chains = self.entries(problem.id), current_dues(self.dues(problem.id))
            self._due_views[problem.id] = tuple(self._due(problem, chain, entries) for chain in chains)
        return self._due_views[problem.id]

    def _due(self, problem: Problem, chain: Sequence[Due], entries: Sequence[Entry]) -> DueView:
        due = chain[-1]
        words = self.quoted_from(due.quote, due.source) if due.source else self.quoted(due.quote, problem, due.about)
        undone, spoken = self._undone(problem.id), self._spoken(problem.id)
        state = due_state(due, entries, self.published, self.day, undone=undone, elsewhere=spoken)
        own = any(at > due.by.latest for e in entries if (at := dated(e, self.published)))
        return DueView(
            by=str(due.by),
            by_label=day_label(due.by) or "",
            about=due.about,
            about_label=about_label(problem, due.about),
            state=state,
            told=DONE_DUE if due_finished(due, entries) else DUE_WORDS[state],
            later=self.later(problem.id, due.by.latest) if state == "answered" and not own else None,
            quote=words,
            reason=due.reason,
            moved=tuple((day_label(earlier.by) or "", earlier.quote, earlier.reason) for earlier in chain[:-1]),
            suggested=due.suggested,
        )

    def responsible(self, problem: Problem) -> tuple[ResponsibleView, ...]:
        given = self.notice.ledger(problem.id).responsible
        return tuple(self._responsible(problem, r) for r in given if self.context.drafts or not r.suggested)

    def _responsible(self, problem: Problem, record: Responsible) -> ResponsibleView:
        words = self.quoted(record.quote, problem, record.about)
        return ResponsibleView(
            unit=record.unit,
            role=record.role,
            about_label=about_label(problem, record.about),
            quote=words,
            suggested=record.suggested,
        )

    @property
    def documents(self) -> tuple[CitedDocument, ...]:
        """Papers that the text names, in its order."""
        if self._documents is None:
            self._documents = tuple(documents_of(self.notice.outline))
        return self._documents

    def facts(self, problem: Problem) -> tuple[FactView, ...]:
        given = self.notice.ledger(problem.id).facts
        return tuple(self.fact(problem, fact) for fact in given if self.context.drafts or not fact.suggested)

    def fact(self, problem: Problem, fact: Fact) -> FactView:
        quotes = tuple(q for words in fact.quotes if (q := self.quoted(words, problem, fact.about)))
        share = share_of(fact.value, fact.of)
        compared = COMPARATORS[fact.comparator] if fact.comparator else None
        return FactView(
            label=fact.label,
            comparator=compared,
            value=fact.value,
            of=fact.of,
            unit=fact.unit,
            count=fact.count,
            count_of=fact.count_of,
            modality=fact.modality,
            share=share,
            quotes=quotes,
            suggested=fact.suggested,
        )
