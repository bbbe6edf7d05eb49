"""Decides which numbered lines are sections, categories and items, by maximising a score over the whole tree.

Each line has a score for each of the three, the sum of its evidence. The score of a category includes the best score of the
lines below it, so the depth of the items is decided by all headings together and not by any single one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import MEASURES_ONLY, Rank, inline_markers
from site_builder.importing.structure.counting import counting_on
from site_builder.importing.structure.evidence import DONE_LABEL, FOUND_LABEL, heading_like
from site_builder.importing.structure.phrases import (
    EFFECT,
    cut_run_in,
    faulty,
    generic,
    labelled_problem,
    names_aspect,
    names_problem,
    states_of,
    title_of,
    undecided,
)
from site_builder.importing.structure.roles import role_by_contents, role_of
from site_builder.importing.structure.tree import Node
from site_builder.records.outline import FIELD
from site_builder.records.vocabulary import Kind, Role

Use = Literal["item", "category", "plain"]
_NEVER: Final = -1e9
_MIXED: Final = 0.7  # penalty for each heading used differently from most of its siblings
_ENOUGH: Final = 1.5  # the least score of the items of a section whose heading does not announce items
# A sheet about a single problem: its sections are the stages of the rectification.
STAGE: Final = re.compile(
    r"(?:(?:省|市|中央)?(?:生态环境保护|环保)?(?:督察|巡[察视]|审计))?(?:反馈|存在|整改|具体|突出)?(?:的)?(?:主要)?(?:问题|任务|事项|目标|要求|措施|时限|期限|责任(?:单位|主体|人|部门)|(?:整改)?(?:完成|落实|进展|验收|销号)?情况|(?:整改|完成)?进[度展]|成效|结果|验收(?:意见|结论)?|销号(?:意见|结论)?)[。:]?"
)
STEPS: Final = re.compile(r"步骤|阶段|进度安排|时间安排|工作要求|整改要求|保障|要求$")
_ATTACHED: Final = re.compile(r"附\s*+件(?:\s*+[一二三四五六七八九十\d]{0,3}\s*+[:.、]?\s*+[^。;]{2,60}|[^。;]{2,60})$")


@dataclass(slots=True)
class PlannedSection:
    """A planned section. `node`: its heading, None for the lines before the first one; `nodes`: the nodes to be used below it."""

    node: Node | None
    role: Role
    lines: range
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """The chosen interpretation. `margin`: how far its score is ahead of the runner-up."""

    sections: list[PlannedSection]
    uses: dict[int, Use]
    reasons: list[tuple[int, str]]
    margin: float


class Weigher:
    """Computes and caches the scores of the nodes of a tree."""

    def __init__(self, lines: Sequence[Line], root: Node, kind: Kind) -> None:
        self.lines, self.kind = lines, kind
        self._groups_counted, self._counted = counting_on(root)
        self._titles: dict[int, str] = {}
        self._items: dict[int, float] = {}
        self._cats: dict[int, float] = {}
        self._groups: dict[int, float] = {}
        self.reasons: dict[int, list[tuple[float, str]]] = {}

    def title(self, node: Node) -> str:
        if node.head not in self._titles:
            self._titles[node.head] = title_of(self.lines[node.head])
        return self._titles[node.head]

    def counts_on(self, node: Node) -> bool:
        """Whether the numbers below a node go on in the next group, or went on from the one before."""
        return node.head in self._groups_counted

    # -- a single node, with the lines under it --------------------------------------------------------------------------
    def item(self, node: Node) -> float:
        """The score of a node as an item."""
        if node.head not in self._items:
            parts = [each for each in self._item_parts(node) if each[0]]
            self.reasons[node.head] = parts
            self._items[node.head] = sum(weight for weight, _ in parts)
        return self._items[node.head]

    def _item_parts(self, node: Node) -> list[tuple[float, str]]:
        line, words, mark = self.lines[node.head], self.title(node), node.mark
        heading, rest = cut_run_in(line)
        whole = not rest and not heading_like(line)  # a single whole sentence that is not a run-in heading
        parts: list[tuple[float, str]] = []
        plan = self.kind == "work-report"
        rank = mark.rank if mark else Rank.UNNUMBERED
        if rank in MEASURES_ONLY:
            parts.append((1.5, "逐条列出的任务") if plan and rank is Rank.IS else (-4.0, "一是、二是"))
        if len(inline_markers(line.folded)) > 1 and rank > Rank.DOTTED:
            parts.append((-3.0, "一段里逐条列出"))
        if rank is Rank.PROJECT:
            parts.append((3.0, "标明是问题、任务"))
        if rank is Rank.CASE:
            parts.append((4.0, "受理编号"))
        if node.head in self._counted:
            parts.append((2.0, "编号在各组之间连续"))
        if rank is Rank.UNNUMBERED:
            parts.append((1.0, "关于“…”问题"))
        blamed = states_of(words) == "problem"
        if generic(words):
            parts.append((-3.0, "只有程序性用语"))
        elif labelled_problem(words):
            parts.append((3.0, "写明“存在问题”"))
        elif names_problem(words) and len(words) <= 420:
            parts.append((3.0, "写作一个问题"))
        elif blamed and len(words) <= 90 and not whole:
            parts.append((2.5, "说的是不足"))
        elif blamed and len(words) <= 50 and words.count(",") <= 1:
            parts.append((1.0, "说的是不足"))
        elif whole or (words.endswith(("。", ";")) and "," in words):
            parts.append((-1.5, "是整句，像措施"))
        elif words.endswith(("。", ";")) and not rest:
            parts.append((-0.8, "以句号结尾，像措施"))
        if names_aspect(words):
            parts.append((-2.5 if node.children and self.group(node) > -0.5 else -0.8, "写作一个方面"))
        role = role_of(words, self.kind)
        if role in ("leadership", "next-steps") and not names_problem(words) and not blamed:
            parts.append((-1.5, "像分节标题"))
        # responsibility in brackets after a measure: …(责任单位:甲局;完成时限:6月)
        alone = not rest or (rest.startswith(("(", "\uff08")) and FIELD.match(rest) is not None)
        sentence = not blamed and words.endswith(("。", ";")) and alone
        parts += self._below(node, rest, sentence)
        return parts

    def _below(self, node: Node, rest: str, sentence: bool) -> list[tuple[float, str]]:
        """Evidence for an item in the lines right under it."""
        own = [self.lines[index] for index in node.own][:8]
        folded = [line.folded[:200] for line in own if not line.cells] + ([fold(rest)[:200]] if rest else [])
        parts: list[tuple[float, str]] = []
        # Responsibility and deadline may also follow the last measure of an item.
        if any(
            (DONE_LABEL.match(text) and not EFFECT.match(text) or FIELD.match(text))
            and not (sentence and FIELD.match(text))
            for text in folded
        ):
            parts.append((1.5, "下面有整改情况"))
        elif any(FOUND_LABEL.match(text) for text in folded):
            parts.append((1.0, "下面有情况说明"))
        elif any(child.mark and child.mark.rank in MEASURES_ONLY for child in node.children) or any(
            inline_markers(text) for text in folded
        ):
            parts.append((1.0, "下面逐条列出措施"))
        elif any(len(text) > 12 and not text.endswith(":") for text in folded):
            parts.append((0.6, "下面有文字"))
        elif not node.children:
            parts.append((-0.6, "下面没有文字"))
        return parts

    def category(self, node: Node) -> float:
        """The score of a node as a category: its own, plus the best score of the nodes below it."""
        if node.head not in self._cats:
            self._cats[node.head] = self._category(node)
        return self._cats[node.head]

    def _category(self, node: Node) -> float:
        if not node.children:
            return _NEVER
        below = self.group(node)
        if below <= _NEVER / 2:
            return _NEVER
        words, worth = self.title(node), 0.0
        line = self.lines[node.head]
        worth += 2.0 if names_aspect(words) else 0.0
        worth += 2.5 if self.counts_on(node) else 0.0
        worth += 0.5 if generic(words) else 0.0
        worth -= 2.0 if not heading_like(line) and not names_aspect(words) else 0.0
        if states_of(words) == "problem" and not names_aspect(words):
            # A fault whose numbered lines are mostly actions is an item itself.
            under = [self.title(child) for child in node.children]
            done = sum(states_of(each) != "problem" and not undecided(each) for each in under)
            worth -= 2.0 if done * 3 >= len(under) else 0.0
        own = [self.lines[index].folded for index in node.own]
        worth -= 2.5 if any(DONE_LABEL.match(text) or FIELD.match(text) for text in own) else 0.0
        worth -= min(1.0, 0.3 * len(own))
        return worth + below

    # -- siblings -------------------------------------------------------------------------------------------------------
    def group(self, node: Node) -> float:
        """The best score of a node's children as items and categories; _NEVER where none of them contains an item."""
        if node.head not in self._groups:
            self._groups[node.head] = self._split(node.children)[0] if node.children else _NEVER
        return self._groups[node.head]

    def _split(self, nodes: Sequence[Node]) -> tuple[float, list[Use]]:
        """The best score of siblings, and the use of each that gives it: the better one for each, or all of them items."""
        uses = [self.use(each) for each in nodes]
        items = uses.count("item")
        mixed = sum(max(self.item(each), self.category(each)) for each in nodes) - _MIXED * min(
            items, len(uses) - items
        )
        as_items = sum(self.item(each) for each in nodes)
        return (as_items, ["item"] * len(nodes)) if mixed < as_items else (mixed, uses)

    def use(self, node: Node) -> Use:
        return "category" if self.category(node) > self.item(node) else "item"

    def uses(self, nodes: Sequence[Node], into: dict[int, Use]) -> None:
        """Stores the chosen use of nodes, and of the nodes below categories, in `into`."""
        pending = [nodes]
        while pending:
            group = pending.pop()
            for each, use in zip(group, self._split(group)[1], strict=True):
                into[each.head] = use
                if use == "category":
                    pending.append(each.children)


