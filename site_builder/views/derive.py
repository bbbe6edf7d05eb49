"""What follows from the day: window states, shown entries, statuses, marks; and the days on which any of it changes.

Nothing here accuses: a due day that passed is `lapsed`; `overdue` needs words dated after it. Source: docs/contract.md.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol, TypeVar

from msgspec import Struct

from site_builder.claims.status import reading
from site_builder.records.ledger_model import Due, Entry, Ledger
from site_builder.records.model import Head, Window
from site_builder.records.notice import Notice
from site_builder.records.register_model import OrganName, Settings
from site_builder.records.vocabulary import FINISHED, MARKS, AfterClose, Mark, Status, WindowState

Visibility = Literal["hidden", "shown", "noindex", "withdrawn"]
DueState = Literal["coming", "lapsed", "overdue", "answered"]
ONE_DAY = timedelta(days=1)


class Withdrawal(NamedTuple):
    """The first day on which a notice is withdrawn, and the last day of its window where the end of that is why."""

    since: date
    closed: date | None


class AnyEntry(Protocol):
    """An entry as a record, a view or a card: what its item's status is decided by."""

    @property
    def about(self) -> object: ...

    @property
    def status(self) -> object: ...


SomeEntry = TypeVar("SomeEntry", bound=AnyEntry)


def window_state(window: Window | str | None, day: date) -> WindowState:
    """State of a notice's window; both its days are in.

    >>> window_state(Window(kind="publication", opens=date(2024, 10, 17), closes=date(2024, 11, 16)), date(2024, 11, 16))
    'last-day'
    """
    if not isinstance(window, Window):
        return "none" if window == "none" else "unstated"
    if day < window.opens:
        return "upcoming"
    if day > window.closes:
        return "closed"
    return "last-day" if day == window.closes else "open"


def days_left(window: Window, day: date) -> int:
    """Days on which a window is still open, this day and its last day included; 0 after it. The site's script counts the same.

    >>> week = Window(kind="publication", opens=date(2026, 11, 1), closes=date(2026, 11, 27))
    >>> [days_left(week, date(2026, 11, day)) for day in (20, 27, 28)]
    [8, 1, 0]
    """
    return max(0, (window.closes - day).days + 1)


def visible_from(head: Head) -> date | None:
    """The first day on which a notice is public; None = always."""
    if isinstance(head.window, Window):
        return head.window.opens
    return head.published.day if head.published else None


def visibility(head: Head, day: date, policy: AfterClose, drafts: bool) -> Visibility:
    """Whether a notice is public on a day. Embargo, withdrawal and after-close policy hold for drafts too.

    Takes   policy: of the site, for notices that have none of their own; drafts: whether this is a preview with drafts
    """
    begins = visible_from(head)
    if (head.draft and not drafts) or (begins is not None and day < begins):
        return "hidden"
    ended = withdrawal(head, policy)
    if ended and day >= ended.since:
        return "withdrawn"
    unlisted = (head.after_close or policy) == "noindex" and window_state(head.window, day) == "closed"
    return "noindex" if unlisted else "shown"


def withdrawal(head: Head, policy: AfterClose) -> Withdrawal | None:
    """What withdraws a notice, its own record or the end of its window, whichever comes first; None = nothing does.

    Takes   policy: as in `visibility`
    """
    closes = head.window.closes if isinstance(head.window, Window) else None
    if closes is None or (head.after_close or policy) != "withdraw":
        return Withdrawal(head.withdrawn, None) if head.withdrawn else None
    if head.withdrawn and head.withdrawn <= closes:
        return Withdrawal(head.withdrawn, None)
    return Withdrawal(closes + ONE_DAY, closes)


def dated(entry: Entry, published: date | None) -> date | None:
    """The last day an entry's words can bear: its own, else its notice's; None where neither is stated."""
    return entry.as_of.latest if entry.as_of else published


def entries_on(ledger: Ledger, day: date, drafts: bool) -> list[Entry]:
    """Entries shown on a day, oldest first. Suggested ones count only in a preview with drafts."""
    return [e for e in ledger.entries if (drafts or not e.suggested) and (e.as_of is None or e.as_of.earliest <= day)]


