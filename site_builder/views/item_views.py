"""Views of a notice's items: the line in a list, the status page, the 台账 row, the target."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from site_builder.records.ledger_model import Closing, EvidenceSource, SameAs
from site_builder.records.outline import Problem
from site_builder.records.vocabulary import FINISHED, STATES
from site_builder.views.contact_views import contact_of
from site_builder.views.context import Linked
from site_builder.views.correction_letter import correction_letter
from site_builder.views.derive import dated, deciding
from site_builder.views.known import due_sentences, known_of
from site_builder.views.presenter import Presenter
from site_builder.views.prose import Highlight, Html, html_of
from site_builder.views.shared_views import about_label, day_label, mark_view, newest_first, status_view, window_view
from site_builder.views.target_views import commitments
from site_builder.views.view_models import (
    AssessmentView,
    ClosingView,
    EntryView,
    EvidenceView,
    ItemView,
    LedgerColumn,
    LedgerRow,
    LedgerView,
    Link,
    NoticeRef,
    PassageView,
    ProblemView,
    QuoteView,
    RelatedView,
)


def heading_of(presenter: Presenter, problem: Problem) -> str:
    return presenter.notice.outline.blocks[problem.start].text


def item_view(presenter: Presenter, problem: Problem) -> ItemView:
    entries = presenter.entries(problem.id)
    last = deciding(entries)
    return ItemView(
        id=problem.id,
        url=presenter.routes.problem(presenter.notice.slug, problem.id),
        number=problem.number,
        title=problem.title,
        noun=STATES[problem.states],
        category=problem.category,
        status=status_view(presenter.status(problem.id), bool(last and last.continuing), bool(last and last.suggested)),
        marks=tuple(mark_view(mark) for mark in presenter.marks(problem.id)),
        known=known_of(presenter, problem),
        due=presenter.due_views(problem),
        responsible=presenter.responsible(problem),
    )


def ledger_row(presenter: Presenter, problem: Problem, item: ItemView) -> LedgerRow:
    entries = presenter.entry_views(problem)
    closing = closing_view(presenter, problem, presenter.notice.ledger(problem.id).closing)
    matter = presenter.matter(problem.id)
    naming = {(back.slug, back.target) for back in presenter.context.linked_by if back.relation == "closing"}
    return LedgerRow(
        item=item,
        measures=tuple(measure.text for measure in problem.measures),
        latest=next(newest_first(entries), None),
        entries=len(entries),
        closing=closing,
        verified=() if closing else tuple(presenter.of_other(link) for link in matter if link.kind == "closure"),
        closes=tuple(presenter.of_other(link) for link in matter if (link.slug, link.target) in naming),
    )


def ledger_view(ref: NoticeRef, rows: Sequence[LedgerRow], workbook: str) -> LedgerView:
    """The whole table: rows below the headings of the text, and no column that is empty in every row."""
    filled: dict[LedgerColumn, bool] = {
        "measures": any(row.measures for row in rows),
        "responsible": any(row.item.responsible for row in rows),
        "due": any(row.item.due for row in rows),
        "basis": any(row.latest for row in rows),
        "closing": any(row.closing or row.verified or row.closes for row in rows),
    }
    return LedgerView(
        ref=ref,
        sections=tuple((heading, tuple(own)) for heading, own in groupby(rows, key=lambda row: row.item.category)),
        columns=tuple(column for column, used in filled.items() if used),
        size=len(rows),
        workbook=workbook,
    )


def problem_view(
    presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], position: int, qr: Html
) -> ProblemView:
    """The view of an item's status page.

    Takes   items: of the whole notice, for the links to the items before and after; position: of this one among them, from 0
            qr: of the page's address as SVG
    """
    notice = presenter.notice
    problem, item = notice.outline.problems[position], items[position]
    ledger = notice.ledger(problem.id)
    entries = presenter.entry_views(problem)
    whole = [e for e in entries if e.about is None]
    permalink = item.url
    what = f" 第{problem.number or problem.id}项（{problem.id}）：{problem.title}"
    text_sha256 = presenter.text_sha256(problem)
    contact = contact_of(presenter, ref.title, what, permalink, text_sha256)
    return ProblemView(
        notice=ref,
        item=item,
        heading=heading_of(presenter, problem),
        origin=problem.origin,
        text=tuple(_passages(presenter, problem, entries)),
        deciding=deciding(entries),
        history=tuple(e for e in newest_first(whole) if e.status),
        log=tuple(e for e in newest_first(whole) if not e.status),
        facts=presenter.facts(problem),
        closing=closing_view(presenter, problem, ledger.closing),
        assessments=tuple(_assessments(presenter, problem)),
        review_by=str(ledger.review_by) if ledger.review_by else None,
        dues=() if item.known or item.status.code in FINISHED else tuple(due_sentences(presenter, problem)),
        later=presenter.later(problem.id, _last_day(presenter, problem)),
        calendar=presenter.routes.item_calendar(notice.slug, problem.id),
        related=tuple(_related(presenter, problem, ledger.same_as)),
        themes=tuple(
            Link(presenter.routes.theme(t), title) for i, t, title in presenter.context.themes if i == problem.id
        ),
        targets=tuple(
            Link(presenter.routes.target(notice.slug, key), target.metric)
            for key, target in notice.ledgers.targets.items()
            if target.item == problem.id and (presenter.context.drafts or not target.suggested)
        ),
        commitments=tuple(commitments(presenter, problem.id)),
        evidence=tuple(_evidence(entries)),
        contact=contact,
        letter=correction_letter(
            contact, f"《{ref.title}》{what.strip()}", presenter.context.origin + permalink, text_sha256
        ),
        in_text=presenter.routes.in_text(notice.slug, problem.id),
        source=notice.head.source.url if notice.head.source else None,
        json=presenter.routes.notice_json(notice.slug),
        text_sha256=text_sha256,
        cite=cite(presenter, ref, problem.title, permalink),
        previous=_link(items, position - 1) if position else None,
        following=_link(items, position + 1) if position + 1 < len(items) else None,
        qr=qr,
    )


def cite(presenter: Presenter, ref: NoticeRef, title: str, permalink: str) -> str:
    """One line by which a page can be cited: who, what, when, where.

    Takes   title: of the page; permalink: rooted URL
    """
    who = f"{ref.organ.text}：" if ref.organ else ""
    when = f"，{day_label(ref.published)}" if ref.published else "，原文未署日期"
    where = f"《{ref.title}》" if title != ref.title else ""
    return f"{who}{title}{where}{when}。{presenter.context.origin}{permalink}"


def _link(items: Sequence[ItemView], position: int) -> Link:
    item = items[position]
    return Link(item.url, f"{item.number + '. ' if item.number else ''}{item.title}")


def highlights(presenter: Presenter, problem: Problem, entries: Sequence[EntryView]) -> Mapping[int, list[Highlight]]:
    """Quoted words of entries from the notice's own text, by block, for marking in place."""
    marks: dict[int, list[Highlight]] = {}
    for entry in entries:
        if entry.basis == "report" or entry.quote is None:
            continue
        place = presenter.place(problem, entry.about)
        if there := presenter.block_holding(entry.quote.words, range(place.start, place.stop)):
            target = f"{presenter.routes.problem(presenter.notice.slug, problem.id)}#{entry.id}"
            marks.setdefault(there[0], []).append((*there[1], target))
    return marks


