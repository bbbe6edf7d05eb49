"""A unit: all outputs of one notice, as a pure function of the notice, its context, its files and the day."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from site_builder.records.notice import Notice
from site_builder.rendering.render import Output, Page
from site_builder.sheets.ledger_sheet import public_ledger
from site_builder.unit.annotations import quotation_lines
from site_builder.unit.calendars import due_calendar, events_of
from site_builder.unit.card_making import card_of
from site_builder.unit.cards import Card, Grave
from site_builder.unit.feeds import grave_feeds, notice_feeds
from site_builder.unit.notice_pages import notice_pages
from site_builder.unit.search_documents import SearchDocument, search_documents
from site_builder.views.context import Context
from site_builder.views.derive import Epoch, Visibility, change_days, epoch, visibility, withdrawal
from site_builder.views.file_info import FileInfo
from site_builder.views.item_views import item_view, ledger_row
from site_builder.views.notice_json import notice_json, notice_value
from site_builder.views.notice_views import notice_ref
from site_builder.views.page_frame import Frame
from site_builder.views.presenter import Presenter
from site_builder.views.view_models import ItemView, LedgerRow, Link, NoticeRef, Tombstone


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
    card = card_of(presenter, ref, items, noindex)
    events = events_of(frame, card)
    card = msgspec.structs.replace(card, window_events=events.window, due_events=events.years)
    if context.settings.exports:
        card = msgspec.structs.replace(card, quotations=quotation_lines(presenter, value))
    outputs += [Output(path, content) for path, content in notice_feeds(card, frame)]
    for item, dues in events.items.items():
        path = presenter.routes.file(presenter.routes.item_calendar(notice.slug, item))
        outputs.append(Output(path, b"".join(due_calendar(frame, [dues]))))
    rows = _rows(presenter, items)
    if rows:
        workbook = public_ledger(ref, rows, presenter.context.origin + presenter.routes.ledger(ref.slug))
        outputs.append(Output(presenter.routes.file(presenter.routes.ledger_workbook(ref.slug)), workbook))
    pages = list(notice_pages(presenter=presenter, ref=ref, items=items, rows=rows, frame=frame, noindex=noindex))
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
        notice_pages(
            presenter=presenter, ref=ref, items=items, rows=rows, frame=frame, noindex=noindex, templates=templates
        )
    )


def unit_card(notice: Notice, context: Context, files: Mapping[str, FileInfo], day: date, title: str) -> Card | None:
    """The card alone, without a page. Takes   as `unit_outputs`"""
    _, seen, presenter = _presenter(notice, context, files, day)
    if seen in ("hidden", "withdrawn"):
        return None
    ref, items = _known(presenter, title)
    return card_of(presenter, ref, items, seen == "noindex")


def _presenter(
    notice: Notice, context: Context, files: Mapping[str, FileInfo], day: date
) -> tuple[Epoch, Visibility, Presenter]:
    """The epoch of a notice on a day, its visibility then, and the presenter that makes its views."""
    names = context.organ.names if context.organ else ()
    windows = [link.window for link in context.links]
    spoken = [said for link in context.matters if (said := link.published_day)]
    when = epoch(change_days(notice, names, context.settings, windows, spoken), day)
    seen = visibility(notice.head, when.day, context.settings.after_close, context.drafts)
    return when, seen, Presenter(notice, context, files, when.day)


def _known(presenter: Presenter, title: str) -> tuple[NoticeRef, list[ItemView]]:
    return notice_ref(presenter, title), [
        item_view(presenter, problem) for problem in presenter.notice.outline.problems
    ]


def _tombstone(presenter: Presenter, frame: Frame, when: Epoch) -> Unit:
    notice, organ = presenter.notice, presenter.context.organ
    url = presenter.routes.notice(notice.slug)
    ended = withdrawal(notice.head, presenter.context.settings.after_close)
    assert ended is not None
    since, closed = ended
    window = notice.window
    view = Tombstone(
        slug=notice.slug,
        organ=Link(presenter.routes.organ(organ.id), organ.present_name) if organ else None,
        since=str(since),
        closed=str(closed) if closed else None,
        closes=str(window.closes) if window and not closed and since <= window.closes else None,
    )
    why = "公开期限届满，标题和正文已经撤下。" if closed else "标题和正文已经撤下。"
    layout = frame.layout("tombstone", url, "已撤下的通报", why, noindex=True)
    page = Page(presenter.routes.file(url), "pages/tombstone.html", layout, view)
    grave = Grave(slug=notice.slug, url=url, organ=organ.id if organ else None, since=view.since, closed=view.closed)
    feeds = [Output(path, content) for path, content in grave_feeds(grave, frame)]
    return Unit([page], feeds, grave, iter(()), when)


def _rows(presenter: Presenter, items: Sequence[ItemView]) -> tuple[LedgerRow, ...]:
    problems = presenter.notice.outline.problems
    return tuple(ledger_row(presenter, problem, item) for problem, item in zip(problems, items, strict=True))
