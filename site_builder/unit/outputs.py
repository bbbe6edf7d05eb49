"""A unit: all outputs of one notice, as a pure function of the notice, its context, its files and the day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from site_builder.records.notice import Notice
from site_builder.records.outline import Problem
from site_builder.rendering.qr import qr_svg
from site_builder.rendering.render import Output, Page
from site_builder.sheets.ledger_sheet import public_ledger
from site_builder.unit.annotations import quotation_lines
from site_builder.unit.calendars import events_of
from site_builder.unit.cards import Card, Grave, card_of
from site_builder.unit.feeds import grave_feeds, notice_feeds
from site_builder.unit.search_documents import SearchDocument, search_documents
from site_builder.views.context import Context
from site_builder.views.derive import Epoch, Visibility, change_days, epoch, visibility
from site_builder.views.item_views import item_view, ledger_row, ledger_view, problem_view
from site_builder.views.notice_json import notice_json, notice_value
from site_builder.views.notice_views import notice_ref, notice_view
from site_builder.views.page_frame import Frame, shortened
from site_builder.views.presenter import FileInfo, Presenter
from site_builder.views.prose import Html
from site_builder.views.target_views import target_view
from site_builder.views.view_models import Feed, ItemView, LedgerRow, Link, NoticeRef, TargetPage, Tombstone

TEMPLATES = tuple(f"pages/{name}.html" for name in ("notice", "problem", "ledger", "target", "tombstone"))


class Unit(NamedTuple):
    """The outputs of one notice.

    pages    not yet rendered
    outputs  other files
    card     Grave for a withdrawn notice, None for one that is not public
    search   its searched texts, made as they are read
    epoch    the days for which all this holds
    """

    pages: list[Page]
    outputs: list[Output]
    card: Card | Grave | None
    search: Iterator[SearchDocument]
    epoch: Epoch


def unit_outputs(
    notice: Notice,
    context: Context,
    files: Mapping[str, FileInfo],
    day: date,
    title: str,
    frame: Frame,
) -> Unit:
    """Every output of a notice on a day; none while it is not public.

    Takes   notice, context: the notice, and what its pages take from elsewhere
            files: its attachments by name
            day: of the build
            title: as lists show it
            frame: of the site's pages
    """
    when, seen, presenter = _presenter(notice, context, files, day)
    if seen == "hidden":
        return Unit([], [], None, iter(()), when)
    if seen == "withdrawn":
        return _tombstone(presenter, frame, when)
    ref, items = _known(presenter, title)
    noindex = seen == "noindex"
    value = notice_value(presenter, ref)
    outputs = [Output(presenter.routes.file(presenter.routes.notice_json(notice.slug)), notice_json(value))]
    card = _card(presenter, ref, items, frame, noindex)
    if context.settings.exports:
        card = msgspec.structs.replace(card, quotations=quotation_lines(presenter, value))
    outputs += [Output(path, content) for path, content in notice_feeds(card, frame)]
    rows = _rows(presenter, items)
    if rows:
        workbook = public_ledger(ref, rows, presenter.context.origin + presenter.routes.ledger(ref.slug))
        outputs.append(Output(presenter.routes.file(presenter.routes.ledger_workbook(ref.slug)), workbook))
    pages = list(_pages(presenter=presenter, ref=ref, items=items, rows=rows, frame=frame, noindex=noindex))
    return Unit(pages, outputs, card, search_documents(presenter, card), when)


def unit_pages(
    notice: Notice,
    context: Context,
    files: Mapping[str, FileInfo],
    day: date,
    title: str,
    frame: Frame,
    templates: Collection[str],
) -> list[Page]:
    """The pages that these templates make, and nothing else of a unit. Takes   as `unit_outputs`; templates: some of TEMPLATES"""
    when, seen, presenter = _presenter(notice, context, files, day)
    if seen == "hidden":
        return []
    if seen == "withdrawn":
        return [page for page in _tombstone(presenter, frame, when).pages if page.template in templates]
    ref, items = _known(presenter, title)
    rows = _rows(presenter, items) if "pages/ledger.html" in templates else ()
    noindex = seen == "noindex"
    return list(
        _pages(presenter=presenter, ref=ref, items=items, rows=rows, frame=frame, noindex=noindex, templates=templates)
    )


def unit_card(notice: Notice, context: Context, files: Mapping[str, FileInfo], day: date, title: str) -> Card | None:
    """The card alone, without a page. Takes   as `unit_outputs`"""
    _, seen, presenter = _presenter(notice, context, files, day)
    if seen in ("hidden", "withdrawn"):
        return None
    ref, items = _known(presenter, title)
    return card_of(presenter, ref, items, seen == "noindex")


def _card(presenter: Presenter, ref: NoticeRef, items: list[ItemView], frame: Frame, noindex: bool) -> Card:
    card = card_of(presenter, ref, items, noindex)
    windows, dues = events_of(frame, card)
    return msgspec.structs.replace(card, window_events=windows, due_events=dues)


def _presenter(
    notice: Notice, context: Context, files: Mapping[str, FileInfo], day: date
) -> tuple[Epoch, Visibility, Presenter]:
    """The epoch of a notice on a day, its visibility then, and the presenter that makes its views."""
    names = context.organ.names if context.organ else ()
    windows = [link.window for link in context.links]
    when = epoch(change_days(notice, names, context.settings, windows), day)
    seen = visibility(notice.head, when.day, context.settings.after_close, context.drafts)
    return when, seen, Presenter(notice, context, files, when.day)


def _known(presenter: Presenter, title: str) -> tuple[NoticeRef, list[ItemView]]:
    return notice_ref(presenter, title), [
        item_view(presenter, problem) for problem in presenter.notice.outline.problems
    ]


def _tombstone(presenter: Presenter, frame: Frame, when: Epoch) -> Unit:
    notice, organ = presenter.notice, presenter.context.organ
    url = presenter.routes.notice(notice.slug)
    closes = str(notice.window.closes) if notice.window else ""
    view = Tombstone(notice.slug, Link(presenter.routes.organ(organ.id), organ.present_name) if organ else None, closes)
    layout = frame.layout("tombstone", url, "已撤下的通报", "公开期限届满，按发布单位的规定撤下。", noindex=True)
    page = Page(presenter.routes.file(url), "pages/tombstone.html", layout, view)
    grave = Grave(slug=notice.slug, url=url, organ=organ.id if organ else None, closed=closes)
    feeds = [Output(path, content) for path, content in grave_feeds(grave, frame)]
    return Unit([page], feeds, grave, iter(()), when)


def _pages(
    presenter: Presenter,
    ref: NoticeRef,
    items: Sequence[ItemView],
    rows: tuple[LedgerRow, ...],
    frame: Frame,
    noindex: bool,
    templates: Collection[str] = TEMPLATES,
) -> Iterator[Page]:
    if "pages/notice.html" in templates:
        yield _notice_page(presenter, ref, items, frame, noindex)
    if "pages/ledger.html" in templates:
        yield _ledger_page(presenter, ref, rows, frame, noindex)
    for position, problem in enumerate(presenter.notice.outline.problems if "pages/problem.html" in templates else ()):
        yield _problem_page(
            presenter=presenter, ref=ref, items=items, position=position, problem=problem, frame=frame, noindex=noindex
        )
    if "pages/target.html" in templates:
        yield from _target_pages(presenter, ref, frame, noindex)


def _rows(presenter: Presenter, items: Sequence[ItemView]) -> tuple[LedgerRow, ...]:
    problems = presenter.notice.outline.problems
    return tuple(ledger_row(presenter, problem, item) for problem, item in zip(problems, items, strict=True))


def _crumbs(presenter: Presenter, ref: NoticeRef) -> list[tuple[str, str]]:
    return [("通报", presenter.routes.page("notices"))]


def _notice_page(presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], frame: Frame, noindex: bool) -> Page:
    qr = qr_svg(presenter.context.origin + ref.url)
    view = notice_view(presenter, ref, items, Html(qr))
    first = next((b.text for b in presenter.notice.outline.blocks if b.kind == "paragraph"), ref.title)
    feeds = [
        Feed(presenter.routes.notice_feed(ref.slug, "xml"), ref.title, "application/atom+xml"),
        Feed(presenter.routes.notice_feed(ref.slug, "json"), ref.title, "application/feed+json"),
        Feed(view.json, ref.title, "application/json"),
    ]
    layout = frame.layout(
        "notice",
        ref.url,
        ref.title,
        first,
        crumbs=_crumbs(presenter, ref),
        noindex=noindex,
        metas=frame.article_metas(ref, ref.title, first),
        feeds=feeds,
        jsonld=frame.report(ref, ref.title, ref.url, view.text_sha256),
        draft=presenter.notice.head.draft,
    )
    return Page(presenter.routes.file(ref.url), "pages/notice.html", layout, view)


def _ledger_page(
    presenter: Presenter, ref: NoticeRef, rows: tuple[LedgerRow, ...], frame: Frame, noindex: bool
) -> Page:
    url = presenter.routes.ledger(ref.slug)
    crumbs = [*_crumbs(presenter, ref), (ref.title, ref.url)]
    description = f"《{ref.title}》逐项台账：事项、措施、责任、时限、进展、依据、销号。"
    layout = frame.layout(
        "ledger",
        url,
        f"台账：{ref.title}",
        description,
        crumbs=crumbs,
        noindex=noindex,
        metas=frame.article_metas(ref, f"台账：{ref.title}", description),
        draft=presenter.notice.head.draft,
        here="台账",
    )
    return Page(
        presenter.routes.file(url),
        "pages/ledger.html",
        layout,
        ledger_view(ref, rows, presenter.routes.ledger_workbook(ref.slug)),
    )


def _problem_page(
    presenter: Presenter,
    ref: NoticeRef,
    items: Sequence[ItemView],
    position: int,
    problem: Problem,
    frame: Frame,
    noindex: bool,
) -> Page:
    view = problem_view(presenter, ref, items, position)
    url = items[position].url
    description = shortened(f"{ref.organ.text if ref.organ else ''}《{ref.title}》：{problem.text}")
    layout = frame.layout(
        "problem",
        url,
        problem.title,
        description,
        crumbs=[*_crumbs(presenter, ref), (ref.title, ref.url)],
        noindex=noindex,
        metas=frame.article_metas(ref, problem.title, description),
        feeds=[Feed(presenter.routes.notice_feed(ref.slug, "xml"), ref.title, "application/atom+xml")],
        jsonld=frame.report(ref, problem.title, url, view.text_sha256),
        draft=presenter.notice.head.draft,
    )
    return Page(presenter.routes.file(url), "pages/problem.html", layout, view)


def _target_pages(presenter: Presenter, ref: NoticeRef, frame: Frame, noindex: bool) -> Iterator[Page]:
    ledgers = presenter.notice.ledgers
    views = [
        target_view(presenter, k, t) for k, t in ledgers.targets.items() if presenter.context.drafts or not t.suggested
    ]
    for view in views:
        title, words = f"指标：{view.metric}", view.quote.before + view.quote.words + view.quote.after
        layout = frame.layout(
            "target",
            view.url,
            title,
            words,
            crumbs=[*_crumbs(presenter, ref), (ref.title, ref.url)],
            noindex=noindex,
            metas=frame.article_metas(ref, title, words),
            draft=presenter.notice.head.draft,
        )
        others = tuple(other for other in views if other is not view)
        yield Page(presenter.routes.file(view.url), "pages/target.html", layout, TargetPage(view, others))
