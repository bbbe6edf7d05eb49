"""The to-do list of a notice for the day; each line links to a card or a block."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Literal

from msgspec import Struct

from site_builder.desk.claims import scope_of
from site_builder.desk.deck import DeskCard, deck
from site_builder.desk.head_fields import said_date
from site_builder.desk.opened import Opened, about_words, in_quotes, number_of
from site_builder.records.findings import Finding
from site_builder.records.model import Window
from site_builder.records.partial_dates import PartialDate
from site_builder.views.derive import current_dues, days_left, due_state, dues_on, entries_on

TodoKind = Literal["draft", "judge", "error", "overdue", "lapsed", "coming", "window", "review", "warning"]
KINDS: dict[TodoKind, str] = {
    "error": "错误",
    "judge": "待校核",
    "draft": "待发布",
    "overdue": "逾期",
    "lapsed": "时限已过",
    "coming": "将到期",
    "window": "公开期限",
    "review": "回头看",
    "warning": "提醒",
}
URGENT = frozenset({"error", "judge", "draft", "overdue", "lapsed", "window"})
DUE_WITHIN, WINDOW_WITHIN = 60, 15  # days; of a window the last day counts


class Todo(Struct, frozen=True):
    """A line of the list. `card` or `block`: what it links to on the notice's page; `day`: the sort key within a kind."""

    kind: TodoKind
    said: str
    day: str = ""
    card: str = ""
    block: int = -1
    count: int = 1


class SiteTodo(Struct, frozen=True):
    """A line about the site itself: what is wrong, in which file below the project folder, and how it is mended."""

    kind: TodoKind
    said: str
    where: str
    mend: str


class Summary(Struct, frozen=True):
    """A notice as the list of all notices shows it."""

    slug: str
    title: str
    todo: tuple[Todo, ...]
    organ: str | None = None
    published: str | None = None
    draft: bool = False
    items: int = 0
    open: int = 0


def summary_of(opened: Opened) -> Summary:
    notice = opened.notice
    if notice is None:
        return Summary(slug=opened.slug, title=opened.slug, todo=(Todo("error", "基本信息读不出来"),))
    cards = deck(opened)
    left = [card for card in cards if card.state == "open"]
    head = notice.head
    todo = (*_to_judge(left, head.draft), *_dues(opened), *_window(opened))
    title = head.title or head.display_title or opened.slug
    published = str(head.published) if head.published else None
    return Summary(
        slug=opened.slug,
        title=title,
        organ=head.organ,
        published=published,
        draft=head.draft,
        items=len(notice.outline.problems),
        open=len(left),
        todo=todo,
    )


def _to_judge(left: Sequence[DeskCard], draft: bool) -> Iterator[Todo]:
    names = {"structure": "处存疑", "head": "项基本信息"}
    for kind, name in names.items():
        if own := [card for card in left if card.kind == kind]:
            yield Todo("judge", f"{len(own)} {name}要看", card=own[0].id, count=len(own))
    if own := [card for card in left if card.kind not in names]:
        yield Todo("judge", f"{len(own)} 条建议没有校核", card=own[0].id, count=len(own))
    if draft and not left:
        yield Todo("draft", "都校核过了，还没有发布")


def _dues(opened: Opened) -> Iterator[Todo]:
    notice, day = opened.notice, opened.day
    assert notice is not None
    published = notice.head.published.day if notice.head.published else None
    if notice.head.draft:
        return
    for problem in notice.outline.problems:
        ledger = notice.ledger(problem.id)
        entries = entries_on(ledger, day, False)
        who = number_of(opened, problem.id) + in_quotes(_short(problem.title))
        for chain in current_dues(dues_on(ledger, day, False)):
            due = chain[-1]
            state, end = due_state(due, entries, published, day), due.by.latest
            block = scope_of(problem, due.about).start
            what = "" if due.about is None else f"（{about_words(due.about)}）"
            if state in ("lapsed", "overdue"):
                words = {"lapsed": "已过，还没有新的进展", "overdue": "已过，文字说明尚未完成"}[state]
                yield Todo(state, f"{who}{what}：{said_date(due.by)}{words}", str(end), block=block)
            elif state == "coming" and end <= day + timedelta(days=DUE_WITHIN):
                yield Todo("coming", f"{who}{what}：{said_date(due.by)}到期", str(end), block=block)
        if ledger.review_by and PartialDate(ledger.review_by).latest <= day + timedelta(days=DUE_WITHIN):
            yield Todo(
                "review",
                f"{who}：{said_date(ledger.review_by)}以前再看一次",
                str(ledger.review_by),
                block=problem.start,
            )


def _window(opened: Opened) -> Iterator[Todo]:
    head, day = opened.notice.head if opened.notice else None, opened.day
    if head is None:
        return
    if head.draft and head.window is None:
        yield Todo("window", "公开期限还没有填", card="head-window")
    if isinstance(head.window, Window) and not head.draft:
        left = days_left(head.window, day)
        if 0 < left <= WINDOW_WITHIN:
            said = "今天是最后一天" if left == 1 else f"还有 {left} 天"
            yield Todo("window", f"{said_date(str(head.window.closes))}届满，{said}", str(head.window.closes))


def finding_todos(findings: Sequence[Finding]) -> Iterator[Todo]:
    """Findings of rules as lines of the to-do list."""
    for finding in findings:
        kind: TodoKind = "error" if finding.severity == "error" else "warning"
        yield Todo(kind, finding.what + (f"：{finding.why}" if finding.why else ""))


def site_todos(findings: Sequence[Finding]) -> list[SiteTodo]:
    """Findings of what is no notice, errors first, with their places: nothing of the desk leads there."""
    return [
        SiteTodo(
            kind="error" if finding.severity == "error" else "warning",
            said=finding.what + (f"：{finding.why}" if finding.why else ""),
            where=f"{finding.at.path} 第 {finding.at.line} 行" if finding.at.path else "",
            mend=finding.mend,
        )
        for finding in sorted(findings, key=lambda finding: finding.severity != "error")
    ]


def most_urgent_first(summaries: Sequence[Summary]) -> list[Summary]:
    """Sorted by the most urgent kind of to-do, then the newest first, then by slug."""
    order = list(KINDS)
    by_slug = sorted(summaries, key=lambda each: each.slug)
    newest_first = sorted(by_slug, key=lambda each: each.published or "", reverse=True)
    return sorted(
        newest_first, key=lambda each: min((order.index(todo.kind) for todo in each.todo), default=len(order))
    )


def _short(title: str) -> str:
    return title if len(title) <= 22 else title[:21] + "…"