def plan_of(lines: Sequence[Line], root: Node, kind: Kind) -> Plan:
    """The plan of a tree with the best score."""
    weigher = Weigher(lines, root, kind)
    top = root.children
    if sheet := _one_problem(weigher, top):
        return sheet
    sections = [_section(weigher, node) for node in _sections_of(weigher, top)]
    as_sections = sum(each.worth for each in sections)
    flat = weigher.group(root) if top else _NEVER
    whole = _Reading(weigher, lines, root, kind)
    explicit = any(each.role in ("problems", "plan") and each.explicit and each.below > _NEVER / 2 for each in sections)
    outer = bool(top) and top[0].mark is not None and top[0].mark.rank <= Rank.COMMA
    apart = any(weigher.use(node) == "item" for node in top)  # otherwise both plans have the same items
    counted = not outer or apart or any(_ATTACHED.match(lines[node.head].folded) for node in top)
    if top and counted and flat > as_sections and not explicit:
        return whole.flat(sections, flat - as_sections)
    return whole.sectioned(sections, as_sections - flat if apart and not explicit else 99.0)


def _one_problem(weigher: Weigher, top: Sequence[Node]) -> Plan | None:
    """The plan for a text about one problem, whose sections are its aim, measures and results: all of it is a single item."""
    words = [weigher.title(node).strip() for node in top]
    stages = [index for index, each in enumerate(words) if STAGE.fullmatch(each)]
    if (
        len(stages) < 3
        or stages != list(range(stages[0], stages[-1] + 1))
        or not re.search(r"问题|任务|事项", words[stages[0]])
    ):
        return None
    if not any("措施" in words[i] for i in stages) or not any(
        re.search(r"情况|成效|结果", words[i]) for i in stages[1:]
    ):
        return None
    first, last = top[stages[0]], top[stages[-1]]
    item = Node(first.head, first.mark, last.stop, range(first.head + 1, last.stop))
    before = PlannedSection(None, "other", range(top[0].head))
    made = [before, *(PlannedSection(node, "other", range(node.head + 1, node.stop)) for node in top[: stages[0]])]
    made.append(PlannedSection(None, "problems", range(first.head, last.stop), [item]))
    made += [PlannedSection(node, "other", range(node.head + 1, node.stop)) for node in top[stages[-1] + 1 :]]
    return Plan(made, {first.head: "item"}, [(1, "各节写的是同一个问题的整改")], 99.0)


