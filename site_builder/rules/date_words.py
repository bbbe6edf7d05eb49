"""B014, B016: a record's dates are among those that its words name."""

from collections.abc import Iterator
from datetime import date

from site_builder.claims.stated_dates import Agreement, StatedDate, agreement, dates_in, lengths_in
from site_builder.records.model import Inspection, Window
from site_builder.records.partial_dates import PartialDate
from site_builder.rules.blanks import BLANK
from site_builder.rules.quotations import NOTICE, Scope, Steps, cited, own
from site_builder.rules.rule import Case, Slip, error
from site_builder.rules.sentences import Around, around


@error("B014")
def due_day_is_in_the_words(case: Case) -> Iterator[Slip]:
    """时限不是引语里的日期

    due 的引语里要有日期，by 就是这个日期，说到哪一级写到哪一级：“2026年12月底前”写 2026-12，不写 2026-12-15。
    “年底前”“明年6月”按引语公开的年份读；“两个月内”要数得出来：从公开、反馈或改期那天数起。
    没有日期的话（长期坚持、尽快、立行立改）不是时限。引语没有写年份的，是公开那年或前后一年；再远的，年份要写在这一项里。

    改法：照引语改 by，或换一句写明日期的引语；原文没有日期的，删去这条 due，长期的写进 commitments。
    """
    for item, ledger in case.notice.ledgers.items.items():
        problem = case.notice.outline.problem(item)
        for number, due in enumerate(ledger.due):
            if problem is None or BLANK in due.quote:
                continue
            at = case.notice.at_ledger(item, "due", number, "by")
            anchors = _anchors(case) + ([due.as_of.earliest] if due.as_of else [])
            named = dates_in(due.quote, _said_on(case))
            if agreement(due.by, named, anchors, lengths_in(due.quote), _near(case)) == "agrees":
                continue  # the usual case: the rest of the item need not be parsed
            years = _years(case, problem.text)
            if agreement(due.by, named, anchors, lengths_in(due.quote), years) == "agrees":
                continue
            scope = cited(due.source) or own(problem, due.about)
            place = around(case, due.quote, scope)
            if not place.text:
                continue  # the quotation is not found: B001 reports it
            within = dates_in(place.sentence, _said_on(case))
            if not named and agreement(due.by, within, years=years) == "agrees":
                continue  # the date is in the sentence around the quotation
            mend = (
                f"照引语把 by 改成 {_written(named[-1])}"
                if named and named[-1].year
                else "照引语改正 by，或换一句写明日期的引语"
            )
            yield Slip(at, *_said(f"时限 {due.by}", named, bool(lengths_in(due.quote))), mend, due.suggested)


def _near(case: Case) -> set[int]:
    """The years that a date without one can mean: that of the publication, and the years before and after it."""
    published = case.notice.head.published
    return {published.day.year + step for step in (-1, 0, 1)} if published else set()


def _years(case: Case, text: str) -> set[int]:
    """The years that a date without one can mean in an item: those of `_near` and those in the item's text."""
    if case.notice.head.published is None:
        return set()
    return _near(case) | {year for each in dates_in(text) if each.year for year in (each.first.year, each.last.year)}


def _said(what: str, named: tuple[StatedDate, ...], length: bool = False) -> tuple[str, str]:
    if named:
        return f"{what} 与引语不一致", f"引语里是 {'、'.join(each.words for each in named)}"
    if length:
        return f"{what} 与引语不一致", "引语里只有多长时间，从公开、反馈的日子数起都不是这一天"
    return f"{what} 不在引语里", "引语里没有日期"


def _written(named: StatedDate) -> str:
    """A date in the form of a record, at its precision."""
    if named.first == named.last:
        return str(named.last)
    if (named.first.year, named.first.month) == (named.last.year, named.last.month):
        return f"{named.last:%Y-%m}"
    return f"{named.last.year}" if named.first.month == 1 and named.last.month == 12 else f"{named.last:%Y-%m}"


@error("B016")
def other_days_are_in_the_words(case: Case) -> Iterator[Slip]:
    """happened、节点或销号的日期不是引语里的日期

    entries 的 happened、notice 的 milestones、closing 的 date 都从引语所在的那句话里来。那句话里写着另一个日期的，必有一个错了；
    那句话里没有日期的，在同一事项、所引的通报或文件头的日期里找。没有引语的，在 note 和正文里找。哪里都没有的，不知从何而来。

    改法：照原文改正日期；原文没有日期的，happened 删去。
    """
    yield from _happened(case)
    yield from _milestones(case)
    yield from _closings(case)


