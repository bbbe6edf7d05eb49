"""The pages of one notice: itself, its ledger, its items, its targets, the files it cites."""

from collections.abc import Collection, Iterator, Sequence

from site_builder.records.outline import Problem
from site_builder.rendering.qr import qr_svg
from site_builder.rendering.render import Page
from site_builder.views.citations import Citation, citations
from site_builder.views.evidence_pages import evidence_page
from site_builder.views.item_views import ledger_view, problem_view
from site_builder.views.notice_views import notice_view
from site_builder.views.page_frame import Frame, shortened
from site_builder.views.presenter import Presenter
from site_builder.views.prose import Html
from site_builder.views.target_views import target_view
from site_builder.views.view_models import Feed, ItemView, LedgerRow, NoticeRef, TargetPage

TEMPLATES = tuple(f"pages/{name}.html" for name in ("notice", "problem", "ledger", "target", "evidence", "tombstone"))


def notice_pages(
    presenter: Presenter,
    ref: NoticeRef,
    items: Sequence[ItemView],
    rows: tuple[LedgerRow, ...],
    frame: Frame,
    noindex: bool,
    templates: Collection[str] = TEMPLATES,
) -> Iterator[Page]:
    """Takes   ref: of the notice; items: their views, in the order of the text; rows: of the ledger's table
            frame: of every page; noindex: whether search engines are asked to stay away
            templates: of the pages that are wanted
    Gives   the pages, not rendered yet
    """
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
    if "pages/evidence.html" in templates:
        yield from _evidence_pages(presenter, ref, items, frame, noindex)


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
    url = items[position].url
    qr = qr_svg(presenter.context.origin + url)
    view = problem_view(presenter, ref, items, position, Html(qr))
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


def _evidence_pages(
    presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView], frame: Frame, noindex: bool
) -> Iterator[Page]:
    """A page for each file that something shown cites and whose text is known."""
    cited: dict[str, list[Citation]] = {}
    for citation in citations(presenter):
        cited.setdefault(citation.file, []).append(citation)
    for name, records in sorted(cited.items()):
        url = presenter.cited_files.page_url(name)
        if url is None:
            continue
        view = evidence_page(presenter, ref, items, name, records)
        title, description = view.file.title, f"《{ref.title}》的台账引用的文件《{view.file.title}》里的文字。"
        layout = frame.layout(
            "evidence",
            url,
            title,
            description,
            crumbs=[*_crumbs(presenter, ref), (ref.title, ref.url)],
            noindex=noindex,
            metas=frame.article_metas(ref, title, description),
            draft=presenter.notice.head.draft,
        )
        path = presenter.routes.file(presenter.routes.evidence(ref.slug, name))
        yield Page(path, "pages/evidence.html", layout, view)