def _passages(presenter: Presenter, problem: Problem, entries: Sequence[EntryView]) -> Iterator[PassageView]:
    """The text of an item, cut after every part that entries speak of; each piece with those entries, newest first."""
    blocks, first = presenter.notice.outline.blocks, problem.start + 1
    anchors = {m.start: m.id for m in problem.measures}
    marks, shift = highlights(presenter, problem, entries), 2 - blocks[problem.start].level
    cuts: dict[int, list[str]] = {}
    for about in dict.fromkeys(e.about for e in entries if e.about):
        cuts.setdefault(_end_of(presenter, problem, about), []).append(about)
    for stop in sorted({*cuts, problem.stop}):
        told = tuple(_told(problem, about, entries) for about in cuts.get(stop, ()))
        body = html_of(blocks[first:stop], first, anchors, marks, shift=shift, counted=presenter.sentences)
        yield PassageView(body, told)
        first = stop


def _told(problem: Problem, about: str, entries: Sequence[EntryView]) -> tuple[str | None, str, tuple[EntryView, ...]]:
    own = tuple(newest_first([e for e in entries if e.about == about]))
    return about if problem.measure(about) else None, about_label(problem, about) or about, own


def _end_of(presenter: Presenter, problem: Problem, about: str) -> int:
    """Index of the block after a part: after the measure, or after the measure or paragraph that holds the words naming it."""
    measure = problem.measure(about)
    if measure:
        return measure.stop
    blocks = presenter.notice.outline.blocks
    there = presenter.block_holding(about, range(problem.start + 1, problem.stop))
    found = there[0] if there else problem.stop - 1
    around = next((m for m in problem.measures if m.start <= found < m.stop), None)
    if around:
        return around.stop
    while blocks[found].kind == "row" and found + 1 < problem.stop and blocks[found + 1].kind == "row":
        found += 1  # a table is not cut
    return found + 1


