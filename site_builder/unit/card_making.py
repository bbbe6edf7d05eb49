"""Makes the card of a notice from its views."""

from collections import Counter
from collections.abc import Iterator, Sequence

from site_builder.records.outline import Problem
from site_builder.unit.cards import (
    Card,
    Counts,
    DueCard,
    DueMatter,
    EntryCard,
    FileCard,
    ItemCard,
    TargetCard,
    due_places,
    due_year,
    history_of,
    unanswered,
)
from site_builder.unit.cohorts import ages_of, cohort_of, inspection_year
from site_builder.views.citations import citations
from site_builder.views.derive import deciding
from site_builder.views.file_info import FileInfo
from site_builder.views.known import known_day
from site_builder.views.notice_history import history
from site_builder.views.presenter import Presenter
from site_builder.views.view_models import Change, ItemView, NoticeRef


def card_of(presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], noindex: bool) -> Card:
    """The card of a notice.

    Takes   presenter: of the notice
            ref, items: the views of the notice and its items
            noindex: whether search engines are asked to leave it out
    """
    notice, context = presenter.notice, presenter.context
    head = notice.head
    follows = presenter.linked(head.follows)
    changes = tuple(history(presenter, ref, items))
    inspection = context.inspection or (head.inspection if not isinstance(head.inspection, str) else None)
    cards = tuple(_item(presenter, problem, item) for problem, item in zip(notice.outline.problems, items, strict=True))
    targets, documents = tuple(_targets(presenter)), presenter.documents
    feedback = str(inspection.feedback) if inspection and inspection.feedback else None
    histories = [history_of(item) for item in cards]
    return Card(
        slug=notice.slug,
        url=ref.url,
        kind=head.kind,
        title=ref.title,
        title_stated=ref.title_stated,
        draft=head.draft,
        noindex=noindex,
        organ=context.organ.id if context.organ else None,
        organ_name=context.organ.name if context.organ else None,
        published=head.published,
        window=ref.window,
        inspection=context.inspection_id,
        feedback=feedback,
        follows=head.follows if follows and follows.public else None,
        updated=changes[0].date if changes else (head.published[:10] if head.published else None),
        counts=_counts(cards, len(targets), len(documents), changes),
        cohort=cohort_of(inspection_year(inspection), head.published, histories),
        ages=ages_of(feedback, head.published, histories),
        due_matters=tuple(_due_matters(presenter, cards)),
        items=cards,
        targets=targets,
        documents=documents,
        files=tuple(_files(presenter)),
        changes=changes,
        stated_problems=head.stated.problems if head.stated else None,
        text_sha256=presenter.text_sha256(),
        characters=len(notice.outline.text),
    )


def _counts(items: Sequence[ItemCard], targets: int, documents: int, changes: Sequence[Change]) -> Counts:
    return Counts(
        problems=len(items),
        measures=sum(item.measures for item in items),
        entries=sum(len(item.entries) for item in items),
        targets=targets,
        documents=documents,
        dues=dict(sorted(Counter(place for item in items for place in due_places(item.due)).items())),
        due_days=dict(sorted(Counter(due_year(due) for item in items for due in item.due).items())),
        changes=dict(sorted(Counter(change.date[:7] for change in changes).items())),
        statuses=dict(sorted(Counter(item.status for item in items).items())),
        marks=dict(sorted(Counter(mark for item in items for mark in item.marks).items())),
    )


def _due_matters(presenter: Presenter, items: Sequence[ItemCard]) -> Iterator[DueMatter]:
    for item in items:
        places = due_places(unanswered(item.due))
        others = tuple((link.slug, link.target) for link in presenter.matter(item.id) if link.target)
        if places and others:
            yield DueMatter(item.id, tuple(sorted(places)), others)


def _item(presenter: Presenter, problem: Problem, item: ItemView) -> ItemCard:
    entries = presenter.entry_views(problem)
    last = deciding(entries)
    units = tuple(dict.fromkeys(r.unit for r in item.responsible))
    ledger = presenter.notice.ledger(problem.id)
    closing = ledger.closing
    closed_on = str(closing.date) if closing and closing.date.earliest <= presenter.day else None
    return ItemCard(
        id=problem.id,
        url=item.url,
        number=problem.number,
        title=problem.title,
        states=problem.states,
        status=item.status.code,
        continuing=item.status.continuing,
        suggested=item.status.suggested,
        as_of=last.as_of if last else None,
        marks=tuple(mark.code for mark in item.marks),
        known=item.known[0] if item.known else "",
        known_as_of=known_day(presenter, problem),
        themes=tuple(theme for place, theme, _ in presenter.context.themes if place == problem.id),
        origin=problem.origin,
        category=problem.category,
        measures=len(problem.measures),
        responsible=units,
        due=tuple(
            DueCard(
                by=d.by,
                about=d.about,
                quote=d.quote.words if d.quote else "",
                state=d.state,
                told=d.told,
                sequence=len(d.moved),
            )
            for d in item.due
        ),
        entries=tuple(
            EntryCard(
                id=e.id,
                as_of=e.as_of,
                happened=e.happened,
                status=e.status.code if e.status else None,
                about=e.about,
                basis=e.basis,
                quote=e.quote.words if e.quote else e.note,
            )
            for e in entries
        ),
        closed_on=closed_on,
        review_by=str(ledger.review_by) if ledger.review_by else None,
        text_sha256=presenter.text_sha256(problem),
    )


def _targets(presenter: Presenter) -> Iterator[TargetCard]:
    for key, target in presenter.notice.ledgers.targets.items():
        if presenter.context.drafts or not target.suggested:
            yield TargetCard(
                id=key,
                url=presenter.routes.target(presenter.notice.slug, key),
                item=target.item,
                metric=target.metric,
                comparator=target.comparator,
                value=target.value,
                unit=target.unit,
                period=target.period,
                quote=target.quote,
            )


def _files(presenter: Presenter) -> Iterator[FileCard]:
    """The attachments that something shown on the day cites; others are not published."""
    titles = {a.file: a.title for a in presenter.notice.head.attachments}
    cited = set(titles) | {citation.file for citation in citations(presenter)}
    for name in sorted(cited & set(presenter.files)):
        yield _file(presenter, presenter.files[name], titles.get(name))


def _file(presenter: Presenter, info: FileInfo, title: str | None) -> FileCard:
    return FileCard(
        name=info.name,
        title=title,
        url=presenter.routes.attachment(presenter.notice.slug, info.name),
        size=info.size,
        sha256=info.sha256,
    )
