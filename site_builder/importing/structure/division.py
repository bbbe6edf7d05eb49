"""A document cut into its sections, and the kind of number that counts the items of each.

Roles come before counting: (一) of the leadership section is no category of problems, 1. of the next steps no item.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal

from site_builder.importing.lines.fold import sentence_end
from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.structure.sections import names_aspect, names_problem, role_of, states_of
from site_builder.records.vocabulary import Kind, Role

_UNNUMBERED: Final = re.compile(
    r"(?:关于|对于|针对|在|聚焦|围绕)\s*[“\"].{2,80}[”\"](?:等)?(?:的)?(?:问题|方面)(?:的?整改(?:落实|进展)?(?:情况)?)?[。:]?$"
)
_ATTACHED: Final = re.compile(r"附件\s*[一二三四五六七八九十\d]{0,3}\s*[:.、]?\s*[^。;]{2,60}$")
# What counts the items of a section: a kind of number, or headings without one.
Key = Rank | Literal["unnumbered", "level"]


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading line (None before the first one), the lines under it, its role."""

    head: Line | None
    lines: tuple[Line, ...]
    role: Role


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
    dash = line.text.find("——", number_ends)
    if found and end is not None and 6 <= dash - number_ends < end - number_ends and "《" not in line.text[:dash]:
        end = dash  # （七）建设先行示范区——供应体系持续完善。…: the first of several paragraphs that begin with a dash
    if end is None or end >= len(line.text.rstrip()):
        return line.text, ""
    return line.text[:end].rstrip(), line.text[end:].strip()


def parts_of(lines: tuple[Line, ...], kind: Kind) -> list[Part]:
    """The document cut at the headings of its outermost rank."""
    rank = _section_rank(lines, kind)
    parts: list[Part] = []
    head: Line | None = None
    held: list[Line] = []
    for line in lines:
        if _opens_section(line, rank):
            parts.append(Part(head, tuple(held), _role(head, kind)))
            head, held = line, []
        else:
            held.append(line)
    parts.append(Part(head, tuple(held), _role(head, kind)))
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


def _with_problems(parts: list[Part], kind: Kind) -> list[Part]:
    """Parts of which at least one holds the items: where no heading says so, the one that looks like it."""
    wanted: Role = "plan" if kind in ("work-report", "action-plan") else "problems"
    if any(part.role in ("problems", "plan") for part in parts):
        return parts
    keys = [item_key(part, wanted) if part.role == "other" else None for part in parts]
    if not any(keys) and len(untold := _told_by_headings(parts)) > 1:
        return _as_items(parts, untold, wanted)
    best = max(range(len(parts)), key=lambda index: (keys[index] is not None, len(parts[index].lines)))
    if keys[best] is None:
        return parts
    # One aspect a section: all that count their items alike hold some.
    return [
        replace(part, role=wanted) if key == keys[best] and (index == best or part.head is not None) else part
        for index, (part, key) in enumerate(zip(parts, keys, strict=True))
    ]


def _told_by_headings(parts: list[Part]) -> list[int]:
    """The sections without a role, where their headings name what was wrong: each is an item itself."""
    untold = [index for index, part in enumerate(parts) if part.head is not None and part.role == "other"]
    wrong = [index for index in untold if (head := parts[index].head) and states_of(_title(head)) == "problem"]
    in_a_row = untold == list(range(untold[0], untold[-1] + 1)) if untold else False
    return untold if in_a_row and len(wrong) * 2 >= len(untold) else []


def _as_items(parts: list[Part], items: list[int], role: Role) -> list[Part]:
    """The parts with some of them made one that has their headings for its items."""
    held = [line for index in items for line in ((parts[index].head,) + parts[index].lines) if line is not None]
    return [*parts[: items[0]], Part(None, tuple(held), role), *parts[items[-1] + 1 :]]


def item_key(part: Part, role: Role) -> Key | None:
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
        if _share(marked[inner], names_problem) >= 0.3 and (
            inner is Rank.DOT or _share(marked[above[0]], names_aspect) > 0.5
        ):
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


def _share(lines: list[Line], test: Callable[[str], bool]) -> float:
    return sum(bool(test(_title(line))) for line in lines) / len(lines)


def is_item(line: Line, key: Key) -> bool:
    if line.cells:
        return False
    if key == "unnumbered":
        return bool(_UNNUMBERED.match(line.folded))
    if key == "level":
        return line.level > 2
    found = marker(line.folded)
    return found is not None and found.rank == key


def is_outer(line: Line, key: Key) -> bool:
    """Whether a line is a heading above the items: a category."""
    found = marker(line.folded)
    if key is Rank.PROJECT and _ATTACHED.match(line.folded):
        return True
    if line.cells or found is None or not isinstance(key, Rank):
        return False
    if key is Rank.IS:
        return found.rank in (Rank.COMMA, Rank.BRACKET)
    return found.rank < key and found.rank in (Rank.PART, Rank.COMMA, Rank.BRACKET, Rank.DOT)