def _sections_of(weigher: Weigher, top: Sequence[Node]) -> list[Node]:
    """The section nodes; a part (第一部分) that contains sections is replaced by them."""
    found: list[Node] = []
    for node in top:
        titles = [weigher.title(child) for child in node.children]
        inner = [role_of(title, weigher.kind) for title in titles if not names_aspect(title)]
        if node.mark and node.mark.rank is Rank.PART and "problems" in inner and "leadership" in inner:
            found += [Node(node.head, node.mark, node.own.stop, node.own), *node.children]
        else:
            found.append(node)
    return found


@dataclass(slots=True)
class _Weighed:
    """A node as a section: its role, whether its heading states the role (`explicit`), its score (`worth`), that of its children."""

    node: Node
    role: Role
    explicit: bool
    worth: float
    below: float

    @property
    def node_lines(self) -> range:
        """The lines under the heading, up to the end of the node."""
        return range(self.node.head + 1, self.node.stop)


def _section(weigher: Weigher, node: Node) -> _Weighed:
    words = weigher.title(node)
    # 附件1:整改清单 contains items, but is not a section like 一、
    role = role_of(words, weigher.kind) if not _ATTACHED.match(words) else "other"
    below = weigher.group(node) if node.children else _NEVER
    blamed = faulty(words) and not generic(words) and not names_aspect(words)
    aspect = 2.0 if names_aspect(words) and below > _NEVER / 2 else 0.0
    if role in ("problems", "plan") and not blamed and not aspect:
        return _Weighed(node, role, True, 2.0 + max(below, 0.0), below)
    # 党组履行政治责任方面, whose items 1 to 3 the next section counts on from, is an aspect like that one.
    if role in ("leadership", "next-steps", "summary") and not (aspect and weigher.counts_on(node)):
        return _Weighed(node, role, True, 2.0, below)
    if blamed and weigher.category(node) <= weigher.item(node):
        return _Weighed(node, "other", False, -2.0, below)
    if _ATTACHED.match(words):
        return _Weighed(node, "other", False, below - 1.0, below)
    if below >= _ENOUGH and not _DEMANDING.search(words):
        return _Weighed(
            node,
            "problems" if weigher.kind != "work-report" else "plan",
            False,
            below + aspect,
            below,
        )
    return _Weighed(node, "other", False, 0.0, below)


