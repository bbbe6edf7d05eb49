"""The action that lets a warning stand: an editor looked at its place, and the words are as they are in the original."""

from collections.abc import Mapping
from typing import Any

from site_builder.desk.edits import RefusedError, append
from site_builder.desk.heading import head_of, with_head
from site_builder.desk.opened import LEDGER, NOTICE, Opened
from site_builder.desk.outcome import Outcome, by_order, number, readable, text
from site_builder.desk.yaml_values import Tree, Word
from site_builder.records.notice import Notice
from site_builder.records.quotes import comparable
from site_builder.records.source import Field
from site_builder.rules.acknowledged import places

_OWN = frozenset({"R020", "R021"})  # of acknowledgements themselves
_LONGEST = 200  # characters of a reason


def can_stand(code: str, severity: str, file: str) -> bool:
    """Whether a finding may be acknowledged: a warning of this notice, but for comparisons with what is published."""
    return severity == "warning" and file in (NOTICE, LEDGER) and code not in _OWN and not code.startswith("H")


def acknowledge(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Adds the acknowledgement of the warning at a place of a file, with the reason. Raises RefusedError."""
    code, file = text(request, "code", "提醒的编号", 8), text(request, "file", "文件", 40)
    why = text(request, "why", "为什么不用改", _LONGEST)
    place = (number(request, "line"), number(request, "column"), number(request, "length"))
    notice = readable(opened)
    if not can_stand(code, "warning", file):
        raise RefusedError("这一条不能放过，要改正")
    steps = _steps_to(notice.ledger_tree if file == LEDGER else notice.head_tree, place)
    if file == LEDGER and len(steps) > 1 and steps[0] in notice.ledgers.items:
        record = _record(code, ".".join(steps[1:]), why)
        files = opened.with_ledger(append(opened.ledger, [steps[0], "acknowledged"], record, by_order("item")))
    else:
        at = ".".join(steps) or (_words_at(opened, notice, place, code[0]) if file == NOTICE else "")
        if not at:
            raise RefusedError("这一处说不清是哪几个字，不能在这里放过；先照改法改")
        files = with_head(opened, append(head_of(opened), ["acknowledged"], _record(code, at, why), by_order("head")))
    return Outcome(files=files, label=f"核对过，不用改：{why}", act={"do": "acknowledge", "state": "added"})


def _record(code: str, at: str, why: str) -> dict[str, Tree]:
    return {"code": Word(code), "at": at, "why": why}


def _steps_to(root: Field, place: tuple[int, int, int]) -> tuple[str, ...]:
    """The path of the value or the key at a place, or of the value that has it within; () where there is none."""
    line, column, length = place
    near = [(steps, at) for steps, at in places(root) if steps and at.line == line]
    exact = (steps for steps, at in near if (at.column, at.length) == (column, length))
    around = (steps for steps, at in near if at.column <= column and column + length <= at.column + at.length)
    return next(exact, None) or next(around, ())


def _words_at(opened: Opened, notice: Notice, place: tuple[int, int, int], family: str) -> str:
    """Words that name a line of the text: those of the finding, its line, else what is beside them; '' where none stand once only.

    Takes   family: of the rule. What rules find wherever it stands (private data P, characters T) is not written down again
    """
    line, column, length = place
    lines = opened.text.split("\n")
    whole = lines[line - 1] if 0 < line <= len(lines) else ""
    before, own, after = whole[: column - 1], whole[column - 1 : column - 1 + length], whole[column - 1 + length :]
    beside = sorted((before, after), key=len, reverse=True)
    body = [comparable(each) for each in notice.body.split("\n")]
    named = [own] * (length > 1) + [whole]
    for words in {"P": beside, "T": beside + named}.get(family, named + beside):
        if comparable(words) and sum(comparable(words) in each for each in body) == 1:
            return words.strip()
    return ""
