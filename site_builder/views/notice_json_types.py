"""What `/data/notices/<slug>.json` holds, as types; its JSON Schema is made from them.

Keys are never removed; new ones may come, so a reader must not mind keys it does not know. None means that the text does
not say.

Source  docs/contract.md, JSON
"""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct, field

from site_builder.records.ledger_model import Correction, Milestone, SameAs
from site_builder.records.model import Attachment, Contacts, Quote, Source, Stated
from site_builder.records.partial_dates import PartialDate, Timestamp
from site_builder.records.vocabulary import (
    BasisKind,
    Comparator,
    Kind,
    Mark,
    Role,
    States,
    Status,
    WindowKind,
    WindowState,
)

Path = Annotated[str, Meta(description="站内网址，以 / 开头，含子路径 (rooted path)", pattern="^/")]
Sha256 = Annotated[str, Meta(description="SHA-256", pattern="^[0-9a-f]{64}$")]
Quotes = Annotated[list[str], Meta(description="原文的话，逐字 (words of the text)")]
Number = Annotated[int | float | str | None, Meta(description="是数的写成数，其他照原样 (a number where it is one)")]
PartJson = Annotated[str | None, Meta(description="针对的措施或字句，null 为整个事项 (part of the item)")]
InspectionId = Annotated[str, Meta(description="多份通报共同的巡察编号 (shared inspection)")]
SuggestedJson = Annotated[bool, Meta(description="待校核，只在预览中出现 (only in previews)")]


class OrganRef(Struct):
    id: str
    name: Annotated[str, Meta(description="公开时的名称 (name it bore then)")]


class InspectionJson(Struct, kw_only=True, omit_defaults=True):
    """巡察、审计、督察"""

    level: str | None
    round: str | None
    teams: list[str]
    type: str | None
    topic: str | None
    started: PartialDate | None
    ended: PartialDate | None
    feedback: PartialDate | None
    title: str | None
    quote: str | None
    id: InspectionId = ""


class SharedInspectionJson(InspectionJson):
    """多份通报共同的巡察：先写编号"""

    id: InspectionId


class WindowJson(Struct, kw_only=True):
    """公开期限或公示期，两头的日子都算在内"""

    kind: WindowKind
    opens: date
    closes: date
    quote: str | None


class SignedJson(Struct):
    by: list[str]
    date: PartialDate | None


class StatedJson(Stated, frozen=True, kw_only=True, omit_defaults=True):
    """原文自己的总数，只写载明的"""

    quotes: tuple[Quote, ...]


class SectionJson(Struct):
    heading: str | None
    role: Role | None
    categories: list[str]


class MeasureJson(Struct):
    id: Annotated[str, Meta(description="按次序 (by position)", pattern=r"^m[1-9]\d*$")]
    text: str


class ResponsibleJson(Struct, kw_only=True):
    unit: str
    role: str | None
    about: PartJson
    quotes: Quotes
    suggested: SuggestedJson


class DueJson(Struct, kw_only=True):
    """时限；同一事情后来的时限有 as_of 和 reason"""

    by: PartialDate
    about: PartJson
    quotes: Quotes
    as_of: PartialDate | None
    reason: str | None
    suggested: SuggestedJson


class EvidenceJson(Struct, kw_only=True):
    """依据的文件或本站另一份通报"""

    file: str | None
    notice: str | None
    title: str
    url: str | None
    size: int | None
    sha256: str | None
    cell: str | None
    page: int | None


class BasisJson(Struct):
    kind: BasisKind
    quotes: Quotes
    source: EvidenceJson | None


class EntryJson(Struct, kw_only=True):
    """进展记录"""

    as_of: Annotated[PartialDate | None, Meta(description="文字的日期，null 为与通报同日 (null = the notice's own)")]
    happened: PartialDate | None
    status: Annotated[Status | None, Meta(description="null 为只记事 (a log line)")]
    continuing: Annotated[bool, Meta(description="长期坚持 (kept up for good)")]
    about: PartJson
    suggested: SuggestedJson
    reason: str | None
    note: str | None
    basis: BasisJson


