"""Lines → blocks of notice text: sections with roles, categories, items, measures.

Roles come before counting: (一) of the leadership section is no category of problems, 1. of the next steps no item.
"""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal

from site_builder.importing.fold import fold, sentence_end
from site_builder.importing.manuscript import Doubt, Line
from site_builder.importing.numbering import Marker, Rank, inline_markers, marker
from site_builder.importing.sections import names_aspect, names_problem, role_of, states_of
from site_builder.vocabulary import Kind, Role, States

_STOPS: Final = "。!?;"
_INTRO: Final = re.compile(r"[:]\s*$")
_LABEL_ONLY: Final = re.compile(r"[^。,;:]{2,12}:\s*$")
_UNNUMBERED: Final = re.compile(r"(?:关于|对于|针对|在)\s*[“\"].{2,80}[”\"](?:等)?(?:的)?(?:问题|方面)(?:的?整改(?:落实|进展)?(?:情况)?)?[。:]?$")
_ORIGIN: Final = re.compile(r"(?:对于|关于|针对)([^,。;“”()]{2,16}?)(?:\(\[?\d{4}\]?\d*号?\)|\(\[\d{4}\]\d+号\))?\s*(?:涉及|提出|指出|交办|要求)")
_OWN_SOURCES: Final = ("巡察", "巡视", "反馈意见")


