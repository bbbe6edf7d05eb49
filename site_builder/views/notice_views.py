"""The view of a notice's own page: text, contents list, what is known beside it."""

from collections.abc import Iterator, Sequence
from datetime import date

from site_builder.records.model import Inspection
from site_builder.records.notice import inspection_of
from site_builder.records.vocabulary import KINDS, STATUSES
from site_builder.records.working_days import audit
from site_builder.views.differences import correction_diff
from site_builder.views.item_views import cite, commitments, highlights, target_view
from site_builder.views.presenter import FileInfo, Presenter, counts_of, day_label, shares_of, window_view
from site_builder.views.prose import Html, anchors_of, html_of
from site_builder.views.timeline import steps_of
from site_builder.views.view_models import (
    ChainStep,
    Change,
    EvidenceView,
    ItemView,
    Link,
    NoticeRef,
    NoticeView,
    RelatedView,
    StatedCheck,
    TocEntry,
)


def notice_ref(presenter: Presenter, title: str) -> NoticeRef:
    head, organ = presenter.notice.head, presenter.context.organ
    return NoticeRef(
        presenter.notice.slug,
        presenter.routes.notice(presenter.notice.slug),
        title,
        head.title is not None,
        KINDS[head.kind],
        Link(presenter.routes.organ(organ.id), organ.name) if organ else None,
        head.published,
        window_view(head.window, presenter.day),
    )


def notice_view(presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], qr: Html | None) -> NoticeView:
    notice, context, routes = presenter.notice, presenter.context, presenter.routes
    head, outline = notice.head, notice.outline
    anchors = anchors_of(outline)
    links = {problem.start: routes.problem(notice.slug, problem.id) for problem in outline.problems}
    counts = counts_of(item.status.code for item in items)
    inspection = inspection_of(head, {context.inspection_id: context.inspection} if context.inspection else {})  # type: ignore[dict-item]
    return NoticeView(
        ref,
        html_of(outline.blocks, 0, anchors, _highlights(presenter), links),
        tuple(_toc(presenter, anchors)),
        tuple(items),
        shares_of(counts),
        tuple(_stated(presenter, items)),
        counts,
        tuple(inspection_rows(inspection)) if inspection else (),
        Link(routes.inspection(context.inspection_id), "同一轮次的全部通报") if context.inspection_id else None,
        steps_of(inspection, head, presenter.dues_of_items()),
        Link(head.source.url or "", head.source.name or head.source.url or "") if head.source else None,
        head.signed.by if head.signed else (),
        str(head.signed.date) if head.signed and head.signed.date else None,
        tuple(
            target_view(presenter, k, t) for k, t in notice.ledgers.targets.items() if context.drafts or not t.suggested
        ),
        tuple(commitments(presenter, None)),
        tuple(attachments(presenter)),
        tuple(history(presenter, ref, items)),
        tuple(_chain(presenter)),
        tuple(_closes(presenter)),
        tuple(
            (str(m.date), m.label, m.quote)
            for m in notice.ledgers.notice.milestones
            if m.date.earliest <= presenter.day
        ),
        tuple(_feedback(presenter)),
        presenter.contact(ref.title, "", ref.url),
        presenter.text_sha256(),
        routes.notice_json(notice.slug),
        routes.ledger(notice.slug),
        _near(presenter, context.previous),
        _near(presenter, context.following),
        qr,
        audit(head.window, dict(context.calendar)),
        cite(presenter, ref, ref.title, ref.url),
    )


def _near(presenter: Presenter, neighbour: object) -> Link | None:
    if neighbour is None:
        return None
    return Link(presenter.routes.notice(neighbour.slug), neighbour.title)  # type: ignore[attr-defined]


def _chain(presenter: Presenter) -> Iterator[ChainStep]:
    for step in presenter.context.chain:
        link = Link(presenter.routes.notice(step.slug), step.title)
        yield ChainStep(link, KINDS[step.kind], step.published, step.slug == presenter.notice.slug)


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
    other = sum(1 for problem in problems if problem.origin)
    note = f"其中 {other} 项另有来源" if other else None
    by_status = {"not-started": stated.not_started, "ongoing": stated.ongoing, "partial": stated.partial}
    by_status |= {"done": stated.done, "closed": stated.closed}
    if stated.problems is not None:
        yield StatedCheck("事项", stated.problems, len(problems), note)
    if stated.measures is not None:
        yield StatedCheck("措施", stated.measures, sum(len(p.measures) for p in problems), None)
    for code, number in by_status.items():
        if number is not None:
            listed = sum(1 for item in items if item.status.code == code)
            yield StatedCheck(STATUSES[code], number, listed, None)  # type: ignore[index]


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
    for attachment in presenter.notice.head.attachments:
        info: FileInfo | None = presenter.files.get(attachment.file)
        url = presenter.routes.attachment(presenter.notice.slug, attachment.file)
        yield EvidenceView(
            attachment.title or attachment.file, url, info.size if info else None, info.sha256 if info else None
        )


def history(presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView]) -> Iterator[Change]:
    """First publication, corrections and dated entries of this notice, newest first."""
    changes: list[Change] = []
    if ref.published:
        first = "history-first"
        changes.append(Change(ref.published[:10], "首次公开", ref.url, ref.title, "published", anchor=first))
    seen: dict[date, int] = {}
    for correction in presenter.notice.ledgers.notice.corrections:
        if correction.date > presenter.day:
            continue
        label = "更正" if correction.kind == "correction" else "删除"
        before, after = correction_diff(correction.before, correction.after)
        seen[correction.date] = seen.get(correction.date, 0) + 1
        place = f"-{seen[correction.date]}" if seen[correction.date] > 1 else ""
        anchor = f"history-{correction.date}{place}"
        changes.append(
            Change(
                str(correction.date),
                f"{label}：{correction.what}",
                f"{ref.url}#{anchor}",
                ref.title,
                correction.kind,
                correction.why,
                before,
                after,
                anchor,
            )
        )
    for problem, item in zip(presenter.notice.outline.problems, items, strict=True):
        for entry in presenter.entry_views(problem):
            if entry.as_of and entry.basis != "notice":
                status = f"：{entry.status.label}" if entry.status else ""
                part = f"（{entry.about_label}）" if entry.about_label else ""
                changes.append(
                    Change(
                        entry.as_of,
                        f"进展记录{part}{status}",
                        f"{item.url}#{entry.id}",
                        item.title,
                        "entry",
                        anchor=f"history-{item.id}-{entry.id}",
                    )
                )
    order = sorted(range(len(changes)), key=lambda i: (changes[i].date, i), reverse=True)
    yield from (changes[i] for i in order)


def _feedback(presenter: Presenter) -> Iterator[tuple[str, str]]:
    feedback = presenter.notice.ledgers.notice.feedback
    if feedback is None or (feedback.as_of and feedback.as_of.earliest > presenter.day):
        return
    rows = {"收到意见": feedback.received, "采纳": feedback.adopted}
    yield from ((label, f"{count} 条") for label, count in rows.items() if count is not None)
    if feedback.as_of:
        yield "截至", day_label(feedback.as_of) or ""
