"""The actions of the desk by name. Each is a pure function: an open notice and a request go in, new file contents come out."""

from collections.abc import Mapping
from typing import Any

from site_builder.desk import (
    acknowledging,
    approving,
    claiming,
    continuing,
    correcting,
    head_forms,
    heading,
    judging,
    mending,
)
from site_builder.desk.edits import RefusedError
from site_builder.desk.opened import Opened
from site_builder.desk.outcome import Action, Outcome, standing_card, text


def _reject(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    is_head = standing_card(opened, text(request, "card", "卡片")).kind == "head"
    return heading.unsay(opened, request) if is_head else judging.reject(opened, request)


ACTIONS: dict[str, Action] = {
    "accept": judging.accept,
    "reject": _reject,
    "words": judging.change_words,
    "status": judging.set_status,
    "about": judging.set_about,
    "claim": claiming.claim,
    "shape": mending.reshape,
    "states": mending.state,
    "back": mending.bring_back,
    "head": heading.set_field,
    "head-form": head_forms.set_form,
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
    "acknowledge": acknowledging.acknowledge,
}


def act(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Runs the action that a request names. Raises RefusedError with a sentence for the editor."""
    name = text(request, "do", "动作")
    if name not in ACTIONS:
        raise RefusedError("不认识的动作")
    outcome = ACTIONS[name](opened, request)
    return Outcome(files=outcome.files, label=outcome.label, act={"do": name, **outcome.act})
