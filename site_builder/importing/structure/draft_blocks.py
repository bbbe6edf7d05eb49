"""Lines → blocks of notice text: sections with roles, categories, items, measures."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Doubt, Line
from site_builder.importing.lines.numbering import Marker, Rank, inline_markers, marker
from site_builder.importing.structure.division import (
    Key,
    Part,
    cut_run_in,
    heading_like,
    is_item,
    is_outer,
    item_key,
    parts_of,
)
from site_builder.importing.structure.sections import EFFECT, names_problem, states_of
from site_builder.records.outline import FIELD
from site_builder.records.vocabulary import Kind, Role, States

_IS: Final = re.compile(r"(?:^|[。;:!])\s*(?:[一二三四五六七八九十]{1,3}是(?![否非])|第[一二三四五六七八九十]{1,3},)")
_INTRO: Final = re.compile(r"[:]\s*$")
_ORIGIN: Final = re.compile(
    r"(?:对于|关于|针对)([^,。;“”()]{2,16}?)(?:\(\[?\d{4}\]?\d*号?\)|\(\[\d{4}\]\d+号\))?\s*(?:涉及|提出|指出|交办|要求)"
)
_OWN_SOURCES: Final = ("巡察", "巡视", "反馈意见")


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """One block of the text to be written. `id`, `role`, `states`, `origin` are a heading's mark."""

    kind: Literal["heading", "paragraph", "item", "row"]
    text: str
    line: int
    level: int = 0
    cells: tuple[str, ...] = ()
    id: str | None = None
    role: Role | None = None
    states: States | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class DraftLayout:
    """The text in blocks, and what was not clear about its structure."""

    blocks: tuple[DraftBlock, ...]
    doubts: tuple[Doubt, ...]


def lay_out(lines: tuple[Line, ...], kind: Kind) -> DraftLayout:
    """Blocks of a document's lines (title, page chrome and signature already told apart).

    Takes   lines   the body, from the first paragraph to the last
    """
    writer = _Writer(kind)
    for part in parts_of(lines, kind):
        writer.add(part)
    if not writer.items and kind != "closure":
        writer.doubts.append(Doubt(0, "", "没有认出整改事项，请核对标题的层次"))
    return DraftLayout(tuple(writer.blocks), tuple(writer.doubts))


