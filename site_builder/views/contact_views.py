"""Whom to write to about a notice or an item, by the state of its window, and the letter that is begun."""

from site_builder.records.model import Contacts
from site_builder.records.vocabulary import (
    WindowKind,
    WindowState,
)
from site_builder.views.presenter import Presenter
from site_builder.views.routes import letter_url
from site_builder.views.shared_views import day_label, window_view
from site_builder.views.view_models import (
    ContactView,
    WindowView,
)


def letter_of(what: str, url: str, sha: str) -> str:
    """The frame of a letter to an organ: what it is about, where that stands, and by which hash anyone can check it."""
    return f"事项：{what}\n网址：{url}\n原文校验值：SHA-256 {sha}\n\n意见：\n"


_LEADS: dict[WindowKind | None, dict[WindowState, str]] = {
    "objection": {
        "upcoming": "公示期尚未开始。",
        "open": "公示期内，对公示事项有异议的，可以向下列单位提出；公示期到{closes}为止。",
        "last-day": "今天是公示期最后一天。对公示事项有异议的，可以向下列单位提出。",
        "closed": "公示期已截止，不再受理本次公示的异议；其他意见仍可以向下列单位反映。",
    },
    "publication": {
        "upcoming": "公开期限尚未开始。",
        "open": "公开期限内，对整改情况有意见建议的，可以向下列单位反映；公开期限到{closes}为止。",
        "last-day": "今天是公开期限最后一天。有意见建议的，可以向下列单位反映。",
        "closed": "公开期限已届满。联系渠道仍然有效，有意见建议的，可以向下列单位反映。",
    },
    None: {
        "unstated": "对整改情况有意见建议的，可以向下列单位反映。",
        "none": "对整改情况有意见建议的，可以向下列单位反映。",
    },
}


def leads_of(window: WindowView) -> tuple[tuple[str, str], ...]:
    """(window state, first sentence of the contact block): the script shows the one of today, so that old pages stay right."""
    closes = day_label(window.closes) if window.closes else ""
    return tuple((str(state), words.format(closes=closes)) for state, words in _LEADS[window.kind].items())


def contact_of(presenter: Presenter, title: str, item: str, permalink: str, sha: str) -> ContactView:
    """The contact block: the notice's own channel, else the organ's, by the state of the window.

    Takes   title, item: of the notice, and what names its item; the subject of a letter, one after the other
            permalink: rooted URL of the page; sha: SHA-256 of the text on it
    Gives   whom to write to, and the letter as text and as a mailto address
    """
    head, organ = presenter.notice.head, presenter.context.organ
    own = head.contacts if not (organ and organ.successor) else Contacts()
    contacts = own or (organ.contact if organ else Contacts())
    name = (organ.successor_name or organ.present_name) if organ else None
    former = organ.name if organ and organ.successor else None
    letter = letter_of(title + item, presenter.context.origin + permalink, sha)
    mail = contacts.emails[0] if contacts.emails else None
    window = window_view(head.window, presenter.day)
    return ContactView(
        name=name,
        former=former,
        contacts=contacts,
        mailto=letter_url(mail, title + item, letter) if mail else None,
        letter=letter,
        window=window,
        leads=leads_of(window),
    )
