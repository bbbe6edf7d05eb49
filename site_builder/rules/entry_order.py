"""L001–L003: the order of the dates of entries and due dates."""

from collections.abc import Iterator, Sequence
from datetime import date

from site_builder.records.ledger_model import Due, Entry
from site_builder.records.partial_dates import PartialDate
from site_builder.rules.rule import Case, Slip, error


@error("L001")
def entries_are_in_order(case: Case) -> Iterator[Slip]:
    """进展记录不按先后排列

    台账只往后添加：as_of（这些话公开的日子）早的在前。没有写 as_of 的，算通报公开的日子。
    日子还没有到的记录不算错，到那一天才显示。时限改动（due 的 as_of）也按先后排列。

    改法：把这一条移到前面，或改正 as_of。
    """
    for item, ledger in case.notice.ledgers.items.items():
        yield from _order(case, item, "entries", ledger.entries)
        yield from _order(case, item, "due", ledger.due)


def _order(case: Case, item: str, name: str, records: Sequence[Entry | Due]) -> Iterator[Slip]:
    published = _published(case)
    last: tuple[date, int] | None = None
    for number, record in enumerate(records):
        days = _days(record.as_of, published)
        if days is None:
            continue
        earliest, latest = days
        if last and latest < last[0]:
            at = case.notice.at_ledger(item, name, number, "as_of")
            before = case.notice.at_ledger(item, name, last[1], "as_of")
            why = f"上面第 {before.line} 行是 {last[0]}，这一条是 {latest}"
            yield Slip(at, "记录不按先后排列", why, "把早的移到前面，或改正 as_of", record.suggested)
        elif last is None or earliest > last[0]:
            last = (earliest, number)


def _published(case: Case) -> date | None:
    published = case.notice.head.published
    return published.day if published else None


def _days(as_of: PartialDate | None, published: date | None) -> tuple[date, date] | None:
    if as_of is not None:
        return as_of.earliest, as_of.latest
    return (published, published) if published else None


@error("L002")
def happened_before_it_was_published(case: Case) -> Iterator[Slip]:
    """事情发生在公开之后

    happened 是事情发生的日子，as_of 是这些话公开的日子，话不会说在事情之前。
    巡察以前发生的事也是事，早多久都不算错。

    改法：核对两个日期；还没有发生的事写进 due。
    """
    for item, ledger in case.notice.ledgers.items.items():
        for number, entry in enumerate(ledger.entries):
            published_between = _days(entry.as_of, _published(case))
            if entry.happened and published_between and entry.happened.earliest > published_between[1]:
                at = case.notice.at_ledger(item, "entries", number, "happened")
                why = f"happened 是 {entry.happened}，这些话公开于 {entry.as_of or published_between[1]}"
                yield Slip(at, "事情发生在公开之后", why, "核对两个日期", entry.suggested)


@error("L003")
def reopening_has_a_reason(case: Case) -> Iterator[Slip]:
    """已完成或已销号又退回整改，没有写原因

    退回（重开）是一件大事，读者要知道为什么。如果只是本站先前记错了，那是更正，不是重开：
    改正记录，并在 notice: 之下的 corrections 里说明。

    改法：补上 reason，写明退回的原因。
    """
    for item, ledger in case.notice.ledgers.items.items():
        finished: dict[str | None, int] = {}
        for number, entry in enumerate(ledger.entries):
            if entry.status in ("done", "closed"):
                finished[entry.about] = number
            elif entry.status is not None and entry.about in finished:
                before = finished.pop(entry.about)
                if not (entry.reason or "").strip():
                    at = case.notice.at_ledger(item, "entries", number, "status")
                    was = case.notice.at_ledger(item, "entries", before, "status")
                    why = f"第 {was.line} 行是 {ledger.entries[before].status}，这里是 {entry.status}，没有 reason"
                    yield Slip(
                        at, "退回整改而没有原因", why, "补上 reason；本站记错的，写进 corrections", entry.suggested
                    )
