"""L004, L005: a moved due date has a reason and the day on which it was moved."""

from collections.abc import Iterator

from site_builder.rules.rule import Case, Slip, error, warning
from site_builder.views.derive import current_dues


@error("L004")
def moving_has_a_reason(case: Case) -> Iterator[Slip]:
    """时限改了，没有写原因

    同一件事的时限改到另一天，添一条 due，写明 as_of（哪天改的）和 reason（为什么改），原来那条不动。

    改法：补上 reason。
    """
    for item, ledger in case.notice.ledgers.items.items():
        places = {id(due): number for number, due in enumerate(ledger.due)}
        for chain in current_dues(ledger.due):
            for before, due in zip(chain, chain[1:], strict=False):
                if due.by != before.by and not (due.reason or "").strip():
                    at = case.notice.at_ledger(item, "due", places[id(due)], "by")
                    was = case.notice.at_ledger(item, "due", places[id(before)], "by")
                    why = f"第 {was.line} 行是 {before.by}，这里是 {due.by}，没有 reason"
                    yield Slip(at, "时限改动没有原因", why, "补上 reason，写明为什么改", due.suggested)


@warning("L005")
def second_due_is_dated(case: Case) -> Iterator[Slip]:
    """同一件事有两个时限，没有写哪天改的

    没有 as_of 的两条时限算两件事，都要到期。如果后一条是改期，要写 as_of 和 reason；
    如果真是两件事，用 about 写明各指什么。

    改法：补上 as_of 和 reason，或用 about 分清。
    """
    for item, ledger in case.notice.ledgers.items.items():
        seen: dict[str | None, int] = {}
        for number, due in enumerate(ledger.due):
            if due.about in seen and due.as_of is None and due.by != ledger.due[seen[due.about]].by:
                at = case.notice.at_ledger(item, "due", number, "by")
                was = case.notice.at_ledger(item, "due", seen[due.about], "by")
                why = f"第 {was.line} 行已有时限 {ledger.due[seen[due.about]].by}，两条都没有说是哪一部分"
                if due.about is not None:
                    why = f"第 {was.line} 行已有 {due.about} 的时限 {ledger.due[seen[due.about]].by}"
                yield Slip(at, "同一件事有两个时限", why, "改期的补上 as_of 和 reason；两件事的用 about 分清")
            seen.setdefault(due.about, number)
