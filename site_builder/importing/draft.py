"""The whole way from a manuscript to a draft record. Read from top to bottom.

    manuscript → page chrome aside → title → metadata · body · ending → blocks → head → suggestions
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from site_builder.findings import Finding
from site_builder.importing import chrome
from site_builder.importing.contacts import contacts_of
from site_builder.importing.ending import Signature, signature, split_ending
from site_builder.importing.fold import fold
from site_builder.importing.heads import inspection, organ_of, publication, stated_totals
from site_builder.importing.layout import Block, lay_out
from site_builder.importing.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.numbering import marker
from site_builder.importing.persons import persons_in
from site_builder.importing.refusal import doubts_about
from site_builder.importing.suggest import Suggested, suggest
from site_builder.importing.title import is_metadata, kind_of, take_title
from site_builder.importing.window import window_of
from site_builder.importing.writer import text_file
from site_builder.model import Head, PartialDate, Signed, Timestamp
from site_builder.outline import Outline, read_outline
from site_builder.vocabulary import States


@dataclass(frozen=True)
class Draft:
    """A record as import would write it, and all that the editor should know about it.

    `organ_name`  the organ as the text names it; `head.organ` is its identifier once `run.py` has looked it up
    """

    head: Head
    blocks: tuple[Block, ...]
    outline: Outline
    suggested: Suggested
    organ_name: str | None
    doubts: tuple[Doubt, ...]
    aside: tuple[Aside, ...]
    persons: tuple[Doubt, ...]

    def with_organ(self, identifier: str) -> "Draft":
        """The same draft for an organ the editor has named."""
        return replace(self, head=_replace(self.head, organ=identifier))


def draft_of(manuscript: Manuscript, identify: Callable[[str], str]) -> Draft:
    """The draft record of a document.

    Takes   identify    organ's name → its identifier
    """
    lines, aside = chrome.part(manuscript.lines)
    titled = take_title(lines, manuscript.title)
    metadata, body, ending = _parted(titled.lines)
    kind = kind_of(titled.title, titled.lines)
    layout = lay_out(body, kind)
    signed = signature(ending)
    blocks = _whole(metadata, layout.blocks, ending)
    states = _usual_states(blocks, "measure" if kind == "work-report" else "problem")
    head, organ, doubts = _head(manuscript, titled.title, kind, metadata, body, ending, signed, states)
    findings: list[Finding] = []
    outline = read_outline(text_file(blocks, states), "notice.md", 1, states, findings)
    head = _with_totals(head, outline, body)
    suggested = suggest(outline, head, {index: block.line for index, block in enumerate(blocks)})
    if organ is not None:
        head = _replace(head, organ=identify(organ))
    everything = [
        *manuscript.doubts,
        *doubts,
        *layout.doubts,
        *_totals_differ(head, outline),
        *doubts_about(titled.title, lines),
        *suggested.doubts,
    ]
    asides = sorted((*manuscript.aside, *aside, *titled.repeated), key=lambda each: each.line)
    return Draft(head, blocks, outline, suggested, organ, tuple(everything), tuple(asides), persons_in(lines))


def _replace(head: Head, **changes: Any) -> Head:
    return Head(**{name: getattr(head, name) for name in head.__struct_fields__} | changes)


def _parted(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Metadata lines before the prose, the body, and the ending."""
    start = 0
    while start < len(lines) and start < 25 and (is_metadata(lines[start]) or (lines[start].cells and _all_metadata(lines[start]))):
        start += 1
    body, ending = split_ending(lines[start:])
    return lines[:start], body, ending


def _all_metadata(row: Line) -> bool:
    return len(row.text) <= 160 and "。" not in row.text


def _whole(metadata: tuple[Line, ...], body: tuple[Block, ...], ending: tuple[Line, ...]) -> tuple[Block, ...]:
    """All blocks; where the last item would swallow the ending, its paragraphs become list items (so are its measures)."""
    blocks = list(body)
    last = max((i for i, block in enumerate(blocks) if block.kind == "heading"), default=-1)
    item = max((i for i, block in enumerate(blocks) if block.id), default=-1)
    swallowed = ending and item >= 0 and all(blocks[i].level > blocks[item].level for i in range(item + 1, last + 1) if blocks[i].kind == "heading")
    if swallowed and not any(block.kind == "item" for block in blocks[item:]):
        for index in range(item + 1, len(blocks)):
            block = blocks[index]
            if block.kind == "paragraph" and not fold(block.text).endswith(":"):
                blocks[index] = Block("item", block.text, block.line, 1)
    return (*_plain(metadata), *blocks, *_plain(ending))


def _plain(lines: tuple[Line, ...]) -> list[Block]:
    return [
        Block("row", line.text, line.number, cells=line.cells) if line.cells else Block("paragraph", line.text, line.number)
        for line in lines
    ]


def _usual_states(blocks: tuple[Block, ...], default: States) -> States:
    """What most headings say; the head says it once, the others say otherwise."""
    counts = Counter(block.states for block in blocks if block.id and block.states)
    return counts.most_common(1)[0][0] or default if counts else default


def _head(
    manuscript: Manuscript,
    title: str | None,
    kind: Any,
    metadata: tuple[Line, ...],
    body: tuple[Line, ...],
    ending: tuple[Line, ...],
    signed: Signature,
    states: States,
) -> tuple[Head, str | None, list[Doubt]]:
    doubts: list[Doubt] = []
    stated = publication(metadata)
    lead = next((line for line in body if marker(line.folded) is None and not line.cells), None)
    day = signed.date.iso() if signed.date else None
    published = stated.published
    if published is None and day and len(day) == 10:
        published = Timestamp(day)
        doubts.append(Doubt(signed.lines[-1], day, "原文未载明发布日期,按落款日期填写"))
    if title is None:
        doubts.append(Doubt(0, "", "没有认出标题"))
    if published is None:
        doubts.append(Doubt(0, "", "原文没有发布日期和落款日期"))
    organ = organ_of(title, lead.text if lead else "", signed.by)
    if organ is None:
        doubts.append(Doubt(0, "", "没有认出发布单位"))
    found, unclear = inspection(title, lead if kind != "work-report" else None, published.day if published else None)
    doubts += unclear
    window, unclear = window_of((*body, *ending), published.day if published else None)
    doubts += unclear
    contacts, unclear = contacts_of(ending)
    doubts += unclear
    head = Head(
        title=title,
        kind=kind,
        organ=None,
        published=published,
        window=window,
        inspection=found,
        source=stated.source,
        contacts=contacts,
        signed=Signed(by=signed.by, date=PartialDate(day) if day else None) if signed.by or day else None,
        states=states,
        written=stated.written,
        document_number=stated.number,
        draft=True,
    )
    return head, organ, doubts


def _with_totals(head: Head, outline: Outline, body: tuple[Line, ...]) -> Head:
    if head.kind == "work-report":
        return head
    first = next((problem.start for problem in outline.problems), len(outline.blocks))
    opening = "\n".join(block.text for block in outline.blocks[:first])
    return _replace(head, stated=stated_totals(outline.text, opening))


def _totals_differ(head: Head, outline: Outline) -> list[Doubt]:
    """The text's own total beside the counted one: reported, never reconciled."""
    stated = head.stated
    if stated is None or stated.problems in (None, len(outline.problems)):
        return []
    quote = stated.quote or (stated.quotes[0] if stated.quotes else "")
    line = next((block.line for block in outline.blocks if fold(quote) in fold(block.text)), 0)
    return [Doubt(line, quote, f"原文称 {stated.problems} 项,识别出 {len(outline.problems)} 项")]