@dataclass(frozen=True, slots=True)
class Block:
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
class Layout:
    """The text in blocks, and what was not clear about its structure."""

    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section: its heading line (None before the first one), the lines under it, its role."""

    head: Line | None
    lines: tuple[Line, ...]
    role: Role


def lay_out(lines: tuple[Line, ...], kind: Kind) -> Layout:
    """Blocks of a document's lines (title, page chrome and signature already told apart).

    Takes   lines   the body, from the first paragraph to the last
    """
    writer = _Writer(kind)
    for part in _parts(lines, kind):
        writer.add(part)
    if not writer.items and kind != "closure":
        writer.doubts.append(Doubt(0, "", "没有认出整改事项,请核对标题的层次"))
    return Layout(tuple(writer.blocks), tuple(writer.doubts))


def heading_like(line: Line) -> bool:
    """Whether a line stands alone as a heading: short, without a sentence in it."""
    if line.level:
        return True
    words = line.folded.rstrip("。:; ")
    return len(words) <= 100 and not any(stop in words for stop in "。!?;")


def cut_run_in(line: Line) -> tuple[str, str]:
    """Heading and rest of a line that begins with its heading; the heading keeps its full stop."""
    if heading_like(line):
        return line.text, ""
    found = marker(line.folded)
    number_ends = found.end if found else 0
    end = sentence_end(line.text)
    colon = line.folded.find(":", number_ends)
    if 0 < colon < 90 and (end is None or colon < end) and names_problem(line.folded[number_ends:colon]):
        end = colon + 1
    if end is None or end >= len(line.text.rstrip()):
        return line.text, ""
    return line.text[:end].rstrip(), line.text[end:].strip()


def _parts(lines: tuple[Line, ...], kind: Kind) -> list[_Part]:
    """The document cut at the headings of its outermost rank."""
    rank = _section_rank(lines, kind)
    parts: list[_Part] = []
    head: Line | None = None
    held: list[Line] = []
    for line in lines:
        if _opens_section(line, rank):
            parts.append(_Part(head, tuple(held), _role(head, kind)))
            head, held = line, []
        else:
            held.append(line)
    parts.append(_Part(head, tuple(held), _role(head, kind)))
    return _with_problems(parts, kind)


def _role(head: Line | None, kind: Kind) -> Role:
    return role_of(cut_run_in(head)[0], kind) if head else "other"


def _opens_section(line: Line, rank: Rank | Literal["level"] | None) -> bool:
    if rank == "level":
        return line.level in (1, 2) and not names_problem(_title(line))
    found = marker(line.folded)
    return rank is not None and found is not None and found.rank == rank and not line.cells


def _title(line: Line) -> str:
    found = marker(line.folded)
    return cut_run_in(line)[0][found.end if found else 0 :]


def _section_rank(lines: tuple[Line, ...], kind: Kind) -> Rank | Literal["level"] | None:
    """The kind of number the sections bear: the outermost one whose headings are not all problems."""
    for rank in (Rank.PART, Rank.COMMA):
        heads = [line for line in lines if (found := marker(line.folded)) and found.rank == rank]
        if heads and not all(names_problem(_title(line)) for line in heads):
            return rank
    for rank in (Rank.BRACKET, Rank.DOT):
        heads = [line for line in lines if (found := marker(line.folded)) and found.rank == rank]
        if any(heading_like(line) and role_of(line.text, kind) in ("leadership", "next-steps") for line in heads):
            return rank
    return "level" if any(_opens_section(line, "level") for line in lines) else None


def _with_problems(parts: list[_Part], kind: Kind) -> list[_Part]:
    """Parts of which at least one holds the items: where no heading says so, the one that looks like it."""
    wanted: Role = "plan" if kind in ("work-report", "action-plan") else "problems"
    if any(part.role in ("problems", "plan") for part in parts):
        return parts
    score = [(_item_rank(part, wanted) is not None and part.role == "other", len(part.lines)) for part in parts]
    best = max(range(len(parts)), key=lambda index: score[index])
    if not score[best][0]:
        return parts
    return [replace(part, role=wanted) if index == best else part for index, part in enumerate(parts)]


_Key = Rank | Literal["unnumbered", "level"]  # what counts items: a kind of number, or no number at all


def _item_rank(part: _Part, role: Role) -> _Key | None:
    """Which kind of number counts the items of a section."""
    marked: dict[Rank, list[Line]] = {}
    for line in part.lines:
        if (found := marker(line.folded)) and not line.cells:
            marked.setdefault(found.rank, []).append(line)
    if Rank.PROJECT in marked:
        return Rank.PROJECT
    outer = Rank.BRACKET if Rank.BRACKET in marked else Rank.COMMA if Rank.COMMA in marked else None
    for inner in (Rank.SMALL, Rank.DOT):
        if inner not in marked:
            continue
        above = [rank for rank in (Rank.DOT, Rank.BRACKET, Rank.COMMA) if rank < inner and rank in marked]
        if not above:
            return inner
        if _share(marked[inner], names_problem) >= 0.3 and (inner is Rank.DOT or _share(marked[above[0]], names_aspect) > 0.5):
            return inner
        if inner is Rank.DOT and _share(marked[above[0]], names_problem) < 0.5:
            return inner
    if role == "plan" and Rank.IS in marked:
        return Rank.IS
    if outer is not None:
        return outer
    if any(_UNNUMBERED.match(line.folded) for line in part.lines):
        return "unnumbered"
    if any(line.level > 2 for line in part.lines):
        return "level"
    return Rank.CIRCLE if Rank.CIRCLE in marked and _share(marked[Rank.CIRCLE], names_problem) > 0.5 else None


def _share(lines: list[Line], test: object) -> float:
    return sum(bool(test(_title(line))) for line in lines) / len(lines) if callable(test) else 0.0


class _Writer:
    """Blocks in the order of the text, with the items counted through."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.blocks: list[Block] = []
        self.doubts: list[Doubt] = []
        self.items = 0

    def add(self, part: _Part) -> None:
        if part.head is not None:
            self._heading(part.head, 2, role=part.role)
        key = _item_rank(part, part.role) if part.role in ("problems", "plan") else None
        if key is None:
            self._prose(part)
        else:
            self._items(part, key)

    def _heading(self, line: Line, level: int, **mark: str | None) -> None:
        """A heading and, where it is a run-in one, the paragraph that follows it on its line."""
        text, rest = cut_run_in(line)
        self.blocks.append(Block("heading", text, line.number, level, **mark))  # type: ignore[arg-type]
        if rest:
            self.blocks.append(Block("paragraph", rest, line.number))

    def _prose(self, part: _Part) -> None:
        """A section without items: its (一) lines are headings where they begin with a short sentence."""
        for line in part.lines:
            found = marker(line.folded)
            if line.cells:
                self.blocks.append(Block("row", line.text, line.number, cells=line.cells))
            elif (found and found.rank is Rank.BRACKET and len(cut_run_in(line)[0]) <= 90) or line.level:
                self._heading(line, 3)
            else:
                self.blocks.append(Block("paragraph", line.text, line.number))

    def _items(self, part: _Part, key: _Key) -> None:
        lines = part.lines
        category: Line | None = None
        index = 0
        while index < len(lines):
            line = lines[index]
            if _is_item(line, key) or (_is_outer(line, key) and _has_own_text(lines, index, key)):
                outer = not _is_item(line, key)
                body_end = _item_end(lines, index, key)
                self._item(line, lines[index + 1 : body_end], None if outer else category)
                category = None if outer else category
                index = body_end
            elif _is_outer(line, key):
                category = line
                self._heading(line, 3)
                index += 1
            else:
                self._loose(line)
                index += 1

    def _loose(self, line: Line) -> None:
        kind: Literal["row", "paragraph"] = "row" if line.cells else "paragraph"
        self.blocks.append(Block(kind, line.text, line.number, cells=line.cells))

    def _item(self, line: Line, body: tuple[Line, ...], category: Line | None) -> None:
        self.items += 1
        heading, rest = cut_run_in(line)
        found = marker(line.folded)
        origin = _origin(category.text) if category else None
        title = heading[found.end if found else 0 :]
        # A plan lists tasks: even 不 and 未 in one of its headings accuse nobody.
        states = states_of(title) if self.kind != "work-report" or names_problem(title) else "measure"
        level = 4 if category is not None else 3
        self.blocks.append(
            Block("heading", heading, line.number, level, id=f"p{self.items}", states=states, origin=origin)
        )
        inner = ((Line(line.number, rest), *body) if rest else body)
        self.blocks += _item_blocks(inner, level)


