"""What is known of an item whose status the text does not give as a whole, in plain words. Nothing is concluded from it."""

from collections.abc import Iterator
from itertools import chain

from site_builder.records.ledger_model import Entry
from site_builder.records.outline import Problem
from site_builder.records.vocabulary import SHORT_STATUSES, STATUSES, Status
from site_builder.views.presenter import Presenter
from site_builder.views.shared_views import about_label

_NUMERALS = "零一二三四五六七八九十"
_FEW = 2  # figures and papers that are named; the rest stands below on the page
_DUE = {
    "coming": "，时限未到",
    "lapsed": "，时限已过，未见后续公开",
    "overdue": "，过后公开的文字说明尚未完成",
    "answered": "，{told}",
}


def known_of(presenter: Presenter, problem: Problem) -> tuple[str, ...]:
    """Sentences on an item without a status of its own, the one on its parts first.

    Gives   () where the item has a status
    """
    if presenter.status(problem.id) != "unstated":
        return ()
    return (
        _parts(presenter, problem),
        *chain(due_sentences(presenter, problem), _figures(presenter, problem), _papers(presenter, problem)),
    )


def known_day(presenter: Presenter, problem: Problem) -> str | None:
    """The day of the newest record that the sentence on parts counts; None where it counts none, or none that is dated."""
    counted = {entry.about: entry.as_of for entry in _of_parts(presenter, problem)}
    newest = max((day for day in counted.values() if day), key=lambda day: day.latest, default=None)
    return str(newest) if newest and presenter.status(problem.id) == "unstated" else None


def number_in_words(number: int, unit: str) -> str:
    """A small number as one says it.

    >>> [number_in_words(number, "项措施") for number in (1, 2, 10, 12)]
    ['一项措施', '两项措施', '十项措施', '12 项措施']
    """
    if number == 2:
        return f"两{unit}"
    return f"{_NUMERALS[number]}{unit}" if number < len(_NUMERALS) else f"{number} {unit}"


def status_words(status: Status) -> str:
    return SHORT_STATUSES.get(status, STATUSES[status])


def _parts(presenter: Presenter, problem: Problem) -> str:
    """三项措施中一项写明已完成整改，一项写明正在整改；“领航计划”写明尚未整改。"""
    told = _last_of_parts(_of_parts(presenter, problem))
    of_measures = [status for about, status in told.items() if problem.measure(about)]
    others = [(about, status) for about, status in told.items() if not problem.measure(about)]
    size = len(problem.measures)
    if not told:
        listed = f"原文列出{number_in_words(size, '项措施')}，" if size else ""
        return f"{listed}台账没有标注完成与否，以原文为准。"
    said = []
    if of_measures:
        kinds = [status for status in STATUSES if status in of_measures]
        each = "，".join(f"{number_in_words(of_measures.count(kind), '项')}写明{status_words(kind)}" for kind in kinds)
        said.append(
            f"{number_in_words(size, '项措施')}中{each}" if size > 1 else f"一项措施，写明{status_words(kinds[0])}"
        )
    said += [f"“{about_label(problem, about)}”写明{status_words(status)}" for about, status in others]
    return "；".join(said) + "。"


def _of_parts(presenter: Presenter, problem: Problem) -> list[Entry]:
    return [entry for entry in presenter.entries(problem.id) if entry.about and entry.status]


def _last_of_parts(entries: list[Entry]) -> dict[str, Status]:
    """The last status said of each part, in the order in which the parts were first spoken of."""
    return {entry.about: entry.status for entry in entries if entry.about and entry.status}


def due_sentences(presenter: Presenter, problem: Problem) -> Iterator[str]:
    """The due dates of an item, each with where it stands."""
    for due in presenter.due_views(problem):
        part = f"（{due.about_label}）" if due.about_label else ""
        where = f"《{due.later.notice}》" if due.later else ""
        yield f"载明时限{part}：{due.by_label}{_DUE[due.state].format(told=due.told)}{where}。"


def _figures(presenter: Presenter, problem: Problem) -> Iterator[str]:
    facts = presenter.facts(problem)
    named = [f"{f.label}{f.comparator or ''}{f.value}{f.unit or ''}" for f in facts if f.value is not None][:_FEW]
    if named:
        yield f"载明数字：{'，'.join(named)}{'等' if len(facts) > len(named) else ''}。"


def _papers(presenter: Presenter, problem: Problem) -> Iterator[str]:
    names = list(dict.fromkeys(d.name for d in presenter.documents if d.item == problem.id))
    if names:
        more = f"等 {len(names)} 份文件" if len(names) > _FEW else ""
        yield f"写到{''.join(f'《{name}》' for name in names[:_FEW])}{more}。"
