"""The view of a notice's own page: text, contents list, what is known beside it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from site_builder.records.model import Inspection
from site_builder.records.notice import inspection_of
from site_builder.records.vocabulary import KINDS, STATUSES
from site_builder.records.working_days import audit
from site_builder.views.citations import citations
from site_builder.views.contact_views import contact_of
from site_builder.views.correction_letter import correction_letter
from site_builder.views.item_views import cite, highlights
from site_builder.views.notice_history import history
from site_builder.views.presenter import Presenter
from site_builder.views.prose import Html, anchors_of, html_of
from site_builder.views.shared_views import counts_of, day_label, shares_of, window_view
from site_builder.views.target_views import commitments, target_view
from site_builder.views.timeline import plot_of_steps, timeline_steps
from site_builder.views.view_models import (
    ChainStep,
    EvidenceView,
    ItemView,
    Link,
    NoticeRef,
    NoticeView,
    QuoteView,
    RelatedView,
    StatedCheck,
    TocEntry,
)


def notice_ref(presenter: Presenter, title: str) -> NoticeRef:
    head, organ = presenter.notice.head, presenter.context.organ
    return NoticeRef(
        slug=presenter.notice.slug,
        url=presenter.routes.notice(presenter.notice.slug),
        title=title,
        title_stated=head.title is not None,
        kind_label=KINDS[head.kind],
        organ=Link(presenter.routes.organ(organ.id), organ.name) if organ else None,
        published=head.published,
        window=window_view(head.window, presenter.day),
    )


def notice_view(presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], qr: Html | None) -> NoticeView:
    """The view of a notice's own page.

    Takes   items: all of them, in the order of the text; qr: of the page's address as SVG, for print
    """
    notice, context, routes = presenter.notice, presenter.context, presenter.routes
    head, outline = notice.head, notice.outline
    anchors = anchors_of(outline)
    links = {problem.start: routes.problem(notice.slug, problem.id) for problem in outline.problems}
    contact = contact_of(presenter, ref.title, "", ref.url, presenter.text_sha256())
    counts = counts_of(item.status.code for item in items)
    inspection = inspection_of(head, {context.inspection_id: context.inspection} if context.inspection else {})  # type: ignore[dict-item]
    steps = timeline_steps(inspection, head, presenter.dues_of_items(), routes.ledger(notice.slug))
    told_first = sorted(counts, key=lambda each: each[0].code == "unstated")  # stable: else in the order of statuses
    groups = ((status, tuple(i for i in items if i.status.code == status.code)) for status, _ in told_first)
    return NoticeView(
        ref=ref,
        body=html_of(outline.blocks, 0, anchors, _highlights(presenter), links, counted=presenter.sentences),
        toc=tuple(_toc(presenter, anchors)),
        items=tuple(items),
        shares=shares_of(counts),
        stated=tuple(_stated(presenter, items)),
        counts=tuple((status, number, f"#items-{status.code}") for status, number in counts),
        groups=tuple(groups),
        inspection=tuple(inspection_rows(_with_own_teams(presenter, inspection))) if inspection else (),
        inspection_link=Link(routes.inspection(context.inspection_id), "同一轮次的全部通报")
        if context.inspection_id
        else None,
        steps=steps,
        plot=plot_of_steps(steps),
        source=Link(head.source.url or "", head.source.name or head.source.url or "") if head.source else None,
        signed=head.signed.by if head.signed else (),
        signed_date=str(head.signed.date) if head.signed and head.signed.date else None,
        targets=tuple(
            target_view(presenter, k, t) for k, t in notice.ledgers.targets.items() if context.drafts or not t.suggested
        ),
        commitments=tuple(commitments(presenter, None)),
        attachments=tuple(attachments(presenter)),
        history=tuple(history(presenter, ref, items)),
        chain=tuple(_chain(presenter)),
        closes=tuple(_closes(presenter)),
        milestones=tuple(
            (str(m.date), m.label, m.quote)
            for m in notice.ledgers.notice.milestones
            if m.date.earliest <= presenter.day
        ),
        feedback=tuple(_feedback(presenter)),
        feedback_quote=_feedback_quote(presenter),
        contact=contact,
        letter=correction_letter(contact, f"《{ref.title}》", context.origin + ref.url, presenter.text_sha256()),
        text_sha256=presenter.text_sha256(),
        json=routes.notice_json(notice.slug),
        ledger=routes.ledger(notice.slug),
        previous=_near(presenter, context.previous),
        following=_near(presenter, context.following),
        qr=qr,
        window_audit=audit(head.window, dict(context.calendar)),
        cite=cite(presenter, ref, ref.title, ref.url),
    )


def _near(presenter: Presenter, neighbour: object) -> Link | None:
    if neighbour is None:
        return None
    return Link(presenter.routes.notice(neighbour.slug), neighbour.title)  # type: ignore[attr-defined]


def _chain(presenter: Presenter) -> Iterator[ChainStep]:
    for step in presenter.context.chain:
        link = Link(presenter.routes.notice(step.slug), step.title)
        yield ChainStep(
            link=link, kind_label=KINDS[step.kind], published=step.published, here=step.slug == presenter.notice.slug
        )


def _closes(presenter: Presenter) -> Iterator[RelatedView]:
    """Items of other notices whose closing names this one."""
    for back in presenter.context.linked_by:
        if back.relation == "closing" and back.target:
            link = Link(presenter.routes.problem(back.slug, back.target), back.target_title or back.target)
            yield RelatedView(link, back.title, None)


def _toc(presenter: Presenter, anchors: dict[int, str]) -> Iterator[TocEntry]:
    """Headings down to the items; their levels counted from 1 without gaps."""
    outline = presenter.notice.outline
    items = {problem.start: problem.stop for problem in outline.problems}
    levels: list[int] = []
    stop = 0  # of the last item
    for index, block in enumerate(outline.blocks):
        if block.kind != "heading":
            continue
        if index in items:
            stop = items[index]
        elif index < stop:
            continue
        while levels and levels[-1] >= block.level:
            levels.pop()
        levels.append(block.level)
        yield TocEntry(anchors[index], block.text, len(levels))


def _highlights(presenter: Presenter) -> dict[int, list[tuple[int, int, str]]]:
    """Quoted words of all items, and the words of the window."""
    marks: dict[int, list[tuple[int, int, str]]] = {}
    for problem in presenter.notice.outline.problems:
        if problem.id in presenter.notice.ledgers.items:
            for index, found in highlights(presenter, problem, presenter.entry_views(problem)).items():
                marks.setdefault(index, []).extend(found)
    window = presenter.notice.window
    there = (
        presenter.block_holding(window.quote, range(len(presenter.notice.outline.blocks)))
        if window and window.quote
        else None
    )
    if there:
        marks.setdefault(there[0], []).append((*there[1], "#window"))
    return marks


def _stated(presenter: Presenter, items: Sequence[ItemView]) -> Iterator[StatedCheck]:
    """The text's own totals beside what is listed: shown side by side, never reconciled."""
    stated = presenter.notice.head.stated
    if stated is None:
        return
    problems = presenter.notice.outline.problems
    others = tuple(
        Link(item.url, f"第 {item.number} 项" if item.number else item.title)
        for problem, item in zip(problems, items, strict=True)
        if problem.origin
    )
    by_status = {"not-started": stated.not_started, "ongoing": stated.ongoing, "partial": stated.partial}
    by_status |= {"done": stated.done, "closed": stated.closed}
    if stated.problems is not None:
        yield StatedCheck(label="事项", stated=stated.problems, listed=len(problems), others=others, url="#ledger")
    if stated.measures is not None:
        yield StatedCheck(
            label="措施",
            stated=stated.measures,
            listed=sum(len(p.measures) for p in problems),
            url=presenter.routes.ledger(presenter.notice.slug),
            of_items=False,
        )
    for code, number in by_status.items():
        if number is not None:
            listed = sum(1 for item in items if item.status.code == code)
            url = f"#items-{code}" if listed else None
            yield StatedCheck(label=STATUSES[code], stated=number, listed=listed, url=url)  # type: ignore[index]


