"""The prose around a ledger in a table: its numbered headings are sections, the last of them before the items is theirs."""

from collections.abc import Sequence

from site_builder.importing.lines.manuscript import Line
from site_builder.importing.lines.numbering import Rank, marker
from site_builder.importing.structure.blocks import DraftBlock, plain_blocks
from site_builder.importing.structure.evidence import heading_like
from site_builder.importing.structure.roles import role_by_contents, role_of
from site_builder.records.vocabulary import Role

_REACH = 400  # characters of each paragraph that tell the role of a section


def around_items(lines: tuple[Line, ...], *, before: bool) -> list[DraftBlock]:
    """The blocks of lines before or after the items of a table.

    Takes   before      whether the items follow: then they belong to the last heading
    """
    heads = [index for index, line in enumerate(lines) if _section(line)]
    if not heads:
        return plain_blocks(lines)
    blocks = plain_blocks(lines[: heads[0]])
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        holds = before and stop == len(lines)
        role: Role = "problems" if holds else _role(lines[start], lines[start + 1 : stop], before=before)
        blocks.append(DraftBlock("heading", lines[start].text, lines[start].number, 2, role=role))
        blocks += plain_blocks(lines[start + 1 : stop])
    return blocks


def _section(line: Line) -> bool:
    found = marker(line.folded)
    return found is not None and found.rank <= Rank.COMMA and not line.cells and heading_like(line)


def _role(heading: Line, under: Sequence[Line], *, before: bool) -> Role:
    role = role_of(heading.text, "rectification")
    if role == "problems":  # the items are in the table
        return "other"
    if role == "other":
        text = "".join(line.folded[:_REACH] for line in under)
        return role_by_contents(text, before_items=before, behind_items=not before)
    return role
