"""Every action of the desk by its name: a pure function from an open notice and a request to new bytes."""

from collections.abc import Mapping
from typing import Any

from site_builder.desk import approving, claiming, continuing, correcting, heading, judging, mending
from site_builder.desk.edits import RefusedError
from site_builder.desk.opened import Opened
from site_builder.desk.outcome import Action, Outcome, card_of, text


def _reject(opened: Opened, told: Mapping[str, Any]) -> Outcome:
    is_head = card_of(opened, text(told, "card", "卡片")).kind == "head"
    return heading.unsay(opened, told) if is_head else judging.reject(opened, told)


ACTIONS: dict[str, Action] = {
    "accept": judging.accept,
    "reject": _reject,
    "words": judging.change_words,
    "status": judging.set_status,
    "about": judging.set_about,
    "claim": claiming.claim,
    "shape": mending.reshape,
    "back": mending.bring_back,
    "head": heading.set_field,
    "window": heading.set_window,
    "publish": heading.publish,
    "withdraw": heading.withdraw,
    "progress": continuing.progress,
    "move-due": continuing.move_due,
    "close": continuing.close,
    "verdict": continuing.verdict,
    "correct": correcting.correct,
    "redact": correcting.redact,
    "approve": approving.approve,
}


def act(opened: Opened, told: Mapping[str, Any]) -> Outcome:
    """The outcome of a request. Raises RefusedError with a sentence for the editor."""
    name = text(told, "do", "动作")
    if name not in ACTIONS:
        raise RefusedError("不认识的动作")
    outcome = ACTIONS[name](opened, told)
    return Outcome(files=outcome.files, label=outcome.label, act={"do": name, **outcome.act})
