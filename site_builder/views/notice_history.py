"""What was published about a notice, newest first: its publication, corrections and dated entries."""

from collections.abc import Iterator, Sequence
from datetime import date

from site_builder.views.differences import correction_diff
from site_builder.views.presenter import Presenter
from site_builder.views.view_models import (
    Change,
    ItemView,
    NoticeRef,
)


def history(presenter: Presenter, ref: NoticeRef, items: Sequence[ItemView]) -> Iterator[Change]:
    """First publication, corrections and dated entries of this notice, newest first."""
    changes: list[Change] = []
    if ref.published:
        first = "history-first"
        changes.append(
            Change(
                date=ref.published[:10], what="首次公开", url=ref.url, title=ref.title, kind="published", anchor=first
            )
        )
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
                date=str(correction.date),
                what=f"{label}：{correction.what}",
                url=f"{ref.url}#{anchor}",
                title=ref.title,
                kind=correction.kind,
                detail=correction.why,
                before=before,
                after=after,
                anchor=anchor,
            )
        )
    for problem, item in zip(presenter.notice.outline.problems, items, strict=True):
        was: dict[str | None, str] = {}  # part → its status so far
        for entry in presenter.entry_views(problem):
            before_it = was.get(entry.about_label)
            if entry.status:
                was[entry.about_label] = entry.status.label
            if entry.as_of and entry.basis != "notice":
                status = _said(before_it, entry.status.label) if entry.status else ""
                part = f"（{entry.about_label}）" if entry.about_label else ""
                changes.append(
                    Change(
                        date=entry.as_of,
                        what=f"进展记录{part}{status}",
                        url=f"{item.url}#{entry.id}",
                        title=item.title,
                        kind="entry",
                        anchor=f"history-{item.id}-{entry.id}",
                    )
                )
    order = sorted(range(len(changes)), key=lambda i: (changes[i].date, i), reverse=True)
    yield from (changes[i] for i in order)


def _said(before: str | None, now: str) -> str:
    """What an entry says of a status, beside the one before it.

    >>> _said(None, "正在整改"), _said("正在整改", "正在整改"), _said("正在整改", "已销号")
    ('：正在整改', '：仍是“正在整改”', '：由“正在整改”变为“已销号”')
    """
    if before is None:
        return f"：{now}"
    return f"：仍是“{now}”" if before == now else f"：由“{before}”变为“{now}”"
