"""The head of a draft: title, organ, days, window, contacts, and the inspection it follows."""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from site_builder.importing.lines.dates import dates
from site_builder.importing.lines.fold import squeeze
from site_builder.importing.lines.manuscript import Doubt, Line, Manuscript
from site_builder.importing.lines.numbering import marker
from site_builder.importing.structure.back import Signature
from site_builder.importing.structure.contacts import contacts_of
from site_builder.importing.structure.damage import cut_off
from site_builder.importing.structure.evidence import CLOSING, CONTACT, is_meta, named_organ, only_date
from site_builder.importing.structure.front import KIND_END
from site_builder.importing.structure.heads import inspection, lead_of, organ_of
from site_builder.importing.structure.publication import Publication, publication
from site_builder.importing.structure.window import window_of
from site_builder.records.model import Contacts, Head, Signed, Source, Window
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.vocabulary import Kind, States

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


class DocumentParts(NamedTuple):
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


def draft_head(
    manuscript: Manuscript, title: str | None, kind: Kind, parts: DocumentParts, signed: Signature, states: States
) -> tuple[Head, str | None, list[Doubt]]:
    """The head of the record, without the organ's id.

    Takes   title: as the front of the document has it; None = not recognised
            kind: of the notice, which is decided before
            parts: the document's lines by their place
            signed: the signature at the end of the text
            states: what most items state
    Gives   the head, the organ's name in the text, and doubts
    """
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
    written = int((day or str(published or ""))[:4] or 0) or None
    found, unclear_also = inspection(title, lead if kind != "work-report" else None, written)
    bare = found is None or not (found.teams or found.started)
    if bare and kind != "work-report" and (labelled := _labelled_facts((*parts.metadata, *parts.body[:_LABELS]))):
        found, unclear_also = inspection(title, labelled, written)
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


_LABELS: Final = 12  # lines at the beginning that may label facts of the inspection
_FACT: Final = re.compile(
    r"(?P<label>(?:巡[察视]|督察|审计|反馈|进驻)[\u4e00-\u9fff]{0,6})(?:\s*+[:：]\s*+|\s++)(?P<value>\S[^。]{1,60})$"
)


def _labelled_facts(lines: tuple[Line, ...]) -> Line | None:
    """What labels say of the inspection, as one sentence: 巡察组 县委第七巡察组 / 巡察时间 2023.3.6—2023.4.21; None for fewer than two."""
    said = [(line, _FACT.match(line.text.strip())) for line in lines]
    facts = [(line, found) for line, found in said if found]
    if len(facts) < 2:
        return None
    return Line(facts[0][0].number, "，".join(f"{found['label']}：{found['value']}" for _, found in facts))


def _window(parts: DocumentParts, published: Timestamp | None) -> tuple[Window | str | None, list[Doubt]]:
    """The window of the text; None where the text is truncated before stating one, so that the editor fills it in."""
    stamped = (
        line for line in parts.metadata if len(dates(line.folded)) > 1
    )  # one date alone is when the page was published
    window, doubts = window_of((*stamped, *parts.body, *parts.ending), published.day if published else None)
    broken = cut_off(parts.body, parts.ending)
    if broken is None:
        return window, doubts
    if window != "unstated":
        return window, [*doubts, broken]
    return None, [*doubts, replace(broken, why=f"{broken.why}；有没有公开期限无从判断，补全后填写 window")]


def _publication(
    manuscript: Manuscript, parts: DocumentParts, signed: str | None, signed_at: tuple[int, ...]
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