class FactJson(Struct, kw_only=True):
    label: str
    quotes: Quotes
    kind: str | None
    comparator: Comparator | None
    value: str | None
    of: str | None
    unit: str | None
    count: str | None
    count_of: str | None
    modality: str | None
    about: PartJson
    act: str | None
    suggested: SuggestedJson


class ClosingJson(Struct, kw_only=True):
    """销号"""

    date: PartialDate
    by: str
    ref: str | None
    notice: str | None
    quote: str | None


class CitedJson(Struct, kw_only=True):
    file: str | None
    title: str | None
    notice: str | None
    cell: str | None
    page: int | None


class FeedbackJson(Struct, kw_only=True):
    """公开期间收到的意见"""

    received: int | None
    adopted: int | None
    as_of: PartialDate | None
    quote: str | None
    source: CitedJson | None


class AssessmentJson(Struct, kw_only=True):
    """核查方的结论，不是单位自己的说法"""

    by: str
    quote: str
    date: PartialDate | None
    source: CitedJson | None
    verdict: str | None


class ProblemJson(Struct, kw_only=True):
    """整改事项"""

    id: Annotated[str, Meta(pattern=r"^p[1-9]\d*$", description="一经公开不再改变 (for ever)")]
    url: Path
    number: Annotated[str | None, Meta(description="原文的序号 (as printed)")]
    title: str
    states: Annotated[States, Meta(description="标题说的是问题、要求还是措施 (what the heading says)")]
    origin: Annotated[str | None, Meta(description="不是本次巡察反馈时的来源 (where it is not the inspection's)")]
    category: str | None
    text: Annotated[str, Meta(description="标题之下全部文字，一段一行 (one block a line)")]
    text_sha256: Sha256
    measures: list[MeasureJson]
    status: Status
    continuing: bool
    marks: list[Mark]
    responsible: list[ResponsibleJson]
    due: list[DueJson]
    entries: list[EntryJson]
    facts: list[FactJson]
    closing: ClosingJson | None
    same_as: list[SameAs]
    assessments: list[AssessmentJson]
    review_by: PartialDate | None
    themes: list[str]


class BeforeJson(Struct, kw_only=True):
    period: str | None
    value: Number
    quote: str | None
    same_metric: bool


class ResultJson(Struct, kw_only=True):
    quote: str
    value: Number
    period: str | None
    as_of: PartialDate | None
    source: CitedJson | None
    same_metric: bool


class TargetJson(Struct, kw_only=True):
    """指标"""

    id: str
    url: Path
    quote: str
    metric: str
    item: str | None
    comparator: Comparator | None
    value: Number
    unit: str | None
    period: str | None
    stretch: Number
    strength: str | None
    implied: bool
    before: BeforeJson | None
    result: ResultJson | None
    suggested: SuggestedJson


class CommitmentJson(Struct, kw_only=True):
    """承诺"""

    id: str
    quote: str
    item: str | None
    every: Annotated[str | None, Meta(description="6M 为每六个月 (6M = every six months)")]
    from_: PartialDate | None = field(name="from")
    until: PartialDate | None
    threshold: str | None
    suggested: SuggestedJson


class NoticeJson(Struct, kw_only=True):
    """一份通报。null 一律表示原文未载明。"""

    id: Annotated[str, Meta(description="网址里的编号 (part of its URLs)")]
    url: Path
    kind: Kind
    title: str
    title_stated: Annotated[bool, Meta(description="false 为本站拟题 (the site's title)")]
    draft: bool
    organ: OrganRef | None
    inspection: InspectionJson | None
    published: Timestamp | None
    written: PartialDate | None
    window: WindowJson | None
    window_state: Annotated[WindowState, Meta(description="生成当日的状态 (on the day of the build)")]
    contacts: Contacts
    signed: SignedJson
    source: Source | None
    stated: Annotated[Stated | None, Meta(description="原文自己的总数 (the text's own totals)")]
    follows: str | None
    attachments: list[Attachment]
    text: Annotated[str, Meta(description="公开的全文，一段一行，表格以制表符分列 (one block a line)")]
    text_sha256: Sha256
    sections: list[SectionJson]
    problems: list[ProblemJson]
    targets: list[TargetJson]
    commitments: list[CommitmentJson]
    corrections: list[Correction]
    milestones: list[Milestone]
    feedback: FeedbackJson | None
