"""All suggestions for a text, each with its quotation and `suggested: true` until an editor accepts it."""

import re
from dataclasses import dataclass
from typing import Final

from site_builder.importing.lines.manuscript import Doubt
from site_builder.importing.suggest.collected import Collected
from site_builder.importing.suggest.passage import passages
from site_builder.importing.suggest.status_suggestions import entry_of_heading
from site_builder.importing.suggest.targets import targets_of
from site_builder.records.ledger_model import Commitment, Ledger, Ledgers
from site_builder.records.model import Head
from site_builder.records.outline import Outline, Problem

_CLOSING: Final = re.compile(r"(?:拟|同意|予以|准予)[^。;；，,]{0,24}销号")


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggested ledgers, and doubts for the editor."""

    ledgers: Ledgers
    doubts: tuple[Doubt, ...] = ()


def suggest(outline: Outline, head: Head, lines: dict[int, int]) -> Suggested:
    """Makes suggestions for all items of a text.

    Takes   lines   index of a block → its line in the source
    """
    items: dict[str, Ledger] = {}
    promises: list[Commitment] = []
    doubts: list[Doubt] = []
    if head.kind != "work-report":
        for problem in outline.problems:
            found = _of_item(outline, problem, head, lines)
            doubts += found.doubts
            promises += found.promises
            if (ledger := found.ledger()) != Ledger():
                items[problem.id] = ledger
    doubts += _closings(outline, head, lines)
    commitments = {f"c{number}": each for number, each in enumerate(promises, 1)}
    targets = {f"t{number}": each for number, each in enumerate(targets_of(outline, head.kind), 1)}
    return Suggested(Ledgers(items=items, targets=targets, commitments=commitments), tuple(doubts))


def _closings(outline: Outline, head: Head, lines: dict[int, int]) -> list[Doubt]:
    """Doubts for closings (拟予以销号). They cannot be suggested: a closing belongs to the ledger of the notice that it closes."""
    if head.kind != "closure":
        return []
    why = "没有据此填 closing：公示期满、确已核销的，由编者在原通报的台账里写 closing（谁核销、哪天、文号）"
    found = ((index, _CLOSING.search(block.text)) for index, block in enumerate(outline.blocks))
    return [Doubt(lines.get(index, 0), words.group(), why) for index, words in found if words][:1]


def _of_item(outline: Outline, problem: Problem, head: Head, lines: dict[int, int]) -> Collected:
    found = Collected.under(head)
    if headed := entry_of_heading(problem, outline.blocks[problem.start].text, found.as_of):
        found.entries.append(headed)
    for passage in passages(outline, problem, lines):
        found.read(passage)
    return found