class _Writer:
    """Blocks in the order of the text, with the items counted through."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.blocks: list[DraftBlock] = []
        self.doubts: list[Doubt] = []
        self.items = 0

    def add(self, part: Part) -> None:
        if part.head is not None:
            self._heading(part.head, 2, role=part.role)
        key = item_key(part, part.role) if part.role in ("problems", "plan") else None
        if key is None:
            self._prose(part)
        else:
            self._items(part, key)

    def _heading(self, line: Line, level: int, **mark: str | None) -> None:
        """A heading and, where it is a run-in one, the paragraph that follows it on its line."""
        text, rest = cut_run_in(line)
        self.blocks.append(DraftBlock("heading", text, line.number, level, **mark))  # type: ignore[arg-type]
        if rest:
            self.blocks.append(DraftBlock("paragraph", rest, line.number))

    def _prose(self, part: Part) -> None:
        """A section without items: its (一) lines are headings where they begin with a short sentence."""
        for line in part.lines:
            found = marker(line.folded)
            if line.cells:
                self.blocks.append(DraftBlock("row", line.text, line.number, cells=line.cells))
            elif (found and found.rank is Rank.BRACKET and len(cut_run_in(line)[0]) <= 90) or line.level:
                self._heading(line, 3)
            else:
                self.blocks.append(DraftBlock("paragraph", line.text, line.number))

    def _items(self, part: Part, key: Key) -> None:
        """The lines of a section that holds items: categories by their depth, items under the innermost of them."""
        lines = part.lines
        above: list[Line] = []
        index = 0
        while index < len(lines):
            line = lines[index]
            outer = is_outer(line, key)
            if outer:
                above = [each for each in above if _rank(each) < _rank(line)]
            if is_item(line, key) or (outer and marker(line.folded) and _has_own_text(lines, index, key)):
                stop = _item_end(lines, index, key)
                self._item(line, lines[index + 1 : stop], above)
                index = stop
                continue
            if outer:
                self._heading(line, min(5, 3 + len(above)))
                above.append(line)
            else:
                self._loose(line)
            index += 1

    def _loose(self, line: Line) -> None:
        kind: Literal["row", "paragraph"] = "row" if line.cells else "paragraph"
        self.blocks.append(DraftBlock(kind, line.text, line.number, cells=line.cells))

    def _item(self, line: Line, body: tuple[Line, ...], above: list[Line]) -> None:
        self.items += 1
        heading, rest = cut_run_in(line)
        found = marker(line.folded)
        origin = next((raised for each in above if (raised := _origin(each.text))), None)
        title = heading[found.end if found else 0 :]
        # A plan lists tasks: even 不 and 未 in one of its headings accuse nobody.
        states = states_of(title) if self.kind != "work-report" or names_problem(title) else "measure"
        level = min(6, 3 + len(above))
        self.blocks.append(
            DraftBlock("heading", heading, line.number, level, id=f"p{self.items}", states=states, origin=origin)
        )
        inner = (Line(line.number, rest), *body) if rest else body
        self.blocks += _item_blocks(inner, level)


def _rank(line: Line) -> int:
    found = marker(line.folded)
    return found.rank if found else Rank.PART  # 附件2: above whatever has a number


def _has_own_text(lines: tuple[Line, ...], index: int, key: Key) -> bool:
    """Whether a category has no item of its own but words: then it is the item itself."""
    below = False
    for line in lines[index + 1 :]:
        if is_item(line, key):
            return False
        if is_outer(line, key):
            break
        below = True
    return below or bool(cut_run_in(lines[index])[1])


def _item_end(lines: tuple[Line, ...], index: int, key: Key) -> int:
    """Where the item that begins at an index ends: at the next item or category."""
    for stop in range(index + 1, len(lines)):
        if is_item(lines[stop], key) or is_outer(lines[stop], key):
            return stop
    return len(lines)


def _origin(category: str) -> str | None:
    """Who raised what a category holds, where it was not the inspection: 对于X(文号)涉及… → X."""
    found = _ORIGIN.search(fold(category))
    if not found or any(own in found.group(1) for own in _OWN_SOURCES):
        return None
    return category[found.start(1) : found.end(1)].strip()


def _item_blocks(lines: tuple[Line, ...], level: int) -> list[DraftBlock]:
    """Paragraphs and measures under an item's heading.

    With a marker anywhere, measures are list items: one for each marker, one for each paragraph without.
    """
    ranks = [
        found.rank for line in lines if (found := marker(line.folded)) and not line.cells and not _subheading(line)
    ]
    inline = any(inline_markers(line.folded) for line in lines if not line.cells)
    fields = [bool(FIELD.match(line.text)) for line in lines]
    listed = bool(ranks) or inline or (any(fields) and not all(fields))
    top = _top_rank(ranks, any(_IS.search(line.folded) for line in lines if not line.cells))
    blocks: list[DraftBlock] = []
    leads = _leading(lines)
    for index, line in enumerate(lines):
        found = marker(line.folded)
        if line.cells:
            blocks.append(DraftBlock("row", line.text, line.number, cells=line.cells))
        elif index < leads:
            blocks.append(DraftBlock("paragraph", line.text, line.number))
        elif line.level or (found and found.rank in (Rank.DOT, Rank.SMALL, Rank.CIRCLE) and _subheading(line)):
            blocks.append(DraftBlock("heading", line.text, line.number, min(6, level + 1)))
        elif not listed or (found is None and _beside(line, bool(ranks) or inline)) or FIELD.match(line.text):
            blocks.append(DraftBlock("paragraph", line.text, line.number))
        else:
            blocks += _list_items(line, found, top)
    return blocks


def _beside(line: Line, numbered: bool) -> bool:
    """Whether a line without a number is no measure: 具体措施如下：, and beside numbered ones 整改成效：…"""
    told_of_all = numbered and EFFECT.match(line.folded) and not inline_markers(line.folded)
    return bool(_INTRO.search(line.folded) or told_of_all)


def _leading(lines: tuple[Line, ...]) -> int:
    """How many paragraphs only lead to the measures: all before the first number, where that is a one."""
    for index, line in enumerate(lines):
        if found := marker(line.folded):
            return index if found.number in ("一", "1", "l", "①") and not _subheading(line) else 0
        if line.cells or inline_markers(line.folded):
            return 0
    return 0


def _top_rank(ranks: list[Rank], inline: bool) -> Rank | None:
    """The kind of number that counts measures: 一是 where it occurs, else the first one."""
    if inline or Rank.IS in ranks:
        return Rank.IS
    return ranks[0] if ranks else None


def _subheading(line: Line) -> bool:
    """A numbered line below an item that is a heading of its own: no sentence, not an intro."""
    return heading_like(line) and len(line.text) <= 60 and not line.folded.rstrip().endswith((":", "。", ";", ","))


def _list_items(line: Line, found: Marker | None, top: Rank | None) -> list[DraftBlock]:
    starts = inline_markers(line.folded)
    inner = found is not None and top is not None and found.rank in (Rank.DOT, Rank.SMALL, Rank.CIRCLE)
    depth = 2 if inner and found and (top is Rank.IS or (top is not None and found.rank > top)) else 1
    # What stands inside a paragraph that has a number of its own are its parts, not measures beside it.
    if not starts or (found is not None and starts[0] > 0):
        return [DraftBlock("item", line.text, line.number, depth)]
    blocks = []
    if lead := line.text[: starts[0]].strip():
        blocks.append(DraftBlock("paragraph", lead, line.number))
    for start, stop in zip(starts, [*starts[1:], len(line.text)], strict=True):
        blocks.append(DraftBlock("item", line.text[start:stop].strip(), line.number, depth))
    return blocks