def closing_view(presenter: Presenter, problem: Problem, closing: Closing | None) -> ClosingView | None:
    """The closing of an item, once its day has come; its notice only while that is public."""
    if closing is None or closing.date.earliest > presenter.day:
        return None
    linked = presenter.linked(closing.notice)
    notice = Link(presenter.routes.notice(linked.slug), linked.title) if linked and linked.public else None
    window = window_view(linked.window, presenter.day) if linked and linked.public and linked.window else None
    source = EvidenceSource(notice=closing.notice)
    words = presenter.quoted_from(closing.quote, source) if closing.notice else presenter.quoted(closing.quote, problem)
    return ClosingView(
        date=str(closing.date), by=closing.by, ref=closing.ref, notice=notice, window=window, quote=words
    )


def _assessments(presenter: Presenter, problem: Problem) -> Iterator[AssessmentView]:
    for record in presenter.notice.ledger(problem.id).assessments:
        if record.date is None or record.date.earliest <= presenter.day:
            words = (
                presenter.quoted_from(record.quote, record.source)
                if record.source
                else presenter.quoted(record.quote, problem)
            )
            date = str(record.date) if record.date else None
            yield AssessmentView(
                by=record.by, date=date, verdict=record.verdict, quote=words, evidence=presenter.evidence(record.source)
            )


def _related(presenter: Presenter, problem: Problem, own: Sequence[SameAs]) -> Iterator[RelatedView]:
    """相关事项: pointed to from here, pointing here, and what points to the same item as this one."""
    for same in own:
        linked = presenter.linked(same.notice)
        if linked and linked.public:
            title = next((link.target_title for link in presenter.context.links if _points(link, problem, same)), None)
            link = Link(presenter.routes.problem(same.notice, same.item), title or same.item)
            yield RelatedView(link, linked.title, presenter.quoted(same.quote, problem))
    told = {(same.notice, same.item) for same in own}
    direct = set(told)
    for back in presenter.context.linked_by:
        here = back.relation == "same_as" and back.item == problem.id and (back.slug, back.target) not in told
        if here and back.target:
            link = Link(presenter.routes.problem(back.slug, back.target), back.target_title or back.target)
            place = presenter.routes.in_text(back.slug, back.target)
            words = QuoteView(before="", words=back.quote, after="", url=place) if back.quote else None
            direct.add((back.slug, back.target))
            yield RelatedView(link, back.title, words)
    for other in presenter.matter(problem.id):
        if other.public and (other.slug, other.target) not in direct:
            view = presenter.of_other(other)
            yield RelatedView(view.link, view.notice, None)


def _last_day(presenter: Presenter, problem: Problem) -> date | None:
    """The day of the newest record of an item, else of its notice."""
    days = [at for entry in presenter.entries(problem.id) if (at := dated(entry, presenter.published))]
    return max([*days, *([presenter.published] if presenter.published else [])], default=None)


def _points(link: Linked, problem: Problem, same: SameAs) -> bool:
    return (link.slug, link.item, link.target) == (same.notice, problem.id, same.item)


def _evidence(entries: Sequence[EntryView]) -> Iterator[EvidenceView]:
    seen: set[str] = set()
    for entry in entries:
        if entry.evidence and entry.evidence.title not in seen:
            seen.add(entry.evidence.title)
            yield entry.evidence
