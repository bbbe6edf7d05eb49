"""Settles ambiguous headings by their section and their siblings."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.structure.phrases import faulty, undecided
from site_builder.rules.place import verb_of_action

_OF_PROBLEMS: Final = re.compile(r"问题|不足|反馈意见")
_MOST: Final = 0.6  # share of the unambiguous headings of the section
_NEARLY_ALL: Final = 0.85  # share of all headings, where the section's own heading does not mention problems


def settled_states(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The blocks, with headings that state neither a fault nor a remedy treated like their siblings.

    They become problems only where most headings of a section expressly about problems are problems, or nearly all headings of
    the text: 审计查出问题的整改情况, 结存资金350万元. Otherwise they stay measures and accuse nobody.
    """
    made = list(blocks)
    every = [block for block in blocks if block.id and not (block.states == "measure" and undecided(_title(block)))]
    accusing = sum(block.states == "problem" for block in every)
    plainly = accusing >= 3 and accusing >= _NEARLY_ALL * len(every)
    for start, stop in _sections(blocks):
        items = [index for index in range(start, stop) if made[index].id]
        opening = "" if not start else blocks[start - 1].text
        open_ = [index for index in items if _open(made[index], plainly)]
        decided = sorted(set(items) - set(open_))
        blamed = sum(made[index].states == "problem" for index in decided)
        of_problems = _OF_PROBLEMS.search(opening) is not None
        if plainly or (of_problems and blamed >= 1 and blamed >= _MOST * len(decided)):
            for index in open_:
                made[index] = replace(made[index], states="problem")
    return made


def accusing_nobody(blocks: Sequence[DraftBlock]) -> list[DraftBlock]:
    """The blocks, with headings as measures that begin with a verb of action and name no fault.

    Their column or their siblings may say 问题; `check` would still refuse to call 推进平台建设 a fault (R022).
    """
    return [
        replace(block, states="measure") if block.states == "problem" and verb_of_action(_title(block)) else block
        for block in blocks
    ]


def _open(block: DraftBlock, plainly: bool) -> bool:
    """Whether siblings decide what a heading states: it has neither fault nor remedy, or, where nearly all are faults, has both."""
    title = _title(block)
    return block.states == "measure" and (undecided(title) or (plainly and faulty(title)))


def _title(block: DraftBlock) -> str:
    found = marker(fold(block.text))
    return block.text[found.end if found else 0 :]


def _sections(blocks: Sequence[DraftBlock]) -> list[tuple[int, int]]:
    """The ranges of blocks under each top-level heading."""
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading" and block.level == 2]
    return [(above + 1, stop) for above, stop in pairwise((-1, *heads, len(blocks)))]