def _is_item(line: Line, key: _Key) -> bool:
    if line.cells:
        return False
    if key == "unnumbered":
        return bool(_UNNUMBERED.match(line.folded))
    if key == "level":
        return line.level > 2
    found = marker(line.folded)
    return found is not None and found.rank == key


def _is_outer(line: Line, key: _Key) -> bool:
    """Whether a line is a heading above the items: a category."""
    found = marker(line.folded)
    if line.cells or found is None or not isinstance(key, Rank):
        return False
    if key is Rank.IS:
        return found.rank in (Rank.COMMA, Rank.BRACKET)
    return found.rank < key and found.rank in (Rank.PART, Rank.COMMA, Rank.BRACKET, Rank.DOT)


def _has_own_text(lines: tuple[Line, ...], index: int, key: _Key) -> bool:
    """Whether a category has no item of its own but words: then it is the item itself."""
    below = False
    for line in lines[index + 1 :]:
        if _is_item(line, key):
            return False
        if _is_outer(line, key):
            break
        below = True
    return below or bool(cut_run_in(lines[index])[1])


def _item_end(lines: tuple[Line, ...], index: int, key: _Key) -> int:
    """Where the item that begins at an index ends: at the next item or category."""
    for stop in range(index + 1, len(lines)):
        if _is_item(lines[stop], key) or _is_outer(lines[stop], key):
            return stop
    return len(lines)


def _origin(category: str) -> str | None:
    """Who raised what a category holds, where it was not the inspection: 对于X(文号)涉及… → X."""
    found = _ORIGIN.search(fold(category))
    if not found or any(own in found.group(1) for own in _OWN_SOURCES):
        return None
    return category[found.start(1) : found.end(1)].strip()


def _item_blocks(lines: tuple[Line, ...], level: int) -> list[Block]:
    """Paragraphs and measures under an item's heading.

    With a marker anywhere, measures are list items: one for each marker, one for each paragraph without.
    """
    ranks = [found.rank for line in lines if (found := marker(line.folded)) and not line.cells and not _subheading(line)]
    listed = bool(ranks) or any(inline_markers(line.folded) for line in lines if not line.cells)
    top = _top_rank(ranks, any(inline_markers(line.folded) for line in lines if not line.cells))
    blocks: list[Block] = []
    for line in lines:
        found = marker(line.folded)
        if line.cells:
            blocks.append(Block("row", line.text, line.number, cells=line.cells))
        elif line.level or (found and found.rank in (Rank.DOT, Rank.SMALL, Rank.CIRCLE) and _subheading(line)):
            blocks.append(Block("heading", line.text, line.number, min(6, level + 1)))
        elif not listed or _INTRO.search(line.folded):
            blocks.append(Block("paragraph", line.text, line.number))
        else:
            blocks += _list_items(line, found, top)
    return blocks


def _top_rank(ranks: list[Rank], inline: bool) -> Rank | None:
    """The kind of number that counts measures: 一是 where it occurs, else the first one."""
    if inline or Rank.IS in ranks:
        return Rank.IS
    return ranks[0] if ranks else None


def _subheading(line: Line) -> bool:
    """A numbered line below an item that is a heading of its own: no sentence, not an intro."""
    return heading_like(line) and len(line.text) <= 60 and not line.folded.rstrip().endswith((":", "。", ";", ","))


def _list_items(line: Line, found: Marker | None, top: Rank | None) -> list[Block]:
    starts = inline_markers(line.folded)
    if not starts:
        nested = found is not None and top is Rank.IS and found.rank in (Rank.SMALL, Rank.CIRCLE)
        return [Block("item", line.text, line.number, 2 if nested else 1)]
    blocks = []
    if lead := line.text[: starts[0]].strip():
        blocks.append(Block("paragraph", lead, line.number))
    for start, stop in zip(starts, [*starts[1:], len(line.text)], strict=True):
        blocks.append(Block("item", line.text[start:stop].strip(), line.number, 1))
    return blocks
