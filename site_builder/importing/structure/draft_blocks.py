"""The body of a document → blocks of notice text (sections with roles, categories, items, measures), with reasons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.structure.blocks import DraftBlock, plain_blocks
from site_builder.importing.structure.choice import CLOSE, Choice
from site_builder.importing.structure.found_only import finds_only
from site_builder.importing.structure.groups import in_groups
from site_builder.importing.structure.measures import blocks_under
from site_builder.importing.structure.phrases import cut_run_in, names_problem, states_of
from site_builder.importing.structure.section_plan import Plan, PlannedSection, Use, plan_of
from site_builder.importing.structure.settled import accusing_nobody, settled_states
from site_builder.importing.structure.tree import (
    Marks,
    Node,
    grow,
    number_marks,
    with_bare_headings,
    with_bare_sections,
    with_labels,
)
from site_builder.records.vocabulary import Kind, States

_ORIGIN: Final = re.compile(
    r"(?:对于|关于|针对)([^,。;“”()]{2,16}?)(?:\(\[?\d{4}\]?\d*号?\))?\s*+(?:涉及|提出|指出|交办|要求)"
)
_HEADINGS: Final = 3  # with so many unnumbered headings the text is taken to be unnumbered
_OWN_SOURCES: Final = ("巡察", "巡视", "反馈意见")


@dataclass(frozen=True, slots=True)
class DraftLayout:
    """The blocks of a text, doubts about its structure, and the decisions made."""

    blocks: tuple[DraftBlock, ...]
    doubts: tuple[Doubt, ...]
    choices: tuple[Choice, ...]


def lay_out(lines: tuple[Line, ...], kind: Kind) -> DraftLayout:
    """The blocks of a document's body.

    Takes   lines   the body only: without title, page chrome and signature
    """
    marks = number_marks(lines)
    writer = _written(lines, kind, marks)
    if not writer.items and any(
        labels := [mark for mark in with_labels(lines, marks).at if mark and mark.rank is Rank.CASE]
    ):
        labelled = _written(lines, kind, with_labels(lines, marks))
        writer = labelled if labelled.items == len(labels) else writer
    if not writer.items:
        bare = with_bare_headings(lines, marks)
        named = sum(mark is not None and mark.rank is Rank.UNNUMBERED for mark in bare.at)
        read = _written(lines, kind, bare) if named >= _HEADINGS else writer
        writer = read if read.items >= named else writer
    elif (sections := with_bare_sections(lines, marks)) and not _led(writer.plan):
        read = _written(lines, kind, sections)
        writer = read if read.items >= writer.items and _led(read.plan) else writer
    plan = writer.plan
    doubts = []
    if not writer.items and kind != "closure":
        doubts.append(Doubt(0, "", "没有认出整改事项，请核对标题的层次"))
    elif plan.margin < CLOSE and writer.items:
        doubts.append(Doubt(0, "", "事项在哪一层，还有另一种读法几乎一样通顺，请核对标题的层次"))
    because = tuple(f"{count} 项：{why}" for count, why in plan.reasons[:4])
    blocks = accusing_nobody(settled_states(writer.blocks))
    choice = Choice("事项", 0, f"{writer.items} 个事项", because, margin=plan.margin)
    return DraftLayout(tuple(blocks), tuple(doubts), (choice,))


def _led(plan: Plan) -> bool:
    """Whether a plan has sections beside those of problems: on the organisation, or on next steps."""
    return any(section.role in ("leadership", "next-steps") for section in plan.sections if section.node)


def _written(lines: tuple[Line, ...], kind: Kind, marks: Marks) -> "_Writer":
    """The blocks of the best plan for given numbers."""
    plan = plan_of(lines, grow(lines, marks), kind)
    writer = _Writer(lines, kind, plan)
    for section in plan.sections:
        writer.add(section)
    return writer


class _Writer:
    """Emits blocks in text order and numbers the items consecutively."""

    def __init__(self, lines: Sequence[Line], kind: Kind, plan: Plan) -> None:
        self.lines, self.kind, self.plan = lines, kind, plan
        self.blocks: list[DraftBlock] = []
        self.items = 0
        self.found = False  # whether the section only says what was found

    def add(self, section: PlannedSection) -> None:
        if section.node is not None:
            self._heading(self.lines[section.node.head], 2, role=section.role)
        first = section.nodes[0].head if section.nodes else section.lines.stop
        before = range(section.lines.start, first)
        inside = self.lines[section.lines.start : section.lines.stop]
        self.found = section.node is not None and finds_only(self.lines[section.node.head], inside)
        if section.nodes:
            nodes = section.nodes
            if all(self.plan.uses.get(node.head, "item") == "item" for node in nodes):
                before, nodes = in_groups(self.lines, before, nodes)
                self.plan.uses.update({node.head: "category" for node in nodes if node.children and node.mark is None})
            self._loose(before)
            self._nodes(nodes, ())
        else:
            self._prose(before)

    def _heading(self, line: Line, level: int, **mark: str | None) -> None:
        """A heading, and the paragraph after a run-in heading on the same line."""
        text, rest = cut_run_in(line)
        self.blocks.append(DraftBlock("heading", text, line.number, level, **mark))  # type: ignore[arg-type]
        if rest:
            self.blocks.append(DraftBlock("paragraph", rest, line.number))

    def _prose(self, indexes: range) -> None:
        """A section without items; its (一) lines become headings where they begin with a short sentence."""
        for index in indexes:
            line = self.lines[index]
            found = marker(line.folded)
            if not line.cells and (
                (found and found.rank is Rank.BRACKET and len(cut_run_in(line)[0]) <= 90) or line.level
            ):
                self._heading(line, 3)
            else:
                self.blocks += plain_blocks((line,))

    def _loose(self, indexes: range) -> None:
        self.blocks += plain_blocks(self.lines[indexes.start : indexes.stop])

    def _nodes(self, nodes: Sequence[Node], above: tuple[Line, ...]) -> None:
        """Nested categories with their items."""
        for node in nodes:
            use: Use = self.plan.uses.get(node.head, "item")
            if use == "item":
                self._item(node, above)
                continue
            line = self.lines[node.head]
            self._heading(line, min(5, 3 + len(above)))
            self._loose(node.own)
            self._nodes(node.children, (*above, line))

    def _item(self, node: Node, above: tuple[Line, ...]) -> None:
        self.items += 1
        line = self.lines[node.head]
        heading, rest = cut_run_in(line)
        found = marker(line.folded)
        origin = next((raised for each in above if (raised := _origin(each.text))), None)
        title = heading[found.end if found else 0 :]
        # a plan lists tasks, so even 不 and 未 in a heading do not state a problem
        states = self._states(title, node) if self.kind != "work-report" or names_problem(title) else "measure"
        level = min(6, 3 + len(above))
        body = self.lines[node.head + 1 : node.stop]
        under = [Line(line.number, rest), *body] if rest else list(body)
        mark: Any = {"id": f"p{self.items}", "states": states, "origin": origin, "found": self.found and bool(under)}
        self.blocks.append(DraftBlock("heading", heading, line.number, level, **mark))
        self.blocks += plain_blocks(under) if self.found else blocks_under(under, level)

    def _states(self, title: str, node: Node) -> States:
        """The `states` of an item; for one headed by the number of a letter, what the letter complains about decides."""
        if _CODE.fullmatch(fold(title).strip()):
            opening = (self.lines[index].folded for index in range(node.head + 1, min(node.stop, node.head + 5)))
            return "problem" if any(_COMPLAINT.match(each) for each in opening) else states_of(title)
        return states_of(title)


_CODE: Final = re.compile(r"(?:[^,。;:]{0,8}编号\s*+:?\s*+)?[A-Za-z]{0,4}\d?[A-Za-z]{0,6}[\d-]{4,24}(?:号)?")
_COMPLAINT: Final = re.compile(
    r"[【\[(]?(?:举报|投诉|信访|反映|反馈|交办|转办|来信|来电)[^,。;:]{0,6}(?:内容|问题|情况|事项)?[】\])]?\s*+[:】]"
)


def _origin(category: str) -> str | None:
    """Who raised the items of a category, if not the inspection: 对于X(文号)涉及… → X."""
    found = _ORIGIN.search(fold(category))
    if not found or any(own in found.group(1) for own in _OWN_SOURCES):
        return None
    return category[found.start(1) : found.end(1)].strip()
