"""Actions on a card: accept it, reject it, or change its quotation, its status or the part of the item it is about."""

from collections.abc import Mapping
from typing import Any, get_args

from site_builder.desk.claims import ClaimPlace, Quoted, place_of, quoted, scope_of
from site_builder.desk.deck import DeskCard, deck
from site_builder.desk.edits import RefusedError, put, remove
from site_builder.desk.opened import Opened, about_words, number_of
from site_builder.desk.outcome import (
    Outcome,
    Selection,
    by_order,
    part_of,
    part_value,
    readable,
    selection,
    short,
    snapshot,
    standing_card,
    text,
)
from site_builder.desk.yaml_values import Word
from site_builder.records.outline import Problem
from site_builder.records.quotes import occurrences
from site_builder.records.vocabulary import STATUSES, Status


def accept(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """The key Y: accepts a suggestion. A field of the head or a doubt is marked as reviewed and right."""
    card = standing_card(opened, text(request, "card", "卡片"))
    if not card.steps:
        return _remembered(opened, card, "accepted")
    if card.state != "open":
        raise RefusedError("这一条已经采纳过了")
    ledger = remove(opened.ledger, [*card.steps, "suggested"])
    return _outcome(opened=opened, card=card, ledger=ledger, state="accepted", said=f"采纳“{card.title}”", after=card)


def reject(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """The key N: deletes the suggested record. In a published notice an accepted record is history and is never deleted."""
    card = standing_card(opened, text(request, "card", "卡片"))
    if not card.steps:
        return _remembered(opened, card, "rejected")
    if not _can_be_judged(opened, card):
        raise RefusedError("已经公开的记录不在这里删；记错了的用“更正”")
    return _outcome(
        opened=opened,
        card=card,
        ledger=remove(opened.ledger, card.steps),
        state="rejected",
        said=f"不采纳“{card.title}”",
        after=card,
    )


def change_words(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """The key E: gives the claim another quotation, selected in the text of the same item."""
    card = _claim(opened, request)
    problem = _problem(opened, card)
    chosen = selection(request)
    inside = place_of(readable(opened).outline, chosen.block)
    if problem and inside.item != problem.id:
        raise RefusedError(f"这几个字不在{number_of(opened, card.item)}里；引语要出自它所说的那一项")
    about = card.about
    if problem and about and problem.measure(about) and inside.measure != about:
        about = inside.measure
    found = quotation_at(opened, problem, about, chosen)
    ledger = put(opened.ledger, [*card.steps, *_quote_steps(card)], found.words)
    ledger = _with_about(ledger, card, about)
    return _outcome(opened, card, _judged(ledger, card), "changed", f"“{card.title}”改引“{short(found.words)}”")


def set_status(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """The keys 1–6: set the status that the quoted words state."""
    card = _claim(opened, request)
    status = text(request, "status", "状态")
    if card.steps[1] != "entries" or status not in get_args(Status):
        raise RefusedError("只有进展记录有状态")
    ledger = put(opened.ledger, [*card.steps, "status"], Word(status), by_order("entries"))
    said = STATUSES[status]  # type: ignore[index]
    return _outcome(opened, card, _judged(ledger, card), "changed", f"状态定为“{said}”（{short(card.words)}）")


def set_about(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """The key M: makes the claim about the whole item, one measure, or a part named by words of the item. It stays unreviewed."""
    card = _claim(opened, request)
    problem = _problem(opened, card)
    if problem is None or card.steps[0] in ("targets", "commitments"):
        raise RefusedError("这一条说的不是某个事项")
    about = part_of(problem, text(request, "about"))
    _stands(opened, problem, about, card.words, card)
    ledger = _with_about(opened.ledger, card, about)
    return _outcome(opened, card, ledger, card.state, f"“{card.title}”说的是{about_words(about)}")


def abouts(opened: Opened, card: DeskCard) -> list[str | None]:
    """What a claim can be about with its present quotation: the whole item, the measure that holds it, the part it now names."""
    problem = _problem(opened, card)
    if problem is None or card.block < 0 or opened.notice is None:
        return []
    measure = place_of(opened.notice.outline, card.block).measure
    part = card.about if card.about and not problem.measure(card.about) else None
    known = [each for each in (measure, part) if each is not None]
    return [None, *known] if known else []


# -- shared


def _claim(opened: Opened, request: Mapping[str, Any]) -> DeskCard:
    card = standing_card(opened, text(request, "card", "卡片"))
    if not card.steps:
        raise RefusedError("这张卡片不是台账里的记录")
    if not _can_be_judged(opened, card):
        raise RefusedError("已经公开的记录不在这里改；记错了的用“更正”")
    return card


def _can_be_judged(opened: Opened, card: DeskCard) -> bool:
    """Whether a card may still be changed: an open suggestion, or in a draft, which is not public yet, any card."""
    return card.state == "open" or (opened.notice is not None and opened.notice.head.draft)


def _problem(opened: Opened, card: DeskCard) -> Problem | None:
    return opened.notice.outline.problem(card.item) if opened.notice and card.item else None


def _quote_steps(card: DeskCard) -> list[str | int]:
    return ["quotes", 0] if card.steps[1] == "facts" else ["quote"]


def quotation_at(opened: Opened, problem: Problem | None, about: str | None, chosen: Selection) -> Quoted:
    """The chosen words, widened until they are unique in what the claim is about. Raises RefusedError.

    Takes   problem: the item that the claim is in, None for the whole text; about: part of it, such as `m2`
    """
    blocks = readable(opened).outline.blocks
    if not chosen.block < len(blocks):
        raise RefusedError("没有这一段")
    place = scope_of(problem, about) if problem else ClaimPlace(0, len(blocks))
    found = quoted(blocks, place, *chosen)
    if found is None:
        raise RefusedError("这几个字加上前后文也不止一处，不能作引语；请选别的话")
    return found


def _stands(opened: Opened, problem: Problem, about: str | None, words: str, card: DeskCard) -> None:
    """Checks that the words of a claim are unique in what it is to be about. Raises RefusedError."""
    if card.where or opened.notice is None:
        return  # quoted from a file or another notice
    place = scope_of(problem, about)
    blocks = opened.notice.outline.blocks[place.start : place.stop]
    if occurrences(words, "\n".join(block.text for block in blocks)) != 1:
        raise RefusedError(f"它引的话不在{about_words(about)}里，或者不止一处；先改引别的话")


def _with_about(ledger: str, card: DeskCard, about: str | None) -> str:
    if about == card.about:
        return ledger
    if about is None:
        return remove(ledger, [*card.steps, "about"])
    return put(ledger, [*card.steps, "about"], part_value(about), by_order(str(card.steps[1])))


def _judged(ledger: str, card: DeskCard) -> str:
    return remove(ledger, [*card.steps, "suggested"]) if card.state == "open" else ledger


def _outcome(
    opened: Opened, card: DeskCard, ledger: str, state: str, said: str, after: DeskCard | None = None
) -> Outcome:
    files = opened.with_ledger(ledger)
    if after is None:  # the content of the card changed, and its id with it
        fresh = opened.with_files(files)
        after = next((each for each in deck(fresh) if each.steps == card.steps), card)
    act = {"card": after.id, "kind": card.kind, "state": state, "snapshot": snapshot(card)}
    return Outcome(files=files, label=f"{number_of(opened, card.item)}：{said}", act=act)


def _remembered(opened: Opened, card: DeskCard, state: str) -> Outcome:
    """Judges a field of the head or a doubt: no record changes, only the desk's own memory of judgements."""
    from site_builder.desk.head_fields import head_fields

    key = card.value
    if card.kind == "head" and opened.notice:
        key = next(field.key for field in head_fields(opened.notice, opened.organs) if field.name == card.where)
    said = {"accepted": "核对无误", "rejected": "不是这样，已记下"}[state]
    act = {"card": card.id, "kind": card.kind, "state": state, "snapshot": snapshot(card)}
    return Outcome(files=opened.with_memory(key, state), label=f"{card.title}：{said}", act=act)
