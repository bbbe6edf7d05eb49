"""The field's closed lists, with the words a reader sees. Order is the order everywhere. Source: docs/content-format.md."""

from typing import Literal

Kind = Literal["rectification", "closure", "action-plan", "follow-up", "work-report"]
Role = Literal["leadership", "problems", "next-steps", "summary", "plan", "other"]
States = Literal["problem", "demand", "measure"]
Status = Literal["unstated", "not-started", "ongoing", "partial", "done", "closed"]
Mark = Literal["lapsed", "overdue", "stale", "reopened"]
BasisKind = Literal["notice", "report", "editor"]
WindowKind = Literal["publication", "objection"]
WindowState = Literal["upcoming", "open", "last-day", "closed", "unstated", "none"]
CorrectionKind = Literal["correction", "redaction"]
AfterClose = Literal["keep", "noindex", "withdraw"]
Operator = Literal["government", "party", "institution", "enterprise", "unofficial"]
# What a column of a ledger means that comes as a table; the words of its header decide (sheets/columns.py).
ColumnMeaning = Literal[
    "number", "section", "title", "problem", "cause", "goal", "measure", "responsible", "person", "phone", "due",
    "progress", "status", "closed", "verified", "amount", "finished", "note", "other",
]  # fmt: skip
Comparator = Literal[">=", ">", "<=", "<", "=", "~"]

KINDS: dict[Kind, str] = {
    "rectification": "整改通报",
    "closure": "销号公示",
    "action-plan": "整改方案",
    "follow-up": "后续进展",
    "work-report": "工作总结与计划",
}
UNSTATED = "原文未载明"  # what the site says wherever the text says nothing
STATUSES: dict[Status, str] = {
    "unstated": "原文未逐项标注",
    "not-started": "尚未整改",
    "ongoing": "正在整改",
    "partial": "基本完成（取得阶段性成果）",
    "done": "已完成整改",
    "closed": "已销号",
}
# For lines of several counts.
SHORT_STATUSES: dict[Status, str] = {"unstated": "未逐项标注", "partial": "基本完成", "done": "已完成"}
# What may be written for a code in a ledger: the words that a reader sees, and those of the offices' own tables.
STATUS_WORDS: dict[str, Status] = {
    **{word: code for code, word in STATUSES.items()},
    UNSTATED: "unstated",
    "未整改": "not-started",
    "整改中": "ongoing",
    "基本完成": "partial",
    "基本完成整改": "partial",
    "取得阶段性成果": "partial",
    "已完成": "done",
    "完成整改": "done",
    "已整改完成": "done",
    "销号": "closed",
    "已完成销号": "closed",
}
MARKS: dict[Mark, str] = {
    "lapsed": "时限已过·未见后续公开",
    "overdue": "逾期",
    "stale": "久未更新",
    "reopened": "重开",
}
BASES: dict[BasisKind, str] = {"notice": "原文明示", "report": "单位后续报送", "editor": "本站编者归纳"}
STATES: dict[States, str] = {"problem": "问题", "demand": "要求", "measure": "整改事项"}
ROLES: dict[Role, str] = {
    "leadership": "组织领导",
    "problems": "整改情况",
    "next-steps": "下一步打算",
    "summary": "工作总结",
    "plan": "工作安排",
    "other": "其他",
}
WINDOW_KINDS: dict[WindowKind, str] = {"publication": "公开期限", "objection": "公示期"}
# What the text says of a sum, and what a page writes beside one that is not there yet.
MODALITIES: dict[str, str] = {
    "received": "已到账",
    "stated": "",
    "planned": "计划",
    "ordered": "责令",
    "started": "已启动程序",
}
FACT_KINDS: tuple[str, ...] = (
    "amount", "area", "batches", "cases", "cleared", "count", "document", "documents", "equipment", "files", "forfeited", "homes",
    "households", "inspected", "items", "lifts", "outlets", "paid", "people", "projects", "rate", "recovered", "reduced", "repaid",
    "returned", "saved", "sites", "sources", "spent", "stations", "units",
)  # fmt: skip
COMPARATORS: dict[Comparator, str] = {">=": "不低于", ">": "超过", "<=": "不高于", "<": "低于", "=": "等于", "~": "约"}

ORGAN_KINDS: dict[str, str] = {
    "government": "行政机关",
    "party": "党的机关",
    "institution": "事业单位",
    "enterprise": "企业",
}

FINISHED: frozenset[Status] = frozenset({"done", "closed"})

# What the codes mean, in the words of the page of definitions.
STATUS_MEANING: dict[Status, str] = {
    "unstated": "台账没有给整项记下状态：原文多半按措施叙述，不逐项写明完成与否。这是最常见的情形，不代表没有整改。",
    "not-started": "公开的文字写明尚未整改。",
    "ongoing": "公开的文字写明正在整改。",
    "partial": "公开的文字写明基本完成或取得阶段性成果。",
    "done": "公开的文字写明已完成整改。",
    "closed": "经单位以外的机构验收销号。",
}
BASIS_MEANING: dict[BasisKind, str] = {
    "notice": "状态所依据的话就在通报原文里，点击可到原处。",
    "report": "依据是单位后来报送的文件，或本站另一份通报。",
    "editor": "由本站编者归纳，写明理由；不用于完成、销号和尚未整改。",
}
WINDOW_MEANING = (
    ("publication", "公开期限", "全文向社会公开的期间，欢迎提出意见建议。期满后联系渠道仍然有效。"),
    ("objection", "公示期", "拟销号等事项公示、接受异议的期间。期满不再受理本次公示的异议。"),
    ("unstated", UNSTATED, "原文没有写明公开期限。"),
    ("none", "不适用", "这类文件没有公开期限。"),
)