def _with_own_teams(presenter: Presenter, inspection: Inspection) -> Inspection:
    """An inspection as one notice speaks of it: of several teams of a round, those that its text names."""
    if len(inspection.teams) < 2:
        return inspection
    return replace(inspection, teams=tuple(t for t in inspection.teams if t in presenter.notice.outline.text))


def inspection_rows(inspection: Inspection) -> Iterator[tuple[str, str]]:
    rows = {
        "层级": inspection.level,
        "轮次": inspection.round,
        "工作组": "、".join(inspection.teams),
        "类型": inspection.type,
        "主题": inspection.topic,
        "开始": day_label(inspection.started),
        "结束": day_label(inspection.ended),
        "反馈": day_label(inspection.feedback),
    }
    yield from ((label, value) for label, value in rows.items() if value)


def attachments(presenter: Presenter) -> Iterator[EvidenceView]:
    cited = {citation.file for citation in citations(presenter)}
    for attachment in presenter.notice.head.attachments:
        file = attachment.file
        yield presenter.cited_files.view(file, attachment.title, cited=file in cited)


def _feedback_quote(presenter: Presenter) -> QuoteView | None:
    feedback = presenter.notice.ledgers.notice.feedback
    if feedback is None or not any(_feedback(presenter)):
        return None
    return presenter.quoted_from(feedback.quote, feedback.source)


def _feedback(presenter: Presenter) -> Iterator[tuple[str, str]]:
    feedback = presenter.notice.ledgers.notice.feedback
    if feedback is None or (feedback.as_of and feedback.as_of.earliest > presenter.day):
        return
    rows = {"收到意见": feedback.received, "采纳": feedback.adopted}
    yield from ((label, f"{count} 条") for label, count in rows.items() if count is not None)
    if feedback.as_of:
        yield "截至", day_label(feedback.as_of) or ""