def dues_on(ledger: Ledger, day: date, drafts: bool) -> list[Due]:
    return [d for d in ledger.due if (drafts or not d.suggested) and (d.as_of is None or d.as_of.earliest <= day)]


def deciding(entries: Sequence[SomeEntry]) -> SomeEntry | None:
    """The entry that decides the status of an item: the last one about the whole item that gives a status; else None."""
    return next((e for e in reversed(entries) if e.about is None and e.status is not None), None)


def status_of(entries: Sequence[Entry]) -> Status:
    last = deciding(entries)
    return last.status if last and last.status else "unstated"


def current_dues(dues: Sequence[Due]) -> list[list[Due]]:
    """Due dates grouped by matter, each group oldest first: its last one is valid, the earlier ones were moved."""
    chains: list[list[Due]] = []
    for due in dues:
        moved = next((c for c in reversed(chains) if due.as_of and c[0].about == due.about), None)
        if moved:
            moved.append(due)
        else:
            chains.append([due])
    return chains


def words_say_undone(entry: Entry, published: date | None, sentence: str | None = None) -> date | None:
    """The day of an entry's words where they say that the matter is not done; None where they do not.

    Words of the notice itself are of its day, whatever later `as_of` an entry has; what an editor sums up accuses nobody.

    Takes   sentence: that the quotation stands in, where it is at hand
    """
    if entry.quote is None or entry.basis == "editor" or entry.status not in ("not-started", "ongoing"):
        return None
    read = reading(entry.quote, sentence or entry.quote)
    undone = read.denied or read.status in ("not-started", "ongoing") or (read.status == "partial" and not read.acts)
    if entry.status not in read.carries or not undone:
        return None  # 已清理209处 says nothing of the rest
    own = entry.as_of.latest if entry.as_of else None
    return own if entry.basis == "report" else published


Undone = Callable[[Entry], date | None]


def due_state(
    due: Due,
    entries: Sequence[Entry],
    published: date | None,
    day: date,
    undone: Undone | None = None,
    elsewhere: Sequence[date] = (),
) -> DueState:
    """Where a due day stands.

    `answered`: the matter was done, or something was published after the day. `overdue` needs words about the very same
    matter, dated after the day, that say it is not done: words about the whole never accuse a part.

    Takes   undone: the day of an entry's words that say so, as `words_say_undone`
            elsewhere: days on which other notices about the same matter were published
    """
    undone = undone or (lambda entry: words_say_undone(entry, published))
    end = due.by.latest
    own = _own(due, entries)
    if due_finished(due, entries):
        return "answered"
    if day <= end:
        return "coming"
    later = [e for e in entries if (at := dated(e, published)) is not None and at > end]
    if not later:
        return "answered" if any(each > end for each in elsewhere) else "lapsed"
    said = undone(own[-1]) if own and own[-1] in later else None
    return "overdue" if said is not None and said > end else "answered"


def due_finished(due: Due, entries: Sequence[Entry]) -> bool:
    """Whether words say that the item, or the part that a due date is for, is done."""
    own = _own(due, entries)
    return status_of(entries) in FINISHED or bool(own and own[-1].status in FINISHED)


def _own(due: Due, entries: Sequence[Entry]) -> list[Entry]:
    return [e for e in entries if e.about == due.about and e.status is not None]


def marks_of(
    dues: Sequence[Due],
    entries: Sequence[Entry],
    published: date | None,
    day: date,
    stale_after: int | None,
    undone: Undone | None = None,
    elsewhere: Sequence[date] = (),
) -> tuple[Mark, ...]:
    """Marks of an item on a day, in the order of `MARKS`.

    Takes   dues, entries: those shown on the day, oldest first; published: of the notice
            stale_after: days after the last entry from which an item is stale; None = never
            undone, elsewhere: as in `due_state`
    """
    found: set[Mark] = set()
    for chain in current_dues(dues):
        state = due_state(chain[-1], entries, published, day, undone=undone, elsewhere=elsewhere)
        if state in ("lapsed", "overdue"):
            found.add(state)
    if _is_stale(entries, published, day, stale_after, elsewhere):
        found.add("stale")
    if _is_reopened(entries):
        found.add("reopened")
    return tuple(mark for mark in MARKS if mark in found)


