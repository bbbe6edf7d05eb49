"""The pipeline from a parsed document (manuscript) to a draft record; read it from top to bottom.

manuscript → front (title, metadata) · body · back (closing words, signature) → blocks → head → suggestions
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from msgspec import structs

from site_builder.importing.draft_head import DocumentParts, draft_head
from site_builder.importing.lines.fold import fold
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.structure.back import organs_among, read_back
from site_builder.importing.structure.blocks import DraftBlock, plain_blocks, usual_states
from site_builder.importing.structure.choice import CLOSE, Choice
from site_builder.importing.structure.damage import doubts_about
from site_builder.importing.structure.draft_blocks import lay_out
from site_builder.importing.structure.front import Front, read_front, without_contents
from site_builder.importing.structure.heads import lead_of, thirds_of
from site_builder.importing.structure.kinds import kind_of
from site_builder.importing.structure.white_space import with_white_space
from site_builder.importing.suggest.persons import persons_in
from site_builder.importing.suggest.suggestions import Suggested, suggest
from site_builder.importing.suggest.totals import stated_totals
from site_builder.importing.writer import text_file
from site_builder.records.findings import Finding
from site_builder.records.model import Head
from site_builder.records.outline import Outline, read_outline
from site_builder.sheets.read_columns import ReadColumn


@dataclass(frozen=True)
class Draft:
    """A record as import would write it, and everything the editor should know about it.

    `choices`     the heuristic decisions (title, end, sections, items) with their reasons
    `about`       field of the inspection → third of the month (上旬 …) in the text; the record only has the month
    `white_space` sentences about white space that was dropped as layout
    `columns`     of a ledger in tables: what became of each
    `organ_name`  the organ's name in the text; `head.organ` is its id, looked up by `commands/import_documents.py`
    """

    head: Head
    blocks: tuple[DraftBlock, ...]
    outline: Outline
    suggested: Suggested
    organ_name: str | None
    doubts: tuple[Doubt, ...]
    aside: tuple[Aside, ...]
    persons: tuple[Doubt, ...]
    choices: tuple[Choice, ...] = ()
    about: dict[str, str] = field(default_factory=dict)
    white_space: tuple[str, ...] = ()
    columns: tuple[ReadColumn, ...] = ()

    def with_organ(self, identifier: str) -> "Draft":
        """The draft with the organ that the editor named."""
        return replace(self, head=structs.replace(self.head, organ=identifier))

    def with_head_of(self, prose: "Draft") -> "Draft":
        """This draft, made from a table, with the head of the draft made from the prose around the table."""
        head = structs.replace(prose.head, states=self.head.states, stated=self.head.stated or prose.head.stated)
        doubts = [
            each for each in self.doubts if each.line or each not in prose.doubts and not _ABOUT_HEAD.match(each.why)
        ]
        held = set(doubts)
        doubts += [each for each in prose.doubts if each not in held and not each.why.startswith(_NO_ITEMS)]
        return replace(
            self, head=head, organ_name=prose.organ_name, doubts=tuple(doubts), choices=prose.choices, about=prose.about
        )


_ABOUT_HEAD: Final = re.compile(r"没有认出|原文没有发布日期|表上只有截至日期")
_NO_ITEMS: Final = "没有认出整改事项"


def draft_of(manuscript: Manuscript, identify: Callable[[str], str]) -> Draft:
    """Makes the draft record of a document.

    Takes   identify    an organ's name → its id
    """
    lines, contents = without_contents(manuscript.lines)
    front = _front(manuscript, lines)
    back = read_back(lines[front.start :], organs_among(lines[front.start :]))
    above = tuple(each.text for each in front.aside if front.at and each.line < lines[front.at[0]].number)
    parts = DocumentParts(front.metadata, back.body, back.closing, back.behind, above)
    kind = kind_of(front.title, back.body)
    layout = lay_out(parts.body, kind)
    blocks = _whole(parts, layout.blocks)
    states = usual_states(blocks, "measure" if kind == "work-report" else "problem")
    head, organ, doubts = draft_head(
        manuscript=manuscript, title=front.title, kind=kind, parts=parts, signed=back.signed, states=states
    )
    findings: list[Finding] = []
    blocks, layout_said = with_white_space(blocks, manuscript.lines)
    outline = read_outline(text_file(blocks, states), "notice.md", 1, states, findings)
    head = _with_totals(head, outline)
    suggested = suggest(outline, head, dict(enumerate(block.line for block in blocks if block.text)))
    if organ is not None:
        head = structs.replace(head, organ=identify(organ))
    everything = [
        *manuscript.doubts,
        *doubts,
        *_title_doubts(front),
        *layout.doubts,
        *_totals_differ(head, outline),
        *doubts_about(manuscript.lines),
        *suggested.doubts,
    ]
    asides = sorted((*manuscript.aside, *contents, *front.aside, *back.aside), key=lambda each: each.line)
    return Draft(
        head=head,
        blocks=blocks,
        outline=outline,
        suggested=suggested,
        organ_name=organ,
        doubts=tuple(everything),
        aside=tuple(asides),
        persons=persons_in(manuscript.lines),
        choices=(front.choice, back.choice, *layout.choices),
        about=thirds_of(lead_of(parts.body)) if head.inspection else {},
        white_space=layout_said,
    )


def _front(manuscript: Manuscript, lines: tuple[Line, ...]) -> Front:
    """The front of the document; for a notice.md of this project the title in its head is used."""
    if manuscript.own and manuscript.title:
        return Front(
            title=manuscript.title,
            at=(),
            metadata=(),
            aside=(),
            start=0,
            choice=Choice("标题", 0, manuscript.title, ("取自文件头",)),
        )
    return read_front(lines, manuscript.title, organs_among(lines))


def _title_doubts(front: Front) -> list[Doubt]:
    """A doubt for the editor where another line could as well be the title."""
    choice = front.choice
    if not choice.instead or choice.margin >= CLOSE:
        return []
    return [Doubt(choice.line, choice.chosen, f"标题也可能是“{choice.instead[:60]}”，请核对")]


def _whole(parts: DocumentParts, body: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
    """All blocks of the text. An empty heading before the ending keeps it from becoming part of the last item."""
    blocks = list(body)
    last = max((i for i, block in enumerate(blocks) if block.kind == "heading"), default=-1)
    item = max((i for i, block in enumerate(blocks) if block.id), default=-1)
    swallowed = (
        parts.ending
        and item >= 0
        and all(blocks[i].level > blocks[item].level for i in range(item + 1, last + 1) if blocks[i].kind == "heading")
    )
    between = [DraftBlock("heading", "", parts.ending[0].number, 2, role="other")] if swallowed else []
    return (*plain_blocks(parts.metadata), *blocks, *between, *plain_blocks(parts.ending))


def _with_totals(head: Head, outline: Outline) -> Head:
    """The head with the totals that the text states before its first item."""
    if head.kind == "work-report":
        return head
    first = next((problem.start for problem in outline.problems), len(outline.blocks))
    opening = "\n".join(block.text for block in outline.blocks[:first])
    return structs.replace(head, stated=stated_totals(outline.text, opening))


def _totals_differ(head: Head, outline: Outline) -> list[Doubt]:
    """Doubts where the text's own totals differ from the counted ones; neither is changed."""
    stated = head.stated
    if stated is None:
        return []
    quote = stated.quote or (stated.quotes[0] if stated.quotes else "")
    line = next((block.line for block in outline.blocks if fold(quote) in fold(block.text)), 0)
    categories = len({problem.category for problem in outline.problems} - {None})
    measures = sum(len(problem.measures) for problem in outline.problems)
    pairs = (
        (stated.problems, len(outline.problems), "项"),
        (stated.categories, categories, "个方面（类）"),
        (stated.measures, measures, "条措施"),
    )
    return [
        Doubt(line, quote, f"原文称 {claimed} {unit}，识别出 {counted} {unit}")
        for claimed, counted, unit in pairs
        if claimed is not None and claimed != counted
    ]