_DEMANDING: Final = re.compile(r"要求|建议|意见$|保障|原则|思想")


class _Reading:
    """Builds the plan for one interpretation."""

    def __init__(self, weigher: Weigher, lines: Sequence[Line], root: Node, kind: Kind) -> None:
        self.weigher, self.lines, self.root, self.kind = weigher, lines, root, kind
        self.wanted: Role = "plan" if kind == "work-report" else "problems"

    @cached_property
    def before(self) -> PlannedSection:
        return PlannedSection(None, "other", self.root.own)

    def flat(self, sections: list[_Weighed], margin: float) -> Plan:
        """The plan in which the outermost numbers count items, except for headings that are explicitly sections."""
        uses: dict[int, Use] = {}
        made = [self.before]
        run: list[Node] = []

        def close() -> None:
            if run:
                made.append(PlannedSection(None, self.wanted, range(run[0].head, run[-1].stop), list(run)))
                self.weigher.uses(run, uses)
                run.clear()

        for each in sections:
            if each.explicit and each.role != self.wanted and self.weigher.item(each.node) < 1.0:
                close()
                made.append(PlannedSection(each.node, each.role, each.node_lines))
            else:
                run.append(each.node)
        close()
        return Plan(made, uses, self._reasons(uses), margin)

    def sectioned(self, sections: list[_Weighed], margin: float) -> Plan:
        uses: dict[int, Use] = {}
        made = [self.before]
        holding = [
            index
            for index, each in enumerate(sections)
            if each.role in ("problems", "plan") and each.below > _NEVER / 2
        ]
        first, last = (holding[0], holding[-1]) if holding else (len(sections), -1)
        named = [i for i in holding if sections[i].explicit and self._accuses(sections[i].node)]
        for index, each in enumerate(sections):
            role = each.role
            # 一、强化责任 before 二、整改进展 with its problems: a section on organisation has no problems
            if named and index < named[0] and role == "problems" and not each.explicit and not self._accuses(each.node):
                role, first = "other", named[0]
                each = replace(each, below=_NEVER)
            if role == "other" and not each.explicit:
                text = "".join(self.lines[i].folded[:400] for i in each.node_lines[:12])
                role = role_by_contents(text, index < first < len(sections), index > last >= 0)
            holds = role in ("problems", "plan") and each.below > _NEVER / 2 and self._lists(each)
            if role == "problems" and not holds and self.kind == "action-plan":
                role = "plan"
            if role == "problems" and holds and self._dealing(each, sections):
                role, holds = "summary", False
            made.append(PlannedSection(each.node, role, each.node_lines, each.node.children if holds else []))
            if holds:
                self.weigher.uses(each.node.children, uses)
        return Plan(made, uses, self._reasons(uses), margin)

    def _accuses(self, node: Node) -> bool:
        """Whether headings under a section state faults, or the section is worded as an aspect."""
        under = [node, *(inner for child in node.children for inner in (child, *child.children))]
        if names_aspect(self.weigher.title(node)):
            return True
        return any(states_of(self.weigher.title(each)) == "problem" for each in under[1:])

    def _dealing(self, each: _Weighed, sections: list[_Weighed]) -> bool:
        """Whether a section describes the rectification of the problem in an earlier section: 二、反馈问题, 三、整改落实情况."""
        if self.kind != "closure" or not re.search(r"整改|落实|完成", self.weigher.title(each.node)):
            return False
        if any(states_of(self.weigher.title(child)) == "problem" for child in each.node.children):
            return False
        return any(
            other is not each
            and other.node.head < each.node.head
            and re.search(r"问题|任务", self.weigher.title(other.node))
            and other.role == "problems"
            and not re.search(r"完成情况|落实情况", self.weigher.title(other.node))
            for other in sections
        )

    def _lists(self, each: _Weighed) -> bool:
        """Whether a section lists items; the steps of a plan and the shortcomings of a year are not items."""
        words = self.weigher.title(each.node)
        if self.kind == "work-report":
            return each.role == "plan"
        return not (self.kind == "action-plan" and STEPS.search(words))

    def _reasons(self, uses: dict[int, Use]) -> list[tuple[int, str]]:
        """The reasons for the items, the most frequent first."""
        counts: dict[str, int] = {}
        for head, use in uses.items():
            for weight, why in self.weigher.reasons.get(head, ()) if use == "item" else ():
                counts[why] = counts.get(why, 0) + (weight > 0)
        return [(count, why) for why, count in sorted(counts.items(), key=lambda each: -each[1]) if count]
