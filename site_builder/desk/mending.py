"""Actions on the structure of a draft; claims in the ledger move with the words they quote."""

from collections.abc import Mapping
from typing import Any, NamedTuple, cast, get_args

import msgspec

from site_builder.desk.edits import RefusedError, append, put, remove
from site_builder.desk.opened import LEDGER, NOTICE, ImportRecord, Opened, SourceLine
from site_builder.desk.outcome import CODES, Outcome, by_number, number, part_value, readable, short, text
from site_builder.desk.structure import SHAPES, Shape, brought_back, reshaped, with_states
from site_builder.desk.yaml_values import Word, plain
from site_builder.importing.mark import IMPORTED
from site_builder.records.ledger_model import CLAIM_LISTS
from site_builder.records.notice import Notice
from site_builder.records.outline import Outline, Problem
from site_builder.records.quotes import comparable, occurrences
from site_builder.records.source import read_yaml
from site_builder.records.vocabulary import STATES


def reshape(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Turns a line of a draft into a section, an item, a measure …"""
    notice = _draft(opened)
    outline, block, shape = notice.outline, number(request, "block"), text(request, "shape", "是什么")
    if shape not in get_args(Shape) or not block < len(outline.blocks):
        raise RefusedError("不认识的改法")
    words = outline.blocks[block].text
    made = reshaped(opened.text, block, cast(Shape, shape), notice.head.states)
    label = f"“{short(words)}”改为{SHAPES[cast(Shape, shape)]}"
    outcome = _mended(opened, outline, made, label)
    if shape == "aside" and not opened.imported.lines:  # no import record holds the words: keep them in one
        kept = ImportRecord(lines=tuple(SourceLine(each.line, each.text) for each in outline.blocks))
        files = {**outcome.files, IMPORTED: msgspec.json.encode(kept) + b"\n"}
        return Outcome(files=files, label=outcome.label, act=outcome.act)
    return outcome


def state(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Says of the heading of an item in a draft whether it states a problem, a demand or a measure."""
    notice = _draft(opened)
    block, says = number(request, "block"), text(request, "states", "标题说的是什么")
    if says not in STATES:
        raise RefusedError("不认识的改法")
    made = with_states(opened.text, block, says, notice.head.states)
    words, act = notice.outline.blocks[block].text, {"do": "structure", "kind": "structure", "state": "changed"}
    label = f"“{short(words)}”说的是{STATES[says]}"
    return Outcome(files=opened.with_notice(made), label=label, act=act)


def bring_back(opened: Opened, request: Mapping[str, Any]) -> Outcome:
    """Restores a line of the source that is not in the text, as a paragraph at its place in the source order."""
    notice = _draft(opened)
    wanted = number(request, "line")
    lines = opened.imported.lines
    index = next((n for n, each in enumerate(lines) if each.line == wanted), None)
    if index is None:
        raise RefusedError("原件里没有这一行")
    after = last_before(opened, notice.outline, index)
    made = brought_back(opened.text, lines[index].text.strip(), after, notice.head.states)
    return _mended(opened, notice.outline, made, f"放回“{short(lines[index].text)}”")


def lines_set_aside(opened: Opened) -> list[tuple[int, str, str]]:
    """The lines of the source that are not in the text, as (line number, words, reason)."""
    if opened.notice is None:
        return []
    there = comparable(opened.notice.outline.text + (opened.notice.head.title or ""))
    why = {each.line: each.why for each in opened.imported.set_aside}
    return [
        (each.line, each.text, why.get(each.line, ""))
        for each in opened.imported.lines
        if comparable(each.text) and comparable(each.text) not in there
    ]


def last_before(opened: Opened, outline: Outline, index: int) -> int | None:
    """The block that holds the nearest preceding line of the source; None where there is none."""
    folded = [comparable(block.text) for block in outline.blocks]
    for line in reversed(opened.imported.lines[:index]):
        needle = comparable(line.text)
        found = next(
            (n for n, words in enumerate(folded) if needle and (needle in words or words in needle and words)), None
        )
        if found is not None:
            return found
    return None


def _draft(opened: Opened) -> Notice:
    notice = readable(opened)
    if not notice.head.draft:
        raise RefusedError("已经公开的通报不改结构；写错了的用“更正”")
    return notice


def _mended(opened: Opened, before: Outline, made: str, label: str) -> Outcome:
    fresh = opened.with_files({NOTICE: made.encode()})
    if fresh.notice is None:
        raise RefusedError("这样改以后读不出来了，没有改")
    ledger = resettled(opened.ledger, before, fresh.notice.outline)
    files = {**opened.with_notice(made), **opened.with_ledger(ledger)}
    if opened.files.get(LEDGER) is None and not ledger:
        files.pop(LEDGER)
    return Outcome(files=files, label=label, act={"do": "structure", "kind": "structure", "state": "changed"})


def resettled(ledger: str, before: Outline, after: Outline) -> str:
    """The ledger with each claim moved to the item and the measure that now hold its quotation.

    A suggestion whose quotation is no longer in any item is dropped; for a record that an editor accepted, RefusedError is raised.
    """
    tree = plain(read_yaml(ledger, "").root) or {}
    moved: list[_Moved] = []
    for old in before.problems:
        for name in CLAIM_LISTS:
            for index, record in reversed(list(enumerate((tree.get(old.id) or {}).get(name) or ()))):
                ledger, left = _settled(ledger, [old.id, name, index], record, old, after)
                moved += [left] if left else []
    for each in reversed(moved):  # in their order in the ledger, which was gone through from its end
        value = {key: _as_written(key, said) for key, said in each.record.items()}
        ledger = append(ledger, [each.home, each.name], value, by_number)
    gone = {problem.id for problem in before.problems} - {problem.id for problem in after.problems}
    for item in sorted(gone, key=by_number):
        if item in (plain(read_yaml(ledger, "").root) or {}):
            raise RefusedError("这一项的台账里有核对过的记录，先处理它们")
    return ledger


class _Moved(NamedTuple):
    """A record that left its item for the list `name` of the item `home`."""

    home: str
    name: str
    record: dict[str, Any]


def _settled(
    ledger: str, steps: list[str | int], record: dict[str, Any], old: Problem, after: Outline
) -> tuple[str, _Moved | None]:
    """The ledger with one claim about the measure that now holds its words, or without it where another item holds them or none."""
    if record.get("source") and after.problem(old.id):
        return ledger, None
    words = (record.get("quotes") or [record.get("quote") or ""])[0]
    home = _home(words, old.id, after)
    about = record.get("about")
    fresh = _about(words, about, old, home)
    if home is not None and home.id == old.id:
        if fresh != about:
            at = [*steps, "about"]
            ledger = put(ledger, at, part_value(fresh)) if fresh else remove(ledger, at)
        return ledger, None
    if home is None and record.get("suggested") != "true":
        raise RefusedError(f"核对过的记录引了“{short(words)}”，这样改它就没有着落了")
    if home is None:
        return remove(ledger, steps), None
    record = {key: value for key, value in record.items() if key != "about" or fresh}
    return remove(ledger, steps), _Moved(home.id, str(steps[1]), record | ({"about": fresh} if fresh else {}))


def _home(words: str, item: str, after: Outline) -> Problem | None:
    own = after.problem(item)
    for problem in [*([own] if own else []), *after.problems]:
        if words and occurrences(words, f"{problem.title}\n{problem.text}"):
            return problem
    return None


def _about(words: str, about: str | None, old: Problem, home: Problem | None) -> str | None:
    """The new `about` of a claim: the measure that now holds its words if it was about a measure; words that name a part stay."""
    if about is None or home is None or old.measure(about) is None:
        return about
    return next((measure.id for measure in home.measures if occurrences(words, measure.text)), None)


def _as_written(key: str, value: Any) -> Any:
    """A value that was read as text, as import writes it."""
    if key == "about":
        return part_value(value)
    if key in CODES:
        return Word(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
