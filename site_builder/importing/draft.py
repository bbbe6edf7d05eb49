"""The pipeline from a parsed document (manuscript) to a draft record; read it from top to bottom.

manuscript → front (title, metadata) · body · back (closing words, signature) → blocks → head → suggestions
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from msgspec import structs

from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import fold, squeeze
from site_builder.importing.lines.manuscript import Aside, Doubt, Line, Manuscript
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.back import Signature, organs_among, read_back
from site_builder.importing.structure.blocks import DraftBlock
from site_builder.importing.structure.choice import CLOSE, Choice
from site_builder.importing.structure.contacts import contacts_of
from site_builder.importing.structure.damage import cut_off, doubts_about
from site_builder.importing.structure.draft_blocks import lay_out
from site_builder.importing.structure.evidence import CLOSING, CONTACT, is_meta, named_organ, only_date
from site_builder.importing.structure.front import KIND_END, Front, read_front, without_contents
from site_builder.importing.structure.heads import inspection, lead_of, organ_of, thirds_of
from site_builder.importing.structure.kinds import kind_of
from site_builder.importing.structure.publication import Publication, publication
from site_builder.importing.structure.white_space import with_white_space
from site_builder.importing.structure.window import window_of
from site_builder.importing.suggest.persons import persons_in
from site_builder.importing.suggest.suggestions import Suggested, suggest
from site_builder.importing.suggest.totals import stated_totals
from site_builder.importing.writer import text_file
from site_builder.records.findings import Finding
from site_builder.records.model import Contacts, Head, Signed, Source, Window
from site_builder.records.outline import Outline, read_outline
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.vocabulary import Kind, States
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
        doubts += [each for each in prose.doubts if each not in doubts and not each.why.startswith(_NO_ITEMS)]
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
    parts = _Parts(front.metadata, back.body, back.closing, back.behind, above)
    kind = kind_of(front.title, back.body)
    layout = lay_out(parts.body, kind)
    blocks = _whole(parts, layout.blocks)
    states = _usual_states(blocks, "measure" if kind == "work-report" else "problem")
    head, organ, doubts = _head(
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


# A telephone number for the time of the inspection is not the organ's.
_OF_THE_TEAM: Final = re.compile(r"巡[察视](?:期间|组)|督察组|进驻期间|值班电话")


# Contact details within the last section: 对整改不满意的,可以打监督委员会电话….
_CALLS: Final = re.compile(r"(?:意见|监督|举报|不满意|欢迎)[^。]{0,60}(?:电话|热线|打)[^。\d]{0,6}\d{3}")
_LONG: Final = 500  # characters; a paragraph of that size tells everything, contacts in its last sentences
_LAST: Final = 200


def _last_sentences(line: Line) -> Line:
    """A line, or of a long one its last sentences."""
    cut = line.text.find("。", max(0, len(line.text) - _LAST)) + 1
    return replace(line, text=line.text[cut:]) if len(line.text) > _LONG and 0 < cut < len(line.text) else line


_OFFICE: Final = re.compile(
    r"[\u4e00-\u9fff]{2,8}[省市县区州旗盟镇][\u4e00-\u9fff]{2,30}(?:领导小组|委员会|指挥部|协调组)?办公室"
)


class _Parts(NamedTuple):
    """The parts of the document: metadata lines, body, closing lines up to the signature, lines after it, lines above the title."""

    metadata: tuple[Line, ...]
    body: tuple[Line, ...]
    closing: tuple[Line, ...]
    behind: tuple[Line, ...]
    above: tuple[str, ...] = ()

    @property
    def opening(self) -> tuple[Line, ...]:
        """Lines outside the ending that may hold contacts: those before the first number, and paragraphs that invite responses."""
        first = next((i for i, line in enumerate(self.body) if marker(line.folded) is not None), len(self.body))
        above = (line for line in self.body[:first] if CLOSING.search(line.folded) or CONTACT.match(line.folded))
        below = (
            line
            for line in self.body[first:]
            if (CLOSING.search(line.folded[:40]) and CONTACT.search(line.folded)) or _CALLS.search(line.folded)
        )
        ends = (_last_sentences(line) for line in (*above, *below))
        return tuple(line for line in ends if not _OF_THE_TEAM.search(line.folded))

    @property
    def ending(self) -> tuple[Line, ...]:
        return (*self.closing, *self.behind)


def _whole(parts: _Parts, body: tuple[DraftBlock, ...]) -> tuple[DraftBlock, ...]:
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


def plain_blocks(lines: tuple[Line, ...]) -> list[DraftBlock]:
    """Lines as paragraphs and rows, with no structure."""
    return [
        DraftBlock("row", line.text, line.number, cells=line.cells)
        if line.cells
        else DraftBlock("paragraph", line.text, line.number)
        for line in lines
    ]


def _usual_states(blocks: tuple[DraftBlock, ...], default: States) -> States:
    """The most common `states` of items, which becomes the default in the head."""
    counts = Counter(block.states for block in blocks if block.id and block.states)
    return counts.most_common(1)[0][0] or default if counts else default


def _head(
    manuscript: Manuscript, title: str | None, kind: Kind, parts: "_Parts", signed: Signature, states: States
) -> tuple[Head, str | None, list[Doubt]]:
    """The head of the record (without the organ's id), the organ's name, and doubts."""
    day = signed.date.iso() if signed.date else None
    stated, doubts = _publication(manuscript, parts, day, signed.lines)
    published = stated.published
    lead = lead_of(parts.body)
    organ = organ_of(title, lead.text if lead else "", signed.by or _below_title(parts.body), stated.publisher)
    if organ is None:  # an office named above the title: 某领导小组办公室
        organ = next((line for line in parts.above if _OFFICE.fullmatch(line.strip()) and named_organ(line)), None)
    if organ is None:  # alone on a line between the title and the text
        organ = next(
            (line.text.strip() for line in parts.metadata if not line.cells and named_organ(line.text.strip())), None
        )
    if organ is None:  # named below the salutation: 受市人民政府委托
        organ = organ_of(title, "".join(line.text[:200] for line in parts.body[:5] if not line.cells), ())
    if organ and "、" in organ:
        doubts.append(Doubt(0, organ, "几个单位联合发布，记录只写第一个"))
        organ = organ.split("、")[0]
    window, unclear = _window(parts, published)
    contacts, unclear_too = contacts_of(parts.ending)
    if contacts == Contacts():  # contacts above the first section: 公示期内…, 联系电话:…
        contacts, unclear_too = contacts_of(parts.opening)
    found, unclear_also = inspection(
        title, lead if kind != "work-report" else None, int((day or str(published or ""))[:4] or 0) or None
    )
    undated = "原文没有发布日期，落款日期不到日，没有据此填写" if day else "原文没有发布日期和落款日期"
    missing = ((title, "没有认出标题"), (published, undated), (organ, "没有认出发布单位"))
    doubts += [Doubt(0, "", why) for value, why in missing if value is None]
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
    return head, organ, [*doubts, *unclear_also, *unclear, *unclear_too]


def _window(parts: "_Parts", published: Timestamp | None) -> tuple[Window | str | None, list[Doubt]]:
    """The window of the text; None where the text is truncated before stating one, so that the editor fills it in."""
    window, doubts = window_of((*parts.body, *parts.ending), published.day if published else None)
    broken = cut_off(parts.body, parts.ending)
    if broken is None:
        return window, doubts
    if window != "unstated":
        return window, [*doubts, broken]
    return None, [*doubts, replace(broken, why=f"{broken.why}；有没有公开期限无从判断，补全后填写 window")]


def _publication(
    manuscript: Manuscript, parts: "_Parts", signed: str | None, signed_at: tuple[int, ...]
) -> tuple[Publication, list[Doubt]]:
    """When and where the text was published: from its metadata lines, else from the file's metadata, else from its signature."""
    stated = publication((*parts.metadata, *(line for line in parts.ending if is_meta(line) and not only_date(line))))
    published, source = stated.published, stated.source
    doubts: list[Doubt] = []
    if published is None and (
        hinted := publication((Line(0, f"发布日期：{manuscript.hint('published', 'date')}"),)).published
    ):
        published = hinted
        doubts.append(
            Doubt(0, str(hinted), "发布日期取自网页的元数据" if not manuscript.hint("date") else "发布日期取自文件头")
        )
    if published is None and signed and len(signed) == 10:
        published = Timestamp(signed)
        doubts.append(Doubt(signed_at[-1], signed, "原文未载明发布日期，按落款日期填写"))
    if published is None and not signed and (day := _issued(parts.body)):
        published = Timestamp(day[1])
        doubts.append(Doubt(day[0], day[1], "原文未载明发布日期，按印发通知的落款日期填写"))
    if published is None and not signed and stated.issued:
        published = stated.issued
        doubts.append(Doubt(0, str(published), "原文未载明发布日期，按生成（发文）日期填写"))
    name = source.name if source else manuscript.hint("source") or None
    if name or manuscript.url:
        source = Source(name=name, url=manuscript.url)
    return Publication(published, stated.written, source, stated.number, stated.publisher), doubts


def _issued(body: tuple[Line, ...]) -> tuple[int, str] | None:
    """The signature of a circular that precedes the document it issues, as (line number, day); None without one."""
    for before, line, after in zip(body[:12], body[1:13], body[2:14], strict=False):
        title = squeeze(after.text)
        if named_organ(before.text) and only_date(line) and KIND_END.search(title) and len(title) >= 10:
            iso = next((iso for found in dates(squeeze(line.text)) if (iso := found.iso())), "")
            return (line.number, iso) if len(iso) == 10 else None
    return None


def _below_title(body: tuple[Line, ...]) -> tuple[str, ...]:
    """The organ in brackets on the line below the title: (中共某局党组)."""
    found = re.fullmatch(r"[(（]([^()（）]{4,60})[)）]", body[0].text.strip()) if body else None
    return (found[1].strip(),) if found and named_organ(found[1].strip()) else ()


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