def _happened(case: Case) -> Iterator[Slip]:
    for item, ledger in case.notice.ledgers.items.items():
        problem = case.notice.outline.problem(item)
        for number, entry in enumerate(ledger.entries):
            if problem is None or entry.happened is None or BLANK in (entry.quote or ""):
                continue
            if not entry.quote:
                words = f"{entry.note or ''}\n{problem.text}"
                yield from _unquoted(
                    case, (item, "entries", number, "happened"), entry.happened, words, entry.suggested
                )
                continue
            if entry.basis == "editor" and agreement(entry.happened, dates_in(entry.note or "")) == "agrees":
                continue  # the editor's note names the date
            scope = (cited(entry.source) if entry.basis == "report" else None) or own(problem, entry.about)
            steps: Steps = (item, "entries", number, "happened")
            place = around(case, entry.quote, scope)
            yield from _checked(
                case=case,
                steps=steps,
                stated=entry.happened,
                place=place,
                quote=entry.quote,
                known=(),
                beside=problem.text,
                soft=entry.suggested,
            )


def _milestones(case: Case) -> Iterator[Slip]:
    for number, milestone in enumerate(case.notice.ledgers.notice.milestones):
        if not milestone.quote:
            words = f"{milestone.label}\n{case.notice.outline.text}"
            if not any(milestone.date.earliest <= day <= milestone.date.latest for day in _anchors(case)):
                yield from _unquoted(case, ("notice", "milestones", number, "date"), milestone.date, words)
        elif BLANK not in milestone.quote:
            place = around(case, milestone.quote, NOTICE)
            steps: Steps = ("notice", "milestones", number, "date")
            yield from _checked(
                case=case,
                steps=steps,
                stated=milestone.date,
                place=place,
                quote=milestone.quote,
                known=_anchors(case),
                beside="",
            )


def _closings(case: Case) -> Iterator[Slip]:
    for item, ledger in case.notice.ledgers.items.items():
        closing = ledger.closing
        problem = case.notice.outline.problem(item)
        if closing is None or problem is None or BLANK in (closing.quote or ""):
            continue
        if not closing.quote:  # the date rests on the closing document instead
            if closing.notice is None and not closing.ref:
                yield from _unquoted(case, (item, "closing", "date"), closing.date, problem.text, soft=True)
            continue
        scope = Scope("linked", closing.notice) if closing.notice else Scope("item", item)
        place = around(case, closing.quote, scope)
        window = next((k.window for k in case.context.links if k.slug == closing.notice), None)
        days = (window.opens, window.closes) if isinstance(window, Window) else ()
        yield from _checked(
            case=case,
            steps=(item, "closing", "date"),
            stated=closing.date,
            place=place,
            quote=closing.quote,
            known=days,
            beside="",
        )


def _unquoted(case: Case, steps: Steps, stated: PartialDate, words: str, soft: bool = False) -> Iterator[Slip]:
    """Checks a date without a quotation: some other words have to name it. Takes   words: all words that may name it"""
    if agreement(stated, dates_in(words, _said_on(case))) != "agrees":
        at = case.notice.at_ledger(*steps)
        why = "没有引语，note 和正文里也没有这个日期"
        yield Slip(
            at, f"{steps[-1]} {stated} 不知从何而来", why, "补上写明这一天的 quote；查不到的，删去这个日期", soft
        )


def _checked(
    case: Case,
    steps: Steps,
    stated: PartialDate,
    place: Around,
    quote: str,
    known: tuple[date, ...] | list[date],
    beside: str,
    soft: bool = False,
) -> Iterator[Slip]:
    """Checks a date against its quotation and the sentence around it, then against known days, then against the text around."""
    if not place.text:
        return  # the quotation is not found: B001 reports it
    at, anchor = case.notice.at_ledger(*steps), _said_on(case)
    near = dates_in(place.sentence, anchor)
    if agreement(stated, near) == "agrees" or any(stated.earliest <= day <= stated.latest for day in known):
        return
    named = dates_in(quote, anchor)
    verdict: Agreement = agreement(stated, named)
    far = dates_in(f"{place.text}\n{beside}"[:20_000], anchor)
    if verdict == "silent" and agreement(stated, far) == "agrees":
        return
    soft = soft or (not named and steps[1] == "closing")  # the date in the sentence may be that of the work
    yield Slip(at, *_said(f"{steps[-1]} {stated}", named or near), "照原文改正日期，或换一句写明日期的引语", soft)


def _said_on(case: Case) -> date | None:
    """The day on which the words were published, which gives dates without a year theirs; for words of a file or of another notice
    the day of this notice serves as an approximation."""
    published = case.notice.head.published
    return published.day if published else None


def _anchors(case: Case) -> list[date]:
    """The days in the head from which a relative period may count."""
    head = case.notice.head
    inspection = head.inspection if isinstance(head.inspection, Inspection) else case.context.inspection
    days = [head.published.day] if head.published else []
    partial = [head.written, head.signed.date if head.signed else None]
    if inspection:
        partial += [inspection.started, inspection.ended, inspection.feedback]
    window = [head.window.opens, head.window.closes] if isinstance(head.window, Window) else []
    return days + [each.latest for each in partial if each] + window
