"""`due`: due dates and windows that end soon or have ended, from the records."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from site_builder.build.blueprints import blueprint_of
from site_builder.build.inputs import Options, read_inputs
from site_builder.build.pipeline import cards_on
from site_builder.build.state import State
from site_builder.records.partial_dates import PartialDate
from site_builder.unit.calendars import due_calendar, events_of
from site_builder.unit.cards import Card
from site_builder.views.page_frame import Frame

STATE_LABELS = {
    "coming": "将到期",
    "lapsed": "已过·未见后续公开",
    "overdue": "逾期（原文言明）",
    "answered": "已有后续",
}


class AgendaLine(NamedTuple):
    """One thing to look at; `day` is the last day its words can mean."""

    day: str
    what: str
    place: str
    title: str
    url: str


def agenda(content: Path, templates: Path, day: date, within: int) -> list[AgendaLine]:
    """Lapsed and overdue dates, dates and windows that end soon, and planned reviews, sorted by day.

    Takes   within: days to look ahead; 0 is the day alone
    """
    last = day + timedelta(days=within)
    lines: list[AgendaLine] = []
    for card in _cards(content, templates, day)[0]:
        closes = card.window.closes
        if closes and day <= date.fromisoformat(closes) <= last:
            lines.append(AgendaLine(closes, f"{card.window.label}届满", card.slug, card.title, card.url))
        for item in card.items:
            place = f"{card.slug}/{item.id}"
            for due in item.due:
                end = PartialDate(due.by).latest
                if due.state in ("lapsed", "overdue") or (due.state == "coming" and end <= last):
                    lines.append(AgendaLine(str(end), STATE_LABELS[due.state], place, item.title, item.url))
            if item.review_by and PartialDate(item.review_by).latest <= last:
                lines.append(AgendaLine(str(PartialDate(item.review_by).latest), "回头看", place, item.title, item.url))
    return sorted(lines)


def agenda_ics(content: Path, templates: Path, day: date) -> bytes:
    cards, frame = _cards(content, templates, day)
    return b"".join(due_calendar(frame, (event for card in cards for _, event in events_of(frame, card).years)))


def _cards(content: Path, templates: Path, day: date) -> tuple[list[Card], Frame]:
    options = Options(content, content, templates, day, search=False)
    inputs = read_inputs(options, State())
    blueprint = blueprint_of(inputs, options, None)
    return cards_on(inputs, blueprint), Frame(inputs.registers, False, blueprint.assets)
