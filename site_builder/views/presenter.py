"""Small views made of records: quotations in their sentence, entries, due dates, windows, contacts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote as percent

from msgspec import Struct

from site_builder.claims.stated_dates import dates_in
from site_builder.records.cited_documents import CitedDocument, documents_of
from site_builder.records.hidden_in_images import Unseen
from site_builder.records.ledger_model import Due, Entry, EvidenceSource, Fact, Responsible
from site_builder.records.model import Contacts, Window
from site_builder.records.notice import Notice
from site_builder.records.outline import Problem
from site_builder.records.quotes import Found, find, first_holding, sentence
from site_builder.records.vocabulary import (
    BASES,
    COMPARATORS,
    MARKS,
    STATUSES,
    WINDOW_KINDS,
    Mark,
    Status,
    WindowKind,
    WindowState,
)
from site_builder.views.cited import Cited, as_shown
from site_builder.views.context import Context, Linked
from site_builder.views.derive import (
    Undone,
    current_dues,
    due_state,
    dues_on,
    entries_on,
    marks_of,
    status_of,
    window_state,
    words_say_undone,
)
from site_builder.views.prose import Counted, anchors_of, sentences_of
from site_builder.views.routes import Routes, percent_encoded
from site_builder.views.view_models import (
    ContactView,
    DueView,
    EntryView,
    EvidenceView,
    FactView,
    MarkView,
    QuoteView,
    ResponsibleView,
    Share,
    StatusView,
    WindowView,
)


class FileInfo(Struct, frozen=True, kw_only=True):
    """A file under a notice's files/.

    text    None where none can be read
    unseen  words in it that no reader sees
    cells   of a workbook: 整改台账!F12 → what the cell shows
    pages   of a file that has pages (PDF, OFD): the text of each; a paragraph over two pages is in both
    refused why these bytes are not published under this name; '' = they may be
    """

    name: str
    size: int
    sha256: str
    text: str | None
    unseen: tuple[Unseen, ...] = ()
    cells: dict[str, str] = {}
    pages: tuple[str, ...] = ()
    refused: str = ""

    def page(self, number: int) -> str | None:
        """The text of a page, counted from 1; None where there is no such page."""
        return self.pages[number - 1] if 0 < number <= len(self.pages) else None


EXPLANATIONS: dict[Mark, str] = {
    "lapsed": "原文载明的时限已过，本站未见此后公开的进展。这不表示没有做，只表示没有再公开。",
    "overdue": "时限过后公开的文字说明尚未完成。",
    "stale": "首次公开进展之后，很久没有新的公开文字。",
    "reopened": "曾标为完成或销号，后来公开的文字又退回整改，理由见进展记录。",
}


def status_view(status: Status, continuing: bool = False, suggested: bool = False) -> StatusView:
    return StatusView(code=status, label=STATUSES[status], continuing=continuing, suggested=suggested)


def counts_of(statuses: Iterable[Status]) -> tuple[tuple[StatusView, int], ...]:
    """How many items have each status, in the order of statuses; the sum is the number of items.

    Takes   statuses: one for each item
    """
    counted = Counter(statuses)
    return tuple((status_view(code), counted[code]) for code in STATUSES if counted[code])


def shares_of(counts: Sequence[tuple[StatusView, int]]) -> tuple[Share, ...]:
    """Parts of a stacked bar in per cent of its width; none where all items are 原文未逐项标注."""
    if [status.code for status, _ in counts] == ["unstated"]:
        return ()
    items, shares, x = sum(count for _, count in counts), list[Share](), 0.0
    for status, count in counts:
        width = round(100 * count / items, 3)
        shares.append(Share(status, round(x, 3), width))
        x += width
    return tuple(shares)


def mark_view(mark: Mark) -> MarkView:
    return MarkView(mark, MARKS[mark], EXPLANATIONS[mark])


@lru_cache(maxsize=1024)  # the same few days stand on every page of a notice
def day_label(text: str | None) -> str | None:
    """'2024-10-17' → '2024年10月17日'; years and months as far as they go; a time is kept."""
    if not text:
        return None
    day, _, clock = text.partition(" ")
    parts = day.split("-")
    shown = "".join(f"{int(part)}{unit}" for part, unit in zip(parts, ("年", "月", "日"), strict=False))
    return f"{shown} {clock}" if clock else shown


def window_view(window: Window | str | None, day: date) -> WindowView:
    state = window_state(window, day)
    if isinstance(window, Window):
        label = WINDOW_KINDS[window.kind]
        return WindowView(
            state=state,
            kind=window.kind,
            label=label,
            opens=str(window.opens),
            closes=str(window.closes),
            quote=window.quote,
        )
    return WindowView(state=state, kind=None, label="公开期限", opens=None, closes=None, quote=None)


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
        text = self.cited_text(source)
        found = find(words, text) if text else None
        if not text or not found:
            return QuoteView(before="", words=words, after="", url=evidence.url if evidence else None)
        whole = sentence(text, found)
        before, inner, after = (
            text[whole.start : found.start],
            text[found.start : found.stop],
            text[found.stop : whole.stop],
        )
        return QuoteView(
            before=before.lstrip(), words=inner, after=after.rstrip(), url=evidence.url if evidence else None
        )

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
            info = self.files.get(source.file)
            url = self.routes.attachment(self.notice.slug, percent(source.file))
            title = source.title or source.file
            place = None
            if info and source.cell in info.cells:
                place = f"单元格 {source.cell}"
            elif info and source.page and info.page(source.page) is not None:
                place = f"第 {source.page} 页"
            return EvidenceView(
                title=title,
                url=url,
                size=info.size if info else None,
                sha256=info.sha256 if info else None,
                place=place,
            )
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
            )
        return self._marks[item]

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
        return DueView(
            by=str(due.by),
            by_label=day_label(due.by) or "",
            about=due.about,
            about_label=about_label(problem, due.about),
            state=due_state(due, entries, self.published, self.day, self._undone(problem.id)),
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

    # -- whom to write to

    def contact(self, title: str, item: str, permalink: str, sha: str) -> ContactView:
        """The contact block: the notice's own channel, else the organ's, by the state of the window.

        Takes   title, item: of the notice, and what names its item; the subject of a letter, one after the other
                permalink: rooted URL of the page; sha: SHA-256 of the text on it
        """
        head, organ = self.notice.head, self.context.organ
        own = head.contacts if not (organ and organ.successor) else Contacts()
        contacts = own or (organ.contact if organ else Contacts())
        name = (organ.successor_name or organ.present_name) if organ else None
        former = organ.name if organ and organ.successor else None
        letter = letter_of(title + item, self.context.origin + permalink, sha)
        mail = contacts.emails[0] if contacts.emails else None
        mailto = None
        if mail:
            subject = percent_encoded(title) + percent_encoded(item)
            mailto = f"mailto:{percent(mail, '@')}?subject={subject}&body={percent_encoded(letter)}"
        window = window_view(head.window, self.day)
        return ContactView(
            name=name,
            former=former,
            contacts=contacts,
            mailto=mailto,
            letter=letter,
            window=window,
            leads=leads_of(window),
        )


def letter_of(what: str, url: str, sha: str) -> str:
    """The frame of a letter to an organ: what it is about, where that stands, and by which hash anyone can check it."""
    return f"事项：{what}\n网址：{url}\n原文校验值：SHA-256 {sha}\n\n意见：\n"


def about_label(problem: Problem, about: str | None) -> str | None:
    """How a part of an item is named: 措施 2, or the words that name it."""
    if about is None:
        return None
    return f"措施{about[1:]}" if problem.measure(about) else about


def share_of(value: str | None, of: str | None) -> int | None:
    """Per cent of a stated whole, rounded down; None where either is not a number.

    >>> share_of("0.2", "16.1")
    1
    """
    try:
        part, whole = float(value or ""), float(of or "")
    except ValueError:
        return None
    return int(100 * part / whole) if whole > 0 and part <= whole else None


_LEADS: dict[WindowKind | None, dict[WindowState, str]] = {
    "objection": {
        "upcoming": "公示期尚未开始。",
        "open": "公示期内，对公示事项有异议的，可以向下列单位提出；公示期到{closes}为止。",
        "last-day": "今天是公示期最后一天。对公示事项有异议的，可以向下列单位提出。",
        "closed": "公示期已截止，不再受理本次公示的异议；其他意见仍可以向下列单位反映。",
    },
    "publication": {
        "upcoming": "公开期限尚未开始。",
        "open": "公开期限内，对整改情况有意见建议的，可以向下列单位反映；公开期限到{closes}为止。",
        "last-day": "今天是公开期限最后一天。有意见建议的，可以向下列单位反映。",
        "closed": "公开期限已届满。联系渠道仍然有效，有意见建议的，可以向下列单位反映。",
    },
    None: {
        "unstated": "对整改情况有意见建议的，可以向下列单位反映。",
        "none": "对整改情况有意见建议的，可以向下列单位反映。",
    },
}


def leads_of(window: WindowView) -> tuple[tuple[str, str], ...]:
    """(window state, first sentence of the contact block): the script shows the one of today, so that old pages stay right."""
    closes = day_label(window.closes) if window.closes else ""
    return tuple((str(state), words.format(closes=closes)) for state, words in _LEADS[window.kind].items())


def newest_first(entries: Sequence[EntryView]) -> Iterator[EntryView]:
    """Entries by the day of their words, newest first; undated ones are the oldest."""
    order = sorted(range(len(entries)), key=lambda i: (entries[i].as_of or "", i), reverse=True)
    return (entries[i] for i in order)