def _is_stale(
    entries: Sequence[Entry], published: date | None, day: date, stale_after: int | None, elsewhere: Sequence[date]
) -> bool:
    """Whether progress was once published after the notice itself, and nothing since for longer than the policy."""
    days = [e.as_of.latest for e in entries if e.as_of and (published is None or e.as_of.latest > published)]
    if stale_after is None or not days or status_of(entries) in FINISHED:
        return False
    return day > max([*days, *elsewhere]) + timedelta(days=stale_after)


def _is_reopened(entries: Sequence[Entry]) -> bool:
    """Whether the item's own status went back from done or closed, and has not come forward again."""
    said = [e.status for e in entries if e.about is None and e.status is not None]
    return bool(said) and said[-1] not in FINISHED and any(status in FINISHED for status in said[:-1])


def change_days(
    notice: Notice,
    names: Sequence[OrganName],
    settings: Settings,
    linked: Iterable[Window | str | None] = (),
    elsewhere: Iterable[date] = (),
) -> tuple[date, ...]:
    """Every day on which something shown of this notice changes, sorted. Between two of them nothing does.

    Takes   linked: windows of other notices that its pages show
            elsewhere: days on which other notices about the same matters were published
    """
    days = set(_head_days(notice.head))
    for window in linked:
        if isinstance(window, Window):
            days.update((window.opens, window.closes, window.closes + ONE_DAY))
    for ledger in notice.ledgers.items.values():
        days.update(_ledger_days(ledger, settings.stale_after_days))
    if settings.stale_after_days is not None:
        days.update(day + timedelta(days=settings.stale_after_days + 1) for day in elsewhere)
    moved = notice.ledgers.notice
    days.update(correction.date for correction in moved.corrections)
    days.update(milestone.date.earliest for milestone in moved.milestones)
    days.update(t.result.as_of.earliest for t in notice.ledgers.targets.values() if t.result and t.result.as_of)
    if moved.feedback and moved.feedback.as_of:
        days.add(moved.feedback.as_of.earliest)
    for name in names:
        days.update([name.from_.earliest] if name.from_ else [])
        days.update([name.to.latest + ONE_DAY] if name.to else [])
    return tuple(sorted(days))


def _head_days(head: Head) -> Iterator[date]:
    begins = visible_from(head)
    if begins:
        yield begins
    if isinstance(head.window, Window):
        yield from (head.window.opens, head.window.closes, head.window.closes + ONE_DAY)
    if head.withdrawn:
        yield head.withdrawn


def _ledger_days(ledger: Ledger, stale_after: int | None) -> Iterator[date]:
    for entry in ledger.entries:
        if entry.as_of:
            yield entry.as_of.earliest
            if stale_after is not None:
                yield entry.as_of.latest + timedelta(days=stale_after + 1)
    for due in ledger.due:
        yield due.by.latest + ONE_DAY
        if due.as_of:
            yield due.as_of.earliest
    for assessment in ledger.assessments:
        if assessment.date:
            yield assessment.date.earliest
    if ledger.closing:
        yield ledger.closing.date.earliest
    if ledger.review_by:
        yield ledger.review_by.latest + ONE_DAY


class Epoch(Struct, frozen=True):
    """The day that a unit is built for, and the next day on which it must be built again.

    `day` is the last change day that is not after the real day: a unit never sees the real one, so its bytes stay the same
    until `next_change`.
    """

    day: date
    next_change: date | None


def epoch(days: Sequence[date], day: date) -> Epoch:
    past = [each for each in days if each <= day]
    coming = [each for each in days if each > day]
    return Epoch(past[-1] if past else date.min, coming[0] if coming else None)
